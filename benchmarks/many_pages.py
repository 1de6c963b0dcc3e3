"""A large site's audit, made by handing out the example site's pages again and again under other addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from checks import enabled_checks, judge
from flows.questions import look_up
from flows.reading import read_one
from model.page import Document
from model.policy import Policy
from pages.fetch import scrape
from reports.build import PageResult, Run, SourceState
from sources.desk import open_desk

EXAMPLE = Path(__file__).parent.parent / "examples" / "site"
TODAY = date(2026, 11, 27)
_SECTIONS = ("cancer", "heart", "nerves", "children", "news")
_OWNERS = ("A. Reyes", "B. Quist", "")


@cache
def example_results() -> tuple[PageResult, ...]:
    """The example site, read and judged once against the snapshot that ships."""
    desk, checks = open_desk("snapshot", ""), enabled_checks(frozenset())
    documents = [d for d in scrape((str(EXAMPLE),)) if isinstance(d, Document)]
    pages = [read_one(d, desk.lexicon) for d in documents]
    answers = look_up(pages, checks, desk)
    return tuple(
        PageResult(p, judge(p, answers, Policy(), TODAY, checks), d.fetched_at)
        for p, d in zip(pages, documents, strict=True)
    )


@dataclass(frozen=True)
class ManyPages:
    """``count`` pages made from a few, one at a time: a collection that holds none of them."""

    count: int
    models: tuple[PageResult, ...]

    def __len__(self) -> int:
        return self.count

    def __contains__(self, item: object) -> bool:
        return any(item == result for result in self)

    def __iter__(self) -> Iterator[PageResult]:
        for number in range(self.count):
            model = self.models[number % len(self.models)]
            section = _SECTIONS[number % len(_SECTIONS)]
            url = f"https://health.example/{section}/page-{number}"
            findings = tuple(replace(f, page_url=url) for f in model.judgement.findings)
            yield PageResult(
                replace(model.page, url=url, canonical_url=url, title=f"{model.page.title} ({number})"),
                replace(model.judgement, page_url=url, findings=findings),
                model.fetched_at,
                _OWNERS[number % len(_OWNERS)],
            )


def run_of(count: int) -> Run:
    """The run that such pages come from."""
    started = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    return Run(
        id="20261127T020000-many",
        started_at=started,
        finished_at=started,
        today=TODAY,
        targets=(f"{count} made pages",),
        policy=Policy(),
        version="0.1.0",
        sources=(SourceState("FDA", "snapshot", date(2025, 12, 31)),),
    )
