"""Which papers, trials and books an entry names by identifier: in its links first, then in its words.

Nothing found here is believed: an identifier is a candidate that the record behind it has to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from model.address import is_address
from model.identifiers import DOI, ISBN, NCT, PMCID, PMID, Identifier, NotAnIdentifier
from pages.read.references.text import PREPRINT_NUMBER, join_doi, notes_start

# East Asian digits and letters, and the signs beside them, as plain ones.
_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_DIGIT = re.compile(r"\d")
_DOI_START = re.compile(r"10\.\d{4,9}(?:\.\d+)*/")
# A DOI in running text ends at white space or a quote. SICI names (Wiley, 1990s) hold <..>, parentheses and ;
_DOI_TEXT = re.compile(r"(?<![\w.])10\.\d{4,9}(?:\.\d+)*/[^\s\"“”’‘|]+")
_SICI = re.compile(r"(?:\(SICI\))?[^<>]*<\d[^<>]*>[^<>\s]*", re.IGNORECASE)
# What publishers put behind a DOI in the address of a page; never part of the name.
_DOI_TAIL = re.compile(
    r"(?:/(?:full(?:text|html)?|abstract|abs|e?pdf(?:direct)?|summary|meta|html|issuetoc|references|"
    r"tables?|figures?|email|metrics|cite|citations?|authors|peer-review|"
    r"suppl_file.*|_pdf|_full|asset.*|media.*)(?:/.*)?"
    r"|(?:v\d+)?\.(?:full(?:\.pdf|-text)?|abstract|pdf|long|short|extract|html?))\Z",
    re.IGNORECASE,
)
# Words of links, and of what may stand behind a DOI, glued to it.
_WORD_BEHIND = re.compile(
    r"\.?(?=\[?(?:PMID|PMCID|PubMed|Epub|Accessed|Available|https?:|Google|Cross[Rr]ef|Scopus|Medline|MEDLINE|"
    r"Web of|View|Full|Abstract|Article(?!\d)|Link|Retrieved|Published|Erratum|Download|Open))"
)
_PREPRINT_VERSION = re.compile(r"(10\.1101/.*\d)v\d+\Z")
# A word with a capital letter may be glued to a number: "PMID: 6145023PubMed".
_GLUED_BEHIND = r"(?![,.'’\s-]\d{3}\b)(?:(?!\w)|(?=(?-i:[A-Z][A-Za-z]{2})))"
_PMID_TEXT = re.compile(
    r"\b(?:PubMed[\s-]*(?:ID|Identifier|Central\s+PMID)?\s*[:#=]|PubMed[\s-]*(?:ID|Identifier|PMID))\s*[:#=./–-]?\s*"
    r"([1-9]\d{0,7}(?:[,.'’\s-]\d{1,8}(?![\w:(]|;\s?\d))*)" + _GLUED_BEHIND,
    re.IGNORECASE,
)
_PMID_BARE = re.compile(
    r"(?:\b|(?<=\d))PMID\s?[:#=./–-]?\s{0,3}([1-9]\d{0,7}(?:[,.'’\s-]\d{1,8}(?![\w:(]|;\s?\d))*)"
    + _GLUED_BEHIND,
    re.IGNORECASE,
)
# An article's number at Elsevier without its last part: "10.1016/j.chb.2016.12".
_CUT_DOI = re.compile(r"10\.1016/j\.[a-z]+\.(?:19|20)\d\d(?:\.\d\d)?\Z", re.IGNORECASE)
# Behind "PubMed:" without "ID" a shorter number may be anything.
_SHORTEST_SAID = 4
# PMIDs with a hyphen inside are of today's length.
_FEWEST_DIGITS, _MOST_DIGITS = 7, 8
_PMCID_TEXT = re.compile(r"\bPMC\s*+(?:ID\s*+)?(?:[:#]\s*+)?(?:PMC\s*+)*+([1-9]\d{4,8})\b", re.IGNORECASE)
_NCT_TEXT = re.compile(r"\bNCT\s*[-:#]?\s*(\d{8})\b", re.IGNORECASE)
_ISBN_TEXT = re.compile(
    r"\bISBN(?:[- ]?1[03])?\s*[:#]?\s*((?:97[89][-–\s]?)?(?:\d[-–\s]?){9}[\dXx])\b", re.IGNORECASE
)
_PII_LANCET = re.compile(r"/P?II?(S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])", re.IGNORECASE)
_PUBMED_PATH = re.compile(
    r"/(?:pubmed|m/pubmed|abstract/med|article/med|pmid)/(?:\?term=)?([1-9]\d{0,7})(?!\d)", re.I
)
_PMC_PATH = re.compile(
    r"/(?:articles?|pmc|articlerender(?:\.fcgi)?)/(?:PMC)+([1-9]\d{3,8})(?!\d)", re.IGNORECASE
)
_PMC_PMID_PATH = re.compile(r"/articles/pmid/([1-9]\d{0,7})(?!\d)", re.IGNORECASE)
_NATURE = re.compile(
    r"/articles/((?:s\d{5}-\d{3}-\d{4,5}-[\dxyzw]|[a-z]{2,9}\.?\d{2,4}\.?\d*))\Z", re.IGNORECASE
)

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”\]|]+|"
    r"(?<![\w@/.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:gov|org|com|edu|net|int|info|eu|uk|au|ca|ie|nz|de|fr|es)/[^\s<>\"“”\]|]*",
    re.IGNORECASE,
)
# Addresses that only pass a reader on; the target stands in a query field.
_PASSING_ON = ("url", "q", "u", "target", "dest", "redirect", "qurl")


def _try(
    kind: type[PMID] | type[PMCID] | type[DOI] | type[NCT] | type[ISBN], value: str
) -> Identifier | None:
    try:
        return kind(value)
    except NotAnIdentifier:
        return None


def clean_doi(raw: str, *, from_url: bool = False) -> DOI | None:
    """The DOI that ``raw`` begins with, without what text or a publisher's address puts behind it.

    Takes a string that starts with ``10.``; ``from_url`` tells that it is the rest of an address, so that
    ``/full``, ``.pdf`` and the like are cut. None when nothing is left that is a DOI (Crossref's form:
    10.prefix/suffix).
    """
    doi = raw.strip()
    if "<" in doi:
        sici = _SICI.match(doi)
        doi = sici.group() if sici else doi.split("<", 1)[0]
    elif ">" in doi:
        doi = doi.split(">", 1)[0]
    if from_url and "<" not in doi:
        doi = re.split(r"[?#&]", doi, maxsplit=1)[0]
    else:
        doi = re.split(r"[?&](?=\w+=)|#(?=[a-z])|&(?=(?:amp|lt|gt|quot);)", doi, maxsplit=1)[0]
    doi = re.split(r"[;,](?=(?:https?:|doi|PMID|PMC|10\.\d{4}))", doi, maxsplit=1, flags=re.IGNORECASE)[0]
    doi = _WORD_BEHIND.split(doi, maxsplit=1)[0]
    before = ""
    while before != doi:
        before = doi
        doi = doi.rstrip(".,;:'\"*…-–—/")
        for opening, closing in ("()", "[]", "{}"):
            while doi.endswith(closing) and doi.count(closing) > doi.count(opening):
                doi = doi[:-1]
            if doi.endswith(opening):
                doi = doi[:-1]
        doi = _DOI_TAIL.sub("", doi)
    version = _PREPRINT_VERSION.match(doi)
    if version:
        doi = version.group(1)
    found = None if _CUT_DOI.match(doi) else _try(DOI, doi)
    return found if isinstance(found, DOI) else None


def _in_url(url: str, depth: int = 0) -> Iterable[Identifier | None]:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return
    host = (parts.hostname or "") if "@" not in parts.netloc else ""
    path = unquote(parts.path)
    whole = path + (("?" + unquote(parts.query)) if parts.query else "")
    query = dict(parse_qsl(parts.query)) if parts.query else {}
    if depth < 2:
        for name in _PASSING_ON:
            if query.get(name, "").startswith(("http://", "https://")):
                yield from _in_url(query[name], depth + 1)
                return
    if host.endswith("doi.org"):
        start = _DOI_START.search(path)
        if start:
            yield clean_doi(path[start.start() :], from_url=True)
        return
    if host.endswith(("ncbi.nlm.nih.gov", "europepmc.org", "pubmed.gov", "nih.gov")):
        yield from _in_ncbi(host, path, query, whole)
    for number in _NCT_TEXT.findall(whole):
        yield _try(NCT, f"NCT{number}")
    start = _DOI_START.search(whole)
    if start:
        rest = whole[start.start() :]
        yield clean_doi(rest if "<" in rest else rest.split("?", 1)[0], from_url=True)
    elif host.endswith("thelancet.com"):
        pii = _PII_LANCET.search(path)
        if pii:
            # Elsevier's DOI for the Lancet family is 10.1016/ and the PII with its punctuation.
            yield _try(DOI, f"10.1016/{pii.group(1)}")
    elif host in ("www.nature.com", "nature.com"):
        article = _NATURE.search(path.removesuffix(".pdf").rstrip("/"))
        if article:
            # nature.com's article addresses end in the suffix of the DOI, prefix 10.1038.
            yield _try(DOI, f"10.1038/{article.group(1)}")


def _in_ncbi(host: str, path: str, query: dict[str, str], whole: str) -> Iterable[Identifier | None]:
    pmc = _PMC_PATH.search(path)
    if pmc:
        yield _try(PMCID, f"PMC{pmc.group(1)}")
        return
    by_pmid = _PMC_PMID_PATH.search(path)
    if by_pmid:
        yield _try(PMID, by_pmid.group(1))
        return
    number = None
    if host.startswith("pubmed.") or host == "pubmed.gov":
        number = re.match(r"/([1-9]\d{0,7})(?!\d)", path)
    number = number or _PUBMED_PATH.search(whole)
    if number:
        yield _try(PMID, number.group(1))
        return
    for name in ("term", "list_uids", "uid", "pmid", "ids", "itool"):
        value = re.fullmatch(r"\s*([1-9]\d{0,7})(?:\[(?:uid|pmid)\])?\s*", query.get(name, ""), re.IGNORECASE)
        if value and ("pubmed" in whole.lower() or "pmid" in name or "list_uids" in name):
            yield _try(PMID, value.group(1))
            return


def identifiers_in_url(url: str) -> tuple[Identifier, ...]:
    """The identifiers that an address carries (of PubMed, PMC, doi.org, ClinicalTrials.gov, a journal)."""
    found: list[Identifier] = []
    for identifier in _in_url(url):
        if identifier is not None and identifier not in found:
            found.append(identifier)
    return tuple(found)


def addresses_in(text: str) -> tuple[str, ...]:
    """The web addresses printed in ``text``, each once; those without a scheme get http://."""
    found = (match.group().rstrip(".,;:)'’") for match in _ADDRESS.finditer(text))
    whole = (a if a.lower().startswith("http") else f"http://{a}" for a in found)
    return tuple(dict.fromkeys(a for a in whole if is_address(a)))


