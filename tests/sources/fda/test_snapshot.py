"""The built snapshot: what goes in comes out, faces are refreshed one by one, nothing is left half written."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from model.approval import Action
from model.errors import SnapshotError
from model.lexicon import Lexicon
from sources.fda import bulk
from sources.fda.build import Inputs, build
from sources.fda.drugsatfda import read_zip
from sources.fda.faces import choose
from sources.fda.records import label as read_label
from sources.fda.refresh import newest_snapshot, refresh_fda
from sources.fda.snapshot import Snapshot, newest
from tests.services.openfda import label
from tests.sources.fda.conftest import Zip
from tests.sources.fda.test_lists import WITHDRAWN
from tests.sources.fda.test_spl import DOCUMENT

APPS = [("021000", "NDA", "", "A SPONSOR"), ("076001", "ANDA", "", "GENERICS INC")]
PRODUCTS = [
    ("021000", "001", "TABLET;ORAL", "1MG", "1", "EXAMPLA", "EXAMPLINIB MESYLATE", "1"),
    ("076001", "001", "TABLET;ORAL", "1MG", "0", "EXAMPLINIB", "EXAMPLINIB MESYLATE", "0"),
    ("021000", "002", "KIT;ORAL", "1MG", "0", "EXAMPLA DUO", "EXAMPLINIB MESYLATE; OTHERAFIL", "0"),
]
SUBMISSIONS = [
    ("021000", "7", "ORIG", "1", "AP", "2021-02-05 00:00:00", "", "PRIORITY"),
    ("021000", "2", "SUPPL", "2", "AP", "2023-03-03 00:00:00", "", "STANDARD"),
    ("076001", "", "ORIG", "1", "AP", "2026-01-05 00:00:00", "", ""),
    ("076001", "3", "SUPPL", "2", "AP", "2026-11-16 00:00:00", "", ""),
]
MARKETING = [("1", "021000", "001"), ("1", "076001", "001"), ("1", "021000", "002")]


@pytest.fixture
def fda_zip(make_zip: Zip) -> bytes:
    return make_zip(applications=APPS, products=PRODUCTS, submissions=SUBMISSIONS, marketing=MARKETING)


def told(snapshot: Snapshot, drug: str) -> list[tuple[str, str]]:
    found = snapshot.timeline(drug)
    assert found is not None
    return [(str(e.date), e.action.value) for e in found.events]


def save(path: Path, *records: object, updated: str = "2026-11-10") -> Path:
    body = json.dumps({"meta": {"last_updated": updated}, "results": list(records)}, indent=2)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.name.removesuffix(".zip"), body)
    return path


LABEL = label(
    "NDA021000",
    "EXAMPLA",
    "EXAMPLINIB MESYLATE",
    "EXAMPLA is indicated for melanoma.",
    boxed="WARNING: LIVER",
    epc=["Kinase Inhibitor"],
)


def test_a_timeline_comes_back_as_it_was_built(fda_zip: bytes, tmp_path: Path) -> None:
    report = build(Inputs(drugsatfda=read_zip(fda_zip)), tmp_path / "fda-2026-11-17.sqlite")
    assert (report.applications, report.as_of) == (2, {"drugsatfda": date(2026, 11, 17)})
    with Snapshot(report.path) as snapshot:
        assert told(snapshot, "examplinib") == [
            ("2021-02-05", "approved"),
            ("2023-03-03", "approved"),
            ("2026-01-05", "generic"),
        ]
        assert snapshot.as_of == date(2026, 11, 17)
        assert snapshot.drugs_of_brand("Exampla") == ("examplinib",)
        assert snapshot.timeline("nothing of the kind") is None
        assert next((a.number, a.sponsor, a.first_approval) for a in snapshot.applications()) == (
            "ANDA076001",
            "GENERICS INC",
            date(2026, 1, 5),
        )


def test_an_ingredient_of_combinations_only_has_their_history(fda_zip: bytes, tmp_path: Path) -> None:
    report = build(Inputs(drugsatfda=read_zip(fda_zip)), tmp_path / "fda.sqlite")
    with Snapshot(report.path) as snapshot:
        found = snapshot.timeline("otherafil")
        assert found is not None
        assert str(found.events[0].date) == "2021-02-05"
        assert told(snapshot, "examplinib / otherafil")[0] == ("2021-02-05", "approved")


def test_labels_and_lists_tell_what_drugs_at_fda_does_not(
    fda_zip: bytes, vocabulary: Lexicon, tmp_path: Path
) -> None:
    (tmp_path / "drugsatfda.zip").write_bytes(fda_zip)
    (tmp_path / "withdrawn.html").write_bytes(WITHDRAWN)
    save(tmp_path / "drug-label-0001-of-0001.json.zip", LABEL)
    report = refresh_fda([tmp_path], out=tmp_path / "built", lexicon=vocabulary)
    assert report.path.name == "fda-2026-11-17.sqlite"
    with Snapshot(report.path) as snapshot:
        found = snapshot.timeline("examplinib")
        assert found is not None
        assert [
            (str(e.date), e.action.value, e.indication and e.indication.condition) for e in found.events
        ] == [
            ("2021-02-05", "accelerated", "melanoma"),  # in the place of the original approval without a use
            ("2022-05-31", "withdrawn", "melanoma"),
            ("2023-03-03", "approved", None),
            ("2026-01-05", "generic", None),
            ("2026-01-15", "approved", "melanoma"),  # by then
            ("2026-01-15", "boxed warning", None),
        ]
        assert str(found.events[0].application) == "NDA021000", "by the brand that the list gives"
        assert snapshot.labels()[0].label.classes == ("Kinase Inhibitor",)


def test_one_face_is_refreshed_and_the_others_stay(
    fda_zip: bytes, vocabulary: Lexicon, tmp_path: Path
) -> None:
    out = tmp_path / "built"
    (tmp_path / "drugsatfda.zip").write_bytes(fda_zip)
    refresh_fda([tmp_path / "drugsatfda.zip"], out=out, lexicon=vocabulary)
    labels = save(tmp_path / "labels.json.zip", LABEL, updated="2026-11-20")
    report = refresh_fda([labels], out=out, lexicon=vocabulary)
    assert report.path.name == "fda-2026-11-20.sqlite"
    assert report.taken_over == ("drugsatfda",)
    assert report.as_of == {"drugsatfda": date(2026, 11, 17), "label": date(2026, 11, 20)}
    (tmp_path / "withdrawn.html").write_bytes(WITHDRAWN)
    report = refresh_fda([tmp_path / "withdrawn.html"], out=out, lexicon=vocabulary)
    assert report.taken_over == ("drugsatfda", "label")
    snapshot = newest_snapshot(out)
    assert snapshot is not None
    with snapshot:
        assert [a for _, a in told(snapshot, "examplinib")] == [
            "accelerated",
            "withdrawn",
            "approved",
            "generic",
            "approved",
            "boxed warning",
        ]


def test_an_spl_document_is_a_label_too(vocabulary: Lexicon, tmp_path: Path) -> None:
    (tmp_path / "exampla.xml").write_text(DOCUMENT)
    report = refresh_fda([tmp_path / "exampla.xml"], out=tmp_path / "built", lexicon=vocabulary)
    assert report.labels == 1
    with Snapshot(report.path) as snapshot:
        found = snapshot.timeline("examplinib")
        assert found is not None
        uses = {e.indication.condition for e in found.events if e.indication}
        assert uses == {"melanoma", "ovarian cancer", "stroke"}


@pytest.mark.parametrize(
    ("records", "chosen", "why"),
    [
        ([label("ANDA076001", "GENERIC", "EXAMPLINIB", "x")], [], "a generic's label carves uses out"),
        ([label("NDA021000", "REPACK", "EXAMPLINIB", "x", original=False)], [], "a repackager's lags behind"),
        (
            [
                label("NDA021000", "OLD", "EXAMPLINIB", "x", effective="20240101", set_id="a"),
                label("NDA021000", "NEW", "EXAMPLINIB", "x", effective="20250101", set_id="b"),
            ],
            ["b"],
            "the newest of one application",
        ),
        (
            [
                label("NDA021000", "ONE", "EXAMPLINIB", "x", set_id="a"),
                label("NDA021001", "TWO", "EXAMPLINIB", "x", set_id="b"),
            ],
            ["a", "b"],
            "one for each application",
        ),
    ],
)
def test_which_label_speaks_for_a_drug(records: list[dict[str, object]], chosen: list[str], why: str) -> None:
    labels = [found for record in records if (found := read_label(record))]
    assert [x.set_id for x in choose(labels)] == chosen, why


def test_a_bulk_file_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_PIECE", 100)  # far smaller than a label, so that every label is cut
    records = [label(f"NDA02{n:04}", "EXAMPLA ™", "EXAMPLINIB", "für ", set_id=str(n)) for n in range(30)]
    path = save(tmp_path / "labels.json.zip", *records)
    assert [x.set_id for x in bulk.labels(path)] == [str(n) for n in range(30)]
    assert bulk.last_updated(path) == date(2026, 11, 10)


def test_a_bulk_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"meta": {}, "results": [LABEL]})[:-40])
    with pytest.raises(SnapshotError, match="breaks off"):
        list(bulk.labels(path))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html>nothing</html>"),
        ("x.bin", b"\x00\x01"),
        ("y.zip", b"PK\x03\x04broken"),
        ("z", b""),
    ],
)
def test_a_file_that_is_none_of_fdas_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SnapshotError, match=name):
        refresh_fda([tmp_path / name], out=tmp_path / "built")
    assert newest(tmp_path / "built") is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="no such file"):
        refresh_fda([tmp_path / "not there.zip"], out=tmp_path)


def test_a_build_that_fails_leaves_the_snapshot_before(
    fda_zip: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drugsatfda.zip").write_bytes(fda_zip)
    out = tmp_path / "built"
    before = refresh_fda([tmp_path / "drugsatfda.zip"], out=out).path.read_bytes()
    monkeypatch.setattr("sources.fda.snapshot_file._fill", _break)
    with pytest.raises(SnapshotError, match="could not be written"):
        refresh_fda([tmp_path / "drugsatfda.zip"], out=out)
    assert sorted(p.name for p in out.iterdir()) == ["drugsatfda.zip", "fda-2026-11-17.sqlite"]
    assert (out / "fda-2026-11-17.sqlite").read_bytes() == before


def _break(*_args: object) -> None:
    raise sqlite3.OperationalError("disk full")


@pytest.mark.parametrize("data", [b"", b"not a database at all, but long enough to look like a file" * 40])
def test_a_broken_snapshot_says_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "fda-2026-01-01.sqlite"
    path.write_bytes(data)
    with pytest.raises(SnapshotError):
        Snapshot(path)
    with pytest.raises(SnapshotError, match="bestbefore refresh fda"):
        Snapshot(tmp_path / "fda-2026-01-02.sqlite")


def test_a_snapshot_of_another_schema_is_refused(fda_zip: bytes, tmp_path: Path) -> None:
    path = build(Inputs(drugsatfda=read_zip(fda_zip)), tmp_path / "fda.sqlite").path
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    db.commit()
    db.close()
    with pytest.raises(SnapshotError, match="schema 0"):
        Snapshot(path)


def test_the_same_files_build_the_same_answers(fda_zip: bytes, tmp_path: Path) -> None:
    one = Snapshot(build(Inputs(drugsatfda=read_zip(fda_zip)), tmp_path / "a.sqlite").path)
    two = Snapshot(build(Inputs(drugsatfda=read_zip(fda_zip)), tmp_path / "b.sqlite").path)
    with one, two:
        assert one.timeline("examplinib") == two.timeline("examplinib")


def test_the_data_set_of_2019_answers_in_a_millisecond(drugsatfda_zip: Path, tmp_path: Path) -> None:
    started = time.perf_counter()
    report = build(Inputs(drugsatfda=read_zip(drugsatfda_zip)), tmp_path / "fda.sqlite")
    assert time.perf_counter() - started < 60, "a minute is the most that a build may take"
    with Snapshot(report.path) as snapshot:
        drugs = sorted({p.drug for p in snapshot.products()})
        assert len(drugs) > 2_000
        spent = []
        for drug in drugs:
            began = time.perf_counter()
            snapshot.timeline(drug)
            spent.append(time.perf_counter() - began)
        assert sorted(spent)[len(spent) // 2] < 0.001
        lapatinib = snapshot.timeline("lapatinib")
        assert lapatinib is not None
        assert str(lapatinib.events[0].date) == "2007-03-13"
        assert lapatinib.events[0].action is Action.APPROVED
        bevacizumab = snapshot.timeline("bevacizumab")
        assert bevacizumab is not None
        assert "2008-02-22" in [str(e.date) for e in bevacizumab.events]
        assert Action.WITHDRAWN not in {e.action for e in bevacizumab.events}, "a revocation leaves no trace"
        for vaccine_or_cells in ("tisagenlecleucel", "sipuleucel-t"):
            assert snapshot.timeline(vaccine_or_cells) is None
