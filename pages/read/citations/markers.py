"""Numbers in a page's text that may point at its reference list: brackets, parentheses, superscripts, words.

Here every form is found and what plainly is something else is left out (exponents, isotopes, doses, intervals);
which style the page uses is for ``citations`` to say.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.case import lowered
from model.page import CitationStyle
from model.span import Span
from pages.read.citations.columns import Columns
from pages.read.layout import Inline, Layout

# Numbers of a marker: 1 to 3 digits (lists of 1,000 entries are books), lists and ranges of them.
_NUM = r"[1-9]\d{0,2}"
_DASHES = "-‐‑‒–—−~－～〜"
DASH = re.escape(_DASHES)
# Blanks inside a marker; never a line break, which parts blocks.
_S = r"[^\S\n]{0,2}+"
# Behind a comma or a dash, and beside the brackets, a line may break inside a marker ("[10-<br>12]").
_B = r"(?:[^\S\n]{0,2}\n)?+[^\S\n]{0,2}+"
# Behind a number reviews set dots or stars for what is worth reading ("12••", "7*"): not a dot between two numbers.
_WORTH = r"(?:[•▪■●◦]{1,3}(?!\d)|\*{1,3})?+"
_LINK_WORDS = r"(?:(?:see|also|and|but|cf\.?)[^\S\n]){0,2}+"
# "3a", "3a,b" and "3a-c": papers of one entry.
_MORE_LETTERS = rf"(?:{_S}[,&{DASH}]{_S}[a-h](?!\w))*+"
_ONE = rf"{_NUM}(?:[a-h]{_MORE_LETTERS})?{_WORTH}"
NUMLIST = (
    rf"{_ONE}(?:{_S}(?:[,;，、；{DASH}•·&]{_B}{_LINK_WORDS}|"
    rf"(?:,?[^\S\n]?and|\bto\b|bis|al|tot|t/m|und|et|en){_S}|(?<=[^\S\n])[aàey][^\S\n]{{1,2}}+){_ONE})*+"
)
_LETTERED = re.compile(rf"(?<=\d[a-h]){_MORE_LETTERS}")
# Brackets of Latin and of East Asian type.
_OPEN, _CLOSE = r"[\[［【〔]", r"[\]］】〕]"
_LEAD = (
    r"(?i:(?:see|e\.g\.,?|cf\.|reviewed in|in|also|see also|vgl\.|siehe(?: auch)?|s\.|z\. ?B\.|voir(?: aussi)?|"
    r"p\. ?ex\.|véase(?: también)?|ver(?: también)?|vedi(?: anche)?|zie(?: ook)?) )?"
    r"(?i:refs?\.? ?|references? |sources? |no\. ?|Quellen? |Lit\. ?|réfs?\.? ?)?"
)
# Behind the number, what some styles add: a page or another place in it ("12, p. 45", "12:45", "12, Table 2"), more.
_IN_IT = (
    r" for (?:an? |the |further |more )?(?:overviews?|reviews?|discussions?|details?|examples?|summary|critiques?)|"
    r", ?pp?\.?\s*\d+(?:[-–]\d+)?|"
    r",? ?(?i:(?:and|see) (?:the )?(?:references?|refs?\.?|works?|citations?) (?:therein|cited there(?:in)?))|"
    r"(?i:,? ?(?:(?:online|web|suppl(?:ementary|emental|\.)?)\s)?(?:§§?|(?:chap(?:ter)?s?|ch|tables?|tab|fig(?:ure)?s?|"
    r"sect(?:ion)?s?|sec|para(?:graph)?s?|app(?:endix)?|annex|box|vol(?:ume)?|parts?|lines?|slides?|suppl(?:ement)?|"
    r"note|art(?:icle)?|theorem|eqs?|equations?|lemma|kap(?:itel)?|abschn(?:itt)?|tabelle|abb|tabla|cap)\b\.?)\s?(?:\(?[A-Z]?\d[\w.–-]{0,6}?\)?|[A-Z]\b|[IVX]{1,5}\b))"
)
_PLACE = rf"(?: ?(?:{_IN_IT}|:\s?\d{{1,4}}(?:[-–]\d+)?))?"
_BRACKET = re.compile(rf"{_OPEN}\^?{_B}{_LEAD}({NUMLIST}){_PLACE}{_S},?{_B}{_CLOSE}")
# "[21]–[25]": each end of the range in its own brackets.
_BRACKET_RANGE = re.compile(rf"{_S}[{DASH}]{_S}{_OPEN}{_S}({_NUM}){_S}{_CLOSE}")
_PAREN = re.compile(rf"[(（]{_B}((?:{_LEAD}){NUMLIST})(?: ?(?:{_IN_IT}))?{_B}[)）]")
# "1,*" and "2†" carry a footnote's sign beside the number.
_SIGN = r"[*†‡§¶]"
SUP_WHOLE = re.compile(
    rf"\s*+(?:{_SIGN}+[,;\s]*+)?[\[(]?\s*+(?:refs?\.?\s*+)?({NUMLIST})\s*+[\])]?\s*+[,;{DASH}]?(?:[,;\s]*{_SIGN}+)?\s*\Z"
)
# In a text in lower case. What may not stand before a word is looked for behind its first letter: a pattern that begins
# with letters is found faster.
_WORDS = re.compile(
    rf"[rcfs](?<!\w\w)(?:(?<=r)ef(?:s?\b\.?|erences?\b)|(?<=c)itations?\b|(?<=f)ootnotes?\b|(?<=s)ources?\b)"
    rf"{_S}(?:nos?\.|numbers?|"
    rf"nrs?\.|#)?{_S}((?:# ?)?{_NUM}(?:{_S}(?:[,;{DASH}]|,? ?(?:and|&|to) ){_S}{_NUM})*)"
    r"(?![\w%°.]*\d|\s*(?:%|mg|ml|mcg|[µμ]g|kg|g/|mmol|weeks?|months?|days?|years?|hours?|patients?|"
    r"people|women|men|times|cases|studies|samples|populations?|labs?|laborator))"
)
_SPLIT = re.compile(rf"({_NUM})[a-z]?[•▪■●◦*]*\s*([{DASH}]|(?:to|bis|à|al?|tot|t/m)\b)?")
# Words right before a bracketed pair of numbers that make it an interval or a range of values.
_INTERVAL_BEFORE = re.compile(
    r"(?:\b[Aa]ge(?:s|d)?(?: range)?|\b[Rr]ange[sd]?|\bCI|\bCrI|\bIQR|\b[Ii]nterval|\bSD|\bn ?|"
    r"[=<>≤≥±∈])[\s:,=]{0,3}(?:of |was |is |from )?\Z"
)
_VALUE_BEFORE = re.compile(r"(?<![\w.,])(\d{1,4}(?:\.\d+)?)\s?\Z")
UNIT_AFTER = re.compile(
    r"\s*(?:%|°|mg|mcg|µg|μg|kg|ml|mL|mmol|mmHg|cm|mm|nm|IU|units?\b|years?\b|months?\b|weeks?\b|"
    r"days?\b|hours?\b|minutes?\b|degrees?\b|percent|per cent|g\b|kcal|Gy\b)"
)
_MARKER_HINT = re.compile(
    r"\b(?:bibr|xref|ref|refs|reference|references|cite|citation|citations|footnote|fn|endnote|"
    r"noteref|biblioref|reflink)\b|cite|citation|noteref|biblioref|bibr|footnote|reflink|ref-?\d"
)
_NOTE_HINT = re.compile(r"\b(?:table-?fn|tfn|aff|affiliation|corresp|author-?note)")
_INDEXED = re.compile(r"(?<![\w'’])[a-z]\Z|_\Z")
# A figure, table or equation whose number stands in square brackets.
_CAPTIONED = re.compile(r"\b(?:Fig(?:ure)?s?|Tables?|Eqs?|Box)\.?\s\Z")
# "Ward B (3)", "section 5 (2)": a place or a paragraph that has a name of a letter or a number already.
_NAMED_PLACE = re.compile(
    r"\b(?i:ward|room|floor|building|gate|block|form|schedule|platform|desk|bay|clinic|(?:sub)?section|article|"
    r"para(?:graph)?|regulation|rule|clause|part|chapter)s?\s(?:[A-Z]|\d{1,3}[A-Za-z]?)\s?\Z"
)
# "46,XX,del(5q)[18]": in how many cells a karyotype was seen.
_KARYOTYPE = re.compile(r"(?<!\d)\d\d,[XY]{1,4}[^\s\[\]]{0,60}(?:\[\d+\][^\s\[\]]{1,60}){0,3}\Z")
# A statistic with its degrees of freedom: "F[1,12] = 8.4", "χ2[3] < 9".
_STATISTIC_AFTER = re.compile(r"\s?[=<>≤≥≈]\s?[-−]?[\d.]")
# What carries a number in parentheses by itself, and what may: "equation (4)", "phase (2)".
_LABEL_BEFORE = re.compile(
    r"\b(?:eq(?:uation|n)?s?\.?|tables?|fig(?:ure)?s?\.?|sections?|steps?|chapters?|appendix|annex|box|n|no\.?|"
    r"questions?|items?|tertiles?|quartiles?|quintiles?|rules?|criteri(?:on|a))(?:\s\(\d+\)\s(?:and|or|to))?\s*\Z",
    re.IGNORECASE,
)
_MAYBE_LABEL_BEFORE = re.compile(
    r"\b(?:type|class|grade|phase|level|part|group|model|number|arm|cohort|stage|factor|score|day|week|visit|cycle|"
    r"option|point)\s*\Z",
    re.IGNORECASE,
)
# ... and what does where nothing comes between it and the preposition: "in arm (2)" and "by May (2)" have no sense
# without the number, "in the control arm (2)" has.
_BARE_LABEL_BEFORE = re.compile(
    r"(?:(?:\b(?:in|on|of|to|by|at|for|from|with|during|until|since|than|between|into|whether)|[.!?]|"
    r"\b(?:in|to|of|from|than|between)\s\w{4,9}\s\(\d+\)\s(?:and|or|to))\s|\A|\n)"
    r"(?:arm|group|cohort|cent(?:re|er)|site|week|day|month|visit|cycle|type|class|grade|phase|stage|level|"
    r"option|point|part|model)\s?\Z",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# "by May (2)" has no sense without its number, "from October to December (2)" has.
_IN_MONTH = re.compile(
    rf"\b(?i:in|on|of|to|by|at|for|from|with|during|until|since|than|between|into)\s(?:{_MONTHS})\s?\Z"
)
_TO_MONTH = re.compile(rf"(?:{_MONTHS})(?:\s\d{{4}})?\s(?:to|and|until|through)\s\w+\s?\Z")
# Behind these words "(1 to 5)" are the ends of a scale.
_SCALED = re.compile(
    r"\b(?:scores?|scales?|grades?d?|items?|points?|index|range[sd]?|rat(?:ed|ing)s?)\s\Z", re.IGNORECASE
)
_CLOSE_BEHIND = re.compile(r"[a-zß-ÿ]|[A-Z](?![a-z])")
_NUMBERED_LABEL_BEFORE = re.compile(r"\b(?:tables?|fig(?:ure)?s?\.?|box)\s?\d{1,2}[a-z]?\s?\Z", re.IGNORECASE)
# A number right before a parenthesis makes what is in it a count or a share: "40 (3)", "n = 12 (4)". Not a year.
_COUNTED = re.compile(r"(?<![\w.,/-])(?!(?:19|20)\d\d\s?\Z)[\d.,]*\d\s?\Z")
# ... and in a table's cell with the stars of its significance: "8.16*** (4)", "3.4 NS (1)".
_VALUE = re.compile(r"(?:\A|[|\n])[^\w|\n]{0,3}\d[\d.,]*\s?(?:[*†‡§¶]+|NS|ns|n\.s\.)\s?\Z")
# A line that is nothing but its number, or a formula with it, is an equation's; "by (3)" means it.
_EQUATION = re.compile(r"\W*\((\d{1,3})\)\W*|[^\n]{1,160}[=≈∝≤≥][^\n]{1,160}\((\d{1,3})\)[\s.,]*")
_SENTENCE_WORD = re.compile(
    r"\b(?:the|of|in|an|was|were|is|are|and|for|with|that|had|have|by|at|from|than|to)\b"
)
_TO_EQUATION = re.compile(
    r"\b(?:to|in|for|by|from|using|system|if|with|into|on|where|when|formula|inequality)\s\Z",
    re.IGNORECASE,
)
_GLUED = re.compile(
    rf"((?<![^\W\d_])[^\W\d_]{{3,}}+|\)|(?<![\d.,–-])(?:19|20)\d\d)[.,;:!?]['\"’”]?({_NUM}(?:[,{DASH}]{_NUM})*)(?=\s|\Z)"
)
# Words before a number that are no end of a sentence ("fig.2", "vol.3").
_ABBREVIATED = frozenset(
    """
    fig figs tab vol nos sec chap art app ref refs eqn jan feb mar apr jun jul aug sep sept oct nov dec
    com org net gov edu
    """.split()  # noqa: SIM905
)
# East Asian digits, each one character as well.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# A range wider than this is a range of something else.
WIDEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class Marker:
    """One possible marker. ``targets``: addresses that its links point at (one for each link inside).

    ``exact``: the page's markup or words say that it is a citation, whatever the page's majority style.
    ``doubtful``: it may as well belong to the name or number before it (B¹², D³, "phase (2)", "9 (2)").
    ``power``: it may be the exponent of the number before it.
    """

    span: Span
    style: CitationStyle
    numbers: tuple[int, ...]
    targets: tuple[str, ...] = ()
    exact: bool = False
    doubtful: bool = False
    power: bool = False


def expand(text: str) -> tuple[int, ...] | None:
    """The numbers of ``1,3–5`` (1, 3, 4, 5), each once; those of a range that falls are turned round. None when it
    can't be a list of references: a range wider than ``WIDEST_RANGE``."""
    text = _LETTERED.sub("", text)
    numbers: list[int] = []
    open_range = False
    for match in _SPLIT.finditer(text):
        number = int(match.group(1))
        if open_range:
            first = numbers[-1]
            if number < first and len(str(number)) < len(str(first)):
                # "141-3" abbreviates 143
                number = int(str(first)[: -len(str(number))] + str(number))
            if number < first:
                # "[5-3]": turned round
                numbers.pop()
                first, number = number - 1, first
            if number <= first or number - first > WIDEST_RANGE:
                return None
            numbers.extend(range(first + 1, number + 1))
        else:
            numbers.append(number)
        open_range = bool(match.group(2))
    return tuple(dict.fromkeys(numbers)) or None


