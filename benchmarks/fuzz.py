"""Fuzz all that reads bytes from outside, with a fuzzer that follows the code (atheris).

    python benchmarks/fuzz.py reader|claims|references|sitemap|sources [--seconds 600] [--runs 1000000] [--corpus DIR]

``pip install atheris`` first; it is no dependency of the project. The laws are those of ``tests/faults/fuzzed.py``;
the seeds are the example site and ``tests/faults/corpus``. It ends after so many seconds or runs, whichever comes
first. A broken law, an input that takes more than 20 seconds or 2 GB ends it and is written to DIR/crash-* or
DIR/timeout-*: put it into ``tests/faults/corpus``, where it is a test from then on. The last lines say how many
inputs were tried.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
HANGS, MEMORY = 20, 2048
# Bytes of an input: what is long is the growth tests' (tests/faults/test_growth.py), and a short one is read sooner.
LONGEST = 1024


def main() -> None:
    """Run one target until the time is over or a law is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path)
    args = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is missing: pip install atheris")
    with atheris.instrument_imports(
        include=[
            "pages",
            "sources.pubmed",
            "sources.crossref_work",
            "sources.trials",
            "sources.idconv",
            "language",
        ]
    ):
        from tests.faults import fuzzed
    if args.target not in fuzzed.TARGETS:
        sys.exit(f"no target {args.target}: one of {', '.join(fuzzed.TARGETS)}")
    folder = args.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{args.target}-"))
    folder.mkdir(parents=True, exist_ok=True)
    seeds = sorted((ROOT / "examples" / "site").glob("*")) if args.target != "sources" else []
    for file in seeds:
        (folder / f"seed-{file.name}").write_bytes(file.read_bytes()[:LONGEST])
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
        "max_len": LONGEST,
        "print_final_stats": 1,
    }
    atheris.Setup(
        [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(folder)],
        fuzzed.TARGETS[args.target],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
