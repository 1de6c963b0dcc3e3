"""TIME002 and TIME003: forecasts that have passed, and figures whose year is gone."""

from datetime import date, timedelta

import pytest

from checks.time._ahead import ahead_of, forecast
from checks.time._editions import editions, outdated_edition
from checks.time._figures import figure_year
from checks.time._titles import headline_year, tile
from model.dates import PartialDate
from model.policy import Policy

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Results are expected in late 2016.", PartialDate(2016)),
        ("A decision is due by March 2017.", PartialDate(2017, 3)),
        ("The updated guideline is due in spring 2019.", PartialDate(2019, 6)),
        ("The centre will open in 2019.", PartialDate(2019)),
        ("The trial is scheduled to end in September 2020.", PartialDate(2020, 9)),
        ("The vaccine should be available by the end of 2021.", PartialDate(2021)),
        ("The drug could reach the market in 2016.", PartialDate(2016)),
        ("Researchers plan to enroll 500 people through 2019.", PartialDate(2019)),
        ("It is hoped that the trial will finish in 2015.", PartialDate(2015)),
        ("By 2020, two out of three will be online.", PartialDate(2020)),
        ("The market is set to grow from $5 billion in 2024 to $47 billion by 2030.", PartialDate(2030)),
        ("Early 2026 is near: approval is expected in early 2026.", PartialDate(2026, 4)),
    ],
)
def test_a_forecast_has_a_date(sentence, expected):
    assert forecast(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Results were expected in 2016.", "history"),
        ("In 2016, results were published.", "history"),
        ("The rule set in 2013 still holds.", "“set in” is when it was made"),
        ("The disease is likely to have begun in 2009.", "looks back"),
        ("Payments due before 2012 were waived.", "looks back"),
        ("Your appointment is scheduled for 30 minutes in room 12.", "no year"),
        ("It will take about 2019 steps to walk there.", "a number"),
        ("The results are expected soon.", "no date: nothing can have passed"),
        ("The test is planned. It was sold in 2015.", "two sentences"),
    ],
)
def test_what_is_no_forecast(sentence, why):
    assert forecast(sentence) is None, why


def test_a_forecast_that_has_passed_is_told_with_its_day(judged):
    (finding,) = judged("TIME002", "A decision is due by March 2017.")
    assert "March 2017" in finding.message
    assert str(finding.since) == "2017-03-31"


@pytest.mark.parametrize(
    ("text", "dated", "why"),
    [
        ("Results are expected in 2031.", "Updated 06/24/14", "not yet come"),
        ("Results are expected in 2026.", "Updated 06/24/14", "the year is not over"),
        ("The law was expected to pass in 2012.", "Updated 06/24/14", "told in the past"),
        (
            "A decision is due by March 2007.",
            "Updated 06/24/14",
            "far older than the page: history in the present tense",
        ),
        (
            "This page will be reviewed in May 2022.",
            "Updated 06/24/14",
            "the page's own promise: DATE003 tells it",
        ),
        (
            "In 2015, about 231,840 new cases will be diagnosed.",
            "Updated 06/24/16",
            "a figure: TIME003 tells it",
        ),
    ],
)
def test_forecasts_that_are_left_alone(judged, text, dated, why):
    assert judged("TIME002", text, dated) == [], why


@pytest.mark.parametrize(
    "dated", ["Updated 10 February 2026", "Thank you."], ids=["dated anew", "without a date"]
)
def test_a_forecast_has_passed_whatever_date_the_page_was_given_later(judged, dated):
    (finding,) = judged("TIME002", "Results of the trial are expected in late 2025.", dated)
    assert ("had passed already" in finding.message) is ("26" in dated)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Top Dental Trends in 2025 You Need to Know", 2025),
        ("The 7 best electric toothbrushes of 2024", 2024),
        ("2025 guide to flu shots", 2025),
        ("New Year, New Smile: Top Resolutions for 2025", 2025),
        ("Dietary Guidelines 2020-2025", 0),
        ("The 2014 outbreak and what we learned", 0),
        ("Study of 2019 finds new gene", 0),
        ("Living with asthma", 0),
    ],
)
def test_a_headline_of_a_year(title, year):
    assert headline_year(title) == year


def test_a_headline_whose_year_is_over_is_told_once(judged):
    (finding,) = judged(
        "TIME002", "# The best inhalers of 2024\n\nWe tried them.\n\n## Cost\n\nLow.", "Updated 06/24/24"
    )
    assert finding.quote == "The best inhalers of 2024"
    assert judged("TIME002", "# The best inhalers of 2026\n\nWe tried them.", "Updated 06/24/26") == []


