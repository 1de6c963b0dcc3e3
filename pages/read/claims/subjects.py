"""Who a status is said of: names, classes, pronouns, "the only one"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import replace

from model.claim import Status
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found, anaphor
from pages.read.claims.context import Context
from pages.read.claims.coordination import coordinated, first_named
from pages.read.claims.cue import Cue, Side
from pages.read.claims.lefthand import Leant, left_subject
from pages.read.claims.statement import Statement

_APPROVALS = frozenset({Status.APPROVED, Status.NOT_APPROVED, Status.ACCELERATED, Status.TENTATIVE})
# "D's label carries a boxed warning": D does
_LABEL_OF = re.compile(
    r"(?:'s|s')? (?:U |drug |product )?(?:label(?:l?ing)?|prescribing information|package insert)\s*\Z"
)
_SELF = re.compile(
    r"\A\s*(?:it|they|them|(?:the|this|that|these|those) (?:(?!only|first)[\w-]+ ){0,2}?(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|pills?|agents?|products?|combinations?|inhibitors?|injections?|antibod(?:y|ies)))\b"
)


_STANDS_FOR = re.compile(
    r"\b(?:(?P<many>they|their|these drugs|both(?= (?:is|are|were|have|remain|await))|all (?:three|four|of them))|"
    rf"it|its(?! (?:[\w-]+ ){{0,2}}(?:{w.DRUG_NOUN}|candidate)\b)|this drug|the drug|that is|this is)\b"
)


def subject_of(
    cue: Cue, masked: Statement, begin: int, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    """Resolve the subject of ``cue`` in its clause ``begin:stop``; None when there is none.

    ``before`` is the subject of the cue before it in the sentence, for "and is being studied".
    """
    text = masked.text
    if cue.side is Side.INSIDE:
        found = first_named(masked, *cue.inside)
        if found or not cue.inside[1]:
            return found
        return anaphor(text[slice(*cue.inside)], context, index, before) or _right(
            cue, masked, stop, context, index, before
        )
    if cue.side is Side.LEFT:
        owned = _LABEL_OF.search(text, begin, cue.start) if cue.status is Status.BOXED_WARNING else None
        return left_subject(masked, begin, owned.start() if owned else cue.start, context, index, before)
    if cue.side is Side.RIGHT:
        return _right(cue, masked, stop, context, index, before)
    if cue.side is Side.EITHER:
        return _either(cue, masked, begin, stop, context, index, before)
    return None


# "C, a disease for which no drug is approved": what follows is about what there is for C, whatever stands before.
_ONE_OF_THEM = re.compile(r"\s*(?:any|(?:even |a single )?one|either) of (?:them|these|those)\b")
# What it has approved is nothing, for C or at all.
_NOTHING = re.compile(
    r"\s*nothing(?: (?:yet|so far|to date|specifically))*\s*(?=[.,;:)]|\Z|\b(?:for|to treat|against|in)\b)"
)


def _right(
    cue: Cue, masked: Statement, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    right = text[cue.end : stop]
    not_one = re.match(r"\s*not (?:a single )?one(?: of (?:them|these|those))?\s*(?:[.,;]|\Z)", right)
    not_one = not_one or (_ONE_OF_THEM.match(right) if cue.negated else None)
    if not_one:
        meant = anaphor("these", context, index, before, masked, cue.start)
        return replace(meant, none=True) if meant else None
    if _NOTHING.match(right):
        return Found(any_drug=True, none=True, start=cue.end, end=cue.end + 1)
    none = re.match(rf"\s*(?:any|no)\b(?: (?!K|D)[\w-]+){{0,3}}? (?:{w.DRUG_NOUN}|K)\b", right)
    if none:
        named = none.end() - 1
        negative = cue.negated or right.lstrip().startswith("no")
        if text[cue.end + named] == "K":
            return Found(
                (masked.names[cue.end + named],),
                none=negative,
                start=cue.end + named,
                end=cue.end + named + 1,
            )
        return Found(any_drug=True, none=negative, start=cue.end, end=cue.end + none.end())
    if re.match(r"\s*none of (?:them|these|those)\b", right):
        meant = anaphor("these", context, index, before, masked, cue.start)
        return replace(meant, none=True) if meant else None
    if cue.negated:  # "the FDA has not approved a (single) drug for C"
        single = re.match(
            rf"\s*(?:an?|a single|one|even one|a specific) (?:(?!K|D)[\w-]+ ){{0,3}}?{w.DRUG_NOUN}\b", right
        )
        if single and "D" not in right:
            return Found(any_drug=True, none=True, start=cue.end, end=cue.end + single.end())
    pronoun = _SELF.match(re.sub(r"\A\s*(?:of|for|to|the use of|use of|whether|if|how)\s+", "", right))
    at = next((i for i in range(cue.end, stop) if text[i] in "DK" and i in masked.names), None)
    between = text[cue.end : at] if at is not None else ""
    if pronoun and (
        at is None or not re.match(r"\s*[DK]", right[pronoun.end() :]) or pronoun.end() < at - cue.end - 3
    ):
        found = anaphor(pronoun[0].strip(), context, index, before, masked, cue.start)
        if found:
            return found
    while at is not None:
        between = text[cue.end : at]
        after = text[at + 1 : stop]
        if re.search(
            r"\b(?:after|taking|previously|than|replace|alternative to|compared|versus|similar to|resistan\w+ to|respond\w* to|fail\w* (?:on )?|intolerant (?:of|to)|who|treated with|as well as those|tolerate|maker of|maker)\b[^,;]*\Z",
            between,
        ):
            return None
        if Leant.on().noun.search(re.sub(r"'s? (?:\w+ )?", "'s ", between)) and not re.search(
            r"\b(?:patients|people|women|men|children)\b[^DK]*\b(?:called|named|with)\b", between
        ):
            if re.search(r"\b(?:generics?|biosimilars?)\b", between):
                return None
            if not re.search(r"[\w-]+'s ", between):
                return None
            if Leant.on().no_owner.search(between):
                return None
        if cue.status in _APPROVALS and re.search(r"\b(?:generics?|biosimilars?)\b", between):
            return None  # the approval of a copy is not the drug's
        if Leant.on().behind.match(after) and not cue.status.value.startswith("under"):
            return None
        if text[at] == "K":
            # "approved the first PARP inhibitor, D": the name that follows tells which
            nearer = re.match(
                r"(?: (?:drugs?|pill|medicine|therapy|tablet|injection|agent|called|named|known as)){0,4}(?: (?:for|to treat) [^,;]{0,60}?)?(?: (?:called|named|known as))?(?:,| -| –| —|:| called| named|\()? ?(?:the drug )?(?=D)",
                after,
            )
            if nearer and after[nearer.end() : nearer.end() + 1] == "D":
                at = at + 1 + nearer.end()
        return coordinated(masked, at, stop)
    if re.match(
        rf"\A\s*(?:(?:at least|more than|only|just|over|the|about) )*{w.NUMBER_WORD} (?:[\w-]+ ){{0,3}}?{w.DRUG_NOUN}\b",
        right,
    ):
        return Found(any_drug=True, start=cue.end, end=cue.end + 1)
    return None


def _either(
    cue: Cue, masked: Statement, begin: int, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    inside = first_named(masked, cue.start, cue.end)
    owner = re.search(r"[DK](?:'s?)?(?: (?:[\w-]+|A|T|U)){0,3}? ?\Z", text[begin : cue.start])
    right = re.match(
        r"(?: (?:[\w'-]+|T|A|U)){0,4}? (?:of|for|to|on|with|about|in|from)(?: (?:the|use of|its|their|all|both|certain|some|drug|medicine|combination of|brand-name|oral|injectable|approval of|new|older))* (?=[DK])",
        text[cue.end : stop],
    )
    direct = re.match(r" (?:the |of |for |to |on )?(?=[DK]\b)", text[cue.end : stop])
    if inside:
        return inside
    if right and cue.status is Status.OFF_LABEL and re.search(r"\bwith\b", right[0]):
        right = None  # "use it off-label with D"
    if direct or right:
        at = cue.end + (direct or right).end()  # type: ignore[union-attr]
        left = left_subject(masked, begin, cue.start, context, index, None) if not direct else None
        if (
            left
            and left.mentions
            and text[left.start] in "DK"
            and re.search(r"[DK](?:'s?)? [^,;]{0,30}\Z", text[begin : cue.start])
            and not re.match(r" (?:of|for|on) (?:the )?[DK]", text[cue.end :])
        ):
            return left
        if not Leant.on().behind.match(text[at + 1 : stop]):
            return coordinated(masked, at, stop)
    if owner:
        at = begin + owner.start()
        if at in masked.names:
            found = left_subject(masked, begin, cue.start, context, index, before)
            return found if found else coordinated(masked, at, cue.start)
    found = left_subject(masked, begin, cue.start, context, index, None)
    if found:
        return found
    found = first_named(masked, cue.end, stop)
    if found and not re.search(r"[,;]|\b(?:after|than|unlike|instead)\b", text[cue.end : found.start]):
        return found
    pronoun = _STANDS_FOR.search(text, begin, stop)
    if pronoun is None:
        return before
    return anaphor("these" if pronoun["many"] else "it", context, index, before)
