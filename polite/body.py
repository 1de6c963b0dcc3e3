"""An answer's body, read as it comes and never beyond its bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import requests
from urllib3.exceptions import DecodeError

from model.digits import whole_number

_PIECE = 64 * 1024
_GZIP = zlib.MAX_WBITS | 16
_MEMBER = b"\x1f"
_GZIPS = frozenset({"gzip", "x-gzip"})


class TooLarge(Exception):
    """More came than is read."""


class TooLate(Exception):
    """It did not end in its time."""


class BrokenOff(Exception):
    """It ended before its end: fewer bytes came than were announced, or half of what was packed."""


def pieces(response: requests.Response, most: int, late: Callable[[], bool]) -> Iterator[bytes]:
    """The body, unpacked, as it comes. Raises TooLarge behind the piece that crosses ``most`` bytes, TooLate when
    ``late`` says so after one, BrokenOff where it ended before its end, DecodeError for what cannot be unpacked."""
    came = size = 0
    layers = [_Packed(how) for how in reversed(_packings(response))]
    # read1 returns with what has come so far, so that the clock is looked at however slowly it comes.
    while raw := response.raw.read1(_PIECE, decode_content=False):
        came += len(raw)
        for part in _unpacked(raw, layers):
            size += len(part)
            yield part
            if size > most:
                raise TooLarge
            if late():
                raise TooLate
        if late():
            raise TooLate
    expected = whole_number(response.headers.get("Content-Length"))
    if expected is not None and came < expected:
        raise BrokenOff(f"{came} of {expected} bytes")
    if came and not all(layer.ended for layer in layers):
        raise BrokenOff(f"{came} bytes, in the middle of what is packed")


def _packings(response: requests.Response) -> list[str]:
    """How a body is packed, the outermost last. Raises DecodeError for a way that is not read here."""
    told = (response.headers.get("Content-Encoding") or "").lower().replace(" ", "").split(",")
    found = [how for how in told if how not in ("", "identity")]
    if unknown := [how for how in found if how not in _GZIPS and how != "deflate"]:
        raise DecodeError(f"it is packed as {unknown[0]}")
    return found


def _unpacked(data: bytes, layers: list[_Packed]) -> Iterator[bytes]:
    """What so many bytes hold below all layers, in pieces of bounded size."""
    if not layers:
        yield data
        return
    for part in layers[0].parts(data):
        yield from _unpacked(part, layers[1:])


class _Packed:
    """One packing of a body: gzip, also of several members, or deflate, as zlib or without its frame."""

    def __init__(self, how: str) -> None:
        self._gzip = how in _GZIPS
        self._unpack = zlib.decompressobj(_GZIP) if self._gzip else None
        self._held = b""

    @property
    def ended(self) -> bool:
        """Whether the end that the packing itself marks was read."""
        return self._unpack is not None and self._unpack.eof

    def parts(self, data: bytes) -> Iterator[bytes]:
        """What is in these bytes, at most ``_PIECE`` at a time: a packed body may hold a thousand times itself."""
        if self._unpack is None:  # deflate: its first two bytes tell which of the two is meant
            self._held = data = self._held + data
            if len(data) < 2:
                return
            framed = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
            self._unpack = zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
        part = b""
        while data or len(part) == _PIECE:
            if self._unpack.eof:
                if not self._gzip or not data.startswith(_MEMBER):
                    return  # what follows the end belongs to nothing
                self._unpack = zlib.decompressobj(_GZIP)
            try:
                part = self._unpack.decompress(data, _PIECE)
            except zlib.error as error:
                raise DecodeError(str(error)) from error
            if part:
                yield part
            data = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
