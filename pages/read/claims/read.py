"""Reading what a page says about FDA status: sentences to claims."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Sentence
from pages.read.claims import words as w
from pages.read.claims.anchors import anchor_of
from pages.read.claims.approval import approval_cues
from pages.read.claims.context import Context
from pages.read.claims.cues import Cue, Side, other_cues
from pages.read.claims.groups import Counted, counted, group_subject, restriction
from pages.read.claims.indications import passage, this_use, uses
from pages.read.claims.mask import Masked, mask
from pages.read.claims.names import Kind, Mention, names_of
from pages.read.claims.scope import agency, clause, mode
from pages.read.claims.subjects import Found, after_opening, group_in, subject_of
from pages.read.layout import Layout

# A sentence without one of these states no status. Cheap, because nearly all sentences leave here.
_MAY_STATE = re.compile(
    r"approv|FDA|clear(?:ed|ance)|uthori[sz]|licen[cs]|trial|stud(?:y|ied|ying)|investigat|xperiment|withdr|revok|rescind|"
    r"pulled|market|discontinu|eneric|iosimilar|ounter|OTC|warning|label|designat|fast.track|rphan|review|await|pending|"
    r"green.?li|go-ahead|\bnod\b|thumbs|blessing|test(?:ed|ing|s)|before the FDA|reject|turned down|refus|denied|declin|evaluat|explor|research|prescription|no longer|shel(?:f|ves)|brand|decision|"
    r"not yet|sign(?:ed)? off|ok'd|okay|greenlit|stopped|ceased|emergency|EUA|Approv|APPROV",
)
_ANSWER = re.compile(
    r"\A\W*(?P<word>no|not yet|not currently|not at this time|yes|never|nope)\b[.,!:;—–-]?", re.IGNORECASE
)
_PATIENTS = re.compile(
    r"\b(?:patients?|people|participants?|women|men|children|volunteers|subjects|you|doctors?|physicians?|we|i|adults|users|half|percent|%)"
    r"(?: (?:who|that|have|had|has|then|often|also|taking|on|in|the|group|trial|should|may|can|must|treated|given|were|of|with|\w+ly|[DKC]|and))* ?\Z"
)
_NO_SUBJECT = re.compile(
    r"\s*(?:(?:and|but|also|then|later|now|so|still|yet|since|in T,?|T|recently|,|\w+ly|first|was|is|were|are|has|have|been) ?)*"
)
_ONLY_FOR = re.compile(
    r"(?:,? by (?:the )?A)?(?: for use)?,? (?:and |but )?(?:only|solely|exclusively|just) (?:for|in|to|when|if|as)\b"
)
_BUT_NOT = re.compile(
    r",? (?:but|and|though|although) (?:it is |is |are |it's |they are )?not (?:yet |currently |specifically |approved )*(?=(?:for|in|to treat)\b)"
)
_BUT_IS = re.compile(
    r",? (?:but|though|although) (?:it |they )?(?:is|are|has been|have been|was|were) (?:approved )?(?=(?:for|to treat)\b)"
)
# "No drug is approved by the FDA without trials" is about the FDA.
_IN_GENERAL = re.compile(
    r"\b(?:without|until|unless|before|if|that has not|which has not|solely|based on|overnight|lightly)\b"
)
_ONE_LINE = 1200  # a longer "sentence" is a table or a script gone astray


def read_claims(layout: Layout, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Every statement of the main text on the regulatory status of a drug or class of ``lexicon``.

    Claims come in the order of the page. What is asked, supposed or only hoped has a ``mode`` other than
    "asserted"; another country's approval an ``agency`` other than "FDA".
    """
    reader = _Reader(layout, lexicon)
    return tuple(claim for index in range(len(layout.sentences)) for claim in reader.sentence(index))


