"""Where reference lists stand on a page, and what their entries are."""

from __future__ import annotations

import time

import pytest

from model.identifiers import DOI, NCT, PMID
from model.page import Document, Reference, ReferenceKind
from pages.read.layout import Layout, read_layout
from pages.read.references import read_references, reference_page_links

FONG = "Fong PC, Boss DS, Yap TA, et al. Inhibition of poly(ADP-ribose) polymerase in tumors. N Engl J Med. 2009;361(2):123-34."
TUTT = "Tutt A, Robson M, Garber JE. Oral olaparib in patients with BRCA1 or BRCA2 mutations. Lancet. 2010;376(9737):235-44."
GEYER = "Geyer CE, Forster J. Lapatinib plus capecitabine. N Engl J Med. 2006;355(26):2733-43."
PROSE = "Most people get better within a week or two, but some of them need to see a doctor because the fever does not go down. "


def layout_of(body: str, url: str = "https://example.org/topic/page.html") -> Layout:
    return read_layout(
        Document(url, f"<html><body><main><h1>A topic</h1><p>{PROSE}</p>{body}</main></body></html>".encode())
    )


def entries(body: str) -> tuple[Reference, ...]:
    layout = layout_of(body)
    found = read_references(layout)
    for reference in found:
        assert reference.span is not None
        # as printed, less the link words: every word of the entry stands at its span
        assert reference.text.split()[0] in reference.span.of(layout.text)
    return found


def items(*texts: str) -> str:
    return "".join(f"<li>{t}</li>" for t in texts)


@pytest.mark.parametrize(
    "heading",
    [
        "References", "REFERENCES:", "Sources", "Bibliography", "Citations", "Selected references", "Key References",
        "References and further reading", "Sources and references", "Works cited", "Literature cited", "Show references",
        "References (3)", "Article sources", "Medical references", "Referencias", "Referencias bibliográficas", "Bibliografía", "Fuentes",
        "Références", "Références bibliographiques", "Literatur", "Quellen", "Literaturverzeichnis", "Einzelnachweise", "Referências",
        "Referências bibliográficas", "Fontes", "Literature", "Endnotes", "Resources", "Further reading", "Footnotes",
    ],
)  # fmt: skip
def test_list_under_a_heading_that_names_it(heading: str) -> None:
    found = entries(f"<h2>{heading}</h2><ol>{items(FONG, TUTT, GEYER)}</ol>")
    assert [r.number for r in found] == [1, 2, 3]
    assert [r.parts.year for r in found] == [2009, 2010, 2006]


@pytest.mark.parametrize(
    "heading",
    [
        "Sources of information",
        "Evidence and references",
        "Further reading and references",
        "Where we got our evidence",
        "Where does this information come from?",
        "Our evidence",
        "Evidence for this page",
        "View 3 references",
        "References used in this article",
        "Acknowledgements and references",
        "How we reviewed this article",
    ],
)
def test_list_under_a_heading_in_a_sites_own_words(heading: str) -> None:
    assert [r.number for r in entries(f"<h2>{heading}</h2><ol>{items(FONG, TUTT, GEYER)}</ol>")] == [1, 2, 3]


@pytest.mark.parametrize("heading", ["The evidence", "Our research", "Evidence"])
def test_prose_on_the_evidence_is_no_list(heading: str) -> None:
    told = "In 2010 a trial in the Lancet found that olaparib helps (Tutt A, Robson M). It was a small one."
    assert entries(f"<h2>{heading}</h2><p>{told}</p><p>{told}</p>") == ()


@pytest.mark.parametrize(
    "title", ["Sleep: references", "References for sleep", "References | A site", "Sleep in brief"]
)
def test_a_page_that_holds_another_pages_list(title: str) -> None:
    there = f"<html><body><main><h1>{title}</h1><ol>{items(FONG, TUTT)}</ol></main></body></html>"
    url = "https://example.org/topic/references"
    layout = layout_of('<p>It helps [1].</p><p><a href="/topic/references">References</a></p>')
    found = read_references(layout, {url: Document(url, there.encode())})
    assert [(r.number, r.listed_on, r.span) for r in found] == [(1, url, None), (2, url, None)]


def test_a_linked_page_without_a_list_brings_nothing() -> None:
    there = f"<html><body><main><h1>Sources of help</h1><p>{PROSE}</p><ul><li>Call us</li></ul></main></body></html>"
    url = "https://example.org/topic/sources"
    assert read_references(layout_of("<p>x</p>"), {url: Document(url, there.encode())}) == ()


