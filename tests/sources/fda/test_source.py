"""Starter, snapshot and live service asked as one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.identifiers import ApplicationNumber
from model.indication import Indication
from model.lexicon import Drug, Lexicon
from sources.fda.build import Inputs, build
from sources.fda.drugsatfda import read_zip
from sources.fda.lexicon import brand_name, extend, load_lexicon
from sources.fda.openfda import OpenFDA
from sources.fda.resolve import Resolver
from sources.fda.snapshot import NamedProduct, Snapshot
from sources.fda.source import FDASource
from sources.settings import Settings
from tests.services.loopback import Fault
from tests.services.openfda import OpenFDAServer, application, label
from tests.sources.fda.conftest import Zip

Make = Callable[..., Settings]
USE = Indication("breast cancer", "metastatic", words="metastatic breast cancer")


@dataclass
class Shipped:
    """A starter made by hand."""

    lexicon: Lexicon
    timelines: dict[str, Timeline] = field(default_factory=dict)
    as_of: date = date(2026, 1, 1)


def event(drug: str, action: Action, day: str, number: str, use: Indication | None = None) -> ApprovalEvent:
    return ApprovalEvent(
        drug,
        action,
        PartialDate.parse(day),
        "curated",
        "FDA",
        "https://www.fda.gov",
        ApplicationNumber(number),
        "Ibrance",
        use,
    )


@pytest.fixture
def starter(vocabulary: Lexicon) -> Shipped:
    first = event("palbociclib", Action.ACCELERATED, "2015-02-03", "NDA207103", USE)
    return Shipped(vocabulary, {"palbociclib": Timeline("palbociclib", (first,), date(2026, 1, 1))})


@pytest.fixture
def built(make_zip: Zip, tmp_path: Path) -> Iterator[Snapshot]:
    rows = [
        ("207103", "NDA", "IBRANCE", "PALBOCICLIB", "2015-02-03"),
        ("022512", "NDA", "PRADAXA", "DABIGATRAN ETEXILATE MESYLATE", "2010-10-19"),
        ("020262", "NDA", "TAXOL", "PACLITAXEL", "1992-12-29"),
        ("021660", "NDA", "ABRAXANE", "PACLITAXEL", "2005-01-07"),
        ("103792", "BLA", "HERCEPTIN", "TRASTUZUMAB", "1998-09-25"),
        ("761106", "BLA", "HERCEPTIN HYLECTA", "TRASTUZUMAB; HYALURONIDASE-OYSK", "2019-02-28"),
    ]
    data = make_zip(
        applications=[(n, kind, "", "A SPONSOR") for n, kind, *_ in rows],
        products=[(n, "001", "TABLET", "1MG", "1", brand, name, "1") for n, _, brand, name, _ in rows],
        submissions=[
            *((n, "7", "ORIG", "1", "AP", f"{day} 00:00:00", "", "") for n, *_, day in rows),
            ("020262", "4", "SUPPL", "99", "AP", "2026-11-16 00:00:00", "", ""),
        ],
        marketing=[("1", n, "001") for n, *_ in rows],
    )
    with Snapshot(build(Inputs(drugsatfda=read_zip(data)), tmp_path / "fda.sqlite").path) as opened:
        yield opened


def days(answer: Evidence[Timeline] | Unanswered) -> list[tuple[str, str]]:
    assert isinstance(answer, Evidence), answer
    return [(str(e.date), e.action.value) for e in answer.facts.events]


def test_the_starter_and_the_snapshot_tell_one_act_once(starter: Shipped, built: Snapshot) -> None:
    found = FDASource(starter, built).look_up(["palbociclib"])["palbociclib"]
    assert days(found) == [("2015-02-03", "accelerated")]
    assert isinstance(found, Evidence)
    assert found.facts.events[0].indication == USE
    assert found.as_of == date(2026, 11, 17), "the newest source that vouches"
    assert found.says.startswith("first approved 2015-02-03")


@pytest.mark.parametrize(
    ("key", "first", "why"),
    [
        ("dabigatran", "2010-10-19", "by its brand: the files say dabigatran etexilate"),
        ("paclitaxel", "1992-12-29", "by its ingredient"),
        ("paclitaxel protein-bound", "2005-01-07", "by its brand: the files say paclitaxel"),
        ("trastuzumab", "1998-09-25", "Hylecta is a combination"),
        ("hyaluronidase / trastuzumab", "2019-02-28", "under its own key"),
        ("hyaluronidase", "2019-02-28", "comes in a combination only"),
    ],
)
def test_the_lexicons_drug_is_found_under_fdas_name(
    starter: Shipped, built: Snapshot, key: str, first: str, why: str
) -> None:
    found = FDASource(starter, built).look_up([key])[key]
    assert days(found) == [(first, "approved")], why
    assert isinstance(found, Evidence)
    assert {e.drug for e in found.facts.events} == {key}


def test_no_record_is_not_not_approved(starter: Shipped, built: Snapshot) -> None:
    found = FDASource(starter, built).look_up(["examplinib", "tisagenlecleucel"])
    unknown, cells = found["examplinib"], found["tisagenlecleucel"]
    assert isinstance(unknown, Unanswered)
    assert "no record in the starter snapshot of 2026-01-01, the FDA snapshot of 2026-11-17" in unknown.reason
    assert "does not mean not approved" in unknown.reason
    assert isinstance(cells, Unanswered)
    assert "Center for Biologics" in cells.reason


def test_a_source_without_any_face_says_so() -> None:
    answer = FDASource().look_up(["examplinib"])["examplinib"]
    assert isinstance(answer, Unanswered)
    assert "no source could be asked" in answer.reason


@pytest.fixture
def live(settings_for: Make) -> Callable[[OpenFDAServer], OpenFDA]:
    def make(server: OpenFDAServer) -> OpenFDA:
        return OpenFDA(settings_for(server, openfda_url=server.url, openfda_per_second=500.0))

    return make


RECORDS = [
    application("NDA207103", "IBRANCE", "PALBOCICLIB", supplements=[("2", "EFFICACY", "20160219")]),
    application("NDA021660", "ABRAXANE", "PACLITAXEL", approved="20050107"),
    application("NDA022512", "PRADAXA (CAPSULES)", "DABIGATRAN ETEXILATE MESYLATE", approved="20101019"),
]
LABELS = [
    label(
        "NDA022512",
        "PRADAXA",
        "DABIGATRAN ETEXILATE MESYLATE",
        "PRADAXA is indicated to reduce the risk of stroke in adults.",
        boxed="WARNING: BLEEDING",
    )
]


def test_the_live_service_is_asked_for_what_is_missing_only(
    starter: Shipped, live: Callable[[OpenFDAServer], OpenFDA]
) -> None:
    with OpenFDAServer(drugsfda=RECORDS, label=LABELS) as server:
        source = FDASource(starter, None, live(server))
        found = source.look_up(["palbociclib", "dabigatran", "paclitaxel protein-bound", "dabigatran"])
        assert len(server.asked("drugsfda.json")) == 1, "both drugs in one question"
        assert "PALBOCICLIB" not in server.requests[0].one("search").upper()
        assert days(found["palbociclib"]) == [("2015-02-03", "accelerated")]
        assert days(found["paclitaxel protein-bound"]) == [("2005-01-07", "approved")]
        assert days(found["dabigatran"]) == [("2010-10-19", "approved"), ("2026-01-15", "boxed warning")]
        dabigatran = found["dabigatran"]
        assert isinstance(dabigatran, Evidence)
        use = dabigatran.facts.events[0].indication
        assert use is not None
        assert use.condition == "stroke", "the label's use, dated by the original approval"
        assert dabigatran.retrieved_at is not None
        assert dabigatran.as_of == date(2026, 11, 10)


def test_the_live_service_can_be_asked_for_all(
    starter: Shipped, live: Callable[[OpenFDAServer], OpenFDA]
) -> None:
    with OpenFDAServer(drugsfda=RECORDS) as server:
        found = FDASource(starter, None, live(server), live_for_all=True).look_up(["palbociclib"])[
            "palbociclib"
        ]
        assert days(found) == [("2015-02-03", "accelerated"), ("2016-02-19", "approved")]
        assert isinstance(found, Evidence)
        assert [e.indication for e in found.facts.events] == [USE, None]


@pytest.mark.parametrize("fault", [Fault.ERROR_503, Fault.DROPPED, Fault.HTML, Fault.RATE_429])
def test_a_live_service_in_trouble_costs_no_local_answer(
    starter: Shipped, live: Callable[[OpenFDAServer], OpenFDA], fault: Fault
) -> None:
    with OpenFDAServer() as server:
        server.always = fault
        source = FDASource(starter, None, live(server), live_for_all=True)
        found = source.look_up(["palbociclib", "dabigatran"])
        assert days(found["palbociclib"]) == [("2015-02-03", "accelerated")]
        assert isinstance(found["palbociclib"], Evidence)
        assert "openFDA" in found["palbociclib"].says
        assert isinstance(found["dabigatran"], Unanswered)
        assert "openFDA was not reached" in found["dabigatran"].reason


def test_labels_in_trouble_leave_the_applications(
    starter: Shipped, live: Callable[[OpenFDAServer], OpenFDA]
) -> None:
    with OpenFDAServer(drugsfda=RECORDS, label=LABELS) as server:
        server.always = Fault.ERROR_503
        client = live(server)
        server.always = None
        server.fault_on = lambda request: request.path.endswith("label.json")
        server.faults.extend([Fault.ERROR_503] * 3)
        found = FDASource(starter, None, client).look_up(["dabigatran"])["dabigatran"]
        assert days(found) == [("2010-10-19", "approved")]
        assert isinstance(found, Evidence)
        assert "labels could not be read" in found.says


def test_a_face_vouches_for_no_act_that_it_does_not_tell_of(
    vocabulary: Lexicon, built: Snapshot, live: Callable[[OpenFDAServer], OpenFDA]
) -> None:
    """No file of FDA's tells that a use was withdrawn, save its lists: the newer day of files is none for that."""
    first = event("palbociclib", Action.ACCELERATED, "2015-02-03", "NDA207103", USE)
    known = Timeline(
        "palbociclib", (first,), date(2026, 1, 1), limits=((Action.WITHDRAWN, date(2025, 6, 30)),)
    )
    shipped = Shipped(vocabulary, {"palbociclib": known})
    alone = FDASource(None, built, lexicon=vocabulary).look_up(["palbociclib"])["palbociclib"]
    assert isinstance(alone, Evidence)
    assert alone.facts.until(Action.WITHDRAWN) == date(2015, 2, 3) < alone.facts.as_of
    with OpenFDAServer(drugsfda=RECORDS) as server:
        for source in (
            FDASource(shipped, built),
            FDASource(shipped, built, live(server), live_for_all=True),
        ):
            both = source.look_up(["palbociclib"])["palbociclib"]
            assert isinstance(both, Evidence)
            assert both.facts.until(Action.WITHDRAWN) == date(2025, 6, 30)
            assert both.facts.until(Action.GENERIC) == both.facts.as_of > date(2026, 1, 1)


