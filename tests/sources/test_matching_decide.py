"""From an entry and its candidates to a verdict."""

from dataclasses import replace

import pytest

from model.dates import PartialDate
from model.identifiers import DOI, PMID
from model.literature import Match, MatchVerdict, Notice, NoticeKind, Work
from model.page import Reference, ReferenceKind, ReferenceParts
from pages.read.references import parse_reference
from sources.matching.decide import decide
from sources.matching.score import score

GEYER = Work(
    title="Lapatinib plus capecitabine for HER2-positive advanced breast cancer.",
    pmid=PMID("17192538"),
    doi=DOI("10.1056/nejmoa064320"),
    authors=("Geyer", "Forster", "Lindquist", "Chan", "Romieu", "Pienkowski"),
    journal="The New England journal of medicine",
    journal_abbrev="N Engl J Med",
    date=PartialDate(2006, 12, 28),
    volume="355",
    issue="26",
    first_page="2733",
    last_page="2743",
    types=("Journal Article", "Randomized Controlled Trial"),
)
SLAMON = Work(
    title="Use of chemotherapy plus a monoclonal antibody against HER2 for metastatic breast cancer that "
    "overexpresses HER2.",
    pmid=PMID("11248153"),
    authors=("Slamon", "Leyland-Jones", "Shak", "Fuchs"),
    journal="The New England journal of medicine",
    journal_abbrev="N Engl J Med",
    date=PartialDate(2001, 3, 15),
    volume="344",
    issue="11",
    first_page="783",
    last_page="792",
)
VANCOUVER = (
    "Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. "
    "N Engl J Med. 2006;355(26):2733-43."
)


def entry(text: str, *identifiers: object, inline: bool = False) -> Reference:
    kind, parts = parse_reference(text)
    return Reference(0, 1, text, kind, tuple(identifiers), parts=parts, inline=inline)  # type: ignore[arg-type]


def unread(text: str) -> Reference:
    """The same entry where nothing of it could be taken apart."""
    return Reference(0, 1, text, ReferenceKind.ARTICLE)


SAME_PAPER = [
    (VANCOUVER, "Vancouver"),
    (
        "[12] " + VANCOUVER + " doi:10.1056/NEJMoa064320. PMID: 17192538. [PubMed] [Google Scholar]",
        "with all trimmings",
    ),
    (
        "Geyer, C. E., Forster, J., & Lindquist, D. (2006). Lapatinib plus capecitabine for HER2-positive advanced "
        "breast cancer. New England Journal of Medicine, 355(26), 2733–2743.",
        "APA",
    ),
    (
        "Geyer CE, Forster J: Lapatinib plus capecitabine for HER2-positive advanced\nbreast can-\ncer. N Engl J Med "
        "2006, 355:2733-\n2743.",
        "set in a narrow column",
    ),
    ("Geyer CE et al. N Engl J Med 2006;355:2733-43.", "no title"),
    (
        "Lapatinib plus capecitabine for HER2-positive advanced breast cancer. N Engl J Med. 2006;355:2733.",
        "no authors",
    ),
    (
        "Geyer CE, et al. Lapatinib plus capecitabine for HER-2 positive advanced breast cancer. NEJM 2007;355:2733.",
        "the year after, an acronym, a hyphen elsewhere",
    ),
    (
        "Geyer CE. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. N Engl J Med 2006;355:27333.",
        "a digit too many in the page",
    ),
    (
        "GEYER CE, FORSTER J. LAPATINIB PLUS CAPECITABINE FOR HER2-POSITIVE ADVANCED BREAST CANCER. 2006",
        "no journal",
    ),
]


@pytest.mark.parametrize("read", [entry, unread])
@pytest.mark.parametrize(("text", "why"), SAME_PAPER)
def test_one_paper_is_matched_however_it_is_printed(text, why, read):
    match = decide(read(text), [SLAMON, GEYER])
    assert match.verdict is MatchVerdict.MATCHED, why
    assert match.work is GEYER


