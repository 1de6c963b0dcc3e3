"""accept, reject, reopen and decisions, as an editor gives them beside a report."""

import csv

import pytest
from click.testing import CliRunner

from cli.main import group
from model.errors import UsageError
from reports.write import write_report
from tests.reports.made import DAY, TITLES, WHY, exhibit, finding_of, page_of, report_of, result_of

PAGE = page_of("Lapatinib is the only one.", "It is still under study.", "A third sentence.")
RESULT = result_of(
    PAGE,
    finding_of(PAGE),
    finding_of(PAGE, 2, code="TIME001", subject="still", evidence=()),
    finding_of(PAGE, 3, code="REF006", subject="pmid:1", evidence=(exhibit("was retracted", "1"),)),
)
FIRST, SECOND, THIRD = (f.fingerprint for f in RESULT.judgement.findings)
CAUSE = next(i.cause for i in report_of(RESULT).entries[0].items if i.code == "REF006")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_report(report_of(RESULT), tmp_path / "audit-report", WHY, TITLES)

    def call(*words, today=DAY):
        dated = () if words[0] == "reopen" else ("--today", today.isoformat())
        return CliRunner().invoke(group, [*words, *dated], catch_exceptions=False).output

    return call


def test_what_is_decided_is_told_listed_and_taken_back(run, tmp_path):
    assert run("decisions").startswith("Nothing is decided yet")
    told = run("accept", FIRST, "--reason", "History", "--until", "2026-12-01", "--by", "J.")
    assert "accepted until 2026-12-01" in told
    assert "Kept in decisions.toml" in told
    assert "(1 page)" in run("reject", CAUSE, "--reason", "Cited as\nretracted")
    assert run("decisions").splitlines() == [
        f"{FIRST}  accepted until 2026-12-01, J.: History", f"{CAUSE}  false alarm: Cited as retracted",
    ]  # fmt: skip
    assert "(ended: it is open again)" in run("decisions", today=DAY.replace(month=12, day=2))
    assert "open again" in run("reopen", FIRST)
    assert FIRST not in (tmp_path / "decisions.toml").read_text()
    assert CAUSE in (tmp_path / "decisions.toml").read_text()


def test_a_spreadsheet_is_read_once(run, tmp_path):
    with (tmp_path / "audit-report" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"status": "accepted", "note": "Archived;\nsays so"}
    rows[1] |= {"assignee": "Ana"}
    with (tmp_path / "edited.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0])[::-1], delimiter=";")
        writer.writeheader()
        writer.writerows(rows[::-1])
    assert "2 new of 2 decisions" in run("decisions", "--from", "edited.csv")
    kept = (tmp_path / "decisions.toml").read_text()
    assert run("decisions", "--from", "edited.csv").startswith("Nothing new")
    assert (tmp_path / "decisions.toml").read_text() == kept


def test_an_untouched_sheet_decides_nothing(run, tmp_path):
    assert run("decisions", "--from", "audit-report/findings.csv").startswith("Nothing is decided in")
    assert not (tmp_path / "decisions.toml").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [(("accept", "FDA001", "--reason", "x"), "neither a finding"),
     (("accept", "v2:000000000000", "--reason", "x"), "no such finding or cause"),
     (("accept", FIRST, "--reason", " "), "needs a reason"),
     (("accept", FIRST, "--reason", "x", "--until", "2020-01-01"), "has passed"),
     (("reject", "c1:00000000", "--reason", "x"), "no such finding or cause"),
     (("reopen", FIRST), "holds no decision on")],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_and_nothing_is_written(run, tmp_path, words, told):
    with pytest.raises(UsageError, match=told):
        run(*words)
    assert not (tmp_path / "decisions.toml").exists()


def test_a_decision_holds_in_the_next_report_until_its_evidence_changes(run, tmp_path):
    from flows.decided import load_decisions

    run("reject", CAUSE, "--reason", "Cited as retracted")
    kept = load_decisions(tmp_path / "decisions.toml")
    (item,) = (i for i in report_of(RESULT, decisions=kept).entries[0].items if i.cause == CAUSE)
    assert not item.open
    other = finding_of(
        PAGE, 3, code="REF006", subject="pmid:1", evidence=(exhibit("was retracted, and replaced", "1"),)
    )
    (item,) = report_of(result_of(PAGE, other), decisions=kept).entries[0].items
    assert (item.cause, item.open) == (CAUSE, True)
    assert "evidence has changed" in item.ruled.note
