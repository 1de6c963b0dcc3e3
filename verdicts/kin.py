"""What a condition or marker is part of, and what a condition does to people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from language.once import OfLexicon
from model.lexicon import Lexicon

_NAME_WORD = re.compile(r"[^\W_]+(?:'s)?")
_ANCESTORS: OfLexicon[str, frozenset[str]] = OfLexicon()


def ancestors(key: str, lexicon: Lexicon) -> frozenset[str]:
    """A condition's or biomarker's own key and those of everything wider."""
    known = _ANCESTORS.of(lexicon)
    if key in known:
        return known[key]
    table = lexicon.conditions if key in lexicon.conditions else lexicon.biomarkers
    found: set[str] = set()
    todo = [key]
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        entry = table.get(here)
        if entry is not None:
            todo.extend(entry.parents)
    known[key] = frozenset(found)
    return known[key]


def whole_of(key: str, lexicon: Lexicon) -> frozenset[str]:
    """The disease that a symptom or complication is one of, with everything it is part of; empty for a disease."""
    entry = lexicon.conditions.get(key)
    return ancestors(entry.of, lexicon) if entry is not None and entry.of else frozenset()


def wider(key: str, lexicon: Lexicon) -> frozenset[str]:
    """A condition, those that it is a kind of, and those of which any of them names a symptom, a purpose or a part."""
    found: set[str] = set()
    todo = {key}
    while todo:
        found |= (own := ancestors(todo.pop(), lexicon))
        todo |= frozenset[str]().union(*(whole_of(k, lexicon) for k in own)) - found
    return frozenset(found)


@cache
def complaints() -> dict[str, dict[str, Any]]:
    """data/complaints.toml: by condition, what it does to people."""
    text = resources.files("verdicts").joinpath("data/complaints.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = tomllib.loads(text)
    return data


def complaints_of(condition: str, lexicon: Lexicon) -> Iterator[str]:
    """Words of what a condition, or what it is part of, does to people: to treat it is to mend this."""
    for key in ancestors(condition, lexicon) if condition else ():
        yield from complaints().get(key, {}).get("words", ())


def initials_of(condition: str, lexicon: Lexicon) -> frozenset[str]:
    """The initials by which a condition is known: those of the lexicon, and those that its name spells."""
    entry = lexicon.conditions.get(condition)
    if entry is None:
        return frozenset()
    spelled = {"".join(w[0] for w in _NAME_WORD.findall(n)).upper() for n in (condition, *entry.names)}
    return frozenset({*entry.acronyms, *(a for a, _ in entry.hints), *(s for s in spelled if len(s) > 1)})
