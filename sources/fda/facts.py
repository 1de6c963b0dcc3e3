"""FDA's facts as its files and services give them, before anyone reads them as a history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from model.identifiers import ApplicationNumber
from model.indication import Indication

# Drugs@FDA begins with the Food, Drug, and Cosmetic Act (25 June 1938); an earlier day in it is a placeholder.
FIRST_DAY = dt.date(1938, 6, 25)
LABEL_URL = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id}"


class Marketing(StrEnum):
    """How one product is sold (MarketingStatus_Lookup of Drugs@FDA; openFDA's ``marketing_status``)."""

    PRESCRIPTION = "prescription"
    OTC = "over-the-counter"
    DISCONTINUED = "discontinued"
    NONE = "none (tentative approval)"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Product:
    """One strength and form under an application. ``ingredients``: drug keys in alphabetical order, salts and
    biosimilar suffixes removed; ``suffixes``: the four-letter suffixes that were removed."""

    number: str
    brand: str
    ingredients: tuple[str, ...]
    form: str = ""
    strength: str = ""
    marketing: Marketing = Marketing.UNKNOWN
    suffixes: tuple[str, ...] = ()

    @property
    def drug(self) -> str:
        """The key of the drug or fixed combination."""
        return " / ".join(self.ingredients)


@dataclass(frozen=True, slots=True)
class Submission:
    """One original application or supplement. ``kind`` is ORIG or SUPPL; ``status`` AP (approved) or TA
    (tentatively approved); ``date`` None where the file has none; ``class_code`` like "TYPE 1", "EFFICACY";
    ``categories``: what an efficacy supplement was about ("INDICATION", "ACCEL APP", "RX TO OTC"), where told."""

    kind: str
    number: int
    status: str
    date: dt.date | None
    class_code: str = ""
    priority: bool = False
    orphan: bool = False
    note: str = ""
    categories: tuple[str, ...] = ()

    @property
    def approved(self) -> bool:
        """True for an approval, False for a tentative one."""
        return self.status == "AP"

    @property
    def day(self) -> dt.date | None:
        """``date`` when it can be one, None for a placeholder (1900-01-01)."""
        return self.date if self.date and self.date >= FIRST_DAY else None


@dataclass(frozen=True, slots=True)
class Application:
    """One NDA, BLA or ANDA with its products and all its approved submissions."""

    number: ApplicationNumber
    sponsor: str
    products: tuple[Product, ...] = ()
    submissions: tuple[Submission, ...] = ()

    @property
    def kind(self) -> str:
        """NDA, BLA or ANDA."""
        return self.number.value[:-6]

    @property
    def first_approval(self) -> dt.date | None:
        """The day the original application was approved, as the file gives it; None when it was not, or the
        file does not say."""
        days = [s.date for s in self.submissions if s.kind == "ORIG" and s.approved and s.date]
        return min(days, default=None)

    @property
    def approved_on(self) -> dt.date | None:
        """``first_approval`` when it can be one, None for a placeholder."""
        first = self.first_approval
        return first if first and first >= FIRST_DAY else None

    @property
    def drugs(self) -> tuple[str, ...]:
        """Keys of the drugs and combinations among its products, each once, in order."""
        return tuple(dict.fromkeys(p.drug for p in self.products if p.ingredients))


@dataclass(frozen=True, slots=True)
class Label:
    """What one current label says. ``effective`` is the day of its revision; ``drugs`` are keys;
    ``indications`` and ``boxed_warning`` are the label's text, empty where it has none, and so is ``changes``
    ("Recent major changes": which sections changed, in which month). ``classes`` are established pharmacologic
    classes (EPC), ``mechanisms`` mechanisms of action (MoA), as FDA words them."""

    set_id: str
    effective: dt.date
    applications: tuple[ApplicationNumber, ...]
    drugs: tuple[str, ...]
    brands: tuple[str, ...] = ()
    indications: str = ""
    boxed_warning: str = ""
    classes: tuple[str, ...] = ()
    version: int = 0
    original_packager: bool = True
    mechanisms: tuple[str, ...] = ()
    changes: str = ""

    @property
    def url(self) -> str:
        """The label at DailyMed."""
        return LABEL_URL.format(set_id=self.set_id)


class AcceleratedList(StrEnum):
    """FDA's three lists of accelerated approvals."""

    ONGOING = "ongoing"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AcceleratedApproval:
    """One row of one of FDA's lists. ``outcome`` is the day of conversion or withdrawal, None while ongoing;
    ``use`` is the indication in FDA's words (read, never shown as ours)."""

    listed: AcceleratedList
    drug: str
    brand: str
    use: str
    granted: dt.date | None
    outcome: dt.date | None
    url: str


class Listing(StrEnum):
    """FDA's lists of what was approved when, and for what."""

    NOVEL = "novel"  # Novel Drug Approvals of a year (CDER: drugs never approved before)
    CBER = "cber"  # Biological License Application Approvals of a year (CBER: vaccines, blood, cells, genes)


@dataclass(frozen=True, slots=True)
class ListedApproval:
    """One row of such a list. ``drug`` is a key, ``use`` the indication in FDA's words (read, never shown as
    ours), ``number`` the application where the list gives it."""

    listing: Listing
    drug: str
    brand: str
    day: dt.date
    use: str
    url: str
    number: ApplicationNumber | None = None


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """One product of a list without days (cellular and gene therapies; vaccines): licensed by the day of the list,
    ``seen``, which is None when the page does not say it."""

    drug: str
    brand: str
    seen: dt.date | None
    url: str


@dataclass(frozen=True, slots=True)
class LabelReading:
    """A label and the uses read from it. ``accelerated`` are those uses that it says are approved under
    accelerated approval."""

    label: Label
    uses: tuple[Indication, ...] = ()
    accelerated: tuple[Indication, ...] = ()


@dataclass(frozen=True, slots=True)
class ListReading:
    """A row of FDA's accelerated approval lists and the uses read from it (one row may name several)."""

    row: AcceleratedApproval
    uses: tuple[Indication, ...] = ()


@dataclass(frozen=True, slots=True)
class DrugFacts:
    """All that FDA's sources hold on one drug. ``sold_in_combination``: a product that holds it together with
    another ingredient is on sale."""

    drug: str
    applications: tuple[Application, ...] = ()
    labels: tuple[LabelReading, ...] = ()
    lists: tuple[ListReading, ...] = ()
    sold_in_combination: bool = False
