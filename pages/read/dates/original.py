"""When a page was first published, as well as any web page tells.

Every source votes for a day: the more a source usually knows of the publication, the heavier its vote. Values
in Greenwich time count once together, because one content system writes them all and a day off with them all.
Where nothing speaks clearly, htmldate's extensive search is asked and its answer marked as a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from model.dates import SEEN_BY_READERS, DateConflict, DateKind, DateMention, DatePlace, PartialDate
from model.page import Document
from pages.read.dates.believable import as_precise_as_shown, believable, may_answer
from pages.read.dates.found import AROUND, HIDDEN, Found
from pages.read.dates.guess import day_in_scripts, guess_of, lone_day, source_guess
from pages.read.dates.settle import Ranked, agree, settle
from pages.read.dates.values import MachineDate, is_greenwich, read_url
from pages.read.layout import Layout, elements

_K, _P = DateKind, DatePlace

# Votes, in the order of how often the source was right on web pages with known dates.
_LABELLED, _MACHINE, _ITEMPROP, _ADDRESS, _HEADLINE_TIME, _HEADLINE, _WEAK, _AROUND, _GUESS, _IMAGE = (
    4.0, 4.0, 3.5, 3.5, 3.5, 3.0, 2.0, 2.0, 2.0, 1.0,
)  # fmt: skip
# Below this sum a day is not taken without asking htmldate.
_ENOUGH = 3.0
# The web is younger than this.
_FIRST_WEB_YEAR = 1995


@dataclass(frozen=True, slots=True)
class _Vote:
    day: PartialDate
    weight: float
    mention: DateMention
    source: str  # votes of one source for one day count once
    utc: bool = False


def settle_published(
    document: Document,
    layout: Layout,
    found: list[Found],
    machine: list[tuple[DateMention, MachineDate]],
    today: date | None,
) -> tuple[DateMention | None, tuple[DateConflict, ...]]:
    """The day of publication with the mention that vouches for it, and the mentions it disagrees with.

    Precise days win over months and years; a month or a year is returned when that is all there is.
    """
    votes = [v for v in _votes(layout, found, machine) if _possible(v.day, today)]
    best, weight = _count(votes)
    rivals = {v.day for v in votes if v.weight > _IMAGE}
    if best is None or weight < _ENOUGH or (len(rivals) > 1 and not _clear(votes, best, weight)):
        guess = guess_of(layout, today) if may_answer(layout, found, machine) else None
        if (
            guess is not None
            and guess.date is not None
            and _possible(guess.date, today)
            and believable(guess.date, layout, found, machine)
        ):
            guess = as_precise_as_shown(guess, found)
            votes.append(_Vote(guess.readings[0], _GUESS, guess, "htmldate"))
            best, weight = _count(votes)
    if best is None and not _coarse(found, machine):
        stated = any(f.labelled and f.mention.governs_page and f.mention.date for f in found)
        last = day_in_scripts(layout) or lone_day(found) or (None if stated else source_guess(layout, today))
        if last is not None and _possible(last.date, today):
            return last, ()
    best = _shown_instead(votes, best, machine)
    if best is not None:
        chosen = max((v for v in votes if v.day == best), key=lambda v: v.weight).mention
        if chosen.kind is _K.PUBLISHED and chosen.certain:
            others = [
                v.mention
                for v in votes
                if v.day != best
                and v.mention.kind is _K.PUBLISHED
                and v.source != "htmldate"
                and v.weight > _WEAK
                and not _rounded(v.day, best)
            ]
            return chosen, tuple(_conflicts(chosen, others))
        if not _coarse(found, machine):
            return _as_guess(chosen, found), ()
    ranked = [Ranked(f.mention, f.rank) for f in found if f.mention.certain and f.rank > HIDDEN]
    ranked += [Ranked(m, 50) for m, _ in machine]
    return settle(_K.PUBLISHED, ranked, today)


# Hidden and shown days this far apart (days) are not one day in two zones or two steps of one release: the page was
# given a new date, or its markup was, by a move.
_FAR = 90
_HIDDEN_PLACES = frozenset({_P.JSON_LD, _P.OPEN_GRAPH, _P.META, _P.DUBLIN_CORE})


def _shown_instead(
    votes: list[_Vote], best: PartialDate | None, machine: list[tuple[DateMention, MachineDate]]
) -> PartialDate | None:
    """The day by the headline in place of one that only hidden markup gives and that lies far from it, unless the
    markup calls that day the update."""
    if best is None or any(v.day == best and v.mention.place not in _HIDDEN_PLACES for v in votes):
        return best
    updates = {m.date for m, v in machine if m.kind is _K.UPDATED and v.main}
    shown = [
        v.day
        for v in votes
        if v.source in ("headline", "label")
        and v.mention.certain
        and v.weight >= _HEADLINE
        and v.day not in updates
    ]
    far = shown and abs((shown[0].earliest() - best.earliest()).days) > _FAR
    return shown[0] if far else best


def _possible(day: PartialDate | None, today: date | None) -> bool:
    if day is None or day.year < _FIRST_WEB_YEAR:
        return False
    return today is None or (day.earliest() - today).days <= 1


def _votes(
    layout: Layout, found: list[Found], machine: list[tuple[DateMention, MachineDate]]
) -> Iterable[_Vote]:
    seen: set[str] = set()
    for mention, value in machine:
        if mention.kind is not _K.PUBLISHED or not value.main or mention.date is None or not mention.date.day:
            continue
        source = f"{mention.place} {value.name.lower()}"
        if source in seen:
            continue
        seen.add(source)
        weight = (
            _ADDRESS if mention.place is _P.URL else _ITEMPROP if mention.place is _P.MICRODATA else _MACHINE
        )
        if value.weak:
            weight = _WEAK
        utc = value.instant is not None and is_greenwich(value.value)
        yield _Vote(mention.date, weight, mention, source, utc)
    headline = False
    for one in found:
        mention = one.mention
        if (
            mention.kind is not _K.PUBLISHED
            or not mention.governs_page
            or mention.date is None
            or not mention.date.day
        ):
            continue
        if one.rank <= HIDDEN:
            continue  # what nobody sees says nothing
        if one.labelled:
            weight, source = (_LABELLED if one.rank > AROUND else _AROUND), "label"
        elif one.headline:
            weight, source = (_HEADLINE_TIME if mention.place is _P.TIME else _HEADLINE), "headline"
            if not mention.certain:
                weight, source = _WEAK, "header"
            elif headline:
                continue
            else:
                headline = True
        else:
            weight, source = _WEAK, "end"
        yield _Vote(mention.date, weight, mention, source)
    image = _image_date(layout)
    if image is not None and image.date is not None and image.date.day:
        yield _Vote(image.date, _IMAGE, image, "image")


def _image_date(layout: Layout) -> DateMention | None:
    if layout.tree is None:
        return None
    meta = next((m for m in elements(layout.tree, "meta") if m.get("property") == "og:image"), None)
    dated = read_url(meta.get("content") or "") if meta is not None else None
    if dated is None:
        return None
    return DateMention(
        _K.EVENT, dated.readings[0], _P.OPEN_GRAPH, dated.value, governs_page=False, certain=False
    )


def _count(votes: list[_Vote]) -> tuple[PartialDate | None, float]:
    """The day with the most votes, the earlier one of equals, and its sum."""
    heaviest: dict[PartialDate, dict[str, float]] = defaultdict(dict)
    for vote in votes:
        sources = heaviest[vote.day]
        key = "utc" if vote.utc else vote.source
        sources[key] = max(sources.get(key, 0.0), vote.weight)
    sums = {day: sum(sources.values()) for day, sources in heaviest.items()}
    if not sums:
        return None, 0.0
    guessed = {v.day for v in votes if v.source == "htmldate"}
    best = min(sums, key=lambda d: (-sums[d], d not in guessed, d))
    return best, sums[best]


def _clear(votes: list[_Vote], best: PartialDate, weight: float) -> bool:
    """True when no other day comes near the best, so that a guess could not turn it."""
    _, second = _count([v for v in votes if v.day != best])
    return weight - second > _GUESS


def _coarse(found: list[Found], machine: list[tuple[DateMention, MachineDate]]) -> bool:
    """True when the page itself gives a month or year of publication."""
    if any(
        m.kind is _K.PUBLISHED
        and v.main
        and not v.weak
        and m.place is not _P.URL
        and m.date
        and m.date.month
        and not m.date.day
        for m, v in machine
    ):
        return True
    return any(
        f.mention.kind is _K.PUBLISHED
        and f.labelled
        and f.mention.governs_page
        and f.mention.date is not None
        for f in found
    )


def _rounded(day: PartialDate, best: PartialDate) -> bool:
    """True for a first of January or of the month that stands for the year or month of the better day."""
    return day.day == 1 and day.year == best.year and day.month in (1, best.month)


def _conflicts(chosen: DateMention, others: list[DateMention]) -> Iterable[DateConflict]:
    told: set[tuple[DatePlace, PartialDate | None]] = set()
    for other in others:
        key = (other.place, other.date)
        if other.date is None or chosen.date is None or agree(chosen.date, other.date) or key in told:
            continue
        told.add(key)
        seen = chosen.place in SEEN_BY_READERS and other.place not in SEEN_BY_READERS
        why = (
            f"the page's visible words are believed over {other.place.value}"
            if seen
            else "more of the page's places give the first date"
        )
        yield DateConflict(_K.PUBLISHED, chosen, other, why)


def _as_guess(chosen: DateMention, found: list[Found]) -> DateMention:
    return replace(chosen, kind=_K.PUBLISHED, governs_page=True, governs_section=False, certain=False)
