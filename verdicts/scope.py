"""The whole scope of what a sentence excludes: does the record that is held against it cover every word?

"Not approved for stage 3 ...", "no drug is approved to repair ...", "(Yeztugo) is not approved ...": a word that the
reader laid to no field, or laid to one that the approval does not speak of, may be what makes the sentence true. So
every word of the clause has to stand in the claim's own names and fields, in the record of the approval, or among the
words that narrow nothing (data/scope.toml); else nothing is called untrue on the strength of that approval.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from language.names import Kind, Mention, fold, names_of
from language.phrases import Phrases
from model.approval import ApprovalEvent
from model.claim import Claim
from model.lexicon import Lexicon
from verdicts.clauses import place_of
from verdicts.covered import Covered, prevents
from verdicts.fit import Fit
from verdicts.heard import Heard
from verdicts.kinds import of_kind, routes_named
from verdicts.timeline import Approval

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_NO_TREATMENT = frozenset({"diagnose", "prevent"})
# At the end of what stands between subject and status: a predicate of its own goes before.
_NEXT = re.compile(r"\b(?:and|but|n?or) \Z")
_BUT = re.compile(r"[, ]*(?:but|n?or|and) ")
# Between subject and status: what the drug is said to be.
_IS_A = re.compile(r"[^,;:()]{0,3}(?:is|was|are) an? ([^,;:()]+)")
# Behind the status: what went before is what is denied ("is no cure and is not approved as one").
_SAME = re.compile(r" (?:as (?:one|such|that)|to do (?:so|that)|for (?:it|this|that))\b")
# Behind "no drug is approved for it": what there is instead ("only a diet").
_INSTEAD = re.compile(
    r" ?(?:only|just|merely)\b(?! (?:for|in|if|when|as|to|with|under|after|on|among|during)\b)"
)
# Right before a name: a form of it ("no oral form of X's rival Y").
_FORM = re.compile(
    r"\b(?:forms?|versions?|formulations?|preparations?|strengths?|doses?) of (?:[^\s,;:()]+ ){0,4}\Z"
)


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("verdicts").joinpath("data/scope.toml").read_text(encoding="utf-8"))


@cache
def tables() -> dict[str, dict[str, list[str]]]:
    """The neutral words of data/scope.toml: row, then ``words`` and ``says``."""
    return _data()["neutral"]


@cache
def _any_of(row: str) -> str:
    words: list[str] = _data()["grammar"][row]
    return rf"\b(?:{'|'.join(words)})\b"


# What something is approved for, behind the status.
_AIM = re.compile(r"\b(?:to|for|in|against|as|among) ")
# How or with what it is given, between the status and the use; after what, behind it.
_WAY = re.compile(
    r" ?(?:by (?:the )?(?:us |u\.s\. )?fda )?((?:with|as|alongside|plus) .*?)(?= (?:for|to|in|against) |\Z)"
)
_AFTER_ALL = re.compile(
    r"\b(?:after|following|before|without) [^,;()]*? (?:lines?|treatments?|therap(?:y|ies)|drugs?)\b"
)
# With what a drug makes one product, where that has no name.
_BESIDE = re.compile(
    r"[ -](?:with|plus)[ -](?:[\w-]+ ){0,2}"
    r"(?:hormones?|steroids?|drugs?|medicines?|medications?|agents?|treatments?|therap(?:y|ies))\b"
)
# Where another part of the sentence begins.
_APART = re.compile(rf"[,;:()|\u2014] ?| -+ |{_any_of('apart')} ?|\band (?={_any_of('verb')}|(?:it|they)\b)")
_AND = re.compile(r"\b(?:and|n?or)\b(?! drug\b)")
_OR = re.compile(r"\bn?or \Z")
_VERB = re.compile(_any_of("verb"))
_LEADS = re.compile(rf" ?{_any_of('leads')}")
_HAVING = re.compile(_any_of("having"))


@cache
def _neutral(without: str = "") -> Phrases:
    table = Phrases()
    for name, row in tables().items():
        if name != without:
            table.add("neutral", name, row["words"])
    return table


def narrowing(words: str) -> str:
    """Those of ``words`` that narrow what is said: "became pill" is "pill"."""
    tokens = _WORD.findall(fold(words))
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        plain = _neutral().longest(tokens, at)
        kept += [tokens[at]] if plain is None and len(tokens[at]) > 1 else []
        at = plain[1] if plain is not None else at + 1
    return " ".join(kept)


def is_neutral(words: str, text: str) -> bool:
    """True for words that narrow nothing where they stand in ``text``: the "all" of "at all"."""
    tokens, own = _WORD.findall(fold(text)), _WORD.findall(fold(words))
    plain: set[int] = set()
    at = 0
    while at < len(tokens):
        found = _neutral().longest(tokens, at)
        end = found[1] if found is not None else at + 1
        plain |= set(range(at, end)) if found is not None and end - at > 1 else set()
        at = end
    places = [i for i in range(len(tokens)) if own and tokens[i : i + len(own)] == own]
    return bool(places) and all(plain >= set(range(i, i + len(own))) for i in places)


def uncovered(
    claim: Claim,
    said: Heard,
    event: ApprovalEvent,
    lexicon: Lexicon,
    *,
    without: str = "",
    plain: Callable[[str], Iterator[tuple[int, int]]] | None = None,
) -> tuple[str, ...]:
    """The words of the claim's clause that the record of ``event`` does not cover, in order; empty when it covers all.

    ``without``: a row of data/scope.toml to leave out. ``plain``: finds what narrows nothing here, in small letters.
    """
    text = said.clause
    if not text:
        return ()
    folded = fold(text)
    mentions = names_of(lexicon).find(text, folded)
    covered = Covered(claim, event, lexicon, text)
    scope = tuple(_scope(claim, folded, text))
    strange = [
        m.words or text[m.start : m.end]
        for m in mentions
        if (any(s < m.end and m.start < e for s, e in scope) or event.drug in m.keys)
        and not covered.names(m, text)
    ]
    shut = [
        *_spans_of(claim, text, said=False),
        *((m.start, m.end) for m in mentions),
        *covered.numbers(text),
        *(plain(folded) if plain else ()),
    ]
    strange += covered.people(fold(claim.cue))  # "has no paediatric approval"
    for mention in mentions:
        if event.drug in mention.keys and (beside := _BESIDE.match(folded, mention.end)):
            strange.append(beside[0].strip(" -"))  # "elagolix with hormones": another product
    if said.earlier and not any(u.condition for u in (claim.indication, *claim.also)):
        shut += [m.span() for m in re.finditer(r"\b(?:earlier|sooner)\b", folded)]
    if said.sole:
        shut += [m.span() for m in re.finditer(r"\balone\b", folded)]
    aimless = not any(u.condition and u.purpose for u in (claim.indication, *claim.also))
    if aimless and event.indication is not None and event.indication.purpose in _NO_TREATMENT:
        without = without or "treating"  # "not approved to treat anything" is not about a scan or a vaccine
    for start, end in scope:
        strange += covered.words(folded, start, end, shut, _neutral(without))
    if said.referred and not any(u.condition for u in (claim.indication, *claim.also)):
        strange += _referred(claim, said, covered, lexicon)
    strange += _of_head(claim, said, covered, lexicon)
    if prevents(event) and (having := _having(claim)):
        strange.append(having)
    return tuple(dict.fromkeys(strange))


def beyond_record(claim: Claim, said: Heard, event: ApprovalEvent, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands right behind the status of an approval and its record does not tell: what it is for, where the
    reader laid that to no disease ("approved to increase milk supply"), else how or with what it is given ("approved
    with chemotherapy for ...", "as an infusion"), or after what. Empty where the record tells it."""
    text = said.clause
    spans = list(_spans_of(claim, text))
    if not spans:
        return ()
    folded = fold(text)
    begin = max(end for _, end in spans)
    start, end = next(_pieces(folded, begin, len(folded)), (begin, begin))
    covered = Covered(claim, event, lexicon, text)
    dated = list(covered.numbers(text))
    if any(u.condition for u in (claim.indication, *claim.also)):
        way = _WAY.match(folded, start, end)
        parts = [way.span(1)] if way else []
        parts += [m.span() for m in _AFTER_ALL.finditer(folded, start, end)]
    else:
        leads = _AIM.finditer(folded, start, end)
        lead = next((m for m in leads if not any(s <= m.end() < e or s == m.start() for s, e in dated)), None)
        parts = [(lead.start(), end)] if lead else []
    strange: list[str] = []
    for start, end in parts:
        mentions = [m for m in names_of(lexicon).find(text, folded) if start <= m.start < end]
        others = [m.words or text[m.start : m.end] for m in mentions if not covered.names(m, text)]
        shut = [*((m.start, m.end) for m in mentions), *dated]
        words = covered.words(folded, start, end, shut, _neutral())
        lead_word, *rest = _WORD.findall(folded[start:end])
        if lead_word == "to" and words[:1] == rest[:1] and any(covered.tells(w) for w in rest[1:]):
            words = words[1:]  # "to boost sexual desire": the record has the rest in other words
        strange += [*others, *(w for w in words if w != "to")]
    return tuple(dict.fromkeys(strange))


