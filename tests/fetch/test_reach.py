"""Where a fetch may go: what the operator named and the open web, never what only a page names inside."""

import gzip
from pathlib import Path

import pytest

from flows.reading import read_one
from model.errors import FetchError
from model.lexicon import Lexicon
from model.page import Document
from pages.fetch import FetchFailure, bare, scrape
from pages.fetch.reach import is_public
from pages.fetch.scrape import MAX_LINKED
from pages.fetch.session import PageSession
from tests.fetch.conftest import PUBLIC, Web, http

# Ways of writing an address inside: loopback, link-local, private, metadata, mapped, as a number, by a name.
INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.5/",
    "http://[::1]/", "http://[fd00::5]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://127.0.0.1:6379/", "http://evil.example@127.0.0.1/",
    "http://inner.example/", "https://inner.example/", "http://evil.example:22/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://100.64.0.1/", "http://224.0.0.1/",
]  # fmt: skip
PAGE = "<h1>Gout</h1><p>Rest the joint, as studies show [1].</p><p>{}</p>"


@pytest.fixture
def evil(web: Web) -> Web:
    web.names["inner.example"] = [["10.0.0.5"]]
    return web


def _only_the_site(web: Web) -> None:
    assert set(web.connected) <= {(PUBLIC, 80), (PUBLIC, 443)}, web.connected


@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_reaches_nothing_inside(evil, inside, packed):
    sitemap = f"<urlset><url><loc>{inside}</loc></url></urlset>".encode()
    evil.pages["/s.xml"] = http(gzip.compress(sitemap) if packed else sitemap)
    found = list(scrape(["http://evil.example/s.xml"], evil.session()))
    assert [type(f) for f in found] == [FetchFailure]
    _only_the_site(evil)


@pytest.mark.parametrize("inside", INSIDE)
def test_an_index_of_sitemaps_reaches_nothing_inside(evil, inside):
    evil.pages["/s.xml"] = http(
        f"<sitemapindex><sitemap><loc>{inside}</loc></sitemap></sitemapindex>".encode()
    )
    assert [type(f) for f in scrape(["http://evil.example/s.xml"], evil.session())] == [FetchFailure]
    _only_the_site(evil)


@pytest.mark.parametrize("inside", INSIDE)
def test_a_list_of_addresses_reaches_nothing_inside(evil, tmp_path, inside):
    (tmp_path / "list.txt").write_text(f"{inside}\n")
    assert [type(f) for f in scrape([str(tmp_path / "list.txt")], evil.session())] == [FetchFailure]
    assert evil.connected == []


@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary Redirect"])
def test_a_redirect_reaches_nothing_inside(evil, inside, status):
    evil.pages["/p"] = http(status=status, Location=inside)
    (failure,) = scrape(["http://evil.example/p"], evil.session())
    assert isinstance(failure, FetchFailure)
    _only_the_site(evil)


@pytest.mark.parametrize("inside", INSIDE)
def test_a_linked_reference_list_reaches_nothing_inside(evil, inside):
    for way in (f'<a href="{inside}">References</a>', '<a href="/references">References</a>'):
        evil.pages["/p"] = http(PAGE.format(way).encode())
        evil.pages["/references"] = http(status="302 Found", Location=inside)
        session = evil.session()
        (document,) = scrape(["http://evil.example/p"], session)
        read_one(document, Lexicon(), session)
        _only_the_site(evil)


@pytest.mark.parametrize("inside", INSIDE)
def test_a_meta_refresh_reaches_nothing_inside(evil, inside):
    evil.pages["/p"] = http(f'<meta http-equiv="refresh" content="0;url={inside}">{PAGE}'.encode())
    (failure,) = scrape(["http://evil.example/p"], evil.session())
    assert isinstance(failure, FetchFailure)
    _only_the_site(evil)


@pytest.mark.parametrize("inside", INSIDE)
def test_base_frames_and_canonical_reach_nothing(evil, inside):
    head = f'<base href="{inside}"><link rel="canonical" href="{inside}">'
    body = PAGE.format(f'<a href="references">References</a><iframe src="{inside}"></iframe>')
    evil.pages["/p"] = http((head + body).encode())
    session = evil.session()
    (document,) = scrape(["http://evil.example/p"], session)
    read_one(document, Lexicon(), session)
    _only_the_site(evil)


