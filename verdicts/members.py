"""How many of a group are approved for a use on a day, and the act that changed the number."""

from __future__ import annotations

from datetime import date, timedelta

from model.approval import ApprovalEvent
from model.indication import Indication
from verdicts.facts import Facts
from verdicts.kinds import of_kind
from verdicts.said import kind_named
from verdicts.timeline import Approval

# So long a page may not yet have heard of an approval.
_UNHEARD = timedelta(days=62)


def members_in_force(
    facts: Facts, members: tuple[str, ...], use: Indication | None, on: date
) -> list[Approval]:
    """The first standing approval of each member on a day, repackagings of another member left out."""
    found: list[Approval] = []
    kind = of_kind(kind_named(facts.claim, facts.heard.clause))
    for timeline in facts.known(members):
        standing = [
            a for a in facts.approvals(timeline, use) if a.in_force(on) and (use is None or a.fit.decisive)
        ]
        if standing and (kind is None or kind(standing[0])):
            found.append(standing[0])
    counted: list[Approval] = []
    for approval in sorted(found, key=lambda a: a.event.date.earliest()):
        if not facts.combines(approval.event.drug, [c.event.drug for c in counted]):
            counted.append(approval)
    return counted


def when_so_many(
    facts: Facts, members: tuple[str, ...], use: Indication | None, now: list[Approval]
) -> list[Approval]:
    """Of a page without a date: those that were approved on the last day on which there were that many."""
    if len(now) <= facts.claim.count:
        return now
    for approval in reversed(now):
        before = date.fromordinal(approval.event.date.earliest().toordinal() - 1)
        then = members_in_force(facts, members, use, before)
        if len(then) == facts.claim.count:
            return then
    return now


def what_changed(then: list[Approval], now: list[Approval], today: date) -> ApprovalEvent | None:
    """The act that changed a count: the first newcomer's approval, or the end of one that is gone."""
    if len(now) > len(then):
        known = {t.event.drug for t in then}
        new = [a for a in now if a.event.drug not in known]
        return min(new, key=lambda a: a.event.date.earliest()).event if new else None
    return next((a.ended for a in then if a.ended is not None and not a.in_force(today)), None)


def one_more(
    facts: Facts, key: str, members: tuple[str, ...], use: Indication | None
) -> ApprovalEvent | None:
    """The act that had ended a count when the page spoke, in a class of which all are known: it was right once, and of
    more than it says each was approved, all to this day. None where that cannot be told."""
    group, page = facts.lexicon.classes.get(key), facts.then
    if group is None or not group.complete or page is None or facts.claim.anchor.date is not None:
        return None
    if use is None and facts.claim.context.condition:
        return None  # "Myeloma has two": of a use that was not read
    if facts.claim.historic or facts.claim.subject.excluding or any(u.aspect or u.unread for u in facts.uses):
        return None
    there = members_in_force(facts, members, use, page.earliest() - _UNHEARD)
    if any(a.fit.unmarked or not a.in_force(facts.now) for a in there):
        return None
    late = there[facts.claim.count].event if len(there) > facts.claim.count else None
    if late is None or late.seen:
        return None
    before = members_in_force(facts, members, use, date.fromordinal(late.date.earliest().toordinal() - 1))
    return late if len(before) == facts.claim.count else None
