"""What a page's text points at: by number (``numeric``), by name (``author_year``), by link (``inline_links``)."""

from pages.read.citations.read import read_citations

__all__ = ["read_citations"]
