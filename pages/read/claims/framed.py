"""Claims that their frame completes: the answer to a question, the item of a list."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from language.names import Names, fold
from model.claim import Anchor, AnchorKind, Claim, Exclusivity
from pages.read.claims import words as w
from pages.read.claims.cue import Side
from pages.read.claims.frames import cues_of, distinct
from pages.read.claims.statement import Statement, state
from pages.read.claims.ways import gate

#: Reads the claims of one masked statement.
ReadStatement = Callable[[Statement], Iterator[Claim]]

_ANSWER = re.compile(
    r"\A\W*(?P<word>no|not yet|not currently|not at this time|yes|never|nope)\b[.,!:;—–-]?", re.IGNORECASE
)


# A question for what there is, with "C" at its end, and answers that deny it.
_IS_THERE = re.compile(
    r"\A\W*(?:so,? |and |but )?(?:is|are) there (?:(?:now|yet|currently|already) )?(?:an?|any|some)?\s*(?=[^?]{3,})",
    re.IGNORECASE,
)
_THERE_IS_NOT = re.compile(
    r"\A\W*(?:(?:sadly|unfortunately|alas|at present|so far|as yet),? )?"
    r"(?:no|not(?= (?:yet|at|currently|so far|now)|\W*[.,:;—–-])|nope|none)\b(?! (?:longer|doubt|only))"
    r"|\A\W*(?:sadly|unfortunately|alas),? not\b",
    re.IGNORECASE,
)


def answered(asked: str, text: str, names: Names, read: ReadStatement) -> list[Claim]:
    """ "Is D FDA approved? No.": the question's claim, affirmed or denied by its answer; "Is there a medicine for C?
    Not yet": that there is none."""
    if not asked.rstrip().endswith("?"):
        return []
    opening = _IS_THERE.match(asked)
    if opening and _THERE_IS_NOT.match(text):
        there_is = state(f"There is no {asked[opening.end() :].rstrip(' ?')}", names)
        return (
            [c for c in read(there_is) if c.mode == "asserted"][:1]
            if re.search(r"[CK]", there_is.text)
            else []
        )
    answer = _ANSWER.match(text)
    if not answer:
        return []
    masked = state(asked.rstrip(" ?"), names)
    body = re.sub(
        r"\A\s*(?P<be>is|are|was|were|has|have|does|do)\s+(?P<subject>[^,]*?[DK](?:s)?)\s+",
        "",
        masked.text,
    )
    verb = re.match(r"\s*(is|are|was|were|has|have)\b", masked.text)
    if body == masked.text or not verb:
        return []
    # the question turned into the statement that it asks about
    subject = masked.original[masked.at[verb.end()] : masked.at[len(masked.text) - len(body)]].strip()
    rest = masked.original[masked.at[len(masked.text) - len(body)] :].strip()
    no = answer["word"].lower() != "yes"
    statement = f"{subject} {verb[1]} {'not ' if no else ''}{rest}"
    return [
        replace(claim, cue=f"{rest}? {answer['word']}")
        for claim in read(state(statement, names))
        if claim.mode == "asserted"
    ][:1]


# "(The EU passed it,) but the FDA hasn't", "Americans will have to wait", "There is no US approval": said of the
# drug that the sentence, or the one before it, tells an approval abroad of.
_NOT_HERE = re.compile(
    r"\b(?:but|while|though|although|and|as|because|since|yet),? (?:the )?(?:u\.?s\.? )?fda (?:has not|hasn't|has yet to)(?: yet| so far)?\s*[.;]?\s*\Z|"
    r"\A\W*(?:but |so )?(?:americans|american (?:patients|families|doctors)|(?:u\.?s\.?) patients|patients here) (?:must|will(?: have to| need to)?|have to|need to) (?:have to )?wait\b|"
    r"\A\W*(?:but )?(?:there is|there's) (?:as yet |still )?no (?:u\.?s\.?|american|fda) (?:approval|licen[cs]e)\b(?! for)"
)
# One of these is in every match: looking for them first is faster.
_NOT_HERE_CUES = ("fda ha", "wait", "there is", "there's")
_PASSED_ABROAD = re.compile(
    r"[PX](?: \([^)]*\))? (?:has |have |had )?(?:just |already |now |recently )?(?:passed|approved|cleared|licen[cs]ed|okayed|authori[sz]ed)\b|"
    r"\b(?:passed|approved|cleared|licen[cs]ed|okayed|authori[sz]ed|sold|launched|available|on sale|on the market)\b[^.;]{0,30} (?:in|by) (?:the )?[PX]\b"
)


