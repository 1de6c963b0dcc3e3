"""One entry that holds several papers: "(a) ... (b) ...", "...; see also ...", two entries that ran together."""

from __future__ import annotations

import re

from pages.read.references.leads import NAMED
from pages.read.references.parts import parse_reference
from pages.read.references.signs import LONGEST_ENTRY
from pages.read.references.text import fold

# A place in print: one for each paper, so an entry with fewer than two holds one.
_PLACE = re.compile(
    r"(?:19|20)\d\d[^;:]{0,14};\s?\d{1,4}[^:;]{0,20}:\s?\w{0,4}\d|\d{1,4}\s?(?:\([^()]{1,20}\))?\s?[:,]\s?(?:pp?\.?\s?)?"
    r"[A-Za-z]{0,2}\d+\s?-\s?[A-Za-z]?\d+|\d{1,4}\s?\([^()]{1,20}\)\s?[:,]\s?\w{0,3}\d|\bCD\d{6}\b"
)
# What stands between two papers of one entry: a letter, a number, or a few words without a name or a number in them
# ("see also", "e", "Siehe auch:", "and its sequel,").
_LETTER = r"\(?[a-h]\)\s*|[b-h]\.\s+|\(?(?:i{1,3}|iv|v|vi{0,2})\)\s*"
_WORDS = r"[^\W\d_][^\W\d_-]{0,11}(?:-[a-zß-ÿ]{1,9})?\.?(?:\s[a-zß-ÿ]{1,12}\.?){0,3}\s?[,:]?\s+"
# ... or more of them, in a note that tells of both: ", and the last is", ". It was upheld by".
_PROSE = r"[^\W\d_][^\d;:()\[\]\n]{2,70}?[a-zß-ÿ]{2}[,:]?\s+"
# The new paper begins with its authors: "Smith AB, ...", "Smith, A. B.", or a group.
_GROUP = (
    r"(?:Group|Investigators|Collaborat(?:ors|ion)|Consortium|Committee|Team|Society|Organization|Force)\b"
)
_JOINT = re.compile(
    r"(?<=[\w.)\]”\"’/])(?:[;.,]?\s+[-/|+&•]\s+|\s*[;.,]\s*|\s+)"
    rf"(?:{_LETTER}|\[\d{{1,3}}\]\s*|\(?\d{{1,3}}[.)]\s+|(?<=[;.|/+&•-]\s)|(?P<word>[(\[]?{_WORDS}|{_PROSE}))"
    rf"(?=[\"“]?{NAMED}|[A-ZÀ-Þ][^.;:]{{0,80}}\b{_GROUP})"
)
_FIRST_LABEL = re.compile(r"\s*(?:\(?a\)|\(?1\)|\(?i\)|a\.)\s*(?=[A-ZÀ-Þ\"“])")
_AUTHORS = re.compile(NAMED)
# Notes of PubMed and of journals about the same paper are no second paper.
_ABOUT = re.compile(
    r"\b(?:erratum|errata|corrigendum|correction|comment|retraction|expression of concern|update|summary for patients|"
    r"republished|reprinted|discussion|author reply|reply|quiz|in|translated|originally)\b",
    re.IGNORECASE,
)
# A paper's last word is its page, an identifier, an address or a remark in brackets.
_ENDS = re.compile(r"(?:\d\S*+|[)\]]|//\S++)[.;,\s]*+\Z")
_LAST_WORD = 80


def papers_in(text: str) -> list[tuple[int, int]]:
    """The ranges of ``text`` (one entry on one line) that are a paper each; one range for nearly all entries.

    A place is divided only where what stands before it and what follows are both whole: authors, a year and a
    place in a journal on either side.
    """
    flat = fold(text)
    lead = _FIRST_LABEL.match(flat)
    start = lead.end() if lead else 0
    if len(_PLACE.findall(flat)) < 2:
        return [(start if lead and _AUTHORS.match(flat, start) else 0, len(text))]
    found: list[tuple[int, int]] = []
    for joint in _JOINT.finditer(flat):
        end, begin = joint.start(), joint.end()
        if end <= start or _ABOUT.match(flat, begin):
            continue
        if _ABOUT.search(joint["word"] or "") or not _ENDS.search(flat, max(start, end - _LAST_WORD), end):
            continue
        if _is_whole(text[start:end]) and _is_whole(text[begin : begin + LONGEST_ENTRY]):
            found.append((start, end))
            start = begin
    if not found:
        return [(0, len(text))]
    return [*found, (start, len(text))]


def _is_whole(text: str) -> bool:
    """Authors, a year, and a volume with a page in a named journal; no paper takes more characters than an entry."""
    if len(text) > LONGEST_ENTRY or len(_PLACE.findall(fold(text))) < 1:
        return False
    _kind, parts = parse_reference(text)
    return bool(
        parts.authors and parts.year and parts.journal and (parts.volume or parts.issue) and parts.first_page
    )
