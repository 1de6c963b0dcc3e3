"""Targets to documents, over real loopback HTTP."""

import gzip
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pages.fetch import FetchFailure, scrape
from pages.fetch.session import PageSession
from pages.fetch.sitemap import read_url_list


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.asked[self.path] += 1
        base = f"http://127.0.0.1:{server.server_port}"
        if self.path == "/sitemap.xml":
            body = (
                '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                f"<sitemap><loc>{base}/part.xml.gz</loc></sitemap></sitemapindex>"
            ).encode()
        elif self.path == "/part.xml.gz":
            body = gzip.compress(
                (
                    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                    f"<url><loc>{base}/a</loc><lastmod>2020-01-02</lastmod></url>"
                    f"<url><loc>{base}/missing</loc></url><url><loc>{base}/a</loc></url></urlset>"
                ).encode()
            )
        elif self.path == "/busy" and server.asked["/busy"] == 1:
            self.send_response(503)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        elif self.path == "/huge":
            body = b"x" * 300_000
        elif self.path in ("/a", "/busy"):
            body = b"<p>hello</p>"
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Last-Modified", "Tue, 24 Jun 2014 10:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.asked = Counter()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _session():
    return PageSession(pause=0.0)


def test_a_sitemap_index_gives_every_page_once_with_its_lastmod(site):
    server, base = site
    found = list(scrape([f"{base}/sitemap.xml"], _session()))
    pages = [f for f in found if not isinstance(f, FetchFailure)]
    assert [p.url for p in pages] == [f"{base}/a"]
    assert pages[0].sitemap_lastmod == "2020-01-02"
    assert pages[0].last_modified.startswith("Tue, 24 Jun 2014")
    assert server.asked["/a"] == 1


def test_a_missing_page_is_one_line_and_the_others_go_on(site):
    _, base = site
    found = list(scrape([f"{base}/missing", f"{base}/a", "no-such-folder"], _session()))
    assert [type(f).__name__ for f in found] == ["FetchFailure", "FetchFailure", "Document"]
    assert "no such file or folder" in found[0].reason  # what is on the disk comes first
    assert "404" in found[1].reason


def test_a_busy_site_is_asked_again(site):
    server, base = site
    (page,) = scrape([f"{base}/busy"], _session())
    assert page.body == b"<p>hello</p>"
    assert server.asked["/busy"] == 2


def test_a_download_is_not_a_page(site):
    _, base = site
    session = _session()
    session.largest = 100_000
    (failure,) = scrape([f"{base}/huge"], session)
    assert "larger than 100,000 bytes; this is not a page (limits.page_bytes)" in failure.reason


def test_no_connection_says_what_to_check():
    (failure,) = scrape(["http://127.0.0.1:9/nothing"], _session())
    assert "the connection was refused; check the address" in failure.reason


def test_what_a_killed_run_fetched_is_not_fetched_again(site):
    server, base = site
    (page,) = scrape([f"{base}/a"], _session())
    again = PageSession(pause=0.0, remembered=lambda url: page)
    assert list(scrape([f"{base}/a"], again)) == [page]
    assert server.asked["/a"] == 1


def test_a_folder_gives_its_saved_pages_in_order(tmp_path):
    for name in ("b.html", "a.md", "c.pdf", "notes.txt"):
        (tmp_path / name).write_text("some words", "utf-8")
    assert [d.url.rsplit("/", 1)[1] for d in scrape([str(tmp_path)])] == ["a.md", "b.html", "notes.txt"]


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    (failure,) = scrape([str(tmp_path)])
    assert "no saved pages" in failure.reason


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("https://a.example/\n# a comment\n\nhttps://b.example/x?y=1\n", 2),
        ("https://a.example/ is our home page.\n", None),  # prose that begins with an address
        ("Just a page pasted from a mail.", None),
        ("", None),
    ],
)
def test_only_a_text_of_addresses_is_a_list(text, count):
    found = read_url_list(text)
    assert (len(found) if found is not None else None) == count
