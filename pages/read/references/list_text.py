"""A bare list of references, as pasted: no page around it, no heading above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from model.limits import DEFAULT, references_left
from model.page import Reference, ReferenceKind
from pages.read.references.exports import citation, exported
from pages.read.references.headings import is_reference_heading
from pages.read.references.identifiers import addresses_in, find_identifiers
from pages.read.references.kind import kind_named
from pages.read.references.parts import parse_reference
from pages.read.references.remarks import is_aside, is_remark
from pages.read.references.several import papers_in
from pages.read.references.signs import LONGEST_ENTRY, is_prose, looks_whole, weight
from pages.read.references.text import join_doi

_NUMBERED = re.compile(
    r"^\s*(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|\*{0,2}(\d{1,3})[.):](?:\*\*)?|(\d{1,3})(?=\t|\s[-–—]\s)[\s–—-]*)\s+|"
    r"^\s*(\d{1,3})\t\s*"
)
_BULLET = re.compile(r"^\s*[-*•·]\s+")
# Entries that end here do not run on into the next line.
_ENDS = re.compile(r"(?:[.)\]”\"]|\d)\s*\Z")
_END = 50  # characters

# Markdown's emphasis and links.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_)(?=[^\s*_])([^*\n]+?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<url>https?://(?:[^\s()]|\([^\s()]*\))+)\)")

Item = tuple[int | None, str]


def read_reference_list(text: str, most: int = DEFAULT.references) -> tuple[Reference, ...]:
    """The entries of a text that is nothing but a list of references: every line is in one of them, or is a remark
    (``remarks_of_list``). Of more than ``most`` the first are read (``unread_of_list``).

    Entries begin at a leading number or bullet where most have one, else after a blank line where there is one,
    else at every line that does not go on with the one before. An entry that holds several papers gives several
    references under its number.
    """
    found: list[Reference] = []
    for number, words in _split(text):
        if number is None and is_remark(words):
            continue
        for start, end in papers_in(words):
            if len(found) == most:
                return tuple(found)
            found.append(one_reference(words[start:end], len(found), number))
    return tuple(found)


def unread_of_list(text: str, most: int) -> str:
    """What is to be told of a bare list that is too long to read it all; empty when it is not."""
    entries = sum(1 for number, words in _split(text) if number is not None or not is_remark(words))
    return references_left(entries, most)


def remarks_of_list(text: str) -> tuple[str, ...]:
    """The lines of a bare list that are no references but remarks: what signs mean, when links were looked at."""
    return tuple(words for number, words in _split(text) if number is None and is_remark(words))


def is_bare_list(text: str) -> bool:
    """True for plain text that is nothing but a list: most entries look like references, and none is prose."""
    words = [w for n, w in _split(text) if n is not None or not is_remark(w)]
    told = sum(1 for w in words if weight(w) >= 2)
    return told * 2 >= len(words) > 0 and not any(is_prose(w) and not looks_whole(w) for w in words)


def is_understood(reference: Reference) -> bool:
    """False for a line of which nothing could be read: no kind, no author, no year, no journal, nothing to follow."""
    parts = reference.parts
    read = parts.authors or parts.year or parts.journal or reference.identifiers or reference.urls
    return reference.kind is not ReferenceKind.UNKNOWN or bool(read) or reference.inline


def one_reference(text: str, index: int = 0, number: int | None = None) -> Reference:
    """One entry's text as a Reference, with its identifiers and parts. Blanks in a row count as one: nothing that
    reads an entry has to try all the ways of dividing them."""
    text = " ".join(citation(text).split())
    kind, parts = parse_reference(text)
    joined = join_doi(text)
    urls = addresses_in(joined)
    identifiers = find_identifiers(joined, urls)
    return Reference(
        index=index,
        number=number,
        text=text,
        kind=kind_named(kind, identifiers, urls),
        identifiers=identifiers,
        urls=urls,
        parts=parts,
    )


def _split(text: str) -> list[Item]:
    """The entries of a text and their numbers: the records of an export, and what stands around by lines."""
    found: list[Item] = []
    at = 0
    for record in exported(text):
        found += _by_lines(_unmarked(text[at : record.start]))
        found.append((record.number, citation(text[record.start : record.end])))
        at = record.end
    return found + _by_lines(_unmarked(text[at:]))


def _unmarked(text: str) -> str:
    """``text`` without Markdown's signs of emphasis; a link's address stands behind its words."""
    if "](" in text:
        text = _LINK.sub(lambda m: f"{m['words'].rstrip('. ')}. {m['url']}", text)
    return _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text else text


def _by_lines(text: str) -> list[Item]:
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and is_reference_heading(lines[first].strip().lstrip("#").strip()):
        lines = lines[first + 1 :]
    full = [line for line in lines if line.strip()]
    marked = [line for line in full if _NUMBERED.match(line) or _BULLET.match(line)]
    if marked and (len(marked) * 2 >= len(full) or _count_up(marked)):
        return _by_marks(lines)
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    several = sum(1 for g in groups if g) > 1
    return [item for group in groups if group for item in _of_group(group, several)]


def _count_up(lines: list[str]) -> bool:
    """True when the lines' own numbers are 1, 2, 3 ..., whatever stands between them."""
    numbers = [int(next(g for g in m.groups() if g)) for line in lines if (m := _NUMBERED.match(line))]
    return len(numbers) == len(lines) and numbers[0] == 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _by_marks(lines: list[str]) -> list[Item]:
    entries: list[tuple[int | None, list[str]]] = []
    for line in filter(str.strip, lines):
        match = _NUMBERED.match(line)
        bullet = None if match else _BULLET.match(line)
        number = int(next(g for g in match.groups() if g)) if match else None
        words = line[match.end() if match else bullet.end() if bullet else 0 :].strip()
        alone = looks_whole(words) and bool(entries) and looks_whole(_begun(entries[-1][1]))
        remark = not match and _parted(line.strip(), entries[-1][1] if entries else ())
        after = bool(entries) and entries[-1][0] is None and is_remark(_begun(entries[-1][1]))
        if match or bullet or not entries or alone or remark or after:
            entries.append((number, [line.strip() if remark else words]))
        else:
            entries[-1][1].append(words)
    return [(number, " ".join(words)) for number, words in entries if any(words)]


