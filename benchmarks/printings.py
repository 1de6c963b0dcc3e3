"""References printed as journals and style guides have them, for ``corrupted.py``: a record's own parts, and initials
that are made up."""

from __future__ import annotations

import random
from collections.abc import Callable

from model.literature import Work

INITIALS = "ABCDEFGHJKLMNPRSTW"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
# Printings that leave out what some ways of going wrong change.
WITHOUT_TITLE = ("Lancet letters, no title",)
WITHOUT_PLACE = ("AMA, online first",)


def _people(work: Work) -> list[tuple[str, str]]:
    """Family names with initials, the same for one record on every call."""
    seed = random.Random(work.title)
    return [(name, "".join(seed.choices(INITIALS, k=seed.choice((1, 2))))) for name in work.authors]


def _listed(people: list[str], most: int, rest: str = "et al", kept: int = 0) -> list[str]:
    return [*people[: kept or most], rest] if len(people) > most else people


def _short(first: str, last: str) -> str:
    """The last page without the digits that it shares with the first."""
    if not (first.isdigit() and last.isdigit() and len(first) == len(last)):
        return last
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first))
    return last[same:]


def _range(work: Work, dash: str, short: bool = False) -> str:
    if not work.last_page or work.last_page == work.first_page:
        return work.first_page
    last = _short(work.first_page, work.last_page) if short else work.last_page
    return f"{work.first_page}{dash}{last}" if last else work.first_page


def _year(work: Work) -> int:
    return work.date.year if work.date else 0


def _title(work: Work) -> str:
    title = work.title.rstrip(".")
    return title if title.endswith("?") else f"{title}."


def _nlm(work: Work) -> str:
    who = ", ".join(f"{n} {i}" for n, i in _people(work))
    month = _MONTHS[len(work.title) % 12]
    issue = f"({work.issue})" if work.issue else ""
    place = f"{work.volume}{issue}:{_range(work, '-', True)}." if work.volume else ""
    return f"{who}. {_title(work)} {work.journal_abbrev}. {_year(work)} {month} {len(work.title) % 27 + 1};{place}"


def _spaced(work: Work) -> str:
    who = ", ".join(_listed([f"{n} {' '.join(i)}" for n, i in _people(work)], 6))
    place = f"; {work.volume}: {_range(work, '–')}" if work.volume else ""
    return f"{who}. {_title(work)} {work.journal_abbrev} {_year(work)}{place}."


def _ama11(work: Work) -> str:
    who = ", ".join(_listed([f"{n} {i}" for n, i in _people(work)], 6, "et al", 3))
    issue = f"({work.issue})" if work.issue else ""
    place = f";{work.volume}{issue}:{_range(work, '-')}" if work.volume else ""
    return f"{who}. {_title(work)} {work.journal_abbrev}. {_year(work)}{place}."


def _online_first(work: Work) -> str:
    who = ", ".join(_listed([f"{n} {i}" for n, i in _people(work)], 6, "et al", 3))
    return f"{who}. {_title(work)} {work.journal_abbrev}. Published online March 4, {_year(work)}."


def _apa7(work: Work) -> str:
    people = [f"{n}, {' '.join(f'{c}.' for c in i)}" for n, i in _people(work)]
    who = people[0] if len(people) == 1 else f"{', '.join(people[:-1])}, & {people[-1]}"
    issue = f"({work.issue})" if work.issue else ""
    place = f", {work.volume}{issue}, {_range(work, '–')}" if work.volume else ""
    return f"{who} ({_year(work)}). {_title(work)} {work.journal}{place}."


def _harvard(work: Work) -> str:
    people = [f"{n}, {''.join(f'{c}.' for c in i)}" for n, i in _people(work)]
    who = " et al." if len(people) > 3 else ""
    names = (
        people[0] + who
        if who
        else " and ".join([", ".join(people[:-1]), people[-1]])
        if people[1:]
        else people[0]
    )
    issue = f", no. {work.issue}" if work.issue else ""
    place = f", vol. {work.volume}{issue}, pp. {_range(work, '-')}" if work.volume else ""
    return f"{names} {_year(work)}, ‘{work.title.rstrip('.')}’, {work.journal}{place}."