OTHER_PAPER = [
    (
        "Geyer CE, Forster J. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. "
        "N Engl J Med. 2006;355(26):1187-97.",
        "real title and authors, other pages",
    ),
    (
        "Hortobagyi GN, Stemmer SM, Burris HA. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. "
        "N Engl J Med. 2006;355(26):2733-43.",
        "real title and place, other authors",
    ),
    (
        "Geyer CE, Forster J. Exercise during the treatment of early disease and the heart. "
        "N Engl J Med. 2006;355(26):2733-43.",
        "real authors and place, an invented title",
    ),
    (
        "Geyer CE, Okafor N, Petrov A, Lindqvist T, Haas M. Lapatinib plus capecitabine for HER2-positive advanced "
        "breast cancer. N Engl J Med. 2006;355(26):2733-43.",
        "the first author, and co-authors that the record does not know",
    ),
    (
        "Geyer CE. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. J Clin Oncol. 2009;27:5838.",
        "another journal, volume, year and page",
    ),
    (
        "Geyer CE. Comment on: Lapatinib plus capecitabine for HER2-positive advanced breast cancer. "
        "N Engl J Med. 2007;356:1471.",
        "a letter about it",
    ),
    ("Hortobagyi GN. N Engl J Med 2006;355:2733.", "the place, with another author"),
    ("Geyer CE. N Engl J Med 2006.", "too little"),
]


@pytest.mark.parametrize("read", [entry, unread])
@pytest.mark.parametrize(("text", "why"), OTHER_PAPER)
def test_what_differs_plainly_is_never_matched(text, why, read):
    if read is unread and "co-authors" in why:
        pytest.skip("without the list of authors only the first can be compared")
    match = decide(read(text), [SLAMON, GEYER])
    assert match.verdict is not MatchVerdict.MATCHED, why
    assert match.work is None


def test_what_differs_is_named():
    match = decide(entry(OTHER_PAPER[0][0]), [GEYER])
    assert match.verdict is MatchVerdict.AMBIGUOUS
    assert match.differed == ("page",)
    assert match.candidates == (GEYER,)
    assert "differs in page" in match.says


def test_a_place_that_is_another_papers_looks_invented():
    text = "Marlowe T, Quist B. Tea rinses and gum healing in adults. N Engl J Med. 2006;355(26):2733-43."
    match = decide(entry(text), [GEYER])
    assert match.verdict is MatchVerdict.NOT_FOUND
    assert "its journal, volume and page are those of “Lapatinib plus" in match.looks_invented


def test_a_page_inside_another_paper_looks_invented():
    text = "Marlowe T, Quist B. Tea rinses and gum healing in adults. N Engl J Med. 2006;355(26):2738-41."
    match = decide(entry(text), [GEYER])
    assert "lies inside “Lapatinib plus" in match.looks_invented


@pytest.mark.parametrize(
    "text",
    [
        "American Cancer Society. Breast cancer facts & figures 2013-2014. Atlanta: American Cancer Society; 2013.",
        "National Cancer Institute. Breast cancer treatment (PDQ). www.cancer.gov. Accessed June 3, 2014.",
        "Abeloff MD, Armitage JO. Abeloff's Clinical Oncology. 4th ed. Philadelphia: Elsevier; 2008.",
    ],
)
def test_books_and_web_pages_are_not_missing(text):
    assert decide(entry(text), [GEYER]).verdict is MatchVerdict.NOT_AN_ARTICLE


# -- identifiers


def test_an_identifier_that_leads_to_the_text_is_a_match_in_spite_of_a_slip():
    text = VANCOUVER.replace("2733-43", "1187-97")
    match = decide(entry(text, GEYER.pmid), [], {GEYER.pmid: GEYER})
    assert match.verdict is MatchVerdict.MATCHED
    assert match.differed == ("page",)
    assert "identifier" in match.agreed


