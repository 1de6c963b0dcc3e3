"""What of a document its reading depends on: two fetches that differ in nothing else are read once."""

from __future__ import annotations

import hashlib
import re

from model.limits import DEFAULT
from model.page import Document

# What servers make anew for each visitor, and no reader looks at: scripts (linked data apart), styles, comments,
# one-time marks against forgery. A tag that is never closed is left alone: it may swallow the page's words.
_OPENING = re.compile(
    rb"<(?:(?P<body>script|style)\b|(?P<note>!--)(?!\[if)|(?P<mark>input|meta)\b)"
    rb"|\s(?:nonce|integrity)\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
_LINKED_DATA = re.compile(rb"ld\+json", re.IGNORECASE)
_MADE_ANEW = {
    b"input": re.compile(rb"\btype\s*=\s*[\"']?hidden", re.IGNORECASE),
    b"meta": re.compile(rb"\b(?:csrf|request-id|nonce)", re.IGNORECASE),
}
_ENDS = {
    b"script": re.compile(rb"</script\s*>", re.IGNORECASE),
    b"style": re.compile(rb"</style\s*>", re.IGNORECASE),
    b"!--": re.compile(rb"-->"),
    b"<": re.compile(rb"<"),
    b">": re.compile(rb">"),
}


def essence(document: Document) -> str:
    """A digest that stays the same while everything that ``read`` looks at in the body does."""
    body = document.body
    if b"<" in body and "markdown" not in document.content_type and "plain" not in document.content_type:
        body = _without_noise(body)
    return hashlib.sha256(body).hexdigest()


class _Next:
    """Where something comes next, behind places that are asked for in their order: however many ask for an end that is
    far away, or is none, the way there is gone once."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._found: dict[bytes, tuple[int, int]] = {}

    def __call__(self, what: bytes, start: int) -> tuple[int, int]:
        """Its beginning and end; both behind the last byte where there is none."""
        found = self._found.get(what, (-1, -1))
        if found[0] < start:
            match = _ENDS[what].search(self._body, start)
            found = self._found[what] = match.span() if match else (len(self._body) + 1,) * 2
        return found


def _without_noise(body: bytes) -> bytes:
    if body.count(b"<") > DEFAULT.tags:
        return body  # this is not read, or is the first of its kind
    kept: list[bytes] = []
    comes, start, at = _Next(body), 0, 0
    while opening := _OPENING.search(body, at):
        at, end = opening.end(), _end_of(body, opening, comes)
        if end:
            kept.append(body[start : opening.start()])
            start = at = end
    return b"".join([*kept, body[start:]])


def _end_of(body: bytes, opening: re.Match[bytes], comes: _Next) -> int:
    """Where what begins here ends; 0 for what is kept."""
    name = (opening[opening.lastgroup] if opening.lastgroup else b"").lower()
    if not name:
        return opening.end()
    at = opening.end()
    if name == b"!--":
        end = comes(name, at)[1]
        return end if end <= len(body) else 0
    closed = comes(b">", at)[1]
    # Of a tag in which another begins nobody knows where it ends.
    if closed > min(len(body), comes(b"<", at)[0]):
        return 0
    if name in _MADE_ANEW:
        return closed if _MADE_ANEW[name].search(body, at, closed) else 0
    if _LINKED_DATA.search(body, at, closed):
        return 0
    end = comes(name, closed)[1]
    return end if end <= len(body) else 0
