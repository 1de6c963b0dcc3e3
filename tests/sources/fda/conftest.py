"""What the tests of the FDA sources share: a small vocabulary and Drugs@FDA zips made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from model.lexicon import Biomarker, Condition, Drug, DrugClass, Lexicon

Zip = Callable[..., bytes]

_HEADS = {
    "Applications.txt": "ApplNo\tApplType\tApplPublicNotes\tSponsorName",
    "Products.txt": "ApplNo\tProductNo\tForm\tStrength\tReferenceDrug\tDrugName\tActiveIngredient\tReferenceStandard",
    "Submissions.txt": "ApplNo\tSubmissionClassCodeID\tSubmissionType\tSubmissionNo\tSubmissionStatus"
    "\tSubmissionStatusDate\tSubmissionsPublicNotes\tReviewPriority",
    "MarketingStatus.txt": "MarketingStatusID\tApplNo\tProductNo",
    "SubmissionClass_Lookup.txt": "SubmissionClassCodeID\tSubmissionClassCode\tSubmissionClassCodeDescription",
    "SubmissionPropertyType.txt": "ApplNo\tSubmissionType\tSubmissionNo\tSubmissionPropertyTypeCode"
    "\tSubmissionPropertyTypeID",
}
_CATEGORIES = {
    "ActionTypes_Lookup.txt": (
        "ActionTypes_LookupID\tActionTypes_LookupDescription\tSupplCategoryLevel1Code\tSupplCategoryLevel2Code",
        "3\tEfficacy-Accelerated Approval\tEFFICACY\tACCEL APP",
        "7\tEfficacy-New Dosing Regimen\tEFFICACY\tDOSING",
        "8\tEfficacy-New Indication\tEFFICACY\tINDICATION",
        "12\tEfficacy-Rx To OTC Switch\tEFFICACY\tRX TO OTC",
        "13\tLabeling\tLABELING\tNOT APPLICABLE",
    ),
    "Join_Submission_ActionTypes_Lookup.txt": (
        "j_submissionActionTypeID\tApplNo\tSubmissionType\tSubmissionNo\tActionTypes_LookupID",
    ),
}
_CLASSES = ("2\tEFFICACY\tEfficacy", "3\tLABELING\tLabeling", "7\tTYPE 1\tType 1", "19\tUNKNOWN\t")


@pytest.fixture(scope="session")
def make_zip() -> Zip:
    """Build a Drugs@FDA zip in FDA's format: ``make_zip(applications=[…], products=[…], …)``, rows as tuples."""

    def make(
        made: date = date(2026, 11, 17), leave_out: Iterable[str] = (), **rows: Iterable[object]
    ) -> bytes:
        names = {
            "applications": "Applications.txt",
            "products": "Products.txt",
            "submissions": "Submissions.txt",
            "marketing": "MarketingStatus.txt",
            "properties": "SubmissionPropertyType.txt",
            "categories": "Join_Submission_ActionTypes_Lookup.txt",
        }
        lines = {name: [head] for name, head in _HEADS.items()}
        lines["SubmissionClass_Lookup.txt"] += _CLASSES
        if "categories" in rows:  # the zips of 2019 had no such table
            lines |= {name: list(content) for name, content in _CATEGORIES.items()}
        for kind, given in rows.items():
            for row in given:
                lines[names[kind]].append(row if isinstance(row, str) else "\t".join(map(str, row)))  # type: ignore[call-overload]
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, content in lines.items():
                if name not in leave_out:
                    info = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
                    archive.writestr(info, ("\r\n".join(content) + "\r\n").encode("cp1252"))
        return data.getvalue()

    return make


@pytest.fixture(scope="session")
def vocabulary() -> Lexicon:
    """Some drugs, classes, conditions and biomarkers, in our own words."""
    conditions = [
        Condition("cancer", ("cancer", "malignancy")),
        Condition("breast cancer", ("breast cancer", "carcinoma of the breast"), ("cancer",)),
        Condition("ovarian cancer", ("ovarian cancer",), ("cancer",)),
        Condition("melanoma", ("melanoma",), ("cancer",)),
        Condition("acute lymphoblastic leukemia", ("acute lymphoblastic leukemia", "ALL"), ("cancer",)),
        Condition("lymphoma", ("lymphoma",), ("cancer",)),
        Condition("non-small cell lung cancer", ("non-small cell lung cancer", "NSCLC"), ("cancer",)),
        Condition("mash", ("MASH", "metabolic dysfunction-associated steatohepatitis")),
        Condition("cirrhosis", ("cirrhosis", "decompensated cirrhosis")),
        Condition("stroke", ("stroke",)),
        Condition("type 2 diabetes", ("type 2 diabetes", "type 2 diabetes mellitus"), ("diabetes",)),
        Condition("diabetes", ("diabetes", "diabetes mellitus")),
        Condition("type 1 diabetes", ("type 1 diabetes", "type 1 diabetes mellitus"), ("diabetes",)),
        Condition("hypertension", ("hypertension", "high blood pressure")),
        Condition("psoriatic arthritis", ("psoriatic arthritis",)),
    ]
    biomarkers = [
        Biomarker("her2+", ("HER2-positive", "HER2+")),
        Biomarker("her2-", ("HER2-negative", "HER2-", "human epidermal growth factor receptor 2-negative")),
        Biomarker("hr+", ("HR-positive", "hormone receptor-positive")),
        Biomarker("egfr+", ("EGFR", "EGFR-mutated")),
        Biomarker("alk+", ("ALK-positive", "ALK")),
    ]
    drugs = [
        Drug("palbociclib", ("Ibrance",), ("PD-0332991",), ("palbociclib",)),
        Drug("fulvestrant", ("Faslodex",), (), ("fulvestrant",)),
        Drug("dabigatran", ("Pradaxa",), (), ("dabigatran",)),
        Drug("paclitaxel", ("Taxol",), (), ("paclitaxel",)),
        Drug("paclitaxel protein-bound", ("Abraxane",), ("nab-paclitaxel",), ("paclitaxel protein-bound",)),
        Drug("trastuzumab", ("Herceptin",), (), ("trastuzumab",)),
        Drug("tisagenlecleucel", ("Kymriah",), (), ("tisagenlecleucel",), "CBER"),
    ]
    classes = [DrugClass("aromatase inhibitor", ("aromatase inhibitor",), ())]
    return Lexicon(
        drugs={d.key: d for d in drugs},
        classes={c.key: c for c in classes},
        conditions={c.key: c for c in conditions},
        biomarkers={b.key: b for b in biomarkers},
        as_of=date(2026, 1, 1),
    )


@pytest.fixture(scope="session")
def drugsatfda_zip(shared: Path) -> Path:
    """The whole Drugs@FDA data set of July 2019."""
    return shared / "data" / "drugsatfda" / "drugsatfda-2019-07-02.zip"
