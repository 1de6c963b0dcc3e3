"""Reference lists by how they are built, and markers beside what looks like them (tests/labelled/lists), entry by entry."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from model.page import Document, Page, Reference, ReferenceKind
from pages.read import read
from pages.read.references import is_bare_list, is_understood, one_reference, read_reference_list

LABELLED = Path(__file__).resolve().parents[1] / "labelled"


def pages(name: str) -> list[dict[str, Any]]:
    with (LABELLED / "lists" / f"{name}.toml").open("rb") as file:
        return list(tomllib.load(file)["page"])


def page_of(labelled: dict[str, Any]) -> Page:
    head = f"<!doctype html><html><head><title>{labelled['name']}</title></head>"
    html = f"{head}<body><main>{labelled['html']}</main></body></html>"
    return read(Document("https://example.org/p", html.encode(), "text/html; charset=utf-8"))


@pytest.mark.parametrize(
    "labelled",
    pages("structure") + pages("unseen") + pages("templates") + pages("unseen_templates"),
    ids=lambda p: p["name"],
)
def test_a_list_has_the_entries_and_markers_that_it_is_labelled_with(labelled: dict[str, Any]) -> None:
    page = page_of(labelled)
    assert [r.number or 0 for r in page.references] == [number for number, _ in labelled["entries"]]
    for reference, (_, words) in zip(page.references, labelled["entries"], strict=True):
        assert reference.text.startswith(words)
    cited: dict[str, list[int]] = {}
    for citation in page.citations:
        cited.setdefault(page.quote(citation.span).strip(), [i + 1 for i in citation.references])
    assert cited == labelled["cited"]


@pytest.mark.parametrize(
    "labelled",
    pages("markers")
    + pages("unseen_markers")
    + pages("more_markers")
    + pages("unseen_more_markers")
    + pages("author_year")
    + pages("siblings")
    + pages("unseen_siblings")
    + pages("issue_siblings"),
    ids=lambda p: p["name"],
)
def test_markers_are_told_from_what_looks_like_them(labelled: dict[str, Any]) -> None:
    page = page_of(labelled)
    assert sum(not r.inline for r in page.references) == labelled["count"]
    left = {name: sorted(places) for name, places in labelled["cited"].items()}
    seen = set()
    for citation in page.citations:
        marker = " ".join(page.quote(citation.span).split())
        before = (page.text[: citation.span.start].split() or [""])[-1]
        name = marker if marker in left else f"@{before} {marker}"
        assert name in left, "no marker"
        assert sorted(i + 1 for i in citation.references) == left[name]
        assert not citation.dangling
        seen.add(name)
    assert seen == set(left)


def _listed(labelled: dict[str, Any]) -> tuple[Page | None, tuple[Reference, ...]]:
    if "text" in labelled and is_bare_list(labelled["text"]):
        return None, tuple(read_reference_list(labelled["text"]))
    kind = "text/html" if "html" in labelled else "text/plain"
    words = labelled.get("html") or labelled["text"]
    page = read(Document("https://example.org/p", words.encode(), f"{kind}; charset=utf-8"))
    return page, page.references


@pytest.mark.parametrize("labelled", pages("whole_pages"), ids=lambda p: p["name"])
def test_a_whole_page_is_read_as_labelled(labelled: dict[str, Any]) -> None:
    page, every = _listed(labelled)
    listed = [r for r in every if not r.inline]
    assert len(listed) == labelled["entries"]
    assert sum(r.kind is ReferenceKind.ARTICLE for r in listed) == labelled["articles"]
    if "items" in labelled:
        assert len({r.number for r in listed}) == labelled["items"]
    places = [r.number or i + 1 for i, r in enumerate(every)]
    cited = {
        ("dangling", n) if n in c.dangling else n
        for c in (page.citations if page else ())
        for n in (*c.dangling, *(places[i] for i in c.references if not every[i].inline))
    }
    if "cited" in labelled:
        assert cited == set(labelled["cited"])
    for wanted in labelled.get("want", ()):
        number, journal, year, volume, first, *ids = (part.strip() for part in wanted.split("|"))
        parts, found = next(
            (r.parts, r.identifiers) for i, r in enumerate(listed) if places[i] == int(number)
        )
        got = (parts.journal, str(parts.year), parts.volume, parts.first_page)
        asked = (journal, year, volume, first)
        assert [g.removeprefix("The ") for g, a in zip(got, asked, strict=True) if a] == [
            a for a in asked if a
        ]
        assert all(not i or i in map(str, found) for i in ids)


def test_all_blocks_of_an_item_are_its_text() -> None:
    labelled = next(p for p in pages("structure") if p["name"] == "unnumbered-divs-of-two-lines")
    assert "Physical Therapy, 94" in page_of(labelled).references[0].text


def odd_entries() -> list[list[str]]:
    lines = (LABELLED / "entries" / "odd.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _plain(text: str) -> str:
    return text.lower().translate(str.maketrans("”“’‘", "\"\"''")).strip(".\"' ")


@pytest.mark.parametrize("row", odd_entries(), ids=lambda r: r[-1][:60])
def test_odd_entries_are_read(row: list[str]) -> None:
    kinds, author, title, journal, year, volume, page, ids, text = row
    reference = one_reference(text)
    parts = reference.parts
    assert str(reference.kind) in kinds.split(",")
    assert _plain(parts.authors[0] if parts.authors else "") == _plain(author)
    assert _plain(parts.title).startswith(_plain(title))
    assert parts.year == int(year or 0)
    if kinds == "article":
        assert _plain(parts.journal) == _plain(journal)
        assert (parts.volume, parts.first_page.lower()) == (volume, page.lower())
    if "14651858" not in text:
        assert " ".join(map(str, reference.identifiers)) == ids


# -- bare lists: nothing of them is lost

ARTICLE = "Corran PA, Delby S. Salt in the young heart. BMJ. 2004;328(7431):153-60."
OTHER = "Orme T, Pell U. Cycling and the heart. Thorax. 2015;95(1):31-39."
REPORT = "World Lung Federation. Air for all. Geneva; 2018."
PREPRINT = "Diaz M, Kim S. Masks in schools. medRxiv 2020.02.07.20021113."


@pytest.mark.parametrize(
    "text",
    [
        f"{ARTICLE}\n{PREPRINT}\n{OTHER}\n",
        f"{ARTICLE}\n{REPORT}\n{OTHER}\n",
        f"References\n\n{ARTICLE}\n\n{REPORT}\n\n{OTHER}\n",
        f"1. {ARTICLE}\n2. {REPORT}\n3. {OTHER}",
        f"- {ARTICLE}\n- {REPORT}\n- {OTHER}",
        f"{ARTICLE}\n{REPORT}\n\n{OTHER}\n{ARTICLE}"[: -len(ARTICLE) - 1],
        f"{ARTICLE.replace('young heart', 'young' + chr(10) + 'heart')}\n{REPORT}\n{OTHER}",
        f"1. {ARTICLE}\n{REPORT}\n2. {OTHER}".replace(f"{REPORT}\n", f"3. {REPORT}\n"),
    ],
)
def test_every_line_of_a_bare_list_is_an_entry(text: str) -> None:
    assert is_bare_list(text)
    assert len(read_reference_list(text)) == 3


def test_a_line_of_which_nothing_is_read_is_known_as_such() -> None:
    found = read_reference_list(f"{ARTICLE}\nIbid.\n{OTHER}\nsee there\n{REPORT}")
    assert [is_understood(r) for r in found] == [True, False, True, False, True]


def test_an_entry_of_two_papers_gives_both_under_its_number() -> None:
    found = read_reference_list(f"1. {ARTICLE} See also: {OTHER}\n2. {REPORT}")
    assert [(r.number, r.parts.volume) for r in found] == [(1, "328"), (1, "95"), (2, "")]


@pytest.mark.parametrize(
    "joint",
    [" e ", " Siehe auch: ", "; ergänzend: ", " / ", " — ", " Zie ook ", ", sowie ", " Follow-up: ", "; "],
)
@pytest.mark.parametrize("second", [OTHER, OTHER.replace("Orme T, Pell U", "HEART-2 Study Group")])
def test_papers_are_parted_whatever_joins_them(joint: str, second: str) -> None:
    found = read_reference_list(f"1. {ARTICLE}{joint}{second}\n2. {REPORT}")
    assert [(r.number, r.parts.volume) for r in found] == [(1, "328"), (1, "95"), (2, "")]


@pytest.mark.parametrize(
    "note", [" Comment in: ", " Erratum in: ", " With a reply by ", " In: ", " Retraction in: "]
)
def test_a_note_on_the_paper_is_no_second_paper(note: str) -> None:
    assert len(read_reference_list(f"1. {ARTICLE}{note}{OTHER}\n2. {REPORT}")) == 2


NBIB = """PMID- 11112222
OWN - NLM
DP  - 2015 Jan
TI  - Cycling and the
      heart.
