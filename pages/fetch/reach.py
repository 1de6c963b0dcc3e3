"""Where a fetch may go: what the operator named, and the open web; nothing that only a page, a list or a redirect
names inside the operator's network or on the operator's disk.

What is checked is the address that is connected to, not the name: a name that resolves to two answers, or to
another one the next time, gets no further than the check.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from requests import Request

from model.errors import FetchError

# Where the web is. What else answers on a machine (databases, mail, administration) is no published page.
WEB_PORTS = frozenset({80, 443})
_DEFAULT_PORT = {"http": 80, "https": 443}
# IPv6 addresses that carry an IPv4 address, which is where the packets end up: NAT64 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host (lower case, IPv6 without brackets) and port: what "the same place" means here."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What the operator named: ``origins`` by address, ``folders`` by path, ``credentials`` in an address."""

    origins: frozenset[Origin] = frozenset()
    folders: tuple[Path, ...] = ()
    credentials: dict[Origin, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, targets: Iterable[str]) -> Reach:
        """What these targets, typed by the operator, allow."""
        origins: set[Origin] = set()
        folders: list[Path] = []
        credentials: dict[Origin, tuple[str, str]] = {}
        for target in targets:
            try:
                if is_web(target):
                    origin = origin_of(target)
                    origins.add(origin)
                    if not origin.host.isascii():  # connections know a host by its ASCII name (IDNA)
                        origins.add(origin_of(Request("GET", bare(target)).prepare().url or ""))
                    if (given := _userinfo(target)) is not None:
                        credentials[origin] = given
                elif target != "-":
                    path = path_of(target) if target.startswith("file:") else Path(target)
                    folders.append((path if path.is_dir() else path.parent).resolve())
            except (FetchError, OSError, ValueError):
                continue  # scrape() says what is wrong with it
        return cls(frozenset(origins), tuple(folders), credentials)

    def refuses(self, origin: Origin, address: str) -> str:
        """Why this address of an origin is not connected to; empty when it is."""
        if origin in self.origins:
            return ""
        if origin.port not in WEB_PORTS:
            return f"port {origin.port} is not asked because a page, list or redirect names it"
        if not is_public(address):
            return f"{address} is not on the open web, and is not asked because a page, list or redirect names it"
        return ""

    def file(self, url: str) -> Path:
        """The path of a ``file:`` address that a saved page links to; raises FetchError outside the folders named."""
        path = path_of(url).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise FetchError(f"{url}: is outside the folder that was named")
        return path


def is_web(address: str) -> bool:
    """True for an http(s) address."""
    return address[:8].lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """True when an IP address (v4 or v6, as text) is one of the open web's."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if carried is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


@lru_cache(1024)
def origin_of(url: str) -> Origin:
    """The origin of an http(s) address. Raises FetchError, in plain words, when it has none."""
    parts = _split(url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{bare(url)}: is not a web address: {error}") from error
    scheme, host = parts.scheme.lower(), (host or "").rstrip(".")
    if scheme not in _DEFAULT_PORT or not host:
        raise FetchError(f"{bare(url)}: is not an http(s) address")
    return Origin(scheme, host, port or _DEFAULT_PORT[scheme])


def bare(address: str) -> str:
    """An address as it may be shown and stored: without a user's name and password."""
    if "@" not in address or "://" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        scheme, _, rest = address.partition("://")
        authority, slash, path = rest.partition("/")
        return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"
    if "@" not in parts.netloc:
        return address
    if parts.netloc.endswith("@") and parts.path.startswith("//"):
        # "http://user@//other.example/": to put it together anew would make a host of its path
        return f"{parts.scheme}:////{address.partition('@')[2].lstrip('/')}"
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def hostname_of(host: str) -> str:
    """The name in an entry of ``allow_hosts``: "intranet.example:8080"."""
    return urlsplit(f"//{host}").hostname or ""


def addresses_of(hosts: Iterable[str]) -> list[str]:
    """Entries of ``allow_hosts`` as targets that an operator could have typed."""
    return [f"{scheme}://{host}/" for host in hosts for scheme in _DEFAULT_PORT]


def has_userinfo(url: str) -> bool:
    """True when an address carries a user's name or password."""
    return "@" in _split(url).netloc


def path_of(url: str) -> Path:
    """The path of a ``file:`` address of this machine. Raises FetchError when it names another machine."""
    parts = _split(url)
    path = unquote(parts.path)
    if parts.netloc not in ("", "localhost") or "\0" in path:
        raise FetchError(f"{url}: is no file of this machine")
    return Path(path)


def file_url(path: Path) -> str:
    """The ``file:`` address of a path, also of one whose name is not UTF-8."""
    # realpath, since Path.resolve() gives up on links that go in a circle
    return "file://" + quote(os.fsencode(os.path.realpath(path)))


def _userinfo(url: str) -> tuple[str, str] | None:
    parts = _split(url)
    if "@" not in parts.netloc:
        return None
    return unquote(parts.username or ""), unquote(parts.password or "")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{bare(url)}: is not a web address: {error}") from error
