"""One page's report: a card a sentence, marks that stand apart, lists and tables as they were, the proof of review."""

from model.finding import NotVerified, Severity, Verdict
from model.lexicon import Lexicon
from model.page import Block, Document, Reference, ReferenceKind
from model.span import Span
from pages.read import read
from reports.address import Addresses
from reports.html import Names, frame_of, page_html
from reports.page_view import page_view
from tests.reports.made import (
    DAY,
    TITLES,
    WHY,
    exhibit,
    finding_of,
    page_of,
    reference_of,
    report_of,
    result_of,
)

PAGE = page_of("Sofosbuvir is not yet approved.", "Results are expected.", heading="On the way")


def _view(result):
    report = report_of(result)
    return page_view(result.page, result.judgement, report.entries[0], report.addresses)


def _html(result, **more):
    return page_html(result, Names(WHY, TITLES), frame_of(report_of(result, **more), result))


def test_all_that_is_said_of_one_sentence_is_one_card_the_gravest_first():
    ageing = finding_of(PAGE, code="TIME001", severity=Severity.NOTE, evidence=(), subject="ageing language")
    boxed = finding_of(
        PAGE, 0, code="FDA007", severity=Severity.NOTE, subject="sofosbuvir: boxed warning added"
    )
    (card,) = _view(result_of(PAGE, ageing, finding_of(PAGE), boxed)).cards
    assert card.lead.finding.code == "FDA001"
    assert [t.finding.code for t in card.also] == ["FDA007", "TIME001"]


def test_the_sentence_is_quoted_and_marked_never_the_heading():
    note = finding_of(
        PAGE, 0, code="FDA006", subject="sofosbuvir: sale ended", message="Sovaldi (sofosbuvir): sale ended."
    )
    view = _view(result_of(PAGE, note))
    assert view.cards[0].quote == "Sofosbuvir is not yet approved."
    marked = [p.text for n in view.passages[0].nodes for p in n.pieces if p.severity]
    assert marked == ["Sofosbuvir is not yet approved."]


def test_a_heading_whose_section_names_the_subject_nowhere_is_quoted_itself():
    note = finding_of(
        PAGE, 0, code="FDA006", subject="telaprevir: sale ended", message="Incivek (telaprevir): sale ended."
    )
    assert _view(result_of(PAGE, note)).cards[0].quote == "On the way"


def test_what_is_about_the_page_stands_apart():
    overdue = finding_of(PAGE, 2, code="DATE002", evidence=(), subject="review interval")
    view = _view(result_of(PAGE, finding_of(PAGE), overdue))
    assert [c.lead.finding.code for c in view.of_the_page] == ["DATE002"]
    assert [c.lead.finding.code for p in view.passages for c in p.cards] == ["FDA001"]


def test_two_sentences_that_end_together_have_two_marks_apart():
    whole = Span(PAGE.blocks[1].span.start, PAGE.blocks[2].span.end)
    both = finding_of(PAGE, 2, span=whole, code="REF001", evidence=(exhibit(id="other"),), subject="x")
    wide = result_of(PAGE, finding_of(PAGE, 2, code="REF002", subject="y", evidence=()), both)
    html = _html(wide)
    assert "</a><a" not in html.split('id="text"')[1].split("<footer")[0].replace("\n", "")


def test_the_one_liners_on_top_are_by_severity():
    note = finding_of(PAGE, 1, code="TIME001", severity=Severity.NOTE, evidence=(), subject="n")
    error = finding_of(PAGE, 2, code="FDA001", subject="e")
    view = _view(result_of(PAGE, note, error))
    assert [c.severity for c in view.by_severity] == [Severity.ERROR, Severity.NOTE]
    assert [c.number for c in view.cards] == [1, 2]  # numbered in the order of the page


def test_a_table_stays_a_table_and_a_reference_list_keeps_its_numbers():
    base = page_of("A", "B", "c one", "d two", "Doe J. A paper. 2010.")
    cells = [(7, 0, 0), (7, 0, 1), (7, 1, 0), (7, 1, 1)]
    blocks = (
        base.blocks[0],
        *(Block(i + 1, base.blocks[i + 1].span, 0, "cell", cell=c) for i, c in enumerate(cells)),
        Block(5, base.blocks[5].span, 0, "item", 1),
    )
    page = page_of("A", "B", "c one", "d two", "Doe J. A paper. 2010.", blocks=blocks)
    page = page_of(
        "A",
        "B",
        "c one",
        "d two",
        "Doe J. A paper. 2010.",
        blocks=blocks,
        references=(reference_of(page, 5, 3),),
    )
    nodes = _view(result_of(page)).passages[0].nodes
    assert [n.kind for n in nodes] == ["heading", "table", "list"]
    assert [["".join(p.text for p in cell).strip() for cell in row] for row in nodes[1].rows] == [
        ["A", "B"],
        ["c one", "d two"],
    ]
    assert nodes[2].entries[0][0] == "3."


