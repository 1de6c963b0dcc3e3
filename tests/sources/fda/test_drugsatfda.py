"""The weekly zip: its traps, each built as it stands in FDA's files, and the whole data set of 2019."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.errors import SnapshotError
from sources.fda.drugsatfda import by_drug, read_table, read_zip
from sources.fda.facts import Application, Marketing
from tests.sources.fda.conftest import Zip

APP = ("022059", "NDA", "", "A SPONSOR")
PRODUCT = ("022059", "001", "TABLET;ORAL", "250MG", "1", "TYKERB", "LAPATINIB DITOSYLATE", "1")
ORIG = ("022059", "7", "ORIG", "1", "AP", "2007-03-13 00:00:00", "", "PRIORITY")


def one(data: bytes) -> Application:
    (application,) = read_zip(data).applications
    return application


def test_an_application_comes_with_products_submissions_and_status(make_zip: Zip) -> None:
    found = one(
        make_zip(
            applications=[APP],
            products=[PRODUCT],
            submissions=[ORIG],
            marketing=[("1", "022059", "001")],
            properties=[("022059", "ORIG      ", "1", "Orphan", "1")],
        )
    )
    assert str(found.number) == "NDA022059"
    assert found.first_approval == date(2007, 3, 13)
    assert found.products[0].drug == "lapatinib"
    assert found.products[0].marketing is Marketing.PRESCRIPTION
    assert found.submissions[0].class_code == "TYPE 1"
    assert found.submissions[0].priority
    assert found.submissions[0].orphan, "the type is padded in one file and not in the other"


def test_the_word_null_and_an_empty_date_are_no_values(make_zip: Zip) -> None:
    undated = ("022059", "", "SUPPL", "2", "AP", "", "Null", "")
    found = read_zip(make_zip(applications=[APP], products=[PRODUCT], submissions=[ORIG, undated]))
    submission = next(s for s in found.applications[0].submissions if s.kind == "SUPPL")
    assert submission.date is None
    assert submission.note == ""
    assert found.undated_submissions == 1


def test_tentative_is_not_a_first_approval(make_zip: Zip) -> None:
    tentative = ("022059", "7", "ORIG", "1", "TA", "2006-01-02 00:00:00", "", "")
    assert (
        one(make_zip(applications=[APP], products=[PRODUCT], submissions=[tentative])).first_approval is None
    )


def test_a_ninth_field_is_cut(make_zip: Zip) -> None:
    found = read_zip(
        make_zip(applications=[APP], products=["\t".join(PRODUCT[:-1]) + "\t\t"], submissions=[ORIG])
    )
    assert found.applications[0].products[0].drug == "lapatinib"
    assert found.repaired_rows == 1


def test_a_line_break_inside_a_field_is_mended(make_zip: Zip) -> None:
    broken = "022059\t3\tSUPPL\t4\tAP\t2010-01-29 00:00:00\tLabel for\r\nmen\tSTANDARD"
    found = read_zip(make_zip(applications=[APP], products=[PRODUCT], submissions=[ORIG, broken]))
    assert found.applications[0].submissions[1].note == "Label for men"
    assert (found.repaired_rows, found.dropped_rows) == (1, 0)


def test_a_row_that_breaks_off_does_not_swallow_the_next(make_zip: Zip) -> None:
    found = read_zip(
        make_zip(applications=[APP], products=[PRODUCT], submissions=["022059\t3\tSUPPL\t4", ORIG])
    )
    assert found.applications[0].first_approval == date(2007, 3, 13)
    assert found.dropped_rows == 1


def test_quotes_are_letters_not_quoting(make_zip: Zip) -> None:
    inches = ("022059", "001", 'PATCH 3"', '2"', "0", 'THE "BEST" BRAND', "LAPATINIB", "0")
    assert one(make_zip(applications=[APP], products=[inches])).products[0].brand == 'THE "BEST" BRAND'


def test_windows_letters_are_read(make_zip: Zip) -> None:
    note = ("022059", "3", "SUPPL", "4", "AP", "2010-01-29 00:00:00", "Women’s label – new", "")
    assert one(make_zip(applications=[APP], submissions=[note])).submissions[0].note == "Women’s label – new"
    undefined = read_table(b"A\tB\r\nx\x81\ty\r\n")
    assert undefined.rows == [["x\ufffd", "y"]], "cp1252 leaves five values without a letter"


def test_numbers_that_lost_their_zeros_still_join(make_zip: Zip) -> None:
    found = one(
        make_zip(
            applications=[("22059", "NDA", "", "A SPONSOR")],
            products=[("22059", *PRODUCT[1:])],
            submissions=[("22059", *ORIG[1:])],
        )
    )
    assert str(found.number) == "NDA022059"
    assert found.first_approval == date(2007, 3, 13)


def test_a_product_without_an_application_is_counted_not_guessed(make_zip: Zip) -> None:
    found = read_zip(make_zip(applications=[APP], products=[PRODUCT, ("040850", *PRODUCT[1:])]))
    assert found.orphan_products == 1
    assert len(found.applications) == 1


@pytest.mark.parametrize(
    ("newest", "made", "as_of", "why"),
    [
        ("2026-11-14", date(2026, 11, 17), date(2026, 11, 17), "the day they were made"),
        ("2019-07-01", date(2026, 11, 17), date(2019, 7, 8), "packed again: old actions under a new stamp"),
        ("2026-11-14", date(1980, 1, 1), date(2026, 11, 14), "a zip without time stamps"),
    ],
)
def test_the_day_that_the_files_vouch_for(
    make_zip: Zip, newest: str, made: date, as_of: date, why: str
) -> None:
    row = (*ORIG[:5], f"{newest} 00:00:00", "", "")
    assert read_zip(make_zip(made=made, applications=[APP], submissions=[row])).as_of == as_of, why


def test_a_day_before_the_act_is_read_and_not_believed(make_zip: Zip) -> None:
    found = one(make_zip(applications=[APP], submissions=[(*ORIG[:5], "1900-01-01 00:00:00", "", "")]))
    assert found.first_approval == date(1900, 1, 1), "as the file has it"
    assert found.approved_on is None, "a placeholder"


def test_what_a_supplement_was_about_is_joined_where_the_zip_has_it(make_zip: Zip) -> None:
    supplement = ("022059", "2", "SUPPL", "7", "AP", "2010-01-29 00:00:00", "", "")
    rows = [("1", "022059", "SUPPL      ", "7", "8"), ("2", "022059", "SUPPL", "7", "13")]
    data = make_zip(applications=[APP], submissions=[ORIG, supplement], categories=rows)
    assert [s.categories for s in one(data).submissions] == [(), ("INDICATION",)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"this is no zip", "cannot be read"),
        (b"", "cannot be read"),
    ],
)
def test_what_is_no_zip_is_said_plainly(data: bytes, words: str) -> None:
    with pytest.raises(SnapshotError, match=words):
        read_zip(data)


def test_a_zip_of_something_else_names_what_is_missing(make_zip: Zip) -> None:
    with pytest.raises(SnapshotError, match=r"Submissions\.txt missing"):
        read_zip(make_zip(applications=[APP], leave_out=["Submissions.txt"]))


def test_a_file_with_other_columns_names_the_column() -> None:
    with pytest.raises(SnapshotError, match="'ApplNo' was expected"):
        read_table(b"Number\tType\r\n1\tNDA\r\n").column("ApplNo")


def test_one_application_can_hold_two_drugs(make_zip: Zip) -> None:
    pack = ("022059", "002", "KIT;ORAL", "", "0", "A CO-PACK", "LAPATINIB DITOSYLATE; LETROZOLE", "0")
    found = read_zip(make_zip(applications=[APP], products=[PRODUCT, pack], submissions=[ORIG]))
    assert [drug for drug, _ in by_drug(found.applications)] == ["lapatinib", "lapatinib / letrozole"]


def test_the_data_set_of_2019_is_read_whole(drugsatfda_zip: Path) -> None:
    found = read_zip(drugsatfda_zip)
    assert len(found.applications) == 23_267
    assert found.as_of == date(2019, 7, 2)
    assert (found.orphan_products, found.undated_submissions, found.repaired_rows, found.dropped_rows) == (
        5,
        2,
        3,
        0,
    )
    first = {str(a.number): a.first_approval for a in found.applications}
    assert sum(day is None for day in first.values()) == 3_990
    for number, day in {
        "NDA022059": date(2007, 3, 13),
        "BLA125085": date(2004, 2, 26),
        "NDA207103": date(2015, 2, 3),
        "NDA206162": date(2014, 12, 19),
        "NDA208558": date(2017, 8, 17),
        "BLA103792": date(1998, 9, 25),
        "NDA017970": date(1977, 12, 30),
    }.items():
        assert first[number] == day
