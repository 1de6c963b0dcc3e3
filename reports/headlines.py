"""What a cause is, in one line that holds on every page that it is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.causes import family
from reports.report import Cause
from verdicts.words import told_after

# Its message says of no page what would not hold of the others, and what ended in fewer words than the record.
_ENDED = "FDA004"
# The record alone does not say that the pages say otherwise.
_UNTRUE = frozenset({"FDA001", "FDA002", "FDA003"})


def headline(titles: Mapping[str, str]) -> Callable[[Cause], str]:
    """A function that says in a sentence what a cause is. ``titles``: what each check says, by code."""

    def of(cause: Cause) -> str:
        finding = cause.finding
        title = titles.get(finding.code, finding.message)
        if len(cause.places) == 1:
            return finding.message
        if not finding.evidence:
            return _sentence(title)
        if family(finding.code) == "TIME":
            return finding.message
        if finding.code == _ENDED:
            return finding.message.removesuffix(" The page gives no date.")
        if finding.code in _UNTRUE:
            return _sentence(f"Untrue today: {told_after(finding.evidence[0].says)}")
        if family(finding.code) == "FDA":
            return _sentence(finding.evidence[0].says)
        paper = next((e.says for e in reversed(finding.evidence) if e.says.startswith("“")), "")
        return _sentence(f"{title}: {paper}" if paper and finding.subject != "old evidence" else title)

    return of


def _sentence(text: str) -> str:
    """A record's words with the stop that a sentence ends in."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
