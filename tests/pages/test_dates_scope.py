"""What a date speaks for: the page, a section, or nothing."""

from __future__ import annotations

import pytest

from tests.pages.datings import PROSE, page_of, told


def governing(body: str, heading: str) -> str:
    """The date that governs a section."""
    page = page_of(f"<main><h1>Asthma</h1>{body}</main>")
    section = next(s for s in page.sections if s.heading == heading)
    own = page.date_of(section.index)
    return str(own.date) if own else "none"


TWO = f"{PROSE}<h2>Drugs</h2><p>Updated June 24, 2014</p>{PROSE}<h2>Help</h2>{PROSE}<p>Page last updated: May 3, 2020</p>"


def test_a_date_under_a_heading_governs_its_section_and_the_page_the_rest() -> None:
    assert governing(TWO, "Drugs") == "2014-06-24"
    assert governing(TWO, "Help") == "2020-05-03"


def test_a_sections_date_reaches_its_subsections() -> None:
    body = TWO.replace("<h2>Help", f"<h3>Sprays</h3>{PROSE}<h2>Help")
    assert governing(body, "Sprays") == "2014-06-24"


def test_a_closing_line_speaks_for_the_page_though_it_stands_in_the_last_section() -> None:
    page = page_of(f"<main><h1>Asthma</h1>{PROSE}<h2>Drugs</h2>{PROSE}<p>Updated June 24, 2014</p></main>")
    assert told(page.dates) == "updated 2014-06-24"


def test_a_line_under_the_only_subtitle_speaks_for_the_page() -> None:
    page = page_of(f"<main><h1>Asthma</h1><h2>What helps</h2><p>Posted May 3, 2012</p>{PROSE}{PROSE}</main>")
    assert told(page.dates) == "published 2012-05-03"


def test_answers_with_their_own_dates() -> None:
    body = (
        "<h3>Is it safe?</h3><p>Yes. (Updated 4/2/2021)</p><h3>Who can get it?</h3><p>Everyone. (Updated 5/13/2021)</p>"
        "<h3>What does it cost?</h3><p>It is free.</p>"
    )
    assert governing(body, "Is it safe?") == "2021-04-02"
    assert governing(body, "Who can get it?") == "2021-05-13"
    assert governing(body, "What does it cost?") == "none"


def test_a_heading_that_is_only_a_date_speaks_for_the_page() -> None:
    page = page_of(
        f"<main><h1>CT scan</h1>{PROSE}<h2>Review Date 8/15/2018</h2><p>Updated by: C. Ma, MD</p></main>"
    )
    assert told(page.dates) == "reviewed 2018-08-15"


@pytest.mark.parametrize("heading", ["About this page", "Document history", "Credits", "References"])
def test_a_section_about_the_page_speaks_for_the_page(heading: str) -> None:
    page = page_of(
        f"<main><h1>Asthma</h1>{PROSE}<h2>{heading}</h2><p>Updated June 24, 2014</p><h2>Help</h2>{PROSE}</main>"
    )
    assert told(page.dates) == "updated 2014-06-24"


def test_a_history_has_the_first_and_the_last_day() -> None:
    page = page_of(
        f"<main><h1>Asthma</h1>{PROSE}<h2>Change log</h2><ul><li>2016-01-10: first version</li>"
        "<li>2018-05-30: new drugs</li></ul></main>"
    )
    assert told(page.dates) == "published 2016-01-10, updated 2018-05-30"


def test_this_section_was_updated_speaks_for_its_section_alone() -> None:
    body = f"{PROSE}<h2>Drugs</h2>{PROSE}<p>This section was updated in June 2014.</p><h2>Help</h2>{PROSE}"
    assert governing(body, "Drugs") == "2014-06"
    assert governing(body, "Help") == "none"


def test_the_day_under_a_long_headline_is_the_pages() -> None:
    title = "Larkspur Biologics Reports the Main Results of Its Second Trial of an Ointment in Adults With Hives at Night"
    page = page_of(f"<main><h1>{title}</h1><p class=date>May 3, 2012 at 7:00 AM EDT</p>{PROSE}{PROSE}</main>")
    assert told(page.dates) == "published 2012-05-03"


@pytest.mark.parametrize(
    "line",
    [
        "Sleep clinic • Version 3, April 2019",
        "Leaflet SL-02, Version 2.1, April 2019",
        "Version 12 – April 2019",
    ],
)
def test_a_version_and_its_month_are_the_last_change(line: str) -> None:
    page = page_of(f"<main><p>{line}</p><h1>Sleeping pills</h1>{PROSE}{PROSE}</main>")
    assert told(page.dates) == "updated 2019-04"


def test_a_question_and_its_answers_are_of_their_days() -> None:
    body = (
        f"<main><h1>Pill or patch?</h1><p>Asked by ana_s on Feb 3, 2024</p>{PROSE}<h2>Two answers</h2>{PROSE}"
        "<p>Answers checked by the medical board on Sep 9, 2024.</p></main>"
    )
    assert told(page_of(body).dates) == "published 2024-02-03, reviewed 2024-09-09"
