"""A link leads to a page that is gone."""

from collections.abc import Iterator

from checks._asks import links
from checks._check import Case, Check
from checks.link._links import finding, instead, links_in
from model.finding import Finding, Severity
from model.link import LinkState


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each linked page that its server says is not there, asked twice."""
    for link, answer in links_in(case, {LinkState.GONE}):
        message = f"The linked page is gone: {answer.facts.says}."
        yield finding(CHECK, case, link, answer, message, instead(answer.facts))


CHECK = Check(
    code="LINK001",
    slug="gone",
    severity=Severity.WARNING,
    title="A link leads to a page that is gone",
    why="A reader who wants to know more, or to see the source, finds an error.",
    run=run,
    asks=links,
)