def _is_measure(
    text: str, start: int, end: int, inner: str, numbers: tuple[int, ...], in_cell: bool = False
) -> bool:
    """True for numbers in brackets that are an interval, an age or an amount; in a cell also "12 [8, 17]"."""
    if not any(c in inner for c in (*_DASHES, ",", " to ")) or len(re.findall(r"\d+", inner)) != 2:
        return False
    if UNIT_AFTER.match(text, end):
        return True
    before = text[max(0, start - 30) : start]
    if _INTERVAL_BEFORE.search(before):
        return True
    # "62 [50–70]": a value and the range around it
    value = _VALUE_BEFORE.search(before)
    if value is None or ("," in inner and not in_cell):
        return False
    return numbers[0] <= float(value.group(1)) <= numbers[-1]


def bracket_markers(layout: Layout) -> Iterator[Marker]:
    """``[39]``, ``[41-43]``, ``[1, 3–5]``, ``[ref. 12]``."""
    text = layout.text
    if not any(c in text for c in "[［【〔"):
        return
    if not text.isascii():
        text = text.translate(_FULL_WIDTH)
    done = 0
    for match in _BRACKET.finditer(text):
        if match.start() < done:
            continue
        inner, end = match.group(1), match.end()
        further = _BRACKET_RANGE.match(text, end)
        if further:
            inner, end = f"{inner}–{further.group(1)}", further.end()
        numbers = expand(inner)
        if not numbers and further:
            end = match.end()
            numbers = expand(match.group(1))
        done = end
        in_cell = layout_cell(layout, match.start())
        if not numbers or _is_measure(text, match.start(), end, match.group(1), numbers, in_cell):
            continue
        if len(numbers) == 1 and _CAPTIONED.search(text, max(0, match.start() - 9), match.start()):
            continue
        # x[2], list_[3], [1](…): an index or a link's mark-up; a word may be followed closely
        if _INDEXED.search(text, max(0, match.start() - 2), match.start()) or text[end : end + 1] == "(":
            continue
        if text[match.start() - 1 : match.start()].isalnum() and (
            _STATISTIC_AFTER.match(text, end)
            or _KARYOTYPE.search(text[max(0, match.start() - 120) : match.start()])
        ):
            continue
        yield Marker(Span(match.start(), end), CitationStyle.BRACKET, numbers)


