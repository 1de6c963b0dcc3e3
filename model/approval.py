"""What FDA did with a drug, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.indication import Indication


class Action(StrEnum):
    """One act of FDA (or of a sponsor before FDA) on one application."""

    APPROVED = "approved"  # full approval, of the drug or of a further indication
    ACCELERATED = "accelerated"  # accelerated approval of an indication
    CONVERTED = "converted"  # accelerated made full
    TENTATIVE = "tentative"
    EMERGENCY = "emergency"  # emergency use authorisation
    WITHDRAWN = "withdrawn"  # approval of an indication, or of the whole drug where none is named, taken back
    LEFT_MARKET = "left the market"  # taken off sale for its harm or at FDA's request; ``by`` tells by whom
    REVOKED = "emergency use revoked"
    LAUNCHED = "launched"  # on sale from then on, months or years after its approval
    DISCONTINUED = "discontinued"  # no longer sold
    BOXED_WARNING = "boxed warning"  # added, or there from the first approval on
    WARNING_REMOVED = "boxed warning removed"
    GENERIC = "generic"  # first generic on sale
    GENERIC_APPROVED = "generic approved"  # and kept from sale by a patent: no generic can be bought yet
    BIOSIMILAR = "biosimilar"
    INTERCHANGEABLE = "interchangeable"  # a biosimilar that a pharmacist may give in place of what it copies
    OTC = "over the counter"
    LABEL = "label revised"
    NOT_LISTED = "not listed"  # no act: what FDA's records do not hold, shown as of a day (``Absence``)


#: The source of what no page of FDA tells as such (the day of a first sale, that a use is on no label): we keep it, and
#: the link leads to FDA's entry of the product, where the label can be read.
OUR_RECORD = "our record; the product in Drugs@FDA:"

# Acts that end what was allowed: an approval taken back, the drug taken off the market, an emergency use revoked.
ENDS = frozenset({Action.WITHDRAWN, Action.LEFT_MARKET, Action.REVOKED})


@dataclass(frozen=True, slots=True)
class ApprovalEvent:
    """One dated, sourced fact. ``indication`` is None where the source does not say what for.

    ``seen``: True when ``date`` is only the day by which a source shows it (a label's revision, a listing
    without dates): it happened then or earlier. ``brand_only``: True when it concerns the named brand or
    application alone while the drug itself stays (one brand discontinued, generics still sold). ``routes``: how the
    product is given (oral, injection, inhaled, nasal, topical, patch, eye, ...), empty where that is not known.
    ``by``: who did what is no act of approving: "FDA", "maker", "maker at FDA's request"; empty where not known.
    """

    drug: str
    action: Action
    date: PartialDate
    says: str
    source: str
    url: str
    application: ApplicationNumber | None = None
    brand: str = ""
    indication: Indication | None = None
    seen: bool = False
    brand_only: bool = False
    routes: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """What pages often call approved, what was looked for in FDA's records and is not there up to ``as_of``.

    ``condition``: a use that no label of the drug lists under "Indications and Usage" (of the ``brand``, where one is
    named), nor any narrower one; empty: FDA never approved the drug at all. ``url``: where
    FDA's record of it is. ``sought``: somebody may be asking FDA for it, so that it can end any day; of others that
    is next to never. ``until``: the year in which an approval from before its first record ended, 0 for none.
    """

    condition: str
    as_of: date
    url: str
    brand: str = ""
    sought: bool = False
    until: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events of one drug known to a source, in order of date.

    ``as_of``: the day up to which the source vouches for it. ``indications_complete``: True when the source
    lists every indication (so that an absent one means "not approved for it"); where False, absence proves nothing.
    ``limits``: kinds of act that it vouches for up to another day only (boxed warnings, generics): ask ``until``.
    ``absent``: single uses that it lacks for certain, whether or not every use is listed.
    """

    drug: str
    events: tuple[ApprovalEvent, ...]
    as_of: date
    indications_complete: bool = False
    limits: tuple[tuple[Action, date], ...] = ()
    absent: tuple[Absence, ...] = ()

    def until(self, action: Action) -> date:
        """The day up to which the source vouches for acts of this kind: one that it lacks did not happen by then."""
        return next((day for act, day in self.limits if act is action), self.as_of)
