"""From what became of a link to a finding, at the link's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from checks._check import Case, Check
from model.dates import long_date
from model.evidence import Evidence
from model.finding import Exhibit, Finding
from model.link import LinkFacts, LinkState, link_address
from model.page import Link


def links_in(case: Case, states: Collection[LinkState]) -> Iterator[tuple[Link, Evidence[LinkFacts]]]:
    """The links of a page whose pages are in one of these states, each page once, at its first link."""
    told: set[str] = set()
    for link in case.page.links:
        address = link_address(link.url)
        answer = case.answers.links.get(address)
        if address not in told and isinstance(answer, Evidence) and answer.facts.state in states:
            told.add(address)
            yield link, answer


def finding(
    check: Check, case: Case, link: Link, answer: Evidence[LinkFacts], message: str, suggestion: str
) -> Finding:
    """One finding at a link, with what its server said and the archived copy as exhibits."""
    facts = answer.facts
    exhibits = [Exhibit(answer.source, facts.url, facts.url, answer.says, answer.as_of, answer.retrieved_at)]
    if facts.archived and facts.archived_on:
        says = f"a copy of {long_date(facts.archived_on)}"
        exhibits.append(Exhibit("Internet Archive", facts.url, facts.archived, says, facts.archived_on))
    page = case.page
    return Finding(
        code=check.code,
        severity=check.severity,
        page_url=page.url,
        section=link.section,
        quote=page.quote(link.span) if link.span else link.text,
        message=message,
        suggestion=suggestion,
        subject=facts.url,
        span=link.span,
        evidence=tuple(exhibits),
    )


def instead(facts: LinkFacts) -> str:
    """What to do about a dead link."""
    if facts.archived and facts.archived_on:
        return (
            f"Link to a page that is there. The Internet Archive has a copy of {long_date(facts.archived_on)}: "
            f"{facts.archived}"
        )
    return "Link to a page that is there, or take the link out."
