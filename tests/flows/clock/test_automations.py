"""What the server does once a crash, it does once however often it is handed the event."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from prefect.server.database import provide_database_interface
from prefect.server.events import triggers
from prefect.server.events.models import automations as kept
from prefect.server.events.schemas.automations import Automation
from prefect.server.events.schemas.events import ReceivedEvent
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, temporary_settings

from flows.clock import automations
from flows.clock.plan import TAG
from flows.notify import Notify


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The part of Prefect's server that serves automations, on a database of its own; its locks want one loop."""
    place = tmp_path_factory.mktemp("prefect") / "prefect.db"
    address = {PREFECT_API_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{place}"}
    with temporary_settings(address), asyncio.Runner() as runner:
        runner.run(provide_database_interface().create_db())
        yield runner


def _ours():
    """The automations that a crash sets off, as the server keeps them."""
    crashed = automations._crashed(SimpleNamespace(id=uuid4()).id)
    alarms = automations._alarms(uuid4(), (), Notify().grace)
    wanted = [crashed, *(a for a in alarms if "crashed" in a.name)]
    return [Automation.model_validate(a.model_dump(mode="json") | {"id": uuid4()}) for a in wanted]


def _crash(run, at):
    return ReceivedEvent(
        id=uuid4(), occurred=at, event="prefect.flow-run.Crashed", received=at,
        resource={"prefect.resource.id": f"prefect.flow-run.{run}"},
        related=[{"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"}],
    )  # fmt: skip


def _told(server, monkeypatch, *events):
    """How often each automation acts on these deliveries, one behind the other."""
    acted = []

    async def act(firing):
        acted.append((firing.trigger.automation.name, firing.triggering_event.id))

    ours = _ours()

    async def deliver():
        async with kept.automations_session(begin_transaction=True) as session:
            for automation in ours:
                triggers.load_automation(await kept.create_automation(session, automation))
        for event in events:
            await triggers.reactive_evaluation(event)

    for known in (triggers.automations_by_id, triggers.triggers):
        known.clear()
    monkeypatch.setattr(triggers, "act", act)
    server.run(deliver())
    return acted


def test_an_event_that_is_handed_over_again_sets_nothing_off_again(server, monkeypatch):
    event = _crash(uuid4(), datetime.now(UTC))
    acted = _told(server, monkeypatch, event, event, event)
    assert len(acted) == 2, "one goes on, one is told"
    assert len(set(acted)) == 2


def test_each_crash_of_a_run_and_of_another_counts(server, monkeypatch):
    run, now = uuid4(), datetime.now(UTC)
    events = [_crash(run, now), _crash(uuid4(), now), _crash(run, now + timedelta(seconds=20))]
    assert len(_told(server, monkeypatch, *events)) == 6
