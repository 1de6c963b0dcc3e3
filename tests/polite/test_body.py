"""A body is read to its end, however it is packed and however it comes."""

import gzip
import io
import zlib

import pytest
import requests
from urllib3 import HTTPResponse
from urllib3.exceptions import DecodeError

from polite.body import BrokenOff, TooLarge, pieces

TEXT = b"".join(b"<p>Paragraph %d of a page.</p>" % n for n in range(4_000))


def bare_deflate(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


PACKED = {
    "": TEXT,
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:70_000]) + gzip.compress(TEXT[70_000:]),
    "deflate": zlib.compress(TEXT),
    "Deflate": bare_deflate(TEXT),
    "deflate, gzip": gzip.compress(zlib.compress(TEXT)),
    "identity": TEXT,
}


class Dripping(io.RawIOBase):
    """Gives a body in parts of ``size`` bytes."""

    def __init__(self, body: bytes, size: int) -> None:
        self._parts = [body[at : at + size] for at in range(0, len(body), size)]

    def readable(self) -> bool:
        return True

    def read1(self, amt: int = -1) -> bytes:
        return self._parts.pop(0) if self._parts else b""

    read = read1  # type: ignore[assignment]  # io's stub names the parameter otherwise; HTTPResponse asks for either


def answer(body: bytes, packed: str, size: int = 65_536, length: int = 0) -> requests.Response:
    response = requests.Response()
    told = {"Content-Encoding": packed, "Content-Length": str(length or "")}
    response.headers.update({name: value for name, value in told.items() if value})
    response.raw = HTTPResponse(Dripping(body, size), preload_content=False)
    return response


def read(response: requests.Response, most: int = 10**7) -> bytes:
    return b"".join(pieces(response, most, lambda: False))


@pytest.mark.parametrize("size", [1, 6_007, 65_536])
@pytest.mark.parametrize("packed", PACKED)
def test_a_body_is_unpacked_however_it_comes(packed, size):
    assert read(answer(PACKED[packed], packed, size)) == TEXT


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("packed", [how for how in PACKED if how not in ("", "identity")])
def test_half_of_what_was_packed_is_no_page(packed, kept):
    body = PACKED[packed]
    with pytest.raises(BrokenOff):
        read(answer(body[: int(len(body) * kept)], packed))


def test_fewer_bytes_than_announced_are_no_page():
    with pytest.raises(BrokenOff):
        read(answer(TEXT, "", length=len(TEXT) + 1))


def test_what_follows_the_end_belongs_to_nothing():
    assert read(answer(gzip.compress(TEXT) + b"\0" * 40, "gzip")) == TEXT


def test_an_empty_body_that_is_called_packed_is_empty():
    assert read(answer(b"", "gzip")) == b""


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
def test_what_is_not_packed_as_it_says_cannot_be_unpacked(packed):
    with pytest.raises(DecodeError):
        read(answer(TEXT, packed))


def test_a_way_of_packing_that_is_not_read_is_named():
    with pytest.raises(DecodeError, match="br"):
        read(answer(b"noise", "br"))


def test_little_that_unpacks_to_much_is_stopped_at_the_bound():
    coming = pieces(answer(gzip.compress(b" " * 50_000_000), "gzip"), 100_000, lambda: False)
    assert [len(next(coming)) for _ in range(2)] == [65_536, 65_536]
    with pytest.raises(TooLarge):
        next(coming)
