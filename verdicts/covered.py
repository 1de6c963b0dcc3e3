"""The words that a claim and the record that is held against it name between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from language.ages import ages
from language.days import days
from language.names import Kind, Mention, fold
from language.once import OfLexicon
from language.phrases import Phrases
from language.uses import phrases as phrases_of_uses
from model.approval import ApprovalEvent
from model.claim import Claim, Exclusivity
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.compare import is_bouts, is_named
from verdicts.kin import ancestors, complaints_of
from verdicts.kinds import routes_named, through_skin

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
# Purposes of what mends a disease, or eases it.
_MENDS = frozenset({"", "treat", "relieve"})
# So much of two words as has to agree: "moderately", "moderate"; "fibrosis", "fibrotic".
_STEM = 5
# "Non-metastatic" is not metastatic.
_NOT_SO = re.compile(r"\bnon[- ]?\w+")
# What antibodies are approved for where their record gives no severity (and more than one that does).
_BAD = re.compile(r"\bmoderate(?:ly)?(?: |-)to(?: |-)severe(?:ly)?\b")
# "Neither a vaccine nor a treatment": either would do.
_EITHER = re.compile(
    r"\bvaccines?\b.*\b(?:n?or|and)\b.*\b(?:treat|therap|drug|medic|cure)|"
    r"\b(?:treat|therap|drug|medic|cure)\w*\b.*\b(?:n?or|and)\b.*\bvaccines?\b"
)
# In the words of a record: what it leaves out.
_LEFT_OUT = re.compile(r"\b(?:not|except|excluding|other than|but not)\b[^,;()]*")
# Ends of the names of cytotoxic drugs (INN stems), which pages call chemotherapy.
_CHEMO = re.compile(r"(?:platin|taxel|rubicin|trexed|citabine|tecan|uracil|mustine|poside|phosphamide)\Z")
# How one treatment stands to another in time.
_ORDER = re.compile(r"\b(?:before|after|without|following)\b")
# What an approval is for that is none of an active disease.
_AT_REST = re.compile(r"\b(?:latent|inactive|remission|maint|prevent|exposure|tubercul|hepatitis|infect)")
_NUMBERS = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several)")


def prevents(event: ApprovalEvent) -> bool:
    """True for a vaccine, and for what is approved to prevent."""
    use = event.indication
    return use is not None and (use.purpose == "prevent" or "vaccine" in event.drug)


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= at < e for s, e in spans)


_CLASS_WORDS: OfLexicon[str, tuple[str, ...]] = OfLexicon()


def _class_words(drug: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the classes of a drug call it: "a modulator", "an antibody"."""
    known = _CLASS_WORDS.of(lexicon)
    if drug not in known:
        groups = (g for g in lexicon.classes.values() if drug in g.members)
        known[drug] = tuple(dict.fromkeys(fold(n).split()[-1] for g in groups for n in g.names if n))
    return known[drug]


class Covered:
    """What the claim and the record that is held against it name between them."""

    def __init__(self, claim: Claim, event: ApprovalEvent, lexicon: Lexicon, said: str = "") -> None:
        self._claim, self._event, self._lexicon = claim, event, lexicon
        self._uses = (claim.indication, *claim.also)
        own = event.indication or Indication()
        held: tuple[str, ...] = (
            _LEFT_OUT.sub("", own.words),
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
        held += _class_words(event.drug, lexicon)
        self._prevented = own.purpose == "prevent" and all(u.purpose == "prevent" for u in self._uses)
        self._told_of = fold(own.condition)
        self._told = " ".join((own.condition, fold(own.words), own.setting, own.purpose))
        self._stems = {w[:_STEM] for part in held for w in _WORD.findall(_NOT_SO.sub(" ", fold(part)))}
        mended = {use.purpose for use in (*self._uses, own)} <= _MENDS
        if mended:
            self._stems |= {w[:_STEM] for w in complaints_of(own.condition, lexicon)}
        if claim.exclusivity is Exclusivity.NO_DRUG and _EITHER.search(fold(said)):
            self._stems |= {"vacci"}
        if _BAD.search(fold(said)) and str(event.application or "").startswith("BLA") and not prevents(event):
            self._stems |= {"moder", "sever"}
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
            words = self._event.indication.words if self._event.indication is not None else ""
            return any(
                k in own or own & ancestors(k, self._lexicon) - {""} or is_named(k, words, self._lexicon)
                for k in mention.keys
            )
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
            classes = (self._lexicon.classes[k] for k in mention.keys if k in self._lexicon.classes)
            return any(event.drug in group.members for group in classes) or self._is_told(mention, text)
        known = self._lexicon.drugs.get(event.drug)
        word = text[mention.start : mention.end].casefold()
        brand = (
            known is not None and event.drug in mention.keys and word in {b.casefold() for b in known.brands}
        )
        return (
            not brand or not event.brand or self._is_brand(word) or self._is_brand(self._brand_beside(text))
        )

    def _is_told(self, mention: Mention, text: str) -> bool:
        """ "Before taxane chemotherapy": the record names it, behind the same word."""
        order = _ORDER.findall(fold(text[: mention.start]))
        told = fold(self._event.indication.words) if self._event.indication is not None else ""
        return bool(order) and any(
            fold(text[mention.start : mention.end]).rstrip("s") in told[m.end() :]
            for m in _ORDER.finditer(told)
            if m[0] == order[-1]
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

    def people(self, folded: str) -> Iterator[str]:
        """The ages and kinds of people in a text that neither the claim nor the record holds."""
        told = list(self.numbers(folded))
        yield from (folded[a.start : a.end] for a in ages(folded) if not _inside(a.start, told))
        words = _WORD.findall(folded)
        for at in range(len(words)):
            field = phrases_of_uses().longest(words, at)
            told_of = field is not None and field[0].kind == "population"
            if field is not None and told_of and not self._has("population", field[0].value):
                yield " ".join(words[at : field[1]])

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
                if not self._is_held(words[at]) or self._is_place(words[at : at + 2]):
                    strange.append(words[at])
                at += 1
        return strange

    def tells(self, word: str) -> bool:
        """True where the record itself has the word, or one of its stem."""
        own = self._event.indication.words if self._event.indication is not None else ""
        return word[:_STEM] in {w[:_STEM] for w in _WORD.findall(fold(own)) if len(w) >= _STEM}

    def _is_place(self, pair: list[str]) -> bool:
        """ "By spinal injection": where it is given, however much the disease is one of that place."""
        named = {w[:_STEM] for w in _WORD.findall(self._told_of)}
        return len(pair) == 2 and pair[0][:_STEM] in named and "injection" in routes_named(pair[1])

    def _is_held(self, word: str) -> bool:
        several = len(self._claim.subject.drugs) > 1 and not self._claim.subject.drug_class
        counted = several or self._claim.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST)
        if counted and (_NUMBERS.fullmatch(word) or word.isdigit()):
            return True
        if word in self._claim.loose:
            return True
        if word in ("chemo", "chemotherapy") and self._event.indication is not None:
            partners = (p.partition(" ")[0] for p in self._event.indication.partners)
            if any(_CHEMO.search(p) for p in partners):
                return True
        if is_bouts(word) and self._prevented:
            return True
        if word[:_STEM] in self._stems and not word.isdigit():
            return True
        if word in ("active", "actively") and not _AT_REST.search(
            self._told
        ):  # as diseases are that are treated
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
