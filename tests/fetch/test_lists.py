"""What is named as a list is one or nothing, and the site's patterns hold for pages only, wherever they come from."""

import gzip

import pytest

from model.site import Site
from model.visit import Validators, VisitState
from pages.fetch import visit
from pages.fetch.listing import read_listing
from pages.fetch.robots import read_robots
from tests.fetch.conftest import Web, http

SITE = "http://clinic.example"
S = VisitState
HAD = Validators()


def _page(title: str, *links: str, **headers: str) -> bytes:
    words = " ".join(f"{title} is described here in running words, line {n}." for n in range(12))
    listed = "".join(f'<a href="{link}">more</a>' for link in links)
    body = f"<html><head><title>{title}</title></head><body><p>{words}</p>{listed}</body></html>"
    return http(body.encode(), **headers)


def _sitemap(*urls: str) -> bytes:
    return http(f"<urlset>{''.join(f'<url><loc>{u}</loc></url>' for u in urls)}</urlset>".encode())


def _states(web: Web, *targets: str, known=lambda url: None, told=lambda url: url, **entry) -> dict[str, S]:
    found = list(visit(Site("clinic", targets, **entry), web.session(), known, (), told))
    return {v.url.removeprefix(SITE): v.state for v in found}


def test_a_sitemap_that_robots_txt_names_is_asked_whatever_the_patterns(web: Web):
    web.pages |= {
        "/robots.txt": http(f"Sitemap: {SITE}/s.xml\n".encode()),
        "/s.xml": _sitemap(f"{SITE}/health/a", f"{SITE}/blog/b"),
        "/": _page("Home"), "/health/a": _page("A"), "/blog/b": _page("B"),
    }  # fmt: skip
    assert _states(web, f"{SITE}/", follow=True, include=("/health/*",)) == {"/health/a": S.FETCHED}


@pytest.mark.parametrize("how", ["index", "robots", "entry"])
def test_a_page_in_the_place_of_a_list_is_no_page_of_the_site(web: Web, how):
    web.pages |= {"/s.xml": _page("We are back soon"), "/": _page("Home")}
    if how == "robots":
        web.pages["/robots.txt"] = http(f"Sitemap: {SITE}/s.xml\n".encode())
        assert _states(web, f"{SITE}/", follow=True) == {"/": S.FETCHED, "/s.xml": S.NOT_REACHED}
    elif how == "index":
        web.pages["/i.xml"] = http(
            f"<sitemapindex><sitemap><loc>{SITE}/s.xml</loc></sitemap></sitemapindex>".encode()
        )
        assert _states(web, f"{SITE}/i.xml") == {"/s.xml": S.NOT_REACHED}
    else:
        assert _states(web, f"{SITE}/s.xml", lists=frozenset({f"{SITE}/s.xml"})) == {"/s.xml": S.NOT_REACHED}
        assert _states(web, f"{SITE}/s.xml") == {"/s.xml": S.FETCHED}  # an address is a page


def test_a_page_that_leads_to_what_is_left_out_is_left_out(web: Web):
    web.pages |= {
        "/s.xml": _sitemap(f"{SITE}/health/a", f"{SITE}/health/b"),
        "/health/a": http(b"", "301 Moved Permanently", Location="/blog/a"),
        "/blog/a": _page("A"), "/health/b": _page("B"),
    }  # fmt: skip
    found = _states(web, f"{SITE}/s.xml", exclude=("/blog/*",))
    assert found == {"/health/a": S.EXCLUDED, "/health/b": S.FETCHED}
    assert not any(" /blog/" in head for head in web.asked)


def test_patterns_hold_for_saved_pages_by_the_path_they_are_told_by(web: Web, tmp_path):
    for name in ("health/a", "health/print/b", "blog/c"):
        file = tmp_path / "health" / f"{name}.html"  # the folder's own name fits the pattern, too
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_page(name).partition(b"\r\n\r\n")[2])
    root = tmp_path / "health"

    def told(url: str) -> str:
        return f"file://{url.partition(str(root))[2]}"

    patterns = {"include": ("/health/*",), "exclude": ("*/print/*",)}
    first = _states(web, str(root), told=told, **patterns)
    assert {told(url) for url in first} == {"file:///health/a.html"}
    later = _states(web, str(root), told=told, known=lambda url: HAD, **patterns)
    assert {told(url): state for url, state in later.items()} == {
        "file:///health/a.html": S.FETCHED,
        "file:///health/print/b.html": S.EXCLUDED,
        "file:///blog/c.html": S.EXCLUDED,
    }
    named = str(root / "blog" / "c.html")  # what is named itself is wanted
    assert list(_states(web, named, told=told, **patterns).values()) == [S.FETCHED]


