"""Signs to faint claims: one sentence, the names in it of which nothing else was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from language.names import Kind, Mention, fold
from language.once import OfLexicon
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.dates import PartialDate
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Sentence
from pages.read.claims.anchors import read_date
from pages.read.claims.around import Around
from pages.read.claims.faintly.signs import signs
from pages.read.claims.indications import passage
from pages.read.claims.loosely.elements import Mark
from pages.read.claims.scope import agency
from pages.read.claims.statement import Statement
from pages.read.claims.ways import WORD
from pages.read.claims.whom import brands_of

# What is denied by a sign: that there is a copy, that it is sold without prescription.
_ABSENT = frozenset({Status.GENERIC, Status.OTC})
# What only a drug whose record turned can be told of.
_TURNED = frozenset({Status.IN_USE, Status.GENERIC, Status.OTC})
_NOTHING = frozenset[Status]()
_LABEL = re.compile(r"(?: \([^)]*\))?(?::| [-–—|])")
_MARK = re.compile(r"[|;:]| [-–—] ")
#: Tokens of the longest sentence that is read.
MOST = 120
#: Names of a sentence of which one is asked about: a longer row is a list of drugs.
NAMES = 6
#: Of a list of drugs of which one is gone, not the whole is untrue.
NAMES_IN_USE = 2
# What denies that a drug is there: a sign of the same beside it says no more, but may be weighed where that could not be.
_DENIALS = frozenset(
    {
        Status.NOT_APPROVED,
        Status.INVESTIGATIONAL,
        Status.ONLY_IN_TRIALS,
        Status.UNDER_REVIEW,
        Status.OFF_LABEL,
        Status.SPECIAL_ACCESS,
        Status.NOT_MARKETED,
    }
)
# What a drug that is told as to be had may be said to be as well.
_LET = frozenset({Status.APPROVED, Status.ACCELERATED, Status.EMERGENCY, Status.OTC})
_BESIDE = {Status.NOT_APPROVED: _DENIALS, Status.IN_USE: _LET}


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
    sign stands. ``said``: the claims that are read of it already."""
    tokens = masked.tokens
    told = _statuses(said)
    if (
        not 0 < len(tokens) <= MOST
        or next((t.text for t in reversed(tokens) if t.kind not in "\"')"), "") == "?"
    ):
        return
    found = signs().found_in(tokens)
    own = _named(masked) or _before(around, index)
    if len(own) > NAMES:
        return
    day = _day(masked)
    uses, about = _uses(masked), passage(around.context, index, masked)
    for status, mark in found.items():
        cue = masked.source(tokens[mark.start].start, tokens[mark.end - 1].end) if mark else ""
        where = tokens[mark.start].start if mark else min(masked.names, default=0)
        if agency(masked.text, 0, len(masked.text), where, len(masked.text)) != "FDA":
            continue
        if status is None:
            if mark is not None and not (own or said):
                yield from _none(masked, here, uses or [about], mark)
            continue
        near = _in_piece(masked, where) if mark else _named(masked)
        if not (mark or near):
            continue
        for mention in near or own:
            if len(mention.keys) != 1:
                continue
            of_class = mention.kind is Kind.CLASS
            drugs = around.lexicon.classes[mention.key].members if of_class else mention.keys
            stated = frozenset[Status | None]().union(*(told.get(drug, ()) for drug in drugs))
            if not stated <= _BESIDE.get(status, _NOTHING) or (stated and not mark):
                continue
            if status is Status.IN_USE and not _of_few(masked, mention, own):
                continue
            if status in _TURNED and (of_class or not _turned(around, drugs[0], status, uses or [about])):
                continue
            if status is Status.APPROVED and (of_class or len(near or own) > 1 or day is None):
                continue
            yield Claim(
                sentence=here.span,
                section=here.section,
                subject=Subject(
                    words=mention.words or mention.key,
                    drugs=tuple(drugs),
                    drug_class=mention.key if of_class else "",
                    brands=brands_of(around, (mention,)),
                ),
                status=status,
                negated=status in _ABSENT,
                indication=_use(status, uses, about, near or own),
                cue=cue or mention.words or mention.key,
                context=about,
                anchor=Anchor(AnchorKind.ON, day) if status is Status.APPROVED else Anchor(),
                faint=True,
            )


def _turned(around: Around, drug: str, status: Status, uses: Sequence[Indication]) -> bool:
    """True for a drug that may have turned to what the sign denies: of one whose end was that of one use alone, only
    where a use is told."""
    whole = status is Status.IN_USE and not any(use.condition for use in uses)
    return drug in (around.lexicon.ended if whole else around.lexicon.turned)


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
    if sum(m.kind is Kind.DRUG for m in own) <= NAMES_IN_USE:
        return True
    return masked.names.get(0) is mention and _LABEL.match(masked.text, 1) is not None


def _use(
    status: Status, uses: Sequence[Indication], about: Indication, near: Sequence[Mention]
) -> Indication:
    """The one use that is meant: that of the sentence, else of a drug that is told as to be had that of its passage."""
    if len(uses) == 1 and (len(near) == 1 or status is Status.IN_USE):
        return uses[0]
    return about if status is Status.IN_USE and not uses else Indication()


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


def _uses(masked: Statement) -> list[Indication]:
    """The conditions of a sentence, each once."""
    keys = dict.fromkeys(m.key for m in masked.names.values() if m.kind is Kind.CONDITION)
    return [Indication(condition=key) for key in keys]


def _none(masked: Statement, here: Sentence, uses: list[Indication], mark: Mark) -> Iterator[Claim]:
    """That there is no drug for the one disease of the sentence, else of the words around."""
    if len(uses) != 1 or not uses[0].condition:
        return
    start, end = masked.tokens[mark.start].start, masked.tokens[mark.end - 1].end
    yield Claim(
        sentence=here.span,
        section=here.section,
        subject=Subject(words="any drug"),
        status=Status.NOT_APPROVED,
        indication=replace(uses[0], words=uses[0].words or "it"),
        exclusivity=Exclusivity.NO_DRUG,
        cue=masked.source(start, end),
        faint=True,
    )
