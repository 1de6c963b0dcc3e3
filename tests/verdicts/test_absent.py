"""Uses off label told as approved, drugs that FDA never approved: untrue, and who speaks of them otherwise is not."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Absence, Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.finding import Verdict
from model.indication import Indication
from sources.desk import Desk
from sources.fda.merge import merge
from tests.labelled.alone import judged_alone
from verdicts.judged import ClaimJudgement, unverified

TODAY = date(2026, 11, 27)


def judged(desk: Desk, text: str, then: str, today: date = TODAY) -> ClaimJudgement:
    """The verdict on the one claim of a sentence, or the worst of several."""
    (claims,) = judged_alone(desk, [(text, then)], today)
    rank = [Verdict.CONTRADICTED, Verdict.OUTDATED, Verdict.NOT_VERIFIED, Verdict.SUPPORTED]
    return min((c.judged for c in claims), default=unverified(""), key=lambda c: rank.index(c.verdict))


UNTRUE = [
    ("Trazodone holds FDA approval as a treatment for insomnia.", "2019-03", "insomnia"),
    ("Doxazosin is FDA-approved to help people pass kidney stones.", "2018", "kidney stones"),
    ("The FDA approved naltrexone for fibromyalgia.", "2022-08", "fibromyalgia"),
    ("Bisoprolol is FDA-approved for heart failure.", "2016-05", "heart failure"),
    ("Etanercept is FDA-approved for uveitis and Crohn's disease.", "2012", "uveitis"),
    (
        "Zonisamide is approved by the FDA for migraine prevention in adults who cannot take topiramate.",
        "2020",
        "migraine",
    ),
    ("Guanfacine is FDA-approved for chronic insomnia.", "", "insomnia"),
    ("Saxenda is FDA-approved for type 2 diabetes.", "2021-06", "type 2 diabetes"),
]
NEVER = [
    ("Moclobemide is an FDA-approved antidepressant.", "2015"),
    ("The FDA approved etoricoxib for osteoarthritis in 2006.", "2017-02"),
    ("Gliclazide is FDA-approved for type 2 diabetes.", ""),
    ("Phenibut is approved by the FDA for anxiety.", "2023-01"),
]
# True, or of what cannot be told: none of them is accused.
LEFT_ALONE = [
    ("Trazodone is FDA-approved for depression with insomnia.", "2019-03"),
    ("Trazodone is FDA-approved for depression, but not for insomnia.", "2019-03"),
    ("Trazodone, which the FDA approved for depression, is often given for insomnia.", "2019-03"),
    ("Trazodone is used off label for insomnia.", "2019-03"),
    ("Trazodone is not FDA-approved for insomnia.", "2019-03"),
    ("Celecoxib was once approved by the FDA for depression.", "2019-03"),
    ("Trazodone may be approved by the FDA for insomnia.", "2019-03"),
    ("Trazodone is approved in Brazil for insomnia.", "2019-03"),
    ("Trazodone is FDA-approved for insomnia.", "2026-06"),  # later than anything that is known
    (
        "Adalimumab is FDA-approved for rheumatoid arthritis in patients who also have multiple sclerosis.",
        "2019",
    ),
    ("Semaglutide is FDA-approved for obesity.", "2023"),
    ("Moclobemide is approved in Europe for depression.", "2015"),
    ("Betahistine was approved by the FDA in 1966 for Meniere's disease.", "2015"),
    ("Apixaban is FDA-approved to treat blood clots in people with cancer.", "2022"),
    ("Apixaban is FDA-approved to prevent blood clots in cancer patients.", "2022"),
    ("Empagliflozin is FDA-approved for chronic kidney disease in adults with high blood pressure.", "2024"),
    ("Empagliflozin is FDA-approved for heart failure, whose cause may be hypertension.", "2024"),
    ("Semaglutide is FDA-approved for people who have obesity and sleep apnea.", "2023"),
    ("Naltrexone is approved in Poland for fibromyalgia.", "2021"),
    ("Cytisine has been approved in Poland for decades.", "2021"),
    ("Moclobemide was approved in 1989 for depression.", "2015"),
    ("Retatrutide is FDA-approved for obesity.", ""),  # it may be by now
]


@pytest.mark.parametrize(("text", "then", "use"), UNTRUE)
def test_a_use_that_no_label_lists_is_untrue_and_the_label_is_shown(desk, text, then, use):
    claim = judged(desk, text, then)
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.events[0].action is Action.NOT_LISTED
    assert use in claim.events[0].says
    assert "ApplNo=" in claim.events[0].url
    assert claim.events[1:], "what it is approved for stands beside"
    assert claim.suggestion


@pytest.mark.parametrize(("text", "then"), NEVER)
def test_a_drug_that_was_never_approved_is_told_as_such(desk, text, then):
    claim = judged(desk, text, then)
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.suggestion.startswith("Take it out")


@pytest.mark.parametrize(("text", "then"), LEFT_ALONE)
def test_who_says_something_else_is_not_accused(desk, text, then):
    assert judged(desk, text, then).verdict not in (Verdict.CONTRADICTED, Verdict.OUTDATED)


@pytest.mark.parametrize(
    "text",
    [
        "Clonidine is not approved by the FDA for hot flashes.",
        "Amitriptyline is not FDA-approved for migraine.",
        "Moclobemide is not approved by the FDA.",
        "Moclobemide is not on the market in the United States.",
    ],
)
def test_the_denial_is_borne_out_up_to_the_day_of_the_data(desk, text):
    fresh = judged(desk, text, "2025-11", date(2026, 1, 20))
    late = judged(desk, text, "2025-11", date(2026, 6, 1))
    assert (fresh.verdict, late.verdict) == (Verdict.SUPPORTED, Verdict.NOT_VERIFIED)


def test_a_year_after_the_data_an_undated_page_is_left_alone(desk):
    text = "Trazodone is FDA-approved for insomnia."
    assert judged(desk, text, "", date(2026, 11, 27)).verdict is Verdict.CONTRADICTED
    assert judged(desk, text, "", date(2027, 3, 1)).verdict is Verdict.NOT_VERIFIED


def test_an_approval_ends_what_was_absent():
    day = date(2025, 12, 31)
    absent = (Absence("gout", day, ""), Absence("asthma", day, ""))
    shipped = Timeline("newumab", (), day, absent=absent)

    def later(use: Indication | None) -> Timeline:
        event = ApprovalEvent(
            "newumab", Action.APPROVED, PartialDate(2026, 3, 1), "approved", "openFDA", "", indication=use
        )
        return Timeline("newumab", (event,), date(2026, 4, 1))

    known = merge([shipped, later(Indication(condition="lupus"))])
    assert [(a.condition, a.as_of) for a in known.absent] == [
        ("gout", date(2026, 4, 1)),
        ("asthma", date(2026, 4, 1)),
    ]
    assert merge([shipped, later(None)]).absent == (), "it may be for gout"
    never = Timeline("newumab", (), day, True, absent=(Absence("", day, ""),))
    assert merge([never, later(Indication(condition="lupus"))]).absent == ()
