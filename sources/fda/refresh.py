"""Build the local FDA snapshot anew: from FDA's files, fetched here or given.

``bestbefore refresh fda`` fetches what ``weekly`` says; ``--from FILE…`` takes what is on disk. What is not there is
taken over from the snapshot before, and a build that fails leaves that one as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs

from model.errors import SnapshotError, SourceError
from model.lexicon import Lexicon
from sources.fda import drugsatfda, sanity, snapshot, webpages, weekly
from sources.fda.build import BuildReport, Inputs, build
from sources.fda.facts import Application
from sources.fda.from_files import Files, read_files
from sources.fda.snapshot import Snapshot
from sources.settings import TOOL, Settings

Progress = Callable[[str], None]


def data_folder() -> Path:
    """Where built snapshots live unless told otherwise: the user's data folder, not a cache."""
    return platformdirs.user_data_path(TOOL) / "fda"


def newest_snapshot(folder: Path | None = None) -> Snapshot | None:
    """The newest built snapshot of a folder, opened; None when none was built. SnapshotError when broken."""
    path = snapshot.newest(folder or data_folder())
    return Snapshot(path) if path else None


def refresh_fda(
    from_paths: Sequence[Path] = (),
    *,
    settings: Settings | None = None,
    out: Path | None = None,
    lexicon: Lexicon | None = None,
    since: date | None = None,
    today: date | None = None,
    all_labels: bool = False,
    progress: Progress = lambda line: None,
) -> BuildReport:
    """Build a dated snapshot ``fda-YYYY-MM-DD.sqlite`` in folder ``out`` and return what it holds.

    With ``from_paths`` only those files are read (folders: every file in them). ``since``: the day until which all
    is known without a snapshot (the starter's; default the lexicon's): labels are read of what moved after it.
    ``all_labels``: openFDA's bulk files instead (over 1 GB). What could not be had is in the report's ``troubles``.
    Raises SnapshotError for files that cannot be used, SourceError (with the first trouble) when nothing at all
    could be had.
    """
    folder = out or data_folder()
    lexicon = lexicon or Lexicon()
    today = today or datetime.now(UTC).date()
    before = snapshot.openable(folder)
    troubles: tuple[str, ...] = ()
    try:
        if from_paths:
            files = read_files(from_paths, progress)
            inputs = _given(files, folder, before, today)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            got = weekly.fetch(
                settings or Settings.from_environment(),
                folder,
                before,
                since or lexicon.as_of,
                today,
                all_labels=all_labels,
                progress=progress,
            )
            troubles = tuple(got.troubles)
            if not got.anything:
                raise SourceError(troubles[0])
            inputs = Inputs(
                got.data,
                got.labels,
                got.labels_as_of,
                got.all_labels,
                got.lists,
                applications=got.applications,
                due=got.due,
                notes=got.notes,
            )
        progress("building")
        # Named by its day once it is known: a label's day stands in the label.
        draft = folder / "building.part"
        report = build(replace(inputs, lexicon=lexicon, previous=before), draft)
    finally:
        if before:
            before.close()
    if not report.as_of:
        draft.unlink()
        raise SnapshotError("nothing to build an FDA snapshot from")
    final = folder / f"fda-{max(report.as_of.values())}.sqlite"
    draft.replace(final)
    return replace(report, path=final, troubles=troubles)


def _given(files: Files, folder: Path, before: Snapshot | None, today: date) -> Inputs:
    """What the given files hold. A zip is checked like a fetched one, and kept for its history."""
    applications: tuple[Application, ...] = ()
    kept = folder / weekly.KEPT_ZIP
    notes: dict[str, str] = {}
    if files.data and files.zip_path:
        there = before is not None and "drugsatfda" in before.as_of_face
        held = weekly.counts(before.notes) if before and there else None
        sanity.check(files.data, held, before.as_of_face["drugsatfda"] if before and there else None, today)
        folder.mkdir(parents=True, exist_ok=True)
        if files.zip_path.resolve() != kept.resolve():
            shutil.copyfile(files.zip_path, kept)
        notes = {"zip.etag": "", "zip.modified": ""}
    elif kept.is_file():
        applications = drugsatfda.read_zip(kept).applications
    return Inputs(
        files.data,
        files.labels(),
        files.labels_as_of(),
        False,
        webpages.together(files.pages),
        applications=applications,
        due=before.due() if before else {},
        notes=notes,
    )
