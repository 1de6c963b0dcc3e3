"""What is remembered from night to night, on both databases."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from model.errors import StoreError, UsageError
from model.evidence import Evidence, Unanswered
from model.finding import Finding, Severity
from model.identifiers import DOI, NCT, PMID
from model.lexicon import Drug, Lexicon
from model.literature import Match, MatchVerdict, Work
from model.page import Document, Page
from pages.read import read
from store.codec import pack_page, unpack_page
from store.database import located
from store.findings import JudgementRow, Outcome
from store.nights import Meeting, Step
from store.pages import content_of
from store.runs import BusyError, site_key
from store.store import Store

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 15, tzinfo=UTC)
URL = "https://example.org/a"


def _finding(quote="a sentence", **changes):
    return replace(Finding("DATE001", Severity.NOTE, URL, None, quote, "message", "suggestion"), **changes)


def _document(text="<h1>Gout</h1><p>Rest.</p>", url=URL):
    return Document(url, text.encode(), "text/html", url, fetched_at="2026-11-24T02:15:00+00:00")


def _kept(store, document, site=1, page=None, day=DAY):
    with store.writing() as db:
        page = page or store.pages.add(db, site, document.url)
        store.pages.keep(db, page, document, content_of(document, document.body.decode()), day)
    return page


def test_a_document_comes_back_whole_and_an_equal_one_is_the_same_version(store):
    site = store.runs.site("site:a")
    page = _kept(store, _document(), site)
    assert store.pages.document(page) == _document()
    first = store.pages.versions((page,))[page]
    _kept(store, _document(), site, page, DAY + timedelta(days=1))
    same = store.pages.versions((page,))[page]
    assert (same.id, same.until) == (first.id, DAY + timedelta(days=1))
    _kept(store, _document("<p>Other.</p>"), site, page)
    assert store.pages.versions((page,))[page].id != first.id


@pytest.mark.parametrize(
    "url", [URL, "https://example.org/" + "x" * 5000, "https://example.org/\udc80", "file:///a%00b"]
)
def test_any_address_can_be_kept(store, url):
    site = store.runs.site("site:a")
    page = _kept(store, _document(url=url), site)
    assert store.pages.find(site, url).id == page
    run = _run(store, site).number
    with store.writing() as db:
        store.nights.meet(db, run, Meeting(url, page, "gone", Step.MET, "x\0\ud800y"))
    assert len(list(store.nights.with_reason(1))) == 1


def _run(store, site=1, run_id="one", day=DAY, now=NOW):
    return store.runs.begin(run_id, site, ["t"], day, now)


def test_a_killed_run_is_gone_on_with_and_a_finished_one_is_not(store):
    site, other = store.runs.site("site:a"), store.runs.site("site:b")
    first = _run(store, site)
    assert first.fresh
    again = _run(store, site, "two")
    assert (again.id, again.fresh) == ("one", False)
    store.runs.finish(again, "complete", "", NOW)
    assert _run(store, site, "three").id == "three"
    assert _run(store, other, "four").id == "four"
    assert store.runs.published_before(_run(store, site, "three")) == (first.number, DAY)


@pytest.mark.parametrize(
    ("asked", "clock", "goes_on"),
    [
        (DAY + timedelta(days=1), NOW.replace(hour=23), False),  # another day asked for on the same night
        (DAY + timedelta(days=1), NOW + timedelta(days=1), False),  # nobody went on with it for a day
        (DAY + timedelta(days=2), NOW + timedelta(days=2), False),
        (DAY, NOW + timedelta(days=3), True),  # the same day judged by
    ],
)
def test_when_an_unfinished_run_is_gone_on_with(store, asked, clock, goes_on):
    site = store.runs.site("site:a")
    _run(store, site)
    assert (_run(store, site, "two", asked, clock).id == "one") is goes_on


def test_a_run_killed_before_midnight_is_gone_on_with_after_it_and_keeps_its_day(store):
    site = store.runs.site("site:a")
    late = NOW.replace(hour=23, minute=50)
    store.runs.take(site, "one", late)
    _run(store, site, now=late)
    later = late + timedelta(minutes=20)
    after = store.runs.begin(
        "two", site, ["t"], DAY + timedelta(days=1), later, store.runs.take(site, "two", later)
    )
    assert (after.id, after.today) == ("one", DAY)


def test_a_run_is_gone_on_with_by_its_name_whatever_the_day(store):
    site = store.runs.site("site:a")
    _run(store, site)
    assert _run(store, site, "one", DAY + timedelta(days=9), NOW + timedelta(days=9)).today == DAY
    with pytest.raises(StoreError, match="another site"):
        _run(store, store.runs.site("site:b"), "one")


def test_one_run_a_site_at_a_time(store, monkeypatch):
    site = store.runs.site("site:a")
    store.runs.take(site, "one", NOW)
    store.runs.take(store.runs.site("site:b"), "two", NOW)
    monkeypatch.setattr("store.runs.owner", lambda: "process 7 on another-host")
    with pytest.raises(BusyError, match=r"run one, since 02:15 UTC, by process \d+ on"):
        store.runs.take(site, "three", NOW + timedelta(seconds=60))
    store.runs.take(site, "three", NOW + timedelta(seconds=120))  # no sign of life: taken over
    monkeypatch.undo()
    with pytest.raises(BusyError, match="took over"):
        store.runs.beat(site, "one", NOW)
    store.runs.leave(site)  # it is the other's
    with pytest.raises(BusyError):
        store.runs.take(site, "four", NOW + timedelta(seconds=130))


def test_a_site_is_found_by_its_name_or_by_its_targets_in_any_order():
    assert site_key("a", ["x"]) == site_key("a", ["y"])
    assert site_key("", ["x", "y"]) == site_key("", ["y", "x"]) != site_key("", ["x"])


LEXICON = Lexicon({"gold": Drug("gold", ("Aurum",))}, common_words=frozenset({"Today", "Balance"}), as_of=DAY)


def test_what_is_read_comes_back_as_it_was(store):
    page = read(_document("<h1>Gout</h1><p>So it is [1, 2] and ².</p><h2>References</h2><ol><li>Doe J. A title. J B. "
                          "2010;1:1. PMID: 123456. doi:10.1000/x NCT01234567</li><li>Roe J. Other. 2011.</li></ol>"
                          "<p>Last reviewed: 3 March 2024</p>"))  # fmt: skip
    assert {type(i) for r in page.references for i in r.identifiers} == {PMID, DOI, NCT}
    with store.writing() as db:
        mark = store.pages.keep_facts(db, "c", "r", page, "")
        store.pages.keep_facts(db, "c", "r2", None, "is a picture")
    assert store.pages.page("c", "r") == page
    assert store.pages.page("c", "r2") is store.pages.page("c", "r3") is None
    assert store.pages.facts([("c", "r"), ("c", "r2"), ("x", "r")]) == {
        ("c", "r"): (mark, ""), ("c", "r2"): ("", "is a picture"),
    }  # fmt: skip
    store.pages.keep_names("n", LEXICON)
    assert store.pages.names("n") == LEXICON


def test_half_a_character_does_not_stop_the_store():
    kept = unpack_page(pack_page(Page(URL, "a\ud800b", "text \udfff.", ())))
    assert (kept.title, kept.text) == ("a?b", "text ?.")


def test_answers_and_what_a_silent_source_said_before(store):
    site = store.runs.site("site:a")
    answers = store.answers(site, "auto")
    one = Evidence("PubMed", "1", "u", "s", Match(MatchVerdict.MATCHED, 1.0, Work("T", PMID("1"))), DAY, NOW)
    question = ("reference", "k")
    answers.keep({question: one, ("drug", "gold"): Unanswered("FDA", "gold", "down")}, 1, DAY, "data")
    assert answers.load([question, ("drug", "gold"), ("drug", "x")]) == {
        question: one, ("drug", "gold"): Unanswered("FDA", "gold", "down")
    }  # fmt: skip
    before = answers.kept([question])[question]
    answers.keep({question: replace(one, retrieved_at=NOW + timedelta(days=1))}, 2, DAY, "data")
    assert answers.kept([question])[question].digest == before.digest  # it says the same
    answers.keep({question: Unanswered("PubMed", "k", "down")}, 3, DAY, "data")
    kept = answers.kept([question])[question]
    assert (kept.stale, kept.answered, kept.run) == (True, True, 3)
    assert isinstance(answers.load([question])[question], Evidence)
    answers.keep({question: replace(one, says="other")}, 4, DAY, "data")
    kept = answers.kept([question])[question]
    assert (kept.stale, kept.digest == before.digest) == (False, False)
    assert store.answers(site, "live").kept([question]) == {}


def test_what_becomes_of_a_finding_is_told_event_by_event(store):
    site = store.runs.site("site:a")
    page = _kept(store, _document(), site)
    with store.writing() as db:
        store.findings.note(db, 1, DAY, page, Outcome((_finding(),), opened=(_finding(),)))
    (known,) = store.findings.of_pages([page])[page]
    later = DAY + timedelta(days=1)
    with store.writing() as db:
        store.findings.note(db, 2, later, page, Outcome(resolved=((known.id, "text changed"),)))
    ((url, known),) = store.findings.of_site(site, "resolved")
    assert (url, known.reason, known.resolved_on, known.closed) == (URL, "text changed", later, 2)
    with store.writing() as db:
        store.findings.note(db, 3, later, page, Outcome((_finding(),), reopened=(known.id,)))
    ((_, known),) = store.findings.of_site(site, "open")
    assert (known.first_seen, known.reopened, known.reason) == (DAY, 3, "")
    assert [kind for _, kind, _ in store.findings.history(known.id)] == ["opened", "resolved", "reopened"]


def test_a_judgement_takes_the_place_of_the_one_before(store):
    from model.finding import Judgement

    page = _kept(store, _document(), store.runs.site("site:a"))
    row = JudgementRow(page, "f", "r", "d", "rules", "answers", "text", "[]", DAY, DAY)
    for number in range(2):
        with store.writing() as db:
            judgement = Judgement(URL, (_finding(since=DAY), _finding("b")), supported=number)
            store.findings.keep_judgement(db, 1, replace(row, rules=str(number)), judgement)
    assert store.findings.judgement(page) == judgement
    assert store.findings.judged([page])[page].rules == "1"


# -- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@h/d", "postgresql:/x@h/d", "http://example.org/store", "redis:", "oracle+x://a"]
)
def test_a_url_of_no_known_database_is_refused_in_one_line(url):
    with pytest.raises(UsageError, match="neither a file nor a database") as caught:
        located(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_paths_are_files_and_urls_are_servers(tmp_path):
    assert located(tmp_path / "a").get_backend_name() == located("a/b.sqlite").get_backend_name() == "sqlite"
    assert located("postgresql://u:p@h/d").drivername == "postgresql+psycopg"


def test_a_server_that_does_not_answer_is_one_line_without_its_password():
    with pytest.raises(StoreError, match="the store failed") as caught:
        Store("postgresql://me:secret@127.0.0.1:9/x")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_store_is_refused_in_one_line(tmp_path):
    path = tmp_path / "s.sqlite"
    path.write_text("not a database, but long enough to be looked at" * 50)
    with pytest.raises(UsageError, match="--store"):
        Store(path)
    assert path.read_text().startswith("not a database")


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(UsageError, match="it is a folder"):
        Store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database_is_not_touched(tmp_path):
    path = tmp_path / "s.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE sales (x)")
    with pytest.raises(UsageError, match="another program's"):
        Store(path)


@pytest.mark.parametrize("how", ["user_version", "revision"])
def test_a_store_of_a_newer_version_is_not_touched(tmp_path, how):
    path = tmp_path / "s.sqlite"
    if how == "revision":
        Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(
            "PRAGMA user_version = 999"
            if how == "user_version"
            else "UPDATE bestbefore_version SET version_num = 'bb9'"
        )
    with pytest.raises(UsageError, match="newer version"):
        Store(path)


def test_a_damaged_store_is_set_aside_and_a_new_one_begun(tmp_path):
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.runs.site("site:a")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    with Store(path) as store:
        assert "set aside as s.sqlite.damaged" in store.note
        assert store.runs.site("site:b") == 1
    assert (tmp_path / "s.sqlite.damaged").exists()


def test_the_migrations_make_the_tables_of_the_schema(tmp_path):
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from store.database import HEAD, VERSIONS, _alembic
    from store.schema import metadata

    engine = create_engine(f"sqlite:///{tmp_path / 'm.sqlite'}")
    with engine.begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        context = MigrationContext.configure(connection, opts={"version_table": VERSIONS})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()
    Store(tmp_path / "m.sqlite").close()


def test_a_store_of_an_earlier_revision_is_brought_up_with_a_copy_beside_it(tmp_path):
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        page = _kept(store, _document(), store.runs.site("site:a"))
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE pages DROP COLUMN links")
        db.execute("ALTER TABLE pages DROP COLUMN moved_to")
        db.execute("UPDATE bestbefore_version SET version_num = 'bb0001'")
    with Store(path) as store:
        (row,) = store.pages.some([page])
        assert (row.url, row.leads_to, row.moved_to) == (_document().url, None, "")
    assert (tmp_path / "s.sqlite.before-bb0002-from-bb0001").exists()


def test_a_store_of_the_first_release_is_taken_over_with_a_copy_beside_it(tmp_path):
    path = tmp_path / "s.sqlite"
    old = _finding()
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE TABLE runs (id TEXT); CREATE TABLE documents (url TEXT);"
            "CREATE TABLE findings (fingerprint TEXT PRIMARY KEY, code TEXT, page_url TEXT, quote TEXT, message TEXT,"
            " first_seen TEXT, last_seen TEXT);"
        )
        db.execute(
            "INSERT INTO findings VALUES (?, 'DATE001', ?, '', '', '2026-01-02', '2026-02-03')",
            (old.former, URL),
        )
        db.execute("PRAGMA user_version = 1")
    with Store(path) as store:
        page = _kept(store, _document(), store.runs.site("site:a"))
        with store.writing() as db:
            store.findings.note(db, 1, DAY, page, Outcome((old,), opened=(old,)))
        (known,) = store.findings.of_pages([page])[page]
        assert (known.first_seen, known.opened) == (date(2026, 1, 2), 0)
    (copy,) = tmp_path.glob("s.sqlite.before-*")
    with sqlite3.connect(copy) as db:
        assert db.execute("SELECT count(*) FROM findings").fetchone() == (1,)
