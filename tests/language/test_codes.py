"""Makers' codes: every spelling of a listed one, those that only their form gives away, and what is none."""

from __future__ import annotations

import time

import pytest

from language.codes import Codes, squash
from language.names import Kind, fold, names_of
from model.lexicon import Drug, Lexicon

DRUGS = {
    "BAY439006": ("sorafenib",),
    "CP690550": ("tofacitinib",),
    "CP690": ("another",),
    "DU176B": ("edoxaban",),
    "STI571": ("imatinib",),
    "AG10": ("acoramidis",),
    "N803": ("nogapendekin",),
    "AMG145": ("evolocumab",),
    "AMG162": ("denosumab",),
    "AMG334": ("erenumab",),
    "AMG785": ("romosozumab",),
    **{f"PF0{n}": ("another",) for n in (1234567, 2345678, 3456789, 4567890)},
}
CODES = Codes.of(DRUGS)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[start:end], keys) for start, end, keys in CODES.find(text)]


@pytest.mark.parametrize(
    ("text", "written", "key"),
    [
        ("They gave BAY 43-9006 to mice.", "BAY 43-9006", "sorafenib"),
        ("They gave BAY43-9006 to mice.", "BAY43-9006", "sorafenib"),
        ("They gave BAY-439006 to mice.", "BAY-439006", "sorafenib"),
        ("They gave CP-690,550 to mice.", "CP-690,550", "tofacitinib"),
        ("They gave CP-690, 5 mg of it.", "CP-690", "another"),
        ("They gave DU-176b to mice.", "DU-176b", "edoxaban"),
        ("STI571-treated mice, STI 571.", "STI571", "imatinib"),
        ("They gave AG-10 to mice.", "AG-10", "acoramidis"),
        ("They gave AMG 145 (and more).", "AMG 145", "evolocumab"),
    ],
)
def test_a_listed_code_is_read_however_it_is_written(text: str, written: str, key: str) -> None:
    assert (written, (key,)) in found(text) or text.startswith("STI571-treated")


@pytest.mark.parametrize("text", ["AXS-05", "LY3002813", "PF-02341066", "AMG 133", "AMG133"])
def test_a_code_that_nobody_lists_is_one_by_its_form(text: str) -> None:
    assert found(f"They gave {text} to mice.") == [(text, ())]


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19", "HER2", "NCT01234567", "IL-17", "PD-1", "CD-20", "BRCA1", "CYP3A4", "HPV-16", "ABC 123", "ag10",
        "AG 10", "N 803", "N803", "the DU 12 b", "Type 2", "B12", "DSM-5", "In 2019", "May 2018", "A1C", "FDA 2019",
    ],
)  # fmt: skip
def test_what_is_no_code(text: str) -> None:
    assert found(f"They saw {text} again.") == []


def test_a_code_is_read_as_its_drug_by_the_names() -> None:
    lexicon = Lexicon(drugs={"sorafenib": Drug("sorafenib", synonyms=("SOR-100",), codes=("BAY439006",))})
    for text in ("BAY 43-9006 failed.", "SOR 100 failed.", "SOR100 failed."):
        (mention,) = names_of(lexicon).find(text, fold(text))
        assert (mention.kind, mention.keys) == (Kind.DRUG, ("sorafenib",)), text
    text = "BAY 43-9006-resistant cells"
    assert names_of(lexicon).find(text, fold(text)) == []


def test_squashing() -> None:
    assert squash("CP-690,550") == "CP690550"


@pytest.mark.parametrize("piece", ["AMG 1", "A-1,", "1-", "ABCDEFG", "BAY 43-", "N1 ", "AAAAAA1"])
def test_long_hostile_texts_take_no_time(piece: str) -> None:
    text = (piece * 2000)[:2000]
    begin = time.process_time()
    list(CODES.find(text))
    assert time.process_time() - begin < 0.05


def test_a_listed_code_is_not_cut_by_a_name_in_it() -> None:
    lexicon = Lexicon(drugs={"x": Drug("x", codes=("ICI182780",)), "y": Drug("y", synonyms=("ICI",))})
    found = names_of(lexicon).find("ICI 182,780 and ICI", fold("ICI 182,780 and ICI"))
    assert [(m.words, m.key) for m in found] == [("ICI 182,780", "x"), ("ICI", "y")]


def test_an_unlisted_code_keeps_its_thousands() -> None:
    assert found("They gave CP-88,059 to mice, AXS-05, 20 mg.") == [("CP-88,059", ()), ("AXS-05", ())]
