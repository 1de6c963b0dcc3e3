"""A sentence that tells one act of several drugs is borne out only where it is so of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from model.finding import Verdict
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, unverified


def of_each(facts: Facts, judge: Callable[[Facts], ClaimJudgement]) -> ClaimJudgement:
    """What ``judge`` makes of a claim; *not verified*, with the drug's name, where it is *supported* by one of the
    drugs that it names and not by another ("Lipitor and Kisqali are available as generics")."""
    judged = judge(facts)
    if judged.verdict is not Verdict.SUPPORTED:
        return judged
    for drug, alone in _alone(facts):
        if judge(alone).verdict is not Verdict.SUPPORTED:
            told = f"{judged.reason}; of {drug} it is not known"
            return unverified(told, *judged.events[:1])
    return judged


def _alone(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """The claim said of each of its drugs alone; nothing for one drug, a group, or drugs that are given together."""
    subject = facts.claim.subject
    if len(subject.drugs) < 2 or subject.drug_class or subject.generic_group or subject.together:
        return
    for drug in subject.drugs:
        one = replace(subject, drugs=(drug,), brands=facts.brands_of(subject.brands, drug))
        yield drug, replace(facts, claim=replace(facts.claim, subject=one))
