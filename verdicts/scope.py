"""The whole scope of what a sentence excludes: does the record that is held against it cover every word?

"Not approved for stage 3 ...", "no drug is approved to repair ...", "(Yeztugo) is not approved ...": a word that the
reader laid to no field, or laid to one that the approval does not speak of, may be what makes the sentence true. So
every word of the clause has to stand in the claim's own names and fields, in the record of the approval, or among the
words that narrow nothing (data/scope.toml); else nothing is called untrue on the strength of that approval.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from language.ages import ages
from language.days import days
from language.names import Kind, Mention, fold, names_of
from language.phrases import Phrases
from language.uses import phrases as phrases_of_uses
from model.approval import ApprovalEvent
from model.claim import Claim, Exclusivity
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.compare import ancestors
from verdicts.fit import Fit
from verdicts.heard import Heard
from verdicts.kinds import of_kind, routes_named, through_skin
from verdicts.timeline import Approval

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
# So much of two words as has to agree: "moderately", "moderate"; "fibrosis", "fibrotic".
_STEM = 5
_NO_TREATMENT = frozenset({"diagnose", "prevent"})
# At the end of what stands between subject and status: a predicate of its own goes before.
_NEXT = re.compile(r"(?:\band |\bbut )\Z")
# Between subject and status: what the drug is said to be.
_IS_A = re.compile(r"[^,;:()]{0,3}(?:is|was|are) an? ([^,;:()]+)")
# Behind the status: what went before is what is denied ("is no cure and is not approved as one").
_SAME = re.compile(r" (?:as (?:one|such|that)|to do (?:so|that)|for (?:it|this|that))\b")
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


# Where another part of the sentence begins.
_APART = re.compile(rf"[,;:()\u2014] ?| -+ |{_any_of('apart')} ?|\band (?={_any_of('verb')}|(?:it|they)\b)")
_AND = re.compile(r"\b(?:and|or)\b(?! drug\b)")
_VERB = re.compile(_any_of("verb"))
_LEADS = re.compile(rf" ?{_any_of('leads')}")
_HAVING = re.compile(_any_of("having"))
_NUMBERS = re.compile(_any_of("numbers"))


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


def uncovered(
    claim: Claim, said: Heard, event: ApprovalEvent, lexicon: Lexicon, *, without: str = ""
) -> tuple[str, ...]:
    """The words of the claim's clause that the record of ``event`` does not cover, in order; empty when it covers all.

    ``without``: a row of data/scope.toml to leave out.
    """
    text = said.clause
    if not text:
        return ()
    folded = fold(text)
    mentions = names_of(lexicon).find(text, folded)
    covered = _Covered(claim, event, lexicon)
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
    ]
    aimless = not any(u.condition and u.purpose for u in (claim.indication, *claim.also))
    if aimless and event.indication is not None and event.indication.purpose in _NO_TREATMENT:
        without = without or "treating"  # "not approved to treat anything" is not about a scan or a vaccine
    for start, end in scope:
        strange += covered.words(folded, start, end, shut, _neutral(without))
    if _prevents(event) and (having := _having(claim)):
        strange.append(having)
    return tuple(dict.fromkeys(strange))


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
    covered = _Covered(claim, event, lexicon)
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


def _is_of(mention: Mention, drug: str, lexicon: Lexicon, covered: _Covered, text: str) -> bool:
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
    besides = _NEXT.search(folded, first[1], last[0]) or folded.startswith("but ", last[0])
    if besides and not _SAME.match(folded, last[1]):
        inner = []  # what the subject is besides: "is indicated for acute treatment and has not been approved ..."
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
        if own or (at == 0 and begun <= stop) or (start >= end and _LEADS.match(folded, start)):
            cut = _AND.search(folded, max(end, start), stop)
            yield start, cut.start() if cut else stop


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    for match in _APART.finditer(folded, start, end):
        yield here, match.start()
        here = match.end()
    yield here, end


def _prevents(event: ApprovalEvent) -> bool:
    use = event.indication
    return use is not None and (use.purpose == "prevent" or "vaccine" in event.drug)


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
    for words in (subject.words.partition(" (")[0] if named or said else "", claim.cue):
        at = text.find(words) if words else -1
        if at >= 0:
            yield at, at + len(words)


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= at < e for s, e in spans)


class _Covered:
    """What the claim and the record that is held against it name between them."""

    def __init__(self, claim: Claim, event: ApprovalEvent, lexicon: Lexicon) -> None:
        self._claim, self._event, self._lexicon = claim, event, lexicon
        self._uses = (claim.indication, *claim.also)
        own = event.indication or Indication()
        held: tuple[str, ...] = (
            own.words,
            event.drug,
            event.brand,
            own.condition,
            own.stage,
            own.setting,
            claim.qualifier,
        )
        held += tuple(p for u in self._uses for p in u.partners)
        if claim.qualifier.startswith("antibod"):
            held += ("monoclonal",)  # those that are drugs are
        self._stems = {w[:_STEM] for part in held for w in _WORD.findall(fold(part))}
        names = {own.condition, claim.context.condition, *(u.condition for u in self._uses)}
        names |= {lexicon.conditions[n].of for n in names if n in lexicon.conditions}
        self._initials = {"".join(w[0] for w in _WORD.findall(n)) for n in names if n}
        known = [lexicon.conditions[n] for n in names if n in lexicon.conditions]
        self._initials |= {a.lower() for c in known for a in (*c.acronyms, *(a for a, _ in c.hints))}

    def names(self, mention: Mention, text: str) -> bool:
        """True when a name is one that the claim is about, or that the record has."""
        if mention.kind is Kind.CONDITION and mention.words.lower() in self._initials:
            return True  # "NPC", as the page has it
        if mention.kind in (Kind.DRUG, Kind.CLASS):
            return self._is_subject(mention, text)
        if mention.kind is Kind.CONDITION:
            own = {u.condition for u in self._uses} | {self._claim.context.condition}
            if self._event.indication is not None:
                own |= ancestors(self._event.indication.condition, self._lexicon)
            return any(k in own or own & ancestors(k, self._lexicon) - {""} for k in mention.keys)
        markers = {m for u in (*self._uses, self._event.indication or Indication()) for m in u.biomarkers}
        return any(markers & ancestors(k, self._lexicon) for k in mention.keys) or any(
            k in ancestors(m, self._lexicon) for m in markers for k in mention.keys
        )

    def _is_subject(self, mention: Mention, text: str) -> bool:
        subject, event = self._claim.subject, self._event
        groups = {subject.drug_class, subject.generic_group, *subject.excluding}
        partners = {p for u in (*self._uses, event.indication or Indication()) for p in u.partners}
        own = {*subject.drugs, event.drug, *groups, *partners}
        own |= {
            m
            for g in groups | partners
            if g in self._lexicon.classes
            for m in self._lexicon.classes[g].members
        }
        if not own & set(mention.keys):
            return False
        known = self._lexicon.drugs.get(event.drug)
        word = text[mention.start : mention.end].casefold()
        brand = (
            known is not None and event.drug in mention.keys and word in {b.casefold() for b in known.brands}
        )
        return (
            not brand or not event.brand or self._is_brand(word) or self._is_brand(self._brand_beside(text))
        )

    def _is_brand(self, word: str) -> bool:
        brand = self._event.brand.casefold()
        return bool(word) and (brand.startswith(word) or word.startswith(brand))

    def _brand_beside(self, text: str) -> str:
        """The brand of the record, where the clause names it among others of the drug."""
        brand = self._event.brand.casefold()
        return brand if brand in text.casefold() else ""

    def numbers(self, text: str) -> Iterator[tuple[int, int]]:
        """Where days and ages stand that the claim has fields for."""
        yield from ((d.start, d.end) for d in days(text))
        if any(u.age_from is not None or u.age_to is not None for u in self._uses):
            yield from ((a.start, a.end) for a in ages(text))

    def words(
        self, folded: str, start: int, end: int, shut: list[tuple[int, int]], neutral: Phrases
    ) -> list[str]:
        """The words of a part outside ``shut`` that neither the record nor a field nor a neutral phrase covers."""
        tokens = [(m[0], m.start()) for m in _WORD.finditer(folded, start, end)]
        words = [w if not _inside(at, shut) else "\0" for w, at in tokens]
        strange: list[str] = []
        at = 0
        while at < len(words):
            if words[at] == "\0":
                at += 1
                continue
            field = phrases_of_uses().longest(words, at)
            plain = neutral.longest(words, at)
            if field is not None and self._has(field[0].kind, field[0].value):
                at = field[1]
            elif plain is not None:
                at = plain[1]
            else:
                if not self._is_held(words[at]):
                    strange.append(words[at])
                at += 1
        return strange

    def _is_held(self, word: str) -> bool:
        several = len(self._claim.subject.drugs) > 1
        counted = several or self._claim.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST)
        if counted and (_NUMBERS.fullmatch(word) or word.isdigit()):
            return True
        if word[:_STEM] in self._stems and not word.isdigit():
            return True
        if word in self._initials and len(word) > 1:  # "HD", on a page about Huntington's disease
            return True
        routes = () if through_skin(word) else routes_named(word)
        return bool(routes) and bool(set(routes) & set(self._event.routes))

    def _has(self, kind: str, value: str) -> bool:
        """True when a phrase of a use says what a field of the claim holds, which the approval was compared with."""
        uses, own = self._uses, self._event.indication or Indication()
        aged = any(u.age_from is not None or u.age_to is not None for u in uses)
        match kind:
            case "population":
                return aged or any(u.population for u in uses) or own.population == value
            case "stage":
                return any(u.stage for u in uses) or own.stage == value
            case "setting" | "earlier":
                return any(u.setting or u.prior for u in uses) or own.setting == value
            case "purpose":
                return any(u.purpose == value for u in uses) or own.purpose == value
            case "measure":
                return True
            case "partner" | "open":
                return self._claim.subject.together or any(u.partners for u in uses)
            case "exclude":
                return bool(self._claim.subject.excluding)
        return False
