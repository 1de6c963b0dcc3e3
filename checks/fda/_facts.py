"""What a judge of claims works with: the claim, its dates, the timelines it may ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks._sections import long_date
from checks.fda._compare import Fit
from checks.fda._timeline import Approval, approvals
from model.approval import Action, ApprovalEvent, Timeline
from model.claim import AnchorKind, Claim
from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.finding import Verdict
from model.indication import Indication
from model.lexicon import Lexicon

#: Drugs named beside the one that decides: enough to show that it is not alone, few enough to be read.
MOST_FOLLOWERS = 3


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """A claim, judged.

    ``since``: the day from which it is untrue (outdated) or, for a supported claim, the day of the act that
    bears it out. ``events``: the deciding acts, the first the one that decides. ``plain``: the claim as
    understood, "The page says: ...". ``narrower``/``wider``: the approval is limited in a way the page does
    not say, or the page limits what the approval does not.
    """

    verdict: Verdict
    reason: str
    since: date | None = None
    events: tuple[ApprovalEvent, ...] = ()
    plain: str = ""
    suggestion: str = ""
    narrower: bool = False
    wider: bool = False


def supported(reason: str, event: ApprovalEvent | None = None, **more: Any) -> ClaimJudgement:
    """It holds on both dates, or is history."""
    return ClaimJudgement(
        Verdict.SUPPORTED, reason, event.date.earliest() if event else None, (event,) if event else (), **more
    )


def outdated(
    reason: str, event: ApprovalEvent, others: tuple[ApprovalEvent, ...] = (), **more: Any
) -> ClaimJudgement:
    """It held when the page was dated, and ``event`` ended that; ``others`` followed and say the same."""
    return ClaimJudgement(Verdict.OUTDATED, reason, event.date.earliest(), (event, *others), **more)


def contradicted(reason: str, event: ApprovalEvent | None = None, **more: Any) -> ClaimJudgement:
    """It did not hold even when the page was dated."""
    return ClaimJudgement(
        Verdict.CONTRADICTED,
        reason,
        event.date.earliest() if event else None,
        (event,) if event else (),
        **more,
    )


def unverified(reason: str, event: ApprovalEvent | None = None) -> ClaimJudgement:
    """It cannot be told."""
    return ClaimJudgement(Verdict.NOT_VERIFIED, reason, None, (event,) if event else ())


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim with what is needed to judge it. ``then`` is the day the page speaks on (the end of the month
    or year where it gives no more), None where it has no date; ``now`` the day of the audit."""

    claim: Claim
    then: PartialDate | None
    now: date
    lexicon: Lexicon
    timelines: Mapping[str, Evidence[Timeline] | Unanswered] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        claim: Claim,
        page_date: PartialDate | None,
        today: date,
        lexicon: Lexicon,
        timelines: Mapping[str, Evidence[Timeline] | Unanswered],
    ) -> Facts:
        """ "As of 2015" in the sentence outranks the page's date."""
        as_of = claim.anchor.date if claim.anchor.kind is AnchorKind.AS_OF else None
        return cls(claim, as_of or page_date, today, lexicon, timelines)

    def timeline(self, drug: str) -> Timeline | None:
        """What is known of one drug."""
        answer = self.timelines.get(drug)
        return answer.facts if isinstance(answer, Evidence) else None

    def known(self, drugs: tuple[str, ...]) -> Iterator[Timeline]:
        """The timelines there are for ``drugs``."""
        for drug in drugs:
            timeline = self.timeline(drug)
            if timeline is not None:
                yield timeline

    def why_unknown(self, drug: str) -> str:
        """Why nothing is known of a drug."""
        answer = self.timelines.get(drug)
        if isinstance(answer, Unanswered):
            return answer.reason
        known = self.lexicon.drugs.get(drug)
        if known is not None and known.regulated_by == "CBER":
            return f"{drug} is a biological that FDA's drug files do not hold (vaccines, cell and gene therapies)"
        return f"no FDA record of {drug} at hand; that is no proof that there is none"

    @property
    def uses(self) -> tuple[Indication, ...]:
        """The uses the claim names itself."""
        own = self.claim.indication
        named = own.condition or own.biomarkers or own.population
        return (own, *self.claim.also) if named else self.claim.also

    @property
    def unknown_use(self) -> str:
        """The words of a use that names no known condition, empty when there is none."""
        return "" if self.uses else self.claim.indication.words

    @property
    def aspect(self) -> str:
        """Why no approval for the condition can decide a claim on something about it, empty when that is not so."""
        words = next((u.aspect for u in self.uses if u.aspect), "")
        return f"approvals for the condition do not tell about “{words}”" if words else ""

    def approvals(self, timeline: Timeline, use: Indication | None) -> tuple[Approval, ...]:
        """Of a drug for a use, given by now; of one brand where the claim is about a brand ("Ozempic is not
        approved for weight loss", though its substance is, as Wegovy)."""
        found = tuple(a for a in approvals(timeline, use, self.lexicon) if a.began_by(self.now))
        brands = self.claim.subject.brands if timeline.drug in self.claim.subject.drugs else ()
        if not any(_same_brand(e.brand, b) for e in timeline.events for b in brands):
            return found
        own = [a for a in found if not a.event.brand or any(_same_brand(a.event.brand, b) for b in brands)]
        if not own:  # a biosimilar's approval is its brand's
            own += [
                Approval(e, Fit(True, wider=use is not None))
                for e in timeline.events
                if e.action is Action.BIOSIMILAR
                and e.date.earliest() <= self.now
                and any(_same_brand(e.brand, b) for b in brands)
            ]
        return tuple(own)

    def rivals(self, group: str) -> tuple[str, ...]:
        """The members of a class, or every drug when there is none."""
        if group:
            return self.lexicon.classes[group].members if group in self.lexicon.classes else ()
        return tuple(self.lexicon.drugs)

    def combines(self, drug: str, others: tuple[str, ...]) -> bool:
        """True when ``drug`` is a fixed combination that only repackages one of ``others``, or the reverse."""
        mine = set(self.lexicon.drugs[drug].ingredients) if drug in self.lexicon.drugs else set()
        for other in others:
            theirs = set(self.lexicon.drugs[other].ingredients) if other in self.lexicon.drugs else set()
            if other in mine or drug in theirs or (mine and mine == theirs):
                return True
        return False

    def followers(self, found: Iterable[Approval], event: ApprovalEvent) -> tuple[ApprovalEvent, ...]:
        """The first acts of the drugs in ``found`` other than that of ``event``, repackagings left out."""
        told = {event.drug: event}
        for approval in found:
            drug = approval.event.drug
            if drug not in told and not self.combines(drug, tuple(told)):
                told[drug] = approval.event
        return tuple(told.values())[1 : MOST_FOLLOWERS + 1]


def _same_brand(one: str, other: str) -> bool:
    """ "Lupron" and "Lupron Depot" are one brand, "Ozempic" and "Wegovy" two."""
    one, other = one.casefold(), other.casefold()
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def name(event: ApprovalEvent) -> str:
    """ "Lynparza (olaparib)"."""
    return f"{event.brand} ({event.drug})" if event.brand else event.drug


def day(event: ApprovalEvent) -> str:
    """The event's date in words that say how sure it is: "on 12 January 2018", "in 2008", "by July 2019"."""
    how = "by" if event.seen else "on" if event.date.day else "in"
    return f"{how} {long_date(event.date)}"
