"""Statuses told by labels and in rows: "D for C: under review", "D | C | phase 3", "Status: experimental."

A row is cut at its marks into cells. The one that opens with a drug is its subject, the one that states a status of it
its status, and of the others the first that names a condition its use, whatever their order. A status that stands in
a sentence of its own is said of the drug that the sentence before is about, or else the one behind.
"""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from language.names import Names, fold
from model.claim import Claim
from pages.read.claims.framed import ReadStatement
from pages.read.claims.statement import state
from pages.read.claims.ways import gate

_CUT = re.compile(r" \| | [-–—] |: |; | \.\.\. | … ")
_MOST_CELLS = 6
_CELL = (3, 110)  # characters
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|can|may|might|could|should|must|will|does|do|did|approves?|says?|said|include[sd]?|"
    r"take|takes|ask|call|tell|see)\b"
)
_NONE = re.compile(
    r"(?:(?P<subject>[^:|]{3,60}?)(?:: | \| | [-–—] ))?(?P<what>[^:|]{6,80}?)(?:: | \| | [-–—] )"
    r"(?:(?:currently|so far|as yet|to date|at present|still),? )?(?:none|nothing|nil|0|zero|no(?:ne)? (?:yet|to date|so far))\b[^.:]{0,30}\.?\Z",
    re.IGNORECASE,
)
_OF = r"(?:current |present |US |U\.S\. |FDA |regulatory |approval |development(?:al)? |market(?:ing)? |licen[cs](?:e|ing) )*"
_STATUS_OF = re.compile(rf"\A{_OF}(?:status|stage) (?:of|for) ", re.IGNORECASE)
_STATUS = re.compile(
    rf"\A{_OF}(?:status|stage|phase|availability)(?: (?:in the )?(?:US|U\.S\.|USA|United States))?: (?P<value>[^:|.;]{{3,110}})[.;]?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\A(?:product|drug|medicine|medication|name|brand|agent|compound|candidate|vaccine|treatment|therapy)(?: name)?: ",
    re.IGNORECASE,
)
_USE = re.compile(r"\A(?:for|in|to treat|use(?:d for)?|indication)\b:? ?", re.IGNORECASE)
_OPENS = re.compile(r"\W*+(?:the )?(?:[A-Za-z]*+-|(?=[\w/-]*+ \()[\w/-]*?\d[\w/-]*+ \()?D")
_COPIES = re.compile(r"(?:US |U\.S\. |FDA[- ]approved |approved )*(?:biosimilars?|generics?)", re.IGNORECASE)
# What somebody takes or has had: "asthma: medicines: none".
_OWN = re.compile(
    r"(?:current |regular |other )*(?:medicines?|medications?|drugs?|treatments?|vaccinations?)",
    re.IGNORECASE,
)
# A phase told without the word for what it is a phase of.
_STAGE = re.compile(r"(?:still )?(?:in )?(?P<stage>early|mid|late)[- ]stage", re.IGNORECASE)
_BARE_NAME = re.compile(r"\W*+(?:[\w-]+ ){0,2}D(?: [\w-]+){0,3}(?: \([^()]{1,60}\))?\s*(?:[.:]\s*)?\Z")
_TOLD_FIRST = re.compile(
    r"(?P<value>(?:available )?(?:by )?prescription only|over[- ]the[- ]counter|OTC|not (?:yet )?(?:FDA[- ])?approved|experimental|investigational|"
    r"not available (?:outside|except in)[^.;,]{0,40}|(?:in )?(?:clinical )?trials only|"
    r"(?:still )?in (?:phase|clinical|trials)[^.;,]{0,40}|(?:still )?under (?:FDA )?review[^.;,]{0,40})(?=[.;,]|\Z)",
    re.IGNORECASE,
)


def labelled(text: str, names: Names, read: ReadStatement) -> list[Claim]:
    """What a row of cells says, and "approved treatments for C: none"."""
    none = _NONE.fullmatch(text)
    if none:
        return [*read(state(_there_are_none(none["what"], none["subject"] or "", names), names))]
    cells = [c.strip() for c in _CUT.split(text.rstrip(" .;"))]
    if not 2 <= len(cells) <= _MOST_CELLS or any(not _CELL[0] <= len(c) <= _CELL[1] for c in cells):
        return []
    cells[0] = _STATUS_OF.sub("", cells[0])
    if any(_VERB.search(c) for c in cells) or not _OPENS.match(state(cells[0], names).text):
        return []
    for at, written in enumerate(cells[1:], 1):
        stage = _STAGE.fullmatch(written)
        cell = f"in {stage['stage']}-stage trials" if stage else written
        others = [_USE.sub("", c) for i, c in enumerate(cells[1:], 1) if i != at]
        use = next((c for c in others if "C" in state(c, names).text), "")
        for be in ("is", "has"):  # "under review", "PDUFA date June 5"
            said = list(_said(f"{cells[0]} {be} {cell}{f' for {use}' if use else ''}", names, read))
            if said:
                return [replace(claim, cue=written) for claim in said]
    return []


def _there_are_none(what: str, subject: str, names: Names) -> str:
    """ "C - approved drugs: none", "D: biosimilars: none" as a sentence. What is not said to be approved counts only
    where nobody's own chart could list it: "asthma: medicines: none"."""
    about = state(subject, names).text
    if _COPIES.fullmatch(what) and _OPENS.match(about):
        return f"There are no {what} of {subject}"
    if not subject:
        return f"There are no {what}"
    return f"There is no {what} for {subject}" if "C" in about and not _OWN.fullmatch(what) else ""


def status_alone(before: str, text: str, behind: str, names: Names, read: ReadStatement) -> list[Claim]:
    """ "Status: under review." said of the drug that the sentence ``before`` opens with, or else the one ``behind``;
    "Prescription only; ..." where that is no more than its name."""
    told = _STATUS.match(text)
    if told is None:
        named = _TOLD_FIRST.match(text)
        if named is None or not _BARE_NAME.match(state(before, names).text):
            return []
        told, behind = named, ""
    for beside in (before, behind):
        about = state(_NAMED.sub("", beside), names)
        opening = _OPENS.match(about.text)
        if opening:
            mention = about.names[opening.end() - 1]
            name = about.original[mention.start : mention.end]
            said = _said(f"{name} is {told['value']}", names, read)
            return [replace(claim, cue=told["value"]) for claim in said]
    return []


def _said(statement: str, names: Names, read: ReadStatement) -> Iterator[Claim]:
    if gate().lets_through(fold(statement)):
        yield from (claim for claim in read(state(statement, names)) if claim.mode == "asserted")
