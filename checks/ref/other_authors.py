"""An entry gives the title of one paper with the authors of another."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._differing import findings, paper
from model.finding import Finding, Severity
from model.literature import Difference, Field, Work


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry most of whose authors the record of its paper does not name.

    Where the place is the record's too, the entry is told by REF004 as mixed from several papers."""
    return findings(CHECK, case, frozenset({Field.AUTHORS}), _wording)


def _wording(told: tuple[Difference, ...], work: Work) -> tuple[str, str]:
    return (
        f"This reference names {told[0].printed}; the authors of {paper(work)} are {told[0].recorded}. "
        "Parts of several papers may be mixed. Please check it.",
        "Find out which paper was meant, and give it as its record has it.",
    )


CHECK = Check(
    code="REF019",
    slug="other_authors",
    severity=Severity.WARNING,
    title="A cited paper is given with other people's names",
    why="The entry may be mixed from several papers, and its paper may not say what it is cited for.",
    run=run,
    asks=references,
    fires=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Marlowe T, Quist B, Orme P, et al. Use of chemotherapy plus a monoclonal antibody "
        "against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J Med. "
        "2001.\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal "
        "antibody against HER2 for metastatic breast cancer that overexpresses HER2. N Engl J "
        "Med. 2001;344(11):783-92.\n",
    ),
)
