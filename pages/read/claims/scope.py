"""Clauses, moods and agencies: how far a cue's words reach, and whether it is asserted at all."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator

# Where one statement ends and the next begins. What begins with a verb takes its subject from before.
_BOUNDARY = re.compile(
    r"[;]| [-–—]{1,2} (?=(?:and|but|so|it|they|the A|which)\b)|[.!?](?=\s)|"
    r",? (?:but(?! (?:younger|older) than\b| (?:under|below|not yet) \d)|although|though|whereas|however|because|unless|even though|so that|except that)\b,?|"
    r", (?=(?:none|neither)(?: of (?:them|these|those))? (?:has|have|is|are|was|were|can)\b)|"
    r", (?:while|yet|so|nor|since)\b|, as (?=(?:no|none|nothing|there|it|they|the A)\b)|"
    r",? and,? (?=(?:also |then |now |later |currently |still |recently |subsequently |more recently,? |in T,? |that |, )*"
    r"(?:(?:is|are|was|were|has|have|had|does|do|did|ca|wo|could|would)n't|cannot|(?:is|are|was|were|has|have|had|remains?|became|becomes|won|received|gained|carries|carry|got|approved|does|do|did|can|may|will|being)\b))|"
    r",? and (?=(?:in T,? |on T,? |later |then |(?:\w+ )?(?:T,? )?)?(?:it|they|the (?:U )?A|A|this|these|regulators|the agency|the company|(?:to date,? |so far,? |as yet,? |thus far,? |until now,? |currently,? |at present,? )?(?:no|none|not (?:one|a single))|another|others?)\b(?! approval))|"
    r", (?:and )?(?=(?:it|they|the A|A (?:approved|has|granted|gave)|this drug|these drugs|regulators|the agency) )|"
    r"(?P<names>,? and (?=(?:the )?[DK](?: [\w-]+| \([^)]*\))? (?:is|are|was|were|has|have|remains?|became|won|received|gained|carries)\b)|"
    r", (?=[DK](?: \([^)]*\))? (?:is|are|was|were|has|have|remains?|became|won|received|gained)\b))|"
    r" and (?=(?:\w+ly |then |later |soon )?(?:withdrawn|discontinued|pulled|removed|revoked|rescinded|taken off)\b)|"
    r"\s?\((?=[DK] (?:is|are|was|were|has|have|won|received|gained)\b)|"
    r", (?:(?:in|of|with|for|during|after|by|from|to) )?(?:which|where)\b|, who\b| while (?=D\b)| (?:since|because|as) (?=(?:no|none|nothing|there)\b)|, (?=lost (?:its|that|this|the)\b)|: (?=(?:(?:to date|so far|as yet|until now|at present|currently|sadly),? )*(?:no|nothing|none|not (?:one|a single)|it|they|the A)\b)"
)
_PREFACE_BREAK = re.compile(
    r"\A(?:although|though|while|whereas|even though|because|since|if|when|once|despite)\b[^,]*, "
)
_OTHER_AGENCY = re.compile(r"[XP]")
_US = re.compile(r"[AU]")
# ", licensed in Canada as D,": an aside that names its country, whatever the sentence goes on to say of the US
_TOLD_ABROAD = re.compile(r"\w+ (?:in|by) (?:the )?[PX]\b(?! (?:and|or|but)\b|,? (?:but|and|U|A)\b)[^,;]*,")
PLACE_PHRASE = re.compile(
    r"\b(?:in|across|throughout|by|from|within|for|to) (?:the |both |parts of |all of |most of )?(?:[PXU](?:,? and |, | or |,? but not )?(?:in )?(?:the )?)+|\bP(?:'s)? (?=(?:regulat|market|drug|health|approv))|X\b"
)


_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|may|will|became|becomes?|remains?|won|received|gained|got|approved|helps?|works?|treats?|"
    r"blocks?|costs?|carries|\w+ed|\w+es)\b(?! by (?:the )?A\b.*\Z)"
)
_PLACE_LEAD = re.compile(
    r"\b(?:in|across|throughout) (?:the )?[PXU],? \Z|\b(?:in|across|throughout) (?:the )?[PXU], ?"
)


# ", and weight loss is the mainstay": what follows has a subject and a verb of its own.
_AND = re.compile(
    r", (?:and|so) (?!(?:for|in|to|with|of|by|on|at|as|from|after|against|it|they|the A)\b)(?=[a-zC])"
)
_OWN_VERB = re.compile(
    r"(?:(?!\b(?:that|which|who|whose|where|when|if|while|because|but|to)\b)[^.;:()DK]){3,90}?"
    r"\b(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|does|do|did|remains?|requires?|consists?)\b"
)


def _boundaries(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a clause may end and the next begin, in order, and whether that takes a predicate before it."""
    found = [(m.start(), m.end(), bool(m["names"])) for m in _BOUNDARY.finditer(text)]
    found += [(m.start(), m.end(), True) for m in _AND.finditer(text) if _OWN_VERB.match(text, m.end())]
    yield from sorted(found)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of a masked sentence that holds ``start:end``."""
    begin, stop = 0, len(text)
    opening = _PREFACE_BREAK.match(text)
    if opening:
        if opening.end() <= start:
            begin = opening.end()
        else:
            stop = opening.end() - 2
    for ends, begins, after_verb in _boundaries(text):
        if after_verb and not _PREDICATE.search(text, begin if begins <= start else 0, ends):
            continue  # "D, D and D are": names of one list
        if begin < begins <= start:
            begin = begins
        elif end <= ends < stop:
            stop = ends
    within = _WITHIN.search(text, 0, begin)
    if within and text[begin:start].rstrip().endswith(","):
        begin = clause(text, within.start(), within.start())[0]
    return begin, stop


# A relative clause that is closed before the words: "TIL therapy, in which your cells are grown, remains ..."
_WITHIN = re.compile(r", (?:in|of|with|for|by|from) which\Z")


_ASIDE = re.compile(
    r"[DK](?: \([^)]*\))?(?:,| [-–—]| \()(?: which| that)? [^,;.()]*\Z|[DK](?: \([^)]*\))? \([^,;.()]*\Z"
)
_ASIDE_ENDS = re.compile(
    r"(?:,|\)| [-–—]) ?(?=(?:\w+ly |first |also )?(?:was|were|is|are|has|had|came|won|received|gained|got|arrived|hit|reached|entered|costs?|\w+ed)\b)"
)
_RANK = re.compile(r"\b(?:only|sole|lone|first|newest|latest)\b")


def aside_end(text: str, start: int, end: int, stop: int) -> int:
    """Where the apposition that holds the words ``start:end`` closes ("D, the only drug approved for C, was ..."): what
    stands behind it is another statement; ``stop`` where it is none."""
    opening = _ASIDE.search(text, 0, start)
    if opening is None or not _RANK.search(text, opening.start(), end):
        return stop
    closing = _ASIDE_ENDS.search(text, end, stop)
    return closing.start() if closing else stop


def relative(text: str, begin: int) -> bool:
    """True when the clause at ``begin`` was opened by "which": its subject stands right before it."""
    return bool(re.search(r", (?:which|who|where)\Z", text[:begin]))


# "Used in Congo, being unlicensed anywhere": here, too. (Not "in Japan and nowhere else".)
_ANYWHERE = re.compile(
    r"\b(?:anywhere|nowhere|(?:in|by) (?:any|no) (?:country|nation|regulator|agency))\b(?! else| other)"
)


def agency(text: str, begin: int, end: int, start: int, stop: int) -> str:
    """Who says so: "FDA", or another regulator's or country's words when only that is named."""
    lead = _PLACE_LEAD.search(text, 0, begin)
    near = (lead[0] if lead and lead.end() == begin else "") + text[begin:end]
    if (aside := _TOLD_ABROAD.match(text, start)) and not _US.search(aside[0]):
        return "other"
    # "approved in Europe but not in the US", "approved by the EMA": the words about the cue decide
    about = re.sub(r"\([^)]*\)", " ", near)
    if "A" in about or "U" in about or _ANYWHERE.search(about):
        return "FDA"
    found = _OTHER_AGENCY.search(about)
    if not found:
        return "FDA"
    if found[0] == "P" and not PLACE_PHRASE.search(about) and not re.search(r"P(?:'s)? ", about):
        return "FDA"
    return "other"
