"""Where a claim stands in its sentence: the words of its status, the part of the sentence that speaks of it, and the
form that is named right beside its drug."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from verdicts.kinds import routes_named
from verdicts.ways import Ways, tokens_of

WAYS = Ways.of("heard.toml")
# Right behind the word of approval: "approved as a nasal spray for ...".
_GIVEN_AS = re.compile(r" as an? ((?:[^\W\d_]++[ -]?){1,4}?)(?= for\b| to\b| in\b|[.,;]|$)")
# "A tablet of it", "no cream of the drug": the form of what was named before.
_FORM_OF_IT = re.compile(
    r"\b(?:no|an?|the|any) ((?:[\w-]+ ){1,4})(?:of|containing|with) (?:it|them|this drug|the (?:same )?(?:drug|medicine|molecule))\b"
)
# At the beginning of a clause: "a nasal powder is", "the oral suspension (MT-1186) hasn't".
_A_FORM = re.compile(
    r"[ ,]*(?:an?|the|its) ((?:[\w-]+ ){1,4}?)(?:\([^)]*\) )?(?:is|isn't|are|aren't|was|has|hasn't|have|cannot|can't|can)\b",
    re.IGNORECASE,
)
_OF_AGES = frozenset({"younger", "older"})


def _whole(words: str) -> str:
    """The pattern of words that are not part of another: no "drug" in "undruggable"."""
    before, behind = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return before + re.escape(words) + behind


def place_of(cue: str, use: str, text: str, after: int = 0) -> int:
    """Where the words of a status stand in a text, -1 where they do not: of several places the one that the words of
    its use follow ("is approved for A, but no cream of it is approved for B")."""
    places = [m.start() for m in re.finditer(_whole(cue), text)] if cue else []
    places = places or ([text.find(cue)] if cue and cue in text else [])
    at = text.find(use) if use and len(places) > 1 else -1
    led = [p for p in places if p <= at]
    return led[-1] if led else next((p for p in places if p >= after), places[0] if places else -1)


def clause_of(sentence: str, who: str, cue: str, use: str = "") -> str:
    """The part of a sentence that speaks of the claim: from its drug or its status word on, to where another begins."""
    named = sentence.find(who) if who else -1
    at = place_of(cue, use, sentence, max(named, 0))
    start = max(sentence.rfind(who, 0, at if at >= 0 else None), 0) if who else 0
    if named < 0 <= at:
        start = at  # "..., but no cream of it is approved": named before in other words
    begin = min(start, at) if at >= 0 else start
    stop = max(at + len(cue), start + len(who))
    ends = list(_ends(sentence))
    before = max((end for _, end in ends if end <= begin), default=0)
    after = next((begins for begins, _ in ends if begins >= stop), len(sentence))
    return sentence[before:after]


def _ends(sentence: str) -> Iterator[tuple[int, int]]:
    """Where one statement ends and where the next begins."""
    lower = sentence.casefold()
    if len(lower) != len(sentence):
        lower = sentence
    for token, behind in pairwise(tokens_of(lower)):
        bounded = behind[0] in _OF_AGES  # "older than 18 but younger than 60"
        if token[0] in ";:" or (WAYS.says("apart", token[0]) and not bounded):
            yield token.start(), token.end()
        elif token[0] == "," and _A_FORM.match(sentence, token.end()):
            yield (
                token.start(),
                token.end(),
            )  # "it comes only as an infusion, an oral form has not been approved"
        elif token[0] == "," and WAYS.says("behind a comma", behind[0]):
            yield token.start(), behind.start()


def form_beside(clause: str, who: str, cue: str) -> tuple[str, ...]:
    """How the drug is given, said right beside its name: "oral X", "X eye drops are approved"."""
    of_it = _FORM_OF_IT.search(clause, 0, max(clause.find(cue), 0) if cue else 0)
    if of_it and len(named := routes_named(of_it[1].casefold())) == 1:
        return named
    at = clause.find(who) if who else -1
    if at < 0:
        return ()
    words = clause[:at].split()
    before = words[-4:] if words[-1:] in (["of"], ["containing"]) else words[-1:]
    until = clause.find(cue, at + len(who)) if cue else -1
    behind = clause[at + len(who) : until].split()[:3] if until >= 0 else []
    if any(w.endswith((",", ".", ")")) for w in behind[:-1]) or any(w.startswith("(") for w in behind):
        behind = []
    named = routes_named(" ".join((*before, *behind)).casefold())
    if not named and (given := _GIVEN_AS.match(clause, clause.find(cue) + len(cue)) if cue else None):
        named = routes_named(given[1].casefold())
    return named if len(named) == 1 else ()


def form_right_before(sentence: str, cue: str, use: str) -> tuple[str, ...]:
    """The form of which "it" speaks: "a nasal powder is not available, but the maker has filed for it"."""
    at = place_of(cue, use, sentence)
    ends = [(start, end) for start, end in _ends(sentence) if end <= at]
    if not ends:
        return ()
    begin = ends[-2][1] if len(ends) > 1 else 0
    form = _A_FORM.match(sentence, begin, ends[-1][0])
    named = routes_named(form[1].casefold()) if form else ()
    return named if len(named) == 1 else ()


def is_sole(clause: str, who: str) -> bool:
    """ "X alone is approved": of X and no other, or of X by itself."""
    at = clause.find(who) if who else -1
    return at >= 0 and re.match(r"(?: \([^)]*\))? alone\b", clause[at + len(who) :]) is not None


def part_of_a_form(sentence: str, cue: str, use: str) -> str:
    """The part of a sentence that speaks of a form, and of nothing else: "an oral form has not been approved", whatever
    stands before; empty where the status is told in another."""
    at = place_of(cue, use, sentence)
    ends = list(_ends(sentence))
    begin = max((end for _, end in ends if end <= at), default=0)
    stop = next((start for start, _ in ends if start > at), len(sentence))
    return sentence[begin:stop] if _A_FORM.match(sentence, begin, stop) else ""
