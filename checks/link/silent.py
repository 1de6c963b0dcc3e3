"""A link leads to a site that has not answered for several nights."""

from collections.abc import Iterator

from checks._asks import links
from checks._check import Case, Check
from checks.link._links import finding, instead, links_in
from model.finding import Finding, Severity
from model.link import LinkState


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each linked page that could not be had on several nights: one night says nothing."""
    for link, answer in links_in(case, {LinkState.SILENT}):
        if answer.facts.is_dead:
            message = (
                f"The linked site has not answered on {answer.facts.nights} nights: {answer.facts.says}."
            )
            yield finding(CHECK, case, link, answer, message, instead(answer.facts))


CHECK = Check(
    code="LINK004",
    slug="silent",
    severity=Severity.WARNING,
    title="A link leads to a site that does not answer",
    why="A site that is silent for days has most often been closed, and its name may be sold to anybody.",
    run=run,
    asks=links,
)
