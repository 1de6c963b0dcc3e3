"""What becomes of linked pages: asked politely, twice where it is bad."""

import pytest

from model.link import LinkState
from pages.fetch.probe import Prober
from tests.fetch.conftest import Web, http

S = LinkState
PAGE = http(b"<html><title>Leaflet</title><p>" + b"Words of the leaflet. " * 40 + b"</p></html>")


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([PAGE], S.OK), ([http(b"", "404 No")] * 2, S.GONE), ([http(b"", "404 No"), PAGE], S.OK), ([http(b"", "410 Gone")] * 2, S.GONE),
        ([http(b"", "403 No")], S.REFUSED), ([http(b"", "999 No")], S.REFUSED), ([http(b"", "405 No")], S.REFUSED),
        ([http(b"<title>Just a moment...</title>", "403 No")], S.REFUSED), ([http(b"", "500 Oh")] * 2, S.SILENT), ([http(b"", "400 Bad")], S.UNKNOWN),
        ([http(b"<title>Page not found</title><p>Sorry.</p>")] * 2, S.SOFT_GONE), ([http(b"<title>Log in</title><p>Name</p>")], S.REFUSED),
        ([http(b'<div id="root"></div><script src="a.js"></script>')], S.OK),
        ([http(status="301 Moved", Location="/new")], S.MOVED), ([http(status="302 Found", Location="/new")], S.OK),
        ([http(status="301 Moved", Location="/")] * 2, S.HOME), ([http(status="302 Found", Location="http://10.0.0.5/")], S.UNKNOWN),
        ([http(b"%PDF-1.7")], S.OK),
    ],
)  # fmt: skip
def test_what_becomes_of_a_link(web: Web, answers, state):
    turn = iter(answers)
    web.pages |= {"/a": lambda line, stop: line.sendall(next(turn)), "/new": PAGE, "/": PAGE}
    found = Prober(web.session(seconds=5.0))(["http://other.example/a"])
    assert found["http://other.example/a"].state is state
    assert all(address == "93.184.216.34" for address, _ in web.connected)


def test_a_download_is_asked_for_its_head_and_a_refused_head_is_no_death(web: Web):
    def answer(line, stop):
        head = web.asked[-1].startswith("HEAD")
        line.sendall(http(b"", "405 No") if head else http(b"%PDF-1.7"))

    web.pages["/f.pdf"] = answer
    assert Prober(web.session())(["http://other.example/f.pdf"])["http://other.example/f.pdf"].state is S.OK
    assert [h.split(" ")[0] for h in web.asked_pages] == ["HEAD", "GET"]


def test_what_robots_txt_forbids_is_not_asked_and_not_accused(web: Web):
    web.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /")
    (facts,) = Prober(web.session())(["http://other.example/a"]).values()
    assert facts.state is S.REFUSED
    assert web.asked_pages == []


def test_what_is_inside_is_not_asked_and_not_accused(web: Web):
    (facts,) = Prober(web.session())(["http://127.0.0.1/admin"]).values()
    assert facts.state is S.UNKNOWN
    assert web.connected == []
