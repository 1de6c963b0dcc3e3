"""On a real terminal: no control byte and no hidden mark from any page, address or server reaches it."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.many_pages import EXAMPLE
from cli.terminal import say_json

BIN = Path(sys.executable).with_name("bestbefore")
HOSTILE = "n\x1b[31m\x1b]0;OWNED\x07\x9b2J‮evil​"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / f"a{HOSTILE}"
    folder.mkdir()
    page = f"<title>T{HOSTILE}</title><h1>H{HOSTILE}</h1><p>The FDA approved olaparib{HOSTILE} for gout in 2014 [1].</p>"
    (folder / f"p{HOSTILE}.html").write_text(
        page + f"<h2>References</h2><ol><li>Doe{HOSTILE} J. A. B. 2010;1:1.</ol>"
    )
    (folder / f"q{HOSTILE}.html").write_bytes(b"%PDF-1.7")
    return folder


def _on_a_terminal(tmp_path, *words, **more):
    here, there = pty.openpty()
    env = os.environ | {
        "BESTBEFORE_CACHE_DIR": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        **more,
    }
    process = subprocess.Popen(
        [BIN, *map(str, words)], stdin=there, stdout=there, stderr=there, cwd=tmp_path, env=env
    )
    os.close(there)
    out = b""
    while True:
        try:
            piece = os.read(here, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        out += piece
    process.wait(60)
    os.close(here)
    return out.decode("utf-8")


@pytest.mark.parametrize(
    "words",
    [("audit", "{}", "--sources", "snapshot", "--no-store"), ("read", "{}"), ("claims", "{}", "--sources", "snapshot"),
     ("references", "{}", "--sources", "snapshot"), ("read", "{}", "--json"), ("audit", "x{}")],
)  # fmt: skip
def test_nothing_of_a_page_steers_the_terminal(tmp_path, site, words):
    shown = _on_a_terminal(tmp_path, *(w.format(site) for w in words))
    assert "OWNED" in shown
    for ours in ("\x1b[1mfix now\x1b[0m", "\x1b[1mfix soon\x1b[0m", "\x1b[1mlook at\x1b[0m"):
        shown = shown.replace(ours, "")  # the only codes that we write: a severity stands out
    assert not [c for c in shown if (ord(c) < 32 and c not in "\r\n\t") or 0x7F <= ord(c) <= 0x9F]
    assert not set(shown) & set("‮​")


def test_lines_end_at_words_within_the_terminal_and_colours_are_the_readers_choice(tmp_path):
    """What an editor sees in a narrow window; an address alone is never cut."""
    audit = ("audit", EXAMPLE, "--sources", "snapshot", "--no-store", "--today", "2026-11-28", "-q")
    told = _on_a_terminal(tmp_path, *audit, COLUMNS="46")
    assert "\x1b[1mfix now\x1b[0m" in told
    data = json.loads((tmp_path / "audit-report" / "findings.json").read_text("utf-8"))
    names = [data["pages"][0]["findings"][0]["fingerprint"], data["causes"][0]["cause"]]
    explained = [_on_a_terminal(tmp_path, "explain", name, COLUMNS="46") for name in names]
    for text in (told, *explained):
        lines = re.sub(r"\x1b\[\d*m", "", text).replace("\r\n", "\n").split("\n")
        long = [line for line in lines if len(line) > 46]
        assert [
            line for line in long if not re.search(r"https?://|bestbefore (?:accept|reject)|\.html", line)
        ] == []
    quiet = _on_a_terminal(tmp_path, *audit, COLUMNS="46", NO_COLOR="1")
    assert "\x1b" not in quiet
    assert "fix now" in quiet


def test_json_is_escaped_not_changed(capsys):
    value = {"title": f"T{HOSTILE}\ud800", "n": [1, None]}
    say_json(value, indent=1)
    shown = capsys.readouterr().out
    assert json.loads(shown) == value
    assert shown.replace("\n", "").isprintable()
