"""Dates that only machines see: meta elements, JSON-LD, microdata, the address, headers."""

from __future__ import annotations

import pytest

from model.dates import DatePlace
from tests.pages.datings import dates_of, told


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


JSON_LD = [
    ('{"@type":"MedicalWebPage","lastReviewed":"2020-07-08"}', "reviewed 2020-07-08", "a page"),
    (
        '{"@type":"http://schema.org/MedicalWebPage","lastReviewed":"2020-07-08"}',
        "reviewed 2020-07-08",
        "full name",
    ),
    (
        '{"@graph":[{"@type":["WebPage","MedicalWebPage"],"lastReviewed":"2020-07-08","dateModified":"2023-01-01"},'
        '{"@type":"Organization","foundingDate":"1999-01-01"}]}',
        "updated 2023-01-01, reviewed 2020-07-08",
        "a graph",
    ),
    ('[{"@type":"Article","datePublished":"2014-01-02"}]', "published 2014-01-02", "a list"),
    (
        '{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"2014-01-02"}}',
        "published 2014-01-02",
        "nested",
    ),
    (
        '{"@type":"QAPage","mainEntity":{"@type":"Question","dateCreated":"2024-05-06","acceptedAnswer":'
        '{"@type":"Answer","dateCreated":"2024-05-09"}}}',
        "published 2024-05-06",
        "the one question of a page of answers",
    ),
    ('{"@type":"Article","datePublished":"2014-01-02",}', "published 2014-01-02", "a trailing comma"),
    (
        '/* made by cms */ {"@type":"Article","datePublished":"2014-01-02"}',
        "published 2014-01-02",
        "a comment",
    ),
    ('<!-- {"@type":"Article","datePublished":"2014-01-02"} -->', "published 2014-01-02", "fenced"),
    (
        '{"@type":"Article" "datePublished":"2014-01-02"',
        "published 2014-01-02",
        "beyond repair: the pair is found",
    ),
    ('{"@type":"Article","datePublished":{"@value":"2014-01-02"}}', "published 2014-01-02", "a typed value"),
    ('{"@type":"Article","comment":{"@type":"Comment","dateCreated":"2018-01-02"}}', "", "a comment's day"),
    ('{"@type":"VideoObject","uploadDate":"2018-01-02"}', "", "a video's"),
    ('{"@type":"Event","startDate":"2018-01-02","datePublished":"2018-01-01"}', "", "an event's"),
    ('{"@type":"Person","birthDate":"1961-07-04"}', "", "a birthday"),
    ('{"@type":"Article","datePublished":"soon"}', "", "no date"),
    ('{"@type":"Article","datePublished":null}', "", "nothing"),
    ("[" * 3000, "", "hostile nesting"),
]


@pytest.mark.parametrize(("json", "want", "why"), JSON_LD, ids=[row[2] for row in JSON_LD])
def test_json_ld(json: str, want: str, why: str) -> None:
    assert told(dates_of("", head=ld(json))) == want, why


METAS = [
    (
        '<meta property="article:published_time" content="2014-01-02">',
        "published 2014-01-02",
        DatePlace.OPEN_GRAPH,
    ),
    (
        '<meta property="article:modified_time" content="2014-01-02">',
        "updated 2014-01-02",
        DatePlace.OPEN_GRAPH,
    ),
    ('<meta name="DC.date.reviewed" content="2014-01-02">', "reviewed 2014-01-02", DatePlace.DUBLIN_CORE),
    ('<meta name="DCTERMS.modified" content="2014-01-02">', "updated 2014-01-02", DatePlace.DUBLIN_CORE),
    ('<meta name="last-modified" content="2014-01-02">', "updated 2014-01-02", DatePlace.META),
    ('<meta itemprop="datePublished" content="2014-01-02">', "published 2014-01-02", DatePlace.MICRODATA),
]


@pytest.mark.parametrize(("head", "want", "place"), METAS, ids=[row[0][6:40] for row in METAS])
def test_meta_elements(head: str, want: str, place: DatePlace) -> None:
    dates = dates_of("", head=head)
    assert told(dates) == want
    assert [m.place for m in dates.mentions] == [place]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="viewport" content="width=2014">',
        '<meta name="description" content="Updated June 24, 2014">',
        '<meta property="og:image" content="https://x.org/2014/06/24/a.jpg">',
    ],
)
def test_other_meta_elements_are_a_guess_at_most(head: str) -> None:
    dates = dates_of("", head=head)
    assert dates.governing is None
    assert not [m for m in dates.mentions if m.governs_page and m.certain]


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        ('<p itemprop="lastReviewed">May 6, 2013</p>', "reviewed 2013-05-06"),
        ('<p property="dateModified" content="2013-05-06">last spring</p>', "updated 2013-05-06"),
        (
            '<div class="comment" itemscope itemtype="https://schema.org/Comment"><p itemprop="datePublished">May 6, 2013</p></div>',
            "",
        ),
    ],
)
def test_microdata_and_rdfa(markup: str, want: str) -> None:
    assert told(dates_of(markup)) == want


def test_the_address_dates_a_page_that_says_nothing() -> None:
    assert told(dates_of("", url="https://x.org/2014/06/24/asthma")) == "published 2014-06-24"


def test_a_month_in_the_address_is_no_certain_date() -> None:
    dates = dates_of("", url="https://x.org/2014/06/asthma")
    assert told(dates) == "published 2014-06"
    assert dates.governing is None


def test_a_header_is_kept_and_never_outranks_the_page() -> None:
    dates = dates_of("<p>Updated 06/24/14</p>", last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
    assert told(dates) == "updated 2014-06-24"
    assert [m.place for m in dates.mentions] == [DatePlace.VISIBLE, DatePlace.HTTP_HEADER]


def test_a_click_in_greenwichs_first_hours_was_the_day_before_in_the_us() -> None:
    head = '<meta property="article:published_time" content="2014-06-25T02:13:44Z">'
    assert told(dates_of("", head=head, lang="en-US")) == "published 2014-06-24"
    assert told(dates_of("", head=head, lang="en-GB")) == "published 2014-06-25"
