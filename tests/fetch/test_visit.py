"""A site to its pages: each once, in a clear state, no faster and no further than the site wants."""

from __future__ import annotations

import gzip

import pytest

from model.limits import Limits
from model.site import Site
from model.visit import Validators, Visit, VisitState
from pages.fetch import visit
from tests.fetch.conftest import Web, http

SITE = "http://clinic.example"
S = VisitState


def _page(title: str, *links: str, head: str = "") -> bytes:
    words = " ".join(f"{title} is described here in running words, line {n}." for n in range(12))
    listed = "".join(f'<a href="{link}">more</a>' for link in links)
    return http(
        f"<html><head><title>{title}</title>{head}</head><body><p>{words}</p>{listed}</body></html>".encode()
    )


def _sitemap(*urls: str) -> bytes:
    return http(f"<urlset>{''.join(f'<url><loc>{u}</loc></url>' for u in urls)}</urlset>".encode())


def _visits(
    web: Web, *targets: str, known=lambda url: None, also=(), session=None, **entry
) -> dict[str, Visit]:
    found = list(
        visit(Site("clinic", targets or (f"{SITE}/s.xml",), **entry), session or web.session(), known, also)
    )
    assert len({v.url for v in found}) == len(found), "each page once"
    return {v.url.removeprefix(SITE): v for v in found}


def _asked(web: Web) -> list[str]:
    return [head.split(" ", 2)[1] for head in web.asked_pages]


def _listed(web: Web, **pages: bytes) -> None:
    """A site of these pages, all of them in its sitemap."""
    web.pages |= {f"/{name}": answer for name, answer in pages.items()}
    web.pages["/s.xml"] = _sitemap(*(f"{SITE}/{name}" for name in pages))


# --- robots.txt


def test_what_robots_txt_forbids_is_not_asked(web: Web):
    _listed(web, a=_page("Asthma"), private=_page("Private"), open=_page("Open"))
    web.pages["/robots.txt"] = http(
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: BestBefore\nDisallow: /priv*e$\nAllow: /\n"
    )
    found = _visits(web)
    assert {p: v.state for p, v in found.items()} == {
        "/a": S.FETCHED,
        "/open": S.FETCHED,
        "/private": S.EXCLUDED,
    }
    assert "robots.txt does not allow it" in found["/private"].reason
    assert "/private" not in _asked(web)


def test_a_redirect_to_what_is_forbidden_is_not_followed(web: Web):
    _listed(web, a=http(status="302 Found", Location="/private"))
    web.pages |= {"/robots.txt": http(b"User-agent: *\nDisallow: /private"), "/private": _page("Private")}
    assert _visits(web)["/a"].state is S.EXCLUDED
    assert "/private" not in _asked(web)


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        (http(b"no", "404 Not Found"), S.FETCHED), (http(b"no", "403 Forbidden"), S.FETCHED), (http(b"", "410 Gone"), S.FETCHED),
        (http(b"<!doctype html><p>Home</p>"), S.FETCHED), (http(b"\xff\xfe\x00Disallow /"), S.FETCHED),
        (http(status="301 Moved", Location="/robots.txt"), S.FETCHED), (http(b"x" * 2_000_000), S.FETCHED),
        (http(b"no", "500 Oh"), S.NOT_REACHED), (http(b"no", "429 Busy", Retry_After="900"), S.NOT_REACHED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\nDisallow:", S.NOT_REACHED),
    ],
)  # fmt: skip
def test_a_robots_txt_that_cannot_be_had(web: Web, robots, state):
    """RFC 9309, 2.3.1: none is no rule; one that is there and cannot be read forbids all."""
    _listed(web, a=_page("Asthma"))
    web.pages["/robots.txt"] = robots
    found = _visits(web, session=web.session(seconds=8.0))
    assert {v.state for v in found.values()} == {state}
    if state is S.NOT_REACHED:
        assert _asked(web) == []
        assert "robots.txt could not be read" in next(iter(found.values())).reason


