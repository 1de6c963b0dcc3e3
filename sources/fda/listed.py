"""FDA's small lists of approvals, as its pages give them, into rows. Pure.

Four pages, seen as of 2026: *Novel Drug Approvals* of a year (No., Drug Name, Active Ingredient, Approval Date,
FDA-approved use on approval date), CBER's *Biological License Application Approvals* of a year (name in two lines,
indication, STN, manufacturer, approval date), *Approved Cellular and Gene Therapy Products* ("ABECMA
(idecabtagene vicleucel)", manufacturer) and *Vaccines Licensed for Use in the United States* (product name, trade
name, sponsor). Columns are found by the words of their heads, not by their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bs4 import Tag

from model.errors import SourceError
from model.identifiers import ApplicationNumber
from sources.fda.facts import ListedApproval, ListedProduct, Listing
from sources.fda.moiety import drug_key
from sources.fda.soup import soup_of

_CURRENT = re.compile(r"content current as of\W*(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_LONG = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, \d{4}\b"
)
_SHORT = re.compile(r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b")
_STN = re.compile(r"\b(\d{6})\b")
_MARKS = re.compile(r"[®™©*†‡§]+")
# "ABECMA (idecabtagene vicleucel)"; the last brackets are the proper name.
_BRACKETED = re.compile(r"^(?P<brand>[^()]+?)\s*\((?P<proper>.+)\)\s*$")
_SUFFIX = re.compile(r"-[a-z]{4}$")
# What CBER licenses besides medicines: tests and reagents for the laboratory, bags and solutions for blood banks.
_NO_MEDICINE = re.compile(
    r"\bin[ -]vitro\b|\breagents?\b|\bred blood cells? for\b|\bblood group|\bassays?\b|\bdetection of\b"
    r"|\bdonor screening\b|\banticoagulant\b|\bblood bank|\btest kits?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one page lists; a year's list is empty in its first days. ``current``: for each face of the snapshot
    that the page tells of ("novel", "cber", "cber products") the day that the page gives itself ("Content current as
    of"); empty when it gives none."""

    approvals: tuple[ListedApproval, ...] = ()
    products: tuple[ListedProduct, ...] = ()
    current: Mapping[str, date] = field(default_factory=dict)


def read_list(data: bytes, url: str = "") -> ListPage:
    """The rows of one saved page. ``url`` is shown as its address where the page names none itself. Raises
    SourceError when none of the four tables is in it."""
    soup = soup_of(data)
    link = soup.find("link", rel="canonical")
    address = (str(link.get("href") or "") if isinstance(link, Tag) else "") or url
    text = " ".join(soup.get_text(" ").split())
    current = _day(match.group(1)) if (match := _CURRENT.search(text)) else None
    approvals: list[ListedApproval] = []
    products: list[ListedProduct] = []
    faces: set[str] = set()
    for table in soup.find_all("table"):
        rows = table.find_all("tr")
        head = _columns([_words(cell) for cell in rows[0].find_all(["th", "td"])]) if rows else {}
        for row in rows[1:]:
            cells = row.find_all(["td", "th"])
            if {"day", "use"} <= head.keys():
                approvals += _approval(cells, head, address)
            elif head:
                products += _product(cells, head, current, address)
        if {"day", "use"} <= head.keys():
            faces.add("novel" if "proper" in head else "cber")
        elif head:
            faces.add("cber products")
    if not faces:
        raise SourceError("no list of approvals was found on the page")
    days = dict.fromkeys(sorted(faces), current) if current else {}
    return ListPage(tuple(dict.fromkeys(approvals)), tuple(dict.fromkeys(products)), days)


def current_day(data: bytes) -> date | None:
    """The day that a page of FDA gives itself ("Content current as of: 11/17/2026"), None when it gives none."""
    text = " ".join(soup_of(data).get_text(" ").split())
    return _day(match.group(1)) if (match := _CURRENT.search(text)) else None


