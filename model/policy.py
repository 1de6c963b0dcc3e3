"""What a site demands of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from model.finding import Severity
from model.page import Page, PageType


@dataclass(frozen=True, slots=True)
class Policy:
    """The demands that checks measure a page by.

    ``review_months``: how old a page's date may be. Default 36: the UK's NHS reviews its pages at least
    every three years (NHS content policy). ``ageing_months``: how old a section may be before words like
    "currently" are pointed out. ``evidence_years``: how old cited evidence may be. ``disabled``: codes
    switched off; ``severities``: codes with a severity other than the check's own. ``page_types``: patterns of a
    page's path (``/blog/*``; the first that fits counts) with the type that its pages are of, whatever the reader
    makes of them.
    """

    name: str = "default"
    review_months: int = 36
    ageing_months: int = 24
    evidence_years: int = 10
    statistic_years: int = 5
    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    owner: str = ""
    page_types: tuple[tuple[str, PageType], ...] = ()

    def wants(self, code: str) -> bool:
        """True for a check that is not switched off, by its code or its family."""
        return not {code, code.rstrip("0123456789")} & {name.upper() for name in self.disabled}

    def typed(self, page: Page, address: str = "") -> Page:
        """The page with the type that this policy gives its path, else as it was read. ``address``: the page's own
        where the page was saved and names none."""
        if not self.page_types:
            return page
        try:
            path = urlsplit(page.canonical_url or address or page.url).path or "/"
        except ValueError:
            return page
        for pattern, kind in self.page_types:
            if fnmatchcase(path, pattern):
                return page if page.type is kind else replace(page, type=kind)
        return page
