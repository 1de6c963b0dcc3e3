"""The labelled denials, read and judged with what ships: how many are accused, called true though aged, found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone
from verdicts import JudgedClaim

HERE = Path(__file__).parent
FLAGGED = frozenset({Verdict.OUTDATED, Verdict.CONTRADICTED})


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence. ``since``: "" for a true one, "false", or the day since which it is untrue."""

    dated: str
    since: str
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A row with the verdicts on its claims."""

    row: Row
    verdicts: frozenset[Verdict]
    claims: tuple[JudgedClaim, ...]

    @property
    def accused(self) -> bool:
        """A true sentence called untrue; one that aged called untrue from the start."""
        if self.row.since in ("", "false"):
            return not self.row.since and bool(self.verdicts & FLAGGED)
        return Verdict.CONTRADICTED in self.verdicts

    @property
    def found(self) -> bool:
        """An untrue sentence that is told."""
        return bool(self.row.since) and bool(self.verdicts & FLAGGED)

    @property
    def reassured(self) -> bool:
        """An untrue sentence that is called true."""
        return bool(self.row.since) and self.verdicts == {Verdict.SUPPORTED}


def rows() -> Iterator[Row]:
    """All labelled sentences."""
    for line in (line for name in ("true.txt", "true_more.txt", "true_last.txt") for line in _lines(name)):
        dated, text = line.split(" ", 1)
        yield Row(dated, "", text)
    for line in (line for name in ("aged.txt", "aged_more.txt") for line in _lines(name)):
        yield Row(*line.split(" ", 2))


def unfit() -> list[Row]:
    """The sentences that claim more, or something else, than is approved; those of false.txt also deny too much."""
    lines = [line.split(" ", 1) for name in ("unfit.txt", "false.txt") for line in _lines(name)]
    return [Row(dated, "", text) for dated, text in lines]


def figures(desk: Desk, today: date, fresh: date) -> str:
    """The four figures in one line: on ``today``, and of claims of more than is approved on a day near the data's."""
    every = scored(desk, today)
    true, stale = [s for s in every if not s.row.since], [s for s in every if s.row.since]
    more = scored(desk, fresh, unfit())
    return (
        f"{sum(s.accused for s in true)} of {len(true)} true ones accused, {sum(s.found for s in stale)} of "
        f"{len(stale)} stale ones found, {sum(s.reassured for s in stale)} called true; "
        f"{sum(Verdict.SUPPORTED in s.verdicts for s in more)} of {len(more)} claims of more called true"
    )


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def scored(desk: Desk, today: date, chosen: list[Row] | None = None) -> list[Scored]:
    """All rows, read and judged; one look-up for all."""
    wanted = chosen if chosen is not None else list(rows())
    judged = judged_alone(desk, ((row.text, row.dated) for row in wanted), today)
    return [
        Scored(row, frozenset(c.judged.verdict for c in claims), claims)
        for row, claims in zip(wanted, judged, strict=True)
    ]


if __name__ == "__main__":
    print(figures(Desk("snapshot", Settings()), date(2026, 11, 27), date(2026, 1, 15)))
