"""The names of drugs that ship: whose each one is, and that none is also a word, a disease or another drug's name."""

from __future__ import annotations

import re

import pytest

from language.codes import squash
from language.names import Kind, Mention, fold, names_of
from language.ordinary import COMMON_BRANDS, EVERYDAY, PLAIN
from model.lexicon import Lexicon
from sources.snapshot.build_names import OTHER_PRODUCTS, build
from sources.snapshot.events import lines, listed
from sources.snapshot.starter import DATA, load_starter

ROWS = list(lines(DATA / "names.tsv"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_starter().lexicon


def drugs(text: str, lexicon: Lexicon) -> list[Mention]:
    return [m for m in names_of(lexicon).find(text, fold(text)) if m.kind is Kind.DRUG]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("PLX4032", "vemurafenib"),
        ("PLX-4032", "vemurafenib"),
        ("MDX-010", "ipilimumab"),
        ("STI 571", "imatinib"),
        ("AZD9291", "osimertinib"),
        ("MK-3475", "pembrolizumab"),
        ("lambrolizumab", "pembrolizumab"),
        ("BMS-936558", "nivolumab"),
        ("PF-02341066", "crizotinib"),
        ("CP-690,550", "tofacitinib"),
        ("BAY 59-7939", "rivaroxaban"),
        ("UK-427,857", "maraviroc"),
        ("VX-445", "elexacaftor / ivacaftor / tezacaftor"),
        ("AXS-05", "bupropion / dextromethorphan"),
        ("CNTO 1275", "ustekinumab"),
        ("T-DM1", "ado-trastuzumab emtansine"),
        ("aminopyridine", "dalfampridine"),
        ("gemtuzumab", "gemtuzumab ozogamicin"),
        ("sipuleucel", "sipuleucel-t"),
        ("axi-cel", "axicabtagene ciloleucel"),
        ("Qnexa", "phentermine / topiramate"),
        ("Zactima", "vandetanib"),
        ("retigabine", "ezogabine"),
        ("isoprenaline", "isoproterenol"),
        ("ursodeoxycholic acid", "ursodiol"),
        ("Libmeldy", "atidarsagene autotemcel"),
        ("Kaftrio", "elexacaftor / ivacaftor / tezacaftor"),
        ("Jakavi", "ruxolitinib"),
        ("Imnovid", "pomalidomide"),
        ("Trajenta", "linagliptin"),
        ("DCCR", "diazoxide choline"),
        ("177Lu-PSMA", "lutetium lu 177 vipivotide tetraxetan"),
        ("onasemnogene", "onasemnogene abeparvovec"),
        ("lisocabtagene", "lisocabtagene maraleucel"),
        ("velpatasvir", "sofosbuvir / velpatasvir"),
        ("MYK-461", "mavacamten"),
        ("J&J shot", "covid-19 vaccine, ad26 (janssen)"),
        ("Johnson & Johnson's single-shot vaccine", "covid-19 vaccine, ad26 (janssen)"),
        ("Pfizer's COVID vaccine", "covid-19 vaccine, mrna (pfizer-biontech)"),
        ("Pfizer's RSV vaccine", "rsv vaccine (pfizer)"),
        ("Merck's COVID pill", "molnupiravir"),
    ],
)
def test_a_drug_is_known_by_the_names_that_it_had_before(written: str, key: str, lexicon: Lexicon) -> None:
    (mention,) = drugs(f"The drug {written} is not approved.", lexicon)
    assert mention.keys == (key,)


@pytest.mark.parametrize(
    ("written", "key", "approved"),
    [
        ("177Lu-PSMA-I&T", "lutetium lu 177 zadavotide guraxetan", "lutetium lu 177 vipivotide tetraxetan"),
        ("sacituzumab tirumotecan", "sacituzumab tirumotecan", "sacituzumab govitecan"),
        ("Replagal", "agalsidase alfa", "agalsidase beta"),
        ("AstraZeneca's COVID-19 vaccine", "covid-19 vaccine, chadox1 (astrazeneca)", "covid-19 vaccine"),
        (
            "Johnson & Johnson's Ebola vaccine",
            "ebola vaccine, ad26.zebov and mva-bn-filo (janssen)",
            "ebola vaccine",
        ),
        ("Janssen's RSV vaccine", "rsv vaccine, ad26 (janssen)", "rsv vaccine"),
        ("Moderna's flu vaccine", "influenza vaccine, mrna (moderna)", "flu vaccine"),
        ("lower-sodium oxybate", "calcium, magnesium, potassium, and sodium oxybates", "sodium oxybate"),
    ],
)
def test_what_shares_a_name_with_an_approved_product_is_another(
    written: str, key: str, approved: str, lexicon: Lexicon
) -> None:
    """Its denial is true, and would be called untrue of the other: "Moderna's flu vaccine is not approved"."""
    assert approved in {**lexicon.drugs, **lexicon.classes}
    text = f"So far {written} is not approved."
    assert [(m.key, m.words) for m in names_of(lexicon).find(text, fold(text)) if m.kind <= Kind.CLASS] == [
        (key, written)
    ]


