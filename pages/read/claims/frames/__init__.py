"""The frames in which a row's words state its status: who does what to whom, in any tense, voice and number.

======  ===================================================================  =========================================
frame   the words                                                            the subject
======  ===================================================================  =========================================
act     D was withdrawn · the FDA withdrew D · D, withdrawn in T             what the act is done to
has     D won approval · D has lost its indication · D awaits a decision     who has it
gives   the FDA granted D approval · gave its nod to D · D was granted ...   who gets it
is      D is off the market · D remains in trials · drugs under study        whose state it is
kind    the experimental drug D · D, an experimental pill                    what is of that kind
none    there is no treatment for C · no drug exists                         nobody
noun    the withdrawal of D from the market · D's approval in T              whose it is
======  ===================================================================  =========================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pages.read.claims.cue import Cue
from pages.read.claims.frames.act import act
from pages.read.claims.frames.common import Tokens
from pages.read.claims.frames.nouns import gives, has, none, noun
from pages.read.claims.frames.states import is_, kind
from pages.read.claims.ways import Gate, Way

_FRAMES: dict[str, Callable[[Tokens, int, Way], Cue | None]] = {
    "act": act, "has": has, "gives": gives, "is": is_, "kind": kind, "noun": noun, "none": none,
}  # fmt: skip


def cues_of(tokens: Tokens, rows: Gate) -> list[tuple[int, Cue]]:
    """Every place where a row states its status, with the row's rank, in the order of the sentence."""
    found: list[tuple[int, Cue]] = []
    tried_here = rows.open_to(t.text for t in tokens)
    if not tried_here:
        return found
    regulated: bool | None = None
    for at, token in enumerate(tokens):
        if not token.lemmas:
            continue
        tried: set[str] = set()
        for lemma in token.lemmas:
            for way in rows.by_lemma.get(lemma, ()):
                if way.id in tried or way.id not in tried_here:
                    continue
                tried.add(way.id)
                if way.needs == "regulator":
                    if regulated is None:
                        regulated = _is_regulated(tokens)
                    if not regulated:
                        continue
                cue = _FRAMES[way.frame](tokens, at, way)
                if cue is not None:
                    found.append((way.rank, cue))
    return found


def _is_regulated(tokens: Tokens) -> bool:
    return any(t.kind in "AX" or t.text.startswith("regulat") for t in tokens) or _for_sale(tokens)


def _for_sale(tokens: Tokens) -> bool:
    """True for "licensed for sale", "cleared in the U.S.", "no licensed vaccine", "licensed from 5 years": what is
    cleared for a market."""
    return any(
        (t.text in ("sale", "marketing", "use") and tokens[at - 1].text == "for")
        or (t.kind == "U" and tokens[at - 1].text in ("in", "the"))
        or (t.text == "country" and tokens[at - 1].text == "this")
        or (t.text == "licensed" and _denied_or_here(tokens, at))
        or (
            t.text in ("licensed", "authorized", "authorised")
            and [n.text for n in tokens[at + 1 : at + 2]] == ["from"]
        )
        or (t.text in _CLEARED and _not_yet_for(tokens, at))
        or (t.text in ("has", "is") and tokens[at - 1].text == "nothing")
        for at, t in enumerate(tokens)
        if at
    )


_CLEARED = frozenset({"cleared", "licensed", "authorized", "authorised"})


def _not_yet_for(tokens: Tokens, at: int) -> bool:
    """True for "has yet to be cleared", "is not cleared for"."""
    before = [t.text for t in tokens[max(0, at - 4) : at]]
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return before[-3:] == ["yet", "to", "be"] or ("not" in before[-2:] and behind == "for")


_DENIALS = frozenset({"no", "none", "neither", "not", "never"})


def _denied_or_here(tokens: Tokens, at: int) -> bool:
    """True for "no licensed vaccine", "none is yet licensed", "is not licensed here"."""
    return any(t.text in _DENIALS for t in tokens[max(0, at - 5) : at])


def distinct(found: Sequence[tuple[int, Cue]]) -> Iterator[Cue]:
    """Of the cues that share words, the one of highest precedence; in the order of the sentence."""
    kept: list[Cue] = []
    for _, cue in sorted(found, key=lambda f: (f[0], f[1].start, -f[1].end)):
        if not any(c.start < cue.end and cue.start < c.end for c in kept):
            kept.append(cue)
    yield from sorted(kept, key=lambda c: (c.start, -c.end))
