"""The journal of a cited paper has doubts about it."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._notices import findings
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each cited paper with an expression of concern that was not followed by a retraction."""
    return findings(CHECK, case, NoticeKind.EXPRESSION_OF_CONCERN, _wording)


def _wording(paper: str, when: str) -> tuple[str, str]:
    return (
        f"The journal published an expression of concern about {paper}{when}.",
        "Do not rest the statement on this paper alone; look again when the inquiry is over.",
    )


CHECK = Check(
    code="REF008",
    slug="expression_of_concern",
    severity=Severity.WARNING,
    title="A cited paper has an expression of concern",
    why="Its journal warns that the findings may not be reliable.",
    run=run,
    asks=references,
)
