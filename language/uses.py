"""From the words of a use to Indications: "to prevent migraine in people 12 and older".

A use is read as a row of items: the lexicon's names, ages, and the phrases of data/uses.toml. The first condition
that is not shut out ("without cirrhosis") is what the use is for, and so is each that is joined to it ("and", "or", a
comma); one behind "in people with" or "due to" is only who is treated. What stands in no table is *unread*, so that
nobody takes a narrower use for the wider one. One pass over the words; nothing here knows claims, labels or pages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from language._fields import indications
from language._items import items_of
from language._parts import Extent
from language.names import Mention, fold, names_of
from language.phrases import Phrases
from model.indication import Indication
from model.lexicon import Lexicon

# Characters in front of a use in which the noun before it ("no treatment is approved") may stand.
_BEFORE = 80


@cache
def phrases() -> Phrases:
    """The phrases of data/uses.toml."""
    table = Phrases()
    for kind, values in tables().items():
        for value, row in values.items():
            table.add(kind, value, row["words"])
    return table


@cache
def tables() -> dict[str, dict[str, dict[str, list[str]]]]:
    """data/uses.toml: kind, value, then ``words``, ``says`` and ``not``."""
    data = resources.files("language").joinpath("data/uses.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def read_uses(
    text: str, mentions: Sequence[Mention], start: int = 0, end: int | None = None
) -> tuple[Indication, ...]:
    """The uses that ``text[start:end]`` tells, one for each condition and purpose named in the same breath.

    ``mentions``: the lexicon's names in ``text``, in order, none overlapping. ``text[start:end]`` should begin at the
    words that lead to the use ("for", "to treat") and may run on: the use ends where another clause begins. Where no
    condition is named, one Indication holds what else is said, its words unread; empty for nothing but blanks.
    """
    stop = len(text) if end is None else min(end, len(text))
    row = items_of(text, mentions, start, stop, phrases())
    if not row:
        return ()
    said = _said_before(text, start)
    parts, words = Extent(text, row).read()
    found = tuple(u for p in parts for u in indications(text, p, parts[0], parts[-1], words))
    return tuple(replace(use, purpose=said) if said and not use.purpose else use for use in found)


def read_words(words: str, lexicon: Lexicon) -> tuple[Indication, ...]:
    """The uses that ``words`` alone tell, as labels and lists write them ("asthma in people 12 and older")."""
    return read_uses(words, names_of(lexicon).find(words, fold(words)))


def _said_before(text: str, start: int) -> str:
    """The purpose that the noun in front of a use gives it: "no vaccine is approved", "a treatment was approved"."""
    folded = fold(text[max(0, start - _BEFORE) : start])
    vaccine = "vaccin" in fold(text)
    treatment = "treatment" in folded or "therap" in folded
    if vaccine != treatment:
        return "prevent" if vaccine else "treat"
    return ""
