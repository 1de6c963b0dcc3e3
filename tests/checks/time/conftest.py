"""What the tests of the TIME checks share: a page in Markdown, judged by one check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from checks import Case, all_checks
from model.evidence import Answers, Evidence, Unanswered
from model.finding import Finding
from model.identifiers import NCT
from model.literature import Trial
from model.page import Document
from model.policy import Policy
from pages.read import read

TODAY = date(2026, 11, 24)

Judged = Callable[..., list[Finding]]


@pytest.fixture
def judged() -> Judged:
    """``judged(code, text, dated="Updated 06/24/14", policy=…, trials=…)``: findings on a page that ends with ``dated``."""

    def run(
        code: str,
        text: str,
        dated: str = "Updated 06/24/14",
        policy: Policy | None = None,
        trials: Mapping[NCT, Evidence[Trial] | Unanswered] | None = None,
    ) -> list[Finding]:
        body = f"{text}\n\n{dated}\n" if text.startswith("#") else f"# Asthma\n\n{text}\n\n{dated}\n"
        page = read(Document("https://example.org/asthma", body.encode(), "text/markdown; charset=utf-8"))
        check = next(c for c in all_checks() if c.code == code)
        findings = list(check.run(Case(page, Answers(trials=trials or {}), policy or Policy(), TODAY)))
        for finding in findings:
            assert finding.code == code
            assert finding.span is not None
            assert page.quote(finding.span) == finding.quote
        return findings

    return run
