"""How well the dates of pages are read.

    python benchmarks/reading.py [PAGES] [--gold gold.json] [--misses] [--half 0|1]

PAGES is htmldate's evaluation set: a folder or .tar.xz of its saved pages, with gold.json beside it (url → file,
date: the day of original publication). It is the publishers' and never committed. htmldate's extensive mode runs on
the same pages in the same process. The score is that of htmldate's own evaluation: an answer is right when it is the
day; P = right / answered, R = right / (right + unanswered).

Then our own labelled cases (tests/labelled/dates): kind and value of every date that a page gives, and that nothing
else is read. Without PAGES only these run. Beside it: ``markers.py``, ``references.py``, ``reading_speed.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import statistics
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.errors import ReadError
from model.page import Document
from pages.read.dates import read_dates
from pages.read.layout import read_layout
from tests.labelled.dates.score import judge, load_cases

# What a reader of dates on a page of the set may answer: an ISO day, or None.
Reader = Callable[[str, bytes], str | None]


@dataclass
class Score:
    """Right, wrong and missing answers, and the seconds each page took."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    seconds: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right of all that were answered."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right of those right or not answered, as htmldate's evaluation counts."""
        return self.right / max(1, self.right + self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def ours(url: str, body: bytes) -> str | None:
    """The reader's settled day of publication. The address is not told, as htmldate is not told it either."""
    document = Document(f"file:///{hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()}", body, "")
    try:
        published = read_dates(document, read_layout(document)).published
    except ReadError:
        return None
    return str(published.date) if published and published.date else None


def theirs(url: str, body: bytes) -> str | None:
    """htmldate's extensive search for the original date."""
    from htmldate import find_date

    return find_date(body, original_date=True, extensive_search=True)


def saved_pages(path: Path) -> dict[str, bytes]:
    """Bytes of each saved page by file name, from a folder or a tar archive."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.glob("**/*.html")}
    with tarfile.open(path) as archive:
        found = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        return {Path(name).name: file.read() for name, file in found if file is not None}


def measure(reader: Reader, pages: list[tuple[str, str, str, bytes]]) -> Score:
    """Run one reader over (url, file, gold day, bytes)."""
    score = Score()
    for url, file, gold, body in pages:
        started = time.perf_counter()
        answer = reader(url, body)
        score.seconds.append(time.perf_counter() - started)
        if answer == gold:
            score.right += 1
            continue
        if answer is None:
            score.missing += 1
        else:
            score.wrong += 1
        score.misses.append(f"{file}: gold {gold}, read {answer}")
    return score


def published(path: Path, gold_path: Path, half: int | None, show: bool) -> None:
    """Our reader and htmldate on the same pages, both halves apart and together."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    saved = saved_pages(path)
    pages = [
        (url, entry["file"], str(entry["date"]), saved[entry["file"]])
        for url, entry in gold.items()
        if entry["file"] in saved
    ]
    print(f"\nOriginal publication date, {len(pages)} pages of htmldate's evaluation set")
    print(
        f"{'reader':28} {'pages':>5} {'right':>5} {'wrong':>5} {'none':>4} {'P':>6} {'R':>6} {'F1':>6} "
        f"{'s':>7} {'ms median':>9}"
    )
    halves: list[tuple[str, int | None]] = [
        ("half 0 (tuned on)", 0),
        ("half 1 (no rule made on it, misses read once)", 1),
        ("all", None),
    ]
    readers: dict[str, Reader] = {
        "bestbefore (whole reading)": ours,
        f"htmldate {version('htmldate')}": theirs,
    }
    for reader in readers.values():
        reader(
            "warm", b"<html><body><p>12 May 2014</p></body></html>"
        )  # imports and caches are not the page's
    for title, number in halves:
        if half is not None and number not in (half, None):
            continue
        chosen = [p for p in pages if number is None or half_of(p[1]) == number]
        print(title)
        for name, reader in readers.items():
            score = measure(reader, chosen)
            print(
                f"  {name:26} {len(chosen):5} {score.right:5} {score.wrong:5} {score.missing:4} {score.precision:6.3f} "
                f"{score.recall:6.3f} {score.f1:6.4f} {sum(score.seconds):7.2f} "
                f"{1e3 * statistics.median(score.seconds):9.2f}"
            )
            if show and number is None and reader is ours:
                print("\n".join(f"    {miss}" for miss in score.misses))


def half_of(file: str) -> int:
    """0 or 1, by the file's name: rules were tried on half 0."""
    return int(hashlib.md5(file.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def labelled() -> Iterator[str]:
    """Our own cases: points and cases right, by file and by half; yields the misses."""
    tally: dict[str, Counter[str]] = {}
    times = []
    for case in load_cases():
        started = time.perf_counter()
        points = list(judge(case))
        times.append(time.perf_counter() - started)
        good = sum(point.right for point in points)
        for group in (case.file, "held out half" if case.held_out else "tuned half", "all"):
            count = tally.setdefault(group, Counter())
            count.update(points=len(points), right=good, cases=1, clean=int(good == len(points)))
        for point in points:
            if not point.right:
                yield f"  [{case.file}] {case.name}: wanted {point.wanted}, got {point.got}"
    print("\nKind and value on our own labelled pages (tests/labelled/dates)")
    print(f"{'cases of':20} {'points':>6} {'right':>6} {'share':>6} {'cases':>6} {'clean':>6} {'share':>6}")
    for group, count in sorted(
        tally.items(), key=lambda item: (item[0] in ("all", "held out half", "tuned half"), item[0])
    ):
        print(
            f"{group:20} {count['points']:6} {count['right']:6} {count['right'] / count['points']:6.3f} "
            f"{count['cases']:6} {count['clean']:6} {count['clean'] / count['cases']:6.3f}"
        )
    print(f"{1e3 * statistics.median(times):.2f} ms a case (median)")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "pages", nargs="?", type=Path, help="folder or .tar.xz of htmldate's evaluation pages"
    )
    parser.add_argument("--gold", type=Path, help="gold.json (default: beside PAGES)")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only this half, and all")
    parser.add_argument("--misses", action="store_true", help="print every page that was read wrong")
    args = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d} Python {platform.python_version()}, lxml {version('lxml')}, "
        f"htmldate {version('htmldate')}"
    )
    misses = list(labelled())
    print("\n".join(misses) if misses else "no misses")
    if args.pages:
        published(args.pages, args.gold or args.pages.parent / "gold.json", args.half, args.misses)


if __name__ == "__main__":
    main()
