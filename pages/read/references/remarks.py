"""Lines in a reference list that are no references: legends, notes, when links were looked at, where more is.

The words are those of the languages whose headings are known (``headings``).
"""

from __future__ import annotations

import re

from pages.read.references.identifiers import addresses_in
from pages.read.references.signs import YEAR, signs

# Longer lines are prose.
_LONGEST = 300
# ... with all their blanks, as they stand in a file.
_LONGEST_SPACED = 3_000


_BETWEEN = re.compile(r"\s{2,}")


def _any(words: str) -> str:
    """An expression for any of the ways of saying, one a line or parted by two blanks."""
    return f"(?:{'|'.join(_BETWEEN.split(words.strip()))})"


_LABELS = _any("""
    notes?  footnotes?  please note  nota bene  notas?  nb  n\\.b\\.  p\\.s\\.  remarks?  key  legende?
    légende  leyenda  legenda  update  disclaimer
    abbreviations?  abkürzungen  abreviaturas  abréviations  abbreviazioni  afkortingen  correction
    clarification
    hinweise?  anmerkung(?:en)?  bemerkung(?:en)?  remarques?  observaciones  avvertenza  opmerking(?:en)?
    (?:editor|author|publisher)['’]?s?['’]? note  note to readers  translation note  acknowledge?ments?
    last (?:checked|accessed)
""")
# A label with a colon, a dash or a stop behind it, or the reader's being asked to take note.
_LABELLED = re.compile(rf"\W*+{_LABELS}\s?(?::|\s[–—-]\s|\.\s)\s*\S|\W*+please note\b", re.IGNORECASE)
# A sign, and what it means: "* equal contribution", "•• of outstanding interest", "†Deceased".
_SIGNED = re.compile(r"[*†‡§¶#•◦]{1,3}\s?(?=[^\W\d_])")
_MEANINGS = _any(r"""
    equal(?:ly)?  contribut\w+  deceased  corresponding  joint  senior author  important  recommended
    highlighted
    (?:special|particular|outstanding|considerable|great) (?:interest|importance)  essential reading
    must[- ]read  included in
    meta-analys[ie]s  systematic review  review(?:ed)? (?:article|studies)
    stud(?:y|ies) (?:included|excluded)
    indicates?  denotes?  marks?  asterisk\w*  in (?:english|german|french|spanish)  subscription  paywall
    (?:free|open) access  members only  besonderem  bedeutung  interés  intérêt  interesse
""")
_SIGN_MEANS = re.compile(rf"\b{_MEANINGS}\b", re.IGNORECASE)

_LINKS = _any(r"""
    web\s?sites?  web pages?  links?  urls?  (?:online |internet |web )?sources  addresses  references
    sitios  enlaces
    liens  sites  seiten  internetseiten  weblinks  internetquellen  siti  link  koppelingen
""")
_ALL = _any("all  these  the  alle  todos los  tous les  tutti i")
_LOOKED = _any(r"""
    valid  correct  working  current  accessed  checked  retrieved  consulted  viewed  visited  verified
    tested  active
    abgerufen  aufgerufen  geprüft  besucht  consultad[oa]s?  consultée?s?  consultati  visitad[oa]s
    geraadpleegd
""")
_WERE = _any("were  was  have been  are  fueron  ont été  sono stati  wurden?  werden")
_ON = _any(r"am  on  in  as of  el  le  il  em  op  between  during  and checked")
_GERMAN_END = _any("abgerufen  geprüft  besucht  aufgerufen")
# When links were looked at, and nothing else in the line: with the day behind the word or, in German, before it.
_LOOKED_AT = re.compile(
    rf"\W*+(?:{_ALL}\s)?(?:(?:date|stand der)\s)?(?:{_LINKS}\b[\w\s]{{0,20}}?\s)?(?:{_WERE}\s)?"
    rf"(?:(?:all|last|zuletzt)\s)?{_LOOKED}\b"
    rf"(?:\s{_ON}\b)?[^.;]{{0,40}}(?:\.\s\w{{3,9}}\s)?\d{{4}}\s?{_GERMAN_END}?\W*",
    re.IGNORECASE,
)
_VALID = re.compile(
    rf"\W*+(?:{_ALL}\s)?{_LINKS}\b.{{0,30}}\b{_LOOKED}\b.{{0,40}}\b(?:time of|publication|press|writing)\W*",
    re.IGNORECASE,
)

