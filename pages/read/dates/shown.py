"""The visible place of a date: where readers see it, that place gives its quote and its link."""

from __future__ import annotations

from dataclasses import replace

from model.dates import SEEN_BY_READERS, DateKind, DateMention, PartialDate
from pages.read.dates.found import Found

# Notes of dates that are visible and another's: the page's own day may be theirs as well, by chance.
_OTHERS = (
    "in a reference",
    "in a comment",
    "of a related",
    "in a part about",
    "of another",
    "in the navigation",
)


def shown_days(found: list[Found]) -> dict[PartialDate, list[DateMention]]:
    """The visible mentions by day (or month), those of the main text first."""
    days: dict[PartialDate, list[DateMention]] = {}
    for one in sorted(found, key=lambda f: -f.rank):
        mention = one.mention
        visible = mention.place in SEEN_BY_READERS and mention.date is not None and mention.date.month
        if visible and mention.date is not None and not mention.note.startswith(_OTHERS):
            days.setdefault(mention.date, []).append(mention)
    return days


def as_shown(mention: DateMention | None, shown: dict[PartialDate, list[DateMention]]) -> DateMention | None:
    """A settled mention at the place where readers see its day: the best of the same kind, of a day without a kind,
    or of the page in other words. As it is when nobody sees it."""
    if mention is None or mention.date is None or mention.place in SEEN_BY_READERS:
        return mention
    rivals = shown.get(mention.date, [])
    best = max(rivals, key=lambda m: _fit(mention.kind, m), default=None)
    if best is None or _fit(mention.kind, best) < 0:
        return mention
    return replace(
        mention,
        place=best.place,
        quote=best.quote,
        span=best.span,
        section=best.section,
        note=f"{mention.place.value} and the page's own words",
        certain=mention.certain,
    )


def _fit(kind: DateKind, shown: DateMention) -> int:
    if shown.kind is kind:
        return 2 + shown.governs_page
    if shown.kind is DateKind.EVENT:
        return 1
    return 0 if shown.governs_page else -1
