"""Whole templates of health sites: the tree of headings with its anchors, what is main text and what is not.

Written after what such sites look like, without sight of the reader.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from model.page import Document
from pages.read.layout import Layout, read_layout
from tests.pages.layouts import outline

PROSE = (
    "Most people get better within two weeks, although the cough can stay for longer. Rest, drink enough, and see "
    "a doctor when breathing gets harder or when the fever returns after some days."
)
MORE = (
    "Antibiotics do not help against a virus. They can help when bacteria are the cause, and then the whole course "
    "should be taken, even when you feel well again before its end."
)


class Template(NamedTuple):
    """A page, its headings, words that must be in the main text, words that must not."""

    name: str
    body: str
    headings: list[str]
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


TEMPLATES = [
    Template(
        "headings with ids, contents list before them",
        f'<main><h1>Bronchitis</h1><nav aria-label="Pages in this guide"><ol><li><a href="#sym">Symptoms</a></li>'
        f'<li><a href="#tre">Treatment</a></li></ol></nav><h2 id="sym">Symptoms</h2><p>{PROSE}</p>'
        f'<h2 id="tre">Treatment</h2><p>{MORE}</p></main>',
        ["1 Bronchitis", "2 Symptoms #sym", "2 Treatment #tre"],
        (PROSE, MORE),
    ),
    Template(
        "on this page as a box without nav",
        f'<main><h1>Bronchitis</h1><div class="on-this-page"><h2>On this page</h2><ul><li><a href="#a">Symptoms</a></li>'
        f'<li><a href="#b">Treatment</a></li></ul></div><h2 id="a">Symptoms</h2><p>{PROSE}</p><h2 id="b">Treatment</h2><p>{MORE}</p></main>',
        ["1 Bronchitis", "2 Symptoms #a", "2 Treatment #b"],
        (PROSE,),
        ("On this page",),
    ),
    Template(
        "old table layout, menu left, bold headings",
        '<table width="100%"><tr><td colspan="2"><img src="x.gif" alt="Lung Centre"></td></tr><tr><td width="120" valign="top">'
        '<a href="1.htm">Home</a><br><a href="2.htm">Asthma</a><br><a href="3.htm">Links</a></td><td>'
        f'<font size="5"><b>Bronchitis</b></font><p><b>Symptoms</b></p><p>{PROSE}</p><p><b>Treatment</b></p><p>{MORE}</p></td></tr></table>',
        ["2 Bronchitis", "2 Symptoms", "2 Treatment"],
        (PROSE, MORE),
        ("Links",),
    ),
    Template(
        "bold line and break inside one paragraph",
        f"<h1>Bronchitis</h1><p><strong>Symptoms</strong><br>{PROSE}</p><p><strong>Treatment</strong><br>{MORE}</p>",
        ["1 Bronchitis", "2 Symptoms", "2 Treatment"],
        (PROSE, MORE),
    ),
    Template(
        "accordion of buttons in headings",
        f'<main><h1>Bronchitis</h1><div class="accordion"><h3 id="h-a"><button aria-controls="c-a">Symptoms</button></h3><div id="c-a" hidden><p>{PROSE}</p></div>'
        f'<h3 id="h-b"><button aria-controls="c-b">Treatment</button></h3><div id="c-b" hidden><p>{MORE}</p></div></div></main>',
        ["1 Bronchitis", "3 Symptoms #h-a", "3 Treatment #h-b"],
        (PROSE, MORE),
    ),
    Template(
        "details and summary",
        f'<main><h1>Bronchitis</h1><details id="d1"><summary><span>Symptoms</span></summary><p>{PROSE}</p></details><details id="d2"><summary>Treatment</summary><p>{MORE}</p></details></main>',
        ["1 Bronchitis", "2 Symptoms #d1", "2 Treatment #d2"],
        (PROSE, MORE),
    ),
    Template(
        "Bootstrap 3 panel group",
        '<div class="panel-group" id="acc"><div class="panel"><div class="panel-heading"><h4 class="panel-title"><a data-toggle="collapse" data-parent="#acc" href="#one">Symptoms</a></h4></div>'
        f'<div id="one" class="panel-collapse collapse"><div class="panel-body"><p>{PROSE}</p></div></div></div><div class="panel"><div class="panel-heading"><h4 class="panel-title"><a data-toggle="collapse" href="#two">Treatment</a></h4></div>'
        f'<div id="two" class="panel-collapse collapse"><div class="panel-body"><p>{MORE}</p></div></div></div></div>',
        ["4 Symptoms #acc", "4 Treatment #one"],
        (PROSE, MORE),
    ),
    Template(
        "tabs by ARIA",
        '<main><h1>Bronchitis</h1><div role="tablist"><button role="tab" id="t1" aria-controls="p1">Symptoms</button><button role="tab" id="t2" aria-controls="p2">Treatment</button></div>'
        f'<div role="tabpanel" id="p1" aria-labelledby="t1"><p>{PROSE}</p></div><div role="tabpanel" id="p2" aria-labelledby="t2" hidden><p>{MORE}</p></div></main>',
        ["1 Bronchitis", "2 Symptoms #p1", "2 Treatment #p2"],
        (PROSE, MORE),
    ),
    Template(
        "definition list of questions",
        f"<main><h1>Bronchitis</h1><dl><dt>Is it catching?</dt><dd><p>{PROSE}</p></dd><dt>Do antibiotics help?</dt><dd><p>{MORE}</p></dd></dl></main>",
        ["1 Bronchitis", "2 Is it catching?", "2 Do antibiotics help?"],
        (PROSE, MORE),
    ),
    Template(
        "ARIA headings in divs",
        f'<div role="main"><div role="heading" aria-level="1">Bronchitis</div><div role="heading" aria-level="2" id="s">Symptoms</div><p>{PROSE}</p></div>',
        ["1 Bronchitis", "2 Symptoms #s"],
        (PROSE,),
    ),
    Template(
        "block editor theme with share bar, author box, related posts, comments",
        f'<div class="site"><header class="site-header"><p class="site-title">Lung Blog</p><nav class="main-navigation"><a href="/">Home</a></nav></header><main class="site-main"><article class="post"><h1 class="entry-title">Bronchitis</h1>'
        f'<div class="entry-content"><p>{PROSE}</p><h2 class="wp-block-heading" id="h-treatment">Treatment</h2><p>{MORE}</p><div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>'
        '<div id="jp-relatedposts"><h3 class="jp-relatedposts-headline">Related</h3><p>Ten teas for a cough</p></div></div><div class="author-box"><h3>About the author</h3><p>Jo writes about lungs.</p></div></article>'
        '<section id="comments"><h2 class="comments-title">3 comments</h2><ol><li><p>Honey helped me a great deal last winter.</p></li></ol></section></main><aside class="widget-area"><h2 class="widget-title">Recent posts</h2><ul><li><a href="/x">Flu season</a></li></ul></aside>'
        '<footer class="site-footer"><p>Proudly powered by a press</p></footer></div>',
        ["1 Bronchitis", "2 Treatment #h-treatment"],
        (PROSE, MORE),
        ("Share this", "Facebook", "Ten teas", "Honey helped", "Flu season", "Proudly", "Lung Blog"),
    ),
    Template(
        "Drupal regions with blocks",
        f'<div id="page"><div class="region region-header"><div class="site-name">Clinic</div></div><div class="region region-content"><h1 class="page-title">Bronchitis</h1><div class="node__content"><div class="field field--name-body"><h2>Symptoms</h2><p>{PROSE}</p></div></div></div>'
        '<div class="region region-sidebar-first"><div class="block block-menu"><h2>Lung topics</h2><ul class="menu"><li><a href="/a">Asthma</a></li></ul></div></div><div class="region region-footer"><p>Call 555 0100</p></div></div>',
        ["1 Bronchitis", "2 Symptoms"],
        (PROSE,),
        ("Asthma", "Call 555"),
    ),
    Template(
        "cookie dialog first in the body",
        f'<div id="CybotCookiebotDialog" role="dialog"><h2>This website uses cookies</h2><p>We use cookies to personalise content and ads, and to analyse our traffic. You can change your choice at any time in the declaration.</p><button>Allow all</button></div><main><h1>Bronchitis</h1><p>{PROSE}</p></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("personalise", "Allow all"),
    ),
    Template(
        "newsletter form amid the article",
        f'<article><h1>Bronchitis</h1><p>{PROSE}</p><div class="newsletter-inline"><h3>Get health tips by e-mail</h3><form action="/s"><label>E-mail address</label><input name="e"><button>Sign up</button></form></div><h2>Treatment</h2><p>{MORE}</p></article>',
        ["1 Bronchitis", "2 Treatment"],
        (PROSE, MORE),
        ("E-mail address", "Sign up"),
    ),
    Template(
        "warning box in an aside-like div stays",
        f'<main><h1>Bronchitis</h1><div class="callout callout-warning"><h2>Call an ambulance if</h2><ul><li>you cannot speak in whole sentences</li><li>your lips turn blue</li></ul></div><h2>Treatment</h2><p>{MORE}</p></main>',
        ["1 Bronchitis", "2 Call an ambulance if", "2 Treatment"],
        ("you cannot speak", "your lips turn blue", MORE),
    ),
    Template(
        "key points in an aside inside the article",
        f"<main><article><h1>Bronchitis</h1><p>{PROSE}</p><h2>Treatment</h2><p>{MORE}</p></article><aside><h2>Find a clinic</h2><p>Enter your postcode.</p></aside></main>",
        ["1 Bronchitis", "2 Treatment"],
        (PROSE,),
        ("Enter your postcode",),
    ),
    Template(
        "table of doses",
        f"<main><h1>Bronchitis</h1><p>{PROSE}</p><h2>Doses</h2><table><thead><tr><th>Age</th><th>Dose</th></tr></thead><tbody><tr><td>6–12 years</td><td>250 mg twice a day</td></tr></tbody></table></main>",
        ["1 Bronchitis", "2 Doses"],
        ("6–12 years", "250 mg twice a day"),
    ),
    Template(
        "heading split over spans, with a permalink sign",
        f'<main><h1>Bronchitis</h1><h2 id="what-is"><span class="num">1.</span> <span>What is it?</span><a class="headerlink" href="#what-is" title="Permalink">¶</a></h2><p>{PROSE}</p></main>',
        ["1 Bronchitis", "2 1. What is it? #what-is"],
        (PROSE,),
        ("¶",),
    ),
    Template(
        "section labelled by its heading",
        f'<main><h1>Bronchitis</h1><section id="section-2" aria-labelledby="x2"><header><h2 id="x2">Treatment</h2></header><p>{MORE}</p></section></main>',
        ["1 Bronchitis", "2 Treatment #x2"],
        (MORE,),
    ),
    Template(
        "back to top links",
        f'<main><h1>Bronchitis</h1><h2 id="a">Symptoms</h2><p>{PROSE}</p><p class="top"><a href="#top">Back to top</a></p><h2 id="b">Treatment</h2><p>{MORE}</p><p><a href="#top">Return to top</a></p></main>',
        ["1 Bronchitis", "2 Symptoms #a", "2 Treatment #b"],
        (PROSE, MORE),
    ),
    Template(
        "screen-reader words and icons",
        f'<main><h1>Bronchitis<span class="visually-hidden"> - health topic</span></h1><p>{PROSE}</p><svg><title>arrow</title></svg><i class="icon">chevron_right</i><script>var x = "no text";</script><style>p {{ color: red }}</style><noscript><img src="t.gif" alt=""></noscript></main>',
        ["1 Bronchitis - health topic"],
        (PROSE,),
        ("no text", "color: red", "arrow"),
    ),
    Template(
        "comments in markup and conditional comments",
        f"<main><!-- Updated 1/1/2001 --><h1>Bronchitis</h1><!--[if IE]><p>Old browser</p><![endif]--><p>{PROSE}</p></main>",
        ["1 Bronchitis"],
        (PROSE,),
        ("2001", "Old browser"),
    ),
    Template(
        "nested lists keep their lines",
        f"<main><h1>Bronchitis</h1><p>{PROSE}</p><ul><li>Tests<ul><li>X-ray</li><li>Blood count</li></ul></li><li>Rest</li></ul></main>",
        ["1 Bronchitis"],
        ("Tests\n", "X-ray\n", "Blood count\n", "Rest"),
    ),
    Template(
        "forum thread: the posts are the page",
        f'<div class="forum"><h1>How long does it last?</h1><div class="post"><div class="author">bee12</div><div class="message"><p>{PROSE}</p></div></div><div class="post"><div class="author">oak</div><div class="message"><p>{MORE}</p></div></div></div>',
        ["1 How long does it last?"],
        (PROSE, MORE),
    ),
    Template(
        "question headings as a bold paragraph with Q and A",
        f"<main><h1>Bronchitis</h1><p><b>Q: Is it catching?</b></p><p>A: {PROSE}</p><p><b>Q: Do antibiotics help?</b></p><p>A: {MORE}</p></main>",
        ["1 Bronchitis", "2 Q: Is it catching?", "2 Q: Do antibiotics help?"],
        (PROSE,),
    ),
    Template(
        "social bar and print buttons",
        f'<main><h1>Bronchitis</h1><ul class="page-tools"><li><a href="#">Print</a></li><li><a href="#">Email</a></li><li><a href="#">Share</a></li></ul><p>{PROSE}</p></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Print", "Email"),
    ),
    Template(
        "related topics list at the end of main",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><h2>Related topics</h2><ul><li><a href="/asthma">Asthma</a></li><li><a href="/flu">Flu</a></li><li><a href="/copd">COPD</a></li></ul></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("COPD",),
    ),
    Template(
        "skip link and official banner",
        f'<a href="#main">Skip to main content</a><section class="usa-banner" aria-label="Official website"><p>An official website of the government. Here is how you know. A lock means you have safely connected to the site.</p></section><main id="main"><h1>Bronchitis</h1><p>{PROSE}</p></main>',
        ["1 Bronchitis #main"],
        (PROSE,),
        ("Skip to main", "safely connected"),
    ),
    Template(
        "all of it in divs, menu of links first",
        f'<div class="wrap"><div class="top"><a href="/">Home</a> | <a href="/az">A to Z</a> | <a href="/contact">Contact</a></div><div class="body"><h1>Bronchitis</h1><div>{PROSE}</div><h2>Treatment</h2><div>{MORE}</div></div><div class="bottom"><a href="/privacy">Privacy</a> | <a href="/terms">Terms</a></div></div>',
        ["1 Bronchitis", "2 Treatment"],
        (PROSE, MORE),
        ("Contact", "Privacy"),
    ),
    Template(
        "unclosed tags of 1998",
        f"<h1>Bronchitis<p>{PROSE}<h2>Treatment</h2><p>{MORE}<ul><li>Rest<li>Drink</ul>",
        ["1 Bronchitis", "2 Treatment"],
        (MORE, "Rest\n", "Drink"),
    ),
    Template(
        "uppercase heading lines of a typed page",
        f"<div><p><u>SYMPTOMS</u></p><p>{PROSE}</p><p><u>TREATMENT</u></p><p>{MORE}</p></div>",
        ["2 SYMPTOMS", "2 TREATMENT"],
        (PROSE,),
    ),
    Template(
        "styled spans as headings",
        f'<div class="article"><h1>Bronchitis</h1><p class="heading2"><span style="font-weight:bold">Symptoms</span></p><p>{PROSE}</p><p class="heading2"><span style="font-weight:bold">Treatment</span></p><p>{MORE}</p></div>',
        ["1 Bronchitis", "2 Symptoms", "2 Treatment"],
        (PROSE, MORE),
    ),
    Template(
        "references at the end are main text",
        f"<main><h1>Bronchitis</h1><p>{PROSE}</p><h2>References</h2><ol><li>Ho T. Cough in adults. Lung J. 2011;4:2–9.</li></ol></main>",
        ["1 Bronchitis", "2 References"],
        ("Cough in adults",),
    ),
    Template(
        "headings in a carousel and promo cards",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p></main><section class="promo-cards"><h2>Our services</h2><div class="card"><h3>Urgent care</h3><p>Open late.</p></div></section>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Open late",),
    ),
]

TEXTS = [
    Template(
        "plain text with a menu in front",
        f"Lung Centre\n\nHome\nAsthma\nBronchitis\nDonate\nContact us\n\nBronchitis\n\n{PROSE}\n\nTreatment\n\n{MORE}\n\nUpdated 06/24/14\n",
        ["1 Bronchitis", "2 Treatment"],
        (PROSE, MORE, "Updated 06/24/14"),
        ("Donate",),
    ),
    Template(
        "Markdown headings of both kinds",
        f"Bronchitis\n==========\n\n{PROSE}\n\nTreatment\n---------\n\n{MORE}\n\n### Doses\n\n- 250 mg\n- 500 mg\n",
        ["1 Bronchitis", "2 Treatment", "3 Doses"],
        (PROSE, MORE, "250 mg"),
    ),
    Template(
        "typed leaflet with capitals",
        f"BRONCHITIS\n\nWHAT IS IT?\n{PROSE}\n\nHOW IS IT TREATED?\n{MORE}\n",
        ["1 BRONCHITIS", "2 WHAT IS IT?", "2 HOW IS IT TREATED?"],
        (PROSE, MORE),
    ),
]


def _norm(text: str) -> str:
    return " ".join(text.split())


def check(template: Template, page: Layout) -> None:
    """The page has the template's headings, and its words inside and outside."""
    text = page.text
    assert outline(page) == template.headings
    for words in template.inside:
        assert words in text or _norm(words) in _norm(text)
    for words in template.outside:
        assert words not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_a_template_is_read_as_its_readers_see_it(template: Template) -> None:
    html = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Bronchitis | Lung Centre</title></head><body>{template.body}</body></html>"
    check(template, read_layout(Document("https://lung.example.org/b", html.encode(), "text/html")))


