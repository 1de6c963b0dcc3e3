"""Politeness by the server's own log: what is forbidden is never asked, and no second sees more than is allowed."""

from __future__ import annotations

from model.site import Site
from model.visit import VisitState
from pages.fetch import visit
from pages.fetch.session import PageSession
from tests.services.loopback import Loopback, Reply

_ROBOTS = b"""User-agent: *
Disallow: /staff
Disallow: /*?print=
Allow: /staff/open
Disallow: /*.draft$
"""
_WORDS = "Sleep is described here in running words, and so is what keeps people from it. " * 4


class _Clinic(Loopback):
    """Pages that lead everywhere, in and out of what robots.txt allows."""

    pages = (
        "/",
        "/a",
        "/b",
        "/staff",
        "/staff/x",
        "/staff/open/y",
        "/a?print=1",
        "/b.draft",
        "/b.draft/z",
        "/to-staff",
    )
    robots = b""

    def answer(self, request):
        if request.path == "/robots.txt":
            return Reply(self.robots, "text/plain")
        if request.path == "/to-staff":
            return Reply(b"", "text/html", 302, {"Location": "/staff/x"})
        links = "".join(f'<a href="{page}">more</a>' for page in self.pages)
        return Reply(f"<title>{request.path}</title><p>{_WORDS}</p>{links}".encode(), "text/html")


def _asked(clinic: _Clinic) -> set[str]:
    return {r.path + "".join(f"?{k}={v}" for k, v in r.params) for r in clinic.requests}


def test_what_robots_txt_forbids_never_reaches_the_server():
    with _Clinic() as clinic:
        clinic.robots = _ROBOTS
        site = Site("clinic", (f"{clinic.url}/",), follow=True, delay=0.0)
        found = {
            v.url.removeprefix(clinic.url): v.state for v in visit(site, PageSession(), lambda url: None)
        }
        assert _asked(clinic) == {
            "/robots.txt",
            "/",
            "/a",
            "/b",
            "/staff/open/y",
            "/b.draft/z",
            "/to-staff",
        } | (_asked(clinic) & {"/sitemap.xml"})
        assert {p for p, state in found.items() if state is VisitState.EXCLUDED} == {
            "/staff", "/staff/x", "/a?print=1", "/b.draft", "/to-staff",
        }  # fmt: skip


def test_no_second_of_the_servers_log_has_more_requests_than_allowed():
    with _Clinic() as clinic:
        clinic.pages = tuple(f"/page/{n}" for n in range(14))
        site = Site("clinic", (f"{clinic.url}/",), follow=True, delay=0.125)
        found = list(visit(site, PageSession(), lambda url: None))
        assert len(found) == 15
        assert clinic.busiest_second() <= 8