class _Reader:
    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self.layout = layout
        self.lexicon = lexicon
        self.names = names_of(lexicon)
        self.context = Context(layout, self.names)

    def sentence(self, index: int) -> Iterator[Claim]:
        here = self.layout.sentences[index]
        text = here.span.of(self.layout.text)
        if len(text) > _ONE_LINE:
            return
        if self.layout.blocks and self.layout.blocks[here.block].role == "heading":
            return
        asked = self._question_before(index, text)
        if asked:
            yield from asked
        lead = self.context.lead_in(index)
        if lead and _MAY_STATE.search(lead):
            listed = self._item(index, text, lead)
            if listed:
                yield listed
                return
        if not _MAY_STATE.search(text):
            return
        masked = mask(text, self.names)
        yield from self._claims(index, masked, here)

    def _claims(self, index: int, masked: Masked, here: Sentence) -> Iterator[Claim]:
        text = masked.text
        cues = sorted((*approval_cues(text), *other_cues(text)), key=lambda c: (c.start, -c.end))
        cues = _distinct(cues, text)
        before: Found | None = None
        said: list[Claim] = []
        for cue in cues:
            begin, stop = clause(text, cue.start, cue.end)
            # a following cue's own words are not this one's: its use ends where the next begins
            stop = min([stop, *(c.start for c in cues if c.start >= cue.end and c is not cue)], default=stop)
            wide = max(stop, clause(text, cue.start, cue.end)[1])
            group = cue.side is Side.GROUP or _in_group(cue, text, begin)
            found = (
                group_subject(cue, masked, begin, wide, self.context, index, before)
                if group
                else subject_of(cue, masked, begin, wide, self.context, index, before)
            )
            if found is None and group and cue.side is not Side.GROUP:
                found = subject_of(cue, masked, begin, wide, self.context, index, before)
            if found is None:
                found = self._wider(cue, masked, begin, wide, index) or after_opening(cue, masked)
            if found is None:
                continue
            if cue.status is Status.DISCONTINUED and _PATIENTS.search(text[begin : cue.start]):
                continue  # patients discontinue a drug too
            if found.mentions:
                before = found
            claim = self._claim(index, masked, here, cue, found, begin, stop, wide)
            if claim:
                _add(said, claim)
                said.extend(self._but_not(masked, claim, cue))
        yield from _as_history(said)

    @staticmethod
    def _but_not(masked: Masked, claim: Claim, cue: Cue) -> Iterator[Claim]:
        """ "D is approved for C but not for C": the second use, denied (or, after a denial, affirmed)."""
        if (
            claim.status not in (Status.APPROVED, Status.NOT_APPROVED)
            or claim.exclusivity is not Exclusivity.NONE
        ):
            return
        denial = claim.status is Status.APPROVED
        found = (_BUT_NOT if denial else _BUT_IS).search(masked.text, cue.end)
        if found is None or re.search(r"[.;]\s|[DK]", masked.text[cue.end : found.start()]):
            return
        other = replace(cue, start=found.start(), end=found.end(), head=found.end())
        for use in uses(masked, other, found.start(), len(masked.text), 0, found.start()):
            if use.condition:
                status = Status.NOT_APPROVED if denial else Status.APPROVED
                yield replace(
                    claim,
                    status=status,
                    indication=use,
                    also=(),
                    cue=masked.source(found.start(), found.end()),
                )

    def _wider(self, cue: Cue, masked: Masked, begin: int, wide: int, index: int) -> Found | None:
        """ "D is a drug for C and was approved in T": a clause with no subject of its own takes the one before."""
        text = masked.text
        if (
            not begin
            or cue.side not in (Side.LEFT, Side.GROUP)
            or not _NO_SUBJECT.fullmatch(text[begin : cue.start])
        ):
            return None
        earlier = clause(text, begin - 1, begin - 1)[0]
        return subject_of(
            replace(cue, side=Side.LEFT, start=begin), masked, earlier, wide, self.context, index, None
        )

    def _claim(
        self,
        index: int,
        masked: Masked,
        here: Sentence,
        cue: Cue,
        found: Found,
        begin: int,
        stop: int,
        wide: int,
    ) -> Claim | None:
        text = masked.text
        number = counted(masked, cue, begin, wide, found)
        status, negated = _told(cue, text, begin, wide)
        exclusivity, count = number.exclusivity, number.count
        if status in (Status.ACCELERATED, Status.EMERGENCY, Status.TENTATIVE) and negated:
            status = Status.NOT_APPROVED
        if found.none:
            if exclusivity is Exclusivity.ONLY and re.search(
                r"\bno other\b|none of the other", text[begin:wide]
            ):
                other = group_in(masked, begin, wide, self.context, index) if not found.any_drug else None
                found = self._last_subject(index) or found
                if not found.mentions or found.any_drug:
                    return None
                number = Counted(exclusivity, 0, other, number.qualifier)
            else:
                status, exclusivity, count, negated = _denied(status, found)
        elif found.any_drug and exclusivity is Exclusivity.NONE:
            return None
        if (
            found.any_drug
            and not found.none
            and exclusivity not in (Exclusivity.COUNT, Exclusivity.AT_LEAST, Exclusivity.ONLY)
        ):
            return None
        if found.any_drug and exclusivity is Exclusivity.ONLY:
            exclusivity, count = Exclusivity.COUNT, 1
        manner = mode(text, cue.start, begin, text)
        if (
            manner == "asserted"
            and cue.mode != "asserted"
            and not re.search(
                r"\b(?:first|only|latest|newest|second|third|last|next)\b[^.;]{0,60}\bto\b(?: \w+){0,2} ?(?:be |become |ever |have |win|gain|receive|get|earn|secure|obtain)?",
                text[max(begin, cue.start - 70) : cue.end],
            )
        ):
            manner = cue.mode
        if cue.mode == "hedged" and status is Status.UNDER_REVIEW:
            manner = "asserted" if manner == "hedged" else manner
        where = agency(text, begin, wide, cue.start, stop)
        if where != "FDA" or manner in ("question", "conditional"):
            return None  # another country's approval, or none at all
        if status in _NO_STATE and not found.none:
            exclusivity, count = Exclusivity.NONE, 0  # "still waiting for its first approval" counts nothing
        indications = (
            ()
            if found.any_drug and status is Status.BOXED_WARNING
            else uses(masked, cue, begin, stop, min(found.end, wide), 0)
        )
        if found.any_drug or (found.none and not found.mentions):
            if not indications and found.none:
                indications = self._told_before(masked, cue, index)
            if not indications and found.none and "A" in text and not _IN_GENERAL.search(text, cue.end):
                indications = (Indication(words=masked.original.strip()),)
            if not indications or not (indications[0].condition or indications[0].words):
                return None
        around = (
            Indication() if indications and indications[0].condition else passage(self.context, index, masked)
        )
        if not indications and this_use(masked, cue, stop) and around.condition:
            indications = (replace(around, words="this use"),)
        if indications and indications[0].setting and not indications[0].condition:
            indications = (replace(indications[0], condition=around.condition), *indications[1:])
        if found.partners and indications:
            indications = tuple(
                replace(i, partners=tuple(m.key for m in found.partners)) for i in indications
            )
        elif found.partners:
            indications = (Indication(partners=tuple(m.key for m in found.partners)),)
        subject = self._subject(index, masked, cue, found, number, exclusivity, begin, wide)
        if subject is None:
            return None
        anchor = anchor_of(masked, cue, begin, max(stop, cue.end))
        if (
            status is Status.APPROVED
            and re.search(r"\b(?:once|formerly|previously) (?:A-)?\Z", text[: cue.head])
            and not negated
        ):
            anchor = Anchor(AnchorKind.ON)  # "once approved for C": history, whenever it was
        historic = cue.historic
        if (
            status is Status.NOT_APPROVED
            and not historic
            and anchor.kind is AnchorKind.ON
            and anchor.date is None
        ):
            historic = False
        return Claim(
            sentence=here.span,
            section=here.section,
            subject=subject,
            status=status,
            indication=indications[0] if indications else Indication(),
            exclusivity=exclusivity,
            count=count,
            anchor=anchor,
            agency=where,
            mode=manner,
            cue=masked.source(cue.start, cue.end),
            negated=negated and status not in (Status.NOT_APPROVED,),
            denies=cue.denies,
            historic=historic,
            also=indications[1:],
            context=around,
            qualifier=restriction(masked, cue, begin, wide)
            if found.none and found.end
            else number.qualifier
            if exclusivity is not Exclusivity.NONE
            else "",
            restrictive=status is Status.APPROVED
            and (cue.restrictive or _ONLY_FOR.match(text, cue.end) is not None),
        )

    def _told_before(self, masked: Masked, cue: Cue, index: int) -> tuple[Indication, ...]:
        """ "C can be permanent, and no treatment has been approved": the one condition that the sentence is about,
        or else the passage."""
        here = {masked.names[i].key for i in masked.names if i < cue.start and masked.text[i] == "C"}
        if not here:
            around = passage(self.context, index, masked).condition
            here = {around} if around else set()
        return (Indication(condition=here.pop(), words="it"),) if len(here) == 1 else ()

    def _subject(
        self,
        index: int,
        masked: Masked,
        cue: Cue,
        found: Found,
        number: Counted,
        exclusivity: Exclusivity,
        begin: int,
        wide: int,
    ) -> Subject | None:
        words = masked.source(found.start, found.end) if found.end else ""
        if found.any_drug:
            return Subject(words=words or "any drug")
        keys: list[str] = []
        group = ""
        for mention in found.mentions:
            if mention.kind is Kind.CLASS:
                group = group or mention.key
            else:
                keys.extend(k for k in mention.keys if k not in keys)
        excluding: tuple[str, ...] = ()
        if group and not keys:
            keys = list(self.lexicon.classes[group].members)
            if found.other:
                excluding = self._named_before(index, masked, found.start)
                keys = [k for k in keys if k not in excluding]
        of = ""
        if exclusivity is not Exclusivity.NONE and not (group and not found.mentions):
            if number.group is not None:
                of = number.group.key
            elif re.search(
                r"\b(?:only|first|newest|latest) (?:and only )?(?:one|ones|member)\b|\bof (?:these|this class|its class|the class|them)\b|in (?:its|this|the) class",
                masked.text[begin:wide],
            ):
                of = named.key if (named := group_in(masked, begin, wide, self.context, index)) else ""
        if not keys and not group:
            return None
        names = words or ", ".join(keys)
        return Subject(
            words=names,
            drugs=tuple(keys),
            brands=self._brands(found),
            drug_class=group if all(m.kind is Kind.CLASS for m in found.mentions) else "",
            excluding=excluding,
            together=found.together,
            generic_group=of,
        )

    def _brands(self, found: Found) -> tuple[str, ...]:
        """The brand names by which the subject is named, folded, as the lexicon writes them."""
        named = []
        for mention in found.mentions:
            drug = self.lexicon.drugs.get(mention.key) if mention.kind is Kind.DRUG else None
            written = mention.words.casefold()
            named += [b for b in (drug.brands if drug else ()) if b.casefold() == written]
        return tuple(named)

    def _named_before(self, index: int, masked: Masked, end: int) -> tuple[str, ...]:
        named = [masked.names[i] for i in sorted(masked.names) if i < end and masked.text[i] == "D"]
        for mentions in self.context.before(index):
            named.extend(m for m in mentions if m.kind is Kind.DRUG)
        for mentions in self.context.headings(self.layout.sentences[index].section)[:1]:
            named.extend(m for m in mentions if m.kind is Kind.DRUG)
        return tuple(dict.fromkeys(k for m in named for k in m.keys))

    def _last_subject(self, index: int) -> Found | None:
        for mentions in self.context.before(index):
            named = [m for m in mentions if m.kind is Kind.DRUG]
            if named:
                return Found((named[0],))
        return None

    def _question_before(self, index: int, text: str) -> list[Claim]:
        """ "Is D FDA approved? No.": the question's claim, affirmed or denied by its answer."""
        answer = _ANSWER.match(text)
        if not answer or not index:
            return []
        asked = self.layout.sentences[index - 1].span.of(self.layout.text)
        if not asked.rstrip().endswith("?"):
            return []
        masked = mask(asked.rstrip(" ?"), self.names)
        body = re.sub(
            r"\A\s*(?P<be>is|are|was|were|has|have|does|do)\s+(?P<subject>[^,]*?[DK](?:s)?)\s+",
            "",
            masked.text,
        )
        verb = re.match(r"\s*(is|are|was|were|has|have)\b", masked.text)
        if body == masked.text or not verb:
            return []
        # the question turned into the statement that it asks about
        subject = masked.original[masked.at[verb.end()] : masked.at[len(masked.text) - len(body)]].strip()
        rest = masked.original[masked.at[len(masked.text) - len(body)] :].strip()
        no = answer["word"].lower() != "yes"
        statement = f"{subject} {verb[1]} {'not ' if no else ''}{rest}"
        here = self.layout.sentences[index]
        return [
            replace(claim, cue=f"{rest}? {answer['word']}")
            for claim in self._claims(index, mask(statement, self.names), here)
            if claim.mode == "asserted"
        ][:1]

    def _item(self, index: int, text: str, lead: str) -> Claim | None:
        """A list item under "FDA-approved drugs for breast cancer:" is a claim about the drug it opens with."""
        if not lead.rstrip().endswith(":"):
            return None
        own = mask(text, self.names)
        opening = re.match(r"[^A-Za-z]*(?:the )?D", own.text)
        if not opening or _MAY_STATE.search(text):
            return None
        at = opening.end() - 1
        name = own.original[own.names[at].start : own.names[at].end]
        whole = re.sub(r"\s*:\s*\Z", "", lead)
        above = mask(whole, self.names)
        if re.search(r"[D]", above.text):
            return None
        cues = [
            c
            for c in (*approval_cues(above.text), *other_cues(above.text))
            if c.side in (Side.GROUP, Side.RIGHT, Side.LEFT)
        ]
        if not cues:
            return None
        cue = cues[0]
        if cue.side is not Side.GROUP and not re.search(
            rf"\b{w.DRUG_NOUN}\b|K|\bfollowing\b|\bthese\b", above.text
        ):
            return None
        if re.search(r"\b(?:devices?|tests?|trials?|questions?|side effects?)\b", above.text):
            return None
        statement = mask(
            f"{whole} include {name}" if cue.side is Side.GROUP else f"{whole} {name}", self.names
        )
        for claim in self._claims(index, statement, self.layout.sentences[index]):
            if claim.mode == "asserted":
                return replace(claim, exclusivity=Exclusivity.NONE, count=0)
        if cue.side is Side.LEFT:
            swapped = re.sub(
                rf"\b(?:the )?(?:following )?(?:\w+ )?{w.DRUG_NOUN}\b", name, whole, count=1, flags=re.I
            )
            for claim in self._claims(index, mask(swapped, self.names), self.layout.sentences[index]):
                if claim.mode == "asserted":
                    return replace(claim, exclusivity=Exclusivity.NONE, count=0)
        return None


