"""A sentence's words with the parts that they play: who looks into things, what is looked into, what is counted.

``roles.toml`` holds the parts by lemma. The forms of a word and the patterns over them are those in which claims are
read (``language.inflect``, ``language.patterns``), so that a row here says "be @inquire/ing" and reads every verb of that list.
"""

# ruff: noqa: E501 - a pattern and a list of words stay on one line, to be read against a sentence
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from language.inflect import Form, forms
from language.patterns import Pattern, compile_pattern
from language.tokens import Token

HERE = Path(__file__).parent
_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d+(?:[.,]\d+)*|\w+|[^\w\s]")
_EXPANDED = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "ca": "can",
    "wo": "will",
    "cannot": "can",
}
_IS = frozenset(("it", "that", "there", "what", "here"))
#: What may stand between the words of a pattern.
_SKIPPED = frozenset((
    "the", "a", "an", "its", "their", "our", "still", "now", "also", "just", "only", "already", "even", "all", "most", "both", "being",
    "very", "quite", "so", "too", "yet", "much", "rather", "fairly", "again", "more", "no_", "today", "soon", "far",
    "however", "fast", "perhaps", "indeed",
))  # fmt: skip
_MARKS = frozenset(".;:()?!—–,")
#: What stands for a word, or begins one.
_SIGNS = frozenset("'%$£€")
#: Lists of words that have one form.
_AS_WRITTEN = frozenset(("you", "he", "none", "few"))


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence, which parts each of them can play, and all their lemmas and kinds together."""

    tokens: tuple[Token, ...]
    roles: tuple[frozenset[str], ...]
    lemmas: frozenset[str]


@cache
def lists() -> dict[str, frozenset[str]]:
    """The lists of roles.toml by name, with what they take in."""
    raw: dict[str, list[str]] = tomllib.loads((HERE / "roles.toml").read_text("utf-8"))["lists"]

    def whole(name: str) -> frozenset[str]:
        return frozenset().union(*(whole(word[1:]) if word[0] == "@" else {word} for word in raw[name]))

    return {name: whole(name) for name in raw}


@cache
def rows(of: str) -> dict[str, list[dict[str, Any]]]:
    """senses.toml, frames.toml or figures.toml as written: its rows by kind."""
    return tomllib.loads((HERE / f"{of}.toml").read_text("utf-8"))


def compiled(source: str) -> Pattern:
    """A row's pattern, with the lists of roles.toml."""
    return compile_pattern(source, lists(), _SKIPPED)


@cache
def _table() -> dict[str, dict[str, Form]]:
    known = {word for own in lists().values() for word in own} | {"^"}
    for row in (
        *rows("senses")["sense"],
        *(row for of in rows("figures").values() for row in of),
        *rows("ahead")["relative"],
        *rows("ahead")["looks"],
        *(row for of in rows("titles").values() for row in of),
    ):
        for element in " ".join((*row["words"], *row.get("unless", ()))).split():
            known |= {part.partition("/")[0] for part in element.strip("!?").split("|")}
    table: dict[str, dict[str, Form]] = {}
    for lemma in sorted(word for word in known if word and word[0] not in "@.,*"):
        for form, is_a in forms(lemma).items():
            table.setdefault(form, {})[lemma] = is_a
    for skipped in _SKIPPED:
        table.setdefault(skipped, {}).setdefault(skipped, Form.BASE)
    return table


@cache
def _roles() -> dict[str, frozenset[str]]:
    """Form → the lists that it is of as a noun or an adjective."""
    parts = ("you", "he", "person", "body", "science", "maker", "payer", "authority", "house", "clinician", "institution", "world", "inquiry", "drug", "device",
             "procedure", "remedy", "guidance", "knowledge", "figure", "service", "plague", "matter", "know", "none", "few", "event")  # fmt: skip
    found: dict[str, set[str]] = {}
    for name in parts:
        for lemma in lists()[name]:
            for form, is_a in forms(lemma).items() if name not in _AS_WRITTEN else {lemma: Form.BASE}.items():
                if name == "know" or is_a & (Form.BASE | Form.THIRD):
                    found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


