"""The closed word classes that the grammar of claims is written in, over masked text (``mask``)."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

from functools import cache

from language.inflect import Form, forms

# What a treatment is called when it is not named.
DRUG_NOUN = (
    r"(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|agents?|options?|products?|pills?|tablets?|capsules?|"
    r"injections?|injectables?|vaccines?|shots?|antivirals?|antidepressants?|antibod(?:y|ies)|inhibitors?|biologics?|"
    r"compounds?|molecules?|formulations?|combinations?|regimens?|ones?|members?|creams?|patch(?:es)?|infusions?|"
    r"opioids?|antibiotics?|stimulants?|steroids?|immunotherap(?:y|ies)|chemotherap(?:y|ies)|contraceptives?|"
    r"pharmaceuticals?|remed(?:y|ies)|blockers?|agonists?|antagonists?|antipsychotics?|anticonvulsants?|"
    r"antiepileptics?|hormones?|sprays?|drops?|gels?|ointments?|inhalers?|cocktails?|modulators?|conjugates?|"
    r"interventions?|cures?|pharmacotherap(?:y|ies)|drug therap(?:y|ies)|insulins?|biosimilars?|generics?|"
    r"antidotes?|antihistamines?|triptans?|statins?|nsaids?|anticoagulants?|beta[- ]blockers?|diuretics?|retinoids?)"
)
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
NUMBER = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a dozen": 12,
}  # fmt: skip
NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|\d{1,2})"


@cache
def any_noun(lemmas: frozenset[str]) -> str:
    """A pattern of any of these nouns, in both numbers."""
    written = {f for lemma in lemmas for f, is_a in forms(lemma).items() if is_a & (Form.BASE | Form.THIRD)}
    return rf"(?:{'|'.join(sorted(written, key=lambda f: (-len(f), f)))})"
