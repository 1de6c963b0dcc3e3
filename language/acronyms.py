"""Whether an acronym with several meanings is a disease's, by the words around it."""

from __future__ import annotations

import re

_NEAR = 24  # characters before it that count
# A condition's acronym that means other things too ("UC", "ACS") is one where the text has the long form, where it is
# joined to another condition, or where such words stand beside it, and no word of an organisation does.
_MEDICAL_BEFORE = re.compile(
    r"(?:\b(?:for|in|with|against|of|have|has|had|having|get|gets|developed?|treat(?:s|ed|ing|ment)?|prevent(?:s|ed|ing)?|"
    r"relieve[sd]?|mild|moderate|severe|active|chronic|acute|early|late|advanced|metastatic|refractory|relapsed|"
    r"relapsing|recurrent|progressive|positive|negative|resistant|your|their)|[-+]) (?:the )?\Z|\(\Z"
)
_MEDICAL_AFTER = re.compile(
    r"s? (?:patients?|people|sufferers|disease|disorder|syndrome|flares?|flare-ups|symptoms?|treatments?|"
    r"therap(?:y|ies)|drugs?|medications?|medicines?|diagnos\w+|relapses?|cells?|attacks?|care|management|prevention|indications?)\b"
)
_ORGANISATION = re.compile(
    r"s? (?:researchers?|scientists?|hospitals?|health\b|universit|professors?|medical (?:center|school)|foundation|"
    r"society|berkeley|davis|san\b|los\b|irvine|campus|system|students?|journals?|guidelines?|report\b)"
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