LIST = "http://clinic.example/a\r\nclinic.example/b\r\nhttp://clinic.example/c\r\n"


@pytest.mark.parametrize(
    "body", [LIST.encode(), LIST.encode("utf-8-sig"), LIST.encode("utf-16"), b"\xfe\xff" + LIST.encode("utf-16-be")]
)  # fmt: skip
def test_one_line_that_is_no_address_makes_no_page_of_a_list(web: Web, body):
    web.pages |= {"/l.txt": http(body, Content_Type="text/plain"), "/a": _page("A"), "/c": _page("C")}
    found = _states(web, f"{SITE}/l.txt")
    assert found == {"/a": S.FETCHED, "/c": S.FETCHED, "clinic.example/b": S.NOT_REACHED}


@pytest.mark.parametrize(
    "text",
    ["Asthma\nhttp://clinic.example/a\n", "See http://clinic.example/a\nhttp://clinic.example/b\n", ""],
)
def test_a_text_with_addresses_in_it_is_no_list(text):
    assert read_listing(text.encode(), "text/plain") is None


@pytest.mark.parametrize(
    "name",
    ["bestbefore", "BestBefore/0.1", "bestbefore/0.1 (+mailto:web@clinic.example)", "bestbefore ; night"],
)
def test_our_name_in_robots_txt_is_the_products_name_whatever_follows_it(name):
    rules = read_robots(
        f"User-agent: {name}\nCrawl-delay: 3\nDisallow: /a\n\nUser-agent: *\nDisallow: /b".encode()
    )
    assert not rules.allows(f"{SITE}/a")
    assert rules.allows(f"{SITE}/b")
    assert rules.delay == 3


def test_another_programs_name_is_not_ours():
    rules = read_robots(b"User-agent: bestbeforehand/1.0\nDisallow: /\n")
    assert rules.allows(f"{SITE}/a")


def test_an_address_of_its_own_may_stand_in_a_header(web: Web):
    link = f'</style.css>; rel=preload, <{SITE}/a>; rel="canonical"'
    web.pages |= {
        "/s.xml": _sitemap(f"{SITE}/a", f"{SITE}/print/a", f"{SITE}/b"),
        "/a": _page("A"), "/print/a": _page("A", Link=link), "/b": _page("B", Link=link),
    }  # fmt: skip
    assert _states(web, f"{SITE}/s.xml") == {"/a": S.FETCHED, "/print/a": S.MOVED, "/b": S.FETCHED}


def test_half_of_a_packed_page_is_not_examined(web: Web):
    packed = gzip.compress(_page("A").partition(b"\r\n\r\n")[2])
    web.pages |= {
        "/s.xml": _sitemap(f"{SITE}/a", f"{SITE}/b"),
        "/a": http(packed, Content_Encoding="gzip"),
        "/b": http(packed[:-30], Content_Encoding="gzip"),
    }
    assert _states(web, f"{SITE}/s.xml") == {"/a": S.FETCHED, "/b": S.NOT_REACHED}


@pytest.mark.parametrize(
    ("page", "leads_to", "state"),
    [
        ("/about-ms", "/ms", S.MOVED),  # the section on multiple sclerosis
        ("/tuberculosis/what", "/tb/", S.MOVED),
        ("/old", "/en/", S.GONE),
        ("/old", "/en-gb", S.GONE),
        ("/ms/old", "/ms/", S.GONE),  # this site speaks Malay
        ("/old", "/index.html", S.GONE),
    ],
)
def test_two_letters_are_a_languages_home_page_where_they_are_a_language(web: Web, page, leads_to, state):
    web.pages |= {
        "/s.xml": _sitemap(f"{SITE}{page}"),
        page: http(b"", "301 Moved Permanently", Location=leads_to),
        leads_to: _page("There"),
    }
    assert _states(web, f"{SITE}/s.xml")[page] == state
