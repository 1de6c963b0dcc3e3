"""The drugs that a use is given with."""

from __future__ import annotations

import re
from dataclasses import replace

from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.fit import Fit

# Drugs that "chemotherapy" means, as a partner that a page names by this word alone.
_CYTOTOXIC = frozenset(
    {
        "bendamustine",
        "capecitabine",
        "carboplatin",
        "cisplatin",
        "cyclophosphamide",
        "cytarabine",
        "dacarbazine",
        "daunorubicin",
        "docetaxel",
        "doxorubicin",
        "epirubicin",
        "etoposide",
        "fluorouracil",
        "gemcitabine",
        "ifosfamide",
        "irinotecan",
        "melphalan",
        "methotrexate",
        "mitoxantrone",
        "nab-paclitaxel",
        "oxaliplatin",
        "paclitaxel",
        "pemetrexed",
        "temozolomide",
        "topotecan",
        "vinblastine",
        "vincristine",
        "vinorelbine",
    }
)
_WITH_CHEMOTHERAPY = re.compile(r"\bwith (?:[a-z-]+ ){0,3}chemotherapy\b")


def of_partners(claimed: Indication, approved: Indication, fit: Fit, lexicon: Lexicon) -> Fit:
    """What is said of a drug with a partner is met by an approval that names the partner."""
    known = partners_of(approved, lexicon)
    if known & _CYTOTOXIC or _WITH_CHEMOTHERAPY.search(approved.words):
        known |= {"chemotherapy"}
    if not claimed.partners:
        return replace(fit, narrower=fit.narrower or bool(known))
    if all(p in known or known & set(_members(p, lexicon)) for p in claimed.partners):
        return fit
    return fit.unsure("with which other drugs it is approved, the records at hand do not tell")


def partners_of(approved: Indication, lexicon: Lexicon) -> frozenset[str]:
    """The drugs and classes that an approval is given with, a class with its members."""
    return frozenset(approved.partners).union(*(_members(p, lexicon) for p in approved.partners))


def _members(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.classes[key].members if key in lexicon.classes else ()
