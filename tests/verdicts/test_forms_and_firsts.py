"""Generics and biosimilars approved but not sold, acts before a withdrawal, "first", "newest", days known as "by"."""

from __future__ import annotations

import pytest

from model.finding import Verdict
from tests.verdicts.test_heard import judged


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("A generic version of Eliquis is available.", Verdict.NOT_VERIFIED, "patents kept it from sale"),
        ("There is no generic for Eliquis.", Verdict.NOT_VERIFIED, "patents kept it from sale"),
        ("The FDA has approved a generic of Eliquis.", Verdict.SUPPORTED, "2019"),
        ("The FDA has not approved a generic of Eliquis.", Verdict.CONTRADICTED, "2019"),
        ("Generic Revlimid is available.", Verdict.SUPPORTED, "2022"),
        ("Zantac is available over the counter.", Verdict.NOT_VERIFIED, "taken off the market"),
    ],
)
def test_what_is_approved_need_not_be_on_sale(desk, text, verdict, told):
    found = judged(desk, text).judged
    assert found.verdict is verdict
    assert told in found.reason


def test_a_biosimilar_is_sold_some_time_after_its_approval(desk):
    early = judged(desk, "No biosimilar of Humira is on the market in the US.", "2018-01-01").judged
    assert early.verdict is Verdict.OUTDATED, "approved in 2016, sold from 2023"
    assert str(early.since) == "2023-01-31"
    late = judged(desk, "No biosimilar of Humira is on the market in the US.", "2024-01-01").judged
    assert late.verdict is Verdict.CONTRADICTED
    assert (
        judged(desk, "No biosimilar of Humira is available.", "2018-01-01").judged.verdict is Verdict.OUTDATED
    )
    assert (
        judged(desk, "No biosimilar of Humira is available.", "2015-01-01").judged.verdict is Verdict.OUTDATED
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Digoxin was approved by the FDA in 1930.", Verdict.NOT_VERIFIED),
        ("Digoxin has been approved since 1930.", Verdict.NOT_VERIFIED),
        ("Digoxin was approved by the FDA in 1954.", Verdict.SUPPORTED),
        ("Disulfiram (Antabuse) was approved in 1949.", Verdict.NOT_VERIFIED),
        ("Aspirin was approved by the FDA in 1899.", Verdict.NOT_VERIFIED),
    ],
)
def test_a_day_known_as_by_bears_out_no_earlier_year(desk, text, verdict):
    assert judged(desk, text).judged.verdict is verdict


@pytest.mark.parametrize(
    ("text", "day", "verdict", "since"),
    [
        (
            "Mounjaro is the first drug approved for type 2 diabetes.",
            "2025-06-01",
            Verdict.NOT_VERIFIED,
            "None",
        ),
        (
            "Zepbound was the first drug approved for sleep apnea.",
            "2025-06-01",
            Verdict.SUPPORTED,
            "2024-12-20",
        ),
        ("Talzenna was the first PARP inhibitor approved.", "2025-06-01", Verdict.CONTRADICTED, "2014-12-19"),
        (
            "Zejula was the second PARP inhibitor approved by the FDA.",
            "2025-06-01",
            Verdict.NOT_VERIFIED,
            "None",
        ),
        (
            "Lynparza is the latest drug approved for ovarian cancer.",
            "2015-06-01",
            Verdict.OUTDATED,
            "2016-12-19",
        ),
    ],
)
def test_first_second_and_newest(desk, text, day, verdict, since):
    found = judged(desk, text, day).judged
    assert (found.verdict, str(found.since)) == (verdict, since)