def paren_markers(layout: Layout) -> Iterator[Marker]:
    """``(12)``, ``(3, 4)``, ``(refs 4-6)``: only what stands behind a word and is no list label."""
    text = layout.text
    starts = {block.span.start: block.index for block in layout.blocks}
    columns = Columns(layout)
    equations = dict(_equations(layout))
    formulas = {n for at, n in equations.items() if text[at - 1] != "\n"}
    for match in _PAREN.finditer(text):
        at = match.start()
        inner = match.group(1)
        digits = re.search(r"\d.*", inner)
        numbers = expand(digits.group()) if digits else None
        if (
            not numbers
            or (at in starts and not columns.cites(starts[at]))
            or _is_measure(text, at, match.end(), inner, numbers)
        ):
            continue
        before = text[max(0, at - 1) : at]
        # "(1)a" is a row's own number with its note, "(2)H" an isotope
        if _CLOSE_BEHIND.match(text, match.end()):
            continue
        # "f(2)", "p53(1)", "555(12)" hang on to something
        if before and not before.isspace() and not before.isalpha() and before not in ".,;)%\"”'’":
            continue
        near = text[max(0, at - 40) : at]
        single = len(numbers) == 1
        counted = single and _COUNTED.search(near[-14:]) is not None
        if single and _is_label(near):
            continue
        if " to " in inner and _SCALED.search(near):
            continue
        if (counted or _VALUE.search(near)) and layout_cell(layout, at):
            continue
        if single and (
            at in equations or (numbers[0] in equations.values() and _TO_EQUATION.search(near[-12:]))
        ):
            continue
        if single and numbers[0] in formulas and near.rstrip().lower().endswith("model"):
            continue
        doubtful = counted or (single and _MAYBE_LABEL_BEFORE.search(near[-14:]) is not None)
        words = inner[: digits.start()].strip() if digits else ""
        yield Marker(
            Span(at, match.end()), CitationStyle.PAREN, numbers, (), "ref" in words.lower(), doubtful
        )


