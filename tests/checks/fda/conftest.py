"""What the tests of the FDA checks share: a page in Markdown, and timelines built by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from checks import all_checks
from checks import judge as judge_page
from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.evidence import Answers, Evidence, Unanswered
from model.finding import Finding, Judgement, Severity
from model.identifiers import ApplicationNumber
from model.indication import Indication
from model.lexicon import DrugClass, Lexicon
from model.page import Document, Page
from model.policy import Policy
from pages.read import read
from sources.snapshot.starter import load_starter

TODAY = date(2026, 11, 24)
READ_AT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)

Judged = Callable[..., list[Finding]]
Whole = Callable[..., Judgement]


@cache
def names() -> Lexicon:
    """The names that ship: what FDA did is told by each test."""
    return load_starter().lexicon


def with_class(key: str, *members: str, complete: bool = True) -> Lexicon:
    """The names that ship, with the members of one class changed."""
    lexicon = names()
    group = DrugClass(key, lexicon.classes[key].names, members, complete)
    return replace(lexicon, classes={**lexicon.classes, key: group})


def act(
    drug: str,
    action: Action,
    day: str,
    condition: str = "",
    *,
    stage: str = "",
    setting: str = "",
    markers: tuple[str, ...] = (),
    population: str = "",
    partners: tuple[str, ...] = (),
    brand: str = "",
    number: str = "NDA012345",
    seen: bool = False,
    brand_only: bool = False,
) -> ApprovalEvent:
    """One act of FDA, as a source tells it."""
    words = " ".join(filter(None, (*markers, stage, condition)))
    return ApprovalEvent(
        drug,
        action,
        PartialDate.parse(day),
        f"FDA: {action.value} {brand or drug} for {words}"
        if words
        else f"FDA: {action.value} {brand or drug}",
        "Drugs@FDA",
        f"https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo={number[-6:]}",
        ApplicationNumber(number),
        brand,
        Indication(condition, stage, setting, markers, population, partners, words) if condition else None,
        seen,
        brand_only,
    )


def approved(drug: str, day: str, condition: str = "", **more: object) -> ApprovalEvent:
    """A regular approval."""
    return act(drug, Action.APPROVED, day, condition, **more)  # type: ignore[arg-type]


def page_of(body: str, dated: str, lexicon: Lexicon) -> Page:
    """A page with a title, the body and, unless ``dated`` is empty, the day of its last update."""
    heading = "" if body.startswith("#") else "# About treatment\n\n"
    foot = f"\n\nUpdated {dated}" if dated else ""
    document = Document(
        "https://example.org/page", (heading + body + foot).encode(), "text/markdown; charset=utf-8"
    )
    return read(document, lexicon)


def answers_of(
    events: Iterable[ApprovalEvent], complete: Iterable[str], down: Iterable[str], lexicon: Lexicon
) -> Answers:
    """A timeline for each drug of the events and of ``complete`` (all its uses are told); ``down`` got no answer."""
    complete = tuple(complete)
    by_drug: dict[str, list[ApprovalEvent]] = {drug: [] for drug in complete}
    for event in events:
        by_drug.setdefault(event.drug, []).append(event)
    timelines: dict[str, Evidence[Timeline] | Unanswered] = {
        drug: Evidence(
            "Drugs@FDA",
            drug,
            "https://www.accessdata.fda.gov/",
            "timeline",
            Timeline(drug, tuple(sorted(own, key=lambda e: e.date.earliest())), TODAY, drug in complete),
            TODAY,
            READ_AT,
        )
        for drug, own in by_drug.items()
    }
    timelines.update({drug: Unanswered("openFDA", drug, "openFDA did not answer (503)") for drug in down})
    return Answers(lexicon=lexicon, timelines=timelines)


def lawful(finding: Finding, code: str, page: Page) -> None:
    """What holds for every finding of this family."""
    assert finding.code == code
    assert finding.quote
    assert finding.span is not None
    assert page.quote(finding.span) == finding.quote
    assert finding.message.endswith(".")
    assert finding.suggestion.endswith(".")
    assert finding.severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    if finding.claim:
        assert finding.claim.startswith("The page says: ")
    for exhibit in finding.evidence:
        assert exhibit.url.startswith("https://")
        assert exhibit.as_of == TODAY
        assert exhibit.says


@pytest.fixture
def judged() -> Judged:
    """``judged(code, body, *events, dated="March 2, 2015")``: the check's findings, each held to the laws."""

    def run(
        code: str,
        body: str,
        *events: ApprovalEvent,
        dated: str = "March 2, 2015",
        complete: Iterable[str] = (),
        lexicon: Lexicon | None = None,
        today: date = TODAY,
    ) -> list[Finding]:
        lexicon = lexicon or names()
        page = page_of(body, dated, lexicon)
        check = next(c for c in all_checks() if c.code == code)
        answers = answers_of(events, complete, (), lexicon)
        findings = list(judge_page(page, answers, Policy(), today, [check]).findings)
        for finding in findings:
            lawful(finding, code, page)
        return findings

    return run


@pytest.fixture
def whole() -> Whole:
    """``whole(body, *events, down=("olaparib",))``: what all checks of the family make of the page."""

    def run(
        body: str,
        *events: ApprovalEvent,
        dated: str = "March 2, 2015",
        complete: Iterable[str] = (),
        down: Iterable[str] = (),
        lexicon: Lexicon | None = None,
        today: date = TODAY,
    ) -> Judgement:
        lexicon = lexicon or names()
        page = page_of(body, dated, lexicon)
        family = [c for c in all_checks() if c.family == "fda"]
        return judge_page(page, answers_of(events, complete, down, lexicon), Policy(), today, family)

    return run
