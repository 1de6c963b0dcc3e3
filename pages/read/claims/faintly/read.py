"""Signs to faint claims: one sentence, the names in it of which nothing else was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from language.ages import ages as ages_in
from language.names import Kind, Mention, fold
from language.once import OfLexicon
from model.claim import DENIALS, GRANTS, Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.dates import PartialDate
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Sentence
from pages.read.claims.anchors import read_date
from pages.read.claims.around import Around
from pages.read.claims.faintly.ranks import floor_of, kind_of_rank, number_of
from pages.read.claims.faintly.signs import AGES, CARE, TURNED, signs
from pages.read.claims.indications import passage
from pages.read.claims.loosely.elements import Mark
from pages.read.claims.scope import agency
from pages.read.claims.statement import Statement
from pages.read.claims.ways import WORD
from pages.read.claims.whom import brands_of

# What is denied by a sign: that there is a copy, that it is sold without prescription.
_ABSENT = frozenset({Status.GENERIC, Status.OTC})
_WITH = re.compile(r"\b(?:with|plus) \Z")
_LABEL = re.compile(r"(?: \([^)]*\))?(?::| [-–—|])")
_MARK = re.compile(r"[|;:]| [-–—] ")
#: Tokens of the longest sentence that is read.
MOST = 120
#: Names of a sentence of which one is asked about: a longer row is a list of drugs.
NAMES = 6
#: Of a list of drugs of which one is gone, not the whole is untrue.
NAMES_IN_USE = 2
# What a drug that is told as to be had, or as the only one, may be said to be as well.
_LET = GRANTS | {Status.EMERGENCY}
_BESIDE: Mapping[str, frozenset[Status]] = {
    Status.NOT_APPROVED: DENIALS,  # the same says no more, but may be weighed where that could not be
    Status.IN_USE: _LET,
    Exclusivity.ONLY: _LET,
    AGES: _LET | {Status.IN_USE},
}
# What is said of one drug and its place or limit.
_RANKS = (Exclusivity.ONLY, AGES)
_NOTHING = frozenset[Status]()


# Words of names that every page has.
_SMALL = frozenset(
    ["a", "and", "of", "the", "for", "in", "with", "to", "no", "vaccine", "vaccines", "acid", "blood"]
)
_WORDS: OfLexicon[str, frozenset[str]] = OfLexicon()


def words_of_turned(lexicon: Lexicon) -> frozenset[str]:
    """The words of the names of all drugs whose record has turned, in lower case: a sentence without one names none."""
    held = _WORDS.of(lexicon)
    if "turned" not in held:
        drugs = (lexicon.drugs[key] for key in lexicon.turned if key in lexicon.drugs)
        names = (n for d in drugs for n in (d.key, *d.brands, *d.synonyms, *d.codes))
        held["turned"] = frozenset(
            w for n in names for w in WORD.findall(fold(n)) if w not in _SMALL and not w.isdigit()
        )
    return held["turned"]


def read_faintly(
    index: int, masked: Statement, here: Sentence, around: Around, said: Sequence[Claim]
) -> Iterator[Claim]:
    """A faint claim for each drug or class of the sentence, else for the one of the sentence before, beside which a
    sign stands, and for its disease. ``said``: the claims that are read of it already."""
    tokens = masked.tokens
    if (
        not 0 < len(tokens) <= MOST
        or next((t.text for t in reversed(tokens) if t.kind not in "\"')"), "") == "?"
    ):
        return
    found = signs().found_in(tokens)
    if not found:
        return
    own = _named(masked) or _before(around, index)
    if len(own) > NAMES:
        return
    reading = _Reading(
        masked, here, around, tuple(own), _uses(masked), passage(around.context, index, masked), said
    )
    for says, mark in found.items():
        where = tokens[mark.start].start if mark else min(masked.names, default=0)
        if agency(masked.text, 0, len(masked.text), where, len(masked.text)) != "FDA":
            continue
        if says in (Exclusivity.NO_DRUG, CARE, Exclusivity.COUNT):
            if mark is not None:
                yield from reading.of_disease(says, mark)
        else:
            yield from reading.of_drugs(says, mark, where)


class _Reading:
    """What the signs of one sentence may tell. ``own``: whom it names; ``uses``: its conditions; ``about``: that of its
    passage."""

    def __init__(
        self,
        masked: Statement,
        here: Sentence,
        around: Around,
        own: tuple[Mention, ...],
        uses: tuple[Indication, ...],
        about: Indication,
        said: Sequence[Claim],
    ) -> None:
        self.masked, self.here, self.around = masked, here, around
        self.own, self.uses, self.about, self.said = own, uses, about, said
        self.stated = _statuses(said)

    def of_disease(self, says: str, mark: Mark) -> Iterator[Claim]:
        """That there is no drug for the one disease of the sentence, else of the words around, or so many."""
        uses = self.uses or (self.about,)
        if len(uses) != 1 or not uses[0].condition:
            return
        counted = says == Exclusivity.COUNT
        if says == Exclusivity.NO_DRUG and (self.own or not _is_none(self.said)):
            return
        number = number_of(self.masked, mark) if counted else 0
        if counted and (not number or sum(m.kind is Kind.DRUG for m in self.own) not in (0, number)):
            return
        start, end = self.masked.tokens[mark.start].start, self.masked.tokens[mark.end - 1].end
        use = uses[0]
        classes = {m.key for m in self.own if m.kind is Kind.CLASS}
        group = next(iter(classes)) if counted and len(classes) == 1 else ""
        yield Claim(
            sentence=self.here.span,
            section=self.here.section,
            subject=Subject(words="any drug", generic_group=group),
            status=Status.APPROVED if counted else Status.NOT_APPROVED,
            indication=Indication(condition=use.condition, words=use.words or "it"),
            exclusivity=Exclusivity.COUNT if counted else Exclusivity.NO_DRUG,
            count=number,
            cue=self.masked.source(start, end),
            faint=True,
        )

    def of_drugs(self, says: str, mark: Mark | None, where: int) -> Iterator[Claim]:
        """What a sign says of each drug or class near it."""
        masked, tokens = self.masked, self.masked.tokens
        near = _in_piece(masked, where) if mark else _named(masked)
        whom = near or list(self.own)
        group = ""
        if not (mark or near):
            return
        if says in _RANKS:
            classes = [m.key for m in self.own if m.kind is Kind.CLASS]
            group = classes[0] if len(classes) == 1 and says == Exclusivity.ONLY else ""
            whom = [m for m in whom if m.kind is Kind.DRUG]
        age = floor_of(masked, mark) if says == AGES and mark else None
        kind = kind_of_rank(masked, mark) if says == Exclusivity.ONLY and mark else ""
        day = _day(masked)
        ages = ages_in(masked.original) if says == Status.NOT_APPROVED else ()
        if kind is None or (says == AGES and age is None) or len(ages) > 1:
            return
        for mention in whom:
            if not self._may_be_said(says, mark, mention, whom, day):
                continue
            of_class = mention.kind is Kind.CLASS
            status = Status.APPROVED if says in _RANKS else Status(says)
            use = _use(says, self.uses, self.about, whom)
            if ages:
                use = replace(use, age_from=ages[0].low, age_to=ages[0].high)
            if age is not None:
                use = Indication(condition=use.condition, age_from=age)
            elif says == Exclusivity.ONLY and not (use.condition or group):
                continue
            yield Claim(
                sentence=self.here.span,
                section=self.here.section,
                subject=Subject(
                    words=mention.words or mention.key,
                    drugs=tuple(self._drugs(mention)),
                    drug_class=mention.key if of_class else "",
                    brands=brands_of(self.around, (mention,)),
                    generic_group=group,
                ),
                status=status,
                negated=status in _ABSENT,
                restrictive=age is not None,
                qualifier=kind,
                exclusivity=Exclusivity.ONLY if says == Exclusivity.ONLY else Exclusivity.NONE,
                indication=use,
                cue=masked.source(tokens[mark.start].start, tokens[mark.end - 1].end)
                if mark
                else mention.words or mention.key,
                context=self.about,
                anchor=Anchor(AnchorKind.ON, day) if says == Status.APPROVED else Anchor(),
                faint=True,
            )

    def _drugs(self, mention: Mention) -> tuple[str, ...]:
        of_class = mention.kind is Kind.CLASS
        return self.around.lexicon.classes[mention.key].members if of_class else mention.keys

    def _may_be_said(
        self,
        says: str,
        mark: Mark | None,
        mention: Mention,
        whom: Sequence[Mention],
        day: PartialDate | None,
    ) -> bool:
        """True where nothing else that the sentence says of the drug stands in the way of the sign."""
        if len(mention.keys) != 1:
            return False
        stated = frozenset[Status | None]().union(
            *(self.stated.get(drug, ()) for drug in self._drugs(mention))
        )
        if not stated <= _BESIDE.get(says, _NOTHING) or (stated and not mark):
            return False
        if says == Status.NOT_APPROVED and self.said and not stated and self._is_partner(mention):
            return False
        of_class = mention.kind is Kind.CLASS
        if says == Status.IN_USE and not _of_few(self.masked, mention, self.own):
            return False
        if says in TURNED and (of_class or not self._turned(mention.key, says)):
            return False
        if says == Status.APPROVED and (of_class or len(whom) > 1 or day is None):
            return False
        return says not in _RANKS or (mark is not None and len(whom) == 1)

    def _is_partner(self, mention: Mention) -> bool:
        """ "K are not approved with D": that is said of K."""
        at = next((at for at, m in self.masked.names.items() if m is mention), 0)
        return _WITH.search(self.masked.text, 0, at) is not None

    def _turned(self, drug: str, says: str) -> bool:
        """True for a drug that may have turned to what the sign denies: of one whose end was that of one use alone,
        only where a use is told."""
        whole = says == Status.IN_USE and not (self.uses or self.about.condition)
        return drug in (self.around.lexicon.ended if whole else self.around.lexicon.turned)


def _is_none(said: Iterable[Claim]) -> bool:
    """True where all that is stated is that there is none."""
    return all(
        c.exclusivity is Exclusivity.NO_DRUG and c.mode == "asserted" and c.agency == "FDA" for c in said
    )


def _statuses(said: Sequence[Claim]) -> dict[str, set[Status | None]]:
    """By drug what is stated of it; None among it where that is another's, of another time, or not asserted."""
    found: dict[str, set[Status | None]] = {}
    for claim in said:
        if claim.loose:
            continue
        plain = claim.mode == "asserted" and claim.agency == "FDA" and not claim.historic
        for drug in claim.subject.drugs:
            found.setdefault(drug, set()).add(claim.status if plain else None)
    return found


