"""One place where a sentence states a status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.claim import Status


class Side(StrEnum):
    """Where the subject of a cue stands."""

    LEFT = "left"  # grammatical subject: "D is under study"
    RIGHT = "right"  # object: "the FDA approved D"
    INSIDE = "inside"  # between the words of the cue: "pulled D from the market"
    EITHER = "either"  # a noun's owner: "breakthrough designation for D", "D's boxed warning"
    GROUP = "group"  # "the only drug approved for C"


@dataclass(frozen=True, slots=True)
class Cue:
    """One place where a sentence states a status.

    ``start``/``end``: the words of the cue, with its verbs; ``head``: where its main word begins. ``said``
    are the words before and after that may negate, hedge or date it.
    """

    status: Status
    side: Side
    start: int
    end: int
    head: int
    negated: bool = False
    denies: bool = False
    historic: bool = False
    mode: str = "asserted"
    inside: tuple[int, int] = (0, 0)
    agent: str = ""
    nobody: bool = False  # "there is no treatment": no drug is the subject
    way: str = ""  # the row of ways/*.toml
    past: bool = False  # told in the past tense: "was in trials", "there was no treatment"
    act: bool = False  # told by a verb of doing, not of being: "was submitted"
    restrictive: bool = False  # "only approved for": the use is exclusive, not the drug
