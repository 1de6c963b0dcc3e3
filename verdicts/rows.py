"""One claim and its verdict as a row of plain data, for tools."""

from __future__ import annotations

from model.claim import Claim
from verdicts.judged import ClaimJudgement
from verdicts.words import use_in_words


def claim_row(claim: Claim, judged: ClaimJudgement, text: str) -> dict[str, object]:
    """``{quote, subject, status, indication, exclusivity, anchor, verdict, since, event, reason}``.

    ``text`` is the page's text, from which the quote is taken. ``subject`` is the drug's key, the class's
    key, or the keys of several drugs joined by "; " (by " + " where they are one combination).
    """
    subject = claim.subject
    if subject.drug_class:
        who = subject.drug_class
    elif subject.drugs:
        who = (" + " if subject.together else "; ").join(subject.drugs)
    else:
        who = "any drug"
    uses = (claim.indication, *claim.also)
    event = judged.events[0] if judged.events else None
    anchor = claim.anchor
    return {
        "quote": claim.sentence.of(text),
        "subject": who,
        "status": f"not {claim.status.value}" if claim.negated else claim.status.value,
        "indication": "; ".join(filter(None, (use_in_words(u) for u in uses))),
        "exclusivity": f"{claim.exclusivity.value} ({claim.count})"
        if claim.count
        else claim.exclusivity.value,
        "anchor": " ".join(filter(None, (anchor.kind.value, str(anchor.date) if anchor.date else ""))),
        "verdict": judged.verdict.value,
        "since": str(judged.since) if judged.since else None,
        "event": None
        if event is None
        else {
            "drug": event.drug,
            "action": event.action.value,
            "date": str(event.date),
            "application": str(event.application) if event.application else None,
            "says": event.says,
            "url": event.url,
        },
        "reason": judged.reason,
    }
