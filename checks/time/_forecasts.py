"""Sentences that look forward to a day, and which day."""

# ruff: noqa: E501 - a pattern and a list of words stay on one line, to be read against a sentence
from __future__ import annotations

import functools
import re
from calendar import monthrange

from language.days import MONTHS
from model.dates import PartialDate

#: The last month that a part of a year can mean.
_PARTS = {
    "early": 4, "beginning": 4, "q1": 3, "winter": 0, "spring": 6, "mid": 8, "q2": 6, "first half": 6, "summer": 9,
    "q3": 9, "autumn": 0, "fall": 0, "late": 0, "end": 0, "q4": 0, "second half": 0, "first quarter": 3,
    "second quarter": 6, "third quarter": 9, "fourth quarter": 0, "last quarter": 0, "middle": 8,
}  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_PART = (
    r"(?:the )?(?:(?P<part>early|mid|late|spring|summer|autumn|fall|winter|end|second half|first half|beginning"
    r"|middle|(?:first|second|third|fourth|last) quarter|Q[1-4])"
    r"[\s-]+(?:of\s+)?)?(?:the year )?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?"
#: A day as a sentence looks forward to it.
_WHEN = re.compile(
    rf"\b(?:in|by|for|until|till|during|before|of|through|throughout|to|from|after|due|starting|beginning|around|at|on"
    rf"|as (?:early|soon|late) as|no (?:later|earlier|sooner) than|not before|effective|sometime in|since"
    rf"|between now and|come)\s+{_PART}"
    rf"(?:{_WEEKDAY}(?:the )?(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+(?=[A-Z]))?"
    rf"(?:{_WEEKDAY}(?P<month>{_MONTH})\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?)?(?P<year>20\d\d)\b(?![,.]\d"
    rf"|\s(?:patients|people|cases|units|nurses|women|men))"
    rf"|\b(?P<month2>{_MONTH})\s+{_DAY}(?P<year2>20\d\d)\b"
    rf"|\b20\d\d\s?[–/-]\s?(?P<year4>20\d\d) (?:\w+ )?(?:strategy|plan|programme|program|framework|agenda|budget|campaign|initiative)\b",
    re.IGNORECASE,
)
_VERBS = (
    r"be|become|have (?!been)|reach|enter|start|begin|end|open|close|report|publish|complete|finish|launch"
    r"|enroll|arrive"
    r"|die|develop|live|get|cover|come|double|triple|rise|fall|grow|decide|vote|follow|replace|introduce|offer"
    r"|pay|apply"
    r"|take effect|need|see|lose|run out|expire|change"
)
#: What opens a look ahead. Told in the past ("was expected"), it is history.
_AHEAD = (
    re.compile(
        r"(?<!was )(?<!were )(?<!been )(?<!had )(?<!he )(?<!she )(?<!they )(?<!we )(?<!I )\b(?:expected|anticipated|projected|predicted|scheduled|slated"
        r"|hoped|forecast)"
        r"\b(?=\s+(?:in|by|to|for|during|at|on|until|before|from|around|that|cases|deaths)\b)",
        re.I,
    ),
    re.compile(
        r"\b(?:is|are|(?:plan|hope|aim|intend|expect|want)(?:s|ing)?)\s+(?:now |still |currently )?"
        r"(?:expected|anticipated|projected|predicted|scheduled|slated|planned|hoped|set|likely|due|on track|aiming"
        r"|planning|hoping|to)\b(?! have (?:been|had|\w+ed)\b)(?! to have)",
        re.I,
    ),
    re.compile(r"\b(?:experts?|researchers?|scientists|analysts|officials) (?:now )?(?:predict|expect|estimate"
    r"|project) that\b", re.I),
    re.compile(rf"\b(?:will|should|could|may|might|shall)\s+(?:\w+ly\s+|not\s+"
    rf"|all\s+)?(?:{_VERBS})\b(?! have)(?! been)|\bwill have (?:\w+ed|been|risen|fallen|grown|become)\b", re.I),
    re.compile(rf"\b(?:will|should|could|may|might|shall)\s+"
    r"(?!always|forever|have\b|be (?:remembered|known|familiar|linked))"
    rf"(?:\w+\s+){{1,8}}?(?=(?:by|until|till|through|starting|beginning|no later than|sometime|early"
    rf"|in {_PART}{_MONTH}"
    r"|in (?:early|mid|late|spring|summer|autumn|fall|the (?:spring|summer|fall|autumn|first|second|third|fourth"
    r"|last)))\b)",
    re.I),
    re.compile(r"\b(?:anticipates?|foresees?|expects?|plans?|hopes?|aims?|intends?|targets?)\s+(?:on\s+)?(?:\w+ing"
    r"|(?:full|final|first|initial|topline|results|data|approval|the (?:first|full|final|results"
    r"|approval))\b)", re.I),
    re.compile(r"\b(?:said|says|announced|added|told \w+)\b[^.;]{0,40}\b(?:would|will) (?:\w+)", re.I),
    re.compile(r"\bthe (?:goal|aim|plan|target) is (?:to|for)\b", re.I),
    re.compile(r"\b(?:on track|on course|on schedule) (?:to|for)\b|\btarget(?:ed)? (?:date|completion|for)\b"
    r"|\bestimated (?:study )?completion\b|\bwill not (?:be|have|come|end|start|begin)\b", re.I),
    re.compile(r"\b(?:have|has) (?:promised|pledged|vowed|committed|undertaken|set)\b|\b(?:is|are) (?:supposed|meant|bound) to\b", re.I),
    re.compile(r"\bdue (?:in|by|for|out)\b|\b(?:takes?|(?:comes?|goes|go) into) (?:effect|force)\b"
    r"|\b(?:expires?|lapses?|runs? out)\b|\bha(?:s|ve) until\b", re.I),
    re.compile(r"\b(?:is|are) (?:\w+ )?(?:funded|valid|extended|licensed|open|in force|guaranteed)"
               r"(?= (?:through|until|till)\b)|\bha(?:s|ve) been (?:extended|renewed|funded|delayed|postponed|moved|rescheduled|shifted"
               r"|put (?:back|off)|pushed back|brought forward|suspended|waived|reauthorized)"
               r"(?= (?:\w+ )?(?:through|until|till|to)\b)",
               re.I),

)  # fmt: skip
#: "By 2025, … will …": the day stands first.
_FIRST = re.compile(
    rf"^\W*(?:(?:by|in|from|for|until|come|effective|(?:starting|beginning|effective|as of|sometime)(?: in| on"
    rf"| from)?)\s+)(?:the )?{_PART}(?:(?P<month>{_MONTH})\s+{_DAY})?(?P<year>20\d\d)\b,?\s"
    r"(?P<rest>.{0,140})",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|(?:is|are) (?:expected|projected|predicted|forecast|likely|set|due|going|scheduled|slated) to"
    r"|(?:is|are) (?:supposed|meant|bound|certain) to|could|hopes?|plans?|aims?|expects?"
    r"|intends?|wants?|must|should)\b(?! have been)",
    re.I,
)
#: Words that tell a forecast as history, or speak of no forecast.
_HISTORY = re.compile(
    r"\b(?:was|were|had been|has been|have been)\s+(?:\w+\s+)?(?:expected|anticipated|projected|predicted"
    r"|scheduled|slated"
    r"|planned|hoped|set|due|estimated to (?:reach|be))\b|\b(?:proved|came (?:later|a year|in)"
    r"|(?<!said it )(?<!said they )(?<!says it )(?<!announced it )(?<!that it )would|did not happen)\b"
    r"|\b(?:should|could|may|might|would|must|will(?= have (?!passed|topped|risen|doubled|tripled|reached|grown|fallen|exceeded|been|overtaken|become|dropped|halved))) (?:\w+ )?have (?!to\b)(?:had|been|\w*(?:ed|en|wn|ne|un|me|lt|nt|de|st))\b|^\W*(?:expected|planned|scheduled"
    r"|due) (?:in|for|by)\b"
    r"|\b(?:first|originally|initially) (?:expected|planned|scheduled|predicted)\b|\b(?:she|he|I) (?:hopes?"
    r"|plans?|wants?|intends?)\b"
    r"|\b(?:her|his|my) (?:\w+ )?\w+ will\b|\b(?:she|he|I) will\b"
    r"|\bif you (?:were|are|have)\b|\bremembered for\b|\bfill in\b|\bwill (?:always|forever)\b|\b(?:best|book"
    r"|film|hero|star|events?|surgery|class|graduates?) of 20\d\d\b|\b(?:who|that|which) (?:\w+ )?(?:was|were"
    r"|\w{2,}ed) (?:in|on|during|by) (?:\w+ )?20\d\d\b|^\W*(?:in"
    r"|on) (?:\w+ )?(?:\d+,? )?20\d\d,?\b[^.;]{0,50}\b(?:said|announced)\b|\b(?:expected|predicted|forecast) the\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;!?]\s|\bbut\b|, which (?:began|was|were|came)", re.I)
#: A forecast this much longer ago (years) than the page's own date is history in the present tense.
OLD = 5


#: Ways of writing a part of a year, and the way in which it is read: "FY2024", "H1 '23", "3Q22".
_SHORT = (
    (
        re.compile(
            r"\b(?:FY|(?:fiscal|financial|calendar|school|academic|tax)(?: year)?)\s?['’]?(?:20)?(\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?\b(?!\d)"
        ),
        r"20\1",
    ),
    (re.compile(r"\b(?:Q([1-4])|([1-4])Q)(?:[\s/-]|of)*['’]?(?:20)?(\d\d)\b(?!\d)"), r"Q\1\2 20\3"),
    (re.compile(r"\b(20\d\d)[\s-]?Q([1-4])\b"), r"Q\2 \1"),
    (re.compile(r"\b(?:H1|1H)[\s/-]*['’]?(?:20)?(\d\d)\b(?!\d)"), r"first half 20\1"),
    (re.compile(r"\b(?:H2|2H)[\s/-]*['’]?(?:20)?(\d\d)\b(?!\d)"), r"second half 20\1"),
    (
        re.compile(
            r"\bthe (20\d\d) (conference|congress|meeting|campaign|season|appeal|walk|run|course|festival|round|lecture|gala|award)"
            r"(?= (?:will|is to|opens|starts|takes place)\b)",
            re.I,
        ),
        r"in \1, the \2",
    ),
    (re.compile(r"\b(?:Christmas|Thanksgiving|Hanukkah)(?: of)?,? (20\d\d)\b", re.I), r"December \1"),
    (re.compile(r"\b(?:Easter|Passover)(?: of)?,? (20\d\d)\b", re.I), r"April \1"),
    (
        re.compile(r"\b(in|of|for|during|since|by|until|before|from)\s['’](\d\d)\b(?!['’]|s)", re.I),
        r"\1 20\2",
    ),
    (
        re.compile(r"\b(?:coming |next |new )?20\d\d\s?[/–-]\s?(?:20)?(\d\d)(?= (?:\w+ )?season\b)", re.I),
        r"20\1",
    ),
    (re.compile(r"\b(spring|summer|autumn|fall|winter|" + _MONTH + r")[\s,]*['’](\d\d)\b", re.I), r"\1 20\2"),
)

_TWO_DIGITS = re.compile(r"\d\d")


@functools.lru_cache(maxsize=64)  # the same sentence is asked for by several checks, one after the other
def written_out(sentence: str) -> str:
    """The sentence with short forms of a part of a year in the form that is read: "in Q3 2022"."""
    if not _TWO_DIGITS.search(sentence):
        return sentence  # all of them have a year's digits
    for pattern, form in _SHORT:
        sentence = pattern.sub(form, sentence)
    return sentence


def forecast(sentence: str) -> PartialDate | None:
    """The day that a sentence looks forward to, the last one where it names several; None for history."""
    sentence = written_out(sentence)
    if "20" not in sentence or _HISTORY.search(sentence):
        return None
    first = _FIRST.match(sentence)
    if first and _WILL.search(first["rest"]):
        later = [_day(m) for m in _WHEN.finditer(first["rest"])]
        return max([_day(first), *later], key=lambda day: day.latest())
    for pattern in _AHEAD:
        for match in pattern.finditer(sentence):
            end = _CLAUSE_END.search(sentence, match.end())
            rest = sentence[match.start() : end.start() if end else len(sentence)]
            days = [_day(m) for m in _WHEN.finditer(rest)]
            if days:
                return max(days, key=lambda day: day.latest())
    return None


#: What no forecast is: a name with a year in it, or what is told as done.
_NO_LOOK_AHEAD = re.compile(
    r"\b(?:class|room|route|suite|model|grade|patients?|born|since|as of|summer olympics|olympics) (?:of )?20\d\d\b"
    r"|\bsince (?:\w+ )?20\d\d\b|\b(?:was|were|had|did)\b|\b[a-z]{3,}ed (?:in|on|by|until|from"
    r"|during) (?:\w+ )?(?:\d+, )?20\d\d"
    r"|©|\bcopyright\b",
    re.IGNORECASE,
)
#: What is told as done, beside which a sentence needs words that look ahead.
_DONE = re.compile(
    r"\b(?:killed|died|rose|fell|grew|took|came|became|went|left|made|gave|found|showed|reached|led|got|won|lost|ran|sent"
    r"|[a-z]{3,}ed (?:about|more|some|the|an?|\d[\d,]*|its|their|his|her|him|them|in|by|from|to|on|at))\b",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|could|may|might|can|must|is|are|plans?|aims?|hopes?|expects?|wants?|expected|due|planned"
    r"|scheduled|projected|deadline|until|pencill?ed|slated|set|begins?|starts?|ends?|closes?|opens?)\b",
    re.IGNORECASE,
)
#: What is said of a day to come in somebody's words: "said that the region would have 300 more by 2021".
_REPORTED = re.compile(
    r"(\b(?:said|says|announced|warned|promised|told|estimated|reckoned|predicted|hoped|thought)\b[^.;]{0,60}?\b)would\b",
    re.I,
)


def ahead_of(sentence: str, written: PartialDate) -> PartialDate | None:
    """The last day that a sentence names and that had not come when it was written: whatever its words, it looks ahead.
    None where it names none, or tells it as done (the text was changed later than its date says)."""
    sentence = written_out(sentence)
    if "20" not in sentence:
        return None
    sentence = _REPORTED.sub(r"\1will", sentence)
    if _NO_LOOK_AHEAD.search(sentence) or _HISTORY.search(sentence):
        return None
    if _DONE.search(sentence) and not _LOOKS_AHEAD.search(sentence):
        return None
    days = [
        day
        for day in (_day(match) for match in _WHEN.finditer(sentence))
        if day.earliest() > written.latest() or (day.month and day.latest() > written.latest())
    ]
    return max(days, key=lambda day: day.latest(), default=None)


def _day(match: re.Match[str]) -> PartialDate:
    parts = match.groupdict()
    year = int(parts.get("year") or parts.get("year2") or parts.get("year4") or 0)
    named = (parts.get("month") or parts.get("month2") or "").lower().rstrip(".")
    month = MONTHS.get(named, 0) or _PARTS.get((parts.get("part") or "").lower(), 0)
    day = int(parts.get("day") or parts.get("day3") or 0)
    return PartialDate(year, month, day if named and 1 <= day <= monthrange(year, month)[1] else 0)


#: A year that a sentence calls its own: "here in 2024", "as we enter 2025".
_PRESENT_YEAR = re.compile(
    r"\b(?:here|now|today|currently|so far|already|right now),? in (20\d\d)\b(?!\s?[-–/]\s?\d)"
    r"|\bas we (?:enter|head into|begin|start|approach|move (?:in)?to|go into|near) (20\d\d)\b"
    r"|\bthis year,? \(?(20\d\d)\b|\b(20\d\d) is (?:here|shaping up|set to be|the year (?:to|of|in which|when))\b",
    re.IGNORECASE,
)


def present_year(sentence: str) -> int:
    """The year that a sentence speaks of as now, 0 when it speaks of none."""
    match = _PRESENT_YEAR.search(sentence) if "20" in sentence else None
    return int(next(year for year in match.groups() if year)) if match else 0


#: A tile of figures: "New US Cases (2024)", "Est. deaths, 2025".
_TILE = re.compile(
    r"\b(?:est(?:imated|\.)?|projected|expected)\b.{0,30}\b(?:cases|deaths|diagnoses)\b\W{0,3}(?:in )?\(?(20\d\d)\b"
    r"|\bnew (?:\w+\.? ){0,2}(?:cases|diagnoses)\W{0,3}\(?(?:est\.? )?(20\d\d)\)",
    re.IGNORECASE,
)
#: A tile's label is shorter than this (characters).
_TILE_CHARS = 80


def tile(words: str) -> PartialDate | None:
    """The year of a label that gives the year's expected cases, None for other words."""
    match = _TILE.search(words) if len(words) <= _TILE_CHARS else None
    return PartialDate(int(match[1] or match[2])) if match else None


#: A headline that is of a year: "Trends in 2025", "The best … of 2025", "2025 guide to …".
_OF_A_YEAR = re.compile(
    r"\b(?:trends?|best|top|guide|resolutions?|tips|know|watch|outlook|prices|costs?|changes|season|updates?"
    r"|lists?|ranking"
    r"|deals|ways|things|foods|diets?|predictions?|what to expect|new year|deadlines?|limits|rates|coverage"
    r"|enrollment"
    r"|vaccines?|shots?|picks|reviews?|plans?|schedule|calendar)\b",
    re.IGNORECASE,
)
_HEADLINE_YEAR = re.compile(
    r"(?:\b(?:in|for|of)\s+|^\W*|[(|:–—-]\s*)(20\d\d)\b(?!\s?[-–/]\s?\d|\s+(?:guideline|report|study|trial|census))"
)
_PAST_HEADLINE = re.compile(
    r"\b(?:was|were|history|looking back|review of|recap|study|trial|outbreak|survey|report)\b", re.I
)


def headline_year(title: str) -> int:
    """The year that a title offers its page for, 0 when it is of none."""
    years = [int(year) for year in _HEADLINE_YEAR.findall(title)]
    if not years or not _OF_A_YEAR.search(title) or _PAST_HEADLINE.search(title):
        return 0
    return max(years)
