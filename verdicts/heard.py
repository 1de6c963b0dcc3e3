"""What the sentence of a claim says that no field of the claim holds, and that an approval has to match.

A reader that loses "third-line", "eye drops" or "whatever the mutation" hands on a wider claim than the page makes.
What stands in the sentence and in no field is heard here: it is weighed where the records have it, and else nothing is
called true or untrue on the strength of an approval that may be for something else. As a field of ``Claim`` comes to
hold one of these, what is here falls silent by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile

from language.ages import ages
from language.lines import lines_of
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication, Prior
from verdicts.clauses import (
    WAYS,
    clause_of,
    form_beside,
    form_right_before,
    is_sole,
    part_of_a_form,
)
from verdicts.kinds import routes_named
from verdicts.makers import makers
from verdicts.ways import words_of

# A number behind "since" from here on is a year; FDA's approvals begin in 1938.
_OLDEST, _FIRST_OF_FDA = 1500, 1938
_PLACED = frozenset({Exclusivity.FIRST, Exclusivity.FIRST_AND_ONLY, Exclusivity.NEWEST})
_NO_AGES = (None, None)
# Words before a name within which its maker or its form is said; a name set behind a class ("an insulin, icodec,").
_NEAR = 5
_APPOSED = re.compile(r", (?:called |known as |named )?([^\W\d_][\w-]{3,}),")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one claim's part of its sentence says beyond the claim.

    ``routes``: the form named beside the drug. ``prior``: the line of therapy; ``only``: "only after two others";
    ``setting``: adjuvant and the like. ``broad``: "whatever the stage"; ``whoever``: "at any age"; ``ages``: in months,
    from and below; ``alone``: "on its own". ``approves``, ``sells``: there is a word of approval, of sale;
    ``still``: of the present;
    ``lasts``: the sentence tells that the drug cannot be had; ``converts``: of an accelerated approval turned into a
    regular one; ``introduced``: "a drug called X"; ``formed``: a form, a way of giving it or a purpose is named.
    ``clause``: the part of the sentence itself. ``strange``: what was said and cannot be laid to a use. ``untold``:
    what no record holds (a maker, how often, a place in a row), which only keeps from calling the claim true.
    ``past``: a denial told in the past tense. ``stands``: "is the only", of the present; ``gone``: "is no longer";
    ``returned``: that it came back; ``unapproved``: of emergency use, that there is nothing more.
    ``recent``: told as news; ``overcome``: of a wait that is over; ``nothing_else``: "and for nothing else".
    ``referred``: for whom or what was told before ("for them"); ``so_long``: "the first in 22 years"; ``copy``: of
    generics or biosimilars; ``earlier``: "not any earlier"; ``refused``: a denial stands beside the research;
    ``whole``: the sentence. ``sole``: "X alone is approved, there is nothing else". ``interchange``,
    ``interchange_here``: of interchangeable biosimilars, in the sentence, in this part of it.
    """

    routes: tuple[str, ...] = ()
    prior: Prior | None = None
    only: bool = False
    setting: str = ""
    broad: str = ""
    whoever: str = ""
    alone: str = ""
    ages: tuple[int | None, int | None] = _NO_AGES
    approves: bool = False
    sells: bool = False
    still: bool = False
    lasts: bool = False
    converts: bool = False
    introduced: bool = False
    formed: bool = False
    clause: str = ""
    strange: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    past: bool = False
    stands: bool = False
    gone: bool = False
    returned: bool = False
    unapproved: bool = False
    recent: bool = False
    overcome: bool = False
    nothing_else: bool = False
    referred: bool = False
    so_long: bool = False
    earlier: bool = False
    refused: bool = False
    copy: bool = False
    whole: str = ""
    sole: bool = False
    interchange: bool = False
    interchange_here: bool = False


SILENT = Heard()


@dataclass(frozen=True, slots=True)
class _Told:
    """Which fields of a claim its reader filled: of these nothing more is heard."""

    aged: bool
    dated: bool
    setting: bool
    routed: bool
    partner: bool
    one_of_class: bool
    placed: bool
    anyone: bool
    counted: bool
    awaits: bool
    lacking: bool
    disease: bool
    names: frozenset[str]
    brands: frozenset[str]


def heard(claim: Claim, sentence: str) -> Heard:
    """What ``sentence`` (the words of ``claim.sentence``) says beyond the claim's fields."""
    if not sentence:
        return SILENT
    uses, subject = (claim.indication, *claim.also), claim.subject
    counted = claim.exclusivity is not Exclusivity.NONE
    dated = any(u.age_from is not None or u.age_to is not None for u in uses)
    told = _Told(
        # whose an age is that stands beside "the only", is not said
        aged=counted or dated,
        dated=dated,
        setting=any(u.setting for u in uses),
        routed=bool(subject.routes),
        partner=subject.together or any(u.partners for u in uses),
        one_of_class=not counted and bool(subject.drug_class),
        placed=claim.exclusivity in _PLACED or bool(claim.negated),
        counted=counted,
        awaits=claim.status is Status.UNDER_REVIEW and not any(u.condition for u in uses),
        lacking=claim.status is Status.APPROVED or any(m.endswith("-") for u in uses for m in u.biomarkers),
        anyone=claim.exclusivity is Exclusivity.NO_DRUG and not subject.drugs,
        disease=any(u.condition for u in uses),
        names=frozenset(w for name in (*subject.drugs, *subject.brands) for w in name.casefold().split()),
        brands=frozenset(brand.casefold().split()[0] for brand in subject.brands),
    )
    who = claim.qualifier if claim.qualifier and not subject.drugs else subject.words
    return _heard(sentence, who, claim.cue, claim.indication.words, told)