def test_states_of_an_older_list_give_way_to_the_newer(
    make_zip: Zip, vocabulary: Lexicon, tmp_path: Path, live: Callable[[OpenFDAServer], OpenFDA]
) -> None:
    data = make_zip(
        applications=[("207103", "NDA", "", "A SPONSOR")],
        products=[("207103", "001", "TABLET", "1MG", "1", "IBRANCE", "PALBOCICLIB", "1")],
        submissions=[
            ("207103", "7", "ORIG", "1", "AP", "2015-02-03 00:00:00", "", ""),
            ("207103", "4", "SUPPL", "99", "AP", "2026-11-16 00:00:00", "", ""),
        ],
        marketing=[("3", "207103", "001")],
    )
    path = build(Inputs(drugsatfda=read_zip(data)), tmp_path / "fda.sqlite").path
    with Snapshot(path) as old, OpenFDAServer(drugsfda=RECORDS) as server:
        alone = FDASource(None, old, lexicon=vocabulary).look_up(["palbociclib"])["palbociclib"]
        assert ("2026-11-17", "discontinued") in days(alone)
        both = FDASource(None, old, live(server), lexicon=vocabulary, live_for_all=True).look_up(
            ["palbociclib"]
        )
        assert "discontinued" not in [action for _, action in days(both["palbociclib"])]


