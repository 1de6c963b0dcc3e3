"""Elements to claims: one clause, one subject, one denial, one status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from language.names import Kind, Mention, fold
from language.patterns import is_skipped
from language.tokens import Token
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication
from model.page import Sentence
from pages.read.claims.anaphora import Found
from pages.read.claims.context import Context, drugs
from pages.read.claims.cue import Cue, Side
from pages.read.claims.kinds import ANY_KIND, KIND_OF
from pages.read.claims.loosely.elements import STATUS, Mark, marks_in
from pages.read.claims.maker import Maker
from pages.read.claims.scope import clause
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists, loose_rows, routes
from pages.read.claims.words import DRUG_NOUN

_NEAR = 7  # tokens between a denial and what is denied
_AWAITS = frozenset({"await", "wait", "pending", "until", "expect", "about", "on"})
_OWNERS = frozenset(
    {"disease", "disorder", "condition", "syndrome", "families", "patients", "people", "doctors", "it"}
)
_PERSONS = frozenset(
    {"my", "your", "you", "we", "i", "he", "she", "our", "his", "her", "son", "daughter", "patients"}
)
_OPENING = 25  # characters from the start of a clause within which what it is about is named
_PHRASE = 8  # tokens of a noun phrase
_TOLD = (
    "none",
    "not",
    "unapproved",
    "sole",
    "approve",
    "market",
    "file",
    "apply",
    "wait",
    "refuse",
    "study",
    "decide",
)
_PLAIN = frozenset(
    {"a", "an", "the", "have", "has", "is", "are", "be", "for", "of", "it", "and", "still", "to", "who"}
)
_MARKS = frozenset(",;:.()?")
# "D is a once-daily K": the class tells what the drug is.
_A_KIND = re.compile(r"\b(?:an?|another|the only|the one|the first|the sole) (?:[\w-]+ ){0,4}\Z")
_NOUN = re.compile(rf"\b{DRUG_NOUN}\b")
_IS = re.compile(
    r"(?: \([^)]*\))?(?:, (?:which|an?|now|the)\b|:| -|,? (?:which |that )?(?:is|are|remains?|'s)\b)[^.;,:]{0,40}"
)
_NAMED = re.compile(r"[ -](?:[\w-]+ ){0,3}?")
_NOUNS = frozenset(
    [
        "approval",
        "license",
        "authorization",
        "clearance",
        "blessing",
        "nod",
        "indication",
        "green",
        "go",
        "thumbs",
    ]
)
_EXCLUDES = frozenset({"investigational", "experimental", "unproven"})
_PAST = frozenset({"was", "were", "had"})
_BACK_TO = frozenset(
    {
        "it",
        "that",
        "this",
        "its",
        "one",
        "none",
        "candidate",
        "drug",
        "medicine",
        "pill",
        "treatment",
        "product",
        "compound",
        "antibody",
        "vaccine",
        "therapy",
        "injection",
        "company",
        "shot",
        "form",
        "version",
        "agent",
        "molecule",
    }
)
_NOT_NOUNS = frozenset({"one", "member", "approach", "candidate", "solution", "drop", "combination"})
_FORMS = frozenset(
    {
        "form",
        "version",
        "formulation",
        "pill",
        "tablet",
        "capsule",
        "patch",
        "cream",
        "spray",
        "inhaler",
        "injection",
        "shot",
        "gel",
        "implant",
        "film",
        "lozenge",
        "ointment",
    }
)


def read_loosely(
    index: int, masked: Statement, here: Sentence, maker: Maker, context: Context
) -> tuple[Claim, ...]:
    """The claims of a sentence in which no way of saying found one, each ``loose``; none where it is a question, a
    guard stands beside, or two readings contradict each other."""
    tokens = masked.tokens
    if not tokens or tokens[-1].kind == "?" or "|" in masked.text:
        return ()
    marks = marks_in(tokens)
    parts: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        begin, stop = clause(masked.text, tokens[mark.start].start, tokens[mark.end - 1].end)
        parts.setdefault((begin, stop), []).append(mark)
    said: list[Claim] = []
    whole = (Part(masked, tuple(own), *span, context, index) for span, own in parts.items())
    for part in (piece for each in whole for piece in each.pieces()):
        begin, stop = part.begin, part.stop
        for reading in part.readings():
            claim = maker.claim(
                index, masked, here, reading.cue, reading.found, max(begin, reading.begin), stop, stop
            )
            if claim is not None and claim.mode == "asserted":
                said.append(reading.finish(claim, part))
    return tuple(_agreed(said))


def _agreed(said: Sequence[Claim]) -> Iterator[Claim]:
    """One claim of each subject; none of a subject of which two things are read that cannot both be so."""
    by: dict[tuple[str, ...], list[Claim]] = {}
    for claim in said:
        by.setdefault(claim.subject.drugs, []).append(claim)
    for own in by.values():
        good = {c.status is Status.IN_USE or c.exclusivity is Exclusivity.ONLY for c in own}
        if len(good) == 1:
            yield own[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What elements together say of a subject, before it is known for what and when."""

    cue: Cue
    found: Found
    exclusivity: Exclusivity = Exclusivity.NONE
    qualifier: str = ""
    group: str = ""
    routes: tuple[str, ...] = ()
    begin: int = -1  # of the words that count, where not those of the whole clause

    def finish(self, claim: Claim, part: Part) -> Claim:
        """The claim with what only the elements tell."""
        subject, told = claim.subject, part.told()
        claim = replace(claim, indication=_less(claim.indication, told), loose=told)
        if self.routes:
            subject = replace(subject, routes=self.routes)
        if self.exclusivity is Exclusivity.ONLY:
            unread = tuple(
                u
                for u in claim.unread
                if u.split()[0].lower() not in ("only", "sole", "lone", "solely", "no", "nothing")
            )
            many = len(subject.drugs) == 0
            return replace(
                claim, restrictive=False, unread=unread, qualifier=self.qualifier,
                exclusivity=Exclusivity.COUNT if many else Exclusivity.ONLY, count=1 if many else 0,
                subject=replace(subject, generic_group=self.group),
            )  # fmt: skip
        return replace(claim, subject=subject, qualifier=claim.qualifier or self.qualifier)


