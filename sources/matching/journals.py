"""Whether two names are of one journal: ISO 4 / NLM abbreviations against full names, by rule.

An abbreviated title keeps the words' order, drops articles and prepositions, and shortens each word by cutting
its end or leaving letters out (ISO 4:1997; NLM "Construction of the National Library of Medicine Title
Abbreviations"). So no list of journals is needed: the rule is tried word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sources.matching.normalise import fold

# Words that abbreviations leave out, in the languages of PubMed's journals.
STOP_WORDS = frozenset(
    (
        *("the", "of", "and", "in", "for", "on", "to", "a", "an", "at", "by", "from", "with"),
        *(
            "de",
            "la",
            "le",
            "les",
            "et",
            "des",
            "du",
            "d",
            "l",
            "der",
            "die",
            "das",
            "und",
            "fur",
            "fuer",
            "zur",
        ),
        *("el", "los", "las", "y", "di", "e", "per", "il", "della", "dell", "i"),
        *("og", "en", "van", "het", "voor", "och"),
    )
)
# Names in use that no rule leads to: the accepted abbreviation does not follow from the words.
_ALIASES = {
    "bmj": "british medical journal",
    "br med j": "british medical journal",
    "embo j": "european molecular biology organization journal",
    "faseb j": "federation of american societies for experimental biology journal",
    "mmwr": "morbidity and mortality weekly report",
    "cmaj": "canadian medical association journal",
    "bjog": "british journal of obstetrics and gynaecology",
    "ajr": "american journal of roentgenology",
    "jnci": "journal of the national cancer institute",
    "plos med": "public library of science medicine",
    "cochrane db syst rev": "cochrane database of systematic reviews",
    "cochrane reviews": "cochrane database of systematic reviews",
    "mmwr morb mortal wkly rep": "morbidity and mortality weekly report",
    "mmwr morbidity and mortality weekly report": "morbidity and mortality weekly report",
    "cochrane library": "cochrane database of systematic reviews",
    "the cochrane library": "cochrane database of systematic reviews",
    "jcem": "journal of clinical endocrinology and metabolism",
    "jbc": "journal of biological chemistry",
    "pnas": "proceedings of the national academy of sciences of the united states of america",
    "proc natl acad sci usa": "proceedings of the national academy of sciences of the united states of america",
    "kidney intl": "kidney international",
}
_PLACE = re.compile(r"\s*[(\[][^)\]]*[)\]]")  # "Lancet (London, England)"
_SUBTITLE = re.compile(r"\s*(?::|;|\s-\s|=|/|\.\s+(?=official|a journal|an international|the journal of)).*")
_TOKEN = re.compile(r"[a-z0-9]+")
_MIN_ACRONYM = 3


@lru_cache(maxsize=8192)
def _tokens(name: str) -> tuple[str, ...]:
    folded = _PLACE.sub(" ", fold(name)).replace("&", " and ").replace("'s", "s")
    raw = _TOKEN.findall(_ALIASES.get(" ".join(_TOKEN.findall(folded)), folded))
    kept = tuple(t for t in raw if t not in STOP_WORDS)
    return kept or tuple(raw)


def _shortens(short: str, full: str) -> bool:
    """``short`` may stand for the word ``full``: its start, or its first letter and further ones in order."""
    if full.startswith(short) or (len(short) > 3 and short[:-1] == full[: len(short) - 1]):
        return True
    if short[0] != full[0] or len(short) > len(full):
        return False
    if len(short) >= 5 and short[:5] == full[:5]:
        return True  # "obstetrics" / "obstetrical", "haematology" / "haematological"
    rest = iter(full)
    return all(letter in rest for letter in short) and len(short) <= max(5, len(full) - 2)


def _aligned(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Every word of ``short`` stands for the next word, or the initials of the next words, of ``full``."""

    def walk(i: int, j: int) -> bool:
        if i == len(short):
            return True
        if j == len(full):
            return False
        if (_shortens(short[i], full[j]) or _shortens(full[j], short[i])) and walk(i + 1, j + 1):
            return True
        if 2 <= len(short[i]) <= 4:  # "ny", "usa"
            n = len(short[i])
            if "".join(t[0] for t in full[j : j + n]) == short[i] and walk(i + 1, j + n):
                return True
        return False

    return walk(0, 0)


def _covers(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """``short`` names ``full``, word by word. A tail of ``full`` may be unsaid only after three words or more:
    "Cancer" is not "Cancer Research", but "Proc Natl Acad Sci" is "... of the United States of America"."""
    if not short or len(short) > len(full) or not _aligned(short, full):
        return False
    initials = "".join(t[0] for t in full)
    spared = sum(len(t) - 1 for t in short if 2 <= len(t) <= 4 and t in initials)
    return len(short) >= 3 or len(full) - len(short) <= spared


def _acronym(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) != 1 or not _MIN_ACRONYM <= len(short[0]) <= 8 or len(full) < _MIN_ACRONYM:
        return False
    return "".join(t[0] for t in full).startswith(short[0])


@lru_cache(maxsize=65536)
def same_journal(one: str, other: str) -> bool:
    """True when the two names can be of one journal. Empty names are of none."""
    if not one or not other:
        return False
    a, b = _tokens(one), _tokens(other)
    if not a or not b:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    for x, y in ((one, other), (other, one)):
        full = _tokens(_SUBTITLE.sub("", fold(y)))
        short = _tokens(_SUBTITLE.sub("", fold(x)))
        for s in (short, _tokens(x)):
            for f in (full, _tokens(y)):
                if s and f and (_covers(s, f) or _acronym(s, f)):
                    return True
    return False