@pytest.mark.parametrize(
    ("words", "year"),
    [("New US Cases (2024)", 2024), ("Est. New Cases (2025)", 2025), ("Estimated deaths, 2023", 2023),
     ("Cases (2024)", 0), ("New clinics (2024)", 0)],
)  # fmt: skip
def test_tiles_of_expected_cases(words, year):
    assert tile(words) == (PartialDate(year) if year else None)


@pytest.mark.parametrize(
    ("sentence", "headings", "named"),
    [
        ("The Dietary Guidelines for Americans, 2020–2025 advise less sugar.", "", True),
        ("The USPSTF 2016 statement recommends a test at 50.", "Colon cancer screening", True),
        ("The USPSTF 2016 statement recommends a look at children.", "Autism", False),
        ("Tumors are staged by the AJCC seventh edition.", "", True),
        ("Tumors are staged by the AJCC eighth edition.", "", False),
        ("In 2013, the American Cancer Society said that lung cancer kills.", "", False),
        ("The DSM-IV was replaced by the DSM-5 in 2013.", "", False),
        ("The 2024-2025 flu vaccine is recommended for all.", "", True),
        ("The 2026-2027 flu vaccine is recommended for all.", "", False),
        ("Cancer Facts & Figures 2023 counts the cases.", "", True),
    ],
)
def test_editions_that_have_run_out(sentence, headings, named):
    found = outdated_edition(sentence, headings, TODAY)
    assert (found is not None) is named


@pytest.mark.parametrize("row", editions(), ids=lambda row: row.says)
def test_every_edition_has_a_source_a_day_and_a_sentence(row):
    assert row.source.startswith("https://")
    assert row.now
    assert row.since.latest() < TODAY
    found = outdated_edition(row.says, "", TODAY)
    assert found is not None
    assert (found.now, found.since) == (row.now, row.since)
    assert outdated_edition(row.says, "", row.since.earliest() - timedelta(days=1)) != found


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("In 2013, an estimated 232,340 new cases will be diagnosed.", 2013),
        ("As of 2012, about 2.9 million women live with it.", 2012),
        ("As of 2013, there were 35 million people with HIV.", 2013),
        ("In 2012, 29.1 million Americans had diabetes.", 2012),
        ("According to 2009 figures, 8% of adults have asthma.", 2009),
        ("Every year, 600,000 people die of heart disease (2011).", 2011),
        ("An estimated 40,000 women will die of it in 2014.", 2014),
        ("In 2009, a trial enrolled 54 women and 41% responded.", 0),  # a result keeps its year
        ("The clinic opened in 1985.", 0),
        ("The clinic has treated 5,000 patients since 1985.", 0),  # the year it began
        ("Since 2011, deaths have fallen.", 0),  # a year is no figure
        ("In 1918, the flu killed 50 million people.", 0),  # history
        ("In 2003, about 8,000 people had SARS.", 0),  # history
        ("The law of 2010 covers 30 million people.", 0),  # the law's year
        ("About 1 in 8 women will get breast cancer.", 0),  # no year
        ("Take 2 tablets in 2 hours.", 0),
    ],
)
def test_a_population_figure_has_a_year(sentence, year):
    assert figure_year(sentence) == year


def test_an_old_figure_is_told_with_its_age_whatever_the_pages_date(judged):
    (finding,) = judged("TIME003", "As of 2012, about 2.9 million women live with it.", "Updated 06/24/26")
    assert "from 2012, 14 years ago" in finding.message


def test_the_policy_sets_how_old_a_figure_may_be(judged):
    text = "As of 2022, about 2.9 million women live with it."
    assert judged("TIME003", text) == []
    assert len(judged("TIME003", text, policy=Policy(statistic_years=4))) == 1


def test_a_references_figures_are_its_title(judged):
    text = "# Asthma\n\nIt is common [1].\n\n## References\n\n1. Ho T. In 2012, 29 million people have asthma. Lung J. 2013;4:2-9."
    assert judged("TIME003", text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two charities will merge on 1 April 2015.", PartialDate(2015, 4, 1)),
        ("The new rules apply no earlier than mid-2016.", PartialDate(2016, 8)),
        ("It will be spent between now and 2022.", PartialDate(2022)),
        ("Our 2015–2020 strategy sets out where the money goes.", PartialDate(2020)),
        ("The minister said that the county would have 300 more nurses by 2021.", PartialDate(2021)),
        ("Expected date of completion: December 2022.", PartialDate(2022, 12)),
        ("The flood killed 200 people, and fever killed 100 more by 2019.", None),
    ],
)
def test_a_day_after_the_page_is_looked_forward_to(sentence, expected):
    assert ahead_of(sentence, PartialDate(2014, 2)) == expected


@pytest.mark.parametrize(
    "text", ["From 2010–¹² some 5 % of women smoked.", "In 2016/²³, 12 percent of children had asthma."]
)
def test_raised_digits_behind_a_year_are_no_second_year(text):
    assert figure_year(text) in (0, 2010, 2016)
