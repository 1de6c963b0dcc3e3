"""Names as people write them."""

import pytest

from language.written import drug_in_words, marker_in_words


@pytest.mark.parametrize(
    ("drug", "written"),
    [
        ("rsv vaccine, mrna (moderna)", "RSV vaccine, mRNA, Moderna"),
        ("covid-19 vaccine, mrna (pfizer-biontech)", "COVID-19 vaccine, mRNA, Pfizer-BioNTech"),
        ("olaparib", "olaparib"),
        ("rsv vaccine (gsk)", "RSV vaccine, GSK"),
    ],
)
def test_a_vaccine_is_written_as_its_makers_do(drug: str, written: str) -> None:
    assert drug_in_words(drug) == written


@pytest.mark.parametrize(
    ("marker", "written"),
    [
        ("her2+", "HER2-positive"),
        ("hr-", "hormone receptor-negative"),
        ("ph+", "Philadelphia chromosome-positive"),
        ("egfr exon 19 deletion", "EGFR exon 19 deletion"),
        ("her2-low", "HER2-low"),
        ("msi-h", "MSI-H"),
    ],
)
def test_a_marker_is_spelt_out(marker: str, written: str) -> None:
    assert marker_in_words(marker) == written
