"""What became of papers since the day of the local records: asked of the live service, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from model.evidence import GRACE, Evidence, Unanswered
from model.identifiers import PMID
from model.literature import MatchVerdict, Work
from sources.matching.cases import Case
from sources.matching.origins import Origins
from sources.source import Bibliography


def renew(cases: Iterable[Case], current: Bibliography, origins: Origins, today: date) -> None:
    """Put the live record in place of each local one that a case rests on: it may have been retracted since.

    Where the live service does not answer, or no longer has the record, and the local data's day is longer ago than
    ``GRACE``, the case is noted as ``stale`` with the reason: what the record does not tell is then unknown.
    """
    wanted: dict[PMID, list[Case]] = {}
    for case in cases:
        work = _work_of(case)
        if work is not None and work.pmid is not None and origins.of(work)[0] != current.name:
            wanted.setdefault(work.pmid, []).append(case)
    for pmid, record in current.fetch(sorted(wanted)).items():
        work = record.facts if isinstance(record, Evidence) else None
        for case in wanted.get(pmid, ()):
            if work is not None:
                _put(case, pmid, work)
            else:
                case.stale = _why(case, record, current.name, origins, today)
        if work is not None and isinstance(record, Evidence):
            origins.note(record)


def _work_of(case: Case) -> Work | None:
    """The record that is told of: the match's own, or the first that the entry may be."""
    match = case.match
    if match.work is not None or match.verdict not in (MatchVerdict.MISMATCH, MatchVerdict.AMBIGUOUS):
        return match.work
    return match.candidates[0] if match.candidates else None


def _put(case: Case, pmid: PMID, work: Work) -> None:
    match = case.match
    case.match = replace(
        match,
        work=work if match.work is not None and match.work.pmid == pmid else match.work,
        candidates=tuple(work if c.pmid == pmid else c for c in match.candidates),
    )


def _why(
    case: Case, record: Evidence[Work | None] | Unanswered, name: str, origins: Origins, today: date
) -> Unanswered | None:
    as_of = origins.of(_work_of(case))[1]
    if as_of is not None and today - as_of <= GRACE:
        return None
    day = f" of {as_of.day} {as_of:%B %Y}" if as_of else ""
    told = record.reason if isinstance(record, Unanswered) else f"{name} no longer has this record"
    reason = f"{told}; the local record{day} knows of no retraction, what came after is not known"
    return Unanswered(name, case.reference.text, reason, lost=isinstance(record, Unanswered) and record.lost)
