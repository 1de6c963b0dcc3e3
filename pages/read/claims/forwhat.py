"""What a claim is for, beyond the uses that its clause names: told before, in a class's name, in brackets; with what."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import replace

from language.names import Kind, Mention
from language.uses import read_uses
from model.indication import Indication
from pages.read.claims.anaphora import Found
from pages.read.claims.around import Around
from pages.read.claims.coordination import coordinated
from pages.read.claims.cue import Cue, Side
from pages.read.claims.indications import denied_as, passage, this_use
from pages.read.claims.statement import Statement

# "No drug is approved by the FDA without trials" is about the FDA.
_IN_GENERAL = re.compile(
    r"\b(?:without|until|unless|before|if|that has not|which has not|solely|based on|overnight|lightly)\b"
)
# The use in brackets behind "this indication".
_THIS_NAMED = re.compile(
    r"\bth(?:is|ese|at) (?:indication|use|condition|purpose|disease|disorder|illness|infection|syndrome|mutation|defect|setting|C)s? \(([^()]+)\)"
)
_WITH = re.compile(
    r"\b(?:in combination with|combined with|together with|along with|for use with|plus|added to|(?<!treatment )(?<!therapy )(?<!treated )(?<!progressed )(?<!patients )(?<!people )with)(?: (?:the|either|both|standard|a|an|oral))* (?=D)"
)
# Behind what was told of a symptom: "no drug is approved that treats the disease itself".
_DISEASE_ITSELF = re.compile(
    r"\b(?:disease|disorder|illness|condition|syndrome) (?:itself|as such|as a whole)\b"
)
# "Asthma and EGPA remain what D is approved for": what it is approved for has been told.
_FOR_WHAT = re.compile(r"\bwhat\b[^,;:.]*\Z")
_FOR_NOTHING = re.compile(r"\s+for\s*(?:[,;:.!)]|\Z)")
_AS_A = re.compile(r"\bas (?:an? |the |\w+ ){0,3}(?=K)")


def of_what(masked: Statement, cue: Cue) -> bool:
    """True where a status tells what the rest of the sentence is to it: "A and B are what D is approved for"."""
    text = masked.text
    return _FOR_NOTHING.match(text, cue.end) is not None and _FOR_WHAT.search(text, 0, cue.start) is not None


def of_class(found: Found) -> bool:
    return bool(found.mentions) and all(m.kind is Kind.CLASS for m in found.mentions)


def _kind_named(masked: Statement, cue: Cue, stop: int) -> Mention | None:
    """The class whose name tells the use: "looking into D as a (migraine drug)", "new (migraine drugs) in trials include D"."""
    told = _AS_A.search(masked.text, cue.end, stop)
    if told:
        return masked.names.get(told.end())
    at = cue.start - 2
    return masked.names.get(at) if cue.side is Side.GROUP and masked.text[at : at + 1] == "K" else None


def _given_with(masked: Statement, cue: Cue, stop: int) -> tuple[str, ...]:
    """The drugs that a use is in combination with: "approved with D for C", "approved for C together with D"."""
    found = _WITH.search(masked.text, cue.end, stop)
    if found is None or found.end() not in masked.names:
        return ()
    return tuple(k for m in coordinated(masked, found.end(), stop).mentions for k in m.keys[:1])


def of_nobody(
    around: Around, index: int, masked: Statement, cue: Cue, found: Found, named: tuple[Indication, ...]
) -> tuple[Indication, ...]:
    """What "no drug is approved" is for: as ``named``, else told before; where the FDA is named but no use, the
    sentence's own words, which nothing can be asked for."""
    if named or not found.none:
        return named
    told = _told_before(around, masked, cue, index)
    if told or "A" not in masked.text or _IN_GENERAL.search(masked.text, cue.end):
        return told
    return (Indication(words=masked.original.strip()),)


