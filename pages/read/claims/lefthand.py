"""The subject to the left of a status: "D is approved", "none of these drugs has been approved"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pages.read.claims import words as w
from pages.read.claims.anaphora import Found, anaphor, is_another, of_some_drugs
from pages.read.claims.context import Context
from pages.read.claims.coordination import COORDINATION, coordinated
from pages.read.claims.scope import relative
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists

_PREFACE = re.compile(
    r"\A(?:(?:in|on|since|as of|after|for|to|with|among|at|by|until|before|when|while|despite|because of|like|unlike|"
    r"besides|following|under|according to|of|from|although|though|along with|in addition to|as|if|over|during|apart from|"
    r"aside from|outside|within|given|thanks to|initially|originally|currently|today|now|recently|previously|however|therefore|"
    r"unfortunately|fortunately|more recently|most recently|first|second|third|also|so far|still|yet|for example|for instance|"
    r"finally|meanwhile|later|then|T|in fact|moreover|furthermore|additionally|earlier|once)\b[^,]*, |"
    r"[a-z]+ly, |[^,;:]{1,40} aside, |"
    r"(?:and|but|so|yet|or|also|however|today|currently|now|recently|then|later|still|first|indeed|both(?= (?:the |of the )?[DK])|either(?= [DK])|in T|since T|in the U|in U|as of T|by T|until T|until recently|at this time|at present|to date) )"
)
_SAYING = re.compile(
    r"\b(?:says?|said|notes?|noted|announc\w+|report\w*|confirm\w*|believes?|shows?|means?|think|thinks|understand|know|stat\w+|add(?:s|ed)|explain\w*|told|suggest\w*|warn\w*|found|learn\w*|declar\w+|reveal\w*)(?: \w+)? (?:that )?(?:(?:the|a|an|its|both|their|generic|brand-name) )*\Z|\bthat (?:the )?\Z"
)


# "D's rival D", "D aside, D"
_OWNS_ANOTHER = re.compile(r"\A(?:(?:'s|s') (?:(?!\b(?:and|or)\b)[\w-]+ ){1,4}D| aside\b)")
_LEADING = re.compile(
    rf"\A\s*(?:(?:and|but|so|yet|however,?|today,?|now|currently,?|still|even|that|because|as|although|though|if|while|since|when|for now,?|in T,?|generic|brand-name|oral|injectable|only|the only|the) )*(?P<pronoun>{w.PRONOUN})\b"
)
_BESIDES = re.compile(r"\b(?:apart from|except(?: for)?|besides|other than|aside from)\b[^;:]*\Z")
# "These symptoms", "this study": behind a bare determiner, a noun that stands for no drug.
_OF_ANOTHER_NOUN = re.compile(
    rf" (?!(?:is|are|was|were|be|been|has|have|had|will|would|may|might|can|could|do|does|did|should|must|still|also|currently|now|today|"
    rf"yet|all|both|each|not|never|only|just|ever|already|so|too|then|first|remain\w*|include\w*|await\w*|need\w*|lack\w*|come|came|go|"
    rf"went|won|get|got|receive\w*|gain\w*|of|that|which|who|in|for|to|and|or|but|because|by|as|at|since|from|with|\w+ly|\w+ed)\b)"
    rf"(?!(?:[\w-]+ ){{0,2}}(?:options?|versions?|forms?|formulations?|brands?|generics?|molecules?|candidates?|substances?|ones?|choices?|"
    rf"types?|kinds?|approach|group|class|two|three|four|five|{w.DRUG_NOUN})\b)[a-z][\w-]+"
)
_BARE = frozenset({"this", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class Leant:
    """Where a drug's name leans on a noun that is no drug: before it ("a study of D"), behind it ("D's maker"), alone."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    noun: re.Pattern[str]
    no_owner: re.Pattern[str]

    @staticmethod
    def on() -> Leant:
        """The patterns of the nouns in words.toml."""
        return _leant_on(lists()["not_a_drug"])


@cache
def _leant_on(nouns: frozenset[str]) -> Leant:
    noun = w.any_noun(nouns)
    return Leant(
        re.compile(
            rf"\b{noun}(?:'s?)? (?:(?:\w+ ){{0,3}}?(?:of|for|taking|on|with|about|receiving|who|that|using|given|treated with|behind|evaluating|testing|comparing|involving|measuring|to)\b[^,;]*)?\Z"
        ),
        re.compile(
            rf"\A(?:'s|s')? ?(?:(?:new|clinical|pivotal|phase|T|safety|prescribing|blood|companion|genetic|[\w-]*'s) ){{0,2}}{noun}\b"
        ),
        re.compile(rf"\b{noun}\b"),
        re.compile(rf"\b{noun}\b(?!'s)"),
    )


