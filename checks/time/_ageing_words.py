"""Words that say something about the day of writing, and the company in which they do not."""

from __future__ import annotations

import re

_NOUNS = (
    r"(?:class(?:es)?|types?|generation|kinds?|drugs?|medicines?|medications?|agents?|treatments?|therap(?:y|ies)|"
    r"vaccines?|tests?|methods?|ways?|approach(?:es)?|techniques?|research|stud(?:y|ies)|trials?|findings?|"
    r"evidence|data|guidelines?|recommendations?|options?|results?|inhibitors?|antibod(?:y|ies))"
)
# A new kind of something in the reader's life is no new kind of medicine, nor is a new test kit.
_OF_LIFE = (
    r"(?! of (?:pain|symptoms?|headache|cough|rash|lump|bleeding|swelling|food|exercise|work|insurance|doctor))"
    r"(?! (?:kits?|strips?|tubes?|forms?|pages?|rooms?|sites?|numbers?|laws?)\b)"
)
_AGEING = re.compile(
    r"\A\W*today(?=,)|\b(?:at (?:this|the present) time|at present|at the moment|as of (?:now|yet)|these days"
    r"|(?:until|up to) now"
    r"|(?<!up )(?<!up-)(?<!year )(?<!year-)to date(?! of\b)"
    r"|(?<!go )(?<!went )so far(?! (?:as|away|apart|from|that)\b)"
    r"|not (?:known|clear|proven|available|approved|understood) yet"
    r"|not yet (?:know|understand|known|clear|certain|understood|proven|shown|established|available|approved"
    r"|licen[sc]ed|recommended"
    r"|possible|been|fully|well|enough|standard|routine\w*|widely|in use)"
    r"|(?:is|are) still (?:unknown|unclear|not (?:known|clear|understood))"
    r"|yet to be|currently|presently|nowadays|recently|in recent (?:months|years)|lately"
    r"|(?<!the )(?:this|last|next) year(?!['’]s)"
    r"|(?:(?:is|are|being|remains?) (?:still )?)?under (?:study|investigation|development|review)(?! (?:was|were)\b)"
    r"|(?:is|are) (?:still |now |currently )*(?:ongoing|under ?way|in progress|in phase \w+)"
    r"|(?:is|are) (?:still |relatively |fairly |quite )?new(?= (?:and|in|for)\b|[.,;])"
    r"|recent (?:stud(?:y|ies)|research|findings?|data|evidence|trials?|advances?|discover(?:y|ies))"
    r"|(?:is|are) (?:still |also |now |currently )*being (?:studied|tested|investigated|evaluated|developed|explored)"
    r"|(?:is|are) (?:still |now |currently )*(?:studying|testing|investigating)"
    r" (?:whether|if|how|ways|new|other|several)"
    r"|(?:is|are) now (?:looking|working|trying)"
    r"|will (?:determine|show|tell) (?:whether|if)"
    r"|in (?:early|late|ongoing) (?:clinical )?(?:trials|studies|research)"
    r"|only (?:offered|available|used|given) in clinical trials"
    r"|(?:offered|available|used|given) only in clinical trials"
    r"|ongoing (?:clinical )?(?:trials?|stud(?:y|ies)|research)|early (?:findings|results|data|studies) suggest"
    rf"|new(?:er|est)? (?:[\w/-]+ )?{_NOUNS}{_OF_LIFE}|latest {_NOUNS}|emerging (?:[\w/-]+ )?{_NOUNS}"
    rf"|promising (?:new )?{_NOUNS}"
    r"|(?:is|are|remains?) (?:still )?(?:considered )?(?:experimental|investigational)"
    r"|(?:will|should|may|might|(?:is|are) expected to) (?:\w+ ){0,3}soon(?! (?:after|as|enough)\b)"
    r"|in the near future|on the horizon"
    r"|just (?:been )?(?:approved|released|published|announced|launched))\b",
    re.IGNORECASE,
)
# Words that speak of a person's present as often as of the world's: "if you are currently taking".
_OF_PEOPLE = frozenset(
    (
        "currently",
        "presently",
        "recently",
        "lately",
        "nowadays",
        "so far",
        "to date",
        "not yet",
        "at this time",
        "at present",
        "at the moment",
        "these days",
        "this year",
        "last year",
        "next year",
        "in the near future",
    )
)
_PERSON = re.compile(
    r"\b(?:you(?:r|['’]re|['’]ve)?|he|she|who(?:se)?|anyone|someone|if|(?:the|a|an|each|every) (?:patient|person"
    r"|child|baby|infant)(?:['’]s)?|(?:people|patients|women|men|those|children|babies|infants|adults|smokers))\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:you(?:r|['’]re|['’]ve)?|(?:the|a) (?:patient|person|child)(?:['’]s)?)\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_YOU_NEXT = re.compile(r",? you(?:r|['’]re)?\b", re.IGNORECASE)
# What people do or are, behind such a word: "who currently smoke", "recently had surgery".
_LIVES = re.compile(
    r"\s+(?:(?:been|be|being|are|is|have|has)\s+)?(?:taking|takes?|using|uses?|smok\w+|vap\w+|drink\w*|pregnant"
    r"|breast-?feed\w*|receiv\w+|had|have|has|having|treated|in treatment|enrolled|living|live|experienc\w+|undergo\w+"
    r"|sexually|employed|work\w*|travel\w*|diagnosed|exposed|ill|sick|given birth|gave birth|start\w*|stopp\w*|quit"
    r"|moved|chang\w+|taken|used|infected|born|lost|become|became|returned|vaccinated|immuni[sz]ed|reached|walk\w*"
    r"|of (?:childbearing|reproductive)|talk\w*|ready|able|old enough|\d+)\b",
    re.IGNORECASE,
)
# "a new drug" that a reader may be given, start or ask about is new to the reader; what trials and researchers look
# for or test is new in every year: "clinical trials of new treatments", "to develop new drugs".
_NEW_IN_ANY_YEAR = re.compile(
    r"(?:\b(?:start|starting|started|begin|taking|take|prescribed?|any|every|each|before|adding?|try|tried|trying"
    r"|how|why|when|order|ordered|need|request|recommend|get|given|your"
    r"|trials?|stud(?:y|ies)|research|science|scientists|test|tests|testing|tested|find|finding|found|develop\w*"
    r"|discover\w*|seek|search\w*|look\w*|studying|compar\w+|offer\w*|access|explor\w+|creat\w+|introduc\w+|design\w*"
    r"|work\w*|years?|learn\w*|read|invent\w*|fund\w*|toward|towards|join|hope)"
    r"(?: (?:a|an|any|the|some|on|you|of|for|into|to|that|out|about|and|or|our|with|possible|potential"
    r"|year|whether|if|how))*(?: \w+ (?:and|or))?"
    r"\s*)\Z",
    re.IGNORECASE,
)
# … and what is said of every new thing: "how new treatments are found".
_AS_EVER = re.compile(
    r"\s+(?:(?:is|are|get|can be|come) (?:\w+ )?(?:found|made|discovered|brought|tested first)|must|need|have to"
    r"|(?:in|from|of) (?:19|20)\d\d)\b",
    re.I,
)
_HISTORY = re.compile(r"\b(?:until|was|were|had been|in (?:19|20)\d\d)\b[^.;]{0,25}\Z", re.IGNORECASE)
# A statement that says of when it is needs no note: "As of 2019, …", "In 2019, …".
_ANCHORED = re.compile(
    r"\b[Aa]s (?:of|at) (?:the end of |early |late |mid-?)?(?:[A-Z][a-z]+\.? )?(?:\d{1,2},? )?(?:19|20)\d\d\b"
    r"|^\W*(?:In|On|Since|By) \W*(?:early |late |mid-?)?(?:[A-Z][a-z]+\.? )?(?:\d{1,2},? )?(?:19|20)\d\d\b"
)
# What a page says of itself, or offers, is no statement that grows old.
_OF_THE_PAGE = re.compile(
    r"\b(?:out[ -]of[ -]date|up[ -]to[ -]date|current as of|subject to change|without notice|all rights reserved"
    r"|accepting (?:new )?(?:patients|appointments)|visitors"
    r"|not (?:a substitute|intended)|disclaim\w*|views? (?:expressed|are)|opinions? expressed"
    r"|(?:this|our) (?:page|site|web ?site|newsletter|policy|information)\b)",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"^\W*(?:ask|sign up|subscribe|donate|join us|read more|learn more|find out more|click|visit|call|contact"
    r"|follow|see)\b"
    r"|\b(?:consider|encourage\w*|help\w*|interested in|ways? to|how to|want to) (?:\w+ ){0,4}?"
    r"(?:joining|join|taking part|take part|participat\w+|enrol\w*|find\w*) (?:\w+ ){0,3}?(?:trials?|stud(?:y|ies))\b",
    re.IGNORECASE,
)


def phrases(sentence: str) -> tuple[str, ...]:
    """The words of one sentence that grow old, as written, in order; none in a sentence that says as of when it is,
    that speaks of the page itself, or that invites the reader to something."""
    if _ANCHORED.search(sentence) or _OF_THE_PAGE.search(sentence) or _INVITES.search(sentence):
        return ()
    found = []
    for match in _AGEING.finditer(sentence):
        words, before, after = match[0], sentence[: match.start()], sentence[match.end() :]
        folded = words.casefold()
        if _speaks_of_people(folded, before, after) or _is_new_in_any_year(folded, before, after):
            continue
        found.append(words)
    return tuple(found)


def _speaks_of_people(words: str, before: str, after: str) -> bool:
    """True for what is so in the reader's or a patient's life, or was so once."""
    if words.startswith(("being ", "is being ", "are being ")):
        return bool(_READER.search(before))
    if words.startswith("under "):
        return bool(_HISTORY.search(before))
    if words not in _OF_PEOPLE and not words.startswith("not yet") and not words.endswith("soon"):
        return False
    if words.endswith("soon"):
        return bool(_READER.search(before))
    told = words not in ("recently", "lately") and bool(_HISTORY.search(before))
    lives = _LIVES.match(after) or _LIVES.match(" been" + after)
    to_you = _READER.search(before) or _YOU_NEXT.match(after)
    return told or bool(to_you) or bool(_PERSON.search(before) and lives)


def _is_new_in_any_year(words: str, before: str, after: str) -> bool:
    if not words.startswith(("new", "latest")):
        return False
    return bool(_NEW_IN_ANY_YEAR.search(before) or _READER.search(before) or _AS_EVER.match(after))
