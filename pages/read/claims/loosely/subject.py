"""Who a clause with elements is about: the one drug, and the form of it that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.names import Kind, Mention
from pages.read.claims.anaphora import Found
from pages.read.claims.context import drugs
from pages.read.claims.cue import Cue
from pages.read.claims.loosely.elements import Mark, guards
from pages.read.claims.loosely.part import Part, Reading, ways_of

# "D is a once-daily K": the class tells what the drug is.
_A_KIND = re.compile(r"\b(?:an?|another|the only|the one|the first|the sole) (?:[\w-]+ ){0,4}\Z")


@dataclass(frozen=True, slots=True)
class Whom:
    """The one drug; ``kind``, ``routes``: the form of it that the clause is about ("the nasal powder")."""

    found: Found
    kind: str = ""
    routes: tuple[str, ...] = ()

    def told(self, cue: Cue) -> Reading:
        """What ``cue`` says of it."""
        return Reading(cue, self.found, qualifier=self.kind, routes=self.routes)


def whom(part: Part, near: Mark | None = None) -> Whom | None:
    """The one drug of the clause, else of the piece between commas at ``near``, else of the sentence, else, where a
    word points back, of the sentence before. Where it stands outside of the clause, the form that the clause speaks
    of ("a nasal powder"); None where no one form can be told."""
    found = drug(part, near)
    if found is None:
        return None
    if found.end and part.begin <= found.start < part.stop:
        return Whom(found)
    forms = [t.text for t in part.words if not guards("forms").isdisjoint(t.lemmas) or ways_of(t.text)]
    ways = ways_of(" ".join(forms))
    if forms and len(ways) != 1:
        return None
    return Whom(found, next((form for form in forms if ways_of(form)), ""), ways)


def drug(part: Part, near: Mark | None = None) -> Found | None:
    """The one drug alone, whatever its form."""
    text = part.masked.text
    here = part.named(part.begin, part.stop)
    if len(here) > 1 and near is not None:
        here = part.named(*part.piece(near))
    if not here:
        classes = part.named(part.begin, part.stop, Kind.CLASS).values()
        if any(not _A_KIND.search(text, 0, at) for at in classes):
            return None  # of a class
        here = part.named(0, len(text))
    if not here:
        return _before(part)
    if len(here) > 1:
        return None
    at = next(iter(here.values()))
    return Found((part.masked.names[at],), start=at, end=at + 1)


def _before(part: Part) -> Found | None:
    """The one drug of the sentence before, where a word points back to it and none to another ("its new pill")."""
    if any(t.text in guards("other") for t in part.words):
        return None
    words = part.words
    back = any(
        t.kind == "A"
        or ways_of(t.text)
        or (
            t.text in guards("back")
            and guards("indefinite").isdisjoint(w.text for w in words[max(0, at - 2) : at])
        )
        for at, t in enumerate(words)
    )
    if not (back or part.of("file", "apply", "decide")):
        return None
    for mentions in part.context.before(part.index)[:1]:
        told: dict[tuple[str, ...], Mention] = {m.keys: m for m in drugs(mentions)}
        if len(told) == 1:
            return Found(tuple(told.values()))
    return None


def told(part: Part, cue: Cue, near: Mark) -> Iterator[Reading]:
    """What ``cue`` says of the one drug; nothing where there is none."""
    if one := whom(part, near):
        yield one.told(cue)
