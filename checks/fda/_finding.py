"""From a judged claim to a finding, with the deciding acts as exhibits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks._check import Case
from model.approval import ENDS, Action, ApprovalEvent
from model.claim import Exclusivity, Status
from model.dates import long_date
from model.evidence import Evidence
from model.finding import Exhibit, Finding, Severity, Verdict
from verdicts import JudgedClaim, claim_row, row_of, says_alone
from verdicts.timeline import gone, is_whole
from verdicts.words import day, name, noted, opened, told_after
from verdicts.words import ended as end_in_words

_PLACES = {
    Exclusivity.ONLY: "the only one",
    Exclusivity.FIRST_AND_ONLY: "the only one",
    Exclusivity.NEWEST: "the newest",
}
# Of a page that says itself that a drug is gone no reader asks for it.
_TELL_AN_END = (Status.WITHDRAWN, Status.DISCONTINUED)
_UNTRUE = (Verdict.OUTDATED, Verdict.CONTRADICTED)
_UNCOUNTED = (Exclusivity.NONE, Exclusivity.NO_DRUG)


def claims_judged(case: Case, verdict: Verdict) -> Iterator[JudgedClaim]:
    """The claims with one verdict, in the order of the page; of several in one sentence that one act decides, that it
    is not approved, else the first: so a finding keeps its name when a word of the others is mended."""
    told: dict[tuple[object, ...], JudgedClaim] = {}
    for item in case.claims:
        if item.judged.verdict is not verdict or told_of_its_drug(case, item):
            continue
        key = (item.claim.sentence, item.claim.subject.drugs, item.judged.events[:1])
        if key not in told or (
            item.claim.status is Status.NOT_APPROVED and told[key].claim.status is not Status.NOT_APPROVED
        ):
            told[key] = item
    yield from told.values()


def told_of_its_drug(case: Case, item: JudgedClaim) -> bool:
    """True for a sign that a drug is to be had which is gone altogether: FDA006 and FDA009 tell that of the drug."""
    if not (item.claim.faint and item.claim.status is Status.IN_USE and item.judged.events):
        return False
    last, own = item.judged.events[0], case.page.date_of(item.claim.section)
    since = own is not None and item.judged.verdict is Verdict.OUTDATED
    if last.action is Action.DISCONTINUED and not since:
        return False  # FDA006 tells what came since the page's date
    answer = case.answers.timelines.get(last.drug)
    history = answer.facts if isinstance(answer, Evidence) else None
    return is_whole(last) or (history is not None and gone(history, case.today, case.answers.lexicon) == last)


def ended(item: JudgedClaim) -> bool:
    """True when what decides is the end of an approval, of an emergency authorisation or of the sale for harm."""
    return bool(item.judged.events) and item.judged.events[0].action in ENDS


def counts(item: JudgedClaim) -> bool:
    """True for "the only", "two of", "the newest"."""
    return item.claim.exclusivity not in _UNCOUNTED


def exhibits(case: Case, events: Iterable[ApprovalEvent]) -> tuple[Exhibit, ...]:
    """The deciding acts as evidence: our record of each, with the date its source vouches for."""
    shown = []
    for event in events:
        answer = case.answers.timelines.get(event.drug)
        held = answer if isinstance(answer, Evidence) else None
        shown.append(
            Exhibit(
                source=event.source,
                id=str(event.application) if event.application else event.drug,
                url=event.url,
                says=noted(says_alone(event, case.answers.lexicon), long_date(event.date)),
                as_of=held.facts.as_of if held else None,
                retrieved_at=held.retrieved_at if held else None,
                own_record=True,
            )
        )
    return tuple(shown)


def claim_finding(case: Case, code: str, severity: Severity, item: JudgedClaim, message: str) -> Finding:
    """One finding for one claim: quote, claim in one line, deciding acts, what to write instead."""
    claim, judged = item.claim, item.judged
    place = row_of(case.page, claim.sentence)
    row = claim_row(claim, judged, case.page.text)
    return Finding(
        code=code,
        # read from a word beside the name: sure by the record, not by the sentence
        severity=Severity.WARNING if claim.faint and severity is Severity.ERROR else severity,
        page_url=case.page.url,
        section=claim.section,
        quote=case.page.quote(place),
        span=place,
        message=message,
        suggestion=judged.suggestion,
        subject=f"{row['subject']}: {row['status']}",
        verdict=judged.verdict,
        since=judged.since if judged.verdict in _UNTRUE else None,
        claim=judged.plain,
        evidence=exhibits(case, judged.events),
        harm=ended(item) and claim.status not in _TELL_AN_END,
    )


def since_words(case: Case, item: JudgedClaim) -> str:
    """ "Untrue since 12 January 2018: FDA approved Lynparza (olaparib) for HER2-negative breast cancer."."""
    judged = item.judged
    own = case.page.date_of(item.claim.section)
    undated = "" if own and own.date else " The page gives no date."
    if judged.since is None:
        return f"{opened(judged.reason)}.{undated}"
    if not judged.events:
        said = judged.reason
    elif ended(item):
        said = end_in_words(judged.events[0])
    else:
        said = says_alone(judged.events[0], case.answers.lexicon)
    own_stage = judged.in_stage
    there = f"; in the stage this page is about, {name(own_stage)} {day(own_stage)}" if own_stage else ""
    return f"{_no_longer(item)} since {long_date(judged.since)}: {told_after(said)}{there}.{undated}"


def _no_longer(item: JudgedClaim) -> str:
    """What became of the claim: "Lapatinib is no longer the only one"."""
    drugs, what = item.claim.subject.drugs, _PLACES.get(item.claim.exclusivity)
    if what is None or len(drugs) != 1 or item.claim.negated or ended(item):
        return "Untrue"
    return f"{opened(drugs[0])} is no longer {what}"
