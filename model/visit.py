"""What came of asking for a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.page import Document


class VisitState(StrEnum):
    """How one page was met tonight."""

    FETCHED = "fetched"  # with a document
    UNCHANGED = "unchanged"  # the server said so (304)
    NOT_REACHED = "not_reached"  # no answer, an error of the server or of ours, a wall in front of it
    GONE = "gone"  # 404 or 410, or a page that says so
    EXCLUDED = "excluded"  # robots.txt, noindex, a pattern of the site's entry
    NO_CONTENT = "no_content"  # an answer that is no page: bot challenge, script shell, log-in, wrong type
    MOVED = "moved"  # another address of a page that is visited under its own: `moved_to`


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page the last time, for asking whether it changed. Empty where it said nothing.

    ``links``: the pages of the site that the page led to, kept where a site is followed by its links: an unchanged
    page is not sent again, and what it leads to must be known. A page of a followed site of which they are not known
    (None) is asked for whole.
    """

    etag: str = ""
    last_modified: str = ""
    links: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One page of a site, as it was met.

    ``url``: the page's address, folded (no fragment, no tracking parameters), the same every night. ``document``:
    with FETCHED only. ``reason``: one plain line for the other states. ``unforeseen``: an error of ours.
    ``moved_to``: with MOVED, the address of the page; with a page that was not had, the address at which it was not,
    where ``url`` leads there. ``for_good``: the site says so (301, 308).
    """

    url: str
    state: VisitState
    document: Document | None = None
    reason: str = ""
    validators: Validators = Validators()
    unforeseen: Exception | None = None
    moved_to: str = ""
    for_good: bool = False
