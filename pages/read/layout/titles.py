"""Which of a page's headings is its title."""

from __future__ import annotations

import re

from model.page import Section
from pages.read.layout.head import Head

#: A heading is the page's title when it holds this share of the words that the head gives as title (half of it when
#: the head names all of its words), and this share of its own words is among them.
TITLE_SHARE = 0.5
TITLE_OWN = 0.6
#: A title that was cut holds at least this much (characters) of the heading.
LONG_START = 20
#: What goes on to say what a page tells of its subject, and is no site's name: "Finerenone (Kerendia): uses and dose".
_GOES_ON = (" (", ":", ",")
_CUT = re.compile(r"\.\.\.|…")
_WORD = re.compile(r"[^\W_]+")


def title_of(head: Head, sections: tuple[Section, ...], text: str) -> str:
    """The article's heading: the one that the head names, not the site's or the section's above it."""
    named = [*dict.fromkeys(t for t in (head.title, head.headline, *head.metas.get("og:title", ())[:1]) if t)]
    tops = [s for s in sections if s.level == 1]
    for found in (tops, [s for s in sections if s.level != 1]):
        best = max(found, key=lambda s: (_likeness(s.heading, named), -s.index), default=None)
        if best is not None and _likeness(best.heading, named) > 0:
            return best.heading
    if tops:
        # a template's own h1 heads nothing: the article's has text under it
        with_text = [s for s in tops if len(s.body.of(text).strip()) > len(s.heading)]
        return (with_text if len(tops) > 1 and with_text else tops)[0].heading
    return head.title or next((s.heading for s in sections), "")


def _likeness(heading: str, named: list[str]) -> float:
    """How much of a title a heading holds, 0 when it is another."""
    folded = " ".join(heading.lower().split())
    for title in named:
        cut = _CUT.split(" ".join(title.lower().split()))[0].strip()
        if len(cut) >= LONG_START and len(cut) < len(title) and folded.startswith(cut):
            return 1.0  # a title that was cut: "Use of a long na... - Site"
        if folded and cut.startswith(tuple(folded + mark for mark in _GOES_ON)):
            return 1.0
    own = {word.lower() for word in _WORD.findall(heading)}
    best = 0.0
    for title in named:
        words = {word.lower() for word in _WORD.findall(title)}
        shared = len(own & words)
        enough = TITLE_SHARE if shared < len(own) else TITLE_SHARE / 2
        if own and words and shared >= TITLE_OWN * len(own) and shared >= enough * len(words):
            best = max(best, shared / len(words))
    return best
