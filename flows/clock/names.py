"""A site's name as a part of addresses, artifact keys and resources."""

from __future__ import annotations

import hashlib
import os
import re


def slug(name: str) -> str:
    """Lower-case letters, digits and hyphens. A name that loses something more than case gets four hex digits of its
    own, so that no two sites share a slug."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    if re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", name) and "-" not in name:
        return plain
    return f"{plain or 'site'}-{hashlib.sha256(name.encode()).hexdigest()[:4]}"


def ending(address: str) -> str:
    """The last words of a page's address, in letters, digits and hyphens: by these people tell its artifacts from
    another page's."""
    place = address.partition("://")[2].partition("?")[0].partition("#")[0]
    return re.sub(r"[^a-z0-9]+", "-", place.casefold())[-40:].strip("-") or "page"


def address_of(name: str) -> str:
    """A site's name in the address of its report: as it is, where it may stand there (what bestbefore.toml allows)."""
    return name if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) else slug(name)


def report_link(site: str, below: str = "") -> str:
    """Where people read a site's report: below BESTBEFORE_REPORTS_URL, the report server's address; empty without.
    ``below``: a folder in it. For no site: the page that names all."""
    base = os.environ.get("BESTBEFORE_REPORTS_URL", "").rstrip("/")
    folders = (address_of(site) if site else "", below)
    return f"{base}/" + "".join(f"{folder}/" for folder in folders if folder) if base else ""
