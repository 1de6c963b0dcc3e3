"""The class that a sentence means where it names it by the last word of its name alone."""

from __future__ import annotations

from language.names import fold
from verdicts.facts import Facts
from verdicts.kinds import of_kind


def class_called(facts: Facts) -> str:
    """ "The only stabiliser approved for it is tafamidis": of the drug's classes the one that is called so; empty where
    the claim names a class itself, or none or more than one is called so."""
    subject, word = facts.claim.subject, _as_written(facts.claim.qualifier)
    if subject.drug_class or subject.generic_group or not subject.drugs or not word or of_kind(word):
        return ""
    found = [
        group.key
        for group in facts.lexicon.classes.values()
        if set(subject.drugs) <= set(group.members)
        and any(_as_written(name).split()[-1:] == [word] for name in group.names)
    ]
    return found[0] if len(found) == 1 else ""


def _as_written(word: str) -> str:
    """ "Stabilisers", "stabilizer": as one."""
    return fold(word).removesuffix("s").replace("isin", "izin").replace("iser", "izer")
