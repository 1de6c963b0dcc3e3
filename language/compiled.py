"""Tables made of text files, kept as they were made, as Python keeps modules: read back in a tenth of the time.

A table lies in ``__pycache__`` beside what it is made of, and says what that was: with other files, other code or
another Python it is made anew. It is typed MessagePack, of which nothing is run. Where it cannot be read it is made,
and where it cannot be written it is made each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
_CACHE = "__pycache__"
# Of each table so many are kept: sites with facts of their own, or other data, have another one.
_KEPT = 4


def compiled(beside: Path, name: str, made_of: str, kind: Any, make: Callable[[], T]) -> T:
    """The table of type ``kind`` that ``make`` gives, or as it was kept in the folder ``beside`` under ``name``.
    ``made_of``: a digest of all that ``make`` goes by."""
    seal = hashlib.sha256(f"{made_of} {sys.version} {msgspec.__version__}".encode()).hexdigest()
    path = beside / _CACHE / f"{name}.{seal[:16]}.msgpack"
    with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
        before, data = path.read_bytes().split(b"\n", 1)
        if before == _sealed(seal, data):
            return cast(T, msgspec.msgpack.decode(data, type=kind))
    table = make()
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError):
            _write(path, seal, msgspec.msgpack.encode(table))
            for old in sorted(path.parent.glob(f"{name}.*"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
                old.unlink(missing_ok=True)
    return table


def _write(path: Path, seal: str, data: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(_sealed(seal, data) + b"\n" + data)
    new.replace(path)


def _sealed(seal: str, data: bytes) -> bytes:
    return f"{seal} {hashlib.sha256(data).hexdigest()}".encode()


def digest_of(*folders: Path) -> str:
    """Of the code and data in folders, less what Python and we keep compiled there."""
    return hashlib.sha256("".join(map(_digest_of, folders)).encode()).hexdigest()[:32]


@cache
def _digest_of(folder: Path) -> str:
    found = hashlib.sha256(folder.name.encode())
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != _CACHE)
        for file in sorted(files):
            path = Path(parent, file)
            found.update(f"{path.relative_to(folder)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
