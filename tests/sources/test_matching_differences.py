"""What an entry says otherwise than its record: told where it is sure, silent where printing makes the difference."""

from __future__ import annotations

from typing import Any

import pytest

from model.dates import PartialDate
from model.identifiers import DOI, PMID
from model.literature import Field, MatchVerdict, Work
from pages.read.references import one_reference
from sources.matching.decide import decide

TITLE = "Salt in the young heart and what becomes of it in later years"
RECORD = Work(
    title=f"{TITLE}.",
    pmid=PMID("5001"),
    doi=DOI("10.5555/odd.7"),
    authors=("Corran", "Delby", "Orme"),
    journal="The Journal of odd medicine and therapy",
    journal_abbrev="J Odd Med Ther",
    date=PartialDate(2010, 3),
    electronic_date=PartialDate(2009, 12),
    volume="17",
    issue="3",
    first_page="1101",
    last_page="1109",
)
ENTRY = f"Corran PA, Delby S, Orme T. {TITLE}. J Odd Med Ther. 2010;17(3):1101-9."


def told(text: str, **changes: Any) -> set[Field]:
    from dataclasses import replace

    match = decide(one_reference(text), [replace(RECORD, **changes)])
    return {d.field for d in match.differences}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (ENTRY.replace("2010;", "2014;"), Field.YEAR),
        (ENTRY.replace("2010;", "2006;"), Field.YEAR),
        (ENTRY.replace("J Odd Med Ther", "Lancet"), Field.JOURNAL),
        (ENTRY.replace("Corran PA, Delby S", "Delby S, Corran PA"), Field.FIRST_AUTHOR),
        (ENTRY.replace("Corran PA", "Quist L"), Field.FIRST_AUTHOR),
        (
            ENTRY.replace("Corran PA, Delby S, Orme T", "Quist L, Rae M, Pell U").split(". 2010")[0]
            + ". 2010.",
            Field.AUTHORS,
        ),
        (ENTRY.replace("17(3)", "19(3)"), Field.VOLUME),
        (ENTRY.replace("1101-9", "344-52"), Field.PAGE),
        (f"{ENTRY} doi:10.5555/even.8", Field.DOI),
        (
            ENTRY.replace(TITLE, "Long walks and the moods of young carers after a hard winter in town"),
            Field.TITLE,
        ),
    ],
)
def test_a_wrong_detail_is_told(text: str, field: Field) -> None:
    assert field in told(text)


@pytest.mark.parametrize(
    "text",
    [
        ENTRY,
        ENTRY.replace("2010;", "2009;"),  # the year online
        ENTRY.replace("2010;", "2011;"),
        ENTRY.replace("J Odd Med Ther", "The Journal of Odd Medicine and Therapy"),
        ENTRY.replace("J Odd Med Ther", "J. Odd Med. Ther."),
        ENTRY.replace("J Odd Med Ther", "J of Odd Medicine & Ther"),
        ENTRY.replace("Corran PA, Delby S, Orme T", "Corran PA, et al"),
        ENTRY.replace("Corran PA", "Coran PA"),
        ENTRY.replace("1101-9", "1101-1109"),
        ENTRY.replace("1101-9", "1,101-9"),
        ENTRY.replace(" and what becomes of it in later years", ""),
        f"{ENTRY} doi:10.5555/odd.7",
        f"{ENTRY} doi:10.1101/2009.07.01.0001",  # its preprint's
        f"Corran PA, Delby S, Orme T. {TITLE}. medRxiv. 2006. doi:10.1101/2006.07.01.0001",
        ENTRY.replace("Corran PA, Delby S", "J, Delby S"),  # the beginning of the names was cut off
    ],
)
def test_what_printing_does_to_a_reference_is_not_told(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("title", "halves"),
    [
        ("Salt in the young heart and antibacterial discovery on distant islands", True),
        ("Antibacterial discovery on distant islands and what becomes of it in later years", True),
        ("Salt in the young heart", False),
        ("Salt in the yuong haert and what becoms of it in later years [in German]", False),
        (
            "Salt in the young heart and what becomes of it in later years: a randomised controlled trial",
            False,
        ),
    ],
)
def test_a_title_of_two_papers_halves_is_told(title: str, halves: bool) -> None:
    assert (Field.TITLE in told(ENTRY.replace(TITLE, title))) == halves


def test_versions_of_a_review_and_editions_of_a_book_have_years_of_their_own() -> None:
    later = ENTRY.replace("2010;", "2004;")
    assert told(later) == {Field.YEAR}
    assert told(later, journal_abbrev="Cochrane Database Syst Rev", journal="") & {Field.YEAR} == set()
    assert told(later, types=("Book Chapter",)) == set()


def test_nothing_is_told_of_an_entry_that_may_mean_two_papers() -> None:
    from dataclasses import replace

    twin = replace(
        RECORD, pmid=PMID("5002"), doi=None, journal_abbrev="Ann Even Surg", volume="3", first_page="9"
    )
    text = ENTRY.replace("J Odd Med Ther. 2010;17(3):1101-9", "Thorax. 2010;99:500-9")
    match = decide(one_reference(text), [RECORD, twin])
    assert match.verdict is not MatchVerdict.MATCHED
    assert match.differences == ()


def test_without_a_title_the_journal_must_agree() -> None:
    nameless = Work(
        title="Adherence in patients on dialysis", pmid=PMID("5003"), journal_abbrev="Nephron", date=PartialDate(2000),
        volume="85", first_page="1",
    )  # fmt: skip
    match = decide(one_reference("Pelt R (2000) Adv Colloid Interface Sci 85:1"), [nameless])
    assert match.verdict is not MatchVerdict.MATCHED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Lopez Q, Hart X. Long walks and the balance of tumours. J Clin Oncol. 2019.",
            MatchVerdict.NOT_FOUND,
        ),
        ("Patrick A, Epstein O. Review article: gastroparesis.", MatchVerdict.AMBIGUOUS),
        ("World Lung Federation. Air for all. Geneva; 2018.", MatchVerdict.NOT_AN_ARTICLE),
    ],
)
def test_a_made_up_article_without_a_place_is_not_found(text: str, verdict: MatchVerdict) -> None:
    assert decide(one_reference(text), []).verdict is verdict
