"""Reference lists by how they are built, and markers beside what looks like them (tests/labelled/lists), entry by entry."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from model.page import Document, Page
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
    + pages("unseen_siblings"),
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


def test_a_page_with_prose_is_no_bare_list() -> None:
    prose = (
        "You should ask your doctor if you are not sure what this means for you, and we will help you with it. "
        * 2
    )
    assert not is_bare_list(f"{prose}\n\n{prose}\n\nReferences\n\n{ARTICLE}\n")
