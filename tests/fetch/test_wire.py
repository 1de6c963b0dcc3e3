"""The wire: what drips, floods, lies or breaks is given up in time, in words that fit, and the others go on."""

import gzip
import time

import pytest

from model.limits import Limits
from model.site import Site
from pages.fetch import FetchFailure, scrape
from pages.fetch.feed import read_feed
from pages.fetch.session import FAILURES_UNTIL_REST
from pages.fetch.sitemap import read_sitemap
from pages.fetch.visit import visit
from tests.fetch.conftest import Web, http

SITE = "http://evil.example"


def _drip(first: bytes):
    def answer(line, stop):
        line.sendall(first)
        while not stop.wait(0.02):
            line.sendall(b"x")

    return answer


def _silent(line, stop):
    stop.wait(5)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ENDLESS = {
    "body": _drip(HEAD + b"\r\n"),
    "body with a length": _drip(HEAD + b"Content-Length: 19000000\r\n\r\n"),
    "chunks": _drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n"),
    "header": _drip(HEAD + b"X-Drip: "),
    "status line": _drip(b"HTTP/1.1 200 "),
    "nothing": _silent,
    "busy for a year": http(status="429 Too Many", Retry_After="31536000"),
    "busy for ever": http(status="503 Busy", Retry_After="9" * 5000),
    "busy until a far day": http(status="503 Busy", Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_page_without_an_end_is_given_up_in_its_time(web: Web, name):
    web.pages["/p"] = ENDLESS[name]
    started = time.monotonic()
    (failure,) = scrape([f"{SITE}/p"], web.session(seconds=0.6))
    assert time.monotonic() - started < 3
    assert isinstance(failure, FetchFailure)
    assert failure.unforeseen is None
    assert "within 0.6 seconds (limits.page_seconds)" in failure.reason or "answered" in failure.reason


def test_a_host_that_does_not_deliver_is_left_alone(web: Web):
    sitemap = "".join(f"<url><loc>{SITE}/{n}</loc></url>" for n in range(40))
    web.pages["/s.xml"] = http(
        f"<urlset>{sitemap}<url><loc>http://other.example/a</loc></url></urlset>".encode()
    )
    web.pages |= {f"/{n}": ENDLESS["body"] for n in range(40)}
    web.pages["/a"] = http(b"<p>well</p>")
    started = time.monotonic()
    found = list(scrape([f"{SITE}/s.xml"], web.session(seconds=0.3)))
    assert time.monotonic() - started < 5
    # and asked again, once, at the end of the run
    assert len(web.asked_pages) == 1 + 2 * FAILURES_UNTIL_REST + 1
    assert sorted(type(f).__name__ for f in found) == ["Document"] + ["FetchFailure"] * 40
    assert "did not deliver 3 pages in a row" in found[-1].reason


def test_missing_pages_do_not_make_a_host_rest(web: Web):
    web.pages["/a"] = http(b"<p>well</p>")
    found = list(scrape([*(f"{SITE}/none{n}" for n in range(9)), f"{SITE}/a"], web.session()))
    assert [type(f).__name__ for f in found] == ["FetchFailure"] * 9 + ["Document"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (http(status="302 Found", Location="http://[::1"), "not a web address"),
        (http(status="302 Found", Location=f"http://{'a' * 70}.test/"), "no such host"),
        (http(status="302 Found", Location="http://.example/"), ""),
        (http(status="302 Found", Location="/p"), "sends on to itself"),
        (http(status="302 Found", Location="http://h.example:99999/"), "not a web address"),
        (http(status="302 Found", Location="http://h.example:x/"), "not a web address"),
        (http(b"\x28\xb5\x2f\xfd noise", Content_Encoding="zstd"), "packed as zstd, which was not asked for"),
        (http(b"noise", Content_Encoding="gzip, br"), "br, which was not asked for"),
        (http(b"noise", Content_Encoding="gzip"), "could not be unpacked"),
        (HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(300)) + b"\r\n", "headers could not be read"),
        (HEAD + b"X: " + b"y" * 100_000 + b"\r\n\r\n", "headers could not be read"),
        (b"\x16\x03\x01 this is no HTTP\r\n\r\n", ""),
        (http(status="404 Not\x1b]0;OWNED\x07Found"), "404 Not ]0;OWNED Found"),
        (HEAD + b"Content-Length: 100\r\n\r\nshort", ""),
        (HEAD + b"Content-Length: \xc2\xb2\r\n\r\nshort", None),
    ],
)  # fmt: skip
def test_a_fault_has_its_own_words_and_never_a_traceback(web: Web, answer, words):
    web.pages["/p"] = answer
    (found,) = scrape([f"{SITE}/p"], web.session(seconds=4.0))
    if words is None:
        return
    assert isinstance(found, FetchFailure)
    assert found.unforeseen is None
    assert words in found.reason
    assert found.reason.isprintable()


