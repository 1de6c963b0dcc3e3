"""A link leads to an old address."""

from collections.abc import Iterator

from checks._asks import links
from checks._check import Case, Check
from checks.link._links import finding, links_in
from model.finding import Finding, Severity
from model.link import LinkState


def run(case: Case) -> Iterator[Finding]:
    """Yield a note for each linked page that moved for good."""
    for link, answer in links_in(case, {LinkState.MOVED}):
        message = f"The linked page moved for good to {answer.facts.leads_to}."
        yield finding(CHECK, case, link, answer, message, f"Link to {answer.facts.leads_to}")


CHECK = Check(
    code="LINK003",
    slug="moved",
    severity=Severity.NOTE,
    title="A link leads to an old address",
    why="Redirects are switched off one day, and then the link is dead.",
    run=run,
    asks=links,
)
