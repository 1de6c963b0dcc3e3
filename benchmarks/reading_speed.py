"""How fast pages are read, and whether memory stays flat, beside trafilatura in the same run.

    python benchmarks/reading_speed.py FOLDER [--rounds 3] [--small]

FOLDER holds saved pages (``*.html``; subfolders too). Measured is the complete reading (text, sections,
sentences, dates, citations, references, links) against ``trafilatura.bare_extraction(with_metadata=True)``,
one process, pages in memory, in turns over the same pages, so that both see the same machine. CPU time is
what counts; wall time is printed too. What each loads once, at its first page without dates in its markup (patterns,
htmldate's month names in 200 languages), is paid before and printed apart: a second or two a process, however many
pages. Memory is the process's resident set after each round of ours.
"""

from __future__ import annotations

import argparse
import logging
import platform
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.errors import ReadError
from model.page import Document
from pages.read import read, read_layout

#: Every how-manieth page is read with ``--small``.
SMALL = 5
#: Pages of one turn: short enough that both readers see the same load of the machine.
TURN = 20
#: A page that makes both readers load all that they load late: no date in its markup, an unreadable one in its text.
FIRST = (
    "<html><head><title>Colds</title></head><body><h1>Colds</h1><p>4. Xyz 2014</p><p>Colds are caused by viruses, and "
    "they pass in a week or two without any medicine; rest and drink enough. See also Smith et al., 2009 [1].</p>"
    "<p><a href='/2014/03/04/flu'>Flu</a></p>"
    "<h2>References</h2><ol><li>Smith A, Doe B. Colds. Lung J. 2009;4:2-9.</li></ol></body></html>"
)


class Clock(NamedTuple):
    """Seconds so far."""

    cpu: float = 0.0
    wall: float = 0.0


def measure(work: Callable[[], None], so_far: Clock) -> Clock:
    """``so_far`` and the time that ``work`` took."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Clock(so_far.cpu + time.process_time() - cpu, so_far.wall + time.perf_counter() - wall)


def load(folder: Path, small: bool) -> list[Document]:
    """The saved pages of a folder."""
    files = sorted([*folder.rglob("*.html"), *folder.rglob("*.htm")])
    if not files:
        raise SystemExit(f"no *.html under {folder}")
    files = files[::SMALL] if small else files
    return [Document(f"https://example.org/{file.name}", file.read_bytes(), "text/html") for file in files]


def resident_mb() -> float:
    """Resident memory of this process now, in MB (its peak where /proc is missing)."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def attempt(work: Callable[[Document], object], documents: Sequence[Document], failed: set[str]) -> None:
    """Read them all; what cannot be read is counted, anything else is a bug and stops the run."""
    for document in documents:
        try:
            work(document)
        except ReadError:
            failed.add(document.url)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 when ours is less than twice as fast."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of ours to watch the memory over")
    parser.add_argument("--small", action="store_true", help=f"every {SMALL}th page only")
    options = parser.parse_args(arguments)
    try:
        import trafilatura
    except ImportError:
        raise SystemExit(
            "pip install 'trafilatura>=2.3,<2.4' lxml_html_clean: the peer is not there"
        ) from None
    logging.disable(logging.CRITICAL)

    documents = load(options.folder, options.small)
    size = sorted(len(document.body) for document in documents)
    print(
        f"{len(documents)} pages, median {size[len(size) // 2] / 1e3:.0f} KB, largest {size[-1] / 1e3:.0f} KB"
    )
    print(f"Python {platform.python_version()}, lxml {version('lxml')}, trafilatura {version('trafilatura')}")

    first = [Document("https://example.org/first", FIRST.encode(), "text/html")]
    failed: set[str] = set()

    def peer(some: Sequence[Document]) -> None:
        attempt(lambda d: trafilatura.bare_extraction(d.body, with_metadata=True), some, set())

    once = measure(lambda: attempt(read, first, failed), Clock())
    theirs_once = measure(lambda: peer(first), Clock())
    print(
        f"loaded once, CPU seconds: ours {once.cpu:.2f} (htmldate's too), trafilatura {theirs_once.cpu:.2f} more"
    )
    ours, layout, theirs = Clock(), Clock(), Clock()
    for start in range(0, len(documents), TURN):
        turn = documents[start : start + TURN]
        ours = measure(lambda turn=turn: attempt(read, turn, failed), ours)
        theirs = measure(lambda turn=turn: peer(turn), theirs)
        layout = measure(lambda turn=turn: attempt(read_layout, turn, failed), layout)

    print(f"\n{'reader':<44}{'pages/s CPU':>12}{'pages/s wall':>14}{'ms/page CPU':>13}")
    rows = (
        ("bestbefore, complete reading", ours),
        ("bestbefore, text and structure only", layout),
        ("trafilatura bare_extraction, metadata", theirs),
    )
    for name, clock in rows:
        count = len(documents)
        print(
            f"{name:<44}{count / clock.cpu:>12.1f}{count / clock.wall:>14.1f}{clock.cpu / count * 1e3:>13.2f}"
        )
    ratio = theirs.cpu / ours.cpu
    print(f"\nours is {ratio:.2f} times as fast (wanted: 2); {len(failed)} pages could not be read")

    print("\nresident memory, MB:", end="")
    for _ in range(options.rounds):
        attempt(read, documents, failed)
        print(f" {resident_mb():.0f}", end="", flush=True)
    print()
    return 0 if ratio >= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
