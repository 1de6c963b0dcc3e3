"""A site that is followed by its links, with its links to other sites: two nights, end to end."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from flows.conductor import AuditRequest, run_audit
from model.policy import Policy
from model.site import Rule, Site
from pages.fetch.session import PageSession
from tests.flows.conftest import page
from tests.services.healthsite import HealthSite
from tests.services.loopback import Loopback, Reply

FIRST = date(2026, 11, 2)
COPY = "http://web.archive.org/web/20190102030405/"


def _linking(title: str, *links: str) -> str:
    return page(title, *(f'More about it is <a href="{link}">told on this page</a>.' for link in links))


class _Elsewhere(Loopback):
    """Another site, and the archive of what it once had."""

    back = False

    def answer(self, request):
        path = request.path
        if path.endswith("wayback/available"):
            asked = request.one("url")
            closest = {"status": "200", "available": True, "timestamp": "20190102030405", "url": COPY + asked}
            return Reply.json({"archived_snapshots": {"closest": closest} if "/here" not in asked else {}})
        if path == "/moved":
            return Reply(b"", "text/html", 301, {"Location": "/here"})
        if path == "/lost":
            return Reply(b"<title>Oh</title><h1>Page not found</h1>", "text/html")
        if path in ("/gone", "/robots.txt"):
            return Reply(b"no", "text/html", 404)
        if path == "/silent" and not self.back:
            return Reply(b"no", "text/html", 500)
        return Reply(page("Here", "This leaflet is where it was.").encode(), "text/html")


@pytest.fixture
def nights(tmp_path, monkeypatch):
    with _Elsewhere() as elsewhere, HealthSite() as own:
        monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("BESTBEFORE_ARCHIVE_URL", elsewhere.url)
        monkeypatch.setenv("BESTBEFORE_ARCHIVE_PER_SECOND", "100")
        monkeypatch.setenv("BESTBEFORE_ATTEMPTS", "1")
        monkeypatch.setattr("flows.opening.PageSession", partial(PageSession, again_after=0.0))
        other = elsewhere.url.replace("127.0.0.1", "localhost")
        own.robots = "User-agent: *\nDisallow: /private/\n"
        own.moved = {"/old": "/health/new"}
        own.pages = {
            "/": _linking("Start", "/health/a", "/old", "/private/x", "/health/drafts/d"),
            "/health/a": _linking("Sleep", "/health/b", *(f"{other}/{x}" for x in ("here", "moved", "lost", "gone", "silent"))),
            "/health/b": _linking("Rest", "/health/hidden", f"{other}/gone#part"),
            "/health/new": _linking("Walking"),
            "/health/hidden": page("Hidden", "Not for lists.").replace("<head>", '<head><meta name="robots" content="noindex">'),
            "/health/drafts/d": page("Draft", "Not yet."),
            "/private/x": page("Private", "For the staff."),
        }  # fmt: skip
        site = Site(
            "clinic", (f"{own.url}/",), follow=True, links=True, delay=0.0, exclude=("*/drafts/*",), owner="the web team",
            rules=(Rule("/health/b", Policy(owner="Ward 4")),), allow_hosts=(other.removeprefix("http://"),),
        )  # fmt: skip
        yield own, elsewhere, _Nights(tmp_path, site)


class _Nights:
    def __init__(self, folder, site):
        self.folder, self.site, self.count = folder, site, 0

    def audit(self) -> dict:
        today = FIRST + timedelta(days=self.count)
        self.count += 1
        out = self.folder / "out"
        self.outcome = run_audit(
            AuditRequest(
                self.site.targets, today, out, "auto", store=self.folder / "store.sqlite", site=self.site
            )
        )
        return json.loads((out / "findings.json").read_text("utf-8"))


def _paths(own, data) -> dict[str, dict]:
    return {p["url"].removeprefix(own.url): p for p in data["pages"]}


def test_two_nights_of_a_followed_site(nights):
    own, elsewhere, audits = nights
    data = audits.audit()
    pages = _paths(own, data)
    assert set(pages) == {"/", "/health/a", "/health/b", "/health/new"}
    assert not audits.outcome.held
    found = {
        (f["code"], p) for p, told in pages.items() for f in told["findings"] if f["code"].startswith("LINK")
    }
    assert found == {
        ("LINK001", "/health/a"),
        ("LINK002", "/health/a"),
        ("LINK003", "/health/a"),
        ("LINK001", "/health/b"),
    }
    # what was left out is no failure, and says why; what moved says where to
    assert data["failures"] == []
    left = {f["url"].removeprefix(own.url): f["reason"] for f in data["excluded"]}
    assert set(left) == {"/private/x", "/health/hidden"}
    assert "robots.txt" in left["/private/x"]
    assert "noindex" in left["/health/hidden"]
    assert data["moved"] == [{"url": f"{own.url}/old", "to": f"{own.url}/health/new"}]
    index = (audits.folder / "out" / "index.html").read_text("utf-8")
    assert "Left out" in index
    assert f"{own.url}/health/new" in index
    assert (pages["/health/b"]["owner"], pages["/health/a"]["owner"]) == ("Ward 4", "the web team")
    (gone,) = (f for f in pages["/health/a"]["findings"] if f["code"] == "LINK001")
    assert any(e["url"].startswith(COPY.replace("http:", "https:")) for e in gone["evidence"])
    assert {path for path, _, _ in own.asked}.isdisjoint({"/private/x", "/health/drafts/d"})
    # each link once, a bad one twice
    counts = {x: len(elsewhere.asked(x)) for x in ("/here", "/moved", "/lost", "/gone")}
    assert counts == {"/here": 2, "/moved": 1, "/lost": 2, "/gone": 2}  # /moved leads to /here
    own.asked.clear()
    elsewhere.requests.clear()
    again = _paths(own, audits.audit())
    assert {p: t["state"] for p, t in again.items()} == dict.fromkeys(pages, "unchanged")
    assert {status for path, _, status in own.asked if path in pages} == {304}
    states = {f["state"] for t in again.values() for f in t["findings"] if f["code"].startswith("LINK")}
    assert states == {"open"}
    # one page moves, one is no longer to be listed
    own.pages["/health/sleep"] = own.pages.pop("/health/a")
    own.moved["/health/a"] = "/health/sleep"
    own.pages["/health/new"] = own.pages["/health/new"].replace(
        "<head>", '<head><meta name="robots" content="noindex">'
    )
    data = audits.audit()
    third = _paths(own, data)
    assert {"url": f"{own.url}/health/a", "to": f"{own.url}/health/sleep"} in data["moved"]
    assert "/health/a" not in third
    assert {f["state"] for f in third["/health/sleep"]["findings"]} == {"open"}
    assert third["/health/new"]["state"] == "excluded"
    assert data["failures"] == []
    assert data["resolved"] == []


def test_a_site_that_does_not_answer_is_told_only_after_several_nights(nights, monkeypatch):
    own, elsewhere, audits = nights

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(
                days=9 - audits.count
            )  # the cache takes no answer of tomorrow

    monkeypatch.setattr("sources.links.datetime", Clock)

    def told():
        return {f["code"]: f for f in _paths(own, audits.audit())["/health/a"]["findings"]}

    assert "LINK004" not in told()
    assert "LINK004" not in told()
    dead = told()["LINK004"]
    assert "has not answered on 3 nights" in dead["message"]
    assert f"{COPY.replace('http:', 'https:')}" in dead["suggestion"]
    assert [e["as_of"] for e in dead["evidence"] if e["source"] == "Internet Archive"] == ["2019-01-02"]
    elsewhere.back = True
    data = audits.audit()
    assert "LINK004" not in {f["code"] for f in _paths(own, data)["/health/a"]["findings"]}
    assert [(r["code"], r["reason"]) for r in data["resolved"]] == [("LINK004", "source changed")]
