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
_IDS = re.compile(r"^[ \t]*(?P<name>PMID|PMCID|DOI):[ \t]*(?P<value>\S+).*$", re.MULTILINE)
# What stands behind the authors of such a record: no part of the reference.
_REST = re.compile(
    r"^[ \t]*(?:Author information:|Collaborators|"
    r"(?:Comment|Erratum|Update|Retraction|Republished|Expression)\b.* (?:in|of)\b|PMID:|PMCID:|DOI:|Copyright|©)",
    re.MULTILINE,
)
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
        heads = list(pattern.finditer(text, start, end))
        for i, head in enumerate(heads):
            stop = bounds(text, head.end(), heads[i + 1].start() if i + 1 < len(heads) else end)
            if stop:
                number = head.groupdict().get("number")
                found.append(Record(head.start(), stop, int(number) if number else None))
        if found:
            break
    return tuple(found)


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
    return lines[-1].end() if lines and reordered(head := _head(text[begin:end])) != head else 0


def _head(record: str) -> str:
    """The place, the title and the authors, in one line."""
    rest = _REST.search(record)
    return " ".join(record[: rest.start() if rest else len(record)].split())


def _of_abstract(record: str) -> str:
    head = _head(record)
    names = {m["name"]: m["value"].strip(".") for m in _IDS.finditer(record)}
    if (doi := _DOI.search(head)) and "DOI" not in names:
        names["DOI"] = doi[1].rstrip(".")
    return " ".join([reordered(head), *(f"{name}: {value}." for name, value in names.items())])


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
