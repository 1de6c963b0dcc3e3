"""An entry's text made ready for reading its parts: line breaks joined, identifiers and link words taken out."""

from __future__ import annotations

import html
import re

# One character for each of the many dashes, quotes and blanks; same length, so offsets stay good.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u2007\t\n\r\f\v", " "),
        "：": ":",
        "；": ";",
        "，": ",",
        "（": "(",
        "）": ")",
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# First halves of compounds that keep their hyphen when a line breaks after it; everything else is a word
# that was divided. Facts of English usage in titles of medical papers.
_COMPOUND_STARTS = """
long short high low mid self well non post pre anti double single two three four five six one first
second third follow up evidence population patient placebo health cost quality dose time age alpha
beta gamma kappa cross meta re co x t b h c case community hospital home family school work drug
disease life risk end on off open large small early late full half all full-term problem decision
stress tumor tumour cancer cell gene protein receptor growth virus heart breast lung bone blood
brain body soft year month week day
"""
_KEEPS_HYPHEN = frozenset(_COMPOUND_STARTS.split())
_BREAK = re.compile(r"(?<=\S)[-‐‑]\s*\n\s*(?=(\S))")
_LAST_WORD = re.compile(r"[^-–\s(\[/\"“]*\Z")
_SPACE = re.compile(r"\s+")

_OWN_NUMBER = re.compile(
    r"\s*(?:\[\s*\d{1,3}\s*\]\s*[.:]?|\(\s*\d{1,3}\s*\)|\d{1,3}\s*(?:[.):\]]|\.\))(?!\d))\s*(?=\D)"
)
_KEY = re.compile(r"\s*\[[A-Z][A-Za-z+]{0,20}:?\d{2}(?:\d\d)?[a-z]?\]\s+(?=\S)")
_WIKI_CARETS = re.compile(
    r"\s*(?:\^|↑)\s*(?:Jump up(?: to:?)?\s*)?(?:(?:[a-z]{1,2}|\d+\.\d+)\s+(?=[\"“A-Z]|[a-z]{1,2}\s))*"
)

LINK_WORDS = (
    r"PubMed Central|PubMed(?: Abstract)?|Pub Med|Medline|Google Scholar|Google|Cross\s?ref|CrossRef Full Text|"
    r"PMC free article|Free PMC article|PMC|Free full text|Full Text PDF|Full text(?: via publisher)?|Web of Science|"
    r"ISI|CAS|ADS|Article|View(?: article| abstract| in article| at publisher| record in Scopus|"
    r" on PubMed|\s+in PubMed)?|Scopus|Abstract(?:/FREE Full Text)?|Abstract/Free Full Text|FREE Full Text|DOI|Link|"
    r"MathSciNet|EBSCO|Embase|OpenURL|Find it|Export|Download citation|Crossref|Get it|Order article|"
    r"\(?open in a new (?:tab|window)\)?|\(?opens? in (?:a )?new (?:tab|window)\)?|external link|Publisher Full Text|"
    r"BioMed Central Full Text|PubMed Central Full Text|Texto completo|Volltext|Texte intégral"
)
# "[abstract]" with a year behind it says what kind of paper it is; at the end it is a link.
_BRACKETED_LINKS = re.compile(
    rf"(?![\[(]abstract[\])].*\b(?:19|20)\d\d\b)[\[(]\s*+(?:(?:{LINK_WORDS})\s*+(?:[,;|/·]\s*+)?)++[\])]\.?",
    re.IGNORECASE,
)
# Bare link words only at the very end, two or more of them or after a full stop: "Article" is also a word.
_TRAILING_LINKS = re.compile(
    rf"(?<=[.\])\d\s])[\s|·,;/↗→]*+(?:\b(?:{LINK_WORDS})\b[\s|·,;/.↗→]*+)++\Z", re.IGNORECASE
)

