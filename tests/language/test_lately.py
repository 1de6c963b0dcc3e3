"""Words of time that are read from the day of the page."""

from __future__ import annotations

from datetime import date

import pytest

from language.lately import lately, meant
from model.dates import PartialDate


@pytest.mark.parametrize(
    ("words", "said", "inside", "outside"),
    [
        ("last spring", "2020-02-01", "2019-04-10", "2018-04-10"),
        ("last spring", "2020-04-10", "2019-04-10", "2020-04-09"),
        ("this spring", "2020-06-10", "2020-04-10", "2019-04-10"),
        ("the past winter", "2020-04-10", "2020-01-06", "2019-01-06"),
        ("last winter", "2020-01-10", "2019-01-06", "2018-01-06"),
        ("last July", "2025-08-01", "2025-07-02", "2024-07-02"),
        ("last July", "2025-07-20", "2024-07-02", "2025-07-02"),
        ("last year", "2025", "2024-12-31", "2025-01-01"),
        ("earlier this year", "2025-03", "2025-01-01", "2024-12-31"),
        ("last month", "2024-08-01", "2024-07-02", "2024-05-01"),
        ("last fall", "2024", "2023-10-01", "2021-10-01"),
    ],
)
def test_what_is_meant_is_counted_from_the_page(words: str, said: str, inside: str, outside: str) -> None:
    span = meant(f"approved {words}", PartialDate.parse(said))
    assert span is not None
    assert span[0] <= date.fromisoformat(inside) <= span[1]
    assert not span[0] <= date.fromisoformat(outside) <= span[1]


def test_what_is_over_is_history_and_last_week_is_news() -> None:
    assert [bool((told := lately(w)) and told.is_over) for w in ("last June", "last week", "this year", "now")] == [
        True, False, False, False,
    ]  # fmt: skip
