"""Elements to claims: one clause, one subject, one denial, one status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from language.names import Kind, fold
from language.patterns import is_skipped
from model.claim import Claim, Exclusivity, Status
from model.page import Sentence
from pages.read.claims.anaphora import Found
from pages.read.claims.context import Context
from pages.read.claims.cue import Side
from pages.read.claims.kinds import KIND_OF
from pages.read.claims.loosely.elements import Mark, marks_in
from pages.read.claims.loosely.part import NEAR, Part, Phrase, Reading, guards, ways_of
from pages.read.claims.maker import Maker
from pages.read.claims.scope import clause
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists
from pages.read.claims.words import DRUG_NOUN

_NOUN = re.compile(rf"\b{DRUG_NOUN}\b")
_IS = re.compile(
    r"(?: \([^)]*\))?(?:, (?:which|an?|now|the)\b|:| -|,? (?:which |that )?(?:is|are|remains?|'s)\b)[^.;,:]{0,40}"
)
_NAMED = re.compile(r"[ -](?:[\w-]+ ){0,3}?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = frozenset({"was", "were", "had"})


def read_loosely(
    index: int, masked: Statement, here: Sentence, maker: Maker, context: Context
) -> tuple[Claim, ...]:
    """The claims of a sentence in which no way of saying found one, each ``loose``; none where it is a question, a
    guard stands beside, or two readings contradict each other."""
    tokens = masked.tokens
    if not tokens or tokens[-1].kind == "?" or "|" in masked.text or tokens[0].text in guards("opens"):
        return ()
    marks = marks_in(tokens)
    parts: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        begin, stop = clause(masked.text, tokens[mark.start].start, tokens[mark.end - 1].end)
        parts.setdefault((begin, stop), []).append(mark)
    said: list[Claim] = []
    whole = (Clause(masked, tuple(own), *span, context, index) for span, own in parts.items())
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


class Clause(Part):
    """A clause that can be read."""

    def readings(self) -> Iterator[Reading]:
        """What the clause may say; nothing where something stands in the way."""
        if any(not self.glued(m) for m in self.of("bars")) or self._is_past():
            return
        denials = self._denials()
        if len(denials) > 1:
            return
        if denials:
            denied = list(self._denied(denials[0]))
            yield from denied or self._beside_denial()
            return
        for sole in [m for m in self.of("sole") if not self.glued(m)][:1]:
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

    def _denials(self) -> list[Mark]:
        """The denials of the clause, "neither ... nor" and "no ..., no ..." being one."""
        found: list[Mark] = []
        told = self.of("approve", "market", "file", "apply", "study", "rx")
        for mark in self.of("none", "not", "unapproved", "refuse"):
            first, last = self.piece(mark)
            apart = told and told[0].end <= mark.start and self.tokens[told[0].start].start < first
            if apart and not any(first <= self.tokens[m.start].start < last for m in told):
                continue  # "an approved injection, for people who have not done well on others"
            text = self.tokens[mark.start].text
            before = self.tokens[found[-1].start].text if found else ""
            again = text in ("nor", "no", "without", "not") and before in ("neither", "no")
            if found and (
                mark.start < found[-1].end or again or "refuse" in (mark.element, found[-1].element)
            ):
                if (mark.start, mark.element) == (found[-1].start, "none"):
                    found[-1] = mark
                continue
            found.append(mark)
        return found

    def _denied(self, deny: Mark) -> Iterator[Reading]:
        last = self.span[1]
        if deny.element == "refuse":
            yield from self._refused(deny)
            return
        if deny.element == "unapproved":
            yield from self.told_of(self.cue(Status.NOT_APPROVED, deny, deny), deny)
            return
        status = [m for m in self.of("approve", "market") if m.end > deny.end]
        if deny.element == "none":
            phrase = self.phrase(deny.end, last)
            if phrase is not None:
                yield from self._none(deny, phrase, status)
                return
            if self.tokens[deny.start].text != "no":
                near = [m for m in status if m.start - deny.end <= NEAR]
                found = list(self._nothing(deny, near[0] if near else None))
                yield from found
                if found:
                    return
        yield from self._not_so(deny, status)

    def _none(self, deny: Mark, phrase: Phrase, status: list[Mark]) -> Iterator[Reading]:
        """No drug, no vaccine, no nasal form."""
        inside = [m for m in self.of("approve", "market") if deny.end <= m.start < phrase.noun]
        behind = [m for m in status if phrase.end <= m.start <= phrase.end + NEAR]
        inside = inside or [m for m in status if m.end <= phrase.start and deny.end <= m.start]
        tells = (inside or behind)[:1]
        if not tells and not self.exists(deny):
            return
        tokens = self.tokens
        start, end = tokens[deny.start].start, tokens[phrase.end - 1].end
        form = not guards("forms").isdisjoint(tokens[phrase.noun].lemmas)
        if form and phrase.kind:
            ways = ways_of(" ".join(t.text for t in tokens[deny.end : phrase.end]))
            found = self.one()
            if found and len(ways) == 1:
                mark = (tells or [Mark("approve", deny.start, phrase.end)])[0]
                yield Reading(
                    self.cue(Status.NOT_APPROVED, mark, mark), found, qualifier=phrase.kind, routes=ways
                )
                return
        if self.named(self.begin, self.stop):
            return
        group = self.masked.names.get(tokens[phrase.noun].start)
        found = (
            Found((group,), none=True, start=tokens[phrase.noun].start, end=end)
            if group is not None
            else Found(any_drug=True, none=True, start=self.word(start), end=end)
        )
        mark = (tells or [Mark("approve", phrase.noun, phrase.end)])[0]
        side = Side.LEFT if behind and not inside else Side.GROUP
        cue = self.cue(Status.APPROVED if tells else Status.NOT_APPROVED, mark, mark, side=side)
        yield Reading(replace(cue, nobody=not tells), found, qualifier=phrase.kind)

    def _nothing(self, deny: Mark, status: Mark | None) -> Iterator[Reading]:
        """ "Nothing has been licensed for C"; "there is none", of what was told right before."""
        tokens = self.tokens
        start, end = tokens[deny.start].start, tokens[deny.end - 1].end
        if self.named(self.begin, self.stop) or self.named(self.begin, self.stop, Kind.CLASS):
            return
        text, kind = tokens[deny.start].text, ""
        if text not in ("nothing", "nobody"):
            found, kind, known = self._antecedent(start)
            if not known or (status is None and not self.there(deny)):
                return
            if found is not None:
                ways = ways_of(kind)
                mark = status or deny
                if len(ways) == 1:
                    yield Reading(
                        self.cue(Status.NOT_APPROVED, mark, mark), found, qualifier=kind, routes=ways
                    )
                return
        elif status is None:
            return
        mark = status or deny
        cue = self.cue(
            Status.APPROVED if status else Status.NOT_APPROVED,
            mark,
            mark,
            side=Side.LEFT if status else Side.GROUP,
        )
        yield Reading(
            replace(cue, nobody=not status),
            Found(any_drug=True, none=True, start=self.word(start), end=end),
            qualifier=kind,
        )

    def _antecedent(self, start: int) -> tuple[Found | None, str, bool]:
        """What "none" is none of, in the words before: the one drug that is named there with a form, the
        words for the kind, and whether a treatment is spoken of at all."""
        before = self.masked.text[:start]
        names = [m for i, m in self.masked.names.items() if i < start]
        if not _NOUN.search(before):
            before = fold(self.context.text_before(self.index))
            names = self.context.of_sentence(self.index - 1) if self.index else []
        known = {m.keys: m for m in names if m.kind is Kind.DRUG}
        ways = [w for w in re.findall(r"[a-z]+", before) if ways_of(w)]
        kind = KIND_OF.search(before)
        if len(known) == 1 and len(ways_of(" ".join(ways))) == 1:
            return Found(tuple(known.values())), ways[0], True
        treated = (
            _NOUN.search(before) is not None and not known and all(m.kind is not Kind.CLASS for m in names)
        )
        return None, kind[0] if kind else "", treated

    def _not_so(self, deny: Mark, status: list[Mark]) -> Iterator[Reading]:
        """A named drug that is not approved, or not sold."""
        for mark in status:
            if mark.start - deny.end > NEAR or not self._leads(deny.end, mark.start):
                continue
            if deny.element == "none" and guards("acts").isdisjoint(self.tokens[mark.start].lemmas):
                continue  # "no data available"
            if mark.element == "market" and any(t.text in guards("persons") for t in self.words):
                continue  # "we do not sell it"
            if (phrase := self._any_at(mark)) is not None:
                yield from self._none(deny, phrase, [mark])
                return
            kind = Status.NOT_MARKETED if mark.element == "market" else Status.NOT_APPROVED
            told = list(self.told_of(self.cue(kind, deny, mark), mark))
            yield from told
            if told:
                return

    def _leads(self, first: int, last: int) -> bool:
        """True where what stands between two elements only leads from one to the other."""
        plain = guards("between")
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
        return self.phrase(mark.end, self.span[1])

    def _refused(self, deny: Mark) -> Iterator[Reading]:
        if any(m.start > deny.end for m in self.of("approve")):
            return  # "rejections followed, and so the approval of D"
        yield from self.told_of(replace(self.cue(Status.NOT_APPROVED, deny, deny), historic=True), deny)

    def _alone(self, sole: Mark) -> Iterator[Reading]:
        """The only one, or none but in trials."""
        near = [
            m
            for m in self.of("study", "research")
            if self._leads_to(sole, m) or (0 <= sole.start - m.end <= 2 and self._ends(sole))
        ]
        trial = near if self.tokens[sole.start].text not in ("one", "single") else []
        if trial:
            found = self.one(trial[0])
            label = found is not None and self.masked.text[found.end : found.end + 1] == ":"
            had = any(t.text == "had" or not guards("had").isdisjoint(t.lemmas) for t in self.words)
            if found and (label or had):
                yield Reading(
                    replace(self.cue(Status.ONLY_IN_TRIALS, trial[0], trial[0]), denies=True), found
                )
            return
        phrase = self.phrase(sole.start + 1, self.span[1])
        if phrase is None or not (self.of("approve", "market") or self.exists(sole)):
            return
        found = self.one()
        if found is None:
            return
        group = self.masked.names.get(self.tokens[phrase.noun].start)
        status = (self.of("approve", "market") or [Mark("approve", phrase.start, phrase.end)])[0]
        cue = self.cue(Status.APPROVED, status, status, side=Side.GROUP)
        behind = KIND_OF.search(self.masked.text, self.tokens[phrase.end - 1].end, self.stop)
        kind = phrase.kind or (behind[0] if behind else "")
        yield Reading(cue, found, Exclusivity.ONLY, kind, group.key if group is not None else "")

    def _leads_to(self, sole: Mark, mark: Mark) -> bool:
        """ "Only (those in a) trial"; the mark may begin with a word that leads in."""
        between = self.tokens[sole.end : mark.end - 1]
        return mark.start >= sole.end and all(t.text in guards("leads_in") for t in between if t.kind != "-")

    def _ends(self, mark: Mark) -> bool:
        """True where no word follows: "in trials only", and not "in trials only half of them"."""
        return not any(t.kind in ("w", "n", "D", "A") for t in self.tokens[mark.end : mark.end + 1])

    def _pending(self) -> Iterator[Reading]:
        """Filed, awaited, to come; in trials; by prescription only; in use."""
        approve, ahead, rx = self.of("approve", "market"), self.of("future"), self.of("rx")
        if rx:
            cue = replace(self.cue(Status.OTC, rx[0], rx[0]), negated=True)
            needs = self.tokens[rx[0].start].text != "prescription"
            told = (r for r in self.told_of(cue, rx[0]) if needs or self._is(r.found, rx[0]))
            yield from (replace(r, begin=cue.start) for r in told)
            return
        got = [m for m in approve if self._is_had(m, ahead)]
        if not got:
            yield from self._waiting(approve, ahead)
        elif (
            not ahead
            and not self.of("wait")
            and (found := self.one(got[0]))
            and found.start < self.tokens[got[0].start].start
            and self._is(found, got[0])
            and guards("acts").isdisjoint(self.tokens[got[0].start].lemmas)
            and ";" not in self.masked.text
        ):
            yield Reading(self.cue(Status.IN_USE, got[0], got[0]), found)

    def _is_had(self, mark: Mark, ahead: Sequence[Mark]) -> bool:
        """True for an approval, or a sale, of which nothing says that it is still to come."""
        return not any(0 <= mark.start - m.end <= NEAR for m in (*ahead, *self.of("wait")))

    def _is(self, found: Found, mark: Mark) -> bool:
        """True where the drug is said to be what ``mark`` tells: "D is now in phase 3", "D: an approved ...",
        "the experimental drug D"."""
        text, at = self.masked.text, self.tokens[mark.start].start
        if not found.end:
            return False
        if found.start < at:
            return _IS.fullmatch(text, found.end, at) is not None
        if mark.element == "study" and guards("excludes").isdisjoint(self.tokens[mark.start].lemmas):
            return False  # "women in the trial received D"
        return _NAMED.fullmatch(text, self.tokens[mark.end - 1].end, found.start) is not None

    def _is_elsewhere(self, mark: Mark) -> bool:
        """True for what is told of a day gone by ("in 2013 it was filed"), of a drug that experts only expect, and of
        another than the drug of the sentence before ("its new pill")."""
        words = self.masked.original[self.masked.at[self.begin] : self.masked.at[self.stop]]
        if mark.element == "apply" and _YEAR.search(words):
            return True
        found = self.one(mark)
        if found is None:
            return False
        if not found.end:
            return any(t.text in guards("other") for t in self.words)
        first = self.tokens[mark.start].start
        return mark.element == "approve" and self.begin <= first < found.start < self.stop

    def _of_regulator(self) -> bool:
        """True where the sentence speaks of the FDA, of the country or of an approval."""
        names = lists()["regulator"] | lists()["approval"]
        told = any(t.kind in "AU" or not names.isdisjoint(t.lemmas) for t in self.tokens)
        return told or bool(self.of("approve"))

    def _waiting(self, approve: Sequence[Mark], ahead: Sequence[Mark]) -> Iterator[Reading]:
        filed, waits, study = self.of("file"), self.of("wait"), self.of("study")
        if not filed and (waits or ahead):
            filed = [
                m for m in self.of("apply") if not guards("sent").isdisjoint(self.tokens[m.start].lemmas)
            ]
        if not filed and self._of_regulator():
            filed = self.of("apply") or (self.of("decide") if waits or ahead else [])
        strong = [m for m in waits if not guards("awaits").isdisjoint(self.tokens[m.start].lemmas)]
        later = next((m for m in approve for a in (*ahead, *strong) if 0 <= m.start - a.end <= NEAR), None)
        if (
            later is not None
            and later.element == "market"
            and any(t.text in guards("persons") for t in self.words)
        ):
            later = None  # "you may get D at the pharmacy"
        mark = next(iter(filed), later) or next(iter(self.of("queue")), None)
        if mark is not None and self._is_elsewhere(mark):
            return
        if mark is not None:
            yield from self.told_of(self.cue(Status.UNDER_REVIEW, mark, mark), mark)
        elif study and not approve and (found := self.one(study[0])) and self._is(found, study[0]):
            denies = not self.tokens[study[0].start].lemmas.keys().isdisjoint(guards("excludes"))
            cue = self.cue(Status.INVESTIGATIONAL, study[0], study[0])
            yield Reading(replace(cue, denies=denies), found)
