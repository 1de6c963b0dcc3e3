"""What became of the page that a link leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# A host that does not answer tonight may be ill, or our network may be: only after so many nights it is told.
NIGHTS_UNTIL_DEAD = 3
# A longer address is a program's state, and fits into no index of a database.
LONGEST = 500


class LinkState(StrEnum):
    """How a link's page was met."""

    OK = "ok"
    MOVED = "moved"  # for good, by its server's word: to `leads_to`
    GONE = "gone"  # 404 or 410
    SOFT_GONE = "soft_gone"  # a page that says that there is no such page
    HOME = "home"  # sends every reader to the home page of its site
    REFUSED = "refused"  # to programs: a person may see it
    SILENT = "silent"  # no answer, or an error of the server
    UNKNOWN = "unknown"  # an answer that says nothing of the page


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """``says``: what was met, in one line. ``nights``: with SILENT, on how many nights now. ``archived``: a copy in a
    public archive, and the day it was made, where the page is dead."""

    url: str
    state: LinkState
    says: str = ""
    leads_to: str = ""
    nights: int = 0
    archived: str = ""
    archived_on: date | None = None

    @property
    def is_dead(self) -> bool:
        """True where nobody finds the page any more."""
        if self.state is LinkState.SILENT:
            return self.nights >= NIGHTS_UNTIL_DEAD
        return self.state in (LinkState.GONE, LinkState.SOFT_GONE, LinkState.HOME)


def link_address(url: str) -> str:
    """The page that a link leads to: its address without the place on the page."""
    return url.partition("#")[0]
