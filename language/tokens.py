"""One word, name or mark of a text, as patterns match it."""

from __future__ import annotations

from typing import NamedTuple

from language.inflect import Form


class Token(NamedTuple):
    """One word, name or mark. ``kind``: the mask's capital for a name ("D"), "w" for a word, "n" for a number,
    else the mark itself. ``start``, ``end``: in the masked text. ``glued``: no blank before it."""

    text: str
    kind: str
    start: int
    end: int
    glued: bool
    lemmas: dict[str, Form]

    def of(self, form: Form, lemmas: frozenset[str]) -> bool:
        """True when it is such a form of one of ``lemmas``."""
        return any(self.lemmas[x] & form for x in self.lemmas if x in lemmas)
