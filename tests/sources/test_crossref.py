"""Crossref over real HTTP, and what its records say of a paper's standing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.evidence import Evidence, Unanswered
from model.identifiers import DOI
from model.literature import NoticeKind, Work
from sources import throttle
from sources.answer_cache import AnswerCache
from sources.crossref import Crossref
from sources.crossref_work import read_work
from sources.settings import Settings
from tests.services.crossref import CrossrefServer
from tests.services.loopback import Fault
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]
K = NoticeKind


def built(doi: str, title: str = "A paper", **more: Any) -> dict[str, Any]:
    """A record in Crossref's shape with given facts."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "container-title": ["Journal of Examples"],
        "short-container-title": ["J. Ex."],
        "author": [{"given": "Jane", "family": "Doe"}, {"name": "The Example Group"}],
        "issued": {"date-parts": [[2011, 3]]},
        "published-online": {"date-parts": [[2010, 12, 30]]},
        "volume": "7",
        "issue": "2",
        "page": "101-9",
        "ISSN": ["1234-5678"],
        **more,
    }


def update(
    doi: str, kind: str, day: tuple[int, ...] = (2020, 1, 2), source: str = "publisher"
) -> dict[str, Any]:
    return {"DOI": doi, "type": kind, "source": source, "updated": {"date-parts": [list(day)]}}


def said(work: Work) -> set[tuple[str, bool, str, str]]:
    return {
        (n.kind.value, n.outgoing, n.doi.value if n.doi else "", str(n.date) if n.date else "")
        for n in work.notices
    }


def test_a_record_becomes_a_work() -> None:
    work = read_work(built("10.5555/ABC", "On <i>H. pylori</i> &amp; ulcers"))
    assert work.title == "On H. pylori & ulcers"
    assert work.doi == DOI("10.5555/abc")
    assert (work.authors, work.collective) == (("Doe",), "The Example Group")
    assert (str(work.date), str(work.electronic_date)) == ("2011-03", "2010-12-30")
    assert (work.volume, work.issue, work.first_page, work.last_page) == ("7", "2", "101", "109")
    assert (work.journal, work.journal_abbrev, work.issn) == ("Journal of Examples", "J Ex", "1234-5678")
    assert work.types == ("Journal Article",)
    assert work.source == "Crossref"


REAL = [
    (
        "compare_crossref_wakefield_retracted.json",
        {
            ("erratum", False, "10.1016/s0140-6736(04)15715-2", "2004-03-06"),
            ("retraction", False, "10.1016/s0140-6736(10)60175-4", "2010-02-06"),
        },
        "updated-by stands on the paper",
    ),
    (
        "compare_crossref_wakefield_notice.json",
        {("retraction", True, "10.1016/s0140-6736(97)11096-0", "2010-02-06")},
        "update-to stands on the notice, which is not itself retracted",
    ),
    (
        "compare_crossref_expression_of_concern.json",
        {("expression of concern", False, "10.1371/journal.pone.0256488", "2021-10-28")},
        "the same concern from publisher and Retraction Watch is one notice",
    ),
    (
        "compare_crossref_partial_retraction.json",
        {("partial retraction", False, "10.29328/journal.jcmhs.1001023", "2022-12-01")},
        "a paper that updates itself is affected, not a notice",
    ),
    (
        "crossref_reciprocal_retracted_paper.json",
        {
            ("retraction", False, "10.1016/s0140-6736(20)31324-6", "2020-06-05"),
            ("retraction", False, "10.1016/s0140-6736(20)31174-0", "2020-05-22"),
            ("expression of concern", False, "10.1016/s0140-6736(20)31290-3", "2020-06-03"),
            ("erratum", False, "10.1016/s0140-6736(20)31249-6", "2020-05-30"),
            ("erratum", False, "10.1016/s0140-6736(20)31528-2", "2020-07-18"),
        },
        "both directions are given: the paper is the one retracted, and Retraction Watch has the date",
    ),
    (
        "crossref_reciprocal_retraction_notice.json",
        {
            ("retraction", True, "10.1016/s0140-6736(20)31180-6", "2020-06-05"),
            ("erratum", True, "10.1016/s0140-6736(20)31290-3", "2020-06-13"),
        },
        "both directions are given: the notice is not itself retracted",
    ),
]


