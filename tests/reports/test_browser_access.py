"""The report without eyes, without a mouse, on a phone, on paper: what a screen reader is told, where the keyboard goes,
where lines break, what is printed. In a real Chromium."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from benchmarks.many_pages import example_results, run_of
from reports.build import build_report
from reports.write import write_report
from tests.reports.chromium import axe_complaints, chromium
from tests.reports.made import TITLES, WHY

# As real sites have them: a title and an address that no line of a phone holds.
ADDRESS = "https://www.health-information-charity.example/patients/conditions-and-treatments/{}/what-your-doctor-may-offer-{}"
TITLE = "{}: what your doctor or specialist nurse may offer you, and how to decide ({})"
# Words that stand on two lines though no line is too short for them: they were broken inside.
BROKEN = """() => { const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (n.parentElement.closest('script, style, code, [hidden]')) continue;
    for (const m of n.data.matchAll(/[A-Za-z]{2,18}/g)) { const r = document.createRange();
      r.setStart(n, m.index); r.setEnd(n, m.index + m[0].length);
      const tops = new Set([...r.getClientRects()].filter(b => b.width).map(b => Math.round(b.top)));
      if (tops.size > 1) out.push(m[0]); } }
  return out; }"""
OUTLINE = "[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"
NAMELESS = """() => [...document.querySelectorAll('input, select, button, a[href], article, form, table, summary, nav, aside section')]
  .filter(e => e.checkVisibility() && !(
    e.getAttribute('aria-label') || e.textContent.trim() || e.labels && [...e.labels].some(l => l.textContent.trim())))
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """45 pages of two owners, each cause on few of them, so that lists have more than one sheet's first part."""
    results = []
    for number in range(45):
        model = example_results()[number % len(example_results())]
        url = ADDRESS.format(model.page.title.split(":")[0].lower().replace(" ", "-")[:30], number)
        findings = tuple(
            replace(f, page_url=url, evidence=tuple(replace(e, id=f"{e.id}-{number}") for e in f.evidence))
            for f in model.judgement.findings
        )
        page = replace(model.page, url=url, canonical_url=url, title=TITLE.format(model.page.title, number))
        judged = replace(model.judgement, page_url=url, findings=findings)
        results.append(
            replace(model, page=page, judgement=judged, owner=("Ana Ruiz", "Web team")[number % 2])
        )
    place = tmp_path_factory.mktemp("access") / "report"
    write_report(build_report(run_of(45), results), place, WHY, TITLES)
    return place


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser):
    contexts = []

    def open_page(path, width=1280, **more):
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.goto(Path(path).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def _files(folder):
    """One of each sort, the fullest."""
    of = {
        n: sorted((folder / n).glob("*.html"), key=lambda p: -p.stat().st_size)
        for n in ("pages", "causes", "lists", "owners")
    }
    assert all(of.values())
    return [
        folder / "index.html",
        folder / "words.html",
        *(files[0] for files in of.values()),
        *of["lists"][-1:],
    ]


# -- a screen reader


def test_headings_are_an_outline_without_gaps(opened, folder):
    for file in _files(folder):
        levels = opened(file).evaluate(OUTLINE)
        assert levels.count(1) == 1, file.name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (file.name, levels)


def test_every_control_card_and_landmark_has_a_name(opened, folder):
    for file in _files(folder):
        page = opened(file)
        assert page.evaluate(NAMELESS) == [], file.name
        tree = page.locator("body").aria_snapshot()
        for role in ("banner", "main", "contentinfo"):
            assert len(re.findall(rf"^- {role}", tree, re.MULTILINE)) == 1, (file.name, role)
        assert not re.findall(r"- article:\s*$", tree, re.MULTILINE), (
            file.name
        )  # a card says what it is about
        names = re.findall(r'- (?:navigation|search|region) "([^"]+)"', tree)
        assert len(names) == len(set(names)), (file.name, names)


def test_a_page_opens_with_what_it_is_and_the_filter_is_a_search(opened, folder):
    tree = opened(folder / "index.html").locator("body").aria_snapshot()
    assert '- search "Filter the work list"' in tree
    assert tree.index("- heading") < tree.index("- search") < tree.index('- region "Do first"')


def test_the_number_of_hits_is_spoken_when_it_changes_and_when_all_is_back(opened, folder):
    page = opened(folder / "index.html")
    spoken = page.locator("output#found")
    assert spoken.get_attribute("aria-live") == "polite"
    page.fill("#q", "sclerosis")
    assert re.fullmatch(r"\d+ causes?, \d+ pages?", spoken.inner_text())
    page.fill("#q", "nothing of the sort")
    assert spoken.inner_text() == "0 causes, 0 pages"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_selector("#all:not([hidden])")
    assert spoken.inner_text() == "All is shown."


def test_axe_finds_nothing_wrong_with_long_names_nor_in_what_the_filter_makes(opened, folder):
    for file in _files(folder):
        assert axe_complaints(opened(file, bypass_csp=True)) == [], file.name
    page = opened(folder / "index.html", bypass_csp=True)
    page.fill("#q", "the")
    assert axe_complaints(page) == []


# -- a keyboard


def test_more_of_a_list_goes_on_where_the_reader_was(opened, folder):
    page = opened(folder / "index.html")
    page.select_option("#severity", "0")
    for what in ("ul.rows a", "tbody a"):
        page.fill("#q", "" if what.startswith("ul") else "doctor")
        if what.startswith("tbody"):
            page.select_option("#severity", "")
        before = page.locator(f"#results {what}").count()
        button = page.locator("#results button", has_text="Show more").nth(0 if what.startswith("ul") else -1)
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator(f"#results {what}").count() > before
        reached = page.evaluate(
            f"[...document.querySelectorAll('#results {what}')].indexOf(document.activeElement)"
        )
        assert reached == before


def test_the_address_of_a_card_and_its_target_are_one_key_away(opened, folder):
    page = opened(next(f for f in _files(folder) if f.parent.name == "pages"))
    link = page.locator("ol.oneliners a").first
    link.focus()
    page.keyboard.press("Enter")
    target = page.evaluate("location.hash")
    assert page.locator(f"article{target}").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.closest('article{target}') !== null")


# -- a phone


def test_no_word_is_broken_and_nothing_scrolls_sideways_on_a_phone(opened, folder):
    for file in _files(folder):
        page = opened(file, 375)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, file.name
        assert page.evaluate(BROKEN) == [], file.name
    page = opened(folder / "index.html", 375)
    page.fill("#q", "doctor")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.evaluate(BROKEN) == []


# -- paper, and colours that the reader sets


PRINTED = """() => [...document.querySelectorAll('form, nav, .skip, .chip, details.decide, input')]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"""
CARDS = "[...document.querySelectorAll('article.card')].map(e => e.innerText)"


def test_paper_has_what_to_do_and_who_says_so_and_nothing_to_click(opened, folder):
    for file in _files(folder):
        page = opened(file)
        page.emulate_media(media="print")
        assert page.evaluate(PRINTED) == [], file.name
        for words in page.evaluate(CARDS):
            assert "What to do" in words
            assert re.search(r"fix now|fix soon|look at", words)
            assert "Who says so" in words or file.parent.name == "pages"  # there, where a source does


def test_severities_have_an_edge_where_the_reader_sets_the_colours(opened, folder):
    for file in _files(folder):
        page = opened(file, forced_colors="active")
        edges = page.evaluate(
            "[...document.querySelectorAll('.tag')].map(t => getComputedStyle(t).borderTopStyle)"
        )
        assert set(edges) <= {"solid"}, file.name