def test_an_identifier_that_leads_to_another_paper_shows_both():
    match = decide(entry(VANCOUVER, SLAMON.pmid), [GEYER], {SLAMON.pmid: SLAMON})
    assert match.verdict is MatchVerdict.MISMATCH
    assert match.work is SLAMON
    assert match.candidates == (GEYER,)
    assert "PMID 11248153" in match.says


def test_an_identifier_that_leads_elsewhere_with_a_text_found_nowhere():
    text = "Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61."
    match = decide(entry(text, SLAMON.pmid), [], {SLAMON.pmid: SLAMON})
    assert match.verdict is MatchVerdict.MISMATCH
    assert match.work is SLAMON
    assert match.looks_invented


def test_two_identifiers_of_which_one_leads_elsewhere():
    match = decide(entry(VANCOUVER, GEYER.doi, SLAMON.pmid), [], {GEYER.doi: GEYER, SLAMON.pmid: SLAMON})
    assert match.verdict is MatchVerdict.MISMATCH
    assert (match.work, match.candidates) == (SLAMON, (GEYER,))


def test_two_identifiers_of_one_paper_and_its_preprint_agree():
    preprint = replace(
        GEYER,
        pmid=PMID("99"),
        doi=DOI("10.1101/2006.01.01"),
        journal="medRxiv",
        journal_abbrev="",
        types=("Preprint",),
    )
    match = decide(
        entry(VANCOUVER, GEYER.pmid, preprint.doi), [], {GEYER.pmid: GEYER, preprint.doi: preprint}
    )
    assert match.verdict is MatchVerdict.MATCHED
    assert match.work is GEYER


def test_a_link_whose_words_are_no_reference_is_taken_at_its_identifier():
    match = decide(entry("a large trial", GEYER.pmid, inline=True), [], {GEYER.pmid: GEYER})
    assert (match.verdict, match.work, match.agreed[-1]) == (MatchVerdict.MATCHED, GEYER, "identifier")


def test_an_identifier_that_was_never_given_out():
    match = decide(entry(VANCOUVER, PMID("99999999")), [GEYER], {}, [PMID("99999999")])
    assert (match.verdict, match.differed) == (MatchVerdict.MATCHED, ("identifier",))
    link = decide(entry("a large trial", PMID("99999999"), inline=True), [], {}, [PMID("99999999")])
    assert link.verdict is MatchVerdict.NOT_FOUND
    assert "PMID 99999999" in link.looks_invented


# -- rivals

PREPRINT = replace(
    GEYER,
    pmid=PMID("98"),
    doi=None,
    journal="medRxiv",
    journal_abbrev="medRxiv",
    volume="",
    first_page="",
    types=("Preprint",),
)
ERRATUM = replace(
    GEYER,
    pmid=PMID("17300000"),
    types=("Published Erratum",),
    notices=(Notice(NoticeKind.ERRATUM, True, "PubMed", GEYER.pmid),),
)


def test_an_erratum_with_the_same_title_never_beats_the_article():
    assert decide(entry(VANCOUVER), [ERRATUM, GEYER]).work is GEYER


def test_the_journal_comes_before_the_preprint_unless_the_entry_names_the_preprint():
    assert decide(entry(VANCOUVER), [PREPRINT, GEYER]).work is GEYER
    text = "Geyer CE, Forster J. Lapatinib plus capecitabine for HER2-positive advanced breast cancer. medRxiv 2006."
    assert decide(entry(text), [GEYER, PREPRINT]).work is PREPRINT


def test_two_papers_that_fit_alike_are_ambiguous_and_both_are_shown():
    twin = replace(GEYER, pmid=PMID("17192539"), doi=None)
    match = decide(entry(VANCOUVER), [GEYER, twin])
    assert match.verdict is MatchVerdict.AMBIGUOUS
    assert set(match.candidates) == {GEYER, twin}


