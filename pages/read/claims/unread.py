"""What a clause says of its claim beyond what a Claim holds: words that narrow or deny, and that nothing has taken up.

A claim that drops "except", "only" or a "not" may be true where the sentence is not. The words are kept, and a claim
that has any is never called supported.
"""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language.tokens import Token
from model.claim import Exclusivity, Status
from model.indication import Indication
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Cue
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists

_NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "none", "nothing", "without"})
_ONLY = frozenset({"only", "solely", "exclusively", "sole"})
# "Apart from D, nothing is approved": the words for that D is the only one
_BESIDES_IT = re.compile(r"\b(?:other than|besides|apart from|except for|aside from) D(?: \([^)]*\))?,? \Z")
_TELL_ONLY = frozenset(
    {Status.ONLY_IN_TRIALS, Status.SPECIAL_ACCESS, Status.OTC, Status.GENERIC, Status.OFF_LABEL}
)
_COPIES = frozenset({Status.GENERIC, Status.BIOSIMILAR})
_NO_LIMIT = frozenset({"months", "weeks", "days", "years", "after", "a", "about", "recently", "because"})
_LONGEST = 6  # words kept of what was not read


def unread(
    statement: Statement, cue: Cue, found: Found, begin: int, stop: int, uses: Sequence[Indication],
    *, exclusivity: Exclusivity, restrictive: bool, denied: bool,
) -> tuple[str, ...]:  # fmt: skip
    """The words of the clause ``begin:stop`` (offsets of the masked text) that narrow the claim unheeded."""
    tokens = statement.tokens
    first, last = statement.token_at(begin), statement.token_at(stop)
    taken = [(cue.start, cue.end), *_spans(statement, uses)]
    told_only = restrictive or exclusivity is not Exclusivity.NONE or cue.status in _TELL_ONLY
    kept: list[str] = []
    spared = statement.token_at(found.start) if exclusivity is Exclusivity.ONLY and found.mentions else -1
    for at in range(first, min(last, len(tokens))):
        token = tokens[at]
        if token.text in ("no", "nothing") and (
            at < spared or _BESIDES_IT.search(statement.text, 0, token.start)
        ):
            continue
        if at < spared <= at + 2 and (
            token.text == "except" or _excepts(tokens, at) or "besides" in token.lemmas
        ):
            continue  # "no drug other than D is approved": the words for that D is the only one
        sweeps = found.none and token.start >= cue.end and token.text in ("every", "all")
        if not sweeps and any(s <= token.start < e for s, e in taken):
            continue
        later = at > 0 and tokens[at - 1].text in (",", "with")  # "approved in 2003, restricted in 2005"
        narrows = not (later or lists()["narrowing"].isdisjoint(token.lemmas)) or _excepts(tokens, at)
        behind = tokens[at + 1].text if at + 1 < last else ""
        only = token.text in _ONLY and not told_only and behind not in _NO_LIMIT
        only = only and not (denied and _in_a_trial(tokens[at : at + _LONGEST]))
        negates = token.text in _NEGATIONS and not denied and not found.none and not _aside(tokens, at)
        counts = cue.status in _COPIES and token.start < cue.start and _counts(token)
        if narrows or only or negates or counts or sweeps:
            kept.append(" ".join(_phrase(statement, tokens[at : min(last, at + _LONGEST)])))
    return tuple(dict.fromkeys(k for k in kept if k))


_FOR_ALL = re.compile(
    r"\b(?:any|all|every) (?:[\w-]+ |C ){0,3}?(?:patients?|people|persons?|adults?|child(?:ren)?|ages|stages?)\b|\b(?:every|any)(?:one|body)\b"
)
_MAY_USE = re.compile(
    r"\b(?:can|may|could) (?:now |also )?(?:be )?(?:used?|taken?|given|prescribed|have|had|get|receive)\b|"
    r"\b(?:suitable|safe|works?|right|is|are|meant|open) (?:for|in)\b"
)
_BROAD_CLAUSE = re.compile(r"(?:;|,? (?:and|so|but|while)\b|,) [^;]*")


def for_all(statement: Statement, stop: int) -> tuple[str, ...]:
    """What a clause behind ``stop`` says of the same drug that a Claim has no field for: ", and it can be used for any
    patient with C". An approval may be true, and this not."""
    behind = _BROAD_CLAUSE.search(statement.text, max(stop - 1, 0))
    if behind is None or re.search(r"[DK]", behind[0]):
        return ()
    all_, use = _FOR_ALL.search(behind[0]), _MAY_USE.search(behind[0])
    if not (all_ and use):
        return ()
    first, last = min(all_.start(), use.start()), max(all_.end(), use.end())
    return (statement.source(behind.start() + first, behind.start() + last),)


def _excepts(tokens: Sequence[Token], at: int) -> bool:
    """True for "apart from", "other than", "aside from"."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return (tokens[at].text, behind) in (
        ("apart", "from"),
        ("other", "than"),
        ("aside", "from"),
        ("not", "including"),
    )


def _aside(tokens: Sequence[Token], at: int) -> bool:
    """True for a "not" that denies nothing of the claim: "not only", "no longer", "no. 1", "without a prescription"."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return behind in ("only", "just", "longer", "a", "the") or (tokens[at].text == "without")


def _in_a_trial(tokens: Sequence[Token]) -> bool:
    """True for "it is not approved, and you can only get it in a study": which takes nothing from the denial."""
    return any(not lists()["trial"].isdisjoint(t.lemmas) for t in tokens)


def _counts(token: Token) -> bool:
    return token.kind == "n" or token.text in (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
    )


def _spans(statement: Statement, uses: Sequence[Indication]) -> Iterator[tuple[int, int]]:
    """Where the words of the uses stand in the masked text."""
    for use in uses:
        start = statement.original.find(use.words) if use.words else -1
        if start < 0:
            continue
        end = start + len(use.words)
        inside = [i for i, at in enumerate(statement.at) if start <= at < end]
        if inside:
            yield inside[0], inside[-1] + 1


def _phrase(statement: Statement, tokens: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if at and token.kind in ",;.:()":
            return
        yield statement.source(token.start, token.end)