@pytest.mark.parametrize(("file", "expected", "why"), REAL)
def test_standing_of_a_real_record(
    shared: Path, file: str, expected: set[tuple[str, bool, str, str]], why: str
) -> None:
    value = json.loads((shared / "data" / "bibaudit-fixtures" / file).read_text())
    assert said(read_work(value.get("message", value))) == expected, why


COCHRANE = "10.1002/14651858.CD001234.pub2"
BUILT = [
    (
        built("10.5555/a", **{"updated-by": [update("10.5555/b", "withdrawal")]}),
        {K.RETRACTION},
        "withdrawn paper",
    ),
    (
        built(COCHRANE, **{"updated-by": [update("10.1002/14651858.CD001234.pub3", "withdrawal")]}),
        {K.UPDATE},
        "a Cochrane review that is withdrawn is superseded, never retracted",
    ),
    (
        built(
            COCHRANE,
            **{
                "updated-by": [
                    update("10.1002/14651858.CD001234.pub3", "retraction", source="retraction-watch")
                ]
            },
        ),
        {K.UPDATE},
        "not even when Retraction Watch lists it",
    ),
    (
        built(COCHRANE, **{"updated-by": [update("10.1002/14651858.CD001234.pub3", "new_version")]}),
        {K.UPDATE},
        "a new version",
    ),
    (
        built(COCHRANE, "WITHDRAWN: Drugs for colds"),
        set(),
        "Cochrane's own word for taking a review off the list",
    ),
    (built("10.5555/a", "RETRACTED: A paper"), {K.RETRACTION}, "only the title says so"),
    (built("10.5555/a", "WITHDRAWN: A paper"), {K.RETRACTION}, "only the title says so"),
    (built("10.5555/a", "Retracted potentials in cardiology"), set(), "a title that begins with the word"),
    (
        built("10.5555/a", "Withdrawn patients in trials: a review"),
        set(),
        "a title that begins with the word",
    ),
    (built("10.5555/a", **{"updated-by": [update("10.5555/b", "corrigendum")]}), {K.ERRATUM}, "corrigendum"),
    (
        built("10.5555/a", **{"updated-by": [update("10.5555/b", "reinstatement")]}),
        {K.REINSTATEMENT},
        "reinstated",
    ),
    (
        built("10.5555/a", **{"updated-by": [update("10.5555/b", "typo_we_do_not_know")]}),
        set(),
        "unknown kinds say nothing",
    ),
    (
        built(
            "10.1101/a",
            type="posted-content",
            relation={"is-preprint-of": [{"id": "10.5555/b", "id-type": "doi"}]},
        ),
        {K.PUBLISHED_VERSION},
        "a preprint that was published",
    ),
    (built("10.5555/a"), set(), "nothing said"),
]


@pytest.mark.parametrize(("record", "expected", "why"), BUILT)
def test_standing_of_a_built_record(record: dict[str, Any], expected: set[NoticeKind], why: str) -> None:
    notices = read_work(record).notices
    assert {n.kind for n in notices} == expected, why
    assert not any(n.outgoing for n in notices)


def test_dois_are_asked_for_many_at_a_time(settings_for: Make) -> None:
    with CrossrefServer(built(f"10.5555/{n}") for n in range(120)) as server:
        found = Crossref(settings_for(server)).works(DOI(f"10.5555/{n}") for n in range(120))
        assert [r.path for r in server.requests] == ["/works"] * 3
        assert {r.one("mailto") for r in server.requests} == {"editor@example.org"}
        assert all(int(r.one("rows")) == len(r.one("filter").split(",")) for r in server.requests), (
            "Crossref gives 20 items unless told how many"
        )
    assert all(isinstance(a, Evidence) and a.facts is not None for a in found.values())


def test_a_doi_with_a_comma_is_asked_for_by_itself(settings_for: Make) -> None:
    odd, plain = "10.1001/jama.251.19.2504,2509", "10.5555/plain"
    with CrossrefServer([built(odd), built(plain)]) as server:
        found = Crossref(settings_for(server)).works([DOI(odd), DOI(plain)])
    assert all(isinstance(a, Evidence) and a.facts is not None for a in found.values())


def test_a_doi_that_crossref_lacks_is_an_answer(settings_for: Make) -> None:
    with CrossrefServer([built("10.5555/here")]) as server:
        crossref = Crossref(settings_for(server))
        alone = crossref.works([DOI("10.5555/gone")])[DOI("10.5555/gone")]
        among = crossref.works([DOI("10.5555/here"), DOI("10.5555/lost")])[DOI("10.5555/lost")]
    for answer in (alone, among):
        assert isinstance(answer, Evidence)
        assert answer.facts is None


