"""Dates on a page that are not the page's."""

from __future__ import annotations

import pytest

from model.page import Document, PageType
from pages.read import read
from tests.pages.datings import PROSE, dates_of, page_of, said, told

EVENTS = [
    ("<p>In 2011, the FDA revoked its approval.</p>", "2011", "a year in prose"),
    ("<p>On April 12, 1955, the vaccine was declared safe.</p>", "1955-04-12", "a day in prose"),
    ("<p>Born July 4, 1961. Board certified since 1994.</p>", "1961-07-04", "a birthday"),
    ("<p>The trial ran from May 2008 to June 2011.</p>", "2008-05", "a trial"),
    ("<p>Join our walk on May 3, 2026 at 9 am.</p>", "2026-05-03", "an event"),
    ("<table><tr><th>Study start</th><td>March 1, 2016</td></tr><tr><th>End</th><td>June 30, 2019</td></tr></table>",
     "2016-03-01", "a trial's table"),
    ("<p>Enrollment deadline: May 3, 2026</p>", "2026-05-03", "a deadline"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "day", "why"), EVENTS, ids=[row[2] for row in EVENTS])
def test_what_happens_in_the_world_is_an_event(line: str, day: str, why: str) -> None:
    dates = dates_of(line)
    assert told(dates) == "", why
    assert day in said(dates, "event")


@pytest.mark.parametrize(
    ("line", "year", "why"),
    [
        ("© 2009–2024 Clinic", "2024", "a range: its end"),
        ("Copyright (c) 2014 by the Society", "2014", "in words"),
        ("2014 Clinic. All rights reserved.", "2014", "the notice behind"),
        ("&copy;1996, 1998, 2003 Clinic", "2003", "a list"),
    ],
)
def test_a_copyright_is_kept_as_one(line: str, year: str, why: str) -> None:
    dates = dates_of(f"<p>{line}</p>")
    assert told(dates) == "", why
    assert said(dates, "copyright") == [year]


@pytest.mark.parametrize(
    "line", ["As of 2015, 300 million had it.", "Cases reported as of September 5, 2019"]
)
def test_as_of_speaks_for_its_sentence(line: str) -> None:
    dates = dates_of(f"<p>{line}</p>")
    assert told(dates) == ""
    assert len(said(dates, "as_of")) == 1


AROUND = [
    ("<div id='comments'><p>Jo, June 1, 2015 at 10:10 am: thank you</p></div>", "a comment"),
    (
        "<aside><h2>Latest news</h2><ul><li>Posted October 2, 2026: New office</li></ul></aside>",
        "news beside",
    ),
    (
        "<section class='related'><h2>Related</h2><div><h3>Flu</h3><p>Updated Oct. 10, 2025</p></div></section>",
        "teasers",
    ),
    (
        "<div class='cookie-consent' role='dialog'><p>This notice was last updated on May 25, 2023.</p></div>",
        "cookies",
    ),
    ("<footer>Privacy policy (updated May 25, 2018)</footer>", "a policy"),
    ("<header><div class='weather'>72°F, Mon Nov 23, 2026</div></header>", "the weather"),
    ("<footer>Today is Tuesday, November 24, 2026</footer>", "a clock"),
]


@pytest.mark.parametrize(("part", "why"), AROUND, ids=[row[1] for row in AROUND])
def test_what_stands_around_the_text_does_not_date_it(part: str, why: str) -> None:
    own = "<main><h1>Asthma</h1><p>Keep your inhaler close by day and by night, and know what brings it on.</p>{}</main>"
    assert told(page_of(own.format("") + part).dates) == "", why
    assert told(page_of(own.format("<p>Updated 06/24/14</p>") + part).dates) == "updated 2014-06-24", why


@pytest.mark.parametrize(
    "entry",
    [
        "Agency. Fact sheet. Updated November 30, 2010. Accessed February 2, 2012.",
        "Ho T. Cough. Lung J. 2011;4(2):2-9. Published online June 24, 2011.",
        "Society. What is gout? Last reviewed: June 24, 2011. https://example.org. Retrieved 1/3/2012.",
    ],
)
def test_a_references_dates_are_the_references(entry: str) -> None:
    assert told(dates_of(f"<h2>References</h2><ol><li>{entry}</li></ol>")) == ""


