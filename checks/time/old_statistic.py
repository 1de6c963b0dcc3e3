"""A figure whose year is long gone."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
import re
from collections.abc import Iterator
from datetime import date

from checks._check import Case, Check
from checks._sections import prose
from checks.time._forecasts import forecast, written_out
from model.finding import Finding, Severity
from model.page import Sentence

_COUNTED = (
    r"(?:(?:new )?(?:cases|diagnoses|infections|patients|births|admissions)|deaths|people|persons|adults"
    r"|children|babies"
    r"|women|men|girls|boys|teen\w*|adolescents|students|americans|families|pregnancies|visits|died|die|lives|times"
    r"|new|overdoses|suicides|survivors|veterans|residents|smokers|drinkers|[a-z]+(?:ans|ons|ish|ese)(?<!means)|households"
    r"|carers|caregivers|seniors|workers|employees|pupils|schoolchildren|teenagers|toddlers|infants|drivers|users"
    r"|hospitali[sz]ations|prescriptions|operations|transplants|injuries|falls|abortions|stillbirths|fatalities"
    r"|victims|nurses|doctors|beds|doses|procedures|consultations|appointments|[a-z]+ (?:admissions|visits|cases"
    r"|deaths|patients|adults|people|children|women|men|births|infections))"
)
_NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|ten|eleven|twelve|(?:thir|four|fif"
    r"|six|seven"
    r"|eigh|nine)teen|two|three|four|five|six|seven|eight|nine)"
)
_FIGURE = re.compile(
    r"(?<![\d.$€£])\d[\d,.]{0,20}\s?(?:%|percent\b|per cent\b|percentage points)"
    rf"|\b\d[\d,.]{{0,20}}\s(?:million|billion|thousand)\b|\b\d{{1,3}}(?:,\d{{3}}){{1,6}}\s+(?:\w+\s){{0,2}}?{_COUNTED}\b"
    r"|\b\d[\d.,]* (?:grams|teaspoons|calories|hours|minutes|pounds|gallons|lit(?:er|re)s|drinks|servings"
    r"|milligrams)"
    r" (?:of (?:\w+ ){1,2})?(?:a|per|each) (?:day|night|week|year)\b"
    rf"|\b{_NUMBER_WORD} (?:percent|per cent)\b"
    rf"|\b(?:\d+|one|two|three|four) [a-z]+ in (?:every )?(?:\d|{_NUMBER_WORD}|twenty|a hundred)\b"
    r"|\b(?:average|median|typical|mean)\b[^.;]{0,50}?\b(?:was|were|of|stood at|came to)\s(?:about |around )?[$€£]?\d[\d,.]*"
    r"|\bwas (?:about |around |just )?\d+(?:\.\d+)? (?:weeks|months|years|days|hours)\b"
    r"|\b(?:nearly |almost |about |over |around |just under |just over |more than |roughly )(?:a |one |two |three )?"
    r"(?:half|thirds?|quarters?|fifths?|tenths?) of\b|\ba (?:third|quarter|fifth|tenth) of (?:\w+ ){0,2}"
    r"(?:people|adults|women|men|children|teenagers|girls|boys|deaths|cases|households|patients|the population)\b"
    r"|\b(?:half|(?:one|a|two|three|four)[- ](?:third|quarter|fifth|tenth)s?) of (?:all |the |U\.?S\.? |American )*"
    rf"(?:{_COUNTED}|population|adult|those|workers|homes|nurses|high school)"
    r"|\b(?:\d+|one|two|three|four) (?:\w+ )?(?:in|out of|of every) (?:every )?(?!(?:19|20)\d\d\b)(?:\d+|two"
    r"|three|four|five|six|seven"
    r"|eight|nine|ten|twenty)\b"
    rf"|\b(?:\d[\d,.]*|{_NUMBER_WORD}|one) (?:\w+ ){{1,3}}(?:per|in every|for every|in each) (?:\d|{_NUMBER_WORD}|million|thousand|hundred)"
    rf"|(?<![$€£\d,.])\b(?!(?:19|20)\d\d\b)(?:\d[\d,.]*|{_NUMBER_WORD}) (?:\w+ ){{0,2}}?{_COUNTED} (?:a|per|each|every) (?:day|week|month|year)\b"
    r"|\blife expectancy\b[^.;]{0,60}?\b\d|\b(?:number|count|tally|total|toll)\b[^.;]{0,50}?\b(?:was|were|of|stood at|reached|came to|hit) (?:about |around |just |some )?\d"
    rf"|\bevery (?:(?:\d+|{_NUMBER_WORD}|few) )?(?:second|minute|hour)s?\b|\bthere (?:were|was) (?:only |just |about |some |around )?(?!(?:19|20)\d\d\b)\d"
    rf"|\bof (?:every|each) (?:\d+|{_NUMBER_WORD}|hundred)\b|\b(?:twice|(?:\d[\d.]*|{_NUMBER_WORD}) times) (?:as|too|more|the|higher|likelier)\b"
    rf"|\b(?:an?|one|two|three|four)[- ](?:third|quarter|fifth|sixth|tenth)s? of\b"
    r"|\b\d[\d.]* per (?:\d|million|thousand|hundred)|[$€£]\s?\d[\d,.]*"
    r"|(?<![$€£\d,])\b\d{1,3}(?:,\d{3}){1,6}\b(?! (?:units|shares|copies|miles|steps|mg|calories|feet|IU|metres|meters|times))"
    r"|\b(?!(?:19|20)\d\d\b)\d[\d,]{0,20}(?<!,) (?:\w+ ){0,2}?(?:hospitals|clinics|pharmacies|specialists|physicians|surgeons|centres|centers|countries|states"
    r"|practices|practitioners|midwives|dentists|psychiatrists|schools|laboratories) (?:in the (?:country|region|nation|state|county|province|United|US|U\.S|UK|EU|world)|across|nationwide|worldwide|had|were"
    r"|offered|have)\b|\b(?:of )?every 1,000\b|\bwas \d+(?:\.\d+)? years\b",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?:[\w.]+ ){0,3}?(?:data|figures?|estimates?|statistics|census|survey|report|count|study|analysis|poll|audit|register"
    r"|registry|tally|review|questionnaire|barometer|index|snapshot)"
)
_Y = r"((?:19|20)\d\d)"
_YEAR = re.compile(
    rf"\b(?:in|for|during|as of|by|of|from|through|as recently as|(?:at|by) the end of|(?:early|late|mid)[- ])\s*"
    rf"(?:the\s+year\s+)?{_Y}(?!\s?(?:[-–/]|to\b|through\b)\s?\d)\b"
    rf"|\b(?:in|from|between|for|during|was|were)\s+{_Y}\s?(?:[-–/]|to|and|through)\s?((?:(?:19|20)\d\d)|\d\d)\b"
    rf"|\b{_Y}\s?[-–/]\s?((?:(?:19|20)\d\d)|\d\d) (?:flu |influenza |school |fiscal |financial |tax |academic )?(?:season|year|period)\b"
    rf"|\b(?:in|during|for|over) the (?:year|(?:12|twelve) months|decade) (?:to|ending|ended)(?: in)? (?:\w+ )?{_Y}\b"
    rf"|\b(?:in|by|since|as of|during|at the end of) (?:early |mid-?|late )?(?:January|February|March|April|May|June|July|August|September"
    rf"|October|November|December) {_Y}\b|\b(?:statistics|figures|data|numbers|estimates) (?:for|from|of) (?:\w+ )?{_Y}\b"
    rf"|\((?:[^()]{{1,40}}[ ,])?(?:in )?{_Y}(?:\s?[-–/]\s?\d+)?(?: {_SOURCE})?\)|\b{_Y} {_SOURCE}\b",
    re.IGNORECASE,
)
#: What is counted in a population, or who counts it. Without one of these a number is somebody's, or a study's.
_POPULATION = re.compile(
    r"\b\d[\d,.]* (?:million )?(?-i:[A-Z][a-z]+s)\b|\b\d[\d,.]* (?:\w+ )?\w+(?:ers|ors|ists|cians)\b|\bnumber of \w+"
    r"|\b(?:yearly|annual|a year|bill for|taxpayers?|economy|appointments|calls|wards?|operations|procedures|replacements|trips|tests|scans|posts|states|counties|provinces|units? of blood|transplants|beds|\d+-year-olds?|obese"
    r"|overweight|vaccinated|registry|registered|US|U\.S|UK|Britain|Scotland|Wales|Ireland|Canada|Australia|New Zealand|province|state|county|city|nation|territory"
    r"|island|region|globe|people|specialists|overdoses|suicides|injuries|accidents|falls|births|country|region|\w+(?:ians|icans|ons|ish teenagers|alians)|(?:one|1) (?:\w+ )?(?:woman|man|adult|child|person) in|waits?|admissions|offices"
    r"|practices|schools|carers|teenagers|spent|price|median|typical|killed|pupils|injuries|visits|adults|children|babies|average americans?|average|hospitalizations|hospitals|sales|spending"
    r"|spent|billed|parents|poll|households|seniors|nurses|drivers|employers|hospital stays|americans"
    r"|prescriptions|workers|women|men|teen\w*|adolescents|students|population|smoke\w*|births?"
    r"|pregnanc\w+|families|cases|deaths|infections|diagnos\w+|died|prevalence|incidence|mortality|rates?|share"
    r"|life expectancy|survival|costs?|prescribed|visits|worldwide|patients|nationwide|united states|england"
    r"|countries|survey|census|estimated|figures|statistics|data|agency|foundation|federation)\b",
    re.IGNORECASE,
)
#: An event of history keeps its year for ever, and so do an organisation's own numbers and what was decided in a year.
_OF_THAT_YEAR = re.compile(
    r"\b(?:we (?:interviewed|surveyed|asked|enrolled|studied|followed|recruited|measured|tested|treated|compared|invited)|cohort|(?:study|review|analysis|paper|trial) published in \d{4}|enrolled|operated on|were treated|was treated|first \d+|gave|responded|experiment|among \d|his ward"
    r"|ours|(?:the|this|our) (?:\w+ )?(?:clinic|lab)(?! in\b)"
    r"|hospital, built"
    r"|outbreak|epidemic|pandemic|flu of|the flu\b(?! shot| vaccine)|hurricane|earthquake|war|SARS|Ebola|cholera"
    r"|tornado|flood|storm"
    r"|bombing|attacks?|shooting|crash|accident|spill|explosion|typhoon|cyclone|tsunami|disaster|wildfires?"
    r"|heat ?wave|fire"
    r"|founded|set up|opened|joined|met|employees|(?:with|has|its|of) \d[\d,]* beds|members|walk(?:ed)?|miles|guidelines?|law of|lets|panel"
    r"|lowered the limit|(?:the|standard|usual) dose|approved|recalled|went on sale|tablet|units|born (?:before"
    r"|between|after)|before \d{4}"
    r"|vaccinated in|donated|raised|grants?|won|sued|settle(?:d|ment)|fined"
    r"|ran (?:from|until|for)|reached \d[\d,]* (?:families|people|women|homes|schools)|hospital treated"
    r"|took part|assigned|predicted|compan(?:y|ies)|goals?|targets?|our (?:\w+ )?(?:hospital|clinic|team|teams"
    r"|center|centre|practice|laborator\w+)|copies|shares|investors|my|his|she|he|i|dr|voted|call \d|dr\.|BMJ|JAMA|Lancet"
    r"|meta-analys[ie]s|randomi[sz]ed|trials?|followed)\b",
    re.IGNORECASE,
)
#: A study's result keeps its year too …
_OF_A_STUDY = re.compile(
    r"\b(?:study|studies|analys[ie]s of the same|the same (?:patients|women|men|children|people)|researchers|scientists|doctors(?!['’])|review|volunteers|participants|investigators)\b",
    re.IGNORECASE,
)
#: … unless it counts a whole population.
_OF_A_NATION = re.compile(
    r"\b\d[\d,.]* (?:million )?(?:Canadians|Britons|Americans|Australians|Scots|Europeans|Germans|Indians|New Zealanders)\b"
    r"|\b(?:million|billion) (?:\w+ ){0,2}?(?:people|adults|americans|children|women|men|prescriptions|visits"
    r"|cases|deaths"
    r"|families|workers|seniors|teen\w*|patients|babies|infections|doses|users|smokers)\b"
    r"|\b(?:nationwide|nationally|worldwide|globally|Americans|census|(?:national|government|federal|U\.?S\.?)"
    r" (?:\w+ ){0,3}survey|of (?:all )?(?:U\.?S\.?|American) \w+)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|last year|this year|now)\b", re.IGNORECASE)
#: Before this year, a figure is history.
_HISTORY = 2000


def statistic_year(sentence: str, today: date) -> int:
    """The year that a sentence's population figure belongs to, 0 when it is no such sentence.

    A trial's or study's result keeps its year for ever and is none; a figure beside a newer one is a comparison.
    """
    sentence = _SEASON.sub("", written_out(sentence))
    if not _FULL_YEAR.search(sentence):
        return 0
    if not _FIGURE.search(sentence) or not _POPULATION.search(sentence) or _OF_THAT_YEAR.search(sentence):
        return 0
    if _OF_A_STUDY.search(sentence) and not _OF_A_NATION.search(sentence):
        return 0
    years = []
    for found in _YEAR.findall(sentence):
        first = next((y for y in found if len(y) == _FOUR), "")
        last = found[2] or found[4]
        if first:
            years.append(int(last if len(last) == _FOUR else first[:2] + last if last else first))
    newest = max(years, default=0)
    if newest < _HISTORY or (_TODAY.search(sentence) and newest < today.year):
        return 0
    return newest


_FOUR = 4
_FULL_YEAR = re.compile(r"(?:19|20)\d\d")
_SEASON = re.compile(r"\bthe (?=20\d\d (?:\w+ )?season\b)", re.IGNORECASE)


def old_statistic(case: Case, sentence: Sentence) -> int:
    """The year of a sentence's figure that is older than the policy allows, else 0. What still lay ahead when the
    sentence was written is a forecast, not a figure."""
    quote = case.page.quote(sentence.span)
    year = statistic_year(quote, case.today)
    if not year or case.today.year - year < case.policy.statistic_years:
        return 0
    own = case.page.date_of(sentence.section)
    day = forecast(quote)
    if day is not None and own is not None and own.date is not None and day.latest() >= own.date.latest():
        return 0
    return year


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each population figure older than the policy's ``statistic_years``."""
    page = case.page
    if page.type.is_record or not page.in_english:
        return
    for sentence in prose(page):
        quote = page.quote(sentence.span)
        year = old_statistic(case, sentence)
        if not year:
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
