"""The list of retracted papers is renewed, or stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import SnapshotError, SourceError
from sources.retractions_refresh import refresh_retractions
from sources.settings import Settings
from tests.services.loopback import Fault, Loopback, Reply, Request

Make = Callable[..., Settings]
HEAD = (
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
)
ROW = "3/4/2021 0:00,10.1000/notice.{n},0,10.1000/paper.{n},{n},Retraction,"


def _list(rows: int) -> bytes:
    return "\n".join([HEAD, *(ROW.format(n=n) for n in range(1, rows + 1))]).encode()


class Giver(Loopback):
    """Gives the list away, with a validator."""

    body = _list(40)
    tag = '"one"'

    def answer(self, request: Request) -> Reply:
        if request.headers.get("If-None-Match", request.headers.get("if-none-match", "")) == self.tag:
            return Reply(b"", "text/csv", 304)
        return Reply(self.body, "text/csv", headers={"ETag": self.tag})

    def nothing(self, request: Request) -> Reply:
        return Reply(HEAD.encode(), "text/csv")


@pytest.fixture
def giver() -> Iterator[Giver]:
    with Giver() as running:
        yield running


@pytest.fixture
def settings(giver: Giver, settings_for: Make) -> Settings:
    return settings_for(giver, retractions_url=f"{giver.url}/retraction_watch.csv", attempts=1)


def test_the_list_is_fetched_and_not_again_while_it_is_the_same(
    giver: Giver, settings: Settings, tmp_path: Path
) -> None:
    held, renewed = refresh_retractions(settings, tmp_path / "list.csv")
    assert (held.rows, renewed) == (40, True)
    held, renewed = refresh_retractions(settings, tmp_path / "list.csv")
    assert (held.rows, renewed) == (40, False)


@pytest.mark.parametrize("body", [_list(20), HEAD.encode(), b"<html>sorry</html>", b""])
def test_what_is_no_such_list_leaves_the_one_before(
    giver: Giver, settings: Settings, tmp_path: Path, body: bytes
) -> None:
    refresh_retractions(settings, tmp_path / "list.csv")
    giver.body, giver.tag = body, '"two"'
    with pytest.raises((SnapshotError, SourceError)):
        refresh_retractions(settings, tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes() == _list(40)


def test_an_outage_is_one_line_and_leaves_the_one_before(
    giver: Giver, settings: Settings, tmp_path: Path
) -> None:
    refresh_retractions(settings, tmp_path / "list.csv")
    giver.always = Fault.ERROR_500
    with pytest.raises(SourceError) as caught:
        refresh_retractions(settings, tmp_path / "list.csv")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "list.csv").read_bytes() == _list(40)
