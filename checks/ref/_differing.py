"""What the checks on wrong details share: one finding for each entry that says otherwise than its paper's record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checks._check import Case, Check
from checks.ref._citing import describe, entry_place, make, match_of, name_of, work_exhibit
from model.finding import Finding
from model.literature import Difference, Field, Work

# Message and suggestion from the differences (at least one) and the record.
Wording = Callable[[tuple[Difference, ...], Work], tuple[str, str]]


def findings(check: Check, case: Case, fields: frozenset[Field], wording: Wording) -> Iterator[Finding]:
    """Yield one finding for each entry whose paper is known and whose ``fields`` are not those of the record."""
    for reference in case.page.references:
        answer = match_of(case, reference)
        if answer is None or answer.facts.of is None or reference.inline:
            continue
        work = answer.facts.of
        told = tuple(d for d in answer.facts.differences if d.field in fields)
        if not told:
            continue
        message, suggestion = wording(told, work)
        yield make(
            check,
            case,
            entry_place(case.page, reference),
            message,
            suggestion,
            name_of(work),
            (work_exhibit(work, answer),),
        )


def paper(work: Work) -> str:
    """The record in a few words, for a message."""
    return describe(work)
