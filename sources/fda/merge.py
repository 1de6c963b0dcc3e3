"""Put together what several sources say of one drug: one event once, the best-informed telling kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from model.approval import Action, ApprovalEvent, Timeline

# Pages and lists of FDA date one act by the letter, the announcement or the posting: up to three days apart
# (compared in Drugs@FDA and FDA's lists; shared/fda.md, trap 15).
SAME_ACT_DAYS = 3

# An original approval or efficacy supplement in Drugs@FDA does not say what for or under which rule: each of
# these, told by a source that does, is the same act.
_GRANTS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.CONVERTED})


def merge(timelines: Iterable[Timeline]) -> Timeline:
    """Join timelines of one drug, the most trusted first: of two tellings of one act the earlier source's is
    kept. ``as_of`` is the newest. Raises ValueError for none or for different drugs.

    ``indications_complete`` holds only when a source that says so is followed by no grant of unknown use.
    """
    all_of_them = tuple(timelines)
    if not all_of_them or len({t.drug for t in all_of_them}) != 1:
        raise ValueError("merge needs timelines of one drug")
    if len(all_of_them) == 1:
        return all_of_them[0]
    events = unite(e for t in all_of_them for e in t.events)
    vouched = max((t.as_of for t in all_of_them if t.indications_complete), default=None)
    complete = vouched is not None and not any(
        e.indication is None and e.action in _GRANTS and e.date.latest() > vouched for e in events
    )
    acts = sorted({act for t in all_of_them for act, _ in t.limits})
    limits = tuple((act, max(t.until(act) for t in all_of_them)) for act in acts)
    return Timeline(all_of_them[0].drug, events, max(t.as_of for t in all_of_them), complete, limits)


def unite(events: Iterable[ApprovalEvent]) -> tuple[ApprovalEvent, ...]:
    """Drop tellings of an act that an earlier one in the order given already tells, and order by date."""
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
        and _same_application(one, other)
        and _same_use(one, other)
        and (one.date == other.date if one.source == other.source else _near(one, other))
        and (one.application is not None or one.brand.lower() == other.brand.lower())
    )


def _absorb(events: list[ApprovalEvent]) -> list[ApprovalEvent]:
    """An approval without a use gives way to a better telling (its use, that it was accelerated): the nearest in
    date first, one for one."""
    blank = [e for e in events if e.indication is None and e.action is Action.APPROVED and not e.seen]
    if not blank:
        return events
    blank_ids = {id(b) for b in blank}
    gone: set[int] = set()
    for event in events:
        if event.action not in _GRANTS or event.seen or id(event) in blank_ids:
            continue
        candidates = [
            b for b in blank if id(b) not in gone and _near(event, b) and _same_application(event, b)
        ]
        if candidates:
            gone.add(id(min(candidates, key=lambda b: (_apart(event, b), not b.says.startswith("original")))))
    return [e for e in events if id(e) not in gone]


def _apart(one: ApprovalEvent, other: ApprovalEvent) -> int:
    """Days between the nearest days that the two dates can mean."""
    return max(
        0,
        (one.date.earliest() - other.date.latest()).days,
        (other.date.earliest() - one.date.latest()).days,
    )


def _near(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    if one.date.day and other.date.day:
        return _apart(one, other) <= SAME_ACT_DAYS
    return _apart(one, other) == 0


def _same_application(one: ApprovalEvent, other: ApprovalEvent) -> bool:
    """By digits: insulins and a few others went from NDA to BLA in March 2020 and kept their digits."""
    if one.application is None or other.application is None:
        return True
    return one.application.value[-6:] == other.application.value[-6:]


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
