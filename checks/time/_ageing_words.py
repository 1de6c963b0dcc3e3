"""Words that say something about the day of writing, by sense: what is known, tried, new or so *now*.

A word alone tells nothing: "currently" ages in "currently three drugs are sold", not in "if you are currently taking
it". So every cue is read with its company, and a sentence whose sense is another (``_SENSES``, one reason a row) has
none. Each reason has its sentences in tests/labelled/time.
"""

from __future__ import annotations

import re

_NOUNS = (
    r"(?:class(?:es)?|types?|generation|kinds?|drugs?|medicines?|medications?|agents?|treatments?|therap(?:y|ies)|"
    r"vaccines?|tests?|methods?|approach(?:es)?|techniques?|research|stud(?:y|ies)|trials?|findings?|options?|"
    r"evidence|data|guidelines?|recommendations?|results?|inhibitors?|antibod(?:y|ies)|scanners?|devices?|pens?)"
)
# A new kind of something in the reader's life is no new kind of medicine, nor is a new test kit.
_OF_LIFE = (
    r"(?! of (?:pain|symptoms?|headache|cough|rash|lump|bleeding|swelling|food|exercise|work|insurance|doctor))"
    r"(?! (?:kits?|strips?|tubes?|forms?|pages?|rooms?|sites?|numbers?|laws?|in court|against him|of guilt)\b)"
)
_STILL = r"(?:still |now |currently |also |being |actively )*"
_CUES = (
    # so now
    r"\A\W*today(?=,)|\b(?:available|used|sold|offered|known) today\b"
    r"|\b(?:at (?:this|the present) (?:time|moment)|at present|at the moment|right now|for now|as of (?:now|yet))\b"
    r"|\b(?:these days|nowadays|currently|presently)\b",
    r"\b(?:(?:until|up (?:to|until)|till) (?:now|recently)"
    r"|(?<!up )(?<!up-)(?<!year )(?<!year-)to date(?! of\b)"
    r"|(?<!go )(?<!went )(?<!gone )so far(?! (?:as|away|apart|from|that)\b))\b",
    r"\b(?:doctors|experts|surgeons|physicians|guidelines|specialists|hospitals|centers|pharmacies|it is|they are|we)"
    r" now (?:recommend|advise|believe|use|prefer|think|offer|give|known|thought|possible|standard|treat)\w*"
    r"|\b(?:is|are) now (?:being |also |widely |available|approved|recommended|possible|used|offered|sold|standard"
    r"|looking|working|trying|known)",
    r"\bdoctors are increasingly|\bincreasingly (?:used|available)|\ba growing number of",
    # so lately
    r"\b(?:recently(?! become (?:more |increasingly )?(?:popular|common))|lately|earlier this year"
    r"|(?<!the )(?:this|last|next) year(?!['’]s))\b",
    r"\brecent(?:ly published)? (?:stud(?:y|ies)|research|findings?|data|evidence|trials?|advances?|discover(?:y|ies)"
    r"|guidelines?|reports?)\b",
    r"\bjust (?:been )?(?:approved|released|published|announced|launched)\b",
    # what is not known yet
    r"\bnot (?:widely |fully |routinely )?(?:known|clear|proven|available|approved|understood|recommended) yet\b"
    r"|\bnot yet (?:know|understand|known|clear|certain|understood|proven|shown|established|available|approved"
    r"|licen[sc]ed|recommended|possible|been|fully|well|enough|standard|routine\w*|widely|in use)\b"
    r"|\b(?:nobody|no one|scientists|researchers|experts) (?:knows?|understands?) yet\b|\byet to be\b"
    r"|\b(?:isn['’]t|is no|are no|aren['’]t|there is not)\b[^.,;]{0,40} yet(?=[\s.])",
    r"\b(?:is|are|remains?) still (?:being (?:debated|studied|worked out)|under debate|a matter of debate|unknown"
    r"|unclear|not (?:known|clear|understood|certain))\b|\bremains? (?:unknown|unclear|experimental|investigational)\b"
    r"|\b(?:is|are) (?:still )?(?:considered )?(?:experimental|investigational)\b|\bin its infancy\b",
    # what is being tried
    rf"\b(?:(?:is|are|being|remains?) {_STILL})?under (?:study|investigation|development|review)(?! (?:was|were)\b)",
    rf"\b(?:is|are) {_STILL}(?:ongoing|under ?way|in progress|in phase \w+|planned|recruiting)(?=[\s.,;])",
    rf"\b(?:is|are) {_STILL}being (?:studied|tested|investigated|evaluated|developed|explored|compared|carried out)\b",
    rf"\b(?:is|are) {_STILL}(?:studying|testing|investigating|exploring|examining|developing|comparing)\b",
    r"\b(?:scientists|researchers|doctors|experts) are (?:now |still |also )?(?:trying|working|looking|searching)\b",
    r"\b(?:will|may|might) (?:determine|show|tell) (?:whether|if)\b|\bawait(?:s|ing) approval\b|\bin development\b",
    r"\bin (?:early|late|ongoing) (?:clinical )?(?:trials|studies|research)\b"
    r"|\bonly (?:offered|available|used|given) in clinical trials"
    r"|\b(?:offered|available|used|given) only in clinical trials",
    r"\bongoing (?:clinical )?(?:trials?|stud(?:y|ies)|research)\b(?! continues)"
    r"|\b(?:trials?|stud(?:y|ies)|research) (?:currently |still )?(?:under ?way|in progress|ongoing)\b"
    r"|\bearly (?:findings|results|data|studies) (?:suggest|show)\b",
    # what is new
    r"\b(?:is|are) (?:still |quite |relatively |fairly )?new(?= (?:and|in|for)\b|[.,;])",
    rf"\b(?:new(?:er|est)?|latest|most recent) (?:[\w/-]+ )?{_NOUNS}{_OF_LIFE}\b|\bnewer (?:test|drug|one)s?\b"
    rf"|\bnewest (?:member|option|addition|version)s?\b|\b(?:emerging|promising(?: new)?) (?!results|data|findings)"
    rf"(?:[\w/-]+ )?{_NOUNS}\b",
    r"\blatest figures\b|\bcurrent (?:guidelines?|evidence|recommendations?|research|estimates?|standards?)\b",
    # what is to come
    r"\b(?:will|should|may|might|could|(?:is|are) expected to) (?:\w+ ){0,3}soon(?! (?:after|as|enough)\b)",
    r"\bin the near future\b|\b(?:drugs?|treatments?|therap(?:y|ies)|vaccines?|tests?|cures?"
    r"|medicines?)\b[^.]{0,30} on the horizon\b|\bwithin the next (?:few|two|three|five|ten|several) years\b"
    r"|\bin the next few years\b|\A\W*Soon,",
)  # fmt: skip
_CUE = re.compile("|".join(_CUES), re.IGNORECASE)

