"""The words that rows and grammar know: the lists of ``words.toml`` and every form of every lemma."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from language.inflect import Form, forms
from model.claim import Status

HERE = Path(__file__).parent
_KNOWN = frozenset("DKAXUPCBTn,.:;()?")
#: The keys of a row of ``ways/*.toml`` that hold patterns.
PATTERN_KEYS = (
    "verb",
    "noun",
    "is",
    "then",
    "of",
    "unless_before",
    "unless_after",
    "kind",
    "with",
    "before",
    "exists",
)
#: The keys of a row of ranks.toml that hold patterns.
RANK_KEYS = ("words", "opening", "then", "unless_after")


@cache
def words() -> dict[str, Any]:
    """words.toml as written."""
    return tomllib.loads((HERE / "words.toml").read_text("utf-8"))


@cache
def lists() -> dict[str, frozenset[str]]:
    """The lists of words.toml by name. A list may take in others: "@drug"."""
    raw: dict[str, list[str]] = words()["lists"]

    def whole(name: str) -> frozenset[str]:
        found: set[str] = set()
        for word in raw[name]:
            found |= whole(word[1:]) if word.startswith("@") else {word}
        return frozenset(found)

    return {name: whole(name) for name in raw} | {"number": frozenset(numbers())}


@cache
def numbers() -> dict[str, int]:
    """The words for small numbers, each with its number."""
    own: dict[str, int] = words()["numbers"]
    return own


@cache
def turns_of_approval() -> dict[Status, frozenset[str]]:
    """The words that make another status of an approval: "conditionally", "for emergency use"."""
    return {Status[name.upper()]: frozenset(own) for name, own in words()["turns"].items()}


@cache
def routes() -> dict[str, frozenset[str]]:
    """The words for how a drug is given, by the value of ``ApprovalEvent.routes``."""
    return {route: frozenset(own) for route, own in words()["routes"].items()}


@cache
def raw_ways() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The rows of ``ways/*.toml`` as written, each with its file's name, in the order of precedence."""
    return tuple(
        (name, row)
        for name in words()["order"]
        for row in tomllib.loads((HERE / "ways" / f"{name}.toml").read_text("utf-8"))["way"]
    )


@cache
def modifier_rows() -> tuple[dict[str, Any], ...]:
    """The rows of modifiers.toml as written."""
    return tuple(tomllib.loads((HERE / "modifiers.toml").read_text("utf-8"))["modifier"])


@cache
def rank_rows() -> tuple[dict[str, Any], ...]:
    """The rows of ranks.toml as written."""
    return tuple(tomllib.loads((HERE / "ranks.toml").read_text("utf-8"))["rank"])


@cache
def loose_rows() -> dict[str, Any]:
    """loosely/elements.toml as written."""
    return tomllib.loads((HERE / "loosely" / "elements.toml").read_text("utf-8"))


@cache
def faint_rows() -> dict[str, Any]:
    """faintly/signs.toml as written."""
    return tomllib.loads((HERE / "faintly" / "signs.toml").read_text("utf-8"))


@cache
def _table() -> dict[str, dict[str, Form]]:
    known = {w for own in (*lists().values(), *turns_of_approval().values(), *routes().values()) for w in own}
    sources = [s for _, row in raw_ways() for key in PATTERN_KEYS for s in row.get(key, ())]
    sources += [s for row in modifier_rows() for s in (*row["words"], *row.get("unless", ()))]
    sources += [s for row in rank_rows() for key in RANK_KEYS for s in row.get(key, ())]
    sources += [s for part in ("elements", "guards") for own in loose_rows()[part].values() for s in own]
    sources += [s for own in faint_rows()["words"].values() for s in own]
    for element in {e for source in sources for e in source.split()}:
        known |= {part.partition("/")[0] for part in element.strip("!?").split("|")}
    table: dict[str, dict[str, Form]] = {}
    for lemma in sorted(w for w in known if w not in _KNOWN and not w.startswith(("@", "."))):
        for form, is_a in forms(lemma).items():
            table.setdefault(form, {})[lemma] = is_a
    return table


_NONE: dict[str, Form] = {}


def lemmas_of(word: str) -> dict[str, Form]:
    """What ``word`` (folded) is a form of; empty for a word that no row and no list knows."""
    return _table().get(word, _NONE)