def _less(use: Indication, told: tuple[str, ...]) -> Indication:
    """The use without unread words that are elements of the sentence ("have a single")."""
    known = {*told, *_PLAIN}
    return replace(use, unread=tuple(u for u in use.unread if not set(u.lower().split()) <= known))


@dataclass(frozen=True, slots=True)
class Phrase:
    """ "No nasal form": the noun that a denial or a count is of."""

    start: int
    end: int
    noun: int
    kind: str = ""  # the words that narrow it


@dataclass(frozen=True)
class Part:
    """One clause of a sentence with its elements."""

    masked: Statement
    marks: tuple[Mark, ...]
    begin: int
    stop: int
    context: Context
    index: int

    def pieces(self) -> Iterator[Part]:
        """The clause; where it names several drugs, what stands between its commas, each with the one it names."""
        if len(self._named(self.begin, self.stop)) < 2:
            yield self
            return
        yield from (p for p in self.commas() if len(p._named(p.begin, p.stop)) == 1)

    def commas(self) -> Iterator[Part]:
        """What stands between the commas of the clause, each with its elements."""
        begin = self.begin
        for stop in (*(i for i in range(self.begin, self.stop) if self.masked.text[i] == ","), self.stop):
            first, last = self.masked.token_at(begin), self.masked.token_at(stop)
            inside = tuple(m for m in self.marks if first <= m.start and m.end <= last)
            if inside:
                yield replace(self, marks=inside, begin=begin, stop=stop)
            begin = stop + 1

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.masked.tokens

    @cached_property
    def span(self) -> tuple[int, int]:
        return self.masked.token_at(self.begin), self.masked.token_at(self.stop)

    def of(self, *names: str) -> list[Mark]:
        return sorted((m for m in self.marks if m.element in names), key=lambda m: (m.start, m.end))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        return self.tokens[slice(*self.span)]

    def told(self) -> tuple[str, ...]:
        """The words of the elements."""
        spans = [(m.start, m.end) for m in self.of(*_TOLD)]
        words = (t.text for a, b in spans for t in self.tokens[a:b] if t.kind == "w")
        return tuple(dict.fromkeys(words)) or ("-",)

    def readings(self) -> Iterator[Reading]:
        """What the clause may say; nothing where something stands in the way."""
        if any(not self._glued(m) for m in self.of("bars")) or self._is_past():
            return
        denials = self._denials()
        if len(denials) > 1:
            return
        if denials:
            denied = list(self._denied(denials[0]))
            yield from denied or self._beside_denial()
            return
        for sole in [m for m in self.of("sole") if not self._glued(m)][:1]:
            if found := list(self._alone(sole)):
                yield from found
                return
        yield from self._pending()

    def _beside_denial(self) -> Iterator[Reading]:
        """What the pieces say in which the denial does not stand, where it denies no status."""
        for piece in self.commas():
            if not piece._denials():
                yield from piece._pending()

    def _is_past(self) -> bool:
        words = self.words
        return any(t.text in _PAST and not (at and words[at - 1].text == "be") for at, t in enumerate(words))

    def _glued(self, mark: Mark) -> bool:
        """True for a part of a compound: "single-dose"."""
        behind = self.tokens[mark.end : mark.end + 1]
        return bool(behind and behind[0].glued and behind[0].kind == "w") or (
            self.tokens[mark.start].glued and mark.start > 0 and self.tokens[mark.start - 1].kind == "w"
        )

    def _denials(self) -> list[Mark]:
        """The denials of the clause, "neither ... nor" and "no ..., no ..." being one."""
        found: list[Mark] = []
        told = self.of("approve", "market", "file", "apply", "study", "rx")
        for mark in self.of("none", "not", "unapproved", "refuse"):
            first, last = self._piece(mark)
            apart = told and told[0].end <= mark.start and self.tokens[told[0].start].start < first
            if apart and not any(first <= self.tokens[m.start].start < last for m in told):
                continue  # "an approved injection, for people who have not done well on others"
            text = self.tokens[mark.start].text
            first = self.tokens[found[-1].start].text if found else ""
            again = text in ("nor", "no", "without", "not") and first in ("neither", "no")
            if found and (mark.start < found[-1].end or again or mark.element == "refuse"):
                if (mark.start, mark.element) == (found[-1].start, "none"):
                    found[-1] = mark
                continue
            found.append(mark)
        return found

    # -- who it is said of

    def _named(self, start: int, stop: int, kind: Kind = Kind.DRUG) -> dict[tuple[str, ...], int]:
        """The distinct names in the masked text ``start:stop``, each with its first place."""
        found: dict[tuple[str, ...], int] = {}
        for at, mention in self.masked.names.items():
            if start <= at < stop and mention.kind is kind:
                found.setdefault(mention.keys, at)
        return found

    def _one(self, near: Mark | None = None) -> Found | None:
        """The one drug of the clause, else of the piece between commas at ``near``, else of the sentence, else, where a word
        points back, of the sentence before."""
        text = self.masked.text
        here = self._named(self.begin, self.stop)
        if len(here) > 1 and near is not None:
            first, last = self._piece(near)
            here = self._named(first, last)
        if not here:
            if any(
                not _A_KIND.search(text, 0, at)
                for at in self._named(self.begin, self.stop, Kind.CLASS).values()
            ):
                return None  # of a class
            here = self._named(0, len(text))
        if len(here) == 1:
            at = next(iter(here.values()))
            return Found((self.masked.names[at],), start=at, end=at + 1)
        if here:
            return None
        back = any(t.text in _BACK_TO or t.kind == "A" or _ways_of(t.text) for t in self.words)
        back = back or bool(self.of("file", "apply", "decide"))
        if not back:
            return None
        for mentions in self.context.before(self.index)[:1]:
            told: dict[tuple[str, ...], Mention] = {m.keys: m for m in drugs(mentions)}
            if len(told) == 1:
                return Found(tuple(told.values()))
        return None

    def _told_of(self, cue: Cue, mark: Mark | None) -> Iterator[Reading]:
        """What ``cue`` says of the one drug. Where the drug stands elsewhere and the clause speaks of a form ("a nasal powder
        is not approved"), of that form; of none where the form cannot be told."""
        found = self._one(mark)
        if found is None:
            return
        if found.end and self.begin <= found.start < self.stop:
            yield Reading(cue, found)
            return
        forms = [t for t in self.words if not _FORMS.isdisjoint(t.lemmas) or _ways_of(t.text)]
        ways = _ways_of(" ".join(t.text for t in forms))
        if forms and len(ways) != 1:
            return
        kind = next((t.text for t in forms if _ways_of(t.text)), "")
        yield Reading(cue, found, qualifier=kind, routes=ways)

    def _piece(self, mark: Mark) -> tuple[int, int]:
        """Between which commas of the masked text a mark stands."""
        text = self.masked.text
        at, end = self.tokens[mark.start].start, self.tokens[mark.end - 1].end
        first = max(self.begin, text.rfind(",", 0, at) + 1)
        comma = text.find(",", end)
        return first, min(self.stop, comma if comma >= 0 else self.stop)

    # -- readings

    def _denied(self, deny: Mark) -> Iterator[Reading]:
        last = self.span[1]
        if deny.element == "refuse":
            yield from self._refused(deny)
            return
        if deny.element == "unapproved":
            yield from self._told_of(self._cue(Status.NOT_APPROVED, deny, deny), deny)
            return
        status = [m for m in self.of("approve", "market") if m.end > deny.end]
        if deny.element == "none":
            phrase = self._phrase(deny.end, last)
            if phrase is not None:
                yield from self._none(deny, phrase, status)
                return
            if self.tokens[deny.start].text != "no":
                near = [m for m in status if m.start - deny.end <= _NEAR]
                found = list(self._nothing(deny, near[0] if near else None))
                yield from found
                if found:
                    return
        yield from self._not_so(deny, status)

    def _none(self, deny: Mark, phrase: Phrase, status: list[Mark]) -> Iterator[Reading]:
        """No drug, no vaccine, no nasal form."""
        inside = [m for m in self.of("approve", "market") if deny.end <= m.start < phrase.noun]
        behind = [m for m in status if phrase.end <= m.start <= phrase.end + _NEAR]
        inside = inside or [m for m in status if m.end <= phrase.start and deny.end <= m.start]
        tells = (inside or behind)[:1]
        if not tells and not self._exists(deny):
            return
        tokens = self.tokens
        start, end = tokens[deny.start].start, tokens[phrase.end - 1].end
        form = not _FORMS.isdisjoint(tokens[phrase.noun].lemmas)
        if form and phrase.kind:
            ways = _ways_of(" ".join(t.text for t in tokens[deny.end : phrase.end]))
            found = self._one()
            if found and len(ways) == 1:
                mark = (tells or [Mark("approve", deny.start, phrase.end)])[0]
                yield Reading(
                    self._cue(Status.NOT_APPROVED, mark, mark), found, qualifier=phrase.kind, routes=ways
                )
                return
        if self._named(self.begin, self.stop):
            return
        group = self.masked.names.get(tokens[phrase.noun].start)
        found = (
            Found((group,), none=True, start=tokens[phrase.noun].start, end=end)
            if group is not None
            else Found(any_drug=True, none=True, start=self._word(start), end=end)
        )
        mark = (tells or [Mark("approve", phrase.noun, phrase.end)])[0]
        side = Side.LEFT if behind and not inside else Side.GROUP
        cue = self._cue(Status.APPROVED if tells else Status.NOT_APPROVED, mark, mark, side=side)
        yield Reading(replace(cue, nobody=not tells), found, qualifier=phrase.kind)

    def _nothing(self, deny: Mark, status: Mark | None) -> Iterator[Reading]:
        """ "Nothing has been licensed for C"; "there is none", of what was told right before."""
        tokens = self.tokens
        start, end = tokens[deny.start].start, tokens[deny.end - 1].end
        if self._named(self.begin, self.stop) or self._named(self.begin, self.stop, Kind.CLASS):
            return
        text, kind = tokens[deny.start].text, ""
        if text not in ("nothing", "nobody"):
            found, kind, known = self._antecedent(start)
            if not known or (status is None and not self._there(deny)):
                return
            if found is not None:
                ways = _ways_of(kind)
                mark = status or deny
                if len(ways) == 1:
                    yield Reading(
                        self._cue(Status.NOT_APPROVED, mark, mark), found, qualifier=kind, routes=ways
                    )
                return
        elif status is None:
            return
        mark = status or deny
        cue = self._cue(
            Status.APPROVED if status else Status.NOT_APPROVED,
            mark,
            mark,
            side=Side.LEFT if status else Side.GROUP,
        )
        yield Reading(
            replace(cue, nobody=not status),
            Found(any_drug=True, none=True, start=self._word(start), end=end),
            qualifier=kind,
        )

    def _antecedent(self, start: int) -> tuple[Found | None, str, bool]:
        """What "none" is none of, in the words before: the one drug that is named there with a form, the words for the kind,
        and whether a treatment is spoken of at all."""
        before = self.masked.text[:start]
        names = [m for i, m in self.masked.names.items() if i < start]
        if not _NOUN.search(before):
            before = fold(self.context.text_before(self.index))
            names = self.context.of_sentence(self.index - 1) if self.index else []
        known = {m.keys: m for m in names if m.kind is Kind.DRUG}
        ways = [w for w in re.findall(r"[a-z]+", before) if _ways_of(w)]
        kind = KIND_OF.search(before)
        if len(known) == 1 and len(_ways_of(" ".join(ways))) == 1:
            return Found(tuple(known.values())), ways[0], True
        treated = (
            _NOUN.search(before) is not None and not known and all(m.kind is not Kind.CLASS for m in names)
        )
        return None, kind[0] if kind else "", treated

    def _not_so(self, deny: Mark, status: list[Mark]) -> Iterator[Reading]:
        """A named drug that is not approved, or not sold."""
        for mark in status:
            if mark.start - deny.end > _NEAR or not self._leads(deny.end, mark.start):
                continue
            if deny.element == "none" and _NOUNS.isdisjoint(self.tokens[mark.start].lemmas):
                continue  # "no data available"
            if mark.element == "market" and any(t.text in _PERSONS for t in self.words):
                continue  # "we do not sell it"
            if (phrase := self._any_at(mark)) is not None:
                yield from self._none(deny, phrase, [mark])
                return
            kind = Status.NOT_MARKETED if mark.element == "market" else Status.NOT_APPROVED
            told = list(self._told_of(self._cue(kind, deny, mark), mark))
            yield from told
            if told:
                return

    def _leads(self, first: int, last: int) -> bool:
        """True where what stands between two elements only leads from one to the other."""
        plain = _guards("between")
        return all(
            t.kind in "AU"
            or is_skipped(t, lists()["skipped"])
            or t.text in plain
            or not plain.isdisjoint(t.lemmas)
            for t in self.tokens[first:last]
        )

    def _any_at(self, mark: Mark) -> Phrase | None:
        """ "Has not licensed any vaccine": the noun phrase behind the verb, where it is of no one drug."""
        opens = self.tokens[mark.end : mark.end + 1]
        if not opens or opens[0].text not in ("any", "a", "an", "one"):
            return None
        return self._phrase(mark.end, self.span[1])

    def _refused(self, deny: Mark) -> Iterator[Reading]:
        yield from self._told_of(replace(self._cue(Status.NOT_APPROVED, deny, deny), historic=True), deny)

    def _alone(self, sole: Mark) -> Iterator[Reading]:
        """The only one, or none but in trials."""
        near = [
            m
            for m in self.of("study", "research")
            if 0 <= m.start - sole.end <= _PHRASE or 0 <= sole.start - m.end <= 2
        ]
        trial = near if self.tokens[sole.start].text not in ("one", "single") else []
        if trial:
            found = self._one(trial[0])
            if found:
                yield Reading(
                    replace(self._cue(Status.ONLY_IN_TRIALS, trial[0], trial[0]), denies=True), found
                )
            return
        phrase = self._phrase(sole.start + 1, self.span[1])
        if phrase is None or not (self.of("approve", "market") or self._exists(sole)):
            return
        found = self._one()
        if found is None:
            return
        group = self.masked.names.get(self.tokens[phrase.noun].start)
        status = (self.of("approve", "market") or [Mark("approve", phrase.start, phrase.end)])[0]
        cue = self._cue(Status.APPROVED, status, status, side=Side.GROUP)
        behind = KIND_OF.search(self.masked.text, self.tokens[phrase.end - 1].end, self.stop)
        kind = phrase.kind or (behind[0] if behind else "")
        yield Reading(cue, found, Exclusivity.ONLY, kind, group.key if group is not None else "")

    def _pending(self) -> Iterator[Reading]:
        """Filed, awaited, to come; in trials; by prescription only; in use."""
        approve, ahead, rx = self.of("approve", "market"), self.of("future"), self.of("rx")
        if rx:
            cue = replace(self._cue(Status.OTC, rx[0], rx[0]), negated=True)
            needs = self.tokens[rx[0].start].text != "prescription"
            told = (r for r in self._told_of(cue, rx[0]) if needs or self._is(r.found, rx[0]))
            yield from (replace(r, begin=cue.start) for r in told)
            return
        got = [m for m in approve if self._is_had(m, ahead)]
        if not got:
            yield from self._waiting(approve, ahead)
        elif not ahead and not self.of("wait") and (found := self._one(got[0])) and self._is(found, got[0]):
            if _NOUNS.isdisjoint(self.tokens[got[0].start].lemmas) and ";" not in self.masked.text:
                yield Reading(self._cue(Status.IN_USE, got[0], got[0]), found)

    def _is_had(self, mark: Mark, ahead: Sequence[Mark]) -> bool:
        """True for an approval, or a sale, of which nothing says that it is still to come."""
        return not any(0 <= mark.start - m.end <= _NEAR for m in (*ahead, *self.of("wait")))

    def _is(self, found: Found, mark: Mark) -> bool:
        """True where the drug is said to be what ``mark`` tells: "D is now in phase 3", "D: an approved ...",
        "the experimental drug D"."""
        text, at = self.masked.text, self.tokens[mark.start].start
        if not found.end:
            return False
        if found.start < at:
            return _IS.fullmatch(text, found.end, at) is not None
        return _NAMED.fullmatch(text, self.tokens[mark.end - 1].end, found.start) is not None

    def _of_regulator(self) -> bool:
        """True where the sentence speaks of the FDA, of the country or of an approval."""
        names = lists()["regulator"] | lists()["approval"]
        told = any(t.kind in "AU" or not names.isdisjoint(t.lemmas) for t in self.tokens)
        return told or bool(self.of("approve"))

    def _waiting(self, approve: Sequence[Mark], ahead: Sequence[Mark]) -> Iterator[Reading]:
        filed, waits, study = self.of("file"), self.of("wait"), self.of("study")
        if not filed and self._of_regulator():
            filed = self.of("apply") or (self.of("decide") if waits or ahead else [])
        strong = [m for m in waits if not _AWAITS.isdisjoint(self.tokens[m.start].lemmas)]
        later = next((m for m in approve for a in (*ahead, *strong) if 0 <= m.start - a.end <= _NEAR), None)
        if later is not None and later.element == "market" and any(t.text in _PERSONS for t in self.words):
            later = None  # "you may get D at the pharmacy"
        mark = next(iter(filed), later) or next(iter(self.of("queue")), None)
        if mark is not None:
            yield from self._told_of(self._cue(Status.UNDER_REVIEW, mark, mark), mark)
        elif study and not approve and (found := self._one(study[0])) and self._is(found, study[0]):
            denies = not self.tokens[study[0].start].lemmas.keys().isdisjoint(_EXCLUDES)
            cue = self._cue(Status.INVESTIGATIONAL, study[0], study[0])
            yield Reading(replace(cue, denies=denies), found)

    # -- words

    def _cue(self, status: Status, first: Mark, last: Mark, side: Side = Side.LEFT) -> Cue:
        start = self.tokens[min(first.start, last.start)].start
        end = self.tokens[max(first.end, last.end) - 1].end
        return Cue(status, side, self._word(start), end, start, way="loosely")

    def _word(self, at: int) -> int:
        """Where the word begins that ``at`` stands in: "hasn't" is two tokens."""
        return self.masked.text.rfind(" ", 0, at) + 1 if self.masked.text[at : at + 3] == "n't" else at

    def _phrase(self, at: int, stop: int) -> Phrase | None:
        """The noun phrase that begins at token ``at`` and ends with a word for a treatment or a class; what follows must not
        make it part of another noun ("drug interactions")."""
        noun = -1
        here = at
        nouns = lists()["drug"]
        while here < min(stop, at + _PHRASE):
            token = self.tokens[here]
            if token.kind not in "wnAKUCBT":
                break
            if token.kind == "K" or (
                not nouns.isdisjoint(token.lemmas) and _NOT_NOUNS.isdisjoint(token.lemmas)
            ):
                noun = here
            elif (
                token.kind == "w"
                and token.text not in ("the", "a", "an")
                and (not _guards("follow").isdisjoint(token.lemmas) or token.text in _guards("follow"))
            ):
                break
            here += 1
        if noun < 0:
            return None
        if not lists()["not_none"].isdisjoint(x for t in self.tokens[at:noun] for x in t.lemmas):
            return None
        behind = self.tokens[noun + 1] if noun + 1 < stop else None
        if behind is not None and behind.kind == "w" and not self._may_follow(noun + 1):
            return None
        words = self.masked.text[self.tokens[at].start : self.tokens[noun].end]
        kind = KIND_OF.search(words)
        between = [
            t
            for t in self.tokens[at:noun]
            if t.kind == "w" and not any(m.start <= self.tokens.index(t) < m.end for m in self.of(*STATUS))
        ]
        odd = " ".join(t.text for t in between if t.text not in ANY_KIND)
        return Phrase(at, noun + 1, noun, kind[0] if kind else odd)

    def _may_follow(self, at: int) -> bool:
        token = self.tokens[at]
        if (
            token.text in _guards("follow")
            or not _guards("follow").isdisjoint(token.lemmas)
            or token.text.endswith("ly")
        ):
            return True
        return any(m.start == at for m in self.of("approve", "market"))

    def _there(self, mark: Mark) -> bool:
        return any(t.text == "there" for t in self.tokens[max(self.span[0], mark.start - 4) : mark.start])

    def _exists(self, mark: Mark) -> bool:
        """True behind "there is", and of a disease, or the trade, that has or lacks it."""
        here = mark.start
        if "lack" not in self.tokens[here].lemmas:
            here -= 1
            while here >= self.span[0] and is_skipped(self.tokens[here], lists()["skipped"]):
                here -= 1
        if here <= self.span[0]:
            return False
        verb, before = self.tokens[here], self.tokens[here - 1]
        if "be" in verb.lemmas:
            return before.text in ("there", "it") or mark.element == "sole"
        owns = "have" in verb.lemmas or "lack" in verb.lemmas
        return owns and (
            before.kind == "C"
            or not lists()["profession"].isdisjoint(before.lemmas)
            or before.text in _OWNERS
        )


def _ways_of(words: str) -> tuple[str, ...]:
    """The ways of giving a drug that ``words`` name."""
    return tuple(
        route
        for route, own in routes().items()
        if any(w in own or w.rstrip("s") in own for w in words.split())
    )


@cache
def _guards(name: str) -> frozenset[str]:
    return frozenset(loose_rows()["guards"][name])
