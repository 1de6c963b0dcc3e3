"""The wall around each page, check and answer: what nobody foresaw costs that one, never the night.

The trace goes into a log file, the reader of the report gets one line that names what was not examined.
"""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

_LARGEST_LOG = 1_000_000  # bytes; one older file is kept


def log_path() -> Path:
    """The log of internal errors, in the user's log folder."""
    return platformdirs.user_log_path("bestbefore") / "errors.log"


def internal_error(doing: str, error: BaseException) -> str:
    """Log the trace of an error that was not foreseen; return the line for people.

    ``doing``: what was under way, with the page and the check, for example "reading https://example.org/a".
    """
    _LOG.error("internal error while %s", doing, exc_info=error)
    return f"internal error while {doing} ({type(error).__name__}); please report it with {log_path()}"


class _File(RotatingFileHandler):
    """A log that is made when there is something to log; that it cannot be written is no reason to stop."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: the line for people is told anyway."""


def _log() -> logging.Logger:
    log = logging.getLogger("bestbefore.errors")
    log.propagate = False
    handler = _File(
        log_path(),
        maxBytes=_LARGEST_LOG,
        backupCount=1,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    return log


# Set up when the conductor is loaded: the rooms below (sources/wall.py) log to it by name.
_LOG = _log()
