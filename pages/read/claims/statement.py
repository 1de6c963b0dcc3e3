"""A statement: one sentence, list item, table cell or label and value, as the rows of ``ways`` are read against it.

Its text has each name replaced by a single capital, so that rows and grammar can be short; its tokens are the words of
that text with their lemmas. The text is folded to lower case first, so a capital is always a name:

====  =======================================
D     a drug (generic name, brand, synonym)
K     a class of drugs
C     a condition
B     a biomarker
A     FDA
X     another regulator or payer
P     another country or region
U     the United States
T     a date ("June 2011", "2014", "last year")
====  =======================================
"""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from language import countries
from language.markers import MARKER
from language.names import Kind, Mention, Names, fold
from language.tokens import Token
from pages.read.claims.modifiers import Modifier, modifiers_in
from pages.read.claims.tokens import tokens_of

FDA = (
    r"(?:(?:us|u\.s\.|united states|america's|american|federal) )?"
    r"(?:food (?:and|&|n) drugs? administration(?: ?\( ?(?:(?:us|u\.s\.) )?fda ?\)| ?\[fda\]|, or fda,?)?|(?:us-?|usa?-?)?fda|f\.d\.a\.?)"
)
_OTHER_AGENCY = (
    r"european medicines agency(?: ?\(ema\))?|ema|emea|european commission(?: ?\(ec\))?|chmp|"
    r"committee for medicinal products for human use(?: ?\(chmp\))?|"
    r"national institute for (?:health and (?:care|clinical) excellence|clinical excellence)(?: ?\(nice\))?|"
    r"mhra|medicines and healthcare products regulatory agency(?: ?\(mhra\))?|health canada|"
    r"therapeutic goods administration(?: ?\(tga\))?|tga|pmda|nmpa|cfda|swissmedic|medsafe|cdsco|dcgi|anvisa|cofepris|"
    r"scottish medicines consortium(?: ?\(smc\))?|smc|nhs(?: england| scotland| wales)?|pharmac|"
    rf"{countries.adjectives()} "
    r"(?:drug |health |medicines? )?(?:regulators?|authorit(?:y|ies)|agency|watchdog|ministry of health|health ministry)|"
    r"world health organi[sz]ation(?: ?\(who\))?|paul ehrlich institut(?:e)?|aifa|has france|cadth|pbac"
)
_PLACE = (
    r"europe(?:an union| union)?(?: ?\(eu\))?|(?:the )?eu|(?:the )?u\.?k\.?|european countries|other countries|"
    r"many countries|several countries|some countries|overseas|european economic area|eea|"
    rf"{countries.adjectives()}(?= (?:approval|licen[cs]|marketing|authori[sz]ation|clearance))|{countries.names()}"
)
_US = r"united states(?: of america)?(?: ?\(us\)| ?\(u\.s\.\))?|u\.s\.a?\.?|usa|america|american(?= (?:market|shelves|pharmac(?:y|ies)|drugstores?|doctors?)\b)|stateside"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_TIME = (
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}|"
    rf"{_MONTH},? (?:of )?{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)|"
    rf"(?<=in )'\d\d|(?:early|mid|late)(?:-| (?:in )?){_YEAR}|(?:the )?(?:spring|summer|fall|autumn|winter) (?:of )?{_YEAR}|"
    rf"(?:the )?(?:first|second|third|fourth) (?:quarter|half) of {_YEAR}|q[1-4] {_YEAR}|"
    rf"{_YEAR}(?![\d,.]*\d)(?! (?:mg|ml|iu|patients|people|women|men|units|kcal|calories|participants))|"
    rf"(?:last|this|next) (?:year|month|week|spring|summer|fall|autumn|winter|{_MONTH})|"
    rf"(?:earlier|later) this (?:year|month|week)|(?:late|early|mid) (?:last|this|next) (?:year|month|week)|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|"
    rf"(?<=on ){_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|the (?:19[5-9]|20[0-2])0s|the (?:[5-9]0)s"
)
_SPECIAL = re.compile(
    rf"(?<![\w-])(?:(?P<A>{FDA})|(?P<X>{_OTHER_AGENCY})|(?P<U>{_US})|(?P<P>{_PLACE})|(?P<T>{_TIME}))(?![\w])"
)
# "the us" is the country only when written in capitals; "who", "nice", "may" need theirs too.
_NEEDS_CAPITALS = re.compile(r"\b(?:US|WHO|NICE|ICER|EC)\b")
_LETTER = {Kind.DRUG: "D", Kind.CLASS: "K", Kind.CONDITION: "C", Kind.BIOMARKER: "B"}
_NAMED_BEFORE = re.compile(
    r"\b(?:indication|use|condition|purpose|disease|disorder|illness|infection|syndrome|mutation|defect|setting)\Z|\bth(?:is|at|ese) C\Z"
)
# "No FDA approved treatment" is written without its hyphen as often as with it. Behind a word that opens a noun phrase the
# agency does not approve: what is approved by it follows.
_ATTRIBUTIVE = re.compile(
    r"(\b(?:no|any|an?|other|first|only|one|few|several|new|newest|latest|current|existing|two|three|four|five|six|lacks?|without) "
    r"(?:(?:other|new|known|specific|current|currently|single) )?A) (?=(?:approved|licensed|cleared) (?:[DK]|[a-z]))"
)
_ALIKE = 85  # of two names of 9 letters, one that is another or two that changed places
_SAME_APPOSED = re.compile(r"(?<=[CD]), (?:or |also (?:called|known as) |short for |that is,? )?[CD](?=,)")
_SAME_IN_PARENTHESIS = re.compile(
    r" ?\((?:also (?:called|known as) |or |previously |formerly |brand names?:? |sold as )?(?:[DKCB](?:,? (?:or|and) |, |/)?)+\)"
)
# What a disease is, in brackets behind its name: "(involuntary movements caused by antipsychotics)" names no subject.
_CAUSED = re.compile(r" ?\([^()]*\b(?:caused|triggered|brought on|induced|made worse) by [^()]*\)")
_PARENTHESIS = re.compile(
    r" ?\((?![^()]*(?:approv|clear|withdr|discontin|stud|trial|investig|experiment|label|counter|generic|biosim|licen|author|phase|review|pend|await|develop|under |avail|sold|market))[^()]{0,80}\)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """``text``: the masked text, with one capital for each name; ``at[i]`` is where its character *i* stands in the sentence;
    ``names[i]`` what a capital D, K, C or B at *i* stands for; ``words[i]`` the folded words of any capital."""

    text: str
    at: tuple[int, ...]
    names: dict[int, Mention]
    words: dict[int, str]
    original: str
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    modifiers: tuple[tuple[int, int, Modifier], ...] = field(default=(), repr=False)

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at or behind ``offset`` of the masked text."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)

    def source(self, start: int, end: int) -> str:
        """The sentence's own words for a range of the masked text."""
        if start >= end:
            return ""
        return self.original[self.at[start] : self.at[end]].strip()


def state(sentence: str, names: Names) -> Statement:
    """Replace every name of the lexicon, agency, place and date in ``sentence`` by its capital."""
    folded = fold(sentence)
    mentions = names.find(sentence, folded)
    marks: list[tuple[int, int, str, Mention | None]] = [
        (m.start, m.end, _LETTER[m.kind], m) for m in mentions
    ]
    for match in _SPECIAL.finditer(folded):
        letter = match.lastgroup or "T"
        if letter == "T" and match[0] in ("may", "mar", "sun"):
            continue
        if any(s < match.end() and match.start() < e for s, e, _, _ in marks):
            continue
        marks.append((match.start(), match.end(), letter, None))
    for match in _NEEDS_CAPITALS.finditer(sentence):
        if any(s < match.end() and match.start() < e for s, e, _, _ in marks):
            continue
        marks.append((match.start(), match.end(), "U" if match[0] == "US" else "X", None))
    marks.sort(key=lambda m: m[0])
    chars: list[str] = []
    at: list[int] = []
    held: dict[int, Mention] = {}
    words: dict[int, str] = {}
    here = 0
    for start, end, letter, mention in marks:
        chars.extend(folded[here:start])
        at.extend(range(here, start))
        if mention:
            held[len(chars)] = mention
        words[len(chars)] = folded[start:end]
        chars.append(letter)
        at.append(start)
        here = end
    chars.extend(folded[here:])
    at.extend(range(here, len(folded)))
    at.append(len(folded))
    masked = Statement(_ATTRIBUTIVE.sub(r"\1-", "".join(chars)), tuple(at), held, words, sentence)
    cut = _without(masked, _noise(masked))
    tokens = tokens_of(cut.text)
    return replace(cut, tokens=tokens, modifiers=modifiers_in(tokens))


def _misspelt(one: Mention, other: Mention) -> bool:
    """True when one of two names is only a misspelling of the other: "Tarceva (erlotonib)"."""
    first, second = (min(m.keys, key=len).split(" / ")[0] for m in (one, other))
    return first[:3] == second[:3] and fuzz.ratio(first, second) >= _ALIKE


def _noise(masked: Statement) -> list[tuple[int, int]]:
    cut = [m.span() for m in MARKER.finditer(masked.text)]
    for match in _SAME_IN_PARENTHESIS.finditer(masked.text):
        named = _NAMED_BEFORE.search(masked.text, 0, match.start())
        if not named and _repeats(masked, match.start(), match.end()):
            cut.append(match.span())
    for match in _SAME_APPOSED.finditer(masked.text):  # "In GPP, generalized pustular psoriasis, no drug"
        one, other = masked.names.get(match.start() - 1), masked.names.get(match.end() - 1)
        if one is not None and other is not None and one.keys == other.keys:
            cut.append(match.span())
    for match in _PARENTHESIS.finditer(masked.text):
        when = match[0].strip() == "(T)" and re.search(r"(?:A|approv\w+)\Z", masked.text[: match.start()])
        named = _NAMED_BEFORE.search(masked.text, 0, match.start())
        gloss = match.start() and masked.text[match.start() - 1] == "C" and _CAUSED.match(match[0])
        if gloss or not (when or named or re.search("[DK]", match[0])):
            cut.append(match.span())
    # runs of blanks
    cut.extend((m.start() + 1, m.end()) for m in re.finditer(r"\s{2,}", masked.text))
    return sorted(cut)


def _repeats(masked: Statement, start: int, end: int) -> bool:
    """True when the parenthesis only gives another name of what stands before it."""
    before = masked.names.get(start - 1) or masked.names.get(start)
    inside = [masked.names[i] for i in range(start, end) if i in masked.names]
    if before is None:
        return all(m.kind in (Kind.CONDITION, Kind.BIOMARKER) for m in inside)
    if before.kind is Kind.CLASS:
        counted = re.search(
            r"\b(?:one|two|three|four|five|six|\d|both|the) (?:\S+ ){0,3}\Z", masked.text[: start - 1]
        )
        return all(m.kind is Kind.CLASS or (m.kind is Kind.DRUG and not counted) for m in inside)
    if before.kind is Kind.DRUG:
        if any(" / " in m.key and " / " not in before.key for m in inside if m.kind is Kind.DRUG):
            return False  # "naltrexone and bupropion (Contrave)"
        return all(
            m.kind is Kind.DRUG and (set(m.keys) & set(before.keys) or _misspelt(m, before)) for m in inside
        ) or (len(inside) == 1 and inside[0].kind is Kind.CLASS)
    return all(m.kind is not Kind.DRUG for m in inside)


def _without(masked: Statement, cut: list[tuple[int, int]]) -> Statement:
    if not cut:
        return masked
    keep: list[int] = []
    here = 0
    for start, end in cut:
        keep.extend(range(here, start))
        here = max(here, end)
    keep.extend(range(here, len(masked.text)))
    where = {old: new for new, old in enumerate(keep)}
    return Statement(
        "".join(masked.text[i] for i in keep),
        (*(masked.at[i] for i in keep), masked.at[-1]),
        {where[i]: m for i, m in masked.names.items() if i in where},
        {where[i]: w for i, w in masked.words.items() if i in where},
        masked.original,
    )
