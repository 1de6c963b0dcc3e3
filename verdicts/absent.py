"""What FDA's records do not hold, as an exhibit: a use that no label lists, a drug that FDA never approved."""

from __future__ import annotations

from datetime import date

from model.approval import OUR_RECORD, Absence, Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.kin import wider
from verdicts.words import joined

#: Uses named beside the one that a label does not list.
MOST_USES = 3


def absence(
    timeline: Timeline, use: Indication | None, brands: tuple[str, ...], lexicon: Lexicon
) -> Absence | None:
    """That ``use`` (None: any) of the drug, or of the one brand by which a page names it, is none that FDA approved;
    None where nothing tells so."""
    meant = wider(use.condition, lexicon) if use is not None and use.condition else frozenset[str]()
    for absent in timeline.absent:
        of_brand = not absent.brand or [b.casefold() for b in brands] == [absent.brand.casefold()]
        if of_brand and (not absent.condition or absent.condition in meant):
            return absent
    return None


def exhibit(absent: Absence, timeline: Timeline) -> ApprovalEvent:
    """It as something to show: which record does not hold it, as of which day."""
    own = [e for e in timeline.events if e.brand and (not absent.brand or e.brand == absent.brand)]
    brand = absent.brand or (own[0].brand if own else "")
    named = f"{brand} ({timeline.drug})" if brand and brand.casefold() != timeline.drug else timeline.drug
    says = (
        f"No label of {named} lists {absent.condition} among its uses"
        if absent.condition
        else f"Drugs@FDA holds no approved application for {named}"
    )
    day = PartialDate.of(absent.as_of)
    return ApprovalEvent(timeline.drug, Action.NOT_LISTED, day, says, OUR_RECORD, absent.url, brand=brand)


def told(absent: Absence, drug: str, approved: list[ApprovalEvent]) -> str:
    """The reason in an editor's words: "FDA's label lists epilepsy and postherpetic neuralgia, not insomnia"."""
    if not absent.condition:
        since = f" since its approval ended in {absent.until}" if absent.until else ""
        return f"FDA has not approved {drug} for anything{since}"
    conditions = (e.indication.condition for e in approved if e.indication)
    uses = list(dict.fromkeys(c for c in conditions if c))[:MOST_USES]
    if not uses:
        return f"FDA's label does not list {absent.condition}"
    return f"FDA's label lists {joined(uses)}, not {absent.condition}"


def spoken_by(absent: Absence, said: date) -> bool:
    """True when a page that speaks on ``said`` speaks of the time for which the absence is known."""
    return absent.until < said.year and said <= absent.as_of
