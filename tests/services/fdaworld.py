"""FDA as it publishes: the Drugs@FDA zip, openFDA's records and fda.gov's lists of one invented world, on any day.

The tables, columns and codes are those of FDA's files (zips of 2019 and later), the records those of openFDA, the
pages those of fda.gov as seen in 2026. What happens in the world is told to it act by act; each service then shows
it in its own words, as it would: Drugs@FDA without uses, labels without days, lists with both.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_HEADS = {
    "Applications.txt": "ApplNo\tApplType\tApplPublicNotes\tSponsorName",
    "Products.txt": "ApplNo\tProductNo\tForm\tStrength\tReferenceDrug\tDrugName\tActiveIngredient\tReferenceStandard",
    "Submissions.txt": "ApplNo\tSubmissionClassCodeID\tSubmissionType\tSubmissionNo\tSubmissionStatus"
    "\tSubmissionStatusDate\tSubmissionsPublicNotes\tReviewPriority",
    "MarketingStatus.txt": "MarketingStatusID\tApplNo\tProductNo",
    "SubmissionClass_Lookup.txt": "SubmissionClassCodeID\tSubmissionClassCode\tSubmissionClassCodeDescription",
    "ActionTypes_Lookup.txt": "ActionTypes_LookupID\tActionTypes_LookupDescription\tSupplCategoryLevel1Code"
    "\tSupplCategoryLevel2Code",
    "Join_Submission_ActionTypes_Lookup.txt": "j_submissionActionTypeID\tApplNo\tSubmissionType\tSubmissionNo"
    "\tActionTypes_LookupID",
}
_CLASSES = {"EFFICACY": "2", "LABELING": "3", "TYPE 1": "7", "TYPE 5": "11", "UNKNOWN": "19", "": ""}
_CATEGORIES = {"INDICATION": "8", "RX TO OTC": "12"}
_STATUS = {
    "Prescription": "1",
    "Over-the-counter": "2",
    "Discontinued": "3",
    "None (Tentative Approval)": "4",
}


@dataclass
class Submission:
    """One row of Submissions.txt."""

    kind: str
    number: int
    day: date
    code: str = ""
    status: str = "AP"
    note: str = ""
    category: str = ""


@dataclass
class Application:
    """One application with one product."""

    number: str
    sponsor: str
    brand: str
    ingredient: str
    form: str = "TABLET;ORAL"
    marketing: str = "Prescription"
    submissions: list[Submission] = field(default_factory=list)

    def supplement(self, day: date, code: str, note: str = "", category: str = "") -> None:
        """A supplement approved on a day."""
        number = 1 + max((s.number for s in self.submissions if s.kind == "SUPPL"), default=1)
        self.submissions.append(Submission("SUPPL", number, day, code, note=note, category=category))


@dataclass
class Label:
    """What the current label of an application says."""

    number: str
    brand: str
    generic: str
    uses: list[str]
    effective: date
    group: str = "kinase inhibitor"
    boxed: str = ""
    epc: str = ""
    version: int = 1

    def record(self) -> dict[str, Any]:
        """openFDA's record."""
        uses = " ".join(f"• {use} ( 1.{n} )" for n, use in enumerate(self.uses, start=1))
        text = (
            f"1 INDICATIONS AND USAGE {self.brand} is a {self.group} indicated for: {uses}"
            if self.uses
            else "1 INDICATIONS AND USAGE"
        )
        record: dict[str, Any] = {
            "set_id": f"set-{self.number.lower()}",
            "id": f"id-{self.number}-{self.version}",
            "version": str(self.version),
            "effective_time": f"{self.effective:%Y%m%d}",
            "indications_and_usage": [text],
            "openfda": {
                "application_number": [self.number],
                "brand_name": [self.brand.upper()],
                "generic_name": [self.generic.upper()],
                "is_original_packager": [True],
            },
            # The other sections make up most of a label.
            "clinical_studies": [
                " ".join(["The trial enrolled patients who had received prior therapy."] * 900)
            ],
        }
        if self.epc:
            record["openfda"]["pharm_class_epc"] = [f"{self.epc} [EPC]"]
        if self.boxed:
            record["boxed_warning"] = [f"WARNING: {self.boxed}"]
        return record


