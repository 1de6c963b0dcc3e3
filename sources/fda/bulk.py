"""openFDA's bulk files (drug-label-0001-of-0013.json.zip …), read label by label without loading a file whole.

Each zip holds one JSON object {"meta": {...}, "results": [...]} of up to a gigabyte, described at
https://open.fda.gov/data/downloads/ .
"""

from __future__ import annotations

import codecs
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from model.errors import SnapshotError
from sources.fda import records
from sources.fda.facts import Label

# Read in pieces of this size: a label is 50 KB on average, a few are over 1 MB.
_PIECE = 4 * 1024 * 1024
# An object that is not whole after so many characters is broken, not long; the longest labels have some millions.
_LONGEST = 24 * 1024 * 1024
_RESULTS = re.compile(r'"results"\s*:\s*\[')
_SPACE = re.compile(r"[\s,]*")


def labels(path: Path) -> Iterator[Label]:
    """The labels of one bulk zip or JSON file that can be cited. SnapshotError for a broken file."""
    for record in _records(path):
        label = records.label(record)
        if label is not None:
            yield label


def last_updated(path: Path) -> date | None:
    """The day that the file's ``meta`` gives, None when it gives none."""
    with _open(path) as stream:
        head = stream.read(_HEAD).decode("utf-8", "replace")
    match = re.search(r'"last_updated"\s*:\s*"(\d{4}-\d{2}-\d{2})"', head)
    return date.fromisoformat(match.group(1)) if match else None


_HEAD = 64 * 1024


class _Member:
    """A file inside a zip, or a plain one, closed together with its zip."""

    def __init__(self, path: Path) -> None:
        self._archive: zipfile.ZipFile | None = None
        self._stream: IO[bytes]
        try:
            if zipfile.is_zipfile(path):
                self._archive = zipfile.ZipFile(path)
                names = [n for n in self._archive.namelist() if n.endswith(".json")]
                if len(names) != 1:
                    raise SnapshotError(f"{path}: one JSON file was expected in the zip, it has {len(names)}")
                self._stream = self._archive.open(names[0])
            else:
                self._stream = path.open("rb")
        except (OSError, zipfile.BadZipFile) as err:
            raise SnapshotError(f"{path} cannot be read: {err}") from err

    def __enter__(self) -> IO[bytes]:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        if self._archive:
            self._archive.close()


def _open(path: Path) -> _Member:
    return _Member(path)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of ``results``, one by one."""
    decode = json.JSONDecoder().raw_decode
    utf8 = codecs.getincrementaldecoder("utf-8")("replace")
    with _open(path) as stream:
        try:
            buffer = utf8.decode(stream.read(_PIECE))
            match = _RESULTS.search(buffer)
            if not match:
                raise SnapshotError(f"{path} is not an openFDA bulk file: it has no results")
            at = match.end()
            while True:
                skip = _SPACE.match(buffer, at)
                at = skip.end() if skip else at
                if buffer[at : at + 1] == "]":
                    return
                try:
                    record, at = decode(buffer, at) if at < len(buffer) else (None, at)
                except json.JSONDecodeError:
                    record = None
                except RecursionError:
                    raise SnapshotError(
                        f"{path} is not an openFDA bulk file: a label nested too deep"
                    ) from None
                if record is None:
                    piece = stream.read(max(_PIECE, len(buffer) - at))
                    if not piece or len(buffer) - at > _LONGEST:
                        raise SnapshotError(f"{path} breaks off: a label in it has no end")
                    buffer, at = buffer[at:] + utf8.decode(piece), 0
                elif isinstance(record, dict):
                    yield record
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as err:
            raise SnapshotError(f"{path} cannot be read: {err}") from err
