"""A note on a sentence that an error is told of says nothing new."""

from __future__ import annotations

from datetime import date

import pytest

from checks import all_checks, judge
from checks._judge import _without_echoes
from flows.questions import questions_of
from model.finding import Finding, Severity
from model.page import Document
from model.policy import Policy
from model.span import Span
from pages.read import read
from sources.desk import Desk
from sources.settings import Settings

TODAY = date(2026, 1, 20)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("snapshot", Settings())


def codes(text: str, desk: Desk) -> set[str]:
    page = read(Document("file:///p.md", text.encode(), "text/markdown"), desk.lexicon)
    answers = desk.answer(questions_of([page], all_checks(), desk.lexicon))
    return {f.code for f in judge(page, answers, Policy(), TODAY, all_checks()).findings}


def test_now_on_an_untrue_sentence_is_told_once(desk):
    said = codes(
        "# Ovarian cancer\n\nAt this time, olaparib is not yet approved by the FDA.\n\nUpdated 06/24/13", desk
    )
    assert "FDA001" in said
    assert "TIME001" not in said


def test_now_on_another_sentence_stays(desk):
    said = codes(
        "# Ovarian cancer\n\nOlaparib is not yet approved by the FDA.\n\n## Tests\n\n"
        "At this time, this test is not routinely done.\n\nUpdated 06/24/13",
        desk,
    )
    assert {"FDA001", "TIME001"} <= said


def of(code: str, severity: Severity, start: int, end: int) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        page_url="file:///p.md",
        section=0,
        quote="",
        span=Span(start, end),
        message="",
        suggestion="",
        subject=code,
    )


def test_a_trial_that_moved_on_is_told_without_the_note_on_its_words():
    note, trial = of("TIME001", Severity.NOTE, 0, 40), of("TIME004", Severity.WARNING, 10, 60)
    elsewhere, drug = of("TIME001", Severity.NOTE, 100, 140), of("FDA008", Severity.NOTE, 100, 140)
    told = _without_echoes([note, trial, elsewhere, drug], {"TIME001"})
    assert told == [trial, elsewhere, drug]
