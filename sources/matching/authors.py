"""Whether a printed entry names a record's authors. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from model.literature import Work
from sources.matching.normalise import fold
from sources.matching.printed import Printed, surname

AUTHOR_AGREES = 0.80  # transliterations and slips of the pen stay above it


def author_mark(printed: Printed, work: Work, window: tuple[int, int]) -> float | None:
    """1.0 when the record's first author (or its collective) opens the entry, .75 when named later, 0 when not."""
    first = surname(work.authors[0]) if work.authors else surname(work.collective)
    if not first:
        return None
    text = printed.text
    start, end = window
    if end > start:
        if start <= 2 and not printed.authors:
            return None  # the entry opens with its title: it names no author
        head = text[:start] if start > 2 else text[end:]
    else:
        head = text[: 6 * len(first) + 40]
    if not _LETTERS.search(head):
        return None
    near = head[: 3 * len(first) + 6]
    best = _in(first, near)
    if printed.authors:
        best = max(best, fuzz.ratio(first, printed.authors[0]) / 100)
    if work.collective and work.authors:
        best = max(best, _in(surname(work.collective), head))
    if best >= AUTHOR_AGREES:
        return 1.0
    particle = _without_particles(work.authors[0] if work.authors else work.collective)
    if len(particle) >= 4 and _in(particle, near) >= 0.9:
        return 1.0
    if work.authors and _GROUP.search(head):
        return None  # signed by a group: its members' names prove nothing against it
    others = [surname(a) for a in work.authors[1:6]]
    if _in(first, head) >= 0.9 and len(first) >= 4:
        return 0.75
    if others and max(_in(o, near) for o in others if o) >= 0.9:
        return 0.6
    return 0.0


def _in(name: str, text: str) -> float:
    if not name or not text:
        return 0.0
    if name in text:
        return 1.0
    if len(name) <= 3:
        return 0.0
    return fuzz.partial_ratio(name, text) / 100 if len(name) <= len(text) else fuzz.ratio(name, text) / 100


_GROUP = re.compile(
    r"group|consorti|committee|collaborat|investigators|organi[sz]ation|association|society|foundation|institute|"
    r"network|taskforce|trialists|panel|council|department|ministry|college|academy|agency|cent(?:er|re)sfor"
)
_PARTICLES = frozenset(
    (
        *("van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "el", "al", "ten", "ter"),
        *("dos", "do", "das", "du", "st", "bin", "ibn"),
    )
)
_LETTERS = re.compile(r"[a-z].*[a-z]")


def _without_particles(name: str) -> str:
    parts = [w for w in re.split(r"[\s'-]+", fold(name)) if w not in _PARTICLES]
    return "".join(parts)


def strangers(printed: Printed, work: Work) -> float:
    """The share of the entry's authors that the record does not name. 0 when either list is too short to say."""
    if len(printed.authors) < 2 or len(work.authors) < 2:
        return 0.0
    known = [surname(a) for a in (*work.authors, work.collective) if a]
    whole = " ".join(known)
    missing = 0
    for one in printed.authors:
        if len(one) < 2 or one in whole:
            continue
        if max(fuzz.ratio(one, k) for k in known) < 75 and not any(len(k) > 3 and k in one for k in known):
            missing += 1
    return missing / len(printed.authors)
