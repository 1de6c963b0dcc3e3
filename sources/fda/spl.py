"""A Structured Product Label (SPL, HL7 v3 XML, as DailyMed gives it) into a Label.

Sections by LOINC code (https://www.fda.gov/industry/structured-product-labeling-resources): 34067-9 indications
and usage, 34066-1 boxed warning. Only the full prescribing information counts, not its Highlights.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import defusedxml
import defusedxml.ElementTree

from model.digits import whole_number
from model.errors import SourceError
from model.identifiers import ApplicationNumber, NotAnIdentifier
from sources.fda.facts import Label
from sources.fda.moiety import ingredient_keys
from sources.fda.records import day

_V3 = "{urn:hl7-org:v3}"
INDICATIONS = "34067-9"
BOXED_WARNING = "34066-1"
_SPACE = re.compile(r"\s+")
# Elements after which a text goes on in a new line or item.
_BREAKS = frozenset({"paragraph", "item", "br", "title", "tr", "list", "caption", "section"})


def read_spl(data: bytes) -> Label:
    """Read one SPL document, gzipped or not. SourceError when it is not one.

    ``drugs`` come from the products' generic names, ``applications`` from their approvals (NDA, BLA, ANDA).
    """
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as err:
            raise SourceError(f"the label could not be unpacked: {err}") from err
    try:
        root = defusedxml.ElementTree.fromstring(data)
    except (defusedxml.ElementTree.ParseError, defusedxml.DefusedXmlException, ValueError) as err:
        raise SourceError(f"not a readable SPL document: {err}") from err
    if root.tag != f"{_V3}document":
        raise SourceError(f"not an SPL document: its root is {root.tag!r}")
    effective = day(_attribute(root, "effectiveTime", "value"))
    set_id = _attribute(root, "setId", "root")
    if effective is None or not set_id:
        raise SourceError("an SPL document without set id or effective time")
    applications = tuple(dict.fromkeys(_applications(root)))
    version = _attribute(root, "versionNumber", "value")
    return Label(
        set_id.lower(),
        effective,
        applications,
        tuple(dict.fromkeys(_drugs(root, any(n.value.startswith("BLA") for n in applications)))),
        tuple(dict.fromkeys(_brands(root))),
        _section(root, INDICATIONS),
        _section(root, BOXED_WARNING),
        version=whole_number(version) or 0,
    )


def _attribute(root: Element, tag: str, name: str) -> str:
    found = root.find(f"{_V3}{tag}")
    return found.get(name, "") if found is not None else ""


def _applications(root: Element) -> Iterator[ApplicationNumber]:
    for approval in root.iter(f"{_V3}approval"):
        found = approval.find(f"{_V3}id")
        try:
            yield ApplicationNumber((found.get("extension", "") if found is not None else "").upper().strip())
        except NotAnIdentifier:
            continue  # unapproved drugs and OTC monographs have other words here


def _products(root: Element) -> Iterator[Element]:
    for product in root.iter(f"{_V3}manufacturedProduct"):
        if product.find(f"{_V3}name") is not None:
            yield product


def _brands(root: Element) -> Iterator[str]:
    for product in _products(root):
        if name := _text(product.find(f"{_V3}name")):
            yield name


def _drugs(root: Element, biologic: bool) -> Iterator[str]:
    for product in _products(root):
        generic = product.find(f"{_V3}asEntityWithGeneric/{_V3}genericMedicine/{_V3}name")
        keys, _ = ingredient_keys(_text(generic), biologic)
        if keys:
            yield " / ".join(keys)


def _section(root: Element, loinc: str) -> str:
    """Texts of the section and its subsections, one line per paragraph or item."""
    parts = []
    for section in root.iter(f"{_V3}section"):
        code = section.find(f"{_V3}code")
        if code is not None and code.get("code") == loinc:
            parts.append("".join(_words(section)))
    lines = [_SPACE.sub(" ", line).strip() for part in parts for line in part.split("\n")]
    return "\n".join(line for line in lines if line)


def _words(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(_V3) if isinstance(element.tag, str) else ""
    if name in ("excerpt", "id", "code", "effectiveTime"):
        return  # <excerpt> repeats the section in the Highlights' words
    if name in _BREAKS:
        yield "\n• " if name == "item" else "\n"
    if element.text:
        yield _SPACE.sub(" ", element.text)
    for child in element:
        yield from _words(child)
        if child.tail:
            yield _SPACE.sub(" ", child.tail)
    if name in _BREAKS:
        yield "\n"


def _text(element: Element | None) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip() if element is not None else ""
