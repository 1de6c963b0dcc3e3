"""The shipped snapshot against the Drugs@FDA data files of July 2019, where these are."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.snapshot import build_first_approvals
from sources.snapshot.events import Line, lines
from sources.snapshot.starter import DATA

DRUGS_AT_FDA = Path(__file__).parents[3] / "shared/data/drugsatfda/drugsatfda-2019-07-02.zip"
LAST_ACT = "2019-07-01"
RENAMED = {"CeeNU"}  # sold under another name when the files were made
GRANTS = {"approved", "accelerated", "converted", "biosimilar", "over the counter"}


@pytest.fixture(scope="module")
def curated() -> list[Line]:
    return list(lines(DATA / "events.tsv"))


@pytest.fixture(scope="module")
def files() -> zipfile.ZipFile:
    if not DRUGS_AT_FDA.exists():
        pytest.skip("the Drugs@FDA data files of July 2019 are not here")
    return zipfile.ZipFile(DRUGS_AT_FDA)


def rows(files: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    """The lines of one file as cells, read without the code that made the snapshot."""
    text = io.TextIOWrapper(files.open(name), encoding="cp1252", newline="\r\n")
    yield from ([cell.strip() for cell in line.split("\t")] for line in text)


def test_every_grant_has_its_submission_in_drugs_at_fda(files: zipfile.ZipFile, curated: list[Line]) -> None:
    """An approval by its number and day, where the files of July 2019 hold the application."""
    known = {cells[0]: cells[1] for cells in rows(files, "Applications.txt")}
    approved: dict[str, set[str]] = defaultdict(set)
    for cells in rows(files, "Submissions.txt"):
        if cells[4] == "AP":
            approved[cells[0]].add(cells[5][:10])
    checked = 0
    for row in curated:
        number = row["application"][-6:]
        if row["action"] in GRANTS and len(row["date"]) == 10 and row["date"] <= LAST_ACT and number in known:
            assert row["application"] == known[number] + number, row
            assert row["date"] in approved[number], row
            checked += 1
    assert checked > 1500


def test_an_application_of_an_event_is_of_that_drug(files: zipfile.ZipFile, curated: list[Line]) -> None:
    """Number and drug agree: the files' product of that number has the drug's name or the event's brand."""
    products: dict[str, str] = defaultdict(str)
    for cells in rows(files, "Products.txt"):
        products[cells[0]] += f" {cells[5]} {cells[6]}".lower()
    names = build_first_approvals.curated_names()
    for row in curated:
        listed = products.get(row["application"][-6:], "")
        if listed:
            own = [name for name, key in names.items() if key == row["drug"]] + row["drug"].split(" / ")
            assert any(name.split()[0] in listed for name in (*own, row["brand"].lower()) if name), row


def test_an_approval_names_the_brand_of_its_application(files: zipfile.ZipFile, curated: list[Line]) -> None:
    """The files' products of that number have the brand, or no name but their ingredient's."""
    brands: dict[str, set[str]] = defaultdict(set)
    for number, *_, brand, ingredient in (cells[:7] for cells in rows(files, "Products.txt")):
        named = brand if brand.split()[0:1] != ingredient.split()[0:1] else ""
        brands[number].add(named.lower().replace("-", " "))
    for row in curated:
        listed = brands.get(row["application"][-6:], set())
        if row["action"] in GRANTS and row["date"] <= LAST_ACT and listed and "" not in listed:
            first = row["brand"].lower().replace("-", " ").partition(" ")[0]
            assert row["brand"] in RENAMED or any(first in name for name in listed), row


def test_the_first_approvals_are_those_of_the_files(files: zipfile.ZipFile, tmp_path: Path) -> None:
    made = build_first_approvals.build(DRUGS_AT_FDA, build_first_approvals.curated_names())
    build_first_approvals.write(made, tmp_path / "again.tsv")
    assert (tmp_path / "again.tsv").read_bytes() == (DATA / "first_approvals.tsv").read_bytes()
