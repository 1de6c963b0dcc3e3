"""What an editor reads on the terminal and in a spreadsheet: the words of the report, and no others."""

import csv
import json
import re

import pytest
from click.testing import CliRunner

from benchmarks.many_pages import EXAMPLE
from checks import FAMILIES, all_checks
from cli.main import group
from reports.words import SEVERITY_WORDS, STATE_WORDS, VERDICT_WORDS
from tests.reports.test_words import STUMBLED
from tests.reports.test_written import JARGON

LEVELS = re.compile(
    r"^(?:error|warning|note)s?\b|\bto (?:error|warning|note)\b", re.MULTILINE
)  # for tools: people are told what to do


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("terminal")


@pytest.fixture(scope="module")
def run(place):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("BESTBEFORE_CACHE_DIR", str(place / "cache"))
        patch.setenv("XDG_DATA_HOME", str(place / "data"))

        def call(*words):
            done = CliRunner().invoke(group, [*words], standalone_mode=False)
            assert done.exception is None, done.exception
            return done.output

        yield call


@pytest.fixture(scope="module")
def audited(run, place):
    told = run("audit", str(EXAMPLE), "--sources", "snapshot", "--no-store", "--today", "2026-11-28", "-q")
    return told, json.loads((place / "audit-report" / "findings.json").read_text("utf-8"))


def _plain(told):
    for words in (
        STUMBLED,
        JARGON,
        re.compile(r"\d{4}-\d\d-\d\d|\bc1:|\boutdated\b|\bcontradicted\b|file://"),
    ):
        assert not words.search(told), (words.search(told)[0], told)


def test_an_audit_is_told_in_words_that_an_editor_knows(audited):
    told, data = audited
    _plain(told)
    assert not LEVELS.search(told)
    lines = [line.strip() for line in told.splitlines()]
    heads = [line for line in lines if re.search(r"  [A-Z]+\d{3}$", line)]
    assert heads
    assert all(line.startswith(tuple(SEVERITY_WORDS.values())) for line in heads)
    after = [lines[lines.index(line) + 1] for line in heads]
    assert all(re.match(r"[A-Z“]", line) and line.endswith(".") for line in after), after
    assert data["causes"][0]["message"] in told


@pytest.mark.parametrize("what", [*(c.code for c in all_checks()), *FAMILIES])
def test_a_check_is_explained_in_words_that_an_editor_knows(run, what):
    told = run("explain", what)
    own = told.replace("bestbefore accept FINDING", "").split("[policy]")[0]
    assert not STUMBLED.search(own)
    assert not JARGON.search(own)
    for part in ("Why it matters", "How it is decided", "What it cannot see", "disable"):
        assert part in told


def test_a_finding_and_a_cause_are_explained_with_their_source_and_what_to_do(run, audited):
    _, data = audited
    findings = [(p, f) for p in data["pages"] for f in p["findings"]]
    for page, finding in findings:
        told = run("explain", finding["fingerprint"])
        own = told
        for exhibit in finding["evidence"]:  # a source's own words, with its dates as it writes them
            own = own.replace(exhibit["says"], "")
        _plain(own)
        for words in (page["url"], finding["message"], finding["suggestion"], f"bestbefore reject {finding['fingerprint']}",
                      f"bestbefore accept {finding['fingerprint']}", page["report"],
                      *(e["url"] for e in finding["evidence"])):  # fmt: skip
            assert words in told
    for cause in data["causes"]:
        told = run("explain", cause["cause"])
        own = told.replace(cause["cause"], "")
        for _, finding in findings:
            for exhibit in finding["evidence"] if finding["cause"] == cause["cause"] else ():
                own = own.replace(exhibit["says"], "")
        _plain(own)
        assert cause["message"] in told
        assert f"bestbefore accept {cause['cause']}" in told


def test_a_decision_is_explained_and_can_be_taken_back(run, audited):
    finding = audited[1]["pages"][0]["findings"][0]["fingerprint"]
    told = run("accept", finding, "--reason", "Archived", "--until", "2027-05-01", "--today", "2026-11-28")
    assert "accepted until 2027-05-01" in told
    run("audit", str(EXAMPLE), "--sources", "snapshot", "--no-store", "--today", "2026-11-28", "-q")
    told = run("explain", finding)
    assert "Decided: accepted, Archived" in told
    assert f"bestbefore reopen {finding}" in told
    assert "bestbefore accept" not in told


def test_a_spreadsheet_is_in_the_words_of_the_report(audited, place):
    with (place / "audit-report" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 30
    for column, known in (("priority", SEVERITY_WORDS), ("state", STATE_WORDS), ("verdict", VERDICT_WORDS)):
        assert {r[column] for r in rows} <= {"", *known.values()}
        assert {r[column] for r in rows} - {""}
    for row in rows:
        for column in ("message", "what_to_do", "evidence", "row", "harm"):
            assert not STUMBLED.search(row[column]), row[column]
            assert not JARGON.search(row[column]), row[column]
        if row["row"] == "finding":
            assert re.match(r"[A-Z“\[]", row["message"])
            assert row["message"].endswith(".")
            assert row["what_to_do"].endswith((".", ".”"))
        assert "/" + EXAMPLE.parts[1] + "/" not in row["page"] + row["link"]
