"""FDA's lists of accelerated approvals — ongoing, verified, withdrawn — into rows. Pure.

The lists are tables on fda.gov (Drugs > Resources for Information | Approved Drugs, and the Accelerated
Approval Program's pages for other diseases): drug name "Brand (generic)", indication, accelerated approval
date, and the date of the outcome. Column heads carry footnote numbers; dates are month/day/year. A
tab-separated file with columns of the same words is read as well.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime

from bs4 import Tag

from model.errors import SourceError
from sources.fda.facts import AcceleratedApproval, AcceleratedList
from sources.fda.moiety import drug_key
from sources.fda.soup import soup_of

_ROOT = "https://www.fda.gov/drugs/resources-information-approved-drugs"
URLS = {
    AcceleratedList.ONGOING: f"{_ROOT}/ongoing-cancer-accelerated-approvals",
    AcceleratedList.VERIFIED: f"{_ROOT}/verified-clinical-benefit-cancer-accelerated-approvals",
    AcceleratedList.WITHDRAWN: f"{_ROOT}/withdrawn-cancer-accelerated-approvals",
}
# The fourth list (supportive care, doses, forms) says of each row in words what became of it.
OTHER_URL = f"{_ROOT}/other-cancer-accelerated-approvals"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})|(\d{4})-(\d{2})-(\d{2})")
_NAME = re.compile(r"(?P<brand>[^()]+)\((?P<generic>[^()]+(?:\([^()]*\)[^()]*)?)\)")
_ONE_DIGIT = re.compile(r"(?<=\D)\d\Z")  # a footnote's number behind a brand
_FOOTNOTE = re.compile(r"\s*+\d++\s*+$")


def read_lists(data: bytes, name: str = "") -> tuple[AcceleratedApproval, ...]:
    """The rows of one saved page or tab-separated file. ``name`` is the file's name, which may say which list
    it is when the page does not. SourceError when there is no such table in it."""
    text = data.decode("utf-8-sig", "replace")
    rows = _from_html(text, name) if "<" in text[:2000] else _from_tsv(text, name)
    if not rows:
        raise SourceError(f"{name or 'the page'}: no table of accelerated approvals was found")
    return tuple(dict.fromkeys(rows))


def _from_html(text: str, name: str) -> list[AcceleratedApproval]:
    soup = soup_of(text)
    link = soup.find("link", rel="canonical")
    canonical = str(link.get("href") or "") if isinstance(link, Tag) else ""
    titles = " ".join(t.get_text(" ") for t in soup.find_all(["title", "h1"]))
    page = _which(f"{titles} {canonical} {name}")
    rows: list[AcceleratedApproval] = []
    for table in soup.find_all("table"):
        lines = [[_cell(cell) for cell in tr.find_all(["th", "td"])] for tr in table.find_all("tr")]
        lines = [line for line in lines if line]
        head = _columns(lines[0]) if lines else None
        if head is None:
            continue
        listed = _which(_caption(table)) or _by_head(lines[0]) or page
        if listed is None and "status" not in head:
            continue
        for line in lines[1:]:
            listed_row = listed if "status" not in head else _by_status(line, head["status"])
            row = _row(line, head, listed_row, canonical or URLS[listed_row]) if listed_row else None
            if row:
                rows.append(row)
    return rows


def _cell(cell: Tag) -> str:
    for mark in cell.find_all("sup"):
        mark.decompose()  # a footnote's number would become part of a name or date
    return " ".join(cell.get_text(" ").split())


def _caption(table: Tag) -> str:
    caption = table.find("caption")
    return caption.get_text(" ") if isinstance(caption, Tag) else ""


def _from_tsv(text: str, name: str) -> list[AcceleratedApproval]:
    try:
        rows_of_text = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        lines = [line for line in rows_of_text if line]
    except csv.Error as error:  # a cell of more than 131,072 characters
        raise SourceError(f"{name or 'the page'}: no table could be read ({error})") from None
    head = _columns(lines[0]) if lines else None
    if head is None:
        return []
    which = next((i for i, column in enumerate(lines[0]) if column.strip().lower() == "list"), None)
    page = _which(name)
    rows = []
    for line in lines[1:]:
        listed = _which(line[which]) if which is not None and which < len(line) else page
        row = _row(line, head, listed, URLS[listed]) if listed else None
        if row:
            rows.append(row)
    return rows


def _which(text: str) -> AcceleratedList | None:
    words = text.lower()
    if "withdrawn" in words:
        return AcceleratedList.WITHDRAWN
    if "verified" in words or "converted" in words:
        return AcceleratedList.VERIFIED
    return AcceleratedList.ONGOING if "ongoing" in words else None


def _by_head(head: list[str]) -> AcceleratedList | None:
    words = " | ".join(head).lower()
    if "projected completion" in words:
        return AcceleratedList.ONGOING
    if "traditional approval" in words:
        return AcceleratedList.VERIFIED
    return AcceleratedList.WITHDRAWN if re.search(r"\|\s*(?:date of )?withdrawal", words) else None


def _by_status(line: list[str], index: int) -> AcceleratedList | None:
    """What a row's own words say: "Traditional Approval Granted (12/16/2022)", "Withdrawn (12/8/2021)"."""
    words = line[index].lower() if index < len(line) else ""
    if "traditional approval" in words:
        return AcceleratedList.VERIFIED
    return _which(words) or (AcceleratedList.ONGOING if words else None)


