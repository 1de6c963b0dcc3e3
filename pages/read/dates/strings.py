"""Date expressions in text: where they stand, and what each can mean.

Every form that health sites print, in English, Spanish, French, German, Portuguese and the ``languages``.
A form whose order of day and month the digits do not
show (03/04/14) keeps both readings, month-first first: ``order`` settles it with what else is known.
"""

from __future__ import annotations

import bisect
import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from language.once import OfLast
from model.dates import PartialDate
from model.digits import whole_number
from pages.read.dates.languages import LANGUAGES

# Two-digit years: the web began in 1991, so 91..99 are nineteen-hundreds; up to 69 they can only be meant
# as two-thousands (POSIX strptime's pivot).
_PIVOT = 69
# Years outside are not dates of a page: before the first web pages quoted them, or nonsense.
_MIN_YEAR, _MAX_YEAR = 1900, 2099

_MONTH_NAMES: tuple[str, ...] = (
    "january januar jänner januari enero janvier janeiro gennaio jan ene janv",
    "february februar feber februari febrero février fevereiro febbraio feb febr févr fév fev",
    "march märz maart marzo mars março mar mär mrz",
    "april abril avril aprile apr abr avr",
    "may mai mei mayo maio maggio",
    "june juni junio juin junho giugno jun",
    "july juli julio juillet julho luglio jul juil",
    "august augustus agosto août aug ago",
    "september septiembre setiembre septembre setembro settembre sept sep set",
    "october oktober octubre octobre outubro ottobre oct okt out",
    "november noviembre novembre novembro nov",
    "december dezember diciembre décembre dezembro dicembre dec dez dic déc",
)
# Also everyday words ("3 out of 10", "set 2014", Mayo Clinic): a month only with a day or "de" before it.
_DOUBTFUL = frozenset({"set", "out", "ago", "mayo", "mart", "ocak", "luty"})


