"""What a clause denies: that there is one, that it is approved or sold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from language.names import Kind, fold
from language.patterns import is_skipped
from model.claim import Status
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Side
from pages.read.claims.kinds import KIND_OF
from pages.read.claims.loosely.elements import Mark, guards
from pages.read.claims.loosely.part import NEAR, Part, Phrase, Reading, ways_of
from pages.read.claims.loosely.subject import drug, told, whom
from pages.read.claims.vocabulary import lists
from pages.read.claims.words import DRUG_NOUN

_NOUN = re.compile(rf"\b{DRUG_NOUN}\b")


def denials(part: Part) -> list[Mark]:
    """The denials of the clause, "neither ... nor" and "no ..., no ..." being one."""
    found: list[Mark] = []
    told = part.of("approve", "market", "file", "apply", "study", "rx")
    for mark in part.of("none", "not", "unapproved", "refuse"):
        first, last = part.piece(mark)
        apart = told and told[0].end <= mark.start and part.tokens[told[0].start].start < first
        if apart and not any(first <= part.tokens[m.start].start < last for m in told):
            continue  # "an approved injection, for people who have not done well on others"
        text = part.tokens[mark.start].text
        before = part.tokens[found[-1].start].text if found else ""
        again = text in ("nor", "no", "without", "not") and before in ("neither", "no")
        if found and (mark.start < found[-1].end or again or "refuse" in (mark.element, found[-1].element)):
            if (mark.start, mark.element) == (found[-1].start, "none"):
                found[-1] = mark
            continue
        found.append(mark)
    return found


def denied(part: Part, deny: Mark) -> Iterator[Reading]:
    last = part.span[1]
    if deny.element == "refuse":
        yield from _refused(part, deny)
        return
    if deny.element == "unapproved":
        yield from told(part, part.cue(Status.NOT_APPROVED, deny, deny), deny)
        return
    status = [m for m in part.of("approve", "market") if m.end > deny.end]
    if deny.element == "none":
        phrase = part.phrase(deny.end, last)
        if phrase is not None:
            yield from _none(part, deny, phrase, status)
            return
        if part.tokens[deny.start].text != "no":
            near = [m for m in status if m.start - deny.end <= NEAR]
            found = list(_nothing(part, deny, near[0] if near else None))
            yield from found
            if found:
                return
    yield from _not_so(part, deny, status)


def _none(part: Part, deny: Mark, phrase: Phrase, status: list[Mark]) -> Iterator[Reading]:
    """No drug, no vaccine, no nasal form."""
    inside = [m for m in part.of("approve", "market") if deny.end <= m.start < phrase.noun]
    behind = [m for m in status if phrase.end <= m.start <= phrase.end + NEAR]
    inside = inside or [m for m in status if m.end <= phrase.start and deny.end <= m.start]
    tells = (inside or behind)[:1]
    if not tells and not part.exists(deny):
        return
    tokens = part.tokens
    start, end = tokens[deny.start].start, tokens[phrase.end - 1].end
    form = not guards("forms").isdisjoint(tokens[phrase.noun].lemmas)
    if form and phrase.kind:
        ways = ways_of(" ".join(t.text for t in tokens[deny.end : phrase.end]))
        found = drug(part)
        if found and len(ways) == 1:
            mark = (tells or [Mark("approve", deny.start, phrase.end)])[0]
            yield Reading(
                part.cue(Status.NOT_APPROVED, mark, mark), found, qualifier=phrase.kind, routes=ways
            )
            return
    if part.named(part.begin, part.stop):
        return
    group = part.masked.names.get(tokens[phrase.noun].start)
    found = (
        Found((group,), none=True, start=tokens[phrase.noun].start, end=end)
        if group is not None
        else Found(any_drug=True, none=True, start=part.word(start), end=end)
    )
    mark = (tells or [Mark("approve", phrase.noun, phrase.end)])[0]
    side = Side.LEFT if behind and not inside else Side.GROUP
    cue = part.cue(Status.APPROVED if tells else Status.NOT_APPROVED, mark, mark, side=side)
    yield Reading(replace(cue, nobody=not tells), found, qualifier=phrase.kind)


def _nothing(part: Part, deny: Mark, status: Mark | None) -> Iterator[Reading]:
    """ "Nothing has been licensed for C"; "there is none", of what was told right before."""
    tokens = part.tokens
    start, end = tokens[deny.start].start, tokens[deny.end - 1].end
    if part.named(part.begin, part.stop) or part.named(part.begin, part.stop, Kind.CLASS):
        return
    text, kind = tokens[deny.start].text, ""
    if text not in ("nothing", "nobody"):
        found, kind, known = _antecedent(part, start)
        if not known or (status is None and not part.there(deny)):
            return
        if found is not None:
            ways = ways_of(kind)
            mark = status or deny
            if len(ways) == 1:
                yield Reading(part.cue(Status.NOT_APPROVED, mark, mark), found, qualifier=kind, routes=ways)
            return
    elif status is None:
        return
    mark = status or deny
    cue = part.cue(
        Status.APPROVED if status else Status.NOT_APPROVED,
        mark,
        mark,
        side=Side.LEFT if status else Side.GROUP,
    )
    yield Reading(
        replace(cue, nobody=not status),
        Found(any_drug=True, none=True, start=part.word(start), end=end),
        qualifier=kind,
    )


def _antecedent(part: Part, start: int) -> tuple[Found | None, str, bool]:
    """What "none" is none of, in the words before: the one drug that is named there with a form, the
    words for the kind, and whether a treatment is spoken of at all."""
    before = part.masked.text[:start]
    names = [m for i, m in part.masked.names.items() if i < start]
    if not _NOUN.search(before):
        before = fold(part.context.text_before(part.index))
        names = part.context.of_sentence(part.index - 1) if part.index else []
    known = {m.keys: m for m in names if m.kind is Kind.DRUG}
    ways = [w for w in re.findall(r"[a-z]+", before) if ways_of(w)]
    kind = KIND_OF.search(before)
    if len(known) == 1 and len(ways_of(" ".join(ways))) == 1:
        return Found(tuple(known.values())), ways[0], True
    treated = _NOUN.search(before) is not None and not known and all(m.kind is not Kind.CLASS for m in names)
    return None, kind[0] if kind else "", treated


def _not_so(part: Part, deny: Mark, status: list[Mark]) -> Iterator[Reading]:
    """A named drug that is not approved, or not sold."""
    for mark in status:
        if mark.start - deny.end > NEAR or not _leads(part, deny.end, mark.start):
            continue
        if deny.element == "none" and guards("acts").isdisjoint(part.tokens[mark.start].lemmas):
            continue  # "no data available"
        if mark.element == "market" and any(t.text in guards("persons") for t in part.words):
            continue  # "we do not sell it"
        if (phrase := _any_at(part, mark)) is not None:
            yield from _none(part, deny, phrase, [mark])
            return
        kind = Status.NOT_MARKETED if mark.element == "market" else Status.NOT_APPROVED
        one = whom(part, mark)
        if one is not None:
            yield one.told(part.cue(kind, deny, mark))
            return


def _leads(part: Part, first: int, last: int) -> bool:
    """True where what stands between two elements only leads from one to the other."""
    plain = guards("between")
    return all(
        t.kind in "AU"
        or is_skipped(t, lists()["skipped"])
        or t.text in plain
        or not plain.isdisjoint(t.lemmas)
        for t in part.tokens[first:last]
    )


def _any_at(part: Part, mark: Mark) -> Phrase | None:
    """ "Has not licensed any vaccine": the noun phrase behind the verb, where it is of no one drug."""
    opens = part.tokens[mark.end : mark.end + 1]
    if not opens or opens[0].text not in ("any", "a", "an", "one"):
        return None
    return part.phrase(mark.end, part.span[1])


def _refused(part: Part, deny: Mark) -> Iterator[Reading]:
    if any(m.start > deny.end for m in part.of("approve")):
        return  # "rejections followed, and so the approval of D"
    yield from told(part, replace(part.cue(Status.NOT_APPROVED, deny, deny), historic=True), deny)
