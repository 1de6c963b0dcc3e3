"""One page, check or answer that breaks costs itself; a bad night leaves the good report; exit 3, never 1."""

import json
import os
import pkgutil
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from string import ascii_lowercase

import pytest

from flows import publishing, rules, steps
from flows.bounded import bounded
from flows.conductor import AuditRequest, run_audit
from model.errors import ReadError
from model.evidence import Questions, Unanswered
from model.limits import Limits
from sources.desk import open_desk
from sources.wall import walled

BIN = Path(sys.executable).with_name("bestbefore")
GOOD = "<html><body><h1>{}</h1><p>Rest the joint and cool it.</p><p>Last reviewed: 3 March 2014</p></body></html>"
TODAY = date(2026, 11, 24)
# Pages that ended a whole night with a traceback, or tried to; each in its own words.
POISON = {
    "start.html": f'<h1>A</h1><p>So [1].</p><h2>References</h2><ol start="{"9" * 5000}"><li>Doe J. A. J B. 2010;1:1.</ol>',
    "value.html": f'<h1>A</h1><p>So [1].</p><h2>References</h2><ol><li value="-{"8" * 5000}">Doe J. A. J B. 2010;1:1.</ol>',
    "level.html": f'<h1>A</h1><div role="heading" aria-level="{"7" * 5000}">B</div><p>Words.</p>',
    "sup.html": "<h1>A</h1><p>Words<sup>²</sup> and<sup>٣</sup></p><p><sup>²</sup> Doe J. A. J B. 2010;1:1.</p>",
    "numbers.html": f"<h1>A</h1><p>It works [{'1' * 5000}] and (see {'2' * 6000}). PMID: {'3' * 5000}</p>",
    "relative.html": f"<h1>A</h1><p>Updated {'9' * 5000} days ago, {'9' * 12} years ago.</p>",
    "link.html": '<h1>A</h1><p>So [1].</p><a href="http://[::1">References</a><a href="http://a]/">b</a>',
    "canonical.html": '<link rel="canonical" href="http://[::1"><base href="http://[x"><h1>A</h1><a href="q">b</a>',
    "printed.html": "<h1>A</h1><h2>References</h2><ol><li>Doe J. At http://[abc/ and www.[x. 2010.</ol>",
    "null.html": "<h1>A\0</h1><p>B\0C [1]</p>",
    "deep.html": "<h1>A</h1>" + "<div>" * 5_000 + "words",
    "time.html": f'<h1>A</h1><time datetime="{"1" * 5000}">x</time><p>Published: 99/99/{"9" * 400}</p>',
    "json.html": '<script type="application/ld+json">' + "[" * 50_000 + "</script><h1>A</h1><p>Words.</p>",
    "jsonint.html": '<script type="application/ld+json">{"dateModified": ' + "9" * 5000 + "}</script><h1>A</h1><p>Words.</p>",
}  # fmt: skip


@pytest.fixture
def run(tmp_path, monkeypatch):
    for name, value in (
        ("XDG_STATE_HOME", "state"),
        ("XDG_DATA_HOME", "data"),
        ("BESTBEFORE_CACHE_DIR", "cache"),
    ):
        monkeypatch.setenv(name, str(tmp_path / value))

    def call(*words, **env):
        return subprocess.run(
            [BIN, *map(str, words)], cwd=tmp_path, env=os.environ | env, capture_output=True, text=True, timeout=120
        )  # fmt: skip

    return call


def _site(folder, **pages):
    folder.mkdir(exist_ok=True)
    for n in range(3):
        (folder / f"good{n}.html").write_text(GOOD.format(f"Gout {n}"))
    for name, text in pages.items():
        (folder / name).write_text(text)
    return folder


def _request(tmp_path, **changes):
    values = {
        "targets": (str(tmp_path / "site"),),
        "today": TODAY,
        "out": tmp_path / "out",
        "sources": "snapshot",
    }
    return AuditRequest(**(values | changes))


def test_poisoned_pages_do_not_end_the_night(run, tmp_path):
    _site(tmp_path / "site", **POISON)
    done = run("audit", "site", "--sources", "snapshot", "--out", "out", "--no-store", "-q")
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 3)
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    examined = {p["url"].rsplit("/", 1)[1] for p in data["pages"]}
    assert examined == {"good0.html", "good1.html", "good2.html", *POISON}


