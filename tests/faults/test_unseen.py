"""What a page holds and no reader sees (linked data, metadata, addresses, attributes): its mass and its depth."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from model.address import LONGEST
from model.errors import ReadError
from model.limits import DEFAULT
from model.page import Document, Page
from pages.read import read


def _read(head: str, body: str = "<p>Words of the page.</p>", kind: str = "text/html") -> Page:
    text = f"<html><head>{head}</head><body><main><h1>Title</h1>{body}"
    return read(Document("https://example.org/p", text.encode(), f"{kind}; charset=utf-8"))


def _linked(data: str) -> str:
    return f"<script type='application/ld+json'>{data}</script>"


def _nested(opening: str, what: str, closing: str) -> Callable[[int], str]:
    return lambda depth: f"{opening * depth}{what}{closing * depth}"


_ARTICLE = _linked('{"@type":"Article","dateModified":"2014-01-01"}')
_MASS = DEFAULT.characters


@pytest.mark.parametrize(
    "head",
    [
        _linked(f"[{'[],' * (_MASS // 3)}[]]"),
        _ARTICLE * (_MASS // 47 + 1),
        f"<title>{'Words of it ' * (_MASS // 12 + 1)}</title>",
        "<meta name='citation_author' content='Doe JA, Roe B'>" * (_MASS // 13 + 1),
    ],
    ids=["one script", "many scripts", "title", "metadata"],
)
def test_masses_of_what_nobody_sees_are_refused_with_their_number(head: str) -> None:
    with pytest.raises(ReadError, match=r"[\d,]{7} characters of metadata are too many for a page"):
        _read(head)


def test_below_that_they_are_read() -> None:
    page = _read(f"<title>Of it</title>{_ARTICLE}")
    assert page.dates.governing


@pytest.mark.parametrize(
    "data",
    [
        f"[{','.join(['[' + '[],' * 499 + '[]]'] * 440)}]",
        f'{{"@graph":[{"[]," * 230_000}[]]}}',
        "[[],[]," * 990 + "[]" + "]" * 990,
    ],
    ids=["lists of lists", "one long list", "a list in each"],
)
def test_lists_of_linked_data_cost_what_they_are_long(data: str) -> None:
    started = time.process_time()
    _read(_linked(data))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("depth", range(300, 990, 30))
@pytest.mark.parametrize(
    ("around", "made"),
    [
        ('{"@type":"Article","author":%s}', _nested("[", '"Jo Doe"', "]")),
        ('{"@type":"Article","author":%s}', _nested('{"name":', '"Jo Doe"', "}")),
        ('{"@type":"Article","sameAs":%s}', _nested("[", '"doi:10.1000/x"', "]")),
        ("%s", _nested("[", '{"@type":"Article"}', "]")),
    ],
    ids=["names in lists", "names of names", "identifiers", "objects"],
)
def test_linked_data_may_be_nested_as_deep_as_it_likes(
    around: str, made: Callable[[int], str], depth: int
) -> None:
    body = "<p>So it is [1].</p><h2>References</h2><ol><li>Doe J. A study. Lancet. 2012;3:1-9.</li></ol>"
    assert _read(_linked(around % made(depth)), body).references


def test_a_name_in_lists_is_a_name() -> None:
    data = '{"@type":"Article","author":[["Jo Doe", {"name": ["A Roe"]}], {"name": "B Poe"}]}'
    assert _read(_linked(data)).authors == ("Jo Doe", "A Roe", "B Poe")


def test_an_address_beyond_all_measure_is_none() -> None:
    longer = "a/" * LONGEST
    links = "<p>Words and <a href='x'>a link</a> of it.</p>" * 2_000
    page = _read(f"<base href='https://example.com/{longer}'>", links)
    assert {link.url for link in page.links} == {"https://example.org/x"}
    linked = _read("", f"<p>Words <a href='https://example.com/{longer}'>of it</a>.</p>")
    assert not any(link.url for link in linked.links)
    assert not _read(f"<link rel=canonical href='https://example.com/{longer}'>").canonical_url


@pytest.mark.parametrize(
    "script",
    [
        "<script><!--<script></script><b q='--></script>",
        "<SCRIPT><!-- <Script > </SCRIPT ><b q=' --></script >",
        "<script><!--><b q='</script>",
        "<script><!--x--><!--<script></script><b q='</script>",
        "<script></scripts><b q='</script>",
        "<script>if (a <!--b) {}</script>",
        "<!-->",
        "<!--->",
    ],
)
def test_a_script_or_a_comment_does_not_hide_a_hundred_thousand_attributes(script: str) -> None:
    _reads_soon(f"{script}<p")


@pytest.mark.parametrize("value", ["'>'", '"<"', "'> <'"])
def test_a_bracket_in_a_value_does_not_hide_a_hundred_thousand_attributes(value: str) -> None:
    _reads_soon(f"<p title={value}")


def _reads_soon(opened: str) -> None:
    """``opened`` goes on with 100,000 attributes."""
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    started = time.process_time()
    page = _read("", f"{opened} {attributes}>Words of the page.</p>")
    assert time.process_time() - started < 5
    assert "Words of the page." in page.text


def test_a_front_matter_of_megabytes_is_no_front_matter() -> None:
    text = f'{{"a": [{"[]," * 500_000}[]]}}\nWords.\n'
    with pytest.raises(ReadError, match="characters of text are too many"):
        read(Document("https://example.org/p", text.encode(), "text/markdown"))
