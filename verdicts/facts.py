"""What a judge of claims works with: the claim, its dates, the timelines it may ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import AnchorKind, Claim, Status
from model.dates import PartialDate, long_date
from model.evidence import GRACE, Evidence, Unanswered
from model.finding import Verdict
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.absent import absence
from verdicts.ages import AGE_GROUPS
from verdicts.compare import is_bouts, tells_aspect
from verdicts.fit import Fit
from verdicts.heard import SILENT, Heard
from verdicts.judged import ClaimJudgement, unverified
from verdicts.kinds import routes_of, through_skin
from verdicts.passage import of_its_initials, of_its_passage
from verdicts.said import excepts, tells_an_end
from verdicts.scope import is_neutral
from verdicts.timeline import Approval, approvals, is_harm
from verdicts.words import name

#: Drugs named beside the one that decides: enough to show that it is not alone, few enough to be read.
MOST_FOLLOWERS = 3
#: GRACE for what hardly ever happens: of some 150 drugs that left the market about ten came back in forty years, and
#: withdrawals of one use are as rare. In a year after the data's day that is less than one in a hundred.
SELDOM = timedelta(days=365)


# What a record says of a drug that is given by itself, and of one that is given with others (also at another time).
_ALONE = re.compile(r"\b(?:alone|without)\b")
_TOGETHER = re.compile(
    r"\bwith (?!out\b)(?:[a-z-]+ ){0,4}(?:chemotherapy|therapy|others?|drugs?)\b|\badd(?:ed|-on)\b"
)
# Words of a status that a reader may leave beside the use.
_OF_STATUS = frozenset({"available", "fda-approved", "approved", "lack", "lacks", "lacked", "lacking"})
# The phase of a trial is none of a use.
_OF_TRIALS = re.compile(r"(?:clinical |phase [1-4i]+[ab]? )*(?:stud(?:y|ies)|trials?)|phase [1-4i]+[ab]?")


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim with what is needed to judge it. ``then`` is the day the page speaks on (as precise as it says),
    None where it has no date; ``now`` the day of the audit; ``stage`` that of which the page speaks elsewhere, where it
    is one."""

    claim: Claim
    then: PartialDate | None
    now: date
    lexicon: Lexicon
    timelines: Mapping[str, Evidence[Timeline] | Unanswered] = field(default_factory=dict)
    heard: Heard = SILENT
    stage: str = ""

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
        claim = of_its_initials(claim, lexicon, timelines)
        return cls(of_its_passage(claim), as_of or page_date, today, lexicon, timelines)

    def timeline(self, drug: str) -> Timeline | None:
        """What is known of one drug."""
        answer = self.timelines.get(drug)
        return self._as_listed(answer.facts) if isinstance(answer, Evidence) else None

    def _as_listed(self, timeline: Timeline) -> Timeline:
        """As complete as a denial's uses go: where each of them is one that no label lists, nothing is missing."""
        grants = self.claim.status in (Status.APPROVED, Status.ACCELERATED)
        named = timeline.drug in self.claim.subject.drugs
        if not timeline.absent or timeline.indications_complete or grants or not named:
            return timeline
        lacks = [absence(timeline, use, self.claim.subject.brands, self.lexicon) for use in self.uses]
        days = [a.as_of for a in lacks if a is not None and not a.brand]
        if not days or len(days) < len(lacks):
            return timeline
        return replace(timeline, indications_complete=True, as_of=max(timeline.as_of, min(days)))

    def known(self, drugs: Iterable[str]) -> Iterator[Timeline]:
        """The timelines there are for ``drugs``."""
        for drug in drugs:
            timeline = self.timeline(drug)
            if timeline is not None:
                yield timeline

    def why_unknown(self, drugs: tuple[str, ...]) -> str:
        """Why nothing is known of a claim's drugs."""
        if not drugs:
            return "no drug to ask FDA's records for"
        answer = self.timelines.get(drugs[0])
        if isinstance(answer, Unanswered):
            return answer.reason
        known = self.lexicon.drugs.get(drugs[0])
        if known is not None and known.regulated_by == "CBER":
            return f"{drugs[0]} is a biological that FDA's drug files do not hold (vaccines, cell and gene therapies)"
        return f"no FDA record of {drugs[0]} at hand; that is no proof that there is none"

    def up_to_data(
        self,
        judged: ClaimJudgement,
        drugs: Iterable[str],
        *acts: Action,
        others: bool = False,
        slack: timedelta = GRACE,
    ) -> ClaimJudgement:
        """A verdict that rests on an absence, which holds up to the day of the data and a grace beyond.

        ``acts``: where only their absence counts, up to the day until which each of these kinds is known.
        ``others``: the absence of other drugs, which is known up to the lexicon's day, although of old ones only
        the first approval is on record, up to an earlier day. ``slack``: the grace.
        """
        if judged.verdict is not Verdict.SUPPORTED:
            return judged
        least = self.lexicon.as_of if others else date.min
        known = self.known(drugs)
        end = min((max(min((t.until(a) for a in acts), default=t.as_of), least) for t in known), default=None)
        if end is None or self.now - end <= slack:
            return judged
        of = " on whether it still is so" if acts else ""
        return unverified(
            f"{judged.reason}; but FDA data{of} end on {long_date(end)}; run refresh",
            judged.events[0] if judged.events else None,
        )

    @property
    def named(self) -> bool:
        """True when the claim names its drugs, their class, or vaccines: what prevents then counts."""
        return bool(self.claim.subject.drugs) or self.claim.qualifier.startswith("vaccine")

    @property
    def uses(self) -> tuple[Indication, ...]:
        """The uses the claim names itself."""
        own = self.claim.indication
        ages = own.age_from is not None or own.age_to is not None
        lines = own.setting or own.prior
        named = own.condition or own.biomarkers or own.population or own.partners or ages or lines
        every = (own, *self.claim.also) if named else self.claim.also
        return tuple(
            replace(
                u,
                unread=self._strange(u.unread),
                aspect="" if u.purpose == "prevent" and is_bouts(u.aspect) else u.aspect,
            )
            for u in every
        )

    def _strange(self, unread: tuple[str, ...]) -> tuple[str, ...]:
        """Words of a use that the claim does not hold elsewhere: neither a drug's name nor its status."""
        held = self.lexicon.drugs.keys() | self.lexicon.classes.keys() | _OF_STATUS
        cue = self.claim.cue.casefold()
        said = (w for w in unread if not _OF_TRIALS.fullmatch(w.casefold()))
        return tuple(
            w
            for w in said
            if w.casefold() not in held and w.casefold() not in cue and not is_neutral(w, self.heard.clause)
        )

    @property
    def unknown_use(self) -> str:
        """The words of a use that names no known condition, empty when there is none."""
        own = self.claim.indication
        return "" if self.uses else own.words or " ".join(own.unread)

    @property
    def aspect(self) -> str:
        """Why no approval for the condition can decide a claim on something about it, empty when that is not so."""
        words = next((u.aspect for u in self.uses if u.aspect and not self._tells(u)), "")
        return f"approvals for the condition do not tell about “{words}”" if words else ""

    def _tells(self, use: Indication) -> bool:
        """True when an approval for the condition names the same symptom of it: the rest is up to ``compare``."""
        return any(
            use.condition in (e.indication.condition, self._disease_of(e.indication.condition))
            and tells_aspect(use.aspect, e.indication.words)
            for timeline in self.known(self.claim.subject.drugs or self.rivals(""))
            for e in timeline.events
            if e.indication
        )

    def _disease_of(self, condition: str) -> str:
        """The disease of which a condition is a symptom; empty where it is none."""
        entry = self.lexicon.conditions.get(condition)
        return entry.of if entry is not None else ""

    def approvals(
        self, timeline: Timeline, use: Indication | None, *, named: bool | None = None
    ) -> tuple[Approval, ...]:
        """Of a drug for a use, given by now; of one brand where the claim is about a brand ("Ozempic is not
        approved for weight loss", though its substance is, as Wegovy), and of one form where it names one.

        A brand of which the record says nothing decides nothing.
        """
        if named is None:
            named = self.named
        found = tuple(a for a in approvals(timeline, use, self.lexicon, named=named) if a.began_by(self.now))
        if not self.claim.subject.drugs:
            return tuple(self._as_formed(a) for a in found)
        if timeline.drug not in self.claim.subject.drugs:
            return found
        found = tuple(self._as_said(self._as_formed(self._as_combined(a))) for a in found)
        brands = self.claim.subject.brands
        if not self.brands_of(brands, timeline.drug):
            return found
        if not any(same_brand(e.brand, b) for e in timeline.events for b in brands):
            strange = f"the records at hand say nothing of {' or '.join(brands)} by name"
            return tuple(replace(a, fit=a.fit.unsure(strange)) for a in found)
        exact = {e.brand.casefold() for e in timeline.events} & {b.casefold() for b in brands}
        begun = min(
            (e.date.earliest() for e in timeline.events if e.brand.casefold() in exact), default=date.min
        )
        own = [
            a
            for a in found
            # what came under no name before the brand did was another product
            if (not a.event.brand and a.event.date.latest() >= begun)
            or (
                a.event.brand.casefold() in exact
                if exact
                else any(same_brand(a.event.brand, b) for b in brands)
            )
        ]
        own = [_unless_gone(a, timeline) for a in own]
        if not exact:  # "Rinvoq LQ", of which only "Rinvoq" has a row
            longer = f"the records at hand say nothing of {' or '.join(brands)} by name"
            own = [replace(a, fit=a.fit.unsure(longer)) if _is_part(a, brands) else a for a in own]
        if not own:  # a biosimilar's approval is its brand's
            own += [
                Approval(e, Fit(True, wider=use is not None))
                for e in timeline.events
                if e.action is Action.BIOSIMILAR
                and e.date.earliest() <= self.now
                and any(same_brand(e.brand, b) for b in brands)
            ]
        return tuple(own)

    def brands_of(self, brands: tuple[str, ...], drug: str) -> tuple[str, ...]:
        """Those of ``brands`` that are the drug's."""
        known = self.lexicon.drugs.get(drug)
        own = {b.casefold() for b in known.brands} if known else set()
        return tuple(b for b in brands if b.casefold() in own)

    @property
    def routes(self) -> frozenset[str]:
        """The form that the claim names, as values of ApprovalEvent.routes."""
        return frozenset(self.claim.subject.routes or self.heard.routes)

    def _as_formed(self, approval: Approval) -> Approval:
        """ "An oral version of ...": an approval of another form is none of it."""
        asked = self.routes
        has = set(routes_of(approval.event))
        finer = self._finer if "injection" in asked & has else ""
        if not asked or (asked & has and (not finer or finer == _through_skin(approval))):
            return approval
        reason = (
            f"whether {name(approval.event)} is given “{finer}”, the records at hand do not tell"
            if finer
            else f"{name(approval.event)} is approved in another form"
            if has
            else f"how {name(approval.event)} is given, the records at hand do not tell"
        )
        return replace(approval, fit=approval.fit.unsure(reason))

    @property
    def _finer(self) -> str:
        """The way of injecting that the claim names, of a denial anywhere beside it, of an approval before the name."""
        clause = self.heard.clause.casefold()
        if self.claim.status is Status.UNDER_REVIEW:
            return ""  # the decision came, whatever it said of the way
        if self._is_before_all():
            return ""  # of a drug that was approved in no way it says what it is
        if self.claim.status in (Status.APPROVED, Status.ACCELERATED) and not self.claim.negated:
            before, named, _ = clause.partition(self.claim.subject.words.casefold())
            return through_skin(" ".join(before.split()[-4:])) if named else ""
        return through_skin(clause)

    def _is_before_all(self) -> bool:
        """True when the page spoke before anything of the drugs that are named had been let on the market."""
        known = [t.events for t in self.known(self.claim.subject.drugs)]
        return (
            self.then is not None
            and len(known) == len(self.claim.subject.drugs) == 1
            and all(not e.seen and e.date.earliest() > self.then.latest() for e in known[0])
        )

    def _as_said(self, approval: Approval) -> Approval:
        """ "On its own": an approval with others is none of it. "Whatever the stage": a narrower one does not bear it
        out."""
        fit, use = approval.fit, approval.event.indication
        if self.heard.alone and not (use and _ALONE.search(use.words) and not _TOGETHER.search(use.words)):
            fit = fit.unsure("whether it is approved alone, the records at hand do not tell")
        if self.heard.broad and (fit.narrower or fit.unmarked):
            fit = replace(fit, no_proof=fit.no_proof or f"not “{self.heard.broad}”")
        aged = use is not None and (use.age_from or use.age_to is not None or use.population in AGE_GROUPS)
        if self.heard.whoever and aged:
            fit = replace(fit, no_proof=fit.no_proof or f"not “{self.heard.whoever}”: it has an age limit")
        return approval if fit is approval.fit else replace(approval, fit=fit)

    def _as_combined(self, approval: Approval) -> Approval:
        """A claim on a pair of drugs is met only by an approval of the pair."""
        mates = {d for d in self.claim.subject.drugs if d != approval.event.drug}
        if not self.claim.subject.together or not mates:
            return approval
        event = approval.event
        drug = self.lexicon.drugs.get(event.drug)
        known = set(drug.ingredients if drug else ())
        for partner in event.indication.partners if event.indication else ():
            known |= {
                partner,
                *(self.lexicon.classes[partner].members if partner in self.lexicon.classes else ()),
            }
        if mates <= known:
            return approval
        return replace(
            approval,
            fit=approval.fit.unsure("whether they are approved together, the records at hand do not tell"),
        )

    def listed(self, drug: str) -> bool:
        """True when the claim's part of the sentence names this drug, as one of those it speaks of."""
        known = self.lexicon.drugs.get(drug)
        names = (drug, *known.brands) if known else (drug,)
        clause = self.heard.clause
        if drug in self.claim.subject.excluding or excepts(clause) or tells_an_end(clause):
            return False
        return any(re.search(rf"\b{re.escape(n)}\b", clause, re.IGNORECASE) for n in names)

    def rivals(self, group: str) -> tuple[str, ...]:
        """The members of a class, or every drug when there is none."""
        if group:
            return self.lexicon.classes[group].members if group in self.lexicon.classes else ()
        return tuple(self.lexicon.drugs)

    def combines(self, drug: str, others: Iterable[str]) -> bool:
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


