"""Bytes of all kinds: character sets, refusals, plain text, Markdown, and what the head says."""

from __future__ import annotations

import pytest

from model.errors import ReadError
from model.limits import DEFAULT
from model.page import Document
from pages.read.layout import read_layout
from pages.read.layout.decode import decode
from tests.pages.layouts import PROSE, blocks, layout, outline, outside, plain

CHARSETS = [
    ("é".encode(), "", "utf-8", "é", "valid UTF-8 without a word on it"),
    (b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=iso-8859-1", "utf-8", "é", "the byte order mark wins"),
    ("é".encode("utf-16"), "", "utf-16-le", "é", "UTF-16 with its mark"),
    (
        b"caf\xe9 \x93x\x94",
        "text/html; charset=ISO-8859-1",
        "windows-1252",
        "café “x”",
        "Latin-1 means windows-1252",
    ),
    (b'<meta charset="iso-8859-1">\x96', "", "windows-1252", "–", "meta"),
    (
        b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">\xcf',
        "",
        "windows-1251",
        "П",
        "old meta",
    ),
    (b'<?xml version="1.0" encoding="iso-8859-2"?>\xb1', "", "iso-8859-2", "ą", "XML declaration"),
    ("<meta charset=utf-16>é".encode(), "", "utf-8", "é", "a meta cannot stand in UTF-16"),
    (b"\x82\xa0", "text/html; charset=Shift_JIS", "cp932", "あ", "Shift_JIS"),
    (b"<meta charset=no-such>abc", "", "utf-8", "abc", "an unknown label is no label"),
    (b"<meta charset=rot13>abc", "", "utf-8", "abc", "a codec that is no character set"),
    ('<meta charset="iso-8859-1">é'.encode(), "", "utf-8", "é", "saved as UTF-8 with its old declaration"),
    (b"\xff\xe9", "text/html; charset=utf-8", "utf-8", "\ufffd\ufffd", "broken UTF-8 is read on"),
]


@pytest.mark.parametrize(
    ("body", "header", "name", "tail", "why"), CHARSETS, ids=[case[-1] for case in CHARSETS]
)
def test_character_sets(body: bytes, header: str, name: str, tail: str, why: str) -> None:
    text, encoding = decode(body, header)
    assert encoding == name, why
    assert text.endswith(tail), why


def test_undeclared_latin_text_is_guessed() -> None:
    text, _ = decode(
        "Les résultats de l'étude ont été publiés à la fin de l'été, après février.".encode("windows-1252")
    )
    assert "été publiés" in text


REFUSED = [
    (b"", "", "empty"),
    (b"  \n\t ", "", "empty"),
    (b"%PDF-1.7\n...", "", "PDF"),
    (b"%PDF-1.7\n...", "text/html", "PDF"),
    (b"<html>", "application/pdf", "application/pdf"),
    (b"PK\x03\x04abc", "", "zip"),
    (b"\x89PNG\r\n", "", "PNG"),
    (b"\xff\xd8\xff\xe0", "", "JPEG"),
    (b"\x1f\x8b\x08", "", "gzip"),
    (b"{}", "application/json", "application/json"),
    (bytes(range(32)) * 20, "", "binary"),
    (b"<html><body></body></html>", "text/html", "no text"),
    (b"<!-- only a comment -->", "text/html", "no text"),
    (b"a" * (DEFAULT.page_bytes + 1), "", "too large"),
]


@pytest.mark.parametrize(
    ("body", "kind", "word"), REFUSED, ids=[f"{kind} {word}" for _, kind, word in REFUSED]
)
def test_refusals_are_one_clear_line(body: bytes, kind: str, word: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_layout(Document("file:///x", body, kind))
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_with_a_title_only_is_read() -> None:
    """What scripts fill at run time still has dates in its head."""
    page = layout("<script>app()</script>", "<title>Rashes</title>")
    assert (page.title, page.text) == ("Rashes", "")
    assert len(page.sections) == 1


KINDS = [
    ("file:///a.txt", "", b"<b>5 < 6</b> is written like this.", "<b>5 < 6</b> is written like this."),
    ("file:///a.md", "", b"**Bold** words.", "Bold words."),
    ("https://x.org/a", "text/markdown", b"**Bold** words.", "Bold words."),
    ("https://x.org/a", "text/plain", b"Just *words*.", "Just *words*."),
    ("file:///a", "", b"<p>Marked up.</p>", "Marked up."),
    ("file:///a", "", b"No markup, 5 < 6.", "No markup, 5 < 6."),
    ("file:///a.txt", "", b"<!DOCTYPE html><p>A saved page.", "A saved page."),
    ("file:///a.html", "", b"No markup at all.", "No markup at all."),
    (
        "file:///a.xhtml",
        "",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>XHTML</body></html>',
        "XHTML",
    ),
]


@pytest.mark.parametrize(("url", "kind", "body", "text"), KINDS)
def test_kinds_of_documents(url: str, kind: str, body: bytes, text: str) -> None:
    assert read_layout(Document(url, body, kind)).text == text


def test_markdown_has_structure() -> None:
    page = plain(
        f"# Rashes\n\n{PROSE} [39]\n\n## Uses\n\nFDA has approved:\n\n- one\n- two\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n"
        "[1]: https://doi.org/10.1000/x\n\nSee [the paper](https://doi.org/10.1000/y).\n",
        "p.md",
    )
    assert outline(page) == ["1 Rashes", "2 Uses"]
    assert ("item", "one") in blocks(page)
    assert "a | b\nc | d" in page.text
    assert [link.url for link in page.links] == ["https://doi.org/10.1000/y"]


TEXT = f"""Example Foundation
Home > Understanding > Treatment > Emerging treatments

Emerging treatments

{PROSE} More is known of others [39].

PARP inhibitors

{PROSE}
{PROSE}

Side effects:

- tiredness
- nausea

Updated 06/24/14

Related Links

Visited by Others
"""


def test_pasted_text_has_headings_and_lists() -> None:
    page = plain(TEXT)
    assert page.title == "Emerging treatments"
    assert outline(page) == ["1 Emerging treatments", "2 PARP inhibitors"]
    found = {block.span.of(page.text): block for block in page.blocks}
    assert found["- nausea"].lead_in == found["Side effects:"].index
    assert ("item", "- tiredness") in blocks(page)
    assert "Updated 06/24/14" in page.text
    assert "Home > Understanding" not in page.text
    assert "Related Links" not in page.text
    assert "Related Links" in "".join(outside(page).values())


def test_pasted_lines_broken_by_the_column_are_joined() -> None:
    page = plain(
        "Many new treatments for metastatic breast cancer are\n"
        "under study, and most of these are drug therapies\nthat focus on the whole body."
    )
    assert len(page.blocks) == 1


def test_addresses_in_plain_text_are_links() -> None:
    page = plain(f"{PROSE} See https://doi.org/10.1000/x.")
    assert [link.url for link in page.links] == ["https://doi.org/10.1000/x"]


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<title>Rashes | Example Clinic</title>", "", "Rashes"),
        ("<title>Rashes - Example Clinic</title>", "", "Rashes"),
        ("<title>Rashes: what to do</title>", "", "Rashes: what to do"),
        (
            "<title>A drug - what it does, and to whom it is given</title>",
            "",
            "A drug - what it does, and to whom it is given",
        ),
        (
            '<title>Rashes – The Clinic</title><meta property="og:site_name" content="The Clinic">',
            "",
            "Rashes",
        ),
        ('<title>The Clinic | Rashes</title><meta property="og:title" content="Rashes">', "", "Rashes"),
        ("<title>Clinic</title>", "<h1>Rashes in adults</h1>", "Rashes in adults"),
        ("", "<h2>Rashes</h2>", "Rashes"),
        (
            "<title>Examplin (Brandix): uses, dose, side effects | Pills</title>",
            "<h1>Examplin</h1><h2>Uses</h2><p>For pain.</p><h2>Side effects</h2>",
            "Examplin",
        ),
    ],
)
def test_title(head: str, body: str, wanted: str) -> None:
    assert layout(f"{body}<p>{PROSE}</p>", head).title == wanted


