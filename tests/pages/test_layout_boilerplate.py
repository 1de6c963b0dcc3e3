"""What belongs to the main text, and what stands around it: nothing of either is lost."""

from __future__ import annotations

import pytest

from model.page import Document
from pages.read import read_layout
from tests.pages.layouts import PROSE, blocks, layout, outline, outside

P = f"<p>{PROSE}</p>"
ARTICLE = f"<h1>Rashes in adults</h1>{P}{P}<p>Last reviewed: July 8, 2020</p>"

AROUND = [
    ('<nav><ul><li><a href="/a">Health A to Z</a></li></ul></nav>', "nav", "Health A to Z"),
    ('<div class="main-menu"><a href="/a">Conditions</a></div>', "nav", "Conditions"),
    ('<ol class="breadcrumb"><li><a href="/">Home</a></li></ol>', "nav", "Home"),
    ('<header role="banner"><p>The Example Clinic</p></header>', "header", "The Example Clinic"),
    (
        '<div id="onetrust-banner"><p>We use cookies on this site. ' + PROSE + "</p></div>",
        "banner",
        "We use cookies",
    ),
    ('<div class="newsletter-signup"><h3>Get our newsletter</h3></div>', "banner", "Get our newsletter"),
    ("<aside><p>Find a doctor near you.</p></aside>", "aside", "Find a doctor"),
    ('<div class="sidebar"><p>Find a doctor near you.</p></div>', "aside", "Find a doctor"),
    (
        '<div class="related-articles"><h2>Related</h2><p>Ten tips for dry skin</p></div>',
        "related",
        "Ten tips",
    ),
    (f'<div id="comments"><p>I had this rash for years. {PROSE}</p></div>', "comments", "I had this rash"),
    ('<div class="social-share"><a href="#">Tweet this</a></div>', "aside", "Tweet this"),
    ('<div class="modal" style="display:none"><p>Leaving our site</p></div>', "hidden", "Leaving our site"),
    ("<footer><p>© 2009–2024 Example Clinic</p></footer>", "footer", "© 2009–2024"),
    ('<div class="site-footer">Updated June 2021</div>', "footer", "Updated June 2021"),
    ("<form><label>Your e-mail</label><button>Send</button></form>", "aside", "Send"),
]


@pytest.mark.parametrize(
    "template", ["<main>{}</main>", '<div class="content">{}</div>', "<article>{}</article>"]
)
@pytest.mark.parametrize(("part", "region", "words"), AROUND, ids=[f"{r}: {w}" for _, r, w in AROUND])
def test_what_stands_around_is_kept_apart(template: str, part: str, region: str, words: str) -> None:
    for body in (part + template.format(ARTICLE), template.format(ARTICLE) + part):
        page = layout(body, "<title>Rashes in adults - Example Clinic</title>")
        assert words not in page.text
        assert words in outside(page).get(region, "")
        assert outline(page)[0].startswith("1 Rashes in adults")
        assert "Last reviewed: July 8, 2020" in page.text


INSIDE = [
    (f'<div class="has-sidebar layout">{ARTICLE}</div>', "a wrapper that only tells of a sidebar"),
    (f'<div class="post tag-diet category-news">{ARTICLE}</div>', "the subjects of a post"),
    (f'<form id="aspnetForm">{ARTICLE}</form>', "a form around the whole page"),
    (f'<div class="modal-page">{ARTICLE}</div>', "a misnamed wrapper"),
    (
        f"<article><header><h1>Rashes in adults</h1></header>{P}<p>Last reviewed: July 8, 2020</p></article>",
        "its header",
    ),
    (f"<table><tr><td>{ARTICLE}</td></tr></table>", "a table for layout"),
    (f'<div style="display:none">{ARTICLE}</div>', "a page that scripts show"),
    (f"<noscript>{ARTICLE}</noscript>", "a page that scripts replace"),
    (f"<nav>{ARTICLE}</nav>", "a page in one misused element"),
    (f"<aside>{ARTICLE}</aside>", "a page in another"),
]


@pytest.mark.parametrize(("body", "why"), INSIDE, ids=[why for _, why in INSIDE])
def test_the_article_is_never_boilerplate(body: str, why: str) -> None:
    page = layout(body)
    assert outline(page)[0].startswith("1 Rashes in adults"), why
    assert PROSE in page.text
    assert "Last reviewed: July 8, 2020" in page.text


ENTRIES = (
    "<ol><li>Roe J. Rash. BMJ. 2010;1:1-2.</li>"
    "<li><a href='https://doi.org/10.1000/x'>Poe P. Fever. 2011.</a></li></ol>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<main>{ARTICLE}<h2>References</h2>{ENTRIES}</main>",
        f"<main>{ARTICLE}</main><aside class='sidebar'>"
        f"<div class='references'><h2>References</h2>{ENTRIES}</div></aside>",
        f"<main>{ARTICLE}<div class='footnotes' style='display:none'>{ENTRIES}</div></main>",
        f"<article>{ARTICLE}<footer><h2>Sources</h2>{ENTRIES}<p>{PROSE}</p></footer></article>",
        f"<div>{ARTICLE}<button aria-controls='r'>Sources</button><div id='r' hidden>{ENTRIES}</div></div>",
        f"<div>{ARTICLE}<h3>Resources</h3>"
        "<ul><li><a href=a>One book</a></li><li><a href=b>Two</a><li><a href=c>Three</a></ul>"
        f"{ENTRIES}</div>",
    ],
)
def test_reference_lists_are_text_wherever_they_stand(body: str) -> None:
    words = [text for _, text in blocks(layout(body))]
    assert "Roe J. Rash. BMJ. 2010;1:1-2." in words
    assert "Poe P. Fever. 2011." in words


