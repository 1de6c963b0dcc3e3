"""All dates of a page: found, named, settled.

Reads the visible text (``visible``), the markup (``metadata``), the address and the headers, decides
the order of ambiguous numbers (``order``) and which date to believe (``settle``, and for the day of
publication ``original``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from model.dates import (
    SEEN_BY_READERS,
    DateConflict,
    DateKind,
    DateMention,
    DatePlace,
    PageDates,
    PartialDate,
)
from model.errors import ReadError
from model.limits import DEFAULT
from model.page import Document, PageType
from pages.read.dates.around import read_main, read_outside
from pages.read.dates.found import AROUND, HIDDEN, Found
from pages.read.dates.front_matter import read_front_matter
from pages.read.dates.json_ld import read_json_ld
from pages.read.dates.machine import future, mentions_of, rank_of
from pages.read.dates.metadata import read_meta, read_microdata
from pages.read.dates.order import Order, find_order
from pages.read.dates.original import settle_published
from pages.read.dates.scene import in_other_language
from pages.read.dates.settle import Ranked, settle
from pages.read.dates.shown import as_shown, shown_days
from pages.read.dates.strings import NO_YEAR, DateText, find_dates
from pages.read.dates.values import MachineDate, read_header, read_url, read_value
from pages.read.layout import Layout, elements

_K, _P = DateKind, DatePlace
# Menus and pop-ups never say when the page was written.
_SILENT = frozenset({"nav", "banner"})
# What a date says of the past of the page itself.
_PAST = frozenset({_K.PUBLISHED, _K.UPDATED, _K.REVIEWED})
# RDFa, other than the properties of every page's Open Graph: only then is it worth a search of the tree.
_RDFA = re.compile(rb"property\s*=\s*[\"']?(?!og:|article:|fb:|twitter:|video:|product:|profile:|al:)")
# A property that is a date's (``ITEMPROPS``), in a page in lower case.
_DATED = re.compile(rb"prop(?:erty)?\s*=\s*[\"']?[^\"'<>]*(?:date|review|expires|pubyear)")
_YEARS = re.compile(r"\d\d")
# Somewhere it is already tomorrow.
_TIME_ZONE = timedelta(days=1)


def read_dates(document: Document, layout: Layout, most: int = DEFAULT.dates) -> PageDates:
    """Every date of a page with kind, precision, place and scope, and those settled on.

    Pure: "today" is the document's ``fetched_at``; without it no date is called future and "3 months ago"
    stays without a date. Raises ReadError for a page of more than
    ``most`` dates: behind a cut its own would seem missing. Never raises for anything else that stands on it.
    """
    today = _day(document.fetched_at)
    # a saved file is as old as it is: nothing tells when its "3 months ago" was said
    saved = document.url.startswith("file:")
    machine = _machine(document, layout, today)
    more = in_other_language(layout.language)
    dates = find_dates(layout.text, more=more)
    around = [
        (outside, find_dates(outside.text, more=more))
        for outside in layout.outside
        if outside.region not in _SILENT and (outside.times or _YEARS.search(outside.text))
    ]
    count = len(dates) + sum(len(some) for _, some in around)
    if count > most:
        raise ReadError(f"{count:,} dates are too many for a page (limit {most:,}; limits.dates)")
    order = _order(layout, [*dates, *(d for _, some in around for d in some)], machine)
    found = read_main(layout, order, dates)
    for outside, some in around:
        found += read_outside(outside, order, some, more)
    found = [_finish(f, machine, today, saved) for f in _next_reviews(_printed_first(found), today)]
    found = [_by_markup(f, machine) for f in found]
    if layout.type is PageType.JOURNAL:
        found = _of_the_paper(found)
    elif layout.type is PageType.REGISTRY:
        found = _of_the_record(found, layout.text)
    machine_mentions = mentions_of(machine, found, layout, order, today)
    ranked = [Ranked(f.mention, f.rank) for f in found if f.rank > HIDDEN]  # what nobody sees says nothing
    ranked += [Ranked(mention, rank_of(m)) for mention, m in machine_mentions]
    settled: dict[DateKind, DateMention | None] = {}
    conflicts: list[DateConflict] = []
    for kind in (_K.UPDATED, _K.REVIEWED, _K.NEXT_REVIEW, _K.EXPIRES):
        settled[kind], lost = settle(kind, ranked, today)
        conflicts.extend(lost)
    published, lost = settle_published(document, layout, found, machine_mentions, today)
    conflicts.extend(lost)
    if _before(settled[_K.UPDATED], published):
        later = [r for r in ranked if not _before(r.mention, published)]
        settled[_K.UPDATED], lost = settle(_K.UPDATED, later, today)
        conflicts = [c for c in conflicts if c.kind is not _K.UPDATED] + list(lost)
    shown = shown_days(found)
    settled = {kind: as_shown(mention, shown) for kind, mention in settled.items()}
    published = as_shown(published, shown)
    mentions = [f.mention for f in found] + [m for m, _ in machine_mentions]
    for mention in (published, *settled.values()):
        if mention is not None and mention not in mentions:
            mentions.append(mention)
    return PageDates(
        tuple(mentions),
        published,
        settled[_K.UPDATED],
        settled[_K.REVIEWED],
        settled[_K.NEXT_REVIEW],
        settled[_K.EXPIRES],
        tuple(conflicts),
    )


# "2012 Mar 1;32(3):171-8": where a paper stands in its journal.
_PLACE = re.compile(r"(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?\d+(?:\(\w+\))?:\s?\w+")


def _of_the_paper(found: list[Found]) -> list[Found]:
    """A paper's own line in its journal, above its text, gives its day where nothing else says that it does."""
    if any(f.mention.kind is _K.PUBLISHED and f.mention.governs_page for f in found):
        return found
    at = next((n for n, f in enumerate(found) if f.region == "header" and _PLACE.search(f.line)), None)
    if at is None:
        return found
    mention = replace(
        found[at].mention, kind=_K.PUBLISHED, governs_page=True, note="its place in the journal"
    )
    own = replace(found[at], mention=mention, rank=AROUND, labelled=True)
    return [*found[:at], own, *found[at + 1 :]]