@pytest.mark.parametrize("value", ["²", "٣", "9" * 5000, "-1", "soon", "1e9", ""])
def test_a_retry_after_that_is_no_number_is_none(web: Web, value):
    busy = http(status="503 Busy", Retry_After=value)
    answers = iter([busy, http(b"<p>back</p>")])
    web.pages["/p"] = lambda line, stop: line.sendall(next(answers))
    (found,) = scrape([f"{SITE}/p"], web.session(seconds=20.0))
    assert found.body == b"<p>back</p>"


def test_a_host_that_is_not_there_is_told_apart_from_one_that_refuses(web: Web, monkeypatch):
    (failure,) = scrape(["http://no-such-name.invalid/"], web.session(seconds=3))
    assert "no such host" in failure.reason

    def refuse(address, timeout):
        raise ConnectionRefusedError("refused")

    session = web.session()
    session.guard.connect = refuse
    (failure,) = scrape([f"{SITE}/"], session)
    assert "the connection was refused" in failure.reason


def test_a_sitemap_is_read_to_its_limit_with_a_message():
    body = b"<urlset>" + b"<url><loc>http://a.example/</loc></url>" * 5000 + b"</urlset>"
    for packed in (body, gzip.compress(body)):
        found = read_sitemap(packed, limits=Limits(sitemap_entries=100))
        assert len(found.pages) == 100
        assert (
            found.left_out
            == "only the first 100 addresses of this sitemap were read (limits.sitemap_entries)"
        )


def test_a_feed_is_read_to_its_limits_with_a_message():
    body = b"<rss><channel>" + b"".join(
        b"<item><link>http://a.example/%d</link></item>" % n for n in range(50)
    )
    body += b"</channel></rss>"
    found = read_feed(body, limits=Limits(sitemap_entries=10))
    assert len(found.pages) == 10
    assert found.left_out == "only the first 10 addresses of this feed were read (limits.sitemap_entries)"
    found = read_feed(body, limits=Limits(sitemap_bytes=1_000))
    assert 0 < len(found.pages) < 50
    assert found.left_out == "only the first 1,000 bytes of this feed were read (limits.sitemap_bytes)"
    assert not read_feed(body).left_out


def test_a_packed_sitemap_of_a_gigabyte_costs_its_limit_only():
    bomb = gzip.compress(b"<urlset><url><loc>http://a.example/</loc></url>" + b" " * 200_000_000, 1)
    started = time.process_time()
    found = read_sitemap(bomb, limits=Limits(sitemap_bytes=1_000_000))
    assert time.process_time() - started < 2
    assert [e.url for e in found.pages] == ["http://a.example/"]
    assert found.left_out == "only the first 1 MB of this sitemap were read (limits.sitemap_bytes)"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (b"<urlset><url><loc>http://a.example/</loc></url><url><loc>http://b.exa", ["http://a.example/"]),
        (b"<urlset><url><loc>http://a.example/?x=1&y</loc></url></urlset>", None),
        (b'<!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/hostname">]><urlset><url><loc>&e;</loc></url></urlset>', ["&e;"]),
        (b'<x:urlset xmlns:x="s"><x:url><x:loc> http://a.example/ </x:loc></x:url></x:urlset>', ["http://a.example/"]),
        (b'<urlset xmlns:i="i"><url><i:image><i:loc>http://a.example/i.png</i:loc></i:image><loc>http://a.example/</loc>'
         b"</url></urlset>", ["http://a.example/"]),
        (b"<urlset><url><loc>http://a.example/" + b"x" * 5000 + b"</loc></url></urlset>", []),
        (b"<urlset/>", []),
    ],
)  # fmt: skip
def test_odd_sitemaps(body, pages):
    found = read_sitemap(body)
    if pages is not None:
        assert [e.url for e in found.pages] == pages


def test_a_list_in_a_file_is_read_to_its_limit(tmp_path, web: Web):
    (tmp_path / "l.txt").write_text("".join(f"{SITE}/{n}\n" for n in range(5)))
    site = Site("s", (str(tmp_path / "l.txt"),), limits=Limits(sitemap_entries=2))
    found = list(visit(site, web.session(), lambda url: None))
    assert len(web.asked_pages) == 2
    assert "only the first 2 addresses of this list were read (limits.sitemap_entries)" in found[0].reason


def test_an_unforeseen_error_at_one_address_is_that_addresses_only(web: Web, monkeypatch):
    web.pages |= {"/a": http(b"<p>a</p>"), "/b": http(b"<p>b</p>"), "/c": http(b"<p>c</p>")}
    session = web.session()
    real = session.ask

    def ask(url, *words, **named):
        if url.endswith("/b"):
            raise RecursionError("deep")
        return real(url, *words, **named)

    monkeypatch.setattr(session, "ask", ask)
    found = list(scrape([f"{SITE}/{x}" for x in "abc"], session))
    assert [type(f).__name__ for f in found] == ["Document", "FetchFailure", "Document"]
    assert isinstance(found[1].unforeseen, RecursionError)
