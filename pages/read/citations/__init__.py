"""What a page's text points at: numbers (``numeric``, from ``markers``), names (``author_year``) and links (``inline_links``)."""

from pages.read.citations.read import read_citations

__all__ = ["read_citations"]
