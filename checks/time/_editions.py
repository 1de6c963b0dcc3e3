"""Named editions that have run out or been followed: a table to read, to check against its sources, and to extend.

A row names a document by ``names``, its outdated editions by ``old`` (both regular expressions, ``old`` looked for
around the name), the day since which it is out, and what took its place. ``topics``: one of these words must stand in
the sentence or its headings, where one body gives advice on many things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """One outdated edition. ``source``: where the successor is announced."""

    names: str
    old: str
    since: date
    now: str
    source: str
    topics: str = ""


_DGA = r"Dietary Guidelines(?: for Americans)?"
_CPR = r"CPR|resuscitation|cardiac arrest|chest compressions?"
_STI = r"(?:CDC|Centers for Disease Control and Prevention|ST[DI] Treatment Guidelines)(?:['’]s)?\b"
_TASK = r"(?:USPSTF|U\.?S\.? Preventive Services Task Force)"
_TASK_SOURCE = "https://www.uspreventiveservicestaskforce.org/uspstf/recommendation-topics"

EDITIONS: tuple[Edition, ...] = (
    Edition(_DGA, r"2005|2010(?:\s?[-–]\s?(?:20)?15)?(?!\d)", date(2016, 1, 7), "the edition 2015–2020",
            "https://www.dietaryguidelines.gov/about-dietary-guidelines/previous-editions"),
    Edition(_DGA, r"2015\s?[-–]\s?(?:20)?20", date(2020, 12, 29), "the edition 2020–2025",
            "https://www.dietaryguidelines.gov/about-dietary-guidelines/previous-editions"),
    Edition(_DGA, r"2020\s?[-–]\s?(?:20)?25", date(2026, 1, 7), "the edition 2025–2030",
            "https://www.dietaryguidelines.gov"),
    Edition(r"Physical Activity Guidelines(?: for Americans)?", r"2008|first edition|1st edition", date(2018, 11, 12),
            "the second edition", "https://health.gov/our-work/nutrition-physical-activity"),
    Edition(r"Healthy People", r"2010", date(2010, 12, 2), "Healthy People 2020",
            "https://www.cdc.gov/nchs/healthy_people/"),
    Edition(r"Healthy People", r"2020", date(2020, 8, 18), "Healthy People 2030", "https://health.gov/healthypeople"),
    Edition(r"(?:WHO|World Health Organization) classification", r"(?:of |in )?(?:2000|2001|2004|2007|2008|2016)"
            r"|(?:third|fourth|3rd|4th) edition", date(2021, 11, 1), "the fifth edition (2021 and later)",
            "https://tumourclassification.iarc.who.int"),
    Edition(r"AJCC|American Joint Committee on Cancer", r"(?:fifth|sixth|seventh|5th|6th|7th)(?: edition)?",
            date(2018, 1, 1), "the eighth edition", "https://www.facs.org/quality-programs/cancer-programs/ajcc"),
    Edition(r"DSM[- ]?(?:III|IV)(?:[- ]?TR|[- ]?R)?\b", r"III|IV", date(2013, 5, 18), "the DSM-5 (and DSM-5-TR)",
            "https://www.psychiatry.org/psychiatrists/practice/dsm"),
    Edition(r"ICD-?9(?:-CM)?", r"9", date(2015, 10, 1), "ICD-10-CM", "https://www.cms.gov/medicare/coding-billing/icd-10-codes"),
    Edition(r"JNC[- ]?(?:7|VII|6|VI)\b", r"7|VII|6|VI", date(2013, 12, 18),
            "the guidelines of 2014, 2017 and 2025", "https://doi.org/10.1001/jama.2013.284427"),
    Edition(r"ATP[- ]?III|Adult Treatment Panel III", r"III", date(2013, 11, 12),
            "the ACC/AHA guidelines of 2013 and 2018", "https://doi.org/10.1161/01.cir.0000437738.63853.7a"),
    Edition(r"(?:ACC/?AHA|AHA/?ACC|American College of Cardiology)\b", r"2013", date(2018, 11, 10),
            "the guideline of 2018", "https://doi.org/10.1161/CIR.0000000000000625", r"cholesterol|statin|lipid"),
    Edition(r"(?:ACC/?AHA|AHA/?ACC|American College of Cardiology)\b", r"2017", date(2025, 8, 14),
            "the guideline of 2025", "https://doi.org/10.1161/CIR.0000000000001356", r"blood pressure|hypertension"),
    Edition(r"Rome[- ](?:II|III)\b", r"II", date(2016, 5, 1), "Rome IV", "https://theromefoundation.org/rome-iv/"),
    Edition(r"McDonald criteria", r"2001|2005|2010", date(2017, 12, 21), "the revisions of 2017 and 2024",
            "https://doi.org/10.1016/S1474-4422(17)30470-2"),
    Edition(r"Beers Criteria", r"2003|2012|2015|2019", date(2023, 5, 4), "the update of 2023",
            "https://doi.org/10.1111/jgs.18372"),
    Edition(_TASK, r"2002|2009", date(2016, 1, 12), "the statements of 2016 and 2024", _TASK_SOURCE,
            r"breast|mammogra\w+"),
    Edition(_TASK, r"2016", date(2024, 4, 30), "the statement of 2024", _TASK_SOURCE, r"breast|mammogra\w+"),
    Edition(_TASK, r"2002|2008|2016", date(2021, 5, 18), "the statement of 2021", _TASK_SOURCE,
            r"colorectal|colon|bowel|colonoscop\w+|between 50 and 75|between 50 and 74|from (?:age )?50"),
    Edition(_TASK, r"2004|2013", date(2021, 3, 9), "the statement of 2021", _TASK_SOURCE, r"lung"),
    Edition(_TASK, r"2008|2012", date(2018, 5, 8), "the statement of 2018", _TASK_SOURCE, r"prostate|PSA"),
    Edition(_TASK, r"2003|2012", date(2018, 8, 21), "the statement of 2018", _TASK_SOURCE, r"cervical|Pap"),
    Edition(_TASK, r"2007|2009|2016", date(2022, 4, 26), "the statement of 2022", _TASK_SOURCE, r"aspirin"),
    Edition(_TASK, r"2008|2015", date(2021, 8, 24), "the statement of 2021", _TASK_SOURCE, r"diabetes|prediabetes"),
    Edition(_TASK, r"2004|2013", date(2020, 3, 2), "the statement of 2020", _TASK_SOURCE, r"hepatitis C"),
    Edition(_TASK, r"2009|2016", date(2023, 6, 20), "the statement of 2023", _TASK_SOURCE, r"depression"),
    Edition(_TASK, r"2007|2015", date(2021, 4, 27), "the statement of 2021", _TASK_SOURCE,
            r"blood pressure|hypertension"),
    Edition(_TASK, r"2011|2018", date(2025, 1, 14), "the statement of 2025", _TASK_SOURCE, r"osteoporosis|bone"),
    Edition(_TASK, r"2008|2016", date(2022, 8, 23), "the statement of 2022", _TASK_SOURCE, r"statin"),
    Edition(r"(?:AHA|American Heart Association)(?:['’]s)?\b", r"2005|2010|2015", date(2020, 10, 21),
            "the guidelines of 2020 and 2025", "https://cpr.heart.org", _CPR),
    Edition(r"(?:AHA|American Heart Association)(?:['’]s)?\b", r"2020", date(2025, 10, 22), "the guidelines of 2025",
            "https://cpr.heart.org", _CPR),
    Edition(r"(?:ACC/?AHA|AHA/?ACC|ACCF/AHA)\b", r"2013", date(2022, 4, 1), "the guideline of 2022",
            "https://doi.org/10.1161/CIR.0000000000001063", r"heart failure"),
    Edition(r"(?:AHA/ACC/HRS|ACC/AHA|AHA/ACC)\b", r"2014|2019", date(2023, 11, 30), "the guideline of 2023",
            "https://doi.org/10.1161/CIR.0000000000001193", r"atrial fibrillation|AFib"),
    Edition(r"(?:CDC|Centers for Disease Control and Prevention)(?:['’]s)?\b", r"2016", date(2022, 11, 4),
            "the guideline of 2022", "https://doi.org/10.15585/mmwr.rr7103a1", r"opioids?"),
    Edition(_STI,
            r"2006|2010|2015", date(2021, 7, 23), "the guidelines of 2021", "https://doi.org/10.15585/mmwr.rr7004a1",
            r"STDs?|STIs?|gonorrh\w+|chlamydia|syphilis|sexually transmitted"),
    Edition(r"KDIGO\b", r"2012", date(2024, 3, 14), "the guideline of 2024", "https://doi.org/10.1016/j.kint.2023.10.018",
            r"chronic kidney disease|CKD"),
    Edition(r"(?:IDSA/?ATS|ATS/?IDSA|Infectious Diseases Society of America)\b", r"2007", date(2019, 10, 1),
            "the guideline of 2019", "https://doi.org/10.1164/rccm.201908-1581ST", r"pneumonia"),
    Edition(r"(?:AAP|American Academy of Pediatrics)(?:['’]s)?\b", r"2011|2016", date(2022, 6, 21),
            "the recommendations of 2022", "https://doi.org/10.1542/peds.2022-057990", r"safe sleep|SIDS|infant sleep"),
    Edition(r"(?:AAP|American Academy of Pediatrics)(?:['’]s)?\b", r"2011", date(2019, 9, 30), "the guideline of 2019",
            "https://doi.org/10.1542/peds.2019-2528", r"ADHD|attention[- ]deficit"),
    Edition(r"Surviving Sepsis (?:Campaign)?", r"2008|2012|2016", date(2021, 10, 4), "the guidelines of 2021",
            "https://doi.org/10.1097/CCM.0000000000005337"),
    Edition(r"(?:WHO|World Health Organization)(?:['’]s)?\b", r"2010", date(2020, 11, 25), "the guidelines of 2020",
            "https://www.who.int/publications/i/item/9789240015128", r"physical activity|exercise"),
    Edition(r"(?:ACS|American Cancer Society)(?:['’]s)?\b", r"2006|2012", date(2020, 6, 9), "the guideline of 2020",
            "https://doi.org/10.3322/caac.21591",
            r"(?:diet|nutrition|physical activity|alcohol)\b.*\bguidelines?|guidelines?\b"
            r".*\b(?:diet|nutrition|physical activity)"),
)  # fmt: skip

#: Published anew every year, with how many years an edition serves: the year names it.
_YEARLY = (
    (re.compile(r"\bCancer (?:Facts (?:&|and) Figures|Statistics)\W{0,3}(20\d\d)\b"), "Cancer statistics", 1),
    (re.compile(r"\bGOLD (?:report )?\(?(20\d\d)\b|\b(20\d\d) GOLD (?:report|strategy)"), "The GOLD report", 2),
    (re.compile(r"\bGINA (?:report |strategy )?\(?(20\d\d)\b|\b(20\d\d) GINA report"), "The GINA report", 2),
    (re.compile(r"\bStandards of (?:Medical )?Care (?:in Diabetes)?\W{0,3}(20\d\d)\b"), "The Standards of Care", 2),
)  # fmt: skip
#: A season's vaccine: over with June of its second year (the new strains come in August or September).
_SEASON = re.compile(
    r"\b(20\d\d)\s?[-–/]\s?(20)?(\d\d)\s+(?:\w+ )?(?:flu|influenza|COVID(?:-19)?)\b[^.]{0,30}\b(?:vaccines?"
    r"|shots?|season)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"\b(?:now|current(?:ly)?|available|recommend(?:s|ed)?|will|protects?|is|are|get)\b", re.I
)
_END_OF_SEASON = 6
#: Words that tell of the edition as past, or name its successor.
_TOLD = re.compile(
    r"\b(?:replac\w+|supersed\w+|succeed\w+|unlike|former(?:ly)?|earlier|previous(?:ly)?|older (?!adults|people|patients|women|men|persons|americans)|prior|since"
    r"|no longer"
    r"|instead of|compared|history|was (?:published|released|revised|updated|written)|were (?:published|released)"
    r"|published in|released in|revised in|updated in|used to|until|met|participants|enrolled)\b",
    re.IGNORECASE,
)
#: An edition stands within this many characters of its document's name.
_NEAR = 60
#: Every name begins with, or holds, one of these: looking for them first is faster.
_CUES = re.compile(
    r"Guidelines|Healthy People|classification|AJCC|Joint Committee|DSM|ICD-?9|JNC|ATP|Adult Treatment|ACC|AHA"
    r"|College of Cardiology|Rome|McDonald|Beers|USPSTF|Task Force|Cancer (?:Facts|Statistics)|GOLD|GINA"
    r"|Standards of|AHA|American Heart|CDC|Disease Control|Treatment Guidelines|KDIGO|IDSA"
    r"|Infectious Diseases Society"
    r"|AAP|Academy of Pediatrics|Surviving Sepsis|WHO|World Health|ACS|American Cancer|season|flu\b|influenza|COVID"
)
_COMPILED = tuple(
    (row, re.compile(rf"\b(?:{row.names})", re.I), re.compile(rf"(?<!\d)(?:{row.old})(?!\d)"),
     re.compile(rf"\b(?:{row.topics})\b", re.I) if row.topics else None)
    for row in EDITIONS
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outdated:
    """What a sentence names that is out: ``what`` in its words, ``since``, what is in force ``now``, ``source``."""

    what: str
    since: date
    now: str
    source: str = ""


def outdated_edition(sentence: str, headings: str, today: date) -> Outdated | None:
    """The outdated edition that a sentence goes by, None when it names none or tells of it as past.

    ``headings``: the page's title and the headings above, which may name the topic.
    """
    if not _CUES.search(sentence) or _TOLD.search(sentence):
        return None
    for row, name, old, topics in _COMPILED:
        if row.since > today:
            continue
        for match in name.finditer(sentence):
            low, high = max(0, match.start() - _NEAR), match.end() + _NEAR
            edition = old.search(sentence, low, min(high, len(sentence)))
            if edition and (topics is None or topics.search(f"{sentence} {headings}")):
                what = sentence[min(match.start(), edition.start()) : max(match.end(), edition.end())]
                return Outdated(what, row.since, row.now, row.source)
    for pattern, what, years in _YEARLY:
        found = pattern.search(sentence)
        if found:
            year = int(next(group for group in found.groups() if group))
            if today.year - year >= years:
                return Outdated(found.group(), date(year + 1, 1, 1), f"{what} of {today.year}")
    season = _SEASON.search(sentence)
    if season and _IN_FORCE.search(sentence):
        end = date(int(season[1][:2] + season[3]), _END_OF_SEASON, 30)
        if end < today:
            return Outdated(season.group(), end, "the vaccine of the season")
    return None
