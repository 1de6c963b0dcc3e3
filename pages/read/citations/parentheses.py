"""Numbers in parentheses that count, label or grade something, told from those that cite by their neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from model.span import Span
from pages.read.citations.columns import Columns
from pages.read.citations.listed import Listed
from pages.read.citations.markers import UNIT_AFTER, Marker

_LABEL_CUE = re.compile(r"(?:[,;:—–-]|\b(?:and|or))\s*\Z")
_SENTENCE_CUE = re.compile(r"(?:[.!?,;:—–-]|\b(?:and|or))\s*\Z")
_FIRST = re.compile(r"\s*\(1\)\s")
# A thing that can be counted: a place or a person is rather cited.
_THING = re.compile(r"\b[a-zß-ÿ-]{3,}\s?\Z")
# What stands between two counts of a list, and between those of a comparison.
_LISTING = re.compile(r"(?:\s?,|\s(?:and|or)\b|\s?;)")
_COMPARED = re.compile(r"\s(?:than|versus|vs\.?|v\.?|compared with|against)\s[\w\s-]{1,30}\Z")
# Characters between the numbers of a scale, "none (0), mild (1), fair (2)", and between those of a list of counts.
_SCALE_GAP = 30
_COUNT_GAP = 45
_ZERO = re.compile(r"\(0\)")
# A grade of a scale by its first and last points: "mild (0–2), moderate (3–5)".
_GRADE = re.compile(r"[(\[]\s?(\d{1,3})\s?(?:[-‐‑‒–—]|to)\s?(\d{1,3})\s?[)\]]")
# "9 (1) deaths": the number behind the count has what is counted behind it.
_MORE_AFTER = re.compile(
    r"\s(?!(?:and|or|but|in|on|of|to|for|with|from|than|by|at|as|is|are|was|were|have|had|has|while|after|when|which|that|who)\b)"
    r"[a-zß-ÿ]{3,}"
)
# "use (2) times a day": how many, printed in brackets.
_AMOUNT_AFTER = re.compile(
    r"\s(?:times|tablets?|pills?|puffs?|drops|doses|sachets|capsules|hours?|days?|weeks?|years?|m[gl])\b"
)
# A quantity: "1 g (4)" may say how many tablets that is.
_QUANTITY = re.compile(
    r"(?<![\w.,/-])[\d.,]*\d\s?(?:%|m?g|mcg|[µμ]g|kg|m?L|ml|mmol|IU|units?|h|hours?|min|minutes?|days?|weeks?|months?|"
    r"years?|points?|cm|mm|km)\s?\Z"
)
_NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_SAID = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})(?:\s(?!(?:in|of)\b)[\w-]+){{0,2}}\s?\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s")
_CLAUSE_END = re.compile(r"\s?(?:[.;:!?]|,\s|\n|\Z)")
# So many in a row are a scale, counts or a column of them.
_RUN = 3
_PAIR = 2
# So many markers to one have a blank before them on a page on which those that touch a word are something else.
_SPACED_ODDS = 4
#: Fewer new numbers than these have no order.
TELLING_ORDER = 4


def citing(page: Listed, markers: Sequence[Marker]) -> list[Marker]:
    """``markers`` without the labels of lists in a sentence ("either (1) rest or (2) ice"), without scales that begin
    anew ("mild (1), fair (2), bad (3)"), and without how many there are of each."""
    text = page.layout.text
    by_block: dict[int, list[Marker]] = {}
    for marker in markers:
        by_block.setdefault(page.block(marker.span.start), []).append(marker)
    dropped: set[Span] = {m.span for m in _column_counts(page, markers)}
    new = _next_in_order(markers)
    dropped.update(m.span for m in _notation(page, markers))
    dropped.update(
        m.span
        for m in markers
        if m.span not in new
        and (
            (m.doubtful and (UNIT_AFTER.match(text, m.span.end) or _MORE_AFTER.match(text, m.span.end)))
            or (len(m.numbers) == 1 and _AMOUNT_AFTER.match(text, m.span.end))
        )
    )
    dropped.update(_said_before(page, markers, new))
    dropped.update(m.span for run in _runs(page, markers) for m in _counted(page, run, new))
    dropped.update(_graded(page, markers))
    highest = 0
    for block, mates in by_block.items():
        single = [m for m in mates if len(m.numbers) == 1]
        dropped.update(m.span for m in _labels(page, block, single))
        if highest > 2 or _ZERO.search(page.layout.blocks[block].span.of(page.layout.text)):
            dropped.update(m.span for m in _scale(single))
        highest = max(highest, *(m.numbers[-1] for m in mates))
    left = [m for m in markers if m.span not in dropped]
    counts = {m.span for m in _counts(page, left)}
    left = [m for m in left if m.span not in counts]
    leaping = {m.span for m in _leaping(page, left)}
    return [m for m in left if m.span not in leaping]


def _leaping(page: Listed, markers: Sequence[Marker]) -> Iterator[Marker]:
    """Numbers ahead of their turn on a page whose others bring the whole list in its order, "(9–14)" between 6 and 7:
    ages, sizes, values. A page that cites out of order elsewhere tells nothing."""
    seen, ahead = 0, []
    for marker in markers:
        new = [n for n in marker.numbers if n > seen]
        if new and new != list(range(seen + 1, seen + 1 + len(new))):
            ahead.append(marker)
        elif new:
            seen = new[-1]
    if seen >= max(TELLING_ORDER, page.last) and len(ahead) * _SPACED_ODDS <= len(markers):
        yield from ahead


def _next_in_order(markers: Sequence[Marker]) -> set[Span]:
    """The markers that bring the next number of a page that cites in order: all before it have come, or never come."""
    cited = {n for m in markers for n in m.numbers}
    new: set[Span] = set()
    seen: set[int] = set()
    complete = 0
    for marker in markers:
        if marker.numbers[0] == complete + 1:
            new.add(marker.span)
        seen.update(marker.numbers)
        while complete + 1 in seen or (complete + 1 not in cited and complete < max(cited)):
            complete += 1
    return new


def _said_before(page: Listed, markers: Sequence[Marker], new: set[Span]) -> Iterator[Span]:
    """Numbers said in words right before, "two puffs (2)", but for "in five years (5)" where the fifth entry
    comes up in its turn, at a sentence's end, and nowhere else."""
    text = page.layout.text
    times = Counter(n for m in markers for n in m.numbers)
    for marker in markers:
        start, end = marker.span.start, marker.span.end
        if _says_it_again(text[max(0, start - 40) : start], marker.numbers) and not (
            marker.span in new and times[marker.numbers[0]] == 1 and _CLAUSE_END.match(text, end)
        ):
            yield marker.span


