"""Numbers in a page's text that may point at its reference list: brackets, parentheses, superscripts, words.

Here every form is found and what plainly is something else is left out (exponents, isotopes, doses, intervals);
which style the page uses is for ``citations`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.page import CitationStyle
from model.span import Span
from pages.read.layout import Inline, Layout

# Numbers of a marker: 1 to 3 digits (lists of 1,000 entries are books), lists and ranges of them.
_NUM = r"[1-9]\d{0,2}"
_DASHES = "-‐‑‒–—−~"
_DASH = re.escape(_DASHES)
_NUMLIST = rf"{_NUM}[a-z]?(?:\s*(?:[,;{_DASH}•·&]|,?\s?and|\bto\b|bis)\s*{_NUM}[a-z]?)*"
_LEAD = r"(?:(?:see|e\.g\.,?|cf\.|reviewed in|in|also|see also)\s+)?(?:refs?\.?\s*|references?\s+|sources?\s+|no\.\s*)?"
# Behind the number, what some styles add: a page ("12, p. 45", "12:45").
_PLACE = r"(?:\s*(?:,\s*pp?\.?\s*\d+(?:[-–]\d+)?|:\s?\d{1,4}(?:[-–]\d+)?))?"
_BRACKET = re.compile(rf"\[\s*{_LEAD}({_NUMLIST}){_PLACE}\s*,?\s*\]", re.IGNORECASE)
_PAREN = re.compile(rf"\(\s*((?:{_LEAD}){_NUMLIST})\s*\)", re.IGNORECASE)
_SUP_WHOLE = re.compile(rf"\s*[\[(]?\s*(?:refs?\.?\s*)?({_NUMLIST})\s*[\])]?\s*[,;{_DASH}]?\s*\Z")
_SUP_PIECE = re.compile(rf"[\s,;{_DASH}]*\Z")
_GLYPHS = re.compile(r"[¹²³⁰⁴-⁹]+(?:\s?[,⁻˒·‚ʼ’–—-]\s?[¹²³⁰⁴-⁹]+)*")
_GLYPH_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚ʼ’", "0123456789-,,,,")
_WORDS = re.compile(
    rf"\b(?:refs?\b\.?|references?\b|citations?\b|footnotes?\b|sources?\b)\s*(?:nos?\.|numbers?|nrs?\.|#)?\s*((?:#\s?)?{_NUM}(?:\s*(?:[,;{_DASH}]|,?\s?(?:and|&|to)\s)\s*{_NUM})*)"
    r"(?![\w%°.]*\d|\s*(?:%|mg|ml|mcg|µg|kg|g/|mmol|weeks?|months?|days?|years?|hours?|patients?|people|women|men|times|cases|studies|samples|populations?|labs?|laborator))",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"({_NUM})[a-z]?\s*([{_DASH}]|\bto\b|\bbis\b)?")

# Words before a bracketed or parenthesised pair of numbers that make it an interval or a range of values.
_INTERVAL_BEFORE = re.compile(
    r"(?:\bages?|\baged|\brange[sd]?|\bCI|\bIQR|\binterval|\bmedian|\bmean|\bSD|\bbetween|\bfrom|\bscores?|\bpoints?|\bn\s?=|[=<>≤≥±]|\bOR|\bHR|\bRR|\byears?(?: old)?)"
    r"[\s:,;=(]*(?:of\s)?[^.\n]{0,12}\Z",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s*(?:%|°|mg|mcg|µg|μg|kg|ml|mL|mmol|mmHg|cm|mm|nm|IU|units?\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|percent|per cent|points?\b|g\b|kcal|Gy\b|x\b|times\b)"
)
# What a superscript 2 or 3 (or more) is an exponent or a mass number of, not a marker.
_UNIT_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:m|cm|mm|km|dm|nm|µm|μm|um|in|ft|yd|kg/m|g/m|mg/m|mcg/m|µg/m|U/m|s|sec|R|r|I|χ|Χ|chi|T|η|ω|σ|SD|E|e|x|y|z|n|p|X|Y|N)|\bCO|\bH|\bO|\bN|\bSO|\bPO|\bNO|[×x*·]\s?10|(?<!\d)10)\Z"
)
_CHEMICAL_AFTER = re.compile(
    r"[A-Z][a-z]?(?=[\s\-–,.;)]|\d|[A-Z]|\Z)|[-–]?[A-Z]{1,2}[a-z]?\b[-–]?(?:labell?ed|DG|FDG)?|[+\-−](?!\w)|[a-z]{1,3}\b"
)
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_MARKER_HINT = re.compile(
    r"\b(?:bibr|xref|ref|refs|reference|references|cite|citation|citations|footnote|fn|endnote|noteref|biblioref|reflink)\b|cite|citation|noteref|biblioref|bibr|footnote|reflink|ref-?\d"
)
_NOTE_HINT = re.compile(r"\b(?:table-?fn|tfn|aff|affiliation|corresp|author-?note)")

# A range wider than this is a range of something else.
WIDEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class Marker:
    """One possible marker. ``targets``: addresses that its links point at (one for each link inside).

    ``exact``: the page's markup or words say that it is a citation, whatever the page's majority style.
    """

    span: Span
    style: CitationStyle
    numbers: tuple[int, ...]
    targets: tuple[str, ...] = ()
    exact: bool = False


def expand(text: str) -> tuple[int, ...] | None:
    """The numbers of ``1,3–5`` (1, 3, 4, 5), each once; None when it can't be a list of references: a range that
    falls or is wider than ``WIDEST_RANGE``."""
    numbers: list[int] = []
    open_range = False
    for match in _SPLIT.finditer(text):
        number = int(match.group(1))
        if open_range:
            first = numbers[-1]
            if number < first and len(str(number)) < len(str(first)):
                # "141-3" abbreviates 143
                number = int(str(first)[: -len(str(number))] + str(number))
            if number <= first or number - first > WIDEST_RANGE:
                return None
            numbers.extend(range(first + 1, number + 1))
        else:
            numbers.append(number)
        open_range = bool(match.group(2))
    return tuple(dict.fromkeys(numbers)) or None


def _is_measure(text: str, start: int, end: int, inner: str, numbers: tuple[int, ...]) -> bool:
    """True for bracketed numbers that are an interval, an age or an amount."""
    after = _UNIT_AFTER.match(text, end) is not None and not text[end : end + 1].isspace()
    if after:
        return True
    if not any(c in inner for c in _DASHES + ","):
        return False
    return _INTERVAL_BEFORE.search(text[max(0, start - 30) : start]) is not None


def bracket_markers(layout: Layout) -> Iterator[Marker]:
    """``[39]``, ``[41-43]``, ``[1, 3–5]``, ``[ref. 12]``."""
    text = layout.text
    if "[" not in text:
        return
    for match in _BRACKET.finditer(text):
        numbers = expand(match.group(1))
        if not numbers or _is_measure(text, match.start(), match.end(), match.group(1), numbers):
            continue
        before = text[match.start() - 1 : match.start()]
        # list[3], x[2]: an index; a word may be followed closely, but not by code's brackets
        if before == "_" or text[match.end() : match.end() + 1] == "(":
            continue
        yield Marker(Span(match.start(), match.end()), CitationStyle.BRACKET, numbers)


def paren_markers(layout: Layout) -> Iterator[Marker]:
    """``(12)``, ``(3, 4)``, ``(refs 4-6)``: only what stands behind a word and is no list label."""
    text = layout.text
    starts = {block.span.start for block in layout.blocks}
    for match in _PAREN.finditer(text):
        at = match.start()
        inner = match.group(1)
        digits = re.search(r"\d.*", inner)
        numbers = expand(digits.group()) if digits else None
        if not numbers or at in starts or _is_measure(text, at, match.end(), inner, numbers):
            continue
        before = text[max(0, at - 1) : at]
        # "f(2)", "p53(1)", "555(12)" hang on to something
        if before and not before.isspace() and not before.isalpha() and before not in ".,;)%\"”'’":
            continue
        if _UNIT_AFTER.match(text, match.end()):
            continue
        words = inner[: digits.start()].strip() if digits else ""
        yield Marker(Span(at, match.end()), CitationStyle.PAREN, numbers, exact="ref" in words.lower())


def word_markers(layout: Layout) -> Iterator[Marker]:
    """``refs 4 and 5``, ``(see reference 12)``."""
    text = layout.text
    for match in _WORDS.finditer(text):
        word = match.group().split()[0].lower()
        before = text[match.start() - 1 : match.start()]
        if before in ("[", "-", "/"):
            continue
        if (
            word.startswith(("source", "citation", "footnote", "reference"))
            and "(" not in text[max(0, match.start() - 8) : match.start()]
        ):
            # "reference 12" in prose needs a cue; "source 2" and "citation 3" too
            cue = text[max(0, match.start() - 14) : match.start()].lower()
            if not re.search(r"\b(?:see|in|and|cf\.?|from|per|by|to)\s+\Z", cue):
                continue
        numbers = expand(match.group(1).replace("#", ""))
        if numbers:
            yield Marker(Span(match.start(), match.end()), CitationStyle.WORDS, numbers, exact=True)


def _not_a_marker(text: str, start: int, end: int, inner: str) -> bool:
    """True for superscripts that are exponents, mass numbers, charges or ordinals."""
    before = text[max(0, start - 8) : start]
    after = text[end : end + 6]
    if before.endswith(("\n", "")) and (not before or before[-1] == "\n"):
        # At the head of a line it is a footnote's own number, unless an isotope.
        return True
    if before[-1:].isspace() or before[-1:] in "([-–/":
        # <sup>18</sup>F, <sup>131</sup>I: a mass number stands before its element
        if _CHEMICAL_AFTER.match(after):
            return True
        if before[-1:] in "(–-/":
            return True
    if _UNIT_BEFORE.search(before) and not any(c in inner for c in ",;"):
        return True
    if before[-1:].isdigit() and not _YEAR_BEFORE.search(before):
        # 10⁹, 3²; a marker behind a plain number ("in 45%" aside) can't be told from an exponent
        return len(inner.strip()) == 1 or "." not in before
    if before[-1:] in "×+=−±^<>≤≥~≈":
        return True
    return bool(after[:1].isalnum()) and (after[:1].islower() or after[:1].isdigit() or before[-1:].isspace())


def superscript_markers(layout: Layout) -> Iterator[Marker]:
    """``<sup>39</sup>``, ``<sup><a>1</a>,<a>2</a></sup>``, runs of ``<sup>`` with commas between, ¹² glyphs."""
    text = layout.text
    for start, end in _sup_runs(layout):
        match = _SUP_WHOLE.match(text[start:end])
        if not match:
            continue
        inner = match.group(1)
        low = start + match.start(1)
        high = start + match.end(1)
        bracketed = text[start:end].strip()[:1] in "[("
        numbers = expand(inner)
        if not numbers:
            continue
        if not bracketed and _not_a_marker(text, start, end, inner):
            continue
        span = Span(low, high)
        if bracketed:
            span = _with_brackets(text, low, high)
        yield Marker(span, CitationStyle.SUPERSCRIPT, numbers)
    if any(c in text for c in "¹²³⁰⁴⁵⁶⁷⁸⁹"):
        for match in _GLYPHS.finditer(text):
            plain = match.group().translate(_GLYPH_DIGITS).replace(" ", "")
            numbers = expand(plain) if re.fullmatch(_NUMLIST, plain) else None
            if not numbers or _not_a_marker(text, match.start(), match.end(), plain):
                continue
            yield Marker(Span(match.start(), match.end()), CitationStyle.SUPERSCRIPT, numbers)


def _with_brackets(text: str, low: int, high: int) -> Span:
    while low > 0 and text[low - 1] in " [(":
        low -= 1
        if text[low] in "[(":
            break
    while high < len(text) and text[high] in " ])":
        high += 1
        if text[high - 1] in "])":
            break
    return Span(low, high)


def _sup_runs(layout: Layout) -> Iterator[tuple[int, int]]:
    """Superscripts, those parted only by a comma or dash joined to one."""
    text = layout.text
    run: tuple[int, int] | None = None
    for inline in layout.inlines:
        if inline.kind != "sup":
            continue
        low, high = inline.span.start, inline.span.end
        if run and low < run[1]:
            continue
        if (
            run
            and _SUP_PIECE.match(text[run[1] : low])
            and (low - run[1] <= 2)
            and "\n" not in text[run[1] : low]
        ):
            gap = text[run[1] : low].strip()
            ends = text[run[0] : run[1]].rstrip()[-1:]
            begins = text[low:high].lstrip()[:1]
            if gap or ends in ",;–-" or begins in ",;–-":
                run = (run[0], high)
                continue
        if run:
            yield run
        run = (low, high)
    if run:
        yield run


def linked_markers(layout: Layout, links: list[Inline]) -> Iterator[Marker]:
    """Numbers that are links, made superscript by style sheet or not at all: ``<a href="#ref-12">12</a>``."""
    text = layout.text
    for link in links:
        words = link.span.of(text)
        match = _SUP_WHOLE.match(words)
        if not match or len(words) > 24 or _NOTE_HINT.search(link.hints):
            continue
        numbers = expand(match.group(1))
        if numbers:
            span = _with_brackets(text, link.span.start + match.start(1), link.span.start + match.end(1))
            yield Marker(
                span,
                CitationStyle.SUPERSCRIPT,
                numbers,
                (link.value,),
                _MARKER_HINT.search(link.hints) is not None,
            )
