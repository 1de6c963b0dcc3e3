"""Words that say something about the day of writing, by sense: what is known, tried, new or so *now*.

A word alone tells nothing: "currently" ages in "currently three drugs are sold", not in "if you are currently taking
it". So its role in its clause (``senses.toml``), whose time the clause speaks of and when its verb tells decide together
(``_decide.py``); and a sentence that is framed otherwise (``frames.toml``: it instructs, asks, quotes) has none.
"""

# ruff: noqa: E501 - a line of words or of the table stays one line
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from checks.time._decide import speaks_of_now
from checks.time._roles import rows, words_of

_BREAK = re.compile(r"(?:\A|\n)\s*")
#: A label has no verb and no full stop.
_LABEL_WORDS = 5


@cache
def _frames() -> re.Pattern[str]:
    def words(row: dict[str, Any]) -> Iterator[str]:
        for word in row["words"]:
            flat = _BREAK.sub("", word)
            yield f"(?:{flat})" if row.get("cased") else f"(?i:{flat})"

    return re.compile("|".join(word for row in rows("frames")["frame"] for word in words(row)))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that grow old, as written; ``leads``: of a section's passages, the one with the most is to be told first."""

    words: str
    leads: int


@lru_cache(maxsize=2048)
def ageing(sentence: str) -> tuple[Phrase, ...]:
    """What of one sentence grows old, in order. A page is judged for several days ahead, so that the same is asked again
    soon."""
    if _is_label(sentence):
        return ()
    words = words_of(sentence)
    found: list[Phrase] = []
    until = 0
    for start, end, leads in sorted(speaks_of_now(words), key=lambda one: one[0]):
        first, last = words.tokens[max(start, 1)].start, words.tokens[end - 1].end
        if first >= until and not _is_quoted(sentence[:first], sentence[last:]):
            found.append(Phrase(sentence[first:last], leads))
            until = last
    return tuple(found) if found and not _frames().search(sentence) else ()


def _is_quoted(before: str, after: str) -> bool:
    """True between quotation marks: somebody's words, of the day on which they were said."""
    opened = before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1
    ends_one = '"' not in before and after.count('"') % 2 == 1
    return ends_one or (opened and ("”" in after or '"' in after))


def _is_label(sentence: str) -> bool:
    """True for a button's or a heading's words: "New Results", "Recently viewed pages"."""
    text = sentence.strip()
    return text[-1:] not in '.!?”"' and len(text.split()) <= _LABEL_WORDS