def fold(word: str) -> str:
    """Lower case without accents: ``Février`` → ``fevrier``."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


_NAMED = [
    (at, name)
    for table in (_MONTH_NAMES, *(language.months for language in LANGUAGES))
    for at, names in enumerate(table, 1)
    for name in names.split()
]
_MONTHS = {fold(name): at for at, name in reversed(_NAMED)}


def _months(names: Iterable[str]) -> str:
    """A pattern of month names, the longest first; by their first letters, so that another word fails at once."""
    spellings = sorted({n for name in names for n in (name, fold(name))})
    by_letter: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        by_letter.setdefault(spelling[0], []).append(spelling[1:])
    letters = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return rf"(?=[{''.join(by_letter)}])(?:{letters})(?![^\W\d_])"


# Months as Poland and Hungary write them.
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: The names of the five commonest languages (Italian and Dutch months come along), and those of all.
_COMMON_MONTHS = _months(name for names in _MONTH_NAMES for name in names.split())
_MON = _months(name for _, name in _NAMED)
_YEAR = r"(?:19|20)\d\d(?![\d])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = r"(?:\s?(?:st|nd|rd|th|er|º|°|ª|o(?=\s+de\b)|\.))?"
_OF = r"(?:\s?[-–/.,]\s?|\s+(?:of|de|del|d[’']|ב)\s*|\s+)"
_SHORT = r"(?:['’‘´`]\s?\d\d|(?:19|20)\d\d)(?!\d)"


@cache
def _dates_in(months: str) -> re.Pattern[str]:
    # what begins with a digit and what begins with a letter apart: at most places half of it need not be tried
    return re.compile(
        rf"""(?:(?<![\w/.+-])|(?<=--)(?=[^\W\d_])|(?<=\d)(?=[^\W\d_])|(?-i:(?<=[a-zß-ÿ])(?=[A-Z])))(?:(?=\d)(?:
    (?P<iso>(?P<iy>{_YEAR})\s?(?P<isep>[-/.‐‑])\s?(?P<im>1[0-2]|0?[1-9])(?:\s?(?P=isep)\s?(?P<id>{_DAY}))(?!\d))
  | (?P<ym>(?P<yy>{_YEAR})[-/](?P<yym>1[0-2]|0[1-9])(?![\d/-]))
  | (?P<cjk>(?P<cy>{_YEAR})\s?[年년]\s?(?P<cm>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<cd>{_DAY})\s?[日일])?)
  | (?P<roman>(?P<rd>{_DAY})(?:\.\s?|\s|[/-])(?P<rm>(?-i:XI{{0,2}}|I{{1,3}}|I?[VX]|VI{{1,3}}))
      (?:\.\s?|\s|[/-])(?P<ry>{_YEAR}))
  | (?P<viet>(?P<vd>{_DAY})\s(?:tháng|thg)\s(?P<vm>1[0-2]|0?[1-9])(?:\s?,|\snăm)?\s(?P<vy>{_YEAR}))
  | (?P<num>(?P<na>\d\d?)\s?(?P<nsep>[-/.‐‑–])\s?(?P<nb>\d\d?)\s?(?P=nsep)\s?
      (?P<ny>(?:19|20)\d\d|\d\d)(?![\d%]|[.,/-]\d))
  | (?P<my>(?P<mym>1[0-2]|0?[1-9])\s?[-/.]\s?(?P<myy>{_YEAR})(?![/.-]\d))
  | (?P<dmy>(?<![.,]\d)(?<!version\s)(?P<dd>{_DAY})(?!\d){_ORD}{_OF}?(?P<dm>{months})\.?(?P<dof>{_OF})?
      (?P<dy>{_SHORT}|(?<=[-])\d\d(?!\d)))
  | (?P<ydm>(?P<ydy>{_YEAR})(?:\s?m\.|\.)?[\s,-]+(?P<ydm_>{months})\.?(?:[\s-]+(?P<ydd>{_DAY})(?![\d]){_ORD})?)
  )|(?=[^\W\d_])(?:
    (?P<java>(?P<jm>{months})\s(?P<jd>{_DAY})\s\d\d:\d\d(?::\d\d)?\s(?:[A-Z]{{2,5}}|[+-]\d\d:?\d\d)\s(?P<jy>{_YEAR}))
  | (?P<mdy>(?P<mm>{months})\.?\s{{0,2}}[-–]?(?P<md>{_DAY})(?!\d){_ORD}(?:\s?[-–]\s?{_DAY})?
      (?:\s?,\s?|\s+of\s+|\s+|\.\s?|\s?[-–]\s?)(?P<mdyy>{_SHORT}))
  | (?P<mony>(?P<mom>{months})\.?(?P<of>{_OF})?(?P<moy>{_SHORT}))
  | (?P<season>(?:early\s+|late\s+)?(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver|
        frühjahr|frühling|sommer|herbst|primavera|verano|otoño|invierno|verão|outono|inverno)
        (?:\s+(?:of|de))?\s+(?P<sy>{_YEAR}))
  )|(?P<quarter>(?:Q[1-4]|[1-4]Q)[\s/-]?(?P<qy>{_YEAR}))
    )""",
        re.I | re.X,
    )


# Where a date can be: round a year, or a two-digit year behind a separator or an apostrophe.
_DIGITS = re.compile(r"[0-9]{2,}")
_BEFORE_SHORT = frozenset("-/.‐‑–'’‘´`")
_BEFORE, _AFTER = 34, 24
# What may not stand before it is looked for behind its digits: a pattern that begins with them is found faster.
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?<![\w$€£#/.,:+-]\d{4})(?<![$€£]\s\d{4})(?!\d)(?![\w%]|[.,/:]\d)")


@dataclass(frozen=True, slots=True)
class DateText:
    """One date expression. ``readings``: one, or two (month first, then day first) when the order is open.

    ``order`` is ``mdy`` or ``dmy`` where numbers alone show it (06/24/14), else empty; ``dotted``: 5.3.2019, as Europe
    writes. ``style`` is one of
    iso, numeric, year first (21-04-05, which may be the day first as well), words, month, year, season, short (see
    ``short_month``), loose (a date only if labelled).
    """

    start: int
    end: int
    readings: tuple[PartialDate, ...]
    style: str
    order: str = ""
    note: str = ""
    dotted: bool = False


def full_year(digits: str) -> int:
    """``14`` → 2014, ``94`` → 1994, ``2014`` → 2014."""
    value = int(digits.lstrip("'’‘´` "))
    if value >= 100:
        return value
    return value + (2000 if value < _PIVOT else 1900)


def partial(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """A PartialDate when it is one within plausible years, else None."""
    if not _MIN_YEAR <= year <= _MAX_YEAR or month > 12:
        return None
    if day and (not month or day > calendar.monthrange(year, month)[1]):
        return None
    return PartialDate(year, month, day)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation in any of the languages, else 0."""
    return _MONTHS.get(fold(word.rstrip(".")), 0)