def test_notes_behind_raised_numbers_need_no_heading() -> None:
    found = entries(f"<p>It helps.<sup>1</sup></p><hr><p><sup>1</sup> {FONG}<br><sup>2</sup> {TUTT}</p>")
    assert [(r.number, r.text) for r in found] == [(1, FONG), (2, TUTT)]


def test_entries_of_the_same_authors_keep_their_own_numbers() -> None:
    who = "Slamon DJ, Leyland-Jones B, Shak S, Fuchs H, Paton V, Bajamonde A, Fleming T, Eiermann W. "
    papers = [f"{who}Paper {n}. N Engl J Med. 200{n};34{n}(1):{n}00-9." for n in range(1, 5)]
    found = entries(f"<h2>References</h2><ol>{items(FONG, *papers)}</ol>")
    assert [(r.number, r.parts.year) for r in found] == [
        (1, 2009),
        (2, 2001),
        (3, 2002),
        (4, 2003),
        (5, 2004),
    ]


def test_numbers_that_only_a_style_sheet_parts_from_the_entry() -> None:
    rows = "".join(
        f'<div class="ref"><span class="n">{n}</span><span>{t}</span></div>'
        for n, t in enumerate((FONG, TUTT, GEYER), 1)
    )
    found = entries(f"<h2>References</h2>{rows}")
    assert [(r.number, r.parts.authors[0]) for r in found] == [(1, "Fong"), (2, "Tutt"), (3, "Geyer")]


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("[1]", "[2]", "[3]"), ("(1)", "(2)", "(3)"), ("[^1]:", "[^2]:", "[^3]:")]
)
def test_entries_that_follow_each_other_in_one_paragraph(marks: tuple[str, str, str]) -> None:
    text = " ".join(f"{mark} {t}" for mark, t in zip(marks, (FONG, TUTT, GEYER), strict=True))
    found = entries(f"<h2>References</h2><p>{text}</p>")
    assert [(r.number, r.text) for r in found] == [(1, FONG), (2, TUTT), (3, GEYER)]


def test_a_number_inside_a_title_begins_no_entry() -> None:
    odd = "Fong PC. Part 1. The first. 2. The second. N Engl J Med. 2009;361(2):123-34."
    (found,) = entries(f"<h2>References</h2><p>1. {odd}</p>")
    assert found.text == odd


def test_a_bodys_page_keeps_its_place_in_an_unnumbered_list() -> None:
    body = "American Cancer Society. Breast Cancer Facts &amp; Figures. Atlanta, Ga: American Cancer Society; 2022."
    found = entries(
        f"<h2>References</h2><p>{body}</p><p>{TUTT}</p><p>Call the American Cancer Society in 2022.</p>"
    )
    assert [r.parts.year for r in found] == [2022, 2010]


def test_an_address_without_a_scheme_is_read() -> None:
    (first, second) = entries(
        "<h2>Sources</h2><ul><li>Gupta SC, et al. (2013). Roles of curcumin. ncbi.nlm.nih.gov/pubmed/23303705/</li>"
        "<li>Turmeric. (2021). cdc.gov/nutrition, mail@cdc.gov/x</li></ul>"
    )
    assert first.identifiers == (PMID("23303705"),)
    assert (second.kind, second.urls) == (ReferenceKind.WEB, ("http://cdc.gov/nutrition",))


@pytest.mark.parametrize(
    "heading",
    [
        "Source of infection",
        "Sources of vitamin D",
        "Reference values",
        "Resources for families",
        "Notes",
        "A note on sources",
    ],
)
def test_headings_that_only_hold_the_word_open_no_list(heading: str) -> None:
    assert (
        entries(
            f"<h2>{heading}</h2><ul>{items('Oily fish and eggs', 'Sunlight in summer', 'Ask our team')}</ul>"
        )
        == ()
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"<ol>{items(FONG, TUTT, GEYER)}</ol>", "ordered list"),
        (f"<p>1. {FONG}</p><p>2. {TUTT}</p><p>3. {GEYER}</p>", "paragraphs with numbers"),
        (f"<p>[1] {FONG}</p><p>[2] {TUTT}</p><p>[3] {GEYER}</p>", "paragraphs with bracketed numbers"),
        (f"<p><sup>1</sup> {FONG}</p><p><sup>2</sup> {TUTT}</p><p><sup>3</sup> {GEYER}</p>", "raised numbers"),
        (f"<p>1. {FONG}<br>2. {TUTT}<br>3. {GEYER}</p>", "lines of one paragraph"),
        (f"<dl><dt>1.</dt><dd>{FONG}</dd><dt>2.</dt><dd>{TUTT}</dd><dt>3.</dt><dd>{GEYER}</dd></dl>", "definition list"),
        (f"<table><tr><td>1</td><td>{FONG}</td></tr><tr><td>2</td><td>{TUTT}</td></tr><tr><td>3</td><td>{GEYER}</td></tr></table>", "table"),
        (f"<ol><li><p>{FONG}</p><p><a href='https://pubmed.ncbi.nlm.nih.gov/19553641/'>PubMed</a> | Google Scholar</p></li><li><p>{TUTT}</p></li><li>{GEYER}</li></ol>", "links in a line of their own"),
        (f"<h3>Laboratory</h3><p>1. {FONG}</p><h3>Clinic</h3><p>2. {TUTT}</p><p>3. {GEYER}</p>", "parted by subheadings"),
    ],
)  # fmt: skip
def test_entries_of_every_kind_of_list_are_told_apart(body: str, why: str) -> None:
    found = entries(f"<h2>References</h2>{body}")
    assert [r.number for r in found] == [1, 2, 3], why
    assert [r.text for r in found] == [FONG, TUTT, GEYER], why


