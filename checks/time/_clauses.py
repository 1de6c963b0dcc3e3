"""A sentence taken apart into clauses: how each is opened, what its subject is, and of when its verb tells.

There is no parser of English here: auxiliaries, openers and pronouns are closed classes (``clauses.toml``), and nearly
all that ages is said with one of them. What cannot be told is told as unknown, and nobody speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checks.time._roles import Words, lists
from checks.time._subjects import Subject, Whose, subject_of
from checks.time._verbs import (
    Tense,
    Verb,
    closed,
    hangs,
    is_adverb,
    is_finite,
    plain_forms,
    verb_of,
    words_for,
)
from language.days import MONTHS
from language.inflect import Form


class Kind(Enum):
    """How a clause stands to the sentence."""

    MAIN = "main"  # and what stands beside it: because, although, and
    WHENEVER = "whenever"  # if, when, unless
    RELATIVE = "relative"  # who, which, that behind a noun
    ASIDE = "aside"  # ", which"
    CONTENT = "content"  # what is said, known or asked


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``start`` to ``end``, what opens them, and their verbs and subject (``of``: its tokens)."""

    kind: Kind
    opener: str
    start: int
    end: int
    verb: Verb
    subject: Subject
    of: tuple[int, int]


_HARD = frozenset(".;:()?!—–")
_NEAR = 7
#: Parts of those who can have done what a clause tells.
_WHO = frozenset(("person", "clinician", "science", "maker", "payer", "authority", "house"))
_REACH = 14
_WITHIN = frozenset((Kind.RELATIVE, Kind.CONTENT, Kind.ASIDE))


@dataclass(slots=True)
class _Piece:
    """A clause while it is read: ``subject``: where it stands elsewhere; ``asked``: it is a clause ("whether …")."""

    kind: Kind
    opener: str
    start: int
    end: int
    verb: int = -1
    subject: tuple[int, int] = (0, 0)
    asked: bool = False


def clauses(words: Words) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order."""
    return tuple(_described(words, piece) for piece in _pieces(words))


def _described(words: Words, piece: _Piece) -> Clause:
    verb = verb_of(words, piece.verb, piece.start, piece.end)
    low = piece.start + (1 if piece.opener else 0)
    of = piece.subject if piece.subject != (0, 0) else (low, verb.start if verb.start >= 0 else piece.end)
    subject = Subject(Whose.WORLD) if piece.asked else subject_of(words, *of)
    return Clause(piece.kind, piece.opener, piece.start, piece.end, verb, subject, of)


def _pieces(words: Words) -> list[_Piece]:
    tokens = words.tokens
    end = len(tokens)
    out: list[_Piece] = []
    piece = _Piece(Kind.MAIN, "", 1, end)

    def follow(with_: _Piece, at: int) -> _Piece:
        piece.end = at
        if piece.end > piece.start:
            out.append(piece)
        return with_

    for at in range(1, end):
        kind = _opens(words, at, piece)
        if (tokens[at].kind in _HARD and not _is_range(words, at)) or (
            tokens[at].kind == "," and _closes(piece, at)
        ):
            piece = follow(_Piece(Kind.MAIN, "", at + 1, end), at)
        elif kind is not None:
            piece = follow(_Piece(kind, tokens[at].text, at, end), at)
        elif is_finite(words, at):
            if piece.verb < 0 and not _is_last_of_asked(words, piece, at):
                piece.verb = at
            elif (
                piece.verb < 0
                or at - piece.verb > 2
                or tokens[piece.verb].text not in closed("verbs")["modal"]
            ):
                if piece.kind in _WITHIN and tokens[at - 1].text not in ("and", "or", "but", "not"):
                    # a second verb is that of the clause around it
                    relative = piece.kind is Kind.RELATIVE and out
                    of = (out[-1].start, out[-1].end) if relative else (piece.start, at)
                    piece = follow(_Piece(Kind.MAIN, "", at, end, at, of, piece.kind is Kind.CONTENT), at)
                elif piece.kind is Kind.MAIN and _is_article(words, at - 2) and at - 2 > piece.verb:
                    # "a question | the experts cannot answer"
                    piece = follow(_Piece(Kind.CONTENT, "", at - 2, end, at), at - 2)
        elif piece.verb < 0 and piece.kind is not Kind.MAIN and _is_plain_verb(words, piece, at):
            piece.verb = at
    follow(piece, end)
    return out


def _is_last_of_asked(words: Words, piece: _Piece, at: int) -> bool:
    """True for the one auxiliary of "Whether it helps in children is disputed": it is the main clause's."""
    if piece.start != 1 or piece.opener not in ("whether", "why", "how") or at < piece.start + _NEAR - 4:
        return False
    until = next(
        (i for i in range(at, len(words.tokens)) if words.tokens[i].kind in _HARD), len(words.tokens)
    )
    return not any(is_finite(words, ahead) for ahead in range(at + 1, until))


def _is_range(words: Words, at: int) -> bool:
    """True for the dash of "aged 40–74": no break."""
    around = (words.tokens[at - 1], *words.tokens[at + 1 : at + 2])
    return words.tokens[at].kind == "–" and [token.kind for token in around] == ["n", "n"]


def _closes(piece: _Piece, at: int) -> bool:
    """True where a comma ends a clause that something opened."""
    opened = bool(piece.opener) and (piece.kind is not Kind.MAIN or piece.start == 1) and piece.verb >= 0
    return opened or (piece.kind is Kind.WHENEVER and at > piece.start + 2)


