"""What goes wrong on the wire, in words that fit it, and whether another try may help."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http.client import HTTPException

import requests
from urllib3.exceptions import DecodeError, HTTPError, NameResolutionError, ProtocolError

from model.errors import FetchError
from polite.body import BrokenOff


class HostTrouble(FetchError):
    """The host, not the page, is in trouble; ``after``: seconds that it asked to be left alone."""

    def __init__(self, words: str, after: float | None = None) -> None:
        super().__init__(words)
        self.after = after


class TryAgain(HostTrouble):
    """Trouble that another try may get over."""


# Which fault it was, by the first kind that fits, and whether the host or only this page is in trouble.
_FAULTS: tuple[tuple[type[BaseException], str, type[FetchError]], ...] = (
    (requests.exceptions.SSLError, "its certificate is not trusted", HostTrouble),
    (requests.exceptions.ProxyError, "the proxy refused the connection", HostTrouble),
    (
        requests.exceptions.ConnectTimeout,
        "no connection in time; check the address and the network",
        HostTrouble,
    ),
    (requests.exceptions.Timeout, "no answer in time; try again later", HostTrouble),
    (requests.exceptions.InvalidURL, "is not a valid address", FetchError),
    (requests.exceptions.InvalidSchema, "is not an http(s) address", FetchError),
    (requests.exceptions.ContentDecodingError, "it could not be unpacked", FetchError),
    (DecodeError, "it could not be unpacked", FetchError),
    (requests.exceptions.ChunkedEncodingError, "the answer broke off", TryAgain),
    (ProtocolError, "the answer broke off", TryAgain),
    (BrokenOff, "the answer broke off", TryAgain),
)


def in_words(error: Exception) -> FetchError:
    """A fault of the wire in words that fit it; which of them deserve another try."""
    causes = list(_causes(error))
    if any(isinstance(c, NameResolutionError) for c in causes):
        return HostTrouble("there is no such host; check the address")
    if any("header" in str(c) and isinstance(c, HTTPException) for c in causes):
        return FetchError("its headers could not be read")
    for kind, words, fault in _FAULTS:
        if isinstance(error, kind):
            return fault(words)
    if any("timed out" in str(c) for c in causes):
        return HostTrouble("it stopped sending; try again later")
    if any(isinstance(c, ConnectionRefusedError) for c in causes):
        return HostTrouble("the connection was refused; check the address")
    if isinstance(error, requests.exceptions.ConnectionError):
        return TryAgain("no connection; check the address and the network")
    if isinstance(error, ValueError | HTTPError):
        return FetchError(f"its answer or address could not be understood ({type(error).__name__})")
    return TryAgain("the connection broke off")


def _causes(error: BaseException) -> Iterable[BaseException]:
    """An error and what lies below it: causes, and what urllib3 keeps in ``reason`` and requests in ``args``."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def in_one_line(url: str, error: Exception) -> str:
    """What went wrong with an address, ours or not."""
    if isinstance(error, FetchError):
        return f"{url}: {error}"
    return f"{url}: internal error ({type(error).__name__})"


def printable(text: str) -> str:
    """A server's words for one line: its control characters out, at most 80 characters."""
    return re.sub(r"[^\x20-\x7e\xa0-\uffff]+", " ", text)[:80].strip()
