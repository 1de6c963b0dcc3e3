"""An entry gives another year than its paper's record."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose year is more than one off the record's: print and online differ by one."""
    for finding in findings(CHECK, case, frozenset({Field.YEAR}), _wording):
        # A year to come is an error by itself, told by REF017.
        if not any(
            r.span == finding.span and r.parts.year > case.today.year + 1 for r in case.page.references
        ):
            yield finding


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"This reference says {told[0].printed}; {paper(work)} is from {told[0].recorded}.",
        "Correct the year, and look whether the statement still says how old its evidence is.",
    )


CHECK = Check(
    code="REF016",
    slug="wrong_year",
    severity=Severity.WARNING,
    title="A cited paper's year differs from its record",
    why="Readers take the evidence for newer, or older, than it is.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2011;344(11):783-92.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2002;344(11):783-92.\n",
    ),
)
