"""Findings per 1,000 words on clean, fresh pages: there should be none.

usage: python -m benchmarks.fresh_pages [FOLDER]    (ours: tests/fresh, ten pages in our own words)

Each page is long, dated within the half year before ``TODAY`` and right as far as its author knows, so every
finding on it is a false alarm, a page that has aged, or an error of ours.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from cli.main import group

HERE = Path(__file__).resolve().parent.parent
OURS = HERE / "tests" / "fresh"
TODAY = "2026-11-24"


@dataclass(frozen=True, slots=True)
class Quiet:
    """What an audit of a folder gave: pages, words on them, and each finding as "page code: quote"."""

    pages: int
    words: int
    findings: tuple[str, ...]

    @property
    def per_thousand(self) -> float:
        """Findings per 1,000 words."""
        return 1000 * len(self.findings) / max(1, self.words)


def measure(folder: Path) -> Quiet:
    """Audit the Markdown pages of ``folder`` with the data that ship, as an editor would by hand."""
    files = sorted(folder.glob("*.md"))
    with tempfile.TemporaryDirectory() as out:
        command = [
            "audit",
            str(folder),
            "--sources",
            "snapshot",
            "--no-store",
            "--today",
            TODAY,
            "-q",
            "--out",
            out,
        ]
        result = CliRunner().invoke(group, command)
        report = Path(out, "findings.json")
        if not report.exists():
            raise RuntimeError(f"the audit failed: {result.output or result.exception}")
        pages = json.loads(report.read_text("utf-8"))["pages"]
    found = tuple(f"{p['url']} {f['code']}: {f['quote']}" for p in pages for f in p["findings"])
    return Quiet(len(files), sum(len(file.read_text("utf-8").split()) for file in files), found)


def main() -> None:
    """Print the figure, and what was found."""
    quiet = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else OURS)
    for finding in quiet.findings:
        print(finding)
    print(
        f"{quiet.pages} pages, {quiet.words:,} words: {len(quiet.findings)} findings, "
        f"{quiet.per_thousand:.2f} per 1,000 words"
    )


if __name__ == "__main__":
    main()