#: A stem is so long at least.
_STEM = 4
_NO_VERB = frozenset((
    "during", "nothing", "something", "anything", "everything", "morning", "evening", "spring", "string", "ceiling", "sibling", "being",
    "having", "going", "underlying", "willing", "missing", "lacking", "boring", "annoying", "painful", "following", "indeed", "hundred",
    "after", "other", "under", "over", "never", "whether", "either", "neither", "together", "however", "another", "rather", "number",
    "cancer", "fever", "liver", "water", "ever", "doctor", "order", "paper", "matter", "center", "shoulder", "bladder", "ulcer", "summer",
    "winter", "september", "october", "november", "december", "mother", "father", "brother", "sister", "daughter", "carrier", "computer",
    "living", "feeling", "lying", "sitting", "standing", "interesting", "amazing", "surprising", "causing", "encouraging", "warning",
    "honest", "modest", "interest", "request", "forest", "arrest", "digest", "protest", "suggest", "invest", "harvest", "latest",
    "breathing", "bleeding", "swelling", "meeting", "building", "wedding", "clothing", "setting", "needing", "wanting", "depending",
))  # fmt: skip
_NO_LEMMAS: dict[str, Form] = {}
_NO_ROLES: frozenset[str] = frozenset()


#: A number by its length, and whether it can be a year.
_NUMBERS: dict[tuple[bool, bool], dict[str, Form]] = {
    (False, False): {"*n": Form.BASE},
    (True, False): {"*n": Form.BASE, "*big": Form.BASE},
    (True, True): {"*year": Form.BASE},
}
_YEAR = re.compile(r"(?:19|20)\d\d")


def _shape(text: str) -> dict[str, Form] | None:
    """What a word is by its ending, whatever its lemma: "*ing", "*ed", "*er"; a number's kind."""
    if text[0].isdigit():
        return _NUMBERS[len(text) > _STEM - 1, bool(_YEAR.fullmatch(text))]
    if len(text) > _STEM + 1 and text.endswith("ing") and text not in _NO_VERB:
        return {"*ing": Form.ING}
    if len(text) > _STEM and text.endswith("ed") and text not in _NO_VERB:
        return {"*ed": Form.PARTICIPLE}
    if len(text) > _STEM + 1 and text.endswith("est") and text not in _NO_VERB:
        return {"*est": Form.BASE}
    if len(text) > _STEM and text.endswith("er") and text not in _NO_VERB:
        return {"*er": Form.BASE}
    return None


@lru_cache(maxsize=8192)
def _word(text: str) -> tuple[dict[str, Form], frozenset[str]]:
    """What a word in small letters is a form of, with the shape of its ending, and the parts that it can play."""
    known = _table().get(text, _NO_LEMMAS)
    shape = _shape(text)
    return ({**known, **shape} if shape else known), _roles().get(text, _NO_ROLES)


@lru_cache(maxsize=64)  # several checks ask for the same sentence, one after the other
def words_of(sentence: str) -> Words:
    """The tokens of a sentence behind a "^" that stands for its beginning; a capital inside it makes a name ("X")."""
    tokens = [Token("^", "w", 0, 0, False, {"^": Form.BASE})]
    roles = [_NO_ROLES]
    for match in _WORD.finditer(sentence):
        written = match[0]
        text = written.lower().replace("’", "'")
        if text == "'s" and tokens[-1].text in _IS:
            text = "is"
        first = text[0]
        if not (first.isalnum() or first in _SIGNS or text in _MARKS):
            continue
        text = _EXPANDED.get(text, text)
        known, own = _word(text)
        if first.isdigit():
            kind = "n"
        elif not known and len(tokens) > 1 and written[0].isupper():
            kind = "X"
        else:
            kind = "w" if first.isalpha() or first in _SIGNS else text
        start, end = match.span()
        glued = "-" in (sentence[start - 1 : start], sentence[end : end + 1])
        tokens.append(Token(text, kind, start, end, glued, known))
        roles.append(own)
        if written.lower() == "cannot":
            tokens.append(Token("not", "w", end, end, False, _word("not")[0]))
            roles.append(_word("not")[1])
    lemmas = {lemma for token in tokens for lemma in token.lemmas} | {token.kind for token in tokens}
    return Words(tuple(tokens), tuple(roles), frozenset(lemmas))