def _whole_number(printed: str) -> str:
    """The digits of a number that may be printed with separators ("19,553,641"); empty when they don't add up, for
    the first digits alone are another record's number."""
    groups = re.split(r"\D", printed)
    if "-" in printed:
        whole = "".join(groups)
        return whole if _FEWEST_DIGITS <= len(whole) <= _MOST_DIGITS else ""
    if len(groups) == 1 or len(groups[0]) > 3:
        return groups[0]
    whole = "".join(groups)
    regular = all(len(g) == 3 for g in groups[1:])
    return whole if (regular or len(whole) >= _FEWEST_DIGITS) and len(whole) <= _MOST_DIGITS else ""


def _in_text(text: str) -> Iterable[Identifier | None]:
    if not _DIGIT.search(text):
        return
    if not text.isascii():
        text = text.translate(_FULL_WIDTH)
    for value in _PMID_BARE.findall(text):
        if whole := _whole_number(value):
            yield _try(PMID, whole)
    for value in _PMID_TEXT.findall(text):
        if len(whole := _whole_number(value)) >= _SHORTEST_SAID:
            yield _try(PMID, whole)
    for value in _PMCID_TEXT.findall(text):
        yield _try(PMCID, f"PMC{value}")
    if "10" in text and "/" in text:
        joined = join_doi(text)
        if "%2" in joined:
            joined = unquote(joined)
        for value in _DOI_TEXT.findall(joined):
            yield clean_doi(value)
    if "rxiv" in text.lower() and (preprint := PREPRINT_NUMBER.search(text)):
        yield clean_doi(f"10.1101/{preprint['number']}")
    for value in _NCT_TEXT.findall(text):
        yield _try(NCT, f"NCT{value}")
    for value in _ISBN_TEXT.findall(text):
        yield _try(ISBN, re.sub(r"[^\dXx]", "", value).upper())


def find_identifiers(text: str, urls: Iterable[str] = ()) -> tuple[Identifier, ...]:
    """All identifiers of one entry: those of its links (``urls``) first, then those printed in ``text``.

    Each is given once. A DOI in the text that only lacks the end of one from a link, or has more behind it,
    is the same DOI badly printed, and is dropped: the link is the safer copy. DOIs behind "Erratum in:" and the like
    are the notices'; a PMID that ends them is the entry's own, as PubMed prints it.
    """
    found: list[Identifier] = []
    for url in urls:
        found.extend(i for i in identifiers_in_url(url) if i not in found)
    linked = tuple(i.value for i in found if isinstance(i, DOI))
    line = " ".join(text.split())
    notes = notes_start(line)
    printed = list(_in_text(line[:notes]))
    if notes < len(line) and not any(isinstance(i, PMID) for i in (*found, *printed)):
        printed += [i for i in _in_text(line[notes:]) if isinstance(i, PMID | PMCID)]
    for identifier in printed:
        if identifier is None or identifier in found:
            continue
        if isinstance(identifier, DOI) and any(
            identifier.value.startswith(doi) or doi.startswith(identifier.value) for doi in linked
        ):
            continue
        found.append(identifier)
    return tuple(found)
