"""Hostile words in every field of every format: nothing becomes markup, nothing runs, nothing leaves the folder."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from icalendar import Calendar
from playwright.sync_api import sync_playwright
from sarif_pydantic import Sarif

from model.history import History, Resolved
from model.page import Reference
from reports.build import Failure, SourceState
from reports.summary import report_to_markdown
from reports.write import write_report
from tests.reports.chromium import chromium
from tests.reports.made import DAY, RUN, TITLES, WHY, exhibit, finding_of, page_of, report_of, result_of

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


def test_there_are_enough_of_them():
    assert len(PAYLOADS) >= 200


def _hostile(payload, number):
    url = f"https://e.example/{number}/{payload}" if number % 3 else payload
    page = page_of(
        payload or "x", f"A sentence {payload}", url=url, title=payload, heading=payload or "h", language=payload,
        canonical_url=payload, references=(Reference(0, 1, payload, urls=(payload,)),),
    )  # fmt: skip
    finding = finding_of(
        page, 2, message=payload, suggestion=payload, subject=payload, claim=payload,
        evidence=(exhibit(payload, payload, url=payload, source=payload),),
    )  # fmt: skip
    return result_of(
        page,
        finding,
        replace(finding, code="DATE002", evidence=()),
        open_=(payload,),
        held=(payload,),
        owner=payload,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    results = [_hostile(p, n) for n, p in enumerate(PAYLOADS)]
    bad = PAYLOADS[0]
    history = History(
        resolved=(Resolved("v1:aaaaaaaaaaaa", "FDA001", bad, bad, "text changed", DAY),), previous=DAY
    )
    run = replace(RUN, targets=(bad,), sources=(SourceState(bad, bad, DAY, bad),))
    report = report_of(*results, run=run, history=history, failures=[Failure(p, p) for p in PAYLOADS])
    home = tmp_path_factory.mktemp("hostile")
    write_report(report, home / "report", WHY, TITLES)
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
    ) == 2 * len(PAYLOADS)
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
        files = [folder / "index.html", *sorted((folder / "pages").iterdir())[::5], *sorted((folder / "lists").iterdir())[:3],
                 *sorted((folder / "owners").glob("*.html"))[:5]]  # fmt: skip
        for file in files:
            page.goto(file.as_uri())
            assert page.evaluate("window.pwned") is None, file.name
            assert (
                page.evaluate(
                    "[...document.querySelectorAll('a[href]')].filter(a => !/^(https?|file):/.test(a.href)).length"
                )
                == 0
            )
            assert (
                page.evaluate(
                    "document.querySelectorAll('[style],[onerror],[onload],iframe,img,object,embed,base').length"
                )
                == 0
            )
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
