"""What the checks on milder notices share: one finding for each cited paper that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checks._check import Case, Check
from checks.ref._citing import (
    Cited,
    Place,
    acknowledges,
    citations_of,
    cited_works,
    citing_place,
    incoming,
    is_retracted,
    make,
    name_of,
    notice_exhibit,
    sentence_place,
    short_name,
    since_of,
    told_when,
    work_exhibit,
)
from model.finding import Finding
from model.literature import NoticeKind

Wording = Callable[[str, str], tuple[str, str]]


def findings(
    check: Check, case: Case, kind: NoticeKind, wording: Wording, mind_acknowledged: bool = True
) -> Iterator[Finding]:
    """Yield one finding for each cited paper with an incoming notice of ``kind``, at the first sentence that cites
    it without saying so. ``wording`` makes message and suggestion from the paper's name and " in May 2012".
    A paper that was retracted is told by that check alone."""
    for cited in cited_works(case):
        notices = incoming(cited.work, kind)
        if not notices or not cited.sure or is_retracted(cited.work):
            continue
        place = _place(case, cited, mind_acknowledged)
        if place is None:
            continue
        newest = notices[-1]
        message, suggestion = wording(short_name(cited.work), told_when(case, place, newest.date))
        yield make(
            check,
            case,
            place,
            message,
            suggestion,
            name_of(cited.work),
            (
                *(notice_exhibit(n, cited.work, cited.answer) for n in reversed(notices)),
                work_exhibit(cited.work, cited.answer),
            ),
            since_of(newest),
        )


def _place(case: Case, cited: Cited, mind_acknowledged: bool) -> Place | None:
    citations = citations_of(case.page, cited.reference)
    if not citations or not mind_acknowledged:
        return citing_place(case.page, cited.reference)
    silent = [c for c in citations if not acknowledges(case.page, c)]
    return sentence_place(case.page, silent[0]) if silent else None
