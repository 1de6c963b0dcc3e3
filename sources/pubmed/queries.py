"""Questions in PubMed's fielded language, and which records answer them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from model.identifiers import DOI
from model.literature import Work
from sources.pubmed.strength import STRONG
from sources.source import CitationKey

T = TypeVar("T")
TermOf: TypeAlias = Callable[[T], str]
Fits: TypeAlias = Callable[[T, Work], bool]

# Searches joined by OR in one request: enough to make a reference list one or two requests, few enough that one
# odd term spoils little. ``_LONGEST`` keeps the whole below what PubMed accepts in one query.
JOINED = 40
# A journal of which PubMed has so many papers of three years is taken in; of others it has a stray manuscript.
TAKEN_IN = 3
_LONGEST = 8_000
# More words than these narrow nothing and make one misprint fatal.
_TITLE_WORDS = 12
_LEAST_IN_HALF = 3
# PubMed drops these from searches (NBK3827, "Stopwords"); and, or, not are its operators.
_STOPWORDS = frozenset(
    """
    a about again all almost also although always among an and another any are as at be because been
    before being between both but by can could did do does done due during each either enough especially
    etc for found from further had has have having here how however i if in into is it its itself just
    kg km made mainly make may mg might ml mm most mostly must nearly neither no nor not obtained of
    often on or our overall perhaps quite rather really regarding seem seen several should show showed
    shown shows significantly since so some such than that the their theirs them then there therefore
    these they this those through thus to upon use used using various very via was we were what when
    which while with within without would
    """.split()  # noqa: SIM905 - one word to a string would be 130 lines
)


def telling_words(text: str) -> list[str]:
    """The words of a title that are worth looking for, in order, each once."""
    words = [w for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text) if len(w) > 1]
    return [w for w in dict.fromkeys(words) if w.lower() not in _STOPWORDS]


def title(text: str) -> str:
    """All telling words of a title, each to be in the title; empty when it has fewer than two."""
    return _all_in_title(_rarest(text)) if len(telling_words(text)) > 1 else ""


def title_loosely(text: str) -> str:
    """Either half of a title's telling words: one word that differs spoils only its own half. Empty when the halves
    would have fewer than three words, which are in too many titles."""
    words = _rarest(text)
    half = len(words) // 2
    if half < _LEAST_IN_HALF:
        return ""
    return f"({_all_in_title(words[:half])}) OR ({_all_in_title(words[half:])})"


def _rarest(text: str) -> list[str]:
    telling = telling_words(text)
    if len(telling) > _TITLE_WORDS:
        # Long words are rare words; keep their order.
        longest = sorted(telling, key=len, reverse=True)[:_TITLE_WORDS]
        telling = [w for w in telling if w in longest]
    return telling


def _all_in_title(words: Iterable[str]) -> str:
    return " AND ".join(f"{word}[Title]" for word in words)


def doi(wanted: DOI) -> str:
    """A DOI as an article identifier."""
    return f'"{_quoted(wanted.value)}"[AID]'


def has_doi(wanted: DOI, work: Work) -> bool:
    """True when the record carries the DOI."""
    return work.doi == wanted


def place(key: CitationKey) -> str:
    """Journal, year (give or take one: print and online differ), volume and first page, as far as given.

    Empty when fewer than three are given: that finds issues, not papers.
    """
    parts = []
    if names := _journal_names(key.journal):
        terms = " OR ".join(f'"{name}"[Journal]' for name in names)
        parts.append(f"({terms})" if len(names) > 1 else terms)
    if key.year:
        parts.append(f"{key.year - 1}:{key.year + 1}[dp]")
    if key.volume.strip():
        parts.append(f'"{_quoted(key.volume)}"[Volume]')
    if key.first_page.strip():
        parts.append(f'"{_quoted(key.first_page)}"[Pagination]')
    if len(parts) < 3 or not (key.volume.strip() or key.first_page.strip()):
        return ""
    return f"({' AND '.join(parts)})"


def of_journal(printed: str, year: int) -> str:
    """The papers of a journal of a year, give or take one; empty when no journal is named."""
    terms = " OR ".join(f'"{name}"[Journal]' for name in _journal_names(printed))
    return f"({terms}) AND {year - 1}:{year + 1}[dp]" if terms else ""


def strong(since: date | None = None) -> str:
    """Publications that count as newer evidence, published since a day."""
    types = " OR ".join(f'"{name}"[pt]' for name in STRONG)
    return f"({types})" + (f" AND {since:%Y/%m/%d}:3000[dp]" if since else "")


def is_at(key: CitationKey, work: Work) -> bool:
    """True when the record's volume, first page and year are those of the place, as far as given.

    The journal is not compared: the search did, and a journal has many names.
    """
    if key.volume and folded(key.volume) != folded(work.volume):
        return False
    if key.first_page and folded(key.first_page) != folded(work.first_page):
        return False
    years = {d.year for d in (work.date, work.electronic_date) if d}
    return not key.year or not years or any(abs(key.year - year) <= 1 for year in years)


def _journal_names(printed: str) -> list[str]:
    """The forms in which PubMed may know a printed journal: without dots, subtitle or a leading article."""
    whole = _quoted(printed.replace(".", " "))
    short = _quoted(re.split(r"\s*[:(]", whole)[0])
    bare = re.sub(r"^the\s+", "", short, flags=re.IGNORECASE)
    return [name for name in dict.fromkeys((whole, short, bare)) if name]


def joinable(questions: Sequence[T], terms: Mapping[T, str]) -> list[list[T]]:
    """Questions in groups that fit into one query."""
    groups: list[list[T]] = []
    length = 0
    for question in questions:
        more = len(terms[question]) + len(" OR ")
        if not groups or len(groups[-1]) >= JOINED or length + more > _LONGEST:
            groups.append([])
            length = 0
        groups[-1].append(question)
        length += more
    return groups


def _quoted(text: str) -> str:
    """Text that can stand between double quotes of a query."""
    return " ".join(re.sub(r'["\[\]]', " ", text).split())


def folded(text: str) -> str:
    """A volume or page for comparing: letters and digits in lower case, without leading zeros."""
    return re.sub(r"[^0-9a-z]", "", text.lower()).lstrip("0")


def folded_word(word: str) -> str:
    """A word as the local index's full text keeps it: lower case, without accents, up to an apostrophe."""
    plain = unicodedata.normalize("NFKD", re.split("['’]", word)[0])
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def folded_family(name: str) -> str:
    """A first author's family name for comparing; initials behind it are left out."""
    family = re.sub(r"(?:\s++[A-Z]{1,3}(?:\.[A-Z]?)*+)++$", "", name.split(",")[0].strip())
    return re.sub(r"[\W_]+", "", folded_word(family or name))


def may_be_journal(printed: str, names: Iterable[str]) -> bool:
    """True when a journal's name as printed may be one of a record's: the same words, or each word the
    beginning of the other's (``J Clin Oncol`` and ``Journal of clinical oncology``)."""
    mine = _journal_words(printed)
    return any(_same_words(mine, _journal_words(name)) for name in names if name)


_LITTLE = frozenset(["the", "of", "and", "for", "in", "on", "de", "la", "le", "der", "und", "et", "a", "an"])


def _journal_words(name: str) -> list[str]:
    name = re.split(r"[:(=]", name)[0]
    return [w for w in re.findall(r"[^\W_]+", folded_word(name.replace("'", " "))) if w not in _LITTLE]


def _same_words(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if "".join(one) == "".join(other) or "".join(w[0] for w in one) == "".join(other):
        return True
    if "".join(w[0] for w in other) == "".join(one):
        return True
    return len(one) == len(other) and all(
        a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=True)
    )
