"""The auxiliaries, adverbs and negations that make a verb of a participle: "has not yet been", "is now FDA-"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pages.read.claims import words as w

_CONTRACTED = re.compile(r"(it|that|this|which|who|they|these|he|she)('s|'re|'ve)")
_TOKEN = re.compile(r"[A-Z](?![a-z])|[a-z0-9][a-z0-9'/.]*(?:-[a-z0-9']+)*|'s|[^\w\s]")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The auxiliaries, adverbs and negations before a participle, and what they say."""

    start: int
    be: bool = False
    past: bool = False
    have: bool = False
    modal: bool = False
    future: bool = False
    negated: bool = False
    yet_to: bool = False
    no_longer: bool = False
    only: bool = False
    to: bool = False
    agency: bool = False  # "FDA-" stands directly before the participle
    hyphen: bool = False


def verb_group(text: str, head: int) -> VerbGroup:
    """What stands before the participle at ``head`` and belongs to its verb."""
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(text, max(0, head - 90), head)]
    i = len(tokens)
    start = head
    seen: list[str] = []
    agency = hyphen = False
    if i and tokens[i - 1][0] == "-" and i >= 2 and tokens[i - 2][0] in "AXU":
        agency = hyphen = True
        start = tokens[i - 2][1]
        i -= 2
    elif (
        i
        and tokens[i - 1][0] == "A"
        and i >= 2
        and (
            tokens[i - 2][0] in w.BE
            or tokens[i - 2][0] in w.NOT
            or tokens[i - 2][0] in w.ADVERB
            or _CONTRACTED.fullmatch(tokens[i - 2][0])
        )
    ):
        agency = True
        start = tokens[i - 1][1]
        i -= 1
    while i:
        word, at = tokens[i - 1]
        contracted = _CONTRACTED.fullmatch(word)
        if contracted:  # "it's not approved": the pronoun stays outside
            seen.append("been" if contracted[2] == "'ve" else "is")
            start = at + len(contracted[1])
            break
        auxiliary = (
            word in w.BE or word in w.HAVE or word in w.MODAL or word in w.FUTURE or word in w.NOT or word in w.DO
            or word in ("to", "longer", "only", "either", "fully")
            or (word == "no" and seen[-1:] == ["longer"])
        )  # fmt: skip
        adverb = word in w.ADVERB or (
            word.endswith("ly") and word not in ("family", "july", "supply", "italy", "early")
        )
        if word in ("this", "the") and seen and seen[-1] in ("time", "moment", "present"):
            adverb = True
        if word in ("at", "of", "in") and seen:
            adverb = seen[-1] in ("this", "present", "T", "now", "yet")
            if word == "in" and seen[-1] not in ("T",):
                adverb = False
        if word == "time" or word == "moment":
            adverb = bool(i >= 2 and tokens[i - 2][0] in ("this", "present", "the"))
        if word == "T" and not (
            i >= 2 and tokens[i - 2][0] in ("in", "since", "as", "of", "on", "late", "early")
        ):
            adverb = False
        if (
            word == ","
            and seen
            and i >= 2
            and (tokens[i - 2][0] in w.ADVERB or tokens[i - 2][0].endswith("ly"))
        ):
            adverb = True
        if word == "'s" and i >= 2 and tokens[i - 2][0] not in ("it", "that", "there", "he", "what"):
            break
        if not (auxiliary or adverb):
            break
        seen.append(word)
        start = at
        i -= 1
    # adverbs at the outer end belong to what stands before them
    words = list(reversed(seen))
    joined = " ".join(words)
    return VerbGroup(
        start=start,
        be=any(x in w.BE or x in ("isn't", "aren't", "wasn't", "weren't") for x in words),
        past=any(x in w.PAST_BE or x in ("wasn't", "weren't") for x in words),
        have=any(x in w.HAVE for x in words),
        modal=any(x in w.MODAL for x in words),
        future=any(x in w.FUTURE for x in words),
        negated=any(x in w.NOT for x in words) and "not only" not in joined and "not just" not in joined,
        yet_to="yet to" in joined,
        no_longer="no longer" in joined,
        only="only" in words,
        to="to" in words and "yet to" not in joined,
        agency=agency,
        hyphen=hyphen,
    )
