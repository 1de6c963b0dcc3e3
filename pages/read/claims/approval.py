"""The grammar of approval itself: "is approved", "FDA approved D", "won approval", "the only drug approved for"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.claim import Status
from pages.read.claims import words as w
from pages.read.claims.cues import Cue, Side

_CONTRACTED = re.compile(r"(it|that|this|which|who|they|these|he|she)('s|'re|'ve)")
_TOKEN = re.compile(r"[A-Z](?![a-z])|[a-z0-9][a-z0-9'/.]*(?:-[a-z0-9']+)*|'s|[^\w\s]")
# The second group is approval only where a regulator or a market is named: anyone clears and allows things.
_PARTICIPLE = re.compile(
    r"\b(?:(?P<sure>approved|green-?lit|green-?lighted|re-?approved)|"
    r"(?P<agency>cleared|authori[sz]ed|licen[cs]ed|okayed|ok'd|oked|sanctioned|signed off on|permitted|allowed))\b"
)
_FINITE = re.compile(
    r"\b(?:approves?|authori[sz]es|clears|licen[cs]es|green-?lights?|signs? off on|signing off on|okays|authori[sz]e)\b"
)
_GERUND = re.compile(r"\bapproving\b")
_IDIOM_RIGHT = re.compile(
    r"\b(?:gave|gives|give|given|giving|extended|handed|granted|grants|granting|issued|issues|grant|awarded) "
    r"(?P<inside>(?:(?!for |and |in |after |on |by |but |because )(?:[\w'-]+|[DKBCAUT](?:'s)?) ){0,9}?)"
    r"(?:(?P<bless>(?:the |its |a |an |final |official |regulatory )*(?:green light|go-ahead|nod|thumbs[- ]up|blessing|ok|okay|all-clear|seal of approval|stamp of approval|sign-off|marketing authori[sz]ation|clearance))|"
    r"(?:(?:the |its |a |an |it |final |official |regulatory |marketing |full,? |traditional |regular |A(?:'s)? |U |first |initial |expanded |new |additional |broader |second |third |supplemental |wider |limited |-)*"
    r"(?P<kind>accelerated |conditional |provisional |tentative |emergency |contingent |speedy )?(?:full |marketing )*approvals?))\b"
)
_WON = re.compile(
    r"\b(?P<verb>w[io]ns?|winning|receiv(?:es?|ed|ing)|gain(?:s|ed|ing)?|g[eo]ts?|gotten|getting|earn(?:s|ed|ing)?|secur(?:es?|ed|ing)|"
    r"obtain(?:s|ed|ing)?|land(?:s|ed|ing)?|snag(?:s|ged|ging)?|nab(?:s|bed)|has|have|had|having|with|without|pick(?:s|ed|ing)? up|clinch(?:es|ed)|"
    r"scor(?:es|ed)|garner(?:s|ed)|award(?:ed)?|granted|given|achiev(?:es|ed|ing)|lacks?|lacking|lacked|hold(?:s|ing)?|held|carr(?:y|ies)|"
    r"attain(?:ed|s)|notch(?:ed|es)|got|need(?:s)?|enjoy(?:s|ed)|retain(?:s|ed)|keeps?|kept|regain(?:ed|s)) "
    r"(?P<mods>(?:(?:[\w'/-]+|[AUXP](?:'s)?|T|C|B),? ){0,7}?)"
    r"(?P<noun>approvals?|clearance|green light|go-ahead|nod|thumbs[- ]up|ok\b|okay|marketing authori[sz]ation|licen[cs]e|licensure|sign-off)\b"
)
_NOUN = re.compile(
    r"\b(?P<kind>accelerated |conditional |provisional |tentative |contingent |expedited )?(?:full |marketing |regulatory |initial |traditional |first |A |A's )*"
    r"(?P<noun>approval|licensure|clearance)s?\b(?P<of> (?:of|for|to) (?=[\w' ,/-]*[DKC]))?"
)
_NOT_ITS_OWN = re.compile(
    # what is done to an approval that does not (yet) exist, or to one that another cue reads
    r"(?:seek\w*|sought|await\w*|pending|pursu\w+|appl(?:y|ied|ying|ication)(?: to the A)? (?:for|seeking)|request\w*|file[sd]? for|filing for|"
    r"submitted for|submit\w* .{0,40}for|recommend\w*(?: in favor of| against)?|vot\w+ (?:\S+ ){0,6}?(?:for|against|of|on|in favor of|to)|"
    r"consider\w*|delay\w*|expect\w*|anticipat\w*|hop\w+ (?:for|to \w+)|toward|towards|before|until|prior to|pre-?|without|den(?:y|ied|ies)|declin\w+|reject\w*|"
    r"refus\w+|withdr[ae]w\w*|revok\w+|rescind\w*|pulled|support\w*|basis (?:for|of)|path(?:way)? (?:to|for)|lead to|lead\w* to|led to|for|if|potential|possible|"
    r"likely|eventual|future|conditions? (?:of|for)|require\w*|prior|requirement for|process (?:of|for)|speed\w*|the drug|against|post-?|following|once|upon|when|oppos\w+|urg\w+|favor\w*|regulatory)"
    r" (?:[\w'-]+ |A(?:'s)? |U |T |an? |the |its ){0,4}\Z"
)
_PRESUPPOSED = re.compile(
    r"(?:since|after|following|with|upon|despite|by|celebrat\w+|mark\w*|announc\w+|between|led to|leading to|resulted in|basis for|supported|year of|date of|on|at|prior to|before) (?:[\w'-]+ |A(?:'s)? |U |T |an? |the |its ){0,4}\Z"
)
_BY = re.compile(
    r"[ ,]*(?:first |recently |in T,? |on T,? |in the U,? )?by (?P<who>(?:the |both the |both )?[\w'.& -]{0,40}(?:[AXUP](?!-))?[\w'& -]{0,20})"
)
_OTHERS_APPROVAL = re.compile(
    r"(?:editor|editorial|board|ethics|insur|committee|irb|institution|hospital|doctor|physician|pharmacist|plan|provider|medicare|medicaid|"
    r"medical (?:team|review|director|advis)|ministry of|congress|senate|voters?|court|judge|parents?|staff|reviewer|school|state|legislat|you|your|dentist|us\b|manager|author|society|american (?:heart|dental|college)|association)"
)
_NOT_APPROVAL_AFTER = re.compile(
    r"(?: |-)*(?:label(?:ing|ling)?s?\b|drug labels?|labelling|prescribing information|package insert|uses?(?= for (?:this|these|your))|dos(?:e|es|age|ing)s?\b|facility|manufactur|product label|protocols?|"
    r"(?:(?:[\w'/-]+|[DKCBT]) ){0,4}?"
    r"(?:devices?|tests?\b|assays?|diagnostics?\b|companion|pumps?|monitors?|meters?|stents?|software|apps?\b|lasers?|trials?\b|stud(?:y|ies)\b|health claims?|food additives?|fillers?|implants? for|labels? (?:change|update)|screening|sunscreens?|sweeteners?|dyes?|grants?\b|guidelines?|mouse|medical device|heart valve|hearing aids?|imaging agent|contact lens(?:es)?|research|budget|petition|plan|application to (?:begin|start|test)|ind\b|investigational new drug|expanded[- ]access|compassionate|request to))"
)


# "the only drug (that) the FDA has approved": the clause belongs to the noun before it.
_RELATIVE = re.compile(
    rf"(?:(?P<noun>\b(?:{w.DRUG_NOUN}|ones?)|K)(?: \([^)]*\))? (?=(?:(?:that|which) )?(?:the )?(?:A|agency)\Z)|(?=\b(?:that|which) (?:the )?(?:A|agency)\Z))"
    rf"(?P<link>(?:(?:that|which) )?(?:the )?(?:A|agency))\Z"
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The auxiliaries, adverbs and negations before a participle, and what they say."""

    start: int
    be: bool = False
    past: bool = False
    have: bool = False
    modal: bool = False
    future: bool = False
    negated: bool = False
    yet_to: bool = False
    no_longer: bool = False
    only: bool = False
    to: bool = False
    agency: bool = False  # "FDA-" stands directly before the participle
    hyphen: bool = False


