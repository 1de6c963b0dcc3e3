"""What programs subscribe to, by the rules of its own format: RFC 5545 and 7986 of calendars, RFC 4287 of feeds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from model.dates import DateKind, DateMention, DatePlace, PageDates, PartialDate
from model.history import History, Past, State
from model.page import PageType
from model.policy import Policy
from reports.build import build_report, due_of
from reports.feeds import calendar, feed
from reports.write import write_report
from tests.reports.made import DAY, RUN, TITLES, WHY, finding_of, page_of, report_of, result_of

ATOM = "{http://www.w3.org/2005/Atom}"


def _day(kind, *day):
    return DateMention(kind, PartialDate(*day), DatePlace.VISIBLE, "x", None, 0)


def _page(reviewed=(2025, 5, 31), promised=None, **more):
    own = _day(DateKind.REVIEWED, *reviewed) if reviewed else None
    promise = _day(DateKind.NEXT_REVIEW, *promised) if promised else None
    mentions = tuple(m for m in (own, promise) if m)
    return page_of("Text.", dates=PageDates(mentions, reviewed=own, next_review=promise), **more)


def _new(*pages, owners=("Ana",)):
    """A second audit, on which one finding of each page is new, and one came back."""
    results, past = [], {}
    for page, owner in zip(pages, owners, strict=True):
        result = result_of(page, finding_of(page), finding_of(page, 0, subject="other"), owner=owner)
        one, two = (f.fingerprint for f in result.judgement.findings)
        past |= {one: Past(State.NEW, DAY, DAY), two: Past(State.REOPENED, date(2026, 1, 1), DAY)}
        results.append(result)
    return report_of(*results, history=History(past, previous=date(2026, 11, 1)))


# -- when a review is due


@pytest.mark.parametrize(
    ("page", "policy", "due"),
    [
        (_page(), Policy(), date(2028, 5, 28)),
        (_page(), Policy(review_months=12), date(2026, 5, 28)),
        (_page(reviewed=(2025,)), Policy(review_months=12), date(2026, 12, 28)),
        (_page(promised=(2026, 12, 1)), Policy(), date(2026, 12, 1)),  # sooner than the policy has it
        (_page(promised=(2031, 1, 1)), Policy(), date(2028, 5, 28)),  # a promise puts off no policy
        (_page(promised=(2022, 1, 1)), Policy(), date(2028, 5, 28)),  # answered: reviewed since
        (_page(reviewed=None, promised=(2031, 1, 1)), Policy(), date(2031, 1, 1)),
        (_page(reviewed=None), Policy(), None),
        (_page(type=PageType.NEWS), Policy(), None),  # a dated record is not reviewed
        (_page(), Policy(disabled=frozenset({"DATE002"})), None),
        (_page(promised=(2026, 12, 1)), Policy(disabled=frozenset({"DATE"})), None),
        (_page(promised=(2026, 12, 1)), Policy(disabled=frozenset({"DATE002"})), date(2026, 12, 1)),
    ],
)
def test_a_review_is_due_as_the_checks_on_dates_would_say(page, policy, due):
    assert due_of(page, policy) == due


def test_each_page_owes_its_review_by_its_own_policy():
    yearly = replace(result_of(_page(url="https://e.org/a")), policy=Policy(review_months=12))
    report = build_report(RUN, [yearly, result_of(_page(url="https://e.org/b"))])
    assert [(e.every, e.due.year) for e in report.entries] == [(12, 2026), (36, 2028)]


# -- the calendar


def test_a_calendar_says_whose_it_is_and_holds_what_rfc_5545_asks_for():
    overdue = _page(reviewed=(2010,), url="https://e.org/old")  # which is a finding
    report = report_of(result_of(_page(url="https://e.org/a"), owner="Ana"), result_of(overdue, owner="Ana"))
    raw = calendar(report, "Ana")
    (found,) = Calendar.from_ical(raw, multiple=True)
    assert found["name"] == found["x-wr-calname"] == "Reviews due: e.org, Ana"
    assert found["version"] == "2.0"
    assert found["prodid"]
    assert not found.errors
    (event,) = found.walk("VEVENT")
    assert not event.errors
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"} <= set(event)
    assert event["dtend"].dt > event["dtstart"].dt
    assert event["url"] == "https://e.org/a"
    assert event["summary"] == "Review: A page"
    assert "Owner: Ana" in event["description"]
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)


def test_an_event_is_the_same_event_on_another_night():
    pages = [result_of(_page(url=f"https://e.org/{n}")) for n in range(3)]
    later = replace(RUN, finished_at=datetime(2026, 11, 25, 2, tzinfo=UTC), today=date(2026, 11, 25))
    one, two = (
        {e["uid"] for e in Calendar.from_ical(calendar(report_of(*pages, run=run))).walk("VEVENT")}
        for run in (RUN, later)
    )
    assert one == two
    assert len(one) == 3


# -- the feed


def _text(node, name):
    return [n.text for n in node.findall(f"{ATOM}{name}")]


def _check_atom(raw, base):
    """What RFC 4287 (4.1.1, 4.1.2, 4.2.6, 4.2.7, 3.3) demands of a feed without content."""
    root = ElementTree.fromstring(raw)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for node in (root, *entries):
        (identity,), (title,), (updated,) = (_text(node, n) for n in ("id", "title", "updated"))
        assert urlsplit(identity).scheme
        assert title.strip()
        assert datetime.fromisoformat(updated).tzinfo
        alternates = [n for n in node.findall(f"{ATOM}link") if n.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
        assert all(n.get("href") for n in alternates)
    assert [n.find(f"{ATOM}name").text for n in root.findall(f"{ATOM}author")] == ["bestbefore"]
    ids = [_text(n, "id")[0] for n in (root, *entries)]
    assert len(ids) == len(set(ids))
    assert all(_text(n, "summary")[0] for n in entries)  # no content: the summary tells
    return [urljoin(base, n.find(f"{ATOM}link").get("href")) for n in entries]


def test_a_feed_is_what_rfc_4287_asks_for_and_names_the_site():
    report = _new(page_of("One sentence.", url="https://e.org/a"))
    raw = feed(report, TITLES)
    links = _check_atom(raw, "https://audit.example/changes.atom")
    assert links == [f"https://audit.example/pages/{report.entries[0].file}#f{n}" for n in (1, 2)]
    assert b"<title>New findings: e.org</title>" in raw
    assert b"came back, fix now: https://e.org/a" in raw
    _check_atom(feed(report_of(result_of(page_of("x"))), TITLES), "https://audit.example/changes.atom")


def test_an_owner_subscribes_to_the_own_pages_only(tmp_path):
    pages = [_page(url=f"https://e.org/{name}") for name in ("ana", "ben")]
    report = _new(*pages, owners=("Ana", "Ben"))
    write_report(report, tmp_path / "r", WHY, TITLES)
    owners = tmp_path / "r" / "owners"
    for name in ("ana", "ben"):
        (atom,), (ics,), (html,) = (list(owners.glob(f"{name}-*.{kind}")) for kind in ("atom", "ics", "html"))
        links = _check_atom(atom.read_bytes(), owners.as_uri() + "/x.atom")
        assert len(links) == 2
        assert all(f"e-org-{name}" in link for link in links)
        assert all(
            (tmp_path / "r" / "pages" / urlsplit(link).path.rsplit("/", 1)[1]).exists() for link in links
        )
        assert [e["url"] for e in Calendar.from_ical(ics.read_bytes()).walk("VEVENT")] == [
            f"https://e.org/{name}"
        ]
        assert {atom.name, ics.name} <= {
            part.split('"')[0] for part in html.read_text("utf-8").split('href="')
        }
    whole, own = (ElementTree.fromstring(p.read_bytes()) for p in (tmp_path / "r" / "changes.atom", atom))
    assert _text(whole, "id") != _text(own, "id")
