"""The tree of headings, whatever the template makes its headings of."""

from __future__ import annotations

import pytest

from tests.pages.layouts import PROSE, blocks, layout, outline

P = f"<p>{PROSE}</p>"

CASES = [
    ("<h1>A</h1>" + P + "<h2 id=b>B</h2>" + P + "<h3>C</h3>" + P, ["1 A", "2 B #b", "3 C #b"], "h1 to h6"),
    (
        '<section id="uses"><h2>Uses</h2>' + P + "</section>",
        ["2 Uses #uses"],
        "the section's id opens its heading",
    ),
    ('<a name="old"></a><h2>Old</h2>' + P, ["2 Old #old"], "an old anchor before the heading"),
    ('<h2><a id="in"></a>Inside</h2>' + P, ["2 Inside #in"], "an anchor inside the heading"),
    ('<h2 id="own"><a name="in">Both</a></h2>' + P, ["2 Both #own"], "its own id before one inside"),
    ('<div role="heading" aria-level="3">Aria</div>' + P, ["3 Aria"], "ARIA heading"),
    ('<div role="heading">Aria</div>' + P, ["2 Aria"], "ARIA heading without a level"),
    ("<h2>Top</h2>" + P + "<p><b>Bold line</b></p>" + P, ["2 Top", "3 Bold line"], "a bold paragraph"),
    (
        "<h2>Top</h2>" + P + "<p><strong>Bold</strong>: text that goes on. " + PROSE,
        ["2 Top"],
        "bold words that open prose",
    ),
    ("<p><b>First bold line</b></p><p><b>second bold line</b></p>", [], "all bold: no headings"),
    ("<p><b>Call 911 now.</b></p>" + P, [], "a bold sentence is no heading"),
    ("<b>Bold line</b><br>" + PROSE, ["2 Bold line"], "a bold line before a break"),
    ("<details><summary>More</summary>" + P + "</details>", ["2 More"], "summary"),
    (
        '<button aria-controls="p">Uses</button><div id="p" hidden>' + P + "</div>",
        ["2 Uses"],
        "accordion button",
    ),
    ('<h3><button aria-expanded="false" id="u">Uses</button></h3>' + P, ["3 Uses #u"], "button in a heading"),
    (
        '<ul role="tablist"><li><a role="tab" aria-controls="t1">For patients</a></li>'
        '<li><a role="tab" aria-controls="t2">For doctors</a></li></ul>'
        f'<div id="t1" role="tabpanel">{P}</div><div id="t2" role="tabpanel" hidden>{P}</div>',
        ["2 For patients #t1", "2 For doctors #t2"],
        "tabs: the label heads its panel",
    ),
    (
        '<div role="tablist"><div><h4><a role="tab" aria-controls="q1">What is it?</a></h4></div>'
        f'<div id="q1" class="collapse">{P}</div></div>',
        ["4 What is it?"],
        "an accordion marked up as tabs",
    ),
    (
        f"<h2>Types</h2><dl><dt>One</dt><dd>{PROSE} {PROSE}</dd><dt>Two</dt><dd>{PROSE} {PROSE}</dd></dl>",
        ["2 Types", "3 One", "3 Two"],
        "a definition list of articles",
    ),
    (
        "<h2>Facts</h2>" + P + "<dl><dt>Author</dt><dd>Jane Roe</dd></dl>",
        ["2 Facts"],
        "a definition list of facts",
    ),
    ("<h2>Refs</h2><dl><dt>[1]</dt><dd>" + PROSE * 2 + "</dd></dl>", ["2 Refs"], "numbers are no headings"),
]


@pytest.mark.parametrize(("body", "wanted", "why"), CASES, ids=[why for *_, why in CASES])
def test_outline(body: str, wanted: list[str], why: str) -> None:
    assert outline(layout(body)) == wanted, why


def test_path_and_parent() -> None:
    page = layout(f"{P}<h1>A</h1>{P}<h2>B</h2>{P}<h4>D</h4>{P}<h2>C</h2>{P}")
    assert [s.path for s in page.sections] == [(), ("A",), ("A", "B"), ("A", "B", "D"), ("A", "C")]
    assert [s.parent for s in page.sections] == [None, None, 1, 2, 1]


def test_section_zero_is_what_stands_before_the_first_heading() -> None:
    page = layout(f"{P}<h2>A</h2>{P}")
    assert page.sections[0].body.of(page.text).strip() == PROSE
    assert page.sections[1].span.of(page.text).startswith("A\n")
    assert page.sections[1].body.of(page.text) == PROSE


def test_a_heading_next_to_a_blank_line_is_parted_from_the_text_before() -> None:
    page = layout(f"{P}<h2>A</h2>{P}")
    assert page.text == f"{PROSE}\n\nA\n{PROSE}"


def test_hidden_accordion_panel_is_read() -> None:
    page = layout(
        f'{P}<button aria-controls="x">References</button><div id="x" style="display:none"><p>Roe J. BMJ 2010.</p>'
    )
    assert ("paragraph", "Roe J. BMJ 2010.") in blocks(page)
    assert outline(page)[-1].startswith("2 References")


def test_a_long_heading_is_a_paragraph() -> None:
    page = layout(f"<h2>{PROSE * 6}</h2>{P}")
    assert outline(page) == []
