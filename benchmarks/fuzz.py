"""Fuzz all that reads bytes from outside, with a fuzzer that follows the code (atheris).

    python benchmarks/fuzz.py TARGET [--seconds 600] [--runs 1000000] [--bytes 1024] [--corpus DIR]

TARGET: reader, claims, references, sitemap, sources, or one of the small readers that they are made of: dates, machine,
parts, lists, raw, layout, ageing, fda. An input to a small one takes a tenth of the time.

``pip install atheris`` first; it is no dependency of the project. The laws are those of ``tests/faults/fuzzed.py``;
the seeds are the example site and ``tests/faults/corpus``. It ends after so many seconds or runs, whichever comes
first. A broken law, an input that takes more than 20 seconds or 2 GB ends it and is written to DIR/crash-* or
DIR/timeout-*: put it into ``tests/faults/corpus``, where it is a test from then on. The last lines say how many
inputs were tried.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
HANGS, MEMORY = 20, 2048
# Where the fuzzer looks into the code: what a target does not run is only slow to load with it.
ROOMS = {
    "reader": "pages.read",
    "claims": "pages.read language",
    "references": "pages.read.references",
    "sitemap": "pages.fetch",
    "sources": "sources.pubmed sources.crossref_work sources.trials sources.idconv",
    "dates": "pages.read.dates language.days language.ages",
    "machine": "pages.read.dates pages.read.layout",
    "parts": "pages.read.references pages.read.citations",
    "lists": "pages.fetch model",
    "raw": "pages.fetch pages.read.layout",
    "layout": "pages.read.layout",
    "ageing": "checks.time language.patterns language.tokens",
    "fda": "sources.fda sources.retractionwatch",
}


def main() -> None:
    """Run one target until the time is over or a law is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=ROOMS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--runs", type=int, default=1_000_000)
    # What is long is the growth tests' (tests/faults/test_growth.py), and a short one is read sooner.
    parser.add_argument("--bytes", type=int, default=1024, help="the longest input")
    parser.add_argument("--corpus", type=Path)
    args = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is missing: pip install atheris")
    with atheris.instrument_imports(include=ROOMS[args.target].split()):
        from tests.faults import fuzzed
    folder = args.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{args.target}-"))
    folder.mkdir(parents=True, exist_ok=True)
    seeds = sorted((ROOT / "examples" / "site").glob("*")) if args.target not in ("sources", "fda") else []
    for file in seeds:
        (folder / f"seed-{file.name}").write_bytes(file.read_bytes()[: args.bytes])
    for number, word in enumerate(fuzzed.WORDS):
        (folder / f"word-{number}").write_bytes(word.encode("utf-8", "replace")[: args.bytes])
    for number, data in enumerate(fuzzed.kept(args.target)):
        (folder / f"kept-{number}").write_bytes(data)
    words = folder.with_name(f"{folder.name}.dict")
    words.write_text(fuzzed.dictionary(), "utf-8")
    options = {
        "dict": words,
        "artifact_prefix": f"{folder}/",
        "max_total_time": args.seconds,
        "runs": args.runs,
        "timeout": HANGS,
        "rss_limit_mb": MEMORY,
        "max_len": args.bytes,
        "print_final_stats": 1,
    }
    law = fuzzed.TARGETS[args.target]
    law(b"Words of it.")  # what is made once, the table of names, is no input's hang

    def tried(data: bytes) -> None:
        try:
            law(data)
        except Exception:  # atheris 3 ends with the trace, and does not write down what it was about
            (folder / f"crash-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(folder)], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