_YEAR = r"(?:19|20)\d\d"
#: Senses of a whole sentence in which nothing ages, with the reason.
_SENTENCE = (
    # it says as of when it is
    rf"\b[Aa]s (?:of|at) (?:the end of |early |late |mid-?)?(?:[A-Z][a-z]+\.? )?(?:\d{{1,2}},? )?{_YEAR}\b",
    rf"^\W*(?:In|On|Since|By|During) \W*(?:early |late |mid-?)?(?:[A-Z][a-z]+\.? )?(?:\d{{1,2}},? )?{_YEAR}\b",
    rf"\b(?:published|reported|done|made|found) in {_YEAR}|\bin (?:the )?{_YEAR}s?\b[^.;]{{0,40}}\.?\W*$",
    r"^\W*In the past\b|\bat the time of (?:the|writing|this)\b",
    # it speaks of the page, or of the site around it
    r"(?i)\b(?:out[ -]of[ -]date|up[ -]to[ -]date|current as of|subject to change|without notice|all rights reserved"
    r"|accepting (?:new )?(?:patients|appointments)|visitors|newsletter|subscri\w+|browser|your screen|showing \d"
    r"|not (?:a substitute|intended)|disclaim\w*|views? (?:expressed|are)|opinions? expressed|comments?\.?$"
    r"|(?:this|our) (?:page|site|web ?site|policy|information)\b|you are (?:currently )?on (?:page|the))",
    # it invites, instructs or asks
    r"(?i)^\W*(?:ask|sign up|subscribe|donate|join us|read more|learn|find out|click|visit|call|contact|follow|see"
    r"|bring|tell|try|start|stop|take|do not|don['’]t|do you|are you|have you|can you|did you|buy|book|make|give|keep"
    r"|stay|check"
    r"|replace|wash|talk|get|use|avoid|let|start now|what['’]s)\b",
    r"(?i)\b(?:consider|encourage\w*|help\w*|interested in|ways? to|how to|want to) (?:\w+ ){0,4}?"
    r"(?:joining|join|taking part|take part|participat\w+|enrol\w*|find\w*) (?:\w+ ){0,3}?"
    r"(?:trials?|stud(?:y|ies)|treatments?)\b",
    # it points to a list that is kept
    r"(?i)\b(?:can be (?:found|viewed|seen|searched)|(?:is|are) (?:listed|kept|posted|found)|list of|register|registry"
    r"|see the|for (?:the latest|current|up)|visit the|search the)\b[^.]{0,60}\b(?:register|registry|site|page"
    r"|website|list|at"
    r"|online|ministry|kept)\b",
    # it quotes a person or tells a story
    r"[“\"][^”\"]*\b(?:I|me|my|we|nobody could tell)\b"
    r"|[”\"],? (?:he|she|they|[A-Z]\w+) (?:says|said|recalls?|adds?|told)\b",
    r"(?i),\s(?:he|she)\s(?:says|said|told|recalls)\b|\bhad (?:just|recently|only just)\b",
    # it speaks of the staff, the house or its business
    r"(?i)\b(?:clinic|office|practice|team|ward|author|fellow|professor|Dr\.?|she|he|president|director)\b[^.;]{0,40}"
    r"\b(?:is|are|lives?|works?|serves?)? ?(?:currently|now) "
    r"(?:closed|open|led|the|a|an|working|living|on|serv\w+|in|head)\b"
    r"|\b(?:she|he) (?:currently|now) (?:lives|works|practices|serves|walks|knows)\b|\bapplications are\b"
    r"|\b(?:president|directors?|chairman)\b.{0,20}\bcurrent",
    # it is so every year, and every time
    r"(?i)\b(?:every|each) (?:few |\d+ |two |ten )?(?:year|time|season|winter|autumn|fall|decade|day|pregnancy)",
    # names
    r"^\W*New (?:York|England|Zealand|Jersey|Mexico|Hampshire|Orleans|Delhi|South|Hope|Haven)\b",
)  # fmt: skip
_ANOTHER_SENSE = re.compile(
    "|".join(f"(?i:{p[4:]})" if p.startswith("(?i)") else f"(?:{p})" for p in _SENTENCE)
)
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
    )
)
_PERSON = re.compile(
    r"\b(?:you(?:r|['’]re|['’]ve)?|he|she|who(?:se)?|anyone|someone|if|(?:the|a|an|each|every) (?:patient|person"
    r"|child|baby|infant|family|couple|mother|man|woman|boy|girl)(?:['’]s)?|participants|(?:people|patients|women|men"
    r"|those|children|babies|infants|adults|smokers|couples|volunteers|applicants))\b[^.;:]{0,40}\Z",
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
    r"|of (?:childbearing|reproductive)|talk\w*|ready|able|old enough"
    r"|replaced|married|divorced|crawl\w*|speak\w*|on|in (?:care|hospital|therapy)|\d+)\b",
    re.IGNORECASE,
)
# "a new drug" that a reader may be given, start or ask about is new to the reader; what trials and researchers look
# for or test is new in every year: "clinical trials of new treatments", "to develop new drugs".
_NEW_IN_ANY_YEAR = re.compile(
    r"(?:\b(?:start|starting|started|begin|taking|take|prescribed?|any|every|each|before|adding?|try|tried|trying"
    r"|how|why|when|order|ordered|need|request|recommend|get|given|your|his|her|my|their|our|was|were|had"
    r"|trials?|stud(?:y|ies)|research|science|scientists|test|tests|testing|tested|find|finding|found|develop\w*"
    r"|discover\w*|seek|search\w*|look\w*|studying|compar\w+|offer\w*|access|explor\w+|creat\w+|introduc\w+|design\w*"
    r"|work\w*|years?|learn\w*|read|invent\w*|fund\w*|toward|towards|join|hope)"
    r"(?: (?:a|an|any|the|some|at|on|you|of|for|into|to|that|out|about|and|or|our|with|possible|potential"
    r"|year|whether|if|how))*(?: \w+ (?:and|or))?"
    r"\s*)\Z",
    re.IGNORECASE,
)
# … and what is said of every new thing: "how new treatments are found".
_AS_EVER = re.compile(
    r"\s+(?:(?:is|are|get|can be|come) (?:\w+ )?(?:found|made|discovered|brought|tested first|tested)|must|need|have to"
    rf"|with the standard|(?:in|from|of) {_YEAR}|published in {_YEAR}|before others|come out|appear|are published)\b",
    re.I,
)
_HISTORY = re.compile(rf"\b(?:until|was|were|had been|had|did|in {_YEAR})\b[^.;]{{0,25}}\Z", re.IGNORECASE)
_SCENE = re.compile(r"\A (?:of (?:birth|death|capture|impact|truth|need|writing)|when)\b", re.IGNORECASE)