@pytest.mark.parametrize("command", ["claims", "references"])
def test_poisoned_pages_do_not_break_the_smaller_commands(run, tmp_path, command):
    _site(tmp_path / "site", **POISON)
    done = run(command, "site", "--sources", "snapshot")
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_one_page_among_many_that_breaks_the_reader(tmp_path, monkeypatch):
    _site(tmp_path / "site", **{"bad.html": "<h1>Bad</h1><p>POISON</p>"})
    real = steps.read

    def read(document, *rest):
        if b"POISON" in document.body:
            raise ZeroDivisionError("by hand")
        return real(document, *rest)

    monkeypatch.setattr(steps, "read", read)
    outcome = run_audit(_request(tmp_path))
    assert len(outcome.report.pages) == 3
    (failure,) = outcome.report.failures
    assert failure.url.endswith("bad.html")
    assert "internal error while reading file://" in failure.reason
    assert "ZeroDivisionError" in failure.reason
    assert json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))["failures"]


def test_a_check_that_breaks_on_one_page_is_named_and_the_others_speak(tmp_path, monkeypatch):
    from dataclasses import replace

    _site(tmp_path / "site")
    checks = list(rules.enabled_checks(frozenset()))

    def breaks(case):
        if "good1" in case.page.url:
            raise KeyError("by hand")
        yield from ()

    broken = [replace(c, run=breaks) if c.code == "REF001" else c for c in checks]
    monkeypatch.setattr(rules, "_KNOWN", {})
    monkeypatch.setattr(rules, "enabled_checks", lambda disabled: broken)
    outcome = run_audit(_request(tmp_path))
    assert len(outcome.report.pages) == 3
    (failure,) = outcome.report.failures
    assert "good1.html by REF001" in failure.reason
    assert all(any(i.code == "DATE002" for i in e.items) for e in outcome.report.entries)


def test_a_page_that_cannot_be_shown_is_left_out_of_the_report(tmp_path, monkeypatch):
    import reports.write

    _site(tmp_path / "site")
    real = reports.write.page_html

    def page_html(result, *rest):
        if "good2" in result.page.url:
            raise ValueError("by hand")
        return real(result, *rest)

    monkeypatch.setattr(reports.write, "page_html", page_html)
    monkeypatch.setattr(publishing, "page_html", page_html)
    outcome = run_audit(_request(tmp_path))
    assert len(outcome.report.pages) == 2
    assert "writing the report of" in outcome.report.failures[0].reason
    assert len(list((tmp_path / "out" / "pages").iterdir())) == 2


def test_an_answer_that_breaks_its_reader_costs_its_own_question():
    asked = []

    def look_up(keys):
        asked.append(tuple(keys))
        if "bad" in keys:
            raise TypeError("five")
        return {k: k.upper() for k in keys}

    keys = ["a", "b", "bad", "c", "d", "e"]
    found = walled(look_up, keys, lambda key, reason: Unanswered("PubMed", key, reason))
    assert {k: v for k, v in found.items() if k != "bad"} == {k: k.upper() for k in keys if k != "bad"}
    assert "TypeError" in found["bad"].reason
    assert len(asked) <= 7
    assert walled(look_up, [], lambda key, reason: None) == {}


