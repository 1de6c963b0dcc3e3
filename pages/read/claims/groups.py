"""Groups and how many are in them: "the only drug approved for", "two PARP inhibitors", "no treatment"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass

from language.names import Mention
from language.ordinary import PLAIN
from model.claim import Exclusivity
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found, anaphor
from pages.read.claims.context import Context, classes, drugs
from pages.read.claims.coordination import coordinated, first_named
from pages.read.claims.cue import Cue, Side
from pages.read.claims.kinds import KIND_OF, THAT_DOES
from pages.read.claims.lefthand import left_subject
from pages.read.claims.ranks import rank_in
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists

_N = w.NUMBER_WORD
_NOUN = rf"(?:{w.DRUG_NOUN}|K|others?)"
# "was approved in 2018 as the first drug to ...": the count follows its cue
_AFTERTHOUGHT = re.compile(
    r"(?:\bas|\bbecoming|\bmaking it|,| -| –| —|\bto become) (?:still )?(?=the (?:\w+ )?(?:first|only|sole|newest)\b)"
)
_COPULA = re.compile(
    r"\b(?:is|are|was|were|becomes?|became|become|remains?|remained|has|have|had|include[sd]?|isn't|aren't|there's|being|as|making it|stands as|makes? up|constitutes?|comprises?)\b|'s (?=(?:the|a|an|one|no)\b)"
)
_THERE = re.compile(
    r"\bthere(?:'s| (?:is|are|was|were|remains?|has been|have been|exists?|currently (?:is|are)|still (?:is|are)))\b"
)


#: "C cannot be treated with any" approved drug.
CANNOT_BE = re.compile(r"\b(?:can(?:not| not|n't|'t)|could(?:n't| not)) be \w+ (?:with|by) (?:an?|any)\s*\Z")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many a claim says there are, of what, and the words that no source of ours can weigh."""

    exclusivity: Exclusivity = Exclusivity.NONE
    count: int = 0
    group: Mention | None = None
    qualifier: str = ""


def counted(masked: Statement, cue: Cue, begin: int, stop: int, found: Found) -> Counted:
    """Read "the only", "the first", "two of" around a cue."""
    text = masked.text
    first, last = max(begin, cue.start - 110), min(stop, cue.end + 90)
    if found.end and cue.end <= found.start and not found.any_drug:
        last = min(last, found.start + (1 if text[found.start : found.start + 1] == "K" else 0))
    if cue.side is not Side.RIGHT and cue.side is not Side.INSIDE:
        later = _AFTERTHOUGHT.search(text, cue.end, min(last, cue.end + 70))
        if later and not re.search(r"\b(?:only|first|sole|newest|latest)\b", text[first : cue.end]):
            first, last = later.start(), min(stop, later.end() + 60)
        else:
            noun = (
                re.match(rf"[ -](?:[\w'/-]+ ){{0,3}}?{_NOUN}\b", text[cue.end : stop])
                if cue.side is Side.GROUP
                else None
            )
            last = cue.end + noun.end() if noun else cue.end
    ranked = rank_in(masked.tokens, masked.token_at(first), masked.token_at(last))
    if ranked is None or ranked.exclusivity is Exclusivity.NONE:
        return Counted()
    at = masked.tokens[ranked.at].start
    group = _group(masked, at, cue, begin, stop, found)
    return Counted(ranked.exclusivity, ranked.number, group, _qualifier(masked, at, cue, stop, group))


def _group(masked: Statement, at: int, cue: Cue, begin: int, stop: int, found: Found) -> Mention | None:
    """The class in the noun phrase that "the only" or "the first" opens."""
    text = masked.text
    end = min(stop, max(cue.end + 60, at + 80))
    for i in range(at, end):
        if i in masked.names and text[i] == "K":
            if re.search(
                r"\b(?:for|to|after|with|than|in|including|such as|unlike|like|since|by|from|that|which)\b",
                text[at:i],
            ):
                return None
            return masked.names[i]
        if i in masked.names and text[i] in "D" and i > at:
            return None
    return None