def test_every_reference_is_told_with_what_became_of_it():
    page = page_of(
        "Text.", "Doe J. Found. 2010.", "Roe K. Doubtful. 2011.", "Poe L. Retracted. 2012.", "A web page."
    )
    references = (
        *(reference_of(page, i, i - 1) for i in (2, 3, 4)),
        Reference(3, 4, "A web page.", kind=ReferenceKind.WEB, span=page.blocks[5].span, section=0),
    )
    page = page_of(
        "Text.",
        "Doe J. Found. 2010.",
        "Roe K. Doubtful. 2011.",
        "Poe L. Retracted. 2012.",
        "A web page.",
        references=references,
    )
    from dataclasses import replace

    from model.finding import Held

    result = result_of(page, finding_of(page, 4, code="REF006", message="Retracted.", subject="PMID 1"))
    judged = replace(
        result.judgement,
        held=(
            Held(
                0,
                "reference",
                "Doe J. Found. 2010.",
                "found",
                "PubMed",
                "https://pubmed.ncbi.nlm.nih.gov/1/",
                DAY,
            ),
        ),
        not_verified=(
            NotVerified(page.url, 0, "reference", "Roe K. Doubtful. 2011.", "PubMed was not asked", "PubMed"),
        ),
    )
    rows = _view(replace(result, judgement=judged)).references
    assert [r.status for r in rows] == [
        "found",
        "not verified: PubMed was not asked",
        "Retracted.",
        "not looked up (web page)",
    ]


def test_what_held_is_listed_with_its_source():
    html = _html(result_of(PAGE, held=("Sofosbuvir is not yet approved.",)))
    assert "Checked and held" in html
    assert "https://www.fda.gov/y" in html


def test_a_long_page_shows_the_sections_with_findings_only():
    page = page_of(*("word " * 400 for _ in range(40)))
    assert _view(result_of(page)).left_out == 1
    assert _view(result_of(page, finding_of(page, 3))).left_out == 0


def test_a_date_is_as_precise_as_it_is_known():
    from model.dates import PartialDate

    html = _html(result_of(PAGE, finding_of(PAGE, since=PartialDate(2014, 10), message="It is gone.")))
    assert "<dd>October 2014</dd>" in html
    assert "1 October 2014" not in html


# -- saved pages


def test_no_folder_of_the_auditors_disk_is_told():
    shown = Addresses("/home/ana/site/")
    assert shown.shown("file:///home/ana/site/cancer/a%20b.html") == "site/cancer/a b.html"
    for text in (
        "file:///home/ana/site/x.html: broken",
        "/home/ana/x.log",
        "see ~/secret/x.log",
        "C:\\Users\\Ana\\x.html",
    ):
        assert "ana" not in shown.hide(text).lower()
        assert "secret" not in shown.hide(text)
    assert (
        shown.hide("https://e.org/a/b and PARP/HER2 or 1/2/2020")
        == "https://e.org/a/b and PARP/HER2 or 1/2/2020"
    )


def test_a_saved_page_opens_where_it_stands_on_the_web():
    assert (
        Addresses("/s/", "https://e.org/health/").live("file:///s/a/b c.html")
        == "https://e.org/health/a/b%20c.html"
    )
    assert Addresses("/s/").live("file:///s/a.html") == ""
    assert Addresses("/s/").live("file:///s/a.html", "https://e.org/a") == "https://e.org/a"


def test_the_entries_of_a_numbered_list_keep_their_numbers():
    page = read(
        Document("https://example.org/p", b"<h1>Steps</h1><ol start=3><li>Wash<li>Dry</ol>"), Lexicon()
    )
    result = result_of(page)
    assert [entry[0] for p in _view(result).passages for n in p.nodes for entry in n.entries] == ["3.", "4."]
    assert '<span class="label">3.</span>' in _html(result)


def test_cards_are_counted_as_they_are_shown_those_on_the_whole_page_first():
    late = finding_of(PAGE, 2, code="DATE002", subject="review", evidence=())
    view = _view(result_of(PAGE, finding_of(PAGE), late))
    assert [(c.number, c.lead.finding.code) for c in view.cards] == [(1, "DATE002"), (2, "FDA001")]
    assert [c.number for c in view.of_the_page] == [1]


def test_a_quote_over_several_blocks_has_one_chip_where_it_ends():
    span = Span(PAGE.blocks[1].span.start, PAGE.blocks[2].span.end + 1)  # and the line break after it
    view = _view(result_of(PAGE, finding_of(PAGE, span=span, quote=PAGE.quote(span))))
    pieces = [p for passage in view.passages for node in passage.nodes for p in node.pieces]
    assert [p.numbers for p in pieces if p.severity] == [(), (1,)]


def test_what_is_no_statement_on_a_drug_is_called_neither_true_nor_untrue():
    retracted = finding_of(PAGE, code="REF006", claim="", verdict=Verdict.CONTRADICTED)
    assert "the source says otherwise" not in _html(result_of(PAGE, retracted))
    stated = finding_of(PAGE, claim="The page says: X is not approved by FDA", verdict=Verdict.CONTRADICTED)
    assert "the source says otherwise" in _html(result_of(PAGE, stated))


def test_another_sentence_on_the_same_fact_does_not_tell_it_again():
    one, two = finding_of(PAGE), finding_of(PAGE, 2, subject="sofosbuvir: pending")
    html = _html(result_of(PAGE, one, two))
    assert "It rests on the same." in html
    cards = html.split('id="text"')[1]
    assert cards.count("Untrue since 17 July 2017.") == 1


def test_a_warning_that_a_class_got_in_the_same_words_is_told_once():
    told = "FDA announced a boxed warning for {}: hepatitis B coming back (4 October 2016)"
    shown = tuple(
        exhibit(told.format(drug), number)
        for drug, number in (("Oneva", "NDA1"), ("Twova", "NDA2"), ("Threva", "NDA3"))
    )
    html = _html(result_of(PAGE, finding_of(PAGE, code="FDA007", evidence=shown)))
    assert html.count("hepatitis B coming back") == 1
    assert all(f"NDA{n}" in html for n in (1, 2, 3))
