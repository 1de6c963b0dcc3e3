"""Folding of printed text, so that the same words compare equal however they were set.

Everything here is pure. ``squash`` is the form that titles are compared in: letters and digits only, because
hyphens at line ends, spaces inside compounds and punctuation differ freely between a printed list and a record.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Letters that Unicode's decomposition leaves alone, written as indexes transliterate them.
_LETTERS = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "’": "'", "‘": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-", "\u00ad": "", "\u200b": "", "\ufeff": "",
}  # fmt: skip
_TRANSLATE = str.maketrans(_LETTERS)

# A word divided at a line's end. The hyphen goes; squash() makes a lost real hyphen harmless.
# Between digits it stays: "330-\n333" is a range of pages.
_LINE_BREAK_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\s*\n\s*(?=[^\W\d_])")
_TAG = re.compile(r"</?(?:i|b|em|sub|sup|strong|span)\b[^>]*>", re.I)
_WORD = re.compile(r"[^\W_]+")
_NOT_WORD = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")

# What stands in a printed entry but is no part of the citation: numbers in it must not count as volume or page.
_CLUTTER = re.compile(
    r"""
      https?://\S+ | www\.\S+ | ftp://\S+
    | \b(?:doi|DOI)\s*+(?:[:.]\s*+)?(?:org/\s*+)?10\.\d{4,9}/\S+ | \b10\.\d{4,9}/\S+
    | \bPMC\s*+ID\s*+(?:[:.]\s*+)?(?:PMC\s*+)?\d+ | \bPMC\d+
    | \[?\s*\b(?:PubMed(?:\s+(?:ID|Central))?|PMID|Medline)\s*[:.]?\s*\d{4,8}\s*\]?
    | \[\s*(?:PubMed|PMC\ free\ article|Google\ Scholar|Cross\s?Ref|DOI|Web\ of\ Science|Free\ full\ text|
        Full\ Text|Abstract|Medline|Article)(?:\s*[,|]\s*\w+)*\s*\]
    | \b(?:Google\ Scholar|PMC\ free\ article|View\ (?:Article|Abstract|in\ Article)|Cross\s?Ref|
        Full\ Text(?:\ PDF)?|Free\ full\ text|Download\ citation|Web\ of\ Science)\b
    | \(?\b(?:Accessed|Retrieved|Last\ accessed|Cited|Available\ (?:at|from|online)|Date\ accessed)\b
        [^.;)\]]{0,60}?\d{4}\b\)?
    | \bE-?pub(?:\ ahead\ of\ print)?\s*(?:ahead\ of\ print)?\s*:?\s*(?:\d{4}\s+)?(?:[A-Z][a-z]{2}[a-z]*\.?\s*)?
        (?:\d{1,2}\b)?(?:,?\s*\d{4})?
    | \bISSN\s*[\d-]+X?
    | \bNCT\d{8}\b
    """,
    re.VERBOSE,
)
_LABEL = re.compile(r"^\s*(?:\[\s*\d{1,3}\s*\]|\(\d{1,3}\)|\d{1,3}\s*[.)](?=\s|[A-Z]))\s*")

# Ends of phrases in a printed entry: a title starts and stops at one of these.
_PHRASE_END = re.compile(r"""[.,;:?!"()\[\]|/]|\s-+\s""")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, without accents, entities, inline tags or line-end hyphens; Greek letters by name."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\n" in text:
        text = _LINE_BREAK_HYPHEN.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_TRANSLATE))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_TRANSLATE)
    return _SPACE.sub(" ", text).strip().lower()


@lru_cache(maxsize=16384)
def squash(text: str) -> str:
    """The folded letters and digits of ``text`` and nothing between them."""
    return _NOT_WORD.sub("", fold(text))


def words(text: str) -> list[str]:
    """The folded words of ``text``, in order."""
    return _WORD.findall(fold(text))


def strip_clutter(text: str) -> str:
    """``text`` without its own number, identifiers, addresses, link words and access dates."""
    return _CLUTTER.sub(" ", _LABEL.sub("", _SPACE.sub(" ", text), count=1))


@dataclass(frozen=True, slots=True)
class Squashed:
    """A printed entry as letters and digits, with what was between them remembered.

    ``ends``: offsets into ``text`` where a phrase starts or stops (always 0 and the length). ``starts``: the
    offset of every word, and ``words`` the words; ``gaps[i]`` is what stood before word i.
    """

    text: str
    ends: tuple[int, ...]
    starts: tuple[int, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def phrase_around(self, start: int, end: int, slack: int = 2) -> tuple[int, int]:
        """The range of whole phrases that covers ``start..end``, forgiving ``slack`` characters at each end."""
        return self._near(start, slack, -1), self._near(end, slack, 1)

    def _near(self, offset: int, slack: int, outward: int) -> int:
        """The phrase end nearest to ``offset`` if within ``slack``, else the next one in direction ``outward``."""
        at = bisect_left(self.ends, offset)
        around = [e for e in self.ends[max(0, at - 1) : at + 1] if abs(e - offset) <= slack]
        if around:
            return min(around, key=lambda e: abs(e - offset))
        if outward < 0:
            return self.ends[max(0, bisect_right(self.ends, offset) - 1)]
        return self.ends[min(len(self.ends) - 1, at)]

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the words that begin in ``start..end``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


_YEAR = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?\Z")


def squash_with_phrases(text: str) -> Squashed:
    """Squash a printed entry, remembering where its phrases end. A year is a phrase of its own."""
    folded = fold(text)
    pieces: list[str] = []
    starts: list[int] = []
    gaps: list[str] = []
    ends: list[int] = [0]
    offset = previous = 0
    year_before = False
    for match in _WORD.finditer(folded):
        gap = folded[previous : match.start()]
        word = match.group()
        is_year = _YEAR.match(word) is not None
        if pieces and (year_before or is_year or _PHRASE_END.search(gap)) and ends[-1] != offset:
            ends.append(offset)
        pieces.append(word)
        starts.append(offset)
        gaps.append(gap)
        offset += len(word)
        previous = match.end()
        year_before = is_year
    if ends[-1] != offset:
        ends.append(offset)
    return Squashed("".join(pieces), tuple(ends), tuple(starts), tuple(pieces), tuple(gaps))
