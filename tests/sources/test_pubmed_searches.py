"""Searches, places in print, the citation matcher and links over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import SourceError
from model.evidence import Unanswered
from model.identifiers import DOI, PMID
from sources.answer_cache import AnswerCache
from sources.pubmed import eutils, queries
from sources.pubmed.client import PubMed
from sources.pubmed.eutils import EUtilities
from sources.session import RetryableError
from sources.settings import Settings
from sources.source import Ambiguous, CitationKey
from tests.services.eutils import EUtils
from tests.services.loopback import Fault
from tests.services.pubmed_xml import article
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]
LANCET = {"journal": "Lancet (London, England)", "abbrev": "Lancet"}


@pytest.fixture
def server() -> Iterator[EUtils]:
    records = [
        article("11", "Dulaglutide and cardiovascular outcomes in type 2 diabetes", authors=["Gerstein"],
                year="2019", month="Jul", volume="394", pages="121-130", doi="10.5555/rewind", **LANCET),
        article("12", "Oral semaglutide and cardiovascular outcomes", authors=["Husain"], year="2019",
                volume="381", pages="841-851", journal="The New England journal of medicine", abbrev="N Engl J Med"),
        article("13", "First letter on one page", volume="7", pages="50", year="2001", **LANCET),
        article("14", "Second letter on one page", volume="7", pages="50", year="2001", **LANCET),
        *(article(str(n), "A short note", volume="8", pages="60", year="2001", **LANCET) for n in range(20, 25)),
    ]  # fmt: skip
    cited = {"11": ["12", "13"], "12": []}
    with EUtils(records, cited_in=cited) as running:
        yield running


REWIND = CitationKey("Lancet", 2019, "394", "121", "Gerstein HC")


def test_places_in_print_are_matched_in_one_request(server: EUtils, settings_for: Make) -> None:
    found = PubMed(settings_for(server)).citation_match(
        {
            "a reference": REWIND,
            "the same again": REWIND,
            "two on a page": CitationKey("Lancet", 2001, "7", "50", "X"),
            "many on a page": CitationKey("Lancet", 2001, "8", "60", "X"),
            "no such page": CitationKey("Lancet", 2019, "394", "9999", "X"),
            "no such journal": CitationKey("J Nowhere", 2019, "394", "121", "X"),
        }
    )
    assert found["a reference"] == found["the same again"] == PMID("11")
    assert found["two on a page"] == Ambiguous((PMID("13"), PMID("14")), "AMBIGUOUS 13,14")
    assert found["many on a page"] == Ambiguous((), "AMBIGUOUS (5 citations)")
    assert found["no such page"] is None
    assert found["no such journal"] is None
    assert len(server.requests) == 1


def test_a_place_without_a_journal_is_not_asked_for_because_it_ends_the_answer(
    server: EUtils, settings_for: Make
) -> None:
    found = PubMed(settings_for(server)).citation_match(
        {"a": CitationKey(volume="9", first_page="1"), "b": REWIND}
    )
    assert found == {"a": None, "b": PMID("11")}
    lines = server.requests[0].one("bdata").split("\r")
    assert [line.split("|")[0] for line in lines] == ["N Engl J Med", "Lancet"]  # the witness, and the other


def test_a_bar_in_a_journal_does_not_break_the_line(server: EUtils, settings_for: Make) -> None:
    key = CitationKey("Lancet|x\rLancet", 2019, "394", "121", "")
    assert PubMed(settings_for(server)).citation_match({"a": key, "b": REWIND}) == {
        "a": None,
        "b": PMID("11"),
    }


@pytest.mark.parametrize("fault", [*(f for f in Fault if f is not Fault.TRUNCATED)])
def test_a_matcher_that_fails_is_unanswered_and_not_kept(
    server: EUtils, settings_for: Make, fault: Fault
) -> None:
    server.always = fault
    cache = AnswerCache()
    first = PubMed(settings_for(server, attempts=2, **HURRIED), cache)
    assert isinstance(first.citation_match({"a": REWIND})["a"], Unanswered)
    server.always = None
    assert PubMed(settings_for(server), cache).citation_match({"a": REWIND}) == {"a": PMID("11")}


def test_lines_that_did_not_come_back_are_asked_for_again(server: EUtils, settings_for: Make) -> None:
    server.faults.append(Fault.TRUNCATED)
    keys = {str(n): CitationKey("Lancet", 2019, "394", "121", f"Author{n}") for n in range(10)}
    found = PubMed(settings_for(server)).citation_match(keys)
    assert set(found.values()) == {PMID("11")}
    assert len(server.requests) == 2


def test_the_real_line_of_the_matcher_is_read() -> None:
    line = b"proc natl acad sci u s a|1991|88|3248|mann bj|k1|2014248\n"
    assert eutils.read_citations(line) == {"k1": PMID("2014248")}


def test_a_miss_that_drops_the_author_is_read() -> None:
    text = b"j nowhere|2015|31|3897|k7|NOT_FOUND;INVALID_JOURNAL\nlancet|2001|8||x y|k2|AMBIGUOUS (783 citations)"
    assert eutils.read_citations(text) == {"k7": None, "k2": Ambiguous((), "AMBIGUOUS (783 citations)")}


def test_a_title_is_searched_by_its_telling_words() -> None:
    assert queries.title("The effect of a statin on the risk of stroke") == (
        "effect[Title] AND statin[Title] AND risk[Title] AND stroke[Title]"
    )
    assert queries.title("Aspirin") == "", "one word finds everything"
    long = queries.title(" ".join(f"word{'x' * n}" for n in range(30)))
    assert long.count(" AND ") == 11


def test_titles_are_found_over_the_wire(server: EUtils, settings_for: Make) -> None:
    found = PubMed(settings_for(server)).search_titles(
        ["Dulaglutide and cardiovascular outcomes in type 2 diabetes", "Oral insulin in children", "On"]
    )
    assert found["Dulaglutide and cardiovascular outcomes in type 2 diabetes"] == (PMID("11"),)
    assert found["On"] == ()


def test_a_title_with_a_wrong_word_is_found_by_its_other_half(server: EUtils, settings_for: Make) -> None:
    wrong = "Dulaglutide and cardiovascular outcomes in children with type 2 diabetes mellitus"
    assert queries.title_loosely(wrong) == (
        "(Dulaglutide[Title] AND cardiovascular[Title] AND outcomes[Title]) OR "
        "(children[Title] AND type[Title] AND diabetes[Title] AND mellitus[Title])"
    )
    server.add(article("77", "Asthma in children"))
    assert PubMed(settings_for(server)).search_titles([wrong]) == {wrong: (PMID("11"),)}
    assert len(server.asked("esearch.fcgi")) == 2
    assert queries.title_loosely("Aspirin for headache in women") == "", "three words are in too many titles"


def test_a_title_that_is_found_is_asked_for_once(server: EUtils, settings_for: Make) -> None:
    PubMed(settings_for(server)).search_titles(["Dulaglutide and cardiovascular outcomes in type 2 diabetes"])
    assert len(server.asked("esearch.fcgi")) == 1


def test_words_that_pubmed_does_not_know_are_told(server: EUtils, settings_for: Make) -> None:
    _answer, hits = EUtilities(settings_for(server)).esearch("dulaglutide[Title] AND zzyzx[Title]")
    assert hits.not_found == ("zzyzx",)
    assert hits.pmids == (PMID("11"),), "it searched for the rest"


def test_places_are_searched_many_at_a_time(server: EUtils, settings_for: Make) -> None:
    misdated = CitationKey("Lancet", 2020, "394", "121")
    page = CitationKey("Lancet", 2001, "7", "50")
    nowhere = CitationKey("Lancet", 2019, "394", "777")
    vague = CitationKey("Lancet", 2001)
    found = PubMed(settings_for(server)).by_places([misdated, page, nowhere, vague])
    assert found == {misdated: (PMID("11"),), page: (PMID("13"), PMID("14")), nowhere: (), vague: ()}
    assert len(server.asked("esearch.fcgi")) == 1
    assert PubMed(settings_for(server)).by_place("Lancet", 2019, "394", "121") == (PMID("11"),)


def test_a_journal_is_searched_under_the_forms_that_pubmed_may_know(
    server: EUtils, settings_for: Make
) -> None:
    client = PubMed(settings_for(server))
    for printed in ("The Lancet.", "Lancet: a journal of medicine", "LANCET (London)"):
        assert client.by_place(printed, 2019, "394", "121") == (PMID("11"),), printed
    assert queries.place(CitationKey("N. Engl. J. Med.", 2019, "381", "841")).startswith(
        '("N Engl J Med"[Journal] AND'
    )


def test_dois_are_searched_many_at_a_time_and_kept(server: EUtils, settings_for: Make) -> None:
    cache = AnswerCache()
    wanted = [DOI("10.5555/REWIND"), DOI("10.5555/none")]
    expected = {wanted[0]: (PMID("11"),), wanted[1]: ()}
    first = PubMed(settings_for(server), cache)
    assert first.find_dois(wanted) == expected
    first.settle()
    asked = len(server.requests)
    assert PubMed(settings_for(server), cache).find_dois(wanted) == expected
    assert len(server.requests) == asked


def test_a_search_that_fails_is_unanswered(server: EUtils, settings_for: Make) -> None:
    server.always = Fault.RATE_200
    client = PubMed(settings_for(server, attempts=2))
    assert isinstance(client.search("x[Title]"), Unanswered)
    assert isinstance(client.find_dois([DOI("10.5555/x")])[DOI("10.5555/x")], Unanswered)
    assert isinstance(client.by_place("Lancet", 2019, "394", "121"), Unanswered)
    assert isinstance(client.search_title("Dulaglutide and outcomes"), Unanswered)


def test_records_lost_behind_a_search_do_not_become_an_empty_answer(
    server: EUtils, settings_for: Make
) -> None:
    server.fault_on = lambda request: request.path.endswith("efetch.fcgi")
    server.faults.extend([Fault.ERROR_500] * 10)
    found = PubMed(settings_for(server, attempts=2)).by_places([REWIND])
    assert isinstance(found[REWIND], Unanswered)


def test_who_cites_each_record_comes_apart(server: EUtils, settings_for: Make) -> None:
    found = PubMed(settings_for(server)).cited_in([PMID("11"), PMID("12"), PMID("99")])
    assert found == {PMID("11"): (PMID("12"), PMID("13")), PMID("12"): (), PMID("99"): ()}
    (request,) = server.requests
    assert request.method == "POST"
    assert request.all("id") == ["11", "12", "99"], "one id each, or the lists come back as one"


def test_no_list_at_all_is_not_an_empty_list(server: EUtils, settings_for: Make) -> None:
    server.always = Fault.LYING
    found = PubMed(settings_for(server)).cited_in([PMID("11")])
    assert isinstance(found[PMID("11")], Unanswered)


def test_summaries_leave_out_what_is_not_there(server: EUtils, settings_for: Make) -> None:
    found = EUtilities(settings_for(server)).esummary([PMID("12"), PMID("99")])
    assert {p.value: s["Title"] for p, s in found.items()} == {
        "12": "Oral semaglutide and cardiovascular outcomes"
    }


def test_a_set_is_stored_and_fetched_in_parts(server: EUtils, settings_for: Make) -> None:
    tools = EUtilities(settings_for(server))
    stored = tools.epost([PMID("11"), PMID("12"), PMID("13")])
    _answer, works = tools.efetch_stored(stored, start=1, size=2)
    assert set(works) == {PMID("12"), PMID("13")}


# -- answers as NCBI gave them


def sample(shared: Path, name: str) -> bytes:
    return (shared / "data/pubmed-biopython/Entrez" / name).read_bytes()


def test_real_searches_are_read(shared: Path) -> None:
    hits = eutils.read_hits(sample(shared, "esearch1.xml"))
    assert (hits.count, len(hits.pmids), hits.pmids[0]) == (63, 20, PMID("41282813"))
    stored = eutils.read_hits(sample(shared, "esearch2.xml"))
    assert (stored.query_key, stored.webenv) == ("1", "MCID_6927d6e7fee3e90f880ec190")
    nothing = eutils.read_hits(sample(shared, "esearch8.xml"))
    assert (nothing.count, nothing.pmids, nothing.not_found) == (0, (), ("abcXYZ",))


def test_real_posts_and_their_errors_are_read(shared: Path) -> None:
    assert eutils.read_stored(sample(shared, "epost1.xml")).query_key == "1"
    with pytest.raises(SourceError, match="Invalid db name specified: nothing"):
        eutils.read_stored(sample(shared, "epost2.xml"))
    with pytest.raises(SourceError, match="Empty ID list"):
        eutils.read_stored(sample(shared, "epost3.xml"))
    with pytest.raises(SourceError, match="Neither query_key nor id specified"):
        eutils.read_summaries(sample(shared, "esummary8.xml"))


def test_real_links_are_read(shared: Path) -> None:
    links = eutils.read_links(sample(shared, "elink1.xml"), "pubmed_pubmed")
    assert PMID("8794856") in links[PMID("9298984")]
    with pytest.raises(RetryableError, match="as one"):
        eutils.read_links(sample(shared, "elink3.xml"), "pubmed_pubmed")


def test_real_summaries_are_read(shared: Path) -> None:
    found = eutils.read_summaries(sample(shared, "esummary1.xml"))
    assert found[PMID("11850928")]["Source"] == "Arch Dermatol"
