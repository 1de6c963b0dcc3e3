"""Several sources on one act: which date, which use, whose word. Pure.

Drugs@FDA dates a supplement and does not say what for; a label says what for and not since when; FDA's lists say
both in words of their own; the shipped record says both and ends on its day. Together they tell one act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from model.approval import Action, ApprovalEvent
from sources.fda.label_history import LABEL, LABEL_DAYS, covers

# Pages and lists of FDA date one act by the letter, the announcement or the posting: up to three days apart
# (compared in Drugs@FDA and FDA's lists; shared/fda.md, trap 15).
SAME_ACT_DAYS = 3
# An original approval or efficacy supplement in Drugs@FDA does not say what for or under which rule: each of
# these, told by a source that does, is the same act.
GRANTS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.CONVERTED})
_OUTCOMES = frozenset({Action.CONVERTED, Action.WITHDRAWN})
# Lists of first approvals, whose rows do not say whether the approval was accelerated.
KINDLESS = frozenset({"FDA Novel Drug Approvals", "FDA Biological License Application Approvals"})
# The lists' sources begin with these words ("FDA list of withdrawn accelerated approvals").
_LIST = "FDA list of "


def match_outcomes(events: Sequence[ApprovalEvent]) -> tuple[ApprovalEvent, ...]:
    """A list's withdrawal or conversion is of the grant in the same row (drug, condition, day of the grant): where
    another source tells that grant in other words ("advanced" for "metastatic or locally advanced"), the outcome
    takes over those words, so that it ends that use and no other."""
    out = []
    for event in events:
        if event.action in _OUTCOMES and event.source.startswith(_LIST) and event.indication:
            uses = {e.indication for e in events if _grant_of(event, e, events)}
            if len(uses) == 1:
                event = replace(event, indication=uses.pop())
        out.append(event)
    return tuple(out)


def _grant_of(outcome: ApprovalEvent, other: ApprovalEvent, events: Sequence[ApprovalEvent]) -> bool:
    """True when ``other`` is another source's telling of the grant that the outcome's own row names."""
    if (
        other.source == outcome.source
        or other.action not in GRANTS
        or other.action is Action.CONVERTED
        or other.seen
        or other.indication is None
        or outcome.indication is None
        or other.indication.condition != outcome.indication.condition
    ):
        return False
    words = outcome.indication.words
    return any(
        row.action is Action.ACCELERATED
        and row.indication is not None
        and row.indication.words == words
        and (row.source == outcome.source or row.indication == outcome.indication)
        and near(row, other)
        and same_application(row, other)
        for row in events
    )


def newer_list_wins(tellings: Sequence[Sequence[ApprovalEvent]], first_as_of: date) -> list[ApprovalEvent]:
    """All events, the first telling's before the others'. Where FDA's own list gives another day for an outcome
    than the first telling (the shipped record), the list's is kept when it is later than that record's day, and
    says what the record said; else the record's is kept, and says what the list says."""
    first, rest = list(tellings[0]), [e for telling in tellings[1:] for e in telling]
    for index, event in enumerate(first):
        if event.action not in _OUTCOMES or event.indication is None or event.seen:
            continue
        for at, other in enumerate(rest):
            if not (
                other.action is event.action
                and other.source.startswith(_LIST)
                and other.indication is not None
                and other.indication.condition == event.indication.condition
                and (covers(event.indication, other.indication) or covers(other.indication, event.indication))
                and same_application(event, other)
                and apart(event, other) > SAME_ACT_DAYS
            ):
                continue
            if other.date.earliest() > first_as_of:
                told = f"{other.says} (our record had {event.date})"
                first[index] = replace(other, says=told, indication=event.indication)
            else:
                first[index] = replace(event, says=f"{event.says} (FDA's list gives {other.date})")
            del rest[at]
            break
    return [*first, *rest]


def date_uses(
    events: Iterable[ApprovalEvent], vouched: date, read: Mapping[str, date]
) -> list[ApprovalEvent]:
    """Put a use that labels show since ``vouched`` (until when all uses are known) and the supplement that
    approved it together.

    Only where it is plain: the use is none of those known, and one efficacy supplement of unknown use came to
    that application. A supplement whose application's label was read whole since (``read``), and which brought no
    such use, is a revision: nothing more is approved by it than the label lists.
    """
    found = list(events)
    known = [e for e in found if e.action in GRANTS and e.indication and e.source != LABEL]
    for index, shown in enumerate(found):
        if shown.source != LABEL or not shown.seen or not shown.indication or shown.action not in GRANTS:
            continue
        if shown.date.latest() <= vouched or any(
            e.indication is not None and covers(e.indication, shown.indication) for e in known
        ):
            continue
        days = {
            e.date
            for e in found
            if _blank(e)
            and vouched < e.date.latest() <= shown.date.latest() + LABEL_DAYS
            and same_application(e, shown)
            and e.application
        }
        if len(days) == 1:
            day = days.pop()
            says = f"{shown.says}; an efficacy supplement was approved on {day}"
            found[index] = replace(shown, date=day, seen=False, says=says)
    dated = [e for e in found if e.source == LABEL and not e.seen and e.indication]
    out = []
    for event in found:
        if _blank(event) and event.date.latest() > vouched and event.application:
            if any(e.date == event.date and same_application(e, event) for e in dated):
                continue
            since = read.get(event.application.value[-6:])
            if since and since + LABEL_DAYS >= event.date.latest():
                says = f"{event.says}; the label of {since} lists no use that was not known"
                event = replace(event, action=Action.LABEL, says=says)
        out.append(event)
    return out


def _blank(event: ApprovalEvent) -> bool:
    return event.indication is None and event.action in GRANTS and not event.seen


def apart(one: ApprovalEvent, other: ApprovalEvent) -> int:
    """Days between the nearest days that the two dates can mean."""
    return max(
        0,
        (one.date.earliest() - other.date.latest()).days,
        (other.date.earliest() - one.date.latest()).days,
    )


def near(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    """True when two sources can mean the same act by the two days."""
    if one.date.day and other.date.day:
        return apart(one, other) <= SAME_ACT_DAYS
    return apart(one, other) == 0


def same_application(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    """By digits: insulins and a few others went from NDA to BLA in March 2020 and kept their digits."""
    if one.application is None or other.application is None:
        return True
    return one.application.value[-6:] == other.application.value[-6:]