def _of_few(masked: Statement, mention: Mention, own: Sequence[Mention]) -> bool:
    """True where a sentence is about the one drug: it names hardly another, or opens with it as with a label ("D (B):
    with K and D, for twelve weeks")."""
    if sum(m.kind is Kind.DRUG for m in own) <= NAMES_IN_USE and len(own) <= NAMES_IN_USE + 1:
        return True
    return masked.names.get(0) is mention and _LABEL.match(masked.text, 1) is not None


def _use(says: str, uses: Sequence[Indication], about: Indication, near: Sequence[Mention]) -> Indication:
    """The one use that is meant: that of the sentence; of a drug that is told as to be had, as the only one or from an
    age, else that of its passage."""
    if len(uses) == 1 and (len(near) == 1 or says == Status.IN_USE):
        return uses[0]
    return about if says in (Status.IN_USE, *_RANKS) and not uses else Indication()


def _in_piece(masked: Statement, at: int) -> list[Mention]:
    """The drugs and classes between the marks (bar, semicolon, dash) that a place of the masked text stands between."""
    begin = max((m.end() for m in _MARK.finditer(masked.text, 0, at)), default=0)
    stop = _MARK.search(masked.text, at)
    return _named(masked, begin, stop.start() if stop else len(masked.text))


def _named(masked: Statement, begin: int = 0, stop: int | None = None) -> list[Mention]:
    """The drugs and classes of a sentence, or of a part of it, each once."""
    found: dict[tuple[str, ...], Mention] = {}
    for at in sorted(at for at in masked.names if begin <= at < (len(masked.text) if stop is None else stop)):
        mention = masked.names[at]
        if mention.kind in (Kind.DRUG, Kind.CLASS):
            found.setdefault(mention.keys, mention)
    return list(found.values())


def _before(around: Around, index: int) -> list[Mention]:
    """The one drug of the sentence before, where that names no other."""
    for mentions in around.context.before(index)[:1]:
        found = {m.keys: m for m in mentions if m.kind is Kind.DRUG}
        if len(found) == 1:
            return list(found.values())
    return []


def _day(masked: Statement) -> PartialDate | None:
    """The one date that a sentence gives."""
    dates = [read_date(words) for at, words in masked.words.items() if masked.text[at] == "T"]
    return dates[0] if len(dates) == 1 else None


def _uses(masked: Statement) -> tuple[Indication, ...]:
    """The conditions of a sentence, each once."""
    keys = dict.fromkeys(m.key for m in masked.names.values() if m.kind is Kind.CONDITION)
    return tuple(Indication(condition=key) for key in keys)
