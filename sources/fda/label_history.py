"""What a label tells of a drug's history: since when it lists each use, and its boxed warning. Pure.

A label lists what is approved now. Read beside the label before it and the supplements in between, it also tells
when: a use that the label before did not list was approved by the one efficacy supplement of the time between.
Where that is not plain (no label before, several supplements), the day on which a label first showed it stands for
"by then".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.indication import Indication
from sources.fda.acts import NO_USE_CATEGORIES
from sources.fda.facts import Application, Label, LabelReading, Submission

LABEL = "FDA label"
# Since about then supplements carry their class; of older ones many have none.
COMPLETE_SUPPLEMENTS_FROM = 2000
_NO_NEW_USE = frozenset({"LABELING", "MANUF (CMC)", "REMS", "BIOEQUIV"})
# A label's day is that of its text, some days before or after the letter that approves it.
LABEL_DAYS = timedelta(days=7)
_GRANTS = frozenset({Action.APPROVED, Action.ACCELERATED})
# "Boxed Warning 6/2026", "Indications and Usage, Melanoma ( 1.2 ) 06/2026" of "Recent major changes".
_CHANGED = re.compile(r"(boxed warning|indications and usage)[^/]{0,120}?(\d{1,2})/(\d{4})", re.IGNORECASE)


def label_events(
    drug: str,
    reading: LabelReading,
    own: Application | None = None,
    before: LabelReading | None = None,
    told: Iterable[ApprovalEvent] = (),
) -> Iterator[ApprovalEvent]:
    """The events of one label. ``own``: its application with all submissions, where known; ``before``: the label
    of the same application that was read before; ``told``: what labels of this application told before, whose
    days are kept."""
    label = reading.label
    told = tuple(e for e in told if e.drug == drug)
    if before and before.label.effective >= label.effective:
        before = None
    for use in reading.uses:
        accelerated = use in reading.accelerated
        known = _told_use(told, use)
        if known is None:
            yield _use(drug, reading, use, own, before)
            continue
        yield known
        converted = next((e for e in told if e.action is Action.CONVERTED and _same(e.indication, use)), None)
        if converted:
            yield converted
        elif known.action is Action.ACCELERATED and not accelerated and before:
            day, seen = _between(own, before.label, label, _may_be_use)
            says = f"the label of {label.effective} lists this use without the accelerated approval it had before"
            yield _event(drug, label, Action.CONVERTED, day, f"{says}: {use.words}", use, seen)
    yield from _boxed(drug, label, own, before.label if before else None, told)


def _use(
    drug: str, reading: LabelReading, use: Indication, own: Application | None, before: LabelReading | None
) -> ApprovalEvent:
    """A use that no label told before."""
    label = reading.label
    how = " under accelerated approval" if use in reading.accelerated else ""
    action = Action.ACCELERATED if how else Action.APPROVED
    says = f"the label of {label.effective} lists this use{how}"
    original = _unchanged_since(own, label.effective) if own else None
    if original:
        says += f", with no efficacy supplement since {original}"
        return _event(drug, label, action, original, f"{says}: {use.words}", use, False)
    if before and not any(covers(known, use) for known in before.uses):
        day, seen = _between(own, before.label, label, _may_be_use)
        says += f", the one of {before.label.effective} did not"
        if not seen:
            says += f"; an efficacy supplement was approved on {day}"
        return _event(drug, label, action, day, f"{says}: {use.words}", use, seen)
    first = before.label if before else label  # the label before listed it already
    return _event(drug, label, action, first.effective, f"{says}: {use.words}", use, True)


def _boxed(
    drug: str, label: Label, own: Application | None, before: Label | None, told: tuple[ApprovalEvent, ...]
) -> Iterator[ApprovalEvent]:
    acts = [e for e in told if e.action in (Action.BOXED_WARNING, Action.WARNING_REMOVED)]
    yield from acts
    there = acts[-1].action is Action.BOXED_WARNING if acts else bool(before and before.boxed_warning)
    if label.boxed_warning and not there:
        says = f"the label of {label.effective} has a boxed warning: {_opening(label.boxed_warning)}"
        day, seen = label.effective, True
        if before:
            day, seen = _between(own, before, label, _may_be_warning)
            says += f"; the one of {before.effective} had none"
        yield _event(drug, label, Action.BOXED_WARNING, day, says, None, seen)
    elif label.boxed_warning and not acts:
        says = f"the label of {label.effective} has a boxed warning: {_opening(label.boxed_warning)}"
        yield _event(drug, label, Action.BOXED_WARNING, (before or label).effective, says, None, True)
    elif there and before and not label.boxed_warning:
        day, seen = _between(own, before, label, _may_be_warning)
        says = f"the label of {label.effective} has no boxed warning, the one of {before.effective} had one"
        yield _event(drug, label, Action.WARNING_REMOVED, day, says, None, seen)


def _between(
    own: Application | None, before: Label, label: Label, matches: Callable[[Submission], bool]
) -> tuple[date, bool]:
    """The day of the one supplement between two labels that can have made the change, and False; the day of the
    label and True where there is none, or several and the label does not say which month."""
    days = sorted(
        {
            s.day
            for s in (own.submissions if own else ())
            if s.day and before.effective < s.day <= label.effective + LABEL_DAYS and matches(s)
        }
    )
    if len(days) > 1:
        section = "boxed warning" if matches is _may_be_warning else "indications and usage"
        months = {(int(m[3]), int(m[2])) for m in _CHANGED.finditer(label.changes) if m[1].lower() == section}
        named = [d for d in days if (d.year, d.month) in months]
        days = named if len(named) == 1 else days
    return (days[0], False) if len(days) == 1 else (label.effective, True)


def _may_be_use(submission: Submission) -> bool:
    """True for a supplement that can have added a use."""
    return (
        submission.kind == "SUPPL"
        and submission.approved
        and submission.class_code not in _NO_NEW_USE
        and not (submission.categories and set(submission.categories) <= NO_USE_CATEGORIES)
    )


def _may_be_warning(submission: Submission) -> bool:
    return (
        submission.kind == "SUPPL"
        and submission.approved
        and submission.class_code in ("LABELING", "EFFICACY", "REMS", "")
    )


def _unchanged_since(application: Application, day: date) -> date | None:
    """The original approval's day when nothing that could be a new use was approved from then to ``day``."""
    first = application.approved_on
    if first is None or first.year < COMPLETE_SUPPLEMENTS_FROM:
        return None
    if any(_may_be_use(s) and (s.day is None or s.day <= day) for s in application.submissions):
        return None
    return first


