"""What a claim says the drug is for: condition, stage, setting, biomarkers, population."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from language.ages import ages
from language.names import Kind
from language.uses import read_uses
from model.claim import Status
from model.indication import Indication
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found
from pages.read.claims.context import Context
from pages.read.claims.cue import Cue, Side
from pages.read.claims.statement import Statement

_INTO = re.compile(
    r"\b(?:for|in|against|treat\w*|prevent\w*|of|manag\w*|with|have|has|having|control\w*|reliev\w*|reduc\w*|lower\w*|cur(?:e|es|ing)|slow\w*|improv\w*|help\w*|eas(?:e|ing)|from|"
    r"who|combat\w*|fight\w*|address\w*|target\w*|delay\w*|protect\w*|use as|as an?|to|caused by|induce|quit\w*|stop\w*)\b"
)
_NOT_THE_USE = re.compile(
    r"\b(?:risks? (?:of|for)|because|due to|caus\w+|link\w*|concern\w*|side effects?|adverse|reports? of|led to|leading to|increas\w+|warn\w*|such side|deaths?|rate of|cases of|"
    r"evidence|studies|trial\w* (?:showed|found)|not (?:for|in)|rather than|instead of|than|over (?:fears|safety)|about|contribut\w+|history of|despite|died|worsen\w*|trigger\w*|develop\w*)\b[^,;]*\Z"
)
_REASON = re.compile(
    r"\b(?:because|due to|after|over|following|amid|when|since|owing to|as a result|on the basis|based on|citing)\b"
)
_THIS_USE = re.compile(
    r"\b(?:for|in|to treat|against) (?:this|that|the|these|those|such|either|both|any of these)(?: (?:same|particular|specific|new|latter))? "
    r"(?:uses?|purposes?|indications?|conditions?|disease|disorder|cancers?|reason|population|setting|age group|infection|illness|syndrome|diseases)\b|\b(?:for|to treat) (?:it|that|this)\b(?=[.,;:)]|\Z)"
)
_STOP = re.compile(
    r"\b(?:there(?:'s| is| are)|on the (?:U )?market|in (?:the )?P\b|in (?:an? |clinical |ongoing |early |late )?(?:[\w-]+ ){0,3}(?:trials?|study|studies)|after|following|because|based on|which|although|but|with the brand|under the brand|by the A|by the (?:end|middle)|by (?:T|early|late|mid|next|year)|before (?:the end|T|year|long)|around the world|worldwide|globally|as part of|compared|who are (?:taking|allergic)|not for|excluding|except|other than|include[sd]?|exists?|is available|are available|at present|at this time|currently|won't|can't|cannot|today|so far|as yet|yet|either|soon|ever|that (?:is|are) not an?|again|and asked|nothing|"
    r"(?<!who )(?<!that )(?<!which )(?:has|have|lacks?) (?:(?:still|now|currently|as yet|so far) )*(?:no|not|never|only|few)\b|(?<!who )(?<!that )(?<!which )(?:has|have) (?:now |never |not |\w+ly )*(?:reached|won|gained|received|come|been|hit|entered))\b"
)
# A use in words that name no condition of the lexicon: the claim has a use, and it is not known which.
_UNKNOWN_USE = re.compile(
    r"[\s)]*(?:(?:nor|or|and) (?:recommended|cleared|authorized|used|indicated) |\w+ly |T |in U |in the U |in T,? |by (?:the )?A |as (?:an? )?(?:\w+ ){0,3}(?:treatment|therapy|option|medication|drug|medicine) )*"
    r"(?P<use>(?:for|to (?:treat|prevent|help|reduce|improve|lower|manage|relieve|control|ease|slow|stop|cure|restore)|against) "
    r"(?!(?:sale|marketing|commercial|use\b(?! (?:in|as|with|by|during|after|before|to) (?!(?:the )?[UPT]))|the (?:first|next|last|past|time)|now\b|years|decades|months|more than|over\b|"
    r"at least|a (?:long|number|few|while)|many years|some time|this\b|that\b|these\b|it\b|its\b|them\b|any (?:use|other|purpose|reason|indication|disease|condition|disorder|illness|ailment|tumou?r|cancer)\b|anything|everyone|both\b|your|you\b|use in (?:the )?[UP]|prescription|"
    r"distribution|general use|human use|approval|review|\d+ (?:years|months)|almost|nearly|about|(?:people|patients)\b(?! (?:with|without|on|taking|having|whose|under|over|undergoing|receiving)\b)|humans|adults?(?= ?[.,])))"
    r"[^.;,DK]{2,90})"
)
_AS_A = re.compile(
    r"(?: (?:by (?:the )?A|for use))? (?P<use>as (?:an? |the )?(?!(?:[\w-]+ )?(?:pill|tablet|capsule|injection|patch|cream|spray|inhaler|liquid|shot|film|implant)s?\b|D|yet\b|of\b)[^.;,D]{3,60})"
)
# "C has no approved treatment", "C lacks an approved drug"
_WITHOUT = re.compile(
    r"\b(?:people|patients|those|adults|women|men|children|persons|individuals|anyone) (?:who (?:do|does|did) not have|without|not having|free of)(?: (?:a|an|any|known))?(?: [\w-]+)? \Z"
)
_LACKS = re.compile(
    r"(?:,? \([^)]*\))?(?:, (?:an?|the|also|which|one) [^,;]{3,90},)? (?:(?:still|currently|now|also|so far|as yet|at present) )*(?:(?:has|have|had) (?:(?:as yet|yet|still|currently|so far|to date) )?(?:no|not|never|only|just|few)|lack(?:s|ed)?)\b|(?: (?:still|currently))* (?:cannot|can't|can not) (?:yet )?be (?:treated|prevented|helped|managed) (?:with|by) any\b"
)
# "for metastatic disease": the condition was told before
_STAGE_ONLY = re.compile(
    r"(?:for|to treat|in|against) (?:the )?(?:metastatic|advanced|locally advanced|early|early-stage|adjuvant|neoadjuvant|maintenance|first-line|second-line|relapsed|refractory|recurrent) "
    r"(?:disease|cancers?|treatment|therapy|use|setting|stages?)"
)
# "to treat the condition itself": what the passage is about
_ITSELF = re.compile(
    r" (?:for|against|to treat) (?:the|this) (?:condition|disease|disorder|illness|syndrome) (?:itself|as such)\b"
)
_REACH = 170  # how far after a cue, in masked characters, its use may stand

# "Not approved for C, only for C": the second is no use that is denied.
_BUT_FOR_ANOTHER = re.compile(r"[,;:(-] ?(?:but |and |it is )?(?:only|just|solely|merely) (?:for|in|to)\b")


def uses(
    masked: Statement, cue: Cue, begin: int, stop: int, subject_end: int, opening: int
) -> tuple[Indication, ...]:
    """The uses that a claim names, in order: one for each condition named in the same breath."""
    after = min(stop, max(cue.end, subject_end) + _REACH)
    if cue.negated or cue.status is Status.NOT_APPROVED:
        after = next((m.start() for m in _BUT_FOR_ANOTHER.finditer(masked.text, cue.end, after)), after)
    found = _in(masked, cue.end, after)
    behind = max(cue.end, min(subject_end, after))
    if cue.side is Side.GROUP:  # "approved drug for ...": the noun that the cue stands before
        noun = re.match(rf"[ -](?:[\w'-]+ ){{0,3}}?{w.DRUG_NOUN}(?= )", masked.text[cue.end : after])
        behind = max(behind, cue.end + noun.end()) if noun else behind
    itself = re.match(_ITSELF, masked.text[behind:after])
    unknown = None if found or itself else _UNKNOWN_USE.match(masked.text[behind:after])
    if unknown and (late := _STOP.search(unknown["use"], 1)):
        unknown = _UNKNOWN_USE.match(masked.text[behind : behind + unknown.start("use") + late.start()])
    if unknown:
        words = masked.source(behind + unknown.start("use"), behind + unknown.end()).rstrip(" .,;:")
        said = _said(masked, behind + unknown.start("use"), behind + unknown.end())
        if _STAGE_ONLY.fullmatch(unknown["use"].strip()):
            return (Indication(stage=said.stage, setting=said.setting, words=words),)
        if (said.age_from, said.age_to) != (None, None) and not (said.unread or said.condition):
            return (replace(said, words=words, partners=()),)  # "for anybody under 50"
        return (replace(_UNSAID, words=words, purpose=said.purpose, unread=said.unread or (words,)),)
    if not found and cue.start > begin:
        found = _in(masked, begin, cue.start, left=True)
    if not found and opening < begin:
        # what the clause before says is done for C ("all relieve symptoms of C, but D ...") is not said of this drug
        found = tuple(replace(u, purpose="") for u in _in(masked, opening, begin, left=True, before=True))
    if not found:
        found = _in(masked, cue.start, cue.end)
    return found or _setting_alone(masked, cue.end, after) or _ages_alone(masked, cue.end, after)


# "D, an attachment inhibitor for people with HIV, is ...": told of what D is, not of what the status is for.
_APPOSED = re.compile(r"(?: \([^)]*\))?, (?:which|an?|the|another|one of|now|also|[\w.&-]+'s)\b")


def beside_the_name(masked: Statement, cue: Cue, found: Found, uses_: Sequence[Indication]) -> bool:
    """True when the uses stand in an apposition between a drug's name and the status that is told of it."""
    if not found.mentions or not uses_ or any(m.kind is not Kind.DRUG for m in found.mentions):
        return False
    if found.end >= cue.start or not _APPOSED.match(masked.text, found.end, cue.start):
        return False
    first, last = masked.at[found.end], masked.at[cue.start]
    return all(u.condition and first < masked.original.find(u.words, first) < last for u in uses_)