def as_heard(claim: Claim, said: Heard) -> Claim:
    """The claim with what its sentence says and its fields can hold."""
    if said is SILENT:
        return claim
    use, *also = (_with(u, said) for u in (claim.indication, *claim.also))
    return replace(
        claim,
        indication=use,
        also=tuple(also),
        denies=claim.denies or (claim.status is Status.INVESTIGATIONAL and said.refused),
        exclusivity=Exclusivity.ONLY if said.sole and claim.status is Status.APPROVED else claim.exclusivity,
        restrictive=claim.restrictive or said.only or said.nothing_else,
        unread=(
            *(
                u
                for u in claim.unread
                if not ((said.nothing_else or said.sole) and _tells_of_no_other(u))
                and not _is_elsewhere(claim, said, u)
            ),
            *said.strange,
        ),
    )


def _is_elsewhere(claim: Claim, said: Heard, words: str) -> bool:
    """True for what a sentence says in another part than the denial of a form ("..., an oral form is not approved")."""
    if claim.status is not Status.NOT_APPROVED or not (said.routes or claim.subject.routes):
        return False
    part = part_of_a_form(said.whole, claim.cue, claim.indication.words)
    return bool(part) and words not in part


def _tells_of_no_other(words: str) -> bool:
    """ "Nothing else", without the "and" before it."""
    return WAYS.says("nothing else", f"and {words.casefold()}")


def _with(use: Indication, said: Heard) -> Indication:
    prior = None if said.earlier or any(not p.vague for p in lines_of(use.words)) else said.prior
    setting = said.setting
    if prior is not None and not setting:
        setting = "later line" if prior.least else "first line"
    low, high = (use.age_from, use.age_to) if said.ages == _NO_AGES else said.ages
    return replace(
        use,
        setting=use.setting or setting,
        prior=prior or use.prior,
        age_from=low,
        age_to=high,
    )


@lru_cache(maxsize=1024)
def _heard(sentence: str, who: str, cue: str, use: str, told: _Told) -> Heard:
    clause = clause_of(sentence, who, cue, use)
    lower, whole = clause.casefold(), sentence.casefold()
    lines = [p for p in lines_of(lower) if not p.vague]
    settings = {m.words for m in WAYS.matches("setting", lower)} or {
        "first line" for _ in WAYS.matches("first line", lower) if told.disease
    }
    aged = [a for a in ages(clause) if any(WAYS.matches("aged", lower, a.start, a.end + len(" of age")))]
    sole = not told.counted and is_sole(clause, who) and WAYS.says("no other", whole)
    routes = () if told.routed else form_beside(clause, who, cue)
    if not routes and not told.routed:
        own = routes_named(part_of_a_form(sentence, cue, use).partition(cue)[0].casefold())
        routes = own if len(own) == 1 else ()
    if not routes and told.awaits and not told.routed:
        routes = form_right_before(sentence, cue, use)
    return Heard(
        routes=routes,
        prior=lines[0] if len(lines) == 1 else None,
        only=len(lines) == 1 and WAYS.says("only", lower),
        setting=settings.pop() if len(settings) == 1 and not told.setting else "",
        broad=WAYS.first("broad", lower),
        whoever="" if told.dated else WAYS.first("whoever", whole),
        alone="" if sole else WAYS.first("alone", lower),
        sole=sole,
        ages=(aged[0].low, aged[0].high) if len(aged) == 1 and not told.aged else _NO_AGES,
        approves=WAYS.says("approves", lower),
        clause=clause,
        formed=bool(routes_named(lower)) or WAYS.says("formed", lower),
        introduced=WAYS.says("introduced", lower),
        still=WAYS.says("still", lower),
        sells=WAYS.says("sells", lower),
        lasts=WAYS.says("lasts", whole) and not WAYS.says("came later", whole),
        overcome=WAYS.says("came later", whole),
        recent=WAYS.says("recent", lower),
        nothing_else=WAYS.says("nothing else", lower),
        referred=WAYS.says("referred", lower),
        so_long=told.placed and WAYS.says("in so long", whole),
        copy=WAYS.says("copy", whole),
        earlier=WAYS.says("earlier", lower),
        interchange=WAYS.says("interchangeable", whole),
        interchange_here=WAYS.says("interchangeable", lower),
        refused=WAYS.says("refused too", whole),
        whole=sentence,
        converts=WAYS.says("converts", lower),
        strange=(
            *_strange(lower, who.casefold(), told, len(lines)),
            *_suffix(clause, who),
            *((label,) if not told.disease and (label := _labelled(sentence, who, cue)) else ()),
        ),
        untold=tuple(
            dict.fromkeys(
                (
                    *_untold(lower, who.casefold(), told),
                    *makers(clause, who, told.names, told.brands, _no_maker),
                )
            )
        ),
        past=WAYS.says("past", lower),
        stands=WAYS.says("stands alone", lower),
        gone=WAYS.says("gone", whole),
        returned=WAYS.says("came back", whole),
        unapproved=WAYS.says("emergency only", whole),
    )