_MEDIUM = re.compile(
    r"\[(?:Internet|serial online|serial on the Internet|online|electronic (?:article|resource|"
    r"version)|monograph on the "
    r"Internet|homepage on the Internet|database (?:on the Internet|online)|cited[^\]]*|accessed[^\]]*|updated[^\]]*|"
    r"consulted[^\]]*|consultado[^\]]*|citado[^\]]*|see comments?|comment|letter|editorial|abstract|"
    r"review|published erratum[^\]]*|"
    r"published correction[^\]]*|Epub[^\]]*|Errat(?:um|a)[^\]]*|Correct(?:ion|ed)[^\]]*|"
    r"preprint|in process citation|In English[^\]]*|"
    r"Article in [^\]]*|in [A-Z][a-z]+)\]\.?",
    re.IGNORECASE,
)
_URL = re.compile(r"[<(\[]?\b(?:https?\s?://|www\.|ftp://)[^\s<>]*[^\s<>,;][>)\]]?", re.IGNORECASE)
_DOI = re.compile(
    r"[\[(]?\b(?:doi(?:\.org)?|digital object identifier)\b\s*[:/]?\s*(?:\[?\s*10\.\d{4,9}[^\s\"]*\]?|"
    r"[a-z]\.[^\s\"]*\d[^\s\"]*|[.\s]*[\w.()/-]*\d[\w.()/-]*\s*\Z)?",
    re.IGNORECASE,
)
# A blank that a narrow column left inside a DOI: "10. 1111/j.1745", "10.1016/ j.ejca", "10.1016/j. ejca".
DOI_GAP = re.compile(
    r"\b(10)\s?\.\s?(\d{4,9})\s?/\s?((?:j\.|journal\.|s)?)\s(?=[a-z0-9()]{0,30}[./-]?[a-z]{0,30}\.?\d)|"
    r"\b(10)(?:\s?\.\s|\s\.)(\d{4,9})/",
    re.IGNORECASE,
)
# "10.1016/j.chb.2016.12. 018": digits behind a full stop and a blank, with nothing but identifiers after them.
_DOI_END_GAP = re.compile(
    r"\b(10\.\d{4,9}/[^\s\"]*\.)\s(?!(?:19|20)\d\d\b(?!\.\d))(\d[\d.()/-]*\b)"
    r"(?=[.,;)\]]*\s*(?:\Z|\[?(?:PMID|PMC|PubMed|Epub|Accessed|Available)))"
)
# "10.1016/j.visres .2011.03.004": no sentence goes on with a full stop and a digit.
_DOI_STOP_GAP = re.compile(r"(\b10\.\d{4,9}/[^\s\"]+)\s(?=\.\d{2,4}\.\d)")
# Elsevier's numbers of before 2002 (ISSN, year, number, check digit), wherever a line broke in one.
_PII_GAP = re.compile(r"\b10\.1016/\s?S?\d{4}-\s?\d{3}[\dX]\s?\(\d\d\)\s?\d{5}-\s?[\dX](?!\w)", re.IGNORECASE)
# The rest of a DOI that was broken over lines, at the very end: "doi: 10.1016/j.brainres .2004.05.049".
_BROKEN_DOI = re.compile(
    r"(?:\bdoi\b\W*)?\b10\.\d{4,9}/\S*+(?:\s++(?=[\w.()/:-]*\d)[\w.()/:-]++){1,2}\s*\Z", re.IGNORECASE
)
_BARE_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}(?:\.\d+)*/[^\s\"]+")
_IDS = re.compile(
    r"[\[(]?\b(?:PubMed\s+)?(?:PMID|PMCID|PubMed(?:[\s-]+(?:ID|PMID|Central))?|NIHMSID|MEDLINE|Medline)\b\s*+"
    r"(?:[:#=/]\s*+)?(?:(?:PMC|NIHMS)\s*+)?(?:\d{1,3}(?:[,.\s]\d{3}){1,2}\b|\d{4,9})[\])]?[.;,]?|"
    r"\bPMC\s?\d{5,9}\b[.;]?|\bNIHMS\d+\b|\b[eE]?ISSN[: ]+[\dX-]+",
    re.IGNORECASE,
)
_EPUB = re.compile(
    r"[\[(]?\b(?:e-?pub|electronically published|(?:published|(?:preprint )?posted) online(?: first)?|"
    r"electronic publication|first published"
    r"(?: online)?|prepublished(?: online)?|advance online publication)\b"
    r"(?!\s+ahead of print\s*[.\]]?\s*(?:\d{4}\s*[;:]|$))[^;\])]*?(?:\b(?:19|20)\d\d\b[^.;\])]*|"
    r"\bahead of print\b)[\])]?[.;]?",
    re.IGNORECASE,
)
# What PubMed and journals append about the same paper: "Erratum in: Lancet. 2001;357:1900."
_NOTE_KINDS = (
    r"(?:partial )?retractions?|retracted(?: and republished)?|retracted article|errata|erratum|corrigend(?:um|a)|"
    r"corrections?|corrected and republished|comments?|expressions? of concern|updates?|republished|reprint(?:ed)?|"
    r"nueva publicaci[óo]n|nouvelle publication|nuova pubblicazione|neu(?:e )?ver[öo]ffentlichung|nieuwe publicatie|"
    r"summary for patients|original report|published (?:erratum|correction)|addend(?:um|a)|author reply|reply|"
    r"kommentar|korrektur|berichtigung|widerruf|zurückgezogen|fe de erratas?|correcci[óo]n|comentarios?|"
    r"retractaci[óo]n|rectificaci[óo]n|r[ée]tractation|commentaires?|rectificatif|mise à jour|comment[oi]|rettifica|"
    r"ritrattazione|errata corrige|retractie|commentaar|rectificatie|correctie|coment[áa]rios?|corre[çc][ãa]o|"
    r"retrata[çc][ãa]o"
)
_NOTE_IN = re.compile(
    rf"[.;\])\d]\s*[\[(]?\s*(?P<note>(?:{_NOTE_KINDS})\s+(?:appears? )?"
    r"(?:in|on|of|for|from|at|en|dans|de|su|em|zu|von|van|di)\s*:)",
    re.IGNORECASE,
)
# Without "in" only right behind a page.
_NOTE_AT_END = re.compile(
    rf"[:,]\s?(?!(?:19|20)\d\d\b)[A-Za-z]{{0,2}}\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?[.;]?\s+"
    rf"[\[(]?(?P<note>(?:see\s(?:also\s)?)?(?:{_NOTE_KINDS})"
    r"(?:\s+(?:appears? |published )?(?:in|on|at))?\s*[:.]?\s+(?=[A-Z]))",
    re.IGNORECASE,
)
# A second place in brackets behind the first, whatever is said of it: "374: 1733-43 (Comment: BMJ 2016; 387: 9)".
_NOTE_IN_BRACKETS = re.compile(
    r"[:,]\s?[A-Za-z]{0,2}\d+(?:\s?[-–—]\s?[A-Za-z]?\d+)?[.;]?\s*"
    r"(?P<note>[\[(][^\[\]()]{0,60}[^\W\d_]{3}[^\[\]()]{0,60}(?:19|20)\d\d[^\[\]():;]{0,14};\s?\d{1,4}[^\[\]:;]{0,14}:\s?\w{0,2}\d)"
)
# A second place behind the first without a paper of its own: "317: 33-43; siehe auch Editorial JAMA 2017; 317: 1".
_NOTE_GOES_ON = re.compile(
    r"[:,]\s?[A-Za-z]{0,2}\d+(?:\s?[-–—]\s?[A-Za-z]?\d+)?[;,.]\s+"
    r"(?P<note>[a-zß-ÿ][^\d:;()]{3,80}(?:19|20)\d\d[^\[\]():;]{0,14};\s?\d{1,4}[^\[\]:;]{0,14}:\s?\w{0,2}\d)"
)
# What became of the paper, put on its title: "[Retracted article]", "RETRACTED:", "(withdrawn)".
_RETRACTED = re.compile(
    r"(?i:[\[(]\s*(?:this (?:paper|article) (?:has been|was) )?"
    r"(?:retracted|withdrawn|retraction)\b[^\])]{0,80}[\])]\s*:?)|"
    r"(?<![\w-])(?:RETRACTED(?: ARTICLE)?|WITHDRAWN|Retracted(?: [Aa]rticle)?|Withdrawn)\s*[:–—]\s*(?=[A-Z\"“])"
)
# "References Smith AB": the heading ran into the first entry.
_HEADED = re.compile(
    r"\A\W*(?:References?|REFERENCES|Bibliography|Sources|Literature cited|Literatur|Referencias|Références)\W+"
    r"(?=[A-ZÀ-Þ][\w'’-]+,? [A-Z]{1,3}\b)"
)
# The end of an author list whose beginning was cut off: "J, Smith B."
_BEHEADED = re.compile(r"\A[A-Z]{1,3}\.?,\s+(?=[A-ZÀ-Þ][a-zß-ÿ'’-]+ [A-Z]{1,3}\b)")
# Thousands in page numbers: "25(47):11,023-33", "274, 12,345-12,352".
_THOUSANDS = re.compile(
    r"(?P<lead>:\s?|(?<=\d),\s)(?P<a>\d{1,3}),(?P<b>\d{3})(?:(?P<dash>\s?[-–—]\s?)(?:(?P<c>\d{1,3}),(?P<d>\d{3})|(?P<e>\d{1,6})))?"
    r"(?=[\s.;,)]|\Z)"
)
# The same with blanks, stops or apostrophes, where both ends have one: "276:10 251-10 258", "S. 1.204-1.222".
_PARTED = re.compile(
    r"((?::|\b[Sp]\.|\bpp\.)\s?)(\d{1,3})[ \u2009\u202f.'’](\d{3})(\s?[-–—]\s?)"
    r"(\d{1,3})[ \u2009\u202f.'’](\d{3})(?=[\s.;,)]|\Z)"
)
# The number of a preprint of medRxiv and bioRxiv, the end of its DOI (which has another prefix since 2025-12).
PREPRINT_NUMBER = re.compile(
    r"\b(?:med|bio)rxiv\b[^\d]{0,30}(?:(?:19|20)\d\d\b(?!\.\d\d\.)[^:]{0,20}:\s?)?"
    r"(?P<number>(?P<year>20(?:19|2[0-5]))\.(?:0[1-9]|1[0-2])\.[0-3]\d\.\d{6,8}|(?<=\s)\d{6}(?=[\s.;,\[(]))(?:v\d+)?",
    re.IGNORECASE,
)
# A volume glued to the journal's abbreviation: "U.S.A.104, 2437", "J Clin Oncol25:2437".
_GLUED_VOLUME = re.compile(
    r"(?:(?<=[a-zß-ÿ]{3})|(?<=[A-Za-z]\.)|(?<=\bUSA))(?=\d{1,4}(?:\s?\([^()]{1,20}\))?\s?[:,]\s?[A-Za-z]?\d|\d{1,4}\s\((?:19|20)\d\d\)\s?\d)"
)
# "Thorax. Published May 2007. 25(3):195-210": the word stands between a journal's name and its year.
_PUBLISHED = re.compile(
    r"\bPublished(?: on)?:?\s+(?=(?:[A-Z][a-z]{2,8}\.?\s+)?(?:\d{1,2},?\s+)?(?:19|20)\d\d[.;:,]\s*\d+\s*[(:;,])"
)
_ACCESS = re.compile(
    r"(?:(?<=[.;,:)\]\"”'’>] )|(?<=[\[(])|(?-i:(?<=\s)(?=[A-Z])))(?:last\s+|date\s+)?(?:accessed|"
    r"retrieved|viewed|visited|cited|access date|available|downloaded|consulted|"
    r"consultado|disponible|disponível|recuperado|acessado|acesso em|zugriff|abgerufen|verfügbar|"
    r"consulté|consultée)\b"
    r"(?=[\s:]*(?:on|from|at|via|online|in|en|em|le|am|sur|unter|\d|[A-Z][a-z]{2}|https?|www|[.,\])]|\Z)).*\Z",
    re.IGNORECASE,
)


