"""PubMed's own bulk files (baseline and update, ``.xml`` or ``.xml.gz``) as a stream of records. Memory stays flat."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from lxml import etree

from model.digits import whole_number
from model.errors import SnapshotError
from model.identifiers import PMID
from model.literature import Work
from sources.pubmed import fields
from sources.pubmed.elements import Element, work_of
from sources.pubmed.strength import strength

_NUMBERED = re.compile(r"n(\d{4,})\.xml(?:\.gz)?$")
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_DELETIONS = ("DeleteCitation", "DeletedCitation")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file. ``version`` is the PMID's, ``revised`` its DateRevised as YYYYMMDD (0: none).

    ``cites`` are the PMIDs that it cites, kept only where the record is evidence that counts (``strength``).
    """

    work: Work
    version: int
    revised: int
    cites: tuple[PMID, ...] = ()


@dataclass(frozen=True, slots=True)
class Deletion:
    """PubMed took this record back."""

    pmid: PMID


def file_number(path: Path) -> int:
    """A file's place in NLM's series (``pubmed26n1298.xml.gz`` is 1298); 0 for other files."""
    match = _NUMBERED.search(path.name)
    return int(match.group(1)) if match else 0


def read_file(path: Path) -> Iterator[Record | Deletion]:
    """The records and deletions of one file, in its order. Raises SnapshotError, naming the file, when it is
    missing, cut off, or not PubMed XML."""
    try:
        with _open(path) as stream:
            yield from _read(stream, path)
    except (OSError, EOFError, zlib.error) as error:
        raise SnapshotError(f"{path}: cannot be read to its end ({error})") from None
    except etree.XMLSyntaxError as error:
        raise SnapshotError(f"{path}: not well-formed XML ({error.msg})") from None


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        if not packed:
            yield stream
            return
        with gzip.open(stream, "rb") as unpacked:
            yield cast(IO[bytes], unpacked)


def _read(stream: IO[bytes], path: Path) -> Iterator[Record | Deletion]:
    # Entities are neither resolved nor loaded; ``huge_tree`` lifts limits that real files pass.
    events = etree.iterparse(
        stream, tag=(*_RECORDS, *_DELETIONS), resolve_entities=False, no_network=True, huge_tree=True
    )
    seen = False
    for _event, element in events:
        parent = element.getparent()
        if element.tag == "MedlineCitation" and parent is not None and parent.tag == "PubmedArticle":
            continue
        seen = True
        if element.tag in _DELETIONS:
            for gone in element.iterfind("PMID"):
                if pmid := fields.pmid_of(gone.text or ""):
                    yield Deletion(pmid)
        elif (record := _record(element)) is not None:
            yield record
        # Free what was read, and the empty shells before it.
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    if (
        not seen
        and events.root is not None
        and events.root.tag not in ("PubmedArticleSet", "MedlineCitationSet")
    ):
        raise SnapshotError(f"{path}: not a PubMed file, its root is <{events.root.tag}>")


def _record(element: Element) -> Record | None:
    work = work_of(element)
    if work is None or work.pmid is None:
        return None
    citation = element if element.tag == "MedlineCitation" else element.find("MedlineCitation")
    own = element.find(".//PMID")
    version = int(own.get("Version") or 1) if own is not None else 1
    cites = _cited(element) if strength(work.types) is not None else ()
    return Record(work, version, 0 if citation is None else _revised(citation), cites)


def _revised(citation: Element) -> int:
    parts = [citation.findtext(f"DateRevised/{name}") or "0" for name in ("Year", "Month", "Day")]
    return whole_number("".join(part.zfill(2) for part in parts)) or 0


def _cited(element: Element) -> tuple[PMID, ...]:
    """Reference lists of today, and the Cites ties of files before 2019."""
    values = [
        i.text or ""
        for i in element.iterfind("PubmedData/ReferenceList//ArticleId")
        if i.get("IdType") == "pubmed"
    ]
    for tie in element.iter("CommentsCorrections"):
        if tie.get("RefType") == "Cites":
            values.append(tie.findtext("PMID") or "")
    found = (fields.pmid_of(value) for value in values)
    return tuple(dict.fromkeys(p for p in found if p))
