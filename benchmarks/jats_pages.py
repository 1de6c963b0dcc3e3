"""JATS articles as web pages in eight templates, with the gold of their markers: for ``markers.py``."""

from __future__ import annotations

import html
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pages.read.citations.markers import expand

# Letters before a marker that tell where it stands; enough to be unique in a paragraph, few enough to be kept
# whatever the reader does with blanks and formulas.
CONTEXT = 25
_GAP = re.compile(r"[\[\]()\s]*([,;]|and|[-–—−])?[\[\]()\s]*\Z")
_BLOCKS = {"p", "title", "label", "td", "th", "caption", "list-item", "disp-quote", "def", "term"}


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
    return Rendered(name, page, renderer.gold, [n for n, _ in entries], {t[:TOLD]: n for n, t in kept})


# So much of an entry's text tells which one it is.
TOLD = 70


def _lettered(text: str, name: str) -> str:
    """The entry with the letter behind its year that it is cited by."""
    cited = re.search(r"((?:19|20)\d\d)([a-h])\Z", name)
    return re.sub(cited[1], cited[0], text, count=1) if cited else text


def letters_before(text: str) -> str:
    """The key of a place: the last letters before it, without a "Ref." that some markers begin with."""
    return re.sub(r"refs?\Z", "", re.sub(r"[^a-zA-Z]", "", text), flags=re.IGNORECASE)[-CONTEXT:]