def of_the_clause_before(masked: Statement, begin: int, uses_: Sequence[Indication]) -> bool:
    """True for a disease, and nothing but a disease, that only the clause before names ("C is hard to bear; D is not
    approved"): what the passage is about, and not what the status is denied for."""
    first = masked.at[begin] if begin else 0
    return bool(first and uses_) and all(
        u.condition
        and u == Indication(condition=u.condition, words=u.words, purpose=u.purpose)
        and 0 <= masked.original.find(u.words) < first
        and u.words not in masked.original[first:]
        for u in uses_
    )


def denied_as(masked: Statement, cue: Cue, subject_end: int, stop: int) -> tuple[Indication, ...]:
    """ "It is not approved as a disease-modifying drug": denied of that use alone, which nothing can be asked for."""
    if not (cue.negated or cue.status is Status.NOT_APPROVED):
        return ()
    as_a = _AS_A.match(masked.text, max(cue.end, min(subject_end, stop)), stop)
    if as_a is None:
        return ()
    words = masked.source(as_a.start("use"), as_a.end()).rstrip(" .,;:")
    return (
        replace(
            _UNSAID,
            words=words,
            purpose=_said(masked, as_a.start("use"), as_a.end()).purpose,
            unread=(words,),
        ),
    )


def _setting_alone(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
    """ "It is not approved as a first treatment": the line of treatment, the condition being told before."""
    match = re.match(
        r" (?:for|as) (?:an? |the )?(?:\w+ )?(?:treatment|therapy|use)?[^.;,]{0,30}", masked.text[start:end]
    )
    setting = _said(masked, start, start + match.end()).setting if match else ""
    return (
        (Indication(setting=setting, words=masked.source(start, start + match.end())),)
        if match and setting
        else ()
    )


_RIGHT_AFTER = re.compile(
    r",?(?: by (?:the )?A)?(?: (?:only|solely|just|for|in|use|people|patients|those|anyone|adults|children|everyone|now))*,? "
)


def _ages_alone(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
    """ "It is approved from the age of 12", "from 9 to 26 years": the ages, of a use that was told before."""
    near = _RIGHT_AFTER.match(masked.text, start, end)
    if near is None:
        return ()
    first = masked.at[start]
    told = next(iter(ages(masked.original, first, masked.at[end])), None)
    if told is None or told.start > masked.at[near.end()] + len("from the age of "):
        return ()
    words = masked.original[first : told.end].strip(" ,")
    return (Indication(age_from=told.low, age_to=told.high, words=words),)


_UNSAID = Indication()


def _said(masked: Statement, start: int, end: int) -> Indication:
    """What a stretch of the masked sentence tells of a use, whatever it is for."""
    return next(iter(_read(masked, start, end)), _UNSAID)


def _read(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
    mentions = sorted(masked.names.values(), key=lambda m: m.start)
    return read_uses(masked.original, mentions, masked.at[start], masked.at[end])


def _in(
    masked: Statement, start: int, end: int, *, left: bool = False, before: bool = False
) -> tuple[Indication, ...]:
    text = masked.text
    places: list[int] = []
    for at in (i for i in range(start, end) if i in masked.names and text[i] == "C"):
        lead = text[start:at]
        into = _INTO.search(lead) or (
            start and re.search(r"\b(?:for|of|in|treat|with)\s*\Z", text[max(0, start - 12) : start])
        )
        adjective = re.match(
            r" (?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|agents?|vaccines?|pills?|patients?|indications?|infections?|uses?|prevention|shots?)\b",
            text[at + 1 :],
        )
        lacking = _LACKS.match(text, at + 1)
        if not (into or adjective or lacking):
            continue
        if _NOT_THE_USE.search(lead[-70:]) or _WITHOUT.search(text, 0, at):
            continue
        reason = _REASON.search(lead)
        if reason and places:
            break
        if reason and not re.search(
            r"\b(?:for|treat\w*|in (?:people|patients|adults|women|men|those)|(?:lines?|treatments?|therap(?:y|ies)) of)\b",
            lead[reason.end() :],
        ):
            continue
        if places and _IN_THOSE_WITH.fullmatch(text[places[-1] + 1 : at]):
            continue  # "agitation in people with Alzheimer's" is about the agitation
        if places and not text[places[-1] + 1 : at].strip():
            continue  # "agitation in Alzheimer's dementia": one thing under two names
        if places and (_APPOSED_USE.match(text, places[-1] + 1) or not _listed(text[places[-1] + 1 : at])):
            break
        places.append(at)
    if not places:
        markers = [i for i in range(start, end) if i in masked.names and text[i] == "B"]
        if markers and re.search(r"\b(?:for|in|with|treat)\b", text[start : markers[0]]):
            said = _said(masked, start, end)
            return (
                replace(said, condition="", partners=(), words=masked.source(start, end).rstrip(" .,;:")),
            )
        denied = _NOT_FOR.search(text, start, end)  # "from 12 years on, not for six- to eleven-year-olds"
        told = text[start : denied.start() if denied and not left else end]
        match = re.search(r"\b(?:for|in)\b (?:use in |use by )?[^.;,]{0,40}", told)
        said = _said(masked, start + match.start(), start + match.end()) if match else _UNSAID
        if match and said.population:
            words = masked.source(start + match.start(), start + match.end())
            return (replace(said, condition="", partners=(), words=words),)
        return ()
    begin = _opening(text, start, places[0])
    tail = _tail(text, places[-1] + 1, end)
    if left:  # "For now, K are given to people with C": what stands before the names is no part of the use
        begin = max(begin, *(text.rfind(c, start, places[0]) + 1 for c in "DK,"))
        nobody = _NOBODY.search(text, places[-1] + 1, tail)
        tail = nobody.start() if nobody else tail  # "for C none of the K is approved"
        aside = before or "D" in text[places[-1] + 1 : end]  # told of the disease, and of a drug thereafter
        if aside and not _PREFACED.match(text, start):
            tail = _noun_ends(text, places[-1] + 1, tail)
    words = masked.source(begin, tail).rstrip(" .,;:")
    found = [u for u in _read(masked, begin, tail) if u.condition]
    if not found:
        found = [Indication(condition=masked.names[at].key) for at in places]
    return tuple(replace(use, words=words, partners=()) for use in found)


# "For C that came back, D is ...": the whole preface is the use.
_PREFACED = re.compile(
    r"\s*(?:and |but |so |yet |also,? |today,? |unfortunately,? )?(?:for|in|among|against|as|to|with|when|if|because)\b"
)
# What may hang on a disease's name: "C that has spread", "C resistant to K", "C flares are ..."; a verb does not.
_HANGS_ON = re.compile(
    r"(?: \([^()]*\))?(?: ?$| ?[,;:./)-]| (?:with|without|who|whose|that|which|where|in|of|on|from|by|at|due|caused|after|before|during|despite|and|or|not|"
    r"resistant|refractory|unresponsive|amenable|related|associated|positive|negative|severe|[A-Z0-9]\w*|\w+(?:ed|ing|ant|ent|ory|ic|al))\b|"
    r"(?: [\w-]+){1,2} (?:is|are|was|were|has|have|had|can|cannot|may|might|could|will|would|do|does|did|remains?)\b)"
)
_ITS_VERB = re.compile(
    r"(?: \([^()]*\))? (?:is|are|was|were|has|have|had|can|cannot|may|might|could|will|would|do|does|did|remains?)\b"
)


def _noun_ends(text: str, at: int, tail: int) -> int:
    """Where what hangs on a disease's name ends, at the verb of which it is the subject or object: "children with C
    come to Boston to receive D"."""
    plain = _HANGS_ON.match(text, at)
    if plain and not _ITS_VERB.match(text, at):
        return tail
    aside = re.match(r" \([^()]*\)", text[at:tail])
    return at + (aside.end() if aside else 0)


_NOT_FOR = re.compile(r",? (?:but |and |though )?(?:not|never|isn't|aren't)(?: yet| currently)? (?:for|in)\b")
_IN_THOSE_WITH = re.compile(
    r"(?:,? (?:and|or) [\w -]{3,30})? (?:in|among|for) (?:people|patients|adults|those|men|women|children|persons|individuals)(?: [\w-]+){0,3}? "
    r"(?:with|who have|having|living with|who had)(?: [\w-]+){0,3} "
)


# "for C, the advanced form of C": what it is, and no other disease
_APPOSED_USE = re.compile(
    r", (?:the|an?|also|another) (?:[\w-]+ ){0,3}(?:form|type|kind|stage|cause|part|complication|variant)s? of\b"
)


def _listed(between: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:[,/ ]|\band\b|\bor\b|\bas well as\b|\bincluding\b|\bsuch as\b|\bwith\b|\balso\b|\bfor\b|\bin\b|\bto treat\b|\bthe\b|\bcertain\b|\bsome\b|\btypes of\b|\badvanced\b|\bmetastatic\b|\bsevere\b|\bmoderate\b|\bto\b|\b\w[\w-]{0,20}ly\b|B|\bearly\b|\brecurrent\b|\bpeople\b|\bpatients\b|\badults\b|\bplaque\b|\bboth\b|\bother\b|\ba\b|\bmost recently\b|\bkinds? of\b|\bforms? of\b|\bnot just\b|\bnow\b|\bchronic\b|\bactive\b|\bsymptomatic\b|\btreatment\b|\bof\b|\([^()]{0,80}\))*",
            between,
        )
    )


_NOBODY = re.compile(r",? (?:none|no|neither|nothing|not one)\b")


def _opening(text: str, start: int, at: int) -> int:
    into = list(
        re.finditer(
            r"\b(?:for|as an?|to treat|to prevent|in|against|treating|treatment of|with|who have|to help|to reduce)\b",
            text[start:at],
        )
    )
    return start + into[0].start() if into else start


def _tail(text: str, at: int, end: int) -> int:
    stop = _STOP.search(text, at, end)
    near = min(end, stop.start() if stop else end, at + 90)
    comma = re.search(r", (?!with\b|in people|in patients|in adults|who\b)", text[at:near])
    return at + comma.start() if comma else near


def this_use(masked: Statement, cue: Cue, stop: int) -> bool:
    """True for "for this use", "in that setting": the use was named before."""
    match = _THIS_USE.search(masked.text, cue.end, min(stop, cue.end + 60))
    return bool(match) and not re.match(r"\s*[CDKT]|\s+(?:treatment|prevention)", masked.text[match.end() :])  # type: ignore[union-attr]


def passage(context: Context, index: int, masked: Statement, end: int | None = None) -> Indication:
    """What the words around (those of the sentence up to ``end``) are about: the nearest condition before, else in the
    headings and the title."""
    stop = len(masked.text) if end is None else end
    here = [masked.names[i] for i in sorted(masked.names) if i < stop and masked.text[i] == "C"]
    for mentions in (
        [*here],
        *context.before(index),
        *context.headings(context.layout.sentences[index].section),
    ):
        conditions = [m for m in mentions if m.kind is Kind.CONDITION]
        if conditions:
            return Indication(condition=conditions[0].key)
    return Indication()
