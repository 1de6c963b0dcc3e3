"""What of a document its reading depends on: two fetches that differ in nothing else are read once."""

from __future__ import annotations

import hashlib
import re

from model.page import Document

# What servers make anew for each visitor, and no reader looks at: scripts (linked data apart), styles, comments,
# one-time marks against forgery. A tag that is never closed is left alone: it may swallow the page's words.
_NOISE = re.compile(
    rb"<script\b(?![^>]*ld\+json)[^>]*>.*?</script\s*>"
    rb"|<style\b[^>]*>.*?</style\s*>"
    rb"|<!--(?!\[if).*?-->"
    rb"|<input\b[^>]*\btype\s*=\s*[\"']?hidden[^>]*>"
    rb"|<meta\b[^>]*\b(?:csrf|request-id|nonce)[^>]*>"
    rb"|\s(?:nonce|integrity)\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.IGNORECASE | re.DOTALL,
)


def essence(document: Document) -> str:
    """A digest that stays the same while everything that ``read`` looks at in the body does."""
    body = document.body
    if b"<" in body and "markdown" not in document.content_type and "plain" not in document.content_type:
        body = _NOISE.sub(b"", body)
    return hashlib.sha256(body).hexdigest()
