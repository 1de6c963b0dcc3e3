"""Records over real HTTP: batches, what is missing, every fault, the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from model.evidence import Evidence, Unanswered
from model.identifiers import PMID
from sources.answer_cache import AnswerCache
from sources.pubmed.client import PubMed
from sources.settings import Settings
from tests.services.eutils import Entry, EUtils
from tests.services.loopback import Fault
from tests.services.pubmed_xml import article
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]


def pmids(*numbers: int) -> list[PMID]:
    return [PMID(str(n)) for n in numbers]


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    with EUtils(article(str(n), f"Paper number {n}") for n in range(1, 451)) as made:
        return made.entries


@pytest.fixture
def server(entries: dict[str, Entry]) -> Iterator[EUtils]:
    with EUtils() as running:
        running.entries = dict(entries)
        yield running


def test_records_are_asked_for_two_hundred_at_a_time_by_post(server: EUtils, settings_for: Make) -> None:
    found = PubMed(settings_for(server)).fetch(pmids(*range(1, 451)) + pmids(7, 8))
    assert [r.method for r in server.requests] == ["POST"] * 3
    assert [len(r.one("id").split(",")) for r in server.requests] == [200, 200, 50]
    assert len(found) == 450
    evidence = found[PMID("450")]
    assert isinstance(evidence, Evidence)
    assert evidence.facts is not None
    assert evidence.facts.title == "Paper number 450"
    assert evidence.url == "https://pubmed.ncbi.nlm.nih.gov/450/"
    assert evidence.retrieved_at is not None
    assert datetime.now(UTC) - evidence.retrieved_at < timedelta(minutes=1)


def test_every_request_says_who_asks(server: EUtils, settings_for: Make) -> None:
    PubMed(settings_for(server, ncbi_api_key="sesame")).fetch(pmids(1))
    (request,) = server.requests
    assert request.one("tool") == "bestbefore"
    assert request.one("email") == "editor@example.org"
    assert request.one("api_key") == "sesame"
    assert "editor@example.org" in request.headers["user-agent"]


def test_a_record_that_does_not_exist_is_an_answer_and_not_a_failure(
    server: EUtils, settings_for: Make
) -> None:
    found = PubMed(settings_for(server)).fetch(pmids(1, 99_999_999))
    missing = found[PMID("99999999")]
    assert isinstance(missing, Evidence)
    assert missing.facts is None
    assert "no record 99999999" in missing.says


def test_a_record_left_out_once_is_asked_for_again_before_it_counts_as_absent(
    server: EUtils, settings_for: Make
) -> None:
    server.hidden = {"5"}
    found = PubMed(settings_for(server)).fetch(pmids(4, 5, 6))
    evidence = found[PMID("5")]
    assert isinstance(evidence, Evidence)
    assert evidence.facts is not None
    assert len(server.requests) == 2


def test_a_service_that_knows_none_of_many_records_is_not_believed(settings_for: Make) -> None:
    with EUtils() as empty:
        empty.entries.clear()
        found = PubMed(settings_for(empty)).fetch(pmids(1))
    assert all(isinstance(answer, Unanswered) for answer in found.values())


def test_an_absence_is_kept_only_by_a_run_without_a_failure(server: EUtils, settings_for: Make) -> None:
    cache = AnswerCache()
    whole = PubMed(settings_for(server), cache)
    whole.fetch(pmids(1, 99_999_999))
    assert not cache.get("pubmed-absent", "99999999")
    whole.settle()
    assert cache.get("pubmed-absent", "99999999")
    failing = PubMed(settings_for(server, attempts=1), cache)
    failing.fetch(pmids(99_999_998))
    server.always = Fault.ERROR_500
    failing.fetch(pmids(2))
    failing.settle()
    assert not cache.get("pubmed-absent", "99999998")


def test_a_remembered_absence_is_asked_for_once_more(server: EUtils, settings_for: Make) -> None:
    cache = AnswerCache()
    first = PubMed(settings_for(server), cache)
    first.fetch(pmids(77_777_777))
    first.settle()
    server.add(article("77777777", "A paper that came a day later"))
    second = PubMed(settings_for(server), cache)
    (remembered,) = second.fetch(pmids(77_777_777)).values()
    assert isinstance(remembered, Evidence)
    assert remembered.facts is None
    (again,) = second.recheck(pmids(77_777_777)).values()
    assert isinstance(again, Evidence)
    assert again.facts is not None
    assert second.recheck(pmids(77_777_777)) == {}


def test_a_service_that_forgets_what_it_just_gave_is_not_believed(server: EUtils, settings_for: Make) -> None:
    server.faults.extend([None, Fault.LYING])
    found = PubMed(settings_for(server)).fetch(pmids(1, 2, 99_999_999))
    assert isinstance(found[PMID("99999999")], Unanswered)
    assert isinstance(found[PMID("1")], Evidence)


PASSING = [f for f in Fault if f is not Fault.LYING]


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_not_noticed(server: EUtils, settings_for: Make, fault: Fault) -> None:
    server.faults.append(fault)
    # Not as hurried as where nothing is waited for: the answer after it must have its time.
    limits = {"timeout": 1.0, "deadline": 2.0} if fault in (Fault.SLOW, Fault.DRIP) else {}
    found = PubMed(settings_for(server, **limits)).fetch(pmids(1, 2))
    assert {p.value: isinstance(a, Evidence) for p, a in found.items()} == {"1": True, "2": True}
    assert len(server.requests) == 2


REASONS = {
    Fault.ERROR_500: "status 500",
    Fault.ERROR_503: "status 503",
    Fault.RATE_429: "status 429",
    Fault.RATE_200: "rate limit exceeded",
    Fault.HTML: "HTML page",
    Fault.TRUNCATED: "cut off",
    Fault.BROKEN_OFF: "broke off",
    Fault.DROPPED: "no connection",
    Fault.SLOW: "did not answer in time",
    Fault.DRIP: "took longer than",
    Fault.EMPTY: "answered nothing",
    Fault.GARBAGE: "something else",
    Fault.LYING: "not believed",
}


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_that_stays_is_unanswered_with_its_reason_and_is_not_kept(
    server: EUtils, settings_for: Make, fault: Fault
) -> None:
    server.always = fault
    settings = settings_for(server)
    assert settings.cache_dir is not None
    cache = AnswerCache(settings.cache_dir / "answers.sqlite3")
    found = PubMed(settings_for(server, attempts=2, **HURRIED), cache).fetch(pmids(1, 2, 3))
    for answer in found.values():
        assert isinstance(answer, Unanswered)
        assert answer.source == "PubMed"
        assert REASONS[fault] in answer.reason
    server.always = None
    again = PubMed(settings, cache).fetch(pmids(1, 2, 3))
    assert all(isinstance(a, Evidence) and a.facts is not None for a in again.values())


def test_a_service_that_is_down_is_soon_left_alone(settings_for: Make) -> None:
    with EUtils() as gone:
        url = gone.url
    found = PubMed(settings_for(url, attempts=2)).fetch(pmids(*range(1, 2_001)))
    assert all(isinstance(a, Unanswered) for a in found.values())
    last = found[PMID("2000")]
    assert isinstance(last, Unanswered)
    assert last.reason == "PubMed could not be reached: no connection"


def test_one_record_that_breaks_its_answer_takes_few_others_with_it(
    server: EUtils, settings_for: Make
) -> None:
    server.fault_on = lambda request: "77" in request.one("id").split(",")
    server.faults.extend([Fault.TRUNCATED] * 1_000)
    found = PubMed(settings_for(server, attempts=2)).fetch(pmids(*range(1, 301)))
    lost = [p for p, answer in found.items() if isinstance(answer, Unanswered)]
    assert PMID("77") in lost
    assert len(lost) <= 25


def test_a_second_run_the_same_day_asks_nothing(server: EUtils, settings_for: Make) -> None:
    settings = settings_for(server)
    assert settings.cache_dir is not None
    path = settings.cache_dir / "answers.sqlite3"
    wanted = pmids(1, 2, 3, 99_999_999)
    one = PubMed(settings, AnswerCache(path))
    first = one.fetch(wanted)
    one.settle()
    asked = len(server.requests)
    second = PubMed(settings, AnswerCache(path)).fetch(wanted)
    assert len(server.requests) == asked
    assert first == second


def test_records_grow_old_and_are_asked_for_again(server: EUtils, settings_for: Make) -> None:
    now = datetime.now(UTC)
    clock = [now]
    cache = AnswerCache(now=lambda: clock[0])
    client = PubMed(settings_for(server), cache)
    client.fetch(pmids(1, 99_999_999))
    asked = len(server.requests)
    clock[0] = now + timedelta(days=2)
    client.fetch(pmids(1, 99_999_999))
    again = server.requests[asked:]
    assert again[0].one("id") == "99999999", (
        "what was absent may be there a day later; the record is still good"
    )
    clock[0] = now + timedelta(days=30)
    server.add(article("1", "Paper number 1", types=["Retracted Publication"]))
    answer = client.fetch(pmids(1))[PMID("1")]
    assert isinstance(answer, Evidence)
    assert answer.facts is not None
    assert [n.kind.value for n in answer.facts.notices] == ["retraction"]
