"""A document's bytes to its text and structure: the only place where markup is parsed.

::

    bytes ── decode ── tree ── walk + gather ── boilerplate, detours ── assemble ──►  Layout
    plaintext ─────────────────────────────────────────────────────────────┘   (head, byline: whose it is)
"""

from pages.read.layout.document import read_layout
from pages.read.layout.elements import elements, flat, linked_data
from pages.read.layout.layout import Inline, Layout, Outside

__all__ = ["Inline", "Layout", "Outside", "elements", "flat", "linked_data", "read_layout"]
