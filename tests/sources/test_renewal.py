"""Papers that a local index knows, and what became of them since its day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.evidence import Evidence, Unanswered
from model.literature import NoticeKind
from pages.read.references import one_reference
from sources.answer_cache import AnswerCache
from sources.matching.lookup import Answer, match_references
from sources.pubmed.client import PubMed
from sources.settings import Settings
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from tests.services.eutils import EUtils, Fault
from tests.services.pubmed_xml import article, article_set

ENTRIES = [f"Doe A. Salt and its ways, part {n} of the whole. Ann Salt. 2012;7(1):{n}1-9." for n in range(3)]
# The test's records were revised in January 2026.
SOON, LATE = date(2026, 2, 1), date(2026, 11, 27)


def _record(n: int, retracted: bool = False) -> str:
    return article(
        str(4000 + n),
        f"Salt and its ways, part {n} of the whole.",
        journal="Annals of salt",
        abbrev="Ann Salt",
        year="2012",
        volume="7",
        pages=f"{n}1-9",
        types=("Journal Article", *(("Retracted Publication",) * retracted)),
        ties=[("RetractionIn", "Ann Salt. 2026 Mar;21(3):4", "4900")] * retracted,
    )


@pytest.fixture
def index(tmp_path: Path) -> PubMedIndex:
    file = tmp_path / "pubmed26n0001.xml"
    file.write_bytes(article_set([_record(n) for n in range(3)]))
    build(tmp_path / "index.sqlite", [file], now=datetime(2026, 1, 20, tzinfo=UTC))
    return PubMedIndex(tmp_path / "index.sqlite")


def _answers(index: PubMedIndex, live: PubMed, today: date) -> list[Answer]:
    references = [one_reference(text) for text in ENTRIES]
    found = match_references(references, [index, live], current=(live, today))
    live.settle()
    return [found[r.key] for r in references]


def test_a_retraction_after_the_index_is_told_in_one_request_and_none_the_second_time(
    index: PubMedIndex, settings_for: Callable[..., Settings], tmp_path: Path
) -> None:
    with EUtils([_record(0), _record(1, retracted=True), _record(2)]) as server:
        kept = AnswerCache(tmp_path / "answers.sqlite")
        for _night in range(2):
            answers = _answers(index, PubMed(settings_for(server), kept), LATE)
            assert all(isinstance(a, Evidence) and a.source == "PubMed" for a in answers)
            told = [[n.kind for n in a.facts.work.notices] for a in answers if isinstance(a, Evidence)]
            assert told == [[], [NoticeKind.RETRACTION], []]
        assert len(server.requests) == 1


def test_an_old_record_is_not_verified_while_pubmed_does_not_answer(
    index: PubMedIndex, settings_for: Callable[..., Settings]
) -> None:
    with EUtils() as server:
        server.always = Fault.ERROR_500
        answers = _answers(index, PubMed(settings_for(server)), LATE)
    assert all(isinstance(a, Unanswered) and a.lost for a in answers)
    assert "knows of no retraction" in answers[0].reason if isinstance(answers[0], Unanswered) else False


def test_a_record_of_the_last_weeks_stands_while_pubmed_does_not_answer(
    index: PubMedIndex, settings_for: Callable[..., Settings]
) -> None:
    with EUtils() as server:
        server.always = Fault.ERROR_500
        answers = _answers(index, PubMed(settings_for(server)), SOON)
    assert all(isinstance(a, Evidence) and a.as_of and a.as_of.year == 2026 for a in answers)


def test_what_a_local_record_tells_stands_whoever_is_silent(
    tmp_path: Path, settings_for: Callable[..., Settings]
) -> None:
    file = tmp_path / "pubmed26n0001.xml"
    file.write_bytes(article_set([_record(n, retracted=n == 1) for n in range(3)]))
    build(tmp_path / "own.sqlite", [file], now=datetime(2026, 1, 20, tzinfo=UTC))
    with EUtils() as server:
        server.always = Fault.ERROR_500
        answers = _answers(PubMedIndex(tmp_path / "own.sqlite"), PubMed(settings_for(server)), LATE)
    assert [isinstance(a, Evidence) for a in answers] == [False, True, False]


def test_an_index_of_before_journals_were_counted_says_so_and_is_mended_by_a_refresh(
    index: PubMedIndex, tmp_path: Path
) -> None:
    path = tmp_path / "index.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE journal")
    old = PubMedIndex(path)
    assert not old.coverage.knows_journals
    assert old.holds([("Ann Salt", 2012)]) == {("Ann Salt", 2012): False}
    build(path, [], now=datetime(2026, 1, 21, tzinfo=UTC))
    assert PubMedIndex(path).coverage.knows_journals
    assert PubMedIndex(path).holds([("Ann Salt", 2012)]) == {("Ann Salt", 2012): True}
