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

from language.ages import ages
from language.lines import lines_of
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication, Prior
from verdicts.kinds import routes_named

_SETTING = re.compile(
    r"\b(?P<went>(?:after|following|completed?|completing|without|prior|during) )?"
    r"(?P<setting>neoadjuvant|adjuvant|maintenance)\b"
)
_BROAD = re.compile(
    r"\b(?:whatever|regardless of|irrespective of|no matter (?:what|which|the)|with or without|"
    r"(?:all|any) (?:types?|forms?|kinds?|stages?)|(?:of|at) (?:any|every|all) stages?)\b"
)
_ALONE = re.compile(
    r"\b(?:(?:used?|taken|given|works?) (?:alone|by itself)|on its own|by itself|(?:as )?(?:a )?monotherapy|"
    r"single[ -]agent|without (?:any )?other \w+ (?:drugs?|medicines?|therap(?:y|ies)|treatments?))\b"
)
_AGE = re.compile(r"\b(?:birth|ages?|aged|olds?|older|younger|children|adults?)\b")
_COMBINED = re.compile(r"\b(?:in combination|(?:along|together|combined) with|as an? (?:add-on|adjunct))\b")
# "X with chemotherapy is not approved ...": the partner, where it stands right behind the name.
_MATE = re.compile(
    r",? (?:given |used |added )?(?:with|plus|and|to) (?:standard |intensive )?(chemotherapy)\b"
)
_ONLY = re.compile(r"\bonly (?:if|when|as|after|following|for|in)\b")
_ONCE = re.compile(r"\b(?:before|until|till|prior to|up to) (?:[a-z]+ )?(?:\d{1,2}, )?(?:19|20)\d\d\b")
_SO_MANY = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\w+ )?\Z")
# "No injectable form of X": said of X, not of every drug.
_FORM_OF = re.compile(
    r"\bno (?:[\w-]+ ){0,3}(?:forms?|versions?|formulations?|preparations?|strengths?) of "
    r"(?!treatment|therapy|medic)[\w-]+"
)
# "The second PARP inhibitor": a place in a row, which "the first" and "the newest" alone have a field for.
_PLACE = re.compile(
    r"\b(?:(?:the|a|its|their) )(?:second|third|fourth|fifth|sixth|next|last|latest|newest|most recent(?:ly approved)?)"
    r"(?![- ](?:party|line|dose|day|week|month|year|time|step|trimester|phase|generation|opinion))\b"
)
# FDA's approvals begin in 1938; a year before is no day of an approval that the records could bear out.
_TOO_EARLY = re.compile(r"\b(?:in|since|from|of) (?:1[5-8]\d\d|19[0-2]\d|193[0-7])\b")
_STILL = re.compile(
    r"\b(?:still|remains?|currently|now|today|can no longer|no longer be|to this day|at present)\b"
)
_THE_ONLY = re.compile(r"\b(?:the|our|its) (?:first and )?only\b(?! (?:after|if|when|for|in)\b)")
# "First approved for cosmetic use", "as a tablet": the first of something, not of all.
_FORM = re.compile(
    r"\b(?:forms?|versions?|formulations?|strengths?|doses?|generics?|biosimilars?|for|as an?|"
    r"to (?:treat|prevent|help|reduce|lower|use))\b"
)
# "A drug called modafinil": told as something new.
_INTRODUCED = re.compile(
    r"\b(?:an?|the new) (?:[\w-]+ ){0,3}(?:drug|medicine|medication|treatment|therapy|antibody) "
    r"(?:called|named|known as)\b"
)
_NOT = re.compile(r"\b(?:not|no longer|never)\b|n't\b")
_APPROVES = re.compile(r"\b(?:approv|licen[cs]|authori[sz]|clear(?:ed|s|ance)\b)")
_SELLS = re.compile(
    r"\b(?:available|sold|sell|sale|market(?:ed)?|launch\w*|shel(?:f|ves)|buy|bought|pharmac(?:y|ies))\b"
)
# "Rinvoq LQ", "Toprol-XL": a product of its own, where the name that was read is only the first part of it.
_SUFFIX = re.compile(r"[ -](?:LQ|XR|ER|SR|CR|LA|HD|ODT|IR|DR|XL|PM|AF|CD|LAR|HFA)\b")
_LACKING = re.compile(
    r"\b(?!triple)[\w-]+[- ]negative\b|\bwithout (?:an? |the |any )?[\w-]+(?: [\w-]+)? "
    r"(?:mutations?|fusions?|alterations?|rearrangements?)\b"
)
# Doses and limits by weight are in no record of approvals.
_WEIGHT = re.compile(r"\bweigh\w* (?:[a-z]+ ){0,3}\d[\d.]* ?(?:kg|kilograms?|kilos?|pounds?|lbs?)\b")
_CLAUSE = re.compile(
    r"[;:]| but |, (?=(?:and|while|whereas|is|are|was|were|has|have|remains?|it|they|which|who|although|though|"
    r"because)\b)"
)
_PLACED = frozenset({Exclusivity.FIRST, Exclusivity.FIRST_AND_ONLY, Exclusivity.NEWEST})
_NO_AGES = (None, None)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one claim's part of its sentence says beyond the claim.

    ``routes``: the form named beside the drug. ``prior``: the line of therapy; ``only``: "only after two others";
    ``setting``: adjuvant and the like. ``broad``: "whatever the stage"; ``alone``: "on its own"; ``ages``: in months,
    from and below; ``partner``: "with chemotherapy" beside the drug. ``approves``, ``sells``: there is a word of
    approval, of sale; ``still``: of the present;
    ``introduced``: "a drug called X"; ``formed``: a form, a way of giving it or a purpose is named;
    ``clause``: the part of the sentence itself.
    ``strange``: what was said and cannot be laid to a use.
    """

    routes: tuple[str, ...] = ()
    prior: Prior | None = None
    only: bool = False
    setting: str = ""
    broad: str = ""
    alone: str = ""
    ages: tuple[int | None, int | None] = _NO_AGES
    partner: str = ""
    approves: bool = False
    sells: bool = False
    still: bool = False
    introduced: bool = False
    formed: bool = False
    clause: str = ""
    strange: tuple[str, ...] = ()


SILENT = Heard()


@dataclass(frozen=True, slots=True)
class _Told:
    """Which fields of a claim its reader filled: of these nothing more is heard."""

    aged: bool
    setting: bool
    routed: bool
    partner: bool
    dated: bool
    one_of_class: bool
    placed: bool
    anyone: bool
    counted: bool
    lacking: bool


def heard(claim: Claim, sentence: str) -> Heard:
    """What ``sentence`` (the words of ``claim.sentence``) says beyond the claim's fields."""
    if not sentence:
        return SILENT
    uses, subject = (claim.indication, *claim.also), claim.subject
    counted = claim.exclusivity is not Exclusivity.NONE
    told = _Told(
        # whose an age is that stands beside "the only", is not said
        aged=counted or any(u.age_from is not None or u.age_to is not None for u in uses),
        setting=any(u.setting for u in uses),
        routed=bool(subject.routes),
        partner=subject.together or any(u.partners for u in uses),
        dated=claim.anchor.date is not None,
        one_of_class=not counted and bool(subject.drug_class),
        placed=claim.exclusivity in _PLACED or bool(claim.negated),
        counted=counted,
        lacking=claim.status is Status.APPROVED or any(m.endswith("-") for u in uses for m in u.biomarkers),
        anyone=claim.exclusivity is Exclusivity.NO_DRUG and not subject.drugs,
    )
    who = claim.qualifier if claim.qualifier and not subject.drugs else subject.words
    return _heard(sentence, who, claim.cue, told)


