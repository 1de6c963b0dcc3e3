"""Kinds of treatment that a claim narrows itself to: which the records can tell apart, and which not."""

from __future__ import annotations

import pytest

from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from verdicts.fit import Fit
from verdicts.kinds import of_kind, sifted
from verdicts.timeline import Approval


def given(*routes: str, drug: str = "olaparib", number: str = "NDA206162") -> Approval:
    event = ApprovalEvent(
        drug,
        Action.APPROVED,
        PartialDate(2014, 12, 19),
        "",
        "FDA",
        "",
        ApplicationNumber(number),
        routes=routes,
    )
    return Approval(event, Fit(True))


@pytest.mark.parametrize(
    ("words", "approval", "answer"),
    [
        ("oral", given("oral"), True),
        ("oral", given("injection"), False),
        ("oral", given(), None),
        ("pill", given("injection", "oral"), True),
        ("an inhaled form", given("inhaled"), True),
        ("once-a-day tablet", given("oral"), "no question"),
        ("nonhormonal", given("oral"), "no question"),
        ("oral or nasal", given("oral"), "no question"),
        ("injectable", given("injection"), True),
        ("eye drop", given("eye"), True),
        ("biologic", given(number="BLA125085"), True),
        ("biologic", given(), False),
        ("antibody", given(drug="bevacizumab"), True),
        ("antibody", given(drug="trastuzumab-dkst"), True),
        ("antibody", given(), False),
        ("systemic", given("oral"), True),
        ("systemic", given("topical"), False),
        ("systemic", given("injection"), None),  # into a vein, or into an eye
        ("systemic", given(), None),
    ],
)
def test_what_the_records_can_tell_of_a_kind(words: str, approval: Approval, answer: object) -> None:
    question = of_kind(words)
    assert ("no question" if question is None else question(approval)) == answer


def test_what_no_record_tells_is_kept_apart_from_what_is_not_of_the_kind() -> None:
    pill, shot, unknown = given("oral"), given("injection"), given()
    assert sifted([pill, shot, unknown], of_kind("oral")) == ([pill], [unknown])
    assert sifted([pill, shot], None) == ([pill, shot], [])
