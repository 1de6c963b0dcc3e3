"""Whose a drug is said to be: "Bayer's Keytruda", "Keytruda (Bayer)". No record of approvals tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# A maker's name, right before a drug's; and behind it.
_OWNER = re.compile(r"(?<![\w&.-])((?:[A-Z][\w&.-]* )?[A-Z][\w&.-]*(?:['’]s|s['’])) (?:[a-z-]+,? ){0,4}\Z")
_BRACKET = re.compile(r" \(([^()]*)\)")
_SENDER = re.compile(r"(?: \([^()]*\))?,? from ((?:[A-Z][\w&-]*)(?: [A-Z][\w&-]*)*)")


def makers(
    clause: str, who: str, names: frozenset[str], brands: frozenset[str], is_other: Callable[[str], bool]
) -> Iterator[str]:
    """Any name in the possessive right before a drug's, in brackets or with "from" behind it.

    ``who``: the subject's words in ``clause``; ``names``, ``brands``: the words of its drugs' names, the first words of
    the brands it names; ``is_other``: tells possessives that are none of a firm ("today's").
    """
    at = clause.find(who) if who else -1
    if at < 0:
        return
    name = who.partition(" (")[0]
    owner = _OWNER.search(clause[: at + name.rfind(" ") + 1])
    if owner and not is_other(owner[1].casefold().replace("’", "'").split()[-1]):
        yield owner[1]
    listed = _BRACKET.match(clause, at + len(name))
    inside = listed[1].split(",") if listed else []
    branded = name.casefold().split()[:1] and name.casefold().split()[0] in brands
    maker = inside if branded and len(inside) == 1 else inside[1:]
    yield from (w for w in map(str.strip, maker) if _is_firm(w) and not set(w.casefold().split()) & names)
    sender = _SENDER.match(clause, at + len(who))
    if sender:
        yield sender[1]


def _is_firm(words: str) -> bool:
    """ "Lilly", not a code ("MK-3475") nor initials."""
    return words[:1].isupper() and not re.search(r"\d", words) and not words.isupper()
