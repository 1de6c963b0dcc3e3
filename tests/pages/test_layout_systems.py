"""Pages of content systems and page builders, and typed texts: a second round of templates written unseen."""

from __future__ import annotations

import textwrap

import pytest

from model.page import Document
from pages.read.layout import read_layout
from tests.pages.layouts import layout, outline, outside
from tests.pages.test_layout_templates import MORE, PROSE, Template, check

SYSTEMS: list[Template] = [
    Template(
        "AEM component page",
        f'<div class="root responsivegrid"><div class="cmp-breadcrumb"><ol><li><a href="/">Home</a></li></ol></div><div class="title"><div class="cmp-title"><h1 class="cmp-title__text">Bronchitis</h1></div></div><div class="text"><div class="cmp-text"><p>{PROSE}</p></div></div><div class="accordion"><div class="cmp-accordion"><div class="cmp-accordion__item"><h3 class="cmp-accordion__header"><button id="acc-1-button" class="cmp-accordion__button" aria-controls="acc-1-panel"><span class="cmp-accordion__title">Symptoms</span><span class="cmp-accordion__icon"></span></button></h3><div id="acc-1-panel" class="cmp-accordion__panel cmp-accordion__panel--hidden" role="region"><p>{MORE}</p></div></div></div></div></div>',
        ["1 Bronchitis", "3 Symptoms #acc-1-button"],
        (PROSE, MORE),
        ("Home",),
    ),
    Template(
        "Elementor page",
        f'<div class="elementor elementor-12"><section class="elementor-section"><div class="elementor-widget-heading"><h2 class="elementor-heading-title">Bronchitis</h2></div><div class="elementor-widget-text-editor"><p>{PROSE}</p></div></section><section class="elementor-section"><div class="elementor-widget-toggle"><div class="elementor-toggle-item"><div class="elementor-tab-title" role="button" aria-controls="c1"><a class="elementor-toggle-title">Treatment</a></div><div id="c1" class="elementor-tab-content elementor-clearfix" style="display:none"><p>{MORE}</p></div></div></div></section></div>',
        ["2 Bronchitis", "3 Treatment"],
        (PROSE, MORE),
        (),
    ),
    Template(
        "SharePoint zone",
        f'<div id="s4-workspace"><div id="s4-bodyContainer"><div id="DeltaTopNavigation"><ul><li><a href="/">Home</a></li><li><a href="/a">Topics</a></li></ul></div><div id="DeltaPlaceHolderMain"><div class="ms-rtestate-field"><h1>Bronchitis</h1><p>\u200b{PROSE}</p><h2>Treatment</h2><div>{MORE}</div></div></div></div></div>',
        ["1 Bronchitis #DeltaPlaceHolderMain", "2 Treatment #DeltaPlaceHolderMain"],
        (PROSE, MORE),
        ("Topics",),
    ),
    Template(
        "headings skipped and deep",
        f"<main><h1>Bronchitis</h1><h4>Symptoms</h4><p>{PROSE}</p><h2>Treatment</h2><h5>Drugs</h5><p>{MORE}</p></main>",
        ["1 Bronchitis", "4 Symptoms", "2 Treatment", "5 Drugs"],
        (PROSE, MORE),
        (),
    ),
    Template(
        "two h1",
        f"<header><h1>Lung Centre</h1></header><main><h1>Bronchitis</h1><p>{PROSE}</p></main>",
        ["1 Bronchitis"],
        (PROSE,),
        ("Lung Centre",),
    ),
    Template(
        "article with feedback form",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><div class="feedback-widget"><h2>Was this page helpful?</h2><button>Yes</button><button>No</button></div></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Was this page helpful", "Yes"),
    ),
    Template(
        "donate box amid text",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><div class="donate-cta"><h3>Help us fund research</h3><p>Your gift counts.</p><a class="btn" href="/d">Donate now</a></div><h2>Treatment</h2><p>{MORE}</p></main>',
        ["1 Bronchitis", "2 Treatment"],
        (PROSE, MORE),
        ("Donate now",),
    ),
    Template(
        "language switcher",
        f'<div class="lang-switcher"><a href="/es">Español</a> <a href="/fr">Français</a></div><main><h1>Bronchitis</h1><p>{PROSE}</p></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Español",),
    ),
    Template(
        "pull quote and figure",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><blockquote class="pullquote">I coughed for weeks.</blockquote><figure><img src="a.png" alt="lungs"><figcaption>The airways of the lungs</figcaption></figure><p>{MORE}</p></main>',
        ["1 Bronchitis"],
        (PROSE, MORE, "I coughed for weeks", "The airways of the lungs"),
        (),
    ),
    Template(
        "video transcript",
        f'<main><h1>Bronchitis</h1><div class="video"><iframe src="x"></iframe></div><details><summary>Transcript</summary><p>{PROSE}</p></details></main>',
        ["1 Bronchitis", "2 Transcript"],
        (PROSE,),
        (),
    ),
    Template(
        "author box top",
        f'<article><h1>Bronchitis</h1><div class="byline">By <a href="/j">Jo Lee, MD</a></div><p>{PROSE}</p><h2>Treatment</h2><p>{MORE}</p></article>',
        ["1 Bronchitis", "2 Treatment"],
        (PROSE, MORE),
        (),
    ),
    Template(
        "numbered headings in strong with colon",
        f'<div class="content"><h1>Bronchitis</h1><p><strong>1. Symptoms:</strong></p><p>{PROSE}</p><p><strong>2. Treatment:</strong></p><p>{MORE}</p></div>',
        ["1 Bronchitis", "2 1. Symptoms:", "2 2. Treatment:"],
        (PROSE, MORE),
        (),
    ),
    Template(
        "font tags as headings",
        f'<body><center><font size="6">Bronchitis</font></center><p><font color="red"><b>Symptoms</b></font></p><p>{PROSE}</p><p><font color="red"><b>Treatment</b></font></p><p>{MORE}</p>',
        ["2 Symptoms", "2 Treatment"],
        (PROSE, MORE, "Bronchitis"),
        (),
    ),
    Template(
        "table of contents list with links only",
        f'<h1>Bronchitis</h1><ul><li><a href="#s">Symptoms</a></li><li><a href="#t">Treatment</a></li><li><a href="#p">Prevention</a></li></ul><h2><a name="s">Symptoms</a></h2><p>{PROSE}</p><h2><a name="t">Treatment</a></h2><p>{MORE}</p>',
        ["1 Bronchitis", "2 Symptoms #s", "2 Treatment #t"],
        (PROSE, MORE),
        ("Prevention",),
    ),
    Template(
        "links in the text stay",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><h2>Find help</h2><ul><li><a href="https://lung.example.org">Lung Association</a>: a helpline that is open every day from nine to five</li><li><a href="https://quit.example.org">Quit line</a>: free advice on how to stop smoking for good</li></ul></main>',
        ["1 Bronchitis", "2 Find help"],
        (PROSE, "a helpline that is open", "free advice"),
        (),
    ),
    Template(
        "popup survey and chat",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p></main><div id="survey-modal" class="modal fade" role="dialog"><h4>Tell us what you think</h4><p>Take our two-minute survey.</p></div><div id="chat-widget"><p>Hi! How can we help?</p></div>',
        ["1 Bronchitis"],
        (PROSE,),
        ("two-minute survey",),
    ),
    Template(
        "emergency banner above",
        f'<div class="alert-banner"><p>Visitors must wear masks in all of our buildings until further notice.</p></div><main><h1>Bronchitis</h1><p>{PROSE}</p></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Visitors must wear",),
    ),
    Template(
        "comments by Disqus",
        f'<article><h1>Bronchitis</h1><p>{PROSE}</p></article><div id="disqus_thread"><h3>Comments</h3><p>Nice article, my cough is much better now after the tea.</p></div>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Nice article",),
    ),
    Template(
        "custom elements",
        f'<app-root><app-header><a href="/">Home</a></app-header><health-article><h1>Bronchitis</h1><p>{PROSE}</p><health-section><h2 id="t">Treatment</h2><p>{MORE}</p></health-section></health-article></app-root>',
        ["1 Bronchitis", "2 Treatment #t"],
        (PROSE, MORE),
        (),
    ),
    Template(
        "heading inside a link card that is the section",
        f'<main><h1>Bronchitis</h1><section id="care"><h2>Home care</h2><p>{PROSE}</p></section><section id="doc"><h2>When to call</h2><ul><li>Fever above 39 °C</li><li>Blood when you cough</li></ul></section></main>',
        ["1 Bronchitis", "2 Home care #care", "2 When to call #doc"],
        (PROSE, "Fever above 39 °C\n", "Blood when you cough"),
        (),
    ),
    Template(
        "aria-hidden duplicates",
        f'<main><h1>Bronchitis</h1><p>{PROSE}</p><div aria-hidden="true" style="display:none"><p>Hidden twin of the text that no one sees at all on the page.</p></div></main>',
        ["1 Bronchitis"],
        (PROSE,),
        ("Hidden twin",),
    ),
    Template(
        "layout table in article with data table",
        f'<table role="presentation"><tr><td><h1>Bronchitis</h1><p>{PROSE}</p><table><tr><th>Drug</th><th>Dose</th></tr><tr><td>Amoxicillin</td><td>500 mg</td></tr></table></td></tr></table>',
        ["1 Bronchitis"],
        (PROSE, "Amoxicillin | 500 mg"),
        (),
    ),
    Template(
        "dl of short facts",
        f"<main><h1>Bronchitis</h1><p>{PROSE}</p><dl><dt>Cause</dt><dd>Virus</dd><dt>Lasts</dt><dd>3 weeks</dd></dl></main>",
        ["1 Bronchitis"],
        (PROSE, "Cause", "3 weeks"),
        (),
    ),
    Template(
        "pre formatted leaflet",
        f"<pre>BRONCHITIS\n\n{PROSE}\n\nTREATMENT\n\n{MORE}\n</pre>",
        [],
        (PROSE, MORE),
        (),
    ),
    Template(
        "footer text inside main wrapper",
        f'<div id="main"><h1>Bronchitis</h1><p>{PROSE}</p><div id="footer">© 2014 Lung Centre | <a href="/p">Privacy</a></div></div>',
        ["1 Bronchitis #main"],
        (PROSE,),
        ("Lung Centre",),
    ),
]
TYPED: list[tuple[str, str, list[str]]] = [
    (
        "a list of bullets in plain text",
        "Bronchitis\n\nWhat you can do\n\n* Rest\n* Drink\n* Do not smoke\n\nWhen to call\n\n" + PROSE + "\n",
        ["1 Bronchitis", "2 What you can do", "2 When to call"],
    ),
    (
        "numbered sections",
        "1. What is bronchitis?\n\n" + PROSE + "\n\n2. How is it treated?\n\n" + MORE + "\n",
        ["1 1. What is bronchitis?", "2 2. How is it treated?"],
    ),
    ("hard-wrapped text", "Bronchitis\n\n" + "\n".join(textwrap.wrap(PROSE, 60)) + "\n", ["1 Bronchitis"]),
]


@pytest.mark.parametrize("template", SYSTEMS, ids=lambda t: t.name)
def test_a_system_is_read_as_its_readers_see_it(template: Template) -> None:
    head = '<meta charset="utf-8"><title>Bronchitis | Lung Centre</title>'
    check(template, layout(template.body, head, "https://lung.example.org/b"))


@pytest.mark.parametrize(("name", "text", "headings"), TYPED, ids=[t[0] for t in TYPED])
def test_a_typed_text_has_its_headings(name: str, text: str, headings: list[str]) -> None:
    page = read_layout(Document("file:///b.txt", text.encode(), "text/plain; charset=utf-8"))
    assert outline(page) == headings, name


@pytest.mark.parametrize("ending", ["</body></html>", "</BODY></HTML>", "</html>", "</body>"])
def test_what_stands_behind_the_end_of_a_page_is_read(ending: str) -> None:
    html = f"<html><body><main><h1>Bronchitis</h1><p>{PROSE}</p></main>{ending}<footer><p>Updated June 2014</p></footer>"
    page = read_layout(Document("https://lung.example.org/b", html.encode(), "text/html"))
    assert PROSE in page.text
    assert "Updated June 2014" in outside(page)["footer"]
