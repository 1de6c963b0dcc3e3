"""Long runs of blanks, digits and words take no time, wherever an entry comes in."""

import time

import pytest

from pages.read.references import one_reference, read_reference_list
from pages.read.references.identifiers import find_identifiers
from pages.read.references.parts import parse_reference
from sources.matching.normalise import strip_clutter

ENTRY = "Doe J, Roe A. Rest for gout. J Rheumatol. 2010;1:1-9. "
WORDS = [
    "PMC",
    "doi",
    "PMID",
    "PMID:",
    "PMC ID",
    "doi:",
    "et al",
    "Suppl",
    "(",
    "2010;",
    "2010 Jan",
    "…",
    "PubMed",
    "[PubMed ",
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("blank", [" ", "\t", "\xa0", " \n"])
def test_blanks_in_a_row(word, blank):
    text = ENTRY + word + blank * 3000 + "x"
    started = time.process_time()
    for read in (one_reference, read_reference_list, parse_reference, find_identifiers, strip_clutter):
        read(text)
    assert time.process_time() - started < 1.0


def test_an_entry_means_the_same_with_one_blank_or_many():
    one, many = (
        one_reference(ENTRY + "PMC ID: PMC1234567"),
        one_reference(ENTRY.replace(" ", "   ") + "PMC  ID:  PMC1234567"),
    )
    assert one == many
    assert [str(i) for i in one.identifiers] == ["PMC1234567"]
