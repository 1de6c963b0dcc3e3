"""A masked sentence as tokens: words with their lemmas, names as the capital that stands for them."""

from __future__ import annotations

import re

from language.tokens import Token
from pages.read.claims.vocabulary import lemmas_of

_TOKEN = re.compile(r"[A-Z](?![a-z])|\w+(?=n't\b)|n't\b|ok'd|'(?:s|re|ve|ll|d|m)\b|\w+(?:\.\d+)*|[^\w\s]")
_EXPANDED = {"n't": "not", "ca": "can", "wo": "will", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_QUOTES = frozenset('"“”')
_AFTER_WHICH_S_IS_BE = frozenset({"it", "that", "this", "there", "he", "she", "what", "which", "who", "here"})


def tokens_of(masked: str) -> tuple[Token, ...]:
    """The tokens of a masked text. A hyphen is dropped: what it joins are tokens of their own, the second ``glued``;
    only where both make one word of the vocabulary ("green-lit") are they one token."""
    found: list[Token] = []
    last = -1
    hyphen = False
    for match in _TOKEN.finditer(masked):
        text, start, end = match[0], match.start(), match.end()
        if text in _QUOTES:
            continue
        if text == "-" and start == last and end < len(masked) and not masked[end].isspace():
            hyphen, last = True, end
            continue
        glued = start == last
        if hyphen and found and found[-1].kind == "w":
            joined = lemmas_of(found[-1].text + text)
            if joined:
                before = found.pop()
                found.append(Token(before.text + text, "w", before.start, end, before.glued, joined))
                hyphen, last = False, end
                continue
        hyphen, last = False, end
        if text == "'s":
            text = "is" if found and found[-1].text in _AFTER_WHICH_S_IS_BE else "'s"
        text = _EXPANDED.get(text, text)
        if len(text) == 1 and text.isupper():
            found.append(Token(text, text, start, end, glued, {}))
        elif text[0].isdigit():
            found.append(Token(text, "n", start, end, glued, {}))
        elif text[0].isalpha() or text in ("'s", "'d", "_"):
            if text == "cannot":
                found.append(Token("can", "w", start, start, glued, lemmas_of("can")))
                text = "not"
            found.append(Token(text, "w", start, end, glued, lemmas_of(text)))
        else:
            found.append(Token(text, text, start, end, glued, {}))
    return tuple(found)
