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
import html
import random
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.page import Citation, Document, Reference
from pages.read.citations import read_citations
from pages.read.citations.markers import expand
from pages.read.layout import Layout, read_layout
from pages.read.references import read_references

# Letters before a marker that tell where it stands; enough to be unique in a paragraph, few enough to be kept
# whatever the reader does with blanks and formulas.
CONTEXT = 25
_GAP = re.compile(r"[\[\]()\s]*([,;]|and|[-–—−])?[\[\]()\s]*\Z")
_BLOCKS = {"p", "title", "label", "td", "th", "caption", "list-item", "disp-quote", "def", "term"}
_NAIVE = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")


@dataclass
class Rendered:
    """One article as a page, with the gold: (letters before, number) of every marker."""

    name: str
    page: str
    gold: Counter[tuple[str, int]] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)


def articles(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, XML) of each article in a tar archive, or in a folder of articles and archives."""
    if path.is_dir():
        for file in sorted(path.glob("**/*.xml")):
            yield file.name, file.read_bytes()
        for archive in sorted(path.glob("**/*.tar*")):
            yield from articles(archive)
        return
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".xml") else None
            if stream:
                yield member.name, stream.read()


STYLES = (
    "brackets",
    "round",
    "superscripts",
    "superscripts before the stop",
    "raised digits",
    "linked brackets",
    "linked superscripts",
    "author and year",
)
_RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


class _Renderer:
    def __init__(self, root: etree._Element, style: str) -> None:
        self.style = style
        self.names = _names(root)
        self.labels: dict[str, int] = {}
        for position, ref in enumerate(root.iter("ref"), 1):
            label = re.sub(r"\D", "", "".join(ref.findtext("label") or "")) or str(position)
            self.labels[ref.get("id", "")] = int(label)
        self.out: list[str] = []
        self.words: list[str] = []  # plain text so far of the page, for contexts
        self.gold: Counter[tuple[str, int]] = Counter()

    def tokens(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """("text" | "open" | "close" | "ref", value) of a block's content, in order."""
        if node.text:
            yield "text", node.text
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "xref" and child.get("ref-type") == "bibr":
                yield "ref", f"{child.get('rid', '')}\0{''.join(child.itertext())}"
            elif tag in (
                "fig",
                "table-wrap",
                "list",
                "disp-formula",
                "boxed-text",
                "graphic",
                "media",
                "tex-math",
            ):
                pass
            elif tag in ("sup", "sub", "italic", "bold"):
                name = {"italic": "em", "bold": "strong"}.get(tag, tag)
                yield "open", name
                yield from self.tokens(child)
                yield "close", name
            elif tag:
                yield from self.tokens(child)
            if child.tail:
                yield "text", child.tail

    def block(self, node: etree._Element, tag: str) -> None:
        tokens = list(self.tokens(node))
        self.words.append("\n")
        self.out.append(f"<{tag}>")
        at = 0
        while at < len(tokens):
            kind, value = tokens[at]
            if kind != "ref":
                self.plain(kind, value)
                at += 1
                continue
            group = [tokens[at]]
            at += 1
            while at < len(tokens):
                if tokens[at][0] == "ref":
                    group.append(tokens[at])
                    at += 1
                elif (
                    tokens[at][0] == "text"
                    and _GAP.match(tokens[at][1])
                    and at + 1 < len(tokens)
                    and tokens[at + 1][0] == "ref"
                ):
                    group += [tokens[at], tokens[at + 1]]
                    at += 2
                else:
                    break
            after = tokens[at][1] if at < len(tokens) and tokens[at][0] == "text" else ""
            rest = self.group(group, after)
            if at < len(tokens) and rest:
                tokens[at] = ("text", after[rest:])
        self.out.append(f"</{tag}>\n")

    def plain(self, kind: str, value: str) -> None:
        if kind == "text":
            self.out.append(html.escape(value))
            self.words.append(value)
        else:
            self.out.append(f"<{value}>" if kind == "open" else f"</{value}>")

    def group(self, group: list[tuple[str, str]], after: str) -> int:
        """Write one group of markers; returns how many characters of the text behind it were its bracket."""
        text = "".join(v.split("\0")[1] if k == "ref" else v for k, v in group)
        refs = [
            self.labels.get(v.split("\0")[0].split()[0])
            for k, v in group
            if k == "ref" and v.split("\0")[0].split()
        ]
        digits = re.sub(r"[\[\]()\s]", "", text).replace("and", ",")
        if not re.fullmatch(r"\d+(?:[,;–—−-]+\d+)*", re.sub(r"(?<=\d)$", "", digits)) and digits:
            digits = ",".join(str(r) for r in refs if r) if re.fullmatch(r"[\d,;–—−-]*", digits) else ""
        numbers = expand(re.sub(r"[,;]+", ",", re.sub(r"[–—−-]+", "–", digits))) if digits else None
        letters = letters_before("".join(self.words[-300:]))
        if not numbers:
            self.plain("text", text)
            return 0
        if self.style == "author and year":
            named = [self.names[n] for n in numbers if n in self.names]
            numbers = tuple(n for n in numbers if n in self.names)
            marker = f"({'; '.join(named)})" if named else ""
        else:
            marker = _marker(self.style, digits)
        for number in numbers:
            self.gold[(letters, number)] += 1
        if self.style == "brackets":
            self.plain("text", text)
            return 0
        # Take the brackets that stand around the group away with it.
        tail = re.match(r"\s*[\])]", after)
        if tail and "[" not in text and "(" not in text:
            for i in range(len(self.out) - 1, -1, -1):
                if self.out[i].startswith("<"):
                    continue
                self.out[i] = re.sub(r"\s*[\[(]\s*\Z", "", self.out[i])
                break
        else:
            tail = None
            if self.out and not self.out[-1].startswith("<") and "uperscripts" in self.style:
                self.out[-1] = self.out[-1].rstrip()
        taken = tail.end() if tail else 0
        if "uperscripts" not in self.style and self.style != "raised digits":
            marker = f" {marker}"
        elif (
            self.style in ("superscripts", "raised digits", "linked superscripts")
            and after[taken : taken + 1] in ".,"
        ):
            # behind the full stop or comma, as most journals have it
            self.out.append(after[taken : taken + 1])
            taken += 1
        self.out.append(html.escape(marker) if self.style == "author and year" else marker)
        if self.style == "author and year":
            self.words.append(marker)  # its letters stand before what follows
        return taken

    def walk(self, node: etree._Element) -> None:
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "title":
                self.block(child, "h2")
            elif tag in _BLOCKS:
                self.block(child, "td" if tag in ("td", "th") else "p")
                self.walk(child)
            elif tag == "tr":
                self.out.append("<tr>")
                self.walk(child)
                self.out.append("</tr>")
            elif tag == "table":
                self.out.append("<table>")
                self.walk(child)
                self.out.append("</table>")
            elif tag:
                self.walk(child)


