"""An entry's DOI is not the one that its paper's record has."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose text is known and whose DOI is not the record's nor a version of it."""
    return findings(CHECK, case, frozenset({Field.DOI}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"The DOI {told[0].printed} is not that of {paper(work)}.",
        f"Its record has {told[0].recorded}: put that in.",
    )


CHECK = Check(
    code="REF022",
    slug="wrong_doi",
    severity=Severity.WARNING,
    title="The DOI of a reference is not its paper's",
    why="The link is dead, or takes a reader to something else.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-92. doi:10.1056/nejm200011093431901\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-92. doi:10.1056/NEJM200103153441101\n",
    ),
)
