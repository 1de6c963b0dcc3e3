"""The shipped snapshot against the Drugs@FDA data files of July 2019, where these are."""

from __future__ import annotations

import io
import re
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
# Sold under another name when the files were made, or under several of one number.
RENAMED = {"CeeNU", "Adriamycin", "Epogen", "Lamisil AT", "Lariam", "Rheumatrex", "Tricor", "Lupron Depot"}
# Ingredients that the files name in another way, or by the drug without its form.
OTHERWISE_NAMED = {
    "amphetamine mixed salts": "amphetamine / dextroamphetamine / dextroamphetamine saccharate",
    "aztreonam inhaled": "aztreonam",
    "bazedoxifene / conjugated estrogens": "bazedoxifene / estrogens",
    "capsaicin patch": "capsaicin",
    "conjugated estrogens": "estrogens",
    "conjugated estrogens / medroxyprogesterone": "estrogens / medroxyprogesterone",
    "cyclosporine ophthalmic": "cyclosporine",
    "diclofenac topical": "diclofenac",
    "doxorubicin liposomal": "doxorubicin",
    "fluticasone / umeclidinium / vilanterol": "fluticasone / umeclidinium / vilanterol trifenatate",
    "hydrogen peroxide topical solution": "",  # hydrogen peroxide alone is no drug
    "insulin human inhaled": "insulin recombinant human",
    "intrauterine copper contraceptive": "",  # copper alone is no drug
    "irinotecan liposome": "irinotecan",
    "ivacaftor / tezacaftor": "ivacaftor",  # a pack of two tablets
    "lidocaine patch": "lidocaine",
    "lutetium lu 177 dotatate": "lutetium dotatate lu-177",
    "omeprazole / sodium bicarbonate": "",
    "paclitaxel protein-bound": "paclitaxel",
    "tobramycin inhaled": "tobramycin",
    "vincristine liposomal": "vincristine",
}
_PACKAGE = """
    kit copackaged preservative free hydrochloride sodium pen kwikpen r pf liposomal allergy relief 24hr hr hour
    twisthaler sulfite max solostar for men women forte hives t 380a gel micronized w epinephrine
"""
PACKAGE = frozenset(_PACKAGE.split())
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
    """Number and drug agree: a product of that number has the drug's ingredients, all of them, by their keys."""
    names = build_first_approvals.curated_names()
    made_of: dict[str, set[str]] = defaultdict(set)
    for cells in rows(files, "Products.txt"):
        made_of[cells[0]].add(build_first_approvals._key(cells[6], names))
    checked = 0
    for row in curated:
        keys = made_of.get(row["application"][-6:])
        if keys:
            assert row["drug"] in keys or OTHERWISE_NAMED.get(row["drug"]) in keys, (row, keys)
            checked += 1
    assert checked > 1800


def test_an_approval_names_the_brand_of_its_application(files: zipfile.ZipFile, curated: list[Line]) -> None:
    """The files' products of that number have the whole brand, but for words of the package: "Seroquel XR" is not
    "Seroquel", nor "Signifor" "Signifor LAR"."""
    named: dict[str, set[str]] = defaultdict(set)
    for number, *_, brand, ingredient in (cells[:7] for cells in rows(files, "Products.txt")):
        named[number].add(_bare(brand) if brand.split()[0:1] != ingredient.split()[0:1] else "")
    checked = 0
    for row in curated:
        listed = named.get(row["application"][-6:], set())
        day = row["date"].removeprefix("by ")
        if row["action"] in GRANTS and day <= LAST_ACT and listed and "" not in listed and row["brand"]:
            assert row["brand"] in RENAMED or _bare(row["brand"]) in listed, (row, listed)
            checked += 1
    assert checked > 1500


def _bare(brand: str) -> str:
    """A brand without the words and figures of its package, form or salt: "Adderall 10" is Adderall."""
    words = re.sub(r"[^a-z0-9 ]", "", brand.lower().replace("-", " ")).split()
    return " ".join(word for word in words if word not in PACKAGE and not word.isdigit())


def test_the_first_approvals_are_those_of_the_files(files: zipfile.ZipFile, tmp_path: Path) -> None:
    made = build_first_approvals.build(DRUGS_AT_FDA, build_first_approvals.curated_names())
    build_first_approvals.write(made, tmp_path / "again.tsv")
    assert (tmp_path / "again.tsv").read_bytes() == (DATA / "first_approvals.tsv").read_bytes()
