"""The report server: reports and nothing else."""

import http.client
import os
import threading
import time
from types import SimpleNamespace

import pytest
import uvicorn

from flows.clock.reports import report_app
from flows.clock.sites import ONE_PAGE

SUMMARY = '{{"run": {{"today": "{}", "targets": ["{}"], "examined": 14}}, "counts": {{"error": 2, "warning": 0, "note": 1}}}}\n'


@pytest.fixture
def client(tmp_path):
    report, beside = tmp_path / "report", tmp_path / "beside"
    (report / "pages").mkdir(parents=True)
    beside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (beside / "index.html").write_text("another folder")
    (report / "index.html").write_text("<h1>overview</h1>")
    (report / "pages" / "a.html").write_text("page a")
    (report / ".hidden").write_text("secret")
    (report / "link").symlink_to(tmp_path / "secret.txt")
    (report / "findings.jsonl").write_text(SUMMARY.format("2026-11-27", "x"))
    single = tmp_path / "single"
    (single / "ab12").mkdir(parents=True)
    (single / "ab12" / "index.html").write_text("one page")
    (single / "ab12" / "findings.jsonl").write_text(
        SUMMARY.format("2026-11-26", "https://clinic.example/<i>")
    )
    folders = {"clinic.example": report, "<b>new</b>": tmp_path / "none", ONE_PAGE: single}
    app = report_app(lambda: folders, ["127.0.0.1"])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    def ask(path, method="GET", **headers):
        """The path goes over the wire as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        told = SimpleNamespace(
            status=answer.status, text=answer.read().decode(), headers=dict(answer.headers)
        )
        connection.close()
        return told

    yield ask
    server.should_exit = True
    thread.join()


def test_the_first_page_names_the_sites(client):
    page = client("/").text
    assert '<a href="/clinic.example/">clinic.example</a>' in page
    assert "2 to fix now, 1 to look at; 14 pages, judged as of 27 November 2026" in page
    assert "to be published" not in page
    assert "&lt;b&gt;new&lt;/b&gt;: no report yet" in page


def test_the_first_page_names_single_pages(client):
    page = client("/").text
    assert "https://clinic.example/&lt;i&gt;" in page
    link = page.split("Single pages")[1].split('href="')[1].split('"')[0]
    assert "one page" in client(link).text


def test_the_first_page_says_when_the_last_night_was_held_back(client, tmp_path):
    held = tmp_path / "report-incomplete"
    held.mkdir()
    (held / "index.html").write_text("held")
    os.utime(tmp_path / "report" / "index.html", (1, 1))
    (held / "findings.jsonl").write_text(SUMMARY.format("2026-11-28", "x"))
    assert "The audit of 28 November 2026 lost too many pages to be published" in client("/").text


def test_an_address_of_before_still_leads_to_its_report(client):
    assert "overview" in client("/clinic-example/").text


def test_a_report_is_served_with_its_pages(client):
    assert client("/clinic.example").headers["location"] == "/clinic.example/"
    assert "overview" in client("/clinic.example/").text
    answer = client("/clinic.example/pages/a.html")
    assert answer.text == "page a"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/clinic.example/../secret.txt",
        "/clinic.example/%2e%2e/secret.txt",
        "/clinic.example/..%2fsecret.txt",
        "/clinic.example/pages/../../secret.txt",
        "/clinic.example/..%5csecret.txt",
        "/clinic.example//etc/passwd",
        "/clinic.example/%2fetc%2fpasswd",
        "/clinic.example/.hidden",
        "/clinic.example/link",
        "/clinic.example/pages/",
        "/clinic.example/none.html",
        "/clinic.example/a%00b",
        "/clinic.example/../../../../etc/passwd",
        "/beside/",
        "/etc/passwd",
        "/..",
    ],
)
def test_nothing_else_is(client, path):
    answer = client(path)
    assert answer.status in (400, 404), answer.text
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_another_sites_page_cannot_read_reports_by_a_name_of_its_own(client):
    assert client("/", Host="evil.example").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, method):
    assert client("/clinic.example/index.html", method).status == 405