def _of_head(claim: Claim, said: Heard, covered: Covered, lexicon: Lexicon) -> list[str]:
    """ "HER2-low breast cancer: no drug is approved for it": the words of the use stand before, where it was named."""
    text = said.whole
    uses = [u for u in (claim.indication, *claim.also) if u.condition] or [claim.context]
    diseases = {u.condition for u in uses if not u.words or u.words not in said.clause}
    if not diseases - {""} or not text:
        return []
    folded = fold(text)
    mentions = names_of(lexicon).find(text, folded)
    strange: list[str] = []
    nobody = claim.subject.words if not claim.subject.drugs else ""
    at = text.find(nobody) if nobody else -1
    nearest = next((m for m in reversed(mentions) if m.kind is Kind.CONDITION and m.end <= at), None)
    told = max((text.find(u.words, 0, at) for u in uses if u.words), default=-1)
    if nearest is not None and -1 < told < nearest.start and not covered.names(nearest, text):
        strange.append(
            nearest.words or text[nearest.start : nearest.end]
        )  # "..., for which no drug is approved"
    for start, end in _phrases(folded):
        inside = [m for m in mentions if start <= m.start < end]
        if any(m.kind is Kind.CONDITION and diseases & set(m.keys) for m in inside):
            strange += [m.words or text[m.start : m.end] for m in inside if not covered.names(m, text)]
    return strange


