"""Forecasts that have passed, and figures whose year is gone."""

import pytest

from checks.time.forecast_passed import forecast
from checks.time.old_statistic import statistic_year
from model.dates import PartialDate


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Results are expected in late 2016.", PartialDate(2016)),
        ("A decision is due by March 2017.", PartialDate(2017, 3)),
        ("The centre will open in 2019.", PartialDate(2019)),
        ("The trial is scheduled to end in September 2020.", PartialDate(2020, 9)),
    ],
)
def test_a_forecast_has_a_date(sentence, expected):
    assert forecast(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Results were expected in 2016.",  # history
        "In 2016, results were published.",
        "It will take about 2019 steps to walk there.",
        "The results are expected soon.",  # no date: nothing can have passed
    ],
)
def test_history_is_no_forecast(sentence):
    assert forecast(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("In 2013, an estimated 232,340 new cases will be diagnosed.", 2013),
        ("As of 2012, about 2.9 million women live with it.", 2012),
        ("In 2009, a trial enrolled 54 women and 41% responded.", 0),  # a result keeps its year
        ("The clinic opened in 1985.", 0),
        ("Take 2 tablets in 2 hours.", 0),
    ],
)
def test_a_population_figure_has_a_year(sentence, year):
    assert statistic_year(sentence) == year
