"""How well a printed reference and a bibliographic record agree: pure, and robust against a misread entry.

The idea is Crossref's search-based matching with validation (Tkaczyk, crossref.org/blog/
reference-matching-for-real-this-time): compare each field of the *record* with the whole printed string, weigh
what agrees against what could have agreed, and require support from several fields. Ours differs where that was
seen to go wrong: the title counts in the score itself, an author, a page or a title that plainly differs is a
veto, and what the entry does not give is not counted as a difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from model.literature import Work
from model.page import Reference
from sources.matching.journals import same_journal
from sources.matching.normalise import fold, squash
from sources.matching.printed import Printed, count_tokens, number_forms, prepare, surname

# What each field is worth. The title and the first page tell papers apart best; volumes and years repeat.
WEIGHTS = {"title": 0.40, "author": 0.15, "journal": 0.10, "volume": 0.12, "page": 0.15, "year": 0.08}
# What the entry leaves out counts a little, so that a fuller agreement always beats a thinner one.
SILENT = 0.15
TITLE_AGREES = 0.85  # similarity from which two titles are one, printer's slips included
TITLE_DIFFERS = 0.70  # below it they are two
AUTHOR_AGREES = 0.80  # transliterations and slips of the pen stay above it
TITLE_EXACT = 0.96  # from here they are the same word for word
SLIP = 0.6  # mark of a page with one digit wrong
SHORT_TITLE = 16  # squashed letters: below it a title alone tells little ("Osteosarcoma")
LONG_TITLE = 40  # from here a title that agrees counts as two fields
STRANGERS_SHOWN = 0.34  # share of the entry's authors unknown to the record that is worth a word
STRANGERS_VETO = 0.5  # ... and that makes it another paper, whoever comes first
FRAGMENT = 0.95  # share of a cut title that must stand in the entry word for word
UNIQUE_TITLE = 60  # from here a title printed word for word stands for one paper by itself
SUPPORT = 3  # fields that must agree (Crossref's support rule)
CAP_DOUBT = 0.49  # highest score with one plain contradiction: never confirmed
CAP_OTHER = 0.30  # highest score of what is another paper

_SUBTITLE = re.compile(r"\s*[:?!]\s+|\s+[-–—]+\s*|\s*[–—]\s*|\.\s+")
_NOTE_IN_TITLE = re.compile(
    r"\s*[\[(](?:letter|abstract|editorial|comment|review|see comments?|in \w+|\w+|author's transl|retracted|"
    r"erratum[^\])]*|published erratum[^\])]*|retraction[^\])]*)[\])]\s*\.?\s*\Z",
    re.I,
)
_RETRACTED_PREFIX = re.compile(r"\A\s*(?:retracted(?: article)?|retraction|withdrawn)\s*[:.\-–]\s*", re.I)


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` 0 to 1. ``agreed`` and ``differed`` name fields (title, author, journal, volume, page, year,
    authors); a field that either side does not give is in neither. ``title`` is the titles' similarity, None
    when they could not be compared."""

    value: float
    agreed: tuple[str, ...] = ()
    differed: tuple[str, ...] = ()
    title: float | None = None
    support: int = 0


def score(reference: Reference | Printed, work: Work) -> Score:
    """Compare one entry with one record."""
    printed = reference if isinstance(reference, Printed) else prepare(reference)
    title = _title(printed, work)
    similarity = title.similarity if title else None
    title_found = title is not None and max(title.similarity, title.inside) >= TITLE_DIFFERS
    window = (title.start, title.end) if title is not None and title_found else (0, 0)
    marks: dict[str, float | None] = {
        "title": similarity if printed.has_title or title_found else None,
        "author": _author(printed, work, window),
        "year": _year(printed, work),
    }
    sure = title is not None and max(title.similarity, title.inside) >= TITLE_AGREES
    marks["volume"], marks["page"] = _locator(printed, work, window if sure else (0, 0))
    # A journal's name tells nothing about a record with another title and another volume.
    worth_asking = title_found or marks["volume"] or marks["page"]
    marks["journal"] = _journal(printed, work, window) if worth_asking else None
    if title is not None and title.inside >= FRAGMENT and _same_place(marks):
        # A record whose title was cut (at markup, or before its subtitle) is no other paper when it appeared
        # in the very same place.
        informative = len(squash(work.title)) >= SHORT_TITLE
        marks["title"] = max(title.similarity, TITLE_AGREES) if informative else None
    found = _weigh(printed, work, marks)
    if title_found and _is_about(printed, window[0]) and not _ABOUT_LEAD.match(work.title):
        return replace(found, value=min(found.value, CAP_DOUBT))
    return found


