"""Findings that belong together on a page: of one sentence, or of one drug in one section."""

from __future__ import annotations

from collections.abc import Sequence

from model.finding import Finding
from reports.causes import family, harm_of

# Checks on a date that speak of one section of a page, not of the page.
_OF_A_SECTION = frozenset({"DATE007"})
# Checks that say the same of every place: told once a page, with the places.
_ONCE_A_PAGE = frozenset({"REF013"})


def of_the_page(finding: Finding) -> bool:
    """True when the finding is about the page as a whole: its dates, or what has no place in its text."""
    dated = family(finding.code) in ("DATE", "PAGE") and finding.code not in _OF_A_SECTION
    return finding.span is None or dated


def by_sentence(findings: Sequence[Finding]) -> list[list[int]]:
    """The findings (by their index) that are told on one card, the gravest first; the groups in the order of the page.

    One card for one sentence, and for one drug in one section: "boxed warning since 2016" is told beside "is not yet
    approved".
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(findings)), key=lambda i: (*_gravity(findings[i]), _start(findings[i]), i)):
        one = findings[index]
        home = next((g for g in groups if _joins(one, [findings[i] for i in g])), None)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return sorted(groups, key=lambda g: (_start(findings[g[0]]), g[0]))


def told_beside(findings: Sequence[Finding]) -> frozenset[int]:
    """The findings that only stand beside a graver one: a work list tells them with it, not again."""
    beside = set()
    for group in by_sentence(findings):
        lead = findings[group[0]]
        beside |= {i for i in group[1:] if harm_of(findings[i]) >= harm_of(lead)}
    return frozenset(beside)


def _gravity(finding: Finding) -> tuple[int, int]:
    return -finding.severity.rank, harm_of(finding)


def _joins(finding: Finding, card: Sequence[Finding]) -> bool:
    """Whether a card has what the finding is to be told with: its lead, or another finding on the same sentence."""
    return _belongs(finding, card[0]) or any(
        _same_sentence(finding, other) and not of_the_page(finding) and not of_the_page(other)
        for other in card
    )


def _same_sentence(one: Finding, other: Finding) -> bool:
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)


def _belongs(finding: Finding, lead: Finding) -> bool:
    if of_the_page(finding) or of_the_page(lead):
        both_whole = of_the_page(finding) and of_the_page(lead)
        return both_whole and family(finding.code) == family(lead.code) == "DATE"
    if finding.code == lead.code and finding.code in _ONCE_A_PAGE:
        return True
    if _same_sentence(finding, lead):
        return True
    both = {e.id for e in finding.evidence} & {e.id for e in lead.evidence}
    same_family = family(finding.code) == family(lead.code) == "FDA"
    return bool(both) and finding.section == lead.section and same_family


def _start(finding: Finding) -> int:
    return finding.span.start if finding.span else -1
