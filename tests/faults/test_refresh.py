"""``refresh`` while a service fails, in every way: the snapshot before stands whole, one line says why, and a healthy
call after it has everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from sources.snapshot.pubmed_index import PubMedIndex
from tests.faults.test_matrix import AWAY, UNSEEN
from tests.faults.wire import SLOW, WIRES, Broken
from tests.services.eutils import EUtils
from tests.services.idconv import IdConvServer
from tests.services.pubmed_xml import article

OLD = "Doe JA. Salt in the young heart and what became of it later. J Ex. 2010;7(1):101-9. PMID: 5001"
NEW = "Roe B. Another paper on salt and water in summer. J Ex. 2011;8(1):1-9. PMID: 5002"
RECORDS = [
    article("5001", "Salt in the young heart and what became of it later.", volume="7", pages="101-9"),
    article(
        "5002",
        "Another paper on salt and water in summer.",
        authors=("Roe",),
        year="2011",
        volume="8",
        pages="1-9",
    ),
]
# A quick one of each kind, for the normal suite.
SLICE = (
    "500",
    "says there is nothing",
    "body: half",
    "body: HTML",
    "broken off",
    "404 of a proxy",
    "nothing listens",
)


class _EUtils(Broken, EUtils):
    pass


class Refreshing:
    """``refresh pubmed --for`` of a page that cites an old paper, then a new one as well."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._patch, self._capsys = folder, monkeypatch, capsys
        self.index = folder / "pubmed.sqlite"
        self._calls = 0
        for name in ("NCBI", "CROSSREF"):
            monkeypatch.setenv(f"BESTBEFORE_{name}_PER_SECOND", "1000")
        monkeypatch.setenv("BESTBEFORE_ATTEMPTS", "1")

    def __call__(self, service: Broken, converter: str, *entries: str, **env: str) -> tuple[int, str]:
        """The exit code and what was said on stderr; nothing is kept from call to call but the index."""
        page = self.folder / "salt.md"
        cited = " ".join(f"So it is said there [{n}]." for n in range(1, len(entries) + 1))
        listed = "\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, start=1))
        page.write_text(f"# Salt\n\n{cited}\n\n## References\n\n{listed}\n")
        self._calls += 1
        cache = self.folder / f"cache{self._calls}"
        values = {"EUTILS_URL": service.url, "IDCONV_URL": converter, "CACHE_DIR": str(cache)} | env
        for name, value in values.items():
            self._patch.setenv(f"BESTBEFORE_{name}", value)
        with pytest.raises(SystemExit) as ended:
            main(["refresh", "pubmed", "--for", str(page), "--out", str(self.index)])
        return int(ended.value.code or 0), self._capsys.readouterr().err

    def held(self) -> dict[str, bytes]:
        """What the index answers of both papers."""
        from model.evidence import Evidence
        from model.identifiers import PMID

        index = PubMedIndex(self.index)
        try:
            told: dict[Any, Any] = dict(index.fetch([PMID("5001"), PMID("5002")]))
        finally:
            index.close()
        return {p.value: repr(e.facts).encode() for p, e in told.items() if isinstance(e, Evidence)}


def _problems(refresh: Refreshing, fault: str) -> list[str]:
    with _EUtils(RECORDS) as service, IdConvServer({}) as converter:
        refresh.index.unlink(missing_ok=True)
        assert refresh(service, f"{converter.url}/", OLD)[0] == 0
        before = refresh.held()
        assert before.keys() == {"5001"}
        env = {"TIMEOUT": "0.3", "DEADLINE": "0.6"} if fault in SLOW else {}
        if fault in AWAY:
            env["EUTILS_URL"] = AWAY[fault](service.url)
        service.broken = WIRES.get(fault)
        code, said = refresh(service, f"{converter.url}/", OLD, NEW, **env)
        service.broken = None
        for name in env:
            refresh._patch.delenv(f"BESTBEFORE_{name}")
        after = refresh.held()
        problems = []
        if "Traceback" in said or "internal error" in said:
            problems.append(f"broke: {said}")
        if (
            after.get("5001") != before["5001"] and fault not in UNSEEN
        ):  # a record renewed by one that looks sound
            problems.append("the record of before is not what it was")
        if "5002" not in after and code not in (2, 3):
            problems.append(f"the new paper did not come, and exit {code}")
        told = [line for line in said.splitlines() if line.startswith("bestbefore:")]
        if len(told) > 1:
            problems.append(f"more than one line: {told}")
        code, said = refresh(service, f"{converter.url}/", OLD, NEW)
        if code or refresh.held().keys() != {"5001", "5002"}:
            problems.append(f"the healthy call after it: exit {code}, {said}")
    return [f"{fault}: {problem}" for problem in problems]


@pytest.fixture
def refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refreshing:
    return Refreshing(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("fault", SLICE)
def test_a_refresh_that_fails_costs_nothing(refresh: Refreshing, fault: str) -> None:
    assert _problems(refresh, fault) == []


@pytest.mark.faults
def test_no_fault_of_pubmed_harms_the_index(refresh: Refreshing) -> None:
    assert [p for fault in (*WIRES, *AWAY) for p in _problems(refresh, fault)] == []
