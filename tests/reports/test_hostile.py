"""Hostile words in every field of every format: nothing becomes markup, nothing runs, nothing leaves the folder."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from icalendar import Calendar
from playwright.sync_api import sync_playwright
from sarif_pydantic import Sarif

from model.dates import DateKind, DateMention, DatePlace, PageDates, PartialDate
from model.decision import Decision, Ruling
from model.finding import Held, Judgement, NotVerified
from model.history import History, Resolved
from model.page import Reference
from reports.build import Failure, Moved, PageResult, SourceState
from reports.decisions import Decisions
from reports.summary import report_to_markdown
from reports.write import write_report
from tests.reports.chromium import chromium
from tests.reports.made import DAY, RUN, TITLES, WHY, exhibit, finding_of, page_of, report_of

MARK = "window.pwned=1"
_TAGS = ("script", "img src=x onerror", "svg onload", "iframe srcdoc", "body onload", "a href=javascript:", "style", "base href",
         "meta http-equiv=refresh content", "form action", "object data", "embed src", "math href", "details open ontoggle",
         "video onerror src", "input autofocus onfocus", "link rel=stylesheet href", "template", "textarea", "noscript")  # fmt: skip
_OPEN = ("", '"', "'", "-->", "</title>", "</style>", "</script>", "]]>", "</textarea>", "`")
PAYLOADS = [f'{before}><{tag}="{MARK}">{MARK}</{tag.split()[0]}>' for before in _OPEN for tag in _TAGS] + [
    "javascript:" + MARK, "data:text/html,<script>" + MARK + "</script>", "{{7*7}}{% raw %}", "\x00\x1b[31m\x07", "\u202egnp.exe",
    "a\u2028b\u2029c", "\ud800lone", "=cmd|' /C calc'!A0", "BEGIN:VEVENT\r\nEND:VCALENDAR", "../../../etc/passwd",
    "..\\..\\windows", "/absolute", "x" * 100_000, "<!--", "&lt;script&gt;", "&#x3C;script&#x3E;", "%3Cscript%3E", "vbscript:x",
]  # fmt: skip


# What ran, where links lead, and elements that no template of ours makes.
_STRANGE = """() => ({
  ran: window.pwned || null,
  links: [...document.querySelectorAll('a[href]')].map(a => a.href).filter(a => !/^(https?|file):/.test(a)),
  elements: [...document.querySelectorAll(
    '[style],[srcdoc],[autofocus],iframe,img,object,embed,base,link,svg,math,video,template,textarea,noscript,body body,' +
    'form:not(#filter),input:not(#q),meta[http-equiv]:not([http-equiv=Content-Security-Policy]),style ~ style'
  ), ...[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))]
    .map(e => e.outerHTML.slice(0, 200)),
})"""


def test_there_are_enough_of_them():
    assert len(PAYLOADS) >= 200


def _hostile(payload, number):
    """A page with the payload in every field that words from outside can reach."""
    url = f"https://e.example/{number}/{payload}" if number % 3 else payload
    dated = DateMention(
        DateKind.UPDATED, PartialDate(2014, 6), DatePlace.VISIBLE, payload, None, 0, note=payload
    )
    page = page_of(
        payload or "x", f"A sentence {payload}", url=url, title=payload, heading=payload or "h", language=payload,
        canonical_url=payload, references=(Reference(0, 1, payload, urls=(payload,)),), unread=(payload,),
        dates=PageDates((dated,), updated=dated),
    )  # fmt: skip
    roles = (
        {1: {"role": "item", "label": payload}, 2: {"role": "cell", "cell": (0, 0, 0)}} if number % 2 else {}
    )
    page = replace(
        page,
        blocks=tuple(replace(b, **roles.get(b.index, {})) for b in page.blocks),
        sections=tuple(replace(x, anchor=payload) for x in page.sections),
    )
    finding = finding_of(
        page, 2, message=payload, suggestion=payload, subject=payload, claim=payload,
        evidence=(exhibit(payload, payload, url=payload, source=payload, own_record=bool(number % 2)),),
    )  # fmt: skip
    findings = (
        finding,
        replace(finding, code="DATE002", evidence=()),
        replace(finding, code="REF006", section=None),
    )
    open_ = NotVerified(page.url, 0, "claim", payload, payload, payload)
    held = (Held(0, what, payload, payload, payload, payload, DAY) for what in ("claim", "reference"))
    judged = Judgement(page.url, findings, (open_, replace(open_, what="reference")), 2, tuple(held))
    return PageResult(page, judged, payload, payload)


def _decided(results):
    """Decisions in the same words: one in force, one that has ended, one that somebody has to do, one on nothing."""
    kept = {"v2:none": Decision("v2:none", Ruling.ACCEPTED, PAYLOADS[0])}
    for number, (result, payload) in enumerate(zip(results, PAYLOADS, strict=True)):
        until = DAY - timedelta(days=1) if number % 3 == 1 else None
        ruling = Ruling.TO_DO if number % 3 == 2 else Ruling.FALSE_ALARM
        name = result.judgement.findings[1].fingerprint
        kept[name] = Decision(name, ruling, payload, until, payload, DAY, "", payload)
    return Decisions(kept)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    results = [_hostile(p, n) for n, p in enumerate(PAYLOADS)]
    history = History(
        resolved=tuple(Resolved("v2:aaaaaaaaaaaa", "FDA001", p, p, "text changed", DAY) for p in PAYLOADS),
        previous=DAY,
    )
    sources = tuple(
        SourceState(p, p, DAY, p, p if n % 2 else "", {"drug": n}) for n, p in enumerate(PAYLOADS)
    )
    every = "".join(PAYLOADS[::20])
    run = replace(
        RUN,
        id=every,
        version=every,
        targets=tuple(PAYLOADS),
        sources=sources,
        policy=replace(RUN.policy, name=every),
    )
    report = report_of(
        *results,
        run=run,
        history=history,
        failures=[Failure(p, p) for p in PAYLOADS],
        decisions=_decided(results),
    )
    report = replace(
        report,
        excluded=tuple(Failure(p, p) for p in PAYLOADS),
        moved=tuple(Moved(p, p) for p in PAYLOADS),
    )
    home = tmp_path_factory.mktemp("hostile")
    write_report(report, home / "report", dict.fromkeys(WHY, every), dict.fromkeys(TITLES, every))
    return report, home / "report"


def test_no_file_lands_outside_the_folder(written):
    _, folder = written
    assert [p.name for p in folder.parent.iterdir()] == ["report"]
    assert all(len(p.name) <= 100 and p.name.isascii() for p in folder.rglob("*"))


def test_every_format_is_still_one(written):
    report, folder = written
    schema = json.loads(Path("reports/findings.schema.json").read_text("utf-8"))
    data = json.loads((folder / "findings.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    lines = (folder / "findings.jsonl").read_text("utf-8").split("\n")
    assert len([json.loads(line) for line in lines if line]) == 1 + len(PAYLOADS)
    rows = list(csv.reader(io.StringIO((folder / "findings.csv").read_text("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert len(
        Sarif.model_validate(json.loads((folder / "findings.sarif").read_text("utf-8"))).runs[0].results
    ) == 3 * len(PAYLOADS)
    ElementTree.fromstring((folder / "changes.atom").read_bytes())
    Calendar.from_ical((folder / "due.ics").read_bytes())
    assert "<script" not in report_to_markdown(report).replace("\\<script", "")


def test_nothing_runs_and_nothing_is_asked_for(written):
    _, folder = written
    said = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda r: None if r.url.startswith("file:") else said.append(r.url))
        page.on("dialog", lambda d: said.append(d.message))
        files = [*folder.glob("*.html"), *folder.glob("pages/*.html"), *sorted(folder.glob("lists/*.html"))[::5],
                 *sorted(folder.glob("owners/*.html"))[::10], *sorted(folder.glob("causes/*.html"))[::10]]  # fmt: skip
        for file in files:
            page.goto(file.as_uri())
            assert page.evaluate(_STRANGE) == {"ran": None, "links": [], "elements": []}, file.name
        browser.close()
    assert said == []


def test_the_filter_shows_hostile_titles_as_text(written):
    _, folder = written
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        page.fill("#q", "onerror")
        assert page.locator("#results img").count() == 0
        assert "onerror" in page.locator("#results").inner_text()
        assert page.evaluate("window.pwned") is None
        browser.close()