def _untold(lower: str, who: str, told: _Told) -> Iterator[str]:
    """What is said of a product beside its name that no record of approvals holds."""
    yield from (m.words for m in WAYS.matches("in a row", lower))
    at = lower.find(who) if who else -1
    if at < 0:
        return
    behind = lower[at + len(who) :]
    yield from (m.words for m in WAYS.matches("made by", behind))
    apposed = _APPOSED.match(behind) if told.one_of_class else None
    if apposed:
        yield apposed[1]


def _no_maker(word: str) -> bool:
    """True for a possessive that is none of a firm: "Alzheimer's", "today's"."""
    return WAYS.says("no makers", word)


def _near(lower: str, who: int, name: str) -> str:
    """What stands right before and behind a name, with it."""
    if who < 0 or not name:
        return ""
    before, behind = words_of(lower[:who])[-_NEAR:], words_of(lower[who + len(name) :])[:_NEAR]
    behind = list(takewhile(lambda token: token not in ",;:(", behind))
    return " ".join((*before, name, *behind))


def _strange(lower: str, name: str, told: _Told, lines: int) -> Iterator[str]:
    who = lower.find(name)
    if lines > 1:
        yield "more than one line of therapy"
    if weight := WAYS.first("weight", lower):
        yield weight
    if told.counted and (new := WAYS.first("new kind", lower)):
        yield new
    if often := WAYS.first("how often", _near(lower, who, name)):
        yield often
    if dose := WAYS.first("dose", lower):
        yield dose
    if not told.aged and (born := WAYS.first("from birth", lower)):
        yield born
    if not told.partner and (beside := WAYS.first("combined", lower)):
        yield beside
    only = next(WAYS.matches("the only", lower), None)
    if not told.counted and only and not WAYS.says("not", lower[: only.start]):
        yield only.words
    if told.counted and not told.setting and any(p.vague for p in lines_of(lower)):
        yield "after other treatments"
    if told.anyone and (form := WAYS.first("form of", lower) or WAYS.first("likeness", lower)):
        yield form
    yield from _of_a_year("too early", lower, _OLDEST, _FIRST_OF_FDA - 1)
    if not told.placed and (place := WAYS.first("place", lower)):
        yield place
    if not told.lacking and (lacked := _lacked(lower)):
        yield lacked
    if told.one_of_class and (many := _so_many(lower[: max(who, 0)])):
        yield many


def contrasted(sentence: str) -> str:
    """The half of a sentence that sets another drug's status against the one that was read ("..., while Y is kept on
    prescription"), empty without one. What was read may be true, and the sentence not."""
    lower = sentence.casefold()
    set_against = next(WAYS.matches("contrast", lower), None)
    rest = lower[set_against.start :] if set_against else ""
    return rest.rstrip(". ") if rest and WAYS.says("of a status", rest) else ""


def _of_a_year(row: str, lower: str, first: int, last: int) -> Iterator[str]:
    """The first words of a row that end in a year of these."""
    found = (m.words for m in WAYS.matches(row, lower) if m.last.isdecimal() and first <= int(m.last) <= last)
    yield from islice(found, 1)


def _labelled(sentence: str, who: str, cue: str) -> str:
    """The label of the cell in which the words of a status stand alone, where it is none of the subject: "Food allergy:
    not approved" in a row on a drug."""
    cell = next((c for c in sentence.split("|") if cue and cue in c), "") if "|" in sentence else ""
    label, colon, rest = cell.partition(":")
    alone = bool(colon) and rest.strip(" .") == cue.strip(" .")
    return label.strip() if alone and label.strip() and who not in label else ""


def _lacked(lower: str) -> str:
    """ "EGFR-negative", "without a mutation"; "triple-negative" is a kind of its own."""
    for match in WAYS.matches("lacking", lower):
        before = words_of(lower[: match.start])[-1:]
        if match.words != "negative":
            return match.words
        if before not in ([], ["triple"]):
            return f"{before[0]} negative"
    return ""


def _so_many(before: str) -> str:
    """The number that ends ``before``, or stands one word in front of its end."""
    words = words_of(before)[-2:]
    return next((" ".join(words[at:]) for at in range(len(words)) if WAYS.says("numbers", words[at])), "")


def _suffix(clause: str, who: str) -> Iterator[str]:
    at = clause.find(who) if who else -1
    behind = re.match(r"[ -]([A-Z]{2,3})\b", clause[at + len(who) :]) if at >= 0 else None
    if behind and WAYS.says("suffix", behind[1].casefold()):
        yield who + behind[0]
