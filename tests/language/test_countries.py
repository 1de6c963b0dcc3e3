"""Countries other than the United States: whose approval is theirs is none of FDA's."""

from __future__ import annotations

import re

import pytest

from language import countries
from model.page import Document
from pages.read import read
from sources.snapshot.starter import load_starter


@pytest.mark.parametrize("name", ["poland", "chile", "türkiye", "saudi arabia", "czechia", "in turkey"])
def test_a_country_is_known(name: str) -> None:
    assert re.search(rf"\b(?:{countries.names()})\b", name)


@pytest.mark.parametrize(
    "words", ["the turkey was roasted", "air jordan", "georgia", "guinea pigs", "polish the lens"]
)
def test_a_word_that_is_a_country_by_chance_is_none(words: str) -> None:
    assert not re.search(rf"\b(?:{countries.names()})\b", words)


@pytest.mark.parametrize(
    "text",
    [
        "In Poland, donanemab is approved for Alzheimer's disease.",
        "Czech regulators approved lecanemab for Alzheimer's disease.",
        "Ocrelizumab is approved in Chile for multiple sclerosis.",
        "In Thailand, no drug is approved for IgA nephropathy.",
    ],
)
def test_what_another_country_approves_is_no_claim(text: str) -> None:
    lexicon = load_starter().lexicon
    page = read(Document("https://example.org/p", text.encode(), "text/plain; charset=utf-8"), lexicon)
    assert page.claims == ()
    here = text.replace("In Poland, d", "D").replace("Czech regulators", "The FDA").replace(" in Chile", "")
    here = here.replace("In Thailand, n", "N")
    page = read(Document("https://example.org/p", here.encode(), "text/plain; charset=utf-8"), lexicon)
    assert page.claims