def _marker(style: str, digits: str) -> str:
    """A group of numbers as the template writes it."""
    plain = re.sub(r"[,;]+", ",", digits)
    if style == "raised digits":
        return plain.translate(_RAISED)
    if style.startswith("linked"):
        plain = re.sub(r"\d+", lambda m: f'<a href="#ref-{m.group()}">{m.group()}</a>', plain)
    else:
        plain = html.escape(plain)
    if "superscripts" in style:
        return f"<sup>{plain}</sup>"
    return f"({plain})" if style == "round" else f"[{plain}]"


def _names(root: etree._Element) -> dict[int, str]:
    """What each entry is cited as by author and year, letters behind the years that are there twice."""
    found: dict[int, str] = {}
    for position, ref in enumerate(root.iter("ref"), 1):
        label = int(re.sub(r"\D", "", "".join(ref.findtext("label") or "")) or position)
        citation = next((c for c in ref if isinstance(c.tag, str) and "citation" in c.tag), ref)
        people = [n.findtext("surname") or "" for n in citation.iter("name")]
        collab = citation.find(".//collab")
        group = "" if collab is None else "".join(collab.itertext())
        year = re.sub(r"\D", "", citation.findtext("year") or "")[:4]
        if not year or not (people or group):
            continue
        who = people[0] if people else " ".join(group.split())
        if len(people) == 2:
            who = f"{people[0]} and {people[1]}"
        elif len(people) > 2:
            who = f"{people[0]} et al."
        found[label] = f"{who}, {year}"
    times = Counter(found.values())
    seen: Counter[str] = Counter()
    for label, name in found.items():
        if times[name] > 1:
            seen[name] += 1
            found[label] = f"{name}{chr(96 + seen[name])}" if seen[name] < 9 else name
    return found


def _entry(ref: etree._Element) -> str:
    citation = next((c for c in ref if isinstance(c.tag, str) and "citation" in c.tag), ref)
    if citation.tag == "mixed-citation" and (citation.text or "").strip():
        return " ".join("".join(citation.itertext()).split())
    names = [
        f"{n.findtext('surname') or ''} {''.join(w[0] for w in (n.findtext('given-names') or '').split() if w)}".strip()
        for n in citation.iter("name")
    ] or [" ".join("".join(c.itertext()).split()) for c in citation.iter("collab")]

    def get(tag: str) -> str:
        found = citation.find(tag)
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    title = get("article-title")
    place = (
        f"{get('source')} {get('volume')}: {get('fpage')}–{get('lpage')}." if get("volume") else get("source")
    )
    return " ".join(f"{', '.join(names)} ({get('year')}) {title}. {place} {get('comment')}".split())


def render(name: str, xml: bytes, style: str, drop: frozenset[int] = frozenset()) -> Rendered:
    """One article as HTML; entries whose number is in ``drop`` are left out of its list."""
    root = etree.fromstring(
        xml, etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True, recover=True)
    )
    renderer = _Renderer(root, style)
    body = root.find("body")
    if body is not None:
        renderer.walk(body)
    entries = [(renderer.labels[r.get("id", "")], _entry(r)) for r in root.iter("ref")]
    kept = [(n, t) for n, t in entries if n not in drop]
    if style == "author and year":
        kept = [(n, _lettered(t, renderer.names.get(n, ""))) for n, t in kept]
        listed = "\n".join(f"<p>{html.escape(t)}</p>" for _, t in sorted(kept, key=lambda e: e[1]))
    else:
        listed = "\n".join(f'<p id="ref-{n}">{n}. {html.escape(t)}</p>' for n, t in kept)
    page = (
        f"<html><head><title>{name}</title></head><body><main><h1>{name}</h1>{''.join(renderer.out)}"
        f"<h2>References</h2>\n{listed}</main></body></html>"
    )
    return Rendered(name, page, renderer.gold, [n for n, _ in entries], {t[:_TOLD]: n for n, t in kept})


# So much of an entry's text tells which one it is.
_TOLD = 70


def _lettered(text: str, name: str) -> str:
    """The entry with the letter behind its year that it is cited by."""
    cited = re.search(r"((?:19|20)\d\d)([a-h])\Z", name)
    return re.sub(cited[1], cited[0], text, count=1) if cited else text


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
            number = page.texts.get(references[index].text[:_TOLD], 0)
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


def letters_before(text: str) -> str:
    """The key of a place: the last letters before it, without a "Ref." that some markers begin with."""
    return re.sub(r"refs?\Z", "", re.sub(r"[^a-zA-Z]", "", text), flags=re.IGNORECASE)[-CONTEXT:]


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
