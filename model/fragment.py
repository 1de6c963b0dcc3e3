"""Links that open a live page at a quoted sentence.

Text fragments (WICG "URL Fragment Text Directives"): ``#:~:text=prefix-,start,end,-suffix``. A browser that
does not know them opens the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from model.span import Span

#: A quote longer than this (characters) is given by its first and last words, or addresses grow too long.
WHOLE = 300
#: How many words stand for either end of a long quote, and for what stands before one that is not unique.
EDGE_WORDS = 5
#: A quote over more blocks than this is opened at its first ones.
DIRECTIVES = 3
#: How blocks and cells are parted in ``Page.text``: a directive must not reach over these.
_BREAKS = re.compile(r"\n+| \| ")


def text_fragment(text: str, span: Span, url: str, anchor: str | None = None) -> str:
    """The address that opens ``url`` at ``text[span]``; see ``directives`` and ``opened_at``."""
    return opened_at(url, directives(text, span), anchor)


def directives(text: str, span: Span) -> str:
    """What a text fragment says of ``text[span]``, empty where nothing in it can be found.

    The quote is widened to whole words (browsers find only those); one that reaches over several blocks becomes one
    directive per block; a prefix is added where the words occur elsewhere too.
    """
    return "&".join(_directive(text, low, high) for low, high in _pieces(text, span)[:DIRECTIVES])


def opened_at(url: str, told: str, anchor: str | None = None) -> str:
    """The address that opens ``url`` where ``directives`` tell. ``anchor`` is the id of the section, for browsers that
    know no text fragments; without it an id in ``url`` is kept."""
    base, _, own = url.partition("#")
    name = quote(anchor, safe="!$'()*+,;:@/?=&-._~", errors="replace") if anchor else own.partition(":~:")[0]
    if not told:
        return f"{base}#{name}" if name else base
    return f"{base}#{name}:~:{told}"


def _pieces(text: str, span: Span) -> list[tuple[int, int]]:
    """The parts of a quote that stand in one block each, from the first letter or digit to the last."""
    start, end = span.start, min(span.end, len(text))
    while start > 0 and start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    pieces: list[tuple[int, int]] = []
    low = start
    for match in [*_BREAKS.finditer(text, start, end), None]:
        high = match.start() if match else end
        piece = text[low:high]
        if any(letter.isalnum() for letter in piece):
            pieces.append((low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())))
        if match:
            low = match.end()
    return pieces


def _directive(text: str, low: int, high: int) -> str:
    exact = text[low:high]
    if len(exact) <= WHOLE:
        start, end = exact, ""
    else:
        words = exact.split()
        start, end = " ".join(words[:EDGE_WORDS]), " ".join(words[-EDGE_WORDS:])
    parts = [_encode(start)]
    if _occurs_twice(text, start):
        before = [word for word in _BREAKS.sub(" ", text[max(0, low - 200) : low]).split() if word]
        if low > 200:
            before = before[1:]  # the first may be cut
        if before:
            parts.insert(0, f"{_encode(' '.join(before[-EDGE_WORDS:]))}-")
    if end:
        parts.append(_encode(end))
    return f"text={','.join(parts)}"


def _occurs_twice(text: str, words: str) -> bool:
    """Browsers look without regard to case, and take any white space for one blank."""
    plain, sought = _plain(text), _plain(words)
    at = plain.find(sought)
    return at >= 0 and plain.find(sought, at + len(sought)) >= 0


@lru_cache(maxsize=32)
def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _encode(words: str) -> str:
    """Percent-encoded, the hyphen too: bare, it is the syntax of prefix and suffix."""
    return quote(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")