def not_here(before: str, text: str, names: Names, read: ReadStatement) -> list[Claim]:
    """What a sentence says by leaving the verb or the drug to the one before: that FDA has not approved it."""
    lower = fold(text)
    said = _NOT_HERE.search(lower) if any(cue in lower for cue in _NOT_HERE_CUES) else None
    if said is None:
        return []
    own, above = state(text, names), state(before, names)
    if not any(_PASSED_ABROAD.search(s.text) for s in (own, above)):
        return []
    meant = {m.keys: m for s in (own, above) for at, m in s.names.items() if s.text[at] == "D"}
    owned = any(s.text.startswith("'", at + 1) for s in (own, above) for at in s.names if s.text[at] == "D")
    if len(meant) != 1 or owned:
        return []
    (mention,) = meant.values()
    claims = read(state(f"{mention.words} is not approved by the FDA.", names))
    return [replace(c, cue=text[slice(*said.span())].strip(" .;")) for c in claims if c.mode == "asserted"][
        :1
    ]


_THEY_INCLUDE = re.compile(r"\A(?:they|these|those|examples) (?:include|are|comprise) ", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\A(?:(?:(?P<news>recently|lately|in recent years|in the last few years)|so far|to date|today|currently|now|since then|in (?:19|20)\d\d),? )?"
    r"(?:several|many|some|a few|a number of|various|other|two|three|four|five|six|[2-9])\b",
    re.IGNORECASE,
)


def they_include(before: str, text: str, names: Names, read: ReadStatement) -> list[Claim]:
    """ "Several drugs are approved for C. They include D and D.": each is one of those told of before."""
    opening, several = _THEY_INCLUDE.match(text), _SEVERAL.match(before)
    if not opening or not several or before.rstrip().endswith("?"):
        return []
    above = state(before.rstrip(" .;:"), names)
    if re.search(r"D", above.text) or not re.search(rf"\b{w.DRUG_NOUN}\b|K", above.text):
        return []
    listed = re.sub(
        r"\b(?:are|is|were|was|have been|has been) (?=(?:\w+ly |now |FDA-)?approved)",
        "",
        before.rstrip(" .;:"),
        count=1,
    )
    news = Anchor(AnchorKind.RECENT, None, several["news"]) if several["news"] else None
    return [
        replace(claim, exclusivity=Exclusivity.NONE, count=0, anchor=news or claim.anchor)
        for claim in read(state(f"{listed} include {text[opening.end() :]}", names))
        if claim.mode == "asserted" and claim.subject.drugs
    ]


def item(text: str, lead: str, names: Names, read: ReadStatement) -> Claim | None:
    """A list item under "FDA-approved drugs for breast cancer:" is a claim about the drug it opens with."""
    if not lead.rstrip().endswith(":"):
        return None
    own = state(text, names)
    opening = re.match(r"[^A-Za-z]*(?:the )?D", own.text)
    if not opening:
        return None
    at = opening.end() - 1
    name = own.original[own.names[at].start : own.names[at].end]
    whole = re.sub(r"\s*:\s*\Z", "", lead)
    above = state(whole, names)
    if re.search(r"[D]", above.text):
        return None
    cues = [
        c for c in distinct(cues_of(above.tokens, gate())) if c.side in (Side.GROUP, Side.RIGHT, Side.LEFT)
    ]
    if not cues:
        return None
    cue = cues[0]
    if cue.side is not Side.GROUP and not re.search(
        rf"\b{w.DRUG_NOUN}\b|K|\bfollowing\b|\bthese\b", above.text
    ):
        return None
    beside = f"{above.text[: cue.start]} {above.text[cue.end :]}"
    if re.search(r"\b(?:devices?|tests?|trials?|questions?|side effects?)\b", beside):
        return None
    worded = [f"{whole} include {name}" if cue.side is Side.GROUP else f"{whole} {name}"]
    if cue.side is Side.LEFT:
        at_large = rf"\b(?:the )?(?:following )?(?:\w+ )?{w.DRUG_NOUN}\b"
        worded.insert(0, re.sub(at_large, name, whole, count=1, flags=re.I))
    for words in worded:
        for claim in read(state(words, names)):
            if claim.mode == "asserted" and set(own.names[at].keys) & set(claim.subject.drugs):
                return replace(claim, exclusivity=Exclusivity.NONE, count=0)
    return None
