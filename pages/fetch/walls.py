"""Walls: what is sent in a page's place. They are data (``walls.toml``); here is how a page is held against them.

A wall has nothing to read behind it. So a phrase in a title or heading that can mean nothing else ("page not found")
is enough; one that a page of its own could have too ("Coming soon: a vaccine", "please log in" beside the text) only
counts where no running text is left that speaks of anything but the site itself, or where title, heading and text
all say it. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from model.visit import VisitState

# Elements whose words are no running text: menus and what stands beside it. What a browser does not show is left
# out whole.
_FURNITURE = frozenset({"nav", "footer", "aside", "dialog", "select", "iframe", "object", "svg", "a"})
# So are these, but for a text of a paragraph's length: whole pages stand in one form, and some in a header or button
# that was never closed.
_FRAMES = frozenset({"header", "form", "button", "label"})
_PARAGRAPH_WORDS = 12
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_INLINE = frozenset(
    """a abbr b bdi cite code em font i kbd mark q s small span strong sub sup time u wbr""".split()  # noqa: SIM905
)
_TEXT = etree.XPath("string()")
_QUOTES = str.maketrans("‘’“”…", "''\"\"\0")
_TITLE_PARTS = re.compile(r"\s++[|·•»›:–—-]\s+|\s*+[|»]\s*|:\s")
_SENTENCE_ENDS = re.compile(r"[.!?。]\s+|\n")
# More running text than any wall's: no need to count on.
_ENOUGH = 125
# Sentences of so many words and more, and so many words in them, are something to read.
_SENTENCE_WORDS, _CONTENT_WORDS = 5, 10
# Headings that may say what a page is: the first ones.
_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Running:
    """The beginning of a page's text. ``words``: of running text, ``all_words``: with menus and links, both counted to
    ``_ENOUGH`` running words. ``text``: all that is seen, in plain form, without links, and ``tells``: sentences of the
    running text speak of something else than the site; neither is looked at where there are ``_ENOUGH`` words."""

    text: str
    words: int
    all_words: int
    tells: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """One row of ``walls.toml``."""

    state: VisitState
    reason: str
    most_words: int
    heads: tuple[str, ...]
    says: tuple[str, ...]
    examples: tuple[str, ...]
    not_these: tuple[str, ...]

    def fits(self, title: tuple[str, ...], headings: tuple[str, ...], running: Running) -> bool:
        """Whether a page with this title, these headings (in their parts) and this text is one of these."""
        if running.words > self.most_words:
            return False
        heads = (*title, *headings)
        if any(wanted[0] not in "=^" and wanted in head for wanted in self.heads for head in heads):
            return True
        said = any(said in running.text for said in self.says)
        if said and self._names(title) and (self._names(headings) or not headings):
            return True
        also = any(wanted in running.text for wanted in self.heads)
        return not running.tells and (said or also or self._names(heads))

    def _names(self, heads: tuple[str, ...]) -> bool:
        return any(_is_or_begins(head, wanted) for wanted in self.heads for head in heads)


@cache
def walls() -> tuple[Wall, ...]:
    """All rows of ``walls.toml``."""
    return tuple(
        Wall(
            VisitState(row["state"]),
            row["reason"],
            row["most_words"],
            *(tuple(row[key]) for key in ("heads", "says", "examples", "not_these")),
        )
        for row in _data()["wall"]
    )


def wall_of(title: str, headings: Iterable[etree._Element], running: Running) -> tuple[VisitState, str]:
    """Which wall a page is, and why; FETCHED for one that is none."""
    if running.words >= _ENOUGH:
        return VisitState.FETCHED, ""
    said = (text_of(e) for e in list(headings)[:_HEADINGS] if not _is_beside(e))
    of_title, of_headings = _parts(title), tuple(part for one in said for part in _parts(one))
    for wall in walls():
        if wall.fits(of_title, of_headings, running):
            return wall.state, wall.reason
    return VisitState.FETCHED, ""


def _parts(head: str) -> tuple[str, ...]:
    """A title or heading in plain form: whole, and each part of it."""
    return tuple(dict.fromkeys((plain(head), *map(plain, _TITLE_PARTS.split(head))))) if head else ()


def running_text(tree: etree._Element) -> Running:
    """The beginning of a page's text."""
    seen: list[str] = []
    running: list[str] = []
    words = all_words = 0

    def take(text: str | None, furniture: bool, frame: bool, link: bool = False) -> None:
        nonlocal words, all_words
        count = len(text.split()) if text else 0
        if not text or not count:
            return
        all_words += count
        if not link:
            seen.append(text)
        if not furniture and (not frame or count >= _PARAGRAPH_WORDS):
            words += count
            running.append(text)

    # (element, beside the running text, in a frame): an own stack, since a page may be nested as deep as it likes
    stack: list[tuple[etree._Element, bool, bool]] = [(tree, False, False)]
    while stack and words < _ENOUGH:
        element, furniture, frame = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag not in _INLINE:
            running.append("\n")
        if tag and tag not in _UNSEEN:
            inner, framed = furniture or tag in _FURNITURE, frame or tag in _FRAMES
            take(element.text, inner, framed, link=tag == "a")
            stack.extend((child, inner, framed) for child in reversed(element))
        if element is not tree:
            take(element.tail, furniture, frame)
    if words >= _ENOUGH:  # no wall: what it says is not asked any more
        return Running("", words, all_words, True)
    return Running(plain(" ".join(seen)[:20_000]), words, all_words, _tells("".join(running)))


def text_of(element: etree._Element) -> str:
    """All text in an element, as it stands there."""
    return str(_TEXT(element))


def plain(text: str) -> str:
    """In the form of ``walls.toml``: lower case, single blanks, plain quotes."""
    return " ".join(text.translate(_QUOTES).replace("\0", "...").lower().split())


def _tells(text: str) -> bool:
    """Whether there are sentences that speak of something else than the site."""
    total = 0
    for sentence in _SENTENCE_ENDS.split(text.translate(_QUOTES).lower()):
        words = re.findall(r"[^\W_]+(?:'\w+)?", sentence)
        if len(words) >= _SENTENCE_WORDS and _of_the_site().isdisjoint(words):
            total += len(words)
    return total >= _CONTENT_WORDS


@cache
def _of_the_site() -> frozenset[str]:
    return frozenset(_data()["of_the_site"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "walls.toml").read_text("utf-8"))


def _is_beside(element: etree._Element) -> bool:
    return any(above.tag in _FURNITURE for above in element.iterancestors())


def _is_or_begins(head: str, wanted: str) -> bool:
    if wanted[0] == "=":
        return head.rstrip(" .!") == wanted[1:].rstrip(" .!")
    return wanted[0] == "^" and head.startswith(wanted[1:])


__all__ = ["Running", "Wall", "plain", "running_text", "text_of", "wall_of", "walls"]
