"""An entry is dated in a year that has not come."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from checks.ref._citing import entry_place, make
from model.finding import Finding, Severity
from model.page import Reference


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose year of publication lies beyond next year: issues are dated up to a year
    ahead. A year in a title ("the 2030 agenda") is none."""
    for reference in case.page.references:
        year = reference.parts.year
        if year > case.today.year + 1 and _is_its_date(reference, year):
            yield make(
                CHECK,
                case,
                entry_place(case.page, reference),
                f"This reference is dated {year}, a year that has not come.",
                "Correct the year. If the paper cannot be found, take out what rests on it.",
                str(year),
            )


def _is_its_date(reference: Reference, year: int) -> bool:
    """The year stands where entries have it: in brackets, before a volume, at the end of a sentence."""
    if str(year) in reference.parts.title or reference.inline:
        return False
    return (
        re.search(rf"(?<![\d-]){year}[a-h]?\s*(?:[)\]:;,]|\.(?!\d)|\Z|\s[A-Z][a-z]{{2}}\b)", reference.text)
        is not None
    )


CHECK = Check(
    code="REF017",
    slug="year_to_come",
    severity=Severity.ERROR,
    title="A reference is dated in the future",
    why="No such paper can have been read: the entry is misprinted, or there is no such paper.",
    run=run,
    fires=(
        "today: 2026-11-24\n# Teeth\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
        "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2036;37(4):455-61.\n",
    ),
    silent=(
        "today: 2026-11-24\n# Teeth\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
        "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2027;53(1):1-9.\n"
        "2. Global Dental Forum. Teeth for all by 2030. Geneva: GDF; 2019.\n",
    ),
)
