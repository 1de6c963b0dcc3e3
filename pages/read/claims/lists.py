"""Lists that mean to be whole, and the form of a drug that is meant."""

from __future__ import annotations

from collections.abc import Sequence

from language.inflect import Form
from language.patterns import is_skipped
from language.tokens import Token
from model.claim import Exclusivity, Status
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Cue, Side
from pages.read.claims.groups import Counted
from pages.read.claims.kinds import ANY_KIND
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists, routes


def means_all(statement: Statement, cue: Cue, found: Found) -> bool:
    """True for "The FDA-approved drugs for C are D and D": a list that means to be whole."""
    if cue.side is not Side.GROUP or found.start < cue.end or cue.status is not Status.APPROVED:
        return False
    tokens = statement.tokens
    head, first = statement.token_at(cue.start), statement.token_at(found.start)
    opening = [t.text for t in tokens[:head] if not is_skipped(t, lists()["adverb"])]
    if (
        ("the" not in opening and opening)
        or any(t.kind == "D" for t in tokens[:head])
        or {"of", "some", "among", "one"} & set(opening)
    ):
        return False
    behind = [t.text for t in tokens[statement.token_at(found.end) :][:4]]
    if {"others", "more", "etc"} & set(behind):
        return False
    between = tokens[head:first]
    plural = any(
        t.of(Form.THIRD, lists()["drug"]) or (t.kind == "K" and statement.words[t.start].endswith("s"))
        for t in tokens[:first]
    )
    return plural and bool(between) and _is_whole(tokens[max(head, first - 3) : first])


def _is_whole(before: Sequence[Token]) -> bool:
    """True for what stands between a group and all of its members: "are D", "include: D", but not "include D"."""
    return any(t.text == "are" for t in before) or (
        any("include" in t.lemmas for t in before) and (before[-1].kind == ":" or before[-1].text == "only")
    )


def all_of(statement: Statement, cue: Cue, found: Found) -> Counted:
    """What a whole list is a list of: its class, and the words that narrow it ("the approved targeted therapies")."""
    between = statement.tokens[: statement.token_at(found.start)]
    group = next(
        (statement.names[t.start] for t in between if t.kind == "K" and t.start in statement.names), None
    )
    drug = lists()["drug"]
    head = next((at for at, t in enumerate(between) if not drug.isdisjoint(t.lemmas)), len(between))
    first = next((at for at, t in enumerate(between) if t.text == "the"), head)
    odd = [
        t.text
        for t in between[first + 1 : head]
        if t.kind == "w" and not (cue.start <= t.start < cue.end) and t.text not in ANY_KIND
    ]
    return Counted(Exclusivity.ONLY, 0, group, " ".join(odd))


def routes_of(statement: Statement, found: Found) -> tuple[str, ...]:
    """The form that is meant: "an oral version of D", "inhaled D", "D nasal spray"."""
    at = statement.token_at(found.start)
    if at >= len(statement.tokens) or statement.tokens[at].kind != "D":
        return ()
    behind = statement.token_at(found.end)
    near = (*statement.tokens[max(0, at - 4) : at], *statement.tokens[behind : behind + 2])
    meant: list[str] = []
    for token in near:
        if token.kind in ".,;:" or (token.kind == "w" and token.text in ("and", "with", "to", "for")):
            meant = [] if token.start < found.start else meant
            if token.start >= found.start:
                break
            continue
        plain = token.start >= found.start and token.text in (
            "tablet",
            "tablets",
            "injection",
            "injections",
            "pills",
            "capsules",
        )
        meant += (
            []
            if plain
            else [route for route, words in routes().items() if not words.isdisjoint(token.lemmas)]
        )
    return tuple(dict.fromkeys(meant))
