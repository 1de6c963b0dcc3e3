"""openFDA over real HTTP: several drugs in one question, paging, and each of its errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from model.errors import SourceError
from sources.answer_cache import AnswerCache
from sources.fda import records
from sources.fda.openfda import LONGEST_SEARCH, Found, Named, OpenFDA, batches
from sources.settings import Settings
from tests.services.loopback import Fault, Reply
from tests.services.openfda import KEY, OpenFDAServer, application, label
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]


@pytest.fixture
def settings(settings_for: Make) -> Make:
    def make(server: OpenFDAServer, **changes: object) -> Settings:
        return settings_for(server, openfda_url=server.url, openfda_per_second=500.0, **changes)

    return make


def numbers(answers: Any) -> list[str]:
    return sorted(a.number.value for found in answers.values() for a in found.applications)


def test_several_drugs_are_asked_in_one_request(settings: Make) -> None:
    drugs = [application(f"NDA02100{n}", f"BRAND{n}", f"EXAMPLINIB{n}") for n in range(9)]
    with OpenFDAServer(drugsfda=drugs) as server:
        answers = OpenFDA(settings(server)).applications([Named(f"examplinib{n}") for n in range(9)])
        assert numbers(answers) == [f"NDA02100{n}" for n in range(9)]
        assert len(server.requests) == 1


def test_a_search_is_never_longer_than_an_address_holds() -> None:
    many = [Named(f"a drug with quite a long name {n}", ("A Brand", "Another")) for n in range(200)]
    groups = list(batches(many))
    assert [drug for group, _ in groups for drug in group] == many
    assert max(len(search) for _, search in groups) <= LONGEST_SEARCH
    assert len(groups) < 40


def test_all_pages_are_read_by_the_link(settings: Make) -> None:
    many = [application(f"ANDA{n:06}", "EXAMPLINIB", "EXAMPLINIB") for n in range(610)]
    with OpenFDAServer(drugsfda=many) as server:
        answers = OpenFDA(settings(server)).applications([Named("examplinib")])
        assert len(numbers(answers)) == 610
        assert [bool(r.one("search_after")) for r in server.requests] == [False, True, True]
        assert not any(r.one("skip") for r in server.requests), "skip and search_after do not go together"


def test_all_pages_are_read_by_skip_where_there_is_no_link(settings: Make) -> None:
    many = [application(f"ANDA{n:06}", "EXAMPLINIB", "EXAMPLINIB") for n in range(610)]
    with OpenFDAServer(drugsfda=many, links=False) as server:
        assert len(numbers(OpenFDA(settings(server)).applications([Named("examplinib")]))) == 610
        assert [r.one("skip") for r in server.requests] == ["", "250", "500"]


def test_no_match_is_an_answer(settings: Make) -> None:
    with OpenFDAServer() as server:
        ((_, found),) = OpenFDA(settings(server)).applications([Named("nothing")]).items()
        assert isinstance(found, Found)
        assert found.applications == ()
        assert len(server.requests) == 1, "a 404 is not asked again"


def test_a_brand_finds_what_an_ingredients_name_does_not(settings: Make) -> None:
    with OpenFDAServer(drugsfda=[application("NDA004782", "PREMARIN", "ESTROGENS, CONJUGATED")]) as server:
        client = OpenFDA(settings(server))
        assert numbers(client.applications([Named("conjugated estrogens", ("Premarin",))])) == ["NDA004782"]


def test_a_combination_is_asked_by_both_ingredients(settings: Make) -> None:
    both = application("NDA216793", "AKEEGA", "NIRAPARIB TOSYLATE", "ABIRATERONE ACETATE")
    with OpenFDAServer(drugsfda=[both, application("NDA202379", "ZYTIGA", "ABIRATERONE ACETATE")]) as server:
        assert numbers(OpenFDA(settings(server)).applications([Named("abiraterone / niraparib")])) == [
            "NDA216793"
        ]


def test_the_facts_of_an_application(settings: Make) -> None:
    record = application(
        "BLA125544",
        "INFLECTRA",
        "INFLIXIMAB-DYYB",
        approved="20160405",
        supplements=[("9", "EFFICACY", "20190618")],
        openfda=False,
    )
    with OpenFDAServer(drugsfda=[record]) as server:
        found = OpenFDA(settings(server)).application("BLA125544")
        (fact,) = found.applications
        assert fact.first_approval == date(2016, 4, 5), "the supplement comes first in the answer"
        assert fact.products[0].drug == "infliximab"
        assert fact.products[0].suffixes == ("dyyb",)
        assert found.as_of == date(2026, 11, 10), "the day that the service vouches for"
        assert "api_key" not in found.url


def test_labels_are_asked_by_application_newest_first(settings: Make) -> None:
    labels = [
        label(
            "NDA021000",
            "EXAMPLA",
            "EXAMPLINIB",
            "EXAMPLA is indicated for x.",
            effective=f"2026010{n}",
            set_id=f"s{n}",
        )
        for n in range(1, 4)
    ]
    with OpenFDAServer(label=labels) as server:
        found = OpenFDA(settings(server)).labels(["NDA021000", "NDA021000"])
        assert [x.set_id for x in found.labels] == ["s3", "s2", "s1"]
        assert len(server.requests) == 1


def test_labels_of_fifty_applications_are_one_question(settings: Make) -> None:
    labels = [label(f"NDA02{n:04}", "EXAMPLA", f"EXAMPLINIB{n}", "x") for n in range(120)]
    labels += [label("NDA020001", "REPACK", "EXAMPLINIB1", "x", original=False)]
    with OpenFDAServer(label=labels) as server:
        found = OpenFDA(settings(server)).labels(f"NDA02{n:04}" for n in range(120))
        assert len(found.labels) == 120, "repackagers' labels are not asked for"
        assert len(server.requests) == 3
        assert max(len(r.one("search")) for r in server.requests) <= LONGEST_SEARCH


def test_what_moved_since_a_day_is_one_question(settings: Make) -> None:
    drugs = [
        application("NDA021000", "OLD", "OLDINIB", approved="20150203"),
        application(
            "NDA021001",
            "MOVED",
            "MOVEDINIB",
            approved="20150203",
            supplements=[("2", "EFFICACY", "20260601")],
        ),
        application("NDA021002", "NEWA", "NEWINIB", approved="20260102"),
        application("NDA021003", "LATER", "LATERINIB", approved="20261120"),
    ]
    with OpenFDAServer(drugsfda=drugs) as server:
        found = OpenFDA(settings(server)).moved(date(2026, 1, 1), date(2026, 11, 1))
        assert [a.number.value for a in found.applications] == ["NDA021001", "NDA021002"]
        assert found.as_of == date(2026, 11, 10)
        assert len(server.requests) == 1
        assert OpenFDA(settings(server)).moved(date(2027, 1, 1), date(2027, 2, 1)).applications == ()


def test_more_than_can_be_caught_up_with_is_refused(settings: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.fda.openfda._MOVED_PAGES", 2)
    many = [application(f"ANDA{n:06}", "EXAMPLINIB", "EXAMPLINIB", approved="20260201") for n in range(610)]
    with OpenFDAServer(drugsfda=many) as server:
        with pytest.raises(SourceError, match="610 applications moved since 2026-01-01, too many"):
            OpenFDA(settings(server)).moved(date(2026, 1, 1), date(2026, 11, 1))
        assert len(server.requests) == 2


NO_ANSWERS = [
    {"error": {"code": "OVER_RATE_LIMIT", "message": "You have exceeded your rate limit."}},
    {},
    [],
    None,
    {"meta": {}, "results": []},
    {"meta": {}, "results": [None]},
    {"meta": {}, "results": {"0": {}}},
    {"results": [{"application_number": "NDA021000"}]},
    {"meta": [], "results": [{"application_number": "NDA021000"}]},
    {"meta": {"results": {"total": "five"}}, "results": [{"application_number": "NDA021000"}]},
    {"meta": {"results": [5]}, "results": [{"application_number": "NDA021000"}]},
]


@pytest.mark.parametrize("body", NO_ANSWERS)
def test_what_is_no_answer_is_not_kept_as_one(settings: Make, body: object) -> None:
    """trust: six such bodies with status 200 were kept for a day as "no such drug"."""
    cache = AnswerCache()
    with OpenFDAServer(drugsfda=[application("NDA021000", "ONE", "EXAMPLINIB")]) as server:
        client = OpenFDA(settings(server), cache)
        healthy, server.answer = server.answer, lambda _request: Reply.json(body)  # type: ignore[method-assign]
        assert "not in its form" in failure(client)
        server.answer = healthy  # type: ignore[method-assign]
        assert numbers(client.applications([Named("examplinib")])) == ["NDA021000"]
    cache.close()


def test_json_nested_beyond_reading_is_no_answer(settings: Make) -> None:
    deep = b'{"meta":' + b"[" * 200_000
    with OpenFDAServer() as server:
        server.answer = lambda _request: Reply(deep, "application/json")  # type: ignore[method-assign]
        assert "openFDA" in failure(OpenFDA(settings(server)))


def test_a_404_in_other_words_is_no_empty_result(settings: Make) -> None:
    error = {"error": {"code": "NOT_FOUND", "message": "No such endpoint"}}
    with OpenFDAServer() as server:
        server.answer = lambda _request: Reply.json(error, 404)  # type: ignore[method-assign]
        assert "no such address" in failure(OpenFDA(settings(server)))


def test_a_quote_in_a_name_cannot_break_the_search(settings: Make) -> None:
    with OpenFDAServer(drugsfda=[application("NDA021000", "BIG 3", "EXAMPLINIB")]) as server:
        assert numbers(OpenFDA(settings(server)).applications([Named('examplinib"', ('BIG "3"',))])) == [
            "NDA021000"
        ]


def test_the_key_is_sent_and_never_shown(settings: Make) -> None:
    with OpenFDAServer(drugsfda=[application("NDA021000", "ONE", "EXAMPLINIB")]) as server:
        found = OpenFDA(settings(server, openfda_api_key=KEY)).application("NDA021000")
        assert server.requests[0].one("api_key") == KEY
        assert KEY not in found.url


def failure(client: OpenFDA) -> str:
    ((_, error),) = client.applications([Named("examplinib")]).items()
    assert isinstance(error, SourceError)
    return str(error)


def test_a_wrong_key_is_named_and_not_tried_again(settings: Make) -> None:
    with OpenFDAServer() as server:
        assert "OPENFDA_API_KEY" in failure(OpenFDA(settings(server, openfda_api_key="wrong")))
        assert len(server.requests) == 1


def test_the_daily_limit_is_named_with_the_way_out(settings: Make) -> None:
    with OpenFDAServer(daily=1, drugsfda=[application("NDA021000", "ONE", "EXAMPLINIB")]) as server:
        client = OpenFDA(settings(server))
        assert client.application("NDA021000").applications
        said = failure(client)
        assert "1,000 a day without a key: set OPENFDA_API_KEY" in said
        assert "120,000" in failure(OpenFDA(settings(server, openfda_api_key=KEY)))


@pytest.mark.parametrize(
    "fault", [Fault.ERROR_500, Fault.ERROR_503, Fault.RATE_429, Fault.TRUNCATED, Fault.HTML, Fault.DROPPED]
)
def test_trouble_that_passes_costs_another_attempt(settings: Make, fault: Fault) -> None:
    with OpenFDAServer(drugsfda=[application("NDA021000", "ONE", "EXAMPLINIB")]) as server:
        server.faults.append(fault)
        assert numbers(OpenFDA(settings(server)).applications([Named("examplinib")])) == ["NDA021000"]
        assert len(server.requests) == 2


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.ERROR_503, Fault.SLOW, Fault.DROPPED, Fault.EMPTY])
def test_trouble_that_stays_is_an_error_of_the_batch(settings: Make, fault: Fault) -> None:
    with OpenFDAServer() as server:
        server.always = fault
        assert "openFDA" in failure(OpenFDA(settings(server, **HURRIED)))


def test_a_refused_search_says_what_the_service_said(settings: Make) -> None:
    with OpenFDAServer() as server:
        client = OpenFDA(settings(server))
        with pytest.raises(SourceError, match="did not understand the search"):
            client._ask("drug/drugsfda.json", (("search", 'products.brand_name:"open'),))
        assert len(server.requests) == 1, "asking again would not mend it"


def test_an_answer_is_asked_for_once_a_day(settings: Make) -> None:
    clock = [datetime.now(UTC)]
    cache = AnswerCache(now=lambda: clock[0])
    with OpenFDAServer(drugsfda=[application("NDA021000", "ONE", "EXAMPLINIB")]) as server:
        client = OpenFDA(settings(server), cache)
        for _ in range(3):
            assert numbers(client.applications([Named("examplinib")])) == ["NDA021000"]
        assert len(server.requests) == 1
        for _ in range(2):
            assert numbers(client.applications([Named("nothing")])) == []
        assert len(server.requests) == 3, "that there is none is asked again"
        clock[0] += timedelta(days=400)
        client.applications([Named("examplinib")])
        assert len(server.requests) == 4
    cache.close()


def test_recorded_answers_are_read(shared: Path) -> None:
    folder = shared / "data" / "openfda-recorded"
    first = {}
    for name in ("200_05.json", "200_06.json", "200_07.json"):
        for record in json.loads((folder / name).read_text())["results"]:
            found = records.application(record)
            assert found is not None
            first[found.number.value] = (found.products[0].drug, found.first_approval)
    assert first["NDA209637"] == ("semaglutide", date(2017, 12, 5))
    assert first["NDA213051"] == ("semaglutide", date(2019, 9, 20))
    assert first["NDA215256"] == ("semaglutide", date(2021, 6, 4))
    assert first["NDA215866"] == ("tirzepatide", date(2022, 5, 13))


@pytest.mark.parametrize(
    "record",
    [{}, {"application_number": "X1"}, {"application_number": None, "products": "none", "submissions": [1]}],
)
def test_a_record_without_a_number_is_none(record: dict[str, Any]) -> None:
    assert records.application(record) is None


@pytest.mark.parametrize(
    ("changes", "left"),
    [({}, True), ({"effective_time": "soon"}, False), ({"set_id": ""}, False), ({"openfda": {}}, True)],
)
def test_a_label_needs_a_day_and_an_id(changes: dict[str, Any], left: bool) -> None:
    assert (records.label(label("NDA021000", "ONE", "EXAMPLINIB", "x") | changes) is not None) is left
