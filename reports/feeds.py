"""What other programs subscribe to: a calendar of the reviews due, and a feed of new findings; of a site, and of each
owner."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from xml.etree import ElementTree

from icalendar import Calendar, Event

from model.history import State
from reports.overview import site_name
from reports.report import Entry, Item, Report
from reports.words import SEVERITY_WORDS, clean, one_line, safe_url

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_ENTRIES = 100
_REFRESH = timedelta(days=1)  # an audit is a night's; asking more often brings nothing


def calendar(report: Report, owner: str = "") -> bytes:
    """``due.ics`` (RFC 5545, named as RFC 7986 says): one whole-day event for each review that comes due; what is
    overdue is a finding. ``owner``: on that owner's pages only."""
    calendar = Calendar()
    name = f"Reviews due: {_whose(report, owner)}"
    calendar.add("prodid", "-//bestbefore//content audit//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs show
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    stamp = report.run.finished_at.astimezone(UTC)
    for entry in _of(report.entries, owner):
        if entry.due is None or entry.due < report.run.today:
            continue
        event = Event()
        event.add("uid", f"{_digest(entry.url)}@bestbefore")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.due)
        event.add("dtend", entry.due + timedelta(days=1))
        event.add("summary", f"Review: {one_line(entry.title, 120)}")
        told = f"Owner: {one_line(entry.owner, 80)}\n" if entry.owner else ""
        event.add("description", f"{told}{clean(entry.url)}")
        if address := safe_url(entry.url):
            event.add("url", clean(address))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def feed(report: Report, titles: Mapping[str, str], owner: str = "", up: str = "") -> bytes:
    """``changes.atom`` (RFC 4287): what is new or came back, newest audit only; empty where there is no earlier one.
    ``owner``: on that owner's pages only; ``up``: what leads from the feed's folder to the report's."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    when = report.run.finished_at.astimezone(UTC).isoformat(timespec="seconds")
    _add(root, "id", f"urn:bestbefore:{_digest(' '.join((*report.run.targets, owner)))}")
    _add(root, "title", f"New findings: {_whose(report, owner)}")
    _add(root, "updated", when)
    _add(_add(root, "author"), "name", "bestbefore")
    _add(root, "link").attrib.update(rel="alternate", type="text/html", href=f"{up}index.html")
    told: list[tuple[Entry, Item]] = [
        (e, i) for e in _of(report.entries, owner) for i in e.items if i.state in (State.NEW, State.REOPENED)
    ]
    for entry, item in told[:_MOST_ENTRIES]:
        node = _add(root, "entry")
        _add(node, "id", f"urn:bestbefore:{item.fingerprint.replace(':', '-')}")
        _add(node, "title", one_line(f"{entry.title}: {titles.get(item.code, item.code)}", 300))
        _add(node, "updated", when)
        _add(node, "link").attrib.update(
            rel="alternate", type="text/html", href=f"{up}pages/{entry.file}#f{item.number}"
        )
        state = "came back, " if item.state is State.REOPENED else ""
        _add(node, "summary", one_line(f"{state}{SEVERITY_WORDS[item.severity]}: {entry.url}", 300))
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _of(entries: Iterable[Entry], owner: str) -> Iterable[Entry]:
    return (e for e in entries if not owner or e.owner == owner)


def _whose(report: Report, owner: str) -> str:
    return one_line(f"{site_name(report)}, {owner}" if owner else site_name(report), 120)


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    node = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    node.text = text or None
    return node


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