def as_heard(claim: Claim, said: Heard) -> Claim:
    """The claim with what its sentence says and its fields can hold."""
    if said is SILENT:
        return claim
    use, *also = (_with(u, said) for u in (claim.indication, *claim.also))
    return replace(
        claim,
        indication=use,
        also=tuple(also),
        restrictive=claim.restrictive or said.only,
        unread=(*claim.unread, *said.strange),
    )


def _with(use: Indication, said: Heard) -> Indication:
    prior = None if lines_of(use.words) else said.prior
    setting = said.setting
    if prior is not None and not setting:
        setting = "later line" if prior.least else "first line"
    low, high = (use.age_from, use.age_to) if said.ages == _NO_AGES else said.ages
    partners = use.partners or ((said.partner,) if said.partner else ())
    return replace(
        use,
        setting=use.setting or setting,
        prior=prior or use.prior,
        age_from=low,
        age_to=high,
        partners=partners,
    )


@lru_cache(maxsize=1024)
def _heard(sentence: str, who: str, cue: str, told: _Told) -> Heard:
    clause = _clause(sentence, who, cue)
    lower = clause.casefold()
    lines = [p for p in lines_of(lower) if not p.vague]
    settings = {m["setting"] for m in _SETTING.finditer(lower) if not m["went"]}
    aged = [a for a in ages(clause) if _AGE.search(lower, a.start, a.end + len(" of age"))]
    return Heard(
        routes=() if told.routed else _beside(clause, who, cue),
        prior=lines[0] if len(lines) == 1 else None,
        only=len(lines) == 1 and _ONLY.search(lower) is not None,
        setting=settings.pop() if len(settings) == 1 and not told.setting else "",
        broad=_found(_BROAD, lower),
        alone=_found(_ALONE, lower),
        ages=(aged[0].low, aged[0].high) if len(aged) == 1 and not told.aged else _NO_AGES,
        partner="" if told.partner else _mate(lower, who.casefold()),
        approves=_APPROVES.search(lower) is not None,
        clause=clause,
        formed=bool(routes_named(lower)) or _FORM.search(lower) is not None,
        introduced=_INTRODUCED.search(lower) is not None,
        still=_STILL.search(lower) is not None,
        sells=_SELLS.search(lower) is not None,
        strange=(*_strange(lower, lower.find(who.casefold()), told, len(lines)), *_suffix(clause, who)),
    )


