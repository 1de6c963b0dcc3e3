"""What checks look up, they asked for; and a page's findings are its own, whatever else is in the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks import Case, all_checks, judge
from flows.questions import look_up, questions_of
from model.evidence import Answers
from model.page import Document, Page
from model.policy import Policy
from pages.read import read
from sources.desk import Desk
from verdicts import about, judge_page

TODAY = date(2026, 11, 24)
SITE = Path(__file__).parents[2] / "examples" / "site"
OWN = {
    "heading.md": "# Sickle cell disease\n\n## Oxbryta\n\nTake it with water. Oxbryta is used at home.\n\nUpdated March 1, 2026",
    "daclizumab.md": "# Daclizumab (Zinbryta)\n\nIt is injected once a month.\n\nReviewed March 3, 2017",
    "boxed.md": "# Arthritis\n\n## Xeljanz\n\nXeljanz is a pill.\n\nUpdated June 3, 2018",
    "claims.md": "# Breast cancer\n\nIbrance is approved by the FDA for breast cancer.\n\nUpdated June 3, 2019",
    "none.md": "# Gout\n\nNo drug is approved by the FDA for gout. Drink water.",
    "undated.md": "# Weight\n\nBelviq is approved by the FDA for weight loss.",
}
FDA = [c for c in all_checks() if c.family == "fda"]


@pytest.fixture(scope="module")
def pages(desk: Desk) -> list[Page]:
    files = [(p.name, p.read_bytes()) for p in sorted(SITE.iterdir()) if p.suffix != ".toml"]
    files += [(name, text.encode()) for name, text in OWN.items()]
    kinds = {".md": "text/markdown", ".html": "text/html", ".txt": "text/plain"}
    return [
        read(
            Document(f"https://example.org/{n}", body, f"{kinds[Path(n).suffix]}; charset=utf-8"),
            desk.lexicon,
        )
        for n, body in files
    ]


class Watched(Mapping[str, object]):
    """Answers that note what is looked up."""

    def __init__(self, inner: Mapping[str, object]) -> None:
        self.inner, self.seen = inner, set[str]()

    def __getitem__(self, key: str) -> object:
        self.seen.add(key)
        return self.inner[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


@pytest.mark.parametrize("check", FDA, ids=lambda c: c.code)
def test_every_drug_that_a_check_looks_up_was_asked_for(check, pages, desk):
    for page in pages:
        asked = check.asks(page, desk.lexicon)
        answers = desk.answer(asked)
        watched = Watched(answers.timelines)
        answers = replace(answers, timelines=watched)
        claims = judge_page(page, TODAY, desk.lexicon, watched)
        list(check.run(Case(page, answers, Policy(), TODAY, claims, about(page, desk.lexicon))))
        assert watched.seen <= set(asked.drugs), page.url


def test_a_page_alone_is_judged_as_among_others(pages, desk):
    together = look_up(pages, all_checks(), desk)
    for page in pages:
        alone = look_up([page], all_checks(), desk)
        one = judge(page, alone, Policy(), TODAY, all_checks())
        assert one == judge(page, together, Policy(), TODAY, all_checks()), page.url


def test_a_check_is_handed_no_answer_that_it_did_not_ask_for(pages, desk):
    everything = Answers(
        desk.lexicon, timelines=desk.answer(questions_of(pages, FDA, desk.lexicon)).timelines
    )
    silent = next(c for c in all_checks() if c.code == "DATE002")
    seen: list[Case] = []

    def run(case: Case):
        seen.append(case)
        return ()

    for page in pages:
        judge(page, everything, Policy(), TODAY, [replace(silent, run=run)])
    assert all(not case.answers.timelines and not case.claims for case in seen)


@pytest.mark.parametrize(
    ("name", "code"),
    [("heading.md", "FDA009"), ("daclizumab.md", "FDA009"), ("boxed.md", "FDA007"), ("undated.md", "FDA004")],
)
def test_from_page_to_questions_to_answers_to_findings(name, code, pages, desk):
    page = next(p for p in pages if p.url.endswith(f"/{name}"))
    found = judge(page, look_up([page], all_checks(), desk), Policy(), TODAY, all_checks()).findings
    assert code in {f.code for f in found}
