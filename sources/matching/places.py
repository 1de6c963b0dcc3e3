"""Whether a printed entry names a record's year, journal, volume and first page. Pure."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from model.literature import Work
from sources.matching.journals import same_journal
from sources.matching.normalise import squash
from sources.matching.printed import Printed, count_tokens, number_forms

SLIP = 0.6  # mark of a page with one digit wrong


def year_mark(printed: Printed, work: Work) -> float | None:
    years = {d.year for d in (work.date, work.electronic_date) if d}
    if not years or not printed.years:
        return None
    nearest = min(abs(a - b) for a in years for b in printed.years)
    return 1.0 if nearest == 0 else 0.5 if nearest == 1 else 0.0


def journal_mark(printed: Printed, work: Work, window: tuple[int, int]) -> float | None:
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


def locator_marks(printed: Printed, work: Work, window: tuple[int, int]) -> tuple[float | None, float | None]:
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
    return len(wanted) >= 3 and any(one_slip(o, wanted) for o in others)


def one_slip(one: str, other: str) -> bool:
    """One digit more or less, or two exchanged."""
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 2 and pairs[0] == pairs[1][::-1] and Levenshtein.distance(one, other) == 2
    return abs(len(one) - len(other)) == 1 and Levenshtein.distance(one, other) == 1
