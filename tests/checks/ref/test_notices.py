"""What became of a cited paper: retracted, doubted, corrected, superseded, published."""

from datetime import date

import pytest

from model.finding import Severity, Verdict
from model.identifiers import PMID
from model.literature import Match, MatchVerdict, NoticeKind
from tests.checks.ref.conftest import notice, work

ENTRY = (
    "Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
    "pervasive developmental disorder in children. Lancet. 1998;351(9103):637-41."
)
RETRACTED = notice(NoticeKind.RETRACTION, "2010-02-06", 20137807)


def page(body: str, dated: str = "Last reviewed 4 September 2012") -> str:
    return f"# Vaccines\n\n{dated}\n\n{body}\n\n## References\n\n1. {ENTRY}\n"


CLAIM = "Twelve children had bowel disease and lost skills [1]."


def test_a_sentence_that_rests_on_a_retracted_paper_is_shown_with_the_notice(judged):
    (finding,) = judged("REF006", page(CLAIM), {1: work(notices=(RETRACTED,))})
    assert finding.quote == CLAIM
    assert finding.severity is Severity.ERROR
    assert finding.since == date(2010, 2, 6)
    assert finding.subject == "PMID 9500320"
    assert "6 February 2010, before the page’s own date (4 September 2012)" in finding.message
    assert finding.evidence[0].id == "PMID 20137807"
    assert finding.evidence[0].url == "https://pubmed.ncbi.nlm.nih.gov/20137807/"


@pytest.mark.parametrize(
    ("reviewed", "verdict"),
    [
        ("Last reviewed 4 September 2012", Verdict.CONTRADICTED),  # retracted before anyone looked
        ("Last reviewed 4 September 2008", Verdict.OUTDATED),  # it became so later
        ("", None),  # the page does not say when
    ],
)
def test_the_page_date_tells_whether_it_was_ever_right(judged, reviewed, verdict):
    (finding,) = judged("REF006", page(CLAIM, reviewed), {1: work(notices=(RETRACTED,))})
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    "body",
    [
        "The retracted 1998 study [1] described twelve children.",
        "The fear began with one paper [1]. The journal retracted it in 2010.",
        "In 1998 a paper claimed a link [1], and was later found to be fraudulent.",
        "A study that has since been withdrawn by its journal [1] started the scare.",
        "## The retracted study\n\nTwelve children were described [1].",
        "The study [1] was discredited and its author struck off.",
        "In 2010, The Lancet pulled the paper [1] from its pages.",
        "Fact: the study that claimed this [1] was false and was taken back by the journal.",
        "The paper [1] has been debunked many times.",
    ],
)
def test_a_page_that_cites_a_paper_because_it_was_retracted_is_not_accused(judged, body):
    assert judged("REF006", page(body), {1: work(notices=(RETRACTED,))}) == []


@pytest.mark.parametrize(
    "body",
    [
        "Nipple retraction can be a sign of disease [1].",
        "The FDA withdrew its approval of the drug after this [1].",
        "Patients withdrew from the study because of side effects [1].",
        "A study [1] found bowel disease in twelve children; some parents withdrew consent.",
        "The study found that results were false positives in one of ten [1].",
        "Twelve children had bowel disease [1]. The eyelid retracts in some of the patients of this study.",
    ],
)
def test_retraction_of_the_body_and_withdrawal_of_drugs_excuse_nothing(judged, body):
    assert len(judged("REF006", page(body), {1: work(notices=(RETRACTED,))})) == 1


def test_every_sentence_that_rests_on_it_is_found_and_the_one_that_says_so_is_not(judged):
    body = (
        "Twelve children had bowel disease [1]. They lost skills within weeks [1].\n\n"
        "Later the journal retracted the paper [1]."
    )
    findings = judged("REF006", page(body), {1: work(notices=(RETRACTED,))})
    assert [f.quote for f in findings] == [
        "Twelve children had bowel disease [1].",
        "They lost skills within weeks [1].",
    ]


def test_a_paper_reinstated_after_its_retraction_is_left_alone(judged):
    notices = (notice(NoticeKind.RETRACTION, "2015-05-01", 1), notice(NoticeKind.REINSTATEMENT, "2016-03-01"))
    assert judged("REF006", page(CLAIM), {1: work(notices=notices)}) == []


def test_of_two_retractions_the_last_counts(judged):
    notices = (notice(NoticeKind.RETRACTION, "2004-03-06", 15016483), RETRACTED)
    (finding,) = judged("REF006", page(CLAIM), {1: work(notices=notices)})
    assert finding.since == date(2010, 2, 6)


def test_retracted_and_replaced_is_told_apart(judged):
    notices = (RETRACTED, notice(NoticeKind.REPUBLISHED, "2011-01", 2))
    (finding,) = judged("REF006", page(CLAIM), {1: work(notices=notices)})
    assert finding.severity is Severity.WARNING
    assert "published again, corrected" in finding.message
    assert judged("REF010", page(CLAIM), {1: work(notices=notices)}) == []


def test_a_notice_is_not_itself_retracted(judged):
    outgoing = notice(NoticeKind.RETRACTION, "1998-02-28", 9500320, outgoing=True)
    assert judged("REF006", page(CLAIM), {1: work(20137807, notices=(outgoing,))}) == []


def test_a_likely_paper_is_called_likely(judged):
    match = Match(
        MatchVerdict.AMBIGUOUS, 0.49, None, ("title", "author"), ("page",), (work(notices=(RETRACTED,)),)
    )
    (finding,) = judged("REF006", page(CLAIM), {1: match})
    assert finding.severity is Severity.WARNING
    assert "probably" in finding.message


