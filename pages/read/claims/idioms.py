"""Approval told otherwise than by the verb: "gave the green light to D", "D won approval", "D lacks approval"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator

from model.claim import Status
from pages.read.claims.approvers import NOT_APPROVAL_AFTER, agent_before, mode_of, status_of
from pages.read.claims.cue import Cue, Side
from pages.read.claims.verbs import verb_group

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


def idioms(text: str) -> Iterator[Cue]:
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
        ) or NOT_APPROVAL_AFTER.match(text[end:]):
            continue
        status = status_of(match["kind"] or ("emergency" if "emergency" in inside else None))
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
                mode=mode_of(group),
                agent="A" if "A" in text else "",
            )
            continue
        agent = agent_before(before)
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


def won(text: str) -> Iterator[Cue]:
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
        if NOT_APPROVAL_AFTER.match(re.sub(r"\A (?:of|for) ", " ", text[end:])) and re.match(
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
        status = status_of(mods)
        at = end
        if group.no_longer:
            yield Cue(Status.WITHDRAWN, Side.LEFT, group.start, end, head)
            continue
        if negated and status is Status.APPROVED:
            status = Status.NOT_APPROVED
        past = verb.endswith("ed") or verb in ("won", "got", "had", "gotten", "kept", "held")
        mode = mode_of(group)
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
