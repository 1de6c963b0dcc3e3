"""Names of a condition that says whose, or from what, it is: "lung disease of scleroderma" is "lung disease due to
scleroderma" and "scleroderma-associated lung disease". One is data; the others are made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from model.lexicon import Condition

_LINKS = (
    *(
        "of",
        "due to",
        "caused by",
        "from",
        "associated with",
        "related to",
        "linked to",
        "that comes with",
        "in",
    ),
    *("resulting from", "secondary to"),
)
_LINKED = re.compile(rf"(?P<what>.+) (?:{'|'.join(sorted(_LINKS, key=len, reverse=True))}) (?P<whose>.+)")
_HYPHENED = re.compile(r"(?P<whose>.+)-(?:associated|related|induced) (?P<what>.+)")
# What is done about a condition is none, and a pain that a disease gives may be the disease's or one that stays.
_NO_CONDITION = re.compile(r"(?:prevent|treat|risk|reduc|(?:form|pain)\b)")


def with_linked_names(conditions: Mapping[str, Condition]) -> dict[str, Condition]:
    """The conditions, each with the names that its own ones with a link to another condition make."""
    known = {n.casefold() for c in conditions.values() for n in (c.key, *c.names)}
    out = {}
    for key, condition in conditions.items():
        made = []
        for name in _made(condition.names, known) if condition.purpose != "prevent" else ():
            if name.casefold() not in known:
                known.add(name.casefold())
                made.append(name)
        out[key] = replace(condition, names=(*condition.names, *made)) if made else condition
    return out


def _made(names: Iterable[str], known: set[str]) -> Iterator[str]:
    for name in names:
        match = _LINKED.fullmatch(name) or _HYPHENED.fullmatch(name)
        if match is None or match["whose"].casefold() not in known or _NO_CONDITION.match(match["what"]):
            continue
        yield from (f"{match['what']} {link} {match['whose']}" for link in _LINKS)
        yield from (f"{match['whose']}-{how} {match['what']}" for how in ("associated", "related"))
