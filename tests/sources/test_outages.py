"""An outage is told as one, and a service that was down can be given another chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from model.errors import SourceError
from model.evidence import Questions, Unanswered
from model.identifiers import NCT
from sources.desk import Desk
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
    with pytest.raises(SourceError, match="status 500"):
        service.get("fine")
    settings.outages.forgive()
    assert not service.down
    assert service.get("fine").status == 200
    assert not settings.outages.told()


def test_the_desk_names_what_was_down_until_it_is_forgiven(server: Echo, settings_for: Make) -> None:
    settings = settings_for(server)
    desk = Desk("live", settings)
    assert not any(s.trouble for s in desk.states())
    server.always = Fault.ERROR_500
    number = NCT("NCT04440001")
    (answer,) = desk.answer(Questions(trials=(number,))).trials.values()
    assert isinstance(answer, Unanswered)
    assert answer.lost
    settings.outages.note("Another service", "no connection")
    told = {s.name: s.trouble for s in desk.states() if s.trouble}
    assert "status 500" in told["ClinicalTrials.gov"]
    assert told["Another service"] == "no connection"
    assert "Crossref" not in told
    desk.forgive()
    assert not any(s.trouble for s in desk.states() if s.name != "openFDA")
