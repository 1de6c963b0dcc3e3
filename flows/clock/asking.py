"""Prefect's server answers with 200 things at most; a folder of many sites has more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
# The most that a server gives at once, unless its operator chose another number (PREFECT_SERVER_API_DEFAULT_LIMIT).
_AT_ONCE = 200


def everything(read: Callable[..., list[T]], **wanted: Any) -> list[T]:
    """All that a reading method of Prefect's client finds, asked for part by part. ``wanted``: its filters."""
    found: list[T] = []
    while part := read(**wanted, limit=_AT_ONCE, offset=len(found)):
        found += part
        if len(part) < _AT_ONCE:
            break
    return found
