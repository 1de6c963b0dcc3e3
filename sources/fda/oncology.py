"""FDA's page "Oncology (Cancer) / Hematologic Malignancies Approval Notifications" into facts. Pure.

Each notice is one sentence that FDA writes in the same way since 2009: "On June 22, 2022, the Food and Drug
Administration granted accelerated approval to dabrafenib (Tafinlar, Novartis) in combination with … for …".
Sentences of another shape are left out rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from language.days import days
from model.approval import Action
from model.errors import SourceError
from sources.fda.moiety import drug_key
from sources.fda.soup import soup_of

URL = (
    "https://www.fda.gov/drugs/resources-information-approved-drugs/"
    "oncology-cancerhematologic-malignancies-approval-notifications"
)
# "the FDA approved X", "FDA granted accelerated approval to X"; nothing else of FDA's acts is a grant.
_ACT = re.compile(
    r"\b(?:FDA|Food and Drug Administration(?:\s*\(FDA\))?)\s+(?:has\s+)?"
    r"(?:(?P<accelerated>granted accelerated approval (?:to|for))"
    r"|(?P<regular>granted (?:regular|traditional|full) approval (?:to|for))"
    r"|(?P<approved>approved|granted approval (?:to|for)))\s+(?:the use of\s+)?",
)
# name (Brand, Company) or name (Brand Injection, Company)
_DRUG = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9 /-]{0,150}?(?:,? and [a-z][a-z0-9-]+)?)\s*\((?P<brand>[A-Z][^,()]*),[^()]*\)"
)
_USE = re.compile(
    r"\b(?:for the (?:treatment|first-line treatment|adjuvant treatment|neoadjuvant treatment|maintenance treatment)"
    r"|for (?:adults?|pediatric|patients|children|use|women|men|treatment|newly|first)"
    r"|as (?:adjuvant|first-line|maintenance)"
    r"|in (?:adults?|pediatric|children|patients))\b"
)
_FORM = re.compile(
    r"\s+(?:tablets?|capsules?|injection|for injection|oral solution|intravenous infusion|for oral suspension)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OncologyNotice:
    """One notice: what was granted to which drug, when, for what (FDA's words)."""

    drug: str
    brand: str
    action: Action
    day: date
    use: str
    url: str = URL


def read_notices(data: bytes) -> tuple[OncologyNotice, ...]:
    """The notices of a saved page, one for each drug approved. SourceError when none can be read."""
    soup = soup_of(data)
    for link in soup.find_all(["script", "style"]):
        link.decompose()
    found: dict[OncologyNotice, None] = {}
    for block in soup.find_all(["tr", "li", "p"]):
        if block.find(["tr", "li", "p", "td"]) and block.name != "tr":
            continue
        found |= dict.fromkeys(_notice(" ".join(block.get_text(" ").split())))
    if not found:
        raise SourceError("no approval notices were found on the page")
    return tuple(found)


def _notice(text: str) -> Iterator[OncologyNotice]:
    day = _day(text)
    act = _ACT.search(text)
    if day is None or act is None:
        return
    rest = text[act.end() :].split(". ")[0]
    use = _USE.search(rest)
    if not use:
        return
    action = (
        Action.ACCELERATED if act["accelerated"] else Action.CONVERTED if act["regular"] else Action.APPROVED
    )
    if action is Action.CONVERTED and not re.search(r"accelerated approval", text, re.IGNORECASE):
        action = Action.APPROVED  # "regular approval" of a use that never was accelerated
    subject = re.split(r"\b(?:in combination with|with or without|plus|with)\b", rest[: use.start()])[0]
    for match in _DRUG.finditer(subject):
        words = rest[match.end() :].strip(" .,")  # with its partners: "in combination with … for …"
        name = _FORM.sub("", re.sub(r"^(?:and|the)\s+", "", match["name"].strip()))
        key = drug_key(name)
        if key:
            yield OncologyNotice(key, _FORM.sub("", match["brand"]).strip(" ®™"), action, day, words)


def _day(text: str) -> date | None:
    """The first day that a notice names to the day."""
    return next((d.date.earliest() for d in days(text) if d.date and d.date.day), None)