# What a register calls the day on which it took a record in, before the day itself.
_ENTERED = re.compile(
    r"(?:\A|\n)\W*(?:(?:date|day)\s+(?:of\s+(?:first\s+)?)?)?(?:first\s+)?(?:registered|registration|(?:submitted|posted)(?=\W*\Z))"
    r"(?:\s+date)?(?:\s+on)?\W*\Z",
    re.IGNORECASE,
)
_LABEL = 40


def _of_the_record(found: list[Found], text: str) -> list[Found]:
    """The day on which a register took a record in is that of its publication, where nothing else says that it is."""
    if any(f.mention.kind is _K.PUBLISHED and f.mention.governs_page for f in found):
        return found
    for at, one in enumerate(found):
        span = one.mention.span
        if one.region or span is None or one.mention.kind is not _K.EVENT or one.mention.date is None:
            continue
        if _ENTERED.search(text, max(0, span.start - _LABEL), span.start):
            mention = replace(
                one.mention, kind=_K.PUBLISHED, governs_page=True, note="its entry in the register"
            )
            return [*found[:at], replace(one, mention=mention, labelled=True), *found[at + 1 :]]
    return found


def _before(updated: DateMention | None, published: DateMention | None) -> bool:
    """True for an update that lies before the publication, in a place no better than the publication's: it is a
    manuscript's, a template's or a file's, not the page's."""
    if (
        updated is None
        or published is None
        or not updated.date
        or not published.date
        or not published.certain
    ):
        return False
    if updated.kind is not _K.UPDATED or (published.date.earliest() - updated.date.latest()).days <= 1:
        return False
    return updated.place not in SEEN_BY_READERS or published.place in SEEN_BY_READERS


