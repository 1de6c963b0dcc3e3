"""One clause with its elements: what stands where, and who it is said of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from language.names import Kind
from language.patterns import is_skipped
from language.tokens import Token
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication
from pages.read.claims.anaphora import Found
from pages.read.claims.context import Context
from pages.read.claims.cue import Cue, Side
from pages.read.claims.kinds import ANY_KIND, KIND_OF
from pages.read.claims.loosely.elements import STATUS, Mark, guards
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists, routes

NEAR = 7  # tokens between a denial and what is denied
_PHRASE = 8  # tokens of a noun phrase
# The elements whose words a claim is told by.
_TOLD = (
    "none",
    "not",
    "unapproved",
    "sole",
    "approve",
    "market",
    "file",
    "apply",
    "wait",
    "refuse",
    "study",
    "decide",
)


def ways_of(words: str) -> tuple[str, ...]:
    """The ways of giving a drug that ``words`` name."""
    return tuple(
        route
        for route, own in routes().items()
        if any(w in own or w.rstrip("s") in own for w in words.split())
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What elements together say of a subject, before it is known for what and when."""

    cue: Cue
    found: Found
    exclusivity: Exclusivity = Exclusivity.NONE
    qualifier: str = ""
    group: str = ""
    routes: tuple[str, ...] = ()
    begin: int = -1  # of the words that count, where not those of the whole clause

    def finish(self, claim: Claim, part: Part) -> Claim:
        """The claim with what only the elements tell."""
        subject, told = claim.subject, part.told()
        claim = replace(claim, indication=_less(claim.indication, told), loose=told)
        if self.routes:
            subject = replace(subject, routes=self.routes)
        if self.exclusivity is Exclusivity.ONLY:
            unread = tuple(
                u
                for u in claim.unread
                if u.split()[0].lower() not in ("only", "sole", "lone", "solely", "no", "nothing")
            )
            many = len(subject.drugs) == 0
            return replace(
                claim, restrictive=False, unread=unread, qualifier=self.qualifier,
                exclusivity=Exclusivity.COUNT if many else Exclusivity.ONLY, count=1 if many else 0,
                subject=replace(subject, generic_group=self.group),
            )  # fmt: skip
        return replace(claim, subject=subject, qualifier=claim.qualifier or self.qualifier)


def _less(use: Indication, told: tuple[str, ...]) -> Indication:
    """The use without unread words that are elements of the sentence ("have a single")."""
    known = set(told)
    return replace(use, unread=tuple(u for u in use.unread if not set(u.lower().split()) <= known))


@dataclass(frozen=True, slots=True)
class Phrase:
    """ "No nasal form": the noun that a denial or a count is of."""

    start: int
    end: int
    noun: int
    kind: str = ""  # the words that narrow it


