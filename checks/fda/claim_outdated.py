"""A statement on FDA status that was true when the page was dated and is not today."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import claim_finding, judged_claims, since_words
from model.approval import Action
from model.claim import Exclusivity
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that an approval (not a withdrawal, not a rival) has overtaken."""
    for claim, judged in judged_claims(case):
        if judged.verdict is not Verdict.OUTDATED or claim.exclusivity not in (
            Exclusivity.NONE,
            Exclusivity.NO_DRUG,
        ):
            continue
        if judged.events and judged.events[0].action is Action.WITHDRAWN:
            continue
        yield claim_finding(case, CHECK.code, CHECK.severity, claim, judged, since_words(judged))


CHECK = Check(
    code="FDA001",
    slug="claim_outdated",
    severity=Severity.ERROR,
    title="The page says of a treatment what FDA has changed since",
    why=(
        "A reader who is told that a treatment is only to be had in a trial does not ask for it, though "
        "it may be approved."
    ),
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# PARP inhibitors\n\nFor now, PARP inhibitors are only offered in "
        "clinical trials to people "
        "with metastatic breast cancer.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# PARP inhibitors\n\nPARP inhibitors are being studied in many kinds of "
        "cancer.\n\nUpdated 06/24/14",
    ),
)