def _in_group(cue: Cue, text: str, begin: int) -> bool:
    """True when a verb stands in a relative clause of a group: "the only drug that has been approved"."""
    if cue.side is not Side.LEFT:
        return False
    left = text[begin : cue.start].rstrip()
    return bool(
        re.search(
            rf"\b(?:{w.DRUG_NOUN}|K|ones?)(?: (?:for|to treat) [^,;]{{0,40}})?(?: (?:that|which))(?: ever)?\Z|\b(?:first|only|sole|newest|latest)\b[^,;]{{0,60}}(?: to(?: ever)?)?\Z",
            left,
        )
    ) and bool(re.search(r"\b(?:is|are|was|were|became|becomes|remains?|there)\b|, ", left))


_NO_STATE = frozenset({Status.NOT_APPROVED, Status.UNDER_REVIEW, Status.INVESTIGATIONAL, Status.OFF_LABEL})
_COPY_OF = re.compile(
    r"\b(?:biosimilars?|generics?)\b(?: (?:versions?|forms?|copies|drugs?|products?))? (?:of|to|for) (?:the |brand |brand-name )*[DK]\b|\bD (?:biosimilars?|generics?)\b"
)
_COPIES = frozenset({Status.GENERIC, Status.BIOSIMILAR})
_WITHOUT_PRESCRIPTION = re.compile(
    r"(?: by (?:the )?A)?(?: for| as)?(?: an?)? ?(?:over[- ]the[- ]counter|otc\b|non-?prescription|(?:for )?(?:sale|use|purchase) without a prescription|without a prescription)"
)
_NOT_BEFORE = re.compile(
    r"\b(?:yet to (?:approve|clear|see|have|launch)|not|never|no|none|without|until|await\w*|has not|nor)\b[^.;,]{0,40}\Z|n't\b[^.;,]{0,40}\Z"
)
_NOT_AFTER = re.compile(
    r"[^.;,]{0,40}?\b(?:(?:has|have|had|is|are|was|were|will)(?: (?:\w+ly|yet|still|also|currently))? (?:not|never|yet to)\b|(?:hasn|haven|isn|aren|wasn|won)'t\b|unavailable\b)"
)


