"""Markers and entries: what has no entry, what nothing cites, what stands twice."""

import pytest

from model.literature import Match, MatchVerdict
from tests.checks.ref.conftest import work

ENTRIES = (
    "Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal antibody against HER2. "
    "N Engl J Med. 2001;344(11):783-92.",
    "Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. "
    "N Engl J Med. 2006;355(26):2733-43.",
    "Fong PC, Boss DS, Yap TA, et al. Inhibition of poly(ADP-ribose) polymerase in tumors from BRCA mutation "
    "carriers. N Engl J Med. 2009;361(2):123-34.",
    "Miller K, Wang M, Gralow J, et al. Paclitaxel plus bevacizumab versus paclitaxel alone for metastatic breast "
    "cancer. N Engl J Med. 2007;357(26):2666-76.",
)


def page(body: str, *entries: str) -> str:
    lines = "\n".join(f"{n}. {e}" for n, e in enumerate(entries, 1))
    return f"# Targeted drugs\n\n{body}\n\n## References\n\n{lines}\n"


def test_a_marker_without_an_entry_is_named_with_its_sentence(judged):
    (finding,) = judged("REF001", page("It works [1]. It is safe in pregnancy [7].", *ENTRIES[:2]))
    assert finding.quote == "It is safe in pregnancy [7]."
    assert "[7]" in finding.message


def test_each_missing_number_is_told_once_where_it_first_stands(judged):
    body = "It works [1]. It is safe [6]. It helps some people [6, 8]. It may fail [2]."
    findings = judged("REF001", page(body, *ENTRIES))
    assert [(f.subject, f.quote) for f in findings] == [
        ("marker 6", "It is safe [6]."),
        ("marker 8", "It helps some people [6, 8]."),
    ]


def test_a_page_without_a_list_gets_one_finding_that_names_all_markers(judged):
    body = "# Drugs\n\nIt works [39]. It is safe [40, 41]. It helps [42]. Some stop it [43].\n"
    (finding,) = judged("REF001", body)
    for number in (39, 40, 41, 42, 43):
        assert f"[{number}]" in finding.message
    assert "no list of references" in finding.message


def test_a_list_that_was_cut_off_gets_one_finding(judged):
    body = " ".join(f"Statement number {n} is here [{n}]." for n in range(1, 40))
    (finding,) = judged("REF001", page(body, *ENTRIES))
    assert "35 entries" in finding.message


def test_an_entry_that_nothing_cites_is_noted(judged):
    (finding,) = judged("REF002", page("One works [1]. Two helps [2]. Three stops it [3].", *ENTRIES))
    assert "Entry 4" in finding.message
    assert finding.quote.startswith("Miller K") or "Miller K" in finding.quote


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("One works [1]. Two helps [2]. Three stops it [3]. Four failed [4].", "all are cited"),
        ("One works [1-4].", "a range cites all"),
        ("There are several such drugs.", "a reading list needs no markers"),
        ("There is one such drug [1].", "most entries have no marker: the list is not a numbered one"),
    ],
)
def test_uncited_entries_are_not_reported_when(judged, body, why):
    assert judged("REF002", page(body, *ENTRIES)) == [], why


def test_the_same_text_twice_is_one_paper(judged):
    (finding,) = judged("REF003", page("A [1]. B [2]. C [3].", ENTRIES[0], ENTRIES[1], ENTRIES[0]))
    assert "the same paper as entry 1" in finding.message
    assert finding.evidence == ()


def test_two_entries_that_were_found_to_be_one_paper_are_told(judged):
    other = "Slamon D. HER2 antibody plus chemotherapy. New England Journal of Medicine 2001;344:783."
    markdown = page("A [1]. B [2].", ENTRIES[0], other)
    (finding,) = judged("REF003", markdown, {1: work(11248153), 2: work(11248153)})
    assert "Reference 2" in finding.message


def test_two_papers_with_one_pmid_by_mistake_are_not_one_paper(judged):
    entries = (f"{ENTRIES[0]} PMID: 11248153", f"{ENTRIES[1]} PMID: 11248153")
    right, wrong = work(17192538), work(11248153)
    mismatch = Match(MatchVerdict.MISMATCH, 1.0, wrong, (), ("title",), (right,))
    assert judged("REF003", page("A [1]. B [2].", *entries), {1: wrong, 2: mismatch}) == []


def test_one_pmid_on_two_papers_is_no_duplicate_where_nobody_could_be_asked(judged):
    entries = (f"{ENTRIES[0]} PMID: 11248153", f"{ENTRIES[1]} PMID: 11248153")
    assert judged("REF003", page("A [1]. B [2].", *entries)) == []


def test_one_pmid_on_two_ways_to_print_a_paper_is_a_duplicate_though_nobody_could_be_asked(judged):
    short = "Slamon DJ et al. HER2 antibody plus chemotherapy. NEJM 2001;344:783. PMID: 11248153"
    (finding,) = judged("REF003", page("A [1]. B [2].", f"{ENTRIES[0]} PMID: 11248153", short))
    assert "Reference 2" in finding.message


def test_short_entries_may_recur(judged):
    assert judged("REF003", page("A [1]. B [2].", "Ibid.", "Ibid.")) == []


def test_two_papers_of_one_journal_and_year_are_two(judged):
    entries = (f"{ENTRIES[0]} PMID: 11248153", f"{ENTRIES[1]} PMID: 17192538")
    assert judged("REF003", page("A [1]. B [2].", *entries), {1: work(11248153), 2: work(17192538)}) == []


NAMED = "It works (Slamon et al., 2001). So does this (Geyer et al., 2006), and this (Fong et al., 2009). "


@pytest.mark.parametrize(
    ("sentence", "marker", "why"),
    [
        ("It is safe (Okafor and Brandt, 2016).", "Okafor and Brandt, 2016", "two names in brackets"),
        ("It is safe, as Okafor et al. (2016) found.", "Okafor et al. (2016)", "et al. in the sentence"),
        ("It is safe (Geyer et al., 2016).", "", "a name of the list: perhaps its year is wrong"),
        ("It is told in Growth, Decline, and Renewal (2007).", "", "a title, perhaps"),
        ("It is the law (Medicare Act, 2016).", "", "no names of persons"),
    ],
)
def test_names_and_year_without_an_entry(judged, sentence, marker, why):
    found = judged("REF001", page(NAMED + sentence, *ENTRIES))
    wanted = [f"“{marker}” has no entry in the list of references."] if marker else []
    assert [f.message for f in found] == wanted, why


def test_a_list_that_holds_few_of_the_names_may_be_another_one(judged):
    body = "It works (Slamon et al., 2001). It is safe (Okafor and Brandt, 2016). It is cheap (Oduya and Pell, 2011)."
    assert judged("REF001", page(body, *ENTRIES)) == []


def test_one_identifier_for_two_papers(judged):
    two = [f"{ENTRIES[0]} doi:10.5555/one", f"{ENTRIES[1]} doi:10.5555/one"]
    (finding,) = judged("REF025", page("It works [1]. It is safe [2].", *two))
    assert "Reference 2 and reference 1" in finding.message
    own = [f"{ENTRIES[0]} doi:10.5555/one", f"{ENTRIES[1]} doi:10.5555/two"]
    assert judged("REF025", page("It works [1]. It is safe [2].", *own)) == []
