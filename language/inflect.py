"""The forms of a word: "withdraw" is also withdraws, withdrew, withdrawn, withdrawing.

Forms are made from lemmas, not lemmas from forms: the words that can state a status are a closed list, so each form
is one look-up in a table made once, and no guess about a word outside of the list is ever needed. That is why no
lemmatiser is used (docs/decisions/0002-libraries.md). A form that English does not have ("hitted") does no harm: no
page writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from functools import cache


class Form(IntFlag):
    """What a form of a verb can be; a noun's plural has the form of a verb's third person."""

    BASE = 1
    THIRD = 2  # approves, trials
    PAST = 4  # approved, withdrew
    PARTICIPLE = 8  # approved, withdrawn
    ING = 16  # approving


# lemma: past, participle (where more than one is written, "/" between them)
_IRREGULAR = {
    "bear": ("bore", "borne/born"), "become": ("became", "become"),
    "begin": ("began", "begun"), "bring": ("brought", "brought"),
    "build": ("built", "built"),
    "buy": ("bought", "bought"), "catch": ("caught", "caught"),
    "come": ("came", "come"), "do": ("did", "done"), "draw": ("drew", "drawn"),
    "fall": ("fell", "fallen"),
    "find": ("found", "found"), "get": ("got", "got/gotten"), "give": ("gave", "given"), "go": ("went", "gone"),
    "grow": ("grew", "grown"),
    "greenlight": ("greenlit/greenlighted", "greenlit/greenlighted"), "have": ("had", "had"), "hit": ("hit", "hit"),
    "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"), "let": ("let", "let"),
    "sweep": ("swept", "swept"),
    "lead": ("led", "led"),
    "leave": ("left", "left"), "lose": ("lost", "lost"), "make": ("made", "made"), "meet": ("met", "met"),
    "ok": ("ok'd/oked", "ok'd/oked"), "put": ("put", "put"), "quit": ("quit", "quit"), "run": ("ran", "run"),
    "say": ("said", "said"), "see": ("saw", "seen"), "seek": ("sought", "sought"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"),
    "set": ("set", "set"), "shrink": ("shrank", "shrunk"),
    "spread": ("spread", "spread"), "show": ("showed", "shown"), "take": ("took", "taken"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "undergo": ("underwent", "undergone"),
    "understand": ("understood", "understood"), "win": ("won", "won"),
    "withdraw": ("withdrew", "withdrawn"), "write": ("wrote", "written"),
}  # fmt: skip
_PLURAL = {
    "shelf": "shelves",
    "person": "persons/people",
    "man": "men",
    "woman": "women",
    "child": "children",
}
_BE = {
    "be": Form.BASE, "is": Form.THIRD, "are": Form.THIRD, "am": Form.THIRD, "was": Form.PAST, "were": Form.PAST,
    "been": Form.PARTICIPLE, "being": Form.ING,
}  # fmt: skip
_VOWELS = "aeiou"


@cache
def forms(lemma: str) -> Mapping[str, Form]:
    """Every form of ``lemma`` (one word in lower case), British and American, with what it can be."""
    if lemma == "be":
        return dict(_BE)
    found: dict[str, Form] = {}

    def put(form: str, is_a: Form) -> None:
        found[form] = found[form] | is_a if form in found else is_a

    for spelled in _spellings(lemma):
        put(spelled, Form.BASE)
        for third in _PLURAL.get(spelled, _third(spelled)).split("/"):
            put(third, Form.THIRD)
        past, participle = _IRREGULAR.get(spelled, (_ed(spelled), _ed(spelled)))
        for form in past.split("/"):
            put(form, Form.PAST)
        for form in participle.split("/"):
            put(form, Form.PARTICIPLE)
        for form in _ing(spelled):
            put(form, Form.ING)
    return found


def _spellings(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ize"):
        return lemma, lemma[:-3] + "ise"
    if lemma.endswith("ization"):
        return lemma, lemma.replace("ization", "isation")
    if lemma.endswith("license"):
        return lemma, lemma[:-2] + "ce"
    return (lemma,)


def _third(word: str) -> str:
    if word in ("have", "do"):
        return {"have": "has", "do": "does"}[word]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word == "go" else "s")


def _doubled(word: str) -> bool:
    """True for stop and permit, cancel and trial: a last consonant that is, or may be, written twice."""
    return (
        len(word) > 2 and word[-1] not in _VOWELS + "wxyhcks" and word[-2] in _VOWELS and word[-3:-2] != "e"
    )


def _ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return f"{word}ed/{word}{word[-1]}ed" if _doubled(word) else word + "ed"


def _ing(word: str) -> tuple[str, ...]:
    if word.endswith("e") and not word.endswith(("ee", "oe")):
        return (word[:-1] + "ing",)
    return (word + "ing", word + word[-1] + "ing") if _doubled(word) else (word + "ing",)