def _phrases(folded: str) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence, parted at their verbs too."""
    for start, end in _pieces(folded, 0, len(folded)):
        for match in _VERB.finditer(folded, start, end):
            yield start, match.start()
            start = match.end()
        yield start, end


def _referred(claim: Claim, said: Heard, covered: Covered, lexicon: Lexicon) -> list[str]:
    """ "It is not approved for them": of those who are named in the sentence, by a disease or an age, or else of what
    the passage is about."""
    text = said.whole
    folded = fold(text)
    named = [m for m in names_of(lexicon).find(text, folded) if m.kind is Kind.CONDITION]
    if not named and not claim.context.condition:
        return ["for them"]
    strange = [m.words or text[m.start : m.end] for m in named if not covered.names(m, text)]
    return [*strange, *covered.people(folded)]


def described(claim: Claim, said: Heard, event: ApprovalEvent, lexicon: Lexicon) -> tuple[str, ...]:
    """What the clause says that the drug is ("is an opioid approved for ..."), where neither the record nor the drug's
    classes tell it; empty when they do."""
    text = said.clause
    folded = fold(text)
    spans = sorted(_spans_of(claim, text))
    if len(spans) != 2 or spans[0][1] >= spans[1][0]:
        return ()
    match = _IS_A.match(folded, spans[0][1], spans[1][0])
    if match is None:
        return ()
    start, end = match.span(1)
    mentions = [m for m in names_of(lexicon).find(text, folded) if start <= m.start < end]
    covered = Covered(claim, event, lexicon)
    strange = [
        m.words or text[m.start : m.end]
        for m in mentions
        if not _is_of(m, event.drug, lexicon, covered, text)
    ]
    shut = [(m.start, m.end) for m in mentions]
    approval = Approval(event, Fit(True))
    words = covered.words(folded, start, end, shut, _neutral())
    return (*strange, *(w for w in words if w != "new" and not _is_kind(w, approval)))


def _is_kind(word: str, approval: Approval) -> bool:
    """ "Antibody", "biologic", a way of giving it that is not against the record."""
    if set(routes_named(word)) & set(approval.event.routes):
        return True
    kind = of_kind(word)
    return kind is not None and bool(kind(approval))


def _is_of(mention: Mention, drug: str, lexicon: Lexicon, covered: Covered, text: str) -> bool:
    if mention.kind is Kind.CLASS:
        return any(drug in lexicon.classes[k].members for k in mention.keys if k in lexicon.classes)
    return mention.kind is not Kind.CONDITION or covered.names(mention, text)


def _scope(claim: Claim, folded: str, text: str) -> Iterator[tuple[int, int]]:
    """The parts of a clause that can narrow what it says: what leads to it by "for", "in", "as" and the like, what
    stands at the drug's name and at the word of approval, and the use. What is told beside it between commas, or before
    a verb of its own, narrows nothing."""
    spans = list(_spans_of(claim, text))
    if not spans:
        yield 0, len(text)
        return
    first, last = min(spans), max(spans)
    if not claim.subject.drugs or claim.subject.drug_class:
        yield from spans[:1]
    for start, end in _pieces(folded, 0, first[0]):
        if _LEADS.match(folded, start) or (end == first[0] and _FORM.search(folded, start, end)):
            yield start, end
    inner = list(_pieces(folded, first[1], last[0])) if first != last else []
    besides = _NEXT.search(folded, first[1], last[0]) or _BUT.match(folded, last[0])
    if claim.cue.startswith(",") or (besides and not _SAME.match(folded, last[1])):
        # what the subject is besides: "is indicated for acute treatment and has not been approved ...", "is approved
        # for A, not for B"
        inner = []
    for at, (start, end) in enumerate(inner):
        if at == 0:
            verb = _VERB.search(folded, start, end)
            yield start, verb.start() if verb and len(inner) > 1 else end
        elif at == len(inner) - 1 or _LEADS.match(folded, start):
            yield start, end
    uses = [
        (at, at + len(u.words))
        for u in (claim.indication, *claim.also)
        if u.words and (at := text.find(u.words, last[1])) >= 0
    ]
    end = max((e for _, e in uses), default=last[1])
    begun = min((s for s, _ in uses), default=last[1])
    for at, (start, stop) in enumerate(_pieces(folded, last[1], len(folded))):
        own = any(s < stop and start < e for s, e in uses)
        if not own and _OR.search(folded, last[1], start):
            continue  # "neither for A nor for B": what is approved for A is enough
        instead = not claim.subject.drugs and _INSTEAD.match(folded, start)
        if (
            own
            or (at == 0 and begun <= stop)
            or (start >= end and _LEADS.match(folded, start) and not instead)
        ):
            cut = _AND.search(folded, max(end, start), stop)
            yield start, cut.start() if cut else stop


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    for match in _APART.finditer(folded, start, end):
        yield here, match.start()
        here = match.end()
    yield here, end


def _having(claim: Claim) -> str:
    """ "For people who already have it": said of treatment, where the claim's field does not say so."""
    own = next((u for u in (claim.indication, *claim.also) if u.condition and u.purpose != "prevent"), None)
    match = _HAVING.search(fold(own.words)) if own else None
    return match[0] if match else ""


def _spans_of(claim: Claim, text: str, *, said: bool = True) -> Iterator[tuple[int, int]]:
    """Where the subject and the words of the status stand. ``said``: a subject that names no drug too, whose words may
    narrow ("no long-acting drug")."""
    subject = claim.subject
    named = subject.drugs and not subject.drug_class
    who = subject.words.partition(" (")[0] if named or said else ""
    if who and (at := text.find(who)) >= 0:
        yield at, at + len(who)
    if (at := place_of(claim.cue, claim.indication.words, text)) >= 0:
        yield at, at + len(claim.cue)
