"""In-text markers: what is one, what only looks like one, and what each points at."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from model.identifiers import DOI, NCT, PMCID, PMID
from model.page import Citation, CitationStyle, Document, Reference, ReferenceKind
from pages.read.citations import read_citations
from pages.read.citations.markers import WIDEST_RANGE, expand
from pages.read.layout import Layout, read_layout
from pages.read.references import read_references

LABELLED = Path(__file__).resolve().parents[1] / "labelled" / "markers"
ENTRY = "<li>Author{} A, Other B. On one thing. BMJ. 20{:02}; 3{}(2):1{}-20.</li>"


def read(
    body: str, url: str = "https://example.org/page", kind: str = "text/html"
) -> tuple[Layout, tuple[Citation, ...], tuple[Reference, ...]]:
    layout = read_layout(Document(url, body.encode(), f"{kind}; charset=utf-8"))
    citations, references = read_citations(layout, read_references(layout))
    return layout, citations, references


def with_list(text: str, entries: int = 12) -> str:
    items = "".join(ENTRY.format(i, i, i, i) for i in range(1, entries + 1))
    return f"<html><body><main><h1>A page</h1>{text}<h2>References</h2><ol>{items}</ol></main></body></html>"


def labelled() -> list[dict[str, Any]]:
    with (LABELLED / "expected.toml").open("rb") as file:
        return list(tomllib.load(file)["page"])


@pytest.mark.parametrize("page", labelled(), ids=lambda p: p["file"])
def test_markers_of_a_labelled_page_are_read_as_labelled(page: dict[str, Any]) -> None:
    layout = read_layout(
        Document(f"https://example.org/{page['file']}", (LABELLED / page["file"]).read_bytes())
    )
    listed = read_references(layout)
    citations, references = read_citations(layout, listed)
    wanted = [(m["marker"], tuple(m["numbers"]), tuple(m.get("dangling", ()))) for m in page["markers"]]
    assert [(c.marker, c.numbers, c.dangling) for c in citations] == wanted, page["why"]
    assert len(listed) == page["entries"]
    for kinds, reference in zip(page.get("kinds", ()), listed, strict="kinds" in page):
        assert str(reference.kind) in kinds.split("|"), reference.text
    for marker, citation in zip(page["markers"], citations, strict=True):
        if "references" in marker:
            assert list(citation.references) == marker["references"]
    for citation in citations:
        assert citation.span.of(layout.text) == citation.marker
        assert citation.sentence.of(layout.text)
        assert all(references[i].index == i for i in citation.references)


def test_every_labelled_page_has_a_label() -> None:
    files = {p.name for p in LABELLED.iterdir()} - {"expected.toml", "amid.tsv"}
    assert files == {p["file"] for p in labelled()}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("39", (39,)),
        ("1,3–5", (1, 3, 4, 5)),
        ("41-43", (41, 42, 43)),
        ("2, 2, 3", (2, 3)),
        ("141-3", (141, 142, 143)),  # the second number is cut short
        ("3 and 7", (3, 7)),
        ("3 y 7", (3, 7)),
        ("12 to 14", (12, 13, 14)),
        ("7–5", (5, 6, 7)),  # a range that falls is turned round
        (f"1–{WIDEST_RANGE + 2}", None),  # too wide for references
    ],
)
def test_number_lists_are_expanded_or_refused(text: str, numbers: tuple[int, ...] | None) -> None:
    assert expand(text) == numbers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<p>The area was 3 m<sup>2</sup> and 5 cm<sup>3</sup>.</p>", "units"),
        ("<p>About 10<sup>9</sup> and 2 × 10<sup>6</sup> cells.</p>", "powers of ten"),
        ("<p>The 1<sup>st</sup> and 2<sup>nd</sup> visit.</p>", "ordinals"),
        ("<p>We gave <sup>131</sup>I and <sup>99m</sup>Tc.</p>", "isotopes"),
        ("<p>Ca<sup>2+</sup> and Cl<sup>-</sup> rose.</p>", "charges"),
        ("<p>I<sup>2</sup> = 30%, χ<sup>2</sup> = 4.1, R<sup>2</sup> = 0.2.</p>", "statistics"),
        ("<p>Brand<sup>®</sup> and Name<sup>TM</sup>.</p>", "trademarks"),
        ("<p>Some text.<sup>*</sup> More.<sup>†</sup></p>", "footnote symbols"),
        ("<p>Median 62 [50-70] years, range [3-9].</p>", "values in brackets"),
        ("<p>The title was changed [corrected] and later [Retracted].</p>", "words in brackets"),
        ("<p>In [2014] and [1998] nothing happened.</p>", "years in brackets"),
        ("<p>Take 200 mg (2) times a day, (n = 4) people did.</p>", "counts in parentheses"),
        ("<p>You may (1) rest, (2) drink and (3) call.</p>", "labels in a sentence"),
        ("<p>Visit in March (2014) or (May 2015).</p>", "years and months in parentheses"),
        ("<p>Version 2.1 and CD4 cells, vitamin B12, COVID-19.</p>", "digits in names"),
        (
            "<p>A dose [1e9] of cells, later [2e3]; more (3e8) and (2E4).</p>",
            "powers of ten in a program's way",
        ),
        ("<p>The samples [2a4], [3y5] and [1à2], and [① or ②].</p>", "names with letters between digits"),
    ],
)
def test_what_only_looks_like_a_marker_is_none(text: str, why: str) -> None:
    for page in (with_list(text), f"<html><body><main><h1>A page</h1>{text}</main></body></html>"):
        _, citations, _ = read(page)
        assert citations == (), why


@pytest.mark.parametrize(
    ("text", "marker", "style"),
    [
        ("<p>It helps [3].</p>", "[3]", CitationStyle.BRACKET),
        (
            "<p>It helps.<sup>3</sup> And more.<sup>4</sup> And most.<sup>5</sup></p>",
            "3",
            CitationStyle.SUPERSCRIPT,
        ),
        (
            '<p>It helps.<span class="superscript">3</span> And more.<span style="vertical-align: super">4</span>'
            ' And most.<span class="sup">5</span></p>',
            "3",
            CitationStyle.SUPERSCRIPT,
        ),
        ("<p>It helps.³ And it does more.⁴ And most.⁵</p>", "³", CitationStyle.SUPERSCRIPT),
        ("<p>It helps (3). And it does more (4).</p>", "(3)", CitationStyle.PAREN),
        ("<p>It helps, as refs 3 and 4 say.</p>", "refs 3 and 4", CitationStyle.WORDS),
        ("<p>It helps (Author3 et al., 2003).</p>", "", CitationStyle.AUTHOR_YEAR),
    ],
)
def test_style_of_a_marker_is_told(text: str, marker: str, style: CitationStyle) -> None:
    body = with_list(text.replace("Author3", "Smith")).replace("Author3 A", "Smith A")
    _, citations, references = read(body)
    assert citations[0].style is style
    if marker:
        assert citations[0].marker == marker
    assert references[citations[0].references[0]].number == 3


def test_superscripts_are_no_markers_on_a_page_that_cites_in_brackets() -> None:
    _, citations, _ = read(
        with_list("<p>One [1], two [2] and three [3]. Type it as 10<sup>4</sup> or word<sup>5</sup>.</p>")
    )
    assert [c.marker for c in citations] == ["[1]", "[2]", "[3]"]


def test_marker_behind_the_full_stop_supports_the_sentence_before_it() -> None:
    layout, citations, _ = read(
        with_list("<p>Most people live longer. [1] Some do not.<sup>2</sup> Others feel ill [3].</p>")
    )
    sentences = [c.sentence.of(layout.text) for c in citations]
    assert sentences[0].startswith("Most people live longer")
    assert sentences[-1].startswith("Others feel ill")


def test_marker_says_which_section_it_stands_in() -> None:
    layout, citations, _ = read(
        with_list("<h2>First</h2><p>It helps [1].</p><h2>Second</h2><p>Or not [2].</p>")
    )
    assert [layout.sections[c.section].heading for c in citations] == ["First", "Second"]


def test_removed_entries_are_exactly_the_dangling_numbers() -> None:
    rows = [f"<p>{n}. Author{n} A. On one thing. BMJ. 2001;3(2):1{n}-200.</p>" for n in range(1, 16)]
    text = "<p>" + " ".join(f"Point {chr(64 + n)} holds [{n}]." for n in range(1, 16)) + "</p>"
    for gone in ({2, 7}, {15}, {1}, {3, 4, 5, 14}):
        kept = "".join(row for n, row in enumerate(rows, 1) if n not in gone)
        _, citations, _ = read(
            f"<html><body><main><h1>A</h1>{text}<h2>References</h2>{kept}</main></body></html>"
        )
        assert {n for c in citations for n in c.dangling} == gone


def test_page_without_a_list_leaves_every_bracket_marker_dangling() -> None:
    _, citations, references = read(
        "<html><body><main><h1>A</h1><p>It helps [39]. And more [41-43].</p></main></body></html>"
    )
    assert [c.dangling for c in citations] == [(39,), (41, 42, 43)]
    assert references == ()


def test_note_at_the_foot_of_the_page_is_no_lost_reference() -> None:
    _, citations, _ = read(
        "<html><body><main><h1>A</h1><p>Rates are rounded.<sup><a href='#n1'>1</a></sup> Some are missing.<sup>"
        "<a href='#n2'>2</a></sup> Some are new.<sup><a href='#n3'>3</a></sup></p></main><footer><p id='n1'>To a whole number."
        "</p><p id='n2'>They did not answer.</p><p id='n3'>Since last year.</p></footer></body></html>"
    )
    assert citations == ()


def test_inline_links_become_references_once_each() -> None:
    _, citations, references = read(
        "<html><body><main><h1>A</h1><p>A <a href='https://pubmed.ncbi.nlm.nih.gov/19553641/'>study</a> and "
        "<a href='https://doi.org/10.1056/NEJMoa1706450'>another</a>; the <a href='https://www.ncbi.nlm.nih.gov/pubmed/19553641'>first</a> "
        "again, its <a href='https://pmc.ncbi.nlm.nih.gov/articles/PMC2709087/'>text</a> and the "
        "<a href='https://clinicaltrials.gov/study/NCT02000622'>plan</a>.</p></main></body></html>"
    )
    assert [c.style for c in citations] == [CitationStyle.LINK] * 5
    assert [c.references for c in citations] == [(0,), (1,), (0,), (2,), (3,)]
    assert [r.identifiers[0] for r in references] == [
        PMID("19553641"),
        DOI("10.1056/nejmoa1706450"),
        PMCID("PMC2709087"),
        NCT("NCT02000622"),
    ]
    assert all(r.inline and r.number is None and r.span is None for r in references)
    assert references[3].kind is ReferenceKind.TRIAL


def test_inline_link_to_a_listed_paper_points_at_its_entry() -> None:
    body = with_list("<p>See <a href='https://doi.org/10.1000/xyz5'>this</a>.</p>").replace(
        "Author5 A", "<a href='https://doi.org/10.1000/xyz5'>Author5</a> A"
    )
    _, citations, references = read(body)
    assert [c.references for c in citations] == [(4,)]
    assert len(references) == 12


def test_links_to_organisations_and_help_are_no_citations() -> None:
    _, citations, _ = read(
        "<html><body><main><h1>A</h1><p>Ask the <a href='https://www.fda.gov'>agency</a>, our <a href='/help'>team</a>, or look at "
        "<a href='https://pubmed.ncbi.nlm.nih.gov/?term=olaparib'>a search</a>.</p></main></body></html>"
    )
    assert citations == ()


def test_numbers_that_link_out_are_citations_of_what_they_link_to() -> None:
    _, citations, references = read(
        "<html><body><main><h1>A</h1><p>Half responded (<a href='https://pubmed.ncbi.nlm.nih.gov/19553641/'>1</a>). "
        "More did later (<a href='https://doi.org/10.1056/NEJMoa1706450'>2</a>).</p></main></body></html>"
    )
    assert [(c.marker, c.numbers, c.references, c.dangling) for c in citations] == [
        ("(1)", (1,), (0,), ()),
        ("(2)", (2,), (1,), ()),
    ]
    assert len(references) == 2


def test_several_lists_with_the_same_numbers_are_kept_apart() -> None:
    part = "<h2>{0}</h2><p>It helps [1].</p><h3>References</h3><p>1. {0} A. On one thing. BMJ. 2001;3(2):1-9.</p>"
    _, citations, references = read(
        f"<html><body><main><h1>A</h1>{part.format('Alpha')}{part.format('Beta')}</main></body></html>"
    )
    assert [references[c.references[0]].text[:5] for c in citations] == ["Alpha", "Beta "]


def test_gold_markers_of_a_real_article_are_found(shared: Path) -> None:
    from benchmarks import markers as bench

    name, xml = next(
        (n, x) for n, x in bench.articles(shared / "data/plos/articles.tar.xz") if "pmed.0020124" in n
    )
    for style in ("brackets", "superscripts"):
        page = bench.render(name, xml, style)
        layout, citations, _ = bench.read(page.page)
        got = bench.found(layout, citations)
        assert sum(page.gold.values()) > 40
        assert not page.gold - got
        assert not got - page.gold


def test_seed_page_has_its_five_markers(shared: Path) -> None:
    seed = next((shared / "seeds").glob("*.txt"))
    layout = read_layout(Document(seed.as_uri(), seed.read_bytes()))
    citations, _ = read_citations(layout, read_references(layout))
    assert [n for c in citations for n in c.dangling] == [39, 40, 41, 42, 43]
    assert "BRCA1 or BRCA2" in citations[0].sentence.of(layout.text)


def _seconds(markers: int) -> float:
    names = [f"Maker{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(markers)]
    prose = "".join(f"It helps ({name} and Second, 1999) [1]. " for name in names)
    listed = "".join(
        f"<p>{name} AB, Second CD (1999) On care. J Care {i}: 1-9.</p>" for i, name in enumerate(names)
    )
    layout = read_layout(
        Document("https://example.org/x", f"<main><p>{prose}</p><h2>References</h2>{listed}</main>".encode())
    )
    references = read_references(layout)
    assert len(references) == markers
    started = time.process_time()
    citations, _ = read_citations(layout, references)
    assert len(citations) >= markers
    return time.process_time() - started


def test_many_citations_in_one_paragraph_cost_no_more_than_they_are() -> None:
    _seconds(100)
    assert _seconds(3_200) < 20 * _seconds(400)  # eight times as many; all pairs would cost 64 times as much
