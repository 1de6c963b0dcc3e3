"""Kinds of treatment that a claim narrows itself to: "the only oral ...", "no antibody", "an inhaled form"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from model.approval import ApprovalEvent
from verdicts.timeline import Approval

#: Of an approval: of the kind, not of the kind, or not told by the record (None).
OfKind = Callable[[Approval], bool | None]

# How a product is given, by the words that pages use for it.
_ROUTES = (
    ("oral", re.compile(r"\boral(?:ly)?\b|\bpills?\b|\btablets?\b|\bcapsules?\b|\bby mouth\b|\bsyrups?\b")),
    (
        "injection",
        re.compile(
            r"\binject\w*\b|\bshots?\b|\bjabs?\b|\bdrips?\b|\binfus\w*\b|\bintravenous\b|\bsubcutaneous\b|\bintramuscular\b|\biv\b"
        ),
    ),
    ("inhaled", re.compile(r"\binhal\w+\b")),
    ("nasal", re.compile(r"\bnasal(?: sprays?)?\b|\bintranasal\b|\bnose sprays?\b")),
    ("topical", re.compile(r"\btopical\b|\bcreams?\b|\bointments?\b|\bgels?\b|\blotions?\b|\bfoams?\b")),
    ("patch", re.compile(r"\bpatch(?:es)?\b|\btransdermal\b")),
    ("eye", re.compile(r"\beye ?drops?\b|\bophthalmic\b")),
    ("implant", re.compile(r"\bimplants?\b|\bimplantable\b")),
)
# Ways through the skin, which the records call injection all the same: one is no other.
_THROUGH_SKIN = re.compile(
    r"\b(?:subcutaneous(?:ly)?|under the skin|intravenous(?:ly)?|iv|into a vein|intramuscular(?:ly)?|infus\w+|"
    r"intravitreal|intrathecal|intradermal|intra-?articular)\b"
)
_SAME_WAY = {"under the skin": "subcutaneous", "iv": "intravenous", "into a vein": "intravenous"}
#: Ways of injecting that carry a drug through the whole body.
_THROUGHOUT = frozenset({"subcutaneous", "intravenous", "intramuscular"})
_PLAIN = re.compile(
    r"\b(?:an?|the|form|forms|version|versions|formulation|drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|"
    r"prescription|approved|available|of|in|as|and|type|kind|product|products)\b|[\s,-]+"
)


# Ends of the names of small molecules made for one target: kinases, KRAS, PI3K, CDK, PARP, IDH, hedgehog. Of antibodies
# some count as targeted therapy and some as immunotherapy, which no record tells.
_TARGETED = ("nib", "rasib", "lisib", "ciclib", "parib", "denib", "degib")
# Ends of antibodies' names; since 2021 the four that took the place of -mab.
_ANTIBODIES = ("mab", "tug", "bart", "mig", "ment")
# Ways of giving a drug to one place of the body.
_LOCAL = frozenset({"topical", "eye", "inhaled", "nasal"})


def routes_named(words: str) -> tuple[str, ...]:
    """The ways of giving a product that ``words`` (in small letters) name: values of ApprovalEvent.routes."""
    return tuple(route for route, pattern in _ROUTES if pattern.search(words))


def through_skin(words: str) -> str:
    """The way of injecting that ``words`` (in small letters) name, finer than any record tells: "subcutaneous"."""
    match = _THROUGH_SKIN.search(words)
    return _SAME_WAY.get(match[0], match[0].removesuffix("ly")) if match else ""


def routes_of(event: ApprovalEvent) -> tuple[str, ...]:
    """How what was approved is given: by the record of its application, else in the words of the approval ("weight
    management, tablets"); empty where neither tells."""
    if event.routes or event.indication is None:
        return event.routes
    return routes_named(event.indication.words.casefold())


def of_kind(qualifier: str) -> OfKind | None:
    """The question that tells whether an approval is of the kind that ``qualifier`` names; None where no record can
    answer it ("weekly", "nonhormonal").

    Biologics have a BLA number, antibodies and vaccines say so in their names, and how a product is given the
    record of its application tells, where there is one.
    """
    if "biologic" in qualifier and "targeted" in qualifier:  # "the only biologic or targeted drug"
        return lambda a: of_biologics(a) or is_targeted(a)
    if qualifier.startswith("biologic"):
        return of_biologics
    if qualifier.startswith(("antibod", "monoclonal")):
        return lambda a: any(word.split("-")[0].endswith(_ANTIBODIES) for word in a.event.drug.split())
    if qualifier.startswith("targeted"):
        return is_targeted
    if qualifier.startswith("systemic"):
        return _is_systemic
    if qualifier.startswith("vaccine"):
        return lambda a: "vaccine" in a.event.drug
    named = routes_named(qualifier)
    rest = qualifier
    for _, words in _ROUTES:
        rest = words.sub(" ", rest)
    if len(named) != 1 or _PLAIN.sub("", rest):
        return None
    (route,) = named
    if through_skin(qualifier):
        finer = through_skin(qualifier)
        return lambda a: (
            finer == _way_of(a) or (None if route in (g := routes_of(a.event)) or not g else False)
        )
    return lambda a: route in given if (given := routes_of(a.event)) else None


def of_biologics(approval: Approval) -> bool:
    """A BLA number."""
    return str(approval.event.application or "").startswith("BLA")


def is_targeted(approval: Approval) -> bool | None:
    """By the end of its name; of others no record tells."""
    return any(word.endswith(_TARGETED) for word in approval.event.drug.split()) or None


def _way_of(approval: Approval) -> str:
    """How its record says that it is injected; empty where it does not."""
    use = approval.event.indication
    return through_skin(use.words.casefold()) if use is not None else ""


def _is_systemic(approval: Approval) -> bool | None:
    """What is swallowed or goes into a vein is; a cream, a drop or a spray is not; an injection may go into an eye."""
    given = set(routes_of(approval.event))
    if "oral" in given or _way_of(approval) in _THROUGHOUT:
        return True
    return False if given and given <= _LOCAL else None


def sifted(found: Iterable[Approval], kind: OfKind | None) -> tuple[list[Approval], list[Approval]]:
    """The approvals of the kind, and those of which no record tells."""
    found = list(found)
    if kind is None:
        return found, []
    answers = [(a, kind(a)) for a in found]
    return [a for a, yes in answers if yes], [a for a, yes in answers if yes is None]
