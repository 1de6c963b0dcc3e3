"""Entries in table rows and definitions, odd page numbers and identifiers, and what stands below a list and is none."""

from __future__ import annotations

import pytest

from model.page import Document, Page, Reference
from pages.read import read

INTRO = "<h1>Sleep</h1><p>Good sleep helps [1], and so does light [2].</p>"


def _page(lists: str) -> Page:
    html = f"<!doctype html><html lang='en'><body><main>{INTRO}{lists}</main></body></html>"
    return read(Document("https://example.org/sleep", html.encode(), "text/html; charset=utf-8"))


def _one(entry: str) -> Reference:
    other = "Roe A, Poe B. Light and rest at home. Sleep Med. 2011;12:40-5."
    return _page(f"<h2>References</h2><ol><li>{entry}</li><li>{other}</li></ol>").references[0]


def test_the_cells_of_a_row_are_sentences():
    rows = (
        "<tr><th>Authors</th><th>Title</th><th>Journal</th><th>Year</th><th>Volume</th><th>Page</th></tr>"
        "<tr><td>Halden C, Boots D</td><td>Rest in old age</td><td>Lancet</td><td>2010</td><td>376</td><td>23</td></tr>"
        "<tr><td>Roe A, Poe B</td><td>Light at home</td><td>BMJ</td><td>2011</td><td>342</td><td>d20</td></tr>"
    )
    first, second = _page(f"<h2>References</h2><table>{rows}</table>").references
    assert (first.parts.title, first.parts.journal, first.parts.year) == ("Rest in old age", "Lancet", 2010)
    assert (first.parts.volume, first.parts.first_page) == ("376", "23")
    assert (second.parts.title, second.parts.journal) == ("Light at home", "BMJ")


def test_authors_in_a_term_are_the_entrys():
    terms = (
        "<dl><dt>Halden C, Boots D. (2006)</dt><dd>Rest in old age.</dd><dd>Lancet 355: 896-908.</dd>"
        "<dt>Roe A, Poe B. (1992)</dt><dd>Light at home.</dd><dd>BMJ 55: 181-184.</dd></dl>"
    )
    first, second = _page(f"<h2>References</h2>{terms}").references
    assert (first.parts.authors[0], first.parts.year) == ("Halden", 2006)
    assert (second.parts.authors[0], second.parts.year) == ("Roe", 1992)


def test_a_label_in_a_term_is_none_of_the_entrys_words():
    terms = (
        "<dl><dt>Halden 2006</dt><dd>Halden C, Boots D. Rest in old age. Lancet 2006;355:896-908.</dd>"
        "<dt>Roe 1992</dt><dd>Roe A, Poe B. Light at home. BMJ 1992;55:181-184.</dd></dl>"
    )
    first, _ = _page(f"<h2>References</h2>{terms}").references
    assert first.text.startswith("Halden C, Boots D.")


@pytest.mark.parametrize(
    "pages", ["396: 1.204–1.222", "396, S. 1.204–1.222", "396: 1’204–1’222", "396: 1 204–1 222"]
)
def test_thousands_of_other_countries(pages):
    entry = _one(f"Halden C, Boots D. Rest in old age. Lancet 2020; {pages}.")
    assert (entry.parts.volume, entry.parts.first_page) == ("396", "1204")


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("10.1016/0165-1781(89) 90047-4", "10.1016/0165-1781(89)90047-4"),
        ("10.1016/S1389-<br>9457(00)00065-4.", "10.1016/s1389-9457(00)00065-4"),
        ("10.1016/ S0140-6736(10)60834-3", "10.1016/s0140-6736(10)60834-3"),
    ],
)
def test_a_doi_broken_within_a_publishers_number(printed, doi):
    entry = _one(f"Halden C, Boots D. Rest in old age. Lancet 2010;376:23-32. doi: {printed}")
    assert [i.value for i in entry.identifiers] == [doi]


@pytest.mark.parametrize("printed", ["[PubMed-ID = 1677062]", "PMID/1677062/", "PMID#1677062"])
def test_a_pmid_with_odd_separators(printed):
    entry = _one(f"Halden C, Boots D. Rest in old age. Lancet 1991;338:131-7. {printed}")
    assert [i.value for i in entry.identifiers] == ["1677062"]


@pytest.mark.parametrize(
    "note",
    [
        "Nueva publicación de: Lancet. 2013;368:1279-90.",
        "Neuveröffentlichung von: Lancet. 2013;368:1279-90.",
        "Nouvelle publication de : Lancet. 2013;368:1279-90.",
        "Nuova pubblicazione di: Lancet. 2013;368:1279-90.",
    ],
)
def test_where_it_stood_before_is_not_its_place(note):
    entry = _one(f"Halden C, Boots D. Rest in old age. Lancet. 2018;378(25):e34. {note}")
    assert (entry.parts.year, entry.parts.volume, entry.parts.first_page) == (2018, "378", "e34")


def test_how_to_cite_the_page_stands_in_no_list():
    cite = "<section><h3>Cite this article as</h3><p>Doe J, Moe K. Sleep: a guide. BMJ 2008;336:924-6.</p></section>"
    entries = (
        "<li>Halden C. Rest in old age. Lancet 2010;376:23-32.</li><li>Roe A. Light. BMJ 2011;342:20-5.</li>"
    )
    assert len(_page(f"<h2>References</h2><ol>{entries}</ol>{cite}").references) == 2
