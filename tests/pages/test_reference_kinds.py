"""What an entry is, as health sites print them: an article, or what nobody should look for in PubMed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.literature import MatchVerdict
from model.page import Reference, ReferenceKind
from pages.read.references import one_reference
from sources.matching.decide import decide

ENTRIES = Path(__file__).resolve().parents[1] / "labelled" / "entries" / "entries.tsv"
KINDS = {
    "article": ReferenceKind.ARTICLE,
    "book": ReferenceKind.BOOK,
    "web": ReferenceKind.WEB,
    "guideline": ReferenceKind.GUIDELINE,
    "press": ReferenceKind.PRESS,
    "trial": ReferenceKind.TRIAL,
    "label": ReferenceKind.LABEL,
    "thesis": ReferenceKind.THESIS,
    "abstract": ReferenceKind.ABSTRACT,
    "unknown": ReferenceKind.UNKNOWN,
}
PARTS = ("author", "journal", "year", "volume", "first_page")


def labelled() -> Iterator[tuple[list[str], str]]:
    for line in ENTRIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            *row, text = line.split("\t")
            yield row, text


def letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def given(reference: Reference, part: str) -> str:
    parts = reference.parts
    if part == "author":
        return parts.authors[0] if parts.authors else ""
    if part == "year":
        return str(parts.year or "")
    return str(getattr(parts, part))


@pytest.mark.parametrize(("row", "text"), list(labelled()), ids=[text[:50] for _, text in labelled()])
def test_an_entry_is_read_as_labelled(row: list[str], text: str) -> None:
    reference = one_reference(text)
    kinds = {KINDS[k] for k in row[0].split(",")}
    assert reference.kind in kinds
    for part, wanted in zip(PARTS, row[1:], strict=True):
        got = letters(given(reference, part))
        right = got.startswith(letters(wanted)) if part == "author" else got == letters(wanted)
        assert right or not wanted, part
    if ReferenceKind.ARTICLE not in kinds:
        # Where nothing is found, nobody is accused of it.
        assert decide(reference, ()).verdict is MatchVerdict.NOT_AN_ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Sage EH, Norton J. SPARC in glia. Neuron. 2004;41:57-69.",
        "Martindale JL, Holbrook NJ. Cellular response to stress. J Cell Physiol. 2002;192:1-15.",
        "Farrar J, Penguin A. Typhoid in London: a survey. BMJ 2004;328:20-4.",
        "Press O, Book R. Lymphoma. Blood. 2001;98(2):3-9.",
        "Woloshin S, Schwartz LM. Press releases by academic medical centers. Ann Intern Med. 2009;150(9):613-618.",
        "Time trends in asthma. Thorax. 2001;56(1):12-19.",
        "Lee K. The news about statins. JAMA. 2014;311(4):341-342.",
        "Adams P. FDA approves drug: what happened next. Health Aff. 2012;31(2):301-9.",
    ],
)
def test_authors_and_titles_like_publishers_and_papers_are_still_articles(text: str) -> None:
    assert one_reference(text).kind is ReferenceKind.ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Rice J (1964) The approximation of functions: linear theory, volume 1. Addison-Wesley.",
        "Example v. Sample. Civil Action 2:04-CV-02389-KHV. Accessed 10 February 2011.",
        "Sample v. State. 411 U.S. 423, 435-436; 1973.",
        "Food agency (2012) Scenarios and data needs. Technical report. Supporting publications 2012:EN-360.",
        "Agency (2012), World energy balances, Energy Statistics (database). doi: 10.1787/data-00512-en.",
        "National council. Forensic science: a path forward. National Academy Press; 2009 SEPTEMBER 9, 2009.",
        "Smith J, personal communication, 2018; vol. 3 notes.",
    ],
)
def test_volumes_of_books_courts_reports_and_data_sets_are_not_missed_in_pubmed(text: str) -> None:
    assert decide(one_reference(text), ()).verdict is MatchVerdict.NOT_AN_ARTICLE