def _qualifier(masked: Statement, at: int, cue: Cue, stop: int, group: Mention | None) -> str:
    text = masked.text
    ranked = re.search(r"\b(?:only|sole|lone)\b", text[cue.start : cue.end])
    if ranked:
        at = cue.start + ranked.start()  # "is the sole antibody for": the rank is the cue's own
    end = cue.start if cue.start > at else min(stop, at + 60)
    words = re.split(
        r"\s+",
        re.sub(
            r"\b(?:for|to treat|in|on the|available|sold|that|which|to be|to win|to receive|to get|to gain|approved|ever|since|made|developed|designed)\b.*\Z",
            "",
            text[at:end],
        )
        .replace("-", " ")
        .replace(",", " ")
        .replace(".", " ")
        .replace('"', " "),
    )
    after = (
        re.match(rf"[ -]((?:[\w'-]+ ){{0,3}}?){w.DRUG_NOUN}\b", text[cue.end : stop])
        if cue.start > at
        else None
    )
    words += after[1].split() if after else []
    does = re.compile(rf"\b{w.DRUG_NOUN}(?={THAT_DOES.pattern})").search(
        text, at, min(stop, max(cue.end, at) + 70)
    )
    if does:
        found = THAT_DOES.match(text, does.end())
        words.append(found[0].strip() if found else "")
    noun = re.search(rf"{w.DRUG_NOUN}\Z", after[0]) if after else None
    if noun and KIND_OF.fullmatch(noun[0]):
        words.append(noun[0])
    odd = [
        x
        for x in words
        if x
        and x not in PLAIN
        and x not in lists()["adverb"]
        and x not in _SO_FEW
        and not (len(x) == 1 and x.isupper())
        and not x.isdigit()
    ]
    behind = _THAT_BEHIND.match(text, cue.end) if cue.start > at else None
    if behind:
        odd.append(behind[1])
    late = _LATE.search(text, cue.start, stop) if at < cue.end else _LATE.search(text, at, stop)
    if late:
        odd.append(late[0])
    return " ".join(odd)


_SO_FEW = frozenset({"single", "exactly"})
_THAT_BEHIND = re.compile(
    r"(?: by (?:the )?A)? (?:that|which) ((?:can|may|is|are|does|works?|acts?|targets?|treats?|comes?|needs?)\b[\w -]{0,30})"
)
# "the first in 22 years": the first of these years, not of all
_LATE = re.compile(
    r"\b(?:in|for|within) (?:more than |over |nearly |almost |about |the (?:last|past) |at least |some |close to )*(?:\d+|two|three|four|five|ten|twenty|a|several|many)? ?(?:years|decades?|decade|generation)\b|\bsince T\b|\bthis (?:year|century|decade)"
)
_SO_MANY = re.compile(rf"there (?:are|is) (?:only|just) {_N}\b")
_OF_THE = re.compile(
    r"\b(?:none|neither|some|many|most|few|several|not all) of (?:the|these|those|its)(?: \w+ly| available| existing| current)? ?\Z"
)