def _told(cue: Cue, text: str, begin: int, stop: int) -> tuple[Status, bool]:
    """The status and whether it is denied, where words beside the cue's own change either: "approved for
    over-the-counter use", "the FDA has yet to approve a generic"."""
    status, negated = cue.status, cue.negated
    own = text[cue.start : cue.end]
    if status in (Status.APPROVED, Status.NOT_APPROVED) and (
        _WITHOUT_PRESCRIPTION.match(text, cue.end) or re.search(r"\b(?:otc|over[- ]the[- ]counter)\b", own)
    ):
        return Status.OTC, status is Status.NOT_APPROVED or negated
    copy = (
        _COPY_OF.search(text[begin : cue.start]) if status in (Status.APPROVED, Status.NOT_APPROVED) else None
    )
    if copy and cue.side is Side.LEFT:  # "biosimilars of D have not been approved" is not on D's own approval
        kind = Status.BIOSIMILAR if "biosimilar" in copy[0] else Status.GENERIC
        return kind, status is Status.NOT_APPROVED or negated
    if status in _COPIES and not negated:
        denied = _NOT_BEFORE.search(text[begin : cue.start]) or _NOT_AFTER.match(text[cue.end : stop])
        negated = denied is not None
    return status, negated


def _denied(status: Status, found: Found) -> tuple[Status, Exclusivity, int, bool]:
    if status in (Status.APPROVED, Status.ACCELERATED):
        if found.any_drug or any(m.kind is Kind.CLASS for m in found.mentions):
            return Status.NOT_APPROVED, Exclusivity.NO_DRUG, 0, True
        return Status.NOT_APPROVED, Exclusivity.NONE, 0, True
    if status is Status.NOT_APPROVED:
        return Status.NOT_APPROVED, Exclusivity.NO_DRUG if found.any_drug else Exclusivity.NONE, 0, True
    return status, Exclusivity.NONE, 0, True


