"""Numbers set above the line that may point at the list, and what else is set above: exponents, isotopes, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

from model.page import CitationStyle
from model.span import Span
from pages.read.citations.markers import DASH, NUMLIST, SUP_WHOLE, Marker, expand, layout_cell, with_brackets
from pages.read.layout import Layout

_GOES_ON = (",", ";", "–", "-")
_SUP_PIECE = re.compile(rf"[\s,;{DASH}]*\Z")
# "1 2" and "3 5-7", as the BMJ prints them: blanks between the numbers.
_SPACED = re.compile(
    rf"[1-9]\d{{0,2}}(?:[{DASH}]\d{{1,3}})?(?:[ \u00a0][1-9]\d{{0,2}}(?:[{DASH}]\d{{1,3}})?){{1,6}}"
)
# "3) 4)" and "2), 6)": each number with a bracket behind it.
_CLOSED = re.compile(r"[1-9]\d{0,2}\)(?:[,;]?\s?[1-9]\d{0,2}\)){1,6}")
_GLYPHS = re.compile(r"[¹²³⁰⁴-⁹]+(?:\s?[,⁻˒·‚ʼ’–—-]\s?[¹²³⁰⁴-⁹]+)*")
_GLYPH_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚ʼ’", "0123456789-,,,,")
# What a superscript 2 or 3 is the square or cube of: a unit, a statistic, a single letter.
_UNIT_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:m|cm|mm|km|dm|nm|µm|μm|um|ft|yd|kg/m|g/m|mg/m|mcg/m|µg/m|U/m|sec|chi|SD)|\bCO|"
    r"\bSO|\bPO|\bNO|\bH)\Z"
)
_LETTER_BEFORE = re.compile(
    r"(?:\A|[^\w'’])[^\W\d_][\u0300-\u036f]?\Z|[\]/|][^\W\d]*+\Z|=\s?+\w++\Z|/\s?+[^\W\d]++\Z|[ηωχσε]p?\Z"
)
_BRACKET_BEFORE = re.compile(r"\([^\s()]{0,20}\)\Z")
# "1 h", "0.5 g", "2 L": what is counted in them is not squared.
_AMOUNT = re.compile(r"(?<![\w.,])[\d.,]*+(?<=\d)\s[hgdLlyK]\Z")
_NAMED_LETTER = re.compile(
    r"\b(?:vitamins?|hepatitis|types?|groups?|drugs?|treatments?|options?|arms?|diets?|sites?|products?|trials?|"
    r"medicines?|patients?|regimens?|influenza|factor|protein|tables?|fig(?:ure)?s?\.?|"
    r"appendix|grade|stage|class|phase|part|strep|coenzyme|program|language|in)\s\w\Z",
    re.IGNORECASE,
)
# "0.02(x - 36.57)²", "= (a + b)²": the square of a bracket in a formula.
_SQUARED_BRACKET = re.compile(r"(?:[\d=+−×*·]|\b[A-Za-z])\s?\([^()]{1,24}[-−–+][^()]{1,24}\)\Z")
_POWER_BEFORE = re.compile(r"(?:[×x*·]\s?10|\b(?:log|ln|Log))\Z")
_TEN = re.compile(r"(?<![\w.–—-])10\Z")
_MATHS_AFTER = re.compile(r"\s?[=<>≤≥≈±×·∙∗]|[/^]|\(\w\)")
_CHEMICAL_AFTER = re.compile(
    r"[A-Z][a-z]?(?=[\s\-–,.;)]|\d|[A-Z]|\Z)|[-–]?[A-Z]{1,2}[a-z]?\b[-–]?(?:labell?ed|DG|FDG)?|"
    r"[+\-−](?!\w)|[a-z]{1,3}\b"
)
_PRICE = re.compile(r"[£$€¥]\s?\d[\d,]*\Z")
_BASE = re.compile(r"(?<![\w.:-])(?!(?:19|20)\d\d\Z)\d{1,6}(?:\.\d+)?\Z")
_IN_WORDS = re.compile(r"[A-Za-z]{2,}\s\Z")
# What has its number behind it: "type 2", "stage 3", "PURPOSE 2".
_NUMBERED = re.compile(
    r"\b(?:[Tt]ype|[Gg]rade|[Cc]lass|[Ss]tage|[Pp]hase|[Gg]roup|[Ll]evel|[Ss]tep|[A-Z][A-Z-]+)\s\Z"
)
# A capital letter by itself, or an element's sign: B¹², I¹³¹, Sr⁸⁹.
_ON_LETTER = re.compile(r"(?<![^\W_])[A-Z][a-z]?\Z")
_CLAUSE_END = re.compile(r"\s?(?:[.;:!?,)]|\n|\Z)")
# What stands below in a molecule's, a test's or a quantity's name: CO₂, HbA₁c, Tmax. (R²adj is a square.)
_SUBSCRIPT = re.compile(r"\d+[a-z]?|(?!adj)[a-z]{2,5}")


def _not_a_marker(text: str, start: int, end: int, inner: str) -> bool:
    """True for superscripts that are exponents, mass numbers, charges or footnotes' own numbers."""
    before = text[max(0, start - 56) : start]
    after = text[end : end + 6]
    last = before[-1:]
    if not last or last == "\n":
        # At the head of a line it is a footnote's own number, or an isotope's.
        return True
    if (last.isspace() or last in "([-–/") and _CHEMICAL_AFTER.match(after):
        # <sup>18</sup>F, <sup>131</sup>I: a mass number stands before its element
        return True
    if last in "–-/[" or _MATHS_AFTER.match(after) or _POWER_BEFORE.search(before):
        return True
    single = inner.strip()
    if single in ("2", "3") and (
        _UNIT_BEFORE.search(before)
        or (_LETTER_BEFORE.search(before) and not (_NAMED_LETTER.search(before) or _AMOUNT.search(before)))
    ):
        return True
    if single in ("2", "3") and last == ")" and _SQUARED_BRACKET.search(before):
        return True
    if last in "×=−±^<>≤≥~≈" or (last == "+" and not re.search(r"[A-Za-z][\w-]*\+\Z", before)):
        return True
    return after[:1].isalnum() and (not after[0].isupper() or last.isspace() or last == "(")


