"""Numbers that are markers and numbers that are none, each amid a page that cites in one style."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.page import Document
from pages.read import read

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "labelled" / "markers" / "amid.tsv")
    .read_text("utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
_ENTRIES = "".join(
    f"<li>Doe{n} JA, Roe B. A study of thing {n}. J Inv Med. 201{n % 10};{n}(2):1{n}-9.</li>"
    for n in range(1, 13)
)
_AROUND = ("Fresh air is good for the lungs {}.", "Sleep heals {}.", "Noise harms the ear {}.", "Green rooms calm {}.",
           "Rest is no cure for the back {}.", "Warm hands ease the joints {}.")  # fmt: skip


def markers(style: str, sentence: str) -> list[int]:
    """The numbers that are read as markers in ``sentence``."""
    form = "({})" if style == "round" else "[{}]"
    around = [f"<p>{words.format(form.format(n))}</p>" for n, words in enumerate(_AROUND, 1)]
    middle = f"<p>{sentence}</p>"
    body = "".join([*around[:3], middle, *around[3:]])
    text = f"<main><h1>Home remedies</h1>{body}<h2>References</h2><ol>{_ENTRIES}</ol></main>"
    page = read(Document("https://example.org/p", text.encode(), "text/html; charset=utf-8"))
    start = page.text.index(sentence[:12])
    end = page.text.index("Green rooms")
    return [n for c in page.citations if start <= c.span.start < end for n in c.numbers]


@pytest.mark.parametrize(("style", "sentence", "numbers"), ROWS, ids=[row[1][:50] for row in ROWS])
def test_a_number_amid_a_page(style: str, sentence: str, numbers: str) -> None:
    assert sorted(markers(style, sentence)) == sorted(map(int, numbers.split()))
