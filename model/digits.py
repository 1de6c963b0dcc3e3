"""Whole numbers in text from outside.

``str.isdigit`` is true of "²" and "٣", which ``int`` refuses or reads, and ``int`` raises on more than 4,300 digits.
"""

from __future__ import annotations

# No number that means something here is longer: 18 digits are below 2**63, which databases and JSON hold.
LONGEST = 18


def whole_number(text: str | None) -> int | None:
    """The number that ``text`` is: ASCII digits only, blanks around them allowed, at most ``LONGEST`` digits.

    None for everything else, a sign included.
    """
    digits = (text or "").strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST:
        return int(digits)
    return None
