"""What time a claim speaks of."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from language.days import day_in, impossible
from model.claim import Anchor, AnchorKind, Status
from model.dates import PartialDate
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Cue
from pages.read.claims.statement import Statement

_NOW = re.compile(
    r"\b(?:currently|now|nowadays|at (?:this|the present|the current) (?:time|moment|point)|at present|presently|still|today|"
    r"to date|so far|as yet|(?:not )?yet|as of (?:now|today|this writing)|these days|remains?|right now|for now|at the moment)\b"
)
_RECENT = re.compile(
    r"\b(?:recent(?:ly)?|just(?! (?:(?:one|two|three|four|five|six|a|an|for|as|like|in|now)\b|\d))|newly|lately|earlier this|last|this (?:week|month|year)|yesterday|new)\b"
)
_BEFORE_T = re.compile(
    r"\b(?P<word>since|as of|as at|in|on|by|until|through|during|from|before|after|late|early|mid|around|about|back in|dated)\s+(?:the )?(?:late |early |mid-?|end of |fall of |spring of |summer of |about |around )*\Z"
)


_AHEAD = re.compile(r"\A(?:later this|this|next|coming|the coming)\b")
_EACH_ITS_OWN = re.compile(
    r"\bT (?:and|,)[^.;]*T,? respectively\b|\b(?:former|first|one)\b[^.;]*T[^.;]*\b(?:latter|second|other)\b[^.;]*T"
)
_EXPECTED = frozenset({Status.UNDER_REVIEW, Status.NOT_MARKETED})


def read_date(words: str) -> PartialDate | None:
    """The date that ``words`` ("june 24, 2014", "early 2015") name; None for relative ones and for days that are none."""
    return day_in(f"in {words}")  # a year of two digits is one behind "in" only


def days_of_each(masked: Statement, cue: Cue, stop: int) -> tuple[str, ...]:
    """The words that give each of several drugs a day of its own, which one claim has no field for."""
    match = _EACH_ITS_OWN.search(masked.text, cue.end, stop)
    return (masked.source(match.start(), match.end()),) if match else ()


# What may stand before the day of an aside that is nothing but the day: "D, back in T, was approved".
_OF_TIME = frozenset(
    {"in", "on", "by", "since", "back", "as", "of", "early", "late", "mid", "the", "end", "about", "finally"}
)


def _told_beside(text: str, at: int, stop: int) -> bool:
    """True for the day of an aside between a name and the end, at ``stop``, of what is told of it: "D, which won approval
    in T, was withdrawn", "D, discovered in T, is approved"."""
    opens = text.rfind(", ", 0, at)
    if at >= stop or not text.startswith(",", at + 1) or not re.search(r"[DK]", text[: max(opens, 0)]):
        return False
    return not _OF_TIME.issuperset(text[opens + 1 : at].split())


def _of_another(text: str, at: int) -> bool:
    """True for the day of what a clause before tells of a drug: "Since D was withdrawn in T, no drug is approved"."""
    return re.search(r"[DK]", text[max(text.rfind(sign, 0, at) for sign in ",;.") + 1 : at]) is not None


def anchor_of(masked: Statement, cue: Cue, begin: int, stop: int) -> Anchor:
    """The time the claim speaks of: the date nearest to its cue in its clause, else its words of time."""
    text = masked.text
    if days_of_each(masked, cue, stop):
        return Anchor()  # "D and D were approved, in T and T respectively": no one day is that of both
    best: tuple[int, int] | None = None
    for at in (i for i, c in enumerate(text) if c == "T" and i in masked.words and i not in masked.names):
        if begin <= at < stop:
            if _told_beside(text, at, cue.end):
                continue
            distance = at - cue.end if at >= cue.end else cue.start - at if at < cue.start else 0
            if at >= cue.end and re.search(
                r"\b(?:trials?|study|begun|began|born|studies|patients|data|guideline|and (?:was|is|has)|before|prior to)\b[^,]*\Z",
                text[cue.end : at],
            ):
                continue
        elif (
            begin > at
            and re.match(r"[^.;]*, \Z", text[at + 1 : begin])
            and not re.search(r"[;]", text[at:begin])
            and not _told_beside(text, at, begin)
            and not _of_another(text, at)
        ):
            distance = 60 + begin - at  # "In 2011, although ..., the FDA revoked"
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, at)
    if best and best[0] <= 150:
        at = best[1]
        lead = _BEFORE_T.search(text[:at])
        word = lead["word"] if lead else ""
        words = masked.source(lead.start() if lead else at, at + 1)
        when = read_date(masked.words[at])
        if when is None and impossible(masked.words[at]):
            return Anchor(AnchorKind.ON, None, words)
        if when is None:
            ahead = cue.status in _EXPECTED and _AHEAD.search(masked.words[at].casefold())
            return Anchor(AnchorKind.FUTURE if ahead else AnchorKind.RECENT, None, words)
        if word == "since":
            return Anchor(AnchorKind.SINCE, when, words)
        if word in ("as of", "as at", "through") or (
            word == "until" and text[:at].rstrip().endswith("until")
        ):
            return Anchor(AnchorKind.AS_OF, when, words)
        if word in ("before", "after", "from", "until") or (word == "by" and cue.status not in _EXPECTED):
            return Anchor(AnchorKind.PAGE, None, "")
        return Anchor(AnchorKind.FUTURE if cue.status in _EXPECTED else AnchorKind.ON, when, words)
    near = text[begin : min(stop, cue.end + 60)]
    now = _NOW.search(near)
    if now:
        return Anchor(AnchorKind.NOW, None, now[0])
    recent = _RECENT.search(text[begin : cue.end])
    if recent and recent[0] != "new":
        return Anchor(AnchorKind.RECENT, None, recent[0])
    return Anchor()


_ACTS = frozenset(
    {Status.WITHDRAWN, Status.DISCONTINUED, Status.DESIGNATED, Status.BOXED_WARNING, Status.EMERGENCY}
)
_ON_A_DAY = ("in ", "on ", "since ", "back ")
_DONE = re.compile(r"\b(?:approved|cleared|licen[cs]ed|authori[sz]ed|switched|made|launched|introduced)\b")
_SAID = re.compile(r"\b(?:said|says|noted|reported|announced|explained|added|told \w+) (?:that )?[^,;]*\Z")


def bygone(masked: Statement, cue: Cue, found: Found, status: Status, anchor: Anchor) -> bool:
    """True for a state told in the past tense, which tells nothing of today: "there was no drug for C then", "D was the
    only one until T". An act ("D was approved") is told by its own row; "said that it was" tells a state of that day."""
    if status in _ACTS or (_DONE.search(masked.text, cue.start, cue.end) and not found.none):
        return False
    if status is Status.UNDER_REVIEW and cue.act:
        # "filed for approval in 2010"; not "set a date, Feb. 28, 2023"
        return anchor.date is not None and anchor.words.casefold().startswith(_ON_A_DAY)
    if not found.none and (cue.act or cue.historic):
        return False
    return not _SAID.search(masked.text, 0, cue.start)
