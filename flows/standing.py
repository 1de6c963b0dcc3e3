"""The report that stands in its folder, and what killed runs left beside it."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from model.errors import UsageError
from reports.published import published
from reports.write import BESIDE, OLD

# What a killed run left is removed when it is older than this (seconds): a younger one may be another run's.
_LEFT_BEHIND = 3600


def run_of(out: Path) -> str:
    """The name of the run whose report stands in a folder, "" where none can be read."""
    try:
        with published(out) as (head, _):
            return str(head["run"]["id"])
    except UsageError:
        return ""


def put_back(out: Path) -> None:
    """Put back the report that a run had moved aside for its own when it was killed. For the run that has the site."""
    if out.exists():
        return
    for left in _made_for(out):
        if run_of(left / OLD):
            with contextlib.suppress(OSError):
                (left / OLD).rename(out)
                return


def sweep(out: Path) -> None:
    """Remove what killed runs left beside a report."""
    oldest = time.time() - _LEFT_BEHIND
    for left in _made_for(out):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left, ignore_errors=True)


def _made_for(out: Path) -> Iterator[Path]:
    """The folders in which reports for this one are made. Reports of several sites may lie side by side."""
    ours = re.compile(re.escape(f"{BESIDE}{out.name}-") + "[^-]+")  # tempfile adds letters, digits and _
    return (left for left in out.parent.glob(f"{BESIDE}*") if left.is_dir() and ours.fullmatch(left.name))
