"""What a clause tells without denying it: the only one, filed, awaited, in trials, in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.claim import Exclusivity, Status
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Side
from pages.read.claims.kinds import KIND_OF
from pages.read.claims.loosely.elements import Mark, guards
from pages.read.claims.loosely.part import NEAR, Part, Reading
from pages.read.claims.loosely.subject import drug, whom
from pages.read.claims.vocabulary import lists

_IS = re.compile(
    r"(?: \([^)]*\))?(?:, (?:which|an?|now|the)\b|:| -|,? (?:which |that )?(?:is|are|remains?|'s)\b)[^.;,:]{0,40}"
)
_NAMED = re.compile(r"[ -](?:[\w-]+ ){0,3}?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def alone(part: Part, sole: Mark) -> Iterator[Reading]:
    """The only one, or none but in trials."""
    near = [
        m
        for m in part.of("study", "research")
        if _leads_to(part, sole, m) or (0 <= sole.start - m.end <= 2 and _ends(part, sole))
    ]
    trial = near if part.tokens[sole.start].text not in ("one", "single") else []
    if trial:
        found = drug(part, trial[0])
        label = found is not None and part.masked.text[found.end : found.end + 1] == ":"
        had = any(t.text == "had" or not guards("had").isdisjoint(t.lemmas) for t in part.words)
        if found and (label or had):
            yield Reading(replace(part.cue(Status.ONLY_IN_TRIALS, trial[0], trial[0]), denies=True), found)
        return
    phrase = part.phrase(sole.start + 1, part.span[1])
    if phrase is None or not (part.of("approve", "market") or part.exists(sole)):
        return
    found = drug(part)
    if found is None:
        return
    group = part.masked.names.get(part.tokens[phrase.noun].start)
    status = (part.of("approve", "market") or [Mark("approve", phrase.start, phrase.end)])[0]
    cue = part.cue(Status.APPROVED, status, status, side=Side.GROUP)
    behind = KIND_OF.search(part.masked.text, part.tokens[phrase.end - 1].end, part.stop)
    kind = phrase.kind or (behind[0] if behind else "")
    yield Reading(cue, found, Exclusivity.ONLY, kind, group.key if group is not None else "")


def _leads_to(part: Part, sole: Mark, mark: Mark) -> bool:
    """ "Only (those in a) trial"; the mark may begin with a word that leads in."""
    between = part.tokens[sole.end : mark.end - 1]
    return mark.start >= sole.end and all(t.text in guards("leads_in") for t in between if t.kind != "-")


def _ends(part: Part, mark: Mark) -> bool:
    """True where no word follows: "in trials only", and not "in trials only half of them"."""
    return not any(t.kind in ("w", "n", "D", "A") for t in part.tokens[mark.end : mark.end + 1])


def pending(part: Part) -> Iterator[Reading]:
    """Filed, awaited, to come; in trials; by prescription only; in use."""
    approve, ahead, rx = part.of("approve", "market"), part.of("future"), part.of("rx")
    if rx:
        cue = replace(part.cue(Status.OTC, rx[0], rx[0]), negated=True)
        needs = part.tokens[rx[0].start].text != "prescription"
        one = whom(part, rx[0])
        if one is not None and (needs or _is(part, one.found, rx[0])):
            yield replace(one.told(cue), begin=cue.start)
        return
    got = [m for m in approve if _is_had(part, m, ahead)]
    if not got:
        yield from _waiting(part, approve, ahead)
    elif (
        not ahead
        and not part.of("wait")
        and (found := drug(part, got[0]))
        and found.start < part.tokens[got[0].start].start
        and _is(part, found, got[0])
        and guards("acts").isdisjoint(part.tokens[got[0].start].lemmas)
        and ";" not in part.masked.text
    ):
        yield Reading(part.cue(Status.IN_USE, got[0], got[0]), found)


def _is_had(part: Part, mark: Mark, ahead: Sequence[Mark]) -> bool:
    """True for an approval, or a sale, of which nothing says that it is still to come."""
    return not any(0 <= mark.start - m.end <= NEAR for m in (*ahead, *part.of("wait")))


def _is(part: Part, found: Found, mark: Mark) -> bool:
    """True where the drug is said to be what ``mark`` tells: "D is now in phase 3", "D: an approved ...",
    "the experimental drug D"."""
    text, at = part.masked.text, part.tokens[mark.start].start
    if not found.end:
        return False
    if found.start < at:
        return _IS.fullmatch(text, found.end, at) is not None
    if mark.element == "study" and guards("excludes").isdisjoint(part.tokens[mark.start].lemmas):
        return False  # "women in the trial received D"
    return _NAMED.fullmatch(text, part.tokens[mark.end - 1].end, found.start) is not None


def _is_of_then(part: Part, mark: Mark) -> bool:
    """True for what is told of a year gone by: "in 2013 it was filed"."""
    words = part.masked.original[part.masked.at[part.begin] : part.masked.at[part.stop]]
    return mark.element == "apply" and _YEAR.search(words) is not None


def _of_regulator(part: Part) -> bool:
    """True where the sentence speaks of the FDA, of the country or of an approval."""
    names = lists()["regulator"] | lists()["approval"]
    told = any(t.kind in "AU" or not names.isdisjoint(t.lemmas) for t in part.tokens)
    return told or bool(part.of("approve"))


def _waiting(part: Part, approve: Sequence[Mark], ahead: Sequence[Mark]) -> Iterator[Reading]:
    filed, waits, study = part.of("file"), part.of("wait"), part.of("study")
    if not filed and (waits or ahead):
        filed = [m for m in part.of("apply") if not guards("sent").isdisjoint(part.tokens[m.start].lemmas)]
    if not filed and _of_regulator(part):
        filed = part.of("apply") or (part.of("decide") if waits or ahead else [])
    strong = [m for m in waits if not guards("awaits").isdisjoint(part.tokens[m.start].lemmas)]
    later = next((m for m in approve for a in (*ahead, *strong) if 0 <= m.start - a.end <= NEAR), None)
    if (
        later is not None
        and later.element == "market"
        and any(t.text in guards("persons") for t in part.words)
    ):
        later = None  # "you may get D at the pharmacy"
    mark = next(iter(filed), later) or next(iter(part.of("queue")), None)
    if mark is not None:
        one = whom(part, mark)
        if one is None or _is_of_then(part, mark):
            return
        first, at = part.tokens[mark.start].start, one.found.start
        if mark.element == "approve" and part.begin <= first < at < part.stop:
            return  # "an approval of D, experts expect"
        yield one.told(part.cue(Status.UNDER_REVIEW, mark, mark))
    elif study and not approve and (found := drug(part, study[0])) and _is(part, found, study[0]):
        denies = not part.tokens[study[0].start].lemmas.keys().isdisjoint(guards("excludes"))
        cue = part.cue(Status.INVESTIGATIONAL, study[0], study[0])
        yield Reading(replace(cue, denies=denies), found)
