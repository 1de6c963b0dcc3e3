"""What a claim says the drug is for: condition, stage, setting, biomarkers, population."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import replace

from language.names import Kind, Mention
from model.indication import Indication
from pages.read.claims import words as w
from pages.read.claims.context import Context
from pages.read.claims.cue import Cue, Side
from pages.read.claims.statement import Statement

_STAGE = (
    ("advanced", re.compile(r"\blocally[- ]advanced (?:or|and|/) ?metastatic\b|\bmetastatic (?:or|and) locally[- ]advanced\b")),
    ("locally advanced", re.compile(r"\blocally[- ]advanced\b")),
    ("metastatic", re.compile(r"\bmetastatic\b|\bmetastasi[sz]ed\b|\bmetastases\b|\bmets\b|\bstage (?:iv|4)\b|\b(?:has|had|have) spread\b|\bthat (?:has |have )?spread\b|\bspread to\b")),
    ("early", re.compile(r"\bearly(?:[- ]stage)?\b(?! (?:T|in |data|findings|results|onset|\d))|\bstages? (?:i|ii|1|2)\b|\bnon-?metastatic\b")),
    ("advanced", re.compile(r"\badvanced\b|\bunresectable\b|\binoperable\b|\bend-?stage\b")),
)  # fmt: skip
_SETTING = (
    ("neoadjuvant", re.compile(r"\bneo-?adjuvant\b|\bbefore surgery\b|\bpre-?operative\b")),
    ("adjuvant", re.compile(r"\badjuvant\b|\bafter surgery\b|\bpost-?operative\b|\bextended adjuvant\b")),
    ("maintenance", re.compile(r"\bmaintenance\b")),
    ("first line", re.compile(r"\bfirst-?[- ]line\b|\bfront-?line\b|\bpreviously untreated\b|\bnewly diagnosed\b|\b(?:initial|first) (?:treatment|therapy)\b|\buntreated\b|\btreatment-na[iï]ve\b")),
    ("later line", re.compile(r"\b(?:second|third|fourth|later)-?[- ]line\b|\bpreviously treated\b|\brelapsed\b|\brefractory\b|\bprior (?:therapy|treatment|chemotherapy|lines)\b|\bwho have (?:already )?(?:received|tried|had|failed)\b|\bhave(?:n't| not) responded\b|\bafter (?:other|at least|prior|failure|one or more|chemotherapy|two|several)\b")),
)  # fmt: skip
_POPULATION = (
    ("children", re.compile(r"\bchildren\b|\bp(?:a)?ediatric\b|\bkids\b|\binfants\b|\bbabies\b|\btoddlers\b|\baged? (?:[1-9]|1[01]) (?:years? )?(?:and|or|to|through)\b|\bas young as\b|\b(?:[1-9]|1[01])(?:-year-olds| years (?:and|or) older)|\b(?:under|younger than) (?:age )?(?:1[0-8]|[2-9])\b")),
    ("adolescents", re.compile(r"\badolescents?\b|\bteen(?:s|agers?)?\b|\b(?:aged?|ages) 1[2-7]\b|\b1[2-7] (?:years )?(?:and|or) (?:older|up|over)\b|\bolder than 1[12]\b")),
    ("postmenopausal", re.compile(r"\bpost-?menopausal\b")),
    ("pregnant", re.compile(r"\bpregnan\w+\b")),
    ("women", re.compile(r"\bwom[ea]n\b|\bfemales?\b|\bgirls\b")),
    ("men", re.compile(r"\bmen\b|\bmales?\b(?! breast)|\bboys\b")),
    ("adults", re.compile(r"\badults?\b|\b18 (?:years )?(?:and|or) (?:older|over)\b")),
)  # fmt: skip
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
    r"\b(?:for|in|to treat) (?:this|that|the|these|those|such|either|both|any of these)(?: (?:same|particular|specific|new|latter))? "
    r"(?:uses?|purposes?|indications?|conditions?|disease|disorder|cancers?|reason|population|setting|age group|infection|illness|syndrome|diseases)\b|\b(?:for|to treat) it\b(?=[.,;]|\Z)"
)
_STOP = re.compile(
    r"\b(?:after|following|because|based on|which|although|but|with the brand|under the brand|by the A|as part of|compared|who are (?:taking|allergic)|not for|excluding|except)\b"
)
# A use in words that name no condition of the lexicon: the claim has a use, and it is not known which.
_UNKNOWN_USE = re.compile(
    r"[\s)]*(?:\w+ly |T |in U |in the U |in T,? |by (?:the )?A |as (?:an? )?(?:\w+ ){0,3}(?:treatment|therapy|option|medication|drug|medicine) )*"
    r"(?P<use>(?:for|to (?:treat|prevent|help|reduce|improve|lower|manage|relieve|control|ease|slow|stop|cure|restore)|against) "
    r"(?!(?:sale|marketing|commercial|use\b(?! (?:in|as|with|by|during|after|before|to) (?!(?:the )?[UPT]))|the (?:first|next|last|past|time)|now\b|years|decades|months|more than|over\b|"
    r"at least|a (?:long|number|few|while)|many years|some time|this\b|that\b|these\b|it\b|its\b|them\b|any (?:use|other|purpose|reason|indication)\b|anything|everyone|both\b|your|you\b|use in (?:the )?[UP]|prescription|"
    r"distribution|general use|human use|approval|review|\d+ (?:years|months)|almost|nearly|about|people\b|patients\b|humans|adults?(?= ?[.,])))"
    r"[^.;,DK]{3,90})"
)
# "C has no approved treatment", "C lacks an approved drug"
_LACKS = re.compile(
    r"(?:,? \([^)]*\))? (?:(?:still|currently|now|also|so far|as yet|at present) )*(?:(?:has|have|had) (?:(?:as yet|yet|still|currently|so far|to date) )?(?:no|not|never|only|just|few)|lack(?:s|ed)?)\b"
)
# "for metastatic disease": the condition was told before
_STAGE_ONLY = re.compile(
    r"(?:for|to treat|in|against) (?:the )?(?:metastatic|advanced|locally advanced|early|early-stage|adjuvant|neoadjuvant|maintenance|first-line|second-line|relapsed|refractory|recurrent) "
    r"(?:disease|cancers?|treatment|therapy|use|setting|stages?)"
)
_REACH = 170  # how far after a cue, in masked characters, its use may stand


def uses(
    masked: Statement, cue: Cue, begin: int, stop: int, subject_end: int, opening: int
) -> tuple[Indication, ...]:
    """The uses that a claim names, in order: one for each condition named in the same breath."""
    after = min(stop, max(cue.end, subject_end) + _REACH)
    found = _in(masked, cue.end, after)
    behind = max(cue.end, min(subject_end, after))
    if cue.side is Side.GROUP:  # "approved drug for ...": the noun that the cue stands before
        noun = re.match(rf"[ -](?:[\w'-]+ ){{0,3}}?{w.DRUG_NOUN}(?= )", masked.text[cue.end : after])
        behind = max(behind, cue.end + noun.end()) if noun else behind
    unknown = None if found else _UNKNOWN_USE.match(masked.text[behind:after])
    if unknown:
        words = masked.source(behind + unknown.start("use"), behind + unknown.end()).rstrip(" .,;:")
        if _STAGE_ONLY.fullmatch(unknown["use"].strip()):
            return (
                Indication(
                    stage=_match(_STAGE, unknown["use"]),
                    setting=_match(_SETTING, unknown["use"]),
                    words=words,
                ),
            )
        return (Indication(words=words),)
    if not found and cue.start > begin:
        found = _in(masked, begin, cue.start, left=True)
    if not found and opening < begin:
        found = _in(masked, opening, begin, left=True)
    if not found:
        found = _in(masked, cue.start, cue.end)
    return found or _setting_alone(masked, cue.end, after)


def _setting_alone(masked: Statement, start: int, end: int) -> tuple[Indication, ...]:
    """ "It is not approved as a first treatment": the line of treatment, the condition being told before."""
    match = re.match(
        r" (?:for|as) (?:an? |the )?(?:\w+ )?(?:treatment|therapy|use)?[^.;,]{0,30}", masked.text[start:end]
    )
    setting = _match(_SETTING, match[0]) if match else ""
    return (
        (Indication(setting=setting, words=masked.source(start, start + match.end())),)
        if match and setting
        else ()
    )


def _in(masked: Statement, start: int, end: int, *, left: bool = False) -> tuple[Indication, ...]:
    text = masked.text
    places: list[int] = []
    among = ""
    for at in (i for i in range(start, end) if i in masked.names and text[i] == "C"):
        lead = text[start:at]
        into = _INTO.search(lead) or (
            start and re.search(r"\b(?:for|of|in|treat|with)\s+\Z", text[max(0, start - 12) : start])
        )
        adjective = re.match(
            r" (?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|agents?|vaccines?|pills?|patients?|indications?|infections?|uses?|prevention|shots?)\b",
            text[at + 1 :],
        )
        lacking = _LACKS.match(text, at + 1)
        if not (into or adjective or lacking):
            continue
        if _NOT_THE_USE.search(lead[-70:]):
            continue
        reason = _REASON.search(lead)
        if reason and places:
            break
        if reason and not re.search(
            r"\b(?:for|treat\w*|in (?:people|patients|adults|women|men|those))\b", lead[reason.end() :]
        ):
            continue
        if (
            places
            and _IN_THOSE_WITH.fullmatch(text[places[-1] + 1 : at])
            and _PREVENTS.search(lead[: places[-1] - start])
        ):
            places[-1] = at  # "to prevent stroke in people with atrial fibrillation" is about the latter
            continue
        if places and _IN_THOSE_WITH.fullmatch(text[places[-1] + 1 : at]):
            among = masked.source(places[-1] + 1, at + 1)
            continue  # "agitation in people with Alzheimer's" is about the agitation
        if places and not text[places[-1] + 1 : at].strip():
            continue  # "agitation in Alzheimer's dementia": one thing under two names
        if places and not _listed(text[places[-1] + 1 : at]):
            break
        places.append(at)
    if not places:
        markers = [i for i in range(start, end) if i in masked.names and text[i] == "B"]
        if markers and re.search(r"\b(?:for|in|with|treat)\b", text[start : markers[0]]):
            return (_one(masked, start, end, None, markers[0], markers[-1] + 1),)
        population = _population(text[start:end])
        if population and re.search(r"\b(?:for|in)\b[^.;,]{0,40}", text[start:end]):
            match = re.search(r"\b(?:for|in)\b (?:use in |use by )?[^.;,]{0,40}", text[start:end])
            if match and _population(match[0]):
                return (
                    Indication(
                        population=_population(match[0]),
                        words=masked.source(start + match.start(), start + match.end()),
                    ),
                )
        return ()
    begin = _opening(text, start, places[0])
    tail = _tail(text, places[-1] + 1, end)
    if left:  # "For now, K are given to people with C": what stands before the names is no part of the use
        begin = max(begin, *(text.rfind(c, start, places[0]) + 1 for c in "DK,"))
    before = _aspect(masked, begin, places[0])
    return tuple(
        replace(
            _one(masked, begin, tail, masked.names[at], at, at + 1, several=len(places) > 1),
            aspect=before or _symptom(masked, at + 1) or among,
        )
        for at in places
    )


# What may stand between "for" and the name of a condition when the condition itself is what is treated.
_TREATING = re.compile(
    r"(?:[\s,/BCDKTU()'\"-]|\b(?:for|to|in|of|with|against|and|or|who|whose|that|have|has|had|having|by|from|as|on|such|"
    r"the|an?|any|all|most|some|many|certain|both|other|either|each|this|these|those|their|his|her|its|your|only|also|both|"
    r"treat|treats|treating|treated|treatments?|therap(?:y|ies)|manag(?:e|es|ing|ement)|us(?:e|es|ed|ing)|control(?:s|ling)?|"
    r"help(?:s|ing)?|reliev(?:e|es|ing)|eas(?:e|es|ing)|improv(?:e|es|ing)|fight(?:s|ing)?|combat(?:s|ing)?|lower(?:s|ing)?|"
    r"reduc(?:e|es|ing)|care|target(?:s|ing)?|address(?:es|ing)?|work(?:s|ing)?|"
    r"adults?|people|patients?|persons?|individuals?|women|men|children|kids|infants|babies|teens?|teenagers|adolescents?|"
    r"anyone|everyone|males?|females?|boys|girls|humans?|americans|"
    r"living|diagnosed|suffering|affected|aged?|ages|years?|months|old|older|younger|over|under|above|up|least|at|more|than|\d+|"
    r"adult|p(?:a)?ediatric|elderly|pregnant|postmenopausal|"
    r"chronic|acute|severe|serious|mild|moderate|active|symptomatic|early|earlier|late|later|advanced|metastatic|recurrent|"
    r"relaps(?:ed|ing)|refractory|newly|new|previously|untreated|resistant|rare|inherited|genetic|common|primary|secondary|"
    r"progressive|persistent|uncontrolled|unresectable|inoperable|localized|aggressive|stages?|iv|iii|ii|i|"
    r"country|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"heal(?:s|ing)?|non-?metastatic|castration|sensitive|hormone|if|you|we|when|before|after|surgery|setting|first|second|third|line|initial|frontline|maintenance|adjuvant|neoadjuvant|single|combination|alone|monotherapy|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|types?|forms?|kinds?|cases?|subtypes?|subsets?|groups?|class|cause|disease|disorder|condition|full|routine|specific|"
    r"drugs?|medicines?|medications?|agents?|options?|pills?|indications?|specifically|\w+ly)\b)*"
)
_FOR = re.compile(r"\b(?:for|as an?|to|in|against|treat\w*|with|who)\b")
_EFFECT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|prevent\w*|slow\w*|stop\w*|halt\w*|delay\w*|revers\w+|arrest\w*|modif\w+)\b"
)
_SYMPTOM = re.compile(
    r"-(?:related|associated|induced|caused)\b[\w -]{0,24}| (?:(?P<words>(?:pain|fatigue|symptoms?|progression|flare-?ups?|flares?|risk|prevention|agitation|psychosis|"
    r"complications?|relapses?|recurrences?|itch(?:ing)?|nausea|cognitive|anxiety|depression|damage|scarring|lesions?|"
    r"exacerbations?|attacks?|caused by|due to|associated with|related to|linked to|secondary to|"
    r"(?:that|which|who) (?:hasn't|haven't|has not|have not|didn't|did not|doesn't|does not|don't|do not|won't)|"
    r"who (?!(?:has|have|had|is|are|was|were|can|cannot|did|does|do|need|received?|take|took|already|also|still|may|might)\b)\w+|"
    r"that (?!so\b|may|might|will|would|still|now|also|currently|has|have|had|is|are|was|were|can|cannot|did|does|do|came|comes|returned|returns|spread)\w+|cravings?|withdrawal|survivors?|screening|dementia|related)\b)|-(?:related|associated|induced))"
)


def _aspect(masked: Statement, begin: int, at: int) -> str:
    """The words between "for" and a condition that make it something about the condition, else empty.

    A vaccine is meant to prevent; for everything else "to prevent" is another use than to treat, and the
    lexicon's preventions ("migraine prevention") have names of their own.
    """
    gap = masked.text[begin:at]
    if "vaccin" in masked.text:
        gap = re.sub(r"\b(?:prevent\w*|protect\w*|immuni\w+|vaccin\w+)", "", gap)
    effect = _EFFECT.search(gap)
    if effect:
        return masked.source(begin + effect.start(), at)
    lead = _FOR.search(gap)
    if lead is None or _TREATING.fullmatch(gap, lead.start()):
        return ""
    return masked.source(begin + lead.start(), at)


def _symptom(masked: Statement, at: int) -> str:
    match = _SYMPTOM.match(masked.text, at)
    return match[0].strip() if match else ""


_IN_THOSE_WITH = re.compile(
    r"(?:,? (?:and|or) [\w -]{3,30})? (?:in|among|for) (?:people|patients|adults|those|men|women|children|persons|individuals)(?: [\w-]+){0,3}? "
    r"(?:with|who have|having|living with|who had)(?: [\w-]+){0,3} "
)
_PREVENTS = re.compile(r"\b(?:prevent\w*|reduc\w+|lower\w*|risk|protect\w*|cut\w*)\b")


def _listed(between: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:[,/ ]|\band\b|\bor\b|\bas well as\b|\bincluding\b|\bsuch as\b|\bwith\b|\balso\b|\bfor\b|\bin\b|\bto treat\b|\bthe\b|\bcertain\b|\bsome\b|\btypes of\b|\badvanced\b|\bmetastatic\b|\bsevere\b|\bmoderate\b|\bto\b|[\w-]+ly\b|B|\bearly\b|\brecurrent\b|\bpeople\b|\bpatients\b|\badults\b|\bplaque\b|\bboth\b|\bother\b|\ba\b|\bmost recently\b|\bkinds? of\b|\bforms? of\b|\bnot just\b|\bnow\b|\bchronic\b|\bactive\b|\bsymptomatic\b|\btreatment\b|\bof\b|\([^)]*\))*",
            between,
        )
    )


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
    comma = re.search(r", (?!with|in people|in patients|in adults|who)", text[at:near])
    return at + comma.start() if comma else near


def _one(
    masked: Statement,
    begin: int,
    tail: int,
    condition: Mention | None,
    at: int,
    last: int,
    *,
    several: bool = False,
) -> Indication:
    text = masked.text
    window = text[begin:tail]
    near = text[max(begin, at - 45) : tail] if several else window
    written = masked.source(begin, tail).rstrip(" .,;:")
    spelled = condition and masked.original[condition.start : condition.end].lower()
    stage = _match(_STAGE, f"{near} {spelled or ''}")
    markers: list[str] = []
    for i in range(begin, tail):
        if (
            i in masked.names
            and text[i] == "B"
            and not re.search(
                r"\b(?:regardless of|without an?|irrespective of|testing for|test for)\b[^,;]{0,25}\Z",
                text[begin:i],
            )
        ):
            markers.extend(k for k in masked.names[i].keys[:1] if k not in markers)
    return Indication(
        condition=condition.key if condition else "",
        stage=stage,
        setting=_match(_SETTING, near),
        biomarkers=tuple(markers),
        population=_population(window),
        words=written,
    )


def _match(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in table if pattern.search(text)), "")


def _population(text: str) -> str:
    found = [name for name, pattern in _POPULATION if pattern.search(text)]
    if "adults" in found and ("children" in found or "adolescents" in found):
        return ""
    if "women" in found and "men" in found:
        return ""
    return found[0] if found else ""


def this_use(masked: Statement, cue: Cue, stop: int) -> bool:
    """True for "for this use", "in that setting": the use was named before."""
    match = _THIS_USE.search(masked.text, cue.end, min(stop, cue.end + 60))
    return bool(match) and not re.match(r"\s*[CDKT]|\s+(?:treatment|prevention)", masked.text[match.end() :])  # type: ignore[union-attr]


def passage(context: Context, index: int, masked: Statement) -> Indication:
    """What the words around are about: the nearest condition before, else in the headings and the title."""
    here = [masked.names[i] for i in sorted(masked.names) if masked.text[i] == "C"]
    for mentions in (
        [*here],
        *context.before(index),
        *context.headings(context.layout.sentences[index].section),
    ):
        conditions = [m for m in mentions if m.kind is Kind.CONDITION]
        if conditions:
            return Indication(condition=conditions[0].key)
    return Indication()