def _told_use(told: tuple[ApprovalEvent, ...], use: Indication) -> ApprovalEvent | None:
    return next((e for e in told if e.action in _GRANTS and _same(e.indication, use)), None)


def _same(one: Indication | None, other: Indication) -> bool:
    return one is not None and replace(one, words="") == replace(other, words="")


def covers(known: Indication, use: Indication) -> bool:
    """True when ``use`` says nothing that ``known`` does not allow: the same condition, and no marker, partner,
    setting, age or purpose that differs."""
    if known.condition != use.condition:
        return False
    for name in ("stage", "setting", "biomarkers", "population", "partners", "purpose"):
        mine, theirs = getattr(known, name), getattr(use, name)
        if mine and theirs and mine != theirs:
            return False
    younger = known.age_from is not None and (use.age_from is None or use.age_from < known.age_from)
    older = known.age_to is not None and (use.age_to is None or use.age_to > known.age_to)
    return not (younger and use.age_from is not None) and not (older and use.age_to is not None)


def _event(
    drug: str, label: Label, action: Action, day: date, says: str, use: Indication | None, seen: bool
) -> ApprovalEvent:
    return ApprovalEvent(
        drug,
        action,
        PartialDate.of(day),
        says,
        LABEL,
        label.url,
        label.applications[0] if label.applications else None,
        label.brands[0] if label.brands else "",
        use,
        seen,
    )


def _opening(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