def verb_group(text: str, head: int) -> VerbGroup:
    """What stands before the participle at ``head`` and belongs to its verb."""
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(text, max(0, head - 90), head)]
    i = len(tokens)
    start = head
    seen: list[str] = []
    agency = hyphen = False
    if i and tokens[i - 1][0] == "-" and i >= 2 and tokens[i - 2][0] in "AXU":
        agency = hyphen = True
        start = tokens[i - 2][1]
        i -= 2
    elif (
        i
        and tokens[i - 1][0] == "A"
        and i >= 2
        and (tokens[i - 2][0] in w.BE or tokens[i - 2][0] in w.NOT or tokens[i - 2][0] in w.ADVERB)
    ):
        agency = True
        start = tokens[i - 1][1]
        i -= 1
    while i:
        word, at = tokens[i - 1]
        contracted = _CONTRACTED.fullmatch(word)
        if contracted:  # "it's not approved": the pronoun stays outside
            seen.append("been" if contracted[2] == "'ve" else "is")
            start = at + len(contracted[1])
            break
        auxiliary = (
            word in w.BE or word in w.HAVE or word in w.MODAL or word in w.FUTURE or word in w.NOT or word in w.DO
            or word in ("to", "longer", "only", "either", "fully")
            or (word == "no" and seen[-1:] == ["longer"])
        )  # fmt: skip
        adverb = word in w.ADVERB or (
            word.endswith("ly") and word not in ("family", "july", "supply", "italy", "early")
        )
        if word in ("this", "the") and seen and seen[-1] in ("time", "moment", "present"):
            adverb = True
        if word in ("at", "of", "in") and seen:
            adverb = seen[-1] in ("this", "present", "T", "now", "yet")
            if word == "in" and seen[-1] not in ("T",):
                adverb = False
        if word == "time" or word == "moment":
            adverb = bool(i >= 2 and tokens[i - 2][0] in ("this", "present", "the"))
        if word == "T" and not (
            i >= 2 and tokens[i - 2][0] in ("in", "since", "as", "of", "on", "late", "early")
        ):
            adverb = False
        if (
            word == ","
            and seen
            and i >= 2
            and (tokens[i - 2][0] in w.ADVERB or tokens[i - 2][0].endswith("ly"))
        ):
            adverb = True
        if word == "'s" and i >= 2 and tokens[i - 2][0] not in ("it", "that", "there", "he", "what"):
            break
        if not (auxiliary or adverb):
            break
        seen.append(word)
        start = at
        i -= 1
    # adverbs at the outer end belong to what stands before them
    words = list(reversed(seen))
    joined = " ".join(words)
    return VerbGroup(
        start=start,
        be=any(x in w.BE or x in ("isn't", "aren't", "wasn't", "weren't") for x in words),
        past=any(x in w.PAST_BE or x in ("wasn't", "weren't") for x in words),
        have=any(x in w.HAVE for x in words),
        modal=any(x in w.MODAL for x in words),
        future=any(x in w.FUTURE for x in words),
        negated=any(x in w.NOT for x in words) and "not only" not in joined and "not just" not in joined,
        yet_to="yet to" in joined,
        no_longer="no longer" in joined,
        only="only" in words,
        to="to" in words and "yet to" not in joined,
        agency=agency,
        hyphen=hyphen,
    )


