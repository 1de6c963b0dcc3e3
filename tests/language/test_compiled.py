"""Tables kept as made: read back they are what making them gives, and nothing else is ever read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from language.compiled import compiled, digest_of

Table = dict[str, tuple[int, ...]]


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


class Maker:
    """Makes a table, and counts how often."""

    def __init__(self, number: int = 1) -> None:
        self.number, self.made = number, 0

    def __call__(self) -> Table:
        self.made += 1
        return {"a": (self.number, 2)}


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def test_a_table_is_made_once(tmp_path: Path) -> None:
    maker = Maker()
    found = [compiled(tmp_path, "t", "x", Table, maker) for _ in range(3)]
    assert found == [{"a": (1, 2)}] * 3
    assert maker.made == 1


def test_what_is_made_of_something_else_is_made_anew(tmp_path: Path) -> None:
    assert compiled(tmp_path, "t", "x", Table, Maker(1)) == {"a": (1, 2)}
    assert compiled(tmp_path, "t", "y", Table, Maker(7)) == {"a": (7, 2)}


@pytest.mark.parametrize("damage", [b"", b"\n", b"x" * 90, None])
def test_a_damaged_file_is_not_read(tmp_path: Path, damage: bytes | None) -> None:
    compiled(tmp_path, "t", "x", Table, Maker(1))
    (file,) = kept(tmp_path)
    data = file.read_bytes()
    # one figure of the table, and nothing of its form, is another
    file.write_bytes(data[:-1] + b"\x03" if damage is None else damage)
    maker = Maker(1)
    assert compiled(tmp_path, "t", "x", Table, maker) == {"a": (1, 2)}
    assert maker.made == 1
    assert file.read_bytes() == data


def test_the_newest_four_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        compiled(tmp_path, "t", str(number), Table, Maker(number))
        for file in kept(tmp_path):
            os.utime(file, ns=(file.stat().st_mtime_ns - 10**9,) * 2)
    assert len(kept(tmp_path)) == 4
    for number, made in ((5, 0), (2, 0), (0, 1)):
        maker = Maker(number)
        compiled(tmp_path, "t", str(number), Table, maker)
        assert maker.made == made, number


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("no folder")
    maker = Maker()
    assert [compiled(tmp_path, "t", "x", Table, maker) for _ in range(2)] == [{"a": (1, 2)}] * 2
    assert maker.made == 2


def test_nothing_is_written_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(tmp_path, "t", "x", Table, Maker())
    assert list(tmp_path.iterdir()) == []


def test_a_digest_is_of_names_and_contents_and_not_of_what_is_kept(tmp_path: Path) -> None:
    def digest_with(*files: tuple[str, str]) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir()))) / "room"
        for name, words in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(words)
        return digest_of(folder)

    first = digest_with(("a.py", "x"), ("b/c.tsv", "y"))
    assert first == digest_with(("a.py", "x"), ("b/c.tsv", "y"), ("__pycache__/a.pyc", "z"))
    assert (
        len(
            {
                first,
                digest_with(("a.py", "x"), ("b/c.tsv", "z")),
                digest_with(("a.py", "x"), ("b/d.tsv", "y")),
            }
        )
        == 3
    )
