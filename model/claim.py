"""A statement about a treatment's regulatory status, as understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from model.dates import PartialDate
from model.indication import Indication
from model.span import Span


class Status(StrEnum):
    """What is asserted of the subject."""

    APPROVED = "approved"
    ACCELERATED = "accelerated approval"
    TENTATIVE = "tentative approval"
    EMERGENCY = "emergency use authorisation"
    NOT_APPROVED = "not approved"
    INVESTIGATIONAL = "under study"
    ONLY_IN_TRIALS = "only in clinical trials"
    UNDER_REVIEW = "under review"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"
    GENERIC = "available as a generic"
    BIOSIMILAR = "available as a biosimilar"
    INTERCHANGEABLE = "available as an interchangeable biosimilar"
    OTC = "over the counter"
    BOXED_WARNING = "boxed warning"
    OFF_LABEL = "off label"
    DESIGNATED = "designated"
    NOT_MARKETED = "not sold"  # not on the market, or not yet, whatever its approval
    SPECIAL_ACCESS = "only by special access"
    IN_USE = "in use"  # told as sold, prescribed or given, without a word on approval


#: What says that a drug cannot be had, or not for that, as yet.
DENIALS = frozenset(
    {
        Status.NOT_APPROVED,
        Status.INVESTIGATIONAL,
        Status.ONLY_IN_TRIALS,
        Status.UNDER_REVIEW,
        Status.OFF_LABEL,
        Status.SPECIAL_ACCESS,
        Status.NOT_MARKETED,
    }
)
#: What says that FDA let a drug on the market.
GRANTS = frozenset({Status.APPROVED, Status.ACCELERATED})


class Exclusivity(StrEnum):
    """Whether the claim says how many there are."""

    NONE = ""
    ONLY = "the only"
    FIRST = "the first"
    FIRST_AND_ONLY = "the first and only"
    COUNT = "one of a number"  # "two drugs are approved": see Claim.count
    AT_LEAST = "at least a number"
    NO_DRUG = "none"  # "no drug is approved for ..."
    NEWEST = "the newest"


class AnchorKind(StrEnum):
    """What time the claim speaks of."""

    PAGE = ""  # nothing said: true when the page was dated, meant to be true when read
    NOW = "now"  # currently, at this time, still
    ON = "on"  # in 2011, on June 25: an event, history
    SINCE = "since"
    AS_OF = "as of"
    RECENT = "recently"
    FUTURE = "expected"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time a claim speaks of, with the date when one is given and the words."""

    kind: AnchorKind = AnchorKind.PAGE
    date: PartialDate | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the claim is about. ``drugs``: keys of the lexicon it resolves to (a class's members less those
    excluded); ``drug_class``: the class's key, empty when it names drugs; ``together``: the drugs are given
    as one combination; ``words``: as written."""

    words: str
    drugs: tuple[str, ...] = ()
    drug_class: str = ""
    excluding: tuple[str, ...] = ()
    together: bool = False
    brands: tuple[
        str, ...
    ] = ()  # those of ``drugs`` that are named by a brand: what is said is said of that product
    routes: tuple[
        str, ...
    ] = ()  # the form that is meant ("an oral version of ..."): values of ApprovalEvent.routes
    generic_group: str = ""  # "tyrosine-kinase inhibitor" for "the only one": the group it is the only one of


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement. ``sentence`` is the span of the sentence it stands in.

    ``agency`` is "FDA" unless another regulator is named; ``mode`` is asserted, hedged, question,
    conditional or reported: only asserted claims are judged.

    ``negated``: the status is denied ("no generic is available"); for approval the status itself says so
    (NOT_APPROVED). ``denies``: the words of a research status exclude approval ("still experimental"), which
    "is being studied" does not. ``historic``: it tells of an act in the past ("FDA rejected it"), not of a
    state. ``also``: further uses named in the same breath ("for ovarian, breast and prostate cancer").
    ``context``: what the passage is about, for a claim that itself names no use. ``qualifier``: words that
    narrow "the first" or "the only" and that no source of ours can weigh ("oral", "once-weekly").
    ``restrictive``: "approved only for": for this use and no other. ``unread``: what the sentence says of the
    claim beyond what these fields hold, in its words; a claim that has any is never supported. ``loose``: where no
    way of saying fits, the words of the elements that it was read from: it may be called untrue, never supported.
    ``faint``: read from a sign beside the name; it counts only where the record has moved under it since then.
    """

    sentence: Span
    section: int
    subject: Subject
    status: Status
    indication: Indication = field(default_factory=Indication)
    exclusivity: Exclusivity = Exclusivity.NONE
    count: int = 0
    anchor: Anchor = field(default_factory=Anchor)
    agency: str = "FDA"
    mode: str = "asserted"
    cue: str = ""  # the words that carry the status
    negated: bool = False
    denies: bool = False
    historic: bool = False
    also: tuple[Indication, ...] = ()
    context: Indication = field(default_factory=Indication)
    qualifier: str = ""
    restrictive: bool = False
    unread: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    faint: bool = False
