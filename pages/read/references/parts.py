"""An entry's text taken apart: authors, title, journal, year, volume, issue, pages, and what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import replace

from model.page import ReferenceKind, ReferenceParts
from pages.read.references.authors import find_authors, skip_year
from pages.read.references.kind import AWAITED, kind_of
from pages.read.references.leads import prose_before, without_lead
from pages.read.references.locator import find_locator
from pages.read.references.outlets import is_news
from pages.read.references.text import core, fold, join_lines, online_year

# ISO 4 abbreviations and short journal words: a full stop after one does not end a journal's name.
_ABBREVIATIONS = frozenset(
    """
    abstr acad acta actas adv am amer anaesth anal anat anesth angew ann annu appl arch assoc asn astron
    atheroscler aust austral bact behav biochem biochim bioinform biol biomed biophys biosci biotechnol
    bone br brit breast bull can cancer carcinog cardiol cardiovasc cell cent chem chemother child circ
    clin cochrane cogn commun comp comput contemp contracept coron couns crit curr cytol cytom database
    dent dermatol dev diab diagn dial dig dis disord drug ecol econ educ electrophysiol emerg endocr
    endocrinol endosc eng engl environ enzym epidemiol ethn eur evol exp expert fam fed fert fertil
    forensic gastroenterol gastrointest gen genet genom geriatr gerontol gynaecol gynecol haematol head
    health heart hematol hepatol hisp hist histochem histopathol hosp hum hyg hypertens imaging immun
    immunol immunother infect inflamm inorg inst int intens intern intervent invest isr ital j jama jpn
    lab lancet laryngol lett leuk lipid mar mater math matern med mem metab methods microbiol mil mod
    mol morphol mult mutat nano nat natl neonatal nephrol netw neural neuro neurobiol neurochem neurol
    neuropathol neurophysiol neuropsychol neuroradiol neurosci neurosurg nucl nucleic nurs nutr obes
    obstet occup oncol ophthalmol opin oral organ orthop otol otolaryngol paediatr pain pathol patient
    pediatr percept perinatol pers perspect pharm pharmacokinet pharmacol pharmacother phila philos
    photochem phys physiol plast policy pract prev proc prog prosthet prostate protoc psychiatr
    psychiatry psychol psychopharmacol psychosom public pulm q qual quant radiat radiol rec reg rehabil
    ren rep reprod res resp respir resusc rev rheum rheumatol roy russ sc scand schizophr sci semin ser
    sex skelet sleep soc sociol spect spectrosc sports stand stat stem strahlenther struct stud subst
    suicide suppl support surg surv swiss symp syndr syst technol ther theor thorac thromb thyroid today
    top toxicol transfus transl transpl transplant trauma trends trop tuberc u s a n k ultrasound univ
    urol vasc vet virol vis vitam west wkly women world yearb z
    """.split()  # noqa: SIM905
)
_CLOSING = {"“": "”", "‘": "’", "„": "“", "«": "»", '"': '"', "'": "'", "»": "«"}
_AFTER_CLOSING = re.compile(r"[.,]?\s+|[.,]?\Z")
_SENTENCE_END = re.compile(r"[.?!][\"')\]]?\s+(?=[\"'\[]?\w)")
# Journals that come in sections have a full stop in their name: "The Lancet. Oncology".
_FAMILY_OF_JOURNALS = re.compile(
    r"(?:The )?(?:Lancet|JAMA|BMJ|Circulation|Nature reviews|Nature clinical practice|"
    r"(?:American|European|British|International|Canadian|"
    r"Scandinavian) journal of\b.{3,40}|"
    r"(?:The )?[Jj]ournals? of\b.{3,40}|Acta \w+|Proceedings of\b.{3,60}|Philosophical "
    r"transactions\b.{0,60}|Comparative biochemistry and physiology|"
    r"Birth defects research|Physical review|Mutation research)\.\Z",
    re.IGNORECASE,
)
# "British J. | of Dermatology": no journal's name begins so.
_GOES_ON = re.compile(r"(?:of|and|for|in|the|&)\s")
_JOURNAL_LEAD = re.compile(r"\A(?:In|En|Published in|Appears in)\b[:\s]+(?=[A-Z])")
_TITLE_TAIL = re.compile(r"\s*\[(?:Article|in |In |Epub|letter|see |comment|abstract)[^\]]*\]?\Z|[\s.,;:]+\Z")
_JOURNAL_TAIL = re.compile(r"[\s,;:.(\[\-–]+\Z")
_AWAITED_TAIL = re.compile(rf"[\s,;.(\[]{{1,4}}{AWAITED}[)\].]*\Z", re.IGNORECASE)
_ONLINE_TAIL = re.compile(
    r"[\s,;.(\[]{1,4}(?:published|epub|available|e-?pub)\s(?:online|ahead)\b.*\Z", re.IGNORECASE
)
_DATE_TAIL = re.compile(
    r"[\s,;.(]{0,6}(?:\b(?:1[6-9]|20)\d\d\b)?[\s,;.(]{0,6}(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*\.?(?:\s\d{1,2})?)?"
    r"(?:[\s,]{1,6}\bvol(?:ume)?\b\.?)?[\s,;:.(]{0,6}\Z",
    re.IGNORECASE,
)
_ABSTRACT_FORM = re.compile(
    r"\s*(?:\d{1,3}\.\s)?(?P<journal>[A-Z][^.;:]{1,80}?)\.\s(?P<place>(?:19|20)\d\d[^;.]{0,20};[^:;.]{1,30}:[\w-]+)\.\s+"
    r"(?:doi:\s*\S+\s+)?(?:(?:Epub|eCollection|Online)\b[^.]*\.\s+)?(?P<rest>\S.{20,})\Z",
    re.DOTALL,
)
# Lawyers' form: ‘Title’ (2001) 9 Med L Rev 201, 207.
_LEGAL_FORM = re.compile(
    r"(?P<head>.{8,}[’”'\"])\s\((?P<year>(?:19|20)\d\d)\)\s(?P<volume>\d{1,3}(?:\(\d{1,3}\))?)\s"
    r"(?P<journal>[A-Z][\w&'’. -]{1,80}?)\s(?P<page>\d{1,5})(?:[\s,–-]+\d{1,5}){0,4}\.?\s*\Z"
)
_BEHIND_ABSTRACT = re.compile(
    r"\s(?=Author information:|Collaborators:|Comment in|Erratum in|PMID:|PMCID:|DOI:|Copyright\b|©|\(1\))"
)
_NOBODY = re.compile(r"\A(?:Anon(?:ymous)?|\[?No authors listed\]?)\b\]?[.,:]?\s+(?=\W?[A-ZÀ-Þ(])")
# Words that begin a journal's name behind a comma: "..., J. Asthma", "..., Am. J. Sleep".
_JOURNAL_FIRST = re.compile(
    r",\s(?=(?:J|Am|Br|Brit|Eur|Int|Ann|Arch|Clin|Proc|Rev|Scand|Jpn|Aust|Ital|Curr|Exp|Mol)\.\s?(?:[A-Z][a-z]*\.\s?){0,3}\Z)"
)
# One author at least, as lists have them.
_NAMED = re.compile(r"(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'-]+(?:\s[A-ZÀ-Þ][\w'-]+)?,?\s(?:[A-Z]{1,4}\b|[A-Z]\.)")
# A title is longer than an author's name.
_SHORT_HEAD = 12
# ... and so is a sentence of one than a section's name ("Series A. ").
_SHORTEST_SENTENCE = 3
# The longest date or label that stands between a journal's name and its volume, with room to spare.
_TAIL = 60
# "Front.", "Cereb.", "Psychon.": abbreviations that the list has not got are short.
_SHORT_WORD = 8
_NO_JOURNAL = (ReferenceKind.WEB, ReferenceKind.PRESS, ReferenceKind.LABEL, ReferenceKind.TRIAL)
# Longer than any title in PubMed but a few hundred.
_LONGEST_TITLE = 600


def parse_reference(text: str) -> tuple[ReferenceKind, ReferenceParts]:
    """What kind of thing an entry names, and its parts as printed.

    ``text`` is one entry, with or without its number, with line breaks or without. Parts that cannot be read are
    empty. Last pages are written out in full (153-60 gives 160).
    """
    whole = " ".join(join_lines(text).split())
    line = without_lead(_NOBODY.sub("", core(reordered(whole))))
    flat = fold(line)
    if begin := prose_before(flat):
        kind, parts = parse_reference(line[begin:])
        if parts.authors and parts.title and parts.journal and parts.year and parts.first_page:
            return kind, parts
    authors = find_authors(flat)
    if not authors.names:
        line = _authors_first(line)
        flat = fold(line)
        authors = find_authors(flat)
    start, year = skip_year(flat, authors.end) if authors.names or flat.startswith("(") else (0, 0)
    locator = find_locator(flat, year)
    title, journal = _title_and_journal(line, flat, start, locator.start)
    parts = ReferenceParts(
        authors=authors.names,
        et_al=authors.et_al,
        title=title,
        journal=journal,
        year=locator.year or online_year(whole),
        volume=locator.volume,
        issue=locator.issue,
        first_page=locator.first_page,
        last_page=locator.last_page,
    )
    kind = kind_of(whole, parts)
    if kind in _NO_JOURNAL and journal and not is_news(journal, ""):
        # What stands behind a page's or a label's title is a date, a place or a number.
        parts = replace(parts, journal="")
    return kind, parts


def _authors_first(line: str) -> str:
    """A title, its authors, and the journal, put in the usual order; without a remark that stands before the authors;
    ``line`` as it is when it is not so made."""
    flat = fold(line)
    for end in _SENTENCE_END.finditer(flat[:_LONGEST_TITLE]):
        authors = find_authors(flat[end.end() :])
        stop = end.end() + authors.end
        clear = re.compile(r"\s*[.:]\s+(?=[A-Z])").match(flat, stop) or flat[stop - 1 : stop] == "."
        if authors.names and clear and end.start() > _SHORT_HEAD and _NAMED.match(flat, end.end()):
            rest = line[stop:].lstrip(" .:")
            place = find_locator(fold(rest))
            if place.volume[:1].isdigit() and place.year and place.start:
                title, _ = _title_and_journal(rest, fold(rest), 0, place.start)
                if " " in title and not _FAMILY_OF_JOURNALS.match(f"{title}."):
                    return line[
                        end.end() :
                    ]  # the authors have a title behind them: what stands before is a remark
                return f"{line[end.end() : stop].rstrip('. ')}. {line[: end.start() + 1]} {rest}"
    return line


def reordered(text: str) -> str:
    """PubMed's abstract format (place, title, authors) and lawyers' in the order of a reference; other text as it is.

    ``BMJ. 2004 Jan 17;328(7431):153-60. doi: 10.1136/x. Title. Smith JA(1), Jones B(2). Author information: ...``
    """
    if legal := _LEGAL_FORM.match(text):
        return f"{legal['head']}. {legal['journal']}. {legal['year']};{legal['volume']}:{legal['page']}."
    match = _ABSTRACT_FORM.match(text)
    if not match:
        return text
    body = _BEHIND_ABSTRACT.split(match["rest"], maxsplit=1)[0]
    body = re.sub(r"\((?:#|\d{1,2})(?:,\s?\d{1,2})*\)", "", body)
    flat = fold(body)
    for end in _SENTENCE_END.finditer(flat):
        authors = find_authors(flat[end.end() :])
        if authors.names and _NAMED.match(flat, end.end()):
            who = body[end.end() : end.end() + authors.end].rstrip(". ")
            return f"{who}. {body[: end.start() + 1]} {match['journal']}. {match['place']}."
    return text


def _title_and_journal(line: str, flat: str, start: int, end: int) -> tuple[str, str]:
    """Divide ``line[start:end]``, what stands between the authors and the locator."""
    if end <= start:
        return "", ""
    close = _quoted_end(line, start, end)
    if close and not _goes_on(flat, close + 1, end):
        return _tidy_title(line[start + 1 : close]).rstrip(".,"), _tidy_journal(
            line[close + 1 : end].lstrip(" .,")
        )
    body = flat[start:end]
    located = end < len(flat)
    cuts = [m.end() for m in _SENTENCE_END.finditer(body)]
    stripped = _cut(_DATE_TAIL, body)
    cuts = [c for c in cuts if c < len(stripped)]
    if not located:
        # No volume and pages: the first sentence is the title; what follows a publisher, a site, a journal.
        if not cuts:
            return _tidy_title(line[start:end]), ""
        return _tidy_title(line[start : start + cuts[0]]), _tidy_journal(line[start + cuts[0] : end])
    cut = _journal_start(stripped, cuts)
    if cut == 0:
        comma = _comma_cut(stripped)
        if comma:
            cut = comma
    journal = _tidy_journal(line[start + cut : start + len(stripped)])
    return _tidy_title(line[start : start + cut]), journal


def _quoted_end(line: str, start: int, end: int) -> int:
    """Where the quotation mark stands that closes a title opened at ``start``; 0 when none does.

    The last fitting one counts: titles hold quotations and apostrophes of their own.
    """
    closing = _CLOSING.get(line[start : start + 1])
    if not closing:
        return 0
    at = line.rfind(closing, start + 6, end)
    while at > 0 and not _closes_title(line, at):
        at = line.rfind(closing, start + 6, at)
    return max(at, 0)


def _goes_on(flat: str, start: int, end: int) -> bool:
    """True when a sentence stands between a title’s quoted head and the journal: “Brain fog”. A survey. BMJ."""
    body = _cut(_DATE_TAIL, flat[start:end])
    cuts = [m.end() for m in _SENTENCE_END.finditer(body) if m.end() < len(body)]
    first = body.lstrip("., ")
    cuts = [c for c in cuts if c > len(body) - len(first)]
    at = _journal_start(body, cuts) if end < len(flat) else 0
    return at > 0 and len(body[:at].split()) > _SHORTEST_SENTENCE and not _FAMILY_OF_JOURNALS.match(first)


def _closes_title(line: str, at: int) -> bool:
    """True when the title ends with the quotation mark at ``at``: a word in small letters right behind it goes on
    with a title that only begins with a quotation (“Brain fog” after …)."""
    if not _AFTER_CLOSING.match(line, at + 1):
        return False
    if line[at - 1] in ".,?!" or line[at + 1 : at + 2] in (".", ","):
        return True
    rest = line[at + 1 :].lstrip()
    return not rest[:1].islower() or _JOURNAL_LEAD.match(rest[:1].upper() + rest[1:]) is not None


def _journal_start(body: str, cuts: list[int]) -> int:
    """Where the journal's name begins: at the last sentence end, or further back over abbreviations."""
    if not cuts:
        return 0
    at = len(cuts) - 1
    while at > 0:
        piece = body[cuts[at - 1] : cuts[at]].rstrip()
        goes_on = _GOES_ON.match(body, cuts[at]) is not None
        if not piece.endswith(".") or not (
            goes_on or _abbreviated(piece) or _FAMILY_OF_JOURNALS.match(piece)
        ):
            break
        at -= 1
    if (
        at == 0
        and body[: cuts[0]].strip(". ").lower() in _ABBREVIATIONS
        and _abbreviated(body[: cuts[0]].rstrip())
        and body[: cuts[0]].count(" ") < 3
    ):
        return 0
    led = _JOURNAL_FIRST.search(body, max(0, cuts[at] - _TAIL), cuts[at])
    return led.end() if led else cuts[at]


