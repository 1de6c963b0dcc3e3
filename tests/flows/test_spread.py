"""Shards: a run survives the way to another worker, without the store's password."""

import json
import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from prefect.client.schemas.responses import SetStateStatus
from prefect.states import Completed, Crashed, Failed, Pending, Running, Scheduled

from flows import spread
from flows.spread import Spread, _shards, packed, shard_pages, unpacked
from flows.steps import JUDGE
from flows.work import Work
from model.errors import UsageError
from model.finding import Severity
from model.page import PageType
from model.policy import Policy
from model.site import Rule, Site

SITE = Site(
    "clinic.example",
    ("https://clinic.example/sitemap.xml",),
    Policy(disabled=frozenset({"TIME003"}), severities={"DATE002": Severity.ERROR}, page_types=(("/n/*", PageType.NEWS),)),
    rules=(Rule("/blog/*", Policy(review_months=12, owner="Blog")),),
    out=Path("report"),
    delay=2.5,
)  # fmt: skip
WORK = Work("postgresql://me:hunter2@db/x", 7, 3, SITE, date(2026, 11, 27), "auto", "web@clinic.example", Path("/site"),
            "", "reader", "names", "data", ("/site/saved",))  # fmt: skip


def test_a_run_comes_through_json_as_it_was_but_for_the_store():
    text = json.dumps(packed(WORK))
    assert "hunter2" not in text
    assert unpacked(json.loads(text), WORK.store) == WORK


def test_what_is_no_run_is_refused():
    with pytest.raises(ValueError, match="int"):
        unpacked(packed(WORK) | {"run": "seven"}, "x")


class Server:
    """As much of Prefect's client as a coordinator asks: shards in the states that they come to, one a look."""

    def __init__(self, takes_back=SetStateStatus.ACCEPT, **states):
        self.states, self.takes_back, self.cancelled = states, takes_back, []

    def read_flow_run(self, run_id):
        coming = self.states[run_id]
        return SimpleNamespace(state=coming.pop(0) if len(coming) > 1 else coming[0])

    def set_flow_run_state(self, run_id, state):
        self.cancelled.append((run_id, state.name))
        return SimpleNamespace(status=self.takes_back)


class Here:
    """What the coordinator does itself."""

    def __init__(self):
        self.told, self.done = [], []

    def tell(self, step, pages):
        self.told.append(pages)

    def each(self, step, work, batches):
        for batch in batches:
            self.done += batch
            yield batch


def _waited(monkeypatch, server, age=0):
    monkeypatch.setattr(spread, "_LOOK", 0)
    monkeypatch.setattr(spread, "get_run_logger", lambda: logging.getLogger("test"))
    created = datetime.now(UTC) - timedelta(seconds=age)
    running = [
        (SimpleNamespace(id=name, name=name, created=created), tuple(range(at * 10, at * 10 + 10)))
        for at, name in enumerate(server.states)
    ]
    here = Here()
    given = list(Spread(here, 10)._ended(server, JUDGE, WORK, running, wait=True))
    assert sorted(page for batch in given for page in batch) == list(range(10 * len(server.states)))
    assert not running
    return here


def test_a_shard_that_is_lost_is_done_by_its_audit(monkeypatch):
    server = Server(a=[Running(), Completed()], b=[Running(), Crashed()], c=[Failed()])
    assert sorted(_waited(monkeypatch, server).done) == list(range(10, 30))
    assert not server.cancelled


def test_a_shard_that_no_worker_takes_is_taken_back_before_it_is_done(monkeypatch):
    server = Server(a=[Scheduled(), Scheduled()])
    assert _waited(monkeypatch, server, age=301).done == list(range(10))
    assert server.cancelled == [("a", "Cancelled")]


def test_a_shard_that_began_in_that_moment_is_waited_for(monkeypatch):
    server = Server(SetStateStatus.REJECT, a=[Scheduled(), Running(), Completed()])
    assert _waited(monkeypatch, server, age=301).done == []


def test_a_shard_that_waits_its_turn_is_left_alone(monkeypatch):
    server = Server(a=[Scheduled(), Pending(), Running(), Completed()])
    assert _waited(monkeypatch, server, age=200).done == []
    assert not server.cancelled


@pytest.mark.parametrize(("said", "pages"), [("", 1000), (" 250 ", 250), ("50", 50)])
def test_the_size_of_a_shard_is_a_setting(said, pages):
    assert shard_pages(said) == pages


@pytest.mark.parametrize("said", ["49", "0", "-100", "many", "1e3"])
def test_a_size_that_is_none_is_refused(said):
    with pytest.raises(UsageError, match="BESTBEFORE_SHARD_PAGES"):
        shard_pages(said)


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 1000, 1001, 2500])
def test_every_page_is_in_one_shard(count):
    batches = [tuple(range(at, min(at + 50, count))) for at in range(0, count, 50)]
    shards = list(_shards(iter(batches), 1000))
    assert [page for shard in shards for page in shard] == list(range(count))
    assert all(len(shard) <= 1000 for shard in shards)
    assert all(len(shard) == 1000 for shard in shards[:-1])