def test_a_resolver_that_lies_the_second_time_gets_no_further(evil):
    evil.names["turning.example"] = [[PUBLIC], [PUBLIC], ["127.0.0.1"]]  # for robots.txt, too
    evil.pages["/s.xml"] = http(b"<urlset><url><loc>http://turning.example/a</loc></url></urlset>")
    (failure,) = scrape(["http://evil.example/s.xml", "http://evil.example/s.xml"], evil.session())
    assert "404" in failure.reason
    evil.pages["/s.xml"] = http(b"<urlset><url><loc>http://turning.example/b</loc></url></urlset>")
    (failure,) = scrape(["http://evil.example/s.xml"], evil.session())
    assert "not on the open web" in failure.reason
    _only_the_site(evil)


def test_a_name_with_one_inner_address_among_its_own_is_refused(evil):
    evil.names["mixed.example"] = [[PUBLIC, "10.0.0.5"]]
    evil.pages["/p"] = http(status="302 Found", Location="http://mixed.example/")
    (failure,) = scrape(["http://evil.example/p"], evil.session())
    assert "10.0.0.5" in failure.reason
    _only_the_site(evil)


def test_what_the_operator_typed_is_reached_there_and_only_there(evil):
    evil.pages["/s.xml"] = http(
        b"<urlset><url><loc>http://10.0.0.5:8080/a</loc></url><url><loc>http://10.0.0.5:9090/b</loc></url>"
        b"<url><loc>https://10.0.0.5:8080/c</loc></url></urlset>"
    )
    evil.pages["/a"] = http(b"<p>ours</p>")
    found = list(scrape(["http://10.0.0.5:8080/s.xml"], evil.session()))
    assert [type(f).__name__ for f in found] == ["Document", "FetchFailure", "FetchFailure"]
    assert "name it as a target" in found[1].reason
    assert set(evil.connected) == {("10.0.0.5", 8080)}


@pytest.mark.parametrize(
    "scheme", ["file:///etc/hostname", "ftp://evil.example/x", "data:text/html,x", "gopher://evil.example/"]
)
def test_the_web_names_nothing_but_the_web(evil, scheme):
    evil.pages["/p"] = http(status="302 Found", Location=scheme)
    evil.pages["/s.xml"] = http(f"<urlset><url><loc>{scheme}</loc></url></urlset>".encode())
    for target in ("http://evil.example/p", "http://evil.example/s.xml"):
        (failure,) = scrape([target], evil.session())
        assert isinstance(failure, FetchFailure)


@pytest.mark.parametrize("host", ["evil.example", "", "localhost"])
def test_a_page_of_the_web_reads_no_file(evil, tmp_path, host):
    secret = tmp_path / "references.txt"
    secret.write_text("1. Secret A. Of this machine. J Secrets. 2001;1:1-2.\n")
    evil.pages["/p"] = http(PAGE.format(f'<a href="file://{host}{secret}">References</a>').encode())
    session = evil.session()
    found = scrape(
        ["http://evil.example/p", str(tmp_path)], session
    )  # the folder is the operator's own, even
    document = next(d for d in found if d.url.startswith("http"))
    assert not [r for r in read_one(document, Lexicon(), session).references if "Secret" in r.text]


def _saved(folder: Path, link: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "gout.html").write_text(PAGE.format(f'<a href="{link}">References</a>'))
    session = PageSession()
    (document,) = (d for d in scrape([str(folder)], session) if d.url.endswith("gout.html"))
    return " ".join(r.text for r in read_one(document, Lexicon(), session).references)


LIST = "<h2>References</h2><ol><li>Doe J. Rest for gout. J Rheumatol. 2010;1:1-9.</li></ol>"


def test_a_saved_page_finds_its_list_beside_it_and_no_file_outside(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "references.html").write_text(LIST)
    (tmp_path / "outside.html").write_text(LIST)
    (tmp_path / "site" / "link.html").symlink_to(tmp_path / "outside.html")
    assert "Rest for gout" in _saved(tmp_path / "site", "references.html")
    for link in ("../outside.html", (tmp_path / "outside.html").as_uri(), "link.html", "%2e%2e/outside.html",
                 f"file://localhost{tmp_path}/outside.html", f"file://other.example{tmp_path}/site/references.html"):  # fmt: skip
        assert _saved(tmp_path / "site", link) == "", link