# A note stands behind an entry that is at least so long.
_SHORTEST_ENTRY = 30
# Without one of these no link word can stand there.
_LINK_HINTS = (
    "pub", "medline", "google", "cross", "pmc", "text", "web of", "article", "view", "scop", "abstr", "doi", "link",
    "math", "ebsco", "emb", "open", "find", "export", "citation", "get it", "order", "isi", "cas", "ads",
)  # fmt: skip
# Link words stand within so many characters of the end.
_LINKS_TAIL = 90


def join_lines(text: str) -> str:
    """One line: blanks folded, words that were divided at a line's end made whole, entities decoded.

    A break after a hyphen between digits ("153-⏎60") keeps the hyphen: it is a range.
    """
    if "&" in text and ";" in text:
        text = html.unescape(text)
    text = _INVISIBLE.sub("", text)
    if "\n" in text:
        text = _BREAK.sub(_joined, text)
    return _SPACE.sub(" ", text).strip()


_ACCESS_WORDS = re.compile(
    r"access|retriev|view|visit|cited|availab|download|consult|dispon|recuper|acess|zugriff|abgeruf|verf"
)


def _joined(match: re.Match[str]) -> str:
    after = match.group(1)
    last = _LAST_WORD.search(match.string, max(0, match.start() - 40), match.start())
    word = last.group() if last else ""
    keeps = (
        not after.islower()
        or not word[-1:].isalpha()
        or word.lower() in _KEEPS_HYPHEN
        or any(c.isdigit() for c in word)
        or word.isupper()
    )
    return "-" if keeps else ""


