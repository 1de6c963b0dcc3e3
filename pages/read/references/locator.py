"""Where an article stands in print: year, volume, issue and pages, in the ways that styles write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from model.digits import whole_number

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter|First|Second|Third|Fourth|"
    r"Ene|Abr|Ago|Dic|F[ée]v|Avr|Mai|Juin|Juil|Ao[uû]|D[ée]c|Okt|Dez|Mär|Out|Set|Enero|Janv?)[A-Za-zéûôç]*\.?"
)
# Month and day that may follow the year: "2005 Mar 3", "2005 Oct-Dec", "2005 Mar 3-9", "2005, March"
_DATE = (
    rf"(?:[\s,/-]{{0,2}}\(?{_MONTH}(?:\s?[-/]\s?{_MONTH})?(?:\s*\d{{1,2}}(?:\s?-\s?\d{{1,2}})?(?=\D))?\)?)?"
)
_DAY_MONTH = (
    rf"(?:\d{{1,2}}(?:-\d{{1,2}})?\s+)?"
    rf"(?:{_MONTH}(?:\s?[-/]\s?{_MONTH})?\.?\s*(?:\d{{1,2}}(?:-\d{{1,2}})?)?,?\s*)?"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?:\s?[-/]\s?\d{2,4}(?=\s*[;,:) ]))?[a-h]?"
# A year that another number follows is the year, not a volume: "(1982) 2010, 70:816".
_VOLUME = (
    r"(?!(?:19|20)\d\d\s*[,;]\s*\d+\s*[(:])(?P<volume>\d{1,4}(?:\s?[-/]\s?\d{1,4})?[A-Z]{0,2}|"
    r"[A-Z]{1,3}-?\d{1,4}|[IVXLCivxlc]{1,8})(?!\d)"
)
_PART = (
    r"(?:[\s,.;]*\(?\s*(?:Suppl(?:ement|ements|\.)?s?|Spec(?:ial)?\.?\s*(?:No|Iss(?:ue)?)\.?|Pt\.?|"
    r"Part|Web Server issue|"
    r"Database issue|Discussion)\.?,?\s*(?:[A-Z]{0,3}\d{0,4}(?![\w])(?:[-/,&]\s?\d{1,3})?|[IVX]+)?\s*\)?)"
)
_ISSUE = (
    r"(?:\s*\(\s*(?P<issue>[^()]{0,40}(?:\([^()]{0,20}\)[^()]{0,10})?)\s*\)|"
    r"\s*\[\s*(?P<issue2>[^\]\[]{1,25})\s*\])"
)
_PP = (
    r"(?:(?:[Pp]p?|pgs?|[Pp]ages?|[Pp][áa]g(?:ina)?s?|[Ss]eiten?|[Pp]agin[ae]|blz)\s?[.:]{0,2}\s*(?=[A-Za-z]{0,2}\d)|S\.\s?(?=\d)|"
    r"(?:[Aa]rt(?:icle|ikel|[íi]culo|icolo)?s?\.?(?:\s?(?:No|Nr|ID|number)\b)?|ID|Paper)[\s:.]*(?=\w*\d))?"
)
_FIRST = (
    r"(?P<first>(?:[A-Za-z]{1,6}[-.]?)?\d{1,9}(?:[A-Za-z]{1,3}\d{0,5}(?!\w)|\.e?\d{1,2}(?!\d))?|"
    r"[ivxlc]{1,7}(?=\s?-))"
)
_RANGE = (
    r"(?:\s?(?:-{1,2}|\bto\b|/|_|"
    r"~)\s?(?P<last>(?:[A-Za-z]{1,5}[-.]?)?\d{1,7}(?:[A-Za-z]{1,3}(?!\w))?(?:\.e\d+)?|[ivxlc]{1,7}\b))"
)
_PAGES = rf"{_PP}{_FIRST}{_RANGE}?"
_END = r"(?![\w])"

_NUMBERED_VOLUME = (
    r"(?:[Vv](?:ol|OL)(?:ume|umen)?s?\.?|Band|Bd\.?|Jg\.?|[Jj]a(?:hr|ar)gang|[Tt]om[eo]|t\.|v\.)\s*(?P<volume>(?!(?:19|"
    r"20)\d\d\b)\d{1,4}[A-Z]?(?:[-/]\d{1,4})?|[A-Z]{1,3}\d{1,4}|[IVXLC]{1,8})\b"
)
_NUMBERED_ISSUE = (
    r"(?:\b(?:[Nn]os?|[Nn]r|[Nn][uú]m(?:ero)?|[Nn]umber|[Nn]ummer|[Ii]ssue|[Ii]ss|Heft|H)\b|\bn\b|[Nn][°ºo]\b|[Nn][°º])\.?\s*"
    r"(?P<issue>\d{1,4}(?:\s?[-/]\s?\d{1,4})?[A-Z]?(?:\s?(?:Pt|Part)\.?\s?\d{1,2})?(?:\s?Suppl\.?\s?\d*)?|Suppl\.?\s?\d*|S\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Locator:
    """Year, volume, issue and pages as read, and the range of the text that they take up."""

    year: int = 0
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    start: int = 0
    end: int = 0


# (how sure, pattern): the surest ones say the most. How sure decides where two patterns match the same entry.
@cache
def _patterns() -> tuple[tuple[float, re.Pattern[str]], ...]:
    """Compiled when the first entry is read: that takes as long as all other patterns of references together."""
    return tuple((sure, re.compile(pattern)) for sure, pattern in _SOURCES)


_SOURCES: tuple[tuple[float, str], ...] = (
    # 2005;44(2):251-9   2005, 44:251-259   2005 Mar 3;44 Suppl 2:S1-9   2005: 44, 251
    (
        10,
        rf"(?<![\d-]){_YEAR}\)?\.?{_DATE}\s*[;,:.]?\s*(?<=[\s;,:.])(?:[Vv]ol(?:ume)?\.?\s*)?{_VOLUME}{_PART}?{_ISSUE}?{_PART}?\s*[:;,.]{{1,2}}\s*{_PAGES}{_END}",
    ),
    # 2009;(3):CD001234   2009;Suppl 1:S12-5
    (9.5, rf"(?<![\d-]){_YEAR}{_DATE}\s*[;,:]\s*(?:{_ISSUE}|{_PART})\s*[:;,]\s*{_PAGES}{_END}"),
    # 19 (2004) 47-55   19(2) (2004): 47-55   19, no. 2 (March 2004): 47-55   19.2 (2004): 47-55
    (
        9,
        rf"\b{_VOLUME}(?:{_ISSUE}|\.(?P<issue3>\d{{1,3}}(?:[-/]\d{{1,3}})?)|"
        rf",?\s*{_NUMBERED_ISSUE.replace('issue', 'issue4')})?"
        rf"{_PART}?,?\s*[\[(]\s*{_DAY_MONTH}{_YEAR}[^()]{{0,15}}[\])]\s*[:,;.]?\s*{_PAGES}{_END}",
    ),
    # 2005;44(2) 251-9   2005 44 251-9   2005;44(2)251-259: the colon is lost, so a range is asked for
    (
        8,
        rf"(?<![\d-]){_YEAR}\)?\.?{_DATE}\s*[;,:.]?\s*(?<=[\s;,:.]){_VOLUME}{_PART}?{_ISSUE}?{_PART}?\s*{_PP}{_FIRST}{_RANGE}{_END}",
    ),
    # 23:5493-5500, 2005   14(2):465-472   14 (Suppl 1): S3-S9 (2004)
    (
        8,
        rf"(?<![\d.:/-])\b{_VOLUME}{_PART}?{_ISSUE}?{_PART}?\s?:\s*{_PAGES}{_END}(?:[,;.]?\s*[\[(]?{_DAY_MONTH}(?<!\d){_YEAR}(?!\d))?",
    ),
    # 19(2), 47-55   29, 1175-1190 (2004)   29, pp. 1175
    (
        7,
        rf"(?<![\d.:/-])\b{_VOLUME}{_PART}?{_ISSUE}?{_PART}?\s*[,;]\s*{_PAGES}{_END}(?:[,;.]?\s*[\[(]?{_DAY_MONTH}(?<!\d){_YEAR}(?!\d))?",
    ),
    # 21(1), Jan 2018, 1-3   21(1), 2018, pp. 1-3: the date stands between
    (
        8,
        rf"(?<![\d.:/-])\b{_VOLUME}{_ISSUE},\s*{_DAY_MONTH}{_YEAR}\s*[,:;]\s*{_PAGES}{_END}",
    ),
    # 44 (2) 251-259   44 251-259 (2005): only blanks between
    (
        5,
        rf"(?<![\d.:/-])\b{_VOLUME}{_PART}?{_ISSUE}?{_PART}?\.?\s+{_PP}{_FIRST}{_RANGE}{_END}(?:[,;.]?\s*[\[(]?{_DAY_MONTH}(?<!\d){_YEAR}(?!\d))?",
    ),
    # 2005;44(2).   2005;44(2)   (no pages)
    (4, rf"(?<![\d-]){_YEAR}{_DATE}\s*[;,]\s*{_VOLUME}{_PART}?{_ISSUE}?{_PART}?(?=\s*(?:[.;:,]|\Z))"),
    # 2005:251-9   2005;251-9   (no volume)
    (3.5, rf"(?<![\d-]){_YEAR}{_DATE}\s*[:;]\s*{_PP}{_FIRST}{_RANGE}{_END}"),
    # Journal, 44(2).   Journal 44(2), 2005
    (
        3,
        rf"(?<![\d.:/-])\b{_VOLUME}{_ISSUE}(?=\s*(?:[.;:,]|"
        rf"\Z))(?:[,;.]?\s*[\[(]?{_DAY_MONTH}(?<!\d){_YEAR}(?!\d))?",
    ),
)

_LABELLED = (
    re.compile(rf"\b{_NUMBERED_VOLUME}"),
    re.compile(rf"{_NUMBERED_ISSUE}(?!\w)"),
    re.compile(
        rf"\b(?:[Pp]p|pgs|[Pp]ages?|p|pg|[Pp][áa]g(?:ina)?s?|[Ss]eiten?|[Pp]agin[ae]|blz|"
        rf"[Aa]rt(?:icle|ikel|[íi]culo|icolo)?|S)\b[\s.:]{{0,3}}(?:(?:[Nn]o\.?|[Nn]umber|[Nn]r\.?|ID)\s?:?\s?)?{_FIRST}{_RANGE}?{_END}"
    ),
)
_LABEL_HINTS = ("ol", "p.", " p", "Pages", "Bd", "v.", "argang", "hrgang", "tom", "Tom")
_VOLUME_ISSUE_AFTER = re.compile(r"\s*\(\s*(?P<issue>[^()]{1,20})\s*\)")
# The Cochrane Library: an issue and a review's number, with the year before, between or elsewhere; or no number.
_COCHRANE = re.compile(
    r"[\s,;:.]{0,6}(?:\(?(?P<year>(?:19|20)\d\d)\)?\W{0,3})?(?:,?\s*\bIssue\s*\(?(?P<issue>\d{1,2})\)?|"
    r"\((?P<issue2>\d{1,2})\))?[\s.:,;]{0,6}(?:(?P<year2>(?:19|20)\d\d)[\s.:,;]{0,6})?"
    r"(?:Art(?:icle)?\.?\s*No\.?\s*:?\s*)?(?P<first>CD\d{6})\b"
)
_COCHRANE_ISSUE = re.compile(
    r"[\s,;:.]{0,6}(?:(?P<year>(?:19|20)\d\d)[\s,;]{0,6})?\bIssue\s*(?P<issue>\d{1,2})(?:[\s,;(]{0,6}(?P<year2>(?:19|20)\d\d))?"
)
_ANY_YEAR = re.compile(r"(?<![\d.,:;/-])((?:1[6-9]|20)\d\d)(?!\d|\s?[-:/]\s?\d|[.,]\d)[a-h]?\b")
_YEAR_BEHIND = re.compile(r"[\s.,;]{0,3}\(?((?:19|20)\d\d)(?!\d)")
_PAREN_YEAR = re.compile(
    rf"[(\[]\s*{_DAY_MONTH}((?:1[6-9]|20)\d\d)[a-h]?(?:,?\s+{_MONTH}[^()]{{0,12}}|[/-]\d{{2,4}})?\s*[)\]]"
)
_TAIL_DISCUSSION = re.compile(
    r"[;,.]?\s*(?:discussion|quiz|author reply|reply|table of contents)\s+\w{0,6}\d[\w\s,-]*+\.?\Z",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\Z")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_MONTH_AFTER = re.compile(
    r"\s+(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+(?:19|20)\d\d\b"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?\s*\Z",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLCivxlc]+\Z")

# A locator stands at the end of an entry; one that does not reach into the last part loses to one that does.
_NEAR_END = 30
# Points given for: closeness to the end, a range of pages, a year said with it.
_END_POINTS, _RANGE_POINTS, _YEAR_POINTS = 3.0, 1.0, 0.5


def expand_last_page(first: str, last: str) -> str:
    """The full number of an abbreviated last page: 153, 60 → 160; S47, 55 → S55; e1, e9 stay."""
    if not last or not first:
        return last
    head = re.match(r"(\D*+)(\d++)(\w*+)\Z", first)
    tail = re.match(r"(\D*+)(\d++)(\w*+)\Z", last)
    if not head or not tail:
        return last
    prefix, number, suffix = tail.groups()
    if not prefix or prefix == head.group(1):
        if len(number) < len(head.group(2)):
            number = head.group(2)[: len(head.group(2)) - len(number)] + number
        prefix = prefix or head.group(1)
    return f"{prefix}{number}{suffix}"


def find_locator(text: str, year: int = 0) -> Locator:
    """The best locator of one entry's ``text`` (one line, folded, identifiers taken out).

    Every pattern is tried; what reaches the end of the text and says the most wins. The year is the
    locator's own, else ``year`` (the one behind the authors), else one in parentheses, else the last that stands
    alone; 0 when there is none.
    """
    if "ochrane" in text and (review := _cochrane(text, year)):
        return review
    discussion = None
    if "iscussion" in text or "reply" in text or "quiz" in text or "able of" in text:
        discussion = _TAIL_DISCUSSION.search(text)
    body = text[: discussion.start()] if discussion else text
    best, best_score = None, 0.0
    for sure, pattern in _patterns():
        if sure + _END_POINTS + _RANGE_POINTS + _YEAR_POINTS <= best_score:
            break
        for match in pattern.finditer(body):
            if _is_day(match, body):
                continue
            score = sure + _weigh(match, body)
            if score > best_score or (
                score == best_score and best is not None and match.start() > best.start()
            ):
                best, best_score = match, score
    labelled = _labelled(body)
    if labelled and (
        best is None or labelled.start <= best.start() < labelled.end or best.end() < labelled.start
    ):
        chosen = labelled
        if best is not None and _group(best, "year") and not chosen.year:
            chosen = replace(chosen, year=int(_group(best, "year")))
    elif best is not None:
        chosen = _from_match(best)
    else:
        cochrane = _COCHRANE.search(body) if "CD" in body else None
        if cochrane:
            year = int(cochrane["year"] or cochrane["year2"] or year)
            chosen = Locator(year, first_page=cochrane["first"], start=cochrane.start(), end=cochrane.end())
        else:
            chosen = Locator(start=len(text), end=len(text))
    if not chosen.year and not year and _YEAR_ALONE.match(chosen.volume):
        # "2004; 12-45": no volume stands beside it
        return replace(chosen, year=int(chosen.volume), volume="")
    if not chosen.year and not year and not chosen.last_page and _YEAR_ALONE.match(chosen.first_page):
        # "36(suppl; abstr 504), 2018": no page stands beside it
        return replace(chosen, year=int(chosen.first_page), first_page="")
    if not chosen.year:
        chosen = replace(chosen, year=year or _year_elsewhere(body, chosen))
    return chosen


def _cochrane(text: str, year: int) -> Locator | None:
    """The place of a review in the Cochrane Library, in its database's newer and older ways; None for other text."""
    name = text.find("ochrane")
    found = _COCHRANE.search(text, name) or _COCHRANE_ISSUE.search(text, name)
    if found is None:
        return None
    groups = found.groupdict()
    if not (groups.get("issue") or groups.get("issue2")):
        return None  # "2017;9:CD006211" has the form of any article
    stated = groups.get("year") or groups.get("year2") or ""
    place = Locator(
        int(stated) if stated else year,
        "",
        groups.get("issue") or groups.get("issue2") or "",
        groups.get("first") or "",
        "",
        found.start(),
        found.end(),
    )
    return place if place.year else replace(place, year=_year_elsewhere(text, place))


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _is_day(match: re.Match[str], text: str) -> bool:
    """True for "March 3, 2014", "43, 8 August 2023" and "1,204 people": they have the shape of a volume and a page."""
    groups = match.groupdict()
    first, volume = groups.get("first") or "", groups.get("volume") or ""
    if not groups.get("last") and (
        _THOUSANDS.fullmatch(match.group())
        or (first.isdigit() and _MONTH_AFTER.match(text, match.end("first")))
    ):
        return True
    days = re.split(r"\s?-\s?", volume)
    if (
        groups.get("last")
        or not _YEAR_ALONE.match(first)
        or not all((day := whole_number(d)) is not None and day <= 31 for d in days)
    ):
        return False
    return _MONTH_BEFORE.search(text, max(0, match.start("volume") - 12), match.start("volume")) is not None


