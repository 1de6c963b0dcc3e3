"""PMCIDs and DOIs to PMIDs over real HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMCID, PMID
from sources.answer_cache import AnswerCache
from sources.idconv import IdConverter
from sources.identifiers import resolve_ids
from sources.pubmed.client import PubMed
from sources.settings import Settings
from tests.services.eutils import EUtils
from tests.services.idconv import IdConvServer
from tests.services.loopback import Fault
from tests.services.pubmed_xml import article
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]


def test_pmcids_are_converted_two_hundred_at_a_time(settings_for: Make) -> None:
    with IdConvServer({f"PMC{n}": str(n) for n in range(1, 301)}) as server:
        found = IdConverter(settings_for(server)).pmcids(PMCID(f"PMC{n}") for n in range(1, 301))
        assert [len(r.one("ids").split(",")) for r in server.requests] == [200, 100]
        assert {(r.one("tool"), r.one("email")) for r in server.requests} == {
            ("bestbefore", "editor@example.org")
        }
    assert found[PMCID("PMC300")] == PMID("300")


def test_an_article_that_is_not_there_is_none_and_not_a_failure(settings_for: Make) -> None:
    with IdConvServer({"PMC1": "11", "PMC2": None}) as server:
        found = IdConverter(settings_for(server)).pmcids([PMCID("PMC1"), PMCID("PMC2"), PMCID("PMC3")])
    assert found == {PMCID("PMC1"): PMID("11"), PMCID("PMC2"): None, PMCID("PMC3"): None}


def test_the_common_face_gives_evidence(settings_for: Make) -> None:
    with IdConvServer({"PMC1": "11"}) as server:
        answers = IdConverter(settings_for(server)).look_up([PMCID("PMC1"), PMCID("PMC3")])
    facts = {p.value: a.facts for p, a in answers.items() if isinstance(a, Evidence)}
    assert facts == {"PMC1": PMID("11"), "PMC3": None}


def test_dois_are_matched_whatever_their_case(settings_for: Make) -> None:
    with IdConvServer({"10.1093/NAR/gks1195": "23193287"}) as server:
        found = IdConverter(settings_for(server)).dois([DOI("10.1093/nar/GKS1195")])
    assert found == {DOI("10.1093/nar/gks1195"): PMID("23193287")}


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_that_stays_is_unanswered_and_not_kept(settings_for: Make, fault: Fault) -> None:
    with IdConvServer({"PMC1": "11"}) as server:
        server.always = fault
        cache = AnswerCache()
        first = IdConverter(settings_for(server, attempts=2, **HURRIED), cache).pmcids([PMCID("PMC1")])
        assert isinstance(first[PMCID("PMC1")], Unanswered)
        server.always = None
        assert IdConverter(settings_for(server), cache).pmcids([PMCID("PMC1")]) == {PMCID("PMC1"): PMID("11")}


def test_a_conversion_is_kept(settings_for: Make) -> None:
    with IdConvServer({"PMC1": "11"}) as server:
        cache = AnswerCache()
        for _run in range(2):
            IdConverter(settings_for(server), cache).pmcids([PMCID("PMC1")])
        assert len(server.requests) == 1


def test_dois_go_to_pubmed_many_at_a_time_and_then_to_the_converter(settings_for: Make) -> None:
    records = [article(str(n), f"Paper {n}", doi=f"10.5555/p{n}") for n in range(1, 61)]
    with EUtils(records) as eutils, IdConvServer({"10.5555/only-in-pmc": "77", "PMC5": "55"}) as idconv:
        settings = settings_for(eutils, idconv_url=f"{idconv.url}/tools/idconv/api/v1/articles/")
        pubmed = PubMed(settings)
        dois = [DOI(f"10.5555/p{n}") for n in range(1, 61)]
        found = resolve_ids(
            [PMCID("PMC5")],
            [*dois, DOI("10.5555/only-in-pmc"), DOI("10.5555/nowhere")],
            IdConverter(settings),
            pubmed,
        )
        assert len(eutils.asked("esearch.fcgi")) == 2
    assert found[DOI("10.5555/p60")] == (PMID("60"),)
    assert found[DOI("10.5555/only-in-pmc")] == (PMID("77"),)
    assert found[DOI("10.5555/nowhere")] == ()
    assert found[PMCID("PMC5")] == (PMID("55"),)


def test_a_doi_that_nobody_could_be_asked_about_is_unanswered(settings_for: Make) -> None:
    with EUtils() as eutils, IdConvServer({}) as idconv:
        eutils.always = Fault.ERROR_500
        settings = settings_for(eutils, idconv_url=idconv.url)
        found = resolve_ids([], [DOI("10.5555/x")], IdConverter(settings), PubMed(settings))
    assert isinstance(found[DOI("10.5555/x")], Unanswered)