def _says_it_again(before: str, numbers: tuple[int, ...]) -> bool:
    """True for a number that is said in words as well: "two puffs (2)"."""
    said = _SAID.search(before)
    return said is not None and numbers == (_NUMBER_WORDS.index(said.group(1).lower()) + 1,)


def _notation(page: Listed, markers: Sequence[Marker]) -> list[Marker]:
    """Numbers that touch the word before them, beta(1), where nearly all others of the page do not."""
    text = page.layout.text
    touching = [m for m in markers if text[m.span.start - 1 : m.span.start].isalnum()]
    return touching if len(touching) * _SPACED_ODDS <= len(markers) else []


def _counted(page: Listed, run: Sequence[Marker], new: set[Span]) -> Iterator[Marker]:
    """Of numbers close behind each other those that say how many: next to one that the list has not got, three or more
    after commas in no order, on both sides of a comparison ("fewer women (4) than men (9)"), behind quantities."""
    old = [m for m in run if m.span not in new]
    if len(run) < _PAIR or not old:
        return
    text = page.layout.text
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(run)]
    beyond = any(m.numbers[0] > page.last for m in run)
    things = all(_THING.search(text, max(0, m.span.start - 20), m.span.start) for m in run)
    close = all(_LISTING.match(gap) for gap in gaps)
    listed = things and close
    # "Jane (4), Tom (2) and Ali (1)": names are cited as well, but not in no order with one that is not listed
    beyond_all = beyond and close and len(run) >= _RUN and (things or _falls(run))
    if beyond_all or _same_label(page, run):
        yield from run
        return
    listing = listed and len(old) == len(run) >= _RUN and _falls(run)
    compared = len(old) == len(run) == _PAIR and _COMPARED.match(gaps[0]) is not None
    if beyond or listing or compared:
        yield from old
    else:
        amounts = [
            m for m in run if m.doubtful or _QUANTITY.search(text[max(0, m.span.start - 24) : m.span.start])
        ]
        rising = all(b.numbers[0] == a.numbers[0] + 1 for a, b in pairwise(amounts))
        if len(amounts) >= _PAIR and not rising:
            yield from amounts


def _same_label(page: Listed, run: Sequence[Marker]) -> bool:
    """True for "type (1) and type (2)": one word of those that may carry a number, again and again."""
    words = [_THING.search(page.layout.text, max(0, m.span.start - 20), m.span.start) for m in run]
    return all(m.doubtful for m in run) and len({w.group().strip() if w else "" for w in words} - {""}) == 1


def _labels(page: Listed, block: int, mates: Sequence[Marker]) -> list[Marker]:
    """Labels that stand before what they count. Where a block begins with "(1)", a label may begin a sentence too."""
    text = page.layout.text
    begun = _FIRST.match(text, page.layout.blocks[block].span.start) is not None
    cue = _SENTENCE_CUE if begun else _LABEL_CUE
    fewest = 1 if begun else 2
    labels: list[Marker] = []
    last = 1 if begun else 0
    for mate in mates:
        if not re.match(r"\s+[A-Za-z]", text[mate.span.end : mate.span.end + 3]):
            continue
        cued = cue.search(text, max(0, mate.span.start - 12), mate.span.start) is not None
        if mate.numbers[0] == 1 and len(labels) < 2 and not begun:
            labels, last = [mate], 1
        elif last and mate.numbers[0] == last + 1 and cued:
            labels.append(mate)
            last += 1
    return labels if len(labels) >= fewest else []


