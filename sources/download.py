"""Large files, streamed to disk: asked again only if changed, gone on with where they broke off, bounded.

A download is given up when nothing comes, not after some time: a slow line may take an hour for a gigabyte. What
has come stays beside the file (``NAME.part``), with what the server said of it (``NAME.part.json``), and the next
call asks for the rest (RFC 9110, 14: Range with If-Range, so that a file that changed meanwhile starts anew).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
import urllib3

from model.digits import whole_number
from model.errors import SnapshotError, SourceError
from polite.patience import IN_TROUBLE, pause
from sources.session import make_session
from sources.settings import Settings

_PIECE = 256 * 1024
# An attempt that brought so much counts as progress: the next one is the first again.
_PROGRESS = 64 * 1024
# Below so many bytes a second, counted over one deadline, a download counts as standing still.
SLOWEST = 1024
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of one version of a file (RFC 9110, 8.8): sent back, it says whether it is the newest."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Downloaded:
    """The outcome. ``path`` is None when the file is still the one that ``known`` named. ``url`` is where it came
    from after redirects, ``received`` the bytes that came over the wire in this call, ``requests`` how often."""

    path: Path | None
    validators: Validators
    url: str
    content_type: str = ""
    received: int = 0
    requests: int = 0


class _Broken(SourceError):
    """An attempt that may be gone on with."""


def download(
    name: str,
    url: str,
    path: Path,
    settings: Settings,
    *,
    largest: int,
    known: Validators | None = None,
    progress: Progress = lambda line: None,
) -> Downloaded:
    """Fetch ``url`` into ``path``. ``name`` is what people read ("FDA"); ``largest`` bounds its bytes; with
    ``known`` a file that has not changed since is not sent.

    Raises SourceError with one plain line when it could not be had, saying how much is kept for the next call;
    SnapshotError when the disk refuses. Attempts that bring something do not count against the limit.
    """
    part = path.with_name(f"{path.name}.part")
    note = path.with_name(f"{path.name}.part.json")
    session = make_session(settings)
    session.headers["Accept-Encoding"] = "identity"  # a range of a compressed stream can't be gone on with
    failures = received = asked = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            before = part.stat().st_size if part.is_file() else 0
            asked += 1
            try:
                answer = _attempt(session, name, url, part, note, settings, largest, known, before)
            except _Broken as error:
                brought = max(0, (part.stat().st_size if part.is_file() else 0) - before)
                received += brought
                failures = 1 if brought >= _PROGRESS else failures + 1
                if failures >= settings.attempts:
                    raise SourceError(f"{error}{_kept(part)}") from None
                progress(f"{error}; trying again")
                time.sleep(pause(failures, None, settings.backoff, settings.backoff_limit))
                continue
            if answer.status_code == 304:
                return Downloaded(None, known or Validators(), answer.url, "", received, asked)
            size = part.stat().st_size
            part.replace(path)
            note.unlink(missing_ok=True)
            kind = answer.headers.get("Content-Type", "")
            started = before if answer.status_code == 206 else 0
            return Downloaded(path, _validators(answer), answer.url, kind, received + size - started, asked)
    except OSError as error:
        raise SnapshotError(f"{path} could not be written: {error.strerror or error}") from error
    finally:
        session.close()


def _attempt(
    session: requests.Session,
    name: str,
    url: str,
    part: Path,
    note: Path,
    settings: Settings,
    largest: int,
    known: Validators | None,
    have: int,
) -> requests.Response:
    """One request; what comes is added to ``part``. Returns the response once all of it has come, or on 304."""
    headers = {}
    noted = _noted(note, url)
    resume = have > 0 and bool(noted)
    if resume:
        headers = {"Range": f"bytes={have}-", "If-Range": noted.etag or noted.last_modified}
    elif known:
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
    timeout = (min(10.0, settings.timeout), settings.timeout)
    with _plainly(name):
        response = session.get(url, headers=headers, timeout=timeout, stream=True)
    with response, _plainly(name):
        if response.status_code == 304 and known and not resume:
            return response
        if response.status_code == 416 or (response.status_code == 206 and _start(response) != have):
            part.unlink(missing_ok=True)  # what is here is no beginning of what is there
            note.unlink(missing_ok=True)
            raise _Broken(f"{name} could not go on where the download broke off")
        if response.status_code not in (200, 206):
            said = f"{name} answered with status {response.status_code} for {url}"
            raise (_Broken if response.status_code in IN_TROUBLE else SourceError)(said)
        if response.status_code == 200:
            have = 0
            validators = _validators(response)
            note.write_text(
                json.dumps({"url": url, "etag": validators.etag, "last_modified": validators.last_modified})
            )
        with part.open("ab" if have else "wb") as file:
            for piece in _pieces(response, name, settings.deadline):
                have += len(piece)
                if have > largest:
                    file.close()
                    part.unlink()
                    raise SourceError(f"{name} sent more than {largest >> 20} MB for {url}: not used")
                file.write(piece)
    length = whole_number(response.headers.get("Content-Length"))
    if length is not None and not response.headers.get("Content-Encoding"):
        whole = length + (_start(response) or 0 if response.status_code == 206 else 0)
        if have < whole:
            raise _Broken(f"{name} broke off after {have} of {whole} bytes")
    return response


def _pieces(response: requests.Response, name: str, window: float) -> Iterator[bytes]:
    """What comes, piece by piece; _Broken when less than SLOWEST comes a second."""
    began, in_window = time.monotonic(), 0
    while piece := response.raw.read1(_PIECE):
        yield piece
        in_window += len(piece)
        spent = time.monotonic() - began
        if spent > window:
            if in_window < SLOWEST * spent:
                raise _Broken(f"{name} sends less than {SLOWEST} bytes a second")
            began, in_window = time.monotonic(), 0


@contextmanager
def _plainly(name: str) -> Iterator[None]:
    try:
        yield
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        slow = "Timeout" in type(error).__name__
        said = "nothing came any more" if slow else "the connection broke or could not be made"
        raise _Broken(f"{name} could not be read: {said}") from None


def _start(response: requests.Response) -> int | None:
    match = _RANGE.match(response.headers.get("Content-Range", ""))
    return int(match.group(1)) if match else None


def _validators(response: requests.Response) -> Validators:
    """A weak ETag is good for asking whether a file changed, not for putting two halves together."""
    return Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))


def _noted(note: Path, url: str) -> Validators:
    try:
        said = json.loads(note.read_text())
        if said["url"] != url:
            return Validators()
        etag = str(said["etag"])
        return Validators("" if etag.startswith("W/") else etag, str(said["last_modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Validators()


def _kept(part: Path) -> str:
    size = part.stat().st_size if part.is_file() else 0
    return f"; {size >> 10:,} KB are kept, the next refresh goes on there" if size else ""
