"""The words that carry a status, other than those of approval itself (``approval``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.claim import Status
from pages.read.claims.cue import Cue
from pages.read.claims.rules_market import AFTER_APPROVAL
from pages.read.claims.rules_research import ONLY_IN_TRIALS, RESEARCH

# At one place the first rule that fits wins, so the narrower stand before the wider.
_RULES = (*ONLY_IN_TRIALS, *AFTER_APPROVAL, *RESEARCH)
_STEM = re.compile(
    r"trial|stud|research|took|(?:gave|give|giving|given) up|relinquish|surrender|unapproved|"
    r"outside|revok|withdr|rescind|pull|cancel|remov|market|sale|shel|pharmac|off\b|lost|no longer|"
    r"discontinu|stopped|ceased|ended|halted|generic|biosimilar|brand|counter|otc|prescription|warning|label|designat|"
    r"status|review|track|emergency|eua|await|pending|seek|sought|waiting|filed|applied|application|decision|expected|"
    r"experimental|investigat|asked|petition|request|under\b|being|before|"
    r"reject|turned down|refus|denied|declin|test|evaluat|explor|yet"
)


# "is not available as a generic": one pattern reads it with and without its "not".
_DENIABLE = frozenset({Status.GENERIC, Status.BIOSIMILAR, Status.OTC, Status.BOXED_WARNING})
_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n't\b")


def other_cues(text: str) -> Iterator[Cue]:
    """The cues of every status but approval in a masked sentence, those that fit first at a place first."""
    if not _STEM.search(text):
        return
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        if not any(stem in text for stem in rule.stems):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            inside = match.span("inside") if "inside" in match.re.groupindex and match["inside"] else (0, 0)
            yield Cue(
                rule.status,
                rule.side,
                start,
                end,
                start,
                rule.negated or (rule.status in _DENIABLE and _NOT.search(match[0]) is not None),
                rule.denies,
                rule.historic,
                inside=inside,
            )
