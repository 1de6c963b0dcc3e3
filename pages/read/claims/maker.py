"""One cue and its subject to a claim: status, use, exclusivity, time and mood."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from language.names import Kind
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status
from model.indication import Indication
from model.page import Sentence
from pages.read.claims.anaphora import Found, group_in
from pages.read.claims.anchors import anchor_of, bygone, days_of_each
from pages.read.claims.around import Around
from pages.read.claims.cue import Cue, Side
from pages.read.claims.forwhat import completed, of_class, of_nobody, of_what
from pages.read.claims.groups import CANNOT_BE, Counted, besides, counted, listed_after
from pages.read.claims.indications import beside_the_name, of_the_clause_before, passage, this_use, uses
from pages.read.claims.kinds import ANY_KIND, form_of, restriction
from pages.read.claims.lists import all_of, means_all
from pages.read.claims.modifiers import mood
from pages.read.claims.scope import agency
from pages.read.claims.statement import Statement
from pages.read.claims.told import NO_STATE, denied, told_status
from pages.read.claims.unread import for_all, unread
from pages.read.claims.whom import last_subject
from pages.read.claims.whom import subject as subject_of

_ONLY_FOR = re.compile(
    r"(?:,? by (?:the )?A)?(?: for use)?,? (?:and |but )?(?:only|solely|exclusively|just) (?:for|in|to|when|if|as)\b"
)
# "approved for C only": behind the use
_USE_ONLY = re.compile(
    r"(?: by the A)? (?:for|in|to treat) (?!(?:[^.,;:]* )?(?:prescription|when|if|and|but|that|which)\b)[^.,;:()]{0,60} only\s*(?=[.,;:)]|\Z)"
)
# "No drug approved for C is free of side effects" takes the approval for granted.
_OPENS_WITH_NO = re.compile(r"\s*no (?:[\w-]+ ){1,3}(?:A[- ])?\Z")
_SAYS_ELSE = re.compile(
    r"[^.;,]{0,60}?C (?:is|are|has|have|can|could|will|does|do|works?|cures?|comes?)\b(?! (?:yet |currently )?(?:available|known|on the|sold|made|been))"
)
_DAY_OF_ANOTHER = re.compile(
    r"\b(?:the|its|that|a) T (?:withdrawal|recall|ban|revocation|removal|suspension|decision)\b"
)
_OF_THAT_SORT = re.compile(
    r"\b(?:nothing|none|no (?:drug|medicine|treatment|therapy|product)s?) (?:of (?:the|this|that) (?:sort|kind|type)|like (?:it|that|this|them)|similar|comparable)\b"
)
_FORMERLY = re.compile(r"\b(?:once|formerly|previously|for years|used to be) (?:A-)?\Z")
_APPROVALS = frozenset({Status.APPROVED, Status.ACCELERATED})
_HOW_MANY = frozenset({Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY, Exclusivity.COUNT})
_ON_SALE = re.compile(r"\b(?:available|market(?:ed)?|sold|sale|prescribed)\b")
_LATER = frozenset({Status.GENERIC, Status.BIOSIMILAR, Status.OTC})
_JUST_ONE = re.compile(r"\b(?:only|just|exactly) (?:one|1|a single)\b")
_WITH_CLASS = re.compile(
    r"(?: (?:for|in) [^,;.]{0,40})? (?:in combination with|combined with|together with|along with|plus|with) (?:an? |other )?K"
)


def _named(found: Found) -> int:
    """How many drugs the subject names, where it names nothing else."""
    return (
        len(found.mentions) if all(m.kind is Kind.DRUG for m in found.mentions) and not found.together else 0
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A status with whom and how many it is told of, before it is known for what and when."""

    found: Found
    number: Counted
    status: Status
    negated: bool
    exclusivity: Exclusivity
    count: int


