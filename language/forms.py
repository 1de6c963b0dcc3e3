"""The forms that a name takes in a text: plurals, "&", "PD-1 blocker", "Huntington's", "gemtuzumab" alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

from language.salts import without_salt
from language.stems import is_stemmed
from model.lexicon import Drug

_MOST_JOINED = 3  # ingredients of a fixed combination that pages join, in any order
# "Huntington's disease", "Gaucher disease": somebody's name, then what kind of thing it is.
_EPONYM = re.compile(
    r"(?P<who>(?:[A-Z][\w-]+ )?[A-Z]\w+?)(?P<own>'s|') (?P<what>disease|syndrome|lymphoma|thyroiditis|phenomenon)"
    r"|(?P<who2>[A-Z]\w+) (?P<what2>disease|syndrome)"
)


def plurals(name: str) -> Iterator[str]:
    """``name`` (folded) and its plural."""
    yield name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        yield name[:-1] + "ies"
    elif name.endswith(("s", "x", "ch", "sh")):
        yield name + "es"
    else:
        yield name + "s"


def said_otherwise(names: tuple[str, ...]) -> Iterator[str]:
    """ "PD-1 drug", "PD-1 blocker", "drug that targets PD-1" for "PD-1 inhibitor": how people call a class."""
    for name in names:
        target, _, noun = name.rpartition(" ")
        if noun not in ("inhibitor", "blocker", "antagonist", "agonist") or len(target) < 3:
            continue
        nouns = ("inhibitor", "blocker") if noun in ("inhibitor", "blocker") else (noun,)
        for other in (*nouns, "drug", "medicine", "medication", "family of drugs"):
            yield f"{target} {other}"
        if noun in ("inhibitor", "blocker"):
            yield f"{target}-blocking drug"
            for verb in ("target", "block"):
                yield f"drug that {verb}s {target}"
                yield f"drugs that {verb} {target}"


def spellings(name: str) -> Iterator[str]:
    """``name`` and how else people write it: "head & neck cancer", "Huntingtons disease", "Huntington disease"."""
    yield name
    if " and " in name:
        yield name.replace(" and ", " & ")
    eponym = _EPONYM.fullmatch(name)
    if eponym and (who := eponym["who"]):
        yield f"{who}{'' if who.endswith('s') else 's'} {eponym['what']}"
        yield f"{who} {eponym['what']}"


def joined(ingredients: tuple[str, ...], sold_alone: bool) -> Iterator[str]:
    """How people write a fixed combination, in any order: "A/B", "A-B", and where one of the two is sold in it only,
    "A plus B", which then means nothing else. Empty for one ingredient, or more than people join."""
    if not 1 < len(ingredients) <= _MOST_JOINED:
        return
    words = (
        ()
        if sold_alone or len(ingredients) > 2
        else (" plus ", " + ", "+", " and ", " & ", " with ", " combined with ")
    )
    for order in permutations(ingredients):
        for joint in ("/", "-", *words):
            yield joint.join(order)


def parts(drugs: Mapping[str, Drug]) -> Iterator[tuple[str, str]]:
    """The ingredients that are sold in a fixed combination only, built like a drug's name, each with the key of the
    combination of fewest drugs that holds it: "tezacaftor" is the half of Symdeko, "sulopenem" (with its salt or
    without) of Orlynvah. None where two are as small."""
    holders: dict[str, list[Drug]] = {}
    for drug in drugs.values():
        for one in drug.ingredients:
            if len(drug.ingredients) > 1 and one not in drugs and is_stemmed(without_salt(one)):
                for name in {one, without_salt(one)} - drugs.keys():
                    holders.setdefault(name, []).append(drug)
    for one, own in holders.items():
        least = min(len(d.ingredients) for d in own)
        smallest = [d.key for d in own if len(d.ingredients) == least]
        if len(smallest) == 1:
            yield one, smallest[0]


_BEHIND_A_SYMPTOM = (
    *("of", "in", "from", "with", "associated with", "related to", "due to", "caused by", "that comes with"),
    *("in people with", "in patients with", "in adults with", "in children with", "in those with"),
)
_LINKS = re.compile(
    r" (?:of|in|from|with|associated with|related to|due to|caused by|in (?:people|patients|adults|children) with)\Z"
)
_JOINED_SYMPTOM = re.compile(r"(?:[ -](?:related|associated|induced))? ")
_LONGEST_SYMPTOM = 4  # words


def of_symptom(names: Iterable[str], disease: Iterable[str]) -> Iterator[str]:
    """More names of a symptom of a disease: each symptom that ``names`` tell ("chorea in Huntington's disease") with
    each name of the ``disease``, joined as people join them ("Huntington disease-related chorea")."""
    diseases = sorted({fold_plain(d) for d in disease}, key=len, reverse=True)
    symptoms: dict[str, None] = {}
    for name in map(fold_plain, names):
        for one in diseases:
            if (
                name.endswith(f" {one}")
                and (cut := _LINKS.sub("", name[: -len(one) - 1])) != name[: -len(one) - 1]
            ):
                symptoms[cut] = None
                break
            if name.startswith(one) and (joint := _JOINED_SYMPTOM.match(name, len(one))):
                symptoms[name[joint.end() :]] = None
                break
    for symptom in symptoms:
        if not symptom or len(symptom.split()) > _LONGEST_SYMPTOM:
            continue
        for one in diseases:
            for link in _BEHIND_A_SYMPTOM:
                yield f"{symptom} {link} {one}"
            yield f"{one} {symptom}"
            yield f"{one}-related {symptom}"
            yield f"{one}-associated {symptom}"


def fold_plain(name: str) -> str:
    """A name in small letters, with one kind of quote."""
    return name.lower().replace("\u2019", "'")


def alone(name: str) -> str:
    """What is left of an eponym when the noun is dropped ("Huntington's", "Gaucher's"), or empty."""
    eponym = _EPONYM.fullmatch(name)
    if eponym is None:
        return ""
    who = eponym["who"] or eponym["who2"]
    return f"{who}'" if eponym["own"] == "'" else f"{who}'s"


def shorts(keys: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The first words of two-word names that people leave alone ("gemtuzumab" ozogamicin), with the drug's key: where
    it is built like a drug's name, no other drug begins so, and it is nobody's whole name."""
    owners: dict[str, set[str]] = {}
    for key in keys:
        first, _, rest = key.lower().partition(" ")
        if rest and not rest.startswith("/") and is_stemmed(first):
            owners.setdefault(first, set()).add(key)
    for first, own in owners.items():
        if len(own) == 1 and first not in keys:
            yield first, next(iter(own))
