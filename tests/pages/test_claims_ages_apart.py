"""Approved for some ages and not for the others: "only from 12", "for nobody younger", "but isn't for anyone under 18"."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, status

APART = [
    ("Trikafta is only approved from the age of 12.", [("approved", 144, None), ("not_approved", None, 144)]),
    ("Shingrix is approved from 50 years up and for nobody younger.", [("approved", 600, None), ("not_approved", None, 600)]),
    ("Zepbound is approved for adults only.", [("approved", None, None), ("not_approved", None, 216)]),
    ("Wegovy is approved for adults, but isn't for anyone under 18.", [("approved", None, None), ("not_approved", None, 216)]),
    ("Emflaza is licensed from 5 years up and not for anyone younger.", [("approved", 60, None), ("not_approved", None, 60)]),
    ("Abrysvo is approved for adults of 60 and over, not for people in their fifties.", [("approved", 720, None), ("not_approved", 600, 720)]),
    ("Evkeeza is approved from 12 years of age.", [("approved", 144, None)]),
    ("Wegovy is approved for adults.", [("approved", None, None)]),
    ("Humira was approved in 2002, and the older Enbrel in 1998.", [("approved", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), APART)
def test_what_is_approved_for_some_ages_only_is_denied_for_the_others(text, wanted):
    assert [(status(c), c.indication.age_from, c.indication.age_to) for c in put_forward(text)] == wanted


def test_what_is_denied_of_the_older_alone_is_kept_unread_where_no_disease_is_known():
    _, denied = put_forward("Gardasil 9 is approved from 9 to 26 years, and not for anyone older.")
    assert (denied.indication.age_from, denied.indication.age_to) == (27 * 12, None)
    assert denied.unread


COPIES = [
    ("The FDA has approved generic apixaban, but it isn't sold in US pharmacies before 2028.", ["generic"]),
    (
        "Pluvicto is approved for prostate cancer; nothing of the sort is approved for kidney cancer.",
        ["approved"],
    ),
    ("Brand: Spinraza. FDA approval: May 2014.", ["approved"]),
    ("Makena can be given to prevent preterm birth under its accelerated approval.", ["accelerated"]),
    (
        "The Janssen COVID-19 vaccine is no longer authorized: FDA revoked the EUA on June 1, 2023.",
        ["withdrawn"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), COPIES)
def test_statuses_that_are_told_in_two_steps(text, wanted):
    assert [status(c) for c in put_forward(text)] == wanted
