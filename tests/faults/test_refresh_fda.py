"""``refresh fda`` while fda.gov or openFDA fails, in every way: the snapshot before answers as it did, what is not had is
named, exit 3, and a healthy call after it has everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cli.main import main
from sources.fda.snapshot import Snapshot, newest
from tests.faults.test_matrix import AWAY
from tests.faults.wire import SLOW, WIRES, Broken
from tests.services.fdagov import FdaGov
from tests.services.fdaworld import Application, Label, World
from tests.services.openfda import OpenFDAServer

TODAY = datetime.now(UTC).date()  # the command asks the clock
ZIP = "/media/89850/download"
NUMBER = "NDA207103"
# A quick one of each kind, for the normal suite.
SLICE = (
    ("fda", "500"), ("fda", "body: half"), ("fda", "body: HTML"), ("fda", "nothing listens"),
    ("openfda", "500"), ("openfda", "body: null"),
)  # fmt: skip


class _Fda(Broken, FdaGov):
    pass


class _OpenFDA(Broken, OpenFDAServer):
    pass


@dataclass
class Refreshing:
    """The services, the snapshots' folder, and the command."""

    fda: _Fda
    openfda: _OpenFDA
    folder: Path
    patch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def shows(self, moved: bool) -> None:
        """The world before, and after, a supplement that brings a use."""
        day = TODAY - timedelta(days=1)
        world = World(filler=30)
        world.add(Application(NUMBER, "PFIZER", "Ibrance", "palbociclib"), date(2015, 2, 3))
        uses = ["treatment of adults with breast cancer"]
        label = Label(NUMBER, "Ibrance", "palbociclib", uses, date(2025, 6, 1))
        if moved:
            world.applications[NUMBER].supplement(day, "EFFICACY")
            uses = [*uses, "treatment of adults with melanoma"]
            label = Label(NUMBER, "Ibrance", "palbociclib", uses, day, version=2)
        world.labels[NUMBER] = label
        self.fda.files |= world.pages(TODAY) | {ZIP: world.zip(TODAY)}
        self.openfda.records = {"drugsfda": world.drugsfda(), "label": world.label_records(TODAY)}
        self.openfda.last_updated = TODAY.isoformat()

    def __call__(self, **env: str) -> tuple[int, str, str]:
        """The exit code, and what was said on stdout and stderr."""
        values = {
            "FDA_URL": self.fda.url,
            "OPENFDA_URL": self.openfda.url,
            "TIMEOUT": "5",
            "DEADLINE": "10",
        } | env
        for name, value in values.items():
            self.patch.setenv(f"BESTBEFORE_{name}", value)
        with pytest.raises(SystemExit) as ended:
            main(["refresh", "fda", "--out", str(self.folder)])
        said = self.capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    def told(self) -> set[str]:
        """What the newest snapshot says of the drug."""
        path = newest(self.folder)
        assert path is not None
        with Snapshot(path) as snapshot:
            found = snapshot.timeline("palbociclib")
        return {f"{e.date} {e.action} {e.indication}" for e in found.events} if found else set()


@pytest.fixture
def refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Refreshing]:
    for name, value in (
        ("CACHE_DIR", str(tmp_path / "cache")), ("ATTEMPTS", "1"), ("FDA_PER_SECOND", "1000"),
        ("OPENFDA_PER_SECOND", "1000"),
    ):  # fmt: skip
        monkeypatch.setenv(f"BESTBEFORE_{name}", value)
    with _Fda() as fda, _OpenFDA() as openfda:
        yield Refreshing(fda, openfda, tmp_path / "fda", monkeypatch, capsys)


def _problems(refresh: Refreshing, service: str, fault: str, number: int) -> list[str]:
    refresh.folder = refresh.folder.with_name(f"fda{number}")
    refresh.shows(moved=False)
    code, out, err = refresh()
    assert code == 0, out + err
    before = refresh.told()
    assert before
    refresh.shows(moved=True)
    broken: Broken = getattr(refresh, service)
    env = {"TIMEOUT": "0.3", "DEADLINE": "0.6"} if fault in SLOW else {}
    if fault in AWAY:
        env[f"{service.upper()}_URL"] = AWAY[fault](broken.url)
    broken.broken = WIRES.get(fault)
    code, out, err = refresh(**env)
    broken.broken = None
    during = refresh.told()
    problems = []
    if "Traceback" in err or "internal error" in out + err:
        problems.append(f"broke: {out}{err}")
    if not before <= during:
        problems.append(f"lost: {before - during}")
    code_after, out, err = refresh()
    after = refresh.told()
    if code_after or not before < after:
        problems.append(f"the healthy call after it: exit {code_after}, {out}{err}")
    if during != after and code not in (2, 3):
        problems.append(f"something is missing, and exit {code}")
    return [f"{service}, {fault}: {problem}" for problem in problems]


@pytest.mark.parametrize(("service", "fault"), SLICE)
def test_a_refresh_that_fails_costs_nothing(refresh: Refreshing, service: str, fault: str) -> None:
    assert _problems(refresh, service, fault, 0) == []


@pytest.mark.faults
@pytest.mark.parametrize("service", ["fda", "openfda"])
def test_no_fault_harms_the_snapshot(refresh: Refreshing, service: str) -> None:
    faults = (*WIRES, *AWAY)
    assert [p for n, fault in enumerate(faults) for p in _problems(refresh, service, fault, n)] == []
