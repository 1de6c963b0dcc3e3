"""The FDA snapshot against Drugs@FDA's own files: right, quick to build, quick to ask.

    python benchmarks/fda_snapshot.py [drugsatfda.zip]

Every application's first approval date in the built snapshot is compared with the files read by another route:
``unzip -p`` and ``awk``, line by line, sharing no code with ``sources.fda`` (first approval = earliest row with
type ORIG and status AP). Then the same for every drug: the earliest of its NDAs and BLAs against the timeline's
first approval. Times are wall time of one process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.approval import Action, Timeline
from sources.fda.build import Inputs, build
from sources.fda.drugsatfda import read_zip
from sources.fda.snapshot import Snapshot

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/drugsatfda/drugsatfda-2019-07-02.zip"
BUILD_SECONDS = 60.0
TIMELINE_MILLISECONDS = 1.0

# Columns by their place, dates by their first ten letters, blanks and carriage returns cut: nothing else.
_FIRST_APPROVALS = r"""
BEGIN { FS = "\t" }
{ sub(/\r$/, ""); for (i = 1; i <= NF; i++) gsub(/^ +| +$/, "", $i) }
$3 == "ORIG" && $5 == "AP" && $6 != "" {
    day = substr($6, 1, 10)
    if (!($1 in first) || day < first[$1]) first[$1] = day
}
END { for (number in first) print number "\t" first[number] }
"""


_KINDS = 'BEGIN { FS = "\\t" } NR > 1 && NF { print $1 "\\t" $2 }'


def awk(archive: Path, member: str, program: str) -> Iterator[list[str]]:
    """The lines that an awk program makes of one file in the zip, as fields."""
    unzip = subprocess.Popen(["unzip", "-p", str(archive), member], stdout=subprocess.PIPE)
    found = subprocess.run(
        ["awk", program],
        stdin=unzip.stdout,
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    if unzip.wait() != 0:
        raise SystemExit(f"unzip could not read {member} in {archive}")
    for line in found.stdout.decode("latin-1").splitlines():
        yield line.split("\t")


def main() -> int:
    """Run, print one table, return 1 when anything is wrong or too slow."""
    archive = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not archive.is_file():
        print(f"no Drugs@FDA zip at {archive}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        report = build(Inputs(drugsatfda=read_zip(archive)), Path(folder) / "fda.sqlite")
        seconds = time.perf_counter() - began
        size = report.path.stat().st_size
        with Snapshot(report.path) as snapshot:
            return show(archive, snapshot, seconds, size, report.events)


def clocked(snapshot: Snapshot, drug: str) -> tuple[Timeline | None, float]:
    """A timeline and the milliseconds it took."""
    began = time.perf_counter()
    found = snapshot.timeline(drug)
    return found, (time.perf_counter() - began) * 1000


def show(archive: Path, snapshot: Snapshot, seconds: float, size: int, events: int) -> int:
    """Compare and print."""
    files = {f[0]: f[1] for f in awk(archive, "Submissions.txt", _FIRST_APPROVALS)}
    listed = dict(awk(archive, "Applications.txt", _KINDS))
    ours = {number[-6:]: (number[:-6], day) for number, _, day in snapshot.applications()}
    wrong = [n for n in listed if (str(ours[n][1]) if ours.get(n, ("", None))[1] else None) != files.get(n)]
    kinds = [n for n in listed if ours.get(n, ("", None))[0] != listed[n]]
    missing = set(listed) ^ set(ours)
    dated = sum(n in files for n in listed)

    drugs = sorted({p.drug for p in snapshot.products()})
    originals: dict[str, set[str]] = {}
    for product in snapshot.products():
        originals.setdefault(product.drug, set()).add(product.application[-6:])
    off = []
    spent = []
    cold = []
    for drug in drugs:
        first, *again = [clocked(snapshot, drug) for _ in range(4)]
        cold.append(first[1])
        spent.append(
            min(milliseconds for _, milliseconds in again)
        )  # the drug's own time, not the machine's noise
        timeline = first[0]
        expected = min(
            (files[n] for n in originals[drug] if n in files and listed[n] != "ANDA"), default=None
        )
        # An efficacy supplement is an approval too, but not of the drug: two old NDAs have nothing else.
        originals_told = (
            [e for e in timeline.events if e.says.startswith("original approval")] if timeline else []
        )
        told = [str(e.date) for e in originals_told if e.action in (Action.APPROVED, Action.BIOSIMILAR)]
        if (told[0] if told else None) != expected:
            off.append(drug)
    spent.sort()
    cold.sort()
    print(
        f"{archive.name}: {len(listed):,} applications, {dated:,} with an original approval; {len(drugs):,} drugs"
    )
    rows = [
        ("applications missing or too many", f"{len(missing)}", not missing),
        ("applications of the wrong kind", f"{len(kinds)}", not kinds),
        ("first approval dates that differ from the files", f"{len(wrong)} of {len(listed):,}", not wrong),
        ("drugs whose first approval differs from the files", f"{len(off)} of {len(drugs):,}", not off),
        (
            "build (zip to SQLite)",
            f"{seconds:.1f} s, {size / 1e6:.0f} MB, {events:,} events",
            seconds < BUILD_SECONDS,
        ),
        (
            "a timeline, median",
            f"{spent[len(spent) // 2]:.3f} ms",
            spent[len(spent) // 2] < TIMELINE_MILLISECONDS,
        ),
        (
            "a timeline, 99 of 100",
            f"{spent[int(len(spent) * 0.99)]:.3f} ms",
            spent[int(len(spent) * 0.99)] < TIMELINE_MILLISECONDS,
        ),
        ("a timeline, slowest of all drugs", f"{spent[-1]:.3f} ms", spent[-1] < TIMELINE_MILLISECONDS),
        (
            "a timeline asked the first time, median",
            f"{cold[len(cold) // 2]:.3f} ms",
            cold[len(cold) // 2] < TIMELINE_MILLISECONDS,
        ),
        ("a timeline asked the first time, slowest", f"{cold[-1]:.3f} ms", True),
    ]
    for what, value, good in rows:
        print(f"  {what:<52} {value:<32} {'ok' if good else 'NOT MET'}")
    for drug in off[:10]:
        print(f"    differs: {drug}")
    return 0 if all(good for *_, good in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