def find_dates(text: str, start: int = 0, end: int | None = None, more: bool = True) -> list[DateText]:
    """All date expressions of month precision or better (and seasons) in ``text[start:end]``, in order.

    ``more``: with the months of all ``languages``, not only of the commonest five. Years alone are left to
    ``find_years``: only their surroundings tell whether they are dates.
    """
    stop = len(text) if end is None else end
    found: list[DateText] = []
    low = high = -1
    windows: list[tuple[int, int]] = []
    for anchor in _DIGITS.finditer(text, start, stop):
        size = anchor.end() - anchor.start()
        if size == 4:
            if text[anchor.start() : anchor.start() + 2] not in ("19", "20"):
                continue
        elif size != 2 or text[anchor.start() - 1 : anchor.start()] not in _BEFORE_SHORT:
            continue
        a, b = max(start, anchor.start() - _BEFORE), min(stop, anchor.end() + _AFTER)
        if a <= high:
            high = b
        else:
            if high >= 0:
                windows.append((low, high))
            low, high = a, b
    if high >= 0:
        windows.append((low, high))
    pattern = _dates_in(_MON if more else _COMMON_MONTHS)
    for low, high in windows:
        # a window must not cut a number or a word in two
        while low > start and text[low - 1].isalnum():
            low -= 1
        while high < stop and text[high].isalnum():
            high += 1
        for match in pattern.finditer(text, low, high):
            read = _read(match)
            if read is not None:
                found.append(read)
    return found


_OF_PAGE: OfLast[list[DateText]] = OfLast()


def dates_of_page(text: str) -> list[DateText]:
    """``find_dates(text)`` of a page's main text, for those who ask it again and again while one page is read."""
    return _OF_PAGE.of(text, make=lambda: find_dates(text))


def find_years(text: str, start: int, end: int, taken: list[DateText]) -> Iterator[DateText]:
    """Years standing alone in ``text[start:end]``, outside the expressions in ``taken`` (in order)."""
    for match in _BARE_YEAR.finditer(text, start, end):
        before = bisect.bisect_right(taken, match.end() - 1, key=lambda date: date.start) - 1
        if before < 0 or taken[before].end <= match.start():
            yield DateText(match.start(), match.end(), (PartialDate(int(match.group())),), "year")


def read_date(text: str) -> DateText | None:
    """The first date expression of a short string, a year alone included; None when there is none."""
    found = find_dates(text)
    if found:
        return found[0]
    return next(find_years(text, 0, len(text), []), None)


