"""Wrong years of first approvals, forms that were awaited, brands and members that are gone, waits that are over."""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import PartialDate
from model.evidence import Questions
from model.finding import Verdict
from model.page import Document
from pages.read import read
from tests.verdicts.test_heard import judged
from tests.verdicts.test_kinds import given
from verdicts import drugs_of_claims, judge_page
from verdicts.kinds import of_kind

FALSE, AGED, UNTOLD, TRUE = Verdict.CONTRADICTED, Verdict.OUTDATED, Verdict.NOT_VERIFIED, Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Vivitrol was approved in 2004.", FALSE),  # its brand's first, though naltrexone is older
        ("Sublocade won FDA approval in 2016.", FALSE),
        ("Lyrica first received FDA approval in 2005.", FALSE),  # on 30 December 2004
        ("In 1999 the FDA approved a drug called modafinil.", FALSE),  # on 24 December 1998
        ("Disulfiram was first approved by the FDA in 1960.", FALSE),  # by 1951
        ("Seroquel XR was approved by the FDA in 2005.", FALSE),
        ("Modafinil was approved in 1999.", UNTOLD),  # perhaps of a further use
        ("Vivitrol was approved in 2006.", TRUE),
        ("Humira was approved on January 2, 2003.", TRUE),  # two days are nothing
        ("Depakote was approved in 1983.", TRUE),  # before its use in mania
    ],
)
def test_a_wrong_year_of_a_first_approval_is_contradicted(desk, text, verdict):
    assert judged(desk, text).judged.verdict is verdict


@pytest.mark.parametrize(
    "text",
    [
        "Semaglutide was first approved in tablet form in 2019.",
        "Botox was first approved for cosmetic use in 2002.",
        "Hydroxyurea (Droxia) was approved in 1967.",  # a new name for an old application
        "Naltrexone (ReVia, Vivitrol) was approved in 1994.",
        "A self-injected form of etanercept was first approved in 2006.",
    ],
)
def test_another_first_is_no_wrong_year(desk, text):
    assert judged(desk, text).judged.verdict not in (FALSE, AGED)


@pytest.mark.parametrize(
    ("text", "day", "verdict", "since"),
    [
        ("A buprenorphine implant awaits FDA approval.", "2016-02-01", AGED, "2016-05-26"),
        ("A nasal form of glucagon is under FDA review.", "2018-01-01", AGED, "2019-07-24"),
        ("Injectable naltrexone is awaiting FDA approval.", "2005-01-01", AGED, "2006-04-13"),
        ("An implant of naltrexone is not approved by the FDA.", "2018-01-01", UNTOLD, ""),
        ("A rectal form of naloxone is awaiting approval.", "2018-01-01", UNTOLD, ""),
    ],
)
def test_a_form_is_judged_by_the_approvals_of_that_form(desk, text, day, verdict, since):
    found = judged(desk, text, day).judged
    assert found.verdict is verdict
    assert str(found.since or "") == since


def test_a_wait_is_over_though_the_drug_is_gone(desk):
    found = judged(desk, "Lorcaserin is under review by the FDA.", "2012-05-10").judged
    assert (found.verdict, found.since) == (AGED, date(2012, 6, 27))
    assert "taken off the market" in found.suggestion or "withdrawn" in found.suggestion
    assert "speak to their doctor" in found.suggestion
    assert judged(desk, "Lorcaserin is not approved by the FDA.", "2021-01-01").judged.verdict is TRUE


def test_a_brand_that_is_gone_is_not_in_use(desk):
    text = "Makena (an injection) is a prescription hormone medicine that is used to lower the risk of preterm birth."
    found = judged(desk, text, "2022-01-01").judged
    assert (found.verdict, found.since) == (AGED, date(2023, 4, 6))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sickle cell drugs on the market are hydroxyurea, voxelotor and crizanlizumab.", AGED),
        ("Sickle cell drugs on the market are hydroxyurea, L-glutamine and crizanlizumab.", UNTOLD),
    ],
)
def test_a_member_that_is_gone_and_named_is_told(desk, text, verdict):
    assert judged(desk, text, "2022-01-01").judged.verdict is verdict


@pytest.mark.parametrize(("today", "verdict"), [("2025-03-01", AGED), ("2025-12-15", UNTOLD)])
def test_what_came_back_is_told_as_gone_only_while_it_was(desk, today, verdict):
    text = "Ranitidine is available over the counter."
    page = read(Document("https://example.org/p", text.encode(), "text/plain; charset=utf-8"), desk.lexicon)
    answers = desk.answer(Questions(drugs=tuple(sorted(drugs_of_claims(page.claims, desk.lexicon)))))
    said, on = PartialDate.parse("2019-01-01"), date.fromisoformat(today)
    (one,) = judge_page(page, on, answers.lexicon, answers.timelines, said)
    assert one.judged.verdict is verdict


@pytest.mark.parametrize(
    ("day", "verdict"), [("2021-01-01", AGED), ("2024-01-01", FALSE), ("2025-12-01", UNTOLD)]
)
def test_another_line_of_therapy_does_not_bear_out_the_one_that_was_taken_back(desk, day, verdict):
    text = "Blenrep is approved for multiple myeloma after at least four other treatments."
    assert judged(desk, text, day).judged.verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Pembrolizumab plus chemotherapy is not approved for non-small cell lung cancer.", FALSE),
        ("Durvalumab plus chemotherapy is not approved for biliary tract cancer.", FALSE),
        ("Nivolumab plus chemotherapy is approved for stomach cancer.", TRUE),
    ],
)
def test_chemotherapy_is_met_by_the_drugs_that_it_is(desk, text, verdict):
    assert judged(desk, text).judged.verdict is verdict


@pytest.mark.parametrize(
    "text",
    [
        "Palbociclib with chemotherapy is not approved for breast cancer.",
        "Olaparib with chemotherapy is not approved for ovarian cancer.",
        "Pembrolizumab plus chemotherapy is not approved for melanoma.",
    ],
)
def test_an_approval_without_chemotherapy_is_none_with_it(desk, text):
    assert judged(desk, text).judged.verdict not in (FALSE, AGED)


def test_antibodies_are_known_by_their_new_names_too(desk):
    """Since 2021 antibodies are named -tug, -bart, -mig and -ment."""
    kind = of_kind("antibodies")
    assert kind is not None
    assert all(kind(given(drug=name)) for name in ("remternetug", "pemivibart", "lecanemab"))
    assert not kind(given(drug="elagolix"))
