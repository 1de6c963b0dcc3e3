"""Who a status is said of: names, classes, pronouns, "the only one"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from model.claim import Status
from pages.read.claims import words as w
from pages.read.claims.anaphora import Found, anaphor, is_another, of_some_drugs
from pages.read.claims.context import Context
from pages.read.claims.coordination import COORDINATION, coordinated, first_named
from pages.read.claims.cue import Cue, Side
from pages.read.claims.scope import relative
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import lists

_APPROVALS = frozenset({Status.APPROVED, Status.NOT_APPROVED, Status.ACCELERATED, Status.TENTATIVE})
_PREFACE = re.compile(
    r"\A(?:(?:in|on|since|as of|after|for|to|with|among|at|by|until|before|when|while|despite|because of|like|unlike|"
    r"besides|following|under|according to|of|from|although|though|along with|in addition to|as|if|over|during|apart from|"
    r"aside from|outside|within|given|thanks to|initially|originally|currently|today|now|recently|previously|however|therefore|"
    r"unfortunately|fortunately|more recently|most recently|first|second|third|also|so far|still|yet|for example|for instance|"
    r"finally|meanwhile|later|then|T|in fact|moreover|furthermore|additionally|earlier|once)\b[^,]*, |"
    r"[a-z]+ly, |"
    r"(?:and|but|so|yet|or|also|however|today|currently|now|recently|then|later|still|first|indeed|both(?= (?:the |of the )?[DK])|either(?= [DK])|in T|since T|in the U|in U|as of T|by T|until T|until recently|at this time|at present|to date) )"
)
_INSERT = re.compile(
    r",(?: (?:which|who|that|a|an|the|also|sold|marketed|made|another|or|one|given|taken|developed|formerly|previously|like|such as|including|known|used|brand|under|from|by|now|however|first|together|along|in|with|and)\b[^,]*),?\s*\Z"
)
_TOGETHER = re.compile(r"\b(?:plus|combined with|together with)\b|\+|\bin combination with\b|\bwith\b")
_PARTNERED = re.compile(
    r"\b(?:in combination with|combined with|together with|along with|plus|with|added to)\s+(?:the |an? |other |standard |certain |some |oral |both )*(?:[\w-]+ ){0,2}?([DK])"
)
# "D's label carries a boxed warning": D does
_LABEL_OF = re.compile(
    r"(?:'s|s')? (?:U |drug |product )?(?:label(?:l?ing)?|prescribing information|package insert)\s*\Z"
)
_SAYING = re.compile(
    r"\b(?:says?|said|notes?|noted|announc\w+|report\w*|confirm\w*|believes?|shows?|means?|think|thinks|understand|know|stat\w+|add(?:s|ed)|explain\w*|told|suggest\w*|warn\w*|found|learn\w*|declar\w+|reveal\w*)(?: \w+)? (?:that )?(?:(?:the|a|an|its|both|their|generic|brand-name) )*\Z|\bthat (?:the )?\Z"
)


@dataclass(frozen=True, slots=True)
class _Leant:
    """Where a drug's name leans on a noun that is no drug: before it ("a study of D"), behind it ("D's maker"), alone."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    noun: re.Pattern[str]
    no_owner: re.Pattern[str]

    @staticmethod
    def on() -> _Leant:
        """The patterns of the nouns in words.toml."""
        return _leant_on(lists()["not_a_drug"])


@cache
def _leant_on(nouns: frozenset[str]) -> _Leant:
    noun = w.any_noun(nouns)
    return _Leant(
        re.compile(
            rf"\b{noun}(?:'s?)? (?:(?:\w+ ){{0,3}}?(?:of|for|taking|on|with|about|receiving|who|that|using|given|treated with|behind|evaluating|testing|comparing|involving|measuring|to)\b[^,;]*)?\Z"
        ),
        re.compile(
            rf"\A(?:'s|s')? ?(?:(?:new|clinical|pivotal|phase|T|safety|prescribing|blood|companion|genetic|[\w-]*'s) ){{0,2}}{noun}\b"
        ),
        re.compile(rf"\b{noun}\b"),
        re.compile(rf"\b{noun}\b(?!'s)"),
    )


