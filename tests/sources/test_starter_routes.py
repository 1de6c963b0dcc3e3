"""The routes of the shipped snapshot: shape, coverage, plain facts, and the Drugs@FDA files where these are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sources.snapshot import build_routes
from sources.snapshot.starter import DATA

DRUGS_AT_FDA = Path(__file__).parents[3] / "shared/data/drugsatfda/drugsatfda-2019-07-02.zip"
KNOWN = [
    "oral",
    "injection",
    "inhaled",
    "nasal",
    "topical",
    "patch",
    "eye",
    "ear",
    "vaginal",
    "rectal",
    "mouth",
    "implant",
    "irrigation",
]


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def routes() -> dict[str, str]:
    return {row["application"]: row["routes"] for row in table("routes.tsv")}


def test_the_lines_are_sorted_and_distinct_and_of_known_applications() -> None:
    numbers = [row["application"] for row in table("routes.tsv")]
    assert numbers == sorted(set(numbers))
    named = {row["application"] for name in ("events.tsv", "first_approvals.tsv") for row in table(name)}
    assert set(numbers) <= named - {""}


def test_the_routes_are_known_ones_in_order(routes: dict[str, str]) -> None:
    for number, listed in routes.items():
        parts = listed.split("; ")
        assert parts == [route for route in KNOWN if route in parts], number


def test_nearly_every_application_of_an_event_has_its_routes(routes: dict[str, str]) -> None:
    numbers = {row["application"] for row in table("events.tsv")} - {""}
    assert len(numbers & routes.keys()) >= 0.95 * len(numbers)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("NDA020977", "oral"),  # Ziagen
        ("BLA125085", "injection"),  # Avastin
        ("NDA216386", "nasal"),  # Zavzpret
        ("NDA215830", "oral"),  # Litfulo
        ("NDA215499", "injection"),  # Apretude
        ("NDA215309", "topical"),  # Opzelura
        ("BLA761244", "injection"),  # Spevigo
        ("BLA125739", "rectal"),  # Rebyota
        ("BLA125265", "oral"),  # Rotarix
    ],
)
def test_plain_facts(routes: dict[str, str], number: str, expected: str) -> None:
    assert routes[number] == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("TABLET;ORAL", {"oral"}),
        ("CREAM;TOPICAL, VAGINAL", {"topical", "vaginal"}),
        ("GEL;TRANSDERMAL", {"topical"}),
        ("PATCH;TOPICAL", {"patch"}),
        ("IMPLANT;INTRAVITREAL", {"implant"}),
        ("FILM;BUCCAL", {"mouth"}),
        ("N/A;N/A", set()),
    ],
)
def test_a_form_names_its_routes(form: str, expected: set[str]) -> None:
    assert build_routes.routes_of(form) == expected


def test_the_lines_are_those_of_the_files(routes: dict[str, str]) -> None:
    """Made again they are the same, and without the lines that are there only the hand-written ones are lost."""
    if not DRUGS_AT_FDA.exists():
        pytest.skip("the Drugs@FDA data files of July 2019 are not here")
    wanted = build_routes.applications()
    assert build_routes.build(DRUGS_AT_FDA, wanted, routes) == routes
    made = build_routes.build(DRUGS_AT_FDA, wanted, {})
    assert made.items() <= routes.items()
    assert len(made) > 2400
