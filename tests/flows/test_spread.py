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
from flows.spread import Spread, packed, shard_pages, unpacked
from flows.steps import JUDGE, READ
from flows.work import Work
from model.errors import UsageError
from model.finding import Severity
from model.page import PageType
from model.policy import Policy
from model.site import Rule, Site
from store.nights import Step as Done

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

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Here:
    """What the coordinator does itself."""

    def __init__(self):
        self.told, self.done = [], []

    def begin(self, step):
        pass

    def tell(self, step, pages):
        self.told.append(pages)

    def each(self, step, work, batches):
        for batch in batches:
            self.done += batch
            yield batch


class Store:
    """How far pages have come: as far as each look finds them, the last one for ever."""

    def __init__(self, *looks):
        self.looks = list(looks)

    @property
    def nights(self):
        return self

    def steps(self, run, ids):
        come = self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]
        return {page: come.get(page, Done.MET) for page in ids}


def _spread(monkeypatch, server, store, age=0):
    """A coordinator whose shards are named a, b, … as they are handed out; what is handed out, what it does itself."""
    handed, names = [], iter(server.states)
    created = datetime.now(UTC) - timedelta(seconds=age)

    def started(work, pages, again):
        handed.append(pages)
        name = next(names)
        return SimpleNamespace(id=name, name=name, created=created)

    for name, value in (("_LOOK", 0), ("_IDLE", 0), ("_started", started), ("opened", lambda place: store),
                        ("get_client", lambda sync_client: server),
                        ("get_run_logger", lambda: logging.getLogger("test"))):  # fmt: skip
        monkeypatch.setattr(spread, name, value)
    return Spread(Here(), 10), handed


def _all(batches):
    return sorted(page for batch in batches for page in batch)


def _read(monkeypatch, server, *looks, pages=10, age=0):
    """Read some pages in shards of ten; the coordinator, when all were given back."""
    runner, handed = _spread(monkeypatch, server, Store(*looks), age)
    assert _all(runner(READ, WORK, [tuple(range(pages))])) == list(range(pages))
    assert _all(handed) == list(range(pages))
    return runner.tasks


READ_ALL = dict.fromkeys(range(30), Done.READ)


def test_a_page_goes_on_as_soon_as_it_was_read(monkeypatch):
    server = Server(a=[Running()])
    runner, _ = _spread(monkeypatch, server, Store({}, {1: Done.READ}, {1: Done.READ}, READ_ALL))
    given = runner(READ, WORK, [tuple(range(10))])
    assert next(given) == (1,), "the shard still runs"
    assert _all(given) == [0, *range(2, 10)]
    assert runner.tasks.done == []


def test_what_is_not_handed_out_yet_is_not_lost(monkeypatch):
    server = Server(a=[Running()], b=[Running()])
    runner, handed = _spread(monkeypatch, server, Store({}, {}, {}, READ_ALL))
    batches = (tuple(range(at, at + 4)) for at in range(0, 20, 4))
    assert _all(runner(READ, WORK, batches)) == list(range(20))
    assert handed == [tuple(range(10)), tuple(range(10, 20))]
    assert runner.tasks.done == []


def test_a_shard_that_is_lost_is_done_by_its_audit(monkeypatch):
    half = dict.fromkeys(range(15), Done.READ)
    server = Server(a=[Running(), Completed()], b=[Running(), Crashed()], c=[Failed()])
    assert sorted(_read(monkeypatch, server, {}, half, pages=30).done) == list(range(15, 30))
    assert not server.cancelled


def test_a_shard_that_no_worker_takes_is_taken_back_before_it_is_done(monkeypatch):
    server = Server(a=[Scheduled(), Scheduled()])
    assert _read(monkeypatch, server, {}, age=301).done == list(range(10))
    assert server.cancelled == [("a", "Cancelled")]


def test_a_shard_that_began_in_that_moment_is_waited_for(monkeypatch):
    server = Server(SetStateStatus.REJECT, a=[Scheduled(), Running(), Completed()])
    assert _read(monkeypatch, server, {}, {}, READ_ALL, age=301).done == []


def test_a_shard_that_waits_its_turn_is_left_alone(monkeypatch):
    server = Server(a=[Scheduled(), Pending(), Running(), Completed()])
    assert _read(monkeypatch, server, {}, {}, {}, READ_ALL, age=200).done == []
    assert not server.cancelled


JUDGED_ALL = dict.fromkeys(range(10), Done.JUDGED)


def _judged(monkeypatch, server, *looks):
    """Read and judge ten pages; the coordinator's own part, and what was handed out."""
    runner, handed = _spread(monkeypatch, server, Store(READ_ALL, *looks))
    read = list(runner(READ, WORK, [tuple(range(10))]))
    assert _all(runner(JUDGE, WORK, read)) == list(range(10))
    return runner.tasks, handed


def test_the_shard_that_read_a_page_judges_it(monkeypatch):
    here, handed = _judged(monkeypatch, Server(a=[Running()]), READ_ALL, {}, JUDGED_ALL)
    assert (here.done, handed) == ([], [tuple(range(10))])


def test_what_a_shard_waited_for_too_long_is_handed_out_again_once(monkeypatch):
    half = dict.fromkeys(range(4), Done.JUDGED)
    here, handed = _judged(
        monkeypatch, Server(a=[Running(), Completed()], b=[Running()]), half, half, JUDGED_ALL
    )
    assert handed == [tuple(range(10)), tuple(range(4, 10))]
    assert here.done == []
    here, handed = _judged(monkeypatch, Server(a=[Completed()], b=[Completed()]), half)
    assert handed == [tuple(range(10)), tuple(range(4, 10))]
    assert sorted(here.done) == list(range(4, 10)), "twice is enough"


def test_a_shard_judges_what_was_looked_up_and_leaves_when_nothing_comes(monkeypatch):
    asked = {1: Done.ASKED, 2: Done.ASKED, 3: Done.JUDGED}
    _spread(monkeypatch, Server(), Store({}, asked, {}))
    done = []

    def run(step, work, batches):
        for batch in batches:
            done.append((step.name, batch))
            yield batch

    monkeypatch.setattr(spread, "_IDLE", 0.2)
    assert spread._judged_as_they_come(run, WORK, tuple(range(5))) == 3
    assert done == [("judge", (1, 2))]


@pytest.mark.parametrize(("said", "pages"), [("", 1000), (" 250 ", 250), ("50", 50)])
def test_the_size_of_a_shard_is_a_setting(said, pages):
    assert shard_pages(said) == pages


@pytest.mark.parametrize("said", ["49", "0", "-100", "many", "1e3"])
def test_a_size_that_is_none_is_refused(said):
    with pytest.raises(UsageError, match="BESTBEFORE_SHARD_PAGES"):
        shard_pages(said)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 25])
def test_every_page_is_in_one_shard(monkeypatch, count):
    server = Server(a=[Completed()], b=[Completed()], c=[Completed()])
    runner, handed = _spread(monkeypatch, server, Store(READ_ALL))
    batches = [tuple(range(at, min(at + 4, count))) for at in range(0, count, 4)]
    assert _all(runner(READ, WORK, iter(batches))) == list(range(count))
    assert _all(handed) == list(range(count))
    assert all(len(shard) == 10 for shard in handed[:-1])
