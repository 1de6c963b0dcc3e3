"""Runs that crashed go on, twice at most; of the nights that were missed, one is made up for."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import StateType
from prefect.states import Completed, Crashed, Running, Scheduled

from flows.care import set_going
from flows.clock import heal


class Server:
    """As much of Prefect's client as is asked here."""

    def __init__(self, *runs):
        self.runs = {run.id: run for run in runs}
        self.set = []

    def read_flow_run(self, run_id):
        return self.runs[run_id]

    def read_flow_run_states(self, run_id):
        return self.runs[run_id].history

    def set_flow_run_state(self, run_id, state, force=False):
        run = self.runs[run_id]
        run.history.append(state)
        run.state, run.state_type, run.state_name = state, state.type, state.name
        self.set.append((run.name, state.name))

    def read_flow_runs(self, flow_run_filter, limit, offset, **_):
        wanted, begun = set(flow_run_filter.state.type.any_), flow_run_filter.start_time
        found = [
            run
            for run in sorted(self.runs.values(), key=lambda run: run.id, reverse=True)
            if run.state_type in wanted
            and not (begun.after_ and heal._begun(run) < begun.after_)
            and not (begun.before_ and heal._begun(run) > begun.before_)
        ]
        return found[offset : offset + min(limit, 200)]

    def delete_flow_run(self, run_id):
        self.set.append((self.runs.pop(run_id).name, "deleted"))


NOW = datetime.now(UTC)


def _run(name, *states, deployment="d", tags=(), hours=1.0, auto=False):
    last = states[-1]
    return SimpleNamespace(
        id=uuid4(), name=name, state=last, state_type=last.type, state_name=last.name, history=list(states), tags=list(tags),
        deployment_id=deployment, auto_scheduled=auto, expected_start_time=NOW - timedelta(hours=hours),
        start_time=None if auto else NOW - timedelta(hours=hours), created=NOW - timedelta(hours=hours), run_count=0 if auto else 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("states", "tags", "goes_on"),
    [
        ((Running(), Crashed()), (), True),
        ((Running(), Crashed(), Running(), Crashed()), (), True),
        ((Running(), Crashed(), Running(), Crashed(), Running(), Crashed()), (), False),
        ((Running(), Completed()), (), False),
        ((Running(),), (), False),
        ((Running(), Crashed()), ("shard",), False),
    ],
)
def test_a_crashed_run_goes_on_twice_at_most(states, tags, goes_on):
    run = _run("night", *states, tags=tags)
    server = Server(run)
    told = set_going(server, run.id)
    assert (run.state_type is StateType.SCHEDULED) == goes_on, told
    assert run.name in told


def test_what_was_left_running_has_crashed_and_goes_on():
    run = _run("night", Running())
    server = Server(run)
    told = [*heal._crash_the_dead(server), *heal._set_crashed_going(server)]
    assert [state for _, state in server.set] == ["Crashed", "AwaitingRetry"], told


def test_a_crash_that_a_later_run_made_good_is_history():
    server = Server(_run("monday", Crashed(), hours=5), _run("later", Completed(), hours=2))
    assert list(heal._set_crashed_going(server)) == []
    server = Server(_run("long ago", Crashed(), hours=40))
    assert list(heal._set_crashed_going(server)) == []


def test_a_crash_among_thousands_of_runs_is_found():
    old = [_run(f"old{n}", Completed(), deployment=f"d{n}", hours=100 + n) for n in range(450)]
    recent = [_run(f"page{n}", Completed(), deployment="pages", hours=1 + n / 1000) for n in range(450)]
    crashed = _run("night", Crashed(), deployment="night")
    server = Server(*old, *recent, crashed)
    assert len(list(heal._set_crashed_going(server))) == 1
    assert server.set == [("night", "AwaitingRetry")]


def test_a_missed_night_among_thousands_of_nights_to_come_is_found():
    to_come = [_run(f"c{n}", Scheduled(), deployment=f"d{n}", auto=True, hours=-n - 1) for n in range(450)]
    missed = [_run(f"m{n}", Scheduled(), deployment="d1", auto=True, hours=24 * n) for n in (1, 2)]
    server = Server(*to_come, *missed)
    assert list(heal._drop_missed_nights(server)) == ["1 missed run dropped, the last one is made up for"]


def test_of_missed_nights_the_last_one_of_each_site_is_made_up_for():
    nights = [_run(f"a{n}", Scheduled(), deployment="a", auto=True, hours=24 * n) for n in (3, 1, 2)]
    other = _run("b1", Scheduled(), deployment="b", auto=True, hours=2)
    to_come = _run("a0", Scheduled(), deployment="a", auto=True, hours=-5)
    server = Server(*nights, other, to_come)
    told = list(heal._drop_missed_nights(server))
    assert sorted(run.name for run in server.runs.values()) == ["a0", "a1", "b1"]
    assert told == ["2 missed runs dropped, the last one is made up for"]
