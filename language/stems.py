"""Names of drugs that no table holds, told by how they are built: nonproprietary stems and research codes.

The stems are those of WHO's "The use of stems in the selection of International Nonproprietary Names"; a name
that ends in one is a drug's, whoever may know it. A claim on such a drug is read like any other, and judged *not
verified* where no source knows the drug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STEMS = (
    "mab|t[iy]nib|citinib|brutinib|[aeiou]nib|ciclib|parib|lisib|degib|zomib|rafenib|sertib|clax|sidenib|"
    "gliptin|gliflozin|glutide|patide|cretide|glitazone|gliride|vastatin|sartan|[aeiou]pril|dipine|"
    "olol|prazole|conazole|mycin|cillin|cycline|floxacin|cavir|buvir|previr|tegravir|ciclovir|navir|capavir|asvir|"
    "fusvirtide|caftor|lukast|setron|triptan|gepant|xaban|gatran|grelor|platin|rubicin|taxel|tecan|fungin|"
    "[tnb]ercept|tacept|nacept|siran|rsen|autoleucel|leucel|parvovec|repvec|grastim|poetin|kinra|relin|relix|"
    "tropium|pidem|orexant|vaptan|pitant|coxib|profen|dronate|fusp|cabtagene|"
    "nercept|limus|imod|stat|steride|lutamide|estrant|oxifene|trozole|azenib|delpar|fibrate|pixant|dustat|tirelin|lanib"
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
# AXS-05, ABBV-951, LY3002813, MK-677; not COVID-19, CYP3A4, NCT01234567, IL-17.
_NO_CODE = re.compile(
    r"(?:NCT|ISO|PMID|PMC|DOI|HLA|CYP|DSM|ICD|SARS|COVID|CA|CD|PD|IL|TNF|BRCA|GLP|FDA|CFR|USC|HR|HPV|HIV|HBV|HCV|UTC|EST|AD|BC|"
    r"SSRI|BMI|RSV|HSV|EBV|CMV|MRI|PET|FEV|NF|MET|ALK|ROS|RET|HER|ER|PR|SS|US|UK|EU|ACE|ARB|NSAID|CPT|NDC|NDA|BLA|ANDA|IND|FY|ASCO|ESMO)-?\d"
)
_CODE = re.compile(r"(?<![\w-])[A-Z]{2,5}(?:-\d{2,6}[A-Za-z]?|\d{4,7})(?![\w-])")


def unlisted(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` (``folded``: its lower case, same offsets) names drugs by stem or by code, in no order."""
    for match in _STEM.finditer(folded):
        if match[0] not in _WORDS:
            yield match.span()
    for match in _CODE.finditer(text):
        if not _NO_CODE.match(match[0]):
            yield match.span()