def test_list_that_starts_at_another_number() -> None:
    found = entries(
        f"<h2>References</h2><ol start='39'><li>{FONG}</li><li value='45'>{TUTT}</li><li>{GEYER}</li></ol>"
    )
    assert [r.number for r in found] == [39, 45, 46]


def test_bullets_have_no_numbers() -> None:
    assert [r.number for r in entries(f"<h2>Sources</h2><ul>{items(FONG, TUTT)}</ul>")] == [None, None]


def test_numbers_in_one_paragraph_behind_the_word_sources() -> None:
    found = entries(f"<p>Sources: 1. {FONG} 2. {TUTT} 3. {GEYER}</p>")
    assert [(r.number, r.text) for r in found] == [(1, FONG), (2, TUTT), (3, GEYER)]


def test_list_in_a_closed_accordion_is_read() -> None:
    found = entries(
        f"<button aria-expanded='false' aria-controls='refs'>View references</button><div id='refs' style='display:none'><ol>{items(FONG, TUTT)}</ol></div>"
    )
    assert [r.number for r in found] == [1, 2]


def test_run_of_entries_at_the_end_without_a_heading() -> None:
    found = entries(f"<p>{PROSE * 3}</p><p>1. {FONG}</p><p>2. {TUTT}</p><p>3. {GEYER}</p>")
    assert [r.number for r in found] == [1, 2, 3]


def test_prose_that_mentions_papers_is_no_list() -> None:
    text = "In 2009 the New England Journal of Medicine published a study by Fong PC, and in 2010 the Lancet had two more, which you may know. "
    assert entries(f"<p>{text}</p><p>{text}</p><p>{text}</p><p>{text}</p>") == ()


def test_organisations_under_resources_are_no_references() -> None:
    links = (
        "<a href='https://www.cancer.org'>American Cancer Society</a>",
        "<a href='https://www.nhs.uk'>NHS</a> since 1948",
    )
    assert entries(f"<h2>Resources</h2><ul>{items(*links)}</ul>") == ()


def test_review_line_and_buttons_behind_the_list_are_no_entries() -> None:
    found = entries(
        f"<h2>References</h2><p>1. {FONG}</p><p>2. {TUTT}</p><p>Show more references</p><p>Last reviewed: March 3, 2021</p><p>Back to top</p>"
    )
    assert len(found) == 2


