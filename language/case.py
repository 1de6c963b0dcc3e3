"""Lower case in which every letter keeps its place."""

from __future__ import annotations


def lowered(text: str) -> str:
    """``text`` in lower case with every offset unchanged: the few letters that grow (İ) stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