def completed(
    around: Around,
    masked: Statement,
    cue: Cue,
    found: Found,
    stop: int,
    named: tuple[Indication, ...],
    told: Indication,
) -> tuple[Indication, ...]:
    """The uses ``named``, with what else tells them: the passage (``around``), a class's name, the partners."""
    indications = named
    bracketed = _THIS_NAMED.search(masked.text, 0, stop)
    if (
        bracketed
        and named
        and not (named[0].words and named[0].words in masked.original[: masked.at[bracketed.end()]])
    ):
        bracketed = None  # the clause names a use of its own
    if bracketed:
        words = masked.source(bracketed.start(1), bracketed.end(1))
        return (
            next(
                iter(_read_use(masked, bracketed.start(1), bracketed.end(1))),
                Indication(words=words, unread=(words,)),
            ),
        )
    if not indications and this_use(masked, cue, stop):  # what it is may be told nowhere
        indications = (replace(told, words="this use", unread=() if told.condition else ("this use",)),)
    if indications and (indications[0].setting or indications[0].stage) and not indications[0].condition:
        indications = (replace(indications[0], condition=told.condition), *indications[1:])
    if not indications and of_class(found):
        words = found.mentions[0].words
        inside = around.names.conditions_in(words)
        if inside and found.mentions[0].key not in around.lexicon.conditions:
            indications = (Indication(condition=inside[0], words=words),)
    before = (
        masked.names.get(found.start - 2)
        if masked.text[max(0, found.start - 1) : found.start] == " "
        else None
    )
    named_by = before if before is not None and before.kind is Kind.CLASS else _kind_named(masked, cue, stop)
    if not indications and named_by is not None:  # "the obesity drug D"
        inside = around.names.conditions_in(named_by.words)
        indications = (Indication(condition=inside[0], words=named_by.words),) if inside else ()
    indications = _of_the_age(masked, found, indications)
    indications = indications or denied_as(masked, cue, found.end, stop)
    partners = tuple(m.key for m in found.partners) or _given_with(masked, cue, stop)
    own = found.mentions[0].keys if len(found.mentions) == 1 else ()
    if own and around.names.combination((*own, *partners)) == own[0]:
        partners = ()  # of a drug that is known by its combination only, the rest of it
    if not partners:
        return indications
    return tuple(replace(i, partners=partners) for i in indications) or (Indication(partners=partners),)


def _of_the_age(
    masked: Statement, found: Found, indications: tuple[Indication, ...]
) -> tuple[Indication, ...]:
    """ "Peanut allergy treatment with D is approved for children of 4 to 17": an age alone is of the one disease that
    stands before the drug."""
    if len(indications) != 1 or indications[0].condition or indications[0].age_from is None:
        return indications
    before = {masked.names[i].key for i in masked.names if masked.text[i] == "C" and i < found.start}
    every = {masked.names[i].key for i in masked.names if masked.text[i] == "C"}
    return (replace(indications[0], condition=before.pop()),) if len(every) == 1 and before else indications


def _read_use(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
    mentions = sorted(masked.names.values(), key=lambda m: m.start)
    return read_uses(masked.original, mentions, masked.at[start], masked.at[end])


# The disease that a clause opens with, in two words more than its name.
_ITS_NAME = re.compile(
    r"(?:\A|[,;:–—] )\W?(?:(?:for|in|with|and|but|so|yet|while|the|an?) ){0,4}((?:[\w-]+ ){1,2})C\b"
)


def _told_before(around: Around, masked: Statement, cue: Cue, index: int) -> tuple[Indication, ...]:
    """ "C can be permanent, and no treatment has been approved": the one condition that the sentence is about,
    or else the passage."""
    here = {masked.names[i].key for i in masked.names if i < cue.start and masked.text[i] == "C"}
    if not here:
        near = passage(around.context, index, masked).condition
        here = {near} if near else set()
    if (
        len(here) == 2
    ):  # "hyperphagia is the symptom dreaded most in C": of a disease and its symptom the symptom
        parts = {k for k in here if around.lexicon.conditions[k].of in here - {k}}
        here = parts or here
    if len(here) != 1:
        return ()
    key = here.pop()
    whole = _ITS_NAME.search(masked.text, 0, cue.start)
    if (
        whole
        and (use := next(iter(_read_use(masked, whole.start(1), whole.end())), None))
        and use.condition == key
    ):
        return (use,)  # "Early C has no drug", "Advanced C is rare, and no drug is approved"
    if (whose := around.lexicon.conditions[key].of) and _DISEASE_ITSELF.search(masked.text, cue.start):
        key = whose
    return (Indication(condition=key, words="it"),)
