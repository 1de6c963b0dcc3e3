"""FDA: what a page says of approvals, judged on the page's date and today."""

from __future__ import annotations

from checks.fda._judging import judge_claim, timelines_needed
from checks.fda._rows import claim_row
from checks.fda._subjects import section_drugs
from model.lexicon import Lexicon
from model.page import Page

__all__ = ["claim_row", "drugs_to_ask", "judge_claim", "timelines_needed"]


def drugs_to_ask(page: Page, lexicon: Lexicon) -> frozenset[str]:
    """The drugs whose timelines the FDA checks need for one page: those of its claims, and of its sections."""
    about = (drug for section in page.sections for drug in section_drugs(page, section.index, lexicon))
    return timelines_needed(page.claims, lexicon) | frozenset(about)
