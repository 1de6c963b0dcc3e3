"""A run that takes too long ends, and names what it did not reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from flows import steps
from flows.hours import Hours
from flows.work import Batch, Work
from reports.build import Failure


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(failures: list[Failure]) -> Callable[[object, str], None]:
    """Notes each item that is left."""
    return lambda item, why: failures.append(Failure(str(item), why))


def test_what_is_not_reached_is_named() -> None:
    clock = _Clock()
    hours = Hours(2, clock)
    failures: list[Failure] = []

    def pages() -> Iterator[str]:
        for n in range(5):
            yield f"https://example.org/{n}"

    done = []
    for page in hours.until(pages(), told(failures)):
        done.append(page)
        clock.now += 3600
    assert done == ["https://example.org/0", "https://example.org/1"]
    assert [f.url for f in failures] == [f"https://example.org/{n}" for n in (2, 3, 4)]
    assert {f.reason for f in failures} == {"not reached: the 2 hours of a run were over"}


def test_a_run_without_an_end_goes_on() -> None:
    clock = _Clock()
    hours = Hours(None, clock)
    clock.now += 10**9
    assert list(hours.until([1, 2], told([]))) == [1, 2]


def test_no_time_at_all_reaches_nothing() -> None:
    failures: list[Failure] = []
    assert not list(Hours(0).until(["a"], told(failures)))
    assert failures[0].url == "a"


def test_a_run_that_is_over_names_the_pages_that_it_left_and_the_next_one_has_them(
    nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.scraping.BATCH", 2)
    now = [0.0]
    monkeypatch.setattr("flows.conductor.Hours", lambda hours: Hours(hours, lambda: now[0]))
    real = steps.JUDGE.run

    def slow(work: Work, batch: Batch) -> Batch:
        now[0] += 3600.0
        return real(work, batch)

    monkeypatch.setattr("flows.conductor.STEPS", (steps.READ, steps.LOOK_UP, replace(steps.JUDGE, run=slow)))
    first = nights.audit(max_hours=1.0, max_failed=100)
    left = [f for f in first.report.failures if "the 1 hour of a run were over" in f.reason]
    assert first.examined == 2
    assert len(left) == 3
    assert len(first.report.entries) == 2

    whole = nights.audit()
    assert whole.examined == 5
    assert whole.report.failures == ()
