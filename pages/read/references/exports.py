"""Records as PubMed and reference managers export them: tagged lines (NBIB, RIS) and PubMed's abstract format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pages.read.references.parts import reordered

_FIELD = re.compile(
    r"[ \t]*(?P<tag>[A-Z][A-Z0-9]{1,3})[ \t]*-(?:[ \t]+(?P<value>\S.*))?[ \t]*$", re.MULTILINE
)
_TAGGED = re.compile(r"^[ \t]*(?:PMID[ \t]?-[ \t]+\d{1,8}|TY[ \t]*-[ \t]+[A-Z]{3,8})[ \t]*$", re.MULTILINE)
# A record has more lines than its first; text has none of this form.
_FEWEST_FIELDS = 4
# The first line of a record in the abstract format: journal, date and place, or a DOI where the place is to come.
_ABSTRACT = re.compile(
    r"^[ \t]*(?:(?P<number>\d{1,4})[.:][ \t]+)?[A-Z][^.;:\n]{1,80}(?:\([^()\n]{1,40}\))?\.[ \t]+(?:19|20)\d\d\b"
    r"[^;.\n]{0,20}(?:;\s?(?:\d|Suppl)[^:;\n]{0,29}:\s?[\w-]+\.|\.\s+doi:)",
    re.MULTILINE,
)
# The place in a record's first paragraph, and what else is told there.
_PLACE = re.compile(
    r"(?:\d{1,4}[.:]\s)?(?P<journal>[^.;:]{1,80}(?:\([^()]{1,40}\))?)\.\s(?P<place>(?:19|20)\d\d[^;.]{0,20}"
    r"(?:;[^:;.]{1,30}:[\w-]+)?)\."
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_FEWEST_PARAGRAPHS = 3
_IN_BRACKETS = re.compile(r"\[[^\]]*\]\.?")
_MARKS = re.compile(r"\((?:#|\d{1,2})(?:,\s?\d{1,2})*\)")
_LONGEST_AUTHORS, _SENTENCES = 200, re.compile(r"[a-z]{4,}\s[a-z]{2,}\s[a-z]{2,}")
_IDS = re.compile(r"^[ \t]*(?P<name>PMID|PMCID|DOI):[ \t]*(?P<value>\S+).*$", re.MULTILINE)
# What stands behind the authors of such a record: no part of the reference.
_REST = re.compile(
    r"^[ \t]*(?:Author information:|Collaborators|"
    r"(?:Comment|Erratum|Update|Retraction|Republished|Expression)\b.* (?:in|of)\b|PMID:|PMCID:|DOI:|Copyright|©)",
    re.MULTILINE,
)
_NOTICE = re.compile(r"\b(?:in|of|on):?\Z")
_DOI = re.compile(r"\b(10\.\d{4,9}/\S+)(?:[ \t]*\[doi\])?")


@dataclass(frozen=True, slots=True)
class Record:
    """Where one record stands in a text, and the number printed before it."""

    start: int
    end: int
    number: int | None = None


def exported(text: str, start: int = 0, end: int | None = None) -> tuple[Record, ...]:
    """The records of an export between ``start`` and ``end`` of ``text``, in order; none in other text."""
    end = len(text) if end is None else end
    found: list[Record] = []
    for pattern, bounds in ((_TAGGED, _end_of_tagged), (_ABSTRACT, _end_of_abstract)):
        heads = [m for m in pattern.finditer(text, start, end) if _begins(text, m)]
        for i, head in enumerate(heads):
            stop = bounds(text, head.end(), heads[i + 1].start() if i + 1 < len(heads) else end)
            if stop:
                number = head.groupdict().get("number")
                found.append(Record(head.start(), stop, int(number) if number else None))
        if found:
            break
    return tuple(found)


def _begins(text: str, head: re.Match[str]) -> bool:
    """False for a place that goes on with the line before it ("Comment in"): a record's own has a number or a blank
    line before it, or another record's last line."""
    end = max(head.start() - 1, 0)
    line = text[text.rfind("\n", 0, end) + 1 : end].strip()
    return not (_NOTICE.search(line) or (head[0][:1].isspace() and line))


def citation(text: str) -> str:
    """One record of an export as a reference in one line; other text as it is."""
    if "PMID" not in text and "TY" not in text:
        return text
    records = exported(text)
    if len(records) != 1:
        return text
    record = text[records[0].start : records[0].end]
    return _of_fields(record) if _TAGGED.match(record) else _of_abstract(record)


def _end_of_tagged(text: str, start: int, end: int) -> int:
    """Behind the last tagged line; 0 when there are too few."""
    lines = list(_FIELD.finditer(text, start, end))
    return lines[-1].end() if len(lines) >= _FEWEST_FIELDS else 0


