"""Part of a cited paper was retracted."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._notices import findings
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each cited paper of which a part was retracted, and not the whole."""
    return findings(CHECK, case, NoticeKind.PARTIAL_RETRACTION, _wording)


def _wording(paper: str, when: str) -> tuple[str, str]:
    return (
        f"Part of {paper} was retracted{when}.",
        "Read the notice: take out the statement if it rests on that part.",
    )


CHECK = Check(
    code="REF007",
    slug="partially_retracted",
    severity=Severity.WARNING,
    title="Part of a cited paper was retracted",
    why="The statement may rest on the very figures that were taken back.",
    run=run,
    asks=references,
)
