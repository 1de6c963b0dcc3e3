"""What looks ahead (ahead.toml): every row by its sentences, and that none is idle."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import checks.time
from checks.time import _ahead, _days, _roles, _titles
from model.dates import PartialDate

WRITTEN = PartialDate(2014, 6)
AHEAD = tomllib.loads((Path(checks.time.__file__).parent / "ahead.toml").read_text("utf-8"))


def looks(sentence: str) -> bool:
    return bool(_ahead.forecast(sentence) or _ahead.told_ahead(sentence, WRITTEN))


@pytest.mark.parametrize("row", AHEAD["looks"], ids=lambda row: row["sense"])
def test_sentences_beside_a_predicate_look_ahead_and_the_others_do_not(row: dict[str, Any]) -> None:
    for sentence in row["says"]:
        assert _ahead.forecast(sentence), sentence
    for sentence in row["not"]:
        assert not looks(sentence), sentence


@pytest.mark.parametrize("row", AHEAD["relative"], ids=lambda row: row["means"])
def test_days_are_told_from_the_day_of_writing(row: dict[str, Any]) -> None:
    for sentence in row["says"]:
        assert _ahead.told_ahead(sentence, WRITTEN), sentence
    for sentence in row.get("not", ()):
        assert not _ahead.told_ahead(sentence, WRITTEN), sentence


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """``without(kind, row)``: the table less one row, until the test is over."""

    def forget() -> None:
        for cached in (_ahead._looks, _ahead._days, _days._relatives):
            cached.cache_clear()

    def less(kind: str, row: dict[str, Any]) -> None:
        table = {**AHEAD, kind: [one for one in AHEAD[kind] if one != row]}
        for module in (_ahead, _days):
            monkeypatch.setattr(module, "rows", lambda of: table if of == "ahead" else _roles.rows(of))
        forget()

    yield less
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize(
    ("kind", "row"),
    [(kind, row) for kind in ("looks", "relative") for row in AHEAD[kind]],
    ids=lambda one: one if isinstance(one, str) else one.get("sense") or one["means"],
)
def test_no_row_is_idle(without: Any, kind: str, row: dict[str, Any]) -> None:
    before = {
        sentence: (_ahead.forecast(sentence), _ahead.told_ahead(sentence, WRITTEN))
        for sentence in row["says"]
    }
    without(kind, row)
    assert any(
        (_ahead.forecast(sentence), _ahead.told_ahead(sentence, WRITTEN)) != told
        for sentence, told in before.items()
    )


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Babies born in 2016 will be asked back at five.", 0),  # the noun's own day
        ("Those vaccinated in 2016 should have a booster.", 0),
        ("She will retire in 2016.", 0),  # somebody's life
        ("You may remember the trial in October 2011.", 0),  # the reader's memory
        ("Patients may have been exposed in 2016.", 0),  # looks back
        ("It was said in 2012 that rates would double by 2016.", 0),  # history of a forecast
        ("The firm said it would file in 2016.", 2016),
        ("Cases expected in 2016: 232,670.", 2016),  # a label, no past
        ("The trial will analyse the data of 2016.", 0),  # a document's day
        ("The 2016 conference will be in Lyon.", 2016),
        ("A total of 2016 patients will take part.", 0),  # a number
    ],
)
def test_a_day_belongs_to_the_predicate_that_reaches_for_it(sentence: str, year: int) -> None:
    assert _ahead.forecast(sentence) == (PartialDate(year) if year else None)


TITLES = tomllib.loads((Path(checks.time.__file__).parent / "titles.toml").read_text("utf-8"))
READS = {
    "now": _titles.present_year,
    "tile": lambda words: _titles.tile(words) is not None,
    "headline": _titles.headline_year,
    "past": lambda title: not _titles.headline_year(title),
}


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind in TITLES for row in TITLES[kind]], ids=lambda one: str(one)[:20]
)
def test_years_that_are_called_ones_own(
    kind: str, row: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = READS[kind]
    assert row["says"]
    for sentence in row["says"]:
        assert reads(sentence), sentence
    for sentence in row.get("not", ()):
        assert not reads(sentence), sentence
    rest = {**TITLES, kind: [one for one in TITLES[kind] if one != row]}
    monkeypatch.setattr(_titles, "rows", lambda _: rest)
    _titles._patterns.cache_clear()
    assert not all(reads(sentence) for sentence in row["says"])
    monkeypatch.undo()
    _titles._patterns.cache_clear()


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("Top Fitness Trends to Watch in 2019", 2019),
        ("These trends were new in 2019.", 0),
        ("Dietary Guidelines 2020-2025", 0),
    ],
)
def test_a_heading_of_a_year(label: str, year: int) -> None:
    assert _titles.heading_year(label) == year