def _end_of_abstract(text: str, start: int, end: int) -> int:
    """Behind the record's own identifiers, each on a line; 0 when it has none."""
    lines = list(_IDS.finditer(text, start, end))
    begin = text.rfind("\n", 0, start) + 1
    if not lines:
        return 0
    record = text[begin:end]
    whole = _by_paragraphs(record) or reordered(head := _head(record)) != head
    return lines[-1].end() if whole else 0


def _by_paragraphs(record: str) -> str:
    """The reference in a record whose parts are paragraphs: the place, the title, the authors if it has any, and what
    is told about it. Empty for a record without blank lines."""
    paragraphs = [" ".join(p.split()) for p in _BLANK_LINES.split(record.strip())]
    head = _PLACE.match(paragraphs[0])
    if head is None or len(paragraphs) < _FEWEST_PARAGRAPHS or _REST.match(paragraphs[1]):
        return ""
    title, behind = paragraphs[1], paragraphs[2]
    authors = "" if _REST.match(behind) or _IN_BRACKETS.fullmatch(behind) else _MARKS.sub("", behind)
    if len(authors) > _LONGEST_AUTHORS and _SENTENCES.search(authors):
        authors = ""  # an abstract: the paper has no authors
    return " ".join(filter(None, (authors, title, f"{head['journal']}. {head['place']}.")))


def _head(record: str) -> str:
    """The place, the title and the authors, in one line."""
    rest = _REST.search(record)
    return " ".join(record[: rest.start() if rest else len(record)].split())


def _of_abstract(record: str) -> str:
    head = _by_paragraphs(record) or reordered(_head(record))
    names = {m["name"]: m["value"].strip(".") for m in _IDS.finditer(record)}
    if (doi := _DOI.search(_head(record))) and "DOI" not in names:
        names["DOI"] = doi[1].rstrip(".")
    return " ".join([head, *(f"{name}: {value}." for name, value in names.items())])


def _of_fields(record: str) -> str:
    fields = _fields(record)
    authors = [_name(name) for name in fields.get("AU") or fields.get("A1") or fields.get("CN") or ()]
    title = _first(fields, "TI", "T1").rstrip(".")
    journal = _first(fields, "TA", "JT", "J2", "JA", "JO", "JF", "T2")
    year = re.search(r"\d{4}", _first(fields, "DP", "PY", "Y1", "DA"))
    pages = _first(fields, "PG") or "-".join(filter(None, (_first(fields, "SP"), _first(fields, "EP"))))
    issue = _first(fields, "IP") or (_first(fields, "IS") if "TY" in fields else "")
    place = f"{_first(fields, 'VI', 'VL')}{f'({issue})' if issue else ''}{f':{pages}' if pages else ''}"
    said = [
        f"{', '.join(authors)}." if authors else "",
        title if title.endswith(("?", "!")) else f"{title}." if title else "",
        f"{journal}." if journal else "",
        f"{year.group()}{f';{place}' if place else ''}." if year else "",
        *(f"doi: {doi}." for doi in _dois(fields)),
        f"PMID: {_first(fields, 'PMID')}." if "PMID" in fields else "",
        *(f"Retraction in: {notice}" for notice in fields.get("RIN", ())),
    ]
    return " ".join(filter(None, said))


def _fields(record: str) -> Mapping[str, list[str]]:
    """A record's values by their tags; lines without a tag go on with the line before."""
    from Bio import Medline

    lines: Iterator[str] = (
        f"{m['tag']:<4}- {m['value'] or ''}\n" if (m := _FIELD.fullmatch(line)) else f"      {line.strip()}\n"
        for line in record.splitlines()
        if line.strip()
    )
    read: Mapping[str, str | list[str]] = Medline.read(lines)  # type: ignore[no-untyped-call]
    return {tag: [value] if isinstance(value, str) else list(value) for tag, value in read.items()}


def _first(fields: Mapping[str, list[str]], *tags: str) -> str:
    """All lines of the first of ``tags`` that has a value."""
    return next((" ".join(" ".join(fields[tag]).split()) for tag in tags if any(fields.get(tag, ()))), "")


def _dois(fields: Mapping[str, list[str]]) -> list[str]:
    found = _DOI.search(" ".join(v for tag in ("LID", "AID", "DO", "DOI") for v in fields.get(tag, ())))
    return [found[1].rstrip(".")] if found else []


def _name(printed: str) -> str:
    """ "Fong, Peter C" as "Fong PC"; what has initials already, and a group's name, as it is."""
    family, comma, given = printed.partition(",")
    if not comma:
        return printed
    initials = "".join(word[0].upper() for word in re.split(r"[\s.-]+", given) if word)
    return f"{family} {initials}"
