"""FDA's files that are on disk, told apart by what is in them, not by their names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from model.errors import SnapshotError, SourceError
from sources.fda import bulk, drugsatfda, webpages
from sources.fda.build import Lists
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import Label
from sources.fda.spl import read_spl

# A saved page of FDA has some 400 KB, an SPL label some MB.
_LARGEST_PAGE = 32 * 1024 * 1024

Progress = Callable[[str], None]


@dataclass(slots=True)
class Files:
    """What the given files turned out to be."""

    data: DrugsAtFda | None = None
    zip_path: Path | None = None
    bulk: list[Path] = field(default_factory=list)
    spl: list[Label] = field(default_factory=list)
    pages: list[Lists] = field(default_factory=list)

    def labels(self) -> Iterator[Label] | None:
        """All labels, read as they are asked for; None where no file has any."""
        return self._labels() if self.bulk or self.spl else None

    def _labels(self) -> Iterator[Label]:
        yield from self.spl
        for path in self.bulk:
            yield from bulk.labels(path)

    def labels_as_of(self) -> date | None:
        """The newest day that a label file gives itself."""
        return max(filter(None, (bulk.last_updated(path) for path in self.bulk)), default=None)


def read_files(paths: Iterable[Path], progress: Progress = lambda line: None) -> Files:
    """Read what is small, remember where the large files are. SnapshotError names a file that is none of FDA's."""
    files = Files()
    for path in _files(paths):
        progress(f"reading {path.name}")
        kind = _kind(path)
        if kind == "drugsatfda":
            files.data, files.zip_path = drugsatfda.read_zip(path), path
        elif kind == "bulk":
            files.bulk.append(path)
        elif kind == "spl":
            files.spl.append(_spl(path))
        else:
            files.pages.append(_page(path))
    return files


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise SnapshotError(f"no such file: {path}")


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


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST_PAGE:
        raise SnapshotError(f"{path} is none of FDA's pages or labels: more than {_LARGEST_PAGE >> 20} MB")
    return path.read_bytes()


def _spl(path: Path) -> Label:
    try:
        return read_spl(_bytes(path))
    except SourceError as err:
        raise SnapshotError(f"{path}: {err}") from err


def _page(path: Path) -> Lists:
    """A saved page or tab-separated file: one of FDA's lists."""
    try:
        return webpages.lists_of(_bytes(path), path.name)
    except SourceError:
        raise SnapshotError(
            f"{path} is none of FDA's files that can be used: the Drugs@FDA zip, openFDA label files, SPL labels, "
            "lists of accelerated approvals, oncology approval notifications, novel drug approvals, CBER's lists"
        ) from None
