"""How far an audit is, on a terminal and elsewhere."""

import io
from datetime import date

import pytest

from cli import terminal
from cli.terminal import Progress
from flows.conductor import run_audit
from flows.request import AuditRequest


class Screen(io.StringIO):
    """A standard error that is a terminal, or is none."""

    def __init__(self, terminal=True, encoding="utf-8"):
        super().__init__()
        self._terminal, self._encoding = terminal, encoding

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return self._terminal


@pytest.fixture
def shown(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(terminal.shutil, "get_terminal_size", lambda: type("Size", (), {"columns": 70}))

    def run(screen, steps, quiet=False):
        monkeypatch.setattr(terminal.sys, "stderr", screen)
        clock[0] = 0.0
        with Progress(quiet) as progress:
            for seconds, line in steps:
                clock[0] = seconds
                progress(line)
        return screen.getvalue()

    return run


def test_a_bar_tells_how_many_of_how_many_and_how_long_still(shown):
    said = shown(Screen(), [(60, "reading 100 of 400: https://e.org/health/asthma.html")])
    (line,) = said.strip("\r\n").split("\r")
    assert line.rstrip() == "█████░░░░░░░░░░░░░░░ 100 of 400 pages, 1:00 min, about 3:00 min left"
    assert len(line) == 69


def test_each_page_is_written_over_the_one_before(shown):
    said = shown(Screen(), [(1, "reading 1 of 2: https://e.org/a"), (2, "reading 2 of 2: https://e.org/b")])
    assert said.count("\r") == 2
    assert said.count("\n") == 1
    assert "left" not in said


def test_a_terminal_without_blocks_gets_letters(shown):
    said = shown(Screen(encoding="ascii"), [(1, "reading 1 of 2: https://e.org/a")])
    assert said.startswith("\r##########---------- 1 of 2 pages")


def test_elsewhere_a_line_comes_now_and_then(shown):
    steps = [(n / 10, f"reading {n} of 250: https://e.org/{n}") for n in range(1, 251)]
    said = shown(Screen(terminal=False), [*steps, (30, "read 250 pages")])
    assert said.splitlines() == [
        "read 100 of 250 pages (10 s)", "read 200 of 250 pages (20 s)", "read 250 pages (30 s)",
    ]  # fmt: skip
    slow = [(n * 40, f"reading {n} of 4: https://e.org/{n}") for n in range(1, 5)]
    assert shown(Screen(terminal=False), slow).splitlines()[0] == "read 2 of 4 pages (1:20 min)"


def test_quiet_is_quiet(shown):
    assert shown(Screen(), [(1, "reading 1 of 2: https://e.org/a"), (2, "read 2 pages")], quiet=True) == ""


def test_an_audit_knows_from_the_first_page_on_how_many_there_are(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    for name in "abc":
        (site / f"{name}.html").write_text(f"<title>{name}</title><p>Wash your hands before you eat.</p>")
    lines = []
    request = AuditRequest((str(site),), date(2026, 11, 27), tmp_path / "out", store=None, sources="snapshot")
    run_audit(request, progress=lines.append)
    reading = [line.split(":")[0] for line in lines if line.startswith("reading ")]
    assert reading == ["reading 1 of 3", "reading 2 of 3", "reading 3 of 3"]
    assert lines[-2:] == ["read 3 pages", "writing the report"]
