"""Who approves, and what is not an approval though the word is there: what all cues of approval share."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from model.claim import Status
from pages.read.claims import words as w
from pages.read.claims.verbs import VerbGroup

NOT_APPROVAL_AFTER = re.compile(
    r"(?: |-)*(?:label(?:ing|ling)?s?\b|drug labels?|labelling|prescribing information|package insert|uses?(?= for (?:this|these|your))|dos(?:e|es|age|ing)s?\b|facility|manufactur|product label|protocols?|"
    r"(?:(?:[\w'/-]+|[DKCBT]) ){0,4}?"
    r"(?:devices?|tests?\b|assays?|diagnostics?\b|companion|pumps?|monitors?|meters?|stents?|software|apps?\b|lasers?|trials?\b|stud(?:y|ies)\b|health claims?|food additives?|fillers?|implants? for|labels? (?:change|update)|screening|sunscreens?|sweeteners?|dyes?|grants?\b|guidelines?|mouse|medical device|heart valve|hearing aids?|imaging agent|contact lens(?:es)?|research|budget|petition|plan|application to (?:begin|start|test)|ind\b|investigational new drug|expanded[- ]access|compassionate|request to))"
)


def status_of(kind: str | None) -> Status:
    if not kind:
        return Status.APPROVED
    if "tentative" in kind:
        return Status.TENTATIVE
    if "emergency" in kind:
        return Status.EMERGENCY
    if any(k in kind for k in ("accelerated", "conditional", "provisional", "contingent", "speedy")):
        return Status.ACCELERATED
    return Status.APPROVED


def mode_of(group: VerbGroup) -> str:
    return "hedged" if group.modal or group.future or (group.to and not group.yet_to) else "asserted"


def agent_before(before: str) -> str:
    """The regulator that is the subject of an active verb, empty when there is none."""
    before = re.sub(
        r"(?:,? (?:also|recently|first|in T|on T|since|just|then|today|later|officially|formally|finally|initially|previously|originally|quickly|T|\w+ly),?)+\Z",
        "",
        before,
    )
    match = re.search(
        rf"(?:\b(?:{w.REGULATOR})|\b(?:agency|officials|regulators)|\bit|\bthey|[AX](?: \([^)]*\))?|A(?: and (?:the )?X)?)(?: have| has)?\Z",
        before,
    )
    if not match:
        # "the FDA's Oncology Division approved", "the U.S. agency approved"
        match = re.search(r"\bA(?:'s)? (?:[\w-]+ ){1,4}\Z", before + " ")
        if match and not re.search(r"advis|panel|committee|commissioner said", match[0]):
            return "A"
        return ""
    if re.search(r"advis\w+ \Z", before[: match.start()]):
        return ""
    return match[0]