def test_crawl_delay_slows_and_a_smaller_one_does_not_hasten(web: Web):
    session = web.session()
    web.pages |= {
        "/robots.txt": http(b"User-agent: *\nCrawl-delay: 0.3\n"),
        "/a": _page("A"),
        "/b": _page("B"),
    }
    _visits(web, f"{SITE}/a", f"{SITE}/b", session=session)
    assert session.pace.spacing("clinic.example") == 0.3
    session.pace.slow_to("clinic.example", 0.1)
    assert session.pace.spacing("clinic.example") == 0.3


def test_the_operators_own_site_may_be_asked_whatever_robots_txt_says(web: Web):
    _listed(web, a=_page("A", head='<meta name="robots" content="noindex">'))
    web.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /")
    assert _visits(web, robots=False)["/a"].state is S.FETCHED


@pytest.mark.parametrize(
    ("head", "header", "state"),
    [
        ('<meta name="robots" content="NOINDEX, follow">', "", S.EXCLUDED), ("", "none", S.EXCLUDED), ("", "bestbefore: noindex", S.EXCLUDED),
        ("", "otherbot: noindex", S.FETCHED), ('<meta name="googlebot" content="noindex">', "", S.FETCHED), ("", "nofollow", S.FETCHED),
        ("", "max-snippet:1, noindex", S.EXCLUDED),
    ],
)  # fmt: skip
def test_noindex_is_a_state_of_a_page(web: Web, head, header, state):
    body = _page("A", head=head).partition(b"\r\n\r\n")[2]
    _listed(web, a=http(body, X_Robots_Tag=header))
    assert _visits(web)["/a"].state is state


# --- one page, one visit


def test_one_page_under_many_addresses_is_asked_once(web: Web):
    web.pages |= {p: _page("A") for p in ("/a", "/a/")} | {"/x/../a": _page("A")}
    web.pages["/s.xml"] = _sitemap(*(f"{SITE}{p}" for p in (
        "/a", "/a#top", "/a/", "/a?utm_source=mail&amp;utm_medium=x", "/a?fbclid=1", ":80/a", "/x/../a")),
        "HTTP://CLINIC.example/a", "http://www.clinic.example/a", "https://clinic.example/a")  # fmt: skip
    assert {p: v.state for p, v in _visits(web).items()} == {"/a": S.FETCHED}
    assert _asked(web) == ["/s.xml", "/a"]


def test_a_slash_is_tried_both_ways_where_one_is_gone(web: Web):
    web.pages |= {"/a/": _page("A"), "/s.xml": _sitemap(f"{SITE}/a", f"{SITE}/a/", f"{SITE}/b", f"{SITE}/b")}
    found = _visits(web)
    assert {p: v.state for p, v in found.items()} == {"/a/": S.FETCHED, "/b": S.GONE}


def test_a_page_that_moved_is_told_under_its_new_address_once(web: Web):
    _listed(web, old=http(status="301 Moved", Location="/new"), older=http(status="308 Moved", Location="/old"),
            tmp=http(status="302 Found", Location="/new"), new=_page("New"))  # fmt: skip
    found = _visits(web)
    assert found["/new"].state is S.FETCHED
    assert found["/new"].document.url == f"{SITE}/new"
    for path, for_good in (("/old", True), ("/older", True), ("/tmp", False)):
        assert (found[path].state, found[path].moved_to, found[path].for_good) == (
            S.MOVED,
            f"{SITE}/new",
            for_good,
        )
    assert _asked(web).count("/new") == 1


def test_http_that_leads_to_https_is_the_page_itself(web: Web):
    moved = iter([http(status="301 Moved", Location="https://clinic.example/a")])
    web.pages["/a"] = lambda line, stop: line.sendall(next(moved, _page("A")))
    session = web.session()
    session.guard.connect = web.connect
    (met,) = visit(Site("c", (f"{SITE}/a",)), session, lambda url: None)
    # behind the redirect speaks TLS, which this web does not: what matters is where it went and under which name
    assert met.url == f"{SITE}/a"
    assert "https://clinic.example/a" in met.reason


def test_an_address_of_ones_own_is_believed_where_the_page_is_there_and_the_same(web: Web):
    _listed(web, a=_page("Asthma"), print=_page("Asthma", head='<link rel="canonical" href="/a">'),
            copied=_page("Gout", head='<link rel="canonical" href="/a">'),
            home=_page("Home page", head='<link rel="canonical" href="/">'),
            dead=_page("Dead", head='<link rel="canonical" href="/none">'))  # fmt: skip
    found = _visits(web)
    assert (found["/print"].state, found["/print"].moved_to) == (S.MOVED, f"{SITE}/a")
    assert {found[p].state for p in ("/a", "/copied", "/home", "/dead")} == {S.FETCHED}