def product(drug: str, brand: str) -> NamedProduct:
    return NamedProduct("NDA021000", drug, brand, drug.split(" / ")[0], True)


def test_the_snapshots_names_are_added_to_the_starters(vocabulary: Lexicon, built: Snapshot) -> None:
    lexicon = load_lexicon(built, vocabulary)
    assert lexicon.drugs["palbociclib"] == vocabulary.drugs["palbociclib"], "curated names stay as they are"
    assert "dabigatran etexilate" not in lexicon.drugs, "it is the starter's dabigatran"
    assert lexicon.drugs["hyaluronidase / trastuzumab"].brands == ("Herceptin Hylecta",)
    assert lexicon.conditions is vocabulary.conditions
    assert lexicon.as_of == date(2026, 11, 17)
    assert load_lexicon(None, vocabulary) is vocabulary


@pytest.mark.parametrize(
    ("brand", "drug", "name", "why"),
    [
        ("TYKERB", "lapatinib", "Tykerb", "written as people do"),
        ("ZANTAC 150", "ranitidine", "Zantac", "a strength"),
        ("ZANTAC IN PLASTIC CONTAINER", "ranitidine", "Zantac", "a package"),
        ("MOUNJARO (AUTOINJECTOR)", "tirzepatide", "Mounjaro", "a device"),
        ("LAPATINIB", "lapatinib", "", "the generic's name"),
        ("METFORMIN HYDROCHLORIDE", "metformin", "", "the generic's name"),
        ("ACE", "x", "", "too short to be told from other things"),
        ("5-FU", "fluorouracil", "5-FU", "letters and digits"),
        ("777", "x", "", "no letters"),
    ],
)
def test_brands_as_people_write_them(brand: str, drug: str, name: str, why: str) -> None:
    assert brand_name(brand, drug) == name, why