_FOR_WHICH_NO = re.compile(
    r"\b(?:for|in|against) (?:which|whom|whose [a-z]+),? (?:(?:there is|there are|currently|to date|so far|still|as yet|today),? )*"
    r"(?=(?:no|none|nothing|not one|not a single)\b)"
)
_SO_FAR = r"(?:currently|today|now|at present|at this time|so far|thus far|as yet|to date|until now|up to now|to this day|still)"
_HINGE = r"(?:(?:because|as|since|although|though|while|whereas|where|but|and|so|that|(?:apart from|besides|aside from|except for|other than) D(?: \([^)]*\))?,?) )?"
_NO_ONE = re.compile(
    r"\A\s*(?:(?:and|but|so far|to date|today|currently|yet|,) ?)*(?:none of|not one of|neither of|no (?:[\w-]+ ){0,3}(?:form|version|formulation)s? of|no (?:drug|medicine|member|other|one)s?\b(?! (?:longer|doubt)))"
)


_NONE_OF_WHICH = re.compile(
    r",? (?:and )?(?:none|neither|not one|no (?:[\w-]+ )?(?:member|drug|medicine|one|agent)) of (?:which|whom)\s*\Z"
)


def left_subject(
    masked: Statement, begin: int, end: int, context: Context, index: int, before: Found | None
) -> Found | None:
    """The subject to the left, denied where its phrase opens with "none of", "no drug of its class"."""
    found = _named_left(masked, begin, end, context, index, before)
    if found is not None and not found.none and _NO_ONE.match(masked.text[begin:end]):
        return replace(found, none=True)
    return found


# "..., and D the only drug for C", "which leaves D the only drug": of the name right before it, whatever it opens with.
_NOUN_NEXT = re.compile(r"(?:still |now |so far )?(?:the|an)\b")
_NOR_ANY_OTHER = re.compile(rf"\bneither (?:the )?D nor any(?:thing else| other {w.DRUG_NOUN})\s*\Z")
_LATE_NO = re.compile(
    rf", (?:no|not (?:one|a single)) (?:(?!other\b|longer\b)[\w-]+ ){{0,2}}?{w.DRUG_NOUN}(?: (?:for|against) C)?\s*\Z"
)