def approval_cues(text: str) -> Iterator[Cue]:
    """The cues of approval in a masked sentence, in the order of their precedence."""
    regulated = bool(re.search(r"[AX]", text)) or "regulator" in text or "the agency" in text
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in taken)

    for cue in (*_idioms(text), *_won(text)):
        if free(cue.start, cue.end):
            taken.append((cue.start, cue.end))
            yield cue
    for match in _PARTICIPLE.finditer(text):
        if not free(*match.span()):
            continue
        if (
            match["agency"]
            and not regulated
            and not re.match(r" (?:for (?:sale|marketing|use)|in the U)\b", text[match.end() :])
        ):
            continue
        if match[0] in ("permitted", "allowed") and not re.search(
            r"\b(?:market|sale|sold|sell)", text[match.end() :]
        ):
            continue
        participle = _participle(text, match)
        if participle:
            taken.append((participle.start, participle.end))
            yield participle
    for match in _FINITE.finditer(text):
        if free(*match.span()):
            finite = _finite(text, match)
            if finite:
                taken.append((finite.start, finite.end))
                yield finite
    for match in _NOUN.finditer(text):
        if free(*match.span()):
            noun = _noun(text, match)
            if noun:
                yield noun


def _status(kind: str | None) -> Status:
    if not kind:
        return Status.APPROVED
    if "tentative" in kind:
        return Status.TENTATIVE
    if "emergency" in kind:
        return Status.EMERGENCY
    if any(k in kind for k in ("accelerated", "conditional", "provisional", "contingent", "speedy")):
        return Status.ACCELERATED
    return Status.APPROVED


