"""FDA's small lists of approvals, built in the form of its pages."""

from __future__ import annotations

from datetime import date

import pytest

from model.errors import SourceError
from model.identifiers import ApplicationNumber
from sources.fda.accelerated import read_lists
from sources.fda.facts import AcceleratedList, Listing
from sources.fda.listed import current_day, proper_key, read_list
from tests.sources.fda.test_lists import page, td, th

CURRENT = b"<ul><li>Content current as of:<p><time>11/17/2026</time></p></li></ul></body>"

NOVEL = page(
    "Novel Drug Approvals for 2026",
    th(
        "No.",
        "Drug Name",
        "Active Ingredient",
        "Approval Date",
        "FDA-approved use on approval date<sup>*</sup>",
    ),
    td(
        "3.",
        '<a href="/x.pdf">Celvara</a>',
        "celvarast sodium",
        "5/14/2026",
        'To treat celiac disease<br><a href="/p">Press Release</a> <a href="/s">Drug Trials Snapshot</a>',
    ),
    td("2.", "Sarcovia*", "sarcovimab-abcd", "3/2/2026", "To treat pulmonary sarcoidosis"),
    td("1.", "No day", "nodayine", "soon", "To treat nothing"),
).replace(b"</body>", CURRENT)

CBER = page(
    "2026 Biological License Application Approvals",
    th(
        "Tradename/Proper Name",
        "Indication for Use",
        "STN",
        "Manufacturer, License No., Address, Contact",
        "Approval Date",
    ),
    td(
        '<a href="/v">GENOVIA</a><br>genovogene autotemcel-wxyz',
        "For the treatment of sickle cell disease in patients 12 years and older",
        "BL 125999/0",
        "A Maker, Inc.<br>License 2001",
        "June 3, 2026",
    ),
    td(
        "MENQUINT<br>Meningococcal Groups A, B, C, W, and Y Vaccine",
        "Active immunization to prevent invasive disease",
        "125998",
        "B Maker",
        "2/14/2026",
    ),
    td("Anti-C3d", "Blood grouping reagent for in vitro use", "125997", "C Maker", "1/2/2026"),
)

CELLS = page(
    "Approved Cellular and Gene Therapy Products",
    th("Product", "Manufacturer"),
    td('<a href="/a">GENOVIA (genovogene autotemcel)</a>', "A Maker"),
    td("HPC, Cord Blood", "D Maker"),
).replace(b"</body>", CURRENT)

VACCINES = page(
    "Vaccines Licensed for Use in the United States",
    th("Product Name", "Trade Name", "Sponsor"),
    td("Meningococcal Groups A, B, C, W, and Y Vaccine", "MENQUINT", "B Maker"),
    td("Yellow Fever Vaccine", "No Trade Name", "E Maker"),
)


def test_novel_drugs_of_a_year() -> None:
    found = read_list(NOVEL, "https://www.fda.gov/novel")
    assert [(a.drug, a.brand, a.day.isoformat(), a.use) for a in found.approvals] == [
        ("celvarast", "Celvara", "2026-05-14", "To treat celiac disease"),
        ("sarcovimab", "Sarcovia", "2026-03-02", "To treat pulmonary sarcoidosis"),
    ]
    assert {a.listing for a in found.approvals} == {Listing.NOVEL}
    assert found.approvals[0].url == "https://www.fda.gov/novel"
    assert found.current == {"novel": date(2026, 11, 17)}
    assert current_day(NOVEL) == date(2026, 11, 17)


def test_licenses_of_a_year() -> None:
    cells, vaccine = read_list(CBER).approvals
    assert (cells.drug, cells.brand, cells.day) == ("genovogene autotemcel", "GENOVIA", date(2026, 6, 3))
    assert cells.number == ApplicationNumber("BLA125999")
    assert cells.listing is Listing.CBER
    assert vaccine.drug == "meningococcal groups a, b, c, w, and y vaccine"
    assert (vaccine.brand, vaccine.day) == ("MENQUINT", date(2026, 2, 14))


def test_products_without_days() -> None:
    found = read_list(CELLS)
    assert [(p.drug, p.brand, p.seen) for p in found.products] == [
        ("genovogene autotemcel", "GENOVIA", date(2026, 11, 17)),
        ("hpc, cord blood", "HPC, Cord Blood", date(2026, 11, 17)),
    ]
    first, second = read_list(VACCINES).products
    assert (first.brand, first.drug) == ("MENQUINT", "meningococcal groups a, b, c, w, and y vaccine")
    assert (second.brand, second.drug, second.seen) == ("", "yellow fever vaccine", None)


def test_a_new_years_list_is_empty() -> None:
    head = th("No.", "Drug Name", "Active Ingredient", "Approval Date", "FDA-approved use on approval date")
    found = read_list(page("Novel Drug Approvals for 2027", head).replace(b"</body>", CURRENT))
    assert (found.approvals, found.current) == ((), {"novel": date(2026, 11, 17)})


def test_a_suffix_is_no_part_of_a_proper_name() -> None:
    assert proper_key("Onasemnogene  abeparvovec-xioi") == "onasemnogene abeparvovec"
    assert proper_key("remestemcel-L-rknd") == "remestemcel-l"


@pytest.mark.parametrize(
    "data", [b"", b"<html><table><tr><th>City</th><th>Rain</th></tr><tr><td>a</td><td>1</td></tr></table>"]
)
def test_a_page_without_such_a_table_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="no list of approvals"):
        read_list(data)


def test_a_list_of_accelerated_approvals_is_none_of_these() -> None:
    data = page(
        "Withdrawn | Cancer Accelerated Approvals",
        th(
            "Drug Name",
            "Accelerated Approval (AA) Indication",
            "Accelerated Approval Date",
            "Withdrawal Date",
        ),
        td("Exampla (examplinib)", "Melanoma", "2/5/2021", "5/31/2022"),
    )
    with pytest.raises(SourceError):
        read_list(data)


def test_the_fourth_list_says_in_words_what_became_of_each() -> None:
    data = page(
        "Other | Cancer Accelerated Approvals",
        th(
            "Drug Name",
            "Accelerated Approval (AA) Indication",
            "Accelerated Approval Date",
            "Accelerated Approval Status",
        ),
        td("Onea (oneinib)", "Melanoma", "2/5/2021", "Traditional Approval Granted (12/16/2022)"),
        td("Twoa (twoinib)", "Melanoma", "2/5/2020", "Withdrawn (12/08/2021)"),
        td("Threea (threeinib)", "Melanoma", "2/5/2020", "Ongoing"),
    )
    assert [(r.listed, r.outcome) for r in read_lists(data)] == [
        (AcceleratedList.VERIFIED, date(2022, 12, 16)),
        (AcceleratedList.WITHDRAWN, date(2021, 12, 8)),
        (AcceleratedList.ONGOING, None),
    ]