def _weigh(match: re.Match[str], text: str) -> float:
    points = 0.0
    groups = match.groupdict()
    rest = len(text) - match.end()
    if rest <= _NEAR_END:
        points += _END_POINTS
    elif rest > 80:
        points -= 1.0
    volume, first = groups.get("volume") or "", groups.get("first") or ""
    if groups.get("last"):
        points += _RANGE_POINTS
        a, b = re.sub(r"\D", "", first), re.sub(r"\D", "", groups["last"] or "")
        if a and b and len(a) == len(b) and int(b) < int(a):
            points -= 2.0
    if groups.get("year"):
        points += _YEAR_POINTS
    if volume and not volume[0].isdigit():
        points -= 1.5
        if _ROMAN.match(volume) and volume.islower():
            points -= 3.0
    if (
        first
        and not first[0].isdigit()
        and not groups.get("last")
        and not re.match(r"(?:[eESsCDRPWLG]|CD)\d", first)
    ):
        points -= 2.0
    if _YEAR_ALONE.match(volume) and volume != groups.get("year"):
        points -= 4.0
    if match.start() < 12:
        points -= 2.0
    return points


def _from_match(match: re.Match[str]) -> Locator:
    groups = match.groupdict()
    issue = (
        next((groups[name] for name in ("issue", "issue2", "issue3", "issue4") if groups.get(name)), "") or ""
    )
    year, start, end = groups.get("year") or "", match.start(), match.end()
    if re.fullmatch(r"(?:1[6-9]|20)\d\d", issue) and not year:
        year, issue = issue, ""
    if not issue:
        supplement = re.search(
            r"Suppl[a-z]*\.?\s*\w{0,3}|S(?:pec)[a-z]* (?:No|Issue)\.?\s*\d*", match.group()
        )
        issue = supplement.group().strip(" .") if supplement else ""
    first, last = groups.get("first") or "", groups.get("last") or ""
    return Locator(
        int(year) if year else 0,
        re.sub(r"\s", "", groups.get("volume") or ""),
        issue.strip(),
        first,
        expand_last_page(first, last),
        start,
        end,
    )


