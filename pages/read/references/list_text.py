"""A bare list of references, as pasted: no page around it, no heading above it."""

from __future__ import annotations

import re

from model.page import Reference
from pages.read.references.identifiers import addresses_in, find_identifiers
from pages.read.references.parts import parse_reference

_NUMBERED = re.compile(r"^\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+")
_BULLET = re.compile(r"^\s*[-*•·]\s+")


def read_reference_list(text: str) -> tuple[Reference, ...]:
    """The entries of a text that is nothing but a list of references.

    Entries begin at a leading number or bullet where there are any, else after a blank line where there is one,
    else at every line.
    """
    entries = tuple(e for e in _split(text) if e[1])
    return tuple(one_reference(words, index, number) for index, (number, words) in enumerate(entries))


def one_reference(text: str, index: int = 0, number: int | None = None) -> Reference:
    """One entry's text as a Reference, with its identifiers and parts. Blanks in a row count as one: nothing that
    reads an entry has to try all the ways of dividing them."""
    text = " ".join(text.split())
    kind, parts = parse_reference(text)
    urls = addresses_in(text)
    return Reference(
        index=index,
        number=number,
        text=text,
        kind=kind,
        identifiers=find_identifiers(text, urls),
        urls=urls,
        parts=parts,
    )


def _split(text: str) -> list[tuple[int | None, str]]:
    lines = text.splitlines()
    marked = [_NUMBERED.match(line) or _BULLET.match(line) for line in lines]
    if any(marked):
        return _grouped(lines, [m is not None for m in marked])
    starts = [bool(line.strip()) and (i == 0 or not lines[i - 1].strip()) for i, line in enumerate(lines)]
    if sum(starts) > 1:
        return _grouped(lines, starts)
    return [(None, line.strip()) for line in lines if line.strip()]


def _grouped(lines: list[str], starts: list[bool]) -> list[tuple[int | None, str]]:
    entries: list[tuple[int | None, list[str]]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins:
            match = _NUMBERED.match(line)
            number = int(next(g for g in match.groups() if g)) if match else None
            entries.append((number, [_BULLET.sub("", line[match.end() :] if match else line).strip()]))
        elif entries and line.strip():
            entries[-1][1].append(line.strip())
    return [(number, " ".join(words)) for number, words in entries]