def test_a_brand_of_two_drugs_is_given_to_neither() -> None:
    found = extend(
        {},
        [product("ranitidine", "ZANTAX"), product("famotidine", "ZANTAX"), product("famotidine", "PEPCIDE")],
        Resolver(Lexicon()),
    )
    assert found["ranitidine"].brands == ()
    assert found["famotidine"].brands == ("Pepcide",)


def test_a_brand_of_a_drug_and_its_combinations_is_the_drugs() -> None:
    products = [product("ibuprofen", "ADVILE"), product("famotidine / ibuprofen", "ADVILE")]
    found = extend({}, products, Resolver(Lexicon()))
    assert found["ibuprofen"].brands == ("Advile",)


def test_a_brand_that_is_an_ordinary_word_is_told_apart(built: Snapshot, vocabulary: Lexicon) -> None:
    sponge = {"nonoxynol-9": Drug("nonoxynol-9", ("Today",), (), ("nonoxynol-9",))}
    lexicon = load_lexicon(built, Lexicon(drugs=sponge))
    assert "Today" in lexicon.common_words
    assert "Taxol" not in lexicon.common_words
    added = extend({}, [product("examplinib", "TODAY"), product("examplinib", "LUPUS")], Resolver(Lexicon()))
    assert added["examplinib"].brands == ("Lupus",)
    reserved = frozenset({"lupus"})
    added = extend({}, [product("examplinib", "LUPUS")], Resolver(Lexicon()), reserved)
    assert added["examplinib"].brands == (), "it is a disease first"


def test_substances_of_every_kitchen_are_no_drug_names() -> None:
    found = extend({}, [product("alcohol", "X-PREP"), product("oxygen", "OXYGEN")], Resolver(Lexicon()))
    assert found == {}


def test_the_data_set_of_2019_adds_thousands_of_names(
    drugsatfda_zip: Path, tmp_path: Path, vocabulary: Lexicon
) -> None:
    path = build(Inputs(drugsatfda=read_zip(drugsatfda_zip)), tmp_path / "fda.sqlite").path
    with Snapshot(path) as snapshot:
        lexicon = load_lexicon(snapshot, vocabulary)
    names = sum(1 + len(d.brands) + len(d.synonyms) for d in lexicon.drugs.values())
    assert names > 3_000
    assert "Tykerb" in lexicon.drugs["lapatinib"].brands
    assert lexicon.drugs["abacavir / lamivudine"].ingredients == ("abacavir", "lamivudine")
