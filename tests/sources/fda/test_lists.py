"""FDA's lists of accelerated approvals and its oncology notices, built in the form of its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.approval import Action
from model.errors import SourceError
from sources.fda.accelerated import names, read_lists
from sources.fda.facts import AcceleratedList
from sources.fda.oncology import read_notices


def page(title: str, head: str, *rows: str) -> bytes:
    return (
        f"<html><head><title>{title} | FDA</title></head><body><h1>{title}</h1><p>A listing.</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{r}</tr>' for r in rows)}</tbody></table>"
        "<ol><li>Footnote.</li></ol></body></html>"
    ).encode()


def th(*cells: str) -> str:
    return "".join(f"<th>{c}</th>" for c in cells)


def td(*cells: str) -> str:
    return "".join(f"<td>{c}</td>" for c in cells)


WITHDRAWN = page(
    "Withdrawn | Cancer Accelerated Approvals",
    th(
        "Drug Name",
        "Accelerated Approval (AA) Indication",
        "Accelerated Approval Date",
        "Withdrawal Date<sup>2</sup>",
    ),
    td("<p>Exampla (examplinib mesylate)</p>", "Adults with melanoma", "2/5/2021", "5/31/2022<sup>1</sup>"),
    td("Exampla<sup>3</sup> (examplimab-abcd)", "Ovarian cancer", "8/9/2012", ""),
    td("No date (nothing)", "Melanoma", "unknown", "5/31/2022"),
    td("Mixed (mixed)", "Melanoma", "5/31/2022", "2/5/2021"),
)


def test_the_withdrawn_list() -> None:
    first, second = read_lists(WITHDRAWN)
    assert first.listed is AcceleratedList.WITHDRAWN
    assert (first.brand, first.drug, first.use) == ("Exampla", "examplinib", "Adults with melanoma")
    assert (first.granted, first.outcome) == (date(2021, 2, 5), date(2022, 5, 31))
    assert (second.brand, second.drug, second.outcome) == ("Exampla", "examplimab", None)


def test_the_verified_list_has_another_last_column() -> None:
    data = page(
        "Verified Clinical Benefit | Cancer Accelerated Approvals",
        th(
            "Drug Name",
            "Accelerated Approval (AA) Indication",
            "Accelerated Approval Date",
            "Traditional Approval Date",
        ),
        td("Exampla (examplinib)", "Melanoma", "11/14/2022", "3/22/2024"),
    )
    (row,) = read_lists(data)
    assert (row.listed, row.outcome) == (AcceleratedList.VERIFIED, date(2024, 3, 22))


def test_the_ongoing_lists_dates_of_trials_are_no_outcomes() -> None:
    data = page(
        "Ongoing | Cancer Accelerated Approvals",
        th(
            "Drug Name",
            "Accelerated Approval (AA) Indication",
            "AA Date",
            "AA Post-Marketing Requirement",
            "Original Projected Completion 1",
        ),
        td(
            "Exampla (examplinib)",
            "Melanoma",
            "3/19/2024",
            "4593-1: Complete the trial begun 1/1/2020",
            "06/30/2028",
        ),
    )
    (row,) = read_lists(data)
    assert (row.listed, row.granted, row.outcome) == (AcceleratedList.ONGOING, date(2024, 3, 19), None)


def test_the_list_of_other_diseases_names_its_columns_otherwise() -> None:
    data = page(
        "Withdrawn | Non-malignant Hematological, Neurological, and Other Disorder Indications",
        th(
            "Drug Name",
            "Accelerated Approval Indication",
            "Accelerated Approval Date",
            "Full Approval Conversion-Withdrawal Date",
        ),
        td(
            "Makena 2 (hydroxyprogesterone caproate)",
            "To reduce the risk of preterm birth",
            "2/3/2011",
            "4/6/2023",
        ),
    )
    (row,) = read_lists(data)
    assert (row.brand, row.drug) == ("Makena", "hydroxyprogesterone")
    assert (row.granted, row.outcome) == (date(2011, 2, 3), date(2023, 4, 6))


def test_a_tab_separated_list(shared: Path) -> None:
    data = (shared / "data" / "fda-accelerated-approvals" / "rows_seen.tsv").read_bytes()
    rows = read_lists(data, "rows_seen.tsv")
    assert len(rows) == 13
    breast = next(r for r in rows if r.drug == "atezolizumab")
    assert (breast.granted, breast.outcome) == (date(2019, 3, 8), date(2021, 10, 6))
    assert {r.listed for r in rows} == {AcceleratedList.WITHDRAWN, AcceleratedList.VERIFIED}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ukoniq (umbralisib)", ("Ukoniq", "umbralisib")),
        ("Marqibo (vincristine sulfate liposomal)", ("Marqibo", "vincristine")),
        ("Elahere (mirvetuximab soravtansine-gynx)", ("Elahere", "mirvetuximab soravtansine")),
        ("Benznidazole", ("Benznidazole", "benznidazole")),
    ],
)
def test_names(written: str, expected: tuple[str, str]) -> None:
    assert names(written) == expected


@pytest.mark.parametrize("data", [b"", b"<html><table><tr><td>1</td></tr></table></html>", b"a\tb\n1\t2\n"])
def test_another_page_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(SourceError, match="no table of accelerated approvals"):
        read_lists(data, "page")


def notices(*sentences: str) -> list[tuple[str, str, str]]:
    body = "".join(f"<li>{s}</li>" for s in sentences)
    found = read_notices(f"<html><body><ul>{body}</ul></body></html>".encode())
    return [(n.drug, n.action.value, n.day.isoformat()) for n in found]


SENTENCE = "On June 22, 2022, the Food and Drug Administration {} examplinib mesylate (Exampla, A Sponsor) {}"


def test_notices_of_each_kind_of_grant() -> None:
    assert notices(
        SENTENCE.format("approved", "for adults with melanoma."),
        SENTENCE.format("granted accelerated approval to", "for the treatment of ovarian cancer."),
    ) == [("examplinib", "approved", "2022-06-22"), ("examplinib", "accelerated", "2022-06-22")]


def test_regular_approval_converts_only_what_was_accelerated() -> None:
    plain = SENTENCE.format("granted regular approval to", "for adults with melanoma.")
    assert notices(plain)[0][1] == Action.APPROVED
    assert notices(plain + " It had accelerated approval since 2019.")[0][1] == Action.CONVERTED


def test_a_partner_is_not_what_was_approved() -> None:
    text = (
        "On June 22, 2022, the FDA granted accelerated approval to dabrafenib (Tafinlar, Novartis) in combination "
        "with trametinib (Mekinist, Novartis) for the treatment of patients with melanoma. 6/22/2022"
    )
    (notice,) = read_notices(f"<table><tr><td>FDA grants</td><td>{text}</td></tr></table>".encode())
    assert (notice.drug, notice.brand) == ("dabrafenib", "Tafinlar")
    assert notice.use.startswith("in combination with trametinib")


def test_two_drugs_of_one_sentence() -> None:
    found = notices(
        "FDA granted accelerated approval to trametinib (Mekinist tablets, A Sponsor) and dabrafenib (Tafinlar "
        "capsules, A Sponsor) for use in melanoma. More Information. January 10, 2014"
    )
    assert found == [("trametinib", "accelerated", "2014-01-10"), ("dabrafenib", "accelerated", "2014-01-10")]


@pytest.mark.parametrize(
    "text",
    [
        "On June 22, 2022, the FDA granted breakthrough designation to examplinib (Exampla, X) for melanoma.",
        "On June 22, 2022, the FDA issued a safety notice on examplinib (Exampla, X) for patients with melanoma.",
        "FDA approved examplinib (Exampla, X) for the treatment of melanoma.",  # no date
        "On June 22, 2022, a committee voted for examplinib (Exampla, X) for adult patients.",
    ],
)
def test_what_is_no_dated_grant_is_left_out(text: str) -> None:
    with pytest.raises(SourceError, match="no approval notices"):
        notices(text)
