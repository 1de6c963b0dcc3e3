"""Makers' codes of drugs in a text ("STI571", "BAY 43-9006"), however hyphens, blanks and commas divide them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Capitals, then one to three pieces with a digit in each: "PF-02341066", "CP-690,550", "GSK744", "BIA 2-093".
_LIKE = re.compile(
    r"(?<![\w-])(?P<letters>[A-Z][A-Za-z]{0,5}[A-Z]|[A-Z])(?P<join>[- ]?)"
    r"(?P<rest>[A-Z]{0,4}-?\d[\dA-Z]{0,9}(?:[-, ]\d[\dA-Z]{0,7}){0,2}[a-z]?)(?![\w-])"
)
# What looks like one and is none: identifiers, genes, antigens, enzymes, agencies, scores.
_NO_CODE = re.compile(
    r"(?:NCT|ISO|PMID|PMC|DOI|HLA|CYP|DSM|ICD|SARS|COVID|CA|CD|PD|IL|TNF|BRCA|GLP|FDA|CFR|USC|HR|HPV|HIV|HBV|HCV|UTC|EST|AD|BC|"
    r"SSRI|BMI|RSV|HSV|EBV|CMV|MRI|PET|FEV|NF|MET|ALK|ROS|RET|HER|ER|PR|SS|US|UK|EU|ACE|ARB|NSAID|CPT|NDC|NDA|BLA|ANDA|IND|FY|ASCO|ESMO)-?\d"
)
_CODE = re.compile(r"[A-Z][A-Za-z]{0,6}[- ]?[A-Z]{0,3}[- ]?\d[\dA-Za-z, -]*")
# A code that nobody lists: AXS-05, LY3002813, and behind the letters of a maker "AMG 133", "REGN475".
_UNLISTED = re.compile(r"[A-Z]{2,5}(?:-\d{2,6}[A-Za-z]?|\d{4,7})")
_OF_A_MAKER = re.compile(r"[A-Z]{3,6}[ -]?\d{3,8}[A-Z]?|[A-Z]{2}-\d{3,8}")
_MAKERS_CODES = 4  # as many codes begin with the letters of a maker
_LETTERS = re.compile(r"[A-Z]+(?=\d)")
_FIRST = re.compile(r"[^-, ]+")
_THOUSANDS = re.compile(r"(?:,\d{3})*(?![\d,])")  # "CP-88,059"
_DIVIDED = re.compile(r"[- ,]")


def squash(code: str) -> str:
    """``code`` in capitals and digits alone."""
    return _DIVIDED.sub("", code).upper()


def is_code(name: str) -> bool:
    """True for a name that is built like a maker's code: two figures or more behind capitals."""
    return (
        _CODE.fullmatch(name) is not None and sum(c.isdigit() for c in name) > 1 and not _NO_CODE.match(name)
    )


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a lexicon: which drugs each one names, and the letters with which makers begin theirs."""

    drugs: Mapping[str, tuple[str, ...]]
    makers: frozenset[str]

    @classmethod
    def of(cls, drugs: Mapping[str, tuple[str, ...]]) -> Codes:
        """``drugs``: keys by code, squashed."""
        begin = Counter(m[0] for code in drugs if (m := _LETTERS.match(code)))
        return cls(drugs, frozenset(word for word, count in begin.items() if count >= _MAKERS_CODES))

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where ``text`` writes a code, in order, with the keys it names: none for one that is not listed."""
        if not self.drugs:
            return
        for match in _LIKE.finditer(text):
            start = match.start()
            if (known := self._known(match)) is not None:
                yield start, *known
            elif end := self._unlisted(match):
                yield start, end, ()

    def _known(self, match: re.Match[str]) -> tuple[int, tuple[str, ...]] | None:
        written, start = match[0], match.start()
        ends = [
            len(written),
            *(m.start() for m in _DIVIDED.finditer(written, match.start("rest") - start + 1)),
        ]
        for end in sorted(ends, reverse=True):
            code = written[:end]
            keys = self.drugs.get(squash(code))
            if keys and _plain(match["letters"], match["join"], code):
                return start + end, keys
        return None

    def _unlisted(self, match: re.Match[str]) -> int:
        if _NO_CODE.match(match[0]):
            return 0
        first = _FIRST.match(match["rest"])
        code = match["letters"] + match["join"] + (first[0] if first else "")
        maker = match["letters"] in self.makers and _OF_A_MAKER.fullmatch(code)
        whole = _UNLISTED.fullmatch(code)
        if not (maker or whole):
            return 0
        end = match.start() + len(code)
        more = _THOUSANDS.match(match.string, end)
        return more.end() if more else end


def _plain(letters: str, join: str, code: str) -> bool:
    """False for what is as likely another thing: "T 20", "AG 10" are written with a hyphen or in one word."""
    digits = sum(c.isdigit() for c in code)
    if len(letters) == 1:
        return join == "-" or digits >= 4
    return join != " " or digits >= 3
