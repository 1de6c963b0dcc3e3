"""What a claim's own words say that the reader has no field for.

Each of these is for the reader to tell: as a field of ``Claim`` comes, its function here goes.
"""

from __future__ import annotations

import re

from model.claim import Claim

# "many types of cancer": a statement on research at large, that one approval does not end.
_AT_LARGE = re.compile(
    r"\b(?:many|several|various|other|numerous|different|a (?:wide |broad )?(?:range|variety|number) of|multiple|"
    r"certain|some|additional|a host of|dozens of|more|further|new|wide range|broad range|all (?:types|kinds)|most)\b"
    r"(?! (?:myeloma|sclerosis|system atrophy|sulfatase|prior|previous|(?:prior |previous |standard )?"
    r"(?:treatments?|drugs?|medicines?|therap(?:y|ies)|medications?|lines))\b)",
    re.IGNORECASE,
)
_IN_FULL = re.compile(r"\b(?:full|fully|traditional|regular|standard|permanent)\b", re.IGNORECASE)
_FULL_BEFORE = re.compile(
    r"\b(?:full|fully|traditional|regular|standard|permanent)\b,?(?: (?!from\b|to\b)[\w.]+){0,3} \Z",
    re.IGNORECASE,
)
_FIRST_EVER = re.compile(r"\b(?:first|originally|initially)\b", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:grant|receiv|won|gain|got|given|gave|award|obtain|secur|earn|land|nab|snag)", re.IGNORECASE
)
_SOLD = re.compile(r"\b(?:available|sold|market|marketed|launch\w*|shel\w+|buy|bought)\b", re.IGNORECASE)
_AUTHORISED = re.compile(r"\bauthori[sz]", re.IGNORECASE)
_EACH = re.compile(r"\b(?:all|both|every|each|any)\b")
_OFFERED = re.compile(
    r"\b(?:includ(?:e|es|ing)|such as|used|treats?|treatment|tak(?:e|es|ing)|prescribed?|doses?|options?|examples?|"
    r"helps?|reliev(?:e|es|ing)|reduc(?:e|es|ing)|binds?|blocks?|works?|available|recommended|given|choice|"
    r"manag(?:e|es|ing)|prevents?|protects?|guards?|shields?|controls?|lowers?|eases?|effective|approved|"
    r"tablets?|pills?|capsules?|injections?|infusions?|mg|daily|(?:once|twice) an? \w+|brand names?|called|sold|"
    r"start(?:ing)?|switch(?:ing)?|your doctor may|taken|swallowed|injected|infused|therap(?:y|ies)|"
    r"medicines?|medications?|add-ons?|shots?|jabs?|gels?|creams?|drops|sprays?|patch(?:es)?|vaccines?|"
    r"receives?|may get|can get|suits?|replaces?|shelves|(?:first|second|third)-line)\b|"
    r"\A[^.:]{2,60}:",
    re.IGNORECASE,
)
# An entry of a list: what a drug does at a place in the body, told in the present.
_ENTRY = re.compile(
    r"[^.:\n]{2,60}: (?:binds?|blocks?|works?|helps?|reliev(?:e|es)|prevents?|increases? (?:its|the)|reduces?|lowers?|"
    r"stops?|slows?|targets?|inhibits?|stimulates?|relaxes|opens|thins|kills|treats?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|stud(?:y|ies|ied)|trials?|compared|similar to|lawsuits?|histor\w+|formerly|no longer|"
    r"not(?! (?:respond|tolerat|help|work|enough|suffic|control|improv|able|candidate|suitable))|never|"
    r"reactions?|side effects?|interact\w*|avoid|stop|caus\w+|prolong\w*|risks?|toxic\w*|damag\w*|linked|injur\w*|"
    r"trigger\w*|worsen\w*|increas\w+|deaths?)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:withdr[ae]w\w*|recall\w*|(?:off|from|left|leav\w+|exited) (?:\w+ ){0,2}(?:market|pharmacies|shelves)|"
    r"no longer|banned|discontinu\w*|pulled|"
    r"sales? (?:(?:has|have|was|were) )?(?:been )?(?:ended|stopped|ceased|halted|suspended)|not sold|used to be|"
    r"formerly|lawsuits?|(?:end\w*|halt\w*|stop\w*|ceas\w*|suspend\w*|end of) (?:(?:its|their|the|all|US) )*"
    r"(?:sales?|production|manufactur\w*|distribution|making|selling)|"
    r"gone(?! (?:through|into|on|to|for|ahead|by|up|down|under))|vanished|disappeared|phased out|unavailable|defunct|"
    r"not (?:be )?(?:available|sold|bought|had)|revok\w*|NDMA)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(
    r"\b(?:except|unlike|other than|apart from|but not|instead of|rather than|aside from|without|besides|excluding|"
    r"replac\w+|alternatives? to|compared (?:to|with)|once|was|were|not|never)\b",
    re.IGNORECASE,
)
_ANTIBODY = re.compile(r"\bantibod(?:y|ies)\b", re.IGNORECASE)
_APPROVAL = re.compile(r"\b(?:approv|licen[cs]|authori[sz])", re.IGNORECASE)


