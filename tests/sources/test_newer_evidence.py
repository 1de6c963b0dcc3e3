"""Newer evidence on cited papers, live and from the local index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.evidence import Evidence, Unanswered
from model.identifiers import PMID
from model.literature import Work
from sources.answer_cache import AnswerCache
from sources.pubmed.client import PubMed
from sources.pubmed.newer import NewerEvidence
from sources.settings import Settings
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from tests.services.eutils import EUtils
from tests.services.loopback import Fault
from tests.services.pubmed_xml import article, article_set

Make = Callable[..., Settings]
CITED = PMID("1")
RCT = "Randomized Controlled Trial"
REVIEW = ["Systematic Review", "Meta-Analysis"]
RECORDS = [
    article("1", "The cited trial", year="2005", types=[RCT]),
    article("2", "A guideline", year="2018", types=["Journal Article", "Practice Guideline"], cites=["1"]),
    article("3", "A review of trials", year="2020", month="Mar", types=REVIEW, cites=["1"]),
    article("4", "A larger trial", year="2021", types=[RCT], cites=["1", "20"]),
    article("5", "An older trial", year="2009", types=[RCT], cites=["1"]),
    article("6", "An opinion", year="2022", types=["Editorial"], cites=["1"]),
    article("7", "A letter on a trial", year="2022", types=["Comment", RCT], cites=["1"]),
    article("8", "A retracted trial", year="2022", types=[RCT, "Retracted Publication"], cites=["1"]),
    article("9", "What will be done", year="2022", types=["Clinical Trial Protocol", RCT], cites=["1"]),
    article("20", "Nobody cites this", year="2006"),
    article("30", "A review", year="2007", types=["Systematic Review"], ties=[("UpdateIn", "J. 2012;1:1", "31")]),
    article("31", "A review, again", year="2012", types=["Systematic Review"],
            ties=[("UpdateOf", "J. 2007;1:1", "30"), ("UpdateIn", "J. 2019;1:1", "32")]),
    article("32", "A review, third time", year="2019", types=["Systematic Review"],
            ties=[("UpdateOf", "J. 2012;1:1", "31"), ("UpdateIn", "J. 2007;1:1", "30")]),
]  # fmt: skip
CITED_IN = {"1": [str(n) for n in range(2, 10)], "20": ["4"]}


@pytest.fixture
def server() -> Iterator[EUtils]:
    with EUtils(RECORDS, cited_in=CITED_IN) as running:
        yield running


def found(answer: Evidence[tuple[Work, ...]] | Unanswered) -> list[str]:
    assert isinstance(answer, Evidence)
    return [w.pmid.value for w in answer.facts if w.pmid]


def test_guidelines_come_before_reviews_and_reviews_before_trials(server: EUtils, settings_for: Make) -> None:
    answers = NewerEvidence(PubMed(settings_for(server)), since=date(2014, 6, 24)).look_up(
        [CITED, PMID("20")]
    )
    assert found(answers[CITED]) == ["2", "3", "4"]
    assert found(answers[PMID("20")]) == ["4"]
    evidence = answers[CITED]
    assert isinstance(evidence, Evidence)
    assert evidence.says.startswith("3 guidelines, reviews and trials")
    assert evidence.url.endswith("linkname=pubmed_pubmed_citedin&from_uid=1")


def test_without_a_date_older_works_count_too(server: EUtils, settings_for: Make) -> None:
    answers = NewerEvidence(PubMed(settings_for(server))).look_up([CITED])
    assert found(answers[CITED]) == ["2", "3", "4", "5"]


def test_versions_of_a_review_are_followed_to_the_last_and_loops_end(
    server: EUtils, settings_for: Make
) -> None:
    answers = NewerEvidence(PubMed(settings_for(server)), since=date(2010, 1, 1)).look_up([PMID("30")])
    assert found(answers[PMID("30")]) == ["32", "31"]


def test_many_cited_papers_take_a_handful_of_requests(server: EUtils, settings_for: Make) -> None:
    for n in range(1_000, 1_100):
        server.add(article(str(n), f"Cited {n}", year="2004"))
        server.cited_in[str(n)] = ("2", "3", "4")
    cache = AnswerCache()
    wanted = [PMID(str(n)) for n in range(1_000, 1_100)]
    answers = NewerEvidence(PubMed(settings_for(server), cache), date(2014, 1, 1)).look_up(wanted)
    assert all(found(a) == ["2", "3", "4"] for a in answers.values())
    assert len(server.requests) == 5, "the cited, who cites them, epost, the search in it, the strong ones"
    NewerEvidence(PubMed(settings_for(server), cache), date(2014, 1, 1)).look_up(wanted)
    assert len(server.requests) == 5, "a second run the same day asks nothing"


@pytest.mark.parametrize("tool", ["elink.fcgi", "epost.fcgi", "esearch.fcgi", "efetch.fcgi"])
def test_any_step_that_fails_leaves_the_paper_unanswered(
    server: EUtils, settings_for: Make, tool: str
) -> None:
    server.fault_on = lambda request: request.path.endswith(tool)
    server.faults.extend([Fault.ERROR_500] * 50)
    answers = NewerEvidence(PubMed(settings_for(server, attempts=2)), date(2014, 1, 1)).look_up([CITED])
    assert isinstance(answers[CITED], Unanswered)


def test_what_nobody_cites_is_answered_although_the_search_failed(server: EUtils, settings_for: Make) -> None:
    server.fault_on = lambda request: request.path.endswith("esearch.fcgi")
    server.faults.extend([Fault.ERROR_500] * 50)
    server.cited_in.pop("20")
    answers = NewerEvidence(PubMed(settings_for(server, attempts=2))).look_up([CITED, PMID("20")])
    assert isinstance(answers[CITED], Unanswered)
    assert found(answers[PMID("20")]) == []


def test_the_local_index_knows_the_same(tmp_path: Path) -> None:
    file = tmp_path / "pubmed26n0001.xml"
    file.write_bytes(article_set(RECORDS))
    build(tmp_path / "index.db", [file], now=datetime.now(UTC))
    index = PubMedIndex(tmp_path / "index.db")
    answers = NewerEvidence(index, since=date(2014, 6, 24)).look_up(
        [CITED, PMID("20"), PMID("30"), PMID("777")]
    )
    assert found(answers[CITED]) == ["2", "3", "4"]
    assert found(answers[PMID("20")]) == ["4"]
    assert found(answers[PMID("30")]) == ["32"]
    assert isinstance(answers[PMID("777")], Unanswered), "a record that is not in the index"
    index.close()
