"""Who wrote and who reviewed a page, as its visible lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A byline is shorter than this (characters).
BYLINE = 220
#: Lines looked at from either end of the text: bylines stand under the title or below the last paragraph.
EDGE = 15

_TITLE = r"(?:Dr|Prof|Professor|Doctor|Mr|Ms|Mrs)\.?\s+"
_WORD = r"[^\W\d_a-z][\w'’-]*\.?"
_CREDENTIAL = (
    r"(?:M\.?D|Ph\.?D|D\.?O|R\.?N|N\.?P|P\.?A(?:-C)?|M\.?P\.?H|M\.?S|M\.?A|B\.?S|B\.?A|R\.?D|L\.?D|Pharm\.?D|D\.?N\.?P|F[A-Z]{2,5}"
    r"|M\.?B\.?B\.?S|M\.?Sc|D\.?D\.?S|M\.?S\.?N|A\.?P\.?R\.?N|BSc|MBChB|MRCGP|CRNP|RDN|FACP|FACS|MBA)\.?"
)
_NAME = rf"(?:{_TITLE})*{_WORD}(?:\s+(?:(?:van|von|de|der|da|di|la|le|el|al|bin)\s+)?{_WORD}){{1,3}}"
_PERSON = rf"{_NAME}(?:,?\s+{_CREDENTIAL}(?![\w]))*"
_PEOPLE = rf"{_PERSON}(?:(?:\s*,\s*|\s+and\s+|\s+&\s+|\s*,\s*and\s+){_PERSON})*"
_OPEN = r"(?:^|[|•·—–;/]\s*|\.\s+|\d\s+)"
_REVIEWED = re.compile(
    rf"{_OPEN}(?i:(?:last\s+)?(?:(?:medically|clinically|scientifically|expert|editorially)\s+)?(?:reviewed|checked|verified)"
    rf"(?:\s+for\s+accuracy)?\s+by|medical(?:ly)?\s+review(?:er)?(?:ed)?(?:\s+by)?|revisado\s+por|relu\s+par|geprüft\s+von)"
    rf"\s*:?\s+(?P<people>{_PEOPLE})"
)
_WRITTEN = re.compile(
    rf"{_OPEN}(?i:(?:written|authored|posted|published|created)\s+by|author(?:s|\(s\))?|by|por|escrito\s+por)"
    rf"\s*:?\s+(?P<people>{_PEOPLE})(?=\s*(?:$|[|•·—–;,.(/]|on\b|for\b|\d|updated|published|posted|last|medically|reviewed|fact))",
    re.MULTILINE,
)
#: In lower case, words of which a line that names reviewers or authors has one: looking for them first is faster.
_CUES = ("by", "author", "review", "checked", "verified", "por", "relu par", "geprüft von")
_AND = re.compile(rf"\s+and\s+|\s+&\s+|,\s*and\s+|,(?!\s*{_CREDENTIAL}(?!\w))\s*")
#: Names of groups, not of people.
_GROUP = re.compile(
    r"\b(?:staff|team|editors?|board|committee|foundation|clinic|department|society|press)\b", re.I
)


def read_byline(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and reviewers named in short lines such as "Medically reviewed by Ann Lee, M.D."."""
    authors: dict[str, None] = {}
    reviewers: dict[str, None] = {}
    for line in lines:
        if len(line) > BYLINE or not any(map(line.lower().__contains__, _CUES)):
            continue
        for match in _REVIEWED.finditer(line):
            reviewers.update(dict.fromkeys(_people(match["people"])))
        for match in _WRITTEN.finditer(line):
            authors.update(dict.fromkeys(_people(match["people"])))
    return tuple(authors), tuple(reviewers)


def _people(text: str) -> list[str]:
    return [name for part in _AND.split(text) if (name := part.strip(" ,")) and not _GROUP.search(name)]
