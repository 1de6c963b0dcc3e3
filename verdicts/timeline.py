"""Questions put to a drug's timeline: was it approved for this, since when, until when, is it gone?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from language.once import OfLexicon
from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.compare import compare
from verdicts.fit import Fit
from verdicts.partners import partners_of

APPROVALS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.CONVERTED})
#: What ends an approval, or the use of what is approved.
APPROVAL_ENDS = frozenset({Action.WITHDRAWN, Action.LEFT_MARKET})
NEAR = timedelta(days=3)  # pages give the day of the news or of the launch


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval that bears on a claim, how it fits, and the act that ended it, if one did."""

    event: ApprovalEvent
    fit: Fit
    ended: ApprovalEvent | None = None

    def began_by(self, day: date) -> bool:
        """True when it had been given by ``day``."""
        return self.event.date.earliest() <= day

    def in_force(self, day: date) -> bool:
        """True when it had been given and not been taken back by ``day``."""
        return self.began_by(day) and (self.ended is None or self.ended.date.earliest() > day)


def approvals(
    timeline: Timeline, use: Indication | None, lexicon: Lexicon, *, named: bool = True
) -> tuple[Approval, ...]:
    """The approvals that fit ``use`` (None: any use), in order of date; ``named`` as in ``compare``."""
    if use is not None:
        return _approvals(timeline, use, lexicon, named)
    # all of a drug's approvals are asked for again and again, by every statement on it
    table = _ALL.of(lexicon)
    held = table.get(id(timeline))
    if held is None or held[0] is not timeline:
        held = table[id(timeline)] = timeline, _approvals(timeline, None, lexicon, named)
    return held[1]


#: By the identity of a timeline, which is held with it so that no other can take its place.
_ALL: OfLexicon[int, tuple[Timeline, tuple[Approval, ...]]] = OfLexicon(most=5_000)


def _approvals(
    timeline: Timeline, use: Indication | None, lexicon: Lexicon, named: bool
) -> tuple[Approval, ...]:
    found = []
    for event in timeline.events:
        if event.action not in APPROVALS:
            continue
        fit = Fit(True) if use is None else compare(use, use_of(event), lexicon, named=named)
        if fit.fits:
            found.append(Approval(event, fit, _end(event, timeline, lexicon)))
    return tuple(sorted(found, key=lambda a: (a.event.date.earliest(), a.event.says)))


def use_of(event: ApprovalEvent) -> Indication | None:
    """What an approval is for; of a vaccine always to prevent."""
    use = event.indication
    if use is not None and not use.purpose and "vaccine" in event.drug:
        return replace(use, purpose="prevent")
    return use


def is_whole(event: ApprovalEvent) -> bool:
    """True when an end concerns the drug in all its uses and brands."""
    return not event.brand_only and (event.indication is None or not event.indication.condition)


def gone(timeline: Timeline, day: date, lexicon: Lexicon) -> ApprovalEvent | None:
    """The act by which the whole drug was withdrawn or left the market by ``day`` (of several the first since its
    last approval), or the last of those that took back one use after the other; None when it is there."""
    every = [a for a in approvals(timeline, None, lexicon) if a.began_by(day)]
    if any(a.in_force(day) for a in every):
        return None  # it is there, or came back
    given = [e.date.earliest() for e in timeline.events if e.action in APPROVALS and e.date.earliest() <= day]
    last = max(given, default=date.min)
    for event in timeline.events:
        if is_harm(event) and last <= event.date.latest() and event.date.earliest() <= day:
            return event
    ends = [a.ended for a in every if a.ended is not None and not a.ended.brand_only]
    return max(ends, key=lambda e: e.date.earliest()) if ends and len(ends) == len(every) else None


def off_sale(timeline: Timeline, day: date) -> ApprovalEvent | None:
    """The act by which the whole drug ceased to be sold by ``day``, None when it is sold or came back."""
    ends = [
        e
        for e in timeline.events
        if e.action is Action.DISCONTINUED and is_whole(e) and e.date.earliest() <= day
    ]
    if not ends:
        return None
    last = ends[-1]
    back = any(
        e.action in APPROVALS | {Action.GENERIC, Action.BIOSIMILAR, Action.OTC}
        and last.date.latest() < e.date.earliest() <= day
        for e in timeline.events
    )
    return None if back else last


