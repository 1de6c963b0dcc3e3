"""An answer's body, read as it comes and never beyond its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import requests

from model.digits import whole_number

_PIECE = 64 * 1024


class TooLarge(Exception):
    """More came than is read."""


class TooLate(Exception):
    """It did not end in its time."""


class BrokenOff(Exception):
    """Fewer bytes came than were announced."""


def pieces(response: requests.Response, most: int, late: Callable[[], bool]) -> Iterator[bytes]:
    """The body, unpacked, as it comes. Raises TooLarge behind the piece that crosses ``most`` bytes, TooLate when
    ``late`` says so after one, BrokenOff where a length was announced and not kept."""
    size = 0
    # read1 returns with what has come so far, so that the clock is looked at however slowly it comes.
    while part := response.raw.read1(_PIECE, decode_content=True):
        size += len(part)
        yield part
        if size > most:
            raise TooLarge
        if late():
            raise TooLate
    expected = whole_number(response.headers.get("Content-Length"))
    if expected is not None and not response.headers.get("Content-Encoding") and size < expected:
        raise BrokenOff(f"{size} of {expected} bytes")
