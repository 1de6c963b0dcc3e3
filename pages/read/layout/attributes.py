"""The tags of a page without more attributes than any page has.

libxml2 compares the attributes of one element with each other: 100,000 of them take minutes, in which nothing can stop
it. So the tags are found as browsers and libxml2 find them (WHATWG HTML, section 13.2.5): a bracket in a value, a
comment or a script is none of a tag.
"""

from __future__ import annotations

import re
from itertools import islice

#: No page has so many in one element; those beyond are left out.
MOST_ATTRIBUTES = 500
# So many of a name and a blank each are longer than this (bytes).
_LONG_TAG = 2 * MOST_ATTRIBUTES
# What is never closed goes on to the end, and is looked for once.
_ATTRIBUTE = rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_REST = rb"(?:[\s/]*+" + _ATTRIBUTE + rb")*+[\s/]*+"
# Only names ignore case, and no class of characters: of those that do, each byte costs a look-up.
_TOKEN = re.compile(
    rb"<(?:!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+)|[!?][^>]*+"
    rb"|(?P<raw>(?i:script|style|textarea|title|xmp|iframe|noembed|noframes))(?=[\s/>])(?P<its>"
    + _REST
    + rb")>[^<]*+(?:<(?!/(?i:(?P=raw))[\s/>])[^<]*+)*+|/?[a-zA-Z][^\s/>]*+(?P<rest>"
    + _REST
    + rb"))"
)
# Within a comment of a script, a script of its own may begin and end without ending the outer one (13.2.5.15 to 31).
_MARKS = re.compile(rb"<!--|-->|</?script(?=[\s/>])", re.IGNORECASE)


def shortened(data: bytes) -> bytes:
    """The page with the attributes beyond ``MOST_ATTRIBUTES`` of an element left out."""
    kept, at, pos = [], 0, 0
    while (token := _TOKEN.search(data, pos)) is not None:
        pos = token.end()
        if (token["raw"] or b"").lower() == b"script" and b"<!--" in token[0]:
            pos = _script_end(data, token.end("its"))
        if token.end() - token.start() < _LONG_TAG:
            continue
        for part in ("its", "rest"):
            start, end = token.span(part)
            if end - start < _LONG_TAG:
                continue
            last = next(islice(_ATTRIBUTES.finditer(data, start, end), MOST_ATTRIBUTES - 1, None), None)
            if last is not None:
                kept.append(data[at : last.end()])
                at = end
    return b"".join((*kept, data[at:])) if kept else data


def _script_end(data: bytes, at: int) -> int:
    """Where the script ends whose text begins at ``at``."""
    in_comment = in_inner = False
    while (mark := _MARKS.search(data, at)) is not None:
        at = mark.end()
        if mark[0] == b"<!--":
            in_comment, at = True, at - 2  # its dashes end it, too: "<!-->"
        elif mark[0] == b"-->":
            in_comment = in_inner = False
        elif not mark[0].startswith(b"</"):
            in_inner = in_comment
        elif in_inner:
            in_inner = False
        else:
            return at
    return len(data)