def _printed_first(found: list[Found]) -> list[Found]:
    """Without the "3 years ago" that stand beside a printed day of the same kind."""
    printed = {f.mention.kind for f in found if f.labelled and f.mention.date is not None}
    return [f for f in found if not (f.mention.note.startswith("relative:") and f.mention.kind in printed)]


def _day(value: str) -> date | None:
    readings, _ = read_value(value) if value else ((), None)
    return readings[0].latest() if readings and readings[0].day else None


def _machine(document: Document, layout: Layout, today: date | None) -> list[MachineDate]:
    found: list[MachineDate] = [*read_front_matter(layout.settings)]
    if layout.tree is not None:
        title = next((element.text or "" for element in elements(layout.tree, "title")), "")
        found += read_json_ld(layout.tree, (layout.title, title), layout.canonical_url or document.final_url)
        found += read_meta(layout.tree)
        if _has_microdata(document.body):
            found += read_microdata(layout.tree)
    for url in dict.fromkeys((layout.canonical_url, document.final_url, document.url)):
        dated = read_url(url) if url and not url.startswith("file:") else None
        if dated:
            found.append(dated)
            break
    for value, place in ((document.last_modified, _P.HTTP_HEADER), (document.sitemap_lastmod, _P.SITEMAP)):
        header = read_header(value, place)
        # of a day that has not come it is a wrong clock's, and no word of the page (RFC 9110, 8.8.2.1)
        if header and not (today and header.readings[0].earliest() > today + _TIME_ZONE):
            found.append(header)
    return found


def _has_microdata(body: bytes) -> bool:
    """False when the page's bytes show that a search of its tree for properties with dates would find none."""
    if b"\0" in body[:64]:
        return True  # UTF-16
    return (b"itemprop" in body or _RDFA.search(body) is not None) and _DATED.search(body.lower()) is not None


def _order(layout: Layout, dates: list[DateText], machine: list[MachineDate]) -> Order:
    if all(len(d.readings) < 2 for d in dates) and all(len(m.readings) < 2 for m in machine):
        return Order()
    locale = ""
    if layout.tree is not None:
        metas = elements(layout.tree, "meta")
        meta = next((m for m in metas if m.get("property") == "og:locale"), None)
        locale = (meta.get("content") or "") if meta is not None else ""
    return find_order(dates, layout.text, layout.language, locale, layout.canonical_url or layout.url)


# Reviews are planned a whole number of years ahead, five at most (NHS: three; insurers: one).
_REVIEW_YEARS = 5


def _next_reviews(found: list[Found], today: date | None) -> list[Found]:
    """ "Review date" names the last review on some sites and the next on others: the dates tell.

    It is the next one when it lies ahead, or whole years after the page's date of issue or update.
    """
    bases = {
        (f.mention.date.year, f.mention.date.month)
        for f in found
        if f.labelled
        and f.mention.date
        and f.mention.kind in (_K.PUBLISHED, _K.UPDATED)
        and f.mention.governs_page
    }
    out = []
    for one in found:
        mention = one.mention
        if mention.kind is _K.REVIEWED and mention.date and one.words in _REVIEW_DATE:
            ahead = today is not None and mention.date.earliest() > today
            planned = any(
                (mention.date.year - years, mention.date.month) in bases
                for years in range(1, _REVIEW_YEARS + 1)
            )
            if ahead or planned:
                one = replace(one, mention=replace(mention, kind=_K.NEXT_REVIEW, governs_section=False))
        out.append(one)
    return out


_REVIEW_DATE = frozenset({"review date", "review", "date of review", "date for review"})


