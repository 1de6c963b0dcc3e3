"""Dates in a page's meta elements, microdata and RDFa, each with its kind and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.dates import DateKind, DatePlace, PartialDate
from pages.read.dates.names import ITEMPROPS, META, WEAK_META, WEAK_SCHEMA
from pages.read.dates.values import MachineDate, machine_dates
from pages.read.layout import elements

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_K, _P = DateKind, DatePlace
_DIGIT = re.compile(r"\d")


def read_meta(tree: HtmlElement) -> Iterator[MachineDate]:
    """The dates of the meta elements, wherever they stand."""
    for meta in elements(tree, "meta"):
        value = meta.get("content") or meta.get("datetime") or meta.get("value")
        if not value or len(value) > 200 or not _DIGIT.search(value):
            continue
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip()
        if not name:
            prop = meta.get("itemprop", "").strip()
            kind = ITEMPROPS.get(prop.lower())
            if kind:
                yield from machine_dates(
                    kind, _P.MICRODATA, prop, value, main=_own_item(meta), weak=prop.lower() in WEAK_SCHEMA
                )
            elif "pubdate" in meta.attrib:
                yield from machine_dates(_K.PUBLISHED, _P.META, "pubdate", value)
            continue
        folded = name.lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.")
        kind = META.get(folded) or META.get(_own_name(folded))
        if kind is None:
            continue
        place = _P.META
        if folded.startswith(("dc.", "dcterms.")):
            place = _P.DUBLIN_CORE
        elif folded.startswith(("og:", "article:")):
            place = _P.OPEN_GRAPH
        if kind is _K.COPYRIGHT:
            years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value)]
            if years:
                yield MachineDate(kind, place, name, value, (PartialDate(max(years)),))
            continue
        yield from machine_dates(
            kind,
            place,
            name,
            value,
            weak=folded in WEAK_META or (folded not in META and kind in (_K.PUBLISHED, _K.REVIEWED)),
        )


#: Names that say whose they are: "cdc:last_updated", "mayo:date_modified".
_NAMESPACE = re.compile(
    r"(?!og:|article:|video:|music:|book:|profile:|product:|fb:|twitter:|event:|image:)[a-z]{2,12}[:.](?=[a-z])"
)


def _own_name(folded: str) -> str:
    """A meta name without its publisher's prefix, empty where it has none or is too vague to stand alone."""
    name = _NAMESPACE.sub("", folded, count=1)
    return "" if name == folded or name in WEAK_META or name in _VAGUE else name


#: Names that without their prefix may be anything's.
_VAGUE = frozenset(
    ("changed", "published", "modified", "updated", "revised", "issued", "copyright", "rights", "reviewed")
)
_OTHER_ITEM = re.compile(
    r"comment|review\b|event|videoobject|imageobject|audioobject|person|organization|offer|product|rating|listitem|answer",
    re.I,
)


def read_microdata(tree: HtmlElement) -> Iterator[MachineDate]:
    """``itemprop`` and RDFa ``property`` dates on elements other than meta."""
    for element in tree.xpath("//*[@itemprop or @property][not(self::meta)]"):
        for prop in (element.get("itemprop") or element.get("property") or "").split():
            name = prop.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower()
            kind = ITEMPROPS.get(name)
            if kind is None:
                continue
            value = element.get("datetime") or element.get("content") or element.get("title") or ""
            if not any(c.isdigit() for c in value):
                value = " ".join(element.text_content().split())
            if kind is _K.COPYRIGHT or len(value) > 80:
                continue
            yield from machine_dates(
                kind, _P.MICRODATA, prop, value, main=_own_item(element), weak=name in WEAK_SCHEMA
            )


def _own_item(element: HtmlElement) -> bool:
    """False when the nearest item that holds the element is a comment, an event, a video or the like."""
    for ancestor in element.iterancestors():
        if "itemtype" in ancestor.attrib or "typeof" in ancestor.attrib:
            kind = ancestor.get("itemtype") or ancestor.get("typeof") or ""
            return not _OTHER_ITEM.search(kind.rsplit("/", 1)[-1])
    return True
