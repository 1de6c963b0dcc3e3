"""Labelled sentences, each read and judged on a page of its own, with what ships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from model.dates import PartialDate
from model.evidence import Questions
from model.page import Document
from pages.read import read
from sources.desk import Desk
from verdicts import JudgedClaim, drugs_of_claims, judge_page


def judged_alone(desk: Desk, said: Iterable[tuple[str, str]], today: date) -> list[tuple[JudgedClaim, ...]]:
    """The judged claims of each sentence, given with its page's date (empty: it has none); one look-up for all."""
    pages = [
        (
            read(Document("https://example.org/p", text.encode(), "text/plain; charset=utf-8"), desk.lexicon),
            day,
        )
        for text, day in said
    ]
    needed = frozenset[str]().union(
        *(drugs_of_claims(page.claims, desk.lexicon, page.text) for page, _ in pages)
    )
    answers = desk.answer(Questions(drugs=tuple(sorted(needed))))
    return [
        judge_page(page, today, answers.lexicon, answers.timelines, PartialDate.parse(day) if day else None)
        for page, day in pages
    ]