def _named_left(
    masked: Statement, begin: int, end: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    if end > 1 and end - 2 in masked.names and text[end - 2 : end] == "D " and _NOUN_NEXT.match(text, end):
        return Found((masked.names[end - 2],), start=end - 2, end=end - 1)
    lead = _FOR_WHICH_NO.search(text, begin, end)
    begin = lead.end() if lead else begin
    if relative(text, begin) and not _FOR_WHICH_NO.search(text, max(0, begin - 40), end):
        near = [i for i in range(begin) if text[i] in "DK" and i in masked.names]
        if near:
            start = near[-1]
            while len(near) > 1 and COORDINATION.match(text[near[-2] + 1 : start]):
                near.pop()
                start = near[-1]
            return coordinated(masked, start, begin)
    left = text[begin:end].rstrip(" ,")
    offset = begin + len(left) - len(left.lstrip())
    left = left.lstrip()
    while True:
        preface = _PREFACE.match(left)
        rest = left[preface.end() :] if preface else ""
        if not preface or not (
            re.search(r"[DK]", rest) or _LEADING.match(rest + " ") or not re.search(r"[DK]", left)
        ):
            break
        offset += preface.end()
        left = rest
    of_which = _NONE_OF_WHICH.search(left)
    if of_which:  # "ditans are a new class, no member of which has been approved"
        names = [i for i in range(offset, offset + of_which.start()) if text[i] in "DK" and i in masked.names]
        at = next((i for i in names if text[i] == "K"), names[0] if names else -1)
        return None if at < 0 else replace(coordinated(masked, at, offset + of_which.start()), none=True)
    tail = re.search(r"\b(?:that|which|who)\Z", left)
    if tail:
        left = left[: tail.start()].rstrip(" ,")
    where = [
        i
        for i in range(offset, offset + len(left))
        if text[i] in "DK" and i in masked.names and not _BESIDES.search(text, offset, i)
    ]
    pronoun = _LEADING.match(left + " ")
    if (
        pronoun
        and (not where or pronoun.end() <= where[0] - offset)
        and not re.match(r" ?[DK,(:–—-]", left[pronoun.end() :])
        and not (pronoun["pronoun"] in _BARE and _OF_ANOTHER_NOUN.match(left + " ", pronoun.end()))
    ):
        found = anaphor(pronoun["pronoun"], context, index, before, masked, begin)
        if found:
            return found
    if re.match(
        rf"(?:no|none of the) (?:[\w-]+ ){{0,2}}?{w.DRUG_NOUN}, (?:including|not even|even|such as)\b", left
    ):
        return Found(any_drug=True, none=True, start=offset, end=end)
    every = _NOR_ANY_OTHER.search(left)
    if every and not re.search(r"K", left):  # "neither D nor any other drug"
        return Found(any_drug=True, none=True, start=offset + every.start(), end=end)
    if where and text[where[-1]] == "K" and is_another(left, [i - offset for i in where]):
        return None
    if where:
        if tail and re.search(rf"[DK](?: {w.DRUG_NOUN})?\s*\Z", left):
            at = where[-1]
            return coordinated(masked, at, end)
        head = _head(masked, where, offset, left)
        return None if head is None else coordinated(masked, head, end)
    trailing = re.search(r"\b(?:it|they|this drug|this medicine|these drugs|these medicines)\Z", left)
    if trailing:  # "For bone metastases it has not been approved"
        meant = anaphor(trailing[0], context, index, before, masked, begin)
        if meant:
            return meant
    nothing = re.match(
        rf"\A\s*{_HINGE}(?:\w+ly,? )?(?:(?:for|in|against) (?:(?!D|K)[\w-]+ ){{0,4}}?C,? )?(?:{_SO_FAR},? )*(?:no|none of (?:the|them|these|those)|none|not any|not one of (?:the|them|these|those)|not (?:one|a single)|no other|nothing|neither(?: of (?:the|these|them))?)\b(?: (?!C\b|K\b|D\b)[\w-]+){{0,3}}? ?(?:{w.DRUG_NOUN})?",
        left,
    )
    if nothing and re.match(
        rf"\A\s*{_HINGE}(?:\w+ly,? )?(?:(?:for|in|against) (?:[\w-]+ ){{0,4}}?C,? )?(?:{_SO_FAR},? )*(?:no|not one|not a single|none|nothing|neither)\b",
        left,
    ):
        if re.search(r"\b(?:none|not one|neither) of (?:them|these|those)\b", left) or re.fullmatch(
            rf"\A\s*(?:so far,? |to date,? )?(?:none(?: so far| yet)?|neither(?: of the two)?(?: {w.DRUG_NOUN})?)\s*",
            left,
        ):
            meant = anaphor("these", context, index, before, masked, begin)
            if meant is None and of_some_drugs(text[:offset] or context.text_before(index)):
                return Found(any_drug=True, none=True, start=offset, end=end)
            return replace(meant, none=True) if meant else None
        if re.search(rf"\b{w.DRUG_NOUN}\b|nothing", left):
            return Found(any_drug=True, none=True, start=offset, end=end)
        return None
    late = _LATE_NO.search(left)
    if late:  # "With creams, light and patience as the only choices, no pill"
        return Found(any_drug=True, none=True, start=offset + late.start() + 2, end=end)
    if re.fullmatch(
        r"\s*(?:most |all )?(?:drug (?:treatments|therapies)|drugs|medicines|medications)(?: for C)?", left
    ):
        return Found(any_drug=True, start=offset, end=end)
    counted = re.match(
        rf"\A\s*(?:(?:for|in|against) (?:(?!D|K)[\w-]+ ){{0,4}}?C,? )?(?:there (?:are|is) |only |just |at least |more than |the )*(?:{w.NUMBER_WORD}) (?:[\w-]+ ){{0,3}}?(?:{w.DRUG_NOUN})\b",
        left,
    )
    if counted:
        return Found(any_drug=True, start=offset, end=end)
    if re.fullmatch(
        r"\s*(?:(?:(?:and|but|also|then|later|now|so|still|yet|since|is|are|was|were|has|have|it|T|in|\w+ly|the)\b|,)\s*)*+",
        left,
    ):
        return (
            before
            if before and begin
            else (anaphor("it", context, index, before) if re.search(r"\bit\b", left) else before)
        )
    return None


def _head(masked: Statement, where: list[int], offset: int, left: str) -> int | None:
    """Which of the names to the left is the grammatical subject: the first that no other noun owns."""
    text = masked.text
    for at in where:
        lead = text[offset:at]
        after = text[at + 1 : offset + len(left)]
        saying = list(re.finditer(_SAYING.pattern.replace(r"\Z", ""), lead))
        lead = lead[saying[-1].end() :] if saying else lead
        if Leant.on().before.search(lead) and not re.search(
            r"\b(?:label|labell?ing|packaging|use|version|form|sale|production|safety|approval|combination|addition|effectiveness|treatment)s? of (?:the |generic )?\Z|"
            r"\b(?:company|maker|manufacturer|sponsor)'s \Z",
            lead,
        ):
            continue
        if Leant.on().behind.match(after) or _OWNS_ANOTHER.match(after):
            continue
        # the object of a preposition or of another verb is no subject: "responded to D", "compared with D"
        if (
            at != where[0]
            and re.search(
                r"\b(?:than|unlike|like|with|after|versus|vs\.?|against|to|by|from|including|such as|as)\s+(?:the )?\Z",
                lead,
            )
            and not re.search(r"\b(?:treatment|therapy|combination) with \Z", lead)
        ):
            continue
        return at
    return None
