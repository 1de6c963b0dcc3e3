"""Old evidence, and newer evidence: one finding for a section."""

from datetime import date

import pytest

from model.dates import PartialDate
from model.identifiers import PMID
from model.literature import NoticeKind
from model.policy import Policy
from tests.checks.ref.conftest import notice, work

HEAD = "today: 2026-11-24\n# Lapatinib\n\nUpdated 17 March 2014\n\n"
LIST = (
    "\n\n## References\n\n"
    "1. Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast "
    "cancer. N Engl J Med. 2006;355(26):2733-43.\n"
    "2. Robson M, Im SA, Senkus E, et al. Olaparib for metastatic breast cancer in patients with a germline BRCA "
    "mutation. N Engl J Med. 2017;377(6):523-533.\n"
    "3. Lighthouse Cancer Fund. Facts and figures. Accessed June 3, 2009.\n"
)


def page(body: str) -> str:
    return HEAD + body + LIST


def test_a_statement_that_rests_on_an_old_paper_only(judged):
    (finding,) = judged("REF013", page("It holds the disease back [1]. Olaparib helps some [2]."))
    assert finding.quote == "It holds the disease back [1]."
    assert finding.message == "The newest source cited for this statement is from 2006, 20 years ago."


def test_several_old_statements_of_a_page_are_one_finding_that_quotes_them(judged):
    body = "It holds the disease back [1].\n\n## Symptoms\n\nIt also eases symptoms [1]."
    (finding,) = judged("REF013", page(body))
    assert "2 statements of this page" in finding.message
    assert "“It also eases symptoms [1].”" in finding.suggestion


def test_the_date_of_the_record_counts_before_that_of_the_entry(judged):
    record = work(17192538, year=2019)
    assert judged("REF013", page("It holds the disease back [1]."), {1: record}) == []


def test_the_policy_says_how_old_is_old(judged):
    markdown = page("It holds the disease back [1].")
    assert judged("REF013", markdown, policy=Policy(evidence_years=25)) == []
    (finding,) = judged("REF013", markdown, policy=Policy(evidence_years=5))
    assert "from 2006" in finding.message


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("It holds the disease back [1, 2].", "newer evidence stands beside it"),
        ("It holds the disease back [1], and others do so too [2].", "in the same sentence"),
        ("A trial of 2006 found that it can hold the disease back [1].", "history, told as history"),
        ("Many people live with it [3].", "a web page is no paper whose age is known"),
        ("It holds the disease back [1, 9].", "what the missing entry is nobody knows"),
    ],
)
def test_old_evidence_is_left_alone_when(judged, body, why):
    assert judged("REF013", page(body)) == [], why


def test_a_retracted_paper_is_not_called_old_as_well(judged):
    record = work(year=2006, notices=(notice(NoticeKind.RETRACTION, "2010-02-06"),))
    assert judged("REF013", page("It holds the disease back [1]."), {1: record}) == []


CITED = work(17192538, "Lapatinib plus capecitabine", 2006)
GUIDELINE = work(1, "A guideline", types=("Practice Guideline",), date=PartialDate(2019, 5))
REVIEW = work(2, "A review", types=("Systematic Review", "Meta-Analysis"), date=PartialDate(2021))
TRIAL = work(3, "A trial", types=("Randomized Controlled Trial",), date=PartialDate(2023, 2, 1))
TRIAL_2 = work(4, "Another trial", types=("Randomized Controlled Trial",), date=PartialDate(2024))


def newer_of(judged, *works, body="It holds the disease back [1]. It eases symptoms [1].", cited=CITED):
    return judged("REF014", page(body), {1: cited}, {PMID("17192538"): works})


def test_newer_evidence_is_counted_and_the_three_strongest_are_shown(judged):
    (finding,) = newer_of(judged, TRIAL, TRIAL_2, REVIEW, GUIDELINE)
    assert "Since 17 March 2014, 1 guideline, 1 systematic review and 2 randomised trials" in finding.message
    assert [e.id for e in finding.evidence] == ["PMID 1", "PMID 2", "PMID 4"]
    assert finding.evidence[0].url == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert finding.quote == "It holds the disease back [1]."
    assert finding.since == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("late", "why"),
    [
        (work(5, types=("Practice Guideline",), date=PartialDate(2013)), "older than the section"),
        (work(5, types=("Practice Guideline",), date=PartialDate(2014)), "may be older than the section"),
        (work(5, types=("Practice Guideline",), date=PartialDate(2027)), "not published yet"),
        (work(5, types=("Journal Article",), date=PartialDate(2020)), "no guideline, review or trial"),
        (work(5, types=("Meta-Analysis", "Comment"), date=PartialDate(2020)), "only a comment on one"),
        (work(5, types=("Meta-Analysis",), date=None), "no date"),
        (work(17192538, types=("Meta-Analysis",), date=PartialDate(2020)), "the page cites it already"),
        (
            work(
                5,
                types=("Meta-Analysis",),
                date=PartialDate(2020),
                notices=(notice(NoticeKind.RETRACTION, "2021"),),
            ),
            "it was retracted",
        ),
    ],
)
def test_newer_evidence_does_not_count_when(judged, late, why):
    assert newer_of(judged, late) == [], why


def test_of_a_review_and_its_update_only_the_update_counts(judged):
    update = work(
        6,
        "A review, again",
        types=("Systematic Review",),
        date=PartialDate(2024),
        notices=(notice(NoticeKind.UPDATE, "2021", 2, outgoing=True),),
    )
    (finding,) = newer_of(judged, REVIEW, update)
    assert [e.id for e in finding.evidence] == ["PMID 6"]


def test_a_page_without_a_date_has_no_newer_evidence(judged):
    undated = page("It holds the disease back [1].").replace("Updated 17 March 2014\n\n", "")
    assert judged("REF014", undated, {1: CITED}, {PMID("17192538"): (GUIDELINE,)}) == []


def test_each_section_gets_its_own_finding_and_no_more(judged):
    body = "It holds it back [1].\n\n## Symptoms\n\nIt eases them [1]. It does so for months [1]."
    findings = newer_of(judged, GUIDELINE, body=body)
    assert [f.quote for f in findings] == ["It holds it back [1].", "It eases them [1]."]
