"""Pictures of the example site's report for the docs: ``python -m docs.screenshots`` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.many_pages import ManyPages, example_results, run_of
from checks import all_checks
from reports.build import build_report
from reports.write import write_report

DOCS = Path(__file__).parent
_QUALITY = 60  # of the JPEG: small, and the words can be read


def main() -> None:
    """Write ``docs/report-overview.jpg``, ``docs/report-page.jpg`` and ``docs/report-phone.jpg``."""
    why, titles = {c.code: c.why for c in all_checks()}, {c.code: c.title for c in all_checks()}
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "report"
        write_report(build_report(run_of(40), ManyPages(40, example_results())), folder, why, titles)
        page_report = next(
            p for p in sorted((folder / "pages").iterdir()) if p.name.endswith(".html") and "-2-" in p.name
        )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"]
        )
        for name, file, width, height in (
            ("overview", folder / "index.html", 1200, 1000),
            ("page", page_report, 1200, 1000),
            ("phone", folder / "index.html", 375, 800),
        ):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(file.as_uri())
            page.screenshot(path=DOCS / f"report-{name}.jpg", type="jpeg", quality=_QUALITY)
        browser.close()


if __name__ == "__main__":
    main()
