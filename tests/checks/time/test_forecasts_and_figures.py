"""TIME002 and TIME003: forecasts that have passed, and figures whose year is gone."""

import pytest

from checks.time.forecast_passed import forecast
from checks.time.old_statistic import statistic_year
from model.dates import PartialDate
from model.policy import Policy


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Results are expected in late 2016.", PartialDate(2016)),
        ("A decision is due by March 2017.", PartialDate(2017, 3)),
        ("The updated guideline is due in spring 2019.", PartialDate(2019)),
        ("The centre will open in 2019.", PartialDate(2019)),
        ("The trial is scheduled to end in September 2020.", PartialDate(2020, 9)),
        ("The vaccine should be available by the end of 2021.", PartialDate(2021)),
        ("The drug could reach the market in 2016.", PartialDate(2016)),
        ("Researchers plan to enroll 500 people through 2019.", PartialDate(2019)),
        ("It is hoped that the trial will finish in 2015.", PartialDate(2015)),
        ("By 2020, two out of three will be online.", PartialDate(2020)),
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
            "A decision is due by March 2010.",
            "Updated 06/24/14",
            "older than the page: history in the present tense",
        ),
        ("A decision is due by March 2017.", "Thank you.", "no date of the page to look forward from"),
        (
            "This page will be reviewed in May 2022.",
            "Updated 06/24/14",
            "the page's own promise: DATE003 tells it",
        ),
        (
            "In 2015, about 231,840 new cases will be diagnosed.",
            "Updated 06/24/14",
            "a figure: TIME003 tells it",
        ),
    ],
)
def test_forecasts_that_are_left_alone(judged, text, dated, why):
    assert judged("TIME002", text, dated) == [], why


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
    assert statistic_year(sentence) == year


def test_an_old_figure_is_told_with_its_age_whatever_the_pages_date(judged):
    (finding,) = judged("TIME003", "As of 2012, about 2.9 million women live with it.", "Updated 06/24/26")
    assert "of 2012, 14 years ago" in finding.message


def test_the_policy_sets_how_old_a_figure_may_be(judged):
    text = "As of 2022, about 2.9 million women live with it."
    assert judged("TIME003", text) == []
    assert len(judged("TIME003", text, policy=Policy(statistic_years=4))) == 1


def test_a_references_figures_are_its_title(judged):
    text = "# Asthma\n\nIt is common [1].\n\n## References\n\n1. Ho T. In 2012, 29 million people have asthma. Lung J. 2013;4:2-9."
    assert judged("TIME003", text) == []
