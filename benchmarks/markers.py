"""How well in-text citation markers are read: precision and recall of numbers, ranges expanded.

    python benchmarks/markers.py ARTICLES [--drop 5]

ARTICLES is a folder or .tar.xz of JATS XML articles (PLOS's corpus). Each is rendered to HTML in eight templates
(brackets as printed, round, superscripts, superscripts before the full stop, Unicode's raised digits, linked brackets
and superscripts, author and year), the gold's tags taken out, tables in, and read as any page. A marker counts as
found when its number stands behind the same words as in the gold; by author and year, when its entry does.
``--drop k`` then takes k entries out of each list, and
counts the articles in which exactly their numbers are reported as dangling. A naive regular expression is measured in
the same run. Our own labelled pages (tests/labelled/markers) are tests.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.jats_pages import STYLES, TOLD, Rendered, articles, letters_before, render
from model.page import Citation, Document, Reference
from pages.read.citations import read_citations
from pages.read.citations.markers import expand
from pages.read.layout import Layout, read_layout
from pages.read.references import read_references

_NAIVE = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")


def read(page: str) -> tuple[Layout, tuple[Citation, ...], tuple[Reference, ...]]:
    """The page as the product reads it."""
    layout = read_layout(Document("https://example.org/article", page.encode(), "text/html; charset=utf-8"))
    citations, references = read_citations(layout, read_references(layout))
    return layout, citations, references


def named(
    layout: Layout, citations: tuple[Citation, ...], references: tuple[Reference, ...], page: Rendered
) -> Counter[tuple[str, int]]:
    """(letters before, the entry's number) of the markers by author and year."""
    result: Counter[tuple[str, int]] = Counter()
    for citation in citations:
        letters = letters_before(layout.text[max(0, citation.span.start - 600) : citation.span.start])
        for index in citation.references:
            number = page.texts.get(references[index].text[:TOLD], 0)
            result[(letters, number)] += 1
    return result


def found(layout: Layout, citations: tuple[Citation, ...]) -> Counter[tuple[str, int]]:
    """(letters before, number) of the markers read."""
    result: Counter[tuple[str, int]] = Counter()
    for citation in citations:
        letters = letters_before(layout.text[max(0, citation.span.start - 600) : citation.span.start])
        for number in citation.numbers:
            result[(letters, number)] += 1
    return result


def naive(layout: Layout) -> Counter[tuple[str, int]]:
    """What a plain regular expression for brackets finds."""
    result: Counter[tuple[str, int]] = Counter()
    for match in _NAIVE.finditer(layout.text):
        letters = letters_before(layout.text[max(0, match.start() - 600) : match.start()])
        for number in expand(match.group(1)) or ():
            result[(letters, number)] += 1
    return result


def _score(gold: Counter[tuple[str, int]], got: Counter[tuple[str, int]]) -> tuple[int, int, int]:
    hit = sum((gold & got).values())
    return hit, sum(got.values()), sum(gold.values())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--style", action="append", choices=STYLES, help="only this template (repeatable)")
    parser.add_argument("--drop", type=int, default=5)
    parser.add_argument("--misses", type=int, default=0, help="show so many misses and false markers")
    options = parser.parse_args()
    if options.articles:
        for style in options.style or STYLES:
            _corpus(options, style)


def _corpus(options: argparse.Namespace, style: str) -> None:
    totals, plain = [0, 0, 0], [0, 0, 0]
    count = perfect = exact = 0
    spent = 0.0
    shown = 0
    for name, xml in articles(options.articles):
        page = render(name, xml, style)
        if not page.gold:
            continue
        count += 1
        started = time.perf_counter()
        layout, citations, references = read(page.page)
        spent += time.perf_counter() - started
        got = (
            named(layout, citations, references, page)
            if style == "author and year"
            else found(layout, citations)
        )
        score = _score(page.gold, got)
        totals = [a + b for a, b in zip(totals, score, strict=True)]
        plain = [a + b for a, b in zip(plain, _score(page.gold, naive(layout)), strict=True)]
        perfect += score[0] == score[1] == score[2]
        if options.misses > shown and not score[0] == score[1] == score[2]:
            print(name, score, "refs", len(references), "of", len(page.numbers))
            for label, rest in (("missed", page.gold - got), ("false", got - page.gold)):
                for key, times in list(rest.items())[:4]:
                    pattern = r"[^a-zA-Z]*".join(key[0][-14:]) + r"[^a-zA-Z]*"
                    place = re.search(pattern, layout.text)
                    around = layout.text[max(0, place.start() - 10) : place.end() + 25] if place else ""
                    print("   ", label, key, times, repr(around))
            shown += 1
        rng = random.Random(name)
        cited = sorted({n for _, n in page.gold} & set(page.numbers))
        drop = frozenset(rng.sample(cited, min(options.drop, max(0, len(cited) - 5))))
        _, fewer, _ = read(render(name, xml, style, drop).page)
        expected = drop | ({n for _, n in page.gold} - set(page.numbers))
        dangling = {n for c in fewer for n in c.dangling}
        if options.misses and dangling != expected:
            print(
                name,
                "dangling too many:",
                sorted(dangling - expected),
                "too few:",
                sorted(expected - dangling),
            )
        exact += dangling == expected
    if not count:
        sys.exit(f"no article with citations in {options.articles}")
    precision, recall = totals[0] / max(1, totals[1]), totals[0] / max(1, totals[2])
    print(
        f"{style:28} {count} articles, {totals[2]} numbers: P "
        f"{precision:.4f} R {recall:.4f} F1 {2 * precision * recall / max(1e-9, precision + recall):.4f}, "
        f"{perfect} perfect; {options.drop} entries dropped are exactly the dangling ones in {exact}; "
        f"{spent / count * 1000:.0f} ms a page"
    )
    if style == "brackets":
        print(f"{'naive regex':13} P {plain[0] / max(1, plain[1]):.4f} R {plain[0] / max(1, plain[2]):.4f}")


if __name__ == "__main__":
    main()
