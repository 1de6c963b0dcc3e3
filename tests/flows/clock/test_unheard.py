"""Alarms that were lost with their events are told, once; those that were heard are not told again."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import StateType
from prefect.states import Completed, Crashed, Failed, Running

from flows.clock.automations import ALARM
from flows.clock.events import site_resource
from flows.clock.unheard import Ledger, tell_missing, tell_unheard, worth_a_look
from flows.notify import Notify
from model.site import Site
from tests.flows.clock.running import Receiver

NOW = datetime.now(UTC)


class Server:
    """As much of Prefect's client as is asked here. ``heard``: the states whose events set the alarm off."""

    def __init__(self, *runs, heard=(), made=NOW - timedelta(days=9), enabled=True):
        self.runs = {run.id: run for run in runs}
        self.heard = {f"prefect.event.{state.id}" for state in heard}
        self.alarm = {"id": str(uuid4()), "enabled": enabled, "created": made.isoformat()}

    def request(self, method, path, json):
        assert (path, json["automations"]["name"]["any_"]) == ("/automations/filter", [ALARM])
        return SimpleNamespace(json=lambda: [self.alarm])

    def read_flow_run_states(self, run_id):
        return self.runs[run_id].history

    def read_events(self, wanted, limit):
        assert wanted.resource.id == [f"prefect.automation.{self.alarm['id']}"]
        return SimpleNamespace(events=[e for e in wanted.related.id if e in self.heard])


def _at(state, minutes=60.0):
    return state.model_copy(update={"timestamp": NOW - timedelta(minutes=minutes)})


def _run(*states):
    return SimpleNamespace(
        id=uuid4(), name="night", history=list(states), state_type=states[-1].type,
        run_count=sum(state.type is StateType.RUNNING for state in states),
    )  # fmt: skip


@pytest.fixture
def told(tmp_path):
    receiver = Receiver()

    def tell(server):
        runs = filter(worth_a_look, server.runs.values())
        notify = Notify(operators=(receiver.url,))
        ledger = Ledger(tmp_path / "told.json")
        list(tell_unheard(server, runs, notify, ledger, lambda run: "ADDRESS", now=NOW))
        return receiver.got

    yield tell
    receiver.close()


def test_a_failed_run_whose_event_was_lost_is_told_once(told):
    server = Server(_run(_at(Running()), _at(Failed(message="nothing was examined"))))
    assert told(server) == ["Bestbefore: night failed: night: Failed. nothing was examined\nADDRESS"]
    assert len(told(server)) == 1, "the next look tells nothing again"


def test_a_crash_that_went_on_meanwhile_is_told(told):
    server = Server(_run(_at(Running(), 90), _at(Crashed(), 80), _at(Running(), 70), _at(Completed())))
    assert len(told(server)) == 1


def test_each_crash_is_told(told):
    heard, lost = _at(Crashed(), 80), _at(Crashed(), 60)
    server = Server(_run(_at(Running(), 90), heard, _at(Running(), 70), lost), heard=[heard])
    assert len(told(server)) == 1


@pytest.mark.parametrize(
    ("states", "more"),
    [
        ([_at(Running()), _at(Completed())], {}),
        ([_at(Running()), _at(Failed(), minutes=1)], {}),  # the alarm may still come
        ([_at(Running()), _at(Failed(), minutes=60)], {"made": NOW - timedelta(minutes=30)}),  # before there was an alarm
        ([_at(Running()), _at(Failed())], {"enabled": False}),  # an operator switched it off
    ],
)  # fmt: skip
def test_what_is_not_to_be_told_is_not(told, states, more):
    assert told(Server(_run(*states), **more)) == []


def test_what_an_alarm_told_of_is_not_told_again(told):
    failed = _at(Failed())
    assert told(Server(_run(_at(Running()), failed), heard=[failed])) == []


def test_what_could_not_be_delivered_is_told_at_the_next_look(tmp_path, told):
    server = Server(_run(_at(Running()), _at(Failed())))
    ledger = Ledger(tmp_path / "told.json")
    nobody = Notify(operators=("json://127.0.0.1:9/",))
    (said,) = tell_unheard(server, server.runs.values(), nobody, ledger, lambda run: "")
    assert "could not be delivered" in said
    assert len(told(server)) == 1


class Nights:
    """A server with one site's alarm, its last finished audit, and when the alarm was set off."""

    def __init__(self, finished, heard=(), made=9 * 24):
        self.finished, self.heard = finished, [NOW - timedelta(hours=h) for h in heard]
        self.alarm = {
            "id": str(uuid4()), "enabled": True, "updated": (NOW - timedelta(hours=made)).isoformat(),
            "trigger": {"match": {"prefect.resource.id": site_resource("clinic")}, "within": 26 * 3600.0},
        }  # fmt: skip

    def request(self, *_, json):
        return SimpleNamespace(json=lambda: [{"enabled": True, "trigger": {}}, self.alarm])

    def read_flow_runs(self, **_):
        return [SimpleNamespace(end_time=NOW - timedelta(hours=h)) for h in self.finished]

    def read_events(self, wanted, limit):
        return SimpleNamespace(events=[at for at in self.heard if at >= wanted.occurred.since])


@pytest.mark.parametrize(
    ("finished", "more", "told"),
    [
        ([27], {}, 1),
        ([25], {}, 0),
        ([], {}, 1),  # none ever, since there is an alarm
        ([], {"made": 20}, 0),
        ([27], {"heard": [1]}, 0),
        ([60], {"heard": [33]}, 1),  # the alarm told of the first day, and not of the second
        ([60], {"heard": [33, 7]}, 0),
    ],
)
def test_a_missing_night_of_which_no_alarm_told_is_told_once(tmp_path, finished, more, told):
    receiver = Receiver()
    try:
        server, ledger = Nights(finished, **more), Ledger(tmp_path / "told.json")
        sites = (Site("clinic", ("x",), schedule="0 2 * * *"), Site("by hand", ("y",)))
        for _ in range(2):
            list(tell_missing(server, sites, Notify(operators=(receiver.url,)), ledger))
        assert len(receiver.got) == told, receiver.got
    finally:
        receiver.close()
