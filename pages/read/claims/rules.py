"""What a rule for a cue is, and the word classes that the rules are written in, over masked text (``mask``)."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from dataclasses import dataclass

from model.claim import Status
from pages.read.claims.cue import Side

ADV = r"(?:\w+ly|also|already|now|still|just|so far|first|since|yet|once|long|later|then|both|all|again|soon|only|currently|even|in T|at (?:this|present|the) (?:time|moment)|at present|to date|being|as yet|too)"
BE = r"(?:is|are|was|were|'s|'re|be|been|being|remains?|remained|becomes?|became)"
BEEN = r"(?:was|were|is|are|has been|have been|had been|got|being|'s been)"
WORD = r"(?:[\w'-]+[ ])"
MARKET = r"(?:the )?(?:[UPA](?:'s)? |american |us |world |domestic |\w+wide )?(?:market(?:place|s)?|sale|shel(?:f|ves)|pharmacies|pharmacy shelves|drugstores)"
TRIALS = (
    r"(?:a |an |the |these |those |ongoing |formal |controlled |early |late |phase \w+ |small |large )*"
    r"(?:clinical[- ]|research |medical |human |scientific )?(?:trials?|stud(?:y|ies)|research(?: settings?| protocols?| setting)?|investigational (?:use|settings?))\b"
)
OPEN = (
    r"(?:offered|available|used|given|accessible|obtained|obtainable|provided|prescribed|had|administered|accessed|"
    r"open|on offer|employed|found|allowed|permitted|recommended|possible|received|taken|done|made available)"
)
REG_WORD = r"(?:marketing |regulatory |full |final |A(?:'s)? |U |its |their |the |a |an |accelerated |conditional |formal |market |government |commercial |federal |supplemental |expanded |new drug |biologics license |pending )"
BOX = r"(?:black[- ]box(?:ed)?|boxed|box)[- ](?:safety )?warnings?"
DESIGNATION = (
    r"(?:breakthrough(?:[- ]therapy)?|fast[- ]track|orphan(?:[- ](?:drug|product|medicinal product|disease))?|(?<!under )(?<!undergoing )(?<!in )priority review(?! (?:at|by|for))|"
    r"regenerative medicine advanced therapy|rmat|qualified infectious disease product|qidp|rare pediatric disease)"
    r"(?: \((?:[a-z]+)\))?"
)
GENERIC = r"(?:generics?|generic[- ](?:versions?|equivalents?|forms?|alternatives?|options?|drugs?|substitutes?|formulations?|copies|copy|medicines?|products?|competition|competitors?|availability))"
BIOSIMILAR = r"(?:(?:interchangeable )?biosimilars?(?:[- ](?:versions?|products?|options?|alternatives?|forms?|drugs?|competition|copies))?)"
PEOPLE = r"(?:patients?|people|participants?|women|men|children|persons?|individuals|volunteers|subjects|you|doctors?|physicians?|clinicians|we|i|adults|users|someone|anyone|half|\d+%?)"


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    status: Status
    side: Side
    stems: tuple[str, ...]
    negated: bool = False
    denies: bool = False
    historic: bool = False


def rule(
    pattern: str,
    status: Status,
    side: Side,
    *stems: str,
    negated: bool = False,
    denies: bool = False,
    historic: bool = False,
) -> Rule:
    return Rule(re.compile(pattern), status, side, stems, negated, denies, historic)
