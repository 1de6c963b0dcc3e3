"""The words of a use as a row of items: names, ages, phrases, and words that stand in no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from language.ages import Age, ages
from language.names import Kind, Mention, fold
from language.phrases import Phrases

_TOKEN = re.compile(r"(?:u\.s\.a?\.?|e\.g\.|i\.e\.|vs\.)|[^\W_]+(?:['.][^\W_]+)*|-|[^\s\w]|_")
_NAMED = {Kind.DRUG: "drug", Kind.CLASS: "drug", Kind.CONDITION: "condition", Kind.BIOMARKER: "biomarker"}
_SUFFIXES = frozenset({"related", "associated", "induced", "caused", "specific"})
# What a drug named in a use is, by what stands before it.
_GIVING = {"given with": "given with", "with": "given with", "came before": "skip", "after": "skip"}
# What counts within a condition's name, too.
_WITHIN = frozenset({"stage", "purpose", "population", "symptom", "measure", "ease"})
_ENDS = frozenset(".;:?!")
_LETTER = re.compile(r"[A-Z]|[IVX]{1,4}|\d{1,2}[a-z]?")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a use: ``kind`` (that of data/uses.toml, a name's, "age", "comma", "end", "suffix" or "word"), what
    it means, where it stands; ``aside``: in brackets; ``inside``: the phrases within a name; ``low``, ``high``: ages.
    """

    kind: str
    value: str
    start: int
    end: int
    words: str = ""
    aside: bool = False
    low: int | None = None
    high: int | None = None
    inside: tuple[Item, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    start: int
    end: int
    glued: bool = False
    mention: Mention | None = None
    age: Age | None = None


def items_of(
    text: str, mentions: Sequence[Mention], start: int, end: int, table: Phrases
) -> tuple[Item, ...]:
    """The items of ``text[start:end]``, in order."""
    folded = fold(text)
    tokens = _tokens(text, folded, mentions, start, end)
    words = [t.words for t in tokens]
    found: list[Item] = []
    depth = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.words in "()[]" and token.mention is None:
            depth = depth + 1 if token.words in "([" else max(0, depth - 1)
            at += 1
            continue
        item, at = _item(text, folded, tokens, words, at, table, depth > 0)
        if item:
            found.append(item)
    return _with_partners(_without_shut(found))


def _tokens(text: str, folded: str, mentions: Sequence[Mention], start: int, end: int) -> list[_Token]:
    marks: list[tuple[int, int, Mention | Age]] = [
        (m.start, m.end, m) for m in mentions if start <= m.start and m.end <= end
    ]
    for age in ages(text, start, end):
        if not any(s < age.end and age.start < e for s, e, _ in marks):
            marks.append((age.start, age.end, age))
    marks.sort(key=lambda m: m[0])
    found: list[_Token] = []
    here = start
    for begin, stop, what in (*marks, (end, end, None)):
        found += _words(folded, here, begin)
        if isinstance(what, Mention):
            found.append(_Token("M", begin, stop, mention=what))
        elif isinstance(what, Age):
            found.append(_Token("A", begin, stop, age=what))
        here = max(here, stop)
    return found


def _words(folded: str, start: int, end: int) -> list[_Token]:
    found: list[_Token] = []
    glued = False
    for match in _TOKEN.finditer(folded, start, end):
        if match[0] == "-":
            inner = match.start() > 0 and not folded[match.start() - 1].isspace()
            if inner and match.end() < len(folded) and not folded[match.end()].isspace():
                glued = True
            elif not inner:
                found.append(_Token(";", match.start(), match.end()))  # a dash between clauses
            continue
        found.append(_Token(match[0].rstrip(".") or match[0], match.start(), match.end(), glued))
        glued = False
    return found


def _item(
    text: str, folded: str, tokens: list[_Token], words: list[str], at: int, table: Phrases, aside: bool
) -> tuple[Item | None, int]:
    token = tokens[at]
    if token.mention:
        inside = _inside(folded, token, table) if token.mention.kind is Kind.CONDITION else ()
        kind = _NAMED[token.mention.kind]
        return Item(
            kind, token.mention.key, token.start, token.end, token.words, aside, inside=inside
        ), at + 1
    if token.age:
        return Item("age", "", token.start, token.end, "", aside, token.age.low, token.age.high), at + 1
    if token.words == ",":
        return Item("comma", ",", token.start, token.end, ",", aside), at + 1
    if token.words in ("/", "&"):
        return Item("conjunction", token.words, token.start, token.end, token.words, aside), at + 1
    if token.words in _ENDS:
        return Item("end", token.words, token.start, token.end, token.words, aside), at + 1
    if not token.words[:1].isalnum():
        return None, at + 1
    before = tokens[at - 1].mention if at else None
    behind_name = before is not None and before.kind is Kind.CONDITION
    written = text[token.start : token.end]
    if behind_name and token.glued and token.words in _SUFFIXES:
        return Item("suffix", token.words, token.start - 1, token.end, token.words, aside), at + 1
    if behind_name and _LETTER.fullmatch(written):
        return Item("word", token.words, token.start, token.end, token.words, aside), at + 1
    phrase = table.longest(words, at)
    if phrase and not (phrase[1] < len(tokens) and tokens[phrase[1]].glued and phrase[0].kind == "skip"):
        first, end = phrase
        value = "article" if first.kind == "skip" and token.words in ("a", "an") else first.value
        return (
            Item(first.kind, value, token.start, tokens[end - 1].end, " ".join(words[at:end]), aside),
            end,
        )
    end = at + 1
    while end < len(tokens) and tokens[end].glued and tokens[end].mention is None:
        end += 1  # "low-grade" is one word
    if end == at + 1 and token.words.endswith("ly") and len(token.words) > 4:
        return Item("skip", "adverb", token.start, token.end, token.words, aside), end
    whole = " ".join(words[at:end])
    return Item("word", whole, token.start, tokens[end - 1].end, whole, aside), end


def _inside(folded: str, token: _Token, table: Phrases) -> tuple[Item, ...]:
    """The phrases within a condition's name that say how far it has gone or what is done: "prevention of migraine"."""
    inner = _words(folded, token.start, token.end)
    words = [t.words for t in inner]
    found = []
    at = 0
    while at < len(inner):
        phrase = table.longest(words, at)
        if phrase is None or words[max(0, at - 1)] == "non":  # "non-metastatic" is not metastatic
            at += 1
            continue
        row, end = phrase
        if row.kind in _WITHIN:
            said = " ".join(words[at:end])
            found.append(Item(row.kind, row.value, inner[at].start, inner[end - 1].end, said))
        at = max(at + 1, end)
    return tuple(found)


def _without_shut(items: list[Item]) -> list[Item]:
    """Markers behind "no" or "without" are none of the use's: it is for those who lack them."""
    found: list[Item] = []
    shut = False
    for item in items:
        if item.kind == "exclude":
            shut = True
        elif item.kind not in ("biomarker", "conjunction", "comma", "skip", "weak"):
            shut = False
        if shut and item.kind == "biomarker":
            item = replace(item, kind="lacked", value=f"no {item.value}")
        found.append(item)
    return found


def _with_partners(items: list[Item]) -> tuple[Item, ...]:
    """Drugs told apart: those that the use is given with, those that came before it, and those that narrow it."""
    found: list[Item] = []
    giving = ""
    for item in items:
        if item.kind == "drug":
            if giving == "after" and found:
                _turn(found, "setting", "later line")
            kind = _GIVING.get(giving, "not given with")
            found.append(replace(item, kind=kind))
            continue
        if item.kind == "partner":
            giving = "given with"
        elif item.kind in ("setting", "earlier") or item.words in ("after", "following"):
            giving = "after" if item.kind == "link" else "came before"
        elif item.kind == "open" and item.words == "with" and not giving:
            giving = "with"
        elif item.kind not in ("conjunction", "comma", "skip", "biomarker"):
            giving = ""
        found.append(item)
    return tuple(found)


def _turn(found: list[Item], kind: str, value: str) -> None:
    """Make the last "after" in ``found`` an item of another kind."""
    for n in range(len(found) - 1, -1, -1):
        if found[n].words in ("after", "following"):
            found[n] = replace(found[n], kind=kind, value=value)
            return
