"""Addresses in text from outside."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """True when ``urllib`` can take the address apart. "http://[::1" and hosts with characters that change under
    NFKC cannot be; everything that works with addresses may rely on it once they are let in."""
    try:
        parts = urlsplit(text)
        _ = parts.hostname, parts.port
    except ValueError:
        return False
    return True