def test_a_date_in_brackets_behind_a_link_dates_what_it_leads_to() -> None:
    dates = dates_of("<p>Read our <a href='/v'>view on trials</a> (January 2014).</p>")
    assert told(dates) == ""
    assert said(dates, "as_of") == ["2014-01"]


def test_a_forum_post_that_was_edited_is_no_update() -> None:
    line = "<p>Last edited by oak on Wed Jul 07, 2010 9:00 am, edited 1 time in total.</p>"
    assert told(dates_of(line)) == ""


LINKED = [
    ('<ul><li><a href="/c.pdf">Consent form (PDF, rev. 01/2025)</a></li></ul>', "", "a file's revision"),
    ('<p>Print our <a href="/l.pdf">leaflet (updated March 2024)</a> at home.</p>', "", "a leaflet's"),
    ('<p><a href="/g">Asthma guideline, last reviewed May 2023</a></p>', "", "a guideline's"),
    ('<p><a href="/history">Last updated May 2023</a></p>', "updated 2023-05", "nothing named before it"),
    ('<p><a href="#top">Page updated 4 May 2023</a></p>', "updated 2023-05-04", "the page named"),
]


@pytest.mark.parametrize(("line", "wanted", "why"), LINKED, ids=[row[2] for row in LINKED])
def test_a_label_within_a_link_dates_what_the_link_names(line: str, wanted: str, why: str) -> None:
    assert told(dates_of(line)) == wanted, why


RELEASES = [
    "CAMBRIDGE, Mass., May 9, 2023 (GLOBAL WIRE) -- Anders Bio, a maker of vaccines for children, today announced that",
    "SOUTH HILL, Calif.--(TRADE WIRE)--May 9, 2023-- Anders Bio, a maker of vaccines for children, today announced",
    "Aarhus, Denmark; 9 May 2023 – Anders Bio, a maker of vaccines for children, today announced that its trial",
]


@pytest.mark.parametrize("line", RELEASES)
def test_place_and_day_open_a_press_release(line: str) -> None:
    dates = page_of(f"<main><h1>A trial begins</h1><p>{line} of a vaccine has begun.</p>{PROSE}</main>").dates
    assert told(dates) == "published 2023-05-09"


def test_a_note_behind_the_references_begins_with_a_labelled_day() -> None:
    cited = "<h2>References</h2><ol><li>Bell J. A trial of rest. Lancet 2010;1:2-3.</li></ol>"
    dates = dates_of(f"{cited}<p>Created 3/24/2016. Last changed 3/23/2018.</p>")
    assert told(dates) == "published 2016-03-24, updated 2018-03-23"


def _record(row: str) -> str:
    fields = (
        "<dt>Identifier</dt><dd>RT-0001</dd><dt>Sponsor</dt><dd>A hospital</dd><dt>Enrolment</dt><dd>120</dd>"
        "<dt>Primary outcome</dt><dd>pain</dd><dt>Inclusion</dt><dd>adults</dd><dt>Exclusion</dt><dd>none</dd>"
        "<dt>Study type</dt><dd>trial</dd>"
    )
    return f"<html lang=en><body><main><h1>Colchicine early in gout</h1><dl>{fields}{row}</dl></main></body></html>"


@pytest.mark.parametrize(
    "label", ["Registered", "Date of registration", "First registered", "Registration date"]
)
def test_a_registers_entry_is_the_publication_of_its_record(label: str) -> None:
    html = _record(f"<dt>{label}</dt><dd>2019-05-06</dd><dt>Start date</dt><dd>2019-09-02</dd>")
    page = read(Document("https://register.example.org/RT-0001", html.encode(), "text/html; charset=utf-8"))
    assert page.type is PageType.REGISTRY
    published = page.dates.published
    assert published is not None
    assert str(published.date) == "2019-05-06"


def test_what_is_registered_on_another_page_is_not() -> None:
    html = "<html lang=en><body><main><h1>Gout</h1><p>It comes at night.</p><dl><dt>Registered</dt><dd>2019-05-06</dd></dl><p>Rest and water help.</p></main>"
    page = read(Document("https://example.org/gout", html.encode(), "text/html; charset=utf-8"))
    assert page.dates.published is None
