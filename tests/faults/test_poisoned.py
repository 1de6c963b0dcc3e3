"""One page among a hundred that cannot be read, in any way: ninety-nine are reported, it is named, exit 3."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

BIN = Path(sys.executable).with_name("bestbefore")
GOOD = "<html><body><h1>Part {}</h1><p>Rest the joint and cool it.</p><p>Last reviewed: 3 March 2014</p></body></html>"


def _zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<p>Words of a document.</p>" * 50)
    return out.getvalue()


POISON = {
    "nothing": b"",
    "blanks": b" \n\t" * 1000,
    "a packed document under a page's name": _zipped(),
    "noise": bytes(range(256)) * 400,
    "null bytes": b"\0" * 5000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "too large": b"<p>Words.</p>" * 1_700_000,
    "no words at all": b"<html><body>" + b"<div></div>" * 500,
}


@pytest.mark.faults
@pytest.mark.parametrize("poison", POISON)
def test_ninety_nine_are_reported_and_one_is_named(tmp_path: Path, poison: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for n in range(99):
        (site / f"good{n:02}.html").write_text(GOOD.format(n), "utf-8")
    (site / "good49-bad.html").write_bytes(POISON[poison])
    env = os.environ | {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "BESTBEFORE_CACHE_DIR": str(tmp_path / "cache"),
    }
    words = ["audit", "site", "--sources", "snapshot", "--out", "out", "--no-store", "-q"]
    done = subprocess.run([BIN, *words], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert sum("bad" not in page["url"] for page in data["pages"]) == 99
    assert [f["url"].rsplit("/", 1)[1] for f in data["failures"]] == ["good49-bad.html"]
    assert done.returncode == 3
