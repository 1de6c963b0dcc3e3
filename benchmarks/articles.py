"""How well markers are read in short articles of our own: tests/labelled/articles, whose README has the format.

python -m benchmarks.articles [FILE ...] [--misses]
"""

from __future__ import annotations

import argparse
import html
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.jats_pages import STYLES
from model.page import Document
from pages.read import read
from pages.read.citations.markers import expand

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "labelled" / "articles"
# Letters by which a marker's place in the page's text may differ from the label's.
_NEAR = 40
_RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻’", "0123456789-,")
_FAMILIES = (
    *(
        "Abbott",
        "Bergqvist",
        "Castellano",
        "Duarte",
        "Eklund",
        "Ferreira",
        "Grabowski",
        "Haldane",
        "Ivarsson",
    ),
    *(
        "Juhász",
        "Kowalczyk",
        "Lindqvist",
        "McAllister",
        "Nørgaard",
        "O'Rourke",
        "Petrov",
        "Quiñones",
        "Rautio",
    ),
    *(
        "Sørensen",
        "Takahashi",
        "Ueda",
        "Vasquez",
        "Wójcik",
        "Xu",
        "Yilmaz",
        "Zapata",
        "van den Hoek",
        "De Luca",
    ),
    *("García-Ruiz", "Le Goff", "El-Sayed", "St John"),
)
_JOURNALS = (
    "Lancet",
    "BMJ",
    "JAMA",
    "Thorax",
    "Gut",
    "Ann Intern Med",
    "Br J Gen Pract",
    "Pediatrics",
    "Age Ageing",
)
_WORDS = "outcomes trial cohort burden treatment long-term risk adults children review dose response screening".split()  # noqa: SIM905
_NEUTRAL = re.compile(r" ?\{([\d,\-]+)\}([.,;:]?)")
_LABELLED = re.compile(r"⟦(.*?)(?:\|([\d,]*))?⟧|([¹²³⁴-⁹][⁰¹²³⁴-⁹⁻’]*)")
_BLOCK = re.compile(r"<(?:table|ol|ul|figure|p)\b")


@dataclass(frozen=True)
class Article:
    """One article: its lines, and how many entries its list has or which (``"Who | year"``)."""

    name: str
    size: int
    lines: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass
class Labelled:
    """A page, its gold (letters before, number) and its entries' numbers by their first words."""

    page: str
    gold: list[tuple[int, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    by_name: bool = False


@dataclass(frozen=True)
class Score:
    """Right, read and labelled numbers; what was missed and what was read too much, in words."""

    right: int
    read: int
    labelled: int
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.read + other.read, self.labelled + other.labelled)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.read + self.labelled)


def articles(path: Path) -> Iterator[Article]:
    """The articles of one file."""
    for part in path.read_text("utf-8").split("=== ")[1:]:
        head, *lines = part.rstrip().split("\n")
        name, size = head.split()[:2]
        entries = tuple(line.removeprefix("# ") for line in lines if line.startswith("# "))
        yield Article(name, int(size), tuple(x for x in lines if not x.startswith("# ")), entries)


@dataclass(frozen=True)
class _Paper:
    authors: tuple[str, ...]
    year: int
    words: str
    place: str

    @property
    def cited(self) -> str:
        first = self.authors[0]
        more = {1: "", 2: f" and {self.authors[-1]}"}.get(len(self.authors), " et al.")
        return f"{first}{more}, {self.year}"

    def printed(self, year_first: bool) -> str:
        people = ", ".join(f"{a} {chr(65 + (len(a) * 7 + i) % 17)}" for i, a in enumerate(self.authors))
        if year_first:
            return f"{people} ({self.year}). {self.words}. {self.place.replace(';', ' ').replace(':', ', ')}."
        journal, place = self.place.split(";")
        return f"{people}. {self.words}. {journal} {self.year};{place}."


def _papers(name: str, size: int) -> list[_Paper]:
    """Papers that differ in first author or year, the same for one name on every call."""
    rng = random.Random(name)
    found: dict[tuple[str, int], _Paper] = {}
    while len(found) < size:
        authors = tuple(rng.sample(_FAMILIES, rng.choice((1, 2, 3, 4, 6))))
        year, page = rng.randint(1994, 2022), rng.randint(11, 990)
        words = " ".join(rng.sample(_WORDS, 6)).capitalize()
        place = f"{rng.choice(_JOURNALS)};{rng.randint(3, 380)}:{page}–{page + 8}"
        found.setdefault((authors[0], year), _Paper(authors, year, words, place))
    return list(found.values())


class _Page:
    def __init__(self, name: str) -> None:
        self.out: list[str] = []
        self.letters = 0
        self.labelled = Labelled("")
        self.put(f"<h1>{name}</h1>")

    def put(self, markup: str) -> None:
        self.out.append(markup)
        self.letters += _letters(html.unescape(re.sub(r"<[^>]+>", "", markup)))

    def label(self, numbers: tuple[int, ...]) -> None:
        self.labelled.gold += [(self.letters, n) for n in numbers]

    def done(self, entries: list[tuple[int, str]], numbered: bool) -> Labelled:
        items = [
            f'<p id="ref-{n}">{f"{n}. " if numbered else ""}{html.escape(text)}</p>' for n, text in entries
        ]
        self.labelled.numbers = {text[:45]: n for n, text in entries}
        self.labelled.by_name = not numbered
        body = f"{''.join(self.out)}<h2>References</h2>\n{''.join(items)}"
        self.labelled.page = f"<html><body><main>{body}</main></body></html>"
        return self.labelled