def _strange(lower: str, who: int, told: _Told, lines: int) -> Iterator[str]:
    if lines > 1:
        yield "more than one line of therapy"
    if weight := _found(_WEIGHT, lower):
        yield weight
    if not told.partner and (beside := _found(_COMBINED, lower)):
        yield beside
    if not told.dated and (once := _found(_ONCE, lower)):
        yield once
    only = _THE_ONLY.search(lower)
    if not told.counted and only and not _NOT.search(lower[: only.start()]):
        yield only[0]
    if told.counted and not told.setting and any(p.vague for p in lines_of(lower)):
        yield "after other treatments"
    if told.anyone and (form := _found(_FORM_OF, lower)):
        yield form
    if early := _found(_TOO_EARLY, lower):
        yield early
    if not told.placed and (place := _found(_PLACE, lower)):
        yield place
    if not told.lacking and (lacked := _found(_LACKING, lower)):
        yield lacked
    if told.one_of_class and (many := _found(_SO_MANY, lower[: max(who, 0)])):
        yield many.strip()


def _suffix(clause: str, who: str) -> Iterator[str]:
    at = clause.find(who) if who else -1
    behind = _SUFFIX.match(clause, at + len(who)) if at >= 0 else None
    if behind:
        yield who + behind[0]


def _mate(lower: str, who: str) -> str:
    at = lower.find(who) if who else -1
    behind = _MATE.match(lower, at + len(who)) if at >= 0 else None
    return behind[1] if behind else ""


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _clause(sentence: str, who: str, cue: str) -> str:
    """The part of a sentence that speaks of the claim: from its drug or its status word on, to where another begins."""
    at = sentence.find(cue) if cue else -1
    start = max(sentence.rfind(who, 0, at if at >= 0 else None), 0) if who else 0
    begin = min(start, at) if at >= 0 else start
    before = max((m.end() for m in _CLAUSE.finditer(sentence, 0, begin)), default=0)
    after = _CLAUSE.search(sentence, max(at + len(cue), start + len(who)))
    return sentence[before : after.start() if after else len(sentence)]


def _beside(clause: str, who: str, cue: str) -> tuple[str, ...]:
    """How the drug is given, said right beside its name: "oral X", "X eye drops are approved"."""
    at = clause.find(who) if who else -1
    if at < 0:
        return ()
    words = clause[:at].split()
    before = words[-4:] if words[-1:] in (["of"], ["containing"]) else words[-1:]
    until = clause.find(cue, at + len(who)) if cue else -1
    behind = clause[at + len(who) : until].split()[:3] if until >= 0 else []
    if any(w.endswith((",", ".", ")")) for w in behind[:-1]) or any(w.startswith("(") for w in behind):
        behind = []
    named = routes_named(" ".join((*before, *behind)).casefold())
    return named if len(named) == 1 else ()
