"""Numbers in parentheses that count, label or grade something, told from those that cite by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from model.span import Span
from pages.read.citations.columns import Columns
from pages.read.citations.listed import Listed
from pages.read.citations.markers import Marker

_LABEL_CUE = re.compile(r"(?:[,;:—–-]|\b(?:and|or))\s*\Z")
# Characters between the numbers of a scale, "none (0), mild (1), fair (2)", and between those of a list of counts.
_SCALE_GAP = 30
_COUNT_GAP = 45
_ZERO = re.compile(r"\(0\)")
_SENTENCE_END = re.compile(r"[.!?]\s")
# So many in a row are a scale, counts or a column of them.
_RUN = 3
#: Fewer new numbers than these have no order.
TELLING_ORDER = 4


def citing(page: Listed, markers: Sequence[Marker]) -> list[Marker]:
    """``markers`` without the labels of lists in a sentence ("either (1) rest or (2) ice"), without scales that begin
    anew ("mild (1), fair (2), bad (3)"), and without how many there are of each."""
    by_block: dict[int, list[Marker]] = {}
    for marker in markers:
        by_block.setdefault(page.block(marker.span.start), []).append(marker)
    dropped: set[Span] = {m.span for m in _column_counts(page, markers)}
    highest = 0
    for block, mates in by_block.items():
        single = [m for m in mates if len(m.numbers) == 1]
        dropped.update(m.span for m in _labels(page, single))
        if highest > 2 or _ZERO.search(page.layout.blocks[block].span.of(page.layout.text)):
            dropped.update(m.span for m in _scale(single))
        highest = max(highest, *(m.numbers[-1] for m in mates))
    left = [m for m in markers if m.span not in dropped]
    counts = {m.span for m in _counts(page, left)}
    return [m for m in left if m.span not in counts]


def _labels(page: Listed, mates: Sequence[Marker]) -> list[Marker]:
    """Labels that stand before what they count."""
    text = page.layout.text
    labels: list[Marker] = []
    for mate in mates:
        if not re.match(r"\s+[A-Za-z]", text[mate.span.end : mate.span.end + 3]):
            continue
        cued = _LABEL_CUE.search(text, max(0, mate.span.start - 12), mate.span.start) is not None
        if mate.numbers[0] == 1 and len(labels) < 2:
            labels = [mate]
        elif labels and mate.numbers[0] == labels[-1].numbers[0] + 1 and cued:
            labels.append(mate)
    return labels if len(labels) >= 2 else []


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
