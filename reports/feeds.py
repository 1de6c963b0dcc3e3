"""What other programs subscribe to: a calendar of the reviews due, and a feed of new findings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, timedelta
from xml.etree import ElementTree

from icalendar import Calendar, Event

from model.history import State
from reports.report import Report
from reports.words import clean, one_line

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_ENTRIES = 100


def calendar(report: Report) -> bytes:
    """``due.ics`` (RFC 5545): one whole-day event for each review that comes due; what is overdue is a finding."""
    calendar = Calendar()
    calendar.add("prodid", "-//bestbefore//content audit//EN")
    calendar.add("version", "2.0")
    stamp = report.run.finished_at.astimezone(UTC)
    for entry in report.entries:
        if entry.due is None or entry.due < report.run.today:
            continue
        event = Event()
        event.add("uid", f"{_digest(entry.url)}@bestbefore")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.due)
        event.add("dtend", entry.due + timedelta(days=1))
        event.add("summary", f"Review: {one_line(entry.title, 120)}")
        owner = f"Owner: {one_line(entry.owner, 80)}\n" if entry.owner else ""
        event.add("description", f"{owner}{clean(entry.url)}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def feed(report: Report, titles: Mapping[str, str]) -> bytes:
    """``changes.atom`` (RFC 4287): what is new or came back, newest audit only; empty where there is no earlier one."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    when = report.run.finished_at.astimezone(UTC).isoformat(timespec="seconds")
    _add(root, "id", f"urn:bestbefore:{_digest(' '.join(report.run.targets))}")
    _add(root, "title", f"New findings, {report.run.today.isoformat()}")
    _add(root, "updated", when)
    _add(_add(root, "author"), "name", "bestbefore")
    told = 0
    for entry in report.entries:
        for item in entry.items:
            if item.state not in (State.NEW, State.REOPENED) or told >= _MOST_ENTRIES:
                continue
            told += 1
            node = _add(root, "entry")
            _add(node, "id", f"urn:bestbefore:{item.fingerprint.replace(':', '-')}")
            _add(node, "title", one_line(f"{entry.title}: {titles.get(item.code, item.code)}", 300))
            _add(node, "updated", when)
            _add(node, "link").set("href", f"pages/{entry.file}#f{item.number}")
            _add(node, "summary", one_line(entry.url, 300))
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    node = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    node.text = text or None
    return node


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
