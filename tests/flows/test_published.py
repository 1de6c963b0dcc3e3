"""What a report tells is told against the last report that was published, whatever held and killed nights saw."""

import json
import shutil
from datetime import date

import pytest

from flows.conductor import AuditRequest, run_audit
from flows.standing import run_of
from tests.flows.conftest import CLAIM, FIRST, page

FDA = "FDA002"
PATH = "/topic/0.html"


class _Killed(BaseException):
    """As a kill: nobody expects it, nothing is cleaned up."""


def _killed(*_: object) -> None:
    raise _Killed


def _held(nights, *sentences: str) -> None:
    """A night on which this page alone is reached."""
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.", *sentences)
    nights.site.failing = dict.fromkeys([p for p in nights.site.pages if p != PATH], 404)
    assert nights.audit().held
    nights.site.failing = {}


def _told(nights) -> tuple[str | None, list[str]]:
    """The claim's state, and why findings of its check are no more."""
    return nights.states(PATH).get(FDA), [r["reason"] for r in nights.data["resolved"] if r["code"] == FDA]


def test_what_went_and_came_back_on_held_nights_is_open_as_it_was(nights):
    nights.audit()
    _held(nights)
    _held(nights, CLAIM)
    nights.audit()
    assert _told(nights) == ("open", [])


def test_what_came_and_went_on_held_nights_is_not_told(nights):
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.")
    nights.audit()
    _held(nights, CLAIM)
    _held(nights)
    nights.audit()
    assert _told(nights) == (None, [])


def test_what_came_went_and_came_on_held_nights_is_new(nights):
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.")
    nights.audit()
    _held(nights, CLAIM)
    _held(nights)
    _held(nights, CLAIM)
    nights.audit()
    assert _told(nights) == ("new", [])
    nights.audit()
    assert _told(nights) == ("open", [])


def test_what_was_resolved_when_the_last_report_went_out_is_reopened(nights):
    nights.audit()
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.")
    nights.audit()
    _held(nights, CLAIM)
    _held(nights)
    _held(nights, CLAIM)
    nights.audit()
    assert _told(nights) == ("reopened", [])


def _killed_after_the_report_was_out(nights, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("store.runs.Runs.finish", _killed)
        with pytest.raises(_Killed):
            nights.audit()


def test_a_report_that_was_out_when_its_run_was_killed_is_the_last_one(nights, monkeypatch):
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.")
    nights.audit()
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.", CLAIM)
    _killed_after_the_report_was_out(nights, monkeypatch)
    assert _told(nights) == ("new", [])
    nights.audit()
    assert _told(nights) == ("open", [])
    assert nights.data["run"]["previous"] == "2026-11-03"


def test_the_run_whose_report_was_out_goes_on_on_its_own_day_and_tells_the_same(nights, monkeypatch):
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.")
    nights.audit()
    nights.site.pages[PATH] = page("Topic 0", "This is about topic 0.", CLAIM)
    _killed_after_the_report_was_out(nights, monkeypatch)
    first = run_of(nights.folder / "out")
    nights.nights -= 1
    nights.audit()
    assert run_of(nights.folder / "out") == first
    assert _told(nights) == ("new", [])


def test_a_report_that_was_moved_aside_when_a_run_was_killed_is_put_back(nights, monkeypatch):
    nights.audit()
    before = nights.files
    with monkeypatch.context() as patched:
        patched.setattr("reports.write.shutil.move", _killed)
        # what a kill leaves: the folder beside stays
        patched.setattr("tempfile.TemporaryDirectory.__exit__", lambda *_: None)
        patched.setattr("tempfile.TemporaryDirectory._cleanup", lambda *_, **__: None)
        with pytest.raises(_Killed):
            nights.audit()
    assert not (nights.folder / "out").exists()
    nights.site.failing = dict.fromkeys([*nights.site.pages, "/sitemap.xml"], 404)
    assert nights.audit().held
    assert nights.files == before


def test_what_another_sites_killed_run_left_is_not_taken(nights):
    nights.audit()
    left = nights.folder / ".report-out-b-abcdefgh"
    left.mkdir()
    shutil.copytree(nights.folder / "out", left / "old")
    shutil.rmtree(nights.folder / "out")
    nights.site.failing = dict.fromkeys([*nights.site.pages, "/sitemap.xml"], 404)
    run_audit(nights.request(day=FIRST))
    assert not (nights.folder / "out").exists()
    assert left.exists()


def test_a_folder_that_moved_keeps_the_names_of_its_findings(tmp_path):
    def names(parent, **more):
        folder = tmp_path / parent / "pages"
        run_audit(AuditRequest(
            targets=(str(folder),), today=date(2026, 11, 24), out=tmp_path / "out", sources="snapshot", store=None, **more,
        ))  # fmt: skip
        data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
        return {f["fingerprint"] for p in data["pages"] for f in p["findings"]}

    (tmp_path / "before" / "pages" / "topic").mkdir(parents=True)
    (tmp_path / "before" / "pages" / "topic" / "1.html").write_text(
        page("Topic 1", CLAIM, dated="3 March 2014")
    )
    first, on_the_web = names("before"), names("before", base_url="http://example.org")
    (tmp_path / "before").rename(tmp_path / "after")
    assert first
    assert names("after") == first
    assert names("after", base_url="https://www.example.org/") == on_the_web
