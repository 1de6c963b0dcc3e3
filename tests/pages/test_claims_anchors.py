"""When: now, in a year, since, as of, recently, expected; and what is no time."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward

ANCHORS = [
    ("Lapatinib is approved by the FDA.", "PAGE", None, "nothing said"),
    ("In 2007, the FDA approved lapatinib.", "ON", "2007", "a year in front"),
    ("The FDA approved lapatinib in 2007.", "ON", "2007", "a year at the end"),
    ("The FDA approved lapatinib in March 2007.", "ON", "2007-03", "a month"),
    ("The FDA approved lapatinib on March 13, 2007.", "ON", "2007-03-13", "a day"),
    ("The FDA approved lapatinib on 13 March 2007.", "ON", "2007-03-13", "a day, the other way round"),
    ("On March 13, 2007, the FDA approved lapatinib.", "ON", "2007-03-13", "a day in front"),
    ("Lapatinib (approved by the FDA in 2007) is a pill.", "ON", "2007", "in brackets"),
    ("Lapatinib has been approved by the FDA since 2007.", "SINCE", "2007", "since"),
    ("Since 2007, lapatinib has been approved by the FDA.", "SINCE", "2007", "since, in front"),
    ("Since March 2007, lapatinib has been FDA-approved.", "SINCE", "2007-03", "since a month"),
    ("As of 2014, olaparib was not approved by the FDA.", "AS_OF", "2014", "as of"),
    ("As of June 2014, olaparib is not approved by the FDA.", "AS_OF", "2014-06", "as of a month"),
    ("Olaparib is currently not approved by the FDA.", "NOW", None, "currently"),
    ("Olaparib is still not approved by the FDA.", "NOW", None, "still"),
    ("Olaparib is not yet approved by the FDA.", "NOW", None, "yet"),
    ("The FDA recently approved lapatinib.", "RECENT", None, "recently"),
    ("Lapatinib was recently approved by the FDA.", "RECENT", None, "recently, within the verb"),
    ("The FDA has just approved lapatinib.", "RECENT", None, "just"),
    ("The F.D.A. approved lapatinib in 2007.", "ON", "2007", "the agency with its full stops"),
    ("Lapatinib was approved by the U.S. F.D.A. in 2007.", "ON", "2007", "a year behind a full stop"),
    ("In '07, the FDA approved lapatinib.", "ON", "2007", "a year of two digits"),
    ("Approved by the FDA (2007), lapatinib is a pill.", "ON", "2007", "a year in brackets behind the agency"),
    ("The FDA approved lapatinib on 31 February 2007.", "ON", None, "no day of the calendar"),
    ("In 2005, a study began; the FDA approved lapatinib in 2007.", "ON", "2007", "the other clause's year is not it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "day", "why"), ANCHORS)
def test_anchor(text, wanted, day, why):
    (claim,) = put_forward(text)
    got = (claim.anchor.kind.name, str(claim.anchor.date) if claim.anchor.date else None)
    assert got == (wanted, day), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Lapatinib is FDA-approved for adults over 18.", "an age"),
        ("Lapatinib 250 mg is approved by the FDA.", "a dose"),
        ("Lapatinib is approved by the FDA [12].", "a citation"),
        ("Lapatinib is approved by the FDA (Geyer, 2006).", "the year of a paper"),
    ],
)
def test_what_is_no_date(text, why):
    (claim,) = put_forward(text)
    assert claim.anchor.date is None, why


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Rofecoxib, approved in May 1999, was withdrawn in 2004.", ("1999-05", "2004")),
        ("Rofecoxib, first approved in 1999, was withdrawn from the market.", ("1999", None)),
        ("Approved in 1999, rofecoxib was withdrawn in September 2004.", ("1999", "2004-09")),
        ("Rofecoxib, which won approval in 1999, was withdrawn in 2004.", ("1999", "2004")),
        ("Rofecoxib, which the FDA had cleared in 1999, was withdrawn in 2004.", ("1999", "2004")),
        ("Rofecoxib, rushed to approval in 1999, was withdrawn.", ("1999", None)),
        ("Rofecoxib, a pill discovered in 1992, was approved by the FDA in 1999.", ("1999",)),
        ("Rofecoxib, whose trials began in 1995, was approved in 1999.", ("1999",)),
        ("Rofecoxib, in May 1999, was approved.", ("1999-05",)),
        ("Rofecoxib was approved, after trials begun in 1995, for arthritis.", (None,)),
        ("FDA approval for rofecoxib, given in 1999, was withdrawn.", (None,)),
    ],
)
def test_each_act_has_its_own_day(text, days):
    assert tuple(str(c.anchor.date) if c.anchor.date else None for c in put_forward(text)) == days


def test_the_words_are_as_written():
    text = "The FDA approved lapatinib on March 13, 2007."
    (claim,) = put_forward(text)
    assert claim.anchor.words.lower() in text.lower()
    assert claim.anchor.words
