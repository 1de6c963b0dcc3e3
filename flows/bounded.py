"""A page's share of the processor and of the memory: what reads or judges it for longer, or takes more, is stopped, and
the night goes on.

The limits on a page's size keep reading below some ten seconds; this is for what nobody foresaw, and for what can't be
counted before it is parsed (20 MB of attributes make a tree of 2 GB). No child is started for it: the operating
system's timer interrupts Python's code and its regular expressions alike, and it refuses memory to libxml2 as to
Python.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from model.errors import ReadError
from model.limits import Limits, as_size

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

READING = "reading it (limits.reading_seconds)"
# Seconds after which a page is stopped once more, where something caught the first time.
_AGAIN = 1.0


class _Over(BaseException):
    """Not an Exception: a reader that goes on when one part of it fails must not go on with this."""


@contextmanager
def bounded(seconds: float, doing: str) -> Iterator[None]:
    """Stop what is done within after so many seconds of this thread's processor time.

    ``doing``: with the setting, as ``READING``. Raises ReadError, which says so. Outside of the
    main thread, inside of another ``bounded``, and where the system has no such timer, nothing is stopped.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return
    end = time.thread_time() + seconds

    def ring(number: int, frame: FrameType | None) -> None:
        # The timer runs with the time of all threads, those that fetch pages too.
        if (left := end - time.thread_time()) > 0:
            signal.setitimer(signal.ITIMER_VIRTUAL, max(0.01, left), _AGAIN)
        else:
            raise _Over

    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _Over:
        raise ReadError(f"{doing} takes more than {seconds:g} seconds of the processor") from None
    finally:
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def bounded_reading(limits: Limits) -> Iterator[None]:
    """Stop the reading of a page within after ``limits.reading_seconds``, and when it asks for more memory than
    ``limits.reading_bytes``. Raises ReadError, which names the limit."""
    with _roomy(limits.reading_bytes), bounded(limits.reading_seconds, READING):
        yield


@contextmanager
def _roomy(most: int) -> Iterator[None]:
    """Refuse memory beyond so many bytes more than the process holds now.

    Only where the system tells how much that is (Linux), and in the main thread: the limit is the whole process's.
    """
    held = _held() if threading.current_thread() is threading.main_thread() else 0
    if not held or resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bounds = [held + most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    except MemoryError:
        raise ReadError(
            f"reading it takes more than {as_size(most)} of memory (limits.reading_bytes)"
        ) from None
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _held() -> int:
    """How many bytes of address space the process has; 0 where the system does not say."""
    if resource is None:
        return 0
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0
