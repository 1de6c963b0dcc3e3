"""Acts, uses and days of FDA in plain words, for reasons, suggestions and messages alike."""

from __future__ import annotations

from language.written import drug_in_words, marker_in_words
from model.approval import Action, ApprovalEvent
from model.dates import long_date
from model.indication import Indication

_BY = {
    "maker": "by its maker",
    "maker at FDA's request": "at FDA's request",
    "FDA": "by FDA's order",
}


def name(event: ApprovalEvent) -> str:
    """ "Lynparza (olaparib)", "mRESVIA (RSV vaccine, mRNA, Moderna)"."""
    drug = drug_in_words(event.drug)
    return f"{event.brand} ({drug})" if event.brand else drug


def day(event: ApprovalEvent) -> str:
    """The event's date in words that say how sure it is: "on 12 January 2018", "in 2008", "by July 2019"."""
    how = "by" if event.seen else "on" if event.date.day else "in"
    return f"{how} {long_date(event.date)}"


def ended(end: ApprovalEvent, *, had: bool = False) -> str:
    """What an end was, each kind of act in its own words: "the approval of Avastin (bevacizumab) for breast cancer was
    withdrawn", "Zantac (ranitidine) was
    taken off the market at FDA's request". ``had``: in the past perfect."""
    was = "had been" if had else "was"
    if end.action is Action.LEFT_MARKET:
        return " ".join(filter(None, (name(end), was, "taken off the market", _BY.get(end.by, ""))))
    if end.action is Action.REVOKED:
        return f"the emergency use authorisation of {name(end)} {was} revoked"
    if end.action is Action.DISCONTINUED:
        return f"the sale of {name(end)} {'had ended' if had else 'ended'}"
    at = " at the maker's request" if end.by == "maker" else ""
    use = use_of_event(end) if end.indication is not None and end.indication.condition else ""
    of = f"the approval of {name(end)}" + (f" for {_closed(use)}" if use else "")
    return f"{of} {was} withdrawn{at}"


def use_in_words(use: Indication) -> str:
    """ "HER2-positive metastatic breast cancer, first line"."""
    stage = use.stage if use.stage and use.stage not in use.condition else ""
    words = " ".join(filter(None, (*map(marker_in_words, use.biomarkers), stage, use.condition)))
    rest = ", ".join(filter(None, (use.setting, use.population)))
    return ", ".join(filter(None, (words, rest)))


def use_of_event(event: ApprovalEvent) -> str:
    """What an approval is for, as its record says; empty where it does not."""
    if event.indication is None:
        return ""
    return event.indication.words or use_in_words(event.indication)


def for_its_use(event: ApprovalEvent) -> str:
    """ "for uveal melanoma", or "for it" where the record does not say for what."""
    return f"for {_closed(use_of_event(event)) or 'it'}"


def _closed(use: str) -> str:
    """A use as a sentence goes on after it: "multiple myeloma, with bortezomib,"."""
    return f"{use}," if "," in use else use


def told_after(words: str) -> str:
    """Words as they stand after a colon: "the approval of ...", "a boxed warning ..."; names keep their capital."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first in ("A", "Approval", "The") else words


def opened(words: str) -> str:
    """Words as a sentence begins with them: "an approval" is "An approval"."""
    return words[:1].upper() + words[1:]


def noted(words: str, *notes: str) -> str:
    """Words with notes in one bracket: "for MS (the first drug for it, 28 March 2017)"."""
    told = "; ".join(filter(None, notes))
    if words.endswith(")") and "(" in words and ")" not in words[words.rfind("(") : -1]:
        return f"{words[:-1]}, {told})"
    return f"{words} ({told})"


def joined(parts: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
