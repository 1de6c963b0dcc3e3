"""Judging a claim on FDA status: was it true when the page was dated, is it true today, what changed it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from checks.fda._acts import judge_act
from checks.fda._approved import judge_approved
from checks.fda._denials import judge_denial
from checks.fda._facts import ClaimJudgement, Facts, unverified
from checks.fda._groups import judge_group
from checks.fda._plain import plain_line, suggest
from language.days import impossible
from model.approval import Timeline
from model.claim import Claim, Exclusivity, Status
from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.lexicon import Lexicon

_DENIALS = frozenset(
    {
        Status.NOT_APPROVED,
        Status.INVESTIGATIONAL,
        Status.ONLY_IN_TRIALS,
        Status.UNDER_REVIEW,
        Status.OFF_LABEL,
    }
)


_AUTHORISED = re.compile(r"\bauthori[sz]", re.IGNORECASE)


def judge_claim(
    claim: Claim,
    page_date: PartialDate | None,
    today: date,
    lexicon: Lexicon,
    timelines: Mapping[str, Evidence[Timeline] | Unanswered],
) -> ClaimJudgement:
    """Judge one claim on the page's date and today.

    ``timelines`` by drug key: those named by ``timelines_needed``. Never raises; what cannot be told is
    *not verified* with the reason. A page without a date can be supported or contradicted, never outdated.
    """
    judged = _verdict(Facts.of(claim, page_date, today, lexicon, timelines))
    return replace(judged, plain=plain_line(claim), suggestion=suggest(claim, judged))


def _verdict(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    if claim.mode != "asserted":
        return unverified(f"not asserted ({claim.mode})")
    if claim.agency != "FDA":
        return unverified("said of another country's regulator, which FDA's records cannot judge")
    if claim.status is Status.DESIGNATED:
        return unverified(
            "a designation is not an approval, and the records at hand do not list designations"
        )
    if facts.then is not None and facts.then.earliest() > facts.now:
        return unverified("the page's date lies in the future")
    if impossible(claim.anchor.words):
        return unverified(f"“{claim.anchor.words}” is no day of the calendar")
    if claim.status in _DENIALS:
        return judge_denial(facts)
    if claim.status in (Status.APPROVED, Status.ACCELERATED):
        if claim.exclusivity not in (Exclusivity.NONE, Exclusivity.NO_DRUG):
            return judge_group(facts)
        if _AUTHORISED.search(claim.cue) and not any(
            facts.approvals(t, None) for t in facts.known(claim.subject.drugs)
        ):  # "authorized by the FDA" is said of emergency use too
            return judge_act(replace(facts, claim=replace(claim, status=Status.EMERGENCY)))
        return judge_approved(facts)
    return judge_act(facts)


def timelines_needed(claims: tuple[Claim, ...], lexicon: Lexicon) -> frozenset[str]:
    """The drugs whose timelines judging these claims takes: those named, their group's members, and every drug
    where the claim is about any drug at all ("no drug is approved for ...")."""
    needed: set[str] = set()
    for claim in claims:
        needed.update(claim.subject.drugs)
        for key in (claim.subject.generic_group, claim.subject.drug_class):
            if key in lexicon.classes:
                needed.update(lexicon.classes[key].members)
        if claim.exclusivity not in (Exclusivity.NONE, Exclusivity.FIRST) and not (
            claim.subject.generic_group or claim.subject.drug_class
        ):
            needed.update(lexicon.drugs)
    return frozenset(needed)
