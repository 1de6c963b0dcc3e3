"""Named editions that have run out or been followed: ``editions.toml`` is the table, to read, to check against its sources
and to extend."""

# ruff: noqa: E501 - a pattern and a list of words stay on one line, to be read against a sentence
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Edition:
    """One row: what ``editions.toml`` says of an outdated edition."""

    names: re.Pattern[str]
    old: re.Pattern[str]
    since: PartialDate
    now: str
    source: str
    topics: re.Pattern[str] | None
    says: str


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The rows of editions.toml as written."""
    return tuple(tomllib.loads(Path(__file__).with_name("editions.toml").read_text("utf-8"))["edition"])


@cache
def _edition(at: int) -> Edition:
    """A row; made when a sentence may name it, which most rows never meet."""
    row = _rows()[at]
    return Edition(
        re.compile(rf"\b(?:{row['names']})", re.IGNORECASE),
        re.compile(rf"(?<!\d)(?:{row['old']})(?!\d)"),
        PartialDate(*map(int, row["since"].split("-"))),
        row["now"],
        row["source"],
        re.compile(rf"\b(?:{row['topics']})\b", re.IGNORECASE) if "topics" in row else None,
        row["says"],
    )


def editions() -> tuple[Edition, ...]:
    """The rows of editions.toml."""
    return tuple(map(_edition, range(len(_rows()))))


#: Published anew every year, with how many years an edition serves: the year names it.
_YEARLY = (
    (re.compile(r"\bCancer (?:Facts (?:&|and) Figures|Statistics)\W{0,3}(20\d\d)\b"), "Cancer statistics", 1),
    (re.compile(r"\bGOLD (?:report )?\(?(20\d\d)\b|\b(20\d\d) GOLD (?:report|strategy)"), "The GOLD report", 2),
    (re.compile(r"\bGINA (?:report |strategy )?\(?(20\d\d)\b|\b(20\d\d) GINA report"), "The GINA report", 2),
    (re.compile(r"\bNCCN\b[^.;]{0,50}?\b(20\d\d)\b"), "The NCCN guideline", 2),
    (re.compile(r"\bStandards of (?:Medical )?Care (?:in Diabetes)?\W{0,3}(20\d\d)\b"), "The Standards of Care", 2),
)  # fmt: skip
#: A season's vaccine: over with June of its second year (the new strains come in August or September).
_SEASON = re.compile(
    r"\b(20\d\d)\s?[-–/]\s?(20)?(\d\d)\s+(?:\w+ )?(?:flu|influenza|COVID(?:-19)?)\b[^.]{0,30}\b(?:vaccines?"
    r"|shots?|season)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"\b(?:now|current(?:ly)?|available|recommend(?:s|ed)?|will|protects?|is|are|get)\b", re.I
)
_END_OF_SEASON = 6
#: Words that tell of the edition as past, or name its successor.
_TOLD = re.compile(
    r"\b(?:replac\w+|supersed\w+|succeed\w+|unlike|former(?:ly)?|earlier|previous(?:ly)?|older (?!adults|people|patients|women|men|persons|americans)|prior|since"
    r"|no longer (?:used?|in use|valid|appl\w+|current|in force|recommended|lists?)|listed|separately"
    r"|instead of|compared|history|was (?:published|released|revised|updated|written)|were (?:published|released)"
    r"|published in|released in|revised in|updated in|(?<!is )(?<!are )(?<!be )(?<!was )used to|until|met|participants|enrolled)\b",
    re.IGNORECASE,
)
#: An edition stands within this many characters of its document's name.
_NEAR = 60
#: "In 2013, the society said": a day, no edition.
_ON_A_DAY = re.compile(r"\b(?:in|by|since|during|from|until) (?:early |late )?\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—–]|, (?:but|and|while|whereas)\b")
_WAS = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:is|are|has|have|must|should|can|may|will|use|uses|recommends?|advises?|says?|defines?)\b", re.I
)
_WORD = re.compile(r"[a-z]{3,}|[a-z]{2}\d+")
_NO_WORD = re.compile(r"\\[bwd]|\(\?[:!<=]+|\{[\d,]+\}")

_NUMBER = re.compile(r"\d|\b[IVX]{1,4}\b")


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    """Each word that a document's name may have, with the rows whose names have it: only those are looked for."""
    found: dict[str, list[int]] = {}
    for at, row in enumerate(_rows()):
        for word in set(_WORD.findall(_NO_WORD.sub(" ", row["names"]).lower())):
            found.setdefault(word, []).append(at)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _spelt() -> frozenset[str]:
    """The words in which editions of the table are told: "fifth", "edition", "pyramid"."""
    return frozenset(word for row in _rows() for word in _WORD.findall(row["old"].lower()))


def _candidates(sentence: str) -> list[Edition]:
    """The rows that may be named, in the order of the table: none where there is no number, nor a word for one."""
    by_word = _by_word()
    words = set(_WORD.findall(sentence.lower()))
    if not _NUMBER.search(sentence) and words.isdisjoint(_spelt()):
        return []
    return [_edition(at) for at in sorted({at for word in by_word.keys() & words for at in by_word[word]})]


def _is_told_of(sentence: str, at: int) -> bool:
    """True when the clause around a document's name is in the past alone: "was a separate diagnosis in DSM-IV"."""
    start = max((m.end() for m in _CLAUSE.finditer(sentence, 0, at)), default=0)
    end = _CLAUSE.search(sentence, at)
    clause = sentence[start : end.start() if end else len(sentence)]
    return bool(_WAS.search(clause)) and not _IS.search(clause)


@dataclass(frozen=True, slots=True)
class Outdated:
    """What a sentence names that is out: ``what`` in its words, ``since``, what is in force ``now``, ``source``."""

    what: str
    since: PartialDate
    now: str
    source: str = ""


def outdated_edition(sentence: str, headings: str, today: date) -> Outdated | None:
    """The outdated edition that a sentence goes by, None when it names none or tells of it as past.

    ``headings``: the page's title and the headings above, which may name the topic.
    """
    candidates = _candidates(sentence)
    if (not candidates and "20" not in sentence) or _TOLD.search(sentence):
        return None
    for row in candidates:
        if row.since.latest() > today:
            continue
        for match in row.names.finditer(sentence):
            low, high = max(0, match.start() - _NEAR), match.end() + _NEAR
            edition = row.old.search(sentence, low, min(high, len(sentence)))
            if edition and _is_told_of(sentence, match.start()):
                continue
            if edition and edition[0].isdigit() and _ON_A_DAY.search(sentence, 0, edition.start()):
                continue
            if edition and (row.topics is None or row.topics.search(f"{sentence} {headings}")):
                what = sentence[min(match.start(), edition.start()) : max(match.end(), edition.end())]
                return Outdated(what, row.since, row.now, row.source)
    for pattern, what, years in _YEARLY:
        found = pattern.search(sentence)
        if found:
            year = int(next(group for group in found.groups() if group))
            if today.year - year >= years:
                return Outdated(found.group(), PartialDate(year + 1), f"{what} of {today.year}")
    season = _SEASON.search(sentence)
    if season and _IN_FORCE.search(sentence):
        end = PartialDate(int(season[1][:2] + season[3]), _END_OF_SEASON)
        if end.latest() < today:
            return Outdated(season.group(), end, "the vaccine of the season")
    return None
