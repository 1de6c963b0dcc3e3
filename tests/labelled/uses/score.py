"""The labelled uses and how many of them ``language.uses`` reads right.

python -m tests.labelled.uses.score [-v]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from language.uses import read_words
from model.indication import Indication
from model.lexicon import Lexicon

HERE = Path(__file__).parent
_NAMES = {"stage": "stage", "set": "setting", "who": "population", "to": "purpose"}


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled use: L, P or N (label, patient page, news), its words, and each Indication in one line."""

    kind: str
    words: str
    wanted: tuple[str, ...]


def load() -> tuple[Row, ...]:
    """All rows of uses.txt."""
    lines = (HERE / "uses.txt").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.split(" | ")] for line in lines if line and not line.startswith("#")]
    return tuple(
        Row(kind, words, tuple(_sorted(w) for w in wanted.split(" & "))) for kind, words, wanted in cells
    )


def _sorted(part: str) -> str:
    condition, *rest = (p.strip() for p in part.split(";"))
    return "; ".join([condition, *sorted(rest)])


def written(use: Indication) -> str:
    """An Indication as the rows write it."""
    return "; ".join([use.condition or "-", *sorted(_parts(use))])


def _parts(use: Indication) -> Iterator[str]:
    for short, name in _NAMES.items():
        if value := getattr(use, name):
            yield f"{short}={value}"
    if use.biomarkers:
        yield f"mark={','.join(use.biomarkers)}"
    if use.age_from is not None or use.age_to is not None:
        low, high = ("" if m is None else m for m in (use.age_from, use.age_to))
        yield f"age={low}-{high}"
    if use.aspect:
        yield "aspect"
    if use.unread:
        yield f"unread={'/'.join(use.unread)}"


def misses(rows: tuple[Row, ...], lexicon: Lexicon) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """The rows that are read otherwise, each with what was read."""
    read = ((row, tuple(written(u) for u in read_words(row.words, lexicon))) for row in rows)
    return tuple((row, got) for row, got in read if got != row.wanted)


def main() -> None:
    """Print how many rows are read right in every field; with -v the others."""
    from tests.pages.claim_rows import lexicon

    rows = load()
    wrong = misses(rows, lexicon())
    if "-v" in sys.argv:
        for row, got in wrong:
            print(f"{row.words}\n   wanted {' & '.join(row.wanted)}\n   got    {' & '.join(got)}")
    print(f"{len(rows) - len(wrong)} of {len(rows)} uses read right in every field")


if __name__ == "__main__":
    main()
