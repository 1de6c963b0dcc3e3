"""The author's lots, read and judged with what ships: how many stale sentences are told, how many others are accused.

python -m tests.labelled.stale.score [-v]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone

HERE = Path(__file__).parent
TODAY = date(2026, 11, 27)
LOTS = ("a", "b", "c", "d", "e")
FLAGGED = frozenset({Verdict.OUTDATED, Verdict.CONTRADICTED})


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: ``dated`` is empty for a page without a date, ``stale`` True for what must be flagged."""

    dated: str
    stale: bool
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of a lot: the stale rows that were missed, those called true, the others that were accused."""

    stale: int
    missed: tuple[Row, ...]
    reassured: tuple[Row, ...]
    accused: tuple[Row, ...]

    @property
    def found(self) -> int:
        """How many stale sentences were flagged."""
        return self.stale - len(self.missed)


def rows(lot: str) -> Iterator[Row]:
    """The rows of one lot."""
    for line in (HERE / f"lot_{lot}.tsv").read_text("utf-8").splitlines():
        dated, label, text, why = line.split("\t")
        yield Row(dated, label in "OC", text, why)


def scored(desk: Desk, lot: str) -> Lot:
    """One lot, each sentence on a page of its own; one look-up for all."""
    wanted = list(rows(lot))
    judged = judged_alone(desk, ((row.text, row.dated) for row in wanted), TODAY)
    missed, reassured, accused = [], [], []
    for row, claims in zip(wanted, judged, strict=True):
        verdicts = {c.judged.verdict for c in claims}
        flagged = bool(verdicts & FLAGGED)
        if row.stale and not flagged:
            missed.append(row)
        if row.stale and verdicts == {Verdict.SUPPORTED}:
            reassured.append(row)
        if flagged and not row.stale:
            accused.append(row)
    return Lot(sum(r.stale for r in wanted), tuple(missed), tuple(reassured), tuple(accused))


def main() -> None:
    """Print the score of each lot; with ``-v`` its misses and alarms."""
    desk = Desk("snapshot", Settings())
    for name in LOTS:
        lot = scored(desk, name)
        print(
            f"lot {name}: found {lot.found} of {lot.stale}, "
            f"accused {len(lot.accused)}, called true {len(lot.reassured)}"
        )
        if "-v" in sys.argv:
            for kind in ("missed", "reassured", "accused"):
                for row in getattr(lot, kind):
                    print(f"  {kind}: {row.dated or 'no date'} {row.text} ({row.why})")


if __name__ == "__main__":
    main()