# --- what is no content

SHORT = "<html><head><title>{}</title></head><body><h1>{}</h1><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (http(b"gone", "410 Gone"), S.GONE, "410"),
        (http(b"no", "403 Forbidden"), S.NOT_REACHED, "403"),
        (http(b"x", "403 Forbidden", cf_mitigated="challenge"), S.NO_CONTENT, "bot challenge"),
        (http(b"", "204 No Content"), S.NO_CONTENT, "empty"),
        (http(b"part", "206 Partial"), S.NOT_REACHED, "206"),
        (http(b"%PDF-1.7 x"), S.NO_CONTENT, "PDF"),
        (http(b"{}", Content_Type="application/json"), S.NO_CONTENT, "application/json"),
        (http(b"<!doctype html><p>hello there", Content_Type="application/pdf"), S.FETCHED, ""),
        (http(SHORT.format("Oops", "We can't find that page", "").encode()), S.GONE, "no such page"),
        (http(SHORT.format("Members", "Sign in", "Password").encode()), S.NO_CONTENT, "log-in"),
        (http(SHORT.format("Clinic", "Maintenance", "This website is under maintenance.").encode()), S.NOT_REACHED, "error of the server"),
        (http(b'<html><body><div id="root"></div><script src="/a.js"></script></body></html>'), S.NO_CONTENT, "JavaScript"),
        (http(b"<html><body><p> </p></body></html>"), S.NO_CONTENT, "no text"),
        (http(status="302 Found", Location="/"), S.GONE, "home page"),
        (http(status="302 Found", Location="https://elsewhere.example/x"), S.EXCLUDED, "not this site"),
        (http(status="302 Found", Location="/a", Set_Cookie="seen=1"), S.NO_CONTENT, "until a cookie is kept"),
        (http(status="302 Found", Location="/login"), S.NO_CONTENT, "log-in"),
        (http(b'<meta http-equiv="refresh" content="0; URL=\'/none\'">moved'), S.GONE, "404"),
    ],
)  # fmt: skip
def test_what_is_no_page_has_a_clear_state(web: Web, answer, state, words):
    web.pages["/login"] = http(SHORT.format("Log in", "Log in", "User name").encode())
    _listed(web, a=answer)
    met = _visits(web)["/a"]
    assert met.state is state
    assert words in met.reason
    assert met.reason.isprintable()
    assert (met.document is not None) == (state is S.FETCHED)


def test_a_busy_page_is_asked_again_at_the_end(web: Web):
    answers = iter([http(b"no", "500 Oh"), _page("A")])
    _listed(web, a=b"", b=_page("B"))
    web.pages["/a"] = lambda line, stop: line.sendall(next(answers))
    assert {p: v.state for p, v in _visits(web).items()} == {"/a": S.FETCHED, "/b": S.FETCHED}
    assert _asked(web) == ["/s.xml", "/a", "/b", "/a"]


def test_a_run_whose_time_is_up_says_so_for_every_page(web: Web):
    _listed(web, a=_page("A"), b=_page("B"))
    found = _visits(web, max_minutes=0)
    assert {v.state for v in found.values()} == {S.NOT_REACHED}
    assert "the time of this run" in next(iter(found.values())).reason


# --- what is known


def test_what_did_not_change_is_not_sent_again(web: Web):
    def answer(line, stop):
        same = 'If-None-Match: "v1"' in web.asked[-1]
        line.sendall(
            http(status="304 Not Modified")
            if same
            else http(b"<p>A page</p>", ETag='"v1"', Last_Modified="x")
        )

    _listed(web, a=b"")
    web.pages["/a"] = answer
    first = _visits(web)["/a"]
    assert (first.state, first.validators.etag) == (S.FETCHED, '"v1"')
    again = _visits(web, known=lambda url: first.validators if url == f"{SITE}/a" else None)["/a"]
    assert (again.state, again.document, again.validators.etag) == (S.UNCHANGED, None, '"v1"')


