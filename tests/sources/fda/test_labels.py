"""What a label says a drug is for; every text here is ours, in the label's manner."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from model.identifiers import ApplicationNumber
from model.lexicon import Lexicon
from sources.fda.facts import Label
from sources.fda.labels import LabelReader, statements
from sources.fda.records import label as read_record
from sources.fda.spl import read_spl


@pytest.fixture(scope="module")
def reader(vocabulary: Lexicon) -> LabelReader:
    return LabelReader(vocabulary)


def label(text: str) -> Label:
    return Label("s", date(2026, 1, 1), (ApplicationNumber("NDA021000"),), ("examplinib",), indications=text)


def conditions(reader: LabelReader, text: str) -> list[str]:
    return [use.condition for use in reader.read(label(text)).uses]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "1 INDICATIONS AND USAGE EXAMPLA is indicated for the treatment of adults with melanoma.",
            ["melanoma"],
            "plain",
        ),
        (
            "EXAMPLA is indicated for: • Melanoma • Ovarian cancer",
            ["melanoma", "ovarian cancer"],
            "a list has the lead-in's verb",
        ),
        (
            "1.1 Melanoma EXAMPLA is indicated for melanoma. 1.2 Hypertension EXAMPLA is indicated to treat "
            "hypertension.",
            ["melanoma", "hypertension"],
            "numbered parts",
        ),
        (
            "EXAMPLA is indicated for type 2 diabetes mellitus. Limitations of Use: EXAMPLA is not recommended "
            "in patients with type 1 diabetes mellitus.",
            ["type 2 diabetes"],
            "limitations name what it is not for",
        ),
        (
            "EXAMPLA is indicated for melanoma. EXAMPLA is not indicated for the treatment of lymphoma.",
            ["melanoma"],
            "not indicated",
        ),
        (
            "EXAMPLA is indicated for MASH. Limitations of Use Avoid use in patients with decompensated cirrhosis.",
            ["mash"],
            "avoid use",
        ),
        (
            "EXAMPLA has not been studied in stroke. EXAMPLA is indicated for hypertension.",
            ["hypertension"],
            "not studied",
        ),
        (
            "EXAMPLA is indicated to reduce the risk of stroke in patients with type 2 diabetes and hypertension.",
            ["stroke"],
            "who has it is not what it is for",
        ),
        (
            "In adults with risk factors such as hypertension or type 2 diabetes, EXAMPLA is indicated to reduce "
            "the risk of stroke.",
            ["stroke"],
            "risk factors",
        ),
        (
            "EXAMPLA is indicated for hyperactivity with some or all of the following signs.",
            [],
            "all is not ALL",
        ),
        ("EXAMPLA is indicated for relapsed ALL.", ["acute lymphoblastic leukemia"], "ALL is"),
        (
            "EXAMPLA is indicated for NSCLC that is anaplastic lymphoma kinase (ALK)-positive.",
            ["non-small cell lung cancer"],
            "a gene's name holds a disease's",
        ),
        (
            "EXAMPLA is indicated for metastatic breast cancer, a cancer of adults.",
            ["breast cancer"],
            "the narrowest condition only",
        ),
        ("EXAMPLA is indicated for some rare malignancy.", [], "cancer alone says no use"),
        ("Store EXAMPLA at room temperature. Melanoma was seen in studies.", [], "nothing is indicated"),
        ("", [], "no section"),
    ],
)
def test_uses(reader: LabelReader, text: str, expected: list[str], why: str) -> None:
    assert conditions(reader, text) == expected, why


def test_stage_line_marker_and_partner(reader: LabelReader) -> None:
    (use,) = reader.uses(
        "EXAMPLA is indicated in combination with fulvestrant for the treatment of adults with hormone receptor "
        "(HR)-positive, human epidermal growth factor receptor 2 (HER2)-negative metastatic breast cancer with "
        "progression after endocrine therapy."
    )
    assert (use.condition, use.stage, use.setting) == ("breast cancer", "metastatic", "later line")
    assert use.biomarkers == ("her2-", "hr+")
    assert use.partners == ("fulvestrant",)
    assert use.population == "adults"


@pytest.mark.parametrize(
    ("text", "setting", "why"),
    [
        ("first-line treatment of melanoma", "first line", "said"),
        ("melanoma not previously treated", "first line", "not previously treated is first line"),
        ("melanoma in patients who have not received prior therapy", "first line", "not received"),
        ("previously treated melanoma", "later line", "treated before"),
        ("relapsed or refractory melanoma", "later line", "came back"),
        ("adjuvant treatment of melanoma", "adjuvant", "said"),
        ("neoadjuvant treatment of melanoma", "neoadjuvant", "not adjuvant"),
        (
            "melanoma that progressed within 12 months of adjuvant therapy",
            "later line",
            "an earlier treatment",
        ),
        ("maintenance treatment of ovarian cancer", "maintenance", "said"),
        ("hypertension with progression of disease", "", "lines are words of oncology"),
    ],
)
def test_lines_of_treatment(reader: LabelReader, text: str, setting: str, why: str) -> None:
    assert reader.uses(text)[0].setting == setting, why


@pytest.mark.parametrize(
    ("text", "markers", "why"),
    [
        ("HER2-positive breast cancer after anti-HER2 therapy", ("her2+",), "anti-HER2 is no HER2-"),
        ("EXAMPLA, a HER2-directed antibody, for breast cancer", (), "nor is HER2-directed"),
        ("EXAMPLA, a HER2- and HER3-directed antibody, for breast cancer", (), "nor HER2- and HER3-directed"),
        ("NSCLC with no EGFR or ALK aberrations", (), "without the markers"),
        ("EGFR-mutated NSCLC", ("egfr+",), "with it"),
    ],
)
def test_markers(reader: LabelReader, text: str, markers: tuple[str, ...], why: str) -> None:
    assert reader.uses(text)[0].biomarkers == markers, why


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("for adults with melanoma", "adults"),
        ("for adult and pediatric patients with melanoma", ""),
        ("for children with melanoma", "children"),
        ("for postmenopausal women with breast cancer", "postmenopausal"),
        ("for men and women with melanoma", ""),
    ],
)
def test_populations(reader: LabelReader, text: str, population: str) -> None:
    assert reader.uses(text)[0].population == population


def test_the_accelerated_sentence_marks_the_use_before_it(reader: LabelReader) -> None:
    found = reader.read(
        label(
            "1.1 Melanoma EXAMPLA is indicated for melanoma. 1.2 Breast Cancer EXAMPLA is indicated for breast "
            "cancer. This indication is approved under accelerated approval based on response rate [see Clinical "
            "Studies (14)]. Continued approval for this indication may be contingent upon a trial."
        )
    )
    assert [use.condition for use in found.uses] == ["melanoma", "breast cancer"]
    assert [use.condition for use in found.accelerated] == ["breast cancer"]


def test_the_highlights_repeat_and_count_once() -> None:
    text = "EXAMPLA is indicated for melanoma (1.1) . EXAMPLA is indicated for melanoma. (1.1)"
    assert len(statements(text)) == 1


def test_an_empty_vocabulary_reads_nothing() -> None:
    assert LabelReader(Lexicon()).read(label("EXAMPLA is indicated for melanoma.")).uses == ()


def test_a_real_label_answer(shared: Path, reader: LabelReader) -> None:
    path = shared / "data" / "openfda-label" / "label_rezdiffra_excerpt.json"
    found = read_record(json.loads(path.read_text())["results"][0])
    assert found is not None
    assert (found.drugs, found.effective) == (("resmetirom",), date(2026, 7, 29))
    assert [str(n) for n in found.applications] == ["NDA217785"]
    reading = reader.read(found)
    assert [use.condition for use in reading.uses] == ["mash"]
    assert reading.accelerated == reading.uses


def test_a_real_spl_document(shared: Path, reader: LabelReader) -> None:
    path = shared / "data" / "openfda-repo" / "spl" / "humira.xml.gz"
    found = read_spl(path.read_bytes())
    assert found.set_id == "608d4f0d-b19f-46d3-749a-7159aa5f933d"
    assert found.effective == date(2013, 9, 30)
    assert (found.drugs, found.brands, found.version) == (("adalimumab",), ("Humira",), 1560)
    assert [str(n) for n in found.applications] == ["BLA125057"]
    assert "malignan" in found.boxed_warning.lower()
    assert "psoriatic arthritis" in [use.condition for use in reader.read(found).uses]
    assert "psoriatic arthritis" not in [use.condition for use in reader.read(found).uses if use.setting]
