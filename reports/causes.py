"""What is wrong, told once: findings that one fact decides, or one check where no fact does, are one cause."""

from __future__ import annotations

import hashlib

from model.finding import Finding

# How much a cause harms, worst first: what a work list is ordered by.
HARM_WORDS = {
    1: "safety",
    2: "treatment",
    3: "evidence",
    4: "age and form",
}
HARM_MEANS = {
    1: "points to a withdrawn or unsafe drug, or rests on a retracted paper",
    2: "hides or misstates a treatment",
    3: "the evidence or the source has moved on",
    4: "the page is old, or its form hides its age",
}
_SAFETY = frozenset({"FDA004", "FDA007", "FDA009", "REF006", "REF007", "REF008"})
_ADDITIONS = frozenset({"FDA008"})  # a further use hides nothing that the page says
_BY_FAMILY = {"FDA": 2, "REF": 3, "LINK": 3, "DATE": 4, "TIME": 4, "PAGE": 4}
# Checks whose evidence only illustrates: the cause is what the page does, not the paper.
_OF_THE_PAGE = frozenset({"REF013"})


def harm_of(finding: Finding) -> int:
    """1 (safety) to 4 (age and form); see ``HARM_MEANS``."""
    if finding.harm or finding.code in _SAFETY:
        return 1
    if finding.code in _ADDITIONS:
        return 3
    if finding.code.startswith("TIME") and finding.evidence:
        return 3
    return _BY_FAMILY.get(family(finding.code), 4)


def family(code: str) -> str:
    """ "FDA" of "FDA001"."""
    return code.rstrip("0123456789")


def cause_of(finding: Finding) -> str:
    """The cause's name: the same for all findings that the same act, paper or trial decides, whatever their words,
    and for all findings of a check that no source decides. ``c1:`` and eight hex digits."""
    return "c1:" + hashlib.sha256("\x1f".join(_key(finding)).encode("utf-8", "replace")).hexdigest()[:8]


def _key(finding: Finding) -> tuple[str, ...]:
    kind = family(finding.code)
    if not finding.evidence or finding.code in _OF_THE_PAGE:
        return (finding.code,)
    first = finding.evidence[0]
    if finding.code in _ADDITIONS:
        return (
            finding.code,
            finding.subject,
        )  # the newest use differs with the page's date; the drug does not
    if kind == "FDA":
        return (kind, first.id, first.says)
    if kind == "REF":
        return (finding.code, finding.subject)
    return (finding.code, first.id)


def deciding(finding: Finding) -> str:
    """What a decision on the finding's cause rests on: changes when the fact that decides says something else. Empty
    where no source decides."""
    if not finding.evidence or finding.code in _OF_THE_PAGE:
        return ""
    first = finding.evidence[0]
    return hashlib.sha256(f"{first.id}\x1f{first.says}".encode("utf-8", "replace")).hexdigest()[:12]


def digest(finding: Finding) -> str:
    """What a decision on the finding rests on: changes when the evidence says something else. Empty without any."""
    if not finding.evidence:
        return ""
    parts = sorted(f"{e.source}\x1f{e.id}\x1f{e.says}" for e in finding.evidence)
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
