"""A year of FDA's acts in an invented world that goes on where the shipped record ends, and the sentences of health
pages that each of them overtakes, or does not touch. All names beginning with "Zz" are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from model.approval import Action, ApprovalEvent
from sources.snapshot.starter import Starter
from tests.services.fdaworld import Application, Label, World

_GONE = frozenset({Action.DISCONTINUED, Action.LEFT_MARKET, Action.WITHDRAWN})


@dataclass(frozen=True)
class Act:
    """One act. ``overtaken``: sentences that it makes untrue; ``still``: that stay true."""

    day: date
    name: str
    happen: Callable[[World, date], None]
    overtaken: tuple[str, ...] = ()
    still: tuple[str, ...] = ()


def history(world: World, starter: Starter) -> None:
    """What Drugs@FDA holds of the drugs that the shipped record tells of."""
    for key, timeline in starter.timelines.items():
        groups: dict[str, list[ApprovalEvent]] = {}
        for event in timeline.events:
            if event.application and event.date.day and not event.seen:
                groups.setdefault(event.application.value, []).append(event)
        gone = any(e.action in _GONE and not e.brand_only and e.indication is None for e in timeline.events)
        for number, events in groups.items():
            days = sorted({e.date.earliest() for e in events if e.date.earliest() <= starter.as_of})
            if not days or number in world.applications:
                continue
            ingredient = key.replace(" / ", "; ") + ("-abcd" if events[0].action is Action.BIOSIMILAR else "")
            brand = next((e.brand for e in events if e.brand), key)
            sold = "Discontinued" if gone else "Prescription"
            form = "INJECTABLE;INJECTION" if number.startswith("BLA") else "TABLET;ORAL"
            application = world.add(
                Application(number, f"SPONSOR {key[:8].upper()}", brand, ingredient, form, sold), days[0]
            )
            for day in days[1:]:
                application.supplement(day, "EFFICACY", category="INDICATION")


def year(starter: Starter) -> list[Act]:
    """The acts, in order of their days: from the eighth day after the shipped record's on, one or two a week."""
    acts = [
        *_new_drugs(starter),
        *_new_uses(),
        *_copies(),
        *_ends(starter),
        *_warnings(),
        *_biologics(),
        *_further(starter),
    ]
    out = []
    for index, act in enumerate(acts):
        week = index * 51 // len(acts) + 1
        out.append(
            Act(
                starter.as_of + timedelta(days=7 * week + index % 4),
                act.name,
                act.happen,
                act.overtaken,
                act.still,
            )
        )
    return out


DAY = date.min  # the day is given by ``year``


def _new_drug(
    number: str,
    brand: str,
    generic: str,
    use: str,
    overtaken: tuple[str, ...],
    *,
    group: str = "zzq receptor modulator",
    epc: str = "",
    novel: bool = True,
    still: tuple[str, ...] = (),
) -> Act:
    def happen(world: World, day: date) -> None:
        form = "INJECTABLE;INJECTION" if number.startswith("BLA") else "TABLET;ORAL"
        world.add(Application(number, "ZZ PHARMA", brand, generic, form), day)
        world.labels[number] = Label(
            number, brand, generic, [f"treatment of adults with {use}"], day, group, epc=epc
        )
        if novel:
            world.novel.append((brand, generic, day, f"To treat {use}"))

    return Act(DAY, f"new drug {brand} for {use}", happen, overtaken, still)


