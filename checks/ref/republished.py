"""A cited paper was published again, corrected."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._notices import findings
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each cited paper of which a corrected version was published in its place."""
    return findings(CHECK, case, NoticeKind.REPUBLISHED, _wording, mind_acknowledged=False)


def _wording(paper: str, when: str) -> tuple[str, str]:
    return (
        f"{paper} was corrected and published again{when}.",
        "Compare the statement with the corrected paper, and cite that one.",
    )


CHECK = Check(
    code="REF010",
    slug="republished",
    severity=Severity.WARNING,
    title="A cited paper was corrected and published again",
    why="The version cited here is no longer the one its authors stand by.",
    run=run,
    asks=references,
)
