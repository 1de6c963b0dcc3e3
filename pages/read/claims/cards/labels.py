"""What a label means: "Approved indications", "FDA approved", "Generic available"; rows of ``labels.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from language.names import Mention, fold
from model.claim import Status

#: A label is a line of its own, not a sentence; longer ones are (characters).
LONGEST = 80

_NUMBER = re.compile(r"\A\W*(?:(?:section|part|step) )?\d{0,2}(?:\.\d{1,2})*[.):]?\s*")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
# Approvals by another regulator are none of FDA's.
_ELSEWHERE = re.compile(
    r"\b(?:eu|ema|emea|europe(?:an)?|uk|mhra|nice|nhs|canad\w*|tga|australia\w*|japan\w*|pmda|china|nmpa|india\w*|"
    r"swissmedic|who|global|worldwide|eu/uk)\b"
)
_FILLERS = frozenset(
    {
        "fda",
        "us",
        "u",
        "s",
        "usa",
        "the",
        "current",
        "currently",
        "full",
        "all",
        "official",
        "its",
        "by",
        "and usage",
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under a label: ``kind`` is uses, date, status, generic or supply; ``status`` what a use is."""

    kind: str
    status: Status | None = None


@cache
def _rows() -> tuple[dict[str, Label], dict[tuple[str, str], tuple[Status, bool]]]:
    tables = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    labels = {
        _normal(words, ()): Label(row["kind"], Status(row["status"]) if "status" in row else None)
        for row in tables["label"]
        for words in row["words"]
    }
    values = {
        (row["kind"], _normal(words, (), singular=False)): (Status(row["status"]), negated)
        for row in tables["value"]
        for negated, key in ((False, "words"), (True, "denied"))
        for words in row.get(key, ())
    }
    return labels, values


@cache
def _heads() -> re.Pattern[str]:
    """One word of each label, its longest: a text without any of them is none."""
    heads = {max(words.split(), key=len) for words in _rows()[0]}
    return re.compile("|".join(sorted(map(re.escape, heads))))


def may_be_label(text: str) -> bool:
    """False for a text that is no label, whatever names are passed over in it; quickly told."""
    return len(text) <= LONGEST and _heads().search(fold(text)) is not None


def label_of(text: str, mentions: Iterable[Mention] = ()) -> Label | None:
    """What ``text`` means as a label, None where it is none. ``mentions`` are the names in it: a drug's own
    name in its label is passed over."""
    if len(text) > LONGEST or _ELSEWHERE.search(fold(text)):
        return None
    return _rows()[0].get(_normal(text, mentions))


def value_of(kind: str, text: str) -> tuple[Status, bool] | None:
    """The status that a short value states under a label of ``kind``, and whether it is denied; None where the
    value is no listed one."""
    if len(text) > LONGEST or _ELSEWHERE.search(fold(text)):
        return None
    return _rows()[1].get((kind, _normal(text, (), singular=False)))


def _normal(text: str, mentions: Iterable[Mention], *, singular: bool = True) -> str:
    plain = fold(text)
    for mention in mentions:
        plain = f"{plain[: mention.start]}{' ' * (mention.end - mention.start)}{plain[mention.end :]}"
    plain = _BRACKETS.sub(" ", _NUMBER.sub("", plain, count=1))
    words = [w for w in _WORD.findall(plain) if w not in _FILLERS]
    return " ".join(_singular(w) for w in words) if singular else " ".join(words)


def _singular(word: str) -> str:
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )
