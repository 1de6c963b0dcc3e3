"""A real Chromium for the tests of the report. Without one they are skipped, but never where CI demands it."""

import os
import shutil
from pathlib import Path

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium():
    """The path of the browser; skips the test where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found and not os.environ.get("BESTBEFORE_REQUIRE_SHARED"):
        pytest.skip("no Chromium here")
    assert found, "CI needs a Chromium: apt-get install chromium"
    return found


def axe_complaints(page):
    """What axe-core finds wrong on an open page, as "rule: target"."""
    page.evaluate(AXE)
    result = page.evaluate(
        "async (tags) => await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        _TAGS,
    )
    return [f"{v['id']}: {n['target']}" for v in result["violations"] for n in v["nodes"][:3]]