def _unless_gone(approval: Approval, timeline: Timeline) -> Approval:
    """What came back without a name after a brand had left the market need not be that brand."""
    event = approval.event
    left = any(is_harm(e) and e.date.latest() < event.date.earliest() for e in timeline.events)
    if event.brand or not left:
        return approval
    return replace(approval, fit=approval.fit.unsure("whether it is back under that name is not told"))


def _through_skin(approval: Approval) -> str:
    use = approval.event.indication
    return through_skin(use.words.casefold()) if use else ""


def _is_part(approval: Approval, brands: tuple[str, ...]) -> bool:
    """True when an approval's brand is only the beginning of the one that is named."""
    short = approval.event.brand.casefold()
    return bool(short) and all(b.casefold() != short and b.casefold().startswith(short) for b in brands)


def same_brand(one: str, other: str) -> bool:
    """ "Lupron" and "Lupron Depot" are one brand, "Ozempic" and "Wegovy" two."""
    one, other = one.casefold(), other.casefold()
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def as_on(facts: Facts, approval: Approval) -> Facts:
    """The same claim, put as an act of the day of an approval."""
    anchor = replace(facts.claim.anchor, kind=AnchorKind.ON, date=approval.event.date)
    return replace(facts, claim=replace(facts.claim, anchor=anchor))