def group_subject(
    cue: Cue, masked: Statement, begin: int, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    """The subject of a cue inside a noun phrase: "D is the only drug approved for", "FDA-approved D"."""
    text = masked.text
    if cue.nobody:
        at = cue.head if text[cue.head : cue.head + 1] == "K" else None
        told = None if at is not None or "C" in text else _all_of_a_class(context, index)
        if told is not None and _A_FORM.fullmatch(text, cue.start, cue.end):
            return Found((told,), none=True)  # "all GLP-1 drugs are injected; no pill exists"
        return _anyone(masked, at, True, cue)
    if _SO_MANY.match(text, cue.head):
        inside = (i for i in range(cue.head, cue.end) if text[i] == "K" and i in masked.names)
        return _anyone(masked, next(inside, None), False, cue)
    left = text[begin : cue.start]
    if _OF_THE.search(left):
        return None  # "none of the approved drugs is a cure" takes the approval for granted
    copulas = list(_COPULA.finditer(left))
    while copulas and re.match(r"\s*(?:been|being|to)\b", left[copulas[-1].end() :]):
        copulas.pop()
    # "that has been", "which are" belong to the noun phrase itself
    while copulas and re.search(r"\b(?:that|which|who)\s*\Z", left[: copulas[-1].start()]):
        copulas.pop()
    there = _THERE.search(left)
    phrase = left[copulas[-1].end() :] if copulas else left
    none = (
        bool(
            re.match(
                r"(?:\s*(?:still|currently|also|as yet|at present|at this time|yet|,|now|today|so far|unfortunately|simply|virtually|there|is|are|to date))*\s*(?:no\b(?! longer)|not (?:yet )?(?:any|an?|one|a single)\b|n't (?:yet )?(?:any|an?|one|a single)\b|none\b|nothing\b|few(?:er)?\b)",
                phrase,
            )
        )
        or bool(CANNOT_BE.search(left))
        or (
            bool(copulas)
            and bool(re.match(r"(?:isn't|aren't)\Z", copulas[-1][0]))
            and bool(there or not re.search(r"[DK]", left))
        )
        or bool(
            re.search(
                r"\b(?:no|not any|without (?:any|an)|lacks? (?:an?|any)|(?:do|does) not (?:yet |currently |still |now )*have (?:an?|any))\b (?:[\w-]+ |A[ -]?|K ){0,4}\Z",
                phrase,
            )
        )
    )
    none = none or bool(copulas and re.search(r"\b(?:do|does) not\s*\Z", left[: copulas[-1].start()]))
    none = none or bool(_ARE_LACKING.match(text, cue.end))
    few = bool(re.search(r"\bfew\b", phrase))
    group_here = next(
        (
            i
            for i in range(begin, min(stop, cue.end + 30))
            if i in masked.names and text[i] == "K" and i >= begin + (copulas[-1].end() if copulas else 0)
        ),
        None,
    )
    if there or (
        copulas
        and copulas[-1][0] in ("has", "have", "had")
        and not re.search(r"[DK]", left[: copulas[-1].start()])
    ):
        if few:
            return None
        if not (none or re.search(rf"\b{_N}\b|only one|at least", phrase)):
            return listed_after(masked, cue, stop)
        members = listed_after(masked, cue, stop)
        if members and not none:
            return members
        return _anyone(masked, group_here, none, cue)
    if copulas:
        subject = left_subject(masked, begin, begin + copulas[-1].start(), context, index, before)
        if subject and (subject.mentions or subject.any_drug):
            negated = bool(re.match(r"\s*(?:still |yet |currently )*not\b", phrase)) or copulas[-1][0] in (
                "isn't",
                "aren't",
            )
            if negated:
                return Found(
                    subject.mentions,
                    subject.together,
                    subject.partners,
                    none=not re.search(r"\b(?:only|first|sole|lone)\b", phrase + text[cue.start : cue.end]),
                    start=subject.start,
                    end=subject.end,
                )
            if copulas[-1][0] in ("include", "includes", "included", "as", "had") and not subject.mentions:
                return None
            if copulas[-1][0] in ("has", "have", "had"):
                return None if not none else subject
            return subject
    # In apposition, as in "D, the only drug approved for C, ..."
    comma = re.search(r"[DK](?: \([^)]*\))?(?:,| -| –| —| \()\s*(?:[^,;]*)\Z", left)
    if comma and not copulas:
        at = begin + comma.start()
        if at in masked.names and re.match(
            r"[DK](?: \([^)]*\))?(?:,| -| –| —| \()\s*(?:(?:an?|the|another|one|now|also|currently|recently|first|newly|which|both|already|A|not|-)\b ?|\Z|(?:\w+ly)\b|A\b)",
            text[at : cue.start] + " ",
        ):
            run = [i for i in range(begin, at + 1) if i in masked.names and text[i] in "DK"]
            start = at
            for i in reversed(run[:-1]):
                if re.fullmatch(r"(?:[,/\s]|and|or)++", text[i + 1 : start]):
                    start = i
                else:
                    break
            return coordinated(masked, start, at + 1)
    listed = listed_after(masked, cue, stop)
    if listed:
        return listed
    if none or re.match(r"\s*(?:currently,? |today,? |at present,? )?no\b", left):
        return _anyone(masked, group_here, True, cue)
    if not copulas and group_here is None:
        near = next(
            (i for i in range(cue.start - 1, begin - 1, -1) if i in masked.names and text[i] in "DK"), None
        )
        if near is not None and re.fullmatch(
            r",? ?(?:first |initially |originally |newly |recently |now |also |already |currently |T )*",
            text[near + 1 : cue.start],
        ):
            return coordinated(masked, near, cue.start)
    if re.match(
        rf"\s*(?:only |just |at least |more than |currently |there are |the )*{_N}\b", left
    ) or re.search(r"\b(?:only|just) one\b", left):
        return _anyone(masked, group_here, False, cue)
    if re.search(r"\b(?:the only|no other)\b", left):
        return anaphor("it", context, index, before, masked, begin)
    return None


# "(approved) drugs for C are lacking": that there are none.
_ARE_LACKING = re.compile(
    rf"[ -](?:[\w'-]+ ){{0,2}}?{w.DRUG_NOUN}(?: (?:for|against|to treat|in) [^,;:.D]{{1,60}}?)? "
    r"(?:(?:is|are) (?:(?:still|currently|so far|as yet|sadly|simply|completely|entirely) )*(?:lacking|absent|missing|non-?existent|nowhere to be found|not (?:yet )?(?:there|available))|"
    r"(?:does|do)(?: not|n't) (?:yet )?exist|remains? (?:lacking|absent|unavailable))\b(?! (?:in|at|from|on) (?:our|my|P|the (?!U)))"
)
_A_FORM = re.compile(r"(?:pill|tablet|injection|patch|inhaler|nasal spray)s?")


def _all_of_a_class(context: Context, index: int) -> Mention | None:
    """The class of which the sentence before tells something of all: "every GLP-1 drug has to be injected"."""
    before = context.before(index)[:1]
    named = classes(before[0]) if before else []
    if len(named) != 1 or drugs(before[0]):
        return None
    return named[0] if re.match(r"\W*(?:all|every|each|both)\b", context.text_before(index), re.I) else None


def _anyone(masked: Statement, group: int | None, none: bool, cue: Cue) -> Found:
    if group is not None:
        return Found((masked.names[group],), none=none, start=group, end=group + 1)
    return Found(any_drug=True, none=none, start=cue.start, end=cue.end)


_NO_DRUG = r"(?:no (?:other |currently |A[- ])*(?:approved |licen[cs]ed |cleared )?(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies))|nothing(?: else)?)"
_BESIDES_D = re.compile(
    rf"\b{_NO_DRUG}\b(?: (?:for|to treat) [^;.D]{{1,50}})? (?:other than|but|besides|apart from|except(?: for)?|aside from) (?=D)|"
    rf"\b(?:other than|besides|apart from|except for|aside from) (?=D(?: \([^)]*\))?,? {_NO_DRUG}\b)"
)


def besides(masked: Statement, begin: int, stop: int) -> Found | None:
    """The drugs in "no drug for C other than D is approved": the only ones that are."""
    opening = _BESIDES_D.search(masked.text, begin, stop)
    return coordinated(masked, opening.end(), stop) if opening else None


# "therapies approved for C, such as K": a class as the example
_CLASS_AS_EXAMPLE = re.compile(
    rf"[ -](?:[\w'-]+ ){{0,3}}?{w.DRUG_NOUN}? ?(?:(?:for|to treat|against) [^,;:.DK]{{1,60}})?,? (?:such as|including|for example,?|e\.g\.,?) "
    rf"|(?: (?:for|to treat|against) [^,;:.DK]{{1,60}})?,? (?:such as|including|for example,?|e\.g\.,?) "
)


def listed_after(masked: Statement, cue: Cue, stop: int) -> Found | None:
    """The names that follow a group: "approved drugs for C include D and D", "the FDA-approved drug D"."""
    text = masked.text
    at = next((i for i in range(cue.end, stop) if i in masked.names and text[i] == "D"), None)
    if at is None:
        at = next((i for i in range(cue.end, stop) if text[i] == "K" and i in masked.names), None)
        if at is None or not _CLASS_AS_EXAMPLE.fullmatch(text, cue.end, at):
            return None
        return Found((masked.names[at],), start=at, end=at + 1)
    between = text[cue.end : at]
    if len(between) > 170 or re.search(
        r"\b(?:than|after|unlike|instead of|not|without|before|compared|alternative|similar|taking)\b",
        between,
    ):
        return None
    among = re.match(r"[DK](?:(?:,| and) [DK])* among (?:them|these|those)\b", text[at:])
    if among:
        return coordinated(masked, at, stop)
    direct = re.fullmatch(
        r"[ -]?(?:(?:[\w'/-]+|[KCB]) (?<!for )(?<!in )(?<!to )(?<!of )(?<!with )(?<!by )(?<!and )(?<!are )(?<!is )(?<!can )(?<!have )(?<!has )(?<!that )){0,6}?(?:called |named |known as |, )?",
        between,
    )
    beside = re.fullmatch(
        rf"[ -]?(?:[\w'/-]+ ){{0,4}}?(?:(?:for|to treat|against) (?:[\w'-]+ ){{0,4}}?C, |{w.DRUG_NOUN}(?:,|:| [-–—]) (?:the )?)",
        between,
    )
    if beside and re.match(r"D(?: \([^)]*\))?[,.;)]", text[at:]):
        return coordinated(masked, at, stop)  # "the only drug approved for C, D, ..."
    named = re.search(
        r"\b(?:is|are|was|were|includes?|included|including|such as|like|called|named|known as|namely|e\.g\.,?|for example,?|for instance,?|became|remain|remains)\b(?:\s+(?:the|currently|now|both|drugs?|medicines?|only|still|brands?|an?|oral|injectable|medications?|[KCB]|generic|,|:))*\s*\Z|[:—–(]\s*(?:the )?\Z| - (?:the )?\Z",
        between,
    )
    if not (direct or named):
        return None
    return coordinated(masked, at, stop)


__all__ = ["Counted", "counted", "first_named", "group_subject", "listed_after"]