def test_a_saved_page_asks_nothing_of_the_web(tmp_path, monkeypatch):
    monkeypatch.setattr(PageSession, "get", lambda *_: pytest.fail("asked"))
    assert _saved(tmp_path / "site", "http://evil.example/references") == ""


def test_a_few_linked_lists_are_followed_not_hundreds(evil):
    links = "".join(f'<a href="/references/{n}">References</a> ' for n in range(300))
    evil.pages["/p"] = http(PAGE.format(links).encode())
    session = evil.session()
    (document,) = scrape(["http://evil.example/p"], session)
    read_one(document, Lexicon(), session)
    assert len(evil.asked_pages) == 1 + MAX_LINKED <= 6


def test_a_password_that_the_operator_typed_is_used_and_never_shown(evil):
    evil.pages["/a"] = http(b"<p>hello</p>")
    evil.pages["/s.xml"] = http(b"<urlset><url><loc>http://staging.example/a</loc></url></urlset>")
    found = list(scrape(["http://editor:PASSW0RD@staging.example/s.xml", "http://x:PASSW0RD@staging.example/none"],
                        evil.session()))  # fmt: skip
    assert sorted(f.url for f in found) == ["http://staging.example/a", "http://staging.example/none"]
    assert all("Authorization: Basic" in head for head in evil.asked)
    assert "PASSW0RD" not in repr(found)


def test_a_password_goes_nowhere_else(evil):
    evil.pages["/p"] = http(status="302 Found", Location="http://evil.example/q")
    evil.pages["/q"] = http(b"<p>hello</p>")
    (document,) = scrape(["http://editor:PASSW0RD@staging.example/p"], evil.session())
    assert document.final_url == "http://evil.example/q"
    assert [("Authorization" in head, "Host: staging.example" in head) for head in evil.asked_pages] == [
        (True, True),
        (False, False),
    ]
    assert all(("Authorization" in head) == ("Host: staging.example" in head) for head in evil.asked)


def test_no_netrc_and_no_cookie_is_sent(evil, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine evil.example login a password NETRC\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    evil.pages["/a"] = http(b"<p>a</p>", Set_Cookie="sid=SECRET; Path=/")
    evil.pages["/b"] = http(status="302 Found", Location="/c", Set_Cookie="sid=SECRET; Path=/")
    evil.pages["/c"] = http(b"<p>c</p>")
    assert len(list(scrape([f"http://evil.example/{x}" for x in "ab"], evil.session()))) == 2
    assert not [h for h in evil.asked if "Authorization" in h or "Cookie" in h]


def test_behind_a_proxy_the_name_is_checked_as_far_as_it_is_known_here(evil, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    evil.pages["/p"] = http(b"never")
    with pytest.raises(FetchError, match="not on the open web"):
        evil.session().get("http://inner.example/")
    with pytest.raises(FetchError, match="proxy"):
        evil.session().get("http://evil.example/p")


@pytest.mark.parametrize(
    ("address", "public"),
    [(PUBLIC, True), ("2606:2800:220:1::1", True), ("192.168.1.1", False), ("::", False), ("fe80::1%eth0", False),
     ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False), ("240.0.0.1", False), ("ff02::1", False), ("x", False)],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("address", "shown"),
    [("http://u:p@h.example:81/a@b?c=d@e", "http://h.example:81/a@b?c=d@e"), ("http://u@h/", "http://h/"),
     ("http://u:p@[::1", "http://[::1"), ("http://u:p@//other.example/x", "http:////other.example/x"), ("https://h.example/@user", "https://h.example/@user"), ("-", "-"),
     ("folder@home/page.html", "folder@home/page.html")],
)  # fmt: skip
def test_a_shown_address_has_no_user_in_it(address, shown):
    assert bare(address) == shown


def test_an_unreadable_link_costs_the_link(evil):
    for link in ("http://[::1", "//[x", "http://a]b/", "http://ℂ.example:x/"):
        page = PAGE.format(f'<a href="{link}">References</a>')
        document = Document("http://evil.example/", page.encode(), "text/html")
        assert read_one(document, Lexicon(), evil.session()).title == "Gout"
