"""Put together what several sources say of one drug: one event once, the best-informed telling kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from model.approval import Absence, Action, ApprovalEvent, Timeline
from sources.fda import settle
from sources.fda.settle import GRANTS, apart, near, same_application


def merge(timelines: Iterable[Timeline], read: Mapping[str, date] | None = None) -> Timeline:
    """Join timelines of one drug, the most trusted first: of two tellings of one act the earlier source's is
    kept. ``as_of`` is the newest. ``read``: applications (their six digits) whose label was read whole, with the
    label's day. Raises ValueError for none or for different drugs.

    ``indications_complete`` holds only when a source that says so is followed by no grant of unknown use; a label
    that was read whole since tells the use (``settle``), and so renews it.
    """
    all_of_them = tuple(timelines)
    if not all_of_them or len({t.drug for t in all_of_them}) != 1:
        raise ValueError("merge needs timelines of one drug")
    if len(all_of_them) == 1:
        return all_of_them[0]
    vouched = max((t.as_of for t in all_of_them if t.indications_complete), default=None)
    events = unite(settle.newer_list_wins([t.events for t in all_of_them], all_of_them[0].as_of))
    if vouched is not None:
        events = unite(settle.date_uses(events, vouched, read or {}))
    complete = vouched is not None and not any(
        e.indication is None and e.action in GRANTS and e.date.latest() > vouched for e in events
    )
    acts = sorted({act for t in all_of_them for act, _ in t.limits})
    limits = tuple((act, max(t.until(act) for t in all_of_them)) for act in acts)
    as_of = max(t.as_of for t in all_of_them)
    absent = tuple(_still_absent(all_of_them, events, as_of))
    return Timeline(all_of_them[0].drug, events, as_of, complete, limits, absent)


def _still_absent(
    tellings: tuple[Timeline, ...], events: tuple[ApprovalEvent, ...], as_of: date
) -> Iterator[Absence]:
    """What a source found absent is so as long as no grant came after its day of which the use is unknown; a grant
    of which it is known is there to be asked for. Of a drug that was never approved any grant ends it."""
    for absence in (a for t in tellings for a in t.absent):
        later = [e for e in events if e.action in GRANTS and e.date.latest() > absence.as_of]
        if not any(e.indication is None or not absence.condition for e in later):
            yield replace(absence, as_of=max(absence.as_of, as_of))


def unite(events: Iterable[ApprovalEvent]) -> tuple[ApprovalEvent, ...]:
    """Drop tellings of an act that an earlier one in the order given already tells, and order by date; outcomes
    take over the words of the grants that they end (``settle.match_outcomes``)."""
    return unite_matched(settle.match_outcomes(tuple(events)))


def unite_matched(events: Iterable[ApprovalEvent]) -> tuple[ApprovalEvent, ...]:
    """``unite`` for events whose outcomes are matched: what is kept are the very objects given."""
    kept: list[ApprovalEvent] = []
    by_action: dict[Action, list[ApprovalEvent]] = defaultdict(list)
    for event in events:
        if any(_same_act(event, other) for other in by_action[event.action]):
            continue
        kept.append(event)
        by_action[event.action].append(event)
    return tuple(sorted(_absorb(kept), key=lambda e: (e.date.earliest(), e.date.latest(), e.action)))


def _same_act(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    """Two sources may date one act up to three days apart; one source that gives two days means two acts."""
    return (
        one.seen == other.seen
        and one.brand_only == other.brand_only
        and same_application(one, other)
        and _same_use(one, other)
        and (one.date == other.date if one.source == other.source else near(one, other))
        and (one.application is not None or one.brand.lower() == other.brand.lower())
    )


def _absorb(events: list[ApprovalEvent]) -> list[ApprovalEvent]:
    """An approval without a use gives way to a better telling (its use, that it was accelerated): the nearest in
    date first, one for one; and an approval on a list that does not tell the kinds apart to the telling that it was
    accelerated."""
    fast = [e for e in events if e.action is Action.ACCELERATED and not e.seen]
    events = [e for e in events if not (_plain(e) and any(_same_grant(e, other) for other in fast))]
    blank = [e for e in events if e.indication is None and e.action is Action.APPROVED and not e.seen]
    if not blank:
        return events
    blank_ids = {id(b) for b in blank}
    gone: set[int] = set()
    for event in events:
        if event.action not in GRANTS or event.seen or id(event) in blank_ids:
            continue
        candidates = [b for b in blank if id(b) not in gone and near(event, b) and same_application(event, b)]
        if candidates:
            gone.add(id(min(candidates, key=lambda b: (apart(event, b), not b.says.startswith("original")))))
    return [e for e in events if id(e) not in gone]


def _plain(event: ApprovalEvent) -> bool:
    """Novel Drug Approvals and CBER's list say "approved" of accelerated approvals as well."""
    return (
        event.action is Action.APPROVED and event.source in settle.KINDLESS and event.indication is not None
    )


def _same_grant(event: ApprovalEvent, fast: ApprovalEvent) -> bool:
    """The same condition at the same time on the same application, one source telling more."""
    return (
        near(event, fast)
        and same_application(event, fast)
        and event.indication is not None
        and fast.indication is not None
        and event.indication.condition == fast.indication.condition
    )


def _same_use(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    """Of one source: the same in every part. Of two: the same condition, since each words line and marker its
    own way and the act is the same by number and day."""
    if one.indication is None or other.indication is None:
        return one.indication is other.indication
    mine, theirs = one.indication, other.indication
    if one.source != other.source and mine.condition:
        return mine.condition == theirs.condition
    return replace(mine, words="") == replace(theirs, words="") and bool(
        mine.condition or mine.words == theirs.words
    )
