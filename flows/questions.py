"""What has to be asked of the sources for a set of pages: each distinct question once."""

from __future__ import annotations

from collections.abc import Iterable

from checks import Check, all_of
from model.evidence import Questions
from model.lexicon import Lexicon
from model.page import Page

__all__ = ["Questions", "questions_of"]


def questions_of(pages: Iterable[Page], checks: Iterable[Check], lexicon: Lexicon) -> Questions:
    """What the checks ask on all pages, and no more."""
    asks = tuple(dict.fromkeys(check.asks for check in checks))
    return all_of(ask(page, lexicon) for page in pages for ask in asks)
