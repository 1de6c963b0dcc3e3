"""The Retraction Watch file, and notices of several sources put together."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from model.dates import PartialDate
from model.errors import SnapshotError
from model.identifiers import DOI, PMID
from model.literature import Notice, NoticeKind, Work
from sources.notices import add_notices
from sources.retractionwatch import RetractionWatch, read_rows

K = NoticeKind
HEAD = (
    "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,\n"
)


def kinds(notices: tuple[Notice, ...]) -> list[tuple[str, str]]:
    return [(n.kind.value, str(n.date or "")) for n in notices]


@pytest.fixture
def real(shared: Path) -> RetractionWatch:
    return RetractionWatch(shared / "data/bibaudit-fixtures/retraction_watch_real_rows.csv")


def test_a_real_paper_has_both_its_rows_in_order(real: RetractionWatch) -> None:
    answers = real.look_up([DOI("10.1016/S0140-6736(97)11096-0"), PMID("9500320")])
    for answer in answers.values():
        assert kinds(answer.facts) == [("erratum", "2004-03-06"), ("retraction", "2010-02-06")]
        assert answer.facts[1].pmid == PMID("20137807")
        assert answer.facts[0].pmid is None, "0 is no PMID"
        assert str(answer.as_of) == "2025-09-16"


def test_real_rows_without_pmid_or_date_are_read(real: RetractionWatch) -> None:
    concern, reinstated = DOI("10.1371/journal.pone.0064723"), DOI("10.1016/j.heliyon.2023.e18637")
    answers = real.look_up([concern, reinstated, DOI("10.5555/clean")])
    assert kinds(answers[concern].facts) == [("expression of concern", "2021-10-28")]
    assert kinds(answers[reinstated].facts) == [("reinstatement", "2025-03-12")]
    assert answers[DOI("10.5555/clean")].facts == ()
    assert answers[DOI("10.5555/clean")].says == "Retraction Watch does not list it"


def rows(tmp_path: Path, *lines: str) -> RetractionWatch:
    path = tmp_path / "rw.csv.gz"
    path.write_bytes(gzip.compress((HEAD + "\n".join(lines) + "\n").encode()))
    return RetractionWatch(path)


def test_a_reinstated_paper_is_not_retracted_any_more(tmp_path: Path) -> None:
    watch = rows(
        tmp_path,
        "1,T,1/2/2020 0:00,10.5555/r,0,1/1/2019 0:00,10.5555/P,0,Retraction,Error;,",
        "2,T,1/2/2021 0:00,10.5555/s,0,1/1/2019 0:00,10.5555/p,0,Reinstatement,;,",
    )
    assert kinds(watch.look_up([DOI("10.5555/p")])[DOI("10.5555/p")].facts) == [
        ("reinstatement", "2021-01-02")
    ]


def test_a_paper_retracted_after_it_was_reinstated_is_retracted(tmp_path: Path) -> None:
    watch = rows(
        tmp_path,
        "2,T,1/2/2021 0:00,,0,,10.5555/p,0,Reinstatement,;,",
        "1,T,1/2/2022 0:00,,0,,10.5555/p,0,Retraction,;,",
    )
    assert kinds(watch.look_up([DOI("10.5555/p")])[DOI("10.5555/p")].facts) == [
        ("reinstatement", "2021-01-02"),
        ("retraction", "2022-01-02"),
    ]


def test_a_listed_cochrane_review_is_superseded_and_not_retracted(tmp_path: Path) -> None:
    doi = "10.1002/14651858.CD000001.pub2"
    watch = rows(
        tmp_path, f"1,T,1/2/2020 0:00,{doi},0,1/1/2019 0:00,{doi},77,Retraction,Withdrawn (out of date);,"
    )
    for query in (DOI(doi), PMID("77")):
        assert [n.kind for n in watch.look_up([query])[query].facts] == [K.UPDATE]


SKIPPED = [
    "1,T,1/2/2020 0:00,,0,,10.5555/p,0,,Reason;,",
    "1,T,1/2/2020 0:00,,0,,unavailable,0,Retraction,Reason;,",
    "1,T,1/2/2020 0:00,,0,,,,Retraction,Reason;,",
]


@pytest.mark.parametrize("line", SKIPPED)
def test_a_row_without_a_nature_or_a_paper_says_nothing(line: str) -> None:
    assert read_rows((HEAD + line + "\n").encode()) == []


def test_a_row_with_an_unknown_date_is_still_a_retraction() -> None:
    (row,) = read_rows((HEAD + "1,T,0:00,unavailable,0,0:00,10.5555/P,0,Retraction,Reason;,\n").encode())
    assert (row.notice.kind, row.notice.date, row.notice.doi) == (K.RETRACTION, None, None)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x1f\x8b broken", b"<html>not found</html>"])
def test_another_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rw.csv"
    path.write_bytes(content)
    with pytest.raises(SnapshotError, match=r"rw\.csv"):
        RetractionWatch(path)
    with pytest.raises(SnapshotError, match="missing"):
        RetractionWatch(tmp_path / "missing")


# -- several sources


def notice(
    kind: NoticeKind = K.RETRACTION,
    source: str = "PubMed",
    pmid: str = "",
    doi: str = "",
    date: str = "",
    out: bool = False,
) -> Notice:
    return Notice(
        kind,
        out,
        source,
        PMID(pmid) if pmid else None,
        DOI(doi) if doi else None,
        PartialDate.parse(date) if date else None,
    )


TOGETHER = [
    (notice(pmid="9", date="2010-02-06"), notice(source="RW", pmid="9", doi="10.5555/r"), 1, "the same PMID"),
    (notice(doi="10.5555/r"), notice(source="RW", doi="10.5555/R", date="2010-02"), 1, "the same DOI"),
    (notice(pmid="9"), notice(source="RW", pmid="8"), 2, "two notices"),
    (notice(), notice(source="RW", doi="10.5555/r"), 1, "the type alone, and the notice that it stands for"),
    (
        notice(pmid="9", date="2010-02"),
        notice(source="RW", doi="10.5555/r", date="2010-02-06"),
        1,
        "the same days",
    ),
    (
        notice(pmid="9", date="2004-03"),
        notice(source="RW", doi="10.5555/r", date="2010-02-06"),
        2,
        "other days",
    ),
    (notice(pmid="9"), notice(K.ERRATUM, "RW", pmid="9"), 2, "another kind"),
    (
        notice(K.PARTIAL_RETRACTION, pmid="9"),
        notice(source="RW", pmid="9"),
        1,
        "PubMed knows that it was partial",
    ),
    (notice(pmid="9"), notice(source="RW", pmid="9", out=True), 2, "the other direction"),
]


@pytest.mark.parametrize(("mine", "other", "expected", "why"), TOGETHER)
def test_what_two_sources_say_is_counted_once(mine: Notice, other: Notice, expected: int, why: str) -> None:
    work = add_notices(Work("T", notices=(mine,)), [other])
    assert len(work.notices) == expected, why
    assert work.notices[0].source == "PubMed"
    assert work.notices[0].kind is mine.kind


def test_a_notice_learns_what_the_other_source_knows() -> None:
    mine = notice(pmid="9", date="2010-02")
    other = notice(source="RW", pmid="9", doi="10.5555/r", date="2010-02-06")
    work = add_notices(Work("T", notices=(mine,)), [other])
    (one,) = work.notices
    assert (one.doi, str(one.date)) == (DOI("10.5555/r"), "2010-02-06")
