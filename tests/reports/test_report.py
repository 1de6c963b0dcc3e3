"""What editors and tools are handed, from a page that means harm."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checks import all_checks
from model.dates import DateKind, DateMention, DatePlace, PageDates, PartialDate
from model.errors import UsageError
from model.finding import Exhibit, Finding, Judgement, NotVerified, Severity, Verdict
from model.page import Block, Page, Section
from model.policy import Policy
from model.span import Span
from reports.build import Failure, PageResult, Run, SourceState, build_report, page_file
from reports.data import report_to_json
from reports.html import clean, safe_url
from reports.summary import report_to_markdown
from reports.table import report_to_csv, safe_cell
from reports.write import write_report

HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)> {{7*7}} \u202egnp.exe =1+1'
DAY = date(2026, 11, 24)
RUN = Run(
    id="20261124T021500-abcd",
    started_at=datetime(2026, 11, 24, 2, 15, tzinfo=UTC),
    finished_at=datetime(2026, 11, 24, 2, 16, tzinfo=UTC),
    today=DAY,
    targets=("https://example.org/",),
    policy=Policy(owner="=cmd"),
    version="0.1.0",
    sources=(SourceState("FDA", "snapshot", date(2025, 12, 31)),),
)
WHY = {c.code: c.why for c in all_checks()}
TITLES = {c.code: c.title for c in all_checks()}


def _result(url="https://example.org/a", text=HOSTILE, url_of_evidence="javascript:alert(3)"):
    span = Span(0, len(text))
    page = Page(
        url=url,
        title=text,
        text=text,
        sections=(Section(0, text, 1, (text,), "an-anchor", span, span),),
        blocks=(Block(0, span, 0, "paragraph"),),
        dates=PageDates(
            (DateMention(DateKind.UPDATED, PartialDate(2014, 6), DatePlace.VISIBLE, text, span, 0),),
            updated=DateMention(DateKind.UPDATED, PartialDate(2014, 6), DatePlace.VISIBLE, text, span, 0),
        ),
    )
    finding = Finding(
        code="TIME001",
        severity=Severity.ERROR,
        page_url=url,
        section=0,
        quote=text,
        message=f"message {text}",
        suggestion=text,
        subject="subject",
        span=span,
        verdict=Verdict.OUTDATED,
        since=date(2017, 7, 17),
        claim=text,
        evidence=(Exhibit("FDA", "NDA208051", url_of_evidence, text, DAY, RUN.started_at),),
    )
    not_verified = (NotVerified(url, 0, "claim", text, "the source did not answer", "PubMed"),)
    return PageResult(page, Judgement(url, (finding,), not_verified, 2), "2026-11-24T02:15:00+00:00")


def _report(*results, failures=()):
    return build_report(RUN, results or (_result(),), failures)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def written(tmp_path):
    write_report(_report(), tmp_path / "report", WHY, TITLES)
    return tmp_path / "report"


def test_nothing_of_a_hostile_page_becomes_markup(written):
    for file in written.rglob("*.html"):
        tags = _Tags()
        tags.feed(file.read_text("utf-8"))
        scripts = [a for t, a in tags.found if t == "script"]
        assert len(scripts) == (2 if file.name == "index.html" else 0)  # the data and our own script
        assert not [t for t, _ in tags.found if t in ("img", "iframe", "link", "object", "base", "meta2")]
        assert not [
            a for _, attributes in tags.found for a in attributes if a.startswith("on") or a == "style"
        ]
        hrefs = [a["href"] for _, a in tags.found if "href" in a]
        assert not [h for h in hrefs if h.startswith(("javascript:", "data:"))]
        assert "{{7*7}}" in tags.text or file.parent.name == "owners" or file.name == "words.html"
        assert "\u202e" not in tags.text


def test_the_report_asks_the_network_for_nothing(written):
    for file in written.rglob("*.html"):
        html = file.read_text("utf-8")
        assert "default-src 'none'" in unescape(html)
        tags = _Tags()
        tags.feed(html)
        assert not [
            a for _, attributes in tags.found for a in attributes if a in ("src", "srcset", "poster", "data")
        ]
        assert not re.search(r"@import|url\(", html.split("</style>")[0])


def test_every_link_inside_the_report_leads_somewhere(written):
    for file in written.rglob("*.html"):
        tags = _Tags()
        tags.feed(file.read_text("utf-8"))
        ids = {a["id"] for _, a in tags.found if "id" in a}
        for href in (a["href"] for _, a in tags.found if "href" in a):
            if href.startswith("#"):
                assert href[1:] in ids
            elif "://" not in href:
                name, _, anchor = href.partition("#")
                target = file.parent / name
                assert target.exists(), href
                assert not anchor or f'id="{anchor}"' in target.read_text("utf-8")


def test_no_template_steps_out_of_escaping():
    for template in Path("reports/templates").glob("*.j2"):
        source = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", source)


def test_a_finding_is_shown_with_its_sentence_source_date_and_link():
    words = "lapatinib is the only one"
    result = _result(text=words, url_of_evidence="https://www.accessdata.fda.gov/x?ApplNo=208051")
    from reports.html import Names, frame_of, page_html

    html = page_html(result, Names(WHY, TITLES), frame_of(_report(result), result))
    for expected in (words, "17 July 2017", "NDA208051", "ApplNo=208051", ":~:text=", "fix now"):
        assert expected in html


def test_findings_json_keeps_its_contract():
    data = json.loads(report_to_json(_report(failures=[Failure("https://example.org/b", "404")])))
    assert data["schema_version"] == "2.2"
    assert data["run"]["today"] == "2026-11-24"
    (page,) = data["pages"]
    assert {"url", "title", "dates", "findings", "not_verified"} <= set(page)
    assert page["dates"]["updated"] == "2014-06"
    (finding,) = page["findings"]
    assert {"code", "severity", "section", "quote", "verdict", "since", "message", "suggestion", "evidence",
            "fingerprint"} <= set(finding)  # fmt: skip
    assert finding["since"] == "2017-07-17"
    assert set(finding["evidence"][0]) == {
        "source",
        "id",
        "url",
        "as_of",
        "retrieved_at",
        "says",
        "own_record",
    }
    assert data["failures"] == [{"url": "https://example.org/b", "reason": "404"}]


def test_the_same_report_is_written_in_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_report(
            _report(_result("https://e.org/a"), _result("https://e.org/b")), tmp_path / name, WHY, TITLES
        )
    one = {
        p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()
    }
    two = {
        p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()
    }
    assert one == two


def test_one_cause_on_two_pages_is_told_once():
    report = _report(_result("https://e.org/a"), _result("https://e.org/b"))
    (cause,) = report.causes
    assert cause.places == ((0, 1), (1, 1))


def test_a_spreadsheet_runs_nothing_of_a_page():
    text = report_to_csv(_report(_result(text="=HYPERLINK(1)")))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert rows[0]["quote"] == "'=HYPERLINK(1)"
    assert rows[0]["owner"] == "'=cmd"
    assert "\r\n" in text


@pytest.mark.parametrize("cell", ["+1", "-1", "@x", " =1", "\t=1", "＝1"])
def test_a_formula_is_a_text(cell):
    assert safe_cell(cell).startswith("'")


def test_an_own_report_is_replaced_and_a_foreign_folder_is_not(tmp_path):
    write_report(_report(), tmp_path / "report", WHY, TITLES)
    write_report(_report(_result("https://example.org/other")), tmp_path / "report", WHY, TITLES)
    assert [p.name for p in (tmp_path / "report" / "pages").iterdir()] == [
        page_file("https://example.org/other")
    ]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("do not delete")
    with pytest.raises(UsageError, match="--out"):
        write_report(_report(), tmp_path / "mine", WHY, TITLES)
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_nothing_examined_is_said_loudly(tmp_path):
    report = build_report(RUN, (), [Failure("x", "x: no such file")])
    index = write_report(report, tmp_path / "report", WHY, TITLES).read_text("utf-8")
    assert "Nothing was examined" in index
    assert "Nothing was examined" in report_to_markdown(report)


def test_markdown_of_a_page_is_no_markdown_in_the_summary():
    text = report_to_markdown(_report(_result(text="| x | [y](javascript:z) <b> @channel")))
    assert "[y](" not in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "\\@channel" in text


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://a.example/x", True), ("http://a.example", True), ("javascript:alert(1)", False),
     ("data:text/html,x", False),
     ("//a.example", False), ("https://", False), ("http://[", False), ("file:///a/b", False)],
)  # fmt: skip
def test_only_harmless_addresses_become_links(url, kept):
    assert bool(safe_url(url)) is kept


def test_hidden_characters_are_shown_and_control_characters_go():
    assert clean("a\u202eb\x00c\u200b") == "a[U+202E]bc[U+200B]"