def at_large(claim: Claim) -> bool:
    """ "Studied for many types of cancer": of uses at large."""
    return any(_AT_LARGE.search(u.words.split(", including")[0]) for u in (claim.indication, *claim.also))


def in_full(claim: Claim) -> bool:
    """ "Has not been given full approval": an accelerated approval does not make that untrue."""
    return _IN_FULL.search(claim.cue) is not None


def in_full_beside(clause: str, cue: str) -> bool:
    """ "Full, traditional FDA approval": the word stands before what was read as the status."""
    return _FULL_BEFORE.search(clause[: max(clause.find(cue), 0)] if cue else "") is not None


def first_ever(claim: Claim) -> bool:
    """ "First approved in 2010": of the drug's first approval of all."""
    return _FIRST_EVER.search(claim.cue) is not None


def received(claim: Claim) -> bool:
    """ "Was granted accelerated approval": an act, which stays true after a conversion."""
    return _RECEIVED.search(claim.cue) is not None


def of_sale(claim: Claim) -> bool:
    """ "No biosimilar is on the market": of its sale, not of its approval."""
    return _SOLD.search(claim.cue) is not None


def authorised(claim: Claim) -> bool:
    """ "Authorized by the FDA" is said of emergency use too."""
    return _AUTHORISED.search(claim.cue) is not None


def of_approval(claim: Claim) -> bool:
    """ "FDA withdrew its approval": of the approval, not of the sale."""
    return _APPROVAL.search(claim.cue) is not None


def kind_named(claim: Claim, clause: str = "") -> str:
    """ "PCSK9 antibodies": of a class of inhibitors those that are antibodies. ``clause``: the claim's part
    of the sentence."""
    return "antibodies" if _ANTIBODY.search(f"{claim.subject.words} {clause}") else ""


def of_each(claim: Claim) -> bool:
    """ "The only one for both uses": others may be approved for each."""
    return _EACH.search(claim.indication.words) is not None


def is_offered(sentence: str) -> bool:
    """True when a sentence speaks of what it names as a treatment to be had: "Examples include Zantac", "Voxelotor:
    binds to hemoglobin and increases its affinity for oxygen"."""
    if _END.search(sentence):
        return False
    offered = _OFFERED.search(sentence) is not None and _PAST.search(sentence) is None
    return offered or _ENTRY.match(sentence) is not None


def tells_an_end(text: str) -> bool:
    """True when a text says that something was withdrawn, or is no longer to be had."""
    return _END.search(text) is not None


def excepts(text: str) -> bool:
    """True when a text may set one of the drugs that it names apart from what it says of the others."""
    return _EXCEPTS.search(text) is not None