@pytest.mark.parametrize("code", sorted(OTHER_PRODUCTS))
def test_the_code_of_another_product_is_not_the_old_drug(code: str, lexicon: Lexicon) -> None:
    """SER-120 is a spray: what was approved of desmopressin before says nothing of it."""
    assert all(code not in drug.codes for drug in lexicon.drugs.values())
    assert not any(
        m.key in lexicon.drugs and m.words == code for m in drugs(f"They gave {code} to mice.", lexicon)
    )


def test_a_spray_under_a_code_of_its_own_is_not_the_old_molecule(lexicon: Lexicon) -> None:
    assert [m.key for m in drugs("SER-120 is being studied.", lexicon)] == ["ser-120"]


def test_every_code_names_one_drug_and_is_written_plainly(lexicon: Lexicon) -> None:
    owners: dict[str, str] = {}
    for drug in lexicon.drugs.values():
        for code in drug.codes:
            assert re.fullmatch(r"[A-Z]+[A-Z\d]*\d[A-Z\d]*", code), (drug.key, code)
            assert code == squash(code)
            assert owners.setdefault(code, drug.key) == drug.key, code
    assert len(owners) > 1600


def test_no_other_name_is_a_word_a_disease_or_of_another_drug(lexicon: Lexicon) -> None:
    taken: dict[str, str] = {}
    for drug in lexicon.drugs.values():
        for name in (drug.key, *drug.brands):
            taken.setdefault(fold(name), drug.key)
    words = EVERYDAY | COMMON_BRANDS | PLAIN
    diseases = {fold(n) for c in lexicon.conditions.values() for n in (c.key, *c.names)}
    for row in ROWS:
        for name in listed(row["names"]):
            assert taken.get(name, row["key"]) == row["key"], name
            assert name not in words | diseases, name
            assert len(name) > 5, name


def test_no_code_is_a_disease_or_a_marker(lexicon: Lexicon) -> None:
    """CD20, HER2, PD-1, HLA-B27 and their like are no drugs."""
    known = [
        *((n, c.key) for c in lexicon.conditions.values() for n in c.names),
        *((n, b.key) for b in lexicon.biomarkers.values() for n in b.names),
    ]
    codes = {code for drug in lexicon.drugs.values() for code in drug.codes}
    assert not {squash(name) for name, _ in known} & codes


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19", "HbA1c", "CD20", "CD101", "IL-6", "PD-L1", "BRCA2", "H1N1", "MRSA USA300", "ICD-10 F62.7", "E300", "UN 3283",
        "COX-2", "CA-125", "PM2.5", "SARS-CoV-2", "HLA-B27", "N95", "SPF 50", "T20 cricket", "Q10", "B12", "omega-3", "DPP-4",
        "GLP-1", "NS5A", "5-HT3", "CYP2D6", "FEV1", "BMI 30", "PHQ-9", "GAD-7", "NCT02123456", "PMID 12345678", "MDR1",
        "G6PD", "P450", "S1P", "JAK2", "HPV 16", "F18", "Tc-99m", "AB 101", "SP 500", "ISO 9001", "RSV-A2", "HSV-1",
    ],
)  # fmt: skip
def test_what_health_pages_write_in_capitals_and_digits_is_no_drug(text: str, lexicon: Lexicon) -> None:
    assert drugs(f"People with {text} were seen.", lexicon) == []


def test_the_builder_reads_a_list_as_fda_ships_it(tmp_path) -> None:
    lines = [
        "Name\tTYPE\tUNII\tDisplay Name",
        "RAD-999\tcd\tAAA\tIMATINIB MESYLATE",
        "NSC-1234\tcd\tAAA\tIMATINIB MESYLATE",
        "IMATINIB MESYLATE\tof\tAAA\tIMATINIB MESYLATE",
        "XQ-1000\tcd\tBBB\tEPOETIN BETA",
        "EPOETIN BETA\tof\tBBB\tEPOETIN BETA",
        "ISOPRENALINE [INN]\tcn\tCCC\tISOPROTERENOL",
        "SOME OLD NAME\tcn\tCCC\tISOPROTERENOL",
        "ISOPROTERENOL\tof\tCCC\tISOPROTERENOL",
        "BIO-100\tcd\tDDD\tADALIMUMAB",
        "ADALIMUMAB\tof\tDDD\tADALIMUMAB",
    ]
    path = tmp_path / "UNII_Names.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    # Not: numbers of other lists, another epoetin, a name of no authority, a copy of a drug that is copied.
    assert list(build(path, load_starter())) == [
        ("imatinib", [], ["RAD999"]),
        ("isoproterenol", ["isoprenaline"], []),
    ]
