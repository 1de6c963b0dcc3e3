"""Pages that are walls, and pages that only sound like one: a wrong *gone* takes a page's findings with it."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from model.page import Document
from model.visit import VisitState
from pages.fetch.content import Sight, look
from pages.fetch.walls import walls

S = VisitState
_STEROID = "A steroid inhaler is taken every morning and every evening, also on days without a cough."
_SALT = "Most of the salt that we eat is in bread, cheese and ready meals, not in the cellar on the table."
_FORM = "<form><label>Name</label><input><label>Word</label><input type=password><button>Go</button></form>"


def _seen(title: str, body: str) -> Sight:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return look(Document("http://clinic.example/a", page.encode(), "text/html"), {})


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # a topic that begins like a wall's head
        ("Coming soon: a second vaccine for RSV", f"<h1>Coming soon: a second vaccine for RSV</h1><p>{_STEROID}</p>"),
        ("Forbidden – what not to eat with warfarin", f"<h1>Forbidden – what not to eat with warfarin</h1><p>{_SALT}</p>"),
        ("Blocked | Ears", f"<h1>Blocked</h1><p>{_SALT} Wax is softened with warm oil for five days.</p>"),
        ("404 patients and one question", f"<h1>404 patients and one question</h1><p>{_STEROID}</p>"),
        ("500 steps more a day", f"<p>{_SALT} Walk to the shop, and climb the stairs at work.</p>"),
        ("503 babies born early", f"<h1>503 babies born early</h1><p>{_STEROID}</p>"),
        ("When a cause can't be found", f"<h1>When a cause can't be found</h1><p>{_SALT}</p>"),
        ("Fatal error: the syringe that looked alike", f"<h1>Fatal error</h1><p>{_STEROID} One nurse held two syringes.</p>"),
        ("Before you continue - folic acid", f"<h1>Before you continue</h1><p>{_SALT}</p>"),
        ("Maintenance mode: living on biologics", f"<h2>Maintenance mode</h2><p>{_STEROID}</p>"),
        # furniture that talks of logging in, cookies and scripts
        ("Asthma", f"<h1>Asthma</h1><p>{_STEROID}</p><p>You must be logged in to post a comment.</p>"),
        ("Salt", f"<div><h2>Sign in</h2>{_FORM}</div><h1>Salt</h1><p>{_SALT}</p>"),
        ("Salt", f"<div>Please enable cookies. Please enable JavaScript.</div><h1>Salt</h1><p>{_SALT}</p>"),
        ("Body mass index", f"<h1>Body mass index</h1><p>{_SALT}</p><p>This calculator requires JavaScript.</p>"),
        ("Your results", f"<h1>Your results</h1><p>A value above seven is high. {_STEROID} Please log in to see your own.</p>"),
        ("Asthma", f"<h1>Asthma</h1><p>{_STEROID}</p><aside><h2>Coming soon</h2></aside>"),
        ("News", f"<h1>News</h1><p>{_STEROID}</p><h2>Coming soon</h2><p>An evening on sleep.</p>"),
        ("Gout", f"<h1>Gout</h1><p>{_SALT}</p><form>Verify you are human<input></form>"),
        ("Gout", f"<h1>Gout</h1><p>An unexpected error occurred in the first count of crystals. {_SALT}</p>"),
        ("Reflux", f"<h1>Reflux</h1><p>The part on ranitidine of this page has been removed. {_STEROID} {_SALT}</p>"),
        ("Clinic hours", "<h1>Clinic hours</h1><p>We have moved! The children's ward is now on the third floor, beside the lift. "
                         "This page has moved with it, so please update your bookmarks. Visits are from two to six in the afternoon.</p>"),
        # the whole page in a form, or in a header that was never closed
        ("Asthma", f"<form id=aspnetForm><p>Please log in</p><h1>Asthma</h1><p>{' '.join([_STEROID, _SALT] * 4)}</p></form>"),
        ("Asthma", f"<header><p>Please log in</p><h1>Asthma</h1><p>{_STEROID}</p><p>{_SALT}</p>"),
        ("Asthma", f"<button>Menu<p>Please enable cookies</p><h1>Asthma</h1><p>{_STEROID}</p><p>{_SALT}</p>"),
        ("Sign in babies of a stiff neck", f"<h1>Sign in babies of a stiff neck</h1><p>{_STEROID}</p>"),
        # a box that asks to log in beside a short page, which has a title of its own
        ("Salt", f"<div><h2>Log in</h2><p>Log in to continue.</p></div><h1>Salt</h1><p>{_SALT}</p>"),
        ("Log in: how fibres bind water", f"<h1>How fibres bind water</h1><p>{_SALT} Please log in to comment.</p>"),
    ],
)  # fmt: skip
def test_a_page_with_something_to_read_is_read(title, body):
    assert _seen(title, body).state is S.FETCHED


@pytest.mark.parametrize(
    ("state", "title", "body"),
    [
        (S.GONE, "Page not found | Riverside", "<h1>Oh dear</h1><p>It may have been renamed. Here is what others read: "
                                               "asthma in children, sleep in old age, and how to lift a box.</p>"),
        (S.GONE, "Riverside", "<header><h1>Riverside</h1></header><main><h2>Sorry, this page does not exist</h2><p>Go to the start.</p></main>"),
        (S.GONE, "404", "<p>Nothing is here.</p>"),
        (S.GONE, "404: This page could not be found", "<h1>404</h1>"),
        (S.GONE, "404 - Riverside", "<p>Look in the menu.</p>"),
        (S.GONE, "404 Not Found", "<center><h1>404 Not Found</h1></center><hr>nginx"),
        (S.GONE, "Riverside", "<div>The page you are looking for has gone. <a href=/>Home</a></div>"),
        (S.GONE, "Riverside", "<form id=aspnetForm><h1>Page not found</h1><p>Please try the menu.</p></form>"),
        (S.GONE, "Moved", "<p>This page has moved. Please update your bookmarks.</p>"),
        (S.NO_CONTENT, "Log in | Riverside", f"<h1>Log in</h1>{_FORM}<p>Forgot your password?</p>"),
        (S.NO_CONTENT, "Riverside - Sign in", f"<main>{_FORM}</main>"),
        (S.NO_CONTENT, "Members", f"<h1>Sign in</h1>{_FORM}<p>By signing in you accept our terms and our privacy policy.</p>"),
        (S.NO_CONTENT, "Guideline", "<p>You need to log in to read on.</p>"),
        (S.NO_CONTENT, "Just a moment...", "<h1>riverside.example</h1><p>Checking that you are no robot. This may take a few seconds.</p>"),
        (S.NO_CONTENT, "riverside.example", "<p>Verify you are human by completing the action below.</p>"
                                            "<p>riverside.example needs to review the security of your connection before proceeding.</p>"),
        (S.NO_CONTENT, "", "<iframe src=/x>Request unsuccessful. Incapsula incident ID: 7-3</iframe>"),
        (S.NO_CONTENT, "Riverside", "<div id=app></div><noscript>Please enable JavaScript.</noscript><script src=a.js></script>"),
        (S.NO_CONTENT, "Riverside", "<p>Please enable cookies and load it again.</p>"),
        (S.NO_CONTENT, "Coming soon", "<h1>Coming soon</h1><p>We are working on our new website.</p>"),
        (S.NOT_REACHED, "503 Service Unavailable", "<h1>Service Unavailable</h1><p>The server is temporarily unable to service your request.</p>"),
        (S.NOT_REACHED, "500", "<p>Something broke.</p>"),
        (S.NOT_REACHED, "500 Internal Server Error", "<p>nginx</p>"),
        (S.NOT_REACHED, "Access Denied", "<p>You don't have permission to access this on this server. Reference 18.</p>"),
        (S.NOT_REACHED, "Riverside", "<h1>We'll be back soon!</h1><p>Our website is under maintenance.</p>"),
    ],
)  # fmt: skip
def test_a_wall_is_no_page(state, title, body):
    assert _seen(title, body).state is state


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"<h1>Gout</h1><p>A stray\0 byte, and a \0second.</p>", S.FETCHED),
        (b"<p>A rule of dashes\x0b\0 and a bell\x07.</p>", S.FETCHED),
        (bytes(range(256)) * 4, S.NO_CONTENT),
        (b"\x01\x02\x00\x05data\x06\x00" + bytes(range(200)), S.NO_CONTENT),
    ],
)
def test_a_stray_byte_makes_no_binary(body, state):
    assert look(Document("http://clinic.example/a", body, ""), {}).state is state


@pytest.mark.parametrize(
    ("wall", "example", "fits"),
    [
        (w, e, fits)
        for w in walls()
        for fits, rows in ((True, w.examples), (False, w.not_these))
        for e in rows
    ],
)
def test_the_examples_of_a_row(wall, example, fits):
    title, _, text = example.partition(" / ")
    seen = _seen(title, f"<p>{text}</p>")
    assert ((seen.state, seen.reason) == (wall.state, wall.reason)) is fits


@pytest.mark.parametrize(
    "base", ["https://example.org/a/b?c=d", "http://example.org:8080", "https://example.org//x/"]
)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/a/b",
        "/a/b/",
        "/a.html",
        "/a?b=c",
        "/a/../b",
        "/./a",
        "/a//b",
        "//other.org/a",
        "/a?",
        "/a#b",
        "/a;b",
        "/%7Ea",
    ],
)
def test_a_link_from_the_root_leads_where_joining_it_says(base, path):
    body = f'<html><body><p>Sleep well.</p><a href="{path}">more</a></body></html>'.encode()
    sight = look(Document(base, body, "text/html"), {}, follow=True)
    assert sight.links == (urljoin(base, path),)


@pytest.mark.parametrize(
    "href", ["b", "../b", "?p=2", "/b", "//other.org/b", "https://other.org/b", "http:b", "./b/../c"]
)
def test_one_link_on_many_pages_leads_where_each_page_says(href):
    """What is worked out once for all pages of a site is what does not depend on the page."""
    body = f'<html><body><p>Sleep well.</p><a href="{href}">more</a></body></html>'.encode()
    for page in ("http://clinic.example/a/x", "http://clinic.example/b/x", "http://desk.example/a/x"):
        assert look(Document(page, body, "text/html"), {}, follow=True).links == (urljoin(page, href),)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Log in", f"<h1>Log in</h1><p>Log in to continue.</p><p>{_SALT}</p>"),
        ("Sign in | Riverside Clinic", f"<h2>Sign in</h2><p>You must be logged in to view this leaflet.</p><p>{_STEROID}</p>"),
        ("Riverside - Log in", f"<p>Please log in.</p><p>{_SALT}</p>"),
        ("Access denied", f"<h1>Access denied</h1><p>Sorry, you have been blocked.</p><p>{_SALT}</p>"),
    ],
)  # fmt: skip
def test_a_wall_that_title_heading_and_text_name_is_one_whatever_stands_beside(title, body):
    assert _seen(title, body).state is not S.FETCHED