def _read(match: re.Match[str]) -> DateText | None:
    start, end = match.span()
    group = match.group
    for kind in (
        "num",
        "roman",
        "viet",
        "iso",
        "java",
        "mdy",
        "dmy",
        "mony",
        "my",
        "ym",
        "ydm",
        "cjk",
        "season",
        "quarter",
    ):
        if group(kind) is not None:
            break
    if kind == "num":
        return _read_numeric(match)
    value: PartialDate | None
    style, note = "words", ""
    if kind == "iso":
        value, style = partial(int(group("iy")), int(group("im")), int(group("id"))), "iso"
    elif kind == "roman":
        value = partial(int(group("ry")), _ROMAN.index(group("rm")), int(group("rd")))
    elif kind == "viet":
        value = partial(int(group("vy")), int(group("vm")), int(group("vd")))
    elif kind == "java":
        value = partial(int(group("jy")), month_number(group("jm")), int(group("jd")))
    elif kind == "mdy":
        value = partial(full_year(group("mdyy")), month_number(group("mm")), int(group("md")))
    elif kind == "dmy":
        if fold(group("dm")) in _DOUBTFUL and "of" in (group("dof") or "").lower():
            return None
        value = partial(full_year(group("dy")), month_number(group("dm")), int(group("dd")))
    elif kind == "ydm":
        day = group("ydd")
        value = partial(int(group("ydy")), month_number(group("ydm_")), int(day) if day else 0)
        style = "words" if day else "month"
    elif kind == "cjk":
        day = group("cd")
        value = partial(int(group("cy")), int(group("cm")), int(day) if day else 0)
    elif kind == "mony":
        if fold(group("mom")) in _DOUBTFUL and " d" not in fold(group("of") or ""):
            return None
        value, style = partial(full_year(group("moy")), month_number(group("mom"))), "month"
    elif kind == "my":
        value, style = partial(int(group("myy")), int(group("mym"))), "month"
    elif kind == "ym":
        value, style = partial(int(group("yy")), int(group("yym"))), "month"
    else:
        value, style = partial(int(group("sy") or group("qy"))), "season"
        note = f"printed as {match.group()!r}: a season or quarter, read as its year"
    return DateText(start, end, (value,), style, note=note) if value else None


_MONTHS_IN_YEAR = 12
# A two-digit year behind this one has not come: what stands first is then a day.
_TOO_LATE = 31


def _read_numeric(match: re.Match[str]) -> DateText | None:
    first, second = int(match.group("na")), int(match.group("nb"))
    digits = match.group("ny")
    sep = match.group("nsep")
    # 1.2.13 and 2-3-10 are versions, sections and scores as often as dates: dates only behind a label
    loose = len(digits) == 2 and sep in ".-–" and len(match.group("na")) + len(match.group("nb")) < 3
    style = "loose" if loose else "numeric"
    year = full_year(digits)
    month_first, day_first = partial(year, first, second), partial(year, second, first)
    start, end = match.span()
    if month_first and day_first and month_first != day_first:
        return DateText(start, end, (month_first, day_first), style, dotted=sep == ".")
    value = month_first or day_first
    if value is None:
        return None
    order = "" if month_first and day_first else "mdy" if month_first else "dmy"
    if sep == "-" and len(digits) == 2 and _MONTHS_IN_YEAR < first <= _TOO_LATE and not loose:
        # 21-04-05: the year first, as computers sort, or the day first
        sorted_ = partial(full_year(match.group("na")), second, int(digits))
        if sorted_ and sorted_ != value:
            return DateText(start, end, (sorted_, value), "year first")
    return DateText(start, end, (value,), style, order)


