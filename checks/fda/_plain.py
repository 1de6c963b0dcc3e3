"""The claim as understood, and what to write instead, each in one line."""

from __future__ import annotations

from checks._sections import long_date
from checks.fda._facts import ClaimJudgement, name
from model.approval import ENDS, ApprovalEvent
from model.claim import AnchorKind, Claim, Exclusivity, Status
from model.finding import Verdict
from model.indication import Indication

_SAYS = {
    Status.APPROVED: "approved by FDA",
    Status.ACCELERATED: "approved by FDA under accelerated approval",
    Status.TENTATIVE: "tentatively approved by FDA",
    Status.EMERGENCY: "authorised by FDA for emergency use",
    Status.NOT_APPROVED: "not approved by FDA",
    Status.INVESTIGATIONAL: "under study",
    Status.ONLY_IN_TRIALS: "available in clinical trials only",
    Status.UNDER_REVIEW: "waiting for FDA's decision",
    Status.WITHDRAWN: "no longer approved: withdrawn",
    Status.DISCONTINUED: "no longer sold",
    Status.GENERIC: "available as a generic",
    Status.BIOSIMILAR: "available as a biosimilar",
    Status.OTC: "available over the counter",
    Status.BOXED_WARNING: "under a boxed warning",
    Status.OFF_LABEL: "used off label (not approved)",
    Status.DESIGNATED: "given a special designation by FDA",
}


def use_in_words(use: Indication) -> str:
    """ "HER2+ metastatic breast cancer, first line"."""
    stage = use.stage if use.stage and use.stage not in use.condition else ""
    words = " ".join(filter(None, (*use.biomarkers, stage, use.condition)))
    rest = ", ".join(filter(None, (use.setting, use.population)))
    return ", ".join(filter(None, (words, rest)))


def plain_line(claim: Claim) -> str:
    """ "The page says: PARP inhibitors are available in clinical trials only for metastatic breast cancer"."""
    who = " ".join(claim.subject.words.split())
    many = len(claim.subject.drugs) > 1 and not claim.subject.together
    verb = "are" if many or claim.subject.drug_class else "is"
    state = _SAYS[claim.status]
    uses = " and ".join(filter(None, (use_in_words(u) for u in (claim.indication, *claim.also))))
    on = f" for {uses}" if uses else ""
    group = claim.subject.generic_group or claim.subject.drug_class
    of = f"{group}" if group else "drug"
    when = f", {claim.anchor.words}" if claim.anchor.words and claim.anchor.date else ""
    if claim.exclusivity is Exclusivity.NO_DRUG:
        return f"The page says: no {of} is approved by FDA{on}{when}"
    if (
        claim.exclusivity
        in (Exclusivity.ONLY, Exclusivity.FIRST, Exclusivity.FIRST_AND_ONLY, Exclusivity.NEWEST)
        and claim.subject.drugs
    ):
        return f"The page says: {who} {verb} {claim.exclusivity.value} {of} {state}{on}{when}"
    if claim.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST):
        least = "at least " if claim.exclusivity is Exclusivity.AT_LEAST else ""
        return f"The page says: {least}{claim.count} {of}s are {state}{on}{when}"
    no = "not " if claim.negated else ""
    return f"The page says: {who} {verb} {no}{state}{on}{when}"


def _listed(events: tuple[ApprovalEvent, ...]) -> str:
    """ "Nerlynx (neratinib), 2017, and Tukysa (tucatinib), 2020"."""
    named = [f"{name(e)}, {e.date.year}" for e in events]
    return ", and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _limits(judged: ClaimJudgement) -> str:
    """How the approval's use stands to the page's, in a sentence; empty when they are the same."""
    event = judged.events[0]
    if event.indication is None or not event.indication.words:
        return ""
    if judged.narrower:
        return " The approval is narrower than the page's words: name its limits."
    return " The approval is wider than the page's words." if judged.wider else ""


def suggest(claim: Claim, judged: ClaimJudgement) -> str:
    """What an editor can write instead, from the deciding act; empty when there is nothing to change."""
    if judged.verdict not in (Verdict.OUTDATED, Verdict.CONTRADICTED) or not judged.events:
        return (
            ""
            if judged.verdict is not Verdict.CONTRADICTED
            else "Check this against FDA's records and correct it."
        )
    event, limits = judged.events[0], _limits(judged)
    act = f"{event.says} ({long_date(event.date)})"
    if claim.exclusivity in (Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY):
        return f"Name {_listed(judged.events)}, too, or say as of when it was the only one.{limits}"
    if claim.exclusivity in (Exclusivity.COUNT, Exclusivity.NEWEST):
        return f"Count {name(event)} too, or say as of when the statement holds.{limits}"
    if claim.exclusivity is Exclusivity.FIRST:
        return f"Check “the first”: {act}."
    if claim.anchor.kind is AnchorKind.ON and judged.verdict is Verdict.CONTRADICTED:
        return f"Correct the date: {act}."
    if event.action in ENDS:
        return f"Say that it is history, or take it out: {act}."
    followed = f" Then came {_listed(judged.events[1:])}." if judged.events[1:] else ""
    return f"Say what holds now: {act}.{followed}{limits}"
