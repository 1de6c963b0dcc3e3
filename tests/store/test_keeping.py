"""Backup, restore and prune, on both databases."""

from datetime import date, timedelta

import pytest

from model.errors import UsageError
from model.evidence import Unanswered
from store.findings import Outcome
from store.keeping import backup, prune, restore
from store.store import Store
from tests.store.test_store import DAY, NOW, URL, _document, _finding, _kept, _run


def _filled(place):
    with Store(place) as store:
        site = store.runs.site("site:a")
        for n in range(4):
            run = _run(store, site, f"run-{n}", DAY + timedelta(days=n))
            store.runs.finish(run, "complete", "", NOW)
        page = _kept(store, _document(), site)
        for n in range(1, 5):
            _kept(store, _document(f"<p>Version {n}.</p>"), site, page, DAY + timedelta(days=n))
            version = store.pages.versions((page,))[page]
            with store.writing() as db:
                store.pages.note_version(db, version.id, f"t{n}", f"s{n}", "")
        with store.writing() as db:
            store.pages.keep_facts(db, "lost", "r", None, "is a picture")
            store.findings.note(db, 1, DAY, page, Outcome((_finding(),), opened=(_finding(), _finding("b"))))
        known = store.findings.of_pages([page])[page]
        with store.writing() as db:
            store.findings.resolve(db, 2, DAY, known[0].id, "text changed")
        store.answers(site, "auto").keep(
            {("drug", "gold"): Unanswered("FDA", "gold", "down")}, 1, DAY, "data"
        )
        return site, page


def test_a_backup_is_a_store_and_fills_an_empty_one(place, tmp_path):
    site, page = _filled(place)
    file = tmp_path / "backup.sqlite"
    rows = backup(place, file)
    with pytest.raises(UsageError, match="is there already"):
        backup(place, file)
    with Store(file) as store:
        assert store.pages.document(page).body == b"<p>Version 4.</p>"
        assert store.runs.count() == 4
    with pytest.raises(UsageError, match="is in use"):
        restore(file, place)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith((".", "backup"))) == [
        "backup.sqlite"
    ]
    assert restore(file, tmp_path / "new.sqlite") == rows
    with Store(tmp_path / "new.sqlite") as store:
        assert store.runs.site("site:b") == site + 1
        assert len(store.findings.of_pages([page])[page]) == 2


def test_a_backup_moves_a_store_to_the_other_database(place, tmp_path):
    file = tmp_path / "source.sqlite"
    site, page = _filled(file)
    restore(file, place)
    with Store(place) as store:
        assert store.pages.find(site, URL).id == page
        assert store.runs.site("site:b") == site + 1  # numbers go on where they were
        assert _run(store, site, "next", DAY + timedelta(days=9)).number == 5


def test_a_backup_that_is_none_is_refused(place, tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        restore(tmp_path / "none.sqlite", place)


def test_prune_keeps_what_is_needed(place):
    site, page = _filled(place)
    done = prune(place, DAY + timedelta(days=30))
    assert (done.runs, done.versions, done.facts, done.answers, done.findings) == (3, 3, 1, 1, 1)
    with Store(place) as store:
        version = store.pages.versions((page,))[page]
        assert [d.body for d, _ in store.pages.earlier_documents(version)] == [b"<p>Version 3.</p>"]
        assert store.pages.document(page).body == b"<p>Version 4.</p>"
        assert [k.state for k in store.findings.of_pages([page])[page]] == ["open"]
        assert store.runs.published_before(_run(store, site, "next", DAY + timedelta(days=40))) is not None
    assert prune(place, date(2020, 1, 1)).versions == 0
