"""An entry gives another volume or page than its paper's record."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose volume or first page is plainly another number than the record's."""
    return findings(CHECK, case, frozenset({Field.VOLUME, Field.PAGE}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    said = " and ".join(f"{d.field} {d.printed}" for d in told)
    has = " and ".join(f"{d.field} {d.recorded}" for d in told)
    return (
        f"This reference says {said}; the record of {paper(work)} has {has}.",
        "Give the place as the record has it.",
    )


CHECK = Check(
    code="REF021",
    slug="wrong_place",
    severity=Severity.NOTE,
    title="A cited paper stands in another volume or on another page",
    why="A reader who follows the entry in print finds another paper there.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;351(11):1183-92.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-792.\n",
    ),
)
