"""What sort of document a page is: by what its markup declares, its address, and the build of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from urllib.parse import unquote, urlsplit

from model.page import PageType

_T = PageType
#: Meta elements that only articles of journals carry (Highwire Press, PRISM, bepress); a chapter's or a report's
#: ``citation_doi`` alone is none.
_JOURNAL_METAS = (
    "citation_journal_title",
    "citation_journal_abbrev",
    "citation_issn",
    "citation_pmid",
    "prism.publicationname",
    "prism.issn",
    "bepress_citation_journal_title",
)
_JOURNAL_DC = re.compile(
    r"(?:research|original|review|journal|brief)[- ]?(?:article|paper|report)?$|methodology$|study protocol$"
    r"|case report$|editorial$|letter$|correspondence$|systematic review$|meta-analysis$|commentary$|text\.article",
    re.IGNORECASE,
)
#: schema.org types (https://schema.org/Article and below) that name the page's sort.
_SCHEMA = {
    "scholarlyarticle": _T.JOURNAL,
    "medicalscholarlyarticle": _T.JOURNAL,
    "newsarticle": _T.NEWS,
    "reportagenewsarticle": _T.NEWS,
    "analysisnewsarticle": _T.NEWS,
    "askpublicnewsarticle": _T.NEWS,
    "backgroundnewsarticle": _T.NEWS,
    "opinionnewsarticle": _T.NEWS,
    "liveblogposting": _T.NEWS,
    "medicaltrial": _T.REGISTRY,
    "medicalobservationalstudy": _T.REGISTRY,
    "drug": _T.DRUG,
}
#: Parts of an address. A page in a folder of news is news only when it also carries a day (see ``_of_address``):
#: hospitals keep advice there too.
_FOLDERS = (
    (
        _T.PRESS,
        "press-release press-releases press_release press_releases pressrelease pressreleases news-release"
        " news-releases press-room pressroom press-announcements media-release media-releases pressemitteilung"
        " pressemitteilungen communique-de-presse communiques-de-presse comunicados-de-prensa",
    ),
    (_T.ARCHIVE, "archive archives archived retired withdrawn-pages"),
    (
        _T.DRUG,
        "drug drugs drug-information druginfo medicines medicine medications medication monograph monographs"
        " drug-index dailymed",
    ),
    (_T.PROFESSIONAL, "professional professionals hcp clinicians healthcare-professionals for-clinicians"),
    (
        _T.SERVICE,
        "services our-services locations departments find-a-doctor providers doctors appointments contact"
        " contact-us careers specialties billing insurance visiting visitors",
    ),
    (_T.NEWS, "news newsroom nachrichten noticias actualites health-news medical-news"),
)
_OF_FOLDER = {name: kind for kind, names in _FOLDERS for name in names.split()}
_HOSTS = (
    (re.compile(r"(?:^|\.)pubmed\.ncbi\.nlm\.nih\.gov$"), re.compile(r"/\d+"), _T.JOURNAL),
    (
        re.compile(r"(?:^|\.)(?:pmc\.)?ncbi\.nlm\.nih\.gov$"),
        re.compile(r"(?:/pmc)?/articles/|/pubmed/\d"),
        _T.JOURNAL,
    ),
    (re.compile(r"(?:^|\.)europepmc\.org$"), re.compile(r"/(?:article|abstract)/"), _T.JOURNAL),
    (re.compile(r"(?:^|\.)(?:bio|med)rxiv\.org$"), re.compile(r"/content/"), _T.JOURNAL),
    (re.compile(r"(?:^|\.)clinicaltrials\.gov$"), re.compile(r"/(?:study|show|ct2/show)/"), _T.REGISTRY),
    (re.compile(r"(?:^|\.)isrctn\.(?:com|org)$"), re.compile(r"/ISRCTN", re.I), _T.REGISTRY),
)
_DATED_PATH = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|(?:19|20)\d\d-\d\d-\d\d")
_NEWS_SECTION = re.compile(r"^(?:\w+ )?news(?:room)?$", re.IGNORECASE)
_TRIAL = re.compile(r"\bNCT\d{8}\b|\bISRCTN\d{6,}\b")
_TRIAL_WORDS = re.compile(
    r"\b(?:recruitment status|recruiting|study (?:type|design|start|completion)|primary outcome|sponsor)\b",
    re.I,
)
_RELEASE = re.compile(
    r"^\W*(?:for immediate release|press release|news release|media release|pressemitteilung|communiqué de presse"
    r"|comunicado de prensa)\b|\((?:pr ?newswire|business ?wire|globe ?newswire|eurekalert!?)\)",
    re.IGNORECASE,
)
#: The place and the day that open a release: "CAMBRIDGE, Mass., Oct. 18, 2022 –", "(Basel, 3 May 2021) -".
_DATELINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][\w.’'-]*[ ,/]+){1,7}\(?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d"
    r"|\d{1,2}\.? [A-Z][a-z]{2,8}\.? (?:19|20)\d\d)\)?\s*(?:/[A-Z][\w -]+/\s*)?[–—:-]"
)
#: What companies and agencies write into their releases, each of another kind; before it one of the words, in lower
#: case, that a page with it has: looking for those first is faster.
_OF_A_RELEASE = tuple(
    (cues, re.compile(words, re.MULTILINE))
    for cues, words in (
        (("forward",), r"(?i:\bforward[- ]looking statements?\b)"),
        (
            ("contact", "quiries", "editors"),
            r"(?i:^[^\w\n]*+(?:media|press|investors?)(?: (?:and|&) (?:media|press|investors?))?(?: relations)?"
            r" (?:contacts?|enquiries|inquiries)\b)"
            r"|(?i:^[^\w\n]*+contacts?(?=\W*?\s)\W*+(?:media|press|investors?)\b)"
            r"|(?i:^[^\w\n]*+notes? (?:to|for) editors\b)",
        ),
        (("(",), r"\((?:(?i:nasdaq|nyse|euronext|lse|six|otc\w*|tsx)[\w ]*): ?[A-Z]{1,6}\b"),
        (("announced",), r"(?i:\b(?:today announced|announced today)\b)"),
        (
            ("release",),
            r"(?i:\bthis (?:press|news|media) release\b|^[^\w\n]*+(?:all|back to) (?:press|news|media) releases\b)",
        ),
        (("about",), r"^[^\w\n]*+About [A-Z][\w -]{2,50}$"),
    )
)
_ENOUGH_OF_A_RELEASE = 2
#: The fields of a trial's record, as lines or rows of a table; a page about trials has one or two in its prose.
_OF_A_REGISTRY = re.compile(
    r"^\W*+(trial (?:number|id|registration)|registration number|clinicaltrials\.gov identifier|nct number|isrctn"
    r"|(?:first|last update) (?:posted|submitted|registered)|first registered|(?:overall )?recruitment status"
    r"|study (?:start|type|design|completion|phase)|(?:actual |estimated )?primary completion|(?:lead )?sponsor"
    r"|(?:actual |estimated )?enrol?lment|primary (?:outcome|endpoint)s?(?: measures?)?|arms and interventions"
    r"|inclusion(?: criteria)?|exclusion(?: criteria)?|principal investigator|target number of participants"
    r"|date of (?:first enrolment|registration))\b[^\n|]{0,30}(?:\||:|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ENOUGH_FIELDS = 5
_ARCHIVED = re.compile(
    r"\b(?:(?:this|the) (?:page|content|document|article|information|item|web ?site)s? (?:is|has been|was|are) "
    r"(?:now )?(?:archived|retired"
    r"|(?:kept |provided |here )?for (?:historical|archival|reference) (?:purposes|reference))"
    r"|archived content\b|no longer (?:being )?(?:updated|maintained)(?! on)"
    r"|historical (?:document|content) only)",
    re.IGNORECASE,
)
#: The headings of a paper, and of a drug's monograph.
_PAPER = (
    re.compile(r"^\W*(?:\d+\.?\s+)?(?:abstract|summary)\W*$", re.I),
    re.compile(r"^\W*(?:\d+\.?\s+)?(?:(?:patients|materials?|subjects|participants) and )?methods?\b", re.I),
    re.compile(r"^\W*(?:\d+\.?\s+)?(?:results|findings)\b", re.I),
    re.compile(r"^\W*(?:\d+\.?\s+)?(?:discussion|conclusions?|introduction|background)\b", re.I),
)
_MONOGRAPH = (
    re.compile(r"^\W*(?:indications?(?: (?:and|&) usage)?|approved (?:indications?|uses?))\b", re.I),
    re.compile(r"^\W*(?:dosage|dosing|dose)\b", re.I),
    re.compile(r"^\W*contraindications?\b", re.I),
    re.compile(
        r"^\W*(?:boxed warning|warnings? (?:and|&) precautions?|adverse reactions?|drug interactions?)\b",
        re.I,
    ),
)
#: The headings under which a drug is told to those who take it.
_LEAFLET = (
    re.compile(
        r"^\W*(?:uses?\b|what (?:is|are) .{2,60}(?:\?|used for)|why (?:is|get) .{2,60}(?:prescribed|medication))",
        re.I,
    ),
    re.compile(r"^\W*(?:.{2,40} )?side effects?\b|^\W*possible side effects", re.I),
    re.compile(
        r"^\W*(?:dos(?:age|es?|ing)\b|how (?:should|do|to|is) .{0,60}\b(?:take|taken|use|used|given)\b"
        r"|.{2,40} dosage\W*$)",
        re.I,
    ),
    re.compile(
        r"^\W*(?:.{2,40} )?(?:warnings?|precautions?)\b|^\W*(?:before|who should not|who can(?:not)?) (?:you )?tak",
        re.I,
    ),
    re.compile(r"^\W*(?:.{2,40} |drug )?interactions?\b|other (?:drugs|medicines) (?:will )?affect", re.I),
    re.compile(
        r"^\W*(?:storage|overdose|missed dose|.{0,30}(?:miss|forget) a dose|what if i (?:miss|take too much))",
        re.I,
    ),
)
_ENOUGH_OF_A_LEAFLET = 4
#: What only those who treat write of: so many of these, and hardly a word to the reader. In lower case, as the text is
#: then: a pattern for both cases takes several times as long.
_OF_THE_TRADE = re.compile(
    r"\b(?:orr|pfs|dfs|mos|objective response|response rates?|progression-free|hazard ratio|(?:95% )?ci\b"
    r"|confidence interval|mg/m2|mg/m²|relapsed/refractory|r/r|ecog|(?:first|second|third)-line|1l|2l|3l"
    r"|adverse events?|grade [1-5]|grade ?≥ ?[1-5]|prescrib(?:ers?|ing information)|clinicians?|monotherapy|egfr"
    r"|creatinine clearance|differential diagnosis|pathogenesis|contraindicated|titrat\w+|pharmacokinetics?"
    r"|comorbid\w+|primary endpoint|phase (?:i+|\d)\b|phase-\d|crs|cohort|randomi[sz]ed|patients with)\b"
)
_ENOUGH_OF_THE_TRADE = 6
#: … or one, where people are so often called patients.
_ENOUGH_PATIENTS = 4
_YOU = re.compile(r"\b(?:you|your|yourself|we|our|us)\b")
#: At most one word to the reader in so many words of the page.
_WORDS_TO_ONE_YOU = 250
_FOR_CLINICIANS = re.compile(
    r"\b(?:intended|only|information|resources?|guidance|education|written|site is) (?:only )?for (?:U\.?S\.? |UK )?"
    r"(?:health ?care|health|medical) (?:professionals|providers|practitioners)\b"
    r"|^\W*for (?:clinicians|(?:health ?care|medical) professionals|prescribers|hcps)\W*$"
    r"|\b(?:health ?care|medical) professionals only\b",
    re.IGNORECASE,
)
#: A report on a day's event: its address carries the day, and so many people are quoted.
_ADDRESS_OF_A_DAY = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/")
_SAYS = re.compile(
    r"[”\"],?\s+(?:\w+\.? ){0,3}?(?:says|said|told|adds|added|explains?|explained)\b"
    r"|,\s(?:he|she|they|[A-Z]\w+) (?:says|said|adds|added)\b|\b(?:says|said)\b(?=[^.\n]{0,80}[“\"])"
)
_ENOUGH_QUOTES = 6
#: So many of its headings make a page one of them.
_ENOUGH = 3
#: Blocks looked at from the top for what a page says of itself.
_TOP = 12
_RECORD_LINE = re.compile(r"\bPMID:?\s*\d{6,8}\b")
_ABSTRACT = re.compile(r"(?:^|\n)\W*Abstract\b")


def read_type(
    metas: Mapping[str, list[str]],
    types: Iterable[str],
    url: str,
    headings: list[str],
    top: list[str],
    title: str,
    text: str,
) -> PageType:
    """The sort of a page; *patient* when nothing tells.

    ``metas``: content by lower-case name; ``types``: schema.org types of the page's own object; ``url``: its
    canonical address, else where it was found; ``top``: its first lines, the notices above them included.
    """
    declared = _of_metas(metas)
    if declared is not None:
        return declared
    for name in types:
        if name in _SCHEMA:
            return _SCHEMA[name]
    first = top[:_TOP]
    if any(_ARCHIVED.search(line) for line in first):
        return _T.ARCHIVE
    if any(len(line) < 200 and _RELEASE.search(line) for line in first):
        return _T.PRESS
    if _is_release(first, text):
        return _T.PRESS
    if len({field.lower() for field in _OF_A_REGISTRY.findall(text)}) >= _ENOUGH_FIELDS:
        return _T.REGISTRY
    dated = any("published" in name or "pubdate" in name for name in metas)
    found = _of_address(url, dated)
    if found is not None:
        return found
    if _TRIAL.search(title) or (
        _TRIAL.search(" ".join(first)) and len(set(map(str.lower, _TRIAL_WORDS.findall(text)))) >= _ENOUGH
    ):
        return _T.REGISTRY
    if _share(_PAPER, headings) >= _ENOUGH and any(_PAPER[0].match(h) for h in headings):
        return _T.JOURNAL
    if "PMID" in text and _RECORD_LINE.search(text) and any(_PAPER[0].match(h) for h in headings):
        return _T.JOURNAL
    if _share(_MONOGRAPH, headings) >= _ENOUGH or _share(_LEAFLET, headings) >= _ENOUGH_OF_A_LEAFLET:
        return _T.DRUG
    if _ADDRESS_OF_A_DAY.search(url) and len(_SAYS.findall(text)) >= _ENOUGH_QUOTES:
        return _T.NEWS
    return _T.PROFESSIONAL if _is_for_clinicians(metas, first, text) else _T.PATIENT


def _is_release(first: list[str], text: str) -> bool:
    """True when place and day open the text, with what only a release has; or for several such things together."""
    folded = text.lower()
    marks = sum(
        any(cue in folded for cue in cues) and pattern.search(text) is not None
        for cues, pattern in _OF_A_RELEASE
    )
    opens = any(_DATELINE.match(line) for line in first)
    return marks >= (_ENOUGH_OF_A_RELEASE if opens else 2 * _ENOUGH_OF_A_RELEASE)


def _is_for_clinicians(metas: Mapping[str, list[str]], first: list[str], text: str) -> bool:
    """True when the page says so, or speaks in terms of the trade and not to a reader."""
    if any(
        "clinician" in value.lower() or "professional" in value.lower() for value in metas.get("audience", ())
    ):
        return True
    if any(len(line) < 200 and _FOR_CLINICIANS.search(line) for line in first):
        return True
    folded = text.lower()
    few = text.count(" ") // _WORDS_TO_ONE_YOU
    if sum(1 for _ in islice(_YOU.finditer(folded), few + 1)) > few:
        return False
    terms = len(set(_OF_THE_TRADE.findall(folded)))
    return terms >= _ENOUGH_OF_THE_TRADE or (terms > 0 and folded.count("patients") >= _ENOUGH_PATIENTS)


def _of_metas(metas: Mapping[str, list[str]]) -> PageType | None:
    if any(name in metas for name in _JOURNAL_METAS) and "citation_inbook_title" not in metas:
        return _T.JOURNAL
    if any(_JOURNAL_DC.match(value.strip()) for value in metas.get("dc.type", ())):
        return _T.JOURNAL
    if "news_keywords" in metas:
        return _T.NEWS
    for name in ("article:section", "section", "og:section", "parsely-section"):
        if any(_NEWS_SECTION.match(value.strip()) for value in metas.get(name, ())):
            return _T.NEWS
    return None


def _of_address(url: str, dated: bool) -> PageType | None:
    try:
        split = urlsplit(url)
        host = split.hostname or ""
    except ValueError:
        return None
    for name, path, kind in _HOSTS:
        if name.search(host) and path.search(split.path):
            return kind
    if split.scheme not in ("http", "https"):
        return None
    folders = unquote(split.path).lower().split("/")[:-1]
    for folder in folders:
        found = _OF_FOLDER.get(folder)
        if found is _T.NEWS and not (dated or _DATED_PATH.search(split.path)):
            continue
        if found is not None:
            return found
    return None


def _share(patterns: tuple[re.Pattern[str], ...], headings: list[str]) -> int:
    return sum(any(pattern.match(heading) for heading in headings) for pattern in patterns)
