"""The closed word classes that the grammar of claims is written in, over masked text (``mask``)."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from language.inflect import Form, forms
from pages.read.claims.vocabulary import lists, numbers

# Nouns that a name may lean on: "the drug D", "D tablets", "treatment with D".
FORM_NOUN = (
    r"(?:tablets?|capsules?|injections?|infusions?|shots?|pills?|therapy|therapies|treatments?|monotherapy|creams?|"
    r"patch(?:es)?|gels?|ointments?|sprays?|nasal spray|drops?|eye drops|solution|suspension|syrup|granules|powder|"
    r"inhalers?|implants?|lozenges?|products?|drugs?|medicines?|medications?|agents?|vaccines?|combination|"
    r"regimens?|doses?|formulations?|versions?|pens?|alone|itself|extended[- ]release|xr|er|sr|la|cr|ir|"
    r"subcutaneous|intravenous|iv|oral|topical|nasal|injectable|long-acting|once-weekly|once-daily)"
)
PRONOUN = (
    r"(?:it|they|this|these|both|the latter|the former(?= (?:is|was|has|cannot|can)\b)|all (?:three|four|of them|of these)|(?:this|that|the|these|those|both) "
    r"(?:\w+[- ]){0,2}?(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|agents?|pills?|class(?: of (?:drugs?|medicines?|medications?))?|"
    r"combinations?|products?|vaccines?|shots?|inhibitors?|antibod(?:y|ies)|injections?|compounds?|regimens?|two|three|biologics?|"
    r"group|types? of (?:drugs?|treatments?)|approach))"
)


@cache
def any_noun(lemmas: frozenset[str]) -> str:
    """A pattern of any of these nouns, in both numbers; the longest form that fits is taken."""
    return _any_of(
        f for lemma in lemmas for f, is_a in forms(lemma).items() if is_a & (Form.BASE | Form.THIRD)
    )


def _any_of(written: Iterable[str]) -> str:
    """A pattern of any of these words by their first letters, so that a word is compared with few of them."""
    by_first: dict[str, set[str]] = {}
    for word in written:
        by_first.setdefault(word[:1], set()).add(word[1:])
    ends = by_first.pop("", None) is not None
    if not by_first:
        return ""
    parts = [re.escape(first) + _any_of(rest) for first, rest in sorted(by_first.items())]
    return parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)}){'?' if ends else ''}"


# What a treatment is called when it is not named, and numbers, as patterns: the lists of words.toml.
DRUG_NOUN = any_noun(lists()["treatment"])
NUMBER_WORD = rf"(?:{'|'.join(n for n in numbers() if n != 'dozen')}|a dozen|\d{{1,2}})"
