"""What the checks do not show: which claims are held to be right, and which cannot be told, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Action
from tests.checks.fda.conftest import act, approved

LAPATINIB = approved("lapatinib", "2007-03-13", "breast cancer", brand="Tykerb", number="NDA022059")
OLAPARIB = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza", number="NDA206162")
NIRAPARIB = approved("niraparib", "2017-03-27", "ovarian cancer", brand="Zejula", number="NDA208447")
RUCAPARIB = approved("rucaparib", "2016-12-19", "ovarian cancer", brand="Rubraca", number="NDA209115")

SUPPORTED = [
    ("Lapatinib is approved by the FDA for breast cancer.", [LAPATINIB], "approved then and now"),
    ("The FDA approved lapatinib in 2007.", [LAPATINIB], "an act of the past"),
    ("Lapatinib has been FDA-approved since 2007.", [LAPATINIB], "since that year"),
    ("Lapatinib is approved by the FDA.", [LAPATINIB], "without a use"),
    ("Olaparib was the first PARP inhibitor approved by the FDA.", [OLAPARIB, NIRAPARIB, RUCAPARIB], "“the first” stays true"),
    ("At least two PARP inhibitors are approved by the FDA for ovarian cancer.", [OLAPARIB, NIRAPARIB, RUCAPARIB], "“at least” stays true"),
    ("PARP inhibitors are approved by the FDA for ovarian cancer.", [OLAPARIB], "of a class, one is enough"),
    ("Lapatinib was withdrawn from the market in 2012.", [LAPATINIB, act("lapatinib", Action.WITHDRAWN, "2012-05-01")], "told as it was"),
    ("Lapatinib was discontinued in 2012.", [LAPATINIB, act("lapatinib", Action.DISCONTINUED, "2012-05-01")], "no longer sold"),
    ("A generic version of lapatinib is available.", [LAPATINIB, act("lapatinib", Action.GENERIC, "2012-09-01")], "a generic"),
    ("Lapatinib is available over the counter.", [act("lapatinib", Action.OTC, "2012-09-01")], "over the counter"),
    ("Lapatinib carries a boxed warning.", [act("lapatinib", Action.BOXED_WARNING, "2008-07-01")], "a boxed warning"),
    ("The FDA granted accelerated approval to lapatinib in 2010.", [act("lapatinib", Action.ACCELERATED, "2010-01-29", "breast cancer")], "accelerated"),
    (
        "Lapatinib is not approved by the FDA for gout.",
        [approved("lapatinib", "2008-03-13", "gout"), act("lapatinib", Action.WITHDRAWN, "2012-05-01", "gout")],
        "approved once and taken back",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), SUPPORTED)
def test_supported(whole, text, events, why):
    judgement = whole(text, *events, dated="June 3, 2018")
    assert judgement.findings == (), why
    assert judgement.supported == 1, why
    assert judgement.not_verified == (), why


OPEN = [
    ("Lapatinib is approved by the FDA for breast cancer.", [], "no proof", "no record of it"),
    ("Lapatinib is approved by the FDA for gout.", [LAPATINIB], "do not list every use", "uses are not all told"),
    ("Lapatinib is not approved by the FDA for gout.", [LAPATINIB], "do not list every use", "nor does that prove the denial"),
    ("Lapatinib is being studied for gout.", [LAPATINIB], "FDA's records do not say", "who studies what, FDA does not tell"),
    ("The FDA granted orphan drug designation to lapatinib.", [LAPATINIB], "designation", "no record lists designations"),
    ("Lapatinib has no boxed warning.", [LAPATINIB], "no proof", "no record of a box is no proof"),
    ("There is no generic version of lapatinib.", [LAPATINIB], "no proof", "nor of a generic"),
    ("Olaparib is the only oral drug approved by the FDA for ovarian cancer.", [OLAPARIB, NIRAPARIB], "is given", "how it is given is on no record"),
    ("The FDA approved lapatinib for gout in 2010.", [LAPATINIB], "no approval of that date", "a date that no act has"),
    ("PARP inhibitors are being studied for many types of cancer.", [OLAPARIB], "research at large", "many types"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "word", "why"), OPEN)
def test_not_verified(whole, text, events, word, why):
    judgement = whole(text, *events, dated="June 3, 2018")
    assert judgement.findings == (), why
    assert judgement.supported == 0, why
    assert [word in n.reason for n in judgement.not_verified] == [True], [
        n.reason for n in judgement.not_verified
    ]


def test_where_every_use_is_told_a_denial_can_hold(whole):
    text = "Lapatinib is not approved by the FDA for gout."
    judgement = whole(text, LAPATINIB, complete=("lapatinib",), dated="June 3, 2018")
    assert (judgement.findings, judgement.supported) == ((), 1)


def test_one_source_down_of_a_class_does_not_accuse(whole):
    """The members that answered decide; the one that did not can only have been first."""
    text = "PARP inhibitors are not yet approved by the FDA for ovarian cancer."
    judgement = whole(text, down=("olaparib", "niraparib", "rucaparib", "talazoparib"), dated="June 3, 2013")
    assert judgement.findings == ()
    assert len(judgement.not_verified) == 1


def test_judging_another_day_needs_the_day_only(whole):
    text = "Olaparib is not yet approved by the FDA for ovarian cancer."
    early = whole(text, OLAPARIB, dated="June 3, 2013", today=date(2014, 6, 1))
    late = whole(text, OLAPARIB, dated="June 3, 2013", today=date(2015, 6, 1))
    assert early.findings == ()
    assert "FDA001" in {f.code for f in late.findings}