def _kind_before(text: str, head: int, end: int) -> Status:
    around = text[max(0, head - 24) : head] + text[head : end + 45]
    if re.search(r"\btentatively\b", around[:24]):
        return Status.TENTATIVE
    if re.search(r"\b(?:conditionally|provisionally)\b", around[:24]) or re.search(
        r"\b(?:under|through|via|using|on an?|in an?|with)(?: the)?(?: A's)?(?: agency's)? (?:accelerated|conditional)",
        around[24:],
    ):
        return Status.ACCELERATED
    if re.match(r"\w+ (?:only )?(?:for|on) (?:an )?emergency", text[head : end + 40]):
        return Status.EMERGENCY
    return Status.APPROVED


def _mode(group: VerbGroup) -> str:
    return "hedged" if group.modal or group.future or (group.to and not group.yet_to) else "asserted"


def _participle(text: str, match: re.Match[str]) -> Cue | None:
    head, end = match.span()
    group = verb_group(text, head)
    after = text[end:]
    by = _BY.match(after)
    agent = by["who"] if by else ""
    if agent and not re.search(r"[AXUP]|regulat|agency|authorit|government|federal", agent):
        return None
    if agent and _OTHERS_APPROVAL.search(agent) and not re.search(r"[AX]", agent):
        return None
    if re.match(
        r"[^.;]{0,60}\bby (?:your|his|her|their|my|our|the (?:hospital|clinic|insurer|plan|school|board|committee|court))\b",
        after,
    ):
        return None
    if re.search(r"\bthat\b[^,;]*\Z", text[: group.start]) and re.fullmatch(
        r"(?:not )?be ", text[group.start : head]
    ):
        return None
    attributive = not (group.be or group.have) or bool(
        re.search(
            r"\b(?:an?|the|only|no|any|first|new|newly|other|these|those|all|most|many|several|some|-)\s*\Z",
            text[: group.start],
        )
        and not group.be
    )
    status = _kind_before(text, head, end)
    if (group.agency or attributive) and _NOT_APPROVAL_AFTER.match(after):
        return None
    if not group.be and not group.have and _NOT_APPROVAL_AFTER.match(after):
        return None
    if group.no_longer:
        return Cue(Status.WITHDRAWN, Side.LEFT, group.start, end, head)
    negated = group.negated or group.yet_to
    if negated and status is Status.APPROVED:
        status = Status.NOT_APPROVED
    historic = group.past or (group.have and not group.be and not negated)
    if group.be:  # passive: "D is (not yet) approved", "D is FDA-approved"
        return Cue(
            status, Side.LEFT, group.start, end, head, negated=negated, historic=group.past, mode=_mode(group),
            agent=agent or ("A" if group.agency else ""), restrictive=group.only,
        )  # fmt: skip
    before = text[: group.start].rstrip()
    if group.have:  # "the FDA has (not) approved D"
        agent = _agent(before)
        if not agent:
            return None
        which = _RELATIVE.search(before)
        if which and not re.match(r" (?:the |a |an |[DK])", after):
            side = Side.GROUP if which["noun"] else Side.LEFT
            return Cue(status, side, which.start("link"), end, head, negated=negated, agent=agent)
        return Cue(
            status,
            Side.RIGHT,
            group.start,
            end,
            head,
            negated=negated,
            historic=historic,
            mode=_mode(group),
            agent=agent,
        )
    if not group.hyphen:
        agent = _agent(before if not group.agency else before + " A")
        # "FDA approved drugs for C include D" is the adjective with its hyphen left out
        adjective = re.match(rf" (?:[\w'/-]+ |[KCB] )?{w.DRUG_NOUN}\b", after) and not re.search(
            r"\bthe A\Z|\bA (?:has|recently|first|also)\b", before[-24:]
        )
        if agent and not (adjective and not re.search(r"\b(?:it|they)\Z", before)):
            if negated or _NOT_APPROVAL_AFTER.match(after):
                return None
            which = _RELATIVE.search(before)
            if which and not re.match(r" (?:the |a |an |[DK])", after):
                side = Side.GROUP if which["noun"] else Side.LEFT
                return Cue(status, side, which.start("link"), end, head, historic=True, agent=agent)
            return Cue(
                status, Side.RIGHT, group.start, end, head, historic=True, agent=agent, mode=_mode(group)
            )
    if group.to or group.modal:
        return None
    return Cue(
        status,
        Side.GROUP,
        group.start,
        end,
        head,
        negated=negated,
        agent=agent or ("A" if group.agency else ""),
        restrictive=group.only,
    )


