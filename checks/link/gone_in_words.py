"""A link leads to a page that only says that there is no such page, or to a home page."""

from collections.abc import Iterator

from checks._asks import links
from checks._check import Case, Check
from checks.link._links import finding, instead, links_in
from model.finding import Finding, Severity
from model.link import LinkState


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each linked page that is gone although its server answers as if it were there."""
    for link, answer in links_in(case, {LinkState.SOFT_GONE, LinkState.HOME}):
        message = f"The linked page is not there any more: {answer.facts.says}."
        yield finding(CHECK, case, link, answer, message, instead(answer.facts))


CHECK = Check(
    code="LINK002",
    slug="gone_in_words",
    severity=Severity.WARNING,
    title="A link leads to another page than it says",
    why="The server answers, so nobody notices; but the reader is left at a notice or at a home page.",
    run=run,
    asks=links,
)
