"""When a page was first published, as well as any web page tells."""

from __future__ import annotations

from datetime import date

from model.dates import DateConflict, DateKind, DateMention, DatePlace
from model.page import Document
from pages.read.date_metadata import MachineDate
from pages.read.date_settle import MACHINE_RANK, Ranked, settle
from pages.read.date_visible import Found
from pages.read.layout import Layout


def settle_published(
    document: Document,
    layout: Layout,
    found: list[Found],
    machine: list[tuple[DateMention, MachineDate]],
    updated: DateMention | None,
    today: date | None,
) -> tuple[DateMention | None, tuple[DateConflict, ...]]:
    ranked = [Ranked(f.mention, f.rank) for f in found]
    ranked += [Ranked(mention, MACHINE_RANK[m.place]) for mention, m in machine]
    return settle(DateKind.PUBLISHED, ranked, today)