def _agent(before: str) -> str:
    """The regulator that is the subject of an active verb, empty when there is none."""
    before = re.sub(
        r"(?:,? (?:also|recently|first|in T|on T|since|just|then|today|later|officially|formally|finally|initially|previously|originally|quickly|T|\w+ly),?)+\Z",
        "",
        before,
    )
    match = re.search(
        rf"(?:\b(?:{w.REGULATOR})|\b(?:agency|officials|regulators)|\bit|\bthey|[AX](?: \([^)]*\))?|A(?: and (?:the )?X)?)(?: have| has)?\Z",
        before,
    )
    if not match:
        # "the FDA's Oncology Division approved", "the U.S. agency approved"
        match = re.search(r"\bA(?:'s)? (?:[\w-]+ ){1,4}\Z", before + " ")
        if match and not re.search(r"advis|panel|committee|commissioner said", match[0]):
            return "A"
        return ""
    if re.search(r"advis\w+ \Z", before[: match.start()]):
        return ""
    return match[0]


def _finite(text: str, match: re.Match[str]) -> Cue | None:
    head, end = match.span()
    group = verb_group(text, head)
    before = text[: group.start].rstrip()
    if _NOT_APPROVAL_AFTER.match(text[end:]):
        return None
    refused = re.search(
        r"\b(?:declin\w+|refus\w+|reject\w*|vot\w+ (?:\S+ ){0,3}not|recommend\w*(?: that)?(?: the A)?|urg\w+|ask\w*(?: the A)?|plan\w*|expect\w*(?: the A)?|likely|consider\w*(?: whether)?|decid\w+(?: whether)?|whether|want\w*|set|poised|due)\Z",
        before if not group.to else text[: group.start].rstrip(),
    )
    agent = _agent(before)
    if group.to and refused:
        word = refused[0]
        if re.match(r"declin|refus|reject", word):
            return Cue(
                Status.NOT_APPROVED,
                Side.RIGHT,
                refused.start(),
                end,
                head,
                negated=True,
                historic=True,
                agent="A",
            )
        return None
    if group.yet_to and (agent or _agent(re.sub(r"\b(?:has|have)\Z", "", before).rstrip())):
        return Cue(Status.NOT_APPROVED, Side.RIGHT, group.start, end, head, negated=True, agent="A")
    if not agent or group.to:
        return None
    if group.modal or group.future:
        return None
    if group.negated:
        past = "did" in text[group.start : head]
        return Cue(
            Status.NOT_APPROVED, Side.RIGHT, group.start, end, head, negated=True, historic=past, agent=agent
        )
    if re.search(r"\b(?:may|when|if|once|until|before|whether|unless)\b", before[-40:]):
        return None
    if match[0] in ("approve", "authorize", "authorise", "sign off on", "green-light", "greenlight"):
        return None  # "regulators approve" in general: not an act
    return Cue(_status(None), Side.RIGHT, head, end, head, historic=True, agent=agent)


