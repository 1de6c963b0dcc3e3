"""Words that turn a sentence round: whichever way it is said, what was not understood is never called true."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from tests.labelled.alone import judged_alone
from verdicts.turns import TURNS, turned

TODAY = date(2026, 1, 15)
ACCUSING = frozenset({Verdict.OUTDATED, Verdict.CONTRADICTED})
# Each with rivals for its use, in force on the page's day.
PAIRS = (("Humira", "hidradenitis suppurativa"), ("Spinraza", "spinal muscular atrophy"))
ALONE = """
Several drugs were tried in {use}, but a single one - {drug} - is authorised by the FDA.
Of many drugs tried in {use} one, {drug}, is FDA-approved.
{drug}: the one FDA-approved therapy for {use}.
Just one drug is approved for {use}: {drug}.
{use}: one approved drug ({drug}).
{drug} is alone in being approved for {use}.
{drug} stands alone as an approved drug for {use}.
{drug}, and no other drug, is approved for {use}.
{drug} is approved for {use}; no other drug is.
{drug} is approved for {use}, and nothing else is.
Nothing but {drug} is approved for {use}.
{drug} aside, no drug is approved for {use}.
{drug} is the solitary approved drug for {use}.
{drug} is unique among drugs in being approved for {use}.
{drug} has no rival: it is approved for {use}.
{drug} is approved for {use}, unlike all other drugs.
The FDA has approved {drug} for {use} and none besides.
Approved by the FDA for {use}: {drug} (nothing else).
{drug} is approved for {use}, and it is the only one.
{drug} is approved for {use}. It is the only one.
{drug} is approved for {use}, one of a kind.
{drug} is the approved drug for {use}.
{drug} is one of fifty drugs approved for {use}.
{drug} is among a dozen drugs approved for {use}.
""".strip().splitlines()
DENIED = """
{drug} is approved for {use}, but not in the United States.
{drug} is anything but approved for {use}.
{drug} is far from being approved for {use}.
{drug} is no longer approved for {use}.
{drug} is approved for everything except {use}.
It is a myth that {drug} is approved for {use}.
{drug} is hardly approved for {use}.
{drug} failed to get approved for {use}.
{drug} has still to be approved for {use}.
Nobody can say that {drug} is approved for {use}.
The FDA refused to see {drug} approved for {use}.
{drug} stopped being approved for {use}.
{drug} is approved for {use} no more.
{drug} is approved for {use} unless the liver is ill.
""".strip().splitlines()


def told(desk: Desk, templates: list[str]) -> list[tuple[str, set[Verdict]]]:
    texts = [t.format(drug=drug, use=use) for t in templates for drug, use in PAIRS]
    texts = [text[0].upper() + text[1:] for text in texts]
    judged = judged_alone(desk, ((text, "2025-06-01") for text in texts), TODAY)
    return [(text, {c.judged.verdict for c in claims}) for text, claims in zip(texts, judged, strict=True)]


@pytest.mark.parametrize("templates", [ALONE, DENIED], ids=["alone", "denied"])
def test_what_turns_a_sentence_is_never_lost(desk, templates):
    assert [text for text, verdicts in told(desk, templates) if Verdict.SUPPORTED in verdicts] == []


@pytest.mark.parametrize(
    "text",
    [
        "Humira is approved by the FDA for hidradenitis suppurativa.",
        "Humira is one of several biologics approved for hidradenitis suppurativa.",
        "Humira is approved for people whose hidradenitis suppurativa does not respond to antibiotics.",
        "A single dose of Zolgensma is approved for spinal muscular atrophy in children under 2.",
    ],
)
def test_what_turns_nothing_is_no_hindrance(desk, text):
    ((one,),) = judged_alone(desk, [(text, "2025-06-01")], TODAY)
    assert "was not weighed" not in one.judged.reason


@pytest.mark.parametrize(
    ("text", "row"), [(text, row) for row, entry in TURNS.rows.items() for text in entry["says"]]
)
def test_each_row_hears_its_own_example(text, row):
    assert TURNS.says(row, text.casefold())


def test_a_claim_that_says_so_itself_accounts_for_it(desk):
    ((one,),) = judged_alone(
        desk, [("Tepezza is the only drug approved for thyroid eye disease.", "2025-06-01")], TODAY
    )
    assert one.judged.verdict is Verdict.SUPPORTED
    assert turned("A single drug is approved.", []) == "single"
    assert turned("A single drug is approved.", [one.claim]) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Janssen COVID-19 vaccine is no longer authorized by the FDA.", "2023-06-15"),
        ("Simponi Aria is approved for rheumatoid arthritis, not for ulcerative colitis.", "2019-10-01"),
        ("Tagrisso works in lung cancer; nothing like it is approved for pancreatic cancer.", "2022-01-01"),
        ("The 0.3% adapalene gel is still sold by prescription only.", ""),
        ("Vyjuvek heals dystrophic EB. For EB simplex it can't be used; it is not approved for them.", "2023-06"),
        ("Descovy is not approved as PrEP for people at risk from receptive vaginal sex.", "2024-11-01"),
        ("Generic apixaban isn't sold in US pharmacies before 2028.", "2023-07-01"),
        ("Radicava gained FDA approval in May 2017, the first new ALS drug in 22 years.", "2017-07-01"),
        ("Gardasil 9 is not approved for people over 45.", "2019-06-01"),
    ],
)  # fmt: skip
def test_nothing_else_is_held_against_it(desk, text, day):
    (claims,) = judged_alone(desk, [(text, day)], date(2026, 11, 27))
    assert not {c.judged.verdict for c in claims} & ACCUSING


@pytest.mark.parametrize(
    ("text", "day", "since"),
    [
        ("Neither a vaccine nor a treatment for Ebola has been approved by the FDA.", "2018-01-01", "2020-10-14"),
        ("Frostbite has no drug approved by the FDA, only warm water and aspirin.", "2023-11-01", "2024-02-13"),
        ("JAK inhibitors are neither paid for by insurers nor FDA-approved for alopecia areata.", "2021-05-01", "2022-06-13"),
        ("Lotilaner drops are in a pivotal trial and can't be bought.", "2022-05-01", "2023-07-24"),
        ("Carvykti is for people after four or more prior lines and isn't approved any earlier.", "2023-02-01", "2024-04-05"),
        ("Pluvicto isn't approved before taxane chemotherapy.", "2024-02-01", "2025-03-28"),
        ("Actemra is the only biologic or targeted drug approved for giant cell arteritis.", "2022-04-01", "2025-04-29"),
        ("Trikafta is approved for people 12 and older with at least one F508del mutation.", "2020-08-01", "2021-06-08"),
        ("Blenrep is no longer marketed in the US.", "2023-05-01", "2025-10-23"),
    ],
)  # fmt: skip
def test_what_can_be_decided_is(desk, text, day, since):
    (claims,) = judged_alone(desk, [(text, day)], date(2026, 11, 27))
    assert (Verdict.OUTDATED, since) in {(c.judged.verdict, str(c.judged.since)) for c in claims}
