"""The headings that stand above reference lists, in the languages of health sites."""

from __future__ import annotations

import re
from functools import lru_cache

_NOUN = (
    r"references?(?: materials?| sources?)?|sources?(?: of (?:information|evidence|data))?|"
    r"bibliograph(?:y|ies)|citations?|works (?:cited|consulted)|literature(?: cited)?|"
    r"(?:studies|research|papers|publications|articles|evidence) cited|"
    r"resources|footnotes?|endnotes?|"
    r"referencias(?: bibliogr[áa]ficas)?|bibliograf[íi]a|fuentes|citas|r[ée]f[ée]rences(?: "
    r"bibliographiques)?|bibliographie|"
    r"quellen(?:angaben|nachweise?|verzeichnis)?|literatur(?:verzeichnis|hinweise|angaben|nachweise)?|"
    r"einzelnachweise|"
    r"refer[êe]ncias(?: bibliogr[áa]ficas)?|fontes|notas|notes|"
    r"riferimenti(?: bibliografici)?|fonti(?: bibliografiche)?|note bibliografiche|letteratura(?: citata)?|"
    r"bronnen(?:lijst|vermelding)?|referenties|literatuur(?:lijst|verwijzingen)?|fu(?:ß|ss)noten|belege|nachweise|"
    r"参考文献|引用文献|文献|出典|参考资料|참고문헌|"
    r"referenzen|notes et r[ée]f[ée]rences"
)
# Words that stand around the noun in headings ("Selected references", "References and further reading").
_HEADING = re.compile(
    rf"\W*(?:\d+\.?\s+)?(?:(?:selected|key|article|our|the|cited|main|medical|scientific|clinical|full|"
    rf"all|show|hide|view|see|list of|page|\d+|research|primary|supporting|useful|suggested|trusted|content|"
    rf"(?:evidence|information|further reading|acknowledge?ments|credits|notes) (?:and|&)|"
    rf"study|evidence|information|data|numbered|web|online|other|general|professional|key statistics|"
    rf"additional|lista de|las|les|sur|le|i|die|unsere|verwendete|ausgew[äa]hlte|wissenschaftliche|wichtige|"
    rf"principales|nuestras|nos|nossas|le nostre|onze|gebruikte)\s+)*"
    rf"(?:{_NOUN})(?:\s*(?:and|&|/|,|y|et|und|e|or|en)\s*(?:\w+\s+){{0,2}}?(?:{_NOUN}|further reading|"
    rf"further information|weiterf[üu]hrende literatur|per saperne di pi[ùu]|pour aller plus loin|lecturas?|"
    rf"credits?|notes?|links?|reviews?|evidence|"
    rf"acknowledge?ments|external links|resources))*(?:\s+(?:cited|list|used|(?:for|in|on) this (?:page|article|"
    rf"section|information|topic|leaflet|factsheet)|"
    rf"essenziale|ragionata|selezionata|minima|b[áa]sica|selecta|seleccionada|esencial|s[ée]lective|principale|"
    rf"zum thema|in auswahl|consulted|section|\(\d+\)|utilizadas|utilizzate|consultadas|consultate|"
    rf"consult[ée]es|citadas|\d+))*\W*",
    re.IGNORECASE,
)
# Headings under which entries are mere pointers; they become a list only when they look like references.
_WEAK = re.compile(
    r"\W*(?:(?:additional|further|other|online|web|useful|more|patient|support|"
    r"helpful)\s+)?(?:resources?|notes?|notas|footnotes?|"
    r"further (?:reading|information)|reading list|suggested reading|external links|literatur(?:e)?|"
    r"links|weiterführende literatur|"
    r"lecturas? (?:recomendadas?|adicionales)|pour en savoir plus)(?:\s*(?:and|&)\s*(?:support|links|"
    r"resources|further reading|notes))?\W*",
    re.IGNORECASE,
)
# Headings of prose on the evidence as often as of the list of it: only items and numbered entries count there.
ON_EVIDENCE = re.compile(
    r"\W*(?:(?:(?:the|our|scientific)\s+)?(?:evidence|research|science)(?: (?:used|(?:for|behind) this page))?|"
    r"supporting evidence|how (?:we|this (?:page|article) was) reviewed(?: this (?:page|article))?|about our sources|"
    r"wh(?:ere|at) (?:we|this|does|do|did|our)\b.{0,50}\b(?:information|evidence|facts|from|based on|write this))\W*",
    re.IGNORECASE,
)
# "Sleep: references", "References for Sleep", "References | Sleep": the title of a page that holds another page's list.
_TITLED = re.compile(
    r"(?:.{2,70}?\s?(?:[:|–—]|\s-)\s+)(?:references?|sources|bibliography|citations|works cited|reference list)\W*|"
    r"(?:references?|sources|bibliography|citations|reference list)(?:\s?(?:[:|–—]|\s-)|\s+(?:for|to|on|of))\s+.{2,70}",
    re.IGNORECASE,
)
# The noun among other words, whatever they are: "Sources utilisées pour cette fiche", "Geraadpleegde bronnen".
_MOST_WORDS = 7
_AMONG_WORDS = re.compile(
    r"(?<![\w-])(?:references?|sources?|bibliograph(?:y|ies)|works cited|literature|referencias|bibliograf[íi]as?|"
    r"fuentes|r[ée]f[ée]rences|bibliographie|quellen|literatur|literaturangaben|einzelnachweise|refer[êe]ncias|fontes|"
    r"fonti|riferimenti|letteratura|bronnen|referenties|literatuur|pi[śs]miennictwo|literatura|k[äa]llor|referenser|"
    r"kilder|referanser|l[äa]hteet|prameny|zdroje)(?![\w-])",
    re.IGNORECASE,
)
INLINE_HEADING = re.compile(
    rf"\W?(?:{_NOUN})(?:\s+(?:cited|used|for this (?:page|article)))?\s*:\s*(?=\S)", re.IGNORECASE
)


# How the page itself is to be cited.
TO_CITE = re.compile(
    r"\W*(?:how to cite|to cite|(?:please )?cite (?:this|as)|(?:suggested |recommended )?citation:|zitier|citer|"
    r"c[óo]mo citar|come citare|this (?:article|paper|page) (?:is|was|should))",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_reference_heading(text: str) -> bool:
    """True for "References", "Sources and further reading", "Literatur" and the like, whole."""
    return len(text) < 90 and _HEADING.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_weak_heading(text: str) -> bool:
    """True for headings under which a list of references may stand, or something else."""
    if len(text) >= 90:
        return False
    if _WEAK.fullmatch(text) or ON_EVIDENCE.fullmatch(text):
        return True
    among = len(text.split()) <= _MOST_WORDS and _AMONG_WORDS.search(text) is not None
    return (among or _TITLED.fullmatch(text) is not None) and not is_reference_heading(text)
