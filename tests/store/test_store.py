"""What is remembered from run to run."""

import sqlite3
from datetime import date

import pytest

from model.errors import UsageError
from model.finding import Finding, Severity
from model.page import Document
from store.store import Store

DAY = date(2026, 11, 24)


def _finding(quote="a sentence"):
    return Finding("DATE001", Severity.NOTE, "https://example.org/", None, quote, "message", "suggestion")


def test_a_killed_run_is_gone_on_with_and_a_finished_one_is_not(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        assert store.begin_run("one", ["t"], DAY) == "one"
        store.save_document("one", Document("https://example.org/", b"body" * 100, status=200))
    with Store(tmp_path / "s.sqlite") as store:
        assert store.begin_run("two", ["t"], DAY) == "one"
        assert store.document("one", "https://example.org/").body == b"body" * 100
        store.finish_run("one")
        assert store.document("one", "https://example.org/") is None
        assert store.begin_run("three", ["t"], DAY) == "three"
        assert store.begin_run("four", ["other targets"], DAY) == "four"


def test_a_finding_keeps_the_day_it_was_first_seen(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        store.see([_finding()], date(2026, 1, 1))
        seen = store.see([_finding(), _finding("another")], DAY)
    assert seen[_finding().fingerprint] == date(2026, 1, 1)
    assert seen[_finding("another").fingerprint] == DAY


def test_a_file_that_is_no_store_is_refused_in_one_line(tmp_path):
    path = tmp_path / "s.sqlite"
    path.write_text("not a database, but long enough to be looked at" * 50)
    with pytest.raises(UsageError, match="--store"):
        Store(path)


def test_a_store_of_a_newer_version_is_not_touched(tmp_path):
    path = tmp_path / "s.sqlite"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(UsageError, match="newer version"):
        Store(path)
