"""Time, memory and size of writing the report of a large site.

    python -m benchmarks.report_size 10000 [folder]

Prints the first writing, then a second one with nothing changed.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.many_pages import ManyPages, example_results, run_of
from checks import all_checks
from reports.build import build_report
from reports.write import write_report


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pages = ManyPages(count, example_results())
    why, titles = {c.code: c.why for c in all_checks()}, {c.code: c.title for c in all_checks()}
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary) / "report"
        before = _memory()
        for turn in ("first", "again"):
            started, cpu = time.perf_counter(), time.process_time()
            report = build_report(run_of(count), pages)
            built = time.perf_counter()
            write_report(report, out, why, titles)
            done = time.perf_counter()
            print(
                f"{turn}: {count:,} pages, {sum(report.counts.values()):,} findings, {len(report.causes):,} causes; "
                f"built {built - started:.1f} s, written {done - built:.1f} s, CPU {time.process_time() - cpu:.1f} s; "
                f"memory {_memory():,.0f} MB (before: {before:,.0f})"
            )
        files = [p for p in out.rglob("*") if p.is_file()]
        print(f"{len(files):,} files, {sum(p.stat().st_size for p in files) / 1e6:,.0f} MB")
        for name in (
            "index.html",
            "findings.json",
            "findings.jsonl",
            "findings.csv",
            "findings.sarif",
            "due.ics",
        ):
            print(f"  {name}: {(out / name).stat().st_size / 1e6:.2f} MB")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