_MORE = _any(
    "full  complete  further  more  additional  detailed  other  longer  extended  selected  supplementary"
)
_READING = _any(r"""
    reading  references?  list of (?:references|sources)  reference list  sources?  bibliography  information
    literature  details  citations?  copies  reprints
""")
_WHICH = _any(r"""
    list  cited  above  below  on this topic  for this (?:page|article|leaflet)
    \d{1,3}(?:\s?(?:[,–-]|and|to)\s?\d{1,3})*
""")
_SAID = _any(r"""
    is  are  was  were  can be  may be  has been  have been  marked  in bold  in italics  with an asterisk
    please  see
    contact  available  (?:up)?on request  from the  numbered  listed  supplied  held by  updated
""")
# "Items marked * are in print only", "The first three references are in Japanese": what is said of entries or links.
_OF_THEM = re.compile(
    rf"\W*+(?:\w++\W++){{0,5}}?(?:{_LINKS}|entry|entries|items?|papers?|citations?|articles?)\b(?:\W++\w++){{0,4}}?\W++"
    r"(?:is|are|was|were|may|might|can|could|have|has|had|will|sind|wurden?|können|son|fueron|sont|ont)\b.*",
    re.IGNORECASE,
)
# Where more is, or what the entries are.
_POINTER = re.compile(
    rf"\W*+(?:(?:for )?(?:(?:a|the|our) )?)(?:{_MORE}\s)*+{_READING}\b(?:\s{_WHICH})?[\s,]*{_SAID}\b.{{0,220}}",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\W*+"
    + _any(r"""
    (?:see|siehe|voir|véase|vedi|zie) (?:also|auch|aussi|también|anche|ook)\b[^.]{0,80}
    (?:papers|references|articles|studies|entries|works) (?:of (?:particular|special)|marked|in bold|with an?)\b.{0,160}
    weitere (?:literatur|quellen|informationen)\b.{0,120}
    (?:más|otras) (?:referencias|lecturas|información)\b.{0,120}
    (?:d['’])?autres (?:références|sources)\b.{0,120}
    (?:die )?(?:vollständige )?literatur(?:liste)?\b.{0,30}\b(?:verfügbar|erhältlich|auf anfrage|beim verfasser).{0,80}
    (?:continued|cont['’]?d|fortsetzung|suite|continuación)\b.{0,60}
    (?:these|both|all) authors (?:contributed|are)\b.{0,100}
    reprinted (?:with permission|from)\b.{0,120}  end of (?:references|list)  references end here
    """)
    + r"\W*",
    re.IGNORECASE,
)
# With so many signs of a reference, and an author or place among them, a line is one whatever it begins with.
_MANY_SIGNS = 3
# ... and with so many behind a label the label is a title's first word ("Update: influenza activity. MMWR 2017;66:1").
_SIGNS_OF_AN_ENTRY = 2


def is_remark(text: str) -> bool:
    """True for a line of a list that is no reference but says something of the references or of the list."""
    if len(text) > _LONGEST_SPACED:
        return False
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        return False
    if _is_when_accessed(line):
        return True
    shown = signs(line)
    if shown >= _MANY_SIGNS:
        return False
    sign = _SIGNED.match(line)
    if sign and _SIGN_MEANS.search(line) and YEAR.search(line) is None:
        return True
    if shown < _SIGNS_OF_AN_ENTRY and _LABELLED.match(line):
        return True
    if not shown and _OF_THEM.match(line):
        return True
    return bool(_VALID.fullmatch(line) or _POINTER.fullmatch(line) or _OTHERS.fullmatch(line))


def is_aside(text: str, before: str) -> bool:
    """True for a remark behind the entry ``before``, and not the day on which that entry's own page was looked at."""
    return is_remark(text) and not (_is_when_accessed(text) and addresses_in(before))


def _is_when_accessed(text: str) -> bool:
    """True for "Accessed 3 May 2021." and the like, with nothing else: the end of an entry, or a remark on all."""
    return _LOOKED_AT.fullmatch(" ".join(text.split())) is not None