def test_a_candidate_with_other_authors_is_not_taken_for_the_paper(judged):
    match = Match(MatchVerdict.AMBIGUOUS, 0.49, None, ("title",), ("author",), (work(notices=(RETRACTED,)),))
    assert judged("REF006", page(CLAIM), {1: match}) == []


MILD = [
    ("REF007", NoticeKind.PARTIAL_RETRACTION, "Part of Wakefield et al (Lancet, 1998) was retracted"),
    ("REF008", NoticeKind.EXPRESSION_OF_CONCERN, "expression of concern"),
    ("REF009", NoticeKind.ERRATUM, "A correction to Wakefield et al (Lancet, 1998) was"),
    ("REF010", NoticeKind.REPUBLISHED, "corrected and published again"),
    ("REF011", NoticeKind.UPDATE, "A newer version of the review Wakefield et al (Lancet, 1998)"),
    ("REF012", NoticeKind.PUBLISHED_VERSION, "The preprint Wakefield et al (Lancet, 1998) was published"),
]


@pytest.mark.parametrize(("code", "kind", "words"), MILD)
def test_each_notice_is_told_by_its_own_check_and_no_other(judged, code, kind, words):
    cited = work(notices=(notice(kind, "2014-05", 24000001),))
    (finding,) = judged(code, page(CLAIM), {1: cited})
    assert words in finding.message
    assert "May 2014" in finding.message
    assert finding.since == date(2014, 5, 1)
    assert finding.verdict is Verdict.OUTDATED  # the page is of 2012
    assert finding.evidence[0].id == "PMID 24000001"
    for other in {c for c, _, _ in MILD} | {"REF006", "REF015"}:
        if other != code:
            assert judged(other, page(CLAIM), {1: cited}) == []


@pytest.mark.parametrize(("code", "kind", "words"), MILD)
def test_a_notice_that_the_cited_record_is_itself_says_nothing_against_it(judged, code, kind, words):
    cited = work(notices=(notice(kind, "2014-05", 24000001, outgoing=True),))
    assert judged(code, page(CLAIM), {1: cited}) == [], words


@pytest.mark.parametrize(("code", "kind", "words"), MILD[:5])
def test_a_retraction_says_all_that_milder_notices_would(judged, code, kind, words):
    cited = work(notices=(RETRACTED, notice(kind, "2004-05", 24000001)))
    assert judged(code, page(CLAIM), {1: cited}) == [], words


def test_of_a_chain_of_updates_the_newest_is_named_and_the_first_dates_it(judged):
    notices = (
        notice(NoticeKind.UPDATE, "2016-12-01", 27905673),
        notice(NoticeKind.UPDATE, "2022-12-13", 36512807),
    )
    (finding,) = judged("REF011", page(CLAIM), {1: work(17943848, notices=notices)})
    assert "13 December 2022" in finding.message
    assert finding.evidence[0].id == "PMID 36512807"
    assert finding.since == date(2016, 12, 1)


def test_a_page_that_cites_the_newer_version_as_well_is_up_to_date(judged):
    markdown = (
        "# Teeth\n\nOne visit will do [1]. So it was found again [2].\n\n## References\n\n"
        "1. Figini L. Single versus multiple visits. Cochrane Database Syst Rev. 2007;(4):CD005296.\n"
        "2. Manfredi M. Single versus multiple visits. Cochrane Database Syst Rev. 2016;12:CD005296.\n"
    )
    update = notice(NoticeKind.UPDATE, "2016-12-01", 27905673)
    assert judged("REF011", markdown, {1: work(17943848, notices=(update,)), 2: work(27905673)}) == []
    assert len(judged("REF011", markdown, {1: work(17943848, notices=(update,))})) == 1


def test_a_retraction_notice_cited_as_evidence_is_told(judged):
    cited = work(
        20137807,
        "Retraction--Ileal-lymphoid-nodular hyperplasia",
        2010,
        types=("Retraction of Publication",),
        notices=(notice(NoticeKind.RETRACTION, "1998-02-28", 9500320, outgoing=True),),
    )
    (finding,) = judged("REF015", page(CLAIM), {1: cited})
    assert finding.quote == CLAIM
    assert judged("REF015", page("The journal retracted the study in 2010 [1]."), {1: cited}) == []


def test_a_tie_in_the_wrong_direction_does_not_make_a_paper_a_notice(judged):
    both = (RETRACTED, notice(NoticeKind.RETRACTION, "2020-06-05", outgoing=True, source="Crossref"))
    assert judged("REF015", page(CLAIM), {1: work(notices=both)}) == []
    one = (notice(NoticeKind.RETRACTION, "2020-06-05", outgoing=True, source="Crossref"),)
    assert judged("REF015", page(CLAIM), {1: work(notices=one)}) == []


def test_without_an_answer_nothing_is_said(judged):
    for code in (
        "REF004",
        "REF005",
        "REF006",
        "REF007",
        "REF008",
        "REF009",
        "REF010",
        "REF011",
        "REF012",
        "REF015",
    ):
        assert judged(code, page(CLAIM)) == []


def test_the_retracted_paper_behind_a_wrong_identifier_is_found_by_its_text(judged):
    wrong, right = work(11248153, "Another paper"), work(notices=(RETRACTED,))
    match = Match(MatchVerdict.MISMATCH, 0.9, wrong, (), ("title",), (right,))
    (finding,) = judged("REF006", page(CLAIM), {1: match})
    assert finding.subject == str(PMID("9500320"))
