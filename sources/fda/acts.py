"""What FDA did on a drug's applications: approvals, tentative ones, supplements, as Drugs@FDA has them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from sources.fda.facts import Application, DrugFacts, Product, Submission

DRUGS_AT_FDA = "Drugs@FDA"

# A biosimilar may be licensed from twelve years after the reference product's first licensing
# (42 U.S.C. 262(k)(7)(A)): an earlier suffixed BLA of the same name is a product of its own.
BIOSIMILAR_YEARS = 12
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
NO_USE_CATEGORIES = frozenset({"DOSING", "ROUTE", "LABEL W CLIN", "MANU W CLIN"})
_SCHEDULING_NOTE = re.compile(r"\bDEA scheduling\b", re.IGNORECASE)


def grants(facts: DrugFacts) -> Iterable[ApprovalEvent]:
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
        says = f"labelling of {name_of(distinct[0], facts.drug)}{more} revised"
        yield act(facts.drug, distinct[0], Action.LABEL, day, says)


def _efficacy(
    drug: str, application: Application, day: date, categories: tuple[str, ...], group: list[Submission]
) -> ApprovalEvent:
    """An efficacy supplement: an approval of some use unless its category says that it was none."""
    told = set(categories)
    if "RX TO OTC" in told:
        says = f"{name_of(application, drug)} switched from prescription to over the counter"
        return act(drug, application, Action.OTC, day, says)
    about = f" ({', '.join(_CATEGORIES.get(c, c.lower()) for c in categories)})" if categories else ""
    says = f"efficacy {_numbers(group)} to {name_of(application, drug)} approved{about}"
    if told and told <= NO_USE_CATEGORIES:
        return act(drug, application, Action.LABEL, day, says)
    action = Action.ACCELERATED if "ACCEL APP" in told else Action.APPROVED
    return act(drug, application, action, day, f"{says}; Drugs@FDA does not say for which use")


def _undated_original(drug: str, application: Application) -> Iterable[ApprovalEvent]:
    """584 NDAs of the 2019 files have no original approval: their first supplement shows it came before."""
    if application.approved_on is not None:
        return
    supplements = (s for s in application.submissions if s.kind == "SUPPL" and s.approved)
    days = [day for s in supplements if (day := s.day)]
    if days:
        says = (
            f"{name_of(application, drug)} was approved before this day, when a supplement was; "
            "Drugs@FDA has no date of the original approval"
        )
        yield act(drug, application, Action.APPROVED, min(days), says, seen=True)


def _numbers(group: list[Submission]) -> str:
    numbers = sorted(s.number for s in group)
    if len(numbers) == 1:
        return f"supplement {numbers[0]}"
    return f"supplements {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _original(
    drug: str, application: Application, submission: Submission, first: date | None, reference: str
) -> ApprovalEvent:
    assert submission.day is not None  # the caller left undated rows out
    name = name_of(application, drug)
    if not submission.approved:
        says = f"tentative approval of {name}: not an approval, it may not be sold yet"
        return act(drug, application, Action.TENTATIVE, submission.day, says)
    if reference:
        says = f"original approval of {name}, biosimilar to {reference}"
        return act(drug, application, Action.BIOSIMILAR, submission.day, says)
    rank = "first approval of the drug" if submission.day == first else "a later application for the drug"
    kind = f", {submission.class_code.lower()}" if submission.class_code else ""
    says = f"original approval of {name}{kind} ({rank})"
    if len(products_of(application, drug)) == 0:
        says += f", as part of {', '.join(application.drugs)}"
    if submission.note and _SCHEDULING_NOTE.search(submission.note):
        says += f"; Drugs@FDA notes: {submission.note}"
    return act(drug, application, Action.APPROVED, submission.day, says)


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
            return brand_of(other) or other.number.value
    return ""


def products_of(application: Application, drug: str) -> list[Product]:
    return [p for p in application.products if p.drug == drug]


def brand_of(application: Application, drug: str = "") -> str:
    products = products_of(application, drug) or application.products
    return products[0].brand if products else ""


def name_of(application: Application, drug: str) -> str:
    brand = brand_of(application, drug)
    return f"{brand} ({application.number}, {application.sponsor})" if brand else str(application.number)


def act(
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
        brand or brand_of(application, drug),
        None,
        seen,
        brand_only,
    )
