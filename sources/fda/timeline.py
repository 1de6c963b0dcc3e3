"""From FDA's facts about one drug to its timeline. Pure: the same facts give the same events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.facts import (
    AcceleratedApproval,
    AcceleratedList,
    Application,
    Label,
    Marketing,
    Product,
    Submission,
)
from sources.fda.merge import unite

DRUGS_AT_FDA = "Drugs@FDA"
LABEL = "FDA label"
LISTS = {
    AcceleratedList.ONGOING: "FDA list of ongoing accelerated approvals",
    AcceleratedList.VERIFIED: "FDA list of verified accelerated approvals",
    AcceleratedList.WITHDRAWN: "FDA list of withdrawn accelerated approvals",
}

# A biosimilar may be licensed from twelve years after the reference product's first licensing
# (42 U.S.C. 262(k)(7)(A)): an earlier suffixed BLA of the same name is a product of its own.
BIOSIMILAR_YEARS = 12
# Since about then supplements carry their class; of older ones many have none.
COMPLETE_SUPPLEMENTS_FROM = 2000
_NO_NEW_USE = frozenset({"LABELING", "MANUF (CMC)", "REMS", "BIOEQUIV"})
# ActionTypes_Lookup of Drugs@FDA in plain words; the rest is shown as it is.
_CATEGORIES = {
    "ACCEL APP": "accelerated approval",
    "COMP EFF": "confirmatory study of an accelerated approval",
    "INDICATION": "new indication",
    "PAT POPUL": "new patient population",
    "PEDIATRIC": "paediatric use",
    "DOSING": "new dosing regimen",
    "ROUTE": "new route of administration",
    "LABEL W CLIN": "labelling change with clinical data",
    "MANU W CLIN": "manufacturing change with clinical data",
    "ANIM RULE": "animal rule",
    "NOT APPLICABLE": "kind not told",
}
_NO_USE_CATEGORIES = frozenset({"DOSING", "ROUTE", "LABEL W CLIN", "MANU W CLIN"})
_SOLD = frozenset({Marketing.PRESCRIPTION, Marketing.OTC})
_WITHDRAWN_NOTE = re.compile(r"withdrawn\b.*?\beffective\s+(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_SCHEDULING_NOTE = re.compile(r"\bDEA scheduling\b", re.IGNORECASE)


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


def timeline(facts: DrugFacts, as_of: date) -> Timeline:
    """Everything that happened to one drug, dated and sourced. ``as_of``: the day the facts vouch for."""
    events: list[ApprovalEvent] = []
    for listed in facts.lists:
        events += _list_events(facts, listed)
    events += _grants(facts)
    events += _generics(facts)
    events += _marketing(facts, as_of)
    for reading in facts.labels:
        events += _label_events(facts, reading)
    return Timeline(facts.drug, unite(events), as_of)


def label_timeline(facts: DrugFacts, as_of: date) -> Timeline:
    """What the labels alone tell; the applications only say since when."""
    events = [event for reading in facts.labels for event in _label_events(facts, reading)]
    return Timeline(facts.drug, unite(events), as_of)


def _grants(facts: DrugFacts) -> Iterable[ApprovalEvent]:
    """Original approvals, tentative ones and supplements of the NDAs and BLAs."""
    own = [a for a in facts.applications if a.kind != "ANDA"]
    first = min((a.approved_on for a in own if a.approved_on), default=None)
    labelling: dict[date, list[Application]] = {}
    for application in own:
        reference = _reference(application, own)
        yield from _undated_original(facts.drug, application)
        efficacy: dict[tuple[date, tuple[str, ...]], list[Submission]] = {}
        for submission in application.submissions:
            if submission.day is None:
                continue
            if submission.kind == "ORIG":
                yield _original(facts.drug, application, submission, first, reference)
            elif submission.approved and submission.class_code == "EFFICACY":
                efficacy.setdefault((submission.day, submission.categories), []).append(submission)
            elif submission.approved and submission.class_code == "LABELING":
                labelling.setdefault(submission.day, []).append(application)
        for (day, categories), group in efficacy.items():
            yield _efficacy(facts.drug, application, day, categories, group)
    for day, revised in labelling.items():
        distinct = list(dict.fromkeys(revised))
        more = f" and {len(distinct) - 1} more" if len(distinct) > 1 else ""
        says = f"labelling of {_name(distinct[0], facts.drug)}{more} revised"
        yield _event(facts.drug, distinct[0], Action.LABEL, day, says)


def _efficacy(
    drug: str, application: Application, day: date, categories: tuple[str, ...], group: list[Submission]
) -> ApprovalEvent:
    """An efficacy supplement: an approval of some use unless its category says that it was none."""
    told = set(categories)
    if "RX TO OTC" in told:
        says = f"{_name(application, drug)} switched from prescription to over the counter"
        return _event(drug, application, Action.OTC, day, says)
    about = f" ({', '.join(_CATEGORIES.get(c, c.lower()) for c in categories)})" if categories else ""
    says = f"efficacy {_numbers(group)} to {_name(application, drug)} approved{about}"
    if told and told <= _NO_USE_CATEGORIES:
        return _event(drug, application, Action.LABEL, day, says)
    action = Action.ACCELERATED if "ACCEL APP" in told else Action.APPROVED
    return _event(drug, application, action, day, f"{says}; Drugs@FDA does not say for which use")


def _undated_original(drug: str, application: Application) -> Iterable[ApprovalEvent]:
    """584 NDAs of the 2019 files have no original approval: their first supplement shows it came before."""
    if application.approved_on is not None:
        return
    supplements = (s for s in application.submissions if s.kind == "SUPPL" and s.approved)
    days = [day for s in supplements if (day := s.day)]
    if days:
        says = (
            f"{_name(application, drug)} was approved before this day, when a supplement was; "
            "Drugs@FDA has no date of the original approval"
        )
        yield _event(drug, application, Action.APPROVED, min(days), says, seen=True)


def _numbers(group: list[Submission]) -> str:
    numbers = sorted(s.number for s in group)
    if len(numbers) == 1:
        return f"supplement {numbers[0]}"
    return f"supplements {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _original(
    drug: str, application: Application, submission: Submission, first: date | None, reference: str
) -> ApprovalEvent:
    assert submission.day is not None  # the caller left undated rows out
    name = _name(application, drug)
    if not submission.approved:
        says = f"tentative approval of {name}: not an approval, it may not be sold yet"
        return _event(drug, application, Action.TENTATIVE, submission.day, says)
    if reference:
        says = f"original approval of {name}, biosimilar to {reference}"
        return _event(drug, application, Action.BIOSIMILAR, submission.day, says)
    rank = "first approval of the drug" if submission.day == first else "a later application for the drug"
    kind = f", {submission.class_code.lower()}" if submission.class_code else ""
    says = f"original approval of {name}{kind} ({rank})"
    if len(_products(application, drug)) == 0:
        says += f", as part of {', '.join(application.drugs)}"
    if submission.note and _SCHEDULING_NOTE.search(submission.note):
        says += f"; Drugs@FDA notes: {submission.note}"
    return _event(drug, application, Action.APPROVED, submission.day, says)


def _reference(application: Application, others: list[Application]) -> str:
    """The brand of the reference product when this BLA is a biosimilar, else empty.

    A biosimilar has a four-letter suffix, another sponsor than the reference, and comes twelve years or more
    after it. Drugs@FDA has no mark for it; the Purple Book has.
    """
    day = application.approved_on
    if application.kind != "BLA" or day is None or not any(p.suffixes for p in application.products):
        return ""
    for other in sorted(others, key=lambda a: a.approved_on or date.max):
        earlier = other.approved_on
        if (
            other.kind in ("BLA", "NDA")  # insulins of before March 2020 stand as NDA in older files
            and earlier is not None
            and (day.year - earlier.year, day.month, day.day)
            >= (BIOSIMILAR_YEARS, earlier.month, earlier.day)
            and other.sponsor.split(" ")[0] != application.sponsor.split(" ")[0]
            and any(not p.suffixes for p in other.products)
        ):
            return _brand(other) or other.number.value
    return ""


def _generics(facts: DrugFacts) -> Iterable[ApprovalEvent]:
    """The first generic, and a tentative one where none was approved before it."""
    generics = [a for a in facts.applications if a.kind == "ANDA"]
    approved = [(day, a.number.value, a) for a in generics if (day := a.approved_on)]
    first = min(approved, default=None)
    if first:
        day, _, application = first
        says = (
            f"first generic of {facts.drug} approved ({application.number}, {application.sponsor}); "
            "an approved generic is not always sold"
        )
        yield _event(facts.drug, application, Action.GENERIC, day, says)
    tentative = [
        (day, a.number.value, a)
        for a in generics
        for s in a.submissions
        if s.kind == "ORIG" and s.status == "TA" and (day := s.day) and (first is None or day < first[0])
    ]
    if tentative:
        day, _, application = min(tentative)
        says = (
            f"tentative approval of a generic of {facts.drug} ({application.number}): "
            "not an approval, it may not be sold yet"
        )
        yield _event(facts.drug, application, Action.TENTATIVE, day, says)


def _marketing(facts: DrugFacts, as_of: date) -> Iterable[ApprovalEvent]:
    """What is sold, over the counter or no longer: states on the day of the file, which gives no dates."""
    mine = [(a, p) for a in facts.applications for p in _products(a, facts.drug) or a.products]
    sold = [(a, p) for a, p in mine if p.marketing in _SOLD]
    dropped = [(a, p) for a, p in mine if p.marketing is Marketing.DISCONTINUED]
    otc = next((a for a, p in mine if p.marketing is Marketing.OTC), None)
    if otc:
        also = any(p.marketing is Marketing.PRESCRIPTION for _, p in sold)
        says = f"{_name(otc, facts.drug)} is listed as sold over the counter" + (
            "; other products need a prescription" if also else ""
        )
        yield _event(facts.drug, otc, Action.OTC, as_of, says, seen=True)
    for application in facts.applications:
        for submission in application.submissions:
            if match := _WITHDRAWN_NOTE.search(submission.note):
                day = datetime.strptime(match.group(1), "%m/%d/%Y").date()
                says = f"approval of {_name(application, facts.drug)} withdrawn by notice in the Federal Register"
                only = bool(sold) or facts.sold_in_combination
                yield _event(facts.drug, application, Action.DISCONTINUED, day, says, brand_only=only)
    if dropped and not sold:
        application = dropped[0][0]
        says = (
            f"all products of {facts.drug} are listed as discontinued; the list gives neither day nor reason"
        )
        if facts.sold_in_combination:
            says += ", and products that combine it with another drug are still sold"
        yield _event(
            facts.drug,
            application,
            Action.DISCONTINUED,
            as_of,
            says,
            seen=True,
            brand_only=facts.sold_in_combination,
        )
        return
    # By the first word: one strength or form of a brand that is gone (ZANTAC 300) is not the brand.
    done = {_first_word(p.brand) for _, p in sold} | {_first_word(facts.drug)}
    for application, product in dropped:
        brand = _first_word(product.brand)
        if brand in done or application.kind == "ANDA":
            continue
        done.add(brand)
        says = (
            f"{product.brand} ({application.number}) is listed as discontinued, neither day nor reason given; "
            f"other products of {facts.drug} are sold"
        )
        yield _event(
            facts.drug,
            application,
            Action.DISCONTINUED,
            as_of,
            says,
            brand=product.brand,
            seen=True,
            brand_only=True,
        )


def _list_events(facts: DrugFacts, reading: ListReading) -> Iterable[ApprovalEvent]:
    """Grant and outcome of one accelerated approval.

    Where the use could not be read, the grant stands without one, and the withdrawal is only told as a
    revision: without its use it would read as the end of the whole drug.
    """
    row = reading.row
    number = _application_of(facts.applications, row.brand)
    source = LISTS[row.listed]
    verified = row.listed is AcceleratedList.VERIFIED
    for use in reading.uses or (None,):
        if row.granted:
            yield ApprovalEvent(
                facts.drug,
                Action.ACCELERATED,
                PartialDate.of(row.granted),
                f"accelerated approval of {row.brand or row.drug}: {row.use}",
                source,
                row.url,
                number,
                row.brand,
                use,
            )
        if row.outcome and row.listed is not AcceleratedList.ONGOING:
            outcome = Action.CONVERTED if verified else Action.WITHDRAWN if use else Action.LABEL
            yield ApprovalEvent(
                facts.drug,
                outcome,
                PartialDate.of(row.outcome),
                f"{'clinical benefit verified' if verified else 'indication withdrawn'}: {row.use}",
                source,
                row.url,
                number,
                row.brand,
                use,
            )


def _label_events(facts: DrugFacts, reading: LabelReading) -> Iterable[ApprovalEvent]:
    """A label lists what is approved now: each use was approved by its day. Where no efficacy supplement came
    since the original approval of its application, the uses are those of that day."""
    label = reading.label
    number = label.applications[0] if label.applications else None
    brand = label.brands[0] if label.brands else ""
    own = next((a for a in facts.applications if number and a.number.value[-6:] == number.value[-6:]), None)
    original = _unchanged_since(own, label.effective) if own else None
    for use in reading.uses:
        how = " under accelerated approval" if use in reading.accelerated else ""
        since = f", with no efficacy supplement since {original}" if original else ""
        yield ApprovalEvent(
            facts.drug,
            Action.ACCELERATED if how else Action.APPROVED,
            PartialDate.of(original or label.effective),
            f"the label of {label.effective} lists this use{how}{since}: {use.words}",
            LABEL,
            label.url,
            number,
            brand,
            use,
            seen=original is None,
        )
    day = PartialDate.of(label.effective)
    if label.boxed_warning:
        says = f"the label of {label.effective} has a boxed warning: {_opening(label.boxed_warning)}"
        yield ApprovalEvent(
            facts.drug, Action.BOXED_WARNING, day, says, LABEL, label.url, number, brand, seen=True
        )


def _unchanged_since(application: Application, day: date) -> date | None:
    """The original approval's day when nothing that could be a new use was approved from then to ``day``."""
    first = application.approved_on
    if first is None or first.year < COMPLETE_SUPPLEMENTS_FROM:
        return None
    for submission in application.submissions:
        if (
            submission.kind == "SUPPL"
            and submission.approved
            and submission.class_code not in _NO_NEW_USE
            and not (submission.categories and set(submission.categories) <= _NO_USE_CATEGORIES)
            and (submission.day is None or submission.day <= day)
        ):
            return None
    return first


def _opening(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def _first_word(brand: str) -> str:
    return brand.lower().split(" ")[0].rstrip("®™,")


def _products(application: Application, drug: str) -> list[Product]:
    return [p for p in application.products if p.drug == drug]


def _brand(application: Application, drug: str = "") -> str:
    products = _products(application, drug) or application.products
    return products[0].brand if products else ""


def _name(application: Application, drug: str) -> str:
    brand = _brand(application, drug)
    return f"{brand} ({application.number}, {application.sponsor})" if brand else str(application.number)


def _application_of(applications: tuple[Application, ...], brand: str) -> ApplicationNumber | None:
    wanted = brand.lower()
    found = {a.number for a in applications if any(p.brand.lower() == wanted for p in a.products)}
    return found.pop() if wanted and len(found) == 1 else None


def _event(
    drug: str,
    application: Application,
    action: Action,
    day: date,
    says: str,
    *,
    brand: str = "",
    seen: bool = False,
    brand_only: bool = False,
) -> ApprovalEvent:
    return ApprovalEvent(
        drug,
        action,
        PartialDate.of(day),
        says,
        DRUGS_AT_FDA,
        application.number.url,
        application.number,
        brand or _brand(application, drug),
        None,
        seen,
        brand_only,
    )
