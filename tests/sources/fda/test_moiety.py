"""FDA's ingredient strings, told apart from the drug's name."""

from __future__ import annotations

import pytest

from sources.fda.moiety import drug_key, ingredient_keys


@pytest.mark.parametrize(
    ("written", "key", "why"),
    [
        ("LAPATINIB DITOSYLATE", "lapatinib", "a salt"),
        ("METFORMIN HYDROCHLORIDE", "metformin", "a salt"),
        ("MAGNESIUM SULFATE HEPTAHYDRATE", "magnesium sulfate", "a hydrate of a salt that is the drug"),
        ("SODIUM CHLORIDE", "sodium chloride", "the salt is the drug"),
        ("LITHIUM CARBONATE", "lithium carbonate", "the salt is the drug"),
        ("DIMETHYL FUMARATE", "dimethyl fumarate", "fumarate is no counter-ion here"),
        ("ESLICARBAZEPINE ACETATE", "eslicarbazepine acetate", "one name"),
        ("TENOFOVIR DISOPROXIL FUMARATE", "tenofovir disoproxil", "the prodrug stays, the salt goes"),
        ("TENOFOVIR ALAFENAMIDE FUMARATE", "tenofovir alafenamide", "another prodrug is another drug"),
        ("DOXYCYCLINE HYCLATE", "doxycycline", "a salt with a name of its own"),
        ("BEVACIZUMAB-AWWB", "bevacizumab", "a biosimilar's four letters"),
        ("FAM-TRASTUZUMAB DERUXTECAN-NXKI", "trastuzumab deruxtecan", "prefix and suffix"),
        ("TRASTUZUMAB", "trastuzumab", "not the conjugate that holds its name"),
        ("TBO-FILGRASTIM", "tbo-filgrastim", "a product of its own, no biosimilar"),
        ("ZIV-AFLIBERCEPT", "ziv-aflibercept", "not Eylea"),
        ("INTERFERON BETA-1A", "interferon beta-1a", "no suffix"),
        ("ABATACEPT (RECOMBINANT)", "abatacept", "a remark"),
        ("PANCRELIPASE (AMYLASE;LIPASE;PROTEASE)", "pancrelipase", "a semicolon in brackets parts nothing"),
        ("ESTROGENS, CONJUGATED", "conjugated estrogens", "a comma inside one name"),
        ("INSULIN HUMAN", "insulin human", "human is part of it"),
        ("TECHNETIUM TC-99M MEDRONATE KIT", "technetium tc-99m medronate", "a package"),
        ("", "", "nothing"),
    ],
)
def test_an_ingredient_string_names_one_drug(written: str, key: str, why: str) -> None:
    assert drug_key(written) == key, why


@pytest.mark.parametrize(
    ("written", "keys", "why"),
    [
        (
            "EFAVIRENZ; EMTRICITABINE; TENOFOVIR DISOPROXIL FUMARATE",
            ("efavirenz", "emtricitabine", "tenofovir disoproxil"),
            "semicolons",
        ),
        ("IVACAFTOR; IVACAFTOR, TEZACAFTOR", ("ivacaftor", "tezacaftor"), "a co-pack, each once"),
        ("LAMIVUDINE, NEVIRAPINE, AND STAVUDINE", ("lamivudine", "nevirapine", "stavudine"), "in words"),
        ("TRASTUZUMAB;HYALURONIDASE-OYSK", ("hyaluronidase", "trastuzumab"), "in alphabetical order"),
        ("EMPAGLIFLOZIN AND METFORMIN HYDROCHLORIDE", ("empagliflozin", "metformin"), "a label's name"),
        (
            "IRBESARTAN: HYDROCHLOROTHIAZIDE",
            ("hydrochlorothiazide", "irbesartan"),
            "a colon, once in the files",
        ),
    ],
)
def test_a_combination_is_its_ingredients(written: str, keys: tuple[str, ...], why: str) -> None:
    assert ingredient_keys(written, True)[0] == keys, why


def test_only_biologics_lose_four_letters() -> None:
    assert ingredient_keys("INFLIXIMAB-DYYB", True) == (("infliximab",), ("dyyb",))
    assert ingredient_keys("POTASSIUM PARA-ABCD", False) == (("potassium para-abcd",), ())


def test_a_vaccine_is_one_product_whatever_its_name_lists() -> None:
    assert (
        drug_key("Meningococcal Groups A, C, Y and W Vaccine") == "meningococcal groups a, c, y and w vaccine"
    )
