"""What the world made of a claim: claim, the page's day, today and timelines to a verdict. Pure.

``judge_page`` judges each claim of a page once. ``states`` folds all acts into how things stood when the page
spoke and how they stand today, and holds the tables that make a verdict of the two; ``approved``, ``denied``,
``counted``, ``acts`` and ``available`` say, each for its family of claims, which acts count. ``compare`` weighs one
use against another, ``suggest`` writes what is so today.
"""

from __future__ import annotations

from verdicts.about import (
    About,
    about,
    diseases_of,
    drugs_of_claims,
    drugs_of_page,
    fits_disease,
    tells_of_an_end,
)
from verdicts.judge import judge_claim, judge_page
from verdicts.judged import ClaimJudgement, JudgedClaim
from verdicts.rows import claim_row
from verdicts.tables import row_of
from verdicts.timeline import Approval, came_back, gone, is_harm, warning_stands
from verdicts.today import in_force_for, is_there, says_alone, write_today

__all__ = [
    "About",
    "Approval",
    "ClaimJudgement",
    "JudgedClaim",
    "about",
    "came_back",
    "claim_row",
    "diseases_of",
    "drugs_of_claims",
    "drugs_of_page",
    "fits_disease",
    "gone",
    "in_force_for",
    "is_harm",
    "is_there",
    "judge_claim",
    "judge_page",
    "row_of",
    "says_alone",
    "tells_of_an_end",
    "warning_stands",
    "write_today",
]
