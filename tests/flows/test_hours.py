"""A run that takes too long ends, and names what it did not reach."""

from __future__ import annotations

from collections.abc import Iterator

from flows.hours import Hours
from reports.build import Failure


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_not_reached_is_named() -> None:
    clock = _Clock()
    hours = Hours(2, clock)
    failures: list[Failure] = []

    def pages() -> Iterator[str]:
        for n in range(5):
            yield f"https://example.org/{n}"

    done = []
    for page in hours.until(pages(), str, failures):
        done.append(page)
        clock.now += 3600
    assert done == ["https://example.org/0", "https://example.org/1"]
    assert [f.url for f in failures] == [f"https://example.org/{n}" for n in (2, 3, 4)]
    assert {f.reason for f in failures} == {"not reached: the 2 hours of a run were over"}


def test_a_run_without_an_end_goes_on() -> None:
    clock = _Clock()
    hours = Hours(None, clock)
    clock.now += 10**9
    assert list(hours.until([1, 2], str, [])) == [1, 2]


def test_no_time_at_all_reaches_nothing() -> None:
    failures: list[Failure] = []
    assert not list(Hours(0).until(["a"], str, failures))
    assert failures[0].url == "a"