def _equations(layout: Layout) -> Iterator[tuple[int, int]]:
    """Where an equation's number stands at the end of its line, and the number."""
    for block in layout.blocks:
        line = block.span.of(layout.text)
        match = _EQUATION.fullmatch(line) if block.role != "cell" else None
        if match and not _SENTENCE_WORD.search(line):
            group = match.lastindex or 1
            yield block.span.start + match.start(group) - 1, int(match.group(group))


def _is_label(before: str) -> bool:
    """True for a number that the word or figure before it carries: "equation (4)", "in arm (2)", "Figure 2 (4)"."""
    near = before[-24:]
    if _IN_MONTH.search(near):
        return _TO_MONTH.search(before) is None
    return any(
        p.search(near) for p in (_LABEL_BEFORE, _BARE_LABEL_BEFORE, _NUMBERED_LABEL_BEFORE, _NAMED_PLACE)
    )


def word_markers(layout: Layout) -> Iterator[Marker]:
    """``refs 4 and 5``, ``(see reference 12)``."""
    text = layout.text
    for match in _WORDS.finditer(lowered(text)):
        word = match.group().split()[0]
        before = text[match.start() - 1 : match.start()]
        if before in ("[", "-", "/"):
            continue
        if (
            word.startswith(("source", "citation", "footnote", "reference"))
            and "(" not in text[max(0, match.start() - 8) : match.start()]
        ):
            # "reference 12" in prose needs a cue; "source 2" and "citation 3" too
            cue = text[max(0, match.start() - 14) : match.start()].lower()
            if not re.search(r"\b(?:see|in|and|cf\.?|from|per|by|to|as|with)\s+\Z", cue):
                continue
        numbers = expand(match.group(1).replace("#", ""))
        if numbers:
            yield Marker(Span(match.start(), match.end()), CitationStyle.WORDS, numbers, exact=True)


