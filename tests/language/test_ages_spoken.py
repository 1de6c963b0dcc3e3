"""Ages as people say them, with no "years" beside, and numbers that are none."""

from __future__ import annotations

import pytest

from language.ages import ages


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("below 18", None, 216),
        ("anybody under 50", None, 600),
        ("kids with hepatitis B under 12", None, 144),
        ("from six to 17", 72, 216),
        ("4- and 5-year-olds only", 48, 72),
        ("the under-fives", None, 60),
        ("anyone younger than six", None, 72),
        ("no younger than 12", 144, None),
        ("children as young as 12", 144, None),
        ("older than 18 but younger than 60", 228, 720),
        ("people past their 50th birthday", 600, None),
        ("babies of 6 months and more", 6, None),
        ("60-plus", 720, None),
        ("12yo and up", 144, None),
    ],
)
def test_ages_without_the_word_years(said, low, high):
    (found,) = ages(f"It is not approved for {said}.")
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "said",
    [
        "approved for over 20 years",
        "approved below 18 percent of cost",
        "for patients with an LDL above 100",
        "for people with a BMI over 30",
        "for a CD4 count below 200",
        "for from six to 17 weeks of therapy",
        "in under 50 clinics",
        "after 4 and 5 doses",
    ],
)
def test_a_number_alone_is_no_age_beside_a_measure_or_a_noun(said):
    assert ages(f"It is {said}.") == ()
