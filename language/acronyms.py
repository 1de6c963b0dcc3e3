"""What an acronym stands for: by the page that spells it out, else by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEAR = 24  # characters before it that count
# A condition's acronym that means other things too ("UC", "ACS") is one where the text has the long form, where it is
# joined to another condition, or where such words stand beside it, and no word of an organisation does.
_MEDICAL_BEFORE = re.compile(
    r"(?:\b(?:for|in|with|against|of|have|has|had|having|get|gets|developed?|treat(?:s|ed|ing|ment)?|prevent(?:s|ed|ing)?|"
    r"relieve[sd]?|mild|moderate|severe|active|chronic|acute|early|late|advanced|metastatic|refractory|relapsed|"
    r"relapsing|recurrent|adults?|adult-onset|childhood|pediatric|diagnosed|treated|untreated|"
    r"progressive|positive|negative|resistant|your|their)|[-+]) (?:the )?\Z|\(\Z"
)
_MEDICAL_AFTER = re.compile(
    r"s? (?:patients?|people|sufferers|disease|disorder|syndrome|flares?|flare-ups|symptoms?|treatments?|"
    r"therap(?:y|ies)|drugs?|medications?|medicines?|diagnos\w+|relapses?|cells?|attacks?|care|management|prevention|indications?)\b|"
    r" (?:still |currently |as yet )*(?:has|have|had|lacks?) "
    r"(?:(?:no|an?|few|not)\b|(?:\w+ )?(?:approved|treatments?|drugs?|therap))"
)
_ORGANISATION = re.compile(
    r"s? (?:researchers?|scientists?|hospitals?|health\b|universit|professors?|medical (?:center|school)|foundation|"
    r"society|berkeley|davis|san\b|los\b|irvine|campus|system|students?|journals?|guidelines?|report\b|alliance|network|coalition|consortium|association)"
)

_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)/?!\u2014]|-\s|\Z)| (?:and|or|&|in|on|is|are|was|were|has|have|had|can|may|might|will|who|that|which|"
    r"but|as|to|at|by|for|"
    r"from|with|without|yet|today|now|after|before|during|among|because|since|until|than|does|do|often|usually)\b"
)


def is_organisation(folded: str, end: int) -> bool:
    """True where what ends at ``end`` of a text in lower case is the name of an organisation: "UC researchers"."""
    return _ORGANISATION.match(folded, end) is not None


def is_medical(folded: str, start: int, end: int) -> bool:
    """True where the words beside ``start:end`` make a disease of it, or nothing stands beside it."""
    alone = not (folded[:start] + folded[end:]).strip(" .:;,()")
    before = folded[max(0, start - _NEAR) : start]
    return (
        alone or _MEDICAL_BEFORE.search(before) is not None or _MEDICAL_AFTER.match(folded, end) is not None
    )


def stands_alone(folded: str, end: int) -> bool:
    """True where no noun follows: "for Wilson's in adults", not "of Wilson's speeches"."""
    return _NO_NOUN.match(folded, end) is not None


# "alopecia areata (AA)", "AA (alopecia areata)".
_IN_BRACKETS = re.compile(r" \((?P<inside>[A-Z][A-Za-z0-9-]{1,6})(?:,? or [^()]{1,40})?\)")
_BEFORE_BRACKETS = re.compile(r"(?<![\w-])(?P<word>[A-Z][A-Za-z0-9-]{1,6}) \((?P<inside>[a-z][^()]{4,80})\)")
_CAPITALS = 2  # that an acronym has at least
_LONG_FORM = 90  # characters in which the long form stands
_WORDS = re.compile(r"[^\W_]+")


def spelled_out(text: str) -> Iterator[tuple[str, int, int]]:
    """The acronyms that ``text`` explains, in order, each with where its long form may stand: that ends where the
    range ends, or fills it."""
    for match in _IN_BRACKETS.finditer(text):
        if acronym := _acronym(match["inside"]):
            yield acronym, max(0, match.start() - _LONG_FORM), match.start()
    for match in _BEFORE_BRACKETS.finditer(text):
        if acronym := _acronym(match["word"]):
            yield acronym, *match.span("inside")


def _acronym(word: str) -> str:
    word = word.removesuffix("s")
    return word if sum(c.isupper() for c in word) >= _CAPITALS and len(word) > 1 else ""


def abbreviates(acronym: str, words: str) -> bool:
    """True when the letters of ``acronym`` stand in ``words`` in that order, the first one first: "DMF" of "dimethyl
    fumarate", not of "severe dimethyl fumarate"."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    rest = iter(c for c in words.lower() if c.isalnum())
    first = _WORDS.search(words)
    return first is not None and first[0][0].lower() == letters[0] and all(c in rest for c in letters)


def initials(acronym: str, before: str) -> bool:
    """True when the last words of ``before`` begin with the letters of ``acronym``, one each."""
    words = _WORDS.findall(before)[-len(acronym) :]
    return [w[0].lower() for w in words] == [c.lower() for c in acronym]