def layout_cell(layout: Layout, at: int) -> bool:
    """True when ``at`` stands in a table's cell."""
    i = bisect.bisect_right(layout.blocks, at, key=lambda b: b.span.start) - 1
    return i >= 0 and layout.blocks[i].role == "cell"


def with_brackets(text: str, low: int, high: int) -> Span:
    """The range with the brackets around it, if both are there."""
    opening = re.compile(r"[\[(] ?\Z").search(text, max(0, low - 2), low)
    closing = re.compile(r" ?[\])]").match(text, high)
    return Span(opening.start(), closing.end()) if opening and closing else Span(low, high)


def glued_markers(layout: Layout) -> Iterator[Marker]:
    """``…survival.39 Next``: superscripts that pasting made plain digits, behind a word's full stop or comma."""
    for match in _GLUED.finditer(layout.text):
        numbers = expand(match.group(2))
        if numbers and match.group(1).lower() not in _ABBREVIATED:
            yield Marker(Span(match.start(2), match.end(2)), CitationStyle.SUPERSCRIPT, numbers)


def linked_markers(layout: Layout, links: list[Inline]) -> Iterator[Marker]:
    """Numbers that are links, made superscript by style sheet or not at all: ``<a href="#ref-12">12</a>``."""
    text = layout.text
    for link in links:
        words = link.span.of(text)
        match = SUP_WHOLE.match(words)
        if not match or len(words) > 24 or _NOTE_HINT.search(link.hints):
            continue
        numbers = expand(match.group(1))
        if numbers:
            span = with_brackets(text, link.span.start + match.start(1), link.span.start + match.end(1))
            style = {"[": CitationStyle.BRACKET, "(": CitationStyle.PAREN}.get(
                text[span.start], CitationStyle.SUPERSCRIPT
            )
            yield Marker(span, style, numbers, (link.value,), _MARKER_HINT.search(link.hints) is not None)