def _labelled(text: str) -> Locator | None:
    """``vol. 19, no. 2, pp. 47-55`` with its parts in any order; None unless a volume or pages are labelled."""
    if not any(hint in text for hint in _LABEL_HINTS):
        return None
    volume = issue = pages = None
    for match in _LABELLED[0].finditer(text):
        volume = match
    if volume is None:
        return None
    after = volume.end()
    bracket = _VOLUME_ISSUE_AFTER.match(text, after)
    issue = _LABELLED[1].search(text, after)
    pages = _LABELLED[2].search(text, after)
    if pages is None:
        pages = re.compile(rf"[,:;(]\s*+{_FIRST}{_RANGE}").search(text, bracket.end() if bracket else after)
    number = (bracket["issue"] if bracket else "") or (issue["issue"] if issue else "")
    year = ""
    if re.fullmatch(r"(?:1[6-9]|20)\d\d", number):
        year, number = number, ""
    if not year and pages and (dated := _ANY_YEAR.search(text, volume.end(), pages.start())):
        year = dated.group(1)
    first = pages["first"] if pages else ""
    last = (pages["last"] or "") if pages else ""
    end = max(m.end() for m in (volume, bracket, issue, pages) if m)
    return Locator(
        int(year or 0), volume["volume"], number, first, expand_last_page(first, last), volume.start(), end
    )


def _year_elsewhere(text: str, locator: Locator) -> int:
    close = _YEAR_BEHIND.match(text, locator.end)
    if close:
        return int(close.group(1))
    paren = _PAREN_YEAR.search(text, 0, locator.start) or _PAREN_YEAR.search(text, locator.end)
    if paren:
        return int(paren.group(1))
    after = _ANY_YEAR.search(text, locator.end)
    if after:
        return int(after.group(1))
    before = list(_ANY_YEAR.finditer(text, 0, locator.start))
    return int(before[-1].group(1)) if before else 0
