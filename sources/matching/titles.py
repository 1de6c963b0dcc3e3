"""Where a record's title stands in a printed entry, and how like it is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from model.literature import Work
from sources.matching.normalise import squash
from sources.matching.printed import Printed

SHORT_TITLE = 16  # squashed letters: below it a title alone tells little ("Osteosarcoma")
LONG_TITLE = 40  # from here a title that agrees counts as two fields

_SUBTITLE = re.compile(r"\s*[:?!]\s+|\s+[-–—]+\s*|\s*[–—]\s*|\.\s+")
_NOTE_IN_TITLE = re.compile(
    r"\s*[\[(](?:letter|abstract|editorial|comment|review|see comments?|in \w+|\w+|author's transl|retracted|"
    r"erratum[^\])]*|published erratum[^\])]*|retraction[^\])]*)[\])]\s*\.?\s*\Z",
    re.I,
)
_RETRACTED_PREFIX = re.compile(r"\A\s*(?:retracted(?: article)?|retraction|withdrawn)\s*[:.\-–]\s*", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record's title best fits the entry: similarity with whole phrases, and with the words only."""

    similarity: float
    inside: float
    start: int
    end: int


def find_title(printed: Printed, work: Work) -> Place | None:
    """The best place of the record's title in the entry; None when the record has no title."""
    best: Place | None = None
    for given in (work.title, work.vernacular_title):
        if not given:
            continue
        for title, factor in _forms(given):
            found = _place(printed, title)
            if best is None or found.similarity * factor > best.similarity:
                best = Place(found.similarity * factor, found.inside, found.start, found.end)
            if best.similarity >= 0.97:
                return best
    return best


@lru_cache(maxsize=8192)
def _forms(given: str) -> tuple[tuple[str, float], ...]:
    """The title squashed; without notes in brackets; and without its subtitle, which counts a little less."""
    bare = _NOTE_IN_TITLE.sub("", _RETRACTED_PREFIX.sub("", given))
    whole = squash(bare) or squash(given)
    forms = [(whole, 1.0)] if whole else []
    main = squash(_SUBTITLE.split(bare, maxsplit=1)[0])
    if SHORT_TITLE <= len(main) < len(whole):
        forms.append((main, 0.93))
    return tuple(forms)


def _place(printed: Printed, title: str) -> Place:
    """Compare ``title`` with the entry's own title, and with the phrases where it fits best."""
    text = printed.text
    own = fuzz.ratio(title, printed.title) / 100 if printed.title else 0.0
    if own >= 0.97:
        at = text.find(printed.title)
        return Place(own, own, max(at, 0), at + len(printed.title) if at >= 0 else 0)
    if not text or len(title) > 1.5 * len(text):
        return Place(own, 0.0, 0, 0)
    at = text.find(title) if len(title) >= SHORT_TITLE else -1
    if at >= 0:
        inside, start, end = 1.0, at, at + len(title)
    else:
        found = fuzz.partial_ratio_alignment(title, text, score_cutoff=50)
        if found is None:
            return Place(own, 0.0, 0, 0)
        inside, start, end = found.score / 100, found.dest_start, found.dest_end
    left, right = printed.squashed.phrase_around(start, end, slack=max(2, len(title) // 20))
    similarity = fuzz.ratio(title, text[left:right]) / 100
    if own > similarity:
        similarity = own
    elif len(printed.title) > 1.6 * len(title) and len(title) < LONG_TITLE:
        similarity = (similarity + own) / 2  # a short title inside a longer one
    return Place(similarity, inside, left, right)


# "Comment on: <another paper's title>" names the comment, not the paper. The words open the title: "Dean RE:" is
# an author.
ABOUT_LEAD = re.compile(
    r"\W*(?:comments?|commentary|reply|response|re|erratum|correction|corrigendum|retraction|editorial)\b",
    re.I,
)
_ABOUT_WORDS = re.compile(
    r"(?:\A|[.:;)\]\"?!])\s*(?:(?:comments?|commentary|perspective) on|(?:reply|response|re|answer)(?: to)?|"
    r"(?:erratum|corrigendum|correction|retraction)(?: (?:to|of|in|for))?)[\W_]*\Z"
)


def is_about(printed: Printed, start: int) -> bool:
    """What stands right before the title says that the entry is about the paper so titled."""
    if start <= 0:
        return False
    squashed = printed.squashed
    _first, last = squashed.words_between(0, start)
    before = range(max(0, last - 3), last)
    return _ABOUT_WORDS.search("".join(squashed.gaps[i] + squashed.words[i] for i in before)) is not None
