"""From all mentions of a kind to the one that is believed, with the others kept as conflicts and why.

Visible words about the content beat machine metadata: a reader sees them, an editor wrote them, while
``dateModified`` moves with every template change. Reviewed and updated are different kinds, never a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model.dates import DateConflict, DateKind, DateMention, DatePlace, PartialDate

_P = DatePlace

# How much each machine place says about the content, below visible text (``visible``), best first.
MACHINE_RANK = {
    _P.FRONT_MATTER: 56,
    _P.JSON_LD: 55,
    _P.OPEN_GRAPH: 54,
    _P.META: 53,
    _P.DUBLIN_CORE: 52,
    _P.MICRODATA: 51,
    _P.TIME: 50,
    _P.URL: 30,
    _P.HTTP_HEADER: 10,
    _P.SITEMAP: 9,
}
# How the note of a date in a page's list of changes begins: such a date contradicts nothing.
IN_HISTORY = "in the page's history"
# A machine date of a kind that systems fill with the time of serving or of a crawl.
WEAK_RANK = 35
# Two dates this close (days) are one date in two time zones.
_SAME_DAYS = 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """A mention that speaks for the page, and how far its place vouches for the content."""

    mention: DateMention
    rank: int


def agree(a: PartialDate, b: PartialDate) -> bool:
    """True when both can mean the same day, a time zone apart at most."""
    return (a.earliest() - b.latest()).days <= _SAME_DAYS and (b.earliest() - a.latest()).days <= _SAME_DAYS


def settle(
    kind: DateKind, ranked: Iterable[Ranked], today: date | None
) -> tuple[DateMention | None, tuple[DateConflict, ...]]:
    """The mention of ``kind`` to believe, and those it disagrees with.

    Dates later than ``today`` are not believed for what lies behind (updated, reviewed); an undated mention
    (ambiguous, relative) is believed only when nothing dated stands in a place as good.
    """
    past = kind in (DateKind.UPDATED, DateKind.REVIEWED, DateKind.PUBLISHED)
    pool = [r for r in ranked if r.mention.kind is kind and r.mention.governs_page]
    dated = [r for r in pool if r.mention.date is not None and not (past and _later(r.mention.date, today))]
    if not dated:
        return next((r.mention for r in pool if len(r.mention.readings) == 2), None), ()
    best = max(dated, key=_value)
    blurred = [r for r in pool if len(r.mention.readings) == 2 and r.rank > best.rank]
    if blurred:
        return blurred[0].mention, ()
    return best.mention, tuple(_conflicts(kind, best, dated))


def _value(one: Ranked) -> tuple[int, date, int]:
    value = one.mention.date
    assert value is not None
    return one.rank // 10, value.latest(), one.rank


def _later(value: PartialDate, today: date | None) -> bool:
    return today is not None and (value.earliest() - today).days > _SAME_DAYS


def _conflicts(kind: DateKind, best: Ranked, others: Sequence[Ranked]) -> Iterable[DateConflict]:
    won = best.mention
    seen: set[tuple[DatePlace, PartialDate | None]] = set()
    for other in others:
        lost = other.mention
        assert won.date is not None
        assert lost.date is not None
        key = (lost.place, lost.date)
        if lost is won or agree(won.date, lost.date) or key in seen or lost.note.startswith(IN_HISTORY):
            continue
        seen.add(key)
        yield DateConflict(kind, won, lost, _why(best, other))


_SEEN = (_P.VISIBLE, _P.TIME)


def _why(best: Ranked, other: Ranked) -> str:
    won, lost = best.mention.place, other.mention.place
    if won in _SEEN and lost not in _SEEN:
        return f"the page's visible words are believed over {lost.value}"
    if won in _SEEN and best.rank // 10 > other.rank // 10:
        return "a date in the main text is believed over one around it"
    if lost in (_P.HTTP_HEADER, _P.SITEMAP):
        return f"{lost.value} tells when the file was touched, not when the text was"
    if best.rank // 10 > other.rank // 10:
        return f"{won.value} is believed over {lost.value}"
    return "the later of two dates in places as good as each other"
