"""Which sentences of the page's own text are marked, and what stands beside them."""

import re

from model.finding import Severity
from model.lexicon import Lexicon
from model.page import Document
from pages.read import read
from reports.html import Names, frame_of, page_html
from reports.page_view import page_view
from store.codec import pack_page, unpack_page
from tests.reports.made import TITLES, WHY, exhibit, finding_of, page_of, report_of, result_of

PAGE = page_of("Sofosbuvir is not yet approved.", "Results are expected by the end of 2013.", "Rest helps.")
LEAD = finding_of(PAGE, subject="sofosbuvir: approved")
SAME_DRUG = finding_of(PAGE, 2, subject="sofosbuvir: pending", severity=Severity.WARNING)
FORECAST = finding_of(PAGE, 2, code="TIME002", subject="forecast", severity=Severity.WARNING, evidence=())


def _view(*findings):
    report = report_of(result_of(PAGE, *findings))
    return page_view(PAGE, report.pages[0].judgement, report.entries[0], report.addresses)


def _marked(view):
    pieces = [p for passage in view.passages for node in passage.nodes for p in node.pieces]
    return [(p.text, p.severity, p.numbers, p.starts) for p in pieces if p.severity]


def test_each_sentence_of_a_card_is_marked_with_its_own_severity_and_the_first_is_jumped_to():
    view = _view(LEAD, SAME_DRUG)
    assert len(view.cards) == 1
    assert _marked(view) == [
        ("Sofosbuvir is not yet approved.", "error", (1,), (1,)),
        ("Results are expected by the end of 2013.", "warning", (1,), ()),
    ]


def test_a_sentence_has_one_card_though_another_sentence_leads_it():
    view = _view(LEAD, SAME_DRUG, FORECAST)
    (card,) = view.cards
    assert [t.finding.code for t in card.also] == ["FDA001", "TIME002"]
    assert [text for text, *_ in _marked(view)] == [PAGE.quote(LEAD.span), PAGE.quote(SAME_DRUG.span)]


def test_the_card_stands_beside_the_sentence_that_it_quotes():
    two = read(
        Document(
            "https://example.org/p", b"<h1>T</h1><h2>One</h2><p>A first.</p><h2>Two</h2><p>A second.</p>"
        ),
        Lexicon(),
    )
    one, other = (s for s in two.sentences if two.quote(s.span).startswith("A "))
    findings = [
        finding_of(two, span=s.span, section=two.sections[-1].index, quote=two.quote(s.span), code=code, evidence=(exhibit(),),
                   subject=code, severity=severity)
        for s, code, severity in ((one, "FDA005", Severity.NOTE), (other, "FDA001", Severity.ERROR))
    ]  # fmt: skip
    report = report_of(result_of(two, *findings))
    view = page_view(two, report.pages[0].judgement, report.entries[0], report.addresses)
    (passage,) = (p for p in view.passages if p.cards)
    assert passage.cards[0].quote == "A second."
    assert "A second." in [piece.text for node in passage.nodes for piece in node.pieces]
    assert len(_marked(view)) == 2


def test_ids_on_a_page_are_there_once_and_every_jump_has_its_target():
    result = result_of(
        PAGE, LEAD, SAME_DRUG, FORECAST, finding_of(PAGE, 3, code="REF001", subject="z", evidence=())
    )
    html = page_html(result, Names(WHY, TITLES), frame_of(report_of(result), result))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)


def test_the_date_that_the_page_goes_by_is_named_also_of_a_page_that_was_kept():
    body = b'<html><head><meta property="article:published_time" content="2013-02-11"></head><body><h1>T</h1><p>Posted 11 February 2013</p><p>Text that is long enough to be read.</p></body></html>'
    page = read(Document("https://example.org/p", body), Lexicon())
    kept = result_of(unpack_page(pack_page(page)))
    html = page_html(kept, Names(WHY, TITLES), frame_of(report_of(kept), kept))
    assert html.count("(the page goes by it)") == 1


def test_how_a_date_was_found_is_told_without_the_names_of_markup():
    from reports.words import date_note

    assert date_note("Open Graph and the page's own words") == "the page’s code and the page's own words"
    assert (
        date_note("JSON-LD of something else on the page") == "the page’s code of something else on the page"
    )
    assert date_note("by the headline") == "by the headline"