@pytest.mark.parametrize("template", TEXTS, ids=lambda t: t.name)
def test_a_plain_text_is_read_as_its_readers_see_it(template: Template) -> None:
    check(
        template, read_layout(Document("file:///b.txt", template.body.encode(), "text/plain; charset=utf-8"))
    )


SENTENCES = [
    ("Take 5 mg. of it daily. Then stop.", ["Take 5 mg. of it daily.", "Then stop."], "a unit with a point"),
    (
        "Dr. Lee et al. found 3 cases. They were mild.",
        ["Dr. Lee et al. found 3 cases.", "They were mild."],
        "title, et al.",
    ),
    ("See Fig. 2 and Tab. 3. Both help.", ["See Fig. 2 and Tab. 3.", "Both help."], "figures"),
    (
        "The U.S. Food and Drug Administration said no. It was 2011.",
        ["The U.S. Food and Drug Administration said no.", "It was 2011."],
        "U.S.",
    ),
    (
        "It is common in the U.S. Most cases are mild.",
        ["It is common in the U.S.", "Most cases are mild."],
        "U.S. closes a sentence",
    ),
    (
        "Give it b.i.d. or t.i.d. with food. Avoid milk.",
        ["Give it b.i.d. or t.i.d. with food.", "Avoid milk."],
        "b.i.d.",
    ),
    (
        "Use creams, e.g. zinc, i.e. mild ones. Wash daily.",
        ["Use creams, e.g. zinc, i.e. mild ones.", "Wash daily."],
        "e.g., i.e.",
    ),
    (
        "Survival was 4.5 vs. 3.1 months (P < .001). It mattered.",
        ["Survival was 4.5 vs. 3.1 months (P < .001).", "It mattered."],
        "decimals, vs.",
    ),
    (
        "S. aureus and E. coli are bacteria. Wash hands.",
        ["S. aureus and E. coli are bacteria.", "Wash hands."],
        "species",
    ),
    (
        "He said \u201cStop.\u201d Then he left.",
        ["He said \u201cStop.\u201d", "Then he left."],
        "closing quotes",
    ),
    ("It works.[3] It is safe.[4,5]", ["It works.[3]", "It is safe.[4,5]"], "markers behind the point"),
    (
        "Approved on Jan. 5, 2018. Sold since Sept. 2018.",
        ["Approved on Jan. 5, 2018.", "Sold since Sept. 2018."],
        "months",
    ),
    (
        "Ask Prof. A. B. Chu, M.D., Ph.D. She knows.",
        ["Ask Prof. A. B. Chu, M.D., Ph.D.", "She knows."],
        "degrees close a sentence",
    ),
    (
        "Call 1.800.555.0100 now! Is it free? Yes.",
        ["Call 1.800.555.0100 now!", "Is it free?", "Yes."],
        "phone, marks",
    ),
    (
        "Vitamin B12 approx. 2.4 mcg. Adults need it.",
        ["Vitamin B12 approx. 2.4 mcg.", "Adults need it."],
        "unit closes a sentence",
    ),
    (
        "St. John\u2019s wort (approx. 300 mg t.i.d.) is sold in the E.U. and the U.K. Ask first.",
        ["St. John\u2019s wort (approx. 300 mg t.i.d.) is sold in the E.U. and the U.K.", "Ask first."],
        "states",
    ),
]