def _distinct(cues: list[Cue], text: str) -> list[Cue]:
    """Where two cues share words, the one that says more: "awaiting approval" is not "approval"."""
    kept: list[Cue] = []
    weight = {Status.APPROVED: 0, Status.INVESTIGATIONAL: 1, Status.NOT_APPROVED: 1}
    for cue in sorted(cues, key=lambda c: (-weight.get(c.status, 2), c.start)):
        if any(c.start < cue.end and cue.start < c.end for c in kept):
            continue
        kept.append(cue)
    return sorted(kept, key=lambda c: c.start)


def _as_history(said: list[Claim]) -> list[Claim]:
    """ "It was approved in the U.S. but withdrawn in 2020": the approval is told as history."""
    gone = {
        c.subject.drugs
        for c in said
        if c.status in (Status.WITHDRAWN, Status.DISCONTINUED) and c.mode == "asserted"
    }
    return [
        replace(c, anchor=replace(c.anchor, kind=AnchorKind.ON))
        if c.status in (Status.APPROVED, Status.ACCELERATED)
        and c.subject.drugs in gone
        and c.anchor.kind is not AnchorKind.NOW
        else c
        for c in said
    ]


def _add(said: list[Claim], claim: Claim) -> None:
    """Keep ``claim`` unless the sentence has said it; of two on one status the one that names a use stays."""
    for at, other in enumerate(said):
        if claim.subject.drugs != other.subject.drugs or claim.mode != other.mode:
            continue
        if claim.exclusivity is not Exclusivity.NONE and other.exclusivity is Exclusivity.NONE:
            continue  # "approved in 2017, is the only one approved for": two statements
        copies = (Status.GENERIC, Status.BIOSIMILAR)
        if other.status in copies and claim.status in (Status.APPROVED, Status.NOT_APPROVED):
            return  # "no generic version of it has been approved" is not on the drug's own approval
        if claim.status is other.status and claim.historic and not other.historic:
            return
        if claim.status is Status.NOT_APPROVED is other.status and other.historic and not claim.historic:
            said[at] = claim  # "was turned down in 2019 and is not yet approved": the state outranks the act
            return
        if claim.status is other.status and (
            claim.indication.condition == other.indication.condition or not claim.indication.condition
        ):
            return
        if (
            claim.status is other.status
            and not other.indication.condition
            and claim.status is Status.INVESTIGATIONAL
        ):
            said[at] = replace(claim, denies=claim.denies or other.denies)
            return
    said.append(claim)


__all__ = ["Mention", "read_claims"]