def test_the_order_of_candidates_does_not_matter():
    works = [SLAMON, GEYER, PREPRINT, ERRATUM]
    found = {decide(entry(VANCOUVER), order).work for order in (works, works[::-1])}
    assert found == {GEYER}


def test_a_review_is_told_from_its_update_by_year():
    review = Work(
        title="Single versus multiple visits for endodontic treatment of permanent teeth.",
        pmid=PMID("17943848"),
        authors=("Figini", "Lodi", "Gorni", "Gagliani"),
        journal_abbrev="Cochrane Database Syst Rev",
        date=PartialDate(2007, 10, 17),
        issue="4",
        first_page="CD005296",
    )
    update = replace(
        review,
        pmid=PMID("27905673"),
        authors=("Manfredi", "Figini"),
        date=PartialDate(2016, 12, 1),
        volume="12",
    )
    text = "Figini L. Single versus multiple visits for endodontic treatment of permanent teeth. Cochrane Database Syst Rev. 2007;(4):CD005296."
    assert decide(entry(text), [update, review]).work is review


# -- letters


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("β-amyloid", "beta-amyloid"),
        ("Größe", "Grosse"),
        ("Sørensen-Łukasz", "Sorensen-Lukasz"),
        ("anti&ndash;tumour", "anti-tumour"),
        ("Xi <i>in vivo</i>", "Xi in vivo"),
        ("micro-\nscopic", "microscopic"),
    ],
)
def test_letters_are_compared_as_they_sound(printed, recorded):
    work = Work(
        title=f"The role of {recorded} deposits in ageing mice",
        authors=("Ørsted",),
        volume="12",
        first_page="45",
    )
    text = f"Orsted H. The role of {printed} deposits in ageing mice. J Test. 2001;12:45-9."
    found = score(unread(text), work)
    assert found.title == 1.0
    assert {"title", "author", "volume", "page"} <= set(found.agreed)


def test_a_title_in_brackets_or_in_its_own_language_is_the_same_paper():
    work = Work(
        title="[Endoscopic sphincterotomy of the papilla of Vater].",
        vernacular_title="Endoskopische Sphinkterotomie der Papilla Vateri.",
        authors=("Classen", "Demling"),
        journal_abbrev="Dtsch Med Wochenschr",
        volume="99",
        first_page="496",
        date=PartialDate(1974),
    )
    for title in (
        "Endoskopische Sphinkterotomie der Papilla Vateri",
        "Endoscopic sphincterotomy of the papilla of Vater",
    ):
        text = f"Classen M, Demling L. {title} [German]. Dtsch Med Wochenschr. 1974;99:496-7."
        assert decide(entry(text), [work]).verdict is MatchVerdict.MATCHED


def test_a_misread_entry_is_matched_by_its_raw_text():
    wrong = ReferenceParts(
        authors=("Trials",), title="N Engl J Med", journal="Geyer", volume="26", first_page="43"
    )
    reference = Reference(0, 1, VANCOUVER, ReferenceKind.ARTICLE, parts=wrong)
    found = score(reference, GEYER)
    assert {"title", "author", "page", "volume"} <= set(found.agreed)


def test_years_that_are_pages_and_pages_that_are_years():
    work = replace(GEYER, first_page="2001", last_page="2009", date=PartialDate(2006))
    text = VANCOUVER.replace("2733-43", "2001-9")
    assert decide(unread(text), [work]).verdict is MatchVerdict.MATCHED
    assert decide(
        unread(text.replace("2006;", "2001;").replace(":2001-9", ":1843-9")), [work]
    ).verdict is not (MatchVerdict.MATCHED)


def test_nothing_in_nothing_out():
    match = decide(unread(""), [GEYER])
    assert isinstance(match, Match)
    assert match.verdict is MatchVerdict.NOT_AN_ARTICLE
