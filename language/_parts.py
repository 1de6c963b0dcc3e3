"""Where a use begins and ends in a row of items, and what it is for: its targets, each with the items around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language._items import Item

JOINS = frozenset({"conjunction", "comma"})
_TO = frozenset({"lead", "purpose", "ease", "effect"})
FIELDS = frozenset({"biomarker", "stage", "setting", "population", "age"})
# What may follow a comma and still belong to the use.
_GOES_ON = FIELDS | {"condition", "conjunction", "partner", "lead", "link", "purpose"}


@dataclass(frozen=True, slots=True)
class Part:
    """The items around one target: in front of it and behind it."""

    target: Item | None
    front: tuple[Item, ...]
    behind: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """The use that a row of items tells: ``parts``, one for each target (one without a target where no condition is
    named, none for nothing), and its ``words``."""

    text: str
    items: tuple[Item, ...]

    def read(self) -> tuple[tuple[Part, ...], str]:
        """The parts of the use and its words."""
        first = next((i for i, item in enumerate(self.items) if self._is_target(i)), None)
        if first is None:
            begin = self._begin(self._anchor())
            stop = self._stop(begin)
            words = self._words(begin, stop)
            return ((Part(None, self.items[begin:stop], ()),) if words else ()), words
        begin = self._begin(first)
        targets, stop = self._targets(first)
        return tuple(self._parts(targets, begin, stop)), self._words(begin, stop)

    def _anchor(self) -> int:
        """Where a use without a condition stands: at its first word that a field holds, else where it begins."""
        return next((i for i, item in enumerate(self.items) if item.kind in FIELDS), 0)

    def _is_target(self, at: int) -> bool:
        item = self.items[at]
        return item.kind == "condition" and not item.aside and not self._excluded(at)

    def _excluded(self, at: int) -> bool:
        """True behind "without", "other than", "history of", up to the next comma or name."""
        for item in reversed(self.items[max(0, at - 5) : at]):
            if item.kind == "exclude":
                return True
            if item.kind in ("condition", "comma", "end", "lead"):
                return False
        return False

    def _begin(self, first: int) -> int:
        begin = 0
        relative = False
        for i, item in enumerate(self.items[:first]):
            relative = (relative or item.value == "relative") and item.kind != "comma"
            if item.kind in ("stop", "end") or (item.kind == "verb" and not relative):
                begin, relative = i + 1, False
        for i in range(begin, first):
            if self.items[i].kind in _TO and i > begin:
                before = {w.kind for w in self.items[begin:i]}
                return i if self.items[i].kind == "lead" and "word" in before else begin
        return begin

    def _stop(self, at: int) -> int:
        """Where the use that goes on at ``at`` ends."""
        relative = False
        for i in range(at, len(self.items)):
            item = self.items[i]
            if item.aside:
                continue
            relative = relative or item.value == "relative"
            if item.kind in ("stop", "end") or (item.kind == "verb" and not relative):
                return i
            if item.kind == "comma":
                relative = False
                if not self._goes_on(i + 1):
                    return i
            if item.kind in JOINS and (self._dated(i - 1) or self._dated(i + 1)):
                return i  # "for melanoma in 2014 and in 2015 for lung cancer" are two acts
        return len(self.items)

    def _dated(self, at: int) -> bool:
        near = self.items[at : at + 1]
        return bool(near) and near[0].value == "time" and any(c.isdigit() for c in near[0].words)

    def _goes_on(self, at: int) -> bool:
        for item in self.items[at:]:
            if item.kind == "skip":
                if item.value == "article":
                    return False  # "melanoma, a skin cancer" is one
                continue
            if item.kind == "open":
                return item.words not in ("which", "where", "that", "when", "if")
            return item.kind in _GOES_ON
        return False

    def _targets(self, first: int) -> tuple[list[int], int]:
        targets, last, role = [first], first, "target"
        stop = self._stop(first + 1)
        for i in range(first + 1, stop):
            if self.items[i].kind != "condition" or self.items[i].aside or i == last + 1:
                continue  # "Alzheimer's dementia": one thing under two names
            between = self.items[last + 1 : i]
            if targets == [last] and self._of_it(last, between):
                targets = []  # "pain of endometriosis" is a use in endometriosis
            elif self._excluded(i):
                role = "background"
            else:
                role = _role(between, role)
            last = i
            if role == "target" and all(self.items[t].value != self.items[i].value for t in targets):
                targets.append(i)
        return targets, stop

    def _of_it(self, at: int, between: Sequence[Item]) -> bool:
        """True when the condition at ``at`` is but a complaint of the next: "pain of", "psychosis due to"."""
        one = self.items[at]
        whole = [i for i in one.inside if (i.start, i.end) == (one.start, one.end)]
        complaint = measure(one) or any(i.value == "bare" for i in whole)
        linked = any(i.kind == "link" for i in between) and not any(i.kind in JOINS for i in between)
        return linked and complaint

    def _parts(self, targets: list[int], begin: int, stop: int) -> Iterator[Part]:
        front = begin
        for n, at in enumerate(targets):
            until = targets[n + 1] if n + 1 < len(targets) else stop
            cut = until
            if n + 1 < len(targets):
                cut = max((i for i in range(at + 1, until) if self.items[i].kind in JOINS), default=until)
            yield Part(self.items[at], self.items[front:at], self.items[at + 1 : cut])
            front = cut

    def _words(self, begin: int, stop: int) -> str:
        items = self.items[begin:stop]
        while items and items[-1].kind in ("comma", "conjunction"):
            items = items[:-1]
        return " ".join(self.text[items[0].start : items[-1].end].split()).strip(" .,;:") if items else ""


def _role(between: Sequence[Item], before: str) -> str:
    """Whether a condition is a target too ("and asthma") or only who is treated ("in people with asthma").

    ``between``: the items since the condition before, whose role was ``before``.
    """
    joins = [n for n, i in enumerate(between) if i.kind in JOINS]
    tail = [i for i in between[joins[-1] + 1 if joins else 0 :] if i.kind not in ("skip", "age")]
    links = any(i.kind in ("link", "open") for i in tail)
    if not joins:
        return "background"
    if not tail:
        return before
    if tail[0].kind in _TO:
        return "target"
    if tail[0].kind in ("link", "open", "population"):
        return before
    return "background" if links else before


def measure(item: Item) -> bool:
    """True for what is measured in a disease and stands for it: "lung function"."""
    return item.kind == "measure" or any(i.kind == "measure" for i in item.inside)