def _is_article(words: Words, at: int) -> bool:
    return words.tokens[at].text in closed("nouns")["determiners"] and words.tokens[at + 1].kind == "w"


def _is_plain_verb(words: Words, piece: _Piece, at: int) -> bool:
    """True for a verb without auxiliary in a clause within another: "that measure it", "whether it works"."""
    nouns = closed("nouns")
    text = words.tokens[at].text
    ahead = [n for n in (at + 1, at + 2) if n < len(words.tokens)]
    if ahead and is_finite(words, ahead[0]):
        return False
    if len(ahead) > 1 and is_finite(words, ahead[1]) and words.roles[ahead[0]] & _WHO:
        return False  # "that young men had"
    if piece.kind is Kind.RELATIVE and at == piece.start + 1:
        no_verb = nouns["determiners"] | nouns["anaphor"] | nouns["reader"]
        return text not in no_verb and not words.roles[at] & _WHO
    is_a = plain_forms().get(text, Form(0))
    return bool(is_a & (Form.BASE | Form.THIRD | Form.PAST)) and not hangs(words, at)


def _opens(words: Words, at: int, piece: _Piece) -> Kind | None:
    """What kind of clause the word opens, None for none."""
    table, tokens = closed("openers"), words.tokens
    text, before = tokens[at].text, tokens[at - 1]
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    first, behind_comma = at == piece.start, before.kind == ","
    if tokens[at].glued or {f"{text} {following}", f"{before.text} {text}"} & table["no_opener"]:
        return None
    if text in table["joins"]:
        return _joins(words, at, piece)
    if text in table["or_preposition"] and (following in MONTHS or following.isdigit()):
        return None
    if text in table["or_preposition"] and not _verb_ahead(words, at + 1, _NEAR + 2):
        return None
    if text in table["behind_verb"] and not first and _is_half(words, piece, at):
        return None
    if text in ("as", "while", "whilst"):
        return Kind.MAIN if behind_comma else Kind.WHENEVER
    if text == "since":
        return Kind.MAIN if behind_comma or first else None
    if text == "that":
        pronoun = first or behind_comma or (at == piece.start + 1 and piece.opener)
        if pronoun or before.text in closed("small")["prepositions"]:
            return None
        return Kind.CONTENT if _says(words, at) else Kind.RELATIVE
    if text == "if" and _inquires(words, at - 1):
        return Kind.CONTENT  # "have investigated if it helps"
    if text in table["asked"] and (first or _says(words, at) or text in ("whether", "why", "how")):
        if text in ("if", "when", "where") and (
            before.text in ("possible", "likely", "to", "as") or not _says(words, at)
        ):
            return Kind.RELATIVE if text == "where" else Kind.WHENEVER
        return Kind.CONTENT
    if text in table["relative"]:
        return Kind.ASIDE if behind_comma else Kind.RELATIVE
    if text in table["whenever"]:
        return Kind.WHENEVER
    return Kind.MAIN if text in table["beside"] else None


def _inquires(words: Words, at: int) -> bool:
    """True for the verb of those who look into something, not for what is done to it: "is tested if …"."""
    verb, before = words.tokens[at], {token.text for token in words.tokens[max(0, at - 2) : at]}
    passive = "*ing" not in verb.lemmas and not before.isdisjoint(words_for("be") | {"being"})
    return not (passive or lists()["inquire"].isdisjoint(verb.lemmas))


def _is_half(words: Words, piece: _Piece, at: int) -> bool:
    """True where a clause still waits for its verb: "the thinking on …", "whether it helps …"."""
    waits = piece.verb < 0 and verb_of(words, -1, piece.start, at).tense is Tense.NONE
    return (piece.kind is Kind.MAIN and waits) or (piece.kind is Kind.CONTENT and piece.start == 1)


def _joins(words: Words, at: int, piece: _Piece) -> Kind | None:
    """What "and", "but" and their like open: a clause beside the one before, where a subject and a verb follow."""
    text = words.tokens[at].text
    behind_comma = words.tokens[at - 1].kind == ","
    if not behind_comma and text in ("and", "or", "so", "yet"):
        joined = text in ("and", "or") and piece.verb >= 0 and _new_subject(words, at + 1)
        return piece.kind if joined else None
    return Kind.MAIN if _verb_ahead(words, at + 1, _REACH) else None


def _new_subject(words: Words, at: int) -> bool:
    """True where a noun or pronoun and then a verb follow at once."""
    for ahead in range(at, min(at + _NEAR, len(words.tokens))):
        if words.tokens[ahead].kind in _HARD or words.tokens[ahead].kind == ",":
            return False
        if is_finite(words, ahead):
            return ahead > at
    return False


def _verb_ahead(words: Words, at: int, reach: int) -> bool:
    for ahead in range(at, min(at + reach, len(words.tokens))):
        token = words.tokens[ahead]
        if token.kind in _HARD:
            return False
        article = words.tokens[ahead - 1].text in closed("nouns")["determiners"]
        if is_finite(words, ahead) or (ahead > at and token.text in plain_forms() and not article):
            return True
    return False


def _says(words: Words, at: int) -> bool:
    """True behind a word of saying, knowing or asking: what follows is what is said."""
    says = lists()["know"] | closed("openers")["says"]
    for back in range(at - 1, max(0, at - 4), -1):
        token = words.tokens[back]
        if token.text in closed("openers")["says_of"]:
            return back == at - 1
        if not says.isdisjoint(token.lemmas) or token.text in says:
            return True
        if token.kind in _HARD or token.kind == "," or not (is_adverb(token.text) or token.text == "out"):
            return False
    return False
