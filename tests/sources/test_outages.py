"""An outage is told as one, and a service that was down can be given another chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from model.errors import SourceError
from sources.desk import State, _with_outages
from sources.session import Service
from sources.settings import Settings
from tests.services.loopback import Fault, Loopback, Reply, Request

Make = Callable[..., Settings]


class Echo(Loopback):
    def answer(self, request: Request) -> Reply:
        return Reply.json({})

    def nothing(self, request: Request) -> Reply:
        return Reply.json({})


@pytest.fixture
def server() -> Iterator[Echo]:
    with Echo() as running:
        yield running


def test_what_stayed_unanswered_is_an_outage_and_a_refusal_is_none(server: Echo, settings_for: Make) -> None:
    settings = settings_for(server)
    service = Service("Echo", server.url, settings, 500.0)
    service.get("fine")
    assert not settings.outages.told()
    server.always = Fault.ERROR_500
    with pytest.raises(SourceError):
        service.get("broken")
    assert "status 500" in settings.outages.told()["Echo"]


def test_a_service_that_was_down_is_asked_again_when_it_is_forgiven(server: Echo, settings_for: Make) -> None:
    settings = settings_for(server)
    service = Service("Echo", server.url, settings, 500.0)
    server.always = Fault.ERROR_500
    for _ in range(4):
        with pytest.raises(SourceError):
            service.get("broken")
    assert service.down
    server.always = None
    with pytest.raises(SourceError, match="not asked"):
        service.get("fine")
    settings.outages.forgive()
    assert not service.down
    assert service.get("fine").status == 200
    assert not settings.outages.told()


def test_the_reports_foot_names_what_was_down() -> None:
    states = (State("FDA", "snapshot", None, "all"), State("PubMed", "live"), State("Crossref", "live"))
    told = {
        s.name: s
        for s in _with_outages(states, {"PubMed": "no connection", "PMC ID Converter": "status 500"})
    }
    assert told["PubMed"].down
    assert told["PubMed"].note == "no connection"
    assert told["PMC ID Converter"].down
    assert not told["FDA"].down
    assert not told["Crossref"].down
