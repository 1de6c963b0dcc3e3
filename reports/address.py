"""Addresses as a report shows them: a page saved on the auditor's disk is told by its name, never by its folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urlsplit

from reports.words import safe_url

# A folder of this computer, in a file address, a path or a Windows path.
_FOLDER = re.compile(
    r"file://[^\s\"'<>]*/|(?<![\w:/.%])~?/(?:[^\s/;,()\"'<>]+/)+|\b[A-Za-z]:\\(?:[^\s\\]+\\)+"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the addresses of one run are shown. ``root``: the folder that holds all its saved pages, empty for none;
    ``base``: the address that this folder has on the web, empty where it has none."""

    root: str = ""
    base: str = ""

    def shown(self, url: str) -> str:
        """The address for people and tools: that on the web, or the saved file's path below ``root``."""
        if not url.startswith("file:"):
            return url
        path = unquote(_parts(url).path)
        at_home = bool(self.root) and path.startswith(self.root)
        inside = path[len(self.root) :] if at_home else path.rsplit("/", 1)[-1]
        if self.base:
            return f"{self.base.rstrip('/')}/{quote(inside, errors='replace')}"
        folder = self.root.rstrip("/").rsplit("/", 1)[-1] or "saved"
        return f"{folder}/{inside}"

    def live(self, url: str, canonical: str = "") -> str:
        """The address to open in a browser; empty for a saved page that names none."""
        return safe_url(canonical) or safe_url(self.shown(url))

    def hide(self, text: str) -> str:
        """Words about a target or a failure, without folders of the auditor's disk."""
        return _FOLDER.sub("", text) or text.rsplit("/", 1)[-1]


def addresses_of(urls: Iterable[str], base: str = "", root: str = "") -> Addresses:
    """How these are shown. ``root``: the folder of saved pages that was audited; without one it is the deepest that
    all of them share."""
    if root:
        return Addresses(f"{root.rstrip('/')}/", base)
    folders = {unquote(_parts(u).path).rsplit("/", 1)[0] + "/" for u in urls if u.startswith("file:")}
    if not folders:
        return Addresses("", base)
    common = os.path.commonpath(folders)
    return Addresses(common if common.endswith("/") else f"{common}/", base)


def page_file(url: str) -> str:
    """The page report's file name: readable, ASCII, unique for the address, safe on any disk."""
    parts = _parts(url)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(f"{parts.netloc} {PurePosixPath(parts.path).stem}").lower())
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words.strip('-')[-60:].strip('-') or 'page'}-{digest}.html"


def short_address(url: str) -> str:
    """An address as an editor says it: without scheme; of a saved page only its last two parts."""
    parts = _parts(url)
    if parts.scheme == "file":
        return "/".join(unquote(parts.path).split("/")[-2:])
    return f"{parts.netloc}{unquote(parts.path)}" if parts.netloc else url


@lru_cache(maxsize=4096)
def site_section(url: str) -> str:
    """The part of a site that a page lies in: its first folder, empty at the top."""
    parts = _parts(url)
    folders = [p for p in unquote(parts.path).split("/")[:-1] if p]
    return folders[0][:60] if folders else ""


def _parts(url: str) -> SplitResult:
    """The parts of an address; of one that is none ("http://[") all of it is the path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")
