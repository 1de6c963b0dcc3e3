"""A findings.csv as spreadsheets and people hand it back: no decision is lost, doubled or made up."""

import csv
import io
from datetime import date

import pytest

from flows.decided import decide, decisions_of_csv, load_decisions, open_in_csv
from model.decision import Decision, Ruling
from model.errors import UsageError
from reports.table import COLUMNS, report_to_csv
from reports.write import write_report
from tests.reports.made import DAY, TITLES, WHY, finding_of, page_of, report_of, result_of

PAGE = page_of("Lapatinib is the only one.", "It is still under study.")
RESULT = result_of(
    PAGE, finding_of(PAGE), finding_of(PAGE, 2, code="TIME001", subject="s", evidence=()), open_=("x",)
)
REPORT = report_of(RESULT)
ONE, TWO = (f.fingerprint for f in RESULT.judgement.findings)
KEPT = Decision(ONE, Ruling.ACCEPTED, 'Archived: "as it was"', date(2027, 5, 27), decided=DAY)


def _rows(**changes):
    rows = list(csv.DictReader(io.StringIO(report_to_csv(REPORT)[1:])))
    assert [r["row"] for r in rows] == ["finding", "finding", "not verified"]
    rows[0] |= {"status": "accepted", "note": 'Archived: "as it was"', "until": "2027-05-27"} | changes
    return rows


def _csv(rows, columns=COLUMNS, end="\r\n", **how):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator=end, extrasaction="ignore", **how)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _as_text(value):
    """What Excel and its exporters write to keep a text a text: ="v2:..."."""
    return f'="{value.replace(chr(34), chr(34) * 2)}"'


def _spread(row):
    return row | {
        "note": 'Archived:\r\n"as it was"',
        "fingerprint": f" {row['fingerprint']} ",
        "status": "ACCEPTED",
    }


SAVED = {
    "Excel, German": _csv(_rows(until="27.05.2027"), delimiter=";").encode("utf-8-sig"),
    "Excel, old Windows": _csv(_rows(until="27/05/2027"), delimiter=";").encode("cp1252"),
    "Excel, with its own first line": ("sep=;\r\n" + _csv(_rows(), delimiter=";")).encode("utf-8-sig"),
    "Excel, Unicode text": _csv(_rows(), delimiter="\t").encode("utf-16"),
    "Excel for Mac, lines end in CR": _csv(_rows(), end="\r").encode("utf-8"),
    "LibreOffice, every cell quoted": _csv(_rows(), end="\n", quoting=csv.QUOTE_ALL).encode("utf-8"),
    "LibreOffice, a bar between cells": _csv(_rows(), delimiter="|").encode("utf-8"),
    "a day with midnight": _csv(_rows(until="2027-05-27 00:00:00")).encode("utf-8"),
    "columns turned round": _csv(_rows(), columns=COLUMNS[::-1]).encode("utf-8"),
    "only the columns that count": _csv(_rows(), columns=("fingerprint", "note", "until", "status")).encode("utf-8"),
    "texts kept as texts": _csv([{k: _as_text(v) for k, v in row.items()} for row in _rows()]).encode("utf-8-sig"),
    "a note on two lines, spaces round cells": _csv([_spread(_rows()[0]), *_rows()[1:]]).encode("utf-8"),
    "columns with capitals": _csv(_rows()).replace("status", "Status", 1).replace("fingerprint", "Fingerprint", 1).encode(),
    "rows sorted, some without cells": (_csv(_rows()[::-1]) + "\r\n,,,\r\n").encode("utf-8"),
    "the same row twice": _csv([*_rows(), _rows()[0]]).encode("utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_the_decision_is_read_whatever_saved_the_sheet(tmp_path, saved):
    (tmp_path / "e.csv").write_bytes(saved)
    assert decisions_of_csv(tmp_path / "e.csv", DAY) == [KEPT]
    assert open_in_csv(tmp_path / "e.csv") == {TWO}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_and_comes_back_in_the_next_sheet(tmp_path, saved):
    (tmp_path / "e.csv").write_bytes(saved)
    write_report(REPORT, tmp_path / "r", WHY, TITLES)
    decide(tmp_path / "d.toml", tmp_path / "r", decisions_of_csv(tmp_path / "e.csv", DAY))
    next_ = report_of(RESULT, decisions=load_decisions(tmp_path / "d.toml"))
    row = next(csv.DictReader(io.StringIO(report_to_csv(next_)[1:])))
    assert [row[c] for c in ("status", "until", "note")] == ["accepted", "2027-05-27", KEPT.reason]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*_rows(), _rows(note="Other words")[0]], f"rows 2 and 5 decide differently on {ONE}"),
        ([*_rows()[:2], _rows()[2] | {"status": "accepted", "note": "x"}], r"row 4: accepted stands on a row that is no finding \(not verified\)"),
        ([*_rows()[:2], _rows()[2] | {"assignee": "Ana"}], "row 4: to do stands on a row that is no finding"),
        ([_rows()[0] | {"fingerprint": "", "row": ""}], "no finding .it has no fingerprint"),
    ],
)  # fmt: skip
def test_what_would_be_lost_or_doubled_is_told_by_its_row(tmp_path, rows, told):
    (tmp_path / "e.csv").write_text(_csv(rows), "utf-8")
    with pytest.raises(UsageError, match=told):
        decisions_of_csv(tmp_path / "e.csv", DAY)


@pytest.mark.parametrize("saved", [b"", b"sep=;\n", b"a,b\n1,2\n", b"\x00\x01", b"fingerprint\n"])
def test_what_is_no_findings_csv_is_one_line(tmp_path, saved):
    (tmp_path / "e.csv").write_bytes(saved)
    for read in (lambda p: decisions_of_csv(p, DAY), open_in_csv):
        with pytest.raises(UsageError, match=r"e\.csv: (?:has no columns|is not CSV)") as error:
            read(tmp_path / "e.csv")
        assert "\n" not in str(error.value)
