"""``auto`` asks what moved since the local data's day: one question, names unknown here included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.approval import Action, Timeline
from model.evidence import Evidence, Unanswered
from model.identifiers import ApplicationNumber
from model.lexicon import Lexicon
from sources.fda.build import Lists
from sources.fda.catchup import CaughtUp, catch_up
from sources.fda.facts import AcceleratedApproval, AcceleratedList, ListedApproval, Listing
from sources.fda.lexicon import load_lexicon
from sources.fda.openfda import OpenFDA
from sources.fda.source import BY_NAME, FDASource
from sources.settings import Settings
from tests.services.fdaworld import Application, Label, World
from tests.services.loopback import Fault
from tests.services.openfda import OpenFDAServer
from tests.sources.fda.test_source import USE, Shipped, event

SINCE, TODAY = date(2026, 1, 1), date(2026, 6, 1)
Make = Callable[..., Settings]


@pytest.fixture
def world() -> World:
    made = World()
    made.add(Application("NDA207103", "PFIZER", "Ibrance", "palbociclib"), date(2015, 2, 3)).supplement(
        date(2026, 3, 9), "EFFICACY"
    )
    made.add(Application("NDA290001", "ZZ", "Zzelvara", "zzelvarast"), date(2026, 4, 2))
    made.add(Application("BLA769001", "ZZ", "Zztuzu", "trastuzumab-wxyz"), date(2026, 4, 3))
    made.add(
        Application("NDA022512", "BI", "Pradaxa", "dabigatran etexilate", marketing="Discontinued"),
        date(2010, 10, 19),
    ).supplement(date(2026, 2, 2), "LABELING")
    made.labels["NDA207103"] = Label(
        "NDA207103",
        "Ibrance",
        "palbociclib",
        ["treatment of adults with metastatic breast cancer", "treatment of adults with melanoma"],
        date(2026, 3, 11),
    )
    made.labels["NDA290001"] = Label(
        "NDA290001", "Zzelvara", "zzelvarast", ["treatment of adults with hypertension"], date(2026, 4, 2)
    )
    return made


@pytest.fixture
def server(world: World) -> Iterator[OpenFDAServer]:
    with OpenFDAServer(
        drugsfda=world.drugsfda(), label=world.label_records(TODAY), last_updated="2026-05-30"
    ) as running:
        yield running


@pytest.fixture
def starter(vocabulary: Lexicon) -> Shipped:
    first = event("palbociclib", Action.ACCELERATED, "2015-02-03", "NDA207103", USE)
    timeline = Timeline("palbociclib", (first,), SINCE, indications_complete=True)
    old = event("trastuzumab", Action.APPROVED, "1998-09-25", "BLA103792")
    cells = event("tisagenlecleucel", Action.APPROVED, "2017-08-30", "BLA125646")
    return Shipped(
        vocabulary,
        {
            "palbociclib": timeline,
            "trastuzumab": Timeline("trastuzumab", (old,), SINCE),
            "tisagenlecleucel": Timeline("tisagenlecleucel", (cells,), SINCE),
            "fulvestrant": Timeline(
                "fulvestrant", (event("fulvestrant", Action.APPROVED, "2002-04-25", "NDA021344"),), SINCE
            ),
        },
    )


def moved(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, folder: Path, today: date = TODAY
) -> CaughtUp:
    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))

    def first(drug: str) -> date | None:
        told = starter.timelines.get(drug)
        return told.events[0].date.earliest() if told else None

    return catch_up(client, starter.lexicon, SINCE, today, folder, first)


def days(answer: Evidence[Timeline] | Unanswered) -> list[tuple[str, str, str]]:
    assert isinstance(answer, Evidence), answer
    return [
        (str(e.date), e.action.value, e.indication.condition if e.indication else "")
        for e in answer.facts.events
        if not e.seen
    ]


def test_what_moved_is_asked_once_a_day(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    found = moved(server, settings_for, starter, tmp_path)
    assert found.snapshot is not None
    assert [r.path for r in server.requests] == ["/drug/drugsfda.json", "/drug/label.json"]
    assert server.requests[0].one("search") == "submissions.submission_status_date:[20251218 TO 20260601]"
    moved(server, settings_for, starter, tmp_path)
    assert len(server.requests) == 2
    tomorrow = moved(server, settings_for, starter, tmp_path, TODAY + timedelta(days=1))
    assert tomorrow.snapshot is not None
    assert len(list(tmp_path.glob("fda-moved-*.sqlite"))) == 1, "yesterday's is gone"


def test_current_data_are_not_asked_for(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    assert moved(server, settings_for, starter, tmp_path, SINCE + timedelta(days=7)) == CaughtUp()
    assert server.requests == []


def test_what_moved_joins_what_is_known(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    found = moved(server, settings_for, starter, tmp_path)
    lexicon = load_lexicon(found.snapshot, starter.lexicon, starter.timelines)
    assert lexicon.drugs["zzelvarast"].brands == ("Zzelvara",)
    assert lexicon.as_of == date(2026, 5, 30)
    source = FDASource(starter, lexicon=lexicon, recent=found.snapshot, since=found.since)
    keys = ["palbociclib", "zzelvarast", "trastuzumab", "fulvestrant", "tisagenlecleucel", "dabigatran"]
    told = source.look_up(keys)
    assert days(told["palbociclib"]) == [
        ("2015-02-03", "accelerated", "breast cancer"),
        ("2026-03-09", "approved", "melanoma"),
    ]
    assert days(told["zzelvarast"]) == [("2026-04-02", "approved", "hypertension")]
    assert days(told["trastuzumab"])[-1] == ("2026-04-03", "biosimilar", ""), (
        "its reference product did not move"
    )
    dabigatran = told["dabigatran"]
    assert isinstance(dabigatran, Evidence)
    acts = [(str(e.date), e.action, e.seen) for e in dabigatran.facts.events if e.action is not Action.LABEL]
    assert acts == [("2010-10-19", Action.APPROVED, True)], (
        "one application cannot tell that the drug is gone"
    )
    vouched = {k: a.as_of for k, a in told.items() if isinstance(a, Evidence)}
    assert vouched["fulvestrant"] == date(2026, 5, 30), "it did not move until then"
    assert vouched["tisagenlecleucel"] == SINCE, "openFDA does not list CBER's products"
    palbociclib = told["palbociclib"]
    assert isinstance(palbociclib, Evidence)
    assert palbociclib.facts.indications_complete, "its label was read whole after the supplement"


@pytest.mark.parametrize("fault", [Fault.ERROR_503, Fault.DROPPED, Fault.HTML, Fault.RATE_200])
def test_a_service_in_trouble_is_told_in_one_line(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path, fault: Fault
) -> None:
    server.always = fault
    found = moved(server, settings_for, starter, tmp_path)
    assert found.snapshot is None
    assert found.trouble.startswith("openFDA ")
    assert found.since == SINCE
    assert "\n" not in found.trouble
    assert list(tmp_path.iterdir()) == [tmp_path / "cache"] or not list(tmp_path.glob("fda-moved*"))


def test_live_does_not_ask_every_name_for_one_sentence(
    server: OpenFDAServer, settings_for: Make, starter: Shipped
) -> None:
    """A "no drug is approved for ..." asks for every drug there is: 179 requests once."""
    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))
    source = FDASource(starter, None, client, live_for_all=True)
    found = source.look_up([*starter.timelines, *(f"unknownine{n}" for n in range(3000))])
    assert len(found) == 3004
    assert len(server.requests) <= 5
    assert len([k for r in server.requests for k in r.one("search").split(" OR ")]) <= BY_NAME * 2


def test_what_only_fdas_lists_tell_is_heard_too(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    row = AcceleratedApproval(
        AcceleratedList.WITHDRAWN,
        "palbociclib",
        "Ibrance",
        "breast cancer",
        date(2015, 2, 3),
        date(2026, 4, 2),
        "",
    )
    lists = Lists(accelerated=(row,), current={"accelerated withdrawn": date(2026, 5, 20)})
    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))
    found = catch_up(client, starter.lexicon, SINCE, TODAY, tmp_path, pages=lambda day: (lists, ()))
    source = FDASource(starter, lexicon=starter.lexicon, recent=found.snapshot, since=found.since)
    told = source.look_up(["palbociclib", "trastuzumab"])
    assert ("2026-04-02", "withdrawn", "breast cancer") in days(told["palbociclib"])
    withdrawn = {key: answer.facts.until(Action.WITHDRAWN) for key, answer in told.items()}
    assert withdrawn == {"palbociclib": date(2026, 5, 20), "trastuzumab": SINCE}


def test_a_product_sold_without_a_prescription_by_now(
    world: World, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    made = world.add(
        Application("NDA021344", "AZ", "Faslodex", "fulvestrant", marketing="Over-the-counter"),
        date(2002, 4, 25),
    )
    made.supplement(date(2026, 3, 1), "EFFICACY", category="RX TO OTC")
    with OpenFDAServer(
        drugsfda=world.drugsfda(), label=world.label_records(TODAY), last_updated="2026-05-30"
    ) as server:
        found = moved(server, settings_for, starter, tmp_path)
    source = FDASource(starter, recent=found.snapshot, since=found.since)
    answer = source.look_up(["fulvestrant"])["fulvestrant"]
    assert isinstance(answer, Evidence)
    told = [(str(e.date), e.seen) for e in answer.facts.events if e.action is Action.OTC]
    assert told == [("2026-05-30", True)], "by the day of the data: since when, the list does not say"


def test_the_label_of_a_new_licence_is_asked_by_the_number_of_cbers_list(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))
    row = ListedApproval(
        Listing.CBER,
        "zzgene abovec",
        "Zzgene",
        date(2026, 3, 3),
        "treatment of Rett syndrome",
        "https://fda.test/cber",
        ApplicationNumber("BLA129999"),
    )
    found = catch_up(
        client, starter.lexicon, SINCE, TODAY, tmp_path, pages=lambda today: (Lists(approvals=(row,)), ())
    )
    assert found.snapshot is not None, found.trouble
    assert "BLA129999" in server.requests[1].one("search")
    assert len(server.requests) == 2, "in the question that is asked anyway"


def test_what_is_missing_of_the_small_pages_is_asked_again(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))
    answers = [(Lists(), ("FDA's page could not be read",)), (Lists(), ())]

    def ask() -> CaughtUp:
        return catch_up(client, starter.lexicon, SINCE, TODAY, tmp_path, pages=lambda day: answers.pop(0))

    first = ask()
    assert first.snapshot is not None
    assert first.lacks
    assert not ask().lacks, "asked again, and whole"
    assert ask().snapshot is not None
    assert not answers, "and kept for the day"


def test_what_nobody_foresaw_in_the_small_pages_is_told_in_one_line(
    server: OpenFDAServer, settings_for: Make, starter: Shipped, tmp_path: Path
) -> None:
    def pages(day: date) -> tuple[Lists, tuple[str, ...]]:
        raise RecursionError("deep")

    client = OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))
    found = catch_up(client, starter.lexicon, SINCE, TODAY, tmp_path, pages=pages)
    assert found.snapshot is None
    assert found.trouble == "internal error while asking what FDA did (RecursionError)"
