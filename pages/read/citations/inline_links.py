"""Papers and trials that a page cites by a link or an identifier in its text, without a reference list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from model.identifiers import NCT, Identifier
from model.page import Reference, ReferenceKind, ReferenceParts
from model.span import Span
from pages.read.citations.spans import Taken
from pages.read.layout import Layout
from pages.read.references import parse_reference
from pages.read.references.identifiers import find_identifiers, identifiers_in_url
from pages.read.references.own import is_own, own_identifiers

_MAY_CITE = re.compile(
    r"doi\.org|pubmed|/pmc/|europepmc|pmc\.ncbi|clinicaltrials\.gov|/10\.\d{4}|nct\d{8}|"
    r"10\.\d{4,9}(?:/|%2f)|thelancet\.com/journals|nature\.com/articles",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\b(?:PMID\b\W{0,3}\d{4,8}|PMC\d{5,8}\b|NCT\s?\d{8}\b|(?:(?:doi|DOI)\b\W{0,3}|"
    r"doi\.org/)?10\.\d{4,9}/[^\s\"“”<>|]+)"
)
# Journals whose article addresses carry no identifier: host, and what the path of an article looks like.
_JOURNALS = (
    (
        re.compile(r"(?:^|\.)jamanetwork\.com\Z"),
        re.compile(r"/(?:journals/[\w-]+/)?(?:full)?article(?:-abstract|\.aspx)?/?\d*"),
    ),
    (re.compile(r"(?:^|\.)bmj\.com\Z"), re.compile(r"/content/\d+/\w+")),
    (
        re.compile(r"(?:^|\.)(?:academic\.oup\.com|oxfordjournals\.org)\Z"),
        re.compile(r"/[\w-]+/(?:article|content)/"),
    ),
    (re.compile(r"(?:^|\.)sciencedirect\.com\Z"), re.compile(r"/science/article/")),
    (
        re.compile(
            r"(?:^|\.)(?:ahajournals|acpjournals|ascopubs|aacrjournals|diabetesjournals|"
            r"aappublications|annals)\.org\Z"
        ),
        re.compile(r"/(?:doi|content|article|aim)/"),
    ),
    (re.compile(r"(?:^|\.)nejm\.org\Z"), re.compile(r"/doi/")),
    (re.compile(r"(?:^|\.)mdpi\.com\Z"), re.compile(r"/\d{4}-\d{3}[\dX]/\d+/\d+/\d+")),
    (re.compile(r"(?:^|\.)(?:cell|thelancet)\.com\Z"), re.compile(r"/(?:fulltext|article)/|/article/")),
)


_JOURNAL_HOST = re.compile(
    r"jamanetwork|bmj\.com|oup\.com|oxfordjournals|sciencedirect|ahajournals|acpjournals|ascopubs|"
    r"aacrjournals|diabetesjournals|aappublications|"
    r"annals\.org|nejm\.org|mdpi\.com|cell\.com|thelancet"
)


# What a journal's page calls the links to its own copies and services.
_OWN_LINKS = re.compile(
    r"(?:download|export|log in|sign in|subscribe|buy|rent|purchase|share|print|save|email|request) "
    r"?(?:.{0,40})|(?:article )?metrics(?: details)?|"
    r"reprints and permissions|supplement(?:ary|al)\b.{0,30}|permissions|cite this article|crossmark|"
    r"check for updates",
    re.IGNORECASE,
)


def _is_journal(url: str) -> bool:
    if not _JOURNAL_HOST.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return any(h.search(host) and p.search(parts.path) for h, p in _JOURNALS)


# A link's words that are longer than this may be a whole reference.
_TELLING = 60


def may_cite(url: str) -> bool:
    """A quick look: False for addresses that name no paper and no trial."""
    return _MAY_CITE.search(url) is not None or _is_journal(url)


class Cited:
    """The references of one page by identifier and address; papers that links cite are put behind them."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.references: list[Reference] = []
        self._by_name: dict[Identifier | str, int] = {}
        for reference in references:
            self._keep(reference)

    def _keep(self, reference: Reference) -> int:
        self.references.append(reference)
        for name in (*reference.identifiers, *reference.urls):
            self._by_name.setdefault(name, reference.index)
        return reference.index

    def by_link(self, url: str, words: str) -> int | None:
        """The reference that an inline link cites: one that is there already with the same identifier or address,
        else a new one. None when the address is of no paper or trial."""
        identifiers = identifiers_in_url(url)
        return self.add(identifiers, url, words) if identifiers or _is_journal(url) else None

    def by_address(self, url: str, words: str) -> int:
        """The reference that a number in the text cites by linking to any page."""
        index = self.by_link(url, words)
        if index is not None:
            return index
        if url in self._by_name:
            return self._by_name[url]
        new = Reference(len(self.references), None, words, ReferenceKind.WEB, (), (url,), inline=True)
        return self._keep(new)

    def add(self, identifiers: tuple[Identifier, ...], url: str, words: str) -> int:
        """The reference with one of the identifiers or the address, else a new one."""
        known = [self._by_name[n] for n in (*identifiers, *([url] if url else [])) if n in self._by_name]
        if known:
            return min(known)
        trial = identifiers and all(isinstance(i, NCT) for i in identifiers)
        kind = ReferenceKind.TRIAL if trial else ReferenceKind.ARTICLE
        text = " ".join(words.split())
        _, parts = parse_reference(text) if len(text) > _TELLING else (kind, ReferenceParts())
        if not (parts.year and parts.authors):
            parts = ReferenceParts()
        urls = (url,) if url else ()
        return self._keep(
            Reference(len(self.references), None, text, kind, identifiers, urls, parts, inline=True)
        )


def inline_citations(
    layout: Layout, cited: Cited, taken: Taken, is_listed: Callable[[int], bool]
) -> list[tuple[Span, tuple[int, ...]]]:
    """Links and bare identifiers in the text outside the lists and the markers ``taken``: the span of each with the
    references it cites, which are added to ``cited``."""
    found: list[tuple[Span, tuple[int, ...]]] = []
    own = own_identifiers(layout)
    spans = Taken()
    for inline in layout.inlines:
        if inline.kind != "link" or not may_cite(inline.value):
            continue
        if is_listed(inline.span.start) or taken.overlaps(inline.span):
            continue
        words = inline.span.of(layout.text)
        if _OWN_LINKS.fullmatch(words.strip()) or is_own(identifiers_in_url(inline.value), own):
            continue
        index = cited.by_link(inline.value, words)
        if index is not None:
            found.append((inline.span, (index,)))
            spans.add(inline.span)
    if not any(sign in layout.text for sign in ("PMID", "PMC", "NCT", "10.")):
        return found
    for match in _IN_TEXT.finditer(layout.text):
        span = Span(match.start(), match.end())
        if is_listed(span.start) or taken.overlaps(span) or spans.overlaps(span):
            continue
        identifiers = find_identifiers(match.group())
        if identifiers and not is_own(identifiers, own):
            found.append((span, (cited.add(identifiers, "", match.group()),)))
            spans.add(span)
    return found
