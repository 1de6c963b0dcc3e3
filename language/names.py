"""Finding the lexicon's names in a text: drugs, classes, conditions and biomarkers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass

import ahocorasick

from language._entries import Entries, Entry, Kind, codes_of, fold, key_of
from language.acronyms import abbreviates, initials, is_medical, is_organisation, spelled_out, stands_alone
from language.hints import Hints
from language.ordinary import COMMON_BRANDS
from language.salts import acts_on_it, drug_end, is_another_thing
from language.stems import stemmed
from model.lexicon import Lexicon

__all__ = ["Kind", "Mention", "Names", "fold", "names_of"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text: what it names (lexicon keys: several where one name is shared) and where."""

    kind: Kind
    keys: tuple[str, ...]
    start: int
    end: int
    words: str = ""

    @property
    def key(self) -> str:
        """The first, usually the only, key."""
        return self.keys[0]


_HEAD_NOUN = re.compile(
    r"\b(?:cancer|carcinoma|leuka?emia|lymphoma|sarcoma|tumou?r|arthritis|disease|syndrome|disorder|diabetes|dermatitis|"
    r"pneumonia|an(?:a)?emia|colitis|fibrosis|hypertension|neuropathy|epilepsy)s?(?=\Z|\W|$)"
)
_SHARED = re.compile(r"(?<![\w-])(?P<word>type \d|[a-z][\w-]+)(?:,? (?:and|or|and/or|&) (?:also )?|, |/)\Z")
_NEXT_LETTER = re.compile(r"(?:, | ?/ ?|,? (?:and|or|&) )(?P<letter>[A-Z]|\d)(?![\w-])")
_SAID_OF = re.compile(
    r" \(| (?:is|was|has|had|became|carries|comes|can|may|remains|received|won|gained|went)\b"
)
_WORD = re.compile(r"\w").match
# What may stand amid a name without being a part of it. A trademark sign was folded to a blank.
_INSERTED = re.compile(r' \([\w./+-]{2,10}\)(?=[ -]\w)|"|(?<= ) ')
_JOINS = frozenset({"", "and", "or", "and/or", "&"})