def _by_markup(one: Found, machine: list[MachineDate]) -> Found:
    """What the markup says of a day that stands alone: by the headline it is the update when the markup calls it that
    and gives another of publication; anywhere it is a review when the markup says so."""
    mention = one.mention
    if one.labelled or mention.kind is not _K.PUBLISHED or mention.date is None:
        return one
    said = {kind: {r for m in machine if m.main and m.kind is kind for r in m.readings} for kind in _PAST}
    day = mention.date
    weak = {r for m in machine if m.main and m.weak and m.kind is _K.PUBLISHED for r in m.readings}
    firm = {r for m in machine if m.main and not m.weak and m.kind is _K.PUBLISHED for r in m.readings}
    if day in said[_K.PUBLISHED] and not (day in weak and not firm and day in said[_K.UPDATED]):
        return one
    if not said[_K.PUBLISHED] and any(
        day in m.readings and not m.main and m.kind is _K.PUBLISHED and m.place is _P.JSON_LD for m in machine
    ):
        note = "the markup says that it is of something else on the page"
        return replace(one, mention=replace(mention, kind=_K.EVENT, governs_page=False, note=note))
    if day in said[_K.UPDATED]:
        if not (one.headline and said[_K.PUBLISHED]):
            return one
        note = "by the headline; the markup calls it the update"
        return replace(one, mention=replace(mention, kind=_K.UPDATED, note=note))
    if day in said[_K.REVIEWED] and not all(
        m.weak for m in machine if m.kind is _K.REVIEWED and day in m.readings
    ):
        return replace(one, mention=replace(mention, kind=_K.REVIEWED, note="the markup calls it the review"))
    return one


def _finish(one: Found, machine: list[MachineDate], today: date | None, saved: bool) -> Found:
    """Settle what the line alone could not: ambiguous numbers by the markup, relative dates by the fetch."""
    mention = one.mention
    if NO_YEAR in mention.note:
        mention = _with_year(one, machine)
    if mention.note.startswith("relative:"):
        return replace(one, mention=_from_relative(mention, None if saved else today))
    if len(mention.readings) == 2:
        given = {r for m in machine for r in m.readings if len(m.readings) == 1 and r.day}
        agreed = [r for r in mention.readings if r in given]
        if len(agreed) == 1:
            mention = replace(
                mention, date=agreed[0], readings=(agreed[0],), note="order settled by the page's markup"
            )
        elif today is not None and mention.kind in (_K.UPDATED, _K.REVIEWED, _K.PUBLISHED):
            past = [r for r in mention.readings if (r.earliest() - today).days <= 1]
            if len(past) == 1:
                mention = replace(
                    mention, date=past[0], readings=tuple(past), note="the other order lies ahead"
                )
    return replace(one, mention=future(mention, today))


# Words of handouts, which print the year without an apostrophe: "Rev. Jun 14".
_OF_HANDOUTS = re.compile(r"rev\b|revised|revision|printed|produced")


def _with_year(one: Found, machine: list[MachineDate]) -> DateMention:
    """ "Updated Sep 19": the day of that month in the year that the markup gives, the year '19 on a handout, else a
    day that cannot be told."""
    mention = one.mention
    month, day = (int(n) for n in mention.note.rsplit(NO_YEAR, 1)[1].split(":"))
    given = {r for m in machine for r in m.readings if m.main and (r.month, r.day) == (month, day)}
    if len(given) == 1:
        value = given.pop()
        note = "the year is the markup's"
        return replace(mention, date=value, readings=(value,), note=note)
    if mention.readings and _OF_HANDOUTS.match(one.words):
        return replace(mention, note="")
    return replace(mention, date=None, readings=(), note="a day without its year")


def _from_relative(mention: DateMention, today: date | None) -> DateMention:
    _, days, unit = mention.note.split(":")
    words = (
        "counted back from when the page was fetched"
        if today
        else "relative, and the time of fetching is not known"
    )
    if today is None:
        return replace(mention, note=words)
    day = today - timedelta(days=int(days))
    value = PartialDate.of(day) if int(days) < 14 else PartialDate(day.year, day.month)
    if unit in ("year", "ano", "an", "annee", "jahr"):
        value = PartialDate(day.year)
    return replace(mention, date=value, readings=(value,), note=words)
