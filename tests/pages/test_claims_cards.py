"""Labels, cards, tables and lists of drug pages: one claim for each use, day or status."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from language.names import fold, names_of
from model.claim import AnchorKind, Claim, Status
from model.page import Document
from pages.read import read
from pages.read.claims.cards.labels import label_of
from sources.snapshot.starter import load_starter

LEXICON = load_starter().lexicon
ROWS = tomllib.loads((Path("pages/read/claims/cards/labels.toml")).read_text(encoding="utf-8"))["label"]


def claims(body: str, title: str = "") -> list[Claim]:
    html = f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>"
    page = read(Document(url="https://example.org/p", body=html.encode(), content_type="text/html"), LEXICON)
    return list(page.claims)


def stated(found: list[Claim]) -> list[tuple[str, str, str]]:
    return [(c.subject.drugs[0], c.status.value, c.indication.condition) for c in found]


@pytest.mark.parametrize(("kind", "words"), [(r["kind"], s) for r in ROWS for s in r["says"]])
def test_each_label_that_its_row_says_is_known(kind: str, words: str) -> None:
    found = label_of(words, names_of(LEXICON).find(words, fold(words)))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("kind", "words"), [(r["kind"], s) for r in ROWS for s in r["not"]])
def test_look_alikes_are_no_such_label(kind: str, words: str) -> None:
    found = label_of(words, names_of(LEXICON).find(words, fold(words)))
    assert found is None or found.kind != kind or found.status is not Status.APPROVED


def test_a_label_section_of_a_drug_page() -> None:
    found = claims(
        "<h1>Lynparza</h1><h2>Indications and usage</h2>"
        "<ul><li>Ovarian cancer with a BRCA mutation, maintenance</li><li>Metastatic pancreatic cancer</li></ul>"
        "<h2>Side effects</h2><ul><li>Anemia</li></ul>"
    )
    assert stated(found) == [
        ("olaparib", "approved", "ovarian cancer"),
        ("olaparib", "approved", "pancreatic cancer"),
    ]
    assert found[1].indication.stage == "metastatic"


def test_a_card_of_two_boxes_and_one_line_with_semicolons() -> None:
    found = claims(
        "<h1>Zejula</h1><p>niraparib</p><div><div>FDA-approved uses</div>"
        "<div>Ovarian cancer; fallopian tube cancer</div></div><div><div>Route</div><div>By mouth</div></div>"
    )
    assert next(s for s in stated(found) if s[2]) == ("niraparib", "approved", "ovarian cancer")


def test_terms_and_definitions() -> None:
    found = claims(
        "<h1>Facts on Xeljanz</h1><dl><dt>Generic name</dt><dd>tofacitinib</dd>"
        "<dt>Approved for</dt><dd>rheumatoid arthritis</dd><dd>ulcerative colitis</dd>"
        "<dt>FDA approved</dt><dd>November 6, 2012</dd><dt>Generic available?</dt><dd>No</dd></dl>"
    )
    assert stated(found)[:2] == [
        ("tofacitinib", "approved", "rheumatoid arthritis"),
        ("tofacitinib", "approved", "ulcerative colitis"),
    ]
    day = next(c for c in found if c.anchor.kind is AnchorKind.ON)
    assert day.anchor.date is not None
    assert str(day.anchor.date) == "2012-11-06"
    generic = next(c for c in found if c.status is Status.GENERIC)
    assert generic.negated


def test_label_and_value_in_one_line() -> None:
    found = claims("<h1>Ocrevus</h1><p>Approved for: relapsing multiple sclerosis</p><p>Approved: 2017</p>")
    assert found[0].subject.drugs == ("ocrelizumab",)
    assert found[0].status is Status.APPROVED
    assert any(c.anchor.kind is AnchorKind.ON for c in found)


def test_a_table_with_a_column_of_uses_and_one_of_days() -> None:
    found = claims(
        "<h1>CAR T-cell therapies</h1><table><tr><th>Product</th><th>Approved indications</th><th>FDA approval date</th></tr>"
        "<tr><td>Kymriah (tisagenlecleucel)</td><td>Follicular lymphoma</td><td>August 2017</td></tr>"
        "<tr><td>Abecma</td><td>Multiple myeloma</td><td>March 26, 2021</td></tr></table>"
    )
    assert ("tisagenlecleucel", "approved", "follicular lymphoma") in stated(found)
    assert ("idecabtagene vicleucel", "approved", "multiple myeloma") in stated(found)
    days = {c.subject.drugs[0]: str(c.anchor.date) for c in found if c.anchor.kind is AnchorKind.ON}
    assert days == {"tisagenlecleucel": "2017-08", "idecabtagene vicleucel": "2021-03-26"}


def test_conditions_that_only_blanks_part_are_uses_of_their_own() -> None:
    found = claims(
        "<h1>Keytruda</h1><div>FDA-Approved Tumor Types</div><div>Breast Cancer Cervical Cancer Melanoma</div>"
    )
    assert [c.indication.condition for c in found] == ["breast cancer", "cervical cancer", "melanoma"]


def test_a_line_that_leads_in_to_the_value_is_passed_over() -> None:
    found = claims(
        "<h1>Keytruda</h1><div>FDA-Approved Tumor Types</div><div>It is used in the following cancers:</div>"
        "<div>Melanoma</div><div>Leave a comment about stomach cancer</div>"
    )
    assert [c.indication.condition for c in found] == ["melanoma"]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Breast cancer drugs</h1><h2>Indications and usage</h2><p>Breast cancer.</p>",  # no drug
        "<h1>Lynparza and Zejula</h1><h2>Approved indications</h2><p>Ovarian cancer</p>",  # two drugs
        "<h1>Lynparza</h1><h2>Contraindications</h2><p>Ovarian cancer</p>",
        "<h1>Lynparza</h1><h2>Approved indications (EU)</h2><p>Ovarian cancer</p>",
        "<h1>Lynparza</h1><h2>Approved indications</h2><p>Ovarian cancer (withdrawn 2022)</p>",
        "<h1>Lynparza</h1><h2>Approved indications</h2><p>Not approved for cervical cancer</p>",
        "<h1>Lynparza</h1><h2>Uses</h2><p>Ovarian cancer</p>",
        "<h1>Lynparza</h1><p>Indications and contraindications for surgery depend on the cancer.</p>",
    ],
)
def test_what_states_no_approval_is_silent(body: str) -> None:
    assert [c for c in claims(body) if c.status is Status.APPROVED] == []


def test_each_claim_quotes_its_own_item() -> None:
    html = (
        "<h1>Lynparza</h1><h2>Indications</h2><p>Ovarian cancer; prostate cancer after hormone treatment.</p>"
    )
    page = read(Document(url="https://example.org/p", body=html.encode(), content_type="text/html"), LEXICON)
    assert [page.quote(c.sentence) for c in page.claims] == [
        "Ovarian cancer",
        "prostate cancer after hormone treatment.",
    ]