def phrases(sentence: str) -> tuple[str, ...]:
    """The words of one sentence that grow old, as written, in order; none in a sentence of another sense."""
    if not _CUE.search(sentence) or _is_label(sentence) or _ANOTHER_SENSE.search(sentence):
        return ()
    found = []
    for match in _CUE.finditer(sentence):
        words, before, after = match[0].strip(), sentence[: match.start()], sentence[match.end() :]
        folded = words.casefold()
        if _SCENE.match(after) or _speaks_of_people(folded, before, after):
            continue
        if _is_new_in_any_year(folded, before, after):
            continue
        found.append(words)
    return tuple(found)


def _is_label(sentence: str) -> bool:
    """True for a button's or a heading's words: "New Results", "Recently viewed pages"."""
    text = sentence.strip()
    return text[-1:] not in '.!?”"' and len(text.split()) <= _LABEL_WORDS


def _speaks_of_people(words: str, before: str, after: str) -> bool:
    """True for what is so in the reader's or a patient's life, or was so once."""
    if "being " in words and words.startswith(("is ", "are ")):
        return bool(_READER.search(before))
    if words.startswith("under ") or " under " in words:
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
    if not words.startswith(("new", "latest", "most recent")):
        return False
    return bool(_NEW_IN_ANY_YEAR.search(before) or _READER.search(before) or _AS_EVER.match(after))