PG  - 31-39
LID - 10.5555/thx.1 [doi]
AU  - Orme T
AU  - Pell U
TA  - Thorax
VI  - 95
IP  - 1
RIN - Chest. 2017;3:4. PMID: 22223333
"""
RIS = (
    "TY  - JOUR\nAU  - Orme, Tom\nAU  - Pell, U.\nTI  - Cycling and the heart\nJO  - Thorax\nPY  - 2015\n"
    + ("VL  - 95\nIS  - 1\nSP  - 31\nEP  - 39\nDO  - 10.5555/thx.1\nER  - \n")
)
ABSTRACT = """1. Thorax. 2015 Jan;95(1):31-39. doi: 10.5555/thx.1.

Cycling and the heart.

Orme T(1), Pell U(2).

Author information:
(1)Hill Hospital, Bath.

PMID: 11112222 [Indexed for MEDLINE]
"""


@pytest.mark.parametrize("record", [NBIB, RIS, ABSTRACT])
def test_records_of_an_export_are_an_entry_each(record: str) -> None:
    page = page_of({"name": "p", "html": f"<h2>References</h2><pre>{record}\n{record}</pre>"})
    listed = [r for r in page.references if not r.inline]
    for found in (list(read_reference_list(f"{record}\n{record}")), listed):
        assert len(found) == 2
        parts = found[0].parts
        assert (parts.authors, parts.title) == (("Orme", "Pell"), "Cycling and the heart")
        assert (parts.journal, parts.year, parts.volume, parts.first_page) == ("Thorax", 2015, "95", "31")
        assert "doi:10.5555/thx.1" in map(str, found[0].identifiers)
        assert "PMID 22223333" not in map(str, found[0].identifiers)


def test_markdown_and_pubmeds_summary_are_read_without_their_signs() -> None:
    link = (
        "[Corran PA, Delby S. Salt in the young heart. BMJ 2004;328:153-60](https://doi.org/10.5555/S1(04)2)"
    )
    found = read_reference_list(f"* {link}\n* Orme T. **Cycling and the heart.** *Thorax* 2015;95:31-9.")
    assert [(r.parts.authors[0], r.parts.journal) for r in found] == [("Corran", "BMJ"), ("Orme", "Thorax")]
    assert str(found[0].identifiers[0]) == "doi:10.5555/s1(04)2"
    assert [r.number for r in read_reference_list(f"1: {ARTICLE}\n\n2: {OTHER}")] == [1, 2]


def test_a_page_about_one_paper_has_no_list_of_itself() -> None:
    html = f"<h1>Cycling</h1><pre>{ABSTRACT}</pre>"
    assert all(r.inline for r in page_of({"name": "p", "html": html}).references)


@pytest.mark.parametrize(
    ("text", "journal", "kind"),
    [
        ("Orme T. “Hot legs”. A survey of cyclists in spring. Thorax. 2015;95:31-9.", "Thorax", "article"),
        ("Orme T. Cycling and the heart. Thorax. In press 2021. doi:10.5555/thx.2", "Thorax", "article"),
        ("Orme T. Radfahren und Herz. Thorax (im Druck) 2021. doi:10.5555/thx.2", "Thorax", "article"),
        (
            "Chest Committee. Classification of coughs, 2nd edition. Thorax. 2015;95(1):1-90.",
            "Thorax",
            "article",
        ),
    ],
)
def test_what_stands_beside_a_journal_is_not_its_name(text: str, journal: str, kind: str) -> None:
    found = one_reference(text)
    assert (found.parts.journal, str(found.kind)) == (journal, kind)


@pytest.mark.parametrize(
    "said", ["PMID：１１１１２２２２", "PubMed ID # 11-112-222", "PubMed PMID: 11 112 222"]
)
def test_a_pmid_is_read_with_its_separators(said: str) -> None:
    assert [str(i) for i in one_reference(f"{ARTICLE} {said}").identifiers] == ["PMID 11112222"]


def test_a_page_with_prose_is_no_bare_list() -> None:
    prose = (
        "You should ask your doctor if you are not sure what this means for you, and we will help you with it. "
        * 2
    )
    assert not is_bare_list(f"{prose}\n\n{prose}\n\nReferences\n\n{ARTICLE}\n")
