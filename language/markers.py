"""Markers of references within a sentence: "[39–43]", "(12)". They say nothing of what it says."""

from __future__ import annotations

import re

#: With the blank before it.
MARKER = re.compile(r" ?\[\d+(?:\s?[-,–]\s?\d+)*\]| ?\(\d{1,3}(?:\s?[-,–]\s?\d{1,3})*\)(?=[\s.,;]|\Z)")


def without_markers(text: str) -> str:
    """``text`` without them; itself where it has none."""
    return MARKER.sub("", text) if "[" in text or "(" in text else text
