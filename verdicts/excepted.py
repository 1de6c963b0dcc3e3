"""Drugs that a denial excepts ("no oral drug ... besides fingolimod"), where the reader left them among its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from language.names import Kind, fold, names_of
from model.claim import Claim, Exclusivity
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.scope import narrowing

_EXCEPT = re.compile(
    r"(?:,? ?(?:other than|apart from|aside from|besides?|beyond|except(?:ing|ed)?(?: for)?|save(?: for)?|but(?: for)?|"
    r"in addition to|outside(?: of)?)) (?=\w)"
)
# Between two names, and beside them.
_BETWEEN = re.compile(r"(?:[\s,()/&]|\b(?:and|or|the|drugs?|medicines?|generic|brand)\b)*")

_PRODUCTS = re.compile(r"\b(?:products?|preparations?|salts?|formulations?|versions?|forms?)\b")


def as_excepting(claim: Claim, lexicon: Lexicon) -> Claim:
    """The claim with the drugs that its unread words except among ``Subject.excluding``; of a class all its members.
    Words that hold anything beside the names stay unread."""
    if claim.exclusivity is not Exclusivity.NO_DRUG:
        return claim
    found: list[str] = []

    def rest(unread: tuple[str, ...]) -> tuple[str, ...]:
        kept = []
        for words in unread:
            excepted = tuple(_excepted(words, lexicon))
            found.extend(excepted)
            kept += [] if excepted else [words]
        return tuple(kept)

    def of_use(use: Indication) -> Indication:
        return replace(use, unread=rest(use.unread))

    use, *also = (of_use(u) for u in (claim.indication, *claim.also))
    unread = rest(claim.unread)
    if not found:
        return claim
    excluding = tuple(dict.fromkeys((*claim.subject.excluding, *found)))
    subject = replace(claim.subject, excluding=excluding)
    return replace(claim, subject=subject, indication=use, also=tuple(also), unread=unread)


def _excepted(words: str, lexicon: Lexicon) -> Iterator[str]:
    folded = fold(words)
    lead = _EXCEPT.match(folded)
    mentions = names_of(lexicon).find(words, folded) if lead else []
    at = lead.end() if lead else 0
    keys: list[str] = []
    for mention in mentions:
        if mention.kind not in (Kind.DRUG, Kind.CLASS) or not _BETWEEN.fullmatch(folded[at : mention.start]):
            return
        for key in mention.keys:
            group = lexicon.classes.get(key) if mention.kind is Kind.CLASS else None
            keys += [key] if group is None else [key, *group.members]
        at = mention.end
    if _PRODUCTS.search(folded, at):  # "sodium oxybate products": its other salts and its combinations
        keys += [drug for drug in lexicon.drugs if any(key.split()[-1] in drug for key in keys)]
    if keys and (_BETWEEN.fullmatch(folded[at:]) or not narrowing(folded[at:])):
        yield from keys