def test_link_words_are_dropped_and_their_identifiers_kept() -> None:
    (found,) = entries(
        f"<h2>References</h2><ol><li>{FONG} <a href='https://pubmed.ncbi.nlm.nih.gov/19553641/'>PubMed</a> "
        "<a href='https://doi.org/10.1056/NEJMoa0900212'>CrossRef</a> <a href='https://scholar.google.com/scholar?q=x'>Google Scholar</a></li></ol>"
    )
    assert found.text == FONG
    assert found.identifiers == (PMID("19553641"), DOI("10.1056/nejmoa0900212"))
    assert all("scholar.google" not in url for url in found.urls)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FONG, ReferenceKind.ARTICLE),
        ("Kumar V, Abbas AK, Aster JC. Robbins Basic Pathology. 10th ed. Philadelphia: Elsevier; 2017.", ReferenceKind.BOOK),
        ("Harris JR. Staging of breast cancer. In: Harris JR, Lippman ME, editors. Diseases of the Breast. Philadelphia: Lippincott; 2009. p. 640-58.", ReferenceKind.BOOK),
        ("National Cancer Institute. BRCA gene mutations. https://www.cancer.gov/brca. Accessed May 3, 2014.", ReferenceKind.WEB),
        ("U.S. Food and Drug Administration. FDA approves olaparib for breast cancer. Press release, January 12, 2018.", ReferenceKind.PRESS),
        ("Lynparza [package insert]. Wilmington, DE: AstraZeneca; 2020.", ReferenceKind.LABEL),
        ("Ibrance. Full prescribing information. Pfizer, 2015.", ReferenceKind.LABEL),
        ("National Comprehensive Cancer Network. NCCN Clinical Practice Guidelines in Oncology: Breast Cancer. Version 4.2020.", ReferenceKind.GUIDELINE),
        ("Olaparib as adjuvant treatment (OlympiA). ClinicalTrials.gov identifier: NCT02032823.", ReferenceKind.TRIAL),
        ("Jones B. Repair of DNA in inherited tumours [PhD thesis]. University of Leeds; 2011.", ReferenceKind.THESIS),
        ("Smith A, Jones B. Early results of a trial [abstract]. J Clin Oncol. 2012;30(suppl 15):1001.", ReferenceKind.ABSTRACT),
        ("Smith A, et al. Early results. Presented at: San Antonio Breast Cancer Symposium; December 2015; San Antonio, TX.", ReferenceKind.ABSTRACT),
        ("Our own files.", ReferenceKind.UNKNOWN),
    ],
)  # fmt: skip
def test_kind_of_an_entry(text: str, kind: ReferenceKind) -> None:
    (found,) = entries(f"<h2>References</h2><ol>{items(text)}</ol>")
    assert found.kind is kind


def test_trial_number_makes_a_bare_entry_a_trial() -> None:
    (found,) = entries("<h2>References</h2><ol><li>Adjuvant olaparib, NCT02032823</li></ol>")
    assert found.kind is ReferenceKind.TRIAL
    assert found.identifiers == (NCT("NCT02032823"),)


@pytest.mark.parametrize(
    ("href", "words", "found"),
    [
        ("/topic/references.html", "References", True),
        ("references/", "View all references", True),
        ("/topic/page-references", "See the full list of references for this page", True),
        ("https://www.example.org/refs?id=3", "Sources", True),
        ("#refs", "References", False),  # on this page
        ("https://other.org/references.html", "References", False),  # another site
        ("/topic/references.pdf", "References", False),  # no page
        ("/drug-resources", "Resources for patients", False),
        ("/reference-values", "Reference values of blood tests", False),
    ],
)
def test_links_to_a_page_with_the_reference_list(href: str, words: str, found: bool) -> None:
    layout = layout_of(f"<p>{PROSE}<a href='{href}'>{words}</a></p>")
    assert bool(reference_page_links(layout)) is found


def test_list_on_a_page_of_its_own() -> None:
    url = "https://example.org/topic/references.html"
    layout = layout_of(f"<p>It helps [1]. <a href='{url}'>References</a></p>")
    assert reference_page_links(layout) == (url,)
    other = Document(
        url,
        f"<html><body><main><h1>References</h1><p>1. {FONG}</p><p>2. {TUTT}</p></main></body></html>".encode(),
    )
    found = read_references(layout, {url: other})
    assert [(r.number, r.span, r.listed_on) for r in found] == [(1, None, url), (2, None, url)]
    assert found[0].parts.volume == "361"


def test_linked_page_that_cannot_be_read_brings_nothing() -> None:
    url = "https://example.org/topic/references.html"
    assert read_references(layout_of("<p>It helps [1].</p>"), {url: Document(url, b"%PDF-1.4 ...")}) == ()


def test_key_of_the_same_entry_on_two_pages_is_the_same() -> None:
    (one,) = entries(f"<h2>References</h2><ol>{items(FONG)}</ol>")
    (two,) = entries(f"<h2>Sources</h2><p>7.  {FONG.replace('. N Engl', '.  N Engl')}</p>")
    assert one.key == two.key


@pytest.mark.parametrize(
    "piece", ["References for ", "Sources | ", "1. A ", "American Cancer Society, ", "[^1]: A "]
)
def test_thousands_of_odd_paragraphs_take_no_time(piece: str) -> None:
    started = time.perf_counter()
    read_references(layout_of(f"<h2>References</h2><p>{piece * 4000}</p>" + f"<p>{piece * 3}</p>" * 2500))
    assert time.perf_counter() - started < 20  # seconds; without a bound it was minutes