def _parted(line: str, before: Sequence[str]) -> bool:
    """True for a remark that does not belong to the entry before: an entry that broke off goes on with it."""
    return (not before or _ends(before[-1])) and is_aside(line, _begun(before))


def _ends(line: str) -> bool:
    return _ENDS.search(line, max(0, len(line) - _END)) is not None


def _begun(lines: Sequence[str]) -> str:
    """What an entry says so far: its first lines, no more than tells that it is longer than an entry. Of a line that
    goes on and on no more is looked at for each of its lines."""
    size, taken = 0, 0
    while taken < len(lines) and size <= LONGEST_ENTRY:
        size += len(lines[taken]) + 1
        taken += 1
    return " ".join(lines[:taken])


def _of_group(lines: list[str], spaced: bool) -> list[Item]:
    """The entries of lines without blank ones between them. ``spaced``: blank lines part the groups, so that one is
    one entry unless its lines are entries by themselves."""
    found: list[list[str]] = []
    for line in lines:
        before = found[-1] if found else []
        ended = bool(before) and _ends(before[-1])
        if _parted(line, before) or is_remark(_begun(before)):
            goes_on = False
        elif spaced:
            # Only a line that is whole and has ended can be followed by another entry of the group.
            goes_on = bool(before) and not (ended and not line[0].islower() and looks_whole(_begun(before)))
        else:
            goes_on = bool(before) and not ended and (line[0].islower() or line[0].isdigit())
        if goes_on:
            before.append(line)
        else:
            found.append([line])
    return [_numbered(" ".join(words)) for words in found]


def _numbered(words: str) -> Item:
    if is_remark(words):
        return None, words
    match = _NUMBERED.match(words)
    if not match:
        return None, _BULLET.sub("", words)
    return int(next(g for g in match.groups() if g)), words[match.end() :]