def _count(starter: Starter, group: str) -> str:
    """How many drugs of a group the shipped record knows, in a word; combinations are not counted."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    members = [m for m in starter.lexicon.classes[group].members if " / " not in m]
    return words[len(members)].capitalize()


def _new_drugs(starter: Starter) -> list[Act]:
    pde5, parp, menin = (_count(starter, g) for g in ("pde5 inhibitor", "parp inhibitor", "menin inhibitor"))
    return [
        _new_drug(
            "NDA290001",
            "Zzelvara",
            "zzelvarast",
            "celiac disease",
            (
                "No drug is approved by the FDA for celiac disease.",
                "There is no FDA-approved treatment for celiac disease.",
            ),
        ),
        _new_drug(
            "BLA769002",
            "Zzarcovia",
            "zzarcovimab-wxyz",
            "sarcoidosis",
            (
                "The FDA has not approved any drug for sarcoidosis.",
                "Zzarcovimab is not yet approved by the FDA.",
            ),
            group="zzq-directed antibody",
        ),
        _new_drug(
            "NDA290003",
            "Zzinnity",
            "zzinnitol",
            "tinnitus",
            ("There are no FDA-approved drugs for tinnitus.", "Zzinnitol has not been approved by the FDA."),
        ),
        _new_drug(
            "NDA290004",
            "Zzolparia",
            "olpasiran",
            "heart failure",
            ("Olpasiran is not yet approved by the FDA.", "Olpasiran is not approved in the United States."),
        ),
        _new_drug(
            "NDA290005",
            "Zzobice",
            "obicetrapib",
            "high cholesterol",
            ("Obicetrapib is not FDA-approved.", "Obicetrapib is available only in clinical trials."),
        ),
        _new_drug(
            "NDA290006",
            "Zzarvela",
            "zzarvaparib",
            "ovarian cancer",
            (
                f"{parp} PARP inhibitors are approved by the FDA.",
                f"Only {parp.lower()} PARP inhibitors are approved by the FDA.",
            ),
            group="poly (ADP-ribose) polymerase (PARP) inhibitor",
            epc="Poly(ADP-Ribose) Polymerase Inhibitor",
        ),
        _new_drug(
            "NDA290007",
            "Zzenifa",
            "zzeniftomenib",
            "acute myeloid leukemia",
            (f"{menin} menin inhibitors are approved by the FDA.",),
            group="menin inhibitor",
        ),
        _new_drug(
            "NDA290008",
            "Zzafilo",
            "zzanafil",
            "erectile dysfunction",
            (f"{pde5} PDE5 inhibitors are approved by the FDA.",),
            group="phosphodiesterase 5 (PDE5) inhibitor",
            epc="Phosphodiesterase 5 Inhibitor",
            novel=False,
        ),
    ]


def _new_use(number: str, brand: str, generic: str, uses: list[str], new: str, *overtaken: str) -> Act:
    def happen(world: World, day: date) -> None:
        world.applications[number].supplement(day, "EFFICACY", category="INDICATION")
        old = world.labels.get(number)
        world.labels[number] = Label(
            number,
            brand,
            generic,
            [*uses, new],
            day + timedelta(days=1),
            version=old.version + 1 if old else 1,
        )

    return Act(DAY, f"new use of {brand}: {new}", happen, overtaken)


def _new_uses() -> list[Act]:
    adults = "treatment of adults with"
    return [
        _new_use(
            "NDA217806",
            "Zepbound",
            "tirzepatide",
            [f"{adults} obesity", f"{adults} obstructive sleep apnea"],
            f"{adults} heart failure with preserved ejection fraction",
            "Zepbound is not approved by the FDA for heart failure.",
            "Zepbound has not been approved for heart failure with preserved ejection fraction.",
        ),
        _new_use(
            "NDA205437",
            "Otezla",
            "apremilast",
            [f"{adults} psoriatic arthritis", f"{adults} plaque psoriasis", f"{adults} Behcet's disease"],
            f"{adults} hidradenitis suppurativa",
            "Otezla is not approved by the FDA for hidradenitis suppurativa.",
        ),
        _new_use(
            "NDA211675",
            "Rinvoq",
            "upadacitinib",
            [
                f"{adults} rheumatoid arthritis",
                f"{adults} psoriatic arthritis",
                f"{adults} atopic dermatitis",
                f"{adults} ulcerative colitis",
                f"{adults} Crohn's disease",
                f"{adults} ankylosing spondylitis",
                f"{adults} giant cell arteritis",
            ],
            f"{adults} alopecia areata",
            "Rinvoq is not FDA-approved for alopecia areata.",
            "Upadacitinib is not approved to treat alopecia areata.",
        ),
        _new_use(
            "NDA208558",
            "Lynparza",
            "olaparib",
            [
                f"{adults} ovarian cancer",
                f"{adults} breast cancer",
                f"{adults} pancreatic cancer",
                f"{adults} prostate cancer",
            ],
            f"{adults} endometrial cancer",
            "Lynparza is not approved by the FDA for endometrial cancer.",
        ),
    ]


def _copies() -> list[Act]:
    def generic(number: str, ingredient: str, status: str = "AP") -> Callable[[World, date], None]:
        def happen(world: World, day: date) -> None:
            sold = "Prescription" if status == "AP" else "None (Tentative Approval)"
            copy = Application(number, "ZZ GENERICS", ingredient, ingredient, marketing=sold)
            world.add(copy, day, "UNKNOWN", status)

        return happen

    def biosimilar(world: World, day: date) -> None:
        copy = Application(
            "BLA769010", "ZZ BIOSIMILARS", "Zzimponi", "golimumab-wxyz", "INJECTABLE;INJECTION"
        )
        world.add(copy, day, "UNKNOWN")

    def over_the_counter(world: World, day: date) -> None:
        application = world.applications["NDA020895"]
        application.supplement(day, "EFFICACY", category="RX TO OTC")
        application.marketing = "Over-the-counter"

    return [
        Act(
            DAY,
            "first generic of canagliflozin",
            generic("ANDA290011", "canagliflozin"),
            ("There is no generic version of canagliflozin.", "No generic of Invokana is available."),
        ),
        Act(
            DAY,
            "first generic of riociguat",
            generic("ANDA290012", "riociguat"),
            ("Riociguat is not available as a generic.",),
        ),
        Act(
            DAY,
            "tentative generic of cabozantinib",
            generic("ANDA290013", "cabozantinib", "TA"),
            (),
            ("There is no generic version of cabozantinib.",),
        ),
        Act(
            DAY, "biosimilar of golimumab", biosimilar, ("There is no FDA-approved biosimilar of golimumab.",)
        ),
        Act(DAY, "Viagra over the counter", over_the_counter, ("Viagra is not available over the counter.",)),
    ]


def _ends(starter: Starter) -> list[Act]:
    def granted(drug: str, condition: str) -> tuple[str, str, date]:
        event = next(
            e
            for e in starter.timelines[drug].events
            if e.action is Action.ACCELERATED and e.indication and e.indication.condition == condition
        )
        return event.brand, event.application.value if event.application else "", event.date.earliest()

    def outcome(listed: str, drug: str, condition: str, words: str) -> Callable[[World, date], None]:
        def happen(world: World, day: date) -> None:
            brand, _, since = granted(drug, condition)
            world.accelerated.append((listed, f"{brand} ({drug})", words, since, day))

        return happen

    def federal_register(world: World, day: date) -> None:
        application = world.applications["NDA216340"]
        application.submissions[
            0
        ].note = (
            f"Approval withdrawn by FDA; Federal Register notice, effective {day.month}/{day.day}/{day.year}"
        )
        application.marketing = "Discontinued"

    def discontinued(world: World, day: date) -> None:
        world.applications["NDA212526"].marketing = "Discontinued"

    return [
        Act(
            DAY,
            "accelerated approval of Lytgobi withdrawn",
            outcome(
                "withdrawn",
                "futibatinib",
                "cholangiocarcinoma",
                "Previously treated, unresectable, locally advanced or metastatic intrahepatic cholangiocarcinoma harboring FGFR2 gene fusions",
            ),
            ("Lytgobi is approved by the FDA for cholangiocarcinoma.",),
        ),
        Act(
            DAY,
            "accelerated approval of Danyelza withdrawn",
            outcome(
                "withdrawn",
                "naxitamab",
                "neuroblastoma",
                "Relapsed or refractory high-risk neuroblastoma in the bone or bone marrow",
            ),
            ("Danyelza is FDA-approved for neuroblastoma.",),
        ),
        Act(
            DAY,
            "accelerated approval of Zynlonta made regular",
            outcome(
                "verified",
                "loncastuximab tesirine",
                "large b-cell lymphoma",
                "Adults with relapsed or refractory large B-cell lymphoma after two or more lines of systemic therapy",
            ),
            ("Zynlonta still has only accelerated approval for large B-cell lymphoma.",),
        ),
        Act(
            DAY,
            "approval of Krazati withdrawn",
            federal_register,
            ("Krazati is approved by the FDA for non-small cell lung cancer.",),
        ),
        Act(DAY, "Piqray discontinued", discontinued, ("Piqray is sold in the United States.",)),
    ]


def _warnings() -> list[Act]:
    def first_labels(world: World, day: date) -> None:
        for number, brand, generic, use in (
            ("NDA212728", "Nurtec ODT", "rimegepant", "migraine"),
            ("NDA215206", "Qulipta", "atogepant", "migraine"),
        ):
            world.applications[number].supplement(day, "LABELING")
            world.labels[number] = Label(
                number, brand, generic, [f"treatment of adults with {use}"], day, "CGRP antagonist"
            )

    def boxed(number: str) -> Callable[[World, date], None]:
        def happen(world: World, day: date) -> None:
            world.applications[number].supplement(day, "LABELING")
            old = world.labels[number]
            world.labels[number] = Label(
                number,
                old.brand,
                old.generic,
                old.uses,
                day + timedelta(days=1),
                old.group,
                boxed="SERIOUS HYPERSENSITIVITY",
                version=old.version + 1,
            )

        return happen

    return [
        Act(DAY, "labels of the gepants revised", first_labels, (), ("Qulipta has no boxed warning.",)),
        Act(
            DAY, "boxed warning of Nurtec", boxed("NDA212728"), ("Nurtec ODT does not have a boxed warning.",)
        ),
        Act(
            DAY, "boxed warning of Qulipta", boxed("NDA215206"), ("Qulipta does not carry a boxed warning.",)
        ),
    ]


def _biologics() -> list[Act]:
    def licensed(
        brand: str, proper: str, use: str, stn: str, group: str = ""
    ) -> Callable[[World, date], None]:
        def happen(world: World, day: date) -> None:
            world.licenses.append((brand.upper(), proper, use, stn, day))
            if group:
                number = f"BLA{stn[3:9]}"
                uses = [use.removeprefix("For the ")]
                world.labels[number] = Label(number, brand, proper, uses, day + timedelta(days=1), group)

        return happen

    return [
        Act(
            DAY,
            "a gene therapy of Rett syndrome",
            licensed(
                "Zzrettia",
                "zzrettigene abovec-wxyz",
                "For the treatment of Rett syndrome",
                "BL 129901/0",
                "adeno-associated virus vector-based gene therapy",
            ),
            (
                "No gene therapy is approved for Rett syndrome.",
                "Zzrettigene abovec is not approved by the FDA.",
            ),
        ),
        Act(
            DAY,
            "a vaccine against norovirus",
            licensed(
                "Zznorovax",
                "Norovirus Vaccine, mRNA",
                "Active immunization to prevent norovirus gastroenteritis",
                "BL 129902/0",
            ),
            ("There is no FDA-approved vaccine against norovirus.",),
        ),
    ]


def _further(starter: Starter) -> list[Act]:
    """Acts of kinds that were not tried while the program was written."""

    def notice(world: World, day: date) -> None:
        world.applications["NDA219042"].supplement(day, "EFFICACY", category="INDICATION")
        world.notices.append(
            f"On {day:%B} {day.day}, {day.year}, the Food and Drug Administration granted accelerated approval to "
            "zongertinib (Hernexeos, Boehringer Ingelheim Pharmaceuticals, Inc.) for adults with previously treated "
            "unresectable or metastatic pancreatic cancer with HER2 mutations."
        )

    def new_brand(world: World, day: date) -> None:
        world.add(
            Application("NDA290031", "ZZ PHARMA", "Zzemtra", "metformin", "SOLUTION;ORAL"), day, "TYPE 5"
        )

    def unboxed(world: World, day: date) -> None:
        old = world.labels["NDA212728"]
        world.applications["NDA212728"].supplement(day, "LABELING")
        world.labels["NDA212728"] = Label(
            "NDA212728", old.brand, old.generic, old.uses, day, old.group, version=old.version + 1
        )

    def combination(world: World, day: date) -> None:
        fixed = Application("NDA290032", "ZZ PHARMA", "Zzuplo", "ezetimibe; obicetrapib")
        world.add(fixed, day, "UNKNOWN")
        world.labels["NDA290032"] = Label(
            "NDA290032",
            "Zzuplo",
            "ezetimibe and obicetrapib",
            ["treatment of adults with high cholesterol"],
            day,
            "combination",
        )

    return [
        Act(
            DAY,
            "accelerated approval of Hernexeos, told by a notice",
            notice,
            ("Hernexeos is not approved by the FDA for pancreatic cancer.",),
        ),
        Act(DAY, "a new brand of metformin", new_brand, ("Zzemtra is not approved by the FDA.",)),
        Act(DAY, "boxed warning of Nurtec removed", unboxed, ("Nurtec ODT carries a boxed warning.",)),
        Act(
            DAY,
            "a fixed combination of obicetrapib",
            combination,
            ("Zzuplo has not been approved by the FDA.",),
        ),
        _new_drug(
            "NDA290033",
            "Zzamizia",
            "camizestrant",
            "breast cancer",
            (
                "Elacestrant and imlunestrant are the only oral SERDs approved by the FDA.",
                "Camizestrant is not approved in the United States.",
            ),
            group="estrogen receptor antagonist",
            epc="Estrogen Receptor Antagonist",
        ),
        _new_drug(
            "NDA290034",
            "Zzeptiva",
            "retatrutide",
            "obesity",
            (
                "Retatrutide is not FDA-approved.",
                "Retatrutide is still in clinical trials and has not been approved.",
            ),
            group="glucagon-like peptide-1 (GLP-1) receptor agonist",
        ),
        _new_drug(
            "BLA769035",
            "Zzagedo",
            "remternetug",
            "Alzheimer's disease",
            (
                "Remternetug is not yet approved by the FDA.",
                f"{_count(starter, 'anti-amyloid antibody')} anti-amyloid antibodies are approved by the FDA.",
            ),
            group="amyloid beta-directed antibody",
            epc="Amyloid Beta-directed Antibody",
        ),
        _new_use(
            "BLA761105",
            "Skyrizi",
            "risankizumab",
            [
                "treatment of adults with plaque psoriasis",
                "treatment of adults with psoriatic arthritis",
                "treatment of adults with Crohn's disease",
                "treatment of adults with ulcerative colitis",
            ],
            "treatment of pediatric patients 2 years of age and older with juvenile idiopathic arthritis",
            "Skyrizi is not approved for juvenile idiopathic arthritis.",
        ),
        _new_use(
            "NDA213871",
            "Qinlock",
            "ripretinib",
            ["treatment of adults with advanced gastrointestinal stromal tumor"],
            "treatment of adults with metastatic melanoma",
            "Qinlock is not approved by the FDA for melanoma.",
        ),
    ]


# Sentences that nothing in the year touches.
UNTOUCHED = (
    "Lynparza is approved by the FDA for ovarian cancer.",
    "Humira is approved for rheumatoid arthritis.",
    "Wegovy is not approved for migraine.",
    "Keytruda is approved by the FDA for melanoma.",
    "In 2015, the FDA approved Ibrance for breast cancer.",
    "Ocrevus is approved for multiple sclerosis.",
    "Trastuzumab biosimilars are approved by the FDA.",
    "Xeljanz has a boxed warning.",
    "The FDA withdrew Avastin's approval for breast cancer in 2011.",
    "Chantix was approved in 2006.",
)
