"""Fetching just what a site cites, so that the next audit works without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.refresh import command
from flows.renewal import renew_cited
from model.errors import SourceError
from model.evidence import Evidence, Questions
from model.literature import MatchVerdict
from pages.read.references import one_reference
from sources.desk import Desk
from sources.settings import Settings
from sources.snapshot.pubmed_index import PubMedIndex
from tests.services.eutils import EUtils
from tests.services.idconv import IdConvServer
from tests.services.loopback import Fault
from tests.services.pubmed_xml import article

TEXT = "Doe JA. Salt in the young heart and what became of it later. J Ex. 2010;7(1):101-9."
PAGE = (
    "# Salt\n\nSalt is bad [1]. Very bad [2]. Nobody knows [3].\n\n## References\n\n"
    f"1. {TEXT}\n2. Roe B. Another paper on salt. J Ex. 2011;8(1):1-9. PMID: 5002\n"
    "3. Bodies for Salt. Salt for all. Geneva; 2018.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "salt.md").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    records = [
        article("5001", "Salt in the young heart and what became of it later.", volume="7", pages="101-9"),
        article("5002", "Another paper on salt.", authors=("Roe",), year="2011", volume="8", pages="1-9"),
        article("5003", "A paper that nobody here cites."),
    ]
    with EUtils(records) as running, IdConvServer({}) as converter:
        monkeypatch.setenv("BESTBEFORE_EUTILS_URL", f"{running.url}/entrez/eutils")
        monkeypatch.setenv("BESTBEFORE_IDCONV_URL", f"{converter.url}/tools/idconv/api/v1/articles/")
        monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
        yield running


def test_the_papers_of_a_site_are_in_the_index_and_no_others(
    server: EUtils, site: Path, tmp_path: Path
) -> None:
    index = tmp_path / "pubmed.sqlite"
    lines = list(renew_cited([str(site)], index))
    assert lines[0] == str(index)
    assert lines[1].startswith("3 references")
    opened = PubMedIndex(index)
    assert not opened.complete
    assert {p.value for p in opened._works([*map(_pmid, (5001, 5002, 5003))])} == {"5001", "5002"}
    assert len(server.requests) <= 8


def _pmid(number: int):
    from model.identifiers import PMID

    return PMID(str(number))


def test_the_next_night_needs_no_network(
    server: EUtils, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "pubmed.sqlite"
    list(renew_cited([str(site)], index))
    monkeypatch.setattr("sources.desk.pubmed_index_path", lambda: index)
    asked = len(server.requests)
    reference = one_reference(TEXT)
    answer = Desk("snapshot", Settings()).answer(Questions(references=(reference,))).matches[reference.key]
    assert isinstance(answer, Evidence)
    assert answer.facts.verdict is MatchVerdict.MATCHED
    assert len(server.requests) == asked


def test_a_service_that_is_down_is_named_and_makes_no_index(
    server: EUtils, site: Path, tmp_path: Path
) -> None:
    server.always = Fault.ERROR_500
    index = tmp_path / "pubmed.sqlite"
    with pytest.raises(SourceError, match="PubMed"):
        list(renew_cited([str(site)], index))
    assert not index.exists()


@pytest.mark.parametrize("options", [[], ["--for", "x", "--from", "."], ["--for", "x", "--complete"]])
def test_the_command_wants_files_or_a_site(options: list[str]) -> None:
    result = CliRunner().invoke(command, ["pubmed", *options])
    assert result.exit_code != 0
