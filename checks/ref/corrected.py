"""A cited paper was corrected."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._notices import findings
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a note for each cited paper with an erratum. Most are small; it is the figures that need a look."""
    return findings(CHECK, case, NoticeKind.ERRATUM, _wording, mind_acknowledged=False)


def _wording(paper: str, when: str) -> tuple[str, str]:
    return (
        f"A correction to {paper} was published{when}.",
        "Compare the figures on the page with the corrected ones.",
    )


CHECK = Check(
    code="REF009",
    slug="corrected",
    severity=Severity.NOTE,
    title="A cited paper was corrected",
    why="A figure on the page may be the one that was put right.",
    run=run,
    asks=references,
)
