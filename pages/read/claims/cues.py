"""The words that carry a status, other than those of approval itself (``approval``)."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from model.claim import Status


class Side(StrEnum):
    """Where the subject of a cue stands."""

    LEFT = "left"  # grammatical subject: "D is under study"
    RIGHT = "right"  # object: "the FDA approved D"
    INSIDE = "inside"  # between the words of the cue: "pulled D from the market"
    EITHER = "either"  # a noun's owner: "breakthrough designation for D", "D's boxed warning"
    GROUP = "group"  # "the only drug approved for C"


@dataclass(frozen=True, slots=True)
class Cue:
    """One place where a sentence states a status.

    ``start``/``end``: the words of the cue, with its verbs; ``head``: where its main word begins. ``said``
    are the words before and after that may negate, hedge or date it.
    """

    status: Status
    side: Side
    start: int
    end: int
    head: int
    negated: bool = False
    denies: bool = False
    historic: bool = False
    mode: str = "asserted"
    inside: tuple[int, int] = (0, 0)
    agent: str = ""
    restrictive: bool = False  # "only approved for": the use is exclusive, not the drug


_A = r"(?:\w+ly|also|already|now|still|just|so far|first|since|yet|once|long|later|then|both|all|again|soon|only|currently|even|in T|at (?:this|present|the) (?:time|moment)|at present|to date|being|as yet|too)"
_BE = r"(?:is|are|was|were|'s|'re|be|been|being|remains?|remained|becomes?|became)"
_BEEN = r"(?:was|were|is|are|has been|have been|had been|got|being|'s been)"
_W = r"(?:[\w'-]+[ ])"
_MARKET = r"(?:the )?(?:[UPA](?:'s)? |american |us |world |domestic |\w+wide )?(?:market(?:place|s)?|sale|shel(?:f|ves)|pharmacies|pharmacy shelves|drugstores)"
_TRIALS = (
    r"(?:a |an |the |these |those |ongoing |formal |controlled |early |late |phase \w+ |small |large )*"
    r"(?:clinical[- ]|research |medical |human |scientific )?(?:trials?|stud(?:y|ies)|research(?: settings?| protocols?| setting)?|investigational (?:use|settings?))\b"
)
_OPEN = (
    r"(?:offered|available|used|given|accessible|obtained|obtainable|provided|prescribed|had|administered|accessed|"
    r"open|on offer|employed|found|allowed|permitted|recommended|possible|received|taken|done|made available)"
)
_REG_WORD = r"(?:marketing |regulatory |full |final |A(?:'s)? |U |its |their |the |a |an |accelerated |conditional |formal |market |government |commercial |federal |supplemental |expanded |new drug |biologics license |pending )"
_BOX = r"(?:black[- ]box(?:ed)?|boxed|box)[- ](?:safety )?warnings?"
_DESIGNATION = (
    r"(?:breakthrough(?:[- ]therapy)?|fast[- ]track|orphan(?:[- ](?:drug|product|medicinal product|disease))?|(?<!under )(?<!undergoing )(?<!in )priority review(?! (?:at|by|for))|"
    r"regenerative medicine advanced therapy|rmat|qualified infectious disease product|qidp|rare pediatric disease)"
    r"(?: \((?:[a-z]+)\))?"
)
_GENERIC = r"(?:generics?|generic[- ](?:versions?|equivalents?|forms?|alternatives?|options?|drugs?|substitutes?|formulations?|copies|copy|medicines?|products?|competition|competitors?|availability))"
_BIOSIMILAR = r"(?:(?:interchangeable )?biosimilars?(?:[- ](?:versions?|products?|options?|alternatives?|forms?|drugs?|competition|copies))?)"
_PEOPLE = r"(?:patients?|people|participants?|women|men|children|persons?|individuals|volunteers|subjects|you|doctors?|physicians?|clinicians|we|i|adults|users|someone|anyone|half|\d+%?)"


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    status: Status
    side: Side
    stems: tuple[str, ...]
    negated: bool = False
    denies: bool = False
    historic: bool = False


def _rule(
    pattern: str,
    status: Status,
    side: Side,
    *stems: str,
    negated: bool = False,
    denies: bool = False,
    historic: bool = False,
) -> _Rule:
    return _Rule(re.compile(pattern), status, side, stems, negated, denies, historic)


# In order: at one place the first rule that fits wins, so the narrower stand before the wider.
_RULES: tuple[_Rule, ...] = (
    # --- only in clinical trials
    _rule(
        rf"\b(?:{_BE} |can |may |must |have been )?(?:{_A} )*only (?:be )?(?:{_A} )*(?:{_OPEN} )?(?:{_A} )*(?:for (?:use|\w+) )?(?:in|through|within|as part of|via|to (?:people|patients|those) (?:in|enrolled in|taking part in)|by (?:joining|enrolling in|taking part in|participating in)|(?:to |for )?(?:people|patients) (?:who are )?(?:in|taking part in)) {_TRIALS}",
        Status.ONLY_IN_TRIALS,
        Side.LEFT,
        "trial",
        "stud",
        "research",
        denies=True,
    ),
    _rule(
        rf"\b{_BE} (?:{_A} )*{_OPEN} (?:{_A} )*(?:only|solely|exclusively|just) (?:in|through|within|as part of|via|to (?:people|patients|those) (?:in|enrolled in|taking part in)|by (?:joining|enrolling in)) {_TRIALS}",
        Status.ONLY_IN_TRIALS,
        Side.LEFT,
        "trial",
        "stud",
        "research",
        denies=True,
    ),
    _rule(
        rf"\b(?:{_BE}|isn't|aren't|can|may|should|cannot|can't)(?: (?:not|{_A}))* (?:be )?(?:{_A} )*(?:{_OPEN}|un{_OPEN}|standard|approved|in use|on the market|something you can get|routine(?:ly)?)[\w ]{{0,25}} outside (?:of )?{_TRIALS}",
        Status.ONLY_IN_TRIALS,
        Side.LEFT,
        "outside",
        denies=True,
    ),
    _rule(
        rf"\b(?:use (?:{_BE} )?)?(?:{_BE} |remains? )(?:{_A} )*(?:limited|restricted|confined|reserved|available only|exclusive) (?:to|for|in) {_TRIALS}",
        Status.ONLY_IN_TRIALS,
        Side.LEFT,
        "trial",
        "stud",
        "research",
        denies=True,
    ),
    _rule(
        rf"\b(?:get|receive|have|obtain|take|use|try) (?P<inside>(?:these|those|them|this|it|the)\b(?: [\w-]+){{0,2}}|(?:[\w-]+ )?[DK]) only (?:by (?:joining|enrolling in|taking part in|participating in)|in|through|as part of|within) {_TRIALS}",
        Status.ONLY_IN_TRIALS,
        Side.INSIDE,
        "trial",
        "stud",
        "research",
        denies=True,
    ),
    # --- withdrawn
    _rule(
        rf"\b(?:revok\w+|withdr[ae]w\w*|withdrawing|rescind\w*|pull(?:ed|s|ing)?|cancel\w*|remov(?:ed|es|ing)|took (?:back|away)) (?P<inside>(?:(?:its|the|their|this|that|A(?:'s)?|U|{_W})){{0,3}}[DK](?:'s)? ?(?:{_W}){{0,4}}?)(?:approvals?|authori[sz]ations?|licen[cs]es?|indications?|clearance)",
        Status.WITHDRAWN,
        Side.INSIDE,
        "revok",
        "withdr",
        "rescind",
        "pull",
        "cancel",
        "remov",
        "took",
        historic=True,
    ),
    _rule(
        rf"\b(?:revok\w+|withdr[ae]w\w*|withdrawing|rescind\w*|pull(?:ed|s|ing)?|cancel\w*|remov(?:ed|es|ing)|took (?:back|away)) (?:{_W}|A ){{0,5}}?(?:approvals?|authori[sz]ations?|licen[cs]es?|(?:[\w-]+ |C |B )*indications?|clearance)\b",
        Status.WITHDRAWN,
        Side.RIGHT,
        "revok",
        "withdr",
        "rescind",
        "pull",
        "cancel",
        "remov",
        "took",
        historic=True,
    ),
    _rule(
        rf"\b(?:approvals?|authori[sz]ations?|licen[cs]es?|indications?|clearance)\b(?P<inside>[^.;]{{0,90}}?) {_BEEN} (?:{_A} )*(?:withdrawn|revoked|rescinded|pulled|removed|taken (?:away|back)|cancel\w+)",
        Status.WITHDRAWN,
        Side.EITHER,
        "withdr",
        "revok",
        "rescind",
        "pull",
        "remov",
        "taken",
        "cancel",
        historic=True,
    ),
    _rule(
        rf"\b{_BEEN} (?:{_A} )*(?:withdrawn|pulled|removed|taken|yanked|banned|recalled) (?:{_A} |voluntarily )*(?:by (?:\w+ ){{1,4}}|in T )?(?:off|from|out of) {_MARKET}",
        Status.WITHDRAWN,
        Side.LEFT,
        "market",
        "sale",
        "shel",
        "pharmac",
        historic=True,
    ),
    _rule(
        rf"\b(?:pull(?:ed|s|ing)?|withdr[ae]w\w*|withdrawing|remov(?:ed|es|ing)|took|takes?|taking|yanked)\b (?P<inside>[^.;]{{1,60}}?) (?:off|from|out of) {_MARKET}",
        Status.WITHDRAWN,
        Side.INSIDE,
        "market",
        "sale",
        "shel",
        "pharmac",
        historic=True,
    ),
    _rule(
        rf"\b(?:{_BE} |came |went |come |has been |have been |taken |stay(?:s|ed)? )(?:{_A} )*off (?:the )?(?:[UP] |american )?(?:market|shelves)",
        Status.WITHDRAWN,
        Side.LEFT,
        "off",
        historic=False,
    ),
    _rule(
        rf"\b{_BEEN} (?:{_A} |voluntarily )*(?:withdrawn|pulled|removed|taken(?= off)|yanked|banned|suspended)(?: (?:off|from) (?:the )?(?:\w+ )?{_MARKET})?(?= ?(?:,|\.|;|in (?:T|january|february|march|april|may|june|july|august|september|october|november|december|late|early)|on T|T\b|because|after|over|due to|amid|following|worldwide|globally|by the A|at the A|at A|\Z))",
        Status.WITHDRAWN,
        Side.LEFT,
        "withdr",
        "pulled",
        "removed",
        "taken off",
        "yanked",
        "banned",
        "suspended",
        historic=True,
    ),
    _rule(
        r"\b(?:pulled|withdrew|yanked|recalled) (?P<inside>(?:[\w'-]+ ){0,3}?D(?: \([^)]*\))?)(?= (?:worldwide|globally|in T|on T|T\b|because|after|over|amid|voluntarily|everywhere|from|off))",
        Status.WITHDRAWN,
        Side.INSIDE,
        "pulled",
        "withdrew",
        "yanked",
        "recalled",
        historic=True,
    ),
    _rule(
        r"\blost (?:its|their|A|the A|that|this|the) (?:A(?:'s)? |accelerated |full |[\w-]+ |C ){0,3}?(?:approval|licen[cs]e|authori[sz]ation|indication)",
        Status.WITHDRAWN,
        Side.LEFT,
        "lost",
        historic=True,
    ),
    _rule(
        rf"\b{_BEEN} (?:{_A} |voluntarily )*withdrawn\b(?! (?:from|in|due to|after|before) (?:the (?:trial|study|study|treatment)|{_PEOPLE}))(?= ?(?:[,.;]|by|in|on|from|after|because|due|over|for|worldwide|globally|when|amid|following|T|\Z))",
        Status.WITHDRAWN,
        Side.LEFT,
        "withdrawn",
        historic=True,
    ),
    _rule(
        rf"\bwithdrawals? of (?P<inside>[^.;]{{1,40}}?) from {_MARKET}|\b(?<=D's )withdrawal from {_MARKET}",
        Status.WITHDRAWN,
        Side.EITHER,
        "withdrawal",
        historic=True,
    ),
    _rule(
        r"\b(?:maker|manufacturer|company|drugmaker|firm|sponsor)s? (?:of [\w ]{1,20} )?(?:has |have |had )?(?:since |then |later )?(?:voluntarily )?(?:withdrew|withdrawn|pulled) (?=(?:the drug |its )?D)",
        Status.WITHDRAWN,
        Side.RIGHT,
        "withdr",
        "pulled",
        historic=True,
    ),
    # --- sold no more
    _rule(
        rf"\b(?:{_BE}|isn't|aren't|has|have)(?: (?:been|{_A}))* no longer (?:being )?(?:{_A} )*(?:sold|made|marketed|manufactured|produced|available|distributed|on (?:the )?(?:[UP] )?market|offered|commercially available|stocked|in production|supplied)(?! (?:as|under|for|to(?! treat)) )",
        Status.DISCONTINUED,
        Side.LEFT,
        "no longer",
    ),
    _rule(
        rf"\b{_BEEN} (?:{_A} |voluntarily )*discontinued\b(?! (?:if|when|in (?:{_PEOPLE}|the|case|all|any)|because of (?:side|adverse)|due to (?:adverse|side|toxicity|lack)|for (?:safety|any)|at least|before|prior|after \w+ (?:weeks|months|days|doses|cycles)|and (?:replaced|the patient)|until|once|during))",
        Status.DISCONTINUED,
        Side.LEFT,
        "discontinued",
        historic=True,
    ),
    _rule(
        r"\b(?:discontinued|stopped|ceased|ended|halted|quit) (?:(?:the |all |its |us |U )*(?:making|selling|producing|manufacturing|marketing|manufacture|production|sales?|distribution|supply|distributing) (?:and (?:\w+ )?(?:making|selling|sales?|marketing|distribution) )?(?:of )?)|(?<!be )(?<!is )(?<!was )(?<!been )(?<!are )(?<!were )discontinued (?=(?:the |its |their )?(?:drug|medicine|product|brand|D|K|production|sales?|treatment D))",
        Status.DISCONTINUED,
        Side.RIGHT,
        "discontinued",
        "stopped",
        "ceased",
        "ended",
        "halted",
        "quit",
        historic=True,
    ),
    # --- generics and biosimilars
    _rule(
        rf"\b(?:no|not (?:yet )?(?:a|any)|isn't a|without (?:a|any)|lacks? (?:a|any)|nor (?:a|any)|n't (?:a|any|yet a)|yet (?:a|any)) (?:(?:A|approved|A-approved|available|cheaper|lower-cost|less expensive|U|true|equivalent|current|-)[ -]?)*(?:{_GENERIC}|generic)\b",
        Status.GENERIC,
        Side.EITHER,
        "generic",
        negated=True,
    ),
    _rule(
        rf"\b(?:no|not (?:yet )?(?:a|any)|isn't a|without (?:a|any)|lacks? (?:a|any)|n't (?:a|any|yet a)|yet (?:a|any)) (?:(?:A|approved|A-approved|available|cheaper|lower-cost|less expensive|U|current|-)[ -]?)*{_BIOSIMILAR}\b",
        Status.BIOSIMILAR,
        Side.EITHER,
        "biosimilar",
        negated=True,
    ),
    _rule(
        rf"\b(?:available|sold|comes?|offered|marketed|obtainable) (?:{_A} )*only (?:{_A} )*(?:as|in|under) (?:a |its |the |their )?(?:more expensive |expensive |costly )?brand(?:[- ]?name)?|\b{_BE} (?:{_A} )*(?:available )?(?:only )?(?:as |in )?(?:a )?brand[- ]?(?:name)?[- ]only",
        Status.GENERIC,
        Side.LEFT,
        "brand",
        negated=True,
    ),
    _rule(
        rf"\b(?:{_BE}|isn't|aren't|wasn't|comes?|came|sold|has been|have been|went|can|goes|going|go)(?: (?:not|{_A}|sold|available|offered|bought|obtainable|marketed|be|had))* (?:as|in|generically\b|generic\b)(?: (?:a|an|its|both|brand(?:[- ]name)?|and|or|under|the|lower-cost|cheaper|less expensive|low-cost|inexpensive|affordable|several|various|many))* ?(?:{_GENERIC}|generic\b)?(?: (?:forms?|versions?|drugs?|medicines?|medications?))?",
        Status.GENERIC,
        Side.LEFT,
        "generic",
    ),
    _rule(
        rf"\b{_GENERIC}\b(?: (?:for|of|to) (?=(?:{_W}){{0,3}}[DK]))",
        Status.GENERIC,
        Side.RIGHT,
        "generic",
    ),
    _rule(
        r"\bgenerics?(?= (?:versions? of )?[DK]\b[^.;]{0,40}\b(?:is|are|was|were|became|hit|launched|arrived|entered|has been|have been)\b)",
        Status.GENERIC,
        Side.RIGHT,
        "generic",
    ),
    _rule(
        rf"\b{_GENERIC}(?: {_W}{{0,3}})?(?:is|are|was|were|became|have|has|hit|arrived|entered|launched)(?: (?:not|n't|{_A}|been))* ?(?:available|approved|launched|sold|on the market|the market|come|introduced|marketed|in T)?",
        Status.GENERIC,
        Side.EITHER,
        "generic",
    ),
    _rule(
        rf"\b{_BIOSIMILAR}\b(?: (?:for|of|to) (?=(?:{_W}){{0,3}}[DK]))(?=[^.;]*\b(?:available|approved|launched|market|sold|entered|cleared|licensed|reached|arrived|exist))",
        Status.BIOSIMILAR,
        Side.RIGHT,
        "biosimilar",
    ),
    _rule(
        rf"\b(?:available|sold|comes?) (?:{_A} )*(?:as|in) (?:a |an )?{_BIOSIMILAR}|\b(?:now |already |also )?ha(?:s|ve) (?:{_W}){{0,3}}?{_BIOSIMILAR}",
        Status.BIOSIMILAR,
        Side.LEFT,
        "biosimilar",
    ),
    # --- over the counter
    _rule(
        rf"\b(?:{_BE}|isn't|aren't|can|may|cannot|can't|could|has been|have been|went|go(?:es)?|moved)(?: (?:not|n't|never|{_A}|no longer))* (?:be )?(?:{_A} )*(?:(?:made )?available|sold|approved|offered|bought|purchased|obtained|accessible|cleared|had|found|dispensed|got|gotten|an|a|authori[sz]ed|switched)? ?(?:{_A} |(?:in|at|by|from|for) (?:{_W}){{1,3}}|U |in U |in the U |to buy |for (?:use|sale|purchase) )*(?:over[- ]the[- ]counter|\(?otc\)?|without (?:a |needing a |the need for a )?(?:doctor's |medical )?prescription|non-?prescription)",
        Status.OTC,
        Side.LEFT,
        "counter",
        "otc",
        "prescription",
    ),
    _rule(
        rf"\b(?:{_BE} |can (?:only )?be |may (?:only )?be |come |comes )(?:{_A} )*(?:{_OPEN}|sold|bought|purchased|dispensed)? ?(?:{_A} )*(?:only (?:by|with|on|through|as) (?:a |an )?(?:doctor's )?prescription|(?:by|with|on|through) (?:a )?(?:doctor's )?prescription only|prescription[- ]only|by prescription alone)|\brequires? a (?:doctor's )?prescription|\b(?:you (?:will |still )?need|there is|needs|need) a (?:doctor's )?prescription (?:for|to (?:get|buy))",
        Status.OTC,
        Side.EITHER,
        "prescription",
        negated=True,
    ),
    _rule(
        r"\b(?:buy|get|purchase|obtain|find|bought|sells?|sell|selling) (?P<inside>(?:[\w'-]+ ){0,3}?D\b[^.;,]{0,30}?) ?(?:over[- ]the[- ]counter|otc\b|without (?:a |the need for a )?(?:doctor's )?prescription)",
        Status.OTC,
        Side.INSIDE,
        "counter",
        "otc",
        "prescription",
    ),
    _rule(
        r"\b(?:asked|urged|petitioned|requested) (?:the )?A to (?:approve|clear|license|authori[sz]e) (?=(?:[\w-]+ ){0,3}?[DK])",
        Status.UNDER_REVIEW,
        Side.RIGHT,
        "asked",
        "petitioned",
        "requested",
    ),
    # --- refused
    _rule(
        rf"\bA (?:has |had )?(?:{_A} )*(?:rejected|turned down|refused|denied|declined)(?! to\b)(?= (?:[\w'-]+ ){{0,5}}?D)",
        Status.NOT_APPROVED,
        Side.RIGHT,
        "rejected",
        "turned down",
        "refused",
        "denied",
        "declined",
        historic=True,
    ),
    _rule(
        rf"\b{_BEEN} (?:{_A} |twice )*(?:rejected|turned down|refused|denied)(?: approval| a licen[cs]e)? (?:twice |{_A} )*by (?:the )?A\b",
        Status.NOT_APPROVED,
        Side.LEFT,
        "rejected",
        "turned down",
        "refused",
        "denied",
        historic=True,
    ),
    # --- boxed warnings
    _rule(
        rf"\b(?:remov\w+|lift\w*|drop(?:ped|s)|eliminat\w+|took off|strip\w+) (?:{_W}|A ){{0,4}}?{_BOX}|{_BOX}[^.;]{{0,60}}? {_BEEN} (?:{_A} )*(?:removed|lifted|dropped|eliminated|taken off)",
        Status.BOXED_WARNING,
        Side.EITHER,
        "warning",
        negated=True,
        historic=True,
    ),
    _rule(
        rf"\b(?:does not|do not|doesn't|don't|did not|never) (?:{_A} )*(?:carry|have|come with|bear|include|contain) (?:{_W}){{0,3}}?{_BOX}|\b(?:carr(?:y|ies)|ha(?:s|ve)|without|comes? with) (?:no|any|a) (?:such )?{_BOX}(?<=no boxed warning)",
        Status.BOXED_WARNING,
        Side.LEFT,
        "warning",
        negated=True,
    ),
    _rule(
        rf"\b(?:carr(?:y|ies|ied|ying)|ha[sd]|have|having|comes? with|came with|bears?|bore|includes?|included|contains?|received|gained|{_BEEN} (?:{_A} )*(?:given|assigned|required to carry)|gets?|got|with)\b (?:{_W}|A |A's |,){{0,8}}?{_BOX}",
        Status.BOXED_WARNING,
        Side.LEFT,
        "warning",
    ),
    _rule(
        rf"\b(?:add(?:ed|s|ing|ition of)?|requir\w+|order\w+|issu\w+|puts?|plac\w+|slapp\w+|mandat\w+|strengthen\w+|announc\w+|impos\w+|updat\w+|want\w*) (?:{_W}|A |A's ){{0,7}}?{_BOX}",
        Status.BOXED_WARNING,
        Side.EITHER,
        "warning",
        historic=True,
    ),
    _rule(rf"\b{_BOX}", Status.BOXED_WARNING, Side.EITHER, "warning"),
    # --- off label
    _rule(r"\boff[- ]?label\b", Status.OFF_LABEL, Side.EITHER, "off"),
    # --- designations, which are not approvals
    _rule(
        rf"\b{_DESIGNATION} (?:designations?|status|review(?: status)?|voucher|drug designations?)\b|\bdesignat\w+ (?:{_W}|[DKC] ){{0,6}}?(?:as )?(?:a |an )?{_DESIGNATION}|(?<!under )(?<!undergoing )(?<!in )\bpriority review\b(?! (?:at|by) )",
        Status.DESIGNATED,
        Side.EITHER,
        "designat",
        "status",
        "review",
        "track",
    ),
    # --- emergency use
    _rule(
        r"\bemergency[- ]use authori[sz]ations?(?: \(eua\))?|\beua\b|\bauthori[sz]\w+ (?:[\w ]{0,30})?(?:for emergency use|on an emergency basis|under an emergency)|\bemergency authori[sz]ations?|\b(?:for|available for) emergency use\b",
        Status.EMERGENCY,
        Side.EITHER,
        "emergency",
        "eua",
    ),
    # --- under review
    _rule(
        rf"\b(?:await(?:s|ing|ed)?|pending|seeking|seeks?|sought|up for|waiting (?:for|on)|hop(?:es|ing) (?:for|to win|to gain|to get)|(?:has |have )?(?:filed|applied|asked|petitioned) (?:the )?(?:A |U )?(?:for|to grant|seeking)|request(?:ed|ing)|pursuing|in line for|close to|nearing|on track for) (?:{_REG_WORD}|{_W}{{0,2}}?)*?(?:approvals?|decisions?|clearance|authori[sz]ation|ruling|verdict|go-ahead|green light|licen[cs]e|sign-off|action|okay|ok)\b",
        Status.UNDER_REVIEW,
        Side.EITHER,
        "await",
        "pending",
        "seek",
        "sought",
        "up for",
        "waiting",
        "hop",
        "filed",
        "applied",
        "asked",
        "petition",
        "request",
        "pursuing",
        "in line",
        "close to",
        "nearing",
        "on track",
    ),
    _rule(
        r"\b(?:awaiting|awaits?|waiting for) (?:the )?A\b",
        Status.UNDER_REVIEW,
        Side.LEFT,
        "await",
        "waiting",
    ),
    _rule(
        rf"\b(?:{_BE}|still|currently|now) (?:{_A} )*(?:under|in|undergoing|before|with) (?:(?:the )?A(?: for)? |active |regulatory |formal |priority |final |standard |rolling )*(?:review|regulatory review|consideration)\b(?:(?: (?:by|at|with) the A)|(?: for approval)?)|\b(?:under|undergoing) (?:{_REG_WORD})*review (?:by|at|with|for)|\bbefore the A\b",
        Status.UNDER_REVIEW,
        Side.LEFT,
        "review",
        "consideration",
        "before the",
    ),
    _rule(
        rf"\b(?:is|are|was|were) (?:{_A} )*(?:being )?(?:{_A} )*(?:reviewed|considered|weighed|evaluated) (?:{_A} )*(?:by|at) (?:the )?A\b",
        Status.UNDER_REVIEW,
        Side.LEFT,
        "review",
        "consider",
        "weigh",
        "evaluat",
    ),
    _rule(
        rf"\b(?:the )?A (?:is|has been|was|'s) (?:{_A} )*(?:reviewing|considering|evaluating|weighing|assessing|deciding|examining|looking at)\b",
        Status.UNDER_REVIEW,
        Side.RIGHT,
        "review",
        "consider",
        "evaluat",
        "weigh",
        "assess",
        "decid",
        "examin",
        "looking",
    ),
    _rule(
        rf"\b(?:submitted|submits|filed|submitting|filing|submission of|accepted|accepts|has accepted) (?:{_W}|A |A's |D(?:'s)? |K |U ){{0,7}}?(?:applications?|snda|nda|bla|sbla|marketing applications?|submission|filing)\b",
        Status.UNDER_REVIEW,
        Side.EITHER,
        "application",
        "nda",
        "bla",
        "submission",
        "filing",
    ),
    _rule(
        rf"\b(?:A(?:'s)? |a |final |the |regulatory )*(?:decision|ruling|verdict|action date|pdufa date|target date)(?: (?:on|about|for|regarding) (?P<inside>[^.;]{{1,60}}?))? (?:is|was|are) (?:{_A} )*(?:expected|due|set|anticipated|likely|scheduled|pending)|\bA (?:is|was) (?:{_A} )*(?:expected|due|scheduled|set|slated|likely) to (?:{_A} )*(?:decide|rule|make|announce|act|issue|give|reach|complete|approve|finish)",
        Status.UNDER_REVIEW,
        Side.EITHER,
        "decision",
        "ruling",
        "verdict",
        "date",
        "expected",
        "due",
        "scheduled",
        "set",
        "slated",
        "likely",
    ),
    _rule(
        rf"\b(?:{_BE}|could|may|might|should) (?:{_A} )*(?:expected|likely|poised|set|slated|on track|close to|be|anticipated|hoped|projected)(?: to)? (?:{_A} )*(?:be(?:ing)? |soon |win(?:ning)? |gain(?:ing)? |get(?:ting)? |receiv(?:e|ing) |earn |secure |obtain )+(?:{_REG_WORD})*(?:approved|approval|cleared|authori[sz]ed|licensed|clearance)",
        Status.UNDER_REVIEW,
        Side.LEFT,
        "expected",
        "likely",
        "poised",
        "set",
        "slated",
        "track",
        "close",
        "could",
        "may",
        "might",
        "anticipated",
        "hoped",
        "projected",
    ),
    # --- experimental
    _rule(
        rf"\b(?:{_BE}|considered|deemed|regarded as|still|classified as|as|called) (?:{_A} |considered |deemed |regarded as )*(?:an? |the |one of |such |some |several )*(?:{_A} )*(?:purely |highly |strictly )?(?:experimental|investigational)\b",
        Status.INVESTIGATIONAL,
        Side.LEFT,
        "experimental",
        "investigational",
        denies=True,
    ),
    _rule(
        rf"(?<=[DK], )(?:an? |another |the )?(?:{_W}){{0,2}}?(?:experimental|investigational)\b",
        Status.INVESTIGATIONAL,
        Side.LEFT,
        "experimental",
        "investigational",
        denies=True,
    ),
    _rule(
        r"\b(?:experimental|investigational)\b(?= (?:[\w'/-]+ |C |B |K |, ?){0,6}?[DK]\b)",
        Status.INVESTIGATIONAL,
        Side.RIGHT,
        "experimental",
        "investigational",
        denies=True,
    ),
    # --- under study
    _rule(
        rf"\b(?:{_BE} |still |currently |now |drugs? |treatments? |therap(?:y|ies) |agents? )(?:{_A} )*(?:under|in) (?:active |further |clinical |intense |intensive |ongoing |late-stage |early |preclinical |continued |close )*(?:study|investigation|evaluation|development|clinical development|research|scrutiny|clinical investigation|testing)\b",
        Status.INVESTIGATIONAL,
        Side.LEFT,
        "under",
        "in ",
    ),
    _rule(
        rf"\b(?:{_BE}|has been|have been|continues? to be|still) (?:{_A} )*(?:being |actively )+(?:{_A} )*(?:studied|tested|evaluated|investigated|researched|explored|examined|looked at|trialed|trialled|developed|assessed|tried)\b|\b(?:continues? to be|remains? to be|is (?:still |now |currently )|are (?:still |now |currently ))(?:{_A} )*(?:studied|tested|evaluated|investigated|researched|explored|examined)\b",
        Status.INVESTIGATIONAL,
        Side.LEFT,
        "being",
        "continue",
        "studied",
        "tested",
        "evaluated",
        "investigated",
        "research",
    ),
    _rule(
        rf"\b(?:{_BE}|currently|now|still) (?:{_A} )*(?:in|undergoing|going through|part of|the (?:subject|focus) of|making (?:its|their) way through) (?:{_W}){{0,4}}?(?:(?:clinical|human|phase[- ]\w+(?:/\w+)?|late-stage|early-stage|pivotal|research) (?:clinical )?(?:trials?|testing|stud(?:y|ies)|development)|trials\b)",
        Status.INVESTIGATIONAL,
        Side.LEFT,
        "trial",
        "testing",
        "stud",
        "development",
    ),
    _rule(
        rf"\b(?:are|is|have been|has been|continue to|still|now) (?:{_A} )*(?:studying|study|testing|test|evaluating|evaluate|investigating|investigate|exploring|explore|looking (?:at|into)|examining|assessing|researching)\b(?! (?:for|the gene|her2|your|blood))",
        Status.INVESTIGATIONAL,
        Side.RIGHT,
        "studying",
        "study",
        "test",
        "evaluat",
        "investigat",
        "explor",
        "looking",
        "examin",
        "assess",
        "research",
    ),
    # --- not on the market yet
    _rule(
        rf"\b(?:{_BE}|isn't|aren't) (?:not (?:yet|currently) |(?:yet|currently) not |yet )(?:{_A} )*(?:commercially |widely )?(?:available|on the market|marketed|sold)(?! (?:as|over|without|in P|in (?:generic|all|every|some|most|many)))",
        Status.NOT_APPROVED,
        Side.LEFT,
        "yet",
        "currently",
    ),
    _rule(
        rf"\b(?:(?:{_BE}) not|isn't|aren't) (?:{_A} )*(?:commercially |widely )?(?:available|on the (?:U )?market|marketed|sold) (?:yet|at this time|at present|currently|for now)\b",
        Status.NOT_APPROVED,
        Side.LEFT,
        "yet",
        "time",
        "present",
        "currently",
        "for now",
    ),
)
_STEM = re.compile(
    r"trial|stud|research|outside|revok|withdr|rescind|pull|cancel|remov|market|sale|shel|pharmac|off\b|lost|no longer|"
    r"discontinu|stopped|ceased|ended|halted|generic|biosimilar|brand|counter|otc|prescription|warning|label|designat|"
    r"status|review|track|emergency|eua|await|pending|seek|sought|waiting|filed|applied|application|decision|expected|"
    r"experimental|investigat|asked|petition|request|under\b|being|before|reject|turned down|refus|denied|declin|test|evaluat|explor|yet"
)


# "is not available as a generic": one pattern reads it with and without its "not".
_DENIABLE = frozenset({Status.GENERIC, Status.BIOSIMILAR, Status.OTC, Status.BOXED_WARNING})
_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n't\b")


def other_cues(text: str) -> Iterator[Cue]:
    """The cues of every status but approval in a masked sentence, those that fit first at a place first."""
    if not _STEM.search(text):
        return
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        if not any(stem in text for stem in rule.stems):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            inside = match.span("inside") if "inside" in match.re.groupindex and match["inside"] else (0, 0)
            yield Cue(
                rule.status,
                rule.side,
                start,
                end,
                start,
                rule.negated or (rule.status in _DENIABLE and _NOT.search(match[0]) is not None),
                rule.denies,
                rule.historic,
                inside=inside,
            )
