"""How many requests 10,000 distinct cited records over 1,000 pages cost, and at what pace: counted by the server.

    python benchmarks/pubmed_requests.py            # 3 a second, as without a key: about 20 s
    python benchmarks/pubmed_requests.py --key      # 10 a second
    python benchmarks/pubmed_requests.py --processes 3   # the same pace kept by several processes of one run

The service is the tests' E-utilities on the loopback, with records of true shape and NCBI's limit switched on.
Exits 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.evidence import Evidence
from model.identifiers import PMID
from sources.answer_cache import AnswerCache
from sources.pubmed.client import PubMed
from sources.settings import Settings
from tests.services.eutils import Entry, EUtils
from tests.services.pubmed_xml import article

DISTINCT = 10_000
PAGES = 1_000
CITED_A_PAGE = 30
BATCH = 200
SEED = 20261124


def cited_by_pages() -> list[PMID]:
    """The citations of all pages one after the other: every record at least once, in a mixed order."""
    rng = random.Random(SEED)
    numbers = [str(10_000_000 + n) for n in range(DISTINCT)]
    drawn = [rng.choices(numbers, k=CITED_A_PAGE - DISTINCT // PAGES) for _ in range(PAGES)]
    pages = [numbers[i::PAGES] + more for i, more in enumerate(drawn)]
    return [PMID(n) for page in pages for n in page]


def entries() -> dict[str, Entry]:
    """Records of true shape; they are searched by nothing here, so only their XML matters."""
    return {
        str(n): Entry(
            article(str(n), f"Paper {n}", abstract="Background and methods. " * 60, doi=f"10.5555/{n}"),
            "", ("",), 2010, "1", "1", (), (), "", "2010-01-01",
        )
        for n in range(10_000_000, 10_000_000 + DISTINCT)
    }  # fmt: skip


def fetch(url: str, folder: str, key: str, pmids: list[PMID]) -> tuple[int, float]:
    """One process's part: how many records were answered, and how long it took."""
    settings = Settings(eutils_url=url, cache_dir=Path(folder), ncbi_api_key=key)
    cache = AnswerCache(Path(folder) / "answers.sqlite3")
    start = time.perf_counter()
    answers = PubMed(settings, cache).fetch(pmids)
    cache.close()
    good = sum(isinstance(a, Evidence) and a.facts is not None for a in answers.values())
    return good, time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--key", action="store_true", help="pretend to have an API key: 10 a second")
    parser.add_argument("--processes", type=int, default=1, help="share the work among so many processes")
    options = parser.parse_args()
    limit = 10 if options.key else 3
    cited = cited_by_pages()
    bound = math.ceil(DISTINCT / BATCH) + 2 + (options.processes - 1)
    with EUtils(per_second=limit) as server, tempfile.TemporaryDirectory() as folder:
        server.entries = entries()
        distinct = list(dict.fromkeys(cited))
        share = math.ceil(len(distinct) / options.processes / BATCH) * BATCH
        parts = [distinct[at : at + share] for at in range(0, len(distinct), share)]
        key = "a key" if options.key else ""
        start = time.perf_counter()
        if options.processes == 1:
            good = fetch(server.url, folder, key, cited)[0]
        else:
            with ProcessPoolExecutor(options.processes) as pool:
                jobs = [pool.submit(fetch, server.url, folder, key, part) for part in parts]
                good = sum(job.result()[0] for job in jobs)
        seconds = time.perf_counter() - start
        first, busiest, refused = len(server.requests), server.busiest_second(), server.refused
        again, again_seconds = fetch(server.url, folder, key, cited)
        second = len(server.requests) - first
    slowest = (first - 1) / limit
    print(f"citations {len(cited):,} on {PAGES:,} pages, {DISTINCT:,} distinct records")
    print(f"first run   {good:,} records in {first} requests (bound {bound}), {seconds:.1f} s")
    print(f"pace        at most {busiest} in any one second (limit {limit}), {refused} refused; "
          f"the limit alone costs {slowest:.1f} s")  # fmt: skip
    print(f"second run  {again:,} records in {second} requests, {again_seconds:.1f} s")
    kept = good == again == DISTINCT and first <= bound and second == 0 and refused == 0 and busiest <= limit
    print("all bounds kept" if kept else "A BOUND WAS MISSED")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
