"""openFDA's records, as answers and bulk files give them, into facts. Pure.

Formats: https://open.fda.gov/apis/drug/drugsfda/ and https://open.fda.gov/apis/drug/label/ . Submissions come in
no order, numbers are strings, dates YYYYMMDD; the ``openfda`` block may be empty; a label's sections are lists
of strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from model.digits import whole_number
from model.identifiers import ApplicationNumber, NotAnIdentifier
from sources.fda.facts import Application, Label, Marketing, Product, Submission
from sources.fda.moiety import ingredient_keys

_MARKETING = {
    "prescription": Marketing.PRESCRIPTION,
    "over-the-counter": Marketing.OTC,
    "discontinued": Marketing.DISCONTINUED,
    "none (tentative approval)": Marketing.NONE,
}
_UNTOLD = frozenset({"UNKNOWN", "UNSPECIFIED", "N/A"})


def application(record: Mapping[str, Any]) -> Application | None:
    """One result of ``drug/drugsfda``; None when its number is not an application's."""
    number = _number(record.get("application_number"))
    if number is None:
        return None
    biologic = number.value.startswith("BLA")
    submissions = [_submission(s) for s in _dicts(record.get("submissions"))]
    return Application(
        number,
        _text(record.get("sponsor_name")),
        tuple(_product(p, biologic) for p in _dicts(record.get("products"))),
        tuple(sorted(submissions, key=lambda s: (s.date or date.max, s.kind, s.number))),
    )


def label(record: Mapping[str, Any]) -> Label | None:
    """One result of ``drug/label``; None without a set id or a date: nothing could be cited."""
    effective = day(record.get("effective_time"))
    set_id = _text(record.get("set_id"))
    if effective is None or not set_id:
        return None
    names = record.get("openfda")
    openfda: Mapping[str, Any] = names if isinstance(names, Mapping) else {}
    numbers = [_number(n) for n in _strings(openfda.get("application_number"))]
    applications = tuple(dict.fromkeys(n for n in numbers if n))
    drugs = dict.fromkeys(_drugs(openfda, any(n.value.startswith("BLA") for n in applications)))
    version = _text(record.get("version"))
    original = _strings(openfda.get("is_original_packager"))
    return Label(
        set_id,
        effective,
        applications,
        tuple(drugs),
        tuple(_strings(openfda.get("brand_name"))),
        "\n".join(_strings(record.get("indications_and_usage"))),
        "\n".join(_strings(record.get("boxed_warning"))),
        tuple(name.removesuffix("[EPC]").strip() for name in _strings(openfda.get("pharm_class_epc"))),
        whole_number(version) or 0,
        # The field is there only where it is true; labels without an openfda block never get here with drugs.
        bool(original) and original[0].lower() != "false",
        tuple(name.removesuffix("[MoA]").strip() for name in _strings(openfda.get("pharm_class_moa"))),
        " ".join(_strings(record.get("recent_major_changes"))),
    )


def _drugs(openfda: Mapping[str, Any], biologic: bool) -> Iterable[str]:
    """Drug keys: by the generic names; where the substances make one combination, by those."""
    for name in _strings(openfda.get("generic_name")):
        keys, _ = ingredient_keys(name, biologic)
        if keys:
            yield " / ".join(keys)


def _submission(raw: Mapping[str, Any]) -> Submission:
    number = _text(raw.get("submission_number"))
    code = _text(raw.get("submission_class_code"))
    properties = _dicts(raw.get("submission_property_type"))
    return Submission(
        _text(raw.get("submission_type")).upper(),
        whole_number(number) or 0,
        _text(raw.get("submission_status")).upper(),
        day(raw.get("submission_status_date")),
        "" if code.upper() in _UNTOLD else code,
        _text(raw.get("review_priority")).upper() == "PRIORITY",
        any(_text(p.get("code")).lower() == "orphan" for p in properties),
        _text(raw.get("submission_public_notes")),
    )


def _product(raw: Mapping[str, Any], biologic: bool) -> Product:
    names = "; ".join(_text(i.get("name")) for i in _dicts(raw.get("active_ingredients")))
    keys, suffixes = ingredient_keys(names, biologic)
    marketing = _MARKETING.get(_text(raw.get("marketing_status")).lower(), Marketing.UNKNOWN)
    form = ";".join(filter(None, (_text(raw.get("dosage_form")), _text(raw.get("route")))))
    return Product(
        _text(raw.get("product_number")), _text(raw.get("brand_name")), keys, form, "", marketing, suffixes
    )


def day(value: object) -> date | None:
    """A date as openFDA writes it (YYYYMMDD, sometimes with dashes or a time); None for anything else."""
    text = _text(value).replace("-", "")[:8]
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None


def _number(value: object) -> ApplicationNumber | None:
    try:
        return ApplicationNumber(_text(value).upper())
    except NotAnIdentifier:
        return None


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _strings(value: object) -> list[str]:
    """Every openfda value and section is a list of strings; a bare one is read as a list of one."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [text for item in items if (text := _text(item))]


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
