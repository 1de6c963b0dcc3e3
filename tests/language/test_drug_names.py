"""Drugs by other names than the one of the label: short forms, and misspelt ones beside a brand."""

from __future__ import annotations

import pytest

from language.names import Kind, fold, names_of
from model.lexicon import Drug, Lexicon

LEXICON = Lexicon(
    drugs={
        d.key: d
        for d in (
            Drug("gemtuzumab ozogamicin", ("Mylotarg",)),
            Drug("trastuzumab", ("Herceptin",)),
            Drug("trastuzumab deruxtecan", ("Enhertu",)),
            Drug("cerliponase alfa", ("Brineura",)),
            Drug("zzumab alfa"),
            Drug("zzumab beta"),
            Drug("erlotinib", ("Tarceva",)),
            Drug("aaptinib / baptinib", ("Twinpill",)),
        )
    }
)


def drugs(text: str) -> list[tuple[str, str]]:
    return [(m.words, m.key) for m in names_of(LEXICON).find(text, fold(text)) if m.kind is Kind.DRUG]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gemtuzumab was withdrawn", [("gemtuzumab", "gemtuzumab ozogamicin")]),
        ("gemtuzumab ozogamicin was withdrawn", [("gemtuzumab ozogamicin", "gemtuzumab ozogamicin")]),
        ("trastuzumab works", [("trastuzumab", "trastuzumab")]),
        ("zzumab works", [("zzumab", "zzumab")]),  # two drugs begin so: neither is meant
        ("cerliponase works", []),  # no stem of a drug's name
    ],
)
def test_a_short_form_names_the_one_drug_that_begins_so(text: str, wanted: list[tuple[str, str]]) -> None:
    assert drugs(text) == wanted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Tarceva (erlotonib) is sold.", ["erlotinib", "erlotinib"]),
        ("erlotonib (Tarceva) is sold.", ["erlotinib", "erlotinib"]),
        ("Tarceva (and erlotonib) is sold.", ["erlotinib", "erlotonib"]),
        ("Tarceva and erlotonib are sold.", ["erlotinib", "erlotonib"]),
        ("Tarceva (trastuzumab) is sold.", ["erlotinib", "trastuzumab"]),
    ],
)
def test_a_misspelt_generic_in_brackets_is_the_brand_beside_it(text: str, keys: list[str]) -> None:
    assert [key for _, key in drugs(text)] == keys
