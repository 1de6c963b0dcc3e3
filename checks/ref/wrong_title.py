"""An entry has the authors and place of one paper and the title of another."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose first author, journal, volume and page are a record's, the title not."""
    return findings(CHECK, case, frozenset({Field.TITLE}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"At the place that this reference gives stands {paper(work)}, under its first author's name. "
        f"The title is another one: “{told[0].printed}”.",
        "Find out which paper was meant, and correct the other half.",
    )


CHECK = Check(
    code="REF023",
    slug="wrong_title",
    severity=Severity.WARNING,
    title="A reference gives another title than the paper at its place",
    why="A reader cannot tell which of two papers was meant.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Long evening walks and the recovery of "
        "young carers after a hard winter. N Engl J Med. 2001;344(11):783-92.\n",
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal antibody and the "
        "recovery of young carers after winter. N Engl J Med. 2001;344(11):783-92.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer. N Engl J Med. "
        "2001;344(11):783-92.\n",
    ),
)
