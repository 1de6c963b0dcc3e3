"""Data sets that are not whole are refused with the reason; FDA's own are not."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from model.errors import SnapshotError
from sources.fda.drugsatfda import DrugsAtFda, read_zip
from sources.fda.sanity import Counts, check, counts
from tests.sources.fda.conftest import Zip

TODAY = date(2026, 11, 20)
NUMBERS = [f"02{n:04}" for n in range(100)]


def rows(numbers: list[str] = NUMBERS) -> dict[str, list[tuple[object, ...]]]:
    return {
        "applications": [(n, "NDA", "", "A SPONSOR") for n in numbers],
        "products": [(n, "001", "TABLET", "1MG", "1", f"BRAND{n}", f"EXAMPLINIB{n}", "1") for n in numbers],
        "submissions": [(n, "7", "ORIG", "1", "AP", "2026-11-14 00:00:00", "", "") for n in numbers],
    }


@pytest.fixture
def whole(make_zip: Zip) -> DrugsAtFda:
    return read_zip(make_zip(**rows()))


def test_a_whole_data_set_is_accepted(whole: DrugsAtFda, make_zip: Zip) -> None:
    check(whole, None, None, TODAY)
    check(whole, counts(whole), whole.as_of, TODAY)
    fewer = read_zip(make_zip(**rows(NUMBERS[:96])))
    check(fewer, counts(whole), whole.as_of, TODAY)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"applications": [], "products": [], "submissions": []}, "holds no applications"),
        ({"submissions": []}, "holds no submissions"),
        ({"products": []}, "holds no products"),
        ({k: v[:90] for k, v in rows().items()}, "holds 90 applications, the one before held 100"),
        ({"products": rows()["products"][:50]}, "holds 50 products"),
        ({"submissions": rows()["submissions"][:50]}, "holds 50 submissions"),
        (
            {"submissions": [(n, "7", "ORIG", "1", "AP", "", "", "") for n in NUMBERS]},
            "no action in it has a date",
        ),
    ],
)
def test_what_was_emptied_or_shrank_is_refused(
    make_zip: Zip, whole: DrugsAtFda, changes: dict[str, list[tuple[object, ...]]], reason: str
) -> None:
    with pytest.raises(SnapshotError, match=reason) as refused:
        check(read_zip(make_zip(**(rows() | changes))), counts(whole), None, TODAY)
    assert "the data before it are kept" in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"submissions": rows()["submissions"][:50]}, "50 of 100 applications have no submission"),
        ({"products": rows()["products"][:60]}, "40 of 100 applications have no product"),
        (
            {"submissions": [*rows()["submissions"], *rows([f"90{n:04}" for n in range(40)])["submissions"]]},
            "40 submissions belong to no application",
        ),
        (
            {"products": [*rows()["products"], *rows([f"90{n:04}" for n in range(40)])["products"]]},
            "40 products belong to no application",
        ),
    ],
)
def test_keys_that_dangle_are_seen_without_a_data_set_before(
    make_zip: Zip, changes: dict[str, list[tuple[object, ...]]], reason: str
) -> None:
    with pytest.raises(SnapshotError, match=reason):
        check(read_zip(make_zip(**(rows() | changes))), None, None, TODAY)


def test_an_older_or_a_future_data_set_is_refused(whole: DrugsAtFda) -> None:
    with pytest.raises(SnapshotError, match="older than the one before"):
        check(whole, counts(whole), date(2026, 11, 19), TODAY)
    with pytest.raises(SnapshotError, match="yet to come"):
        check(replace(whole, as_of=date(2026, 12, 1)), None, None, TODAY)


def test_a_table_that_ends_within_a_row_is_refused(make_zip: Zip) -> None:
    data = make_zip(**rows())
    cut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(cut, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info, body[:-30] if info.filename == "Submissions.txt" else body)
    with pytest.raises(SnapshotError, match=r"Submissions\.txt ends within a row"):
        check(read_zip(cut.getvalue()), None, None, TODAY)


def test_a_slip_of_the_pen_is_no_day_of_the_data(make_zip: Zip) -> None:
    slip = ("020000", "4", "SUPPL", "2", "AP", "2062-11-14 00:00:00", "", "")
    found = read_zip(make_zip(**(rows() | {"submissions": [*rows()["submissions"], slip]})))
    assert (found.newest, found.as_of) == (date(2026, 11, 14), date(2026, 11, 17))


def test_fdas_own_data_set_is_accepted(drugsatfda_zip: Path) -> None:
    data = read_zip(drugsatfda_zip)
    check(data, None, None, TODAY)
    assert counts(data) == Counts(23_267, 39_468, 152_510)


BOMB = """
import resource, sys
from model.errors import SnapshotError
from sources.fda.{module} import {reader}
try:
    found = {reader}(__import__("pathlib").Path(sys.argv[1]))
    list(found) if {streamed} else None
except SnapshotError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _bombed(path: Path, module: str, reader: str, streamed: bool) -> tuple[str, int]:
    script = BOMB.format(module=module, reader=reader, streamed=streamed)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    message, _, megabytes = done.stdout.strip().rpartition("\n")
    return message, int(megabytes)


@pytest.mark.parametrize(
    ("megabytes", "line", "refusal"),
    [
        (300, b"\0" * 64, "Submissions.txt would be 300 MB"),
        (31, b"x\t" * 7 + b"\r\n", "more than 640,000 rows"),
        (31, b"\n", "more than 640,000 rows"),
    ],
)
def test_a_bomb_in_the_zip_is_refused_and_costs_little(
    make_zip: Zip, tmp_path: Path, megabytes: int, line: bytes, refusal: str
) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(io.BytesIO(make_zip(**rows()))) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename == "Submissions.txt":
                body = old.read(info)
                with new.open("Submissions.txt", "w", force_zip64=True) as member:
                    member.write(body)
                    piece = line * (1024 * 1024 // len(line))
                    for _ in range(megabytes):
                        member.write(piece)
            else:
                new.writestr(info, old.read(info))
    message, used = _bombed(path, "drugsatfda", "read_zip", False)
    assert refusal in message
    assert used < 300


@pytest.mark.parametrize("opening", [b'{"meta":{},"results":[{"a":"', b'{"meta":{},"results":[', b"{"])
def test_a_bomb_of_a_label_file_is_refused_and_costs_little(tmp_path: Path, opening: bytes) -> None:
    path = tmp_path / "drug-label-0001-of-0001.json.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("x.json", "w") as member:
        member.write(opening)
        for _ in range(400):
            member.write(b"[" * (1024 * 1024) if opening.endswith(b"[") else b"a" * (1024 * 1024))
    message, megabytes = _bombed(path, "bulk", "labels", True)
    assert "bulk" in message or "label" in message
    assert megabytes < 300
