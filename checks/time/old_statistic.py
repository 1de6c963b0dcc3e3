"""A figure whose year is long gone."""

import re
from collections.abc import Iterator
from datetime import date

from checks._check import Case, Check
from model.finding import Finding, Severity

_COUNTED = (
    r"(?:(?:new )?(?:cases|diagnoses|infections|patients|births|admissions)|deaths|people|persons|adults"
    r"|children|babies"
    r"|women|men|girls|boys|teen\w*|adolescents|students|americans|families|pregnancies|visits|died|die|lives|times"
    r"|new|overdoses|suicides|survivors|veterans|residents|smokers|drinkers)"
)
_FIGURE = re.compile(
    r"(?<![\d.$€£])\d[\d,.]*\s?(?:%|percent\b|per cent\b|percentage points)"
    rf"|\b\d[\d,.]*\s(?:million|billion|thousand)\b|\b\d{{1,3}}(?:,\d{{3}})+\s+(?:\w+\s){{0,2}}?{_COUNTED}\b"
    r"|\b(?:\d+|one|two|three|four) (?:\w+ )?(?:in|out of) (?:every )?(?:\d+|two|three|four|five|six|seven"
    r"|eight|nine|ten|twenty)\b"
    r"|\b\d[\d.]* per (?:\d|million|thousand|hundred)|[$€£]\s?\d[\d,.]*"
    rf"|\b\d{{1,3}}(?:,\d{{3}})+\b(?=\s{_COUNTED})|\b(?:of )?every 1,000\b|\bwas \d+ years\b",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?:(?:U\.?S\.?|American|national|federal|government|\w+ health interview) )*"
    r"(?:data|figures?|estimates?|statistics|census|survey|report|count|National Health Interview Survey)"
)
_Y = r"((?:19|20)\d\d)"
_YEAR = re.compile(
    rf"\b(?:in|for|during|as of|by|of|from|through)\s+(?:the\s+year\s+)?{_Y}(?!\s?[-–]\s?\d)\b"
    rf"|\b(?:in|from|between|for|during|was|were)\s+{_Y}\s?(?:[-–]|to|and)\s?((?:(?:19|20)\d\d)|\d\d)\b"
    rf"|\((?:in )?{_Y}(?:\s?[-–]\s?\d+)?(?: {_SOURCE})?\)|\b{_Y} {_SOURCE}\b",
    re.IGNORECASE,
)
#: What is counted in a population, or who counts it. Without one of these a number is somebody's, or a study's.
_POPULATION = re.compile(
    r"\b(?:people|adults|children|babies|americans|women|men|teen\w*|adolescents|students|population|smoke\w*|births?"
    r"|pregnanc\w+|families|cases|deaths|infections|diagnos\w+|died|prevalence|incidence|mortality|rates?|share"
    r"|life expectancy|survival|costs?|prescribed|visits|worldwide|patients|nationwide|united states|england"
    r"|countries|survey|census|estimated|figures|statistics|data|agency|foundation|federation)\b",
    re.IGNORECASE,
)
#: A trial's or study's result keeps its year for ever; so do an event of history, an organisation's own numbers and
#: what was decided in a year.
_NOT_A_FIGURE = re.compile(
    r"\b(?:trials?|study|studies|randomi[sz]ed|enrolled|researchers|scientists|doctors|review|meta-analys[ie]s|followed"
    r"|operated on|were treated|was treated|first \d+|gave|responded|experiment|among \d|his ward|clinic"
    r"|hospital, built"
    r"|outbreak|epidemic|pandemic|flu of|the flu|hurricane|earthquake|war|SARS|Ebola|cholera"
    r"|founded|set up|opened|joined|met|employees|beds|members|walk(?:ed)?|miles|guidelines?|law of|lets|panel"
    r"|lowered the limit|approved|recalled|went on sale|tablet|units|born (?:before|between|after)|before \d{4}"
    r"|vaccinated in"
    r"|ran (?:from|until|for)|reached \d[\d,]* (?:families|people|women|homes|schools)|hospital treated"
    r"|took part|call \d|dr\.|BMJ|JAMA|Lancet)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|last year|this year|now)\b", re.IGNORECASE)
#: Before this year, a figure is history.
_HISTORY = 2000


def statistic_year(sentence: str, today: date) -> int:
    """The year that a sentence's population figure belongs to, 0 when it is no such sentence.

    A trial's or study's result keeps its year for ever and is none; a figure beside a newer one is a comparison.
    """
    if not _FIGURE.search(sentence) or not _POPULATION.search(sentence) or _NOT_A_FIGURE.search(sentence):
        return 0
    years = []
    for found in _YEAR.findall(sentence):
        first = next((y for y in found if len(y) == _FOUR), "")
        last = found[2] if found[2] else ""
        if first:
            years.append(int(last if len(last) == _FOUR else first[:2] + last if last else first))
    newest = max(years, default=0)
    if newest < _HISTORY or (_TODAY.search(sentence) and newest < today.year):
        return 0
    return newest


_FOUR = 4


def old_year(sentence: str, case: Case) -> int:
    """The year of a figure that is older than the policy allows, else 0."""
    year = statistic_year(sentence, case.today)
    return year if year and case.today.year - year >= case.policy.statistic_years else 0


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each population figure older than the policy's ``statistic_years``."""
    page = case.page
    if page.type.is_record or not page.in_english:
        return
    for sentence in page.sentences:
        quote = page.quote(sentence.span)
        year = old_year(quote, case)
        if not year or any(r.span and r.span.contains(sentence.span) for r in page.references):
            continue
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=sentence.section,
            quote=quote,
            span=sentence.span,
            message=f"The figure is from {year}, {case.today.year - year} years ago.",
            suggestion="Give the newest figure, with its year and its source.",
            subject=f"statistic {year}",
        )


CHECK = Check(
    code="TIME003",
    slug="old_statistic",
    severity=Severity.NOTE,
    title="A statistic is old",
    why="How many fall ill or live on is what readers measure their own chances by.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Figures\n\nIn 2013, an estimated 232,340 new cases will be diagnosed.\n\n"
        "Updated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# Figures\n\nIn 2025, an estimated 300,000 new cases will be diagnosed.\n\n"
        "Updated 06/24/25",
        "today: 2026-11-24\n\n# Trial\n\nIn 2009, a trial enrolled 54 women and 41% responded.\n\nUpdated 06/24/25",
    ),
)
