"""Names as people write them, where the data have them in small letters and signs."""

from __future__ import annotations

import re

# Markers that are more than letters with a sign; the others are a gene's or protein's name, "her2+" HER2-positive.
_MARKERS = {
    "hr": "hormone receptor",
    "er": "estrogen receptor",
    "pr": "progesterone receptor",
    "ph": "Philadelphia chromosome",
    "achr": "AChR antibody",
    "aqp4": "AQP4 antibody",
    "brca": "BRCA mutation",
    "gbrca": "germline BRCA mutation",
}
_SIGNS = {"+": "-positive", "-": "-negative"}
_LOWER_CASE = frozenset(
    """
    fusion mutation deletion expressing inhibitors exon skipping insertion homozygous genotype pangenotypic
    phenotype eosinophilic wild-type multidrug-resistant
    """.split()  # noqa: SIM905
)
# Vaccines are named by what they are and who makes them: "rsv vaccine, mrna (moderna)".
_VACCINE = re.compile(r"(?P<what>[^()]*vaccine[^()]*?)\s?(?:\((?P<who>[^()]+)\))?")
_CAPITALS = {"rsv": "RSV", "mrna": "mRNA", "covid-19": "COVID-19", "ad26": "Ad26", "gsk": "GSK"}


def drug_in_words(drug: str) -> str:
    """A drug's name as it is written, where the data have it in small letters."""
    match = _VACCINE.fullmatch(drug)
    if match is None:
        return drug
    what = re.sub(r"[\w-]+", lambda m: _CAPITALS.get(m.group(), m.group()), match["what"])
    who = "-".join(_CAPITALS.get(w, w.capitalize()) for w in (match["who"] or "").split("-"))
    return f"{what}, {who.replace('Biontech', 'BioNTech')}" if who else what


def marker_in_words(marker: str) -> str:
    """ "HER2-positive", "hormone receptor-negative", "EGFR exon 19 deletion" from a marker's key."""
    base, sign = (marker[:-1], _SIGNS[marker[-1]]) if marker[-1:] in _SIGNS else (marker, "")
    if base in _MARKERS:
        return f"{_MARKERS[base]}{sign}"
    head, low, tail = base.partition("-low")
    words = " ".join(w if w in _LOWER_CASE else w.upper() for w in head.split())
    return f"{words}{low}{tail}{sign}"
