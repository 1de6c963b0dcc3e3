"""What the tests of the DATE checks share: a page of HTML or Markdown, judged by one check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from checks import Case, all_checks
from model.evidence import Answers
from model.finding import Finding
from model.page import Document
from model.policy import Policy
from pages.read import read

TODAY = date(2026, 11, 24)
#: Two sentences long enough to be the page's text.
PROSE = (
    "Asthma makes the airways tight and swollen, so that breathing out becomes hard work for some time. Most people "
    "can do all they want when they take their inhaler every day and know what brings an attack on."
)

Judged = Callable[..., list[Finding]]


@pytest.fixture
def judged() -> Judged:
    """``judged(code, page, policy=…, today=…, url=…, last_modified=…)``: the check's findings, their quotes checked.

    A page that begins with ``<`` is HTML, any other Markdown.
    """

    def run(
        code: str,
        page: str,
        policy: Policy | None = None,
        today: date = TODAY,
        url: str = "https://example.org/asthma",
        last_modified: str = "",
    ) -> list[Finding]:
        kind = "text/html" if page.lstrip().startswith("<") else "text/markdown"
        document = Document(
            url,
            page.encode(),
            f"{kind}; charset=utf-8",
            last_modified=last_modified,
            fetched_at=f"{today.isoformat()}T06:00:00Z",
        )
        read_page = read(document)
        check = next(c for c in all_checks() if c.code == code)
        findings = list(check.run(Case(read_page, Answers(), policy or Policy(), today)))
        for finding in findings:
            assert finding.code == code
            assert finding.span is None or read_page.quote(finding.span) == finding.quote
        return findings

    return run


def html(body: str, head: str = "", lang: str = "en-US") -> str:
    """A page with a title, prose, and ``body`` after it."""
    return (
        f'<html lang="{lang}"><head><title>Asthma</title>{head}</head><body><main><h1>Asthma</h1><p>{PROSE}</p>'
        f"{body}</main></body></html>"
    )
