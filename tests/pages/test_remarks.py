"""Lines of reference lists that are no references: told as remarks, and what is neither is named."""

import pytest

from model.page import Document
from pages.read import read
from pages.read.references import Aside, asides, is_bare_list, read_reference_list, remarks_of_list
from pages.read.references.remarks import is_remark

REMARKS = """
Note: the second paper was corrected later.
* equal contribution
•• of outstanding interest
† Deceased
Accessed 3 May 2021.
(accessed 12 June 2019)
All websites accessed 3 May 2021.
Links checked January 2022.
All links were correct at the time of publication.
Alle Internetquellen zuletzt abgerufen am 3. Mai 2021.
Enlaces consultados en enero de 2021.
Further reading available from the library.
A full list of references is available on request.
References marked with an asterisk indicate studies included in the meta-analysis.
Key: * recommended reading
Weitere Literatur beim Verfasser.
Items marked * are available in print only.
The first three references are in Japanese.
""".strip().splitlines()
ENTRIES = """
Smith J, Lee K. Sleep and mood in nurses. Lancet. 2015;385:1201-9.
* Young A. Naps at night. Thorax. 2019;74:301-8.
NHS. Asthma. https://www.nhs.uk/conditions/asthma (accessed 3 May 2021).
Further information on statins: a review. BMJ 2012;3:4-5.
Nota JA, Coles ME. Duration and timing of sleep. Cogn Ther Res 2015;39:253-61.
Update: influenza activity, United States. MMWR 2017;66:1043.
Links AE, Roth W. Hot compression bonding. 2001.
Reading Borough Council. Air quality report, 2016.
Accessed to care? A report on rural clinics. Rural Trust, 2015.
Disclaimer in trials: Hopewell S (2013) BMJ Open.
""".strip().splitlines()
ONE = "Smith J, Lee K. Sleep and mood in nurses. Lancet. 2015;385:1201-9."
TWO = "Brown T, Cole P. Diet in shift workers. BMJ. 2016;352:i1234."
THREE = "Young A. Naps at night. Thorax. 2019;74:301-8."


@pytest.mark.parametrize("line", REMARKS)
def test_remarks(line):
    assert is_remark(line)


@pytest.mark.parametrize("line", ENTRIES)
def test_entries_are_no_remarks(line):
    assert not is_remark(line)


@pytest.mark.parametrize("numbers", [("", "", ""), ("1. ", "2. ", "3. ")])
def test_a_bare_list_is_accounted_for(numbers):
    lines = [ONE, "* equal contribution", TWO, "Note: both were read in May.", THREE, "Accessed 3 May 2021."]
    given = iter(numbers)
    text = "\n".join(next(given) + line if line in (ONE, TWO, THREE) else line for line in lines)
    assert is_bare_list(text)
    assert [r.text for r in read_reference_list(text)] == [ONE, TWO, THREE]
    assert remarks_of_list(text) == (
        "* equal contribution",
        "Note: both were read in May.",
        "Accessed 3 May 2021.",
    )


def test_the_day_on_which_its_page_was_looked_at_belongs_to_an_entry():
    text = f"1. NHS. Asthma. https://www.nhs.uk/asthma/\nAccessed 3 May 2021.\n2. {TWO}"
    assert [r.number for r in read_reference_list(text)] == [1, 2]
    assert not remarks_of_list(text)


def page(listed):
    html = f"<h1>Naps</h1><p>They help [1].</p><h2>References</h2>{listed}"
    return read(Document("https://example.org/naps", html.encode(), "text/html"))


@pytest.mark.parametrize(
    "listed",
    [
        f"<p>1. {ONE}</p><p>{{}}</p><p>2. {TWO}</p><p>3. {THREE}</p>",
        f"<ol><li>{ONE}</li></ol><p>{{}}</p><ol start=2><li>{TWO}</li><li>{THREE}</li></ol>",
        f"<p>{ONE}</p><p>{{}}</p><p>{TWO}</p><p>{THREE}</p>",
        f"<ol><li>{ONE}</li><li>{TWO}</li><li>{THREE}</li></ol><p>{{}}</p>",
    ],
)
@pytest.mark.parametrize(
    "remark", ["Note: the second paper was corrected later.", "All websites accessed 3 May 2021."]
)
def test_a_remark_in_a_pages_list_is_no_entry_and_is_told(listed, remark):
    found = page(listed.format(remark))
    assert [r.text for r in found.references] == [ONE, TWO, THREE]
    assert list(asides(found)) == [Aside(remark, True)]


def test_a_line_among_entries_that_is_neither_is_named():
    # Blocks of its own kind between items: a quotation is neither an item nor a remark.
    found = page(
        f"<ol><li>{ONE}</li></ol><p>Grey seals and harbours in the north</p><ol start=2><li>{TWO}</li></ol>"
    )
    assert Aside("Grey seals and harbours in the north", False) in list(asides(found))
