"""Where sentences end, in the prose of medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Never end a sentence, whatever follows.
_NEVER = _words(
    """
    e.g i.e eg ie vs v viz cf dr drs mr mrs ms mx prof hon rev gen col sgt st mt ft fig figs tab eq eqs
    eqn ref refs approx ca al. sr. resp incl esp ed eds dept univ assoc assn intl natl bros messrs mme
    mlle
    """
)
#: Do not end one before a digit ("No. 5", "Sept. 5", "5 mg. 3 times a day").
_BEFORE_DIGIT = _words(
    """
    no nos vol vols p pp ch chap art sec sect pt pts para par suppl jan feb mar apr jun jul aug sep sept
    oct nov dec mg mcg ml kg hr hrs min mins wk wks mo yr yrs iu oz lb lbs tbsp tsp cm mm version ver
    app n tel ext circa
    """
)
#: End one only when the next word is one that sentences open with.
_UNSURE = _words(
    """
    u.s u.k e.u u.n d.c u.s.a ph.d m.d d.o r.n n.p b.s m.s m.p.h pharm.d dr.p.h b.a m.a d.d.s j.d sc.d
    inc ltd co corp llc jr sr al et dept sp spp var subsp
    """
)
_OPENERS = _words(
    """
    the this these those that there then they their a an in on at by for from if it its he she his her
    we our you your as but and or so to with when while where what who why how however although though
    after before because since until most many some several all both each every no not one two other
    another such also more less only researchers studies patients people women men children doctors talk
    ask learn read see call find get take do does can may is are was were will would should could have
    has had among over under between during about according until
    """
)
#: "Vitamin C." and "stage I." end sentences; "J." in a name does not.
_LETTERED = _words(
    """
    vitamin vitamins hepatitis type types group stage grade class factor part phase influenza protein
    category schedule table figure appendix level plan and or
    """
)
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+"  # what may not stand before it is looked for behind it: that is found faster
    r"(?:[\"'”’»)\]]|\s?\[\d[\d,;\s–—-]{0,40}\]){0,6}"  # closing quotes and brackets, "[39]" after the stop
    r"(?:(?:(?<=[a-z%)\"”’\]][.!?])|(?<=\s(?:19|20)\d\d\.))\d{1,3}(?:\s?[,–—-]\s?\d{1,3})*|"  # ".39" after the stop
    r"(?<=[a-z]{3}[.!?])[a-f](?:,\s?[a-f])*(?=\s+[A-Z]))?"  # ".a" of a list with letters
    r"[\"'”’»)\]]*"
    r"(?=\s+[\"'“‘«(\[¿¡•]*(?:[^\W_a-z]|[a-z]{1,3}[A-Z0-9]))"
)
_LAST = re.compile(r"[^\s(\[“‘\"'/—–]+\Z")
_NEXT = re.compile(r"\s+[\"'“‘«(\[¿¡•]*([^\s,;:.!?)\]”\"]+)")


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as offsets into ``text``, blanks around them left out."""
    end = len(text) if end is None else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if text[match.start()] == "." and not _ends(text, at, match):
            continue
        yield at, stop
        at = stop
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield at, end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """True when this full stop is more than the mark of an abbreviation."""
    dot = match.start()
    if match.group().startswith(".."):
        return True
    word = _LAST.search(text, max(start, dot - 24), dot)
    if word is None:
        return True
    last = word.group().lower()
    following = _NEXT.match(text, match.end())
    after = following.group(1) if following else ""
    if last in _NEVER:
        return False
    if after[:1].isdigit() and last in _BEFORE_DIGIT:
        return False
    opens = after.lower() in _OPENERS
    if last in _UNSURE:
        return opens
    if len(last) == 1 and last.isalpha() and word.group().isupper():
        before = text[max(start, dot - 24) : word.start()].split()
        return opens or bool(before and before[-1].lower() in _LETTERED)
    # the number of a list entry: "1. Smith J"
    return not (last.isdigit() and len(last) < 4 and word.start() == start)