def fold(text: str) -> str:
    """Dashes, quotes and blanks made plain, character by character: offsets into ``text`` stay good."""
    return text.translate(_FOLD)


def without_back_links(text: str) -> str:
    """The entry without a wiki's links back to the text ("^ a b")."""
    match = _WIKI_CARETS.match(text)
    return text[match.end() :] if match else text


def without_number(text: str) -> str:
    """The entry without its own printed number ("12.", "[12]", "(12)"), key ("[Doe13]") or a wiki's back-links."""
    match = _OWN_NUMBER.match(text) or _KEY.match(text) or _WIKI_CARETS.match(text)
    return text[match.end() :] if match else text


def without_link_words(text: str) -> str:
    """The entry without the words of links to databases that stand behind it ("PubMed Google Scholar")."""
    if "[" in text or "(" in text:
        text = _BRACKETED_LINKS.sub(" ", text)
    head, tail = text[:-_LINKS_TAIL], text[-_LINKS_TAIL:]
    shorter = (
        head + _TRAILING_LINKS.sub("", tail) if any(map(tail.lower().__contains__, _LINK_HINTS)) else text
    )
    # An entry that is nothing but such words ("PubMed") keeps them.
    return _SPACE.sub(" ", shorter if len(shorter) > 20 else text).strip()


