"""The subject of a claim: the drugs and classes that are named, by which brands, and of which group it is the only one."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterable

from language.names import Kind, Mention
from model.claim import Exclusivity, Subject
from pages.read.claims.anaphora import Found, group_in
from pages.read.claims.around import Around
from pages.read.claims.cue import Cue
from pages.read.claims.groups import Counted
from pages.read.claims.lists import routes_of
from pages.read.claims.statement import Statement


def subject(
    around: Around,
    index: int,
    masked: Statement,
    cue: Cue,
    found: Found,
    number: Counted,
    exclusivity: Exclusivity,
    begin: int,
    wide: int,
) -> Subject | None:
    words = masked.source(found.start, found.end) if found.end else ""
    if found.any_drug:
        return Subject(words=words or "any drug")
    keys: list[str] = []
    group = ""
    for mention in found.mentions:
        if mention.kind is Kind.CLASS:
            group = group or mention.key
        else:
            keys.extend(k for k in mention.keys if k not in keys)
    excluding: tuple[str, ...] = ()
    if group and not keys:
        keys = list(around.lexicon.classes[group].members)
        if found.other:
            excluding = _named_before(around, index, masked, found.start)
            keys = [k for k in keys if k not in excluding]
    of = ""
    if exclusivity is not Exclusivity.NONE and not (group and not found.mentions):
        if number.group is not None:
            of = number.group.key
        elif re.search(
            r"\b(?:only|first|newest|latest) (?:and only )?(?:one|ones|member)\b|\bof (?:these|this class|its class|the class|them)\b|in (?:its|this|the) class",
            masked.text[begin:wide],
        ):
            of = named.key if (named := group_in(masked, begin, wide, around.context, index)) else ""
    if not keys and not group:
        return None
    names = words or ", ".join(keys)
    return Subject(
        words=names,
        drugs=tuple(keys),
        brands=brands_of(around, found.mentions),
        drug_class=group if all(m.kind is Kind.CLASS for m in found.mentions) else "",
        excluding=excluding,
        together=found.together,
        routes=routes_of(masked, found),
        generic_group=of,
    )


def brands_of(around: Around, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The brand names among the mentions of a subject, as the lexicon writes them."""
    named = []
    for mention in mentions:
        drug = around.lexicon.drugs.get(mention.key) if mention.kind is Kind.DRUG else None
        written = mention.words.casefold()
        named += [b for b in (drug.brands if drug else ()) if b.casefold() == written]
    return tuple(named)


def _named_before(around: Around, index: int, masked: Statement, end: int) -> tuple[str, ...]:
    named = [masked.names[i] for i in sorted(masked.names) if i < end and masked.text[i] == "D"]
    for mentions in around.context.before(index):
        named.extend(m for m in mentions if m.kind is Kind.DRUG)
    for mentions in around.context.headings(around.layout.sentences[index].section)[:1]:
        named.extend(m for m in mentions if m.kind is Kind.DRUG)
    return tuple(dict.fromkeys(k for m in named for k in m.keys))


def last_subject(around: Around, index: int) -> Found | None:
    for mentions in around.context.before(index):
        named = [m for m in mentions if m.kind is Kind.DRUG]
        if named:
            return Found((named[0],))
    return None
