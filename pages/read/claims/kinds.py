"""Words that narrow "no drug" and "the only drug" to some kind of drug: "oral", "vaccine", "that clears plaques"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from language.ordinary import PLAIN
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Cue
from pages.read.claims.statement import Statement

# Kinds of treatment that "no FDA-approved ..." may speak of, and that no table of approvals tells apart.
KIND_OF = re.compile(
    r"\b(?:vaccines?|pills?|tablets?|capsules?|oral|injections?|injectables?|shots?|patch(?:es)?|creams?|ointments?|sprays?|"
    r"inhalers?|inhaled|gels?|eye ?drops?|implants?|generics?|biosimilars?|biologics?|antibod(?:y|ies)|gene|cell|stem|targeted|"
    r"immunotherap(?:y|ies)|hormon\w+|non-?hormonal|non-?opioid|non-?stimulant|antivirals?|antibiotics?|chemotherap(?:y|ies)|"
    r"over-the-counter|disease-modifying|curative|cures?|antidotes?|long-acting|once-\w+|topical|systemic|herbal|dietary|"
    r"supplements?|surgical|radiation|blood tests?|preventives?|preventative|non-?invasive|at-home|"
    r"combination|monotherapy|natural|botanical|homeopathic|reversal)\b"
)


# What may stand before and after "drug" in "no drug is approved" without narrowing it.
ANY_KIND = PLAIN | frozenset(
    ["any", "them", "these", "those", "effective", "specific", "single", "current", "proven", "existing", "known", "medical", "standard", "official", "good",
     "safe", "pharmacological", "pharmacologic", "disease", "specifically", "proper", "yet", "present", "time", "at", "also", "longer", "because", "unfortunately", "sadly", "simply", "reliable"]
)  # fmt: skip
THAT_DOES = re.compile(
    r" (?:(?:that|which) (?!(?:is|are|was|were|has|have|had|the A|A|treats?|manages?|can|could|will|would)\b)[a-z]+|to (?!(?:treat|manage|be|date|help|offer|give|use|recommend|prescribe)\b)[a-z]+(?= (?!C))|aimed at|targeting|designed|meant|capable|directed|intended)\b"
)


_NOUN = re.compile(rf"\b{w.DRUG_NOUN}\b")
_FORM = (
    r"(?:oral|inhaled|injectable|injected|intranasal|nasal|topical|transdermal|subcutaneous|intravenous|sublingual|buccal|long-acting|"
    r"extended-release|once-\w+|twice-\w+|implantable|liquid|chewable|compounded|needle-free|over-the-counter|"
    rf"generic|(?:more than |at least |over |nearly |about )?(?:\d+|{w.NUMBER_WORD}|dozens of|hundreds of)|(?:some|most|many|certain|several|other|newer|older|not all|all) (?:of the )?)"
)
_FORM_BEFORE = re.compile(
    rf"\b(?P<form>{_FORM}) ?(?:(?:form|version|formulation|inhaler|tablet|pill|patch|cream|spray|injection)s? (?:of|with|containing) )?\Z"
)
_FORM_AFTER = re.compile(
    r" (?:for use )?(?:as|in) (?:an? )?(?P<form>(?:[\w-]+ )?(?:pills?|tablets?|capsules?|injections?|patch(?:es)?|creams?|gels?|sprays?|inhalers?|implants?|liquids?|shots?|infusions?|(?:pill|tablet|oral|liquid|generic|injectable) forms?))\b"
)


def form_of(masked: Statement, cue: Cue, found: Found) -> str:
    """The words that make a denial one of a form, or of a part of a class: "oral insulin", "approved as a pill",
    "some GLP-1 drugs"."""
    before = _FORM_BEFORE.search(masked.text[max(0, found.start - 50) : found.start]) if found.end else None
    after = _FORM_AFTER.match(masked.text, cue.end)
    form = before or after
    return form["form"].strip() if form else ""


def restriction(masked: Statement, cue: Cue, begin: int, stop: int) -> str:
    """In "no FDA-approved vaccine for C", "no drug that clears plaques" the words that narrow what there is none of;
    empty when it is any drug."""
    text = masked.text
    kind = _kind(masked, cue, begin, stop)
    if kind:
        return kind
    denial = list(re.finditer(r"\b(?:no|not an?y?|none of (?:the|these))\b", text[begin : cue.end + 30]))
    at = begin + denial[-1].end() if denial else cue.start
    named = _NOUN.search(text, at, min(stop, max(cue.end, at) + 60))
    if named is None:
        return ""
    does = THAT_DOES.match(text, named.end())
    if does:
        return does[0].strip()
    between = text[at : named.start()] if named.start() >= at else ""
    between = between.replace(text[cue.start : cue.end], " ") if at <= cue.start < named.start() else between
    odd = [
        x
        for x in re.findall(r"[\w'-]+", between)
        if not (len(x) == 1 and x.isupper())
        and not set(x.lower().split("-")) <= ANY_KIND
        and not x.isdigit()
        and x not in ("A-approved", "A-cleared")
    ]
    return " ".join(odd)


def _kind(masked: Statement, cue: Cue, begin: int, stop: int) -> str:
    text = masked.text
    condition = next((i for i in range(cue.start, stop) if text[i] == "C" and i in masked.names), stop)
    denial = list(
        re.finditer(
            r"\b(?:no|not any|none|any|without|lack\w*|only|sole|one|single)\b", text[begin : cue.end + 30]
        )
    )
    first = begin + denial[0].start() if denial else cue.start
    last = min(condition, max(cue.end, first) + 60)
    kind = next(
        (
            k
            for k in KIND_OF.finditer(text, first, last)
            if not re.match(r" (?:or|nor|and) ", text[k.end() :]) or not k[0].startswith("cure")
        ),
        None,
    )
    return kind[0] if kind else ""