@pytest.mark.parametrize(("text", "want", "why"), SENTENCES, ids=[s[2] for s in SENTENCES])
def test_sentences_are_split_with_the_abbreviations_of_medicine(text: str, want: list[str], why: str) -> None:
    page = read_layout(
        Document(
            "https://lung.example.org/b",
            f"<p>{text.replace('<', '&lt;')}</p>".encode(),
            "text/html; charset=utf-8",
        )
    )
    assert [s.span.of(page.text) for s in page.sentences] == want, why


CHARSETS = [
    (b"<p>caf\xe9 \x96 5 \xb5g</p>", "text/html", "café – 5 µg", "nothing declared: windows-1252"),
    (
        b"<meta charset=iso-8859-1><p>\x93quoted\x94</p>",
        "text/html",
        "“quoted”",
        "latin-1 means windows-1252",
    ),
    ("<p>café</p>".encode(), "text/html; charset=UTF-8", "café", "header"),
    (
        "<meta charset='windows-1252'><p>café</p>".encode(),
        "text/html; charset=utf-8",
        "café",
        "header before meta",
    ),
    (
        b"\xef\xbb\xbf<meta charset=latin1><p>caf\xc3\xa9</p>",
        "text/html; charset=latin1",
        "café",
        "BOM before all",
    ),
    ("<p>café</p>".encode("utf-16"), "text/html", "café", "UTF-16 with BOM"),
    (
        "<meta http-equiv='Content-Type' content='text/html; charset=utf-8'><p>naïve</p>".encode(),
        "text/html",
        "naïve",
        "http-equiv",
    ),
    ("<meta charset=iso-8859-2><p>łódź</p>".encode("iso-8859-2"), "text/html", "łódź", "Polish"),
    ("<meta charset=shift_jis><p>健康</p>".encode("shift_jis"), "text/html", "健康", "Japanese"),
    (
        "<meta charset=utf-16le><p>café</p>".encode(),
        "text/html",
        "café",
        "a meta that says UTF-16 means UTF-8",
    ),
    ("<meta charset=koi8-r><p>Кашель</p>".encode("koi8-r"), "text/html", "Кашель", "Russian"),
    (b"<meta charset=no-such><p>caf\xe9</p>", "text/html", "café", "unknown label"),
]


@pytest.mark.parametrize(("body", "kind", "want", "why"), CHARSETS, ids=[c[3] for c in CHARSETS])
def test_bytes_are_decoded_as_browsers_do_it(body: bytes, kind: str, want: str, why: str) -> None:
    assert read_layout(Document("https://lung.example.org/b", body, kind)).text.strip() == want, why
