"""A week's refresh over loopback: what is fetched, what is not fetched again, and what a failure costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.approval import Action
from model.errors import SourceError
from model.lexicon import Lexicon
from sources.fda.build import BuildReport
from sources.fda.refresh import refresh_fda
from sources.fda.snapshot import Snapshot, newest
from sources.settings import Settings
from tests.services.fdagov import FdaGov
from tests.services.fdaworld import Application, Label, World
from tests.services.loopback import Fault
from tests.services.openfda import OpenFDAServer
from tests.sources.fda.test_snapshot import save

SINCE = date(2025, 12, 31)
ZIP = "/media/89850/download"


@dataclass
class Setting:
    """The services, the world they show, and the folder of the snapshots."""

    world: World
    fda: FdaGov
    openfda: OpenFDAServer
    settings: Settings
    lexicon: Lexicon
    folder: Path

    def refresh(self, today: date, **more: bool) -> BuildReport:
        self.fda.files |= self.world.pages(today) | {ZIP: self.world.zip(today)}
        self.openfda.records = {
            "drugsfda": self.world.drugsfda(),
            "label": self.world.label_records(today),
        }
        self.openfda.last_updated = today.isoformat()
        return self.again(today, **more)

    def again(self, today: date, **more: bool) -> BuildReport:
        return refresh_fda(
            settings=self.settings, out=self.folder, lexicon=self.lexicon, since=SINCE, today=today, **more
        )

    def events(self, drug: str) -> list[tuple[str, str, str]]:
        path = newest(self.folder)
        assert path
        with Snapshot(path) as snapshot:
            found = snapshot.timeline(drug)
        return [
            (str(e.date), e.action.value, e.indication.condition if e.indication else "")
            for e in (found.events if found else ())
            if e.action is not Action.LABEL
        ]


@pytest.fixture
def world() -> World:
    made = World(filler=30)
    made.add(Application("NDA207103", "PFIZER", "Ibrance", "palbociclib"), date(2015, 2, 3))
    made.add(Application("NDA021344", "AZ", "Faslodex", "fulvestrant"), date(2002, 4, 25))
    made.labels["NDA207103"] = Label(
        "NDA207103", "Ibrance", "palbociclib", ["treatment of adults with breast cancer"], date(2025, 6, 1)
    )
    return made


@pytest.fixture
def setting(
    world: World, vocabulary: Lexicon, tmp_path: Path, settings_for: Callable[..., Settings]
) -> Iterator[Setting]:
    with FdaGov() as fda, OpenFDAServer() as openfda:
        settings = settings_for(
            fda,
            fda_url=fda.url,
            openfda_url=openfda.url,
            openfda_per_second=500.0,
            fda_per_second=500.0,
            timeout=1.0,
            deadline=2.0,
        )
        yield Setting(world, fda, openfda, settings, vocabulary, tmp_path / "fda")


def test_only_labels_of_what_moved_are_asked_for(setting: Setting) -> None:
    report = setting.refresh(date(2026, 3, 4))
    assert report.troubles == ()
    assert not setting.openfda.requests, "nothing moved since the shipped record"
    setting.world.applications["NDA207103"].supplement(date(2026, 3, 9), "EFFICACY")
    setting.world.applications["NDA021344"].supplement(date(2026, 3, 9), "")
    setting.world.labels["NDA207103"] = Label(
        "NDA207103",
        "Ibrance",
        "palbociclib",
        ["treatment of adults with breast cancer", "treatment of adults with melanoma"],
        date(2026, 3, 10),
        version=2,
    )
    report = setting.refresh(date(2026, 3, 11))
    assert [r.one("search") for r in setting.openfda.requests] == [
        'openfda.application_number:("NDA207103") AND openfda.is_original_packager:true'
    ]
    assert report.labels == 1
    assert ("2026-03-09", "approved", "") in setting.events("palbociclib"), "which use is told by the merge"
    asked = len(setting.openfda.requests)
    setting.refresh(date(2026, 3, 18))
    assert len(setting.openfda.requests) == asked, "its label has come: it is not asked for again"


def test_a_second_label_dates_the_new_use(setting: Setting) -> None:
    uses = ["treatment of adults with breast cancer"]
    setting.world.applications["NDA207103"].supplement(date(2026, 2, 2), "LABELING")
    setting.world.labels["NDA207103"] = Label(
        "NDA207103", "Ibrance", "palbociclib", uses, date(2026, 2, 2), version=2
    )
    setting.refresh(date(2026, 2, 4))
    setting.world.applications["NDA207103"].supplement(date(2026, 3, 9), "EFFICACY")
    setting.world.labels["NDA207103"] = Label(
        "NDA207103",
        "Ibrance",
        "palbociclib",
        [*uses, "treatment of adults with melanoma"],
        date(2026, 3, 12),
        boxed="LIVER INJURY",
        version=3,
    )
    setting.refresh(date(2026, 3, 18))
    told = setting.events("palbociclib")
    assert ("2026-03-09", "approved", "melanoma") in told
    assert ("2026-03-09", "boxed warning", "") in told
    setting.refresh(date(2026, 3, 25))
    assert setting.events("palbociclib") == told, "the days stay when nothing moves"


def test_a_label_that_is_not_there_yet_stays_due(setting: Setting) -> None:
    setting.refresh(date(2026, 3, 4))
    setting.world.applications["NDA207103"].supplement(date(2026, 3, 9), "EFFICACY")
    setting.refresh(date(2026, 3, 11))  # openFDA still has the label of 2025
    setting.refresh(date(2026, 3, 18))
    assert len(setting.openfda.requests) == 2
    for week in range(12):
        setting.refresh(date(2026, 3, 25) + timedelta(days=7 * week))
    path = newest(setting.folder)
    assert path
    with Snapshot(path) as snapshot:
        assert snapshot.due() == {}, "after a quarter of a year it is given up"


def test_a_zip_that_has_not_changed_is_not_sent_again(setting: Setting) -> None:
    setting.refresh(date(2026, 3, 4))
    pages = sum(len(body) for path, body in setting.fda.files.items() if path != ZIP)
    sent = setting.fda.sent
    report = setting.again(date(2026, 3, 5))
    assert setting.fda.sent - sent <= pages + 200
    assert "drugsatfda" in report.taken_over
    assert report.applications == 32


def test_a_zip_cut_in_the_middle_goes_on(setting: Setting) -> None:
    size = len(setting.world.zip(date(2026, 3, 4)))
    setting.fda.cuts = [size // 2]
    report = setting.refresh(date(2026, 3, 4))
    assert report.applications == 32
    assert [r.headers.get("range", "") for r in setting.fda.requests if r.path == ZIP] == [
        "",
        f"bytes={size // 2}-",
    ]


def test_a_page_that_fda_does_not_give_is_named_with_the_way_out(setting: Setting) -> None:
    path = "/drugs/resources-information-approved-drugs/withdrawn-cancer-accelerated-approvals"
    setting.fda.refuse = {path}
    report = setting.refresh(date(2026, 3, 4))
    (trouble,) = report.troubles
    assert f"save {setting.fda.url}{path} with a browser as withdrawn.html" in trouble
    assert "bestbefore refresh fda --from withdrawn.html" in trouble
    assert report.applications == 32, "the rest is there"


def test_a_failed_list_keeps_what_it_told_before(setting: Setting) -> None:
    setting.world.accelerated.append(
        (
            "withdrawn",
            "Ibrance (palbociclib)",
            "Adults with breast cancer",
            date(2015, 2, 3),
            date(2026, 3, 2),
        )
    )
    setting.refresh(date(2026, 3, 4))
    assert ("2026-03-02", "withdrawn", "breast cancer") in setting.events("palbociclib")
    setting.fda.refuse = {"*"}
    with pytest.raises(SourceError, match="use `bestbefore refresh fda --from FILE`"):
        setting.refresh(date(2026, 3, 11))
    setting.fda.refuse = {path for path in setting.fda.files if path != ZIP}
    report = setting.refresh(date(2026, 3, 18))
    assert len(report.troubles) == 11
    assert "accelerated withdrawn" in report.taken_over
    assert ("2026-03-02", "withdrawn", "breast cancer") in setting.events("palbociclib")


def test_a_failed_zip_or_label_service_does_not_lose_the_lists(setting: Setting) -> None:
    setting.refresh(date(2026, 3, 4))
    setting.world.novel.append(("Zzelvara", "zzelvarast", date(2026, 3, 9), "To treat melanoma"))
    setting.world.applications["NDA207103"].supplement(date(2026, 3, 9), "EFFICACY")
    setting.openfda.always = Fault.ERROR_503
    report = setting.refresh(date(2026, 3, 11))
    assert ["labels of 1 applications that moved could not be read" in t for t in report.troubles] == [True]
    assert setting.events("zzelvarast") == [("2026-03-09", "approved", "melanoma")]
    setting.openfda.always = None
    setting.fda.refuse = {ZIP}
    report = setting.refresh(date(2026, 3, 12))
    assert len(report.troubles) == 1
    assert setting.openfda.requests[-1].one("search").startswith('openfda.application_number:("NDA207103")')


def test_a_gutted_zip_is_refused_and_the_lists_are_kept(setting: Setting) -> None:
    first = setting.refresh(date(2026, 3, 4))
    whole = setting.world
    setting.world = World()
    setting.world.notices = whole.notices
    setting.world.add(Application("NDA207103", "PFIZER", "Ibrance", "palbociclib"), date(2026, 3, 9))
    report = setting.refresh(date(2026, 3, 11))
    assert "holds 1 applications, the one before held 32" in report.troubles[0]
    assert report.applications == first.applications
    assert report.as_of["drugsatfda"] == first.as_of["drugsatfda"]


def bulk(setting: Setting, tmp_path: Path, parts: int) -> list[str]:
    """openFDA's bulk files on the other server, which can break off and go on."""
    names = []
    for n in range(parts):
        label = setting.world.labels["NDA207103"].record() | {"set_id": f"set-{n}"}
        label["openfda"] = dict(label["openfda"], application_number=[f"NDA20710{n}"])
        path = f"/files/drug-label-000{n}-of-000{parts}.json.zip"
        setting.fda.files[path] = save(tmp_path / Path(path).name, label, updated="2026-03-03").read_bytes()
        names.append(path)
    partitions = [{"file": setting.fda.url + name} for name in names]
    setting.openfda.files["/download.json"] = json.dumps(
        {"results": {"drug": {"label": {"partitions": partitions}}}}
    ).encode()
    return names


