"""Links between the nights: what is kept, how often silence counts, and archived copies."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from model.evidence import Evidence, Questions, Unanswered
from model.link import LinkFacts, LinkState
from sources.answer_cache import AnswerCache, Cached
from sources.desk import Desk
from sources.links import Links, read_copy
from sources.settings import Settings
from tests.services.loopback import Loopback, Reply

URL = "https://other.example/leaflet"


class _Archive(Loopback):
    """archive.org's availability interface: a copy of one page, none of the others."""

    def answer(self, request):
        known = request.one("url") == URL
        closest = {"status": "200", "available": True, "timestamp": "20190102030405",
                   "url": f"http://web.archive.org/web/20190102030405/{URL}"}  # fmt: skip
        snapshots = {"closest": closest} if known else {}
        return Reply(
            json.dumps({"url": request.one("url"), "archived_snapshots": snapshots}).encode(),
            "application/json",
        )


@pytest.fixture
def archive():
    with _Archive() as running:
        yield running


def _links(archive, cache, *states: LinkState):
    turns, asked = iter(states), []

    def probe(urls):
        asked.extend(urls)
        return {url: LinkFacts(url, next(turns), "said") for url in urls}

    settings = Settings(archive_url=archive.url, archive_per_second=1000.0, attempts=1)
    return Links(settings, cache, probe), asked


def test_a_link_that_is_well_is_not_asked_every_night(archive):
    links, asked = _links(archive, AnswerCache(), LinkState.OK)
    assert [links.look_up([URL])[URL].facts.state for _ in range(3)] == [LinkState.OK] * 3
    assert asked == [URL]
    assert archive.requests == []


def test_silence_counts_by_nights_and_is_dead_after_three(archive):
    cache = AnswerCache()
    links, _ = _links(archive, cache, *[LinkState.SILENT] * 5, LinkState.OK, LinkState.SILENT)
    assert [links.look_up([URL])[URL].facts.nights for _ in range(3)] == [1, 1, 1]  # three times on one night
    now = datetime.now(UTC)
    days = [str(now.date() - timedelta(days=n)) for n in (1, 2)]
    cache.put("link-silent", URL, Cached(json.dumps(days).encode(), URL, now))
    facts = links.look_up([URL])[URL].facts
    assert (facts.nights, facts.is_dead, facts.archived_on) == (3, True, date(2019, 1, 2))
    cache.put("link-silent", URL, Cached(json.dumps(["2020-01-01", "2020-01-02"]).encode(), URL, now))
    assert links.look_up([URL])[URL].facts.nights == 1  # long ago
    assert links.look_up([URL])[URL].facts.state is LinkState.OK
    assert json.loads(cache.get("link-silent", URL).body) == []


def test_a_dead_link_has_its_copy_and_a_silent_archive_costs_nothing(archive):
    links, _ = _links(archive, AnswerCache(), LinkState.GONE, LinkState.GONE)
    facts = links.look_up([URL])[URL].facts
    assert facts.archived == f"https://web.archive.org/web/20190102030405/{URL}"
    other = "https://other.example/none"
    assert links.look_up([other])[other].facts.archived == ""
    down, _ = _links(archive, AnswerCache(), LinkState.GONE)
    down.service.base_url = "http://127.0.0.1:9"
    assert isinstance(down.look_up([URL])[URL], Evidence)


@pytest.mark.parametrize(
    "value",
    [
        {}, [], None, {"archived_snapshots": {}}, {"archived_snapshots": None}, {"archived_snapshots": {"closest": []}},
        {"archived_snapshots": {"closest": {"available": True, "status": "404", "timestamp": "20190102", "url": "http://web.archive.org/web/1/x"}}},
        {"archived_snapshots": {"closest": {"available": True, "status": "200", "timestamp": "²019", "url": "http://web.archive.org/web/1/x"}}},
        {"archived_snapshots": {"closest": {"available": True, "status": "200", "timestamp": "20190102", "url": "javascript:alert(1)"}}},
        {"archived_snapshots": {"closest": {"available": "yes", "status": "200", "timestamp": "20190102", "url": "http://web.archive.org/web/1/x"}}},
    ],
)  # fmt: skip
def test_what_is_no_copy(value):
    assert read_copy(value) is None


def test_a_run_on_local_data_asks_no_link():
    desk = Desk("snapshot", Settings(), lambda urls: pytest.fail("asked"))
    assert isinstance(desk.answer(Questions(links=(URL,))).links[URL], Unanswered)
