"""Words that say something about the day of writing, by sense: what is known, tried, new or so *now*.

A word alone tells nothing: "currently" ages in "currently three drugs are sold", not in "if you are currently taking
it". So every cue (``ageing.toml``, one sense a row) is read with its company here, and a sentence whose sense is
another (``other_sense`` there) has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = tomllib.loads(Path(__file__).with_name("ageing.toml").read_text("utf-8"))
_BREAK = re.compile(r"(?:\A|\n)\s*")


def _pattern(words: str) -> str:
    """A row's words with its lists filled in."""
    for name in ("WORLD", "PROFESSIONS", "THINGS", "OF_LIFE", "NOUNS", "STILL", "FEW", "BODIES", "ISNT"):
        words = words.replace(f"<{name}>", _BREAK.sub("", _DATA["lists"][name]))
    return _BREAK.sub("", words)


def _all(rows: list[dict[str, Any]]) -> str:
    return "|".join(
        f"(?:{word})" if row.get("cased") else f"(?i:{word})"
        for row in rows
        for word in map(_pattern, row["words"])
    )


def _small(part: re.Match[str]) -> str:
    """A part of a pattern for text in small letters."""
    return "(?:" if part[0] == "(?i:" else part[0] if part[0][0] == "\\" else part[0].lower()