def in_template(article: Article, style: str) -> Labelled:
    """An article with neutral markers as one template prints it."""
    papers = _papers(article.name, article.size)
    by_name = style == "author and year"
    page = _Page(article.name)
    for line in article.lines:
        tag, words = ("h2", line[3:]) if line.startswith("## ") else ("p", line)
        page.put(f"<{tag}>")
        at = 0
        for match in _NEUTRAL.finditer(words):
            page.put(html.escape(words[at : match.start()]))
            numbers = expand(match[1]) or ()
            page.label(numbers)
            page.put(_printed(match[1], match[2], style, "; ".join(papers[n - 1].cited for n in numbers)))
            at = match.end()
        page.put(f"{html.escape(words[at:])}</{tag}>\n")
    entries = [(n, p.printed(by_name)) for n, p in enumerate(papers, 1)]
    return page.done(sorted(entries, key=lambda e: e[1]) if by_name else entries, not by_name)


def _printed(numbers: str, stop: str, style: str, names: str) -> str:
    plain = numbers.replace("-", "–")
    linked = re.sub(r"\d+", lambda m: f'<a href="#ref-{m[0]}">{m[0]}</a>', plain)
    return {
        "brackets": f" [{plain}]{stop}",
        "round": f" ({plain}){stop}",
        "superscripts": f"{stop}<sup>{plain}</sup>",
        "superscripts before the stop": f"<sup>{plain}</sup>{stop}",
        "raised digits": f"{stop}{plain.translate(_RAISED)}",
        "linked brackets": f" [{linked}]{stop}",
        "linked superscripts": f"{stop}<sup>{linked}</sup>",
        "author and year": f" ({names}){stop}",
    }[style]


def as_written(article: Article) -> Labelled:
    """An article whose markers are written out."""
    page = _Page(article.name)
    for line in article.lines:
        block = _BLOCK.match(line) is not None
        page.put("" if block else "<p>")
        at = 0
        for match in _LABELLED.finditer(line):
            page.put(line[at : match.start()])
            shown, told, raised = match[1], match[2], match[3]
            if raised:
                # What is raised on a unit is its exponent.
                exponent = re.search(r"c?m\Z", line[: match.start()])
                page.label(() if exponent else expand(raised.translate(_LOWERED)) or ())
            elif told is None:
                page.label(expand(re.sub(r"[^\d,–-]", "", re.sub(r", p\. ?\d+", "", shown))) or ())
            else:
                page.label(tuple(int(n) for n in told.split(",") if n))
            page.put(raised or shown)
            at = match.end()
        page.put(f"{line[at:]}{'' if block else '</p>'}\n")
    entries = [(n, _by_year(n, *map(str.strip, e.split("|")))) for n, e in enumerate(article.entries, 1)]
    if not entries:
        papers = enumerate(_papers(article.name, article.size), 1)
        return page.done([(n, p.printed(False)) for n, p in papers], True)
    return page.done(entries, False)


def _by_year(number: int, who: str, year: str) -> str:
    title = (
        "Patterns of care in small towns",
        "Plain words in clinics",
        "Habits in later life",
        "Costs of waiting",
    )
    first = 101 + 17 * number
    return f"{who} ({year}). {title[number % 4]}, part {number}. J Public Health {12 + number}, {first}–{first + 7}."


def score(labelled: Labelled) -> Score:
    """What the reader makes of a page, against its labels."""
    page = read(Document("https://example.org/article", labelled.page.encode(), "text/html; charset=utf-8"))
    left, wrong, right, count = list(labelled.gold), [], 0, 0
    for citation in page.citations:
        numbers = citation.numbers
        if labelled.by_name:
            numbers = tuple(
                labelled.numbers.get(page.references[i].text[:45], 0) for i in citation.references
            )
        place = _letters(page.text[: citation.span.start])
        for number in numbers:
            count += 1
            near = [g for g in left if g[1] == number and abs(g[0] - place) <= _NEAR]
            if near:
                left.remove(min(near, key=lambda g: abs(g[0] - place)))
                right += 1
            else:
                wrong.append(f"false {number} in {page.quote(citation.span)!r}")
    wrong += [f"missed {number} behind {place} letters" for place, number in left]
    return Score(right, count, len(labelled.gold), tuple(wrong))


def _letters(text: str) -> int:
    return sum(c.isascii() and c.isalpha() for c in text)


def scores(path: Path) -> Iterator[tuple[str, str, Score]]:
    """(template or "as written", article, score) of all articles of a file."""
    for article in articles(path):
        if "templates" in path.name:
            for style in STYLES:
                yield style, article.name, score(in_template(article, style))
        else:
            yield "as written", article.name, score(as_written(article))


def main() -> None:
    """Print a line for each file and template."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(FOLDER.glob("?-*.txt")))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for path in options.files:
        sums: dict[str, Score] = {}
        for style, name, found in scores(path):
            sums[style] = sums.get(style, Score(0, 0, 0)) + found
            if options.misses:
                for line in found.wrong:
                    print("   ", style, name, line)
        for style, total in sums.items():
            precision, recall = total.right / max(1, total.read), total.right / max(1, total.labelled)
            figures = f"P {precision:.3f} R {recall:.3f} F1 {total.f1:.4f}"
            print(f"{path.stem:14} {style:30} {total.labelled:4} numbers: {figures}")


if __name__ == "__main__":
    main()
