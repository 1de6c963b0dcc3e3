"""Acronyms that mean many things ("TD", "AD"), told by the page that has the disease in full or by the words beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.lexicon import Lexicon

_LONG = 8  # letters of a name that tells an acronym by standing anywhere on the page
_NEAR = 90  # characters around an acronym in which a hint tells it for all of the page


@dataclass(frozen=True, slots=True)
class Hints:
    """``meant``: for each acronym the conditions that it may be, each with its names (lower case) and its hints."""

    meant: dict[str, tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]]
    written: re.Pattern[str] | None
    letters: re.Pattern[str]  # of any of them, wherever they stand: faster, and most texts have none

    @staticmethod
    def of(lexicon: Lexicon) -> Hints:
        """The hints of the lexicon's conditions."""
        meant: dict[str, tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]] = {}
        for condition in lexicon.conditions.values():
            long = (n for n in (condition.key, *condition.names) if len(n) >= _LONG)
            names = tuple(n.lower() for n in long)
            for acronym, words in condition.hints:
                hint = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
                meant[acronym] = (*meant.get(acronym, ()), (condition.key, names, hint))
        one = "|".join(sorted(map(re.escape, meant), key=len, reverse=True))
        written = re.compile(rf"(?<![\w-])(?<!\d )(?:{one})(?![\w-])") if one else None
        return Hints(meant, written, re.compile(one))

    def stand_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The acronyms in ``text``, and where they stand."""
        if self.written is not None and self.letters.search(text):
            yield from ((m[0], m.start(), m.end()) for m in self.written.finditer(text))

    def told_by(self, page: str, folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The acronyms of a page that has the name of one of the conditions that they may be in full, and no other's;
        or, where it has none's, hints of one beside the acronym."""
        beside: dict[str, set[str]] = {}
        for acronym, start, end in self.stand_in(page):
            near = folded[max(0, start - _NEAR) : end + _NEAR]
            beside.setdefault(acronym, set()).update(self.told_near(acronym, near))
        for acronym, told in beside.items():
            named = {key for key, names, _ in self.meant[acronym] if any(n in folded for n in names)}
            keys = tuple(named or told)
            if len(keys) == 1:
                yield acronym, keys

    def told_near(self, acronym: str, folded: str) -> tuple[str, ...]:
        """The condition that one of its hints in ``folded`` tells; empty where none does, or more than one's do."""
        keys = tuple(key for key, _, hint in self.meant[acronym] if hint.search(folded))
        return keys if len(keys) == 1 else ()
