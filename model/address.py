"""Addresses in text from outside."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

#: No server takes a longer one (characters; most take 8,000), and a thousand links below a base of a megabyte are a
#: gigabyte.
LONGEST = 20_000


def is_address(text: str) -> bool:
    """True when ``urllib`` can take the address apart. "http://[::1" and hosts with characters that change under
    NFKC cannot be, and what is longer than ``LONGEST`` is none; everything that works with addresses may rely on it
    once they are let in."""
    if len(text) > LONGEST:
        return False
    try:
        parts = urlsplit(text)
        _ = parts.hostname, parts.port
    except ValueError:
        return False
    return True


def place_of(url: str) -> str:
    """What stays of a page's address when its site moves from http to https, or to and from "www.": host, path and
    query. An address that is none stays as it is."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    at = "" if port in (None, 80, 443) else f":{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), errors="surrogatepass")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{at}{path.rstrip('/')}{query}"
