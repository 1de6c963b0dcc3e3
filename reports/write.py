"""All formats into one folder, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from model.errors import UsageError
from reports.build import Report, page_file
from reports.data import report_to_json
from reports.html import index_html, page_html
from reports.table import report_to_csv

# A folder that holds this file was written by us and may be replaced.
_OURS = "findings.json"


def write_report(report: Report, folder: Path, why: Mapping[str, str], titles: Mapping[str, str]) -> Path:
    """Write ``index.html``, one file a page, ``findings.json`` and ``findings.csv``; return the index's path.

    It is written beside ``folder`` and then moved there, so that a half-written report is never seen. Raises
    UsageError when the folder holds something else, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _OURS).exists())):
        raise UsageError(f"{folder}: is not an earlier report; choose another folder with --out")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".report-", dir=folder.parent) as temporary:
            new = Path(temporary) / "new"
            (new / "pages").mkdir(parents=True)
            _write(new / "index.html", index_html(report, dict(why)))
            for result in report.pages:
                _write(
                    new / "pages" / page_file(result.page.url),
                    page_html(report, result, dict(why), dict(titles)),
                )
            _write(new / "findings.json", report_to_json(report))
            _write(new / "findings.csv", report_to_csv(report))
            if folder.exists():
                folder.rename(Path(temporary) / "old")
            shutil.move(new, folder)
            folder.chmod(0o755)
    except OSError as error:
        raise UsageError(f"{folder}: the report could not be written: {error.strerror or error}") from error
    return folder / "index.html"


def _write(path: Path, text: str) -> None:
    # newline="" keeps the CSV's CRLF; a lone surrogate from a hostile page must not stop the report
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