def brand_followed(timeline: Timeline, event: ApprovalEvent, day: date) -> ApprovalEvent | None:
    """The act by which the brand of an approval ceased to be sold, where another brand of the drug was approved
    only after that: in between there was none ("Exubera" and "Afrezza"). None otherwise."""
    if not event.brand:
        return None
    ends = [
        e
        for e in timeline.events
        if e.action is Action.DISCONTINUED
        and e.brand_only
        and e.brand == event.brand
        and e.date.earliest() <= day
    ]
    if not ends:
        return None
    others = [e for e in timeline.events if e.action in APPROVALS and e.brand and e.brand != event.brand]
    later = bool(others) and all(e.date.earliest() > ends[-1].date.latest() for e in others)
    return ends[-1] if later else None


def is_harm(event: ApprovalEvent) -> bool:
    """True when a whole drug was taken back, or from the market: done for its harm, or for want of use."""
    return event.action in APPROVAL_ENDS and is_whole(event)


def came_back(end: ApprovalEvent, timeline: Timeline) -> bool:
    """True when what was withdrawn or sold no more was approved again later (Tysabri, Blenrep)."""
    if end.action not in APPROVAL_ENDS | {Action.DISCONTINUED}:
        return False
    condition = end.indication.condition if end.indication else ""
    return any(
        e.action in (Action.APPROVED, Action.ACCELERATED)
        and e.date.earliest() > end.date.latest()
        and (not condition or (e.indication is not None and e.indication.condition == condition))
        for e in timeline.events
    )


def warning_stands(warning: ApprovalEvent, timeline: Timeline, day: date) -> bool:
    """True when a boxed warning was not taken off again by ``day``."""
    return not any(
        e.action is Action.WARNING_REMOVED and warning.date.latest() < e.date.earliest() <= day
        for e in timeline.events
    )


def _end(approval: ApprovalEvent, timeline: Timeline, lexicon: Lexicon) -> ApprovalEvent | None:
    """The first act after ``approval`` that took it back: of the whole drug, or of that use."""
    for event in timeline.events:
        if event.action not in APPROVAL_ENDS or event.date.latest() < approval.date.earliest():
            continue
        if event.brand_only and event.brand != approval.brand:
            continue
        if event.indication is None or not event.indication.condition:
            return event
        if approval.indication is not None and _covers(event.indication, approval.indication, lexicon):
            return event
    return None


def _covers(taken: Indication, given: Indication, lexicon: Lexicon) -> bool:
    """True when taking back ``taken`` leaves nothing of ``given``: an act on part of a use leaves the rest of it.
    Whom it was for (ages, sex) the act need not say again; with what it was given, it must not say otherwise."""
    mates, theirs = partners_of(taken, lexicon), partners_of(given, lexicon)
    if mates and not mates & theirs:
        return False
    fit = compare(_bare(taken), _bare(given), lexicon)
    return fit.fits and (not fit.wider or fit.narrower) and not fit.general and not fit.no_charge


def _bare(use: Indication) -> Indication:
    return replace(
        use, population="", age_from=None, age_to=None, purpose="", partners=(), words="", prior=None
    )


def same_time(event: ApprovalEvent, said: PartialDate) -> bool:
    """True when the day of ``event`` agrees with the date a page gives, at the page's precision. What had happened "by"
    a day happened in that year at the earliest that the record shows: an earlier year it does not bear out."""
    slack = NEAR if said.day else timedelta(0)
    if event.seen:
        return said.year == event.date.year and said.earliest() <= event.date.latest()
    return said.earliest() - slack <= event.date.latest() and event.date.earliest() <= said.latest() + slack


def first(found: Iterable[Approval]) -> Approval | None:
    """The earliest."""
    return min(found, key=lambda a: a.event.date.earliest(), default=None)