def _chicago(work: Work) -> str:
    (first, initials), *others = _people(work)
    rest = [f"{' '.join(f'{c}.' for c in i)} {n}" for n, i in others]
    names = [f"{first}, {' '.join(f'{c}.' for c in initials)}", *rest]
    who = (
        f"{names[0]}, et al"
        if len(names) > 10
        else ", ".join(names[:-1]) + f", and {names[-1]}"
        if rest
        else names[0]
    )
    issue = f", no. {work.issue}" if work.issue else ""
    place = (
        f" {work.volume}{issue} ({_year(work)}): {_range(work, '–', True)}"
        if work.volume
        else f" ({_year(work)})"
    )
    return f"{who}. “{_title(work)}” {work.journal}{place}."


def _mla(work: Work) -> str:
    first, initials = _people(work)[0]
    issue = f", no. {work.issue}" if work.issue else ""
    place = (
        f", vol. {work.volume}{issue}, {_year(work)}, pp. {_range(work, '-')}"
        if work.volume
        else f", {_year(work)}"
    )
    return f"{first}, {initials[0]}., et al. “{_title(work)}” {work.journal}{place}."


def _nature(work: Work) -> str:
    people = [f"{n}, {' '.join(f'{c}.' for c in i)}" for n, i in _people(work)]
    who = (
        f"{people[0]} et al."
        if len(people) > 5
        else f"{', '.join(people[:-1])} & {people[-1]}"
        if people[1:]
        else people[0]
    )
    place = f" {work.volume}, {_range(work, '–')}" if work.volume else ""
    return f"{who} {_title(work)} {work.journal_abbrev}{place} ({_year(work)})."


def _science(work: Work) -> str:
    people = [f"{' '.join(f'{c}.' for c in i)} {n}" for n, i in _people(work)]
    who = ", ".join(_listed(people, 5, "et al.", 1))
    place = f" {work.volume}, {_range(work, '–')}" if work.volume else ""
    return f"{who}, {work.title.rstrip('.')}. {work.journal_abbrev}{place} ({_year(work)})."


def _lancet(work: Work) -> str:
    who = ", ".join(_listed([f"{n} {i}" for n, i in _people(work)], 2, "et al", 1))
    place = f"; {work.volume}: {_range(work, '–', True)}" if work.volume else ""
    return f"{who}. {_title(work)} {work.journal_abbrev} {_year(work)}{place}."


def _no_title(work: Work) -> str:
    who = ", ".join(_listed([f"{n} {i}" for n, i in _people(work)], 3))
    place = f"; {work.volume}: {_range(work, '–', True)}" if work.volume else ""
    return f"{who}. {work.journal_abbrev} {_year(work)}{place}."


def _cell(work: Work) -> str:
    people = [f"{n}, {''.join(f'{c}.' for c in i)}" for n, i in _people(work)]
    who = ", ".join(people[:-1]) + f", and {people[-1]}" if people[1:] else people[0]
    dotted = (
        ". ".join(work.journal_abbrev.split()) + "." if " " in work.journal_abbrev else work.journal_abbrev
    )
    place = f" {work.volume}, {_range(work, '-')}" if work.volume else ""
    return f"{who} ({_year(work)}). {_title(work)} {dotted}{place}."


#: The printings by name. The checks were made with those of ``corrupted.STYLES`` in sight, none of these.
LATER: dict[str, Callable[[Work], str]] = {
    "NLM": _nlm,
    "Vancouver, spaced initials": _spaced,
    "AMA 11": _ama11,
    "AMA, online first": _online_first,
    "APA 7": _apa7,
    "Harvard, quoted": _harvard,
    "Chicago": _chicago,
    "MLA": _mla,
    "Nature": _nature,
    "Science": _science,
    "Lancet, et al early": _lancet,
    "Lancet letters, no title": _no_title,
    "Cell": _cell,
}
_TITLE_WAYS = (
    "title of two halves",
    "title and authors of one, place of another",
    "invented",
    "invented, without a place",
)


def later(how: str, rng: random.Random) -> str:
    """One of the later printings in which the way of going wrong can be seen."""
    hidden: tuple[str, ...] = WITHOUT_TITLE if how in _TITLE_WAYS else ()
    if how in ("volume and page", "title and authors of one, place of another"):
        hidden += WITHOUT_PLACE
    if how in ("first author", "authors in another order", "other authors"):
        hidden += WITHOUT_TITLE
    return rng.choice([name for name in LATER if name not in hidden])
