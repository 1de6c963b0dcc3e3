"""Subjects that stand far from their status: behind it, over an aside, at the other end of the sentence."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from pages.read.claims import words as w
from pages.read.claims.anaphora import Found
from pages.read.claims.coordination import coordinated
from pages.read.claims.cue import Cue, Side
from pages.read.claims.statement import Statement

# "Several drugs are being tested in C: D and D", "new drugs, including D, are in trials".
_DRUGS_AT_LARGE = re.compile(
    rf"\b(?:several|many|some|a few|a handful of|dozens of|other|new|newer|the following|these|a number of|various|experimental|promising|investigational|"
    rf"potential|{w.NUMBER_WORD}) (?:[\w-]+ |C ){{0,3}}?(?:{w.DRUG_NOUN}|candidates)(?: (?:for|to treat|against) [^.;:DK]{{0,60}})? ?\Z"
)
_NAMED_BEHIND = re.compile(
    r"[^.;:DK]{0,100}?(?::| [-–—]|,? (?:including|such as|among them|namely|notably)) ?(?:the |a )?(?:[\w'-]+ )?(?=D)"
)


def named_behind(cue: Cue, masked: Statement, begin: int) -> Found | None:
    """The drugs that follow what is said of drugs at large: "several drugs are being tested in C: D, D and D"."""
    if cue.side not in (Side.LEFT, Side.GROUP) or not _DRUGS_AT_LARGE.search(masked.text[begin : cue.start]):
        return None
    behind = _NAMED_BEHIND.match(masked.text, cue.end)
    if behind is None or behind.end() not in masked.names:
        return None
    return coordinated(masked, behind.end(), len(masked.text))


# What may stand between a drug and its verb: a relative clause with a verb of its own, what it is, what is conceded.
_OVER_AN_ASIDE = re.compile(
    r"(?:\A|[.;] |, |\w's )(?P<name>D)(?: \([^)]*\))?,? (?:which|an?|the|however|despite|although|known|now|developed|discovered|designed|taken|given)\b"
    r"[^;.:DK]{3,180}, (?:however, |still, )?\Z"
)


def over_an_aside(cue: Cue, masked: Statement) -> Found | None:
    """The drug that a sentence opens with, over what is told of it between commas."""
    if cue.side is not Side.LEFT:
        return None
    opening = _OVER_AN_ASIDE.search(masked.text, 0, cue.start)
    if opening is None or opening.start("name") > _OPENING_WORDS:
        return None
    return coordinated(masked, opening.start("name"), opening.end("name") + 1)


_OPENING_WORDS = 40  # characters within which a sentence names what it is about


def after_opening(cue: Cue, masked: Statement) -> Found | None:
    """ "Approved by the FDA in 1987, D works by ...": a sentence that opens with the participle is about what
    follows its comma."""
    text = masked.text
    if not re.fullmatch(
        r"\s*(?:(?:(?:although|though|while|even though|first|not|never|yet|currently|originally|initially|recently|only|still|newly|T|\w+ly|it is|it's|it has|A|been|(?:since|after|following|upon)(?: \w+ing)? its)\b|-|in T\b,?)\s*)*+",
        text[: cue.start],
    ):
        return None
    match = re.match(r"[^;]{0,110}?, (?:the (?:drug|medicine) |generic |both )?(?=[DK])", text[cue.end :])
    if not match or match.end() > 130:
        return None
    at = cue.end + match.end()
    return coordinated(masked, at, len(text)) if at in masked.names else None
