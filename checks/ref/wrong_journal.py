"""An entry names another journal than its paper's record."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose journal's name, or any abbreviation of it, is not the record's."""
    return findings(CHECK, case, frozenset({Field.JOURNAL}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"This reference names {told[0].printed}; {paper(work)} was published in {told[0].recorded}.",
        "Correct the journal, and the volume and page with it.",
    )


CHECK = Check(
    code="REF020",
    slug="wrong_journal",
    severity=Severity.WARNING,
    title="A cited paper stands in another journal",
    why="A reader does not find the paper there, and gives it the weight of a journal that never printed it.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. Lancet. "
        "2001;344(11):783-92.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. New "
        "England Journal of Medicine. 2001;344(11):783-92.\n",
    ),
)