def test_all_labels_part_by_part(setting: Setting, tmp_path: Path) -> None:
    names = bulk(setting, tmp_path, 3)
    setting.fda.refuse = {names[1]}
    report = setting.refresh(date(2026, 3, 4), all_labels=True)
    assert report.labels == 2, "a part that fails does not lose the others"
    assert ["label file 2 of 3" in t for t in report.troubles] == [True]
    assert not [p for p in (setting.folder / "downloads").iterdir() if p.suffix == ".zip"], (
        "read, then deleted"
    )
    setting.fda.refuse = set()
    asked = len(setting.fda.requests)
    report = setting.again(date(2026, 3, 5), all_labels=True)
    assert report.labels == 3
    again = [r for r in setting.fda.requests[asked:] if r.path in names]
    assert [bool(r.headers.get("if-none-match")) for r in again] == [True, False, True]


def test_an_index_of_downloads_that_is_none(setting: Setting) -> None:
    setting.openfda.files["/download.json"] = b'{"results": []}'
    report = setting.refresh(date(2026, 3, 4), all_labels=True)
    assert ["labels could not be read" in t for t in report.troubles] == [True]
    assert report.applications == 32


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/labels.json.zip",
        "file:///etc/passwd",
        "https://fda.gov.example.org/labels.json.zip",
        "http://download.open.fda.gov/labels.json.zip",
        "https://download.open.fda.gov/drug/..",
        "https://download.open.fda.gov/drug/.hidden",
        "https://[::1/labels.json.zip",
    ],
)
def test_the_index_of_downloads_sends_nobody_elsewhere(setting: Setting, address: str) -> None:
    index = {"results": {"drug": {"label": {"partitions": [{"file": address}]}}}}
    setting.openfda.files["/download.json"] = json.dumps(index).encode()
    report = setting.refresh(date(2026, 3, 4), all_labels=True)
    assert ["labels could not be read" in t for t in report.troubles] == [True]


def test_a_snapshot_of_an_older_program_is_built_anew(setting: Setting) -> None:
    setting.refresh(date(2026, 3, 4))
    path = newest(setting.folder)
    assert path
    path.write_bytes(b"of an older program")
    assert setting.refresh(date(2026, 3, 11)).applications == 32
