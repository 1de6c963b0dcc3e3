"""The grammar of approval itself: "is approved", "FDA approved D", "won approval", "the only drug approved for"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator

from model.claim import Status
from pages.read.claims import words as w
from pages.read.claims.approvers import NOT_APPROVAL_AFTER, agent_before, mode_of, status_of
from pages.read.claims.cue import Cue, Side
from pages.read.claims.idioms import idioms, won
from pages.read.claims.verbs import verb_group

# The second group is approval only where a regulator or a market is named: anyone clears and allows things.
_PARTICIPLE = re.compile(
    r"\b(?:(?P<sure>approved|green-?lit|green-?lighted|re-?approved)|"
    r"(?P<agency>cleared|authori[sz]ed|licen[cs]ed|okayed|ok'd|oked|sanctioned|signed off on|permitted|allowed))\b"
)
_FINITE = re.compile(
    r"\b(?:approves?|authori[sz]es|clears|licen[cs]es|green-?lights?|signs? off on|signing off on|okays|authori[sz]e)\b"
)
_GERUND = re.compile(r"\bapproving\b")
_NOUN = re.compile(
    r"\b(?P<kind>accelerated |conditional |provisional |tentative |contingent |expedited )?(?:full |marketing |regulatory |initial |traditional |first |A |A's )*"
    r"(?P<noun>approval|licensure|clearance)s?\b(?P<of> (?:of|for|to) (?=[\w' ,/-]*[DKC]))?"
)
_NOT_ITS_OWN = re.compile(
    # what is done to an approval that does not (yet) exist, or to one that another cue reads
    r"(?:seek\w*|sought|await\w*|pending|pursu\w+|appl(?:y|ied|ying|ication)(?: to the A)? (?:for|seeking)|request\w*|file[sd]? for|filing for|"
    r"submitted for|submit\w* .{0,40}for|recommend\w*(?: in favor of| against)?|vot\w+ (?:\S+ ){0,6}?(?:for|against|of|on|in favor of|to)|"
    r"consider\w*|delay\w*|expect\w*|anticipat\w*|hop\w+ (?:for|to \w+)|toward|towards|before|until|prior to|pre-?|without|den(?:y|ied|ies)|declin\w+|reject\w*|"
    r"refus\w+|gave up|giv\w+ up|relinquish\w*|surrender\w*|withdr[ae]w\w*|revok\w+|rescind\w*|pulled|support\w*|basis (?:for|of)|path(?:way)? (?:to|for)|lead to|lead\w* to|led to|for|if|potential|possible|"
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


# "the only drug (that) the FDA has approved": the clause belongs to the noun before it.
_RELATIVE = re.compile(
    rf"(?:(?P<noun>\b(?:{w.DRUG_NOUN}|ones?)|K)(?: \([^)]*\))? (?=(?:(?:that|which) )?(?:the )?(?:A|agency)\Z)|(?=\b(?:that|which) (?:the )?(?:A|agency)\Z))"
    rf"(?P<link>(?:(?:that|which) )?(?:the )?(?:A|agency))\Z"
)


def approval_cues(text: str) -> Iterator[Cue]:
    """The cues of approval in a masked sentence, in the order of their precedence."""
    regulated = bool(re.search(r"[AX]", text)) or "regulator" in text or "the agency" in text
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in taken)

    for cue in (*idioms(text), *won(text)):
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
    if (group.agency or attributive) and NOT_APPROVAL_AFTER.match(after):
        return None
    if not group.be and not group.have and NOT_APPROVAL_AFTER.match(after):
        return None
    if group.no_longer:
        return Cue(Status.WITHDRAWN, Side.LEFT, group.start, end, head)
    negated = group.negated or group.yet_to
    if negated and status is Status.APPROVED:
        status = Status.NOT_APPROVED
    historic = group.past or (group.have and not group.be and not negated)
    if group.be:  # passive: "D is (not yet) approved", "D is FDA-approved"
        return Cue(
            status, Side.LEFT, group.start, end, head, negated=negated, historic=group.past, mode=mode_of(group),
            agent=agent or ("A" if group.agency else ""), restrictive=group.only,
        )  # fmt: skip
    before = text[: group.start].rstrip()
    if group.have:  # "the FDA has (not) approved D"
        agent = agent_before(before)
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
            mode=mode_of(group),
            agent=agent,
        )
    if not group.hyphen:
        agent = agent_before(before if not group.agency else before + " A")
        # "FDA approved drugs for C include D" is the adjective with its hyphen left out
        adjective = re.match(rf" (?:[\w'/-]+ |[KCB] )?{w.DRUG_NOUN}\b", after) and not re.search(
            r"\bthe A\Z|\bA (?:has|recently|first|also)\b", before[-24:]
        )
        if agent and not (adjective and not re.search(r"\b(?:it|they)\Z", before)):
            if negated or NOT_APPROVAL_AFTER.match(after):
                return None
            which = _RELATIVE.search(before)
            if which and not re.match(r" (?:the |a |an |[DK])", after):
                side = Side.GROUP if which["noun"] else Side.LEFT
                return Cue(status, side, which.start("link"), end, head, historic=True, agent=agent)
            return Cue(
                status, Side.RIGHT, group.start, end, head, historic=True, agent=agent, mode=mode_of(group)
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


def _finite(text: str, match: re.Match[str]) -> Cue | None:
    head, end = match.span()
    group = verb_group(text, head)
    before = text[: group.start].rstrip()
    if NOT_APPROVAL_AFTER.match(text[end:]):
        return None
    refused = re.search(
        r"\b(?:declin\w+|refus\w+|reject\w*|vot\w+ (?:\S+ ){0,3}not|recommend\w*(?: that)?(?: the A)?|urg\w+|ask\w*(?: the A)?|plan\w*|expect\w*(?: the A)?|likely|consider\w*(?: whether)?|decid\w+(?: whether)?|whether|want\w*|set|poised|due)\Z",
        before if not group.to else text[: group.start].rstrip(),
    )
    agent = agent_before(before)
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
    if group.yet_to and (agent or agent_before(re.sub(r"\b(?:has|have)\Z", "", before).rstrip())):
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
    return Cue(status_of(None), Side.RIGHT, head, end, head, historic=True, agent=agent)


def _noun(text: str, match: re.Match[str]) -> Cue | None:
    """ "the approval of D in 2014", "D's approval", "FDA approval for D came in 2014"."""
    start, end = match.start("noun"), match.end()
    before = text[: match.start()]
    after = text[end:]
    status = status_of(match["kind"])
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
    if match["of"] and NOT_APPROVAL_AFTER.match(after):
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
