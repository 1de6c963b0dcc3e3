"""Downloads that break off, go on, have not changed, are too large or stand still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import SourceError
from sources.download import Downloaded, Validators, download
from sources.settings import Settings
from tests.services.fdagov import FdaGov
from tests.services.loopback import Fault
from tests.sources.conftest import HURRIED

Fetch = Callable[..., Downloaded]
BODY = os.urandom(900_000)


@pytest.fixture
def server() -> Iterator[FdaGov]:
    with FdaGov() as running:
        running.files["/big.zip"] = BODY
        yield running


@pytest.fixture
def fetch(server: FdaGov, tmp_path: Path, settings_for: Callable[..., Settings]) -> Fetch:
    def go(limits: dict[str, object] | None = None, **more: object) -> Downloaded:
        options: dict[str, object] = {"largest": 10_000_000} | more
        settings = settings_for(server, **(limits or {}))
        return download("FDA", f"{server.url}/big.zip", tmp_path / "big.zip", settings, **options)  # type: ignore[arg-type]

    return go


def test_a_download_that_breaks_off_goes_on_where_it_was(
    server: FdaGov, fetch: Fetch, tmp_path: Path
) -> None:
    server.cuts = [300_000, 300_000, 200_000]
    found = fetch()
    assert found.path is not None
    assert found.path.read_bytes() == BODY
    assert [r.headers.get("range", "") for r in server.requests] == [
        "",
        "bytes=300000-",
        "bytes=600000-",
        "bytes=800000-",
    ]
    assert server.sent == len(BODY) == found.received, "no byte came twice"
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["big.zip"]


def test_what_has_come_is_gone_on_with_by_the_next_call(server: FdaGov, fetch: Fetch, tmp_path: Path) -> None:
    server.cuts = [400_000, 0, 0, 0, 0]
    with pytest.raises(SourceError, match="390 KB are kept, the next refresh goes on there"):
        fetch()
    assert not (tmp_path / "big.zip").exists()
    server.cuts = []
    sent = server.sent
    assert fetch().path is not None
    assert (tmp_path / "big.zip").read_bytes() == BODY
    assert server.sent - sent == len(BODY) - 400_000


def test_a_file_that_changed_meanwhile_starts_anew(server: FdaGov, fetch: Fetch, tmp_path: Path) -> None:
    server.cuts = [400_000, 0, 0, 0, 0]
    with pytest.raises(SourceError):
        fetch()
    server.cuts, server.files["/big.zip"] = [], BODY[::-1]
    fetch()
    assert (tmp_path / "big.zip").read_bytes() == BODY[::-1]


@pytest.mark.parametrize(("validators", "ranges"), [(False, True), (True, False)])
def test_a_server_that_cannot_go_on_sends_all_of_it(
    server: FdaGov, fetch: Fetch, tmp_path: Path, validators: bool, ranges: bool
) -> None:
    server.validators, server.ranges = validators, ranges
    server.cuts = [400_000]
    fetch()
    assert (tmp_path / "big.zip").read_bytes() == BODY


def test_a_file_that_has_not_changed_is_not_sent(server: FdaGov, fetch: Fetch, tmp_path: Path) -> None:
    first = fetch()
    sent = server.sent
    again = fetch(known=first.validators)
    assert again.path is None
    assert server.sent == sent
    server.files["/big.zip"] = b"other"
    assert fetch(known=first.validators).path is not None
    assert (tmp_path / "big.zip").read_bytes() == b"other"


def test_a_file_beyond_all_measure_is_given_up(fetch: Fetch, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than 0 MB"):
        fetch(largest=500_000)
    assert not [p for p in tmp_path.iterdir() if "big.zip" in p.name and p.suffix == ".part"]


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.SLOW, Fault.DRIP, Fault.ERROR_503])
def test_a_server_in_trouble_is_given_up_with_one_line(server: FdaGov, fetch: Fetch, fault: Fault) -> None:
    server.always = fault
    with pytest.raises(SourceError, match=r"^FDA [^\n]*$"):
        fetch(HURRIED)
    assert len(server.requests) == 3


def test_a_slow_file_that_moves_takes_as_long_as_it_takes(
    server: FdaGov, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than the deadline for an answer: what moves is not given up."""
    monkeypatch.setattr("sources.download._PIECE", 1000)
    clock = iter(range(100_000))  # every piece takes a second, the deadline is 0.6 s
    monkeypatch.setattr("sources.download.time.monotonic", lambda: float(next(clock)) / 10)
    monkeypatch.setattr("sources.download.SLOWEST", 1000)
    assert fetch().received == len(BODY)


def test_validators_are_false_when_empty() -> None:
    assert not Validators()
    assert Validators(etag='"x"')
