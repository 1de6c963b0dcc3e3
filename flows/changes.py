"""What became of a page's findings from one night to the next. Pure.

A finding is the same one when its name is; where the words around it were mended, it is bound to the earlier one of
the same check, subject and claim. What is not found again is resolved, and the reason is what changed: the sentence,
the policy, our reading, the sources, or only the day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from model.finding import Finding, normalise
from store.findings import OPEN, Known, Outcome

TEXT, GONE, SOURCE, POLICY, UNREAD, DATES, DAY = (
    "text changed",
    "page gone",
    "source changed",
    "policy changed",
    "claim no longer read",
    "dates changed",
    "no longer so on this day",
)
# Of two sentences about the same, so alike (percent) that one is the other, mended: a typo, a comma, a word.
_ALIKE = 80.0


@dataclass(frozen=True, slots=True)
class Change:
    """What is different on a page between two judgements. ``stands(quote)``: whether these words are still on it;
    ``reads(quote)``: whether a claim is still read in that sentence; ``enabled``: the checks that ran."""

    text: bool = False
    dates: bool = False
    reader: bool = False
    rules: bool = False
    answers: bool = False
    stands: Callable[[str], bool] = lambda quote: True
    reads: Callable[[str], bool] = lambda quote: True
    enabled: Collection[str] = ()


def compared(
    before: Sequence[Known], now: Sequence[Finding], change: Change, unsure: Callable[[Known | Finding], bool]
) -> Outcome:
    """Tonight's findings against those remembered of the page.

    ``unsure``: whether a source that this finding rests on did not answer tonight: it is open as it was, and was not
    checked.
    """
    bound = rebound(before, now)
    told = tuple(replace(f, name=bound[i].name) if i in bound else f for i, f in enumerate(now))
    seen = {known.id for known in bound.values()}
    missing = [k for k in before if k.state == OPEN and k.id not in seen]
    again = [(i, k) for i, k in bound.items() if k.state == OPEN]
    kept = [k.id for k in missing if unsure(k)]
    return Outcome(
        findings=told,
        open=tuple(k.id for i, k in again if not unsure(now[i])),
        unchecked=(*kept, *(k.id for i, k in again if unsure(now[i]))),
        reopened=tuple(k.id for k in bound.values() if k.state != OPEN),
        resolved=tuple((k.id, reason_of(k, change)) for k in missing if not unsure(k)),
        opened=tuple(f for i, f in enumerate(told) if i not in bound),
    )


def rebound(before: Sequence[Known], now: Sequence[Finding]) -> dict[int, Known]:
    """Which of tonight's findings, by place in the list, is which of the earlier ones: by name, else the most alike
    of the same check and subject among those still open; a claim must be the same claim."""
    by_name = {k.name: k for k in before}
    bound = {i: by_name[f.fingerprint] for i, f in enumerate(now) if f.fingerprint in by_name}
    taken = {k.id for k in bound.values()}
    pairs = [
        (_alike(known, finding), i, known)
        for i, finding in enumerate(now)
        if i not in bound
        for known in before
        if known.state == OPEN and known.id not in taken
    ]
    for likeness, i, known in sorted(pairs, key=lambda p: (-p[0], p[1], p[2].id)):
        if likeness >= _ALIKE and i not in bound and known.id not in taken:
            bound[i] = known
            taken.add(known.id)
    return bound


def reason_of(known: Known, change: Change) -> str:
    """Why a finding is no more, the surest first."""
    if change.rules and known.code not in change.enabled:
        return POLICY
    if change.text and not change.stands(known.quote):
        return TEXT
    if known.claim and not change.reads(known.quote):
        return UNREAD
    if change.dates:
        return DATES
    if change.answers and (change.reader or not change.rules):  # other checks ask other questions
        return SOURCE
    if change.reader:
        return UNREAD
    if change.rules:
        return POLICY
    return TEXT if change.text else DAY


def _alike(known: Known, finding: Finding) -> float:
    """From 0 to 100; 0 for findings about different things."""
    if known.code != finding.code or normalise(known.subject) != normalise(finding.subject):
        return 0.0
    if normalise(known.claim) != normalise(finding.claim):
        return 0.0
    likeness = ratio(normalise(known.quote), normalise(finding.quote))
    return max(likeness, _ALIKE) if known.claim else likeness