# "D's rival D", "D aside, D"
_OWNS_ANOTHER = re.compile(r"\A(?:(?:'s|s') (?:(?!\b(?:and|or)\b)[\w-]+ ){1,4}D| aside\b)")
_LEADING = re.compile(
    rf"\A\s*(?:(?:and|but|so|yet|however,?|today,?|now|currently,?|still|even|that|because|as|although|though|if|while|since|when|for now,?|in T,?|generic|brand-name|oral|injectable|only|the only|the) )*(?P<pronoun>{w.PRONOUN})\b"
)
_BESIDES = re.compile(r"\b(?:apart from|except(?: for)?|besides|other than|aside from)\b[^;:]*\Z")
_SELF = re.compile(
    r"\A\s*(?:it|they|them|(?:the|this|that|these|those) (?:(?!only|first)[\w-]+ ){0,2}?(?:drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|pills?|agents?|products?|combinations?|inhibitors?|injections?|antibod(?:y|ies)))\b"
)


# "These symptoms", "this study": behind a bare determiner, a noun that stands for no drug.
_OF_ANOTHER_NOUN = re.compile(
    rf" (?!(?:is|are|was|were|be|been|has|have|had|will|would|may|might|can|could|do|does|did|should|must|still|also|currently|now|today|"
    rf"yet|all|both|each|not|never|only|just|ever|already|so|too|then|first|remain\w*|include\w*|await\w*|need\w*|lack\w*|come|came|go|"
    rf"went|won|get|got|receive\w*|gain\w*|of|that|which|who|in|for|to|and|or|but|because|by|as|at|since|from|with|\w+ly|\w+ed)\b)"
    rf"(?!(?:[\w-]+ ){{0,2}}(?:options?|versions?|forms?|formulations?|brands?|generics?|molecules?|candidates?|substances?|ones?|choices?|"
    rf"types?|kinds?|approach|group|class|two|three|four|five|{w.DRUG_NOUN})\b)[a-z][\w-]+"
)
_STANDS_FOR = re.compile(
    r"\b(?:(?P<many>they|their|these drugs|both(?= (?:is|are|were|have|remain|await))|all (?:three|four|of them))|"
    rf"it|its(?! (?:[\w-]+ ){{0,2}}(?:{w.DRUG_NOUN}|candidate)\b)|this drug|the drug|that is|this is)\b"
)
# "Several drugs are being tested in C: D and D", "new drugs, including D, are in trials".
_DRUGS_AT_LARGE = re.compile(
    rf"\b(?:several|many|some|a few|other|new|newer|the following|these|a number of|various|experimental|promising|investigational|"
    rf"potential|{w.NUMBER_WORD}) (?:[\w-]+ |C ){{0,3}}?(?:{w.DRUG_NOUN}|candidates)(?: (?:for|to treat|against) [^.;:DK]{{0,60}})? ?\Z"
)
_NAMED_BEHIND = re.compile(
    r"[^.;:DK]{0,100}?(?::| [-–—]|,? (?:including|such as|among them|namely|notably)) ?(?:the |a )?(?:[\w-]+ )?(?=D)"
)
_BARE = frozenset({"this", "these", "those", "both"})


