"""Names joined to one another: "D, D and D", "D plus D", "the combination of D with D"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from language.names import Kind, Mention
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import numbers

COORDINATION = re.compile(
    rf"\A(?:\s*(?:,|/|\+|&|-|\band\b|\bor\b|\bplus\b|\bwith\b|\bnor\b|\bas well as\b|\btogether with\b|\bin combination with\b|\bcombined with\b|\bfollowed by\b|\balong with\b|\bcalled\b|\bnamed\b|\bknown as\b|\bby the name of\b|:|—|–|\())+"
    rf"\s*(?:(?:the|a|an|both|either|its|newer|older|another|drugs?|then|more recently|most recently|later|also|{w.FORM_NOUN}|[KCB])\s*){{0,4}}\Z|\A\s*\(?\s*\Z"
)


# What a drug is given with, in a word that no table holds: it is not the drug alone that is meant.
_PLUS_UNKNOWN = re.compile(
    r" ?(?:plus|\+|combined with|in combination with|together with) (?!(?:the|a|an|other|another|or|and|its|their|any|either|diet|exercise|lifestyle|counseling|therapy)\b)(?P<word>[a-z][\w-]{3,})"
)


def first_named(masked: Statement, start: int, end: int) -> Found | None:
    at = next((i for i in range(start, end) if i in masked.names and masked.text[i] in "DK"), None)
    return None if at is None else coordinated(masked, at, end)


# "Enzyme replacement therapy with D" is D; "a checkpoint inhibitor with D" are two.
_THERAPY_WITH = re.compile(r" with (?:the |a |an )?(?:\w+ ){0,2}?(?=D)")


def _what_it_is_with(masked: Statement, at: int, end: int) -> int:
    """Where the drug stands that a kind of therapy is done with, else ``at``."""
    kind = masked.words.get(at, "") if masked.text[at] == "K" else ""
    behind = (
        _THERAPY_WITH.match(masked.text, at + 1, end) if kind.endswith(("therapy", "treatment")) else None
    )
    return behind.end() if behind and behind.end() in masked.names else at


def _counted(text: str, at: int, named: int) -> bool:
    """True for "two JAK inhibitors, D and D,": as many names behind a class as are counted before it."""
    number = re.search(rf"\b({w.NUMBER_WORD}) (?:[\w-]+ ){{0,2}}?\Z", text[max(0, at - 40) : at])
    return (
        number is not None
        and text[at + 1 : at + 2] == ","
        and numbers().get(number[1].removeprefix("a ")) == named
    )


def coordinated(masked: Statement, at: int, end: int) -> Found:
    """The name at ``at`` with those joined to it."""
    text = masked.text
    at = _what_it_is_with(masked, at, end)
    found = [at]
    last = at
    together = False
    partners: list[Mention] = []
    for i in range(at + 1, end):
        if text[i] not in "DK" or i not in masked.names:
            continue
        between = text[last + 1 : i]
        if not COORDINATION.match(between):
            break
        with_it = re.search(r"\b(?:with|followed by|along with)\b", between)
        if (
            with_it
            and len(found) == 1
            and not re.search(r"combination of|combo of|combining|pairing", text[max(0, at - 24) : at])
        ):
            partners.append(masked.names[i])
            last = i
            continue
        if partners:
            partners.append(masked.names[i])
            last = i
            continue
        together = together or bool(re.search(r"\bplus\b|\+|\bcombined with\b|\btogether with\b", between))
        if "/" in between and not with_it:
            together = True
        found.append(i)
        last = i
    if re.match(
        r" (?:drug |therapy |treatment )?(?:combination|combo|regimen|cocktail|duo|pairing|doublet)\b",
        text[last + 1 :],
    ):
        together = True  # "the D-D combination"
    if re.search(
        r"(?:combination|combo|pairing|mix|cocktail|regimen|mixture) (?:therapy |treatment )?of (?:the )?(?:\w+ )?\Z|combining (?:the )?\Z",
        text[:at],
    ):
        together = True
    unknown = _PLUS_UNKNOWN.match(text, last + 1)
    if unknown and not partners:
        word = unknown["word"]
        partners.append(Mention(Kind.DRUG, (word,), last + 1, last + 1, word))
    mentions = tuple(masked.names[i] for i in found)
    parts = mentions[-1].key.split(" / ")
    if len(parts) > 1 and len(mentions) > 1 and all(m.key in parts for m in mentions[:-1]):
        mentions, together = mentions[-1:], False  # "D and D (Contrave)": the brand of both in one
    # a class with its members: "the PARP inhibitors olaparib and niraparib" is about the members
    if (
        any(m.kind is Kind.DRUG for m in mentions)
        and mentions[0].kind is Kind.CLASS
        and (
            not re.match(r"\s*(?:and|or|,)", text[at + 1 : found[1] if len(found) > 1 else at + 1])
            or _counted(text, at, len(found) - 1)
        )
    ):
        mentions = tuple(m for m in mentions if m.kind is Kind.DRUG)
        if len(mentions) == 1:
            together = False
        at = found[1] if _counted(text, at, len(found) - 1) else at
    narrowed = re.search(
        r"\bno (?!(?:longer|doubt|evidence|more|less|one|reason|need|question|data|matter)\b)(?:[\w-]+ ){1,2}\Z",
        text[max(0, at - 40) : at],
    )
    determiner = re.search(
        r"\b(other|no|none of (?:the|these|those)?|all(?: of the)?|every|not all|neither|any|few)\s*(?:(?:of the |the |current |available |existing |known |A-approved |approved |oral |newer |new )?)*\Z",
        text[max(0, at - 40) : at],
    )
    word = determiner[1] if determiner else "no" if narrowed else ""
    return Found(
        mentions,
        together and len(mentions) > 1,
        tuple(partners),
        other=word == "other",
        none=word.startswith(("no", "neither")) and not word.startswith("not"),
        every=word.startswith(("all", "every", "not all", "few")),
        start=at,
        end=last + 1,
    )