def _columns(head: list[str]) -> dict[str, int]:
    """Which column holds what; empty for a table of something else."""
    found: dict[str, int] = {}
    if any("accelerated" in words.lower() for words in head):
        return {}  # those lists are read by sources.fda.accelerated
    for index, raw in enumerate(head):
        words = raw.lower()
        if "date" in words.split() and "approv" in words and "use" not in words.split():
            found.setdefault("day", index)
        elif "approved use" in words or "indication" in words:
            found.setdefault("use", index)
        elif "active ingredient" in words:
            found.setdefault("proper", index)
        elif words.startswith("stn") or "application" in words:
            found.setdefault("number", index)
        elif "manufacturer" in words or "sponsor" in words or "license" in words:
            found.setdefault("maker", index)
        elif "trade name" in words and "proper" not in words:
            found["brand" if "brand" in found or "name" in found else "name"] = index
        elif any(word in words for word in ("drug name", "product", "tradename", "proper name", "biologic")):
            found.setdefault("name", index)
    listed = {"day", "use", "name"} <= found.keys() or {"name", "maker"} <= found.keys()
    return found if listed else {}


def _approval(cells: list[Tag], head: dict[str, int], url: str) -> Iterator[ListedApproval]:
    day = _day(_at(cells, head, "day"))
    use = _at(cells, head, "use", links=False)
    novel = "proper" in head
    brand, proper = (
        (_clean(_at(cells, head, "name")), _clean(_at(cells, head, "proper")))
        if novel
        else _two_names(cells[head["name"]] if head["name"] < len(cells) else None)
    )
    if day is None or not use or not (brand or proper):
        return
    if not novel and _NO_MEDICINE.search(f"{brand} {proper} {use}"):
        return
    match = _STN.search(_at(cells, head, "number"))
    number = ApplicationNumber(f"BLA{match.group(1)}") if match else None
    key = drug_key(proper or brand) if novel else proper_key(proper or brand)
    if key:
        yield ListedApproval(Listing.NOVEL if novel else Listing.CBER, key, brand, day, use, url, number)


def _product(cells: list[Tag], head: dict[str, int], seen: date | None, url: str) -> Iterator[ListedProduct]:
    if head["name"] >= len(cells):
        return
    brand, proper = _two_names(cells[head["name"]])
    if "brand" in head:  # vaccines: product name, then trade name
        brand, proper = _clean(_at(cells, head, "brand")), brand or proper
        brand = "" if brand.lower() in ("", "none", "no trade name", "n/a") else brand
    if (brand or proper) and not _NO_MEDICINE.search(f"{brand} {proper}"):
        yield ListedProduct(proper_key(proper or brand), brand, seen, url)


def _two_names(cell: Tag | None) -> tuple[str, str]:
    """Brand and proper name: in brackets, or in two lines; one line alone is the product's only name."""
    if cell is None:
        return "", ""
    lines = [_clean(line) for line in cell.get_text("\n").split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        return "", ""
    if match := _BRACKETED.match(" ".join(lines)):
        return _clean(match["brand"]), _clean(match["proper"])
    return (lines[0], " ".join(lines[1:])) if len(lines) > 1 else (lines[0], "")


def proper_key(name: str) -> str:
    """The key of a biologic by its proper name: lower case without the four-letter suffix. Names of vaccines hold
    commas and "and" ("Groups A, C, Y and W"), so that they are never taken for combinations."""
    return _SUFFIX.sub("", " ".join(name.lower().split()))


def _at(cells: list[Tag], head: dict[str, int], column: str, *, links: bool = True) -> str:
    index = head.get(column, -1)
    return _words(cells[index], links) if 0 <= index < len(cells) else ""


def _words(cell: Tag, links: bool = True) -> str:
    """A cell's text without footnote marks; without ``links`` also without "Press Release" and the like."""
    drop = {"sup"} | (set() if links else {"a"})
    texts = (
        str(text) for text in cell.find_all(string=True) if not any(p.name in drop for p in text.parents)
    )
    return " ".join(" ".join(texts).split())


def _clean(name: str) -> str:
    return " ".join(_MARKS.sub(" ", name).split())


def _day(text: str) -> date | None:
    for pattern, shapes in ((_LONG, ("%B %d, %Y",)), (_SHORT, ("%m/%d/%Y", "%m/%d/%y"))):
        if match := pattern.search(text):
            for shape in shapes:
                try:
                    return datetime.strptime(match.group(), shape).date()
                except ValueError:
                    continue
    return None