def subject_of(
    cue: Cue, masked: Statement, begin: int, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    """Resolve the subject of ``cue`` in its clause ``begin:stop``; None when there is none.

    ``before`` is the subject of the cue before it in the sentence, for "and is being studied".
    """
    text = masked.text
    if cue.side is Side.INSIDE:
        found = first_named(masked, *cue.inside)
        if found or not cue.inside[1]:
            return found
        return anaphor(text[slice(*cue.inside)], context, index, before) or _right(
            cue, masked, stop, context, index, before
        )
    if cue.side is Side.LEFT:
        owned = _LABEL_OF.search(text, begin, cue.start) if cue.status is Status.BOXED_WARNING else None
        return _left(masked, begin, owned.start() if owned else cue.start, context, index, before)
    if cue.side is Side.RIGHT:
        return _right(cue, masked, stop, context, index, before)
    if cue.side is Side.EITHER:
        return _either(cue, masked, begin, stop, context, index, before)
    return None


# "C, a disease for which no drug is approved": what follows is about what there is for C, whatever stands before.
_FOR_WHICH_NO = re.compile(
    r"\b(?:for|in|against) (?:which|whom|whose [a-z]+),? (?:(?:there is|there are|currently|to date|so far|still|as yet|today),? )*"
    r"(?=(?:no|none|nothing|not one|not a single)\b)"
)
_SO_FAR = r"(?:currently|today|now|at present|at this time|so far|thus far|as yet|to date|until now|up to now|to this day|still)"
_HINGE = r"(?:(?:because|as|since|although|though|while|whereas|where|but|and|so|that|(?:apart from|besides|aside from|except for|other than) D(?: \([^)]*\))?,?) )?"
_NO_ONE = re.compile(
    r"\A\s*(?:(?:and|but|so far|to date|today|currently|yet|,) ?)*(?:none of|not one of|neither of|no (?:[\w-]+ ){0,3}(?:form|version|formulation)s? of|no (?:drug|medicine|member|other|one)s?\b(?! (?:longer|doubt)))"
)


_ONE_OF_THEM = re.compile(r"\s*(?:any|(?:even |a single )?one|either) of (?:them|these|those)\b")
_NONE_OF_WHICH = re.compile(
    r",? (?:and )?(?:none|neither|not one|no (?:[\w-]+ )?(?:member|drug|medicine|one|agent)) of (?:which|whom)\s*\Z"
)


def _left(
    masked: Statement, begin: int, end: int, context: Context, index: int, before: Found | None
) -> Found | None:
    """The subject to the left, denied where its phrase opens with "none of", "no drug of its class"."""
    found = _named_left(masked, begin, end, context, index, before)
    if found is not None and not found.none and _NO_ONE.match(masked.text[begin:end]):
        return replace(found, none=True)
    return found


def _named_left(
    masked: Statement, begin: int, end: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    lead = _FOR_WHICH_NO.search(text, begin, end)
    begin = lead.end() if lead else begin
    if relative(text, begin) and not _FOR_WHICH_NO.search(text, max(0, begin - 40), end):
        near = [i for i in range(begin) if text[i] in "DK" and i in masked.names]
        if near:
            start = near[-1]
            while len(near) > 1 and COORDINATION.match(text[near[-2] + 1 : start]):
                near.pop()
                start = near[-1]
            return coordinated(masked, start, begin)
    left = text[begin:end].rstrip(" ,")
    offset = begin + len(left) - len(left.lstrip())
    left = left.lstrip()
    while True:
        preface = _PREFACE.match(left)
        rest = left[preface.end() :] if preface else ""
        if not preface or not (
            re.search(r"[DK]", rest) or _LEADING.match(rest + " ") or not re.search(r"[DK]", left)
        ):
            break
        offset += preface.end()
        left = rest
    of_which = _NONE_OF_WHICH.search(left)
    if of_which:  # "ditans are a new class, no member of which has been approved"
        names = [i for i in range(offset, offset + of_which.start()) if text[i] in "DK" and i in masked.names]
        at = next((i for i in names if text[i] == "K"), names[0] if names else -1)
        return None if at < 0 else replace(coordinated(masked, at, offset + of_which.start()), none=True)
    tail = re.search(r"\b(?:that|which|who)\Z", left)
    if tail:
        left = left[: tail.start()].rstrip(" ,")
    where = [
        i
        for i in range(offset, offset + len(left))
        if text[i] in "DK" and i in masked.names and not _BESIDES.search(text, offset, i)
    ]
    pronoun = _LEADING.match(left + " ")
    if (
        pronoun
        and (not where or pronoun.end() <= where[0] - offset)
        and not re.match(r" ?[DK,(:–—-]", left[pronoun.end() :])
        and not (pronoun["pronoun"] in _BARE and _OF_ANOTHER_NOUN.match(left + " ", pronoun.end()))
    ):
        found = anaphor(pronoun["pronoun"], context, index, before, masked, begin)
        if found:
            return found
    if re.match(
        rf"(?:no|none of the) (?:[\w-]+ ){{0,2}}?{w.DRUG_NOUN}, (?:including|not even|even|such as)\b", left
    ):
        return Found(any_drug=True, none=True, start=offset, end=end)
    if where and text[where[-1]] == "K" and is_another(left, [i - offset for i in where]):
        return None
    if where:
        if tail and re.search(rf"[DK](?: {w.DRUG_NOUN})?\s*\Z", left):
            at = where[-1]
            return coordinated(masked, at, end)
        head = _head(masked, where, offset, left)
        return None if head is None else coordinated(masked, head, end)
    trailing = re.search(r"\b(?:it|they|this drug|this medicine|these drugs|these medicines)\Z", left)
    if trailing:  # "For bone metastases it has not been approved"
        meant = anaphor(trailing[0], context, index, before, masked, begin)
        if meant:
            return meant
    nothing = re.match(
        rf"\A\s*{_HINGE}(?:(?:for|in|against) (?:(?!D|K)[\w-]+ ){{0,4}}?C,? )?(?:{_SO_FAR},? )*(?:no|none of (?:the|them|these|those)|none|not any|not one of (?:the|them|these|those)|not (?:one|a single)|no other|nothing|neither(?: of (?:the|these|them))?)\b(?: (?!C\b|K\b|D\b)[\w-]+){{0,3}}? ?(?:{w.DRUG_NOUN})?",
        left,
    )
    if nothing and re.match(
        rf"\A\s*{_HINGE}(?:(?:for|in|against) (?:[\w-]+ ){{0,4}}?C,? )?(?:{_SO_FAR},? )*(?:no|not one|not a single|none|nothing|neither)\b",
        left,
    ):
        if re.search(r"\b(?:none|not one|neither) of (?:them|these|those)\b", left) or re.fullmatch(
            rf"\A\s*(?:so far,? |to date,? )?(?:none(?: so far| yet)?|neither(?: of the two)?(?: {w.DRUG_NOUN})?)\s*",
            left,
        ):
            meant = anaphor("these", context, index, before, masked, begin)
            if meant is None and of_some_drugs(text[:offset] or context.text_before(index)):
                return Found(any_drug=True, none=True, start=offset, end=end)
            return replace(meant, none=True) if meant else None
        if re.search(rf"\b{w.DRUG_NOUN}\b|nothing", left):
            return Found(any_drug=True, none=True, start=offset, end=end)
        return None
    if re.fullmatch(
        r"\s*(?:most |all )?(?:drug (?:treatments|therapies)|drugs|medicines|medications)(?: for C)?", left
    ):
        return Found(any_drug=True, start=offset, end=end)
    counted = re.match(
        rf"\A\s*(?:(?:for|in|against) (?:(?!D|K)[\w-]+ ){{0,4}}?C,? )?(?:there (?:are|is) |only |just |at least |more than |the )*(?:{w.NUMBER_WORD}) (?:[\w-]+ ){{0,3}}?(?:{w.DRUG_NOUN})\b",
        left,
    )
    if counted:
        return Found(any_drug=True, start=offset, end=end)
    if re.fullmatch(
        r"\s*(?:(?:(?:and|but|also|then|later|now|so|still|yet|since|is|are|was|were|has|have|it|T|in|\w+ly|the)\b|,)\s*)*+",
        left,
    ):
        return (
            before
            if before and begin
            else (anaphor("it", context, index, before) if re.search(r"\bit\b", left) else before)
        )
    return None


def _head(masked: Statement, where: list[int], offset: int, left: str) -> int | None:
    """Which of the names to the left is the grammatical subject: the first that no other noun owns."""
    text = masked.text
    for at in where:
        lead = text[offset:at]
        after = text[at + 1 : offset + len(left)]
        saying = list(re.finditer(_SAYING.pattern.replace(r"\Z", ""), lead))
        lead = lead[saying[-1].end() :] if saying else lead
        if _Leant.on().before.search(lead) and not re.search(
            r"\b(?:label|labell?ing|packaging|use|version|form|sale|production|safety|approval|combination|addition|effectiveness|treatment)s? of (?:the |generic )?\Z|"
            r"\b(?:company|maker|manufacturer|sponsor)'s \Z",
            lead,
        ):
            continue
        if _Leant.on().behind.match(after) or _OWNS_ANOTHER.match(after):
            continue
        # the object of a preposition or of another verb is no subject: "responded to D", "compared with D"
        if (
            at != where[0]
            and re.search(
                r"\b(?:than|unlike|like|with|after|versus|vs\.?|against|to|by|from|including|such as|as)\s+(?:the )?\Z",
                lead,
            )
            and not re.search(r"\b(?:treatment|therapy|combination) with \Z", lead)
        ):
            continue
        return at
    return None


def _right(
    cue: Cue, masked: Statement, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    right = text[cue.end : stop]
    not_one = re.match(r"\s*not (?:a single )?one(?: of (?:them|these|those))?\s*(?:[.,;]|\Z)", right)
    not_one = not_one or (_ONE_OF_THEM.match(right) if cue.negated else None)
    if not_one:
        meant = anaphor("these", context, index, before, masked, cue.start)
        return replace(meant, none=True) if meant else None
    none = re.match(rf"\s*(?:any|no)\b(?: (?!K|D)[\w-]+){{0,3}}? (?:{w.DRUG_NOUN}|K)\b", right)
    if none:
        named = none.end() - 1
        negative = cue.negated or right.lstrip().startswith("no")
        if text[cue.end + named] == "K":
            return Found(
                (masked.names[cue.end + named],),
                none=negative,
                start=cue.end + named,
                end=cue.end + named + 1,
            )
        return Found(any_drug=True, none=negative, start=cue.end, end=cue.end + none.end())
    if re.match(r"\s*none of (?:them|these|those)\b", right):
        meant = anaphor("these", context, index, before, masked, cue.start)
        return replace(meant, none=True) if meant else None
    if cue.negated:  # "the FDA has not approved a (single) drug for C"
        single = re.match(
            rf"\s*(?:an?|a single|one|even one|a specific) (?:(?!K|D)[\w-]+ ){{0,3}}?{w.DRUG_NOUN}\b", right
        )
        if single and "D" not in right:
            return Found(any_drug=True, none=True, start=cue.end, end=cue.end + single.end())
    pronoun = _SELF.match(re.sub(r"\A\s*(?:of|for|to|the use of|use of|whether|if|how)\s+", "", right))
    at = next((i for i in range(cue.end, stop) if text[i] in "DK" and i in masked.names), None)
    between = text[cue.end : at] if at is not None else ""
    if pronoun and (
        at is None or not re.match(r"\s*[DK]", right[pronoun.end() :]) or pronoun.end() < at - cue.end - 3
    ):
        found = anaphor(pronoun[0].strip(), context, index, before, masked, cue.start)
        if found:
            return found
    while at is not None:
        between = text[cue.end : at]
        after = text[at + 1 : stop]
        if re.search(
            r"\b(?:after|taking|previously|than|replace|alternative to|compared|versus|similar to|resistan\w+ to|respond\w* to|fail\w* (?:on )?|intolerant (?:of|to)|who|treated with|as well as those|tolerate|maker of|maker)\b[^,;]*\Z",
            between,
        ):
            return None
        if _Leant.on().noun.search(re.sub(r"'s? (?:\w+ )?", "'s ", between)) and not re.search(
            r"\b(?:patients|people|women|men|children)\b[^DK]*\b(?:called|named|with)\b", between
        ):
            if re.search(r"\b(?:generics?|biosimilars?)\b", between):
                return None
            if not re.search(r"[\w-]+'s ", between):
                return None
            if _Leant.on().no_owner.search(between):
                return None
        if cue.status in _APPROVALS and re.search(r"\b(?:generics?|biosimilars?)\b", between):
            return None  # the approval of a copy is not the drug's
        if _Leant.on().behind.match(after) and not cue.status.value.startswith("under"):
            return None
        if text[at] == "K":
            # "approved the first PARP inhibitor, D": the name that follows tells which
            nearer = re.match(
                r"(?: (?:drugs?|pill|medicine|therapy|tablet|injection|agent|called|named|known as)){0,4}(?: (?:for|to treat) [^,;]{0,60}?)?(?: (?:called|named|known as))?(?:,| -| –| —|:| called| named|\()? ?(?:the drug )?(?=D)",
                after,
            )
            if nearer and after[nearer.end() : nearer.end() + 1] == "D":
                at = at + 1 + nearer.end()
        return coordinated(masked, at, stop)
    if re.match(
        rf"\A\s*(?:(?:at least|more than|only|just|over|the|about) )*{w.NUMBER_WORD} (?:[\w-]+ ){{0,3}}?{w.DRUG_NOUN}\b",
        right,
    ):
        return Found(any_drug=True, start=cue.end, end=cue.end + 1)
    return None


def _either(
    cue: Cue, masked: Statement, begin: int, stop: int, context: Context, index: int, before: Found | None
) -> Found | None:
    text = masked.text
    inside = first_named(masked, cue.start, cue.end)
    owner = re.search(r"[DK](?:'s?)?(?: (?:[\w-]+|A|T|U)){0,3}? ?\Z", text[begin : cue.start])
    right = re.match(
        r"(?: (?:[\w'-]+|T|A|U)){0,4}? (?:of|for|to|on|with|about|in|from)(?: (?:the|use of|its|their|all|both|certain|some|drug|medicine|combination of|brand-name|oral|injectable|approval of|new|older))* (?=[DK])",
        text[cue.end : stop],
    )
    direct = re.match(r" (?:the |of |for |to |on )?(?=[DK]\b)", text[cue.end : stop])
    if inside:
        return inside
    if right and cue.status is Status.OFF_LABEL and re.search(r"\bwith\b", right[0]):
        right = None  # "use it off-label with D"
    if direct or right:
        at = cue.end + (direct or right).end()  # type: ignore[union-attr]
        left = _left(masked, begin, cue.start, context, index, None) if not direct else None
        if (
            left
            and left.mentions
            and text[left.start] in "DK"
            and re.search(r"[DK](?:'s?)? [^,;]{0,30}\Z", text[begin : cue.start])
            and not re.match(r" (?:of|for|on) (?:the )?[DK]", text[cue.end :])
        ):
            return left
        if not _Leant.on().behind.match(text[at + 1 : stop]):
            return coordinated(masked, at, stop)
    if owner:
        at = begin + owner.start()
        if at in masked.names:
            found = _left(masked, begin, cue.start, context, index, before)
            return found if found else coordinated(masked, at, cue.start)
    found = _left(masked, begin, cue.start, context, index, None)
    if found:
        return found
    found = first_named(masked, cue.end, stop)
    if found and not re.search(r"[,;]|\b(?:after|than|unlike|instead)\b", text[cue.end : found.start]):
        return found
    pronoun = _STANDS_FOR.search(text, begin, stop)
    if pronoun is None:
        return before
    return anaphor("these" if pronoun["many"] else "it", context, index, before)


def named_behind(cue: Cue, masked: Statement, begin: int) -> Found | None:
    """The drugs that follow what is said of drugs at large: "several drugs are being tested in C: D, D and D"."""
    if cue.side is not Side.LEFT or not _DRUGS_AT_LARGE.search(masked.text[begin : cue.start]):
        return None
    behind = _NAMED_BEHIND.match(masked.text, cue.end)
    if behind is None or behind.end() not in masked.names:
        return None
    return coordinated(masked, behind.end(), len(masked.text))


def after_opening(cue: Cue, masked: Statement) -> Found | None:
    """ "Approved by the FDA in 1987, D works by ...": a sentence that opens with the participle is about what
    follows its comma."""
    text = masked.text
    if not re.fullmatch(
        r"\s*(?:(?:(?:although|though|while|even though|first|not|never|yet|currently|originally|initially|recently|only|still|newly|T|\w+ly|it is|it's|it has|A|been|(?:since|after|following|upon)(?: \w+ing)? its)\b|-|in T\b,?)\s*)*+",
        text[: cue.start],
    ):
        return None
    match = re.match(r"[^;]{0,110}?, (?:the (?:drug|medicine) |generic |both )?(?=[DK])", text[cue.end :])
    if not match or match.end() > 130:
        return None
    at = cue.end + match.end()
    return coordinated(masked, at, len(text)) if at in masked.names else None