def test_a_refused_batch_is_asked_for_one_by_one(settings_for: Make) -> None:
    with CrossrefServer([built("10.5555/a"), built("10.5555/b")]) as server:
        server.refuses_filters = True
        found = Crossref(settings_for(server)).works([DOI("10.5555/a"), DOI("10.5555/b")])
    assert all(isinstance(a, Evidence) and a.facts is not None for a in found.values())


def test_an_empty_list_for_everything_is_not_believed(settings_for: Make) -> None:
    with CrossrefServer(built(f"10.5555/{n}") for n in range(3)) as server:
        server.faults.append(Fault.LYING)
        found = Crossref(settings_for(server)).works(DOI(f"10.5555/{n}") for n in range(3))
    assert all(isinstance(a, Evidence) and a.facts is not None for a in found.values())


def test_a_work_is_absent_only_by_an_answer_that_holds_the_witness(settings_for: Make) -> None:
    with CrossrefServer([]) as server:
        (absent,) = Crossref(settings_for(server)).works([DOI("10.5555/none")]).values()
        assert isinstance(absent, Evidence)
        assert absent.facts is None
        server.works.clear()
        (unknown,) = Crossref(settings_for(server, attempts=1)).works([DOI("10.5555/none")]).values()
        assert isinstance(unknown, Unanswered)
        assert "not believed" in unknown.reason


def test_a_remembered_absence_is_asked_for_once_more(settings_for: Make) -> None:
    doi = DOI("10.5555/late")
    with CrossrefServer([]) as server:
        cache = AnswerCache()
        first = Crossref(settings_for(server), cache)
        first.works([doi])
        first.settle()
        server.works[doi.value] = built(doi.value)
        second = Crossref(settings_for(server), cache)
        remembered = second.works([doi])[doi]
        again = second.recheck([doi])[doi]
    assert isinstance(remembered, Evidence)
    assert remembered.facts is None
    assert isinstance(again, Evidence)
    assert again.facts is not None


@pytest.mark.parametrize("fault", [f for f in Fault if f is not Fault.LYING])
def test_a_fault_that_stays_is_unanswered_and_not_kept(settings_for: Make, fault: Fault) -> None:
    with CrossrefServer([built("10.5555/a"), built("10.5555/b")]) as server:
        server.always = fault
        cache = AnswerCache()
        wanted = [DOI("10.5555/a"), DOI("10.5555/b")]
        first = Crossref(settings_for(server, attempts=2, **HURRIED), cache).works(wanted)
        assert all(isinstance(a, Unanswered) and a.reason.startswith("Crossref") for a in first.values())
        server.always = None
        second = Crossref(settings_for(server), cache).works(wanted)
        assert all(isinstance(a, Evidence) and a.facts is not None for a in second.values())


def test_a_second_run_the_same_day_asks_nothing(settings_for: Make) -> None:
    with CrossrefServer([built("10.5555/a")]) as server:
        cache = AnswerCache()
        wanted = [DOI("10.5555/a"), DOI("10.5555/none")]
        client = Crossref(settings_for(server), cache)
        first = client.works(wanted)
        client.search("Doe J. A paper. J Ex 2011;7:101")
        client.settle()
        asked = len(server.requests)
        assert Crossref(settings_for(server), cache).works(wanted) == first
        Crossref(settings_for(server), cache).search("Doe J. A paper.  J Ex 2011;7:101")
        assert len(server.requests) == asked


def test_the_pace_that_crossref_names_is_kept(settings_for: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = _Clock()
    monkeypatch.setattr(throttle, "time", clock)
    with CrossrefServer(
        [built("10.5555/a,1"), built("10.5555/b,2"), built("10.5555/c,3")], limit="10"
    ) as server:
        Crossref(settings_for(server)).works([DOI("10.5555/a,1"), DOI("10.5555/b,2"), DOI("10.5555/c,3")])
        asked = len(server.requests)
    waits = [pause for pause in clock.slept if pause >= 0.1]
    assert len(waits) == asked - 2, "the first answer said ten a second"


class _Clock:
    """A clock that stands still but for the pauses."""

    def __init__(self) -> None:
        self.now, self.slept = 1_000_000.0, list[float]()

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