def test_old_template_without_any_semantics() -> None:
    page = layout(
        '<table><tr><td colspan="3"><a href="/">Home</a> | <a href="/d">Donate</a></td></tr><tr>'
        '<td><a href="a">About</a><br><a href="b">Risks</a><br><a href="c">Treatment</a></td>'
        f'<td><font size="+2"><b>Emerging treatments</b></font><br><br>{PROSE}<br><br>'
        '<a name="p"></a><b>PARP inhibitors</b>'
        f"<br>{PROSE}<p><i>Updated 06/24/14</i></p></td><td><b>Related links</b><br><a href=x>Trials</a></td></tr>"
        "<tr><td colspan=3>&copy; 2009-2014 Example Foundation</td></tr></table>"
    )
    assert outline(page) == ["2 Emerging treatments", "2 PARP inhibitors #p"]
    assert page.text.endswith("Updated 06/24/14")
    around = "\n".join(outside(page).values())
    for words in ("Home", "Risks", "Trials", "© 2009-2014 Example Foundation"):
        assert words in around
        assert words not in page.text


def test_link_list_under_a_heading_of_the_text_stays() -> None:
    links = "".join(f'<li><a href="/{n}">Type {n} of it</a></li>' for n in range(5))
    page = layout(f"<main>{ARTICLE}<h2>Types</h2><ul>{links}</ul>{P}</main>")
    assert "Type 3 of it" in page.text


def test_link_list_headed_related_goes_with_its_heading() -> None:
    links = "".join(f'<li><a href="/{n}">Page number {n}</a></li>' for n in range(5))
    page = layout(f"<main>{ARTICLE}<h2>Related links</h2><ul>{links}</ul></main>")
    assert "Page number 3" not in page.text
    assert outline(page) == ["1 Rashes in adults"]
    assert "Page number 3" in outside(page)["related"]


def test_teasers_after_the_text_are_related() -> None:
    teasers = "".join(
        f'<h3><a href="/{n}">What to eat, part {n}</a></h3><p>Short words on {n}.</p>' for n in range(4)
    )
    page = layout(f"<main>{ARTICLE}{teasers}</main>")
    assert "What to eat" not in page.text


def test_a_page_of_teasers_is_its_own_text() -> None:
    teasers = "".join(f'<h3><a href="/{n}">What to eat, part {n}</a></h3><p>{PROSE}</p>' for n in range(4))
    page = layout(f"<main>{teasers}</main>")
    assert "What to eat, part 2" in page.text


def test_times_outside_keep_their_value() -> None:
    page = layout(f'<main>{ARTICLE}</main><footer>Updated <time datetime="2021-06-01">June</time></footer>')
    assert [part.times for part in page.outside if part.region == "footer"] == [(("June", "2021-06-01"),)]


def test_key_points_in_the_text_are_text() -> None:
    page = layout(f"<div><h1>Rashes</h1>{P}{P}<aside><h3>Key points</h3>{P}</aside></div>")
    assert "Key points" in page.text


_LINE = "<p>Gout hurts, most often in the big toe and at night, and it goes away by itself within a week or two.</p>"


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ("<h2>Trending topics</h2><ul><li>Flu season</li><li>A new pill</li></ul>", False),
        ("<h2>Trending</h2><h3>Knees</h3><p>Five exercises for the knee.</p>", False),
        ("<h2>Related articles</h2><p>A new drug is being tested in Sweden.</p>", False),
        (
            "<div><h3>You may also like</h3><div>Knee pain at night</div><div>Drugs for arthritis</div></div>",
            False,
        ),
        ("<h2>More from our magazine</h2><p>Seven salads with beans</p>", False),
        ("<h2>Related conditions</h2><p>Kidney stones form out of the same acid.</p>", True),
        ("<h2>Recommended dose</h2><p>Take 300 mg once a day.</p>", True),
        ("<h2>Popular diets</h2><p>Cherries may help some people.</p>", True),
    ],
)
def test_a_heading_that_names_other_pages_takes_what_stands_under_it(block: str, kept: bool) -> None:
    html = (
        f"<html lang=en><title>Gout</title><body><main><h1>Gout</h1>{_LINE * 3}{block}<h2>Treatment</h2>{_LINE}"
        "</main></body></html>"
    )
    found = read_layout(Document("https://example.org/gout", html.encode(), "text/html; charset=utf-8"))
    headings = [section.heading for section in found.sections if section.heading]
    assert len(headings) - 2 == kept
    assert headings[-1] == "Treatment"


def test_the_pages_own_lines_behind_such_a_block_stay() -> None:
    html = (
        f"<html lang=en><title>Gout</title><body><main><h1>Gout</h1>{_LINE * 3}<h2>Read next</h2><p>Knees</p>"
        "<p>Last reviewed: 3 May 2024</p></main></body></html>"
    )
    found = read_layout(Document("https://example.org/gout", html.encode(), "text/html; charset=utf-8"))
    assert found.text.endswith("Last reviewed: 3 May 2024")
    assert "Knees" not in found.text