def _scale(mates: Sequence[Marker]) -> list[Marker]:
    """Three or more numbers from 1 on, one by one, each behind a few words."""
    run: list[Marker] = []
    for mate in mates:
        follows = (
            run
            and mate.numbers[0] == run[-1].numbers[0] + 1
            and mate.span.start - run[-1].span.end < _SCALE_GAP
        )
        if follows:
            run.append(mate)
        elif len(run) < _RUN:
            run = [mate] if mate.numbers[0] == 1 else []
    return run if len(run) >= _RUN else []


def _graded(page: Listed, markers: Sequence[Marker]) -> Iterator[Span]:
    """The grades of a scale, each from right behind the last: "mild (0–2), moderate (3–5), severe (6–11)".
    One from 0 on, or with a number that the list has not got, shows what they are."""
    if not markers:
        return
    text = page.layout.text
    run: list[re.Match[str]] = []
    spans = {m.span for m in markers}
    for match in [*_GRADE.finditer(text), None]:
        follows = (
            match is not None
            and run
            and int(match[1]) == int(run[-1][2]) + 1
            and match.start() - run[-1].end() < _SCALE_GAP
        )
        if not follows:
            if len(run) >= _PAIR and (run[0][1] == "0" or int(run[-1][2]) not in page.by_number):
                yield from (span for m in run if (span := Span(m.start(), m.end())) in spans)
            run = []
        if match is not None:
            run.append(match)


def lost(page: Listed, markers: Sequence[Marker]) -> list[Marker]:
    """Of ``markers``, all of a page that cites in round brackets, those with a number that the list has not got, and
    that can be nothing but citations of an entry that is missing: next in order after what was cited before, or
    beyond the list's end by one, at the end of a clause, not in a table."""
    found: list[Marker] = []
    text = page.layout.text
    seen = 0
    for marker in markers:
        known = [n for n in marker.numbers if n in page.by_number]
        missing = [n for n in marker.numbers if n not in page.by_number]
        if not missing:
            seen = max(seen, *known)
            continue
        before = max(seen, *known, 0)
        ordered = missing == list(range(missing[0], missing[0] + len(missing)))
        follows = missing[0] == before + 1 or (missing[0] == page.last + 1 and before + 1 >= page.last)
        block = page.layout.blocks[page.block(marker.span.start)]
        closing = _CLAUSE_END.match(text, marker.span.end) is not None
        if ordered and follows and closing and not marker.doubtful and block.role != "cell":
            found.append(marker)
            seen = missing[-1]
    return found


def _column_counts(page: Listed, markers: Sequence[Marker]) -> Iterator[Marker]:
    """Numbers behind the labels of one column of a table, one of which the list has not got."""
    columns = Columns(page.layout)
    groups: dict[tuple[int, int], list[Marker]] = {}
    for marker in markers:
        cell = page.block(marker.span.start)
        key = columns.column(cell)
        if key is not None and len(marker.numbers) == 1 and not columns.cites(cell):
            groups.setdefault(key, []).append(marker)
    for mates in groups.values():
        if len(mates) >= _RUN and any(m.numbers[0] not in page.by_number for m in mates):
            yield from mates


def _counts(page: Listed, markers: Sequence[Marker]) -> Iterator[Marker]:
    """Three or more numbers close behind each other that fall, "pain (9), sleep (5), mood (7)", where all others of the
    page come up in order and these leap ahead."""
    runs = [run for run in _runs(page, markers) if len(run) >= _RUN and _falls(run)]
    spans = {m.span for run in runs for m in run}
    first = list(dict.fromkeys(n for m in markers if m.span not in spans for n in m.numbers))
    if len(first) < TELLING_ORDER or first != sorted(first):
        return
    for run in runs:
        seen = max(
            (n for m in markers if m.span < run[0].span and m.span not in spans for n in m.numbers), default=0
        )
        if max(m.numbers[0] for m in run) > seen + len(run):
            yield from run


def _runs(page: Listed, markers: Sequence[Marker]) -> Iterator[list[Marker]]:
    """Single numbers in one sentence, each close behind the one before."""
    run: list[Marker] = []
    for marker in (m for m in markers if len(m.numbers) == 1):
        between = page.layout.text[run[-1].span.end : marker.span.start] if run else ""
        if run and (len(between) > _COUNT_GAP or "\n" in between or _SENTENCE_END.search(between)):
            yield run
            run = []
        run.append(marker)
    if run:
        yield run


def _falls(run: Sequence[Marker]) -> bool:
    return any(b.numbers[0] < a.numbers[0] for a, b in pairwise(run))
