"""What is told of a paper that nobody holds: only where its journal's papers of that year are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model.evidence import Evidence, Unanswered
from model.literature import MatchVerdict
from pages.read.references import one_reference
from sources.matching.lookup import match_references
from sources.pubmed.client import PubMed
from sources.settings import Settings
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from tests.services.eutils import EUtils, Fault
from tests.services.pubmed_xml import article, article_set

JOURNAL = {"journal": "Annals of salt", "abbrev": "Ann Salt"}
RECORDS = [
    article(
        str(4000 + n), f"Salt and its ways, part {n}.", year="2012", volume="7", pages=f"{n}1-9", **JOURNAL
    )
    for n in range(4)
]
STRAY = article("4100", "A stray manuscript.", year="2012", journal="Stray notes", abbrev="Stray Notes")
LATER = article("4200", "A paper of the last year.", year="2015", **JOURNAL)
INVENTED = "Marlowe T, Quist B. Bagpipes and the hearing of marmots in spring. Ann Salt. 2012;7(1):44-51."
BARE = "Marlowe T, Quist B. Bagpipes and the hearing of marmots in spring. Ann Salt. 2012."
UNKNOWN_DOI = " doi:10.5555/never.given.out"


@pytest.fixture
def index(tmp_path: Path) -> PubMedIndex:
    return _index(tmp_path, complete=True)


def _index(folder: Path, complete: bool) -> PubMedIndex:
    file = folder / "pubmed15n0001.xml"
    records = article_set([*RECORDS, STRAY, LATER])
    file.write_bytes(records)
    build(folder / "index.sqlite", [file], now=datetime(2015, 7, 1, tzinfo=UTC), complete=complete)
    return PubMedIndex(folder / "index.sqlite")


def _answer(text: str, library: PubMedIndex | PubMed) -> Evidence | Unanswered:
    reference = one_reference(text)
    return match_references([reference], [library])[reference.key]


@pytest.mark.parametrize(
    "text", [INVENTED, INVENTED + UNKNOWN_DOI, INVENTED + " PMID: 39999999", BARE, BARE + UNKNOWN_DOI]
)
def test_a_paper_that_a_known_journal_does_not_have_is_not_found(index: PubMedIndex, text: str) -> None:
    answer = _answer(text, index)
    assert isinstance(answer, Evidence)
    assert answer.facts.verdict is MatchVerdict.NOT_FOUND


@pytest.mark.parametrize("journal", ["Rev Bagpipes", "Stray Notes"])
def test_an_identifier_that_is_unknown_proves_nothing_of_other_journals(
    index: PubMedIndex, journal: str
) -> None:
    answer = _answer(INVENTED.replace("Ann Salt", journal) + UNKNOWN_DOI, index)
    assert isinstance(answer, Unanswered)


# The test's records were revised in January 2026.
@pytest.mark.parametrize("year", ["2026", "2027"])
def test_a_year_that_is_not_over_in_the_index_is_not_verified(index: PubMedIndex, year: str) -> None:
    answer = _answer(INVENTED.replace("2012", year), index)
    assert isinstance(answer, Unanswered)
    assert "may be newer" in answer.reason


def test_a_bare_name_in_no_known_journal_is_no_article(index: PubMedIndex) -> None:
    answer = _answer(BARE.replace("Ann Salt", "Penguin Press"), index)
    assert isinstance(answer, Evidence)
    assert answer.facts.verdict is MatchVerdict.NOT_AN_ARTICLE


def test_a_part_of_pubmed_does_not_tell_what_is_no_article(tmp_path: Path) -> None:
    answer = _answer(BARE, _index(tmp_path, complete=False))
    assert isinstance(answer, Unanswered)
    assert "only a part" in answer.reason


def test_pubmed_is_asked_for_the_journal_and_a_failure_leaves_it_open(
    settings_for: Callable[..., Settings],
) -> None:
    with EUtils([*RECORDS, STRAY]) as server:
        answer = _answer(BARE, PubMed(settings_for(server)))
        assert isinstance(answer, Evidence)
        assert answer.facts.verdict is MatchVerdict.NOT_FOUND
        other = _answer(BARE.replace("Ann Salt", "Penguin Press"), PubMed(settings_for(server)))
        assert isinstance(other, Evidence)
        assert other.facts.verdict is MatchVerdict.NOT_AN_ARTICLE
        server.always = Fault.ERROR_500
        assert isinstance(_answer(BARE, PubMed(settings_for(server))), Unanswered)