class Names:
    """All names of one lexicon in one automaton, for one pass over a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._own: dict[str, tuple[Kind, tuple[str, ...]] | None] = {}
        self._doubtful = frozenset(name for c in lexicon.conditions.values() for name in c.acronyms)
        self._hints = Hints.of(lexicon)
        self._told: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, list[Mention]] | None = None  # of one page's texts
        names = Entries.of(lexicon)
        self._entries, self._persons = names.table, names.persons
        self._wholes = {
            frozenset(d.ingredients): d.key for d in lexicon.drugs.values() if len(d.ingredients) > 1
        }
        self._ingredients = {d.key: d.ingredients for d in lexicon.drugs.values()}
        self._codes = codes_of(lexicon)
        automaton = ahocorasick.Automaton()
        for name, entries in self._entries.items():
            automaton.add_word(name, (len(name), tuple(entries)))
        if self._entries:
            automaton.make_automaton()
        self._automaton = automaton

    def on(self, page: str) -> Names:
        """These names with the acronyms that ``page`` spells out: "alopecia areata (AA)" makes AA that disease on all
        of the page, and "aortic stenosis (AS)" makes AS none of ours. They keep what they find, so that a sentence that
        several readers ask for is searched once: let go of them with the page."""
        own: dict[str, tuple[Kind, tuple[str, ...]] | None] = {}
        for acronym, start, end in spelled_out(page):
            long = page[start:end]
            meant = [m for m in self.find(long) if m.end == len(long)]
            if meant and meant[0].kind is not Kind.BIOMARKER and abbreviates(acronym, meant[0].words):
                own.setdefault(acronym, (meant[0].kind, meant[0].keys))
            elif not meant and initials(acronym, long):
                own.setdefault(acronym, None)
        told = {a: keys for a, keys in self._hints.told_by(page, fold(page)) if a not in own}
        there = copy(self)
        there._own, there._told, there._found = own, told, {}
        return there

    def _by_the_page(self, found: list[Mention], text: str, folded: str) -> list[Mention]:
        """``found`` with the acronyms that the page spells out, as it does."""
        if not self._own:
            return found
        kept = [m for m in found if self._own.get(m.words.removesuffix("s"), ()) is not None]
        for acronym, meant in self._own.items():
            at = text.find(acronym)
            while meant and at >= 0:
                end = at + len(acronym)
                end += folded.startswith("s", end)
                whole = not (at and _WORD(folded, at - 1)) and not _WORD(folded, end)
                if whole and not any(m.start < end and at < m.end and m.words != text[at:end] for m in kept):
                    kept = [m for m in kept if m.start != at]
                    kept.append(Mention(*meant, at, end, text[at:end]))
                at = text.find(acronym, end)
        return sorted(kept, key=lambda m: m.start)

    def _by_hints(self, found: list[Mention], text: str, folded: str) -> list[Mention]:
        """``found`` with the acronyms that the page or the words of ``text`` tell."""
        more = []
        for acronym, start, end in self._hints.stand_in(text):
            keys = self._told.get(acronym) or self._hints.told_near(acronym, folded)
            known = acronym in self._own or is_organisation(folded, end)
            wider = any(m.start < end and start < m.end and (m.start, m.end) != (start, end) for m in found)
            if keys and not known and not wider:
                more.append(Mention(Kind.CONDITION, keys, start, end, text[start:end]))
        if not more:
            return found
        taken = {m.start for m in more}
        return sorted((*(m for m in found if m.start not in taken), *more), key=lambda m: m.start)

    def find(self, text: str, folded: str | None = None) -> list[Mention]:
        """All names in ``text``, the longest at each place, none overlapping, in order; not to be changed.

        ``folded`` is ``fold(text)``, for who has it; offsets are of both. A name counts at word boundaries only; an
        acronym in its own capitals; a drug's mention takes in its salt and its four-letter suffix.
        """
        if self._found is not None:
            if text not in self._found:
                self._found[text] = self._search(text, fold(text) if folded is None else folded)
            return self._found[text]
        return self._search(text, fold(text) if folded is None else folded)

    def _search(self, text: str, folded: str) -> list[Mention]:
        if not self._entries:
            return []
        hits = [*self._hits(folded), *self._interrupted(folded)]
        hits.sort(key=lambda h: (h[0], h[0] - h[1]))
        found: list[Mention] = []
        at = 0
        for start, end, entries in hits:
            if start < at or _cuts(start, end, entries, hits):
                continue
            mention = self._fitting(text, folded, start, end, entries)
            if mention:
                found.append(mention)
                at = mention.end
        found = self._by_the_page(found, text, folded)
        found = self._by_hints(found, text, folded)
        found = [m for i, m in enumerate(found) if self._is_meant(i, found, folded)]
        return self._with_unlisted(self._with_shared_heads(found, text, folded), text, folded)

    def _hits(self, folded: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Every name at word boundaries of ``folded``: start, end and what it may be."""
        size = len(folded)
        for last, (length, entries) in self._automaton.iter(key_of(folded)):
            start, end = last - length + 1, last + 1
            if start and _WORD(folded[start - 1]) and _WORD(folded[start]):
                continue
            if end < size and _WORD(folded[end]) and _WORD(folded[last]):
                continue
            yield start, end, entries

    def _interrupted(self, folded: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """The names with an acronym in brackets, quotes or a trademark sign amid them: "hereditary
        transthyretin-mediated (hATTR) amyloidosis", 'high "bad" cholesterol'."""
        if not (" (" in folded or '"' in folded or "  " in folded):
            return
        cuts = [m.span() for m in _INSERTED.finditer(folded)]
        if not cuts:
            return
        where: list[int] = []
        here = 0
        for start, end in (*cuts, (len(folded), len(folded))):
            where.extend(range(here, start))
            here = end
        for start, end, entries in self._hits("".join(folded[i] for i in where)):
            first, last = where[start], where[end - 1] + 1
            if last - first > end - start:
                yield first, last, entries

    def _is_meant(self, i: int, found: list[Mention], folded: str) -> bool:
        """False for a condition's acronym that may mean something else here: "According to UC researchers"."""
        mention = found[i]
        if mention.kind is not Kind.CONDITION:
            return True
        written = {mention.words, mention.words.removesuffix("s"), folded[mention.start : mention.end]}
        doubtful = written & (self._doubtful | self._persons) and not written & (
            self._own.keys() | self._told.keys()
        )
        if not doubtful:
            return True
        if is_organisation(folded, mention.end):
            return False
        spelled_out = any(
            other.kind is Kind.CONDITION
            and set(other.keys) & set(mention.keys)
            and other.words != mention.words
            for other in found
        )
        neighbours = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
        joined = any(
            other.kind is Kind.CONDITION
            and folded[min(mention.end, other.end) : max(mention.start, other.start)].strip(" ,/()") in _JOINS
            for other in neighbours
        )
        if folded[mention.start : mention.end] in self._persons and not stands_alone(folded, mention.end):
            return False
        return spelled_out or joined or is_medical(folded, mention.start, mention.end)

    def _with_shared_heads(self, found: list[Mention], text: str, folded: str) -> list[Mention]:
        """ "ovarian, breast and prostate cancer" names three conditions with one "cancer"."""
        more: list[Mention] = []
        for mention in found:
            if mention.kind is not Kind.CONDITION:
                continue
            more += [
                m
                for m in self._lettered(mention, text, folded)
                if not any(f.start < m.end and m.start < f.end for f in found)
            ]
            head = _HEAD_NOUN.search(folded[: mention.end], mention.start)
            if head is None or head.end() != mention.end:
                continue
            at = mention.start
            while before := _SHARED.search(folded, max(0, at - 40), at):
                entries = self._entries.get(key_of(f"{before['word']} {head[0]}"), [])
                entry = next((e for e in entries if e.kind is Kind.CONDITION and not e.exact), None)
                if entry is None or any(
                    m.start < before.end("word") and before.start("word") < m.end for m in found
                ):
                    break
                at, end = before.span("word")
                more.append(Mention(entry.kind, entry.keys, at, end, text[at:end]))
        return sorted((*found, *more), key=lambda m: m.start) if more else found

    def _lettered(self, mention: Mention, text: str, folded: str) -> Iterator[Mention]:
        """ "hepatitis A, B and C" names three conditions with one "hepatitis"."""
        name, _, letter = mention.words.rpartition(" ")
        at = mention.end
        while len(letter) == 1 and (next_ := _NEXT_LETTER.match(text, at)):
            entries = self._entries.get(key_of(fold(f"{name} {next_['letter']}")), [])
            entry = next((e for e in entries if e.kind is Kind.CONDITION), None)
            if entry is None:
                return
            at = next_.end()
            yield Mention(entry.kind, entry.keys, *next_.span("letter"), next_["letter"])

    def combination(self, drugs: Iterable[str]) -> str:
        """The fixed combination that holds just ``drugs`` (keys, which may be combinations themselves), else empty."""
        held = frozenset(one for key in drugs for one in self._ingredients.get(key) or (key,))
        return self._wholes.get(held, "")

    def conditions_in(self, name: str) -> tuple[str, ...]:
        """The conditions in the name of a class: obesity in "obesity drug"."""
        hits = []
        for last, (length, entries) in self._automaton.iter(key_of(fold(name))):
            whole = not _WORD(name, last + 1) and not (last - length >= 0 and _WORD(name[last - length]))
            hits += [
                (length, e.keys[0]) for e in entries if whole and e.kind is Kind.CONDITION and not e.exact
            ]
        return (max(hits)[1],) if hits else ()

    def _with_unlisted(self, found: list[Mention], text: str, folded: str) -> list[Mention]:
        """``found`` with the drugs that only a code or their names' form gives away: each unlisted one is its own key,
        unless it stands in brackets beside a listed one: "Tarceva (erlotonib)" is one drug, misspelt."""
        codes = tuple(self._codes.find(text))
        # "ICI 182,780" is a code, and no checkpoint inhibitor.
        cut = [(s, e) for s, e, keys in codes if keys]
        found = [m for m in found if not any(s <= m.start and m.end < e for s, e in cut)] if cut else found
        taken = [(m.start, m.end) for m in found]
        more = []
        for start, end, keys in (*codes, *((s, e, ()) for s, e in stemmed(folded))):
            if any(s < end and start < e for s, e in taken) or is_another_thing(folded, start, end):
                continue
            taken.append((start, end))
            beside = () if keys else _glossed(found, start, end, folded)
            more.append(
                Mention(Kind.DRUG, keys or beside or (folded[start:end],), start, end, text[start:end])
            )
        return sorted((*found, *more), key=lambda m: m.start) if more else found

    def _is_name(self, text: str, folded: str, start: int, end: int) -> bool:
        """True when a brand that is also a word stands as a name: with a capital, and at a sentence's start, where
        every word has one, as what a verb is said of ("Soma is ...")."""
        if not text[start].isupper():
            return False
        if start and text[start - 1] not in ".!?\n":
            return True
        return key_of(folded[start:end]) not in COMMON_BRANDS and _SAID_OF.match(folded, end) is not None

    def _fitting(
        self, text: str, folded: str, start: int, end: int, entries: tuple[Entry, ...]
    ) -> Mention | None:
        for entry in entries:
            written = text[start:end]
            if entry.exact and written not in entry.exact and written.removesuffix("s") not in entry.exact:
                continue
            if entry.capital and not self._is_name(text, folded, start, end):
                continue
            if entry.dash and not (folded[end - 1] == "-" and not _WORD(folded, end)):
                continue
            if entry.kind is Kind.CONDITION and folded.endswith("non-", 0, start):
                continue
            if entry.kind is Kind.CLASS and acts_on_it(folded, end):
                continue
            if entry.kind is Kind.DRUG:
                if is_another_thing(folded, start, end):
                    continue
                end = drug_end(folded, end)
            return Mention(entry.kind, entry.keys, start, end, written)
        return None


def _glossed(found: Iterable[Mention], start: int, end: int, folded: str) -> tuple[str, ...]:
    """The keys of the drug that stands in brackets right beside ``start:end``, or right before its brackets."""
    for mention in found:
        inside = folded[mention.end : start] == " (" and folded[end : end + 1] == ")"
        around = folded[end : mention.start] == " (" and folded[mention.end : mention.end + 1] == ")"
        if mention.kind is Kind.DRUG and (inside or around):
            return mention.keys
    return ()


def _cuts(
    start: int, end: int, entries: tuple[Entry, ...], hits: list[tuple[int, int, tuple[Entry, ...]]]
) -> bool:
    """True for a class whose name ends amid a condition's: "treatment for Duchenne" of "... Duchenne muscular
    dystrophy"."""
    if any(e.kind is not Kind.CLASS for e in entries):
        return False
    return any(start < s < end < e and any(x.kind is Kind.CONDITION for x in own) for s, e, own in hits)


_CACHE: list[tuple[Lexicon, Names]] = []
_KEPT = 4  # lexicons whose automata are kept: a run uses one, tests a few


def names_of(lexicon: Lexicon) -> Names:
    """The automaton of ``lexicon``, built once for each lexicon object."""
    for kept, names in _CACHE:
        if kept is lexicon:
            return names
    names = Names(lexicon)
    _CACHE.insert(0, (lexicon, names))
    del _CACHE[_KEPT:]
    return names
