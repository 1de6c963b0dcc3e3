"""What Drugs@FDA tells of sale: generics, sale without a prescription, products that are gone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from model.approval import Action, ApprovalEvent
from sources.fda.acts import act, name_of, products_of
from sources.fda.facts import DrugFacts, Marketing

# The first generic has the market to itself for 180 days (21 U.S.C. 355(j)(5)(B)(iv)); approvals come around it.
FIRST_GENERIC_ALONE = timedelta(days=200)
_SOLD = frozenset({Marketing.PRESCRIPTION, Marketing.OTC})
_WITHDRAWN_NOTE = re.compile(r"withdrawn\b.*?\beffective\s+(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)


def generics(facts: DrugFacts) -> Iterable[ApprovalEvent]:
    """From when there are generics (of a drug with one way of use, where it is plain what they are generics of),
    and a tentative approval where none was approved before it."""
    applications = [a for a in facts.applications if a.kind == "ANDA"]
    approved = sorted((day, a.number.value, a) for a in applications if (day := a.approved_on))
    days = [day for day, _, _ in approved]
    first = approved[0] if approved else None
    at = sale_began(days) if len(_routes(facts)) <= 1 else None
    if at is not None:
        day, _, application = approved[at]
        says = (
            f"generic of {facts.drug} approved ({application.number}, {application.sponsor}); "
            "an approved generic is not always sold"
        )
        yield act(facts.drug, application, Action.GENERIC, day, says)
    tentative = [
        (day, a.number.value, a)
        for a in applications
        for s in a.submissions
        if s.kind == "ORIG" and s.status == "TA" and (day := s.day) and (first is None or day < first[0])
    ]
    if tentative:
        day, _, application = min(tentative)
        says = (
            f"tentative approval of a generic of {facts.drug} ({application.number}): "
            "not an approval, it may not be sold yet"
        )
        yield act(facts.drug, application, Action.TENTATIVE, day, says)


def sale_began(approved: Sequence[date]) -> int | None:
    """Which of the generics' approvals, given in order, is the first that may be sold; None of none.

    A generic may be approved years before a patent lets it be sold (clopidogrel in 2008, sold in 2012). Once
    sale begins others follow, at the latest when the 180 days end that the first has to itself. So it is the
    first approval which another follows within that time, or the last one.
    """
    pairs = enumerate(pairwise(approved))
    last = len(approved) - 1 if approved else None
    return next((at for at, (day, following) in pairs if following - day <= FIRST_GENERIC_ALONE), last)


def _routes(facts: DrugFacts) -> set[str]:
    """The ways of use of the products that generics copy: "oral"."""
    innovators = [a for a in facts.applications if a.kind != "ANDA"]
    return {p.form.rpartition(";")[2].strip().lower() for a in innovators for p in products_of(a, facts.drug)}


def marketing(facts: DrugFacts, as_of: date) -> Iterable[ApprovalEvent]:
    """What is sold, over the counter or no longer: states on the day of the file, which gives no dates."""
    mine = [(a, p) for a in facts.applications for p in products_of(a, facts.drug) or a.products]
    sold = [(a, p) for a, p in mine if p.marketing in _SOLD]
    dropped = [(a, p) for a, p in mine if p.marketing is Marketing.DISCONTINUED]
    otc = next((a for a, p in mine if p.marketing is Marketing.OTC), None)
    if otc:
        also = any(p.marketing is Marketing.PRESCRIPTION for _, p in sold)
        says = f"{name_of(otc, facts.drug)} is listed as sold over the counter" + (
            "; other products need a prescription" if also else ""
        )
        yield act(facts.drug, otc, Action.OTC, as_of, says, seen=True)
    for application in facts.applications:
        for submission in application.submissions:
            if match := _WITHDRAWN_NOTE.search(submission.note):
                day = datetime.strptime(match.group(1), "%m/%d/%Y").date()
                says = f"approval of {name_of(application, facts.drug)} withdrawn by notice in the Federal Register"
                only = bool(sold) or facts.sold_in_combination
                yield act(facts.drug, application, Action.WITHDRAWN, day, says, brand_only=only)
    if dropped and not sold:
        application = dropped[0][0]
        says = (
            f"all products of {facts.drug} are listed as discontinued; the list gives neither day nor reason"
        )
        if facts.sold_in_combination:
            says += ", and products that combine it with another drug are still sold"
        yield act(
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
        yield act(
            facts.drug,
            application,
            Action.DISCONTINUED,
            as_of,
            says,
            brand=product.brand,
            seen=True,
            brand_only=True,
        )


def _first_word(brand: str) -> str:
    return brand.lower().split(" ")[0].rstrip("®™,")
