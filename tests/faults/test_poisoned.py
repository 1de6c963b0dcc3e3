"""One page among a hundred that cannot be read, in any way: ninety-nine are reported, it is named, exit 3."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

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
    "more words than a page has": b"<p>Words of it.</p>" * 90_000,
    "more tags than a page has": b"<p>Words.</p>" * 100_001,
}


# What once ended the night, and is read now like any page.
_CITING = "<h1>Part</h1><p>So it is, studies show [1].</p>"
_ENTRY = "Doe JA. A study of rest. J Inv Med. 2012;3(2):11-9."
ODD = {
    "a list from a number of 5,000 digits": f"{_CITING}<h2>References</h2><ol start='{'9' * 5000}'><li>{_ENTRY}</li></ol>",
    "an entry of such a number": f"{_CITING}<h2>References</h2><ol><li value='{'9' * 5000}'>{_ENTRY}</li></ol>",
    "links that are none": f"{_CITING}<a href='http://[::1'>References</a><a href='//[x'>References</a>",
    "a link to a file": f"{_CITING}<a href='file:///etc/hostname'>References</a>",
    "300 links to lists": _CITING + "".join(f"<a href='r{n}.html'>References</a> " for n in range(300)),
    "blanks in identifiers": f"{_CITING}<h2>References</h2><pre>1. {_ENTRY} PMC{' ' * 1600}x doi{' ' * 1600}x</pre>",
    "100,000 attributes": "<h1>Part</h1><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Rest.</p>",
    "claims in one paragraph": "<h1>Part</h1><p>" + "The FDA approved olaparib in March 2014. " * 2_000,
    "dates in one paragraph": "<h1>Part</h1><p>" + "On June 3, 2001 it was so. " * 5_000,
    "20,000 nested lists": "<h1>Part</h1>" + "<ul><li>" * 20_000 + "Rest.",
    "a surrogate and a null": "<h1>Part</h1><p>Rest &#xD800; and &#0; cool \x1b]0;it\x07.</p>",
    "raised and foreign digits": f"{_CITING}<p>On ٣ May ²⁰¹² [²] [٣].</p><h2>References</h2><p>². {_ENTRY}</p><p>٣. {_ENTRY}</p>",
}  # fmt: skip


def _audited(
    tmp_path: Path, bad: dict[str, bytes]
) -> tuple[dict[str, Any], subprocess.CompletedProcess[str]]:
    """The findings of ninety-nine good pages and of these, and how the command ended."""
    site = tmp_path / "site"
    site.mkdir()
    for n in range(99):
        (site / f"good{n:02}.html").write_text(GOOD.format(n), "utf-8")
    for name, body in bad.items():
        (site / name).write_bytes(body)
    env = os.environ | {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "BESTBEFORE_CACHE_DIR": str(tmp_path / "cache"),
    }
    words = ["audit", "site", "--sources", "snapshot", "--out", "out", "--no-store", "-q"]
    done = subprocess.run([BIN, *words], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    return json.loads((tmp_path / "out" / "findings.json").read_text("utf-8")), done


@pytest.mark.faults
@pytest.mark.parametrize("poison", POISON)
def test_ninety_nine_are_reported_and_one_is_named(tmp_path: Path, poison: str) -> None:
    data, done = _audited(tmp_path, {"good49-bad.html": POISON[poison]})
    assert sum("bad" not in page["url"] for page in data["pages"]) == 99
    assert [f["url"].rsplit("/", 1)[1] for f in data["failures"]] == ["good49-bad.html"]
    assert done.returncode == 3


@pytest.mark.faults
def test_what_once_ended_a_night_is_read_like_any_page(tmp_path: Path) -> None:
    odd = {f"odd{n:02}.html": body.encode("utf-8", "replace") for n, body in enumerate(ODD.values())}
    data, done = _audited(tmp_path, odd)
    assert data["failures"] == []
    assert len(data["pages"]) == 99 + len(ODD)
    assert done.returncode in (0, 1)
