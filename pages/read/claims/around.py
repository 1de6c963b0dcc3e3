"""The page around a statement, as the makers of a claim need it."""

from __future__ import annotations

from dataclasses import dataclass

from language.names import Names
from model.lexicon import Lexicon
from pages.read.claims.context import Context
from pages.read.layout import Layout


@dataclass(frozen=True, slots=True)
class Around:
    """One page with the names that are known and what its words are about."""

    layout: Layout
    lexicon: Lexicon
    names: Names
    context: Context
