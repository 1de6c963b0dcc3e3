"""Inline markup, line breaks, lists and tables become text with structure."""

from __future__ import annotations

import pytest

from tests.pages.layouts import PROSE, blocks, layout

CASES = [
    (
        "<p>Two<b>parts</b> of\n a <i>line</i> .</p>",
        ["Twoparts of a line ."],
        "tags join words, blanks collapse",
    ),
    ("<p>CO<sub>2</sub> and 10<sup>9</sup>/L</p>", ["CO2 and 109/L"], "sub and sup stay in place"),
    ("<p>It works.<sup>39</sup> More.</p>", ["It works.39 More."], "a raised marker"),
    ("<p>a&nbsp;&nbsp;b&#8203;c&shy;d</p>", ["a bcd"], "no-break and invisible characters"),
    ("<p>One<br><br>Two</p>", ["One", "Two"], "two breaks part"),
    (
        "<p>the tablets that were<br>given to all women</p>",
        ["the tablets that were given to all women"],
        "a broken line",
    ),
    (
        "<p>Updated: June 2014<br>Reviewed: May 2013</p>",
        ["Updated: June 2014", "Reviewed: May 2013"],
        "short lines",
    ),
    ("<p>1. Roe J. A.<br>2. Poe K. B.</p>", ["1. Roe J. A.", "2. Poe K. B."], "entries"),
    ("<ul><li>One<ul><li>Two</li></ul>three</li></ul>", ["One", "Two", "three"], "nested lists"),
    ("<div>a<div>b</div>c</div>", ["a", "b", "c"], "blocks part"),
    ("<p>A<!-- x -->B</p>", ["AB"], "comments leave no trace"),
    ("<p>Go <script>x()</script>on<style>p{}</style>.</p>", ["Go on."], "scripts leave no trace"),
    (
        "<p>fat percentage (<div><a href='#r1'>1</a></div>, <div><a>2</a></div>).</p>",
        ["fat percentage (1, 2)."],
        "pop-ups",
    ),
    ("<ol><li><p>1.</p><p>Roe J. Rash.</p></li></ol>", ["1. Roe J. Rash."], "a number in its own paragraph"),
    ("<pre>line one\nline two</pre>", ["line one", "line two"], "preformatted lines"),
    ("<p><o:p>Word</o:p> <st1:place>Boston</st1:place></p>", ["Word Boston"], "elements of Word"),
]


@pytest.mark.parametrize(("body", "wanted", "why"), CASES, ids=[why for *_, why in CASES])
def test_blocks(body: str, wanted: list[str], why: str) -> None:
    assert [words for _, words in blocks(layout(body))] == wanted, why


def test_table_of_facts() -> None:
    page = layout(
        f"<p>{PROSE}</p><table><caption>Doses</caption><tr><th>Age</th><th>Dose</th></tr>"
        "<tr><td>Adults</td><td><p>5 mg.</p><p>By mouth.</p></td></tr></table>"
    )
    assert page.text.endswith("Doses\nAge | Dose\nAdults | 5 mg.\nBy mouth.")
    assert [role for role, _ in blocks(page)] == ["paragraph", "caption", *["cell"] * 5]


def test_table_for_layout_is_not_a_table() -> None:
    page = layout(f"<table><tr><td><p>{PROSE}</p></td><td><p>{PROSE}</p></td></tr></table>")
    assert [role for role, _ in blocks(page)] == ["paragraph", "paragraph"]


def test_list_knows_its_lead_in() -> None:
    page = layout(
        "<h2>Uses</h2><p>FDA has approved:</p><ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>"
    )
    found = {block.span.of(page.text): block for block in page.blocks}
    assert found["one"].lead_in == found["two"].lead_in == found["FDA has approved:"].index
    assert found["three"].lead_in == found["two"].index
    assert (found["one"].depth, found["three"].depth) == (1, 2)
    assert found["one"].item != found["two"].item


def test_heading_is_no_lead_in() -> None:
    page = layout("<h2>Uses</h2><ul><li>one</li></ul>")
    assert page.blocks[-1].lead_in is None


def test_inlines_have_their_place_and_value() -> None:
    page = layout(
        f'<p id="p1">{PROSE} It works <a class="Ref" href="#r39"><sup>39</sup></a>, '
        'updated <time datetime="2014-06-24">June 24</time>.</p>'
    )
    found = {(i.kind, i.span.of(page.text)): i for i in page.inlines}
    assert found["link", "39"].value == "https://example.org/health/page.html#r39"
    assert found["link", "39"].hints == "ref"
    assert ("sup", "39") in found
    assert found["time", "June 24"].value == "2014-06-24"
    assert found["anchor", ""].value == "p1"
    assert page.ids == {"p1": 0}


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("/a", "https://example.org/a"),
        ("b.html?x=1", "https://example.org/health/b.html?x=1"),
        ("//doi.org/10.1/x", "https://doi.org/10.1/x"),
        ("#top", "https://example.org/health/page.html#top"),
        (" https://www.ncbi.nlm.nih.gov/pubmed/1 ", "https://www.ncbi.nlm.nih.gov/pubmed/1"),
        ("http://[bad", ""),  # no address: nothing can be done with it
    ],
)
def test_links_are_absolute(href: str, wanted: str) -> None:
    page = layout(f'<p>{PROSE} <a href="{href}" rel="nofollow">here</a></p>')
    assert [(link.url, link.text, link.rel) for link in page.links] == [(wanted, "here", "nofollow")]


def test_base_address() -> None:
    page = layout(f'<p>{PROSE} <a href="x">y</a></p>', '<base href="/other/"><title>T</title>')
    assert page.links[0].url == "https://example.org/other/x"


def test_a_link_over_blocks_is_a_link_in_each() -> None:
    page = layout(f'<p>{PROSE}</p><a href="/x"><p>One thing</p><p>and another</p></a><p>{PROSE}</p>')
    assert [link.text for link in page.links] == ["One thing", "and another"]


def test_letters_written_with_combining_marks_are_composed() -> None:
    assert layout("<p>fe\u0301vrier 2014</p>").text == "f\u00e9vrier 2014"