# "Comment on: <another paper's title>" names the comment, not the paper. The words open the title: "Dean RE:" is
# an author.
_ABOUT_LEAD = re.compile(
    r"\W*(?:comments?|commentary|reply|response|re|erratum|correction|corrigendum|retraction|editorial)\b",
    re.I,
)
_ABOUT_WORDS = re.compile(
    r"(?:\A|[.:;)\]\"?!])\s*(?:(?:comments?|commentary|perspective) on|(?:reply|response|re|answer)(?: to)?|"
    r"(?:erratum|corrigendum|correction|retraction)(?: (?:to|of|in|for))?)[\W_]*\Z"
)


def _is_about(printed: Printed, start: int) -> bool:
    """What stands right before the title says that the entry is about the paper so titled."""
    if start <= 0:
        return False
    squashed = printed.squashed
    _first, last = squashed.words_between(0, start)
    before = range(max(0, last - 3), last)
    return _ABOUT_WORDS.search("".join(squashed.gaps[i] + squashed.words[i] for i in before)) is not None


def _same_place(marks: dict[str, float | None]) -> bool:
    """Volume and page agree, and neither journal, author nor year differs."""
    return marks["volume"] == marks["page"] == 1.0 and all(
        mark is None or mark >= 0.5 for mark in (marks["journal"], marks["author"], marks["year"])
    )


def _weigh(printed: Printed, work: Work, marks: dict[str, float | None]) -> Score:
    title = marks["title"]
    agreed = [f for f, m in marks.items() if m is not None and m >= _threshold(f)]
    differed = [f for f, m in marks.items() if m is not None and f not in agreed and m < 0.5]
    got = possible = 0.0
    for field, weight in WEIGHTS.items():
        mark = marks[field]
        if mark is None:
            possible += weight * SILENT
            continue
        worth = weight
        if field == "title":
            worth *= min(1.0, 0.4 + len(squash(work.title)) / LONG_TITLE)
        got += worth * mark
        possible += worth
    value = got / possible if possible else 0.0
    long_title = "title" in agreed and len(squash(work.title)) >= LONG_TITLE
    support = len(agreed) + long_title
    if (title or 0.0) >= TITLE_EXACT and len(squash(work.title)) >= UNIQUE_TITLE:
        support += 1
    strangers = _strangers(printed, work)
    if strangers >= STRANGERS_SHOWN:
        differed.append("authors")
    if support < SUPPORT:
        value = min(value, CAP_OTHER)
    elif title is not None and title < TITLE_DIFFERS:
        value = min(value, CAP_DOUBT if title >= 0.5 or "page" in agreed else CAP_OTHER)
    elif (
        # "Part I" and "Part II" stand on pages a digit apart.
        (marks["page"] == SLIP and (title or 0.0) < TITLE_EXACT)
        or {"page", "author"} & set(differed)
        or strangers > STRANGERS_VETO
        or _places_differ(differed)
        or ("title" not in agreed and not {"page", "volume"} <= set(agreed))
    ):
        value = min(value, CAP_DOUBT)
    return Score(round(value, 4), tuple(agreed), tuple(differed), title, support)


def _threshold(field: str) -> float:
    return {"title": TITLE_AGREES, "author": 0.7}.get(field, 0.5)


def _places_differ(differed: list[str]) -> bool:
    """Two of journal, volume and year are others: not a slip, another paper or another version."""
    return sum(f in differed for f in ("journal", "volume", "year")) >= 2


# -- title


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record's title best fits the entry: similarity with whole phrases, and with the words only."""

    similarity: float
    inside: float
    start: int
    end: int


def _title(printed: Printed, work: Work) -> _Place | None:
    """The best place of the record's title in the entry; None when the record has no title."""
    best: _Place | None = None
    for given in (work.title, work.vernacular_title):
        if not given:
            continue
        for title, factor in _forms(given):
            found = _place(printed, title)
            if best is None or found.similarity * factor > best.similarity:
                best = _Place(found.similarity * factor, found.inside, found.start, found.end)
            if best.similarity >= 0.97:
                return best
    return best


@lru_cache(maxsize=8192)
def _forms(given: str) -> tuple[tuple[str, float], ...]:
    """The title squashed; without notes in brackets; and without its subtitle, which counts a little less."""
    bare = _NOTE_IN_TITLE.sub("", _RETRACTED_PREFIX.sub("", given))
    whole = squash(bare) or squash(given)
    forms = [(whole, 1.0)] if whole else []
    main = squash(_SUBTITLE.split(bare, maxsplit=1)[0])
    if SHORT_TITLE <= len(main) < len(whole):
        forms.append((main, 0.93))
    return tuple(forms)


