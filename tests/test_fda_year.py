"""Some weeks of the simulated year (benchmarks/fda_year.py has all of it, and the figures)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.fda_year import run


def test_what_fda_does_is_heard_at_the_next_refresh(tmp_path: Path) -> None:
    score, traffic, alone, asked = run(6, 50, tmp_path)
    assert score.overtaken >= 8
    assert score.found >= 0.9 * score.overtaken, score.lines
    assert score.supported == 0, score.lines
    assert score.false == 0, score.lines
    assert max(size for _, size in traffic) < 10_000_000
    assert max(requests for requests, _ in traffic) <= 25
    assert alone.supported == 0, alone.lines
    assert alone.found >= 0.7 * alone.overtaken, alone.lines
    assert asked <= 20, "one question by date, some labels, FDA's small pages, no name by name"
