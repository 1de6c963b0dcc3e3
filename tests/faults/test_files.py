"""Files that are broken in every way: downloads from FDA, and the Retraction Watch list. One plain line, never a trace."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from model.errors import SnapshotError, SourceError
from sources.download import download
from sources.fda import webpages
from sources.fda.accelerated import read_lists
from sources.fda.drugsatfda import read_zip
from sources.retractionwatch import RetractionWatch
from sources.settings import Settings
from tests.faults.wire import BODIES, SLOW, WIRES, Broken
from tests.services.fdagov import FdaGov
from tests.services.fdaworld import World as FdaWorld

_HEAD = "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason"
_ROW = "1/2/2021 0:00,10.5555/notice.1,39300001,10.5555/paper.1,39300002,Retraction,Made up;"
LIST = f"{_HEAD}\n{_ROW}\n".encode()


class _FdaGov(Broken, FdaGov):
    pass


@pytest.fixture(scope="module")
def server() -> Iterator[_FdaGov]:
    with _FdaGov() as running:
        running.files["/file.zip"] = bytes(range(256)) * 200
        yield running


@pytest.mark.parametrize("fault", WIRES)
def test_a_download_with_a_fault_is_one_line_or_the_file(server: _FdaGov, tmp_path: Path, fault: str) -> None:
    hurried = fault in SLOW
    settings = Settings(
        attempts=2,
        backoff=0.001,
        backoff_limit=0.01,
        timeout=0.3 if hurried else 20,
        deadline=0.6 if hurried else 40,
    )
    url, path = f"{server.url}/file.zip", tmp_path / "file.zip"
    server.broken = WIRES[fault]
    try:
        with contextlib.suppress(SourceError, SnapshotError):
            download("FDA", url, path, settings, largest=10_000_000)
        if path.exists():  # what came whole by its own account must still be what it claims to be
            with pytest.raises(SnapshotError):
                read_zip(path)
            path.unlink()
    finally:
        server.broken = None
    patient = Settings(attempts=2, backoff=0.001, backoff_limit=0.01)
    assert download("FDA", url, path, patient, largest=10_000_000).path == path
    assert path.read_bytes() == server.files["/file.zip"], "the next night has it whole"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", BODIES)
def test_a_broken_list_of_retractions_is_one_line_or_read(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / "list.csv"
    body = BODIES[name](LIST)
    path.write_bytes(gzip.compress(body) if packed else body)
    with contextlib.suppress(SnapshotError):
        assert RetractionWatch(path).rows <= 2


@pytest.mark.parametrize(
    "body",
    [
        LIST.replace(b"Made up", b"x" * 200_000),  # a field longer than the csv module takes
        LIST + b'"' + b"open" * 50_000,
        b"\x1f\x8b\x08\x00" + bytes(6) + b"\xff" * 500,  # no deflated data
        gzip.compress(LIST)[:-20],
        b"\x1f\x8b",
    ],
    ids=["long field", "open quote", "no gzip", "cut gzip", "two bytes"],
)
def test_a_list_that_breaks_its_reader_is_one_line(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(body)
    with contextlib.suppress(SnapshotError):
        RetractionWatch(path)
    (path := tmp_path / "well.csv").write_bytes(LIST)
    assert RetractionWatch(path).rows == 1


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.retractionwatch.LARGEST", 100_000)
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(LIST + b" " * 200_000))
    with pytest.raises(SnapshotError, match="more than"):
        RetractionWatch(path)


def test_a_saved_table_with_a_cell_beyond_all_measure_is_one_line() -> None:
    for data in (b"Drug Name\t" + b"x" * 200_000, b'{"results":' * 100_000):
        with pytest.raises(SourceError, match="no table could be read"):
            read_lists(data, "withdrawn.tsv")


def test_a_page_of_fda_that_ends_early_is_not_believed() -> None:
    today = date(2026, 11, 24)
    pages = FdaWorld().pages(today)
    path = next(p for p in pages if "withdrawn" in p)
    pages[path] = pages[path][: pages[path].rindex(b"<tr>")] + b"<tr><td>Zzbia (zzbine)</td>"
    with _FdaGov() as server:
        server.files |= pages
        settings = Settings(fda_url=server.url, fda_per_second=1000.0, attempts=1)
        lists, troubles = webpages.fetch(settings, today)
    assert len(troubles) == 1
    assert (
        "Withdrawn Cancer Accelerated Approvals” could not be read (FDA answered with no whole page"
        in troubles[0]
    )
    assert "accelerated withdrawn" not in lists.current