_ONLY_LINKS = re.compile(
    rf"(?:[\s|·,;/.\[\]()↗→•:-]*(?:{LINK_WORDS})\b)+[\s|·,;/.\[\]()↗→•-]*(?:\d[\d./\w-]*)?\W*\Z",
    re.IGNORECASE,
)


def only_link_words(text: str) -> bool:
    """True when ``text`` is nothing but the words of links to databases ("PubMed | Google Scholar")."""
    return _ONLY_LINKS.match(text) is not None


def join_doi(text: str) -> str:
    """``text`` with the blanks taken out that a line break left inside a DOI."""
    joined = DOI_GAP.sub(lambda m: f"10.{m[2] or m[5]}/{m[3] or ''}", text)
    joined = _PII_GAP.sub(lambda m: "".join(m[0].split()), joined)
    return _DOI_STOP_GAP.sub(r"\1", _DOI_END_GAP.sub(r"\1\2", joined))


def _keep_stop(match: re.Match[str]) -> str:
    """The full stop behind a bracket ends the title that stands before it."""
    before = match.string[: match.start()].rstrip()[-1:]
    return "." if match[0].endswith(".") and before.isalnum() else ""


def notes_start(text: str) -> int:
    """Where the notes begin that PubMed puts behind an entry ("Erratum in: ..."); its length where there are none."""
    # A second place has a year of its own.
    second = (
        (_NOTE_IN_BRACKETS, _NOTE_GOES_ON) if ";" in text and text.count("19") + text.count("20") > 1 else ()
    )
    notes = (_NOTE_IN, _NOTE_AT_END, *second)
    note = next((match for pattern in notes if (match := pattern.search(text))), None)
    return note.start("note") if note and note.start("note") > _SHORTEST_ENTRY else len(text)


