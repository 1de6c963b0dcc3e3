"""Patterns over tokens, as the rows of ``ways/*.toml`` and ``words.toml`` write them.

::

    off|from|out of? @market      alternatives, an optional word, a list of words.toml
    await .. @approval            a gap of up to four words, adverbs, dates and uses
    D K A X U P C T n             what the capital of a mask stands for, and a number
    that !@course                 none of these among the next three words
    , . : ; ( ) ? -               a mark

Between two elements adverbs, articles and possessives may stand: "is now still only available" is "be available".
Every gap is short and no element repeats, so the cost of a match is bounded by the pattern, never by the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from language.inflect import Form
from language.tokens import Token

_KINDS = frozenset("DKAXUPCBTn,.:;()?-")
_FORMS = {"pp": Form.PARTICIPLE, "ing": Form.ING, "past": Form.PAST, "s": Form.THIRD, "base": Form.BASE}
_NOT_IN_GAP = frozenset({"to", "that", "which", "who", "but", "if"})
# Words in -ly that are none, and the firm whose name pages have most often before "said" and "withdrew".
_NO_ADVERB = frozenset([
    "family", "july", "supply", "italy", "early", "apply", "reply", "rely", "daily", "weekly", "monthly", "yearly",
    "elderly", "anomaly", "imply", "assembly", "lilly", "reilly", "butterfly", "jelly", "belly", "ally",
])  # fmt: skip
_GAPS = {"..": 4, "...": 12}
_AHEAD = 3  # tokens over which a word that must not follow is looked for
_SKIPPED = 4  # adverbs and articles in a row


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words by lemma (in one form, or any), kinds of names, or a gap."""

    lemmas: Mapping[str, Form] = field(default_factory=dict)  # each with the form it must have, or none
    kinds: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0
    avoid: bool = False  # stands for no token: what must not follow

    def fits(self, token: Token) -> bool:
        """True when ``token`` can stand here."""
        if token.kind in self.kinds:
            return True
        for lemma, is_a in token.lemmas.items():
            wanted = self.lemmas.get(lemma)
            if wanted is not None and (not wanted or is_a & wanted):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; ``skip``: the lemmas that may stand between its elements."""

    elements: tuple[Element, ...]
    skip: frozenset[str]
    source: str
    #: The lemmas that a match begins with; None where it may begin with a mark, a gap or an optional word.
    first: frozenset[str] | None = None

    @property
    def opening(self) -> frozenset[str]:
        """The lemmas that a match can begin with."""
        found: set[str] = set()
        for element in self.elements:
            if element.avoid:
                continue
            found |= set(element.lemmas)
            if not element.optional and not element.gap:
                break
        return frozenset(found)

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each place that must be filled, the lemmas and kinds that can fill it."""
        return tuple(
            frozenset(element.lemmas) | element.kinds
            for element in self.elements
            if not (element.optional or element.gap or element.avoid)
        )

    def match(self, tokens: Sequence[Token], start: int, stop: int | None = None) -> int:
        """Where the pattern ends when it begins at ``start``, else -1."""
        if self.first is not None and (start >= len(tokens) or self.first.isdisjoint(tokens[start].lemmas)):
            return -1
        return self._from(0, tokens, start, len(tokens) if stop is None else stop, first=True)

    def search(self, tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int] | None:
        """The first place between ``start`` and ``stop`` where it matches."""
        for at in range(start, stop):
            end = self.match(tokens, at, stop)
            if end >= 0:
                return at, end
        return None

    def ends_at(self, tokens: Sequence[Token], end: int, begin: int, reach: int = 10) -> int:
        """Where it starts when it ends at ``end`` (but for adverbs and articles), else -1."""
        while end > begin and is_skipped(tokens[end - 1], self.skip):
            end -= 1
        for at in range(end - 1, max(begin, end - reach) - 1, -1):
            stop = self.match(tokens, at, end)
            if stop == end:
                return at
        return -1

    def _from(self, which: int, tokens: Sequence[Token], at: int, stop: int, *, first: bool = False) -> int:
        if which == len(self.elements):
            return at
        element = self.elements[which]
        if element.avoid:
            if any(element.fits(t) for t in tokens[at : min(stop, at + _AHEAD)]):
                return -1
            return self._from(which + 1, tokens, at, stop)
        if element.gap:
            for width in range(element.gap + 1):
                if width and (at + width > stop or not in_gap(tokens[at + width - 1])):
                    return -1
                end = self._from(which + 1, tokens, at + width, stop, first=True)
                if end >= 0:
                    return end
            return -1
        here = at
        for _ in range(1 if first else _SKIPPED + 1):
            if here < stop and element.fits(tokens[here]):
                end = self._from(which + 1, tokens, here + 1, stop)
                if end >= 0:
                    return end
            if here >= stop or not is_skipped(tokens[here], self.skip):
                break
            here += 1
        return self._from(which + 1, tokens, at, stop, first=first) if element.optional else -1


def is_skipped(token: Token, skip: frozenset[str]) -> bool:
    """Adverbs and articles, which no pattern need name."""
    if token.kind != "w":
        return False
    if not skip.isdisjoint(token.lemmas):
        return True
    return len(token.text) > 4 and token.text.endswith("ly") and token.text not in _NO_ADVERB


def in_gap(token: Token) -> bool:
    """What a gap may run over: no drug, no class, no mark."""
    return token.kind in "wnAXUPCBT" and token.text not in _NOT_IN_GAP


def compile_pattern(source: str, lists: Mapping[str, frozenset[str]], skip: frozenset[str]) -> Pattern:
    """Compile one pattern; ``ValueError`` where it names a list that is not there."""
    elements = tuple(_element(word, lists) for word in source.split())
    head = elements[0]
    sure = not (head.optional or head.gap or head.avoid or head.kinds)
    return Pattern(elements, skip, source, frozenset(head.lemmas) if sure else None)


def _element(word: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if word in _GAPS:
        return Element(gap=_GAPS[word])
    avoid = word.startswith("!")
    word = word.removeprefix("!")
    optional = word.endswith("?") and len(word) > 1
    lemmas: dict[str, Form] = {}
    kinds: set[str] = set()
    for part in word.removesuffix("?").split("|"):
        lemma, _, form = part.partition("/")
        is_a = _FORMS[form] if form else Form(0)
        if lemma.startswith("@"):
            if lemma[1:] not in lists:
                raise ValueError(f"no list {lemma} in words.toml")
            lemmas |= {each: _either(lemmas.get(each), is_a) for each in lists[lemma[1:]]}
        elif lemma in _KINDS:
            kinds.add(lemma)
        else:
            lemmas[lemma] = _either(lemmas.get(lemma), is_a)
    return Element(lemmas, frozenset(kinds), optional, avoid=avoid)


def _either(before: Form | None, is_a: Form) -> Form:
    """A word named twice may have either form ("see/past|see/pp"); without one, any."""
    return is_a if before is None else before | is_a if before and is_a else Form(0)


def words_of(patterns: Sequence[Pattern]) -> Iterator[str]:
    """Every lemma that ``patterns`` name."""
    for pattern in patterns:
        for element in pattern.elements:
            yield from element.lemmas