def test_what_was_not_asked_for_is_no_unchanged_page(web: Web):
    _listed(web, a=http(status="304 Not Modified"))
    assert _visits(web)["/a"].state is S.NOT_REACHED


def test_a_followed_site_is_whole_when_nothing_is_sent_again(web: Web):
    web.pages |= {
        "/": _page("Home", "/a"),
        "/a": _page("A", "/b", "/f.pdf", "http://other.example/"),
        "/b": _page("B"),
    }
    first = _visits(web, f"{SITE}/", follow=True)
    assert set(first) == {"/", "/a", "/b"}
    web.pages["/a"] = http(status="304 Not Modified")
    kept = Validators('"1"', "", first["/a"].validators.links)
    again = _visits(web, f"{SITE}/", follow=True, known=lambda url: kept if url.endswith("/a") else None)
    assert {p: v.state for p, v in again.items()} == {"/": S.FETCHED, "/a": S.UNCHANGED, "/b": S.FETCHED}


def test_a_page_that_fell_off_the_sitemap_is_asked_too(web: Web):
    _listed(web, a=_page("A"))
    web.pages["/fallen"] = _page("Fallen")
    found = _visits(web, also=[f"{SITE}/a", f"{SITE}/fallen", f"{SITE}/gone", "http://127.0.0.1/x"])
    assert {p: v.state for p, v in found.items()} == {
        "/a": S.FETCHED, "/fallen": S.FETCHED, "/gone": S.GONE, "http://127.0.0.1/x": S.NOT_REACHED}  # fmt: skip
    assert all(address == "93.184.216.34" for address, _ in web.connected)


# --- how far


def test_links_are_followed_within_the_site_its_depth_and_its_patterns(web: Web):
    web.pages |= {
        "/": _page("Home", "/health/a", "/news/1", "https://other.example/", "mailto:x@y.example", "/health/x.jpg", "#top"),
        "/health/a": _page("A", "/health/b", "/health/private"), "/health/b": _page("B", "/health/c"),
        "/health/c": _page("C"), "/health/private": _page("P"),
    }  # fmt: skip
    found = _visits(web, f"{SITE}/", follow=True, depth=2, include=("/health/*",), exclude=("*/private",))
    assert {p: v.state for p, v in found.items()} == {"/health/a": S.FETCHED, "/health/b": S.FETCHED}
    assert sorted(_asked(web)) == ["/", "/health/a", "/health/b"]


def test_a_start_brings_the_sitemaps_of_robots_txt(web: Web):
    web.pages |= {"/robots.txt": http(b"Sitemap: http://clinic.example/map.xml\nSitemap: http://10.0.0.5/inner.xml"),
                  "/map.xml": _sitemap(f"{SITE}/hidden"), "/hidden": _page("Hidden"), "/": _page("Home")}  # fmt: skip
    found = _visits(web, f"{SITE}/", follow=True)
    assert found["/hidden"].state is S.FETCHED
    assert found["http://10.0.0.5/inner.xml"].state is S.NOT_REACHED
    assert all(address == "93.184.216.34" for address, _ in web.connected)


def test_no_more_pages_than_the_entry_says_and_it_is_told(web: Web):
    _listed(web, **{f"p{n}": _page(f"P{n}") for n in range(9)})
    found = _visits(web, max_pages=3)
    assert [v.state for v in found.values()].count(S.FETCHED) == 3
    assert "6 more are left out" in found["/s.xml#left-out"].reason


def test_no_more_sitemaps_than_the_limit_and_it_is_told(web: Web):
    parts = "".join(f"<sitemap><loc>{SITE}/part{n}.xml</loc></sitemap>" for n in range(4))
    web.pages["/s.xml"] = http(f"<sitemapindex>{parts}</sitemapindex>".encode())
    web.pages |= {f"/part{n}.xml": _sitemap(f"{SITE}/p{n}") for n in range(4)}
    web.pages |= {f"/p{n}": _page(f"P{n}") for n in range(4)}
    found = _visits(web, limits=Limits(sitemaps=2))
    assert sorted(p for p, v in found.items() if v.state is S.FETCHED) == ["/p0", "/p1"]
    assert "only the first 2 sitemaps were read (limits.sitemaps)" in found["/s.xml"].reason


