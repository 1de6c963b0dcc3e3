"""Names of drugs that no table holds, told by how they are built: nonproprietary stems.

The stems are those of WHO's "The use of stems in the selection of International Nonproprietary Names"; a name
that ends in one is a drug's, whoever may know it. A claim on such a drug is read like any other, and judged *not
verified* where no source knows the drug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_STEMS = (
    "mab|t[iy]nib|citinib|brutinib|[aeiou]nib|ciclib|parib|lisib|degib|zomib|rafenib|sertib|clax|sidenib|"
    "gliptin|gliflozin|glutide|patide|cretide|glitazone|gliride|vastatin|sartan|[aeiou]pril|dipine|"
    "olol|prazole|conazole|mycin|cillin|cycline|floxacin|cavir|buvir|previr|tegravir|ciclovir|navir|capavir|asvir|"
    "fusvirtide|caftor|lukast|setron|triptan|gepant|xaban|gatran|grelor|platin|rubicin|taxel|tecan|fungin|"
    "[tnb]ercept|tacept|nacept|siran|rsen|autoleucel|leucel|parvovec|repvec|grastim|poetin|kinra|relin|relix|"
    "tropium|pidem|orexant|vaptan|pitant|coxib|profen|dronate|fusp|cabtagene|"
    "nercept|limus|imod|stat|steride|lutamide|estrant|oxifene|trozole|azenib|delpar|fibrate|pixant|dustat|tirelin|lanib|"
    "penem|bactam|citabine|trexed|mustine|begron|zolid|oxetine|piprazole|peridone|triptyline|nidazole|vudine|fylline"
)
# Ordinary words that happen to end so.
_WORDS = frozenset(
    [
        "april",
        "intercept",
        "percept",
        "thermostat",
        "rheostat",
        "hemostat",
        "cryostat",
        "photostat",
        "habitat",
        "bacteriostat",
        "microstat",
        "protocol",
        "postdoctoral",
        "heliostat",
        "appstat",
        "gyrostat",
        "cholesterol",
        "control",
        "alcohol",
        "vitriol",
    ]
)
_STEM = re.compile(rf"(?<![\w-])[a-z]{{3,}}(?:{_STEMS})(?![\w-])")
_RUN = re.compile(r"[\w-]{6,}")
_TAIL = 4  # letters


def _tails() -> tuple[frozenset[str], frozenset[str]]:
    """The last four letters of the stems, and the stems that are shorter: no other word need be tried."""
    stems = {
        "".join(letters)
        for stem in _STEMS.split("|")
        for letters in product(*(part.strip("[]") if part[0] == "[" else (part,) for part in _CLASSES(stem)))
    }
    return frozenset(s[-_TAIL:] for s in stems if len(s) >= _TAIL), frozenset(
        s for s in stems if len(s) < _TAIL
    )


_CLASSES = re.compile(r"\[\w+\]|\w+").findall
_TAILS, _SHORT = _tails()


def is_stemmed(word: str) -> bool:
    """True for a word (in lower case) that is built like a drug's nonproprietary name."""
    return _STEM.fullmatch(word) is not None and word not in _WORDS


def stemmed(folded: str) -> Iterator[tuple[int, int]]:
    """Where a text in lower case names drugs by stem, in order."""
    words = _RUN.findall(folded)
    if _TAILS.isdisjoint([w[-_TAIL:] for w in words]) and _SHORT.isdisjoint([w[1 - _TAIL :] for w in words]):
        return
    for match in _STEM.finditer(folded):
        if match[0] not in _WORDS:
            yield match.span()