def _idioms(text: str) -> Iterator[Cue]:
    """ "gave the green light to D", "granted D accelerated approval", "D was granted approval"."""
    if not re.search(
        r"approval|green light|go-ahead|\bnod\b|thumbs|blessing|\bok\b|okay|all-clear|sign-off|authori[sz]ation|clearance",
        text,
    ):
        return
    for match in _IDIOM_RIGHT.finditer(text):
        head, end = match.span()
        group = verb_group(text, head)
        inside = match["inside"]
        if re.search(
            r"\b(?:designation|status|review|not|without|before|seeking|for)\b", inside
        ) or _NOT_APPROVAL_AFTER.match(text[end:]):
            continue
        status = _status(match["kind"] or ("emergency" if "emergency" in inside else None))
        if re.search(r"\baccelerated\b", inside):
            status = Status.ACCELERATED
        negated = group.negated or group.yet_to
        if negated and status is Status.APPROVED:
            status = Status.NOT_APPROVED
        before = text[: group.start].rstrip()
        if group.be or (re.search(r",\Z", before) and match[0].startswith(("granted", "given", "awarded"))):
            yield Cue(
                status,
                Side.LEFT,
                group.start,
                end,
                head,
                negated=negated,
                historic=group.past,
                mode=_mode(group),
                agent="A" if "A" in text else "",
            )
            continue
        agent = _agent(before)
        if not agent or group.modal or group.future:
            continue
        if group.to:
            if re.search(r"\b(?:declin\w+|refus\w+)\Z", before):
                yield Cue(
                    Status.NOT_APPROVED,
                    Side.RIGHT,
                    group.start,
                    end,
                    head,
                    negated=True,
                    historic=True,
                    agent=agent,
                )
            continue
        span = match.span("inside")
        if re.search("[DK]", inside):
            yield Cue(
                status,
                Side.INSIDE,
                group.start,
                end,
                head,
                negated=negated,
                historic=True,
                inside=span,
                agent=agent,
            )
        else:
            yield Cue(status, Side.RIGHT, group.start, end, head, negated=negated, historic=True, agent=agent)


_UNREAL_MODS = re.compile(
    r"\b(?:designation|status|review|not yet|from|of|applied|for (?!use)|medical board|editorial|ethics|insurance|prior|pre-|your|doctor's|to|and|by|their doctor's|committee|board|patients?|trials?|been)\b"
)


