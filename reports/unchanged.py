"""Which page reports need not be made again: a page's report tells of itself what it was made of.

The last line of a page's file holds two digests: of everything that it was made of, and of the text above it. So
what is linked into the next report is what making it again would give, or it is made again: after any change to the
page, its findings, its neighbours' files, the checks' words, the templates or this code, and when the file was
damaged or edited by hand.
"""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

import checks
import language
import model
import verdicts
from language.compiled import digest_of

_ROOMS = (Path(__file__).parent, *(Path(str(r.__file__)).parent for r in (checks, verdicts, language, model)))
_LIBRARIES = ("jinja2", "markupsafe")


def sealed(text: bytes, key: str) -> bytes:
    """A page's report with its last line; as it is where ``key`` is empty."""
    return text + _seal(text, key) if key else text


def still_good(data: bytes, key: str) -> bool:
    """Whether a page's report was made of what ``key`` stands for, and is whole."""
    text, seal = data[: -len(_seal(b"", "0" * 32))], _seal(b"", key)
    return bool(key) and len(data) > len(seal) and data == text + _seal(text, key)


def key_of(*made_of: str) -> str:
    """What stands for all that a report is made of, the code and templates that make it among them."""
    found = hashlib.sha256(_machinery().encode())
    for part in made_of:
        data = part.encode("utf-8", "surrogatepass")
        found.update(b"%d " % len(data) + data)
    return found.hexdigest()[:32]


@cache
def _machinery() -> str:
    """Of all code, word lists and templates that a page's report is made with."""
    told = (platform.python_version(), digest_of(*_ROOMS), *(version(name) for name in _LIBRARIES))
    return "\n".join(told)


def _seal(text: bytes, key: str) -> bytes:
    return f"<!-- {key} {hashlib.sha256(text).hexdigest()[:32]} -->\n".encode()
