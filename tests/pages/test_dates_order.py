"""03/04/14: which number is the month."""

from __future__ import annotations

import pytest

from tests.pages.datings import dates_of, told

LINE = "<p>Updated 03/04/14</p>"
US, REST, OPEN = "updated 2014-03-04", "updated 2014-04-03", "updated 2014-03-04|2014-04-03"


@pytest.mark.parametrize(
    ("lang", "want"),
    [("en-US", US), ("en_US", US), ("en-PH", US), ("en-GB", REST), ("en-AU", REST), ("en-IE", REST), ("es", REST),
     ("de-DE", REST), ("fr", REST), ("pt-BR", REST), ("en", US), ("", OPEN), ("en-CA", OPEN)],
)  # fmt: skip
def test_the_language_and_its_region(lang: str, want: str) -> None:
    assert told(dates_of(LINE, lang=lang)) == want


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://www.cancer.gov/a", US),
        ("https://health.unc.edu/a", US),
        ("https://www.nhs.uk/a", REST),
        ("https://klinik.de/a", REST),
        ("https://example.org/a", OPEN),
    ],
)
def test_the_domain_of_a_page_without_a_language(url: str, want: str) -> None:
    assert told(dates_of(LINE, lang="", url=url)) == want


@pytest.mark.parametrize(
    ("more", "want", "why"),
    [
        ("<p>Published 21/02/2011</p>", "published 2011-02-21, " + REST, "21 is no month"),
        ("<p>Published 02/21/2011</p>", "published 2011-02-21, " + US, "21 is a day"),
        (
            "<p>Published 21/02/2011</p><p>Reviewed 02/21/2012</p>",
            "",
            "both orders: nothing is settled by them",
        ),
        ("<p>Ask about tumors, anemia and pediatric care at our center.</p>", US, "US spelling"),
        ("<p>Ask your GP about tumours, anaemia and the NHS.</p>", REST, "British spelling"),
        (
            "<p>Ask your GP about the center and the NHS. Published 02/21/2011</p>",
            "",
            "numbers outweigh spelling",
        ),
    ],
)
def test_the_rest_of_the_page(more: str, want: str, why: str) -> None:
    got = told(dates_of(more + LINE, lang=""))
    if want:
        assert got == want, why
    elif "Reviewed" in more:
        assert OPEN.split(" ")[1] in got, why
    else:
        assert US in got, why


def test_the_elements_own_datetime_settles_it() -> None:
    line = "<p>Updated <time datetime='2014-04-03'>03/04/14</time></p>"
    assert told(dates_of(line, lang="en-US")) == REST


def test_the_markup_settles_it() -> None:
    head = '<meta property="article:modified_time" content="2014-04-03T10:00:00Z">'
    assert told(dates_of(LINE, head=head, lang="")) == REST


def test_a_day_that_lies_ahead_is_not_meant() -> None:
    dates = dates_of("<p>Updated 03/12/26</p>", lang="", fetched_at="2026-11-24T09:00:00Z")
    assert told(dates) == "updated 2026-03-12"


def test_what_settled_it_is_noted() -> None:
    mention = dates_of(LINE, lang="en-GB").updated
    assert mention is not None
    assert "language en-GB" in mention.note
