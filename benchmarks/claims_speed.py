"""Sentences a second through claim reading, one core, with the full lexicon: a part of ``benchmarks/claims.py``.

The mixture is meant to be a health site's: of 100 sentences, 84 have neither a drug nor a word that can state a
status, 7 have such a word without a drug ("ask about a clinical trial"), 6 name a drug without one, and 3 are
statements of our labelled set. On ``examples/site`` and other pages about medicines there are more; the last line
of the benchmark gives the speed on nothing but labelled statements. Slots are filled so that no sentence comes
twice, and pages are 60 sentences long, in sections of 12.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from model.lexicon import Lexicon
from model.page import Document
from pages.read.claims import read_claims
from pages.read.layout import Layout, read_layout

#: Of 100 sentences, so many of each kind (the rest is plain).
CUE_ONLY, DRUG_ONLY, STATEMENTS = 7, 6, 3
PAGE, SECTION = 60, 12
_SEED = 20261124

_PLAIN = (
    "Most people notice the first signs of {c} around the age of {n}, often after a cold winter.",
    "Pain from {c} may come and go for {n} weeks before anyone thinks of seeing a doctor.",
    "About {n} in 100 people who live with {c} have a parent or a sister who has it as well.",
    "Drink a glass of water every {n} minutes on hot days, and rest in the shade at noon.",
    "A walk of {n} minutes after lunch helps many people with {c} to sleep through the night.",
    "Your nurse will take your blood pressure {n} times and write down the lowest figure.",
    "In a group of {n} people with {c}, fewer than half had told their family about it.",
    "Swelling in the ankles is common in {c} and usually goes down within {n} hours of rest.",
    "Call your doctor when the fever stays above 39 degrees for more than {n} hours.",
    "The surgeon makes a small cut of about {n} millimetres and closes it with two stitches.",
    "Children with {c} can go to school and play outside like anybody else for {n} days a week.",
    "It helps to keep a diary of meals for {n} days and to bring it along to the next visit.",
    "Blood is drawn on the morning of day {n}, before breakfast, and sent to the laboratory.",
    "Some foods make {c} worse: salt, smoked fish, and more than {n} cups of coffee a day.",
    "Women over {n} have it twice as often as men, and nobody knows for certain why that is.",
    "Scars from {c} fade slowly; after {n} months most of them can hardly be seen any more.",
)  # fmt: skip
_CUE_ONLY = (
    "Ask your care team whether there is a clinical trial for {c} within {n} miles of your home.",
    "A study of {n} people with {c} found that those who slept well had fewer flare-ups.",
    "Bring your prescription and the results of the last {n} tests with you to the clinic.",
    "Chest pain that spreads to the arm is a warning sign: call for help within {n} minutes.",
)
_DRUG_ONLY = (
    "Take {d} with a full glass of water, at least {n} minutes before you lie down.",
    "People with {c} who take {d} should have their blood counted every {n} weeks.",
    "Nausea from {d} is worst in the first {n} days and then goes away for nearly everyone.",
)


def mixture(sentences: int, lexicon: Lexicon, statements: Sequence[str]) -> Iterator[str]:
    """That many sentences in the proportions above, in an order that is the same every time."""
    pick = random.Random(_SEED)
    drugs = sorted(k for k in lexicon.drugs if k.isalpha())
    conditions = sorted(k for k in lexicon.conditions if k.replace(" ", "").isalpha())
    for number in range(sentences):
        kind = pick.randrange(100)
        if kind < STATEMENTS:
            yield pick.choice(statements)
            continue
        if kind < STATEMENTS + DRUG_ONLY:
            template = pick.choice(_DRUG_ONLY)
        elif kind < STATEMENTS + DRUG_ONLY + CUE_ONLY:
            template = pick.choice(_CUE_ONLY)
        else:
            template = pick.choice(_PLAIN)
        yield template.format(n=number + 2, c=pick.choice(conditions), d=pick.choice(drugs))


def pages(sentences: Iterator[str]) -> Iterator[Layout]:
    """Pages of Markdown with their sentences found, which is not part of what is measured."""
    body: list[str] = []
    number = 0
    for sentence in sentences:
        if len(body) % SECTION == 0:
            number += 1
            body.append(f"\n\n## Part {number}\n\n{sentence}")
        else:
            body.append(sentence)
        if len(body) == PAGE:
            yield _page(body)
            body = []
    if body:
        yield _page(body)


def _page(body: list[str]) -> Layout:
    text = "# Living with it\n" + " ".join(body)
    return read_layout(Document("https://example.org/page", text.encode(), "text/markdown; charset=utf-8"))


def clock(layouts: Sequence[Layout], lexicon: Lexicon) -> tuple[int, int, float]:
    """Sentences, claims, and the CPU seconds that reading the claims took. The lexicon's names are loaded before."""
    read_claims(layouts[0], lexicon)
    found = 0
    began = time.process_time()
    for layout in layouts:
        found += len(read_claims(layout, lexicon))
    seconds = time.process_time() - began
    return sum(_sentences(layout) for layout in layouts), found, seconds


def _sentences(layout: Layout) -> int:
    """Without the headings, which are not read for claims."""
    return sum(layout.blocks[s.block].role != "heading" for s in layout.sentences)