_CUE = re.compile(_all(_DATA["cue"]))
# Most sentences have no cue. They are told apart in small letters, which is five times as fast as in any case.
_MAYBE = re.compile(r"(?:\A|\b)(?:" + re.sub(r"\(\?i:|\\?[A-Z]", _small, _all(_DATA["cue"])) + ")")
_ANOTHER_SENSE = re.compile(_all(_DATA["other_sense"]))
_NOUNS = _pattern("<NOUNS>")
_YEAR = r"(?:19|20)\d\d"
#: A label has no verb and no full stop.
_LABEL_WORDS = 5

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
        "right now",
        "for now",
        "this year",
        "last year",
        "next year",
        "in the near future",
        "for the time being",
        "as yet",
        "at this point",
    )
)
#: What grows in a body, and is under way there in every year.
_BODY = re.compile(
    r"\b(?:brains?|lungs?|placenta|bones?|teeth|eyes?|organs?|tissues?|immune system|kidneys?|skin|liver|hearts?"
    r"|nerves?|bab(?:y|ies)|f(?:o)?etus|embryos?|eggs?|sperm|follicles?|glands?|ducts?|veins?|arter(?:y|ies)"
    r"|retinas?|nodes?|cervix|stumps?|grafts?|symptoms?|signs?|ovar(?:y|ies)|joints?|vessels?|child|teenagers?"
    r"|womb|uterus|guts?|stomach|scars?|newborns?|blood|cysts?"
    r"|tumou?rs?|cancers?|infections?|diseases?|cells?|muscles?|growth plates?|wounds?|bod(?:y|ies))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:you(?:r|['’]re|['’]ve)?|he|she|who(?:se)?|anyone|someone|if|(?:the|a|an|each|every) (?:patient|person"
    r"|child|baby|infant|family|couple|mother|man|woman|boy|girl)(?:['’]s)?|participants|(?:people|patients|women"
    r"|men"
    r"|those|children|babies|infants|adults|smokers|couples|volunteers|applicants))\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
#: "volunteers must not be taking part in another study at the moment"
_PERSON_DOES = re.compile(
    r"\b(?:you|he|she|anyone|someone|patients|people|volunteers|participants|applicants|women|men|children|those)\b"
    r"[^.;:]{0,30}\b(?:taking|takes?|using|uses?|receiving|receives?|living|having|eating|drinking"
    r"|feeling)\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:you(?:r|['’]re|['’]ve)?|(?:the|a) (?:patient|person|child)(?:['’]s)?)\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
#: "hikers who were recently in the area": whoever they are.
_WHO = re.compile(r"\bwho(?:se)?\b[^.;:,]{0,30}\Z", re.IGNORECASE)
_HAD = re.compile(r"\bhad (?:\w+ )?\Z")
_YOU = re.compile(r"\byou(?:r|['’]re)?\b", re.IGNORECASE)
_ADVERBS = frozenset(("currently", "presently", "recently", "lately"))
_PARTICIPLE = re.compile(r" \w+(?:ing|ed|en)\b")
_NEXT_TO = 2
_THAT_IS = re.compile(r"\b(?:that|which) (?:is|are|has|have|do|does|can) \Z")
_HE = re.compile(r"\b(?:I|he|she|they|we)\b[^.;,]{0,20}\Z", re.IGNORECASE)
#: "recently vaccinated children"
_OF_SOME = re.compile(
    r" \w+(?:ed|n|t) (?:(?!for|in|to|by|as|from|that|on|at|with|because|after)\w+ )?"
    rf"(?!for\b|in\b|to\b|by\b|as\b|from\b|that\b|on\b|at\b|with\b|because\b|after\b|the\b|an?\b|its?\b"
    rf"|{_NOUNS}\b)(?:[a-z]+s|children|people|women|men)\b",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"(?:\A\W*|\b(?:an?|any|of|with|for|in|and|some|other) )\Z", re.IGNORECASE)
_KNOW = re.compile(r"yet (?:know|understand)\b")
_NEAR = 40
#: "which studies are ongoing", "when recent studies call for it": whenever that is.
_WHICHEVER = re.compile(
    r"\b(?:when|whenever|how|(?<!, )which|what|if|as|because(?! of)|until|unless|once)(?: (?!is\b"
    r"|are\b)\w+){0,2} \Z",
    re.IGNORECASE,
)
#: A sentence without one of these tells the reader what to do.
_STATES = re.compile(
    r"\b(?:is|are|has|have|had|can(?:not)?|do(?:es)?|remains?|will|was|were|may|might|\w+[^s]s)\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(r",? (?:if|when|unless|while)\b", re.IGNORECASE)
_YOU_NEXT = re.compile(r",? you(?:r|['’]re)?\b", re.IGNORECASE)
# What people do or are, behind such a word: "who currently smoke", "recently had surgery".
_LIVES = re.compile(
    r"\s+(?:(?:been|be|being|are|is|have|has)\s+)?(?:taking|takes?|using|uses?|smok\w+|vap\w+|drink\w*|pregnant"
    r"|breast-?feed\w*|receiv\w+|had|have|has|having|treated|in treatment|enrolled|living|live|under|vaccinated"
    r"|experienc\w+|undergo\w+"
    r"|trying|sexually|employed|work\w*|travel\w*|diagnosed|exposed|ill|sick|given birth|gave birth|start\w*"
    r"|stopp\w*|quit"
    r"|moved|chang\w+|taken|used|infected|born|lost|become|became|returned|vaccinated|immuni[sz]ed|reached|walk\w*"
    r"|of (?:childbearing|reproductive)|talk\w*|ready|able|old enough"
    r"|in (?:a|an|the)|replaced|married|divorced|crawl\w*|speak\w*|on|in (?:care|hospital|therapy)|\d+)\b",
    re.IGNORECASE,
)
# "a new drug" that a reader may be given, start or ask about is new to the reader; what trials and researchers look
# for or test is new in every year: "clinical trials of new treatments", "to develop new drugs".
_NEW_IN_ANY_YEAR = re.compile(
    r"(?:\b(?:start|starting|started|begin|taking|take|prescribed?|any|every|each|before|adding?|try|tried|trying"
    r"|how|why|when|order|ordered|need|request|recommend|get|given|your|his|her|my|their|our|was|were|had"
    r"|used|not|never|trials?|stud(?:y|ies)|research|science|scientists|test|tests|testing|tested|find|finding"
    r"|found|develop\w*"
    r"|discover\w*|seek|search\w*|look\w*|studying|compar\w+|offer\w*|access|explor\w+|creat\w+|introduc\w+"
    r"|design\w*"
    r"|work\w*|years?|learn\w*|read|invent\w*|fund\w*|toward|towards|join|hope|whenever|whether|if|until|once"
    r"|because"
    r"|using|with|combin\w+|compare\w*|provid\w+|deliver\w*|featur\w+|approve|allow\w*|as soon as|choose|among"
    r"|between|without|so|lead\w*|speed\w*|switch\w*|bring\w*)"
    r"(?: (?:a|an|any|the|some|at|on|you|of|for|into|to|that|out|about|and|or|our|with|possible|potential"
    r"|year|whether|if|how)){0,8}(?: \w+ (?:and|or))?"
    r"\s*)\Z",
    re.IGNORECASE,
)
# … and what is said of every new thing: "how new treatments are found".
_AS_EVER = re.compile(
    r"\s+(?:(?:is|are|get|can be|come) (?:\w+ )?(?:found|made|discovered|brought|tested first|tested|needed)|must"
    r"|need"
    r"|have to"
    r"|(?:could|can|may) (?:not |only )?be (?:tested|found|sold|made)|(?:is|are) (?:\w+ )?(?:better|worse"
    r"|safer) than"
    rf"|with the standard|(?:in|from|of) {_YEAR}|published in {_YEAR}|before others|come out|appear"
    rf"|are published)\b",
    re.I,
)
#: Words for what is new.
_NEW = re.compile(
    r"(?:the )?(?:new|latest|most recent|promising|emerging|novel|cutting|groundbreaking|game|breakthrough"
    r"|next-gen|innovative)"
)
#: "the safest dose of a new drug": any new drug's.
_OF_ANY = re.compile(r"\b(?:of|for|with|without|to|on|than) (?:an? |any )?\Z", re.IGNORECASE)
_A_KIND = re.compile(
    r"new (?:[\w/-]+ )?(?:class|type|generation|kind|family|evidence|research|data|guidelines?)", re.I
)
_WAS = re.compile(r"\s+(?:was|were|had|did|came|became|went)\b")
_HISTORY = re.compile(rf"\b(?:until|was|were|had been|had|did|in {_YEAR})\b[^.;]{{0,25}}\Z", re.IGNORECASE)
_SCENE = re.compile(r"\A (?:of (?:birth|death|capture|impact|truth|need)|when)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def phrases(sentence: str) -> tuple[str, ...]:
    """The words of one sentence that grow old, as written, in order; none in a sentence of another sense. A page is
    judged for several days ahead, so that the same is asked again soon."""
    if not _MAYBE.search(sentence.lower()):
        return ()
    if not _CUE.search(sentence) or _is_label(sentence) or _ANOTHER_SENSE.search(sentence):
        return ()
    found = []
    for match in _CUE.finditer(sentence):
        words, before, after = match[0].strip(), sentence[: match.start()], sentence[match.end() :]
        folded = words.casefold()
        if _is_quoted(before, after):
            continue
        if _WHICHEVER.search(before) and not folded.startswith(_OF_A_CLAUSE):
            continue
        if (
            _SCENE.match(after)
            or _speaks_of_people(folded, before, after)
            or _is_of_a_body(folded, before, after)
        ):
            continue
        if _is_new_in_any_year(folded, before, after):
            continue
        found.append(words)
    return tuple(found)


def _is_quoted(before: str, after: str) -> bool:
    """True between quotation marks: somebody's words, of the day on which they were said."""
    opened = before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1
    return opened and ("”" in after or '"' in after)


#: Words that say of a clause what is not known of it: "how it spreads is not yet known".
_OF_A_CLAUSE = (
    "not ",
    "is still",
    "are still",
    "remain",
    "is unknown",
    "so far",
    "to date",
    "until",
    "up to",
    "at present",
)


def _is_label(sentence: str) -> bool:
    """True for a button's or a heading's words: "New Results", "Recently viewed pages"."""
    text = sentence.strip()
    return text[-1:] not in '.!?”"' and len(text.split()) <= _LABEL_WORDS


def _speaks_of_people(words: str, before: str, after: str) -> bool:
    """True for what is so in the reader's or a patient's life, or was so once."""
    if _WHO.search(before) or _HAD.search(before):
        return True
    if " now " in words and (_READER.search(before) or _PERSON.search(before)):
        return True
    if words.startswith(("today", "just ", "soon")) or words.endswith(("begun to", "months", "weeks")):
        return bool(_READER.search(before) or _YOU.search(before + after) or _PERSON.search(before))
    if (
        words.startswith("not yet")
        and not _KNOW.search(words)
        and (_PERSON.search(before) or _HE.search(before))
    ):
        return True
    if words.startswith(("over the", "within the", "in the", "during the")) and _PERSON.search(
        before + after[:_NEAR]
    ):
        return True
    if words.startswith(("up to", "until", "so far", "to date", "till")) and _YOU_NEXT.match(after):
        return True
    if words in _OF_PEOPLE and _PERSON_DOES.search(before):
        return True
    if words in _ADVERBS and _PERSON.search(before) and _PARTICIPLE.match(after) and before.endswith(" "):
        noun = _PERSON.search(before)
        if noun and len(noun[0].split()) <= _NEXT_TO:
            return True
    if words.startswith("not yet") and _THAT_IS.search(before):
        return True
    if words == "recently" and _BEFORE_NOUN.search(before) and _OF_SOME.match(after):
        return True
    if "being " in words and words.startswith(("is ", "are ")):
        return bool(_READER.search(before))
    if words.startswith("under ") or " under " in words:
        return bool(_HISTORY.search(before))
    if words not in _OF_PEOPLE and not words.startswith("not yet") and not words.endswith("soon"):
        return False
    if words.endswith("soon"):
        return bool(_READER.search(before))
    if words in ("right now", "for now", "at the moment"):
        return bool(_IF_SO.match(after) or _READER.search(before)) or not _STATES.search(before + after)
    told = words not in ("recently", "lately") and bool(_HISTORY.search(before))
    lives = _LIVES.match(after) or _LIVES.match(" been" + after)
    to_you = _READER.search(before) or _YOU_NEXT.match(after)
    return told or bool(to_you) or bool(_PERSON.search(before) and lives)


def _is_of_a_body(words: str, before: str, after: str) -> bool:
    """True for what is not ready yet, or grows, in every body: "the brain is still under development"."""
    if "yet" in words and _PAST.search(words):
        return True
    if not any(cue in words for cue in ("development", "developing", "yet", "at this stage", " now ")):
        return False
    told = f"{before} {words}" + (after[:_NEAR] if words == "at this stage" else "")
    return bool(_BODY.search(told)) and not _STUDIED.search(told)


#: "nobody knew yet": told of another time.
_PAST = re.compile(r"\b(?:was|were|had|knew|did(?:n['’]t)?|could)\b")
_STUDIED = re.compile(
    r"\b(?:tests?|drugs?|vaccines?|treatments?|medicines?|therap(?:y|ies)|stud(?:y|ies)|trials?|scans?|apps?"
    r"|devices?"
    r"|tools?)\b",
    re.I,
)


def _is_new_in_any_year(words: str, before: str, after: str) -> bool:
    if words.startswith("current "):
        return bool(_READER.search(before))
    if not _NEW.match(words):
        return False
    if words == "newer ones" and not _STUDIED.search(before + after):
        return True
    if not words.startswith(("newe", "latest", "most", "the ")) and (
        _OF_ANY.search(before) and not _A_KIND.match(words)
    ):
        return True
    if before.rstrip().lower().endswith("the") and _WAS.match(after):
        return True
    return bool(_NEW_IN_ANY_YEAR.search(before) or _READER.search(before) or _AS_EVER.match(after))