def test_the_desk_does_not_fall_with_one_source(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path))
    desk = open_desk("snapshot")
    monkeypatch.setattr(desk._fda, "look_up", lambda drugs: 1 // 0)
    answers = desk.answer(Questions(drugs=("olaparib", "sofosbuvir")))
    assert {type(a) for a in answers.timelines.values()} == {Unanswered}


def test_what_nobody_foresaw_at_all_is_one_line_and_exit_3(run, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'flows.conductor': raise RuntimeError('by hand')\n"
        "sys.meta_path.insert(0, Finder())\n"
    )
    done = run("audit", "x", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert "internal error" in line
    assert "by hand" in (tmp_path / "state" / "bestbefore" / "log" / "errors.log").read_text()


def _first(tmp_path):
    """A good night's report in ``out``, and its bytes."""
    _site(tmp_path / "site")
    assert run_audit(_request(tmp_path)).held == ""
    return {p: p.read_bytes() for p in sorted((tmp_path / "out").rglob("*")) if p.is_file()}


@pytest.mark.parametrize("target", ["nosuch", "http://127.0.0.1:9/"])
def test_the_command_leaves_the_good_report_when_nothing_was_examined(run, tmp_path, target):
    before = _first(tmp_path)
    done = run("audit", target, "--sources", "snapshot", "--out", "out", "-q")
    assert done.returncode == 3
    assert "nothing was examined; out is not touched" in done.stderr
    assert {p: p.read_bytes() for p in before} == before
    assert "to fix now" not in done.stdout


@pytest.mark.parametrize("target", ["nosuch", "example.org", "htp://foo", "empty", " "])
def test_a_night_that_examined_nothing_leaves_the_good_report(tmp_path, target, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = _first(tmp_path)
    (tmp_path / "empty").mkdir()
    outcome = run_audit(_request(tmp_path, targets=(target,)))
    assert outcome.held == "nothing was examined"
    assert {p: p.read_bytes() for p in before} == before
    assert outcome.index == tmp_path / "out-incomplete" / "index.html"
    assert json.loads(outcome.index.with_name("findings.json").read_text("utf-8"))["failures"]


@pytest.mark.parametrize(
    ("bad", "limit", "kept"),
    [(1, None, False), (2, 50, False), (2, 30, True), (4, None, True), (1, 0, True), (9, 100, False)],
)
def test_a_night_that_lost_too_many_pages_leaves_the_good_report(tmp_path, bad, limit, kept):
    before = _first(tmp_path)
    for n in range(bad):
        (tmp_path / "site" / f"bad{n}.html").write_bytes(b"%PDF-1.7")
    outcome = run_audit(_request(tmp_path, max_failed=limit))
    assert ({p: p.read_bytes() for p in before if p.exists()} == before) is kept
    assert (tmp_path / "out-incomplete").exists() is kept
    if kept:
        assert f"{bad} of {bad + 3} pages could not be examined" in outcome.held


@pytest.mark.parametrize("name", ["answers.sqlite", "pace.sqlite3"])
@pytest.mark.parametrize("damage", ["garbage", "other"])
def test_a_damaged_cache_is_done_without(run, tmp_path, name, damage):
    _site(tmp_path / "site")
    cache = tmp_path / "cache"
    cache.mkdir()
    path = cache / name
    if damage == "folder":
        path.mkdir()
    elif damage == "other":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE answer (x)")
            db.execute("CREATE TABLE turn (x)")
    else:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE big AS SELECT zeroblob(100000) AS x")
        path.write_bytes(b"garbage" * 1000 if damage == "garbage" else path.read_bytes()[:5000])
    done = run(
        "audit", "site", "--sources", "auto", "--out", "out", "-q", "--no-store", BESTBEFORE_ATTEMPTS="1"
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    notes = [s["note"] for s in data["run"]["sources"] if s["name"] == "Answer cache"]
    assert bool(notes) == (name == "answers.sqlite")


@pytest.mark.parametrize("cache", ["a-file/below", "x" * 300])
def test_a_cache_folder_that_is_none_is_done_without(run, tmp_path, cache):
    _site(tmp_path / "site")
    (tmp_path / "a-file").write_text("")
    done = run(
        "audit", "site", "--sources", "snapshot", "--out", "out", "--no-store", BESTBEFORE_CACHE_DIR=cache
    )
    assert done.returncode == 0, done.stderr
    assert "nothing is kept for the next run" in (tmp_path / "out" / "findings.json").read_text("utf-8")
    assert "nothing is kept for the next run" in done.stderr


def test_a_store_that_fails_in_mid_run_costs_the_memory_and_exit_3(tmp_path, monkeypatch):
    from store.findings import Findings

    real, calls = Findings.keep_judgement, []

    def full(self, db, *rest):
        calls.append(1)
        if len(calls) == 2:
            raise sqlite3.OperationalError("database or disk is full")
        real(self, db, *rest)

    _site(tmp_path / "site")
    monkeypatch.setattr(Findings, "keep_judgement", full)
    outcome = run_audit(_request(tmp_path, store=tmp_path / "store.sqlite"))
    assert len(outcome.report.pages) == 3
    assert "disk is full" in outcome.troubles[0]


def test_a_store_that_is_none_is_one_line(run, tmp_path):
    _site(tmp_path / "site")
    (tmp_path / "s.sqlite").write_bytes(b"garbage" * 1000)
    done = run("audit", "site", "--store", "s.sqlite")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "cannot be used as the store" in line


def test_a_read_error_keeps_its_own_words(tmp_path, monkeypatch):
    _site(tmp_path / "site")
    monkeypatch.setattr(steps, "read", lambda *_: (_ for _ in ()).throw(ReadError("is a picture")))
    outcome = run_audit(_request(tmp_path))
    assert all(f.reason.endswith(": is a picture") for f in outcome.report.failures)


def _is_bad(values):
    return any("POISON" in str(getattr(v, "body", "") or getattr(v, "text", "") or "") for v in values)


def _breaking(monkeypatch, place, error):
    """Let a function break on the bad page."""
    owner, _, name = place.rpartition(".")
    target = pkgutil.resolve_name(owner)
    real = getattr(target, name)

    def breaks(*given, **more):
        if _is_bad(v for g in given for v in (g if isinstance(g, list | tuple) else (g,))):
            error()
        return real(*given, **more)

    monkeypatch.setattr(target, name, breaks)


def _raises(error):
    raise error("by hand")


def _examined(tmp_path):
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    examined = [p["url"].rpartition("/")[2] for p in data["pages"] if p["state"] == "examined"]
    return examined, data["failures"]


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("flows.scraping.essence", ZeroDivisionError),
        ("flows.steps.read", ZeroDivisionError),
        ("flows.steps.list_links", RecursionError),
        ("flows.steps.said_by", ZeroDivisionError),
        ("flows.questions.questions_of", RecursionError),
        ("flows.judging.questions_of", OverflowError),
        ("flows.judging.placed", MemoryError),
        ("flows.judging.Asked.told", ValueError),
    ],
)
def test_whatever_step_breaks_on_a_page_costs_that_page(tmp_path, monkeypatch, place, error):
    _site(tmp_path / "site", **{"bad.html": "<h1>Bad</h1><p>POISON, last reviewed: 3 March 2014.</p>"})
    with monkeypatch.context() as broken:
        _breaking(broken, place, lambda: _raises(error))
        run_audit(_request(tmp_path, store=tmp_path / "store.sqlite"))
    examined, failures = _examined(tmp_path)
    assert examined == ["good0.html", "good1.html", "good2.html"]
    (failure,) = failures
    assert failure["url"].endswith("bad.html")
    assert "internal error while" in failure["reason"]
    run_audit(_request(tmp_path, store=tmp_path / "store.sqlite"))
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert not data["failures"]
    assert {p["state"] for p in data["pages"]} <= {"examined", "unchanged"}
    assert data["pages"][0]["url"].endswith("bad.html")
    assert all(p["findings"] for p in data["pages"])


def _hangs():
    while True:
        pass


@pytest.mark.parametrize("place", ["flows.scraping.essence", "flows.steps.read"])
def test_a_page_that_is_read_without_end_is_given_up(tmp_path, monkeypatch, place):
    _site(tmp_path / "site", **{"bad.html": "<h1>Bad</h1><p>POISON, last reviewed: 3 March 2014.</p>"})
    _breaking(monkeypatch, place, _hangs)
    run_audit(_request(tmp_path, limits=Limits(reading_seconds=1)))
    examined, failures = _examined(tmp_path)
    assert examined == ["good0.html", "good1.html", "good2.html"]
    assert [f["reason"].partition("bad.html: ")[2] for f in failures] == [
        "reading it (limits.reading_seconds) takes more than 1 seconds of the processor"
    ]


def test_a_check_without_end_is_named_and_the_others_speak(tmp_path, monkeypatch):
    from dataclasses import replace

    _site(tmp_path / "site")
    checks = list(rules.enabled_checks(frozenset()))
    broken = [
        replace(c, run=lambda case: _hangs() if "good1" in case.page.url else iter(()))
        if c.code == "REF001"
        else c
        for c in checks
    ]
    monkeypatch.setattr(rules, "_KNOWN", {})
    monkeypatch.setattr(rules, "enabled_checks", lambda disabled: broken)
    outcome = run_audit(_request(tmp_path, limits=Limits(reading_seconds=2)))
    (failure,) = outcome.report.failures
    assert "good1.html by REF001 (limits.reading_seconds) takes more than 0.2 seconds" in failure.reason
    assert all(any(i.code == "DATE002" for i in e.items) for e in outcome.report.entries)


@pytest.mark.parametrize("stop", [lambda: _hangs(), lambda: re.match(r"(a+)+$", "a" * 40 + "b")])
def test_the_bound_ends_code_and_patterns_alike_and_leaves_nothing_behind(stop):
    started = time.process_time()
    with (
        pytest.raises(ReadError, match="it takes more than"),
        bounded(0.2, "it"),
    ):
        stop()
    assert time.process_time() - started < 5
    with bounded(0.2, "it"):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) in (signal.SIG_DFL, None)


def test_a_page_that_takes_too_much_memory_is_given_up(tmp_path):
    """8 MB of attributes make a tree of 900 MB; nothing of it is left for the pages behind."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    attributes = " ".join(f"{a}{b}=1" for a in ascii_lowercase for b in ascii_lowercase[:19])
    _site(tmp_path / "site", **{"bad.html": "<h1>Bad</h1><p>Words." + f"<b {attributes}></b>" * 3_200})
    run_audit(_request(tmp_path, limits=Limits(reading_bytes=150_000_000)))
    examined, failures = _examined(tmp_path)
    assert examined == ["good0.html", "good1.html", "good2.html"]
    assert [f["reason"].partition("bad.html: ")[2] for f in failures] == [
        "reading it takes more than 150 MB of memory (limits.reading_bytes)"
    ]
    assert resource.getrlimit(resource.RLIMIT_AS) == before