# ---- forms that are dates only behind a label ------------------------------------------------------------
_SHORT_MONTH = re.compile(
    rf"\s*(?:(?P<day>{_DAY})\s(?P<dmon>{_MON})\.?\s(?P<dy>\d\d)|(?P<m>1[0-2]|0?[1-9])\s?[/-]\s?(?P<y>\d\d)"
    rf"|(?P<mon>{_MON})\.?(?P<gap>[-\s/]{{1,2}})(?P<my>\d\d?))(?![\d/:-]|\.\d|\s?(?:am|pm)|,?\s(?:19|20)\d\d)",
    re.I,
)
# Language by language, each with a word that must be there: looking for that first is faster.
_RELATIVE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (cues, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I))
    for cues, pattern in (
        (
            (" ago", " Ago", " AGO"),
            r"(?:(?:about|over|almost)\s+)?"
            r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+"
            r"(?P<unit>minute|hour|day|week|month|year)s?\s+ago",
        ),
        (
            ("hace ", "Hace "),
            r"hace\s+(?P<n>\d{1,3}|una?)\s+(?P<unit>minuto|hora|día|dia|semana|mes|año)(?:e?s)?",
        ),
        (
            ("l y a ",),
            r"il\s+y\s+a\s+(?P<n>\d{1,3}|une?)\s+(?P<unit>minute|heure|jour|semaine|mois|an|année)s?",
        ),
        (
            ("vor ", "Vor "),
            r"vor\s+(?P<n>\d{1,3}|einem|einer)\s+(?P<unit>Minute|Stunde|Tag|Woche|Monat|Jahr)(?:en|e|n)?",
        ),
        (("há ", "Há "), r"há\s+(?P<n>\d{1,3}|uma?)\s+(?P<unit>minuto|hora|dia|semana|mês|mes|ano)(?:e?s)?"),
        (("esterday", "YESTERDAY"), r"(?P<word>yesterday)"),
        (("today", "Today", "TODAY"), r"(?P<word>today)"),
        (
            tuple(f"{last} {unit}" for last in ("last", "Last") for unit in ("week", "month", "year")),
            r"(?P<word>last\s+(?:week|month|year))",
        ),
    )
)
_NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)
_UNIT_DAYS = {
    **dict.fromkeys(("minute", "hour", "minuto", "hora", "heure", "stunde"), 0),
    **dict.fromkeys(("day", "dia", "jour", "tag"), 1),
    **dict.fromkeys(("week", "semana", "semaine", "woche"), 7),
    **dict.fromkeys(("month", "mes", "mois", "monat"), 30),
    **dict.fromkeys(("year", "ano", "an", "annee", "jahr"), 365),
}
_WORD_DAYS = {"yesterday": 1, "today": 0, "last week": 7, "last month": 30, "last year": 365}


#: How the note of a month and day without a year begins; both numbers follow.
NO_YEAR = "no year:"


def short_month(text: str, at: int) -> DateText | None:
    """``10/19`` or ``Jun-14`` right at ``at``, read as month and year: what handouts print behind "Rev."."""
    match = _SHORT_MONTH.match(text, at)
    if not match:
        return None
    if match.group("day"):
        value = partial(
            full_year(match.group("dy")), month_number(match.group("dmon")), int(match.group("day"))
        )
    else:
        month = int(match.group("m")) if match.group("m") else month_number(match.group("mon"))
        value = partial(full_year(match.group("y") or match.group("my")), month)
    start = at + len(match.group()) - len(match.group().lstrip())
    number = match.group("my") or ""
    if match.group("mon") and match.group("gap").isspace() and partial(2000, month, int(number)):
        # "Sep 19" is a day: its year, if the page gives one, is found where all dates are known
        readings = (value,) if value and len(number) == 2 else ()
        return DateText(start, match.end(), readings, "short", note=f"{NO_YEAR}{month}:{int(number)}")
    if value is None or len(number) == 1:
        return None
    return DateText(start, match.end(), (value,), "short")


def find_relative(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int, str]]:
    """``3 months ago`` and its like as (start, end, days back, unit folded)."""
    stop = len(text) if end is None else end
    for cues, pattern in _RELATIVE:
        if not any(cue in text for cue in cues):
            continue
        for match in pattern.finditer(text, start, stop):
            parts = match.groupdict()
            if "word" in parts:
                word = " ".join(parts["word"].lower().split())
                yield match.start(), match.end(), _WORD_DAYS[word], word.rsplit(" ", 1)[-1]
                continue
            count, unit = parts["n"], fold(parts["unit"])
            told = whole_number(count)
            number = _NUMBERS.get(count.lower(), 1) if told is None else told
            yield match.start(), match.end(), number * _UNIT_DAYS[unit], unit
