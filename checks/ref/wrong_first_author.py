"""An entry names another first author than its paper's record."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose first author is not the record's, or stands further down in it."""
    return findings(CHECK, case, frozenset({Field.FIRST_AUTHOR}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"This reference names {told[0].printed} first; the first author of {paper(work)} is {told[0].recorded}.",
        "Correct the names, in their order.",
    )


CHECK = Check(
    code="REF018",
    slug="wrong_first_author",
    severity=Severity.NOTE,
    title="A cited paper's first author differs from its record",
    why="The paper is credited to somebody else, and a reader who looks for it by name does not find it.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Marlowe T, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-92.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slammon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-92.\n",
    ),
)
