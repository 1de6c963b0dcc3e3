"""What the tests of the REF checks share: a page in Markdown, and answers built by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import pytest

from checks import Case, all_checks
from model.dates import PartialDate
from model.evidence import Answers, Evidence
from model.finding import Finding
from model.identifiers import PMID
from model.literature import Match, MatchVerdict, Notice, NoticeKind, Work
from model.page import Document, Page
from model.policy import Policy
from pages.read import read

TODAY = date(2026, 11, 24)
READ_AT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)

Judged = Callable[..., list[Finding]]


def page_of(markdown: str) -> tuple[Page, date]:
    """The page, and the day of its first line ``today: 2026-11-24`` if it has one."""
    today = TODAY
    if markdown.startswith("today:"):
        first, markdown = markdown.split("\n", 1)
        today = date.fromisoformat(first.removeprefix("today:").strip())
    document = Document("https://example.org/page", markdown.encode(), "text/markdown; charset=utf-8")
    return read(document), today


def evidence(match: Match) -> Evidence[Match]:
    """One source's answer that holds the match."""
    work = match.work or (match.candidates[0] if match.candidates else None)
    name, url = (str(work.pmid), work.url) if work else ("", "https://pubmed.ncbi.nlm.nih.gov/?term=x")
    return Evidence("PubMed", name, url, match.says or "says", match, date(2026, 11, 23), READ_AT)


@pytest.fixture
def judged() -> Judged:
    """``judged(code, markdown, {entry number: Work or Match}, newer={PMID: works})``: the check's findings.

    Entries are counted from 1 in the order of the page. Every finding is held to the law of quotes.
    """

    def run(
        code: str,
        markdown: str,
        works: Mapping[int, Work | Match] | None = None,
        newer: Mapping[PMID, tuple[Work, ...]] | None = None,
        policy: Policy | None = None,
    ) -> list[Finding]:
        page, today = page_of(markdown)
        answers: dict[str, Evidence[Match]] = {}
        for number, given in (works or {}).items():
            match = (
                given
                if isinstance(given, Match)
                else Match(MatchVerdict.MATCHED, 1.0, given, ("title", "author"))
            )
            answers[page.references[number - 1].key] = evidence(match)
        later = {
            p: Evidence("PubMed", str(p), p.url, "citing works", found, date(2026, 11, 23), READ_AT)
            for p, found in (newer or {}).items()
        }
        check = next(c for c in all_checks() if c.code == code)
        case = Case(page, Answers(matches=answers, newer=later), policy or Policy(), today)
        findings = list(check.run(case))
        for finding in findings:
            assert finding.code == code
            assert finding.span is None or page.quote(finding.span) == finding.quote
            assert finding.quote
            assert not {"error", "invalid"} & set(finding.message.lower().split())
            for exhibit in finding.evidence:
                assert exhibit.source
                assert exhibit.says
                assert exhibit.retrieved_at == READ_AT
        return findings

    return run


def work(pmid: int = 9500320, title: str = "A study of something", year: int = 1998, **more: object) -> Work:
    """A record; ``notices`` and all else by name."""
    values: dict[str, object] = {
        "title": title,
        "pmid": PMID(str(pmid)),
        "authors": ("Wakefield", "Murch", "Anthony"),
        "journal_abbrev": "Lancet",
        "date": PartialDate(year),
    }
    return Work(**(values | more))  # type: ignore[arg-type]


def notice(
    kind: NoticeKind, day: str = "", pmid: int = 0, outgoing: bool = False, source: str = "PubMed"
) -> Notice:
    """A notice, incoming unless said otherwise."""
    return Notice(
        kind,
        outgoing,
        source,
        PMID(str(pmid)) if pmid else None,
        None,
        PartialDate.parse(day) if day else None,
        f"J Example {day}".strip(),
    )