def _is_power(text: str, raised: Span, inner: str, in_cell: bool) -> bool:
    """True for what a number before it makes an exponent, never 1, and for what a bracket or a price makes its square
    or its pence: 10⁹, 3², (a–b)², £2⁵⁰. "BRCA2", "5q13", "2014", "aged 65" and "was 2.6" may well carry a marker."""
    before = text[max(0, raised.start - 56) : raised.start]
    single = inner.strip()
    if single in ("2", "3") and _BRACKET_BEFORE.search(before):
        return True
    if len(single) == 2 and _PRICE.search(before):
        return True
    base = _BASE.search(before)
    if base is None:
        return False
    if _TEN.search(before):
        return True
    words = before[: base.start()]
    alone = len(base.group()) == 1 and re.match(r"\s?\w", text[raised.end : raised.end + 6]) is not None
    plain = base.group() != "10" and (
        _NUMBERED.search(words) if alone else _IN_WORDS.search(words) or _PRICE.search(before)
    )
    return (
        in_cell or (base.group() == "2" and not plain) or (len(single) == 1 and single != "1" and not plain)
    )


def superscript_markers(layout: Layout) -> Iterator[Marker]:
    """``<sup>39</sup>``, ``<sup><a>1</a>,<a>2</a></sup>``, runs of ``<sup>`` with commas between, ¹² glyphs."""
    text = layout.text
    subs = [i.span for i in layout.inlines if i.kind == "sub"]
    sub_starts = {s.start for s in subs}
    sub_ends = {s.end: s for s in subs}
    for start, end in _sup_runs(layout):
        words = text[start:end]
        if _SPACED.fullmatch(words):
            words = re.sub(r"(?<=\d)[ \u00a0](?=\d)", ",", words)
        if _CLOSED.fullmatch(words):
            words = re.sub(r"\)[,;]?\s?(?=\d)", lambda m: ",".ljust(len(m.group())), words)
        match = SUP_WHOLE.match(words)
        if not match:
            continue
        inner = match.group(1)
        low = start + match.start(1)
        high = start + match.end(1)
        bracketed = text[start:end].strip()[:1] in "[("
        numbers = expand(inner)
        if not numbers:
            continue
        if not bracketed and (
            _not_a_marker(text, start, end, inner)
            or (len(inner) == 1 and _by_sub(text, sub_starts, sub_ends, start, end))
        ):
            continue
        if bracketed:
            yield Marker(with_brackets(text, low, high), CitationStyle.SUPERSCRIPT, numbers)
        elif marker := _weighed(layout, Span(start, end), Span(low, high), numbers):
            yield marker
    if any(c in text for c in "¹²³⁰⁴⁵⁶⁷⁸⁹"):
        for match in _GLYPHS.finditer(text):
            plain = match.group().translate(_GLYPH_DIGITS).replace(" ", "")
            numbers = expand(plain) if re.fullmatch(NUMLIST, plain) else None
            if not numbers or _not_a_marker(text, match.start(), match.end(), plain):
                continue
            span = Span(match.start(), match.end())
            if marker := _weighed(layout, span, span, numbers):
                yield marker


