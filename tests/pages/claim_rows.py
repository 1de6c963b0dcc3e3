"""Helpers for the tests of claims: a text read with the lexicon that ships, and its claims in few words."""

from __future__ import annotations

from functools import cache

from model.claim import Claim
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Document
from pages.read.claims import read_claims
from pages.read.layout import Layout, read_layout
from sources.snapshot.starter import load_starter

URL = "https://example.org/health/page"


@cache
def lexicon() -> Lexicon:
    """The names that ship."""
    return load_starter().lexicon


def layout(markdown: str) -> Layout:
    """A page of Markdown ("# Title", "## Part", "- item")."""
    return read_layout(Document(URL, markdown.encode(), "text/markdown; charset=utf-8"))


def claims(markdown: str) -> tuple[Claim, ...]:
    """All claims, whatever their mood and agency; each is held to the law of quotes."""
    page = layout(markdown)
    found = read_claims(page, lexicon())
    for claim in found:
        quote = claim.sentence.of(page.text)
        assert quote
        assert quote == quote.strip()
        assert quote in page.text
    return tuple(c for c in found if not c.faint)


def put_forward(markdown: str) -> tuple[Claim, ...]:
    """The claims that are judged: asserted, and of the FDA."""
    return tuple(c for c in claims(markdown) if c.mode == "asserted" and c.agency == "FDA")


def signs(markdown: str) -> tuple[Claim, ...]:
    """The signs beside names, which are no claims before the record bears them out."""
    return tuple(c for c in read_claims(layout(markdown), lexicon()) if c.faint)


def status(claim: Claim) -> str:
    """ "not_approved"; what is denied of another status: "no generic"."""
    return f"{'no ' if claim.negated else ''}{claim.status.name.lower()}"


def subject(claim: Claim) -> str:
    """The class, or the drugs joined by "; " (" + " for a combination), or "any"."""
    who = claim.subject
    if who.drug_class:
        less = f" less {'; '.join(who.excluding)}" if who.excluding else ""
        return who.drug_class + less
    return (" + " if who.together else "; ").join(who.drugs) or "any"


def use(indication: Indication) -> str:
    """ "breast cancer, metastatic, first line, her2+, adults"."""
    parts = (
        indication.condition,
        indication.stage,
        indication.setting,
        *sorted(indication.biomarkers),
        indication.population,
    )
    return ", ".join(filter(None, parts))


def said(markdown: str) -> list[str]:
    """The claims put forward as "subject: status", in order."""
    return [f"{subject(c)}: {status(c)}" for c in put_forward(markdown)]
