"""What the words before (or right after) a date make of it: "Last reviewed:", "Mis à jour le", "©".

A label counts only where a label stands: at the start of a line, of a sentence or behind a separator, or as
the verb of a sentence about the page itself ("This page was last updated on"). "The guideline was updated on"
is a statement about the world, so its date is an event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick

from model.dates import DateKind
from pages.read.dates.label_words import KINDS, LAST, MORE_WORDS, PAGE_NOUN, QUALIFIED, SUBJECT, WORDS
from pages.read.dates.languages import CUES

_K = DateKind
# How much text before a date can belong to its label: a reviewer's name with degrees and employer fits.
LEAD_CHARS = 220


@dataclass(frozen=True, slots=True)
class Label:
    """``scope``: page, section, site, or empty when the words do not say. ``start``: offset of the label in
    the text given. ``firm``: a colon, a separator or a subject makes it a label beyond doubt. ``joined``: by "and" to
    what stands before, so that it is one only when that is."""

    kinds: tuple[DateKind, ...]
    start: int
    words: str
    scope: str = ""
    firm: bool = False
    in_brackets: bool = False
    joined: bool = False


# Where a label may begin: the line's start, behind a separator, or joined to another label.
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}|Uhr)?"
# (a clock time may stand between the date before and the label, a form's number before "Rev.")
_START = (
    rf"(?:^(?:[\s,]*(?:(?:at|às|um|à|a\s+las)\s+)?{_CLOCK})?|[^\w\s)\]}}'’‘\"”»%-]|_|\s-|\s{{2,}}|\n"
    r"|(?<=\d)\s(?=rev[.\s])|\b(?:and|y|et|und|e|then)(?=\s)"
    # labels that style sheets set apart from what stands before them
    r"|\s(?-i:(?=(?:Last|Most\s[Rr]ecently|Medically|Next|Originally|First|Date|Page)\s[A-Za-z]))"
    r"|(?<=[a-z0-9.)])\s(?-i:(?=(?:Updated|Reviewed|Published|Posted|Modified|Revised):))"
    # … with what they label before them: "Jo Bell, MD Topic last updated: June 3"
    r"|\s(?-i:(?=(?:Topic|Article|Entry|Monograph|Leaflet|Chapter|Document|Content|Factsheet)\s(?:last|first|most)\s[a-z]))"
    # … and behind a degree: "Bo Sample, MD Updated on June 3"
    r"|(?-i:(?<=[A-Z])\s(?=(?:Updated|Reviewed|Published|Posted|Modified|Revised)(?:\son)?\s*$)))\s*"
)
_JOINER = re.compile(r"(?:and|y|et|und|e|then)\b", re.I)
# (a reviewer's name ends where a sentence begins: "reviewed by the Board. It took effect in May 2014")
_BY = r"""(?:[\s:]*\b(?P<by>by|von|par|por|durch)\b:?\s*
    (?:(?!\b(?:by|updated|reviewed|revised|published|posted|written|modified|edited|checked|next|geprüft
      |aktualisiert)\b)
    (?!(?<=[a-z]{4})\.\s+(?-i:[A-Z])[a-z]*\s+[a-z])
    [^|•·]){2,160}?
  | \s*:\s*(?P<who>(?-i:(?:(?:dr|dott|prof)\.?\s+)?(?:[A-ZÀ-Þ][\w.’'-]*[,;.]?\s*){1,8}?)[,;.(–—-]*))?"""
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|(?:mo|di|mi|do|fr|sa|so)(?=[.,])|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
)
# "last update of this page"
_OF_PAGE = rf"""(?:\s+(?:(?:of|to|on)\s+this|d[ei]\s+(?:cette|esta|este|questa|questo)|dest[ae]|dieser|dieses|van\s+deze
    |a[fv]\s+denn[ea]|aquesta)\s+{PAGE_NOUN})?"""
# What may stand between a label and its date.
_CLOCK_BEHIND = re.compile(rf"\s*,?\s*(?:(?:at|às|um|à|a\s+las)\s+)?{_CLOCK}(?!\w)", re.I)
_LAST_CUE = re.compile(
    r"\W{0,4}(?:last|latest|most recent|derni|[úu]ltim|zuletzt|letzt|next|pr[óo]xim|prochain|nächst)", re.I
)
# A label that begins within this many characters of a date is the next date's.
_NEXT_LABEL = 14
#: … or this many in languages that put "last" before it.
_NEXT_LABEL_MORE = 26
_AGO = r"(?:(?:about|over|almost)\s+)?(?:\d{1,3}|an?|one|two|three)\s+(?:minute|hour|day|week|month|year)s?\s+ago\b"
_LINK = rf"""(?P<link>(?:[\s:：,=(\[|–—•·*-]|\b{_AGO}|(?<=\w)\.(?=[\s,])|\b(?:on|at|in|date|dated|of|as\s+of|as\s+at
    |by|for|since|due|the|el|día|en|a|le|du|au|en|depuis|am|im|vom|seit|em|no|dia|de|it|op|il
    |{_WEEKDAY})\b|{_CLOCK})*)$"""
# … and in more languages.
_LINK_MORE = _LINK.replace(
    "|op|il",
    "|op|il|den|d|pada|tanggal|la|pe|data|dne|dňa|dnia|z\\s+dnia|от|на|vào|ngày|lúc|בתאריך|ב|بتاريخ|في|يوم|στις|την|dana|na"
    "|tarihinde|på|del|al|di|kl",
)
_BY_MORE = _BY.replace("|durch)", "|durch|oleh|door|av|af|da|di|przez|od|от|bởi)")


@cache
def _label_pattern(more: bool) -> re.Pattern[str]:
    words = {
        name: f"{own} | {MORE_WORDS[name]}" if more and name in MORE_WORDS else own
        for name, own in WORDS.items()
    }
    kinds = "|".join(f"(?P<{name}>{pattern})" for name, pattern in words.items())
    return re.compile(
        rf"{_START}(?P<subject>{SUBJECT})?(?<![^\W_])(?P<label>{kinds})(?!\w){_OF_PAGE}"
        + (_BY_MORE + _LINK_MORE if more else _BY + _LINK),
        re.I | re.X,
    )


# "We last updated this page on", "Jo Lee, MD, reviewed this article on"
_ACTIVE = re.compile(
    rf"\b(?P<verb>(?:(?P<review>reviewed|checked)|updated|revised))\s+this\s+{PAGE_NOUN}\s+(?:on|in)\s*$",
    re.I,
)
_STATEMENT = re.compile(r"\W*(?:the|an?|one|another|in|according)\s", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|℗|\bcopyright\b|\bcopr\.|&copy;)[^\n|]{0,60}$|\ball rights reserved\W{0,20}$", re.I
)
_COPYRIGHT_AFTER = re.compile(
    r"[\s,.–-]{0,4}(?:©|\(c\)|copyright\b|[\w .&,'’-]{0,60}\b(?:all\s+rights\s+reserved"
    r"|alle\s+rechte\s+vorbehalten"
    r"|tous\s+droits\s+réservés|todos\s+(?:los\s+derechos|os\s+direitos)\s+reservados))",
    re.I,
)
# Without one of these neither is found.
_COPYRIGHT_SIGNS = ("©", "(c)", "℗", "copy", "copr.", "reserv", "vorbehalten", "réserv")
_AS_OF = re.compile(
    r"\bas\s+(?:of|at)(?:\s+(?:the\s+)?(?:end|beginning|start)\s+of)?(?:\s+the)?\s*$"
    r"|\b(?:evidence|searche?s?|literature|data)\s+(?:(?:is|are|was|were)\s+)?(?:current"
    r"|up[\s-]to[\s-]date)\s+(?:to|through|until|as\s+of)\s*$"
    r"|\b(?:a\s+fecha\s+de|à\s+la\s+date\s+d[ue]|en\s+date\s+d[ue]|(?:à|em|na)\s+data\s+de"
    r"|mit\s+stand(?:\s+vom)?)\s*$",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|(?<![|•·—–\n])[|•·—–\n])\W*+(?:by|von|par|por|da|door"
    r"|di)\s+(?-i:[A-ZÀ-Þ])[^|\n;]{2,120}?[\s|,•·–—/-]*(?:on\s*|le\s*|am\s*|el\s*)?$",
    re.I,
)
_AFTER = re.compile(
    rf"""(?:[\s(\[,–—:-]*|[\s|·•]+(?=(?:originally|first|initially|latest|original|current)\b))(?:
      (?P<next>next\s+review(?:\s+due)?)
    | (?P<review>{LAST}{QUALIFIED}(?:reviewed|checked|review(?:\s+date)?))
    | (?P<update>{LAST}(?:updated|revised|modified|update)|(?:latest|current)\s+version|actualizado
      |mise?\s+à\s+jour|aktualisiert
      |atualizado)
    | (?P<publish>(?:original(?:ly)?\s+)?{LAST}(?:published|posted|version))
    )(?:\s+by\b[^|•·\n]*|[)\]\s.|]*)$""",
    re.I | re.X,
)
# The words after a date that show that a sentence about the world goes on: "Published in 2013, the trial".
_GOES_ON = re.compile(
    r"\s*,?\s+(?!(?:by|at|to|with|for|from|[ap]\.?m|est|edt|et|pst|pdt|cst|utc|gmt|bst|cet|uhr|and|in"
    r"|on|next|last|updated|"
    r"reviewed|published|posted|revised|modified|version|when|as|is|um|à|às|a\s+las|par|por|von|y|e"
    r"|und|of|or)\b)[a-zà-ÿ]{2,}"
)
_SECTION_NOUN = re.compile(r"section|chapter|entry|sección|seção|rubrique|abschnitt", re.I)
_SITE_NOUN = re.compile(r"(?:web\s?)?site\b", re.I)
_CUE = re.compile(
    r"pdat|odif|evis|review|heck|verif|valid|ssess|publi|post|issue|creat|relea|writt|upload|produc"
    r"|prepar|date|expir|"
    r"due|before|current|search|literature|data|stand|chang|edit|amend|refresh|rev|upd|situation|saved|"
    r"próxim|siguient|prochain|nächst|gültig|ablauf|läuft|válid|valable|caduc|vencim|relu|relect|revu"
    r"|révis|vérif|"
    r"prüf|gutacht|durchges|tualiz|tualis|jour|màj|änder|arbeit|alterad|bijgew|gewijz|ggiorn|escrit|cread|"
    r"ersion|asked|correct|accurate|actuali|ref\b|modifi|paru|créé|rédig|ligne|öffentl|erschien|erstell|datum"
    r"|fecha|criad|geplaatst|pubblic|added|answer|submit|compil|print|renew|looked",
    re.I,
)
# The same as plain words, which are looked for all at once: their pattern takes many times as long in a long line.
_REF = re.compile(r"ref\b", re.I)
_WORDS = tuple(word for word in _CUE.pattern.split("|") if word != _REF.pattern)


def has_cue(lead: str, more: bool) -> bool:
    """True when a part of some label stands in ``lead``: without one no pattern needs to be tried."""
    return _has_word(lead, more) or bool(_REF.search(lead))


def _has_word(text: str, more: bool) -> bool:
    return next(_words(more).iter(text.lower()), None) is not None


@cache
def _words(more: bool) -> ahocorasick.Automaton:
    words = ahocorasick.Automaton()
    for word in (*_WORDS, *(CUES.split("|") if more else ())):
        words.add_word(word, word)
    words.make_automaton()
    return words


def label_before(lead: str, tail: str, *, year_only: bool = False, more: bool = True) -> Label | None:
    """The label that ends right before a date.

    ``lead``: the text from the line's start (or the previous date) up to the date; ``tail``: what follows.
    ``year_only``: a bare year needs more certainty. ``more``: the labels of all ``languages`` are looked for, not only
    those of the five. None when no label stands there.
    """
    lead = lead[-LEAD_CHARS:]
    if not has_cue(lead, more):
        return None
    match = _label_pattern(more).search(lead)
    if match is None:
        active = _ACTIVE.search(lead)
        if active is None:
            return None
        kind = _K.REVIEWED if active.group("review") else _K.UPDATED
        return Label((kind,), active.start(), " ".join(active.group("verb").split()), "page", firm=True)
    name = next(n for n in KINDS if match.group(n) is not None)
    link = match.group("link")
    subject = match.group("subject") or ""
    if match.group().startswith((".", "…")) and lead[: match.start() + 1].endswith(("...", "…")):
        return None  # "… asthma. … Last reviewed May 3, 2018 …": an excerpt from another page
    if match.group().startswith(",") and not subject and _STATEMENT.match(lead):
        return None  # "The study, published January 12, 2008, in a journal"
    if match.group("it") and not re.search(rf"\b{PAGE_NOUN}\b", lead[: match.start()], re.I):
        return None  # "It was last updated" speaks for the page only when the page was spoken of
    firm = bool(subject) or any(c in link for c in ":|(–—\n") or bool(match.group("by"))
    bare_in = bool(re.search(r"\b(?:in|en|im|em)\s*$", link, re.I))
    tail = _CLOCK_BEHIND.sub("", tail, count=1)
    # what follows is the label of the next date
    another = bool(_CUE.search(tail[:_NEXT_LABEL]) or _LAST_CUE.match(tail))
    another = another or (more and _has_word(tail[:_NEXT_LABEL_MORE], more))
    goes_on = bool(_GOES_ON.match(tail)) and not another
    if goes_on and ":" not in link and not (subject and not year_only):
        return None
    alone = not lead[: match.start("label")].strip() and not tail.strip(" .")
    if year_only and not firm and ((bare_in and not alone) or not _ends(tail)):
        return None
    if name == "publish" and bare_in and not (subject or another or _ends(tail)):
        return None
    scope = ""
    if subject:
        noun = match.group("noun") or ""
        scope = "section" if _SECTION_NOUN.match(noun) else "site" if _SITE_NOUN.match(noun) else "page"
    words = " ".join(match.group("label").split())
    if not scope and re.search(r"\bsite\b", words, re.I):
        scope = "site"
    elif not scope and re.search(r"\b(?:page|página|seite|content|article|notice)\b", words, re.I):
        scope = "page"
    before = match.group()[: match.start("label") - match.start()]
    return Label(
        KINDS[name],
        match.start("label"),
        words,
        scope,
        firm,
        in_brackets="(" in before or "[" in before,
        joined=not subject and bool(_JOINER.match(before)),
    )


def label_after(tail: str) -> Label | None:
    """The label right behind a date, closing the line: "24 June 2014 (last updated)"."""
    match = _AFTER.match(tail[:LEAD_CHARS].split("\n")[0])
    if match is None:
        return None
    name = next(n for n in ("next", "review", "update", "publish") if match.group(n))
    return Label(KINDS[name], match.start(name), match.group(name).strip(), firm=True)


# Sentences about the page whose verb stands behind the date, as in German: "Dieser Beitrag wurde am … veröffentlicht".
_AROUND_LEAD = re.compile(
    r"\b(?:dieser?|dieses|der|die|das|deze|dit|denne|denna|detta)\s+(?:\w+-?)?(?:beitrag|artikel|text|eintrag|seite|inhalt|bericht"
    r"|pagina|bericht|indlæg|side|sida|inlägg)\s+(?:wurde|ist|werd|is|blev|har)\b[^.!?\n]{0,60}$",
    re.I,
)
_AROUND_TAIL = re.compile(
    r"[^.!?\n]{0,40}?\b(?:(?P<publish>veröffentlicht|publiziert|erstellt|gepostet|geschrieben|gepubliceerd|geplaatst"
    r"|publiceret|publicerats)|(?P<update>aktualisiert|geändert|überarbeitet|bearbeitet|bijgewerkt|gewijzigd|opdateret"
    r"|uppdaterats)|(?P<review>geprüft|überprüft|begutachtet|gecontroleerd))\b",
    re.I,
)


def label_around(lead: str, tail: str) -> Label | None:
    """The verb behind a date in a sentence about the page, None in any other."""
    if not tail or not _AROUND_LEAD.search(lead[-LEAD_CHARS:]):
        return None
    match = _AROUND_TAIL.match(tail[:LEAD_CHARS])
    if match is None or match.lastgroup is None:
        return None
    return Label(KINDS[match.lastgroup], 0, match[match.lastgroup], "page", firm=True)


def is_copyright(lead: str, tail: str) -> bool:
    """True when the date is part of a copyright line."""
    lead, tail = lead[-90:], tail[:110]
    around = f"{lead} {tail}".lower()
    if not any(sign in around for sign in _COPYRIGHT_SIGNS):
        return False  # asked of every year of a page
    return bool(_COPYRIGHT.search(lead) or _COPYRIGHT_AFTER.match(tail))


def is_as_of(lead: str) -> bool:
    """True for "as of", "as at" and their like in prose."""
    return bool(_AS_OF.search(lead[-60:]))


def is_byline(lead: str) -> bool:
    """True when the line so far is "By NAME", so that the date is the article's."""
    return bool(_BYLINE.search(lead[-LEAD_CHARS:]))


def _ends(tail: str) -> bool:
    """True when nothing but punctuation, a separator or a bracket follows on the line."""
    return not tail or bool(
        re.match(r"\s*(?:$|[|•·\n;)\]]|[–—-]|[.](?:\s|$)|,\s+(?:next|last|updated|reviewed)\b)", tail)
    )
