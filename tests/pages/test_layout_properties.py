"""Laws of the reader that hold for any bytes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import ReadError
from model.page import Document
from model.span import Span
from pages.read.layout import Layout, read_layout

SETTINGS = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_TAGS = [
    "p",
    "div",
    "span",
    "h1",
    "h2",
    "h3",
    "b",
    "strong",
    "i",
    "sup",
    "sub",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "br",
    "section",
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "form",
    "button",
    "details",
    "summary",
    "blockquote",
    "pre",
    "caption",
    "time",
    "label",
    "script",
    "style",
    "noscript",
    "template",
    "svg",
]
_ATTRIBUTES = (
    ' id="x"',
    ' id="y" class="sidebar"',
    ' class="related-posts"',
    ' class="references"',
    ' href="#x"',
    ' href="/a?b=c"',
    ' href="http://[bad"',
    ' style="display:none"',
    " hidden",
    ' role="heading" aria-level="3"',
    ' role="tab" aria-controls="x"',
    ' aria-controls="y" aria-expanded="false"',
    ' datetime="2014-06-24"',
    ' name="z"',
    ' role="main"',
    "",
)
_WORDS = (
    "Updated 06/24/14",
    "PARP inhibitors are under study [39].",
    "e.g., Dr. Roe et al. (1.5 mg)",
    " ",
    "\n\n",
    "&nbsp;",
    "&shy;",
    "ﬁ ﬂ e\u0301",
    "\u200b",
    "1.",
    "(",
    ")",
    "[",
    "12",
    "Long prose that goes on for quite a while so that it counts as the text of a page, and not as a label at all.",
    "<",
    "&",
    "\x00",
    "<!-- c -->",
    "<![CDATA[x]]>",
    "<?pi?>",
)
_OPEN = st.builds("<{}{}>".format, st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES))
_CLOSE = st.builds("</{}>".format, st.sampled_from(_TAGS))
MARKUP = st.lists(
    st.one_of(_OPEN, _OPEN, _CLOSE, st.sampled_from(_WORDS), st.text(max_size=8)), max_size=60
).map("".join)


def read(body: bytes, content_type: str = "", url: str = "https://example.org/p") -> Layout | None:
    """The layout, or None where the reader says in one line why there is none."""
    message = ""
    try:
        return read_layout(Document(url, body, content_type))
    except ReadError as error:
        message = str(error)
    assert message
    assert "\n" not in message
    return None


def check(layout: Layout) -> None:
    """Everything that a Layout promises."""
    text = layout.text

    def holds(span: Span) -> None:
        assert 0 <= span.start <= span.end <= len(text)

    # sections part the text: each begins where the one before ends
    assert [section.index for section in layout.sections] == [*range(len(layout.sections))]
    assert layout.sections[0].level == 0
    assert layout.sections[0].span.start == 0
    assert layout.sections[-1].span.end == len(text)
    for before, after in zip(layout.sections, layout.sections[1:], strict=False):
        assert before.span.end == after.span.start
    for section in layout.sections:
        assert section.span.contains(section.body)
        if section.level:
            assert text.startswith(section.heading, section.span.start)
            assert section.path[-1] == section.heading
        if section.parent is not None:
            assert section.parent < section.index
            assert layout.sections[section.parent].level < section.level
    end = 0
    for number, block in enumerate(layout.blocks):
        assert block.index == number
        assert block.span.start >= end
        end = block.span.end
        words = block.span.of(text)
        assert words
        assert words == words.strip()
        assert "\n" not in words
        assert layout.sections[block.section].span.contains(block.span)
        assert block.lead_in is None or block.lead_in < number
    end = 0
    for sentence in layout.sentences:
        assert sentence.span.start >= end
        end = sentence.span.end
        block = layout.blocks[sentence.block]
        assert block.span.contains(sentence.span)
        assert sentence.section == block.section
        words = sentence.span.of(text)
        assert words
        assert words == words.strip()
    # no word is lost between sentences
    assert "".join(s.span.of(text) for s in layout.sentences).replace(" ", "") == "".join(
        b.span.of(text) for b in layout.blocks
    ).replace(" ", "")
    for link in layout.links:
        assert link.span is not None
        holds(link.span)
        assert link.text == link.span.of(text)
    for inline in layout.inlines:
        holds(inline.span)
        words = inline.span.of(text)
        assert words == words.strip()
        assert bool(words) != (inline.kind == "anchor")
    for offset in layout.ids.values():
        assert 0 <= offset <= len(text)
    assert set(layout.block_hints) <= {block.index for block in layout.blocks}


@SETTINGS
@given(
    st.binary(max_size=300),
    st.sampled_from(("", "text/html", "text/html; charset=utf-16", "text/plain", "text/x")),
)
def test_any_bytes_are_a_layout_or_one_clear_error(body: bytes, content_type: str) -> None:
    layout = read(body, content_type)
    if layout is not None:
        check(layout)


@SETTINGS
@given(MARKUP)
def test_any_markup_keeps_the_laws_of_spans(markup: str) -> None:
    layout = read(f"<html><body>{markup}</body></html>".encode("utf-8", "replace"), "text/html")
    if layout is not None:
        check(layout)


@SETTINGS
@given(
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=30), st.just("\n")), max_size=40).map(
        "\n".join
    )
)
def test_any_text_keeps_the_laws_of_spans(text: str) -> None:
    for name in ("p.txt", "p.md"):
        layout = read(text.encode("utf-8", "replace"), url=f"file:///{name}")
        if layout is not None:
            check(layout)


@SETTINGS
@given(MARKUP)
def test_comments_between_elements_change_nothing(markup: str) -> None:
    """Adding silence changes no word."""
    plain = read(f"<div><p>One.</p>{markup}</div>".encode("utf-8", "replace"), "text/html")
    padded = read(
        f"<!-- a --><div><!-- b --><p>One.</p>{markup}</div>".encode("utf-8", "replace"), "text/html"
    )
    assert (plain and plain.text) == (padded and padded.text)


def test_ten_thousand_nested_elements_are_read() -> None:
    deep = "<div>" * 10_000 + "<p>At the bottom there is a sentence.</p>" + "</div>" * 10_000
    layout = read(deep.encode())
    assert layout is not None
    check(layout)


def test_ten_thousand_open_inline_elements_are_read() -> None:
    layout = read(("<p>" + "<b>x " * 10_000).encode())
    assert layout is not None
    check(layout)