def test_head() -> None:
    page = layout(
        f"<p>{PROSE}</p>",
        '<title>T</title><link rel="canonical" href="/health/rash"><meta name="author" content="Sam Poe">'
        '<script type="application/ld+json">{"@graph":[{"@type":"MedicalWebPage","author":{"name":"Jane Roe"},'
        '"reviewedBy":[{"@type":"Person","name":"Ann Lee, M.D."}],'
        '"citation":[{"author":{"name":"Not Me"}}]}]}</script>',
    )
    assert page.canonical_url == "https://example.org/health/rash"
    assert page.language == "en"
    assert page.authors == ("Sam Poe", "Jane Roe")
    assert page.reviewers == ("Ann Lee, M.D.",)


@pytest.mark.parametrize(
    ("line", "authors", "reviewers"),
    [
        ("By Sam Poe", ("Sam Poe",), ()),
        ("Written by Sam Poe, PhD on April 29, 2018", ("Sam Poe, PhD",), ()),
        ("Medically reviewed by Ann Lee, M.D. — Written by Sam Poe", ("Sam Poe",), ("Ann Lee, M.D.",)),
        ("Reviewed by: Dr. Ann Lee", (), ("Dr. Ann Lee",)),
        ("By taking the tablets with food you avoid nausea.", (), ()),
        ("Reviewed by our editors", (), ()),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    page = layout(f"<h1>T</h1><p>{line}</p><p>{PROSE}</p>")
    assert (page.authors, page.reviewers) == (authors, reviewers)


@pytest.mark.parametrize(
    "script", ["{", "[1, 2", '{"@graph": {"a": [[[["b"]]]]}}', "null", '"x"', "[" * 3000]
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    page = layout(f"<p>{PROSE}</p>", f'<title>T</title><script type="application/ld+json">{script}</script>')
    assert page.authors == ()
