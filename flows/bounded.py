"""A page's share of the processor: what reads or judges it for longer is stopped, and the night goes on.

The limits on a page's size keep reading below some ten seconds; this is for what nobody foresaw. No child is started
for it: the operating system's timer interrupts Python's code and its regular expressions alike.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from model.errors import ReadError

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
