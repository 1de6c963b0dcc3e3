"""FDA's pages as trees, whatever came under their address."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning


def soup_of(data: str | bytes) -> BeautifulSoup:
    """The tree of a page. What is XML, or no markup at all, holds no list: its reader tells that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(data, "lxml")