def _abbreviated(piece: str) -> bool:
    """True for the likes of ``Proc.``, ``J.`` and ``Am J Clin.``: every word an abbreviation, or one short word."""
    words = re.findall(r"[^\W\d_]+", piece)
    if (
        len(words) == 1
        and len(words[0]) <= _SHORT_WORD
        and piece[:1].isupper()
        and not any(c.isdigit() for c in piece)
    ):
        return True
    return (
        bool(words)
        and len(words) <= 6
        and all(
            w[0].isupper() and (len(w) <= 2 or w.lower() in _ABBREVIATIONS or (w.isupper() and len(w) <= 5))
            for w in words
        )
    )


def _comma_cut(body: str) -> int:
    """Title and journal with only a comma between ("…, Nature"): the last comma before capitalised words."""
    for match in reversed(list(re.finditer(r",\s+(?=[A-Z])", body))):
        journal = body[match.end() :]
        words = re.findall(r"[^\W\d_]+", journal)
        small = {"of", "the", "and", "for", "in", "on", "de", "la", "et", "und", "für", "der", "y", "a"}
        # A short title is told from a list of names by the journal's abbreviated words.
        clear = match.start() > 25 or (len(words) > 1 and _abbreviated(journal.strip(" .,")))
        if words and clear and all(w[0].isupper() or w in small for w in words):
            return match.end()
    return 0


def _cut(tail: re.Pattern[str], text: str) -> str:
    """``text`` without the ``tail`` at its end; only the last characters are looked at."""
    start = max(0, len(text) - _TAIL)
    match = tail.search(text, start)
    return text[: match.start()] if match else text


def _tidy_title(text: str) -> str:
    text = _unquoted(text.strip())
    before = ""
    while before != text:
        before = text
        text = _cut(_TITLE_TAIL, text).strip()
    return _unquoted(text)[:_LONGEST_TITLE]


def _unquoted(text: str) -> str:
    """``text`` without quotation marks around the whole of it, or a single one at an end."""
    for opening, closing in (('"', '"'), ("“", "”"), ("”", "”")):
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and opening not in inner and closing not in inner:
            return inner
    marks = sum(text.count(c) for c in '"“”')
    return text.strip('"“”') if marks == 1 else text


def _tidy_journal(text: str) -> str:
    text = _cut(_DATE_TAIL, _cut(_JOURNAL_TAIL, _ONLINE_TAIL.sub("", text.strip())))
    text = _cut(_AWAITED_TAIL, text)
    text = _JOURNAL_LEAD.sub("", text)
    return text.strip(" ,;:.(")
