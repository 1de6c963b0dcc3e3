"""What a line shows of being a reference, a line of links, or prose that stands around a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pages.read.references.outlets import opens_with_body
from pages.read.references.text import only_link_words

#: What may not stand before it is looked for behind its digits: a pattern that begins with them is found faster.
YEAR = re.compile(r"(?:19|20)\d\d(?<!\d{5})(?!\d)")
_SIGNS = (
    re.compile(r"\bet\.? al\b|\b[A-Z][\w'’-]+,? (?:[A-Z]{1,3}\b(?!\.\w)|(?:[A-Z]\. ?){1,3})\s?[,.;:(&]"),
    re.compile(
        r"\d{1,4}\s?(?:\([^()]{1,20}\))?\s?[:,]\s?(?:pp?\.? ?)?[A-Za-z]{0,2}\d+\s?[-–]\s?[A-Za-z]?\d+|"
        r"(?:19|20)\d\d\s?[;,]\s?\d+\s?[(:]|\bvol\. ?\d+"
    ),
    re.compile(
        r"\b(?:J|Journal|Ann|Annals|Arch|N Engl J Med|New England Journal|Lancet|JAMA|BMJ|Nature|"
        r"Cochrane|Proc Natl|Am J|Br J|Eur J|Int J|Clin|PLoS|PLOS|Oncol|"
        r"University Press|[Ee]dition|[Ee]ds?\.)\b"
    ),
)
#: These are looked for in the text in lower case, and begin with their letters: a pattern for both cases takes three
#: times as long, one that begins with "\b" eight times.
_FOLDED_SIGNS = (
    re.compile(
        r"doi\b(?<!\wdoi)|10\.\d{4,9}/|pmid\b(?<!\wpmid)|pmc\d{5}(?<!\wpmc\d{5})|pubmed\b|nct\d{8}(?<!\wnct\d{8})"
        r"|isbn\b(?<!\wisbn)"
    ),
    re.compile(
        r"https?://|www\.|\b(?:accessed|retrieved|available (?:at|from)|last (?:updated|reviewed)|"
        r"press release|guidelines?|fact sheet|consultado|disponible en|"
        r"abgerufen|consulté)\b"
    ),
)
NOT_AN_ENTRY = re.compile(
    r"\W*(?:(?:show|view|see|hide|expand|collapse|load|read) (?:more|less|all|fewer|references?|"
    r"sources?)\b.{0,30}|back to top|top of page|"
    r"(?:page |content |this page )?(?:was )?last (?:medically |clinically )?(?:reviewed|updated|"
    r"modified|checked)\b.{0,80}|(?:medically )?reviewed (?:by|on)\b.{0,80}|"
    r"next review(?: due)?\b.{0,40}|updated(?: on)?:? .{0,40}|print(?: this page)?|share(?: this "
    r"page)?|(?:©|copyright\b).*|"
    r"our (?:experts|writers|team|editorial|sources)\b.{0,300}|we (?:only )?use\b.{0,300}|"
    r".{0,80}(?:sourcing guidelines|editorial (?:process|policy|guidelines)).{0,300}|"
    r".{0,40}strict sourcing.{0,300}|↑|jump up)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_ENTRY = 1500
_LINKS_ONLY = 60
# A line with so many signs and a year is an entry by itself, wherever it stands.
_WHOLE = 3
# Words of a site to its reader, which no entry has outside a title.
_TO_READERS = re.compile(
    r"\b(?:you|your|yours|we|our|(?-i:us))\b|"
    r"\bthis (?:page|article|website|site|content|information|leaflet|factsheet|fact sheet)\b|"
    r"\bplease\b|\bclick\b|\bcontact\b|\ball rights reserved\b|\bterms of use\b|\bsign up\b|\bsubscribe\b|"
    r"\bnewsletter\b|\bdisclaimer\b|"
    r"\A\W*(?:call|visit|ask|talk|learn|find|get|watch|join|donate|download|print|follow|go to|speak|tell|try)\b",
    re.IGNORECASE,
)
# An entry by author and year: who, the year in brackets, the title.
NAME_AND_YEAR = re.compile(r"[A-ZÀ-Þ][^()\n]{1,90}\((?:19|20)\d\d[a-h]?\)[.,:]?\s\S")
_SMALL_VERBS = frozenset(
    """
    is are was were that have has your you we this may can should will do does not if
    """.split()  # noqa: SIM905
)
# Lines of a page's foot: a label with a colon, or words that say when the page was looked at.
_LABELLED = re.compile(
    r"\W*(?:(?:tags?|topics?|categor(?:y|ies)|keywords?|author|about(?: the authors?)?|photo(?:graph)?s?|"
    r"image(?: credit)?|posted|published|written by|edited by|comments?|share|related(?: \w+)?|read (?:more|next)|"
    r"next|previous|download\w*|funding|conflicts? of interest|competing interests|disclosures?|"
    r"acknowledge?ments?|correspondence|abbreviations|copyright|licen[cs]e|cite this|how to cite|editor'?s? note|"
    r"note|date|fecha|datum|stand|data)\b[^.]{0,30}:|©|"
    r"(?:(?:last|page|content|first|date|zuletzt|letzte|[úu]ltima|derni[èe]re|ultimo)\s+){0,2}"
    r"(?:revised|reviewed|updated?|modified|checked|aktualisiert|aktualisierung|[üu]berpr[üu]ft|actualizaci[óo]n|"
    r"actualizado|revisado|revisi[óo]n|mise [àa] jour|mis [àa] jour|r[ée]vis[ée]e?|aggiornamento|aggiornato|"
    r"atualiza[çc][ãa]o|atualizado|revis[ãa]o)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def signs(text: str) -> int:
    """How many signs of a reference ``text`` shows: a year, an author, a volume with pages, an identifier, a
    journal or publisher, an address. 0 to 6."""
    return (YEAR.search(text) is not None) + sum(_shown(text))


def _shown(text: str) -> Iterator[bool]:
    """Whether ``text`` shows each of the signs but the year, one after the other, as far as it is asked."""
    for sign in _SIGNS:
        yield sign.search(text) is not None
    folded = text.lower()
    for sign in _FOLDED_SIGNS:
        yield sign.search(folded) is not None


def weight(text: str) -> int:
    """Its signs, and one more for an organisation's name at its head."""
    return signs(text) + opens_with_body(text)