def _columns(head: list[str]) -> dict[str, int] | None:
    """Which column holds what, by the words of its head; None when it is another table."""
    found: dict[str, int] = {}
    for index, raw in enumerate(head):
        words = _FOOTNOTE.sub("", raw.replace("_", " ")).lower()
        if "projected" in words or "requirement" in words or "pmr" in words.split():
            continue
        if "indication" in words:
            found.setdefault("use", index)
        elif "status" in words.split():
            found.setdefault("status", index)
        elif re.search(r"\b(?:withdrawal|conversion|traditional|full approval|verified|outcome)\b", words):
            found.setdefault("outcome", index)
        elif "date" in words and ("accelerated" in words or words.startswith("aa")):
            found.setdefault("granted", index)
        elif "drug" in words or "product" in words:
            found.setdefault("drug", index)
    return found if {"drug", "use", "granted"} <= found.keys() else None


def _row(
    line: list[str], head: dict[str, int], listed: AcceleratedList, url: str
) -> AcceleratedApproval | None:
    def at(column: str) -> str:
        index = head.get(column, -1)
        return line[index].strip() if 0 <= index < len(line) else ""

    brand, drug = names(at("drug"))
    use = at("use")
    granted = _day(at("granted"))
    if not drug or not use or granted is None:
        return None
    outcome = None if listed is AcceleratedList.ONGOING else _day(at("outcome") or at("status"))
    if outcome and outcome < granted:
        return None  # a row whose columns are mixed up is no fact
    return AcceleratedApproval(listed, drug, brand, use, granted, outcome, url)


def names(text: str) -> tuple[str, str]:
    """Brand and drug key from "Ukoniq (umbralisib)"; a name without brackets is the drug's own."""
    match = _NAME.match(" ".join(text.split()))
    if match:
        brand = _ONE_DIGIT.sub("", match["brand"].strip())
        return brand.strip(" ®™"), drug_key(match["generic"])
    plain = _FOOTNOTE.sub("", text).strip()
    return plain, drug_key(plain)


def _day(text: str) -> date | None:
    match = _DATE.search(text)
    if not match:
        return None
    try:
        if match[4]:
            return date(int(match[4]), int(match[5]), int(match[6]))
        pattern = "%m/%d/%Y" if len(match[3]) == 4 else "%m/%d/%y"
        return datetime.strptime(match.group(), pattern).date()
    except ValueError:
        return None
