"""Which names are of one journal, and which only look like it."""

import pytest

from sources.matching.journals import same_journal

SAME = [
    ("N Engl J Med", "The New England journal of medicine"),
    ("NEJM", "The New England journal of medicine"),
    ("New Engl. J. Med.", "N Engl J Med"),
    ("JAMA", "Journal of the American Medical Association"),
    ("Lancet", "Lancet (London, England)"),
    ("The Lancet", "Lancet"),
    ("BMJ", "BMJ (Clinical research ed.)"),
    ("Br Med J", "BMJ"),
    (
        "J Clin Oncol",
        "Journal of clinical oncology : official journal of the American Society of Clinical Oncology",
    ),
    ("Cochrane Database Syst Rev", "The Cochrane database of systematic reviews"),
    (
        "Proc Natl Acad Sci USA",
        "Proceedings of the National Academy of Sciences of the United States of America",
    ),
    ("PNAS", "Proceedings of the National Academy of Sciences of the United States of America"),
    ("Ann NY Acad Sci", "Annals of the New York Academy of Sciences"),
    ("J Natl Cancer Inst", "Journal of the National Cancer Institute"),
    ("Obstet Gynecol", "Obstetrics and gynecology"),
    ("Ann Intern Med", "Annals of Internal Medicine"),
    ("Am. J. Hum. Genet.", "American journal of human genetics"),
    ("Dtsch Med Wochenschr", "Deutsche medizinische Wochenschrift (1946)"),
    ("Nervenarzt", "Der Nervenarzt"),
    ("MMWR Morb Mortal Wkly Rep", "MMWR. Morbidity and mortality weekly report"),
    ("Toxicol in Vitro", "Toxicology in vitro"),
    ("Circ Res", "Circulation research"),
]
OTHER = [
    ("Cancer", "Cancer research"),
    ("Nature", "Nature medicine"),
    ("Lancet", "The Lancet. Oncology"),
    ("J Clin Oncol", "Journal of clinical nursing"),
    ("J Biol Chem", "Journal of biochemistry"),
    ("Ann Intern Med", "Annals of surgery"),
    ("JAMA", "Journal of advanced nursing"),
    ("Am J Med", "American journal of epidemiology"),
    ("Blood", "Brain"),
    ("", "Lancet"),
]


@pytest.mark.parametrize(("short", "full"), SAME)
def test_an_abbreviation_names_its_journal_in_either_order(short, full):
    assert same_journal(short, full)
    assert same_journal(full, short)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_journal_is_another_one_in_either_order(one, other):
    assert not same_journal(one, other)
    assert not same_journal(other, one)


@pytest.mark.parametrize(
    ("printed", "abbreviated"),
    [
        ("The Cochrane Library", "Cochrane Database Syst Rev"),
        ("Cochrane Reviews", "Cochrane Database Syst Rev"),
        ("Morbidity and Mortality Weekly Report", "MMWR Morb Mortal Wkly Rep"),
        ("MMWR", "MMWR Morb Mortal Wkly Rep"),
        ("New Engl J Med", "N Engl J Med"),
        ("Int. J. Environ. Res. Public Health", "Int J Environ Res Public Health"),
    ],
)
def test_names_in_use_are_those_of_the_record(printed: str, abbreviated: str) -> None:
    assert same_journal(printed, abbreviated)
