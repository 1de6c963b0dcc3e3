"""What the words around a date make of it."""

from __future__ import annotations

import pytest

from tests.pages.datings import dates_of, told

LABELS = [
    ("Updated 06/24/14", "updated 2014-06-24", "bare"),
    ("Last updated: June 24, 2014", "updated 2014-06-24", "colon"),
    ("Last Modified: 6/24/14, 3:15 PM", "updated 2014-06-24", "with a clock"),
    ("This page was last updated on June 24, 2014.", "updated 2014-06-24", "a sentence about the page"),
    ("The information on this page was updated in June 2014.", "updated 2014-06", "about its information"),
    ("Rev. Jun '14", "updated 2014-06", "Rev."),
    ("Form 4471-22 Rev. 5/15", "updated 2015-05", "behind a form's number"),
    ("Content current as of: June 24, 2014", "updated 2014-06-24", "current as of"),
    ("Current as of: June 24, 2014", "updated 2014-06-24", "without saying what"),
    ("Last reviewed: 3 March 2021", "reviewed 2021-03-03", "reviewed"),
    ("Medically reviewed by Ana Ruiz, MD, PhD on March 3, 2021", "reviewed 2021-03-03", "by whom"),
    ("Fact checked on March 3, 2021", "reviewed 2021-03-03", "checked"),
    ("Reviewed/Revised: 10/2019", "updated 2019-10, reviewed 2019-10", "both at once"),
    ("Reviewed 2019", "reviewed 2019", "a year"),
    ("Reviewed: 02/2015, 01/2018", "reviewed 2018-01", "a list: the last one counts"),
    ("Revised 3/02, 8/11", "updated 2011-08", "a list of months"),
    ("Posted May 3, 2010 | Updated May 9, 2014", "published 2010-05-03, updated 2014-05-09", "two labels"),
    ("Published on 4 May 2016", "published 2016-05-04", "published"),
    ("Last saved: 4 May 2016", "updated 2016-05-04", "saved"),
    (
        "By Ana Ruiz, MD Article last updated 4 May 2016",
        "updated 2016-05-04",
        "with its noun, behind a degree",
    ),
    ("Answered by Dr. Hall on February 3, 2010", "published 2010-02-03", "an answer"),
    ("Written: 11/94", "published 1994-11", "written"),
    ("Next review due: 28 October 2022", "next_review 2022-10-28", "a promise"),
    ("Due to be reviewed in June 2020", "next_review 2020-06", "a promise in words"),
    ("Scheduled for review 2022-11", "next_review 2022-11", "scheduled"),
    ("Next edition due March 2020", "next_review 2020-03", "an edition"),
    ("Valid until 30 June 2023.", "expires 2023-06-30", "valid until"),
    ("June 24, 2014 (last updated)", "updated 2014-06-24", "the label behind"),
    ("Updated 3 months ago", "updated 2026-08", "counted from the day of fetching"),
]


@pytest.mark.parametrize(("line", "want", "why"), LABELS, ids=[row[0] for row in LABELS])
def test_a_label_names_the_kind(line: str, want: str, why: str) -> None:
    assert told(dates_of(f"<p>{line}</p>")) == want, why


NO_LABELS = [
    ("The guideline was updated on June 24, 2014, after a trial.", "the guideline, not the page"),
    ("It was issued on 20 September 2015 and updated on 24 October 2019.", "both of another thing"),
    ("Published in 2013, the trial enrolled 54 women.", "the trial"),
    (
        "According to the registry, whose website was last updated on 3 June 2012, many gave.",
        "another's site",
    ),
    ("The law will be reviewed in 2020.", "the law"),
    ("She reviewed 2014 papers.", "a number"),
    ("The drug was revised upward 10/14 times.", "a score"),
    ("This offer expires December 31, 2020.", "an offer"),
    ("Updates are published monthly.", "no date"),
]


@pytest.mark.parametrize(("line", "why"), NO_LABELS, ids=[row[0] for row in NO_LABELS])
def test_a_statement_about_the_world_is_no_label(line: str, why: str) -> None:
    assert told(dates_of(f"<p>{line}</p>")) == "", why


PLACES = [
    ("<div>Last updated</div><div>June 24, 2014</div>", "the line above"),
    ("<dl><dt>Last updated</dt><dd>June 24, 2014</dd></dl>", "a term"),
    (
        "<table><tr><th>Last updated</th><td>June 24, 2014</td></tr><tr><th>By</th><td>Jo</td></tr></table>",
        "a cell",
    ),
    ("<p><strong>Last updated:</strong> <time>June 24, 2014</time></p>", "an element of its own"),
    (
        "<p>Last updated</p><p><time datetime='2014-06-24'>Tue, 06/24/2014 - 12:00</time></p>",
        "before a weekday",
    ),
    ("<p>Last&nbsp;updated:&nbsp;June&nbsp;24,&nbsp;2014</p>", "no-break spaces"),
    ("<p>LAST UPDATED JUNE 24, 2014</p>", "capitals"),
    ("<h2>Last Updated 6/24/2014</h2><p>By Jo</p>", "a heading"),
    ("<p>By Jo<br>Last updated: June 24, 2014</p>", "behind a break"),
]


@pytest.mark.parametrize(("markup", "why"), PLACES, ids=[row[1] for row in PLACES])
def test_a_label_is_found_where_it_stands(markup: str, why: str) -> None:
    assert told(dates_of(markup)) == "updated 2014-06-24", why


def test_the_quote_is_the_label_with_its_date() -> None:
    mention = dates_of("<p>Thank you. Last updated: June 24, 2014 by Jo</p>").updated
    assert mention is not None
    assert mention.quote == "Last updated: June 24, 2014"
