"""Every promise of docs/security.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    row.strip("|").split("|")
    for row in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    if row.startswith("| ") and not row.startswith(("| promise", "| ---"))
]


def test_there_are_promises() -> None:
    assert len(ROWS) >= 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_promise_names_its_test(row: list[str]) -> None:
    assert len(row) == 3
    named = re.findall(r"`((?:tests|benchmarks|\.ci)/[\w./]+\.py)`|`(make \w+)`|`python -m ([\w.]+)", row[2])
    assert named
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for file, target, module in named:
        assert not file or (ROOT / file).is_file(), file
        assert not target or f"\n{target.removeprefix('make ')}:" in makefile, target
        assert not module or (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