def without_notes(text: str) -> str:
    """``text`` (one line) without the notes on the same paper that PubMed puts behind it."""
    start = notes_start(text)
    return text[:start].rstrip(" [(") if start < len(text) else text


def _plain_thousands(match: re.Match[str]) -> str:
    last = f"{match['c'] or ''}{match['d'] or ''}{match['e'] or ''}"
    if match["lead"][0] == "," and not match["dash"]:
        return match.group()  # "274, 12,345" may be three numbers
    return f"{match['lead']}{match['a']}{match['b']}{match['dash'] or ''}{last}"


def _without_preprint_number(text: str) -> str:
    """``text`` without a preprint's number, whose parts would pass for a volume and a page; its year stays where the
    entry has no other."""
    match = PREPRINT_NUMBER.search(text)
    if match is None:
        return text
    head, tail = text[: match.start("number")].rstrip(" :"), text[match.end() :]
    year = "" if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{head} {tail}") else f". {match['year'] or ''}"
    return f"{head}{year}{tail}"


def core(text: str) -> str:
    """What the parts are read from: ``text`` (one line) without identifiers, addresses and access dates,
    whose digits would pass for volumes and pages."""
    text = without_link_words(without_number(text))
    text = without_notes(_BEHEADED.sub("", _HEADED.sub("", text)))
    if any(c in text for c in "Rr[Ww("):
        text = _RETRACTED.sub("", text).strip()
    if "[" in text:
        text = _MEDIUM.sub(_keep_stop, text)
    lower = text.lower()
    if "http" in lower or "www." in lower or "ftp:" in lower:
        text = _URL.sub(" ", text)
    if "10" in text and "/" in text:
        text = join_doi(text)
    if "10." in text:
        text = _BROKEN_DOI.sub("", text)
        text = _DOI.sub(" ", text)
        text = _BARE_DOI.sub(" ", text)
    elif "doi" in lower:
        text = _DOI.sub(" ", text)
    if any(word in lower for word in ("pmid", "pmc", "pubmed", "medline", "nihms", "issn")):
        text = _IDS.sub(" ", text)
    if "pub" in lower or "online" in lower:
        text = _EPUB.sub(" ", text)
        text = _PUBLISHED.sub("", text)
    if "rxiv" in lower:
        text = _without_preprint_number(text)
    text = _PARTED.sub(r"\1\2\3\4\5\6", _THOUSANDS.sub(_plain_thousands, text))
    text = _GLUED_VOLUME.sub(" ", text)
    text = _SPACE.sub(" ", text)
    access = _ACCESS.search(text) if _ACCESS_WORDS.search(lower) else None
    if access:
        text = text[: access.start()]
    return _SPACE.sub(" ", text).strip(" ;,")


def online_year(text: str) -> int:
    """The year in "Published online February 2, 2023", which an entry that awaits its volume has alone; else 0."""
    said = _EPUB.search(text) if "pub" in text.lower() or "online" in text.lower() else None
    year = re.search(r"\b(?:19|20)\d\d\b", said.group()) if said else None
    return int(year.group()) if year else 0
