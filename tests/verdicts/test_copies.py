"""Interchangeable biosimilars: an act of its own, which a biosimilar without it does not answer."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from tests.labelled.alone import judged_alone

UNTRUE = {Verdict.OUTDATED, Verdict.CONTRADICTED}
SINCE = [
    ("2021-04-01", "No interchangeable biosimilar insulin exists.", "2021-07-28"),
    ("2021-04-01", "There is no interchangeable biosimilar of Lantus.", "2021-07-28"),
    ("2021-05-01", "No biosimilar of Humira has been designated interchangeable.", "2021-10-15"),
    ("2021-05-01", "Cyltezo is not interchangeable with Humira.", "2021-10-15"),
    ("2022-06-01", "No interchangeable biosimilar of Lucentis has been approved.", "2022-08-02"),
    ("2023-01-01", "Hyrimoz is not interchangeable with Humira.", "2024-04"),
    ("2025-03-01", "There is no interchangeable rapid-acting insulin.", "2025-07-15"),
    ("2022-01-01", "Cyltezo is the only interchangeable biosimilar of Humira.", "2023-10"),
    ("2017-01-01", "Amjevita is the only biosimilar of Humira.", "2017-08-25"),
]
NOT_ACCUSED = [
    ("2025-10-01", "Prolia and Xgeva are not interchangeable."),
    ("2025-10-01", "Amjevita is not interchangeable with Humira."),
    ("2025-10-01", "Lantus is not interchangeable with NPH insulin."),
    ("2025-10-01", "Toujeo is not interchangeable with any insulin glargine."),
    ("2022-03-01", "Unlike Cyltezo, Hyrimoz is not interchangeable with Humira."),
    ("2025-10-01", "There is no interchangeable biosimilar of Remicade."),
    ("2025-10-01", "Herceptin Hylecta is not interchangeable with Herceptin."),
]


def verdicts(desk, dated, text):
    (claims,) = judged_alone(desk, [(text, dated)], date(2026, 11, 27))
    return [c.judged for c in claims]


@pytest.mark.parametrize(("dated", "text", "since"), SINCE)
def test_a_copy_that_became_interchangeable_makes_it_untrue(desk, dated, text, since):
    found = [j for j in verdicts(desk, dated, text) if j.verdict in UNTRUE]
    assert found, text
    assert {str(j.events[0].date) for j in found} == {since}, text


@pytest.mark.parametrize(("dated", "text"), NOT_ACCUSED)
def test_what_two_products_are_to_each_other_is_no_such_act(desk, dated, text):
    found = verdicts(desk, dated, text)
    assert found, text
    assert not {j.verdict for j in found} & UNTRUE, text


def test_a_biosimilar_alone_bears_out_no_interchange(desk):
    found = verdicts(desk, "2020-06-01", "There is an interchangeable biosimilar of Humira.")
    assert found
    assert all(j.verdict is Verdict.NOT_VERIFIED for j in found)
