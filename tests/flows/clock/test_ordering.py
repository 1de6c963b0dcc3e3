"""An event that follows one that never comes is taken after seconds, in order."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from prefect.server.events.ordering import EventArrivedEarly
from prefect.server.events.schemas.events import ReceivedEvent

from flows.clock.ordering import PATIENCE, CausalOrdering


def _event(name, follows=None, ago=timedelta(0)):
    when = datetime.now(UTC) - ago
    return ReceivedEvent(
        occurred=when, received=when, event=f"prefect.flow-run.{name}", id=uuid4(), follows=follows,
        resource={"prefect.resource.id": "prefect.flow-run.x"},
    )  # fmt: skip


@pytest.fixture
def ordering():
    ordering = CausalOrdering(scope=f"test-{uuid4()}")
    yield ordering
    ordering.clear()


def test_an_event_waits_for_the_one_before_it_but_not_for_ever(ordering):
    never = uuid4()
    with pytest.raises(EventArrivedEarly):
        asyncio.run(ordering.wait_for_leader(_event("Pending", never)))
    asyncio.run(ordering.wait_for_leader(_event("Pending", never, PATIENCE + timedelta(seconds=1))))


def test_those_that_have_waited_long_enough_come_in_order(ordering):
    never = uuid4()
    late = _event("Pending", never, PATIENCE + timedelta(seconds=2))
    later = _event("Running", late.id, PATIENCE + timedelta(seconds=1))
    fresh = _event("Pending", uuid4())

    async def all_of_it():
        for event in (later, late, fresh):
            await ordering.record_follower(event)
        return [await ordering.get_lost_followers(), await ordering.get_lost_followers()]

    first, second = asyncio.run(all_of_it())
    assert [e.event for e in first] == ["prefect.flow-run.Pending", "prefect.flow-run.Running"]
    assert second == []


def test_the_server_finds_it_by_its_setting():
    import importlib

    from prefect.server.events.ordering import CausalOrderingModule

    from flows.clock.places import defaults

    module = importlib.import_module(defaults()["PREFECT_SERVER_EVENTS_CAUSAL_ORDERING"])
    assert isinstance(module, CausalOrderingModule)
