"""The gate's law: whatever a row can match, the gate lets through. On sentences made from every row's own words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from language.inflect import forms
from language.names import fold, names_of
from language.patterns import Pattern
from pages.read.claims.frames import cues_of
from pages.read.claims.statement import state
from pages.read.claims.ways import Way, gate, ways
from tests.pages.claim_rows import lexicon

ROWS = ways()
SENTENCES = 60
_NAMES = {
    "D": "olaparib", "K": "PARP inhibitors", "C": "gout", "A": "the FDA", "X": "the EMA", "P": "Europe",
    "U": "the United States", "T": "June 2014", "B": "HER2", "n": "3",
}  # fmt: skip
_OPENINGS = (
    "Olaparib",
    "Olaparib is",
    "Olaparib was",
    "Olaparib has",
    "The FDA",
    "The FDA has",
    "You can",
    "There is",
)
_OPENINGS += (
    "Olaparib isn't",
    "Olaparib hasn't been",
    "Olaparib has yet to be",
    "Olaparib is still",
    "It is only",
)
_OPENINGS += (
    "Lilly is",
    "Lilly plans to",
    "An FDA panel",
    "Doctors",
    "Gout",
    "The approval of olaparib was",
    "The",
    "There is not",
    "We do not",
)
_DENYING = ("There is", "Gout has", "We do")
_ENDINGS = (
    ".",
    "olaparib.",
    "of olaparib.",
    "for gout.",
    "by the FDA.",
    "olaparib for gout in June 2014.",
    "in the United States.",
)


def words(pattern: Pattern, pick: random.Random) -> Iterator[str]:
    """One sentence's worth of a pattern: an alternative of each element, in some form."""
    for element in pattern.elements:
        if element.avoid or element.gap or (element.optional and pick.random() < 0.5):
            continue
        choices = [*element.lemmas, *element.kinds]
        chosen = pick.choice(sorted(choices))
        if chosen in element.kinds:
            yield _NAMES.get(chosen, chosen)
            continue
        wanted = element.lemmas[chosen]
        own = [f for f, is_a in forms(chosen).items() if not wanted or is_a & wanted]
        yield pick.choice([*own, *([chosen] * 3 if chosen in own else [])])  # the odd form of no verb is rare


def made(way: Way) -> Iterator[str]:
    pick = random.Random(way.id)
    parts = [p for p in (way.then, way.of, way.with_) if p]
    if way.verb and way.noun:
        parts.insert(0, way.noun)
    for _ in range(SENTENCES):
        own = [*words(pick.choice(way.heads), pick)]
        said = [pick.choice(_DENYING if own[:1] == ["not"] else _OPENINGS), *own]
        if pick.random() < 0.3:
            said.append("olaparib")
        for patterns in parts:
            said += words(pick.choice(patterns), pick)
        sentence = " ".join([*said, pick.choice(_ENDINGS)])
        yield _contracted(sentence) if pick.random() < 0.5 else sentence


def _contracted(sentence: str) -> str:
    return re.sub(r"\b(is|are|was|were|has|have|do|does|did|could|would) not\b", r"\1n't", sentence).replace(
        "cannot", "can't"
    )


def read(sentence: str, way: Way) -> bool:
    statement = state(sentence, names_of(lexicon()))
    return way.id in {cue.way for _, cue in cues_of(statement.tokens, gate())}


@pytest.mark.parametrize("way", ROWS, ids=[w.id for w in ROWS])
def test_what_a_row_reads_the_gate_lets_through(way):
    shut = [s for s in made(way) if read(s, way) and not gate().lets_through(fold(s))]
    assert shut == []


def test_the_sentences_made_are_read():
    """Else the law above would hold of nothing."""
    assert sum(any(read(s, way) for s in made(way)) for way in ROWS) >= 0.8 * len(ROWS)
