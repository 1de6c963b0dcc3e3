"""How long a night takes, and what it needs, from a thousand pages to a million: computed from what is measured here.

    python -m benchmarks.capacity [PAGES]      measures on so many made pages (default 600), then computes

What cannot be measured on one machine is said as an assumption beside the table: the site's own delay and hosts, and
how much of a site changes in a night.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.operations import many_pages

# Seconds between two requests to a host (pages/fetch/pace.py), and the share of pages that change in a night.
DELAY, CHANGED = 0.5, 0.02
# Requests a second to PubMed without a key (sources/settings.py), and references in one request.
PUBMED_RATE, PUBMED_BATCH = 3.0, 200
# What a PubMed look-up needs for a reference that no identifier names: a search of its own.
SEARCHED = 0.3
_ONE = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from flows.conductor import run_audit
from flows.request import AuditRequest
from model.site import Site
folder = Path(sys.argv[1])
request = AuditRequest((), date(2026, 11, 27), folder / "report", sources="snapshot", store=folder / "store.sqlite",
                       site=Site("bench", (str(folder / "pages"),)))
begun, cpu = time.perf_counter(), time.process_time()
outcome = run_audit(request)
print(json.dumps({"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu,
    "examined": outcome.examined,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "store": sum(f.stat().st_size for f in folder.glob("store.sqlite*")) / 1e6,
    "report": sum(f.stat().st_size for f in (folder / "report").rglob("*") if f.is_file()) / 1e6}))
"""


@dataclass(frozen=True)
class Measured:
    """Of one page: CPU seconds of a first night and of one on which nothing changed; megabytes of store and report.
    ``start``: CPU seconds of a run whatever its size; ``memory``: megabytes of the process."""

    first: float
    unchanged: float
    store: float
    report: float
    start: float
    memory: float


@dataclass(frozen=True)
class Night:
    """What a night needs: hours of fetching over one host and over ten, CPU hours, workers for eight hours."""

    fetch_one: float
    fetch_ten: float
    cpu: float
    workers: int


def measure(pages: int) -> Measured:
    """Audit ``pages`` made pages and a tenth of them, twice each; the difference is what pages cost."""
    small, large = _twice(max(60, pages // 10)), _twice(pages)
    more = large[0]["examined"] - small[0]["examined"]

    def each(night: int, what: str) -> float:
        return max(0.0, (large[night][what] - small[night][what]) / more)

    return Measured(
        first=each(0, "cpu"),
        unchanged=each(1, "cpu"),
        store=each(0, "store"),
        report=each(0, "report"),
        start=max(0.0, small[0]["cpu"] - small[0]["examined"] * each(0, "cpu")),
        memory=large[0]["megabytes"],
    )


def _twice(pages: int) -> tuple[dict[str, float], dict[str, float]]:
    with tempfile.TemporaryDirectory() as name:
        many_pages(Path(name) / "pages", pages)
        nights = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-c", _ONE, name], capture_output=True, text=True, check=True
                ).stdout
            )
            for _ in range(2)
        ]
        return nights[0], nights[1]


def night(measured: Measured, pages: int, changed: float) -> Night:
    """A night of a site of ``pages`` of which the share ``changed`` is new or has changed."""
    cpu = measured.start + pages * (changed * measured.first + (1 - changed) * measured.unchanged)
    hours = 3600.0
    return Night(
        fetch_one=pages * DELAY / hours,
        fetch_ten=pages * DELAY / 10 / hours,
        cpu=cpu / hours,
        workers=max(1, -(-int(cpu) // (8 * 3600))),
    )


def look_up_hours(references: int) -> float:
    """Hours of asking PubMed for so many distinct references: those with an identifier in batches, the rest alone."""
    requests = references * SEARCHED + references * (1 - SEARCHED) / PUBMED_BATCH
    return requests / PUBMED_RATE / 3600


def table(measured: Measured) -> str:
    """The plan as Markdown."""
    lines = [
        "| pages | night | fetching, one host | ten hosts | CPU | workers for 8 h | store | report |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for pages in (1_000, 10_000, 100_000, 1_000_000):
        for name, changed in (("first", 1.0), ("later", CHANGED)):
            n = night(measured, pages, changed)
            lines.append(
                f"| {pages:,} | {name} | {n.fetch_one:.1f} h | {n.fetch_ten:.1f} h | {n.cpu:.2f} h | {n.workers} | "
                f"{pages * measured.store / 1000:.1f} GB | {pages * measured.report / 1000:.1f} GB |"
            )
    return "\n".join(lines)


def main() -> None:
    """Measure, compute, print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    measured = measure(pages)
    print(f"measured on {pages} made pages, one process, local data:")
    print(
        f"  a page the first time {1000 * measured.first:.0f} ms of CPU, unchanged {1000 * measured.unchanged:.1f} ms"
    )
    print(f"  a run whatever its size {measured.start:.1f} s of CPU; memory {measured.memory:.0f} MB")
    print(
        f"  a page in the store {1000 * measured.store:.0f} KB, in the report {1000 * measured.report:.0f} KB"
    )
    print(table(measured))
    print(f"assumed: {DELAY} s between two requests to a host, {CHANGED:.0%} of the pages change in a night")
    for references in (10_000, 1_000_000):
        print(f"PubMed, {references:,} distinct references, no key: {look_up_hours(references):.1f} h once")
    print(f"(peak memory of this program {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")


if __name__ == "__main__":
    main()