def _won(text: str) -> Iterator[Cue]:
    """ "D won FDA approval", "D has yet to receive approval", "D lacks approval"."""
    if not re.search(
        r"approval|clearance|green light|go-ahead|\bnod\b|thumbs|\bok|authori[sz]ation|licen[cs]|sign-off",
        text,
    ):
        return
    at = 0
    while match := _WON.search(text, at):
        at = match.start() + 1
        verb, mods, noun = match["verb"], match["mods"], match["noun"]
        if _UNREAL_MODS.search(mods) or re.search(r"[DK]", mods):
            continue
        if noun not in ("approval", "approvals") and not re.search(r"[AX]|regulat|marketing", text):
            continue
        if verb in ("need", "needs"):
            continue
        head, end = match.span()
        if re.match(
            r"(?:-| )?(?:letter|process|pathway|criteria|standards|requirements?|application|decision|date|ratings?|package|committee|rates?|status of)",
            text[end:].lstrip(),
        ):
            continue
        if _NOT_APPROVAL_AFTER.match(re.sub(r"\A (?:of|for) ", " ", text[end:])) and re.match(
            r" (?:of|for) ", text[end:]
        ):
            continue
        group = verb_group(text, head)
        negated = (
            group.negated
            or group.yet_to
            or verb in ("without", "lack", "lacks", "lacking", "lacked")
            or bool(re.match(r"(?:no|not|never|n't|yet to) ", mods))
            or " no " in f" {mods}"
        )
        if verb == "with" and not re.search(r"\bA\b", mods):
            continue
        if verb == "without" and not re.search(r"\bA\b|regulat", mods):
            continue
        status = _status(mods)
        at = end
        if group.no_longer:
            yield Cue(Status.WITHDRAWN, Side.LEFT, group.start, end, head)
            continue
        if negated and status is Status.APPROVED:
            status = Status.NOT_APPROVED
        past = verb.endswith("ed") or verb in ("won", "got", "had", "gotten", "kept", "held")
        mode = _mode(group)
        if group.to and re.search(
            r"\b(?:became|become|becomes|first|only|failed|the \w+)\Z", text[: group.start].rstrip()
        ):
            mode = "asserted"
            if text[: group.start].rstrip().endswith("failed"):
                negated, status = True, Status.NOT_APPROVED
        if (
            verb == "granted"
            and not group.be
            and not group.have
            and not text[: group.start].rstrip().endswith(",")
        ):
            continue
        yield Cue(
            status,
            Side.LEFT,
            group.start,
            end,
            head,
            negated=negated,
            historic=past and not group.have,
            mode=mode,
            agent="A" if "A" in mods else "",
        )


def _noun(text: str, match: re.Match[str]) -> Cue | None:
    """ "the approval of D in 2014", "D's approval", "FDA approval for D came in 2014"."""
    start, end = match.start("noun"), match.end()
    before = text[: match.start()]
    after = text[end:]
    status = _status(match["kind"])
    if match["noun"] == "clearance" and "A" not in text:
        return None
    possessive = re.search(r"(?:\b[DK]'s?|\bits|\btheir)(?: (?:[\w-]+|A|U|T|C|B)){0,4}? ?\Z", before)
    if match["of"] is None and not possessive:
        direct = re.search(r"\bD (?:A )?\Z", before + " ")
        if not direct and not re.match(
            r"(?: \w+){0,2} (?:came|was granted|was given|was issued|followed|arrived) ", after
        ):
            return None
    unreal = _NOT_ITS_OWN.search(before)
    if unreal and not _PRESUPPOSED.search(before):
        return None
    if re.search(
        r"\b(?:if|until|once|before|prior to|pending|whether|could|would|may|might|should|hopes?|seek\w*|ahead of)\b[^,;]{0,40}\Z",
        before,
    ):
        return None
    if re.match(
        r" (?:was|is|has been|were) (?:\w+ )?(?:denied|declined|rejected|refused|delayed|expected|withdrawn|revoked|rescinded|sought|pending|uncertain|conditional|likely|recommended|not )|(?: \w+)? (?:could|would|may|might|is expected|decision|process|pathway|application|letter|date is|studies|trials?|rate)",
        after,
    ):
        return None
    if match["of"] and _NOT_APPROVAL_AFTER.match(after):
        return None
    # the bare noun asserts nothing without a date or a verb of happening
    clause = before[-60:] + text[match.start() : end] + after[:90]
    if not re.search(
        r"\bT\b|announc|came|follow|after|since|grant|based on|was (?:given|issued)|expand|includ|mark|celebrat|led to|for C|to treat|in C",
        clause,
    ):
        return None
    side = Side.RIGHT if match["of"] and not (possessive and not re.search(r"[DK]", after)) else Side.LEFT
    return Cue(
        status,
        Side.EITHER if possessive or not match["of"] else side,
        match.start(),
        end,
        start,
        historic=True,
    )