def _place(printed: Printed, title: str) -> _Place:
    """Compare ``title`` with the entry's own title, and with the phrases where it fits best."""
    text = printed.text
    own = fuzz.ratio(title, printed.title) / 100 if printed.title else 0.0
    if own >= 0.97:
        at = text.find(printed.title)
        return _Place(own, own, max(at, 0), at + len(printed.title) if at >= 0 else 0)
    if not text or len(title) > 1.5 * len(text):
        return _Place(own, 0.0, 0, 0)
    at = text.find(title) if len(title) >= SHORT_TITLE else -1
    if at >= 0:
        inside, start, end = 1.0, at, at + len(title)
    else:
        found = fuzz.partial_ratio_alignment(title, text, score_cutoff=50)
        if found is None:
            return _Place(own, 0.0, 0, 0)
        inside, start, end = found.score / 100, found.dest_start, found.dest_end
    left, right = printed.squashed.phrase_around(start, end, slack=max(2, len(title) // 20))
    similarity = fuzz.ratio(title, text[left:right]) / 100
    if own > similarity:
        similarity = own
    elif len(printed.title) > 1.6 * len(title) and len(title) < LONG_TITLE:
        similarity = (similarity + own) / 2  # a short title inside a longer one
    return _Place(similarity, inside, left, right)


# -- authors


def _author(printed: Printed, work: Work, window: tuple[int, int]) -> float | None:
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


def _strangers(printed: Printed, work: Work) -> float:
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


# -- where it appeared


def _year(printed: Printed, work: Work) -> float | None:
    years = {d.year for d in (work.date, work.electronic_date) if d}
    if not years or not printed.years:
        return None
    nearest = min(abs(a - b) for a in years for b in printed.years)
    return 1.0 if nearest == 0 else 0.5 if nearest == 1 else 0.0


def _journal(printed: Printed, work: Work, window: tuple[int, int]) -> float | None:
    names = [n for n in (work.journal_abbrev, work.journal) if n]
    if not names:
        return None
    parts = printed.reference.parts
    guess = parts.journal
    if guess and any(same_journal(guess, n) for n in names):
        return 1.0
    after = _journal_words(printed, window)
    if after and any(same_journal(after, n) for n in names):
        return 1.0
    start, end = window
    rest = printed.text[end:] if end > start else printed.text
    if any(len(squash(n)) >= 6 and squash(n) in rest for n in names):
        return 1.0
    if not guess and not after:
        return None
    close = max(fuzz.ratio(squash(guess or after), squash(n)) for n in names) / 100
    return 0.75 if close >= 0.8 else 0.0


def _journal_words(printed: Printed, window: tuple[int, int]) -> str:
    """The words between the title and the first number after it, years left out: where a journal's name stands."""
    start, end = window
    if end <= start:
        return ""
    squashed = printed.squashed
    first, last = squashed.words_between(end, len(squashed.text))
    picked: list[str] = []
    for i in range(first, last):
        word = squashed.words[i]
        if word[0].isdigit():
            if picked:
                break
            continue
        picked.append(word)
        if len(picked) > 14:
            break
    return " ".join(picked)


def _locator(printed: Printed, work: Work, window: tuple[int, int]) -> tuple[float | None, float | None]:
    """How volume and first page agree. Numbers are taken from anywhere outside the title, each used once."""
    parts = printed.reference.parts
    bag = count_tokens(printed.numbers, *window)
    outside = set(bag)
    for year in printed.years:
        if str(year) in bag and work.volume != str(year):
            bag[str(year)] -= 1
    # Numbers that stand nowhere but in the title were misread as volume or page.
    own_volume, own_page = (
        forms if forms & outside else frozenset[str]()
        for forms in (number_forms(parts.volume), number_forms(parts.first_page))
    )
    volume = _spend(bag, number_forms(work.volume), own_volume)
    page = _spend(bag, number_forms(work.first_page), own_page)
    given = bool(own_volume or own_page) or sum(bag.values()) + (volume == 1.0) + (page == 1.0) >= 2
    if volume == 0.0 and not given:
        volume = None
    if page == 0.0 and not given:
        page = None
    if page == 0.0 and _slip(work.first_page, parts.first_page, bag):
        page = SLIP
    return volume, page


def _spend(bag: dict[str, int], wanted: frozenset[str], own: frozenset[str]) -> float | None:
    if not wanted:
        return None
    if wanted & own:
        for form in wanted & own:
            if bag.get(form, 0) > 0:
                bag[form] -= 1
                break
        return 1.0
    for form in wanted:
        if bag.get(form, 0) > 0:
            bag[form] -= 1
            return 1.0
    return 0.0


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _slip(page: str, printed: str, bag: dict[str, int]) -> bool:
    """One digit dropped or added, or two exchanged, in a page of three digits or more; or a letter before the
    number on one side only ("P3", "i38").

    A digit that is merely another one is no slip: pages a few apart are other papers of the same issue.
    """
    wanted = max(number_forms(page), key=len, default="")
    others = number_forms(printed) or {t for t, n in bag.items() if n > 0}
    if any(o != wanted and o.lstrip(_ALPHABET) == wanted.lstrip(_ALPHABET) != "" for o in others):
        return True
    return len(wanted) >= 3 and any(_one_slip(o, wanted) for o in others)


def _one_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 2 and pairs[0] == pairs[1][::-1] and Levenshtein.distance(one, other) == 2
    return abs(len(one) - len(other)) == 1 and Levenshtein.distance(one, other) == 1