class World:
    """Everything that FDA would publish. ``filler``: applications of old generics that never change."""

    def __init__(self, filler: int = 0) -> None:
        self.applications: dict[str, Application] = {}
        self.labels: dict[str, Label] = {}
        self.notices: list[str] = []
        self.novel: list[tuple[str, str, date, str]] = []
        self.licenses: list[tuple[str, str, str, str, date]] = []
        self.accelerated: list[
            tuple[str, str, str, date, date | None]
        ] = []  # list, "Brand (generic)", use, days
        self.filler = filler
        # So that no page is empty: FDA's are not.
        self.notices.append(
            "On June 22, 2022, the Food and Drug Administration approved zzoldinib (Zzoldia, Zz Pharma) for adults "
            "with melanoma."
        )
        for listed in ("ongoing", "verified", "withdrawn"):
            old = ("Zzoldia (zzoldinib)", "Adults with melanoma", date(2019, 3, 4), date(2021, 3, 4))
            self.accelerated.append((listed, *old))

    def add(
        self, application: Application, day: date, code: str = "TYPE 1", status: str = "AP"
    ) -> Application:
        """A new application, approved (or tentatively approved) on a day."""
        application.submissions.append(Submission("ORIG", 1, day, code, status))
        self.applications[application.number] = application
        return application

    # -- Drugs@FDA

    def zip(self, made: date) -> bytes:
        """The weekly zip."""
        lines = {name: [head] for name, head in _HEADS.items()}
        for code, key in _CLASSES.items():
            if key:
                lines["SubmissionClass_Lookup.txt"].append(f"{key}\t{code}\t{code.title()}")
        for code, key in _CATEGORIES.items():
            lines["ActionTypes_Lookup.txt"].append(f"{key}\tEfficacy-{code.title()}\tEFFICACY\t{code}")
        for a in self.applications.values():
            kind, digits = a.number[:-6], a.number[-6:]
            lines["Applications.txt"].append(f"{digits}\t{kind}\tNull\t{a.sponsor}")
            lines["Products.txt"].append(
                f"{digits}\t001\t{a.form}\t1MG\t1\t{a.brand.upper()}\t{a.ingredient.upper()}\t1"
            )
            lines["MarketingStatus.txt"].append(f"{_STATUS[a.marketing]}\t{digits}\t001")
            for s in a.submissions:
                lines["Submissions.txt"].append(
                    f"{digits}\t{_CLASSES[s.code]}\t{s.kind}\t{s.number}\t{s.status}\t{s.day} 00:00:00"
                    f"\t{s.note or 'Null'}\tSTANDARD"
                )
                if s.category:
                    joined = lines["Join_Submission_ActionTypes_Lookup.txt"]
                    joined.append(f"{len(joined)}\t{digits}\t{s.kind}\t{s.number}\t{_CATEGORIES[s.category]}")
        for n in range(self.filler):
            digits = f"{300000 + n:06}"
            lines["Applications.txt"].append(f"{digits}\tANDA\tNull\tFILLER {n % 97} INC")
            lines["Products.txt"].append(
                f"{digits}\t001\tTABLET;ORAL\t{n % 40}MG\t0\tFILLEROL\tFILLEROL {n % 500}ATE\t0"
            )
            lines["MarketingStatus.txt"].append(f"1\t{digits}\t001")
            for number in range(1, 8):
                kind = "ORIG" if number == 1 else "SUPPL"
                lines["Submissions.txt"].append(
                    f"{digits}\t{19 if number == 1 else 3}\t{kind}\t{number}\tAP"
                    f"\t{1990 + (n + number) % 30}-0{1 + n % 9}-1{n % 9} 00:00:00\tNull\tSTANDARD"
                )
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in lines.items():
                info = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, ("\r\n".join(content) + "\r\n").encode("cp1252"))
        return data.getvalue()

    # -- openFDA

    def drugsfda(self) -> list[dict[str, Any]]:
        """The records of drug/drugsfda (without the filler, which nobody asks for)."""
        return [self._drugsfda(a) for a in self.applications.values()]

    @staticmethod
    def _drugsfda(a: Application) -> dict[str, Any]:
        form, _, route = a.form.partition(";")
        return {
            "application_number": a.number,
            "sponsor_name": a.sponsor,
            "submissions": [
                {
                    "submission_type": s.kind,
                    "submission_number": str(s.number),
                    "submission_status": s.status,
                    "submission_status_date": f"{s.day:%Y%m%d}",
                    "submission_class_code": s.code or "UNKNOWN",
                    "submission_public_notes": s.note,
                }
                for s in reversed(a.submissions)
            ],
            "products": [
                {
                    "product_number": "001",
                    "brand_name": a.brand.upper(),
                    "active_ingredients": [
                        {"name": name.strip().upper(), "strength": "1MG"} for name in a.ingredient.split(";")
                    ],
                    "dosage_form": form,
                    "route": route,
                    "marketing_status": a.marketing,
                }
            ],
            "openfda": {},
        }

    def label_records(self, on: date) -> list[dict[str, Any]]:
        """The records of drug/label of a day."""
        return [label.record() for label in self.labels.values() if label.effective <= on]

    # -- fda.gov

    def pages(self, on: date) -> dict[str, bytes]:
        """fda.gov's small pages of a day, by path."""
        drugs = "/drugs/resources-information-approved-drugs"
        cber = "/vaccines-blood-biologics"
        granted = ("Drug Name", "Accelerated Approval (AA) Indication", "Accelerated Approval Date")
        out = {
            f"{drugs}/oncology-cancerhematologic-malignancies-approval-notifications": _page(
                "Oncology (Cancer)/Hematologic Malignancies Approval Notifications",
                on,
                ("Title", "Description", "Date"),
                [("FDA approves a drug", text, _us(on)) for text in self.notices],
            )
        }
        for name, slug, last in (
            ("ongoing", "ongoing-cancer-accelerated-approvals", "Original Projected Completion"),
            (
                "verified",
                "verified-clinical-benefit-cancer-accelerated-approvals",
                "Traditional Approval Date",
            ),
            ("withdrawn", "withdrawn-cancer-accelerated-approvals", "Withdrawal Date"),
        ):
            rows = [
                (drug, use, _us(day), _us(end) if end else "06/30/2030")
                for listed, drug, use, day, end in self.accelerated
                if listed == name
            ]
            title = f"{name.title()} | Cancer Accelerated Approvals"
            out[f"{drugs}/{slug}"] = _page(title, on, (*granted, last), rows)
        out[f"{drugs}/other-cancer-accelerated-approvals"] = _page(
            "Other Cancer Accelerated Approvals",
            on,
            (*granted, "Status"),
            [("Zzoldia (zzoldinib)", "To relieve nausea", "3/4/2019", "Withdrawn (3/4/2021)")],
        )
        licenses = f"{cber}/development-approval-process-cber"
        for year in (on.year, on.year - 1):
            out[f"/drugs/novel-drug-approvals-fda/novel-drug-approvals-{year}"] = _page(
                f"Novel Drug Approvals for {year}",
                on,
                (
                    "No.",
                    "Drug Name",
                    "Active Ingredient",
                    "Approval Date",
                    "FDA-approved use on approval date*",
                ),
                [
                    (f"{n}.", brand, generic, _us(day), use)
                    for n, (brand, generic, day, use) in enumerate(self.novel, 1)
                    if day.year == year
                ],
            )
            out[f"{licenses}/{year}-biological-license-application-approvals"] = _page(
                f"{year} Biological License Application Approvals",
                on,
                (
                    "Tradename/Proper Name",
                    "Indication for Use",
                    "STN",
                    "Manufacturer, License No.",
                    "Approval Date",
                ),
                [
                    (f"{brand}<br>{proper}", use, stn, "A MAKER", _us(day))
                    for brand, proper, use, stn, day in self.licenses
                    if day.year == year
                ],
            )
        out[f"{cber}/cellular-gene-therapy-products/approved-cellular-and-gene-therapy-products"] = _page(
            "Approved Cellular and Gene Therapy Products",
            on,
            ("Product", "Manufacturer"),
            [("KYMRIAH (tisagenlecleucel)", "Novartis")]
            + [(f"{b} ({p})", "A MAKER") for b, p, *_ in self.licenses if "vaccine" not in p.lower()],
        )
        out[f"{cber}/vaccines/vaccines-licensed-use-united-states"] = _page(
            "Vaccines Licensed for Use in the United States",
            on,
            ("Product Name", "Trade Name", "Sponsor"),
            [("Zoster Vaccine Recombinant, Adjuvanted", "SHINGRIX", "GSK")]
            + [(p, b, "A MAKER") for b, p, *_ in self.licenses if "vaccine" in p.lower()],
        )
        return out


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _page(title: str, on: date, head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    cells = "".join(f"<th scope='col'>{c}</th>" for c in head)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | FDA</title></head><body><main><h1>{title}</h1>"
        f"<p>A listing.</p><table class='table'><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></main>"
        f"<aside><ul><li>Content current as of:<p><time>{on:%m/%d/%Y}</time></p></li></ul></aside></body></html>"
    ).encode()
