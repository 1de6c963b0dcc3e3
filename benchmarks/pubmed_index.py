"""How fast the local PubMed index is built and asked, and how much memory the build takes.

    python benchmarks/pubmed_index.py                 # 60,000 records in two files
    python benchmarks/pubmed_index.py --records 300000

The files are made here, of PubMed's true shape and about its true size a record (abstract, authors, MeSH headings,
references). Exits 1 when a bound is missed: 30,000 records a minute on one core, 10,000 lookups in a second,
memory that does not grow with the number of files.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.evidence import Evidence
from model.identifiers import PMID
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from tests.services.pubmed_xml import DOCTYPE, article

A_FILE = 30_000  # records in one file of NLM's baseline
A_MINUTE = 30_000
LOOKUPS = 10_000
# The build of ten files may take this much more memory than that of one.
GROWTH_MB = 40
SEED = 20261124
_SYLLABLES = re.findall("..", "carvasneurohepatigasoncogenproteinkinaselipid")
_MESH = "".join(
    f'<MeshHeading><DescriptorName UI="D{n:06d}" MajorTopicYN="N">Heading {n}</DescriptorName></MeshHeading>'
    for n in range(12)
)


def words(rng: random.Random, count: int) -> str:
    """Words that are rare and common in about the way that titles' words are."""
    made = []
    for _ in range(count):
        size = rng.choice((1, 2, 2, 3, 3, 4))
        made.append("".join(rng.choice(_SYLLABLES) for _ in range(size)))
    return " ".join(made)


def write_file(path: Path, first: int, count: int, rng: random.Random) -> None:
    """One gzipped file in the shape of the baseline, about 4 KB a record."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as out:
        out.write(DOCTYPE + "<PubmedArticleSet>\n")
        for n in range(first, first + count):
            year, volume, page = rng.randint(1975, 2026), rng.randint(1, 400), rng.randint(1, 3_000)
            record = article(
                str(n),
                words(rng, 11).capitalize() + ".",
                authors=[words(rng, 1).capitalize() for _ in range(6)],
                abbrev=f"J Ex {rng.randint(1, 5000)}",
                year=str(year),
                volume=str(volume),
                pages=f"{page}-{page + 8}",
                doi=f"10.5555/{n}",
                types=["Journal Article"] if n % 20 else ["Journal Article", "Randomized Controlled Trial"],
                abstract=words(rng, 160),
                cites=[str(rng.randint(1, n)) for _ in range(20)],
            )
            out.write(
                record.replace(
                    "</MedlineCitation>", f"<MeshHeadingList>{_MESH}</MeshHeadingList></MedlineCitation>"
                )
            )
            out.write("\n")
        out.write("</PubmedArticleSet>\n")


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=2 * A_FILE)
    count = parser.parse_args().records
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for at in range(0, count, A_FILE):
            files.append(Path(folder) / f"pubmed26n{at // A_FILE + 1:04d}.xml.gz")
            write_file(files[-1], 1_000_000 + at, min(A_FILE, count - at), rng)
        plain = sum(f.stat().st_size for f in files) / 2**20
        index_path = Path(folder) / "pubmed.sqlite3"
        start, cpu = time.perf_counter(), time.process_time()
        build(index_path, files[:1], now=datetime.now(UTC))
        after_one = peak_mb()
        build(index_path, files, now=datetime.now(UTC))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        grown = peak_mb() - after_one
        a_minute = count / cpu * 60

        index = PubMedIndex(index_path)
        asked = [PMID(str(n)) for n in rng.sample(range(1_000_000, 1_000_000 + count), min(LOOKUPS, count))]
        start = time.perf_counter()
        found = index.fetch(asked)
        lookups = time.perf_counter() - start
        works = [a.facts for a in found.values() if isinstance(a, Evidence) and a.facts]
        sample = works[:500]
        start = time.perf_counter()
        titles = [w.pmid in (index.search_title(w.title) or ()) for w in sample]
        title_ms = (time.perf_counter() - start) / len(sample) * 1000
        start = time.perf_counter()
        places = [
            w.pmid in (index.by_place(w.journal_abbrev, w.date.year, w.volume, w.first_page) or ())
            for w in sample
            if w.date
        ]
        place_ms = (time.perf_counter() - start) / len(sample) * 1000
        size = index_path.stat().st_size / 2**20
        index.close()
    print(f"{count:,} records in {len(files)} files, {plain:.0f} MB gzipped; the index is {size:.0f} MB")
    print(
        f"build    {seconds:.1f} s, {cpu:.1f} s of one core: {a_minute:,.0f} records a minute (bound {A_MINUTE:,})"
    )
    print(
        f"memory   peak {peak_mb():.0f} MB, {grown:.0f} MB more than after the first file (bound {GROWTH_MB})"
    )
    print(f"lookup   {len(works):,} records by PMID in {lookups:.2f} s (bound 1 s for {LOOKUPS:,})")
    print(f"titles   {sum(titles)} of {len(sample)} found, {title_ms:.2f} ms each")
    print(f"places   {sum(places)} of {len(sample)} found, {place_ms:.2f} ms each")
    kept = a_minute >= A_MINUTE and grown <= GROWTH_MB and lookups < 1.0 and len(works) == len(asked)
    kept = kept and all(titles) and all(places)
    print("all bounds kept" if kept else "A BOUND WAS MISSED")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