@dataclass(frozen=True)
class Part:
    """One clause of a sentence with its elements."""

    masked: Statement
    marks: tuple[Mark, ...]
    begin: int
    stop: int
    context: Context
    index: int

    def pieces(self) -> Iterator[Self]:
        """The clause; where it names several drugs, what stands between its commas, each with the one it names."""
        if len(self.named(self.begin, self.stop)) < 2:
            yield self
            return
        yield from (p for p in self.commas() if len(p.named(p.begin, p.stop)) == 1)

    def commas(self) -> Iterator[Self]:
        """What stands between the commas of the clause, each with its elements."""
        begin, starts = self.begin, [m.start for m in self.marks]
        for stop in (*(i for i in range(self.begin, self.stop) if self.masked.text[i] == ","), self.stop):
            first, last = self.masked.token_at(begin), self.masked.token_at(stop)
            own = slice(bisect_left(starts, first), bisect_left(starts, last))
            inside = tuple(m for m in self.marks[own] if m.end <= last)
            if inside:
                yield replace(self, marks=inside, begin=begin, stop=stop)
            begin = stop + 1

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.masked.tokens

    @cached_property
    def span(self) -> tuple[int, int]:
        return self.masked.token_at(self.begin), self.masked.token_at(self.stop)

    def of(self, *names: str) -> list[Mark]:
        return sorted((m for m in self.marks if m.element in names), key=lambda m: (m.start, m.end))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        return self.tokens[slice(*self.span)]

    def told(self) -> tuple[str, ...]:
        """The words of the elements."""
        spans = [(m.start, m.end) for m in self.of(*_TOLD)]
        words = (t.text for a, b in spans for t in self.tokens[a:b] if t.kind == "w")
        return tuple(dict.fromkeys(words)) or ("-",)

    def glued(self, mark: Mark) -> bool:
        """True for a part of a compound: "single-dose"."""
        behind = self.tokens[mark.end : mark.end + 1]
        return bool(behind and behind[0].glued and behind[0].kind == "w") or (
            self.tokens[mark.start].glued and mark.start > 0 and self.tokens[mark.start - 1].kind == "w"
        )

    # -- words

    def named(self, start: int, stop: int, kind: Kind = Kind.DRUG) -> dict[tuple[str, ...], int]:
        """The distinct names in the masked text ``start:stop``, each with its first place."""
        found: dict[tuple[str, ...], int] = {}
        for at in range(start, stop):
            mention = self.masked.names.get(at)
            if mention is not None and mention.kind is kind:
                found.setdefault(mention.keys, at)
        return found

    def piece(self, mark: Mark) -> tuple[int, int]:
        """Between which commas of the masked text a mark stands."""
        text = self.masked.text
        at, end = self.tokens[mark.start].start, self.tokens[mark.end - 1].end
        first = max(self.begin, text.rfind(",", 0, at) + 1)
        comma = text.find(",", end)
        return first, min(self.stop, comma if comma >= 0 else self.stop)

    def cue(self, status: Status, first: Mark, last: Mark, side: Side = Side.LEFT) -> Cue:
        start = self.tokens[min(first.start, last.start)].start
        end = self.tokens[max(first.end, last.end) - 1].end
        return Cue(status, side, self.word(start), end, start, way="loosely")

    def word(self, at: int) -> int:
        """Where the word begins that ``at`` stands in: "hasn't" is two tokens."""
        return self.masked.text.rfind(" ", 0, at) + 1 if self.masked.text[at : at + 3] == "n't" else at

    def phrase(self, at: int, stop: int) -> Phrase | None:
        """The noun phrase that begins at token ``at`` and ends with a word for a treatment or a class; what
        follows must not make it part of another noun ("drug interactions")."""
        noun = -1
        here = at
        nouns = lists()["drug"]
        while here < min(stop, at + _PHRASE):
            token = self.tokens[here]
            if token.kind not in "wnAKUCBT":
                break
            if token.kind == "K" or (
                not nouns.isdisjoint(token.lemmas) and guards("not_nouns").isdisjoint(token.lemmas)
            ):
                noun = here
            elif (
                token.kind == "w"
                and token.text not in ("the", "a", "an")
                and (not guards("follow").isdisjoint(token.lemmas) or token.text in guards("follow"))
            ):
                break
            here += 1
        if noun < 0:
            return None
        if not lists()["not_none"].isdisjoint(x for t in self.tokens[at:noun] for x in t.lemmas):
            return None
        behind = self.tokens[noun + 1] if noun + 1 < stop else None
        if behind is not None and behind.kind == "w" and not self._may_follow(noun + 1):
            return None
        words = self.masked.text[self.tokens[at].start : self.tokens[noun].end]
        kind = KIND_OF.search(words)
        told = {i for m in self.of(*STATUS) for i in range(m.start, m.end)}
        between = [t for i, t in enumerate(self.tokens[at:noun], at) if t.kind == "w" and i not in told]
        odd = " ".join(t.text for t in between if t.text not in ANY_KIND)
        return Phrase(at, noun + 1, noun, kind[0] if kind else odd)

    def _may_follow(self, at: int) -> bool:
        token = self.tokens[at]
        if (
            token.text in guards("follow")
            or not guards("follow").isdisjoint(token.lemmas)
            or token.text.endswith("ly")
        ):
            return True
        return any(m.start == at for m in self.of("approve", "market"))

    def there(self, mark: Mark) -> bool:
        return any(t.text == "there" for t in self.tokens[max(self.span[0], mark.start - 4) : mark.start])

    def exists(self, mark: Mark) -> bool:
        """True behind "there is", and of a disease, or the trade, that has or lacks it."""
        here = mark.start
        if "lack" not in self.tokens[here].lemmas:
            here -= 1
            while here >= self.span[0] and is_skipped(self.tokens[here], lists()["skipped"]):
                here -= 1
        if here <= self.span[0]:
            return False
        verb, before = self.tokens[here], self.tokens[here - 1]
        if "be" in verb.lemmas:
            one = self.tokens[mark.start].text == "one"  # "is one option": one of several
            alone = not one or self.tokens[mark.start - 1].text in ("the", "just", "only")
            return before.text in ("there", "it") or (mark.element == "sole" and alone)
        owns = "have" in verb.lemmas or "lack" in verb.lemmas
        return owns and (
            before.kind == "C"
            or not lists()["profession"].isdisjoint(before.lemmas)
            or before.text in guards("owners")
        )
