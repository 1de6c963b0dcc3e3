"""How a product is taken: how often, by whom, in what device. No record of approvals tells it.

"Twice-yearly lenacapavir isn't approved to prevent HIV" says of a drug what it is, and no more, where there is one
product of it for the use: nobody can mean another. Of a drug that has several it may be what the sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.approval import ApprovalEvent
from verdicts.clauses import WAYS
from verdicts.facts import Facts
from verdicts.kinds import routes_named


def scheduled(lower: str) -> Iterator[tuple[int, int]]:
    """Where ``lower`` (small letters) says how often or by whom a product is taken."""
    yield from ((m.start, m.end) for m in WAYS.matches("schedule", lower))


def is_schedule(words: str) -> bool:
    """True for words that say nothing but that, and the form: "once-monthly self-injection"."""
    lower = words.casefold()
    rest = list(lower)
    for start, end in scheduled(lower):
        rest[start:end] = " " * (end - start)
    left = [w for w in "".join(rest).replace("-", " ").split() if not routes_named(w)]
    return left != lower.replace("-", " ").split() and not set(left) - {"as", "a", "an", "given", "and"}


def is_one_product(facts: Facts, event: ApprovalEvent) -> bool:
    """True when the claim names one drug, and all that it was ever approved for the use is one product."""
    subject = facts.claim.subject
    timeline = facts.timeline(event.drug)
    if timeline is None or len(subject.drugs) != 1 or subject.drug_class:
        return False
    around = facts.claim.context if facts.claim.context.condition else None
    found = [
        a.event
        for use in (facts.uses or (around,))
        for a in facts.approvals(timeline, use)
        if not (a.fit.no_charge or a.fit.general)
    ]
    brands = {e.brand.casefold() for e in (*found, event)}
    numbers = {str(e.application) for e in (*found, event) if e.application is not None}
    return len(brands) == 1 and len(numbers) <= 1
