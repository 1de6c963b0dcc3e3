"""Renewing the list of retracted papers: Crossref gives the Retraction Watch database away as one CSV file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import platformdirs

from model.errors import SnapshotError
from sources.download import Validators, download
from sources.retractionwatch import LARGEST, NAME, RetractionWatch
from sources.settings import TOOL, Settings

# Rows that a renewed list may have fewer than the one before, in percent: Retraction Watch takes few back, and a list
# that lost more is a broken one.
_MAY_LOSE = 10


def retractions_path() -> Path:
    """Where the list is kept: in the user's data folder."""
    return platformdirs.user_data_path(TOOL) / "retraction-watch.csv"


def refresh_retractions(
    settings: Settings, path: Path | None = None, progress: Callable[[str], None] = lambda line: None
) -> tuple[RetractionWatch, bool]:
    """Fetch the list if it has changed; return it as it is now held, and whether it was renewed.

    Raises SourceError when it could not be had, SnapshotError when what came is no such list: then the one before
    stays.
    """
    path = path or retractions_path()
    note = path.with_name(f"{path.name}.json")
    before = RetractionWatch(path) if path.is_file() else None
    known = _known(note) if before else None
    came = path.with_name(f"{path.name}.new")
    done = download(
        NAME, settings.retractions_url, came, settings, largest=LARGEST, known=known, progress=progress
    )
    if done.path is None and before is not None:
        return before, False
    try:
        renewed = RetractionWatch(came)
        if before and renewed.rows < before.rows * (100 - _MAY_LOSE) / 100:
            raise SnapshotError(
                f"{NAME}: the new list has {renewed.rows:,} rows, the one before {before.rows:,}: not used"
            )
        if not renewed.rows:
            raise SnapshotError(f"{NAME}: the new list has no rows: not used")
    except SnapshotError:
        came.unlink(missing_ok=True)
        raise
    came.replace(path)
    note.write_text(
        json.dumps({"etag": done.validators.etag, "last_modified": done.validators.last_modified})
    )
    return renewed, True


def _known(note: Path) -> Validators | None:
    try:
        told = json.loads(note.read_text("utf-8"))
        return Validators(str(told["etag"]), str(told["last_modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
