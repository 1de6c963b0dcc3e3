"""Links to a quoted sentence, held to the rules of the text-directive draft."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.fragment import text_fragment
from model.span import Span

URL = "https://example.org/page"


def link(text: str, quote: str, url: str = URL, anchor: str | None = None) -> str:
    start = text.index(quote)
    return text_fragment(text, Span(start, start + len(quote)), url, anchor)


@pytest.mark.parametrize(
    ("text", "quote", "wanted", "why"),
    [
        ("It is the only one. More.", "It is the only one.", "text=It%20is%20the%20only%20one.", "plain"),
        ("A tyrosine-kinase drug.", "tyrosine-kinase", "text=tyrosine%2Dkinase", "a bare hyphen is syntax"),
        (
            "Doses of 5, 10 & 20 mg.",
            "5, 10 & 20 mg.",
            "text=5%2C%2010%20%26%2020%20mg.",
            "comma and & are syntax",
        ),
        ("The drugs work.", "drug", "text=drugs", "browsers only find whole words"),
        (
            "He saw it. Later he saw it.",
            "he saw it",
            "text=He%20saw%20it.%20Later-,he%20saw%20it",
            "a prefix tells two apart",
        ),
        (
            "One line.\nNext line.",
            "line.\nNext",
            "text=One-,line.&text=Next",
            "blocks are separate directives",
        ),
        ("Drug | Use | Note", "Drug | Use", "text=Drug&text=Use", "so are cells"),
    ],
)
def test_directive(text: str, quote: str, wanted: str, why: str) -> None:
    assert link(text, quote) == f"{URL}#:~:{wanted}", why


def test_long_quote_is_given_by_its_ends() -> None:
    words = [f"word{n}" for n in range(80)]
    made = link(" ".join(words), " ".join(words))
    assert made.endswith(
        ":~:text=word0%20word1%20word2%20word3%20word4,word75%20word76%20word77%20word78%20word79"
    )


@pytest.mark.parametrize(
    ("url", "anchor", "wanted"),
    [
        (URL, "uses", f"{URL}#uses:~:text=Some"),
        (f"{URL}#top", None, f"{URL}#top:~:text=Some"),
        (f"{URL}#top", "uses", f"{URL}#uses:~:text=Some"),
        (f"{URL}#:~:text=old", None, f"{URL}#:~:text=Some"),
        (URL, "a b", f"{URL}#a%20b:~:text=Some"),
    ],
)
def test_the_section_id_is_kept(url: str, anchor: str | None, wanted: str) -> None:
    assert link("Some words.", "Some", url, anchor) == wanted


def test_empty_quote_opens_the_section() -> None:
    assert text_fragment("abc", Span(1, 1), URL, "x") == f"{URL}#x"
    assert text_fragment("... ---", Span(0, 3), URL) == URL


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_every_directive_is_words_of_the_page(text: str, one: int, two: int) -> None:
    low, high = sorted((min(one, len(text)), min(two, len(text))))
    made = text_fragment(text, Span(low, high), URL)
    squeezed = " ".join(text.split())
    for directive in made.partition(":~:")[2].split("&"):
        for part in directive.removeprefix("text=").split(","):
            words = unquote(part.removesuffix("-"))
            if words and not part.endswith("-"):
                assert words in squeezed
