"""Dates that words alone do not give: ``<time datetime>`` around other words, and "3 months ago"."""

from __future__ import annotations

import bisect

from model.dates import DateKind, DateMention, DatePlace
from model.span import Span
from pages.read.dates.found import ALONE, MAIN_OTHER, Found, TimeMark, hinted_kind
from pages.read.dates.labels import LEAD_CHARS, label_before
from pages.read.dates.scene import PROSE, Line, Scene, at_top, elsewhere, scope
from pages.read.dates.strings import find_relative
from pages.read.dates.values import read_value

_K = DateKind


def read_wordless(
    text: str, lines: list[Line], times: list[TimeMark], used: set[int], scene: Scene
) -> list[Found]:
    """Time elements whose words are no date ("3 months ago") but whose datetime is."""
    out = []
    starts = [line.start for line in lines]
    for time in times:
        if time.start in used:
            continue
        readings, _ = read_value(time.value)
        at = bisect.bisect_right(starts, time.start) - 1
        if not readings or len(readings) > 1 or at < 0 or not readings[0].month:
            continue
        line = lines[at]
        label = label_before(
            text[max(line.start, time.start - LEAD_CHARS) : time.start],
            text[time.end : min(line.end, time.end + LEAD_CHARS)],
        )
        kind = label.kinds[0] if label else hinted_kind(time.hints)
        if kind is None and line.start < scene.headline_end and at_top(line, scene):
            kind = _K.PUBLISHED
        away = elsewhere(
            text[max(line.start, time.start - LEAD_CHARS) : min(line.end, time.end + LEAD_CHARS)],
            line,
            label,
            line.start,
            scene,
        )
        page, section = (True, False) if not label else scope(line, label, scene)
        if kind is None or away:
            kind, page, section = _K.EVENT, False, False
        mention = DateMention(
            kind,
            readings[0],
            DatePlace.TIME,
            text[time.start : time.end],
            Span(time.start, time.end),
            line.section,
            page,
            section,
            readings,
            away or f"datetime {time.value}",
        )
        out.append(Found(mention, MAIN_OTHER if label else ALONE, labelled=bool(label), headline=not label))
        used.add(time.start)
    return out


def read_relative(text: str, lines: list[Line], used: set[int]) -> list[Found]:
    """ "Updated 3 months ago": kept as a mention without a date; ``dates`` fills it in from the fetch time."""
    out = []
    starts = [line.start for line in lines]
    for start, end, days, unit in find_relative(text):
        if any(at in used for at in range(start, end)):
            continue
        at = bisect.bisect_right(starts, start) - 1
        if at < 0:
            continue
        line = lines[at]
        label = label_before(
            text[max(line.start, start - LEAD_CHARS) : start], text[end : min(line.end, end + PROSE)]
        )
        if label is None or not (label.firm or line.end - line.start < PROSE):
            continue
        label_at = line.start + max(0, start - line.start - LEAD_CHARS) + label.start
        for kind in label.kinds:
            mention = DateMention(
                kind,
                None,
                DatePlace.VISIBLE,
                text[label_at:end],
                Span(label_at, end),
                line.section,
                note=f"relative:{days}:{unit}",
            )
            out.append(Found(mention, MAIN_OTHER, label.words.lower(), labelled=True))
    return out
