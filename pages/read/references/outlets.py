"""Names that say what an entry is: newspapers and magazines, sites and handbooks, the cities of publishers, bodies.

All are facts about the press and the web, not about any page. Magazines that PubMed indexes issue by issue
(Scientific American, New Scientist) are left out, for their articles can be looked for.
"""

from __future__ import annotations

import re

# Newspapers, magazines, agencies and trade news. A name here is the whole of a journal's name, or opens an entry.
_NEWS = """
    new york times|ny times|nyt|new york times magazine|washington post|wall street journal|usa today|
    los angeles times|la times|chicago tribune|boston globe|san francisco chronicle|philadelphia inquirer|
    miami herald|dallas morning news|seattle times|toronto star|globe and mail|national post|sydney morning herald|
    guardian|observer|times|sunday times|times of london|daily telegraph|telegraph|independent|daily mail|mail online|
    mailonline|daily express|daily mirror|financial times|evening standard|irish times|scotsman|times of india|
    economist|newsweek|time|time magazine|new yorker|atlantic|atlantic monthly|forbes|fortune|national geographic|
    us news and world report|us news & world report|us news|reader's digest|consumer reports|consumer reports on health|
    which|good housekeeping|men's health|women's health|psychology today|popular science|wired|slate|vox|salon|
    huffington post|huffpost|buzzfeed|quartz|politico|propublica|conversation|bloomberg|bloomberg news|reuters|
    reuters health|associated press|ap news|agence france-presse|afp|bbc|bbc news|bbc health|cnn|cnn health|fox news|
    cbs news|nbc news|abc news|msnbc|npr|pbs|pbs newshour|sky news|itv news|channel 4 news|al jazeera|stat|stat news|
    kaiser health news|healthday|healthday news|medscape|medscape medical news|medscape medical|medpage today|
    medical news today|medical xpress|webmd|webmd health news|healthline|verywell|verywell health|everyday health|
    science daily|sciencedaily|eurekalert|livescience|oncology times|oncology nurse advisor|asco post|onclive|
    targeted oncology|cancer network|cancer letter|cancer therapy advisor|healio|mdedge|pharmacy times|drug topics|
    pulse|pulse today|gp online|nursing times|health service journal|fierce pharma|fiercepharma|biospace|
    endpoints news|biopharma dive|modern healthcare|harvard health letter|harvard health publishing|
    harvard women's health watch|harvard men's health watch|harvard heart letter|harvard health blog|
    mayo clinic health letter|nutrition action|nutrition action healthletter|tufts health & nutrition letter|
    tufts university health & nutrition letter|berkeley wellness|uc berkeley wellness letter|
    le monde|le figaro|libération|der spiegel|die zeit|süddeutsche zeitung|frankfurter allgemeine|el país|el mundo|
    la vanguardia|abc|corriere della sera|la repubblica|folha de s.paulo|o globo|público
"""
_SINGLE = frozenset(
    """
    time times atlantic which telegraph independent observer guardian conversation fortune slate vox wired pulse abc
    stat salon público economist forbes bbc cnn npr
    """.split()  # noqa: SIM905
)
# Sites, databases and handbooks in parts that are looked up, never cited by a volume.
_SITES = (
    r"MedlinePlus|UpToDate|DynaMed|StatPearls|Medscape|WebMD|Healthline|Wikipedia|YouTube|Vimeo|Facebook|Twitter|"
    r"Instagram|TikTok|Statista|GLOBOCAN|OMIM|Genetics Home Reference|GeneReviews|Orphanet|eMedicine|Drugs\.com|"
    r"RxList|FoodData Central|SEER|NHS Choices|NHS Digital|NHS Inform|NHS(?:\.uk| website)?|Patient\.info|"
    r"Patient UK|Our World in Data|Clinical Knowledge Summaries|Healthy People 20\d0|Cancer\.Net|CancerCare|"
    r"Breastcancer\.org|BreastCancer\.org|KidsHealth|HealthyChildren\.org|FamilyDoctor\.org|NetDoctor|Netdoktor|"
    r"Cochrane (?:UK|Consumer Network)|Evidently Cochrane"
)
_HANDBOOKS = (
    r"British National Formulary|BNF(?: for Children)?\s\d+|Merck Manual|MSD Manual|Physicians'? Desk Reference|"
    r"Martindale|Red Book|Harrison'?s Principles|Nelson Textbook|Gray'?s Anatomy|Oxford (?:Handbook|Textbook) of|"
    r"Black'?s Medical Dictionary|Dorland'?s|Stedman'?s|"
    r"Diagnostic and Statistical Manual|DSM-(?:5|IV|III)(?:-TR)?|Cecil Textbook"
)
# Where publishers sit: "London: Penguin". A journal's name has no city before a colon.
_CITIES = """
    London|New York(?: City)?|Philadelphia|Oxford|Cambridge|Boston|Chicago|Geneva|Genève|Paris|Berlin|Washington|
    Bethesda|Rockville|Atlanta|Baltimore|St\\.? Louis|San Francisco|San Diego|Los Angeles|Oakland|Berkeley|Seattle|
    Dallas|Houston|
    Thousand Oaks|Newbury Park|Hillsdale|Mahwah|Hoboken|Englewood Cliffs|Upper Saddle River|Totowa|Malden|Champaign|
    Alexandria|Arlington|Silver Spring|Emmaus|Garden City|Elk Grove Village|Park Ridge|Waltham|Treasure Island|
    New Haven|Princeton|Ithaca|Ann Arbor|Indianapolis|Minneapolis|Rochester|Toronto|Ottawa|Montreal|Montréal|Vancouver|
    Edinburgh|Glasgow|Manchester|Leeds|Bristol|Birmingham|Cardiff|Belfast|Dublin|Basingstoke|Harmondsworth|Chichester|
    Abingdon|Hove|Maidenhead|Amsterdam|Leiden|Rotterdam|Utrecht|Brussels|Luxembourg|Copenhagen|København|Stockholm|
    Oslo|Helsinki|Heidelberg|Stuttgart|München|Munich|Frankfurt(?: am Main)?|Göttingen|Köln|Bonn|Hamburg|Basel|Bern|
    Zürich|Zurich|Wien|Vienna|Madrid|Barcelona|Lisboa|Lisbon|Porto|Roma|Rome|Milano|Milan|Lyon|Sydney|Melbourne|
    Canberra|Brisbane|Adelaide|Perth|Wellington|Auckland|Hong Kong|Singapore|Tokyo|New Delhi|Delhi|Mumbai|Manila|
    Cape Town|Johannesburg|Pretoria|Nairobi|México(?: D\\.?F\\.?)?|
    Buenos Aires|Bogotá|Santiago|São Paulo|Rio de Janeiro|
    Brasília
"""
_REGION = (
    r"[A-Z]{2}|[A-Z][a-z](?![a-z])|D\.\s?C\.|[A-Z][a-z]{2,4}\.|U\.?K\.?|U\.?S\.?A\.?|England|Scotland|Wales|Ireland|Canada|Australia|"
    r"Switzerland|Germany|France|Netherlands|The Netherlands|New Zealand|California|Massachusetts|Maryland|Virginia|"
    r"Pennsylvania|Georgia|Texas|Illinois|Ontario|Québec|Quebec"
)
_CITY = "|".join(name.strip() for name in _CITIES.split("|"))
_PUBLISHED_IN = re.compile(
    rf"(?:\A|[.;,?!]\s|\)\s)(?:(?:{_CITY})(?:\s?\(?(?:,\s?)?(?:{_REGION})\)?)?|"
    rf"[A-Z][\w. '-]{{2,24}},\s?(?:{_REGION}))\s?:\s+(?=[A-Z])"
)
# "Saint-Denis: HAS; 2018.", whatever the city: no journal ends so.
_IMPRINT = re.compile(
    r"[.;,?!]\s[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,2}\s?:\s+[A-ZÀ-Þ][\w&.'’ -]{1,60}[;,]\s(?:19|20)\d\d\W*\Z"
)
_OPENING = re.compile(r"\A\W*(?:the\s+)?(.{2,60}?)(?:\s?\([^)]*\))?\s*(?:[.:,;]|\Z)", re.IGNORECASE)
_SITE_OPENS = re.compile(rf"\A\W*(?:the\s+)?(?:{_SITES})\b", re.IGNORECASE)
_SITE_CLOSES = re.compile(rf"[.,;]\s+(?:The\s+)?(?:{_SITES})\s*(?:[.,;(]|\Z)")
_HANDBOOK = re.compile(rf"(?:\A\W*(?:the\s+)?|[.,;:]\s+(?:[Tt]he\s+)?|\bIn:?\s+)(?:{_HANDBOOKS})\b")
_MEDIUM = re.compile(
    r"\b(?:blog(?:\s?post)?|podcast|webinar|video|tweet|web\s?cast|TED talk|infographic|leaflet|newsletter|"
    r"news (?:story|article))\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-Þ](?:[\w'’&-]|\.(?=[A-Z]))*(?:(?<=\.[A-Z])\.)?"
_SMALL = r"of|for|and|the|on|in|to|against|with|&|de|del|la|des?|du|für|pour"
_BODY_OPENS = re.compile(rf"\A\W*(?:the\s+)?{_CAPITAL}(?:,?\s(?:(?:{_SMALL})\s)*{_CAPITAL})*")
_BODY = re.compile(
    r"\b(?:Organi[sz]ation|Society|Association|Institutes?|Committee|Department|Ministry|Cent(?:er|re)s?|College|Agency|"
    r"Administration|Foundation|Academy|Council|Services?|Office|Bureau|University|Hospital|Clinic|Federation|League|"
    r"Trust|Charity|Commission|Registry|Alliance|Authority|Task Force|Network|Coalition|Fund|"
    r"Medicine|Health England|Health Scotland|Research UK|NHS|WHO|FDA|NICE|CDC|NIH|NCI|EMA|USDA|NIDDK|NHLBI|NIMH|"
    r"Istituto|Ministero|Agenzia|Societ[àa]|Rijksinstituut|Gezondheidsraad|Ministerie|Agencia|Ag[êe]ncia|Agence|Fundaci[óo]n|Funda[çc][ãa]o|Conselho|Consejo|Conseil|Stiftung|Kommission|Zentrale|"
    r"Ministerio|Sociedad|Instituto|Asociaci[óo]n|Gesellschaft|Soci[ée]t[ée]|Minist[èe]re|Institut|Bundes\w+)\b"
)
_STOP = re.compile(r"\s?(?:\([^)]{1,20}\)\s?)?(?:[.,:;(\"“]|[–—-]\s|\d{4}\b|\Z)|(?<=[.])\s")
_PERIODICAL = re.compile(
    r"\b(?:Journal|Annals|Archives|Bulletin|Review|Reviews|Transactions|Proceedings|Acta|Revista)\b"
)


def _folded(name: str) -> str:
    plain = name.lower().replace("’", "'").replace(".", "").strip(" ,:;\"'“”()")
    return " ".join(plain.removeprefix("the ").split())


_OUTLETS = frozenset(_folded(" ".join(name.split())) for name in _NEWS.split("|"))


def is_news(journal: str, text: str) -> bool:
    """True when ``journal`` is a newspaper, a magazine or a news service, or the entry opens with one's name."""
    if journal and _folded(journal) in _OUTLETS:
        return True
    opening = _OPENING.match(text)
    name = _folded(opening.group(1)) if opening else ""
    return name in _OUTLETS and name not in _SINGLE


def names_news(text: str) -> bool:
    """True when a whole piece between full stops or commas is a newspaper's or news service's name."""
    pieces = (_folded(piece) for piece in re.split(r"[.,;\"“”]\s+|[.,;\"”]\Z", text))
    return any(piece in _OUTLETS for piece in pieces)


def is_site(text: str) -> bool:
    """True when the entry opens or closes with a site that is read by topic, or names a blog, a video and the like."""
    return bool(_SITE_OPENS.match(text) or _SITE_CLOSES.search(text) or _MEDIUM.search(text))


def is_handbook(text: str) -> bool:
    """True for standing works of reference by their names."""
    return _HANDBOOK.search(text) is not None


def published_in_city(text: str) -> bool:
    """True for "London: Penguin", "Arlington, VA: ...": an imprint, which no journal has."""
    return _PUBLISHED_IN.search(text) is not None


def closes_with_imprint(text: str) -> bool:
    """True when the entry ends with a place, a publisher and a year."""
    return _IMPRINT.search(text, max(0, len(text) - 140)) is not None


def opens_with_body(text: str) -> bool:
    """True when the entry opens with an organisation's name and a stop, as pages and reports without authors do."""
    opening = _BODY_OPENS.match(text)
    return bool(
        opening
        and _STOP.match(text, opening.end())
        and _BODY.search(opening.group())
        and not _PERIODICAL.search(opening.group())
    )
