"""What several sources say of one work's standing, put together. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from model.literature import Notice, NoticeKind, Work

_RETRACTIONS = (NoticeKind.RETRACTION, NoticeKind.PARTIAL_RETRACTION)


def add_notices(work: Work, more: Iterable[Notice]) -> Work:
    """The work with further notices, those of its own source first.

    A further notice is dropped when it is one that is there already: the same kind and direction with the same
    PMID, the same DOI, or within the same days where one of the two has no identifier. Of a retraction and a
    partial retraction with one identifier, the one that is there stays.
    """
    kept = list(work.notices)
    for notice in more:
        twin = next((n for n in kept if _same(n, notice)), None)
        if twin is None:
            kept.append(notice)
        else:
            kept[kept.index(twin)] = _filled(twin, notice)
    return dataclasses.replace(work, notices=tuple(kept))


def _same(one: Notice, other: Notice) -> bool:
    if one.outgoing != other.outgoing:
        return False
    same_kind = one.kind is other.kind or (one.kind in _RETRACTIONS and other.kind in _RETRACTIONS)
    if not same_kind:
        return False
    if one.pmid and other.pmid:
        return one.pmid == other.pmid
    if one.doi and other.doi:
        return one.doi == other.doi
    if one.kind is not other.kind:
        return False
    if not one.date or not other.date:
        # A bare "it is retracted" is told better by any notice that says where.
        return not (one.pmid or one.doi) or not (other.pmid or other.doi)
    return one.date.earliest() <= other.date.latest() and other.date.earliest() <= one.date.latest()


def _filled(one: Notice, other: Notice) -> Notice:
    """``one`` with what only ``other`` knows."""
    date = one.date
    if other.date and (
        date is None or (len(str(other.date)) > len(str(date)) and date.covers(other.date.earliest()))
    ):
        date = other.date
    return dataclasses.replace(
        one,
        pmid=one.pmid or other.pmid,
        doi=one.doi or other.doi,
        date=date,
        citation=one.citation or other.citation,
    )
