"""A printed reference made ready for comparison, once, before it meets its candidates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from model.page import Reference
from sources.matching.normalise import Squashed, fold, squash, squash_with_phrases, strip_clutter

# "2014;26(3):153-60" and its many relatives all end in numbers like these: 12, e1000097, s12, cd004816, 153a.
_NUMBER = re.compile(r"(?=.{1,12}\Z)[a-z]{0,3}\d[a-z0-9]*\Z")
_YEAR = re.compile(r"(?:1[6-9]\d\d|20\d\d)[a-z]?\Z")
_LOWER_WORD = re.compile(r"[a-zß-ÿ][\w'’-]*\Z")
# Words in lower case that stand between authors' or journals' names, not in a title only.
_NOT_TITLE_WORDS = frozenset(
    (
        *(
            "et",
            "al",
            "and",
            "und",
            "of",
            "the",
            "in",
            "for",
            "on",
            "from",
            "de",
            "da",
            "del",
            "der",
            "den",
            "di",
        ),
        *("la", "le", "van", "von", "ter", "ten", "ed", "eds", "press", "vol", "no", "pp", "p", "doi"),
        *("accessed", "available"),
    )
)
_THOUSAND = 3  # digits that a comma may part from those before them
_TITLE_RUN = 4  # words of running text that no list of authors and no journal's name has


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the entry: its folded token and where it stands in the squashed text."""

    token: str
    offset: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What the entry says, folded.

    ``authors`` are squashed family names; ``numbers``: every number outside identifiers and addresses, in order;
    ``years``: when it may have been published; ``has_title``: the entry gives a title, as far as can be told.
    """

    reference: Reference
    squashed: Squashed
    title: str
    authors: tuple[str, ...]
    numbers: tuple[Number, ...]
    years: frozenset[int]
    has_title: bool

    @property
    def text(self) -> str:
        """The squashed text."""
        return self.squashed.text


def prepare(reference: Reference) -> Printed:
    """Fold and index one entry."""
    text = strip_clutter(reference.text)
    for page in (reference.parts.first_page, reference.parts.last_page):
        if page.isascii() and page.isdigit() and len(page) > _THOUSAND:
            text = text.replace(f"{page[:-_THOUSAND]},{page[-_THOUSAND:]}", page)  # "11,023" is one number
    squashed = squash_with_phrases(text)
    numbers = tuple(
        Number(word, start)
        for word, start in zip(squashed.words, squashed.starts, strict=True)
        if _NUMBER.match(word)
    )
    years = _years(reference, squashed)
    return Printed(
        reference=reference,
        squashed=squashed,
        title=squash(reference.parts.title),
        authors=tuple(surname(a) for a in reference.parts.authors),
        numbers=numbers,
        years=years,
        has_title=bool(reference.parts.title) or _reads_like_a_title(text),
    )


def _years(reference: Reference, squashed: Squashed) -> frozenset[int]:
    """The year of publication, or the years it may be. A number after a colon or in a range is a page."""
    if reference.parts.year:
        return frozenset({reference.parts.year})
    likely, possible = set(), set()
    last = len(squashed.words) - 1
    for i, word in enumerate(squashed.words):
        if not _YEAR.match(word):
            continue
        possible.add(int(word[:4]))
        after = squashed.gaps[i + 1].strip() if i < last else ""
        in_range = after == "-" and squashed.words[i + 1][0].isdigit()
        if squashed.gaps[i].strip() not in (":", "-") and not in_range:
            likely.add(int(word[:4]))
    return frozenset(likely or possible)


def _reads_like_a_title(text: str) -> bool:
    """True when running text in lower case stands in the entry."""
    run = 0
    for word in text.split():
        bare = word.strip(".,;:()[]\"'“”")
        if _LOWER_WORD.match(bare) and bare.lower() not in _NOT_TITLE_WORDS:
            run += 1
            if run >= _TITLE_RUN - 1:
                return True
        elif bare.lower() not in _NOT_TITLE_WORDS:
            run = 0
    return False


@lru_cache(maxsize=16384)
def number_forms(value: str) -> frozenset[str]:
    """How a volume or page may be printed: ``0042`` as 42, ``E1000097`` as 1000097, ``153-60`` as 153."""
    folded = fold(value)
    head = re.split(r"[-\s/;,.]", folded.strip(" -"), maxsplit=1)[0]
    token = re.sub(r"[^a-z0-9]", "", head)
    if not token:
        return frozenset()
    forms = {token, token.lstrip("0") or "0"}
    if match := re.match(r"([a-z]{1,3})(?:0++(?=\d))?(\d+)\Z", token):
        forms.add(match.group(1) + match.group(2))
        if len(match.group(2)) >= 3:  # an article number keeps its digits; "S1" is not page 1
            forms.add(match.group(2))
    return frozenset(forms)


def count_tokens(numbers: tuple[Number, ...], start: int, end: int) -> Counter[str]:
    """The numbers that do not stand in ``start..end``."""
    return Counter(n.token.lstrip("0") or "0" for n in numbers if not start <= n.offset < end)


_INITIALS = re.compile(r"(?<=\w)[\s,]+(?:[A-Z]\.?[\s-]?){1,4}(?:\s*(?:Jr|Sr|II|III)\.?)?\Z")


@lru_cache(maxsize=16384)
def surname(name: str) -> str:
    """The family name, squashed: initials after it are left out."""
    return squash(_INITIALS.sub("", name.strip()))
