"""Score the TIME checks on labelled sentences: see README.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks import Case, all_checks
from model.evidence import Answers
from model.page import Document
from model.policy import Policy
from pages.read import read

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
#: File → the check that its "+" sentences want, and the day of the page where the line gives none.
FILES = {
    "ageing": ("TIME001", "2019-05-10"),
    "forecasts": ("TIME002", ""),
    "figures": ("TIME003", "2025-06-03"),
}
#: Files whose lines give code, day of the page and sentence.
UNSEEN = (
    "fresh",
    "senses",
    "unseen",
    "house_style",
    "second_look",
    "third_look",
    "last_look",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "outside",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty_first",
    "twenty_second",
    "twenty_third",
    "twenty_fourth",
)
_CHECKS = tuple(c for c in all_checks() if c.code in ("TIME001", "TIME002", "TIME003"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence: ``wanted`` is the code of the note it needs, empty for a trap."""

    file: str
    wanted: str
    day: str
    text: str

    @property
    def held_out(self) -> bool:
        """In the half that is only measured: chosen by the words alone."""
        return hashlib.md5(self.text.encode(), usedforsecurity=False).digest()[0] % 2 == 1


def load() -> Iterator[Sentence]:
    """All sentences, file by file."""
    for file in UNSEEN:
        for line in (HERE / f"{file}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                code, own, text = line.split("\t", 2)
                yield Sentence(file, code.strip("-"), own, text)
    for file, (code, day) in FILES.items():
        for line in (HERE / f"{file}.txt").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            text = line[2:]
            own = day
            if not day:
                own, text = text.split("\t", 1)
            yield Sentence(file, code if line[0] == "+" else "", own, text)


def told(sentence: Sentence) -> tuple[str, ...]:
    """The codes that the TIME checks give on a page of that day with that sentence as a paragraph."""
    page = read(
        Document(
            "https://example.org/page",
            f"# Living with it\n\n{sentence.text}\n\nLast updated: {sentence.day}\n".encode(),
            "text/markdown; charset=utf-8",
        )
    )
    case = Case(page, Answers(), Policy(), TODAY)
    return tuple(f.code for check in _CHECKS for f in check.run(case))


@dataclass
class Score:
    """Notes that are right, notes on traps, and notes that are missing."""

    right: int = 0
    alarms: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right of all notes."""
        return self.right / max(1, self.right + self.alarms)

    @property
    def recall(self) -> float:
        """Right of all wanted."""
        return self.right / max(1, self.right + self.missed)


def score() -> tuple[dict[tuple[str, str], Score], list[tuple[Sentence, tuple[str, ...]]]]:
    """Scores by (file, half), and the sentences that are judged wrongly. A trap on which any TIME check speaks is
    an alarm."""
    scores: dict[tuple[str, str], Score] = {}
    misses = []
    for sentence in load():
        codes = told(sentence)
        half = "measured" if sentence.held_out else "tuned"
        found = sentence.wanted in codes
        keys = [(sentence.file, half), ("all", half), ("all", "both")]
        for key in [(sentence.file, "both")] if sentence.file in UNSEEN else keys:
            one = scores.setdefault(key, Score())
            if sentence.wanted:
                one.right += found
                one.missed += not found
            else:
                one.alarms += bool(codes)
        if (sentence.wanted and not found) or (not sentence.wanted and codes):
            misses.append((sentence, codes))
    return scores, misses
