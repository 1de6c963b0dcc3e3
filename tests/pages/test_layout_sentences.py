"""Sentences end where a reader of medical prose would end them."""

from __future__ import annotations

import pytest

from pages.read.layout.sentences import split

# the marks | show where the sentences must end
CASES = [
    ("The drug works.| It is new.", "plain"),
    ("Take aspirin, e.g. Bayer, daily.| Stop if sick.", "e.g. before a capital"),
    ("Other drugs (i.e. PARP inhibitors) are under study.| See below.", "i.e. in parentheses"),
    ("Lapatinib vs. Capecitabine was tested.| It won.", "vs. before a capital"),
    ("Ask Dr. Winer about it.| He knows.", "Dr."),
    ("Approved in the U.S. Food and Drug Administration database.| Good.", "U.S. inside a name"),
    ("It is sold in the U.S. The price is high.".replace("U.S. ", "U.S.| "), "U.S. before an opening word"),
    ("Give 5 mg. 3 times a day.| Then stop.", "a unit before a digit"),
    ("The dose is 5 mg.| Do not take more.", "a unit at the end"),
    ("Fong et al. New England Journal, 2009.| Next.", "et al. before a name"),
    ("See Fig. 2 and No. 5 of the series.| Then go on.", "Fig. and No."),
    ("The dose was 1.5 mg daily.| It fell to .5 mg.", "decimals"),
    ("Vitamin C.| It helps.", "a letter that is a word"),
    ("J. R. Smith wrote it.| He is a doctor.", "initials"),
    ("She holds a Ph.D. in nursing.| She teaches.", "Ph.D. before lower case"),
    ("He is an M.D. She is a nurse.".replace("M.D. ", "M.D.| "), "M.D. before an opening word"),
    ("Take it at 9 a.m. with food.| Rest.", "a.m. before lower case"),
    ("It was shown to work [39].| More is known [40, 41].", "marker before the stop"),
    ("It was shown to work. [39]| More is known.", "marker after the stop belongs to the sentence before"),
    ("It is known.| It was shown to work.| [39]", "marker after the last stop is none of a sentence's words"),
    ("It was shown to work.39| More is known.", "superscript after the stop"),
    ("It was shown to work.39,40–42| More is known.", "superscripts after the stop"),
    ('He said "It works." Then he left.'.replace('" T', '"| T'), "closing quote stays"),
    ("(It is new.)| It works.", "closing bracket stays"),
    ("Is it safe?| Yes!| Good.", "question and exclamation"),
    ("What is mTOR?| mTOR is an enzyme.", "a sentence that opens with mTOR"),
    ("Levels fell below 1.0.| pH rose.", "a sentence that opens with pH"),
    ("Approx. 40 percent of women had it.| Others not.", "approx."),
    ("Seen on Jan. 5 and Sept. 12 only.| None since.", "months"),
    ("1. Smith J. Rash in adults.| BMJ 2010.", "an entry's number does not stand alone"),
    ("Pfizer Inc. makes it.| Roche Ltd. does not.", "companies"),
    ("¿Es seguro?| ¡Sí!| Bien.", "Spanish marks"),
    ("It helps … sometimes.| Not always.", "an ellipsis inside"),
    ("Stage I. Treatment follows.".replace("I. ", "I.| "), "a stage"),
    ("", "nothing"),
    ("no stop at all", "one open sentence"),
    ("Cost is $5.00.| That is little.", "money"),
    ("Visit www.fda.gov.| It is free.", "an address"),
]


@pytest.mark.parametrize(("marked", "why"), CASES, ids=[why for _, why in CASES])
def test_sentences(marked: str, why: str) -> None:
    wanted = [part.strip() for part in marked.split("|") if part.strip()]
    text = marked.replace("|", "")
    assert [text[low:high] for low, high in split(text)] == wanted, why


def test_only_the_given_range_is_split() -> None:
    text = "One. Two. Three. Four."
    assert [text[low:high] for low, high in split(text, 5, 16)] == ["Two.", "Three."]


def test_blanks_around_are_left_out() -> None:
    assert list(split("  One.   Two.  ")) == [(2, 6), (9, 13)]