def _weighed(layout: Layout, raised: Span, span: Span, numbers: tuple[int, ...]) -> Marker | None:
    """The marker of what is raised, with what else it may be; None for an exponent in a cell or within a clause."""
    text = layout.text
    in_cell = layout_cell(layout, raised.start)
    power = _is_power(text, raised, span.of(text).translate(_GLYPH_DIGITS), in_cell)
    if power and (in_cell or not _CLAUSE_END.match(text, raised.end)):
        return None
    doubtful = _ON_LETTER.search(text, max(0, raised.start - 3), raised.start) is not None
    return Marker(span, CitationStyle.SUPERSCRIPT, numbers, doubtful=doubtful, power=power)


def in_their_turn(markers: list[Marker], listed: Container[int]) -> list[Marker]:
    """Without exponents: what may be one, "aged 10³", is a citation only where it brings the number that the page's
    other markers have yet to bring, and that they never bring."""
    plain = {n for m in markers if not m.power for n in m.numbers}
    once = Counter(n for m in markers if m.power for n in m.numbers)
    kept: list[Marker] = []
    seen = 0
    for marker in markers:
        first = marker.numbers[0]
        if marker.power and not (
            first == seen + 1 and all(n in listed and n not in plain and once[n] == 1 for n in marker.numbers)
        ):
            continue
        seen = max(seen, *marker.numbers)
        kept.append(marker)
    return kept


def _by_sub(text: str, starts: set[int], ends: dict[int, Span], start: int, end: int) -> bool:
    """True when a subscript touches the superscript: a formula (χ²₁₂), unless it is a molecule's (CO₂)."""
    if end in starts:
        return True
    before = ends.get(start)
    if before is None:
        return False
    return not (text[before.start - 1 : before.start].isupper() and _SUBSCRIPT.fullmatch(before.of(text)))


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
        if run and _SUP_PIECE.match(text[run[1] : low]) and (low - run[1] <= 2):
            gap = text[run[1] : low].strip()
            ends = text[run[0] : run[1]].rstrip()[-1:]
            begins = text[low:high].lstrip()[:1]
            # A break of the line parts the pieces of one marker only behind a comma or a dash.
            if gap or ends in _GOES_ON or (begins in _GOES_ON and "\n" not in text[run[1] : low]):
                run = (run[0], high)
                continue
        if run:
            yield run
        run = (low, high)
    if run:
        yield run
