"""Reading without Python's search for garbage."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def unsearched(work: Callable[P, R]) -> Callable[P, R]:
    """``work`` with the search put off until it has ended. A page is ten thousand small objects that are made at once,
    live until it is read, and are freed without any search: looking through them meanwhile is a twelfth of the time.
    Where the search is off already it stays so."""

    @wraps(work)
    def quiet(*arguments: P.args, **named: P.kwargs) -> R:
        if not gc.isenabled():
            return work(*arguments, **named)
        gc.disable()
        try:
            return work(*arguments, **named)
        finally:
            gc.enable()

    return quiet
