"""Build the local FDA snapshot from FDA's own files, downloaded here or by other ways.

``bestbefore refresh fda`` downloads the Drugs@FDA zip and openFDA's label files; ``--from FILE…`` takes what is
on disk. Files are told apart by what is in them, not by their names.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs

from model.errors import SnapshotError, SourceError
from model.lexicon import Lexicon
from sources.fda import bulk, drugsatfda, oncology, snapshot
from sources.fda.accelerated import read_lists
from sources.fda.build import BuildReport, Inputs, build
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import AcceleratedApproval, Label
from sources.fda.oncology import OncologyNotice
from sources.fda.snapshot import Snapshot
from sources.fda.spl import read_spl
from sources.session import Service
from sources.settings import TOOL, Settings

# openFDA's index of its bulk files (https://open.fda.gov/apis/downloads/).
DOWNLOADS = "download.json"

Progress = Callable[[str], None]


@dataclass(slots=True)
class _Files:
    """What the given files turned out to be."""

    data: DrugsAtFda | None = None
    bulk: list[Path] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    lists: list[AcceleratedApproval] = field(default_factory=list)
    notices: list[OncologyNotice] = field(default_factory=list)


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
    with_labels: bool = True,
    drugsatfda_url: str = drugsatfda.FILES_URL,
    progress: Progress = lambda line: None,
) -> BuildReport:
    """Build a dated snapshot ``fda-YYYY-MM-DD.sqlite`` in folder ``out`` and return what it holds.

    With ``from_paths`` only those files are read (folders: every file in them); without, the Drugs@FDA zip and
    (``with_labels``) openFDA's label files are downloaded. What is not given is taken over from the newest
    snapshot in ``out``. Raises SnapshotError for files that cannot be used, SourceError for a failed
    download; the snapshot before stays as it was.
    """
    folder = out or data_folder()
    before = newest_snapshot(folder)
    try:
        if from_paths:
            files = _sort(_files(from_paths), progress)
        else:
            files = _download(
                settings or Settings.from_environment(), drugsatfda_url, folder, with_labels, progress
            )
        inputs = Inputs(
            drugsatfda=files.data,
            labels=_labels(files) if files.bulk or files.labels else None,
            labels_as_of=_updated(files),
            lists=tuple(files.lists),
            notices=tuple(files.notices),
            lexicon=lexicon or Lexicon(),
            previous=before,
        )
        progress("building")
        draft = (
            folder / "building.part"
        )  # named by its day once it is known: a label's day stands in the label
        report = build(inputs, draft)
    finally:
        if before:
            before.close()
    if not report.as_of:
        draft.unlink()
        raise SnapshotError("nothing to build an FDA snapshot from")
    final = folder / f"fda-{max(report.as_of.values())}.sqlite"
    draft.replace(final)
    return replace(report, path=final)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise SnapshotError(f"no such file: {path}")


def _sort(paths: Iterable[Path], progress: Progress) -> _Files:
    """Read what is small, remember where the large files are."""
    files = _Files()
    for path in paths:
        progress(f"reading {path.name}")
        kind = _kind(path)
        if kind == "drugsatfda":
            files.data = drugsatfda.read_zip(path)
        elif kind == "bulk":
            files.bulk.append(path)
        elif kind == "spl":
            files.labels.append(_spl(path))
        else:
            _read_page(path, files)
    return files


def _kind(path: Path) -> str:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = {Path(n).name for n in archive.namelist()}
            return "drugsatfda" if "Submissions.txt" in names else "bulk"
        with path.open("rb") as stream:
            head = stream.read(4096)
    except (OSError, zipfile.BadZipFile) as err:
        raise SnapshotError(f"{path} cannot be read: {err}") from err
    if head.lstrip()[:1] == b"{":
        return "bulk"
    return "spl" if b"urn:hl7-org:v3" in head or head[:2] == b"\x1f\x8b" else "page"


def _spl(path: Path) -> Label:
    try:
        return read_spl(path.read_bytes())
    except SourceError as err:
        raise SnapshotError(f"{path}: {err}") from err


def _read_page(path: Path, files: _Files) -> None:
    """A saved page or tab-separated file: one of the lists, or the oncology notices."""
    data = path.read_bytes()
    try:
        files.lists += read_lists(data, path.name)
        return
    except SourceError:
        pass
    try:
        files.notices += oncology.read_notices(data)
    except SourceError:
        raise SnapshotError(
            f"{path} is none of FDA's files that can be used: the Drugs@FDA zip, openFDA label files, SPL labels, "
            "lists of accelerated approvals, oncology approval notifications"
        ) from None


def _labels(files: _Files) -> Iterator[Label]:
    yield from files.labels
    for path in files.bulk:
        yield from bulk.labels(path)


def _updated(files: _Files) -> date | None:
    return max(filter(None, (bulk.last_updated(path) for path in files.bulk)), default=None)


def _download(
    settings: Settings, drugsatfda_url: str, folder: Path, with_labels: bool, progress: Progress
) -> _Files:
    files = _Files()
    progress("downloading the Drugs@FDA data files")
    service = Service("FDA", drugsatfda_url, settings, settings.openfda_per_second)
    try:
        files.data = drugsatfda.read_zip(service.get("").body)
    except (
        SnapshotError
    ) as err:  # fda.gov sends programs that it takes for robots a page in place of the file
        raise SnapshotError(
            f"{err}; download {drugsatfda_url} with a browser and use `bestbefore refresh fda --from FILE`"
        ) from err
    if with_labels:
        downloads = folder / "downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        for number, url in enumerate(urls := _label_urls(settings), start=1):
            progress(f"downloading label file {number} of {len(urls)}")
            path = downloads / url.rsplit("/", 1)[-1]
            draft = path.with_suffix(".part")
            draft.write_bytes(
                Service("openFDA downloads", url, settings, settings.openfda_per_second).get("").body
            )
            draft.replace(path)
            files.bulk.append(path)
    return files


def _label_urls(settings: Settings) -> list[str]:
    index = Service("openFDA", settings.openfda_url, settings, settings.openfda_per_second).get(DOWNLOADS)
    try:
        body: dict[str, Any] = json.load(io.BytesIO(index.body))
        partitions = body["results"]["drug"]["label"]["partitions"]
        return [str(part["file"]) for part in partitions]
    except (ValueError, KeyError, TypeError) as err:
        raise SourceError(f"openFDA's index of downloads has no label files: {err!r}") from err