def looks_whole(text: str) -> bool:
    """True for a line that is an entry by itself: a year and two more signs."""
    return len(text) <= LONGEST_ENTRY and dated_with_signs(text, _WHOLE)


def dated_with_signs(text: str, count: int) -> bool:
    """True when ``text`` has a year and so many signs (``signs``), the year among them. Asked of every line of a page:
    it looks no further than it has to."""
    if YEAR.search(text) is None:
        return False
    missing, left = count - 1, len(_SIGNS) + len(_FOLDED_SIGNS)
    shown = _shown(text)
    while 0 < missing <= left:
        missing -= next(shown)
        left -= 1
    return missing <= 0


def only_links(text: str) -> bool:
    """True for a line of links under an entry: "PubMed | Google Scholar", "View article"."""
    return len(text) < _LINKS_ONLY and only_link_words(text)


def is_prose(text: str) -> bool:
    """True for paragraphs with several sentences that run on in small words: they mention papers, they list none."""
    words = text.split()
    return len(words) > 25 and sum(1 for w in words if w in _SMALL_VERBS) * 14 > len(words)


def is_around(text: str) -> bool:
    """True for what stands around a list: words to the reader, labelled remarks, lines that announce something."""
    return (
        NOT_AN_ENTRY.match(text) is not None
        or _LABELLED.match(text) is not None
        or (text.rstrip().endswith(":") and weight(text) < 2)
        or is_prose(text)
        or (_TO_READERS.search(text) is not None and signs(text) < 2)
    )


def may_be_entry(text: str) -> bool:
    """True for a line that can be an entry where its neighbours are: some words, and nothing that speaks against."""
    return len(_WORD.findall(text)) >= 2 and len(text) <= LONGEST_ENTRY and not is_around(text)
