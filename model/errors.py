"""Everything this program raises on purpose.

BestbeforeError
├── UsageError        wrong use or configuration: exit code 2
├── FetchError        a target that could not be had: reported, the run goes on
├── ReadError         a document that is not a page we can read: reported, the run goes on
├── SourceError       a source that did not answer as it should: becomes Unanswered
├── SnapshotError     a snapshot that is missing, broken or too old to open
└── StoreError        what is remembered cannot be read or written: exit code 3; costs memory, not the audit
"""

from __future__ import annotations


class BestbeforeError(Exception):
    """Its message is one line for people: what was wrong, with which value, what to do."""


class UsageError(BestbeforeError):
    """Wrong use of the command or a malformed configuration."""


class FetchError(BestbeforeError):
    """A page that could not be fetched."""


class ReadError(BestbeforeError):
    """Bytes that are not a readable page."""


class SourceError(BestbeforeError):
    """A service that failed, refused or answered nonsense."""


class SnapshotError(BestbeforeError):
    """A local snapshot that cannot be used."""


class StoreError(BestbeforeError):
    """The store failed: full, locked, damaged, out of reach. ``damaged``: what it holds cannot be trusted; ``lost``:
    it is on a server, which may answer again in a moment."""

    def __init__(self, words: str, damaged: bool = False, lost: bool = False) -> None:
        super().__init__(words)
        self.damaged, self.lost = damaged, lost

    def __reduce__(self) -> tuple[type[StoreError], tuple[str, bool, bool]]:
        return type(self), (str(self), self.damaged, self.lost)  # as it was, also out of another process