# What is denied of a drug as such, whatever it is said to be for beside its name.
_OF_THE_DRUG = frozenset({Status.NOT_APPROVED, Status.NOT_MARKETED})
_OF_ONE_USE = frozenset({Status.INVESTIGATIONAL, Status.UNDER_REVIEW, Status.ONLY_IN_TRIALS})
# "You can't get D outside a study", "... without a prescription"
_BUT_FOR = re.compile(r"[^.;:?!]{0,80}?\b(?:without|outside|unless|except|because|from|at the|online)\b")
_IN_A_TRIAL = re.compile(r"[^.;:?!]{0,30}\b(?:trials?|stud(?:y|ies)|research|protocol)\b")
_NEITHER = re.compile(r"\W*(?:but |and |so far,? )?neither (?!nor\b)")
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

    around: Around

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
        if of_what(masked, cue):
            return None
        told = self._told(index, masked, cue, found, begin, wide)
        if told is None:
            return None
        found, number, status, negated = told.found, told.number, told.status, told.negated
        if (
            status is Status.NOT_MARKETED
            and cue.side is Side.RIGHT
            and (but := _BUT_FOR.match(text, cue.end))
        ):
            if not _IN_A_TRIAL.match(text, but.end()):
                return None  # "you can't get D without a prescription": then it can be had
            status = Status.ONLY_IN_TRIALS  # "... outside a study"
        if status not in _APPROVALS or negated:
            found = self._as_one(found)
        exclusivity, count = told.exclusivity, told.count
        manner = _manner(masked, cue, begin, status)
        if manner == "hedged" and found.none and CANNOT_BE.search(text, begin, cue.start):
            manner = "asserted"  # "C cannot be treated with any approved drug": no possibility, but that there is none
        if status in _LATER and re.search(
            r"\b(?:will|would|could|should|might)\b", text[max(begin, cue.start - 24) : cue.end]
        ):
            return None  # "a generic will be available when the patent ends"
        where = agency(text, begin, wide, cue.start, stop)
        # "sold only in P" is not sold here
        abroad_only = status in (Status.NOT_MARKETED, Status.NOT_APPROVED) and cue.restrictive
        where = "FDA" if abroad_only else where
        if where != "FDA" or manner in ("question", "conditional", "told"):
            return None  # another country's approval, or none at all
        if status is Status.IN_USE:
            if found.any_drug or (found.none and not _NEITHER.match(text, begin)):
                return None  # "no drug is available for C" is read as that there is none
            if found.none:  # "neither is on the market"
                found, status, negated = replace(found, none=False), Status.NOT_MARKETED, False
            exclusivity, count = Exclusivity.NONE, 0
        if status in NO_STATE and not found.none:
            exclusivity, count = Exclusivity.NONE, 0  # "still waiting for its first approval" counts nothing
        indications = (
            ()
            if found.any_drug and status is Status.BOXED_WARNING
            else uses(masked, cue, begin, stop, min(found.end, wide), 0)
        )
        described = (
            status in _OF_THE_DRUG
            and exclusivity is Exclusivity.NONE
            and beside_the_name(masked, cue, found, indications)
        ) or (
            status is Status.NOT_APPROVED
            and not (found.none or found.any_drug or of_class(found))
            and of_the_clause_before(masked, begin, indications)
        )
        beside, indications = (indications, ()) if described else ((), indications)
        if found.any_drug or (found.none and not found.mentions):
            indications = of_nobody(self.around, index, masked, cue, found, indications)
            if not indications or not (indications[0].condition or indications[0].words):
                return None
        around = (
            Indication()
            if indications and indications[0].condition
            else Indication(condition=beside[0].condition)
            if beside
            else passage(
                self.around.context, index, masked, cue.start if this_use(masked, cue, stop) else None
            )
        )
        indications = completed(self.around, masked, cue, found, stop, indications, around)
        if status in _OF_ONE_USE and not indications and not described:
            indications = self._topic(index, masked)
        subject = subject_of(self.around, index, masked, cue, found, number, exclusivity, begin, wide)
        if subject is None:
            return None
        anchor = anchor_of(masked, cue, begin, max(stop, cue.end))
        if cue.past and bygone(masked, cue, found, status, anchor):
            return None
        if cue.status is Status.IN_USE and (
            anchor.kind is AnchorKind.AS_OF or _FORMERLY.search(text, 0, cue.head)
        ):
            return None  # what was sold on a day, or "once given for C"
        if anchor.kind is AnchorKind.ON and status in (Status.SPECIAL_ACCESS, Status.NOT_MARKETED):
            return None  # "became available through expanded access in 2003" tells of then, and of no state
        if status is Status.IN_USE and anchor.kind is AnchorKind.ON and _DAY_OF_ANOTHER.search(text, cue.end):
            anchor = (
                Anchor()
            )  # "back on the market after the 2020 withdrawal was lifted": the day is the withdrawal's
        if exclusivity is Exclusivity.FIRST and anchor.kind is AnchorKind.SINCE:
            anchor = Anchor()  # "the first new one approved since 2003" was not approved in 2003
        if status is Status.APPROVED and _FORMERLY.search(text, 0, cue.head) and not negated:
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
        if status in _APPROVALS:
            beyond = (*beyond, *for_all(masked, cue.end), *days_of_each(masked, cue, max(stop, cue.end)))
        with_class = _WITH_CLASS.match(text, cue.end) if status in _APPROVALS else None
        if (
            indications
            and indications[0].age_from is not None
            and not (indications[0].condition or around.condition)
        ):
            beyond = (*beyond, indications[0].words)  # an age, of what disease is not known
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

    def _topic(self, index: int, masked: Statement) -> tuple[Indication, ...]:
        """The disease that a page is about by its title, as the use of what is in trials or under review "now"; none
        where the paragraph or a heading names another, or the title a drug."""
        titles = self.around.context.names.find(self.around.layout.title)
        about = {m.key for m in titles if m.kind is Kind.CONDITION}
        if len(about) != 1 or any(m.kind is Kind.DRUG for m in titles):
            return ()
        near = [masked.names.values(), *self.around.context.passage(index)]
        if {m.key for mentions in near for m in mentions if m.kind is Kind.CONDITION} - about:
            return ()
        return (Indication(condition=about.pop(), words="it"),)

    def _as_one(self, found: Found) -> Found:
        """ "D plus D", where a fixed combination of just these is a drug of its own: that drug. (What is said to be
        approved may be each one with the other, and of another day.)"""
        named = (*found.mentions, *found.partners)
        if not (found.together or found.partners) or any(m.kind is not Kind.DRUG for m in named):
            return found
        whole = self.around.names.combination(m.key for m in named)
        if not whole:
            return found
        one = replace(named[0], keys=(whole,), words="")
        return replace(found, mentions=(one,), partners=(), together=False)

    def _told(
        self, index: int, masked: Statement, cue: Cue, found: Found, begin: int, wide: int
    ) -> _Told | None:
        """The status that is told of how many; None where it is told of drugs at large."""
        text = masked.text
        if (
            cue.status is Status.NOT_APPROVED
            and cue.side is Side.RIGHT
            and not (found.any_drug or of_class(found))
        ):
            found = replace(found, none=False)  # "there is no licensed D": the cue holds the "no"
        number = counted(masked, cue, begin, wide, found)
        status, negated = told_status(cue, text, begin, wide)
        exclusivity, count = number.exclusivity, number.count
        on_sale = _ON_SALE.search(text, cue.start, cue.end) is not None
        if status is Status.IN_USE and exclusivity in _HOW_MANY and not found.none and on_sale:
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
        if found.none and found.any_drug and _OF_THAT_SORT.search(text, begin, cue.start):
            return None  # "nothing of the sort is approved for C": nothing like what was told before
        spared = besides(masked, begin, wide) if found.none and found.any_drug else None
        if spared is not None:  # "no drug for C other than D is approved"
            return _Told(spared, Counted(Exclusivity.ONLY), Status.APPROVED, False, Exclusivity.ONLY, 0)
        if found.none:
            if exclusivity is Exclusivity.ONLY and re.search(
                r"\bno other\b|none of the other", text[begin:wide]
            ):
                other = (
                    group_in(masked, begin, wide, self.around.context, index) if not found.any_drug else None
                )
                found = last_subject(self.around, index) or found
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
            found.any_drug or (of_class(found) and _JUST_ONE.search(text[begin:wide]) is not None)
        ):
            exclusivity, count = Exclusivity.COUNT, 1
        return _Told(found, number, status, negated, exclusivity, count)

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
        if found.none and found.mentions and cue.nobody and not found.end:
            return masked.source(cue.start, cue.end)  # "no pill exists"
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
