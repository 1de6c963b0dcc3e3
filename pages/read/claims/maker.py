"""One cue and its subject to a claim: status, use, exclusivity, time and mood."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from language.names import Kind, Mention, Names
from language.uses import read_uses
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Sentence
from pages.read.claims.anaphora import Found, group_in
from pages.read.claims.anchors import anchor_of, bygone
from pages.read.claims.context import Context
from pages.read.claims.coordination import coordinated
from pages.read.claims.cue import Cue, Side
from pages.read.claims.groups import Counted, counted, listed_after
from pages.read.claims.indications import passage, this_use, uses
from pages.read.claims.kinds import ANY_KIND, form_of, restriction
from pages.read.claims.lists import all_of, means_all, routes_of
from pages.read.claims.modifiers import mood
from pages.read.claims.scope import agency
from pages.read.claims.statement import Statement
from pages.read.claims.told import NO_STATE, denied, told_status
from pages.read.claims.unread import unread
from pages.read.layout import Layout

_ONLY_FOR = re.compile(
    r"(?:,? by (?:the )?A)?(?: for use)?,? (?:and |but )?(?:only|solely|exclusively|just) (?:for|in|to|when|if|as)\b"
)
# "approved for C only": behind the use
_USE_ONLY = re.compile(
    r"(?: by the A)? (?:for|in|to treat) (?!(?:[^.,;:]* )?(?:prescription|when|if|and|but|that|which)\b)[^.,;:()]{0,60} only\s*(?=[.,;:)]|\Z)"
)
# "No drug is approved by the FDA without trials" is about the FDA.
_IN_GENERAL = re.compile(
    r"\b(?:without|until|unless|before|if|that has not|which has not|solely|based on|overnight|lightly)\b"
)
# The use in brackets behind "this indication".
_THIS_NAMED = re.compile(
    r"\bth(?:is|ese|at) (?:indication|use|condition|purpose|disease|disorder)s? \(([^()]+)\)"
)
# "No drug approved for C is free of side effects" takes the approval for granted.
_OPENS_WITH_NO = re.compile(r"\s*no (?:[\w-]+ ){1,3}(?:A[- ])?\Z")
_SAYS_ELSE = re.compile(
    r"[^.;,]{0,60}?C (?:is|are|has|have|can|could|will|does|do|works?|cures?|comes?)\b(?! (?:yet |currently )?(?:available|known|on the|sold|made|been))"
)
_APPROVALS = frozenset({Status.APPROVED, Status.ACCELERATED})
_HOW_MANY = frozenset({Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY, Exclusivity.COUNT})
_LATER = frozenset({Status.GENERIC, Status.BIOSIMILAR, Status.OTC})
_JUST_ONE = re.compile(r"\b(?:only|just|exactly) (?:one|1|a single)\b")
_WITH = re.compile(
    r"\b(?:in combination with|combined with|together with|along with|for use with|plus|added to|(?<!treatment )(?<!therapy )(?<!treated )(?<!progressed )(?<!patients )(?<!people )with)(?: (?:the|either|both|standard|a|an|oral))* (?=D)"
)


_WITH_CLASS = re.compile(
    r"(?: (?:for|in) [^,;.]{0,40})? (?:in combination with|combined with|together with|along with|plus|with) (?:an? |other )?K"
)


def _of_class(found: Found) -> bool:
    return bool(found.mentions) and all(m.kind is Kind.CLASS for m in found.mentions)


def _named(found: Found) -> int:
    """How many drugs the subject names, where it names nothing else."""
    return (
        len(found.mentions) if all(m.kind is Kind.DRUG for m in found.mentions) and not found.together else 0
    )


_AS_A = re.compile(r"\bas (?:an? |the |\w+ ){0,3}(?=K)")


def _kind_named(masked: Statement, cue: Cue, stop: int) -> Mention | None:
    """The class whose name tells the use: "looking into D as a (migraine drug)", "new (migraine drugs) in trials include D"."""
    told = _AS_A.search(masked.text, cue.end, stop)
    if told:
        return masked.names.get(told.end())
    at = cue.start - 2
    return masked.names.get(at) if cue.side is Side.GROUP and masked.text[at : at + 1] == "K" else None


def _given_with(masked: Statement, cue: Cue, stop: int) -> tuple[str, ...]:
    """The drugs that a use is in combination with: "approved with D for C", "approved for C together with D"."""
    found = _WITH.search(masked.text, cue.end, stop)
    if found is None or found.end() not in masked.names:
        return ()
    return tuple(k for m in coordinated(masked, found.end(), stop).mentions for k in m.keys[:1])


@dataclass(frozen=True, slots=True)
class _Told:
    """A status with whom and how many it is told of, before it is known for what and when."""

    found: Found
    number: Counted
    status: Status
    negated: bool
    exclusivity: Exclusivity
    count: int


_FIRST_TO = re.compile(
    r"\b(?:first|only|latest|newest|second|third|last|next)\b[^.;]{0,60}\bto\b(?: \w+){0,2} ?(?:be |become |ever |have |win|gain|receive|get|earn|secure|obtain)?"
)


def _manner(masked: Statement, cue: Cue, begin: int, status: Status) -> str:
    """How the claim is put: by the words around it, and by its own verb ("may win", but not "the first to win")."""
    manner = mood(masked, masked.token_at(begin), masked.token_at(cue.start), status.name.lower())
    if manner == "asserted" and cue.mode != "asserted":
        to_be = _FIRST_TO.search(masked.text, max(begin, cue.start - 70), cue.end)
        manner = manner if to_be else cue.mode
    if cue.mode == manner == "hedged" and status is Status.UNDER_REVIEW:
        return "asserted"
    return manner


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the claims of one page."""

    layout: Layout
    lexicon: Lexicon
    names: Names
    context: Context

    def claim(
        self,
        index: int,
        masked: Statement,
        here: Sentence,
        cue: Cue,
        found: Found,
        begin: int,
        stop: int,
        wide: int,
    ) -> Claim | None:
        """The claim that ``cue`` makes of ``found``; None when it is none after all.

        ``begin``, ``stop``: the cue's clause, cut where the next cue begins; ``wide``: the whole clause's end.
        """
        text = masked.text
        told = self._told(index, masked, cue, found, begin, wide)
        if told is None:
            return None
        found, number, status, negated = told.found, told.number, told.status, told.negated
        exclusivity, count = told.exclusivity, told.count
        manner = _manner(masked, cue, begin, status)
        if status in _LATER and re.search(
            r"\b(?:will|would|could|should|might)\b", text[max(begin, cue.start - 24) : cue.end]
        ):
            return None  # "a generic will be available when the patent ends"
        where = agency(text, begin, wide, cue.start, stop)
        abroad_only = status is Status.NOT_MARKETED and cue.restrictive  # "sold only in P" is not sold here
        where = "FDA" if abroad_only else where
        if where != "FDA" or manner in ("question", "conditional", "told"):
            return None  # another country's approval, or none at all
        if status is Status.IN_USE:
            if found.none or found.any_drug:
                return None  # "no drug is available for C" is read as that there is none
            exclusivity, count = Exclusivity.NONE, 0
        if status in NO_STATE and not found.none:
            exclusivity, count = Exclusivity.NONE, 0  # "still waiting for its first approval" counts nothing
        indications = (
            ()
            if found.any_drug and status is Status.BOXED_WARNING
            else uses(masked, cue, begin, stop, min(found.end, wide), 0)
        )
        if found.any_drug or (found.none and not found.mentions):
            indications = self._of_nobody(index, masked, cue, found, indications)
            if not indications or not (indications[0].condition or indications[0].words):
                return None
        around = (
            Indication() if indications and indications[0].condition else passage(self.context, index, masked)
        )
        indications = self._completed(masked, cue, found, stop, indications, around)
        subject = self._subject(index, masked, cue, found, number, exclusivity, begin, wide)
        if subject is None:
            return None
        anchor = anchor_of(masked, cue, begin, max(stop, cue.end))
        if cue.past and bygone(masked, cue, found, status, anchor):
            return None
        if cue.status is Status.IN_USE and anchor.kind is AnchorKind.AS_OF:
            return None  # what was sold on a day
        if anchor.kind is AnchorKind.ON and status in (Status.SPECIAL_ACCESS, Status.NOT_MARKETED):
            return None  # "became available through expanded access in 2003" tells of then, and of no state
        if exclusivity is Exclusivity.FIRST and anchor.kind is AnchorKind.SINCE:
            anchor = Anchor()  # "the first new one approved since 2003" was not approved in 2003
        if (
            status is Status.APPROVED
            and re.search(r"\b(?:once|formerly|previously) (?:A-)?\Z", text[: cue.head])
            and not negated
        ):
            anchor = Anchor(AnchorKind.ON)  # "once approved for C": history, whenever it was
        restrictive = (
            status is Status.APPROVED
            and exclusivity is Exclusivity.NONE
            and cue.side is not Side.GROUP
            and bool(cue.restrictive or _ONLY_FOR.match(text, cue.end) or _USE_ONLY.match(text, cue.end))
        )
        beyond = unread(
            masked, cue, found, begin, wide, indications, exclusivity=exclusivity, restrictive=restrictive,
            denied=negated or status is Status.NOT_APPROVED,
        )  # fmt: skip
        with_class = _WITH_CLASS.match(text, cue.end) if status in _APPROVALS else None
        if with_class:
            beyond = (*beyond, masked.source(with_class.start(), with_class.end()))
        if (
            beyond
            and (negated or status is Status.NOT_APPROVED)
            and beyond[0].split()[0] in ("except", "excepting", "excluding", "besides")
        ):
            manner = "hedged"  # "not approved, except for ...": neither denied nor affirmed
        return Claim(
            sentence=here.span,
            section=here.section,
            subject=subject,
            status=status,
            indication=indications[0] if indications else Indication(),
            exclusivity=exclusivity,
            count=count,
            anchor=anchor,
            agency=where,
            mode=manner,
            cue=masked.source(cue.start, cue.end),
            negated=negated and status is not Status.NOT_APPROVED,
            denies=cue.denies,
            historic=cue.historic and not found.none,
            also=indications[1:],
            context=around,
            qualifier=self._qualifier(masked, cue, found, number, exclusivity, status, begin, wide),
            restrictive=restrictive,
            unread=beyond,
        )

    def _told(
        self, index: int, masked: Statement, cue: Cue, found: Found, begin: int, wide: int
    ) -> _Told | None:
        """The status that is told of how many; None where it is told of drugs at large."""
        text = masked.text
        number = counted(masked, cue, begin, wide, found)
        status, negated = told_status(cue, text, begin, wide)
        exclusivity, count = number.exclusivity, number.count
        if status is Status.IN_USE and exclusivity in _HOW_MANY and not found.none:
            status = (
                Status.APPROVED
            )  # "the one drug available", "just two are on the market": so many are approved
        if found.any_drug and not found.none and exclusivity in _HOW_MANY and not cue.past:
            listed = listed_after(masked, cue, wide)  # "two drugs are approved for C: D and D"
            if listed is not None and _named(listed) == max(count, 1):
                found, exclusivity, count = listed, Exclusivity.ONLY, 0
        if exclusivity is Exclusivity.COUNT and count > 1 and count == _named(found) and not cue.past:
            exclusivity, count = Exclusivity.ONLY, 0  # "D and D are the only two": the list is whole
        if status in (Status.ACCELERATED, Status.EMERGENCY, Status.TENTATIVE) and negated:
            status = Status.NOT_APPROVED
        if found.any_drug and status is Status.ONLY_IN_TRIALS:  # "drugs for C are used in trials only"
            found, status = replace(found, none=True), Status.APPROVED
        if found.none:
            if exclusivity is Exclusivity.ONLY and re.search(
                r"\bno other\b|none of the other", text[begin:wide]
            ):
                other = group_in(masked, begin, wide, self.context, index) if not found.any_drug else None
                found = self._last_subject(index) or found
                if not found.mentions or found.any_drug:
                    return None
                number = Counted(exclusivity, 0, other, number.qualifier)
            else:
                status, exclusivity, count, negated = denied(status, found)
        elif found.any_drug and exclusivity is Exclusivity.NONE:
            return None
        if found.none and _SAYS_ELSE.match(text, cue.end) and _OPENS_WITH_NO.match(text[begin : cue.start]):
            return None
        if (
            exclusivity is Exclusivity.NONE
            and not found.none
            and len(found.mentions)
            and means_all(masked, cue, found)
        ):
            exclusivity = Exclusivity.ONLY
            number = all_of(masked, cue, found)
        if (
            found.any_drug
            and not found.none
            and exclusivity not in (Exclusivity.COUNT, Exclusivity.AT_LEAST, Exclusivity.ONLY)
        ):
            return None
        if exclusivity is Exclusivity.ONLY and (
            found.any_drug or (_of_class(found) and _JUST_ONE.search(text[begin:wide]) is not None)
        ):
            exclusivity, count = Exclusivity.COUNT, 1
        return _Told(found, number, status, negated, exclusivity, count)

    def _of_nobody(
        self, index: int, masked: Statement, cue: Cue, found: Found, named: tuple[Indication, ...]
    ) -> tuple[Indication, ...]:
        """What "no drug is approved" is for: as ``named``, else told before; where the FDA is named but no use, the
        sentence's own words, which nothing can be asked for."""
        if named or not found.none:
            return named
        told = self._told_before(masked, cue, index)
        if told or "A" not in masked.text or _IN_GENERAL.search(masked.text, cue.end):
            return told
        return (Indication(words=masked.original.strip()),)

    def _completed(
        self,
        masked: Statement,
        cue: Cue,
        found: Found,
        stop: int,
        named: tuple[Indication, ...],
        around: Indication,
    ) -> tuple[Indication, ...]:
        """The uses ``named``, with what else tells them: the passage (``around``), a class's name, the partners."""
        indications = named
        bracketed = None if named else _THIS_NAMED.search(masked.text, cue.end, stop)
        if bracketed:
            words = masked.source(bracketed.start(1), bracketed.end(1))
            return (
                next(
                    iter(self._read_use(masked, bracketed.start(1), bracketed.end(1))),
                    Indication(words=words, unread=(words,)),
                ),
            )
        if not indications and this_use(masked, cue, stop) and around.condition:
            indications = (replace(around, words="this use"),)
        if indications and (indications[0].setting or indications[0].stage) and not indications[0].condition:
            indications = (replace(indications[0], condition=around.condition), *indications[1:])
        if not indications and _of_class(found):
            words = found.mentions[0].words
            inside = self.names.conditions_in(words)
            if inside and found.mentions[0].key not in self.lexicon.conditions:
                indications = (Indication(condition=inside[0], words=words),)
        before = (
            masked.names.get(found.start - 2)
            if masked.text[max(0, found.start - 1) : found.start] == " "
            else None
        )
        named_by = (
            before if before is not None and before.kind is Kind.CLASS else _kind_named(masked, cue, stop)
        )
        if not indications and named_by is not None:  # "the obesity drug D"
            inside = self.names.conditions_in(named_by.words)
            indications = (Indication(condition=inside[0], words=named_by.words),) if inside else ()
        partners = tuple(m.key for m in found.partners) or _given_with(masked, cue, stop)
        if not partners:
            return indications
        return tuple(replace(i, partners=partners) for i in indications) or (Indication(partners=partners),)

    @staticmethod
    def _read_use(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
        mentions = sorted(masked.names.values(), key=lambda m: m.start)
        return read_uses(masked.original, mentions, masked.at[start], masked.at[end])

    @staticmethod
    def _qualifier(
        masked: Statement,
        cue: Cue,
        found: Found,
        number: Counted,
        exclusivity: Exclusivity,
        status: Status,
        begin: int,
        wide: int,
    ) -> str:
        if found.none and found.mentions:
            between = re.search(r"\bno ((?:[\w-]+ ){1,2})\Z", masked.text[: found.start])
            return (
                " ".join(w for w in between[1].split() if w not in ANY_KIND and not w.startswith("A"))
                if between
                else ""
            )
        if found.none and found.end:
            return restriction(masked, cue, min(begin, found.start), wide)
        if exclusivity is not Exclusivity.NONE:
            return number.qualifier
        if status in (Status.NOT_APPROVED, Status.ONLY_IN_TRIALS, Status.UNDER_REVIEW):
            return form_of(masked, cue, found)
        return ""

    def _told_before(self, masked: Statement, cue: Cue, index: int) -> tuple[Indication, ...]:
        """ "C can be permanent, and no treatment has been approved": the one condition that the sentence is about,
        or else the passage."""
        here = {masked.names[i].key for i in masked.names if i < cue.start and masked.text[i] == "C"}
        if not here:
            around = passage(self.context, index, masked).condition
            here = {around} if around else set()
        return (Indication(condition=here.pop(), words="it"),) if len(here) == 1 else ()

    def _subject(
        self,
        index: int,
        masked: Statement,
        cue: Cue,
        found: Found,
        number: Counted,
        exclusivity: Exclusivity,
        begin: int,
        wide: int,
    ) -> Subject | None:
        words = masked.source(found.start, found.end) if found.end else ""
        if found.any_drug:
            return Subject(words=words or "any drug")
        keys: list[str] = []
        group = ""
        for mention in found.mentions:
            if mention.kind is Kind.CLASS:
                group = group or mention.key
            else:
                keys.extend(k for k in mention.keys if k not in keys)
        excluding: tuple[str, ...] = ()
        if group and not keys:
            keys = list(self.lexicon.classes[group].members)
            if found.other:
                excluding = self._named_before(index, masked, found.start)
                keys = [k for k in keys if k not in excluding]
        of = ""
        if exclusivity is not Exclusivity.NONE and not (group and not found.mentions):
            if number.group is not None:
                of = number.group.key
            elif re.search(
                r"\b(?:only|first|newest|latest) (?:and only )?(?:one|ones|member)\b|\bof (?:these|this class|its class|the class|them)\b|in (?:its|this|the) class",
                masked.text[begin:wide],
            ):
                of = named.key if (named := group_in(masked, begin, wide, self.context, index)) else ""
        if not keys and not group:
            return None
        names = words or ", ".join(keys)
        return Subject(
            words=names,
            drugs=tuple(keys),
            brands=self._brands(found),
            drug_class=group if all(m.kind is Kind.CLASS for m in found.mentions) else "",
            excluding=excluding,
            together=found.together,
            routes=routes_of(masked, found),
            generic_group=of,
        )

    def _brands(self, found: Found) -> tuple[str, ...]:
        """The brand names by which the subject is named, folded, as the lexicon writes them."""
        named = []
        for mention in found.mentions:
            drug = self.lexicon.drugs.get(mention.key) if mention.kind is Kind.DRUG else None
            written = mention.words.casefold()
            named += [b for b in (drug.brands if drug else ()) if b.casefold() == written]
        return tuple(named)

    def _named_before(self, index: int, masked: Statement, end: int) -> tuple[str, ...]:
        named = [masked.names[i] for i in sorted(masked.names) if i < end and masked.text[i] == "D"]
        for mentions in self.context.before(index):
            named.extend(m for m in mentions if m.kind is Kind.DRUG)
        for mentions in self.context.headings(self.layout.sentences[index].section)[:1]:
            named.extend(m for m in mentions if m.kind is Kind.DRUG)
        return tuple(dict.fromkeys(k for m in named for k in m.keys))

    def _last_subject(self, index: int) -> Found | None:
        for mentions in self.context.before(index):
            named = [m for m in mentions if m.kind is Kind.DRUG]
            if named:
                return Found((named[0],))
        return None
