"""A handful of questions to the real services: `pytest -m live`, where there is internet access.

They hold what the loopback servers are built on to the present day. Facts asked for do not change: papers that were
retracted, updated and withdrawn long ago.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
import pytest_socket

from model.evidence import Evidence
from model.identifiers import DOI, NCT, PMCID, PMID
from model.literature import NoticeKind, Work
from sources.crossref import Crossref
from sources.idconv import IdConverter
from sources.pubmed.client import PubMed
from sources.pubmed.newer import NewerEvidence
from sources.settings import Settings
from sources.source import CitationKey
from sources.trials import Trials

WAKEFIELD = PMID("9500320")


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Real addresses, and sockets allowed; skips, saying so, unless live tests were asked for and can be run."""
    if "live" not in (request.config.getoption("-m") or ""):
        pytest.skip("asks the real services: run with `pytest -m live` where there is internet access")
    # What pytest-socket does after each test, done before this one; it sets its limits anew for the next.
    pytest_socket._remove_restrictions()
    try:
        socket.create_connection(("eutils.ncbi.nlm.nih.gov", 443), timeout=5).close()
    except OSError as error:
        pytest.skip(f"no internet access here ({error})")
    environment = {**os.environ, "BESTBEFORE_CACHE_DIR": str(tmp_path)}
    return Settings.from_environment(environment)


def work_of(answer: object) -> Work:
    assert isinstance(answer, Evidence), answer
    assert isinstance(answer.facts, Work)
    return answer.facts


@pytest.mark.live
def test_pubmed_gives_a_retracted_paper_and_knows_what_does_not_exist(settings: Settings) -> None:
    answers = PubMed(settings).fetch([WAKEFIELD, PMID("99999999")])
    notices = {(n.kind, n.pmid) for n in work_of(answers[WAKEFIELD]).notices}
    assert (NoticeKind.RETRACTION, PMID("20137807")) in notices
    missing = answers[PMID("99999999")]
    assert isinstance(missing, Evidence)
    assert missing.facts is None


@pytest.mark.live
def test_pubmed_finds_a_place_a_doi_and_a_title(settings: Settings) -> None:
    pubmed = PubMed(settings)
    place = CitationKey("Lancet", 1998, "351", "637", "Wakefield AJ")
    assert pubmed.citation_match({"a": place}) == {"a": WAKEFIELD}
    doi = DOI("10.1016/s0140-6736(97)11096-0")
    assert WAKEFIELD in (pubmed.find_dois([doi])[doi] or ())
    assert WAKEFIELD in (pubmed.by_places([place])[place] or ())
    title = "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children"
    assert WAKEFIELD in (pubmed.search_title(title) or ())


@pytest.mark.live
def test_pubmed_knows_the_newer_versions_of_a_review(settings: Settings) -> None:
    answer = NewerEvidence(PubMed(settings)).look_up([PMID("17943848")])[PMID("17943848")]
    assert isinstance(answer, Evidence)
    assert {PMID("27905673"), PMID("36512807")} <= {w.pmid for w in answer.facts}


@pytest.mark.live
def test_crossref_tells_a_paper_from_its_retraction_notice(settings: Settings) -> None:
    paper, notice = DOI("10.1016/s0140-6736(20)31180-6"), DOI("10.1016/s0140-6736(20)31324-6")
    answers = Crossref(settings).works([paper, notice])
    assert any(n.kind is NoticeKind.RETRACTION and not n.outgoing for n in work_of(answers[paper]).notices)
    assert not any(
        n.kind is NoticeKind.RETRACTION and not n.outgoing for n in work_of(answers[notice]).notices
    )


@pytest.mark.live
def test_identifiers_and_trials_are_known(settings: Settings) -> None:
    assert IdConverter(settings).pmcids([PMCID("PMC3531190")]) == {PMCID("PMC3531190"): PMID("23193287")}
    answer = Trials(settings).look_up([NCT("NCT00000620")])[NCT("NCT00000620")]
    assert isinstance(answer, Evidence)
    assert answer.facts.status == "Completed"