def test_feeds_and_lists_give_their_pages(web: Web):
    web.pages |= {f"/{x}": _page(x) for x in "abcd"} | {
        "/rss": http(b'<?xml version="1.0"?><rss version="2.0"><channel><link>/</link><item><link>/a</link></item>'
                     b"<item><guid>http://clinic.example/b</guid></item></channel></rss>", Content_Type="application/rss+xml"),
        "/atom": http(b'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/atom"/><entry>'
                      b'<link rel="alternate" href="/c"/></entry></feed>'),
        "/list.txt": http(b"# ours\nhttp://clinic.example/d\n", Content_Type="text/plain"),
    }  # fmt: skip
    assert set(_visits(web, f"{SITE}/rss", f"{SITE}/atom", f"{SITE}/list.txt")) == {"/a", "/b", "/c", "/d"}


@pytest.mark.parametrize(
    "body",
    [
        "﻿<?xml version='1.0' encoding='UTF-16'?><urlset><url><loc>http://clinic.example/a?x=1&amp;y=2</loc></url></urlset>".encode("utf-16"),
        b"\n\n <?xml version='1.0'?><!-- made by hand --><s:urlset xmlns:s='urn:x'><s:url><s:loc>/a?x=1&y=2</s:loc></s:url></s:urlset>",
        gzip.compress(b"<urlset><url><loc><![CDATA[http://clinic.example/a?x=1&y=2]]></loc></url></urlset>"),
        b'<urlset xmlns:xhtml="x"><url><xhtml:link rel="alternate" hreflang="de" href="/de"/><loc>/a?x=1&amp;amp;y=2</loc></url></urlset>',
    ],
)  # fmt: skip
def test_sitemaps_as_sites_have_them(web: Web, body):
    web.pages |= {"/s.xml": http(body), "/a?x=1&y=2": _page("A")}
    assert {p: v.state for p, v in _visits(web).items()} == {"/a?x=1&y=2": S.FETCHED}


def test_half_a_sitemap_is_read_and_told_and_half_an_address_is_not_asked(web: Web):
    web.pages |= {
        "/s.xml": http(f"<urlset><url><loc>{SITE}/a</loc></url><url><loc>{SITE}/treat".encode()),
        "/a": _page("A"),
    }
    found = _visits(web)
    assert found["/a"].state is S.FETCHED
    assert "ends in the middle" in found["/s.xml"].reason
    assert _asked(web) == ["/s.xml", "/a"]


def test_hosts_are_asked_side_by_side(web: Web):
    """More hosts than threads, one of which never answers."""
    web.pages["/a"] = _page("A")
    urls = [f"http://h{n}.example/a" for n in range(20)]
    web.pages["/s.xml"] = _sitemap(*urls)
    assert {v.url for v in visit(Site("c", (f"{SITE}/s.xml",)), web.session(), lambda u: None)} == set(urls)


def test_what_the_entry_allows_is_reached_and_no_other_place_inside(web: Web):
    web.names |= {"staging.example": [["10.0.0.5"]], "other.example": [["10.0.0.6"]]}
    web.pages |= {
        "/s.xml": _sitemap("http://staging.example:8080/a", "http://other.example:8080/a"),
        "/a": _page("A"),
    }
    found = _visits(web, allow_hosts=("staging.example:8080",))
    assert found["http://staging.example:8080/a"].state is S.FETCHED
    assert found["http://other.example:8080/a"].state is S.NOT_REACHED


def test_a_pace_of_nothing_is_for_hosts_of_ones_own(web: Web):
    session = web.session()
    list(
        visit(
            Site("c", (f"{SITE}/s.xml",), delay=0.0, allow_hosts=("staging.example:8080",)),
            session,
            lambda u: None,
        )
    )
    assert session.pace.spacing("staging.example") == 0.0
    assert session.pace.spacing("unheard-of.example") > 0.0


def test_a_page_that_is_bad_behind_a_redirect_names_both_addresses(web: Web):
    _listed(web, old=http(status="301 Moved", Location="/new"))
    met = _visits(web)["/old"]
    assert (met.state, met.moved_to) == (S.GONE, f"{SITE}/new")
