"""What "it", "these drugs", "this class" and "the only one" stand for: the nearest fitting name before them."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass

from language.names import Kind, Mention, fold
from pages.read.claims import words as w
from pages.read.claims.context import Context, classes, drugs
from pages.read.claims.statement import Statement

_BARE = frozenset({"these", "those", "they"})


@dataclass(frozen=True, slots=True)
class Found:
    """The subject as written: names, or a class, or any drug at all; with what its determiner says."""

    mentions: tuple[Mention, ...] = ()
    together: bool = False
    partners: tuple[Mention, ...] = ()
    any_drug: bool = False  # "no drug", "two drugs": of no class
    other: bool = False  # "other K": the class less what was named
    none: bool = False  # "no K", "none of these"
    every: bool = False  # "all K"
    start: int = 0
    end: int = 0


def anaphor(
    pronoun: str,
    context: Context,
    index: int,
    before: Found | None,
    masked: Statement | None = None,
    start: int = 0,
) -> Found | None:
    """What "it", "these drugs" or "this class" stands for: the nearest fitting name before it."""
    plural = bool(
        re.search(
            r"\b(?:they|these|those|both|all|them|drugs|medicines|medications|treatments|therapies|inhibitors|agents|class|group|two|three)\b",
            pronoun,
        )
    )
    if masked is not None:
        here = [masked.names[i] for i in sorted(masked.names) if i < start and masked.text[i] in "DK"]
        picked = _pick(here, plural, pronoun)
        if picked:
            at = [i for i in sorted(masked.names) if i < start and masked.text[i] in "DK"]
            another = not plural and is_another(masked.text, at)
            return None if another and picked[0].kind is Kind.CLASS else Found(picked)
    if before and before.mentions:
        return before
    for back, mentions in enumerate(context.before(index)):
        if pronoun.strip() in _BARE and not mentions and not context.goes_on(index - 1 - back):
            return None  # "these" are the cells of the sentence before, which no name stands for
        picked = _pick(mentions, plural, pronoun)
        if picked:
            told = context.layout.sentences[index - 1 - back].span.of(context.layout.text)
            if not plural and picked[0].kind is Kind.CLASS and _IS_ONE.search(fold(told[: picked[0].start])):
                return None  # "Moclobemide is an MAOI. It ...": of a drug that no table knows
            return Found(picked)
    section = context.layout.sentences[index].section
    for mentions in context.headings(section)[:2]:
        picked = _pick(mentions, plural, pronoun)
        if picked:
            return Found(picked)
    return None


# What a name that is unknown is called: "Moclobemide is a reversible MAOI", "moclobemide, an MAOI".
_IS_ONE = re.compile(
    r"(?:\b(?:is|was|isn't|wasn't|being)|\A\W*+(?!(?:today|now|currently|however|still|yet|once|then|later|here|recently|so)\b)(?![\w-]+ly\b)[\w-]+(?: \([^()]*\))?,) "
    r"(?:also |still )?(?:an?|another|one of the|the (?:first|only|newest|latest|oldest)) (?:[\w-]+ ){0,4}\Z"
)


def is_another(text: str, names: list[int]) -> bool:
    """True where the one name of ``text``, a class, tells what an unknown drug is: "moclobemide, an MAOI,"."""
    return len(names) == 1 and _IS_ONE.search(text, 0, names[0]) is not None


# What "none" stands for without a name: "several are in trials for C, none has been approved".
_SOME_DRUGS = re.compile(
    r"\b(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|candidates?|compounds?|several|some|many|dozens|a few)\b"
)
_NO_DRUGS = re.compile(
    r"\b(?:devices?|tests?|scans?|apps?|supplements?|herbs?|vitamins?|diets?|surger\w+|operations?|stem cells?|vaccines?|gene|genes|doctors?|patients?|"
    r"people|women|men|children|studies|genes|causes|symptoms|tools?|centers?|clinics?|antibod\w+|oral|pills?|creams?|biosimilars?|generics?)\b"
)


def of_some_drugs(told: str) -> bool:
    """True where ``told``, before a bare "none has been approved", is about drugs for something and nothing narrower."""
    folded = told.lower()
    return _SOME_DRUGS.search(folded) is not None and _NO_DRUGS.search(folded) is None


def _pick(mentions: list[Mention], plural: bool, pronoun: str) -> tuple[Mention, ...]:
    named = drugs(mentions)
    groups = classes(mentions)
    if "latter" in pronoun or "former" in pronoun:
        two = _distinct(named)
        return two[-1:] if "latter" in pronoun else two[:1]
    if "class" in pronoun or "inhibitors" in pronoun:
        return tuple(groups[-1:]) or _distinct(named)
    if plural:
        distinct = _distinct(named)
        if groups and len(distinct) < 2:
            return tuple(groups[-1:])
        return distinct
    distinct = _distinct(named)
    if len(distinct) == 1:
        return distinct
    if distinct:
        return distinct[:1]  # the topic of the sentence before is its first name
    return tuple(groups[:1])


def _distinct(mentions: list[Mention]) -> tuple[Mention, ...]:
    seen: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.keys, mention)
    return tuple(seen.values())


# Behind a cue that has a name of its own nowhere: what shows that its object was left out, being told before.
_LEFT_OUT = re.compile(
    r"\s*(?:[.,;:)]|\Z|(?:for|in|to treat|to prevent|against) (?:[\w-]+ ){0,4}C\b|"
    r"(?:in|by|on|within|before|until|this|next|later|early|to|with|from|after|at|and|but|as an?)\b|T\b)"
)
_ANOTHER = re.compile(
    rf"\b(?:{w.DRUG_NOUN}|candidates?|rivals?|versions?|another|others?|both|these|those|devices?|tests?|trials?|K)\b"
)
_HINGE = re.compile(r"(?:, (?:and|but|so|while)|;) ")
_FIRMS_OWN = re.compile(
    r"\W*+(?:but |and |now )?(?:the company|[\w.&-]{1,40}(?: [\w&]{1,40})?)'s "
    rf"(?:[\w-]+ )?(?:{w.DRUG_NOUN}|candidate) \Z"
)
_OPENS = re.compile(r"\W*+(?:[\w'.&-]+ ){0,3}?(?=D)")


def topic(
    masked: Statement, start: int, end: int, begin: int, context: Context, index: int, *, still_open: bool
) -> Found | None:
    """The drug that a firm's act is about whose object is left out ("tenapanor blocks NHE3. Ardelyx plans to file this
    year."): the one that its sentence opens with or alone names, else that of the sentence before. ``start``, ``end``:
    the words of the status, in the clause from ``begin`` on; ``still_open``: the sentence before tells no status.
    """
    text = masked.text
    hinges = list(_HINGE.finditer(text, begin, start))
    if hinges and not re.search(r"[DK]", text[hinges[-1].end() : start]):
        begin = hinges[-1].end()
    firms = bool(_FIRMS_OWN.match(text, begin, start)) and still_open
    if not firms and (not _LEFT_OUT.match(text, end) or _ANOTHER.search(text, begin, start)):
        return None
    if re.search(r"[DK]", text[begin:]) and begin:
        return None
    here = [masked.names[i] for i in sorted(masked.names) if i < begin and text[i] == "D"]
    if here:
        opening = _OPENS.match(text)
        named = masked.names.get(opening.end()) if opening else None
        one = (named,) if named in here else _distinct(here)
        return Found((one[0],)) if len(one) == 1 and one[0] is not None and not firms else None
    before = context.before(index)[:1]
    if not before or re.search(r"[DK]", text):
        return None
    told = _distinct(drugs(before[0]))
    at = context.text_before(index).find(told[0].words) if told else -1
    return Found(told) if len(told) == 1 and 0 <= at <= _OPENING and not classes(before[0]) else None


_OPENING = 40  # characters within which a sentence names what it is about


def group_in(masked: Statement, start: int, end: int, context: Context, index: int) -> Mention | None:
    """The class that "the only one" is the only one of: in the sentence, before it, or in the heading."""
    here = [masked.names[i] for i in sorted(masked.names) if masked.text[i] == "K" and i < end]
    if here:
        return here[-1]
    for mentions in context.before(index)[:2]:
        if classes(mentions):
            return classes(mentions)[-1]
    section = context.layout.sentences[index].section
    for mentions in context.headings(section)[:1]:
        if classes(mentions):
            return classes(mentions)[-1]
    return None
