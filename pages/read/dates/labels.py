"""What the words before (or right after) a date make of it: "Last reviewed:", "Mis à jour le", "©".

A label counts only where a label stands: at the start of a line, of a sentence or behind a separator, or as
the verb of a sentence about the page itself ("This page was last updated on"). "The guideline was updated on"
is a statement about the world, so its date is an event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from model.dates import DateKind
from pages.read.dates.languages import CUES, LANGUAGES

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


_LAST = r"(?:(?:last|latest|most\s+recent(?:ly)?|recently|initial(?:ly)?|fully|first)[\s-]+)?"
_QUALIFIED = (
    r"(?:(?:medical(?:ly)?|clinical(?:ly)?|scientific(?:ally)?|peer|expert|editorial(?:ly)?"
    r"|professional(?:ly)?"
    r"|fully?|content|independently|page|article|pharmacist|doctor|physician)[\s-]+)*"
)
_REVIEW = (
    r"(?:review(?:ed)?|fact[\s-]?check(?:ed)?|checked|verified|validated"
    r"|assessed(?:\s+as\s+up[\s-]to[\s-]date)?)"
)
_UPDATE = r"(?:updat(?:ed?|ing)|modif(?:ied|ication)|revis(?:ed|ions?)|changed|edited|amended|refreshed)"
_PUBLISH = (
    r"(?:published|posted|issued|created|released|written|uploaded|produced|prepared|publication|publish)"
)

# Kind → what is written, per language. The order matters: the first that matches at a place wins.
_WORDS: dict[str, str] = {
    "next": r"""
        (?:date\s+(?:(?:of|for)\s+(?:the\s+)?)?)?next
          \s+(?:(?:planned|scheduled|full|clinical|medical|content|editorial)\s+)*
          (?:review|revision|update|check|renewal|edition)
          (?:\s+(?:date|due(?:\s+(?:date|by|on))?|expected|is(?:\s+due)?|will\s+be|by|planned
            |scheduled(?:\s+for)?))*
      | (?:date\s+)?next\s+due\s+(?:(?:for|to\s+be)\s+)?(?:review(?:ed)?|revision|updated?|checked)(?:\s+date)?
      | (?:date\s+)?(?:review|update|revision|renewal|re-?review)\s+(?:is\s+)?(?:next\s+)?due(?:\s+(?:date|by|on))?
      | (?:date\s+)?due\s+(?:for|to\s+be)\s+(?:review(?:ed)?|updated?|renewal|revision|checked)
      | (?:will|is\s+to|is\s+due\s+to|should|to|must)\s+(?:next\s+)?be\s+(?:next\s+)?
          (?:reviewed|updated|checked|revised|renewed|looked\s+at)(?:\s+again)?(?:\s+by)?
      | we\s+(?:(?:will|shall|are\s+due\s+to|(?:plan|aim|intend|expect|hope)\s+to)\s+)(?:next\s+)?
          (?:review|update|check|revise|revisit)\s+(?:this|the|our)\s+\w+(?:\s+\w+)?(?:\s+(?:again|next))?
      | scheduled\s+for\s+(?:a\s+)?(?:review|revision|update)
      | (?:planned|scheduled|expected|proposed)\s+(?:date\s+of\s+)?(?:review|update|revision)(?:\s+date)?
      | review\s+by(?=\W*$)(?:\s+date)? | review\s+(?:period|cycle)\s+ends | review\s+again(?:\s+(?:in|by|on))?
      | (?:fecha\s+de\s+(?:la\s+)?)?(?:próxima|siguiente)\s+(?:revisión|actualización)
      | (?:date\s+de\s+(?:la\s+)?)?prochaine\s+(?:révision|relecture|mise\s+à\s+jour)
      | (?:datum\s+der\s+)?nächste[rn]?\s+(?:geplante[rn]?\s+)?(?:überprüfung|prüfung|aktualisierung
        |überarbeitung)(?:\s+(?:ist\s+)?(?:fällig|geplant))?
      | (?:data\s+da\s+)?próxima\s+(?:revisão|atualização)""",
    "expires": r"""
        expir(?:es|y|ation|ed)(?:\s+(?:date|is))? | date\s+of\s+expir(?:y|ation)
      | valid\s+(?:until|through|till|to) | best[\s-]before(?:\s+date)?
      | gültig\s+bis(?:\s+zum)? | ablaufdatum | läuft\s+ab
      | (?:es\s+)?válid[oa]\s+(?:hasta|até) | (?:fecha\s+de\s+)?(?:caducidad|vencimiento) | caduca | expira
      | valable\s+jusqu[’'](?:au|en|à) | expire | date\s+d[’']expiration | (?:data\s+de\s+)?validade""",
    "both": rf"""
        (?:date\s+(?:of\s+)?)?{_LAST}{_QUALIFIED}(?:{_REVIEW}\s*(?:/|and|&|or|,)\s*{_LAST}{_UPDATE}
          | {_UPDATE}\s*(?:/|and|&|or|,)\s*{_LAST}{_QUALIFIED}{_REVIEW})(?:\s+date)?
      | (?:révisé|revu|relu)e?\s*(?:/|et)\s*mise?\s+à\s+jour
      | (?:revisad[oa]\s*(?:/|[ye])\s*(?:actualizad|atualizad)[oa])""",
    "current": r"""
        (?:content|information|page|this\s+page\s+is|article|text)\s+(?:is\s+|was\s+)?(?:current|correct
          |accurate|up[\s-]to[\s-]date)\s+(?:as\s+(?:of|at)|on) | (?:current|correct|accurate)\s+as\s+(?:of|at)""",
    "asof": r"""
        literature\s+(?:review\s+)?(?:is\s+)?current\s+(?:through|to) | (?:evidence
          |searche?s?)\s+(?:is\s+|are\s+)?(?:current|up[\s-]to[\s-]date)\s+(?:to|through|until)
      | (?:literature\s+)?search(?:es)?\s+date | data\s+cut[\s-]?off(?:\s+date)? | situation\s+au""",
    "review": rf"""
        (?:date\s+(?:of\s+)?)?{_LAST}{_QUALIFIED}(?:last\s+)?{_REVIEW}(?:\s+(?:and\s+approved
          |for\s+accuracy|completed|date))*
      | (?:fecha\s+de\s+(?:la\s+)?)?(?:última\s+)?(?:revisión|verificación)(?:\s+(?:médica|clínica
        |del\s+contenido))?
      | se\s+revisó | (?:contenido\s+|página\s+|artículo\s+)?(?:revisad[oa]|verificad[oa])(?:\s+(?:médica
        |clínica)mente)?(?:\s+por\s+última\s+vez)?
      | (?:date\s+de\s+(?:la\s+)?)?(?:dernière\s+)?(?:révision|relecture|vérification
        |validation)(?:\s+médicale)?
      | (?:la\s+)?dernière\s+date\s+à\s+laquelle\s+cette\s+notice\s+a\s+été\s+(?:révisée|approuvée)(?:\s+est)?
      | (?:page\s+|contenu\s+|article\s+)?(?:relu|révisé|revu|vérifié|validé)e?(?:\s+médicalement)?
      | (?:datum\s+der\s+)?(?:zuletzt\s+|letzten?\s+)?(?:(?:medizinisch|fachlich
        |ärztlich|wissenschaftlich|redaktionell)e?\s+)?(?:geprüft|überprüft|überprüfung|prüfung|begutachtet|durchgesehen)
      | (?:data\s+da\s+)?(?:última\s+)?revisão(?:\s+(?:médica|clínica|técnica))?
      | (?:conteúdo\s+|página\s+|artigo\s+)?revis(?:ad[oa]|t[oa])(?:\s+(?:medica
        |clinica)mente)?(?:\s+pela\s+última\s+vez)?""",
    "update": rf"""
        (?:date\s+(?:of\s+)?)?(?:(?:last|latest|most\s+recent(?:ly)?|recently|fully|substantially|content
          |page|site|medically)[\s-]+)*{_UPDATE}(?:\s+date)?
      | last\s+(?:change|edit) | date\s+(?:of\s+)?last\s+change | rev(?:\.|(?=\s*(?::|$))) | upd\.
      | up[\s-]to[\s-]date\s+(?:as\s+(?:of|at)|to|on)
      | (?:fecha\s+de\s+(?:la\s+)?)?(?:última\s+)?(?:actualización
        |modificación)(?:\s+(?:de\s+(?:la\s+)?(?:página|contenido)|del\s+contenido))?
      | se\s+(?:actualizó|modificó) | (?:contenido\s+|página\s+|artículo\s+)?(?:actualizad
        |modificad)[oa](?:\s+por\s+última\s+vez)?
      | (?:date\s+de\s+(?:la\s+)?)?(?:dernière\s+)?(?:mise\s+à\s+jour|modification
        |actualisation)(?:\s+(?:de\s+la\s+page|du\s+contenu))?
      | (?:page\s+|contenu\s+|article\s+)?(?:mise?|mis)\s+à\s+jour | (?:modifié|actualisé)e? | màj
      | (?:datum\s+der\s+)?(?:zuletzt\s+|letzten?\s+)?(?:aktualisiert|aktualisierung|geändert|änderung
        |bearbeitet|bearbeitung|überarbeitet|überarbeitung)
      | letztes\s+update | aktualisierungsdatum | stand(?:\s+der\s+information(?:en)?)?
      | (?:data\s+da\s+)?(?:última\s+)?(?:at|act)ualização(?:\s+(?:da\s+página|do\s+conteúdo))?
        | (?:data\s+da\s+)?última\s+modificação
      | (?:conteúdo\s+|página\s+|artigo\s+)?(?:at|act)ualizad[oa](?:\s+pela\s+última\s+vez)? | alterad[oa]
      | laatst\s+(?:bijgewerkt|gewijzigd) | bijgewerkt | (?:ultimo\s+)?aggiorna(?:to|mento)""",
    "print": r"""
        (?:date\s+(?:of\s+)?)?print(?:ed|ing|-?out)?(?:\s+(?:on|date|out|at))*""",
    "publish": rf"""
        (?:date\s+(?:of\s+)?)?(?:(?:first|originally|initially|article|page|content|online
          |web)\s+)*{_PUBLISH}(?:\s+(?:online|date))?
      | date\s+of\s+(?:issue|preparation|creation|release|production) | date\s+added
      | (?:issue|release|creation|post|pub|article|news)\.?\s+date | (?:date|dated|datum|fecha
        |data)(?=\s*:)
      | (?:fecha\s+de\s+(?:la\s+)?)?(?:primera\s+)?publicación | se\s+publicó | (?:publicad|escrit|cread)[oa]
        | fecha\s+de\s+creación
      | (?:date\s+de\s+(?:la\s+)?)?(?:première\s+)?(?:publication|parution|mise\s+en\s+ligne) | (?:publié|paru|créé
        |rédigé|posté)e? | mise?\s+en\s+ligne
      | (?:\w+\s+)?(?:is\s+|was\s+)?(?:correct|accurate|current)\s+at\s+(?:the\s+)?time\s+of
          \s+(?:going\s+to\s+press|print(?:ing)?|publication|writing)
      | answered | compiled | submitted(?=\s+by\b)
      | (?:veröffentlicht|publiziert|erschienen|erstellt) | (?:erst)?veröffentlichung(?:sdatum)?
        | erstellungsdatum | erscheinungsdatum
      | (?:data\s+d[ae]\s+)?(?:primeira\s+)?publicação | (?:publicad|postad|criad)[oa] | gepubliceerd | geplaatst
        | pubblicat[oa]""",
}
_KINDS: dict[str, tuple[DateKind, ...]] = {
    "next": (_K.NEXT_REVIEW,),
    "expires": (_K.EXPIRES,),
    "both": (_K.REVIEWED, _K.UPDATED),
    "current": (_K.UPDATED, _K.AS_OF),
    "asof": (_K.AS_OF,),
    "review": (_K.REVIEWED,),
    "update": (_K.UPDATED,),
    "print": (_K.EVENT,),
    "publish": (_K.PUBLISHED,),
}
_MORE_WORDS = {
    name: " | ".join(getattr(language, name) for language in LANGUAGES)
    for name in ("next", "review", "update", "publish")
}
_PAGE_NOUN = (
    r"(?:web\s?page|webpage|page|article|content|information|document|fact\s?sheet|leaflet|booklet"
    r"|brochure|topic"
    r"|text|web\s?site|site|material|resource|guide|handout|entry|post|story|section|chapter|summary"
    r"|publication|monograph|sheet|module|faq|q&a|list|table|chart|glossary|directory|database"
    r"|página|contenido|artículo|información|sección|documento|texto|prospecto"
    r"|conteúdo|artigo|informação|seção|folheto|contenu|fiche|rubrique|notice"
    r"|seite|artikel|inhalt|beitrag|abschnitt|packungsbeilage|gebrauchsinformation"
    r"|pagina|tekst|folder|scheda|articolo|sid(?:an|en|a|e)|artikkel(?:en)?|artikeln?|strona|artykuł|stránka|článek)"
)
# "This page was", "The information on this page has been", "Diese Seite wurde", "Esta página fue"
_SUBJECT = rf"""
    (?P<it>it\s+(?:was|has\s+been|is)\s+(?:last\s+|first\s+)?)
  | (?:(?:this|the|our|current|all|that|esta|este|la|el|o|a|cette|ce|cet|l[’']|diese[rs]?|die|der|das|deze|dit|quest[ao]
      |denn[ae]|dett[ae]|t[ae]to)\s*)?
    (?:(?:health|medical|patient|web|information|educational|drug)\s+)?
    (?P<noun>{_PAGE_NOUN})s?
    (?:\s+(?:(?:on|in|of)\s+this\s+\w+|content|contents|information|above|here|de\s+esta\s+página
      |de\s+cette\s+page|desta\s+página|auf\s+dieser\s+seite|auf\s+dieser\s+internetseite))?
    \s*(?::|was|were|is|are|has\s+been|have\s+been|had\s+been|fue|ha\s+sido|foi|a\s+été|est|wurde|wird
      |ist|werd|è\s+stat[ao]|ble|blev|har|został[ao]?|był[ao]|byl[ao]?|–|-)?
    (?:\s+(?:last|first|originally|most\s+recently|por\s+última\s+vez|pela\s+última\s+vez|zuletzt|am
      |dernièrement))?\s*"""
# Where a label may begin: the line's start, behind a separator, or joined to another label.
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}|Uhr)?"
# (a clock time may stand between the date before and the label, a form's number before "Rev.")
_START = (
    rf"(?:^(?:[\s,]*(?:(?:at|às|um|à|a\s+las)\s+)?{_CLOCK})?|[^\w\s)\]}}'’‘\"”»%-]|_|\s-|\s{{2,}}|\n"
    r"|(?<=\d)\s(?=rev[.\s])|\b(?:and|y|et|und|e|then)(?=\s)"
    # labels that style sheets set apart from what stands before them
    r"|\s(?-i:(?=(?:Last|Most\s[Rr]ecently|Medically|Next|Originally|First|Date|Page)\s[A-Za-z]))"
    r"|(?<=[a-z0-9.)])\s(?-i:(?=(?:Updated|Reviewed|Published|Posted|Modified|Revised):)))\s*"
)
_JOINER = re.compile(r"(?:and|y|et|und|e|then)\b", re.I)
# (a reviewer's name ends where a sentence begins: "reviewed by the Board. It took effect in May 2014")
_BY = r"""(?:[\s:]*\b(?P<by>by|von|par|por|durch)\b:?\s*
    (?:(?!\b(?:by|updated|reviewed|revised|published|posted|written|modified|edited|checked|next|geprüft
      |aktualisiert)\b)
    (?!(?<=[a-z]{4})\.\s+(?-i:[A-Z])[a-z]*\s+[a-z])
    [^|•·]){2,160}?)?"""
# The same, Monday first, to settle an order: 05/04/2021 was a Tuesday only with the day behind the month's place.
_WEEKDAYS = (
    "mon monday lun lunes lundi mo montag segunda lunedì maandag mandag måndag",
    "tue tues tuesday mar martes mardi di dienstag terça martedì dinsdag tirsdag tisdag",
    "wed weds wednesday mié miércoles mer mercredi mi mittwoch quarta mercoledì woensdag onsdag",
    "thu thur thurs thursday jue jueves jeu jeudi do donnerstag quinta giovedì donderdag torsdag",
    "fri friday vie viernes ven vendredi fr freitag sexta venerdì vrijdag fredag",
    "sat saturday sáb sábado sam samedi sa samstag sonnabend sabato zaterdag lørdag lördag",
    "sun sunday dom domingo dim dimanche so sonntag domenica zondag søndag söndag",
)
_DAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_DAY_BEFORE = re.compile(r"([^\W\d_]{2,10})\.?(?:-feira)?\s*[,(]?\s*(?:den\s|le\s|el\s)?\s*\Z")
_DAY_BEHIND = re.compile(r"\s*[,(–-]?\s*([^\W\d_]{2,10})\b")
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|(?:mo|di|mi|do|fr|sa|so)(?=[.,])|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
)
# What may stand between a label and its date.
_CLOCK_BEHIND = re.compile(rf"\s*,?\s*(?:(?:at|às|um|à|a\s+las)\s+)?{_CLOCK}(?!\w)", re.I)
_LAST_CUE = re.compile(
    r"\W{0,4}(?:last|latest|most recent|derni|[úu]ltim|zuletzt|letzt|next|pr[óo]xim|prochain|nächst)", re.I
)
# A label that begins within this many characters of a date is the next date's.
_NEXT_LABEL = 14
_AGO = r"(?:(?:about|over|almost)\s+)?(?:\d{1,3}|an?|one|two|three)\s+(?:minute|hour|day|week|month|year)s?\s+ago\b"
_LINK = rf"""(?P<link>(?:[\s:：,=(\[|–—•·*-]|\b{_AGO}|(?<=\w)\.(?=[\s,])|\b(?:on|at|in|date|dated|of|as\s+of|as\s+at
    |by|for|since|due|the|el|día|en|a|le|du|au|en|depuis|am|im|vom|seit|em|no|dia|de|it|op|il
    |{_WEEKDAY})\b|{_CLOCK})*)$"""


@cache
def _label_pattern(more: bool) -> re.Pattern[str]:
    words = {
        name: f"{own} | {_MORE_WORDS[name]}" if more and name in _MORE_WORDS else own
        for name, own in _WORDS.items()
    }
    kinds = "|".join(f"(?P<{name}>{pattern})" for name, pattern in words.items())
    return re.compile(
        rf"{_START}(?P<subject>{_SUBJECT})?(?<![^\W_])(?P<label>{kinds})(?!\w){_BY}{_LINK}", re.I | re.X
    )


# "We last updated this page on", "Jo Lee, MD, reviewed this article on"
_ACTIVE = re.compile(
    rf"\b(?P<verb>(?:(?P<review>reviewed|checked)|updated|revised))\s+this\s+{_PAGE_NOUN}\s+(?:on|in)\s*$",
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
_AS_OF = re.compile(
    r"\bas\s+(?:of|at)(?:\s+(?:the\s+)?(?:end|beginning|start)\s+of)?(?:\s+the)?\s*$"
    r"|\b(?:evidence|searche?s?|literature|data)\s+(?:(?:is|are|was|were)\s+)?(?:current"
    r"|up[\s-]to[\s-]date)\s+(?:to|through|until|as\s+of)\s*$"
    r"|\b(?:a\s+fecha\s+de|à\s+la\s+date\s+d[ue]|en\s+date\s+d[ue]|(?:à|em|na)\s+data\s+de"
    r"|mit\s+stand(?:\s+vom)?)\s*$",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|[|•·—–\n])\W*(?:by|von|par|por|da|door"
    r"|di)\s+(?-i:[A-ZÀ-Þ])[^|\n;]{2,120}?[\s|,•·–—/-]*(?:on\s*|le\s*|am\s*|el\s*)?$",
    re.I,
)
_AFTER = re.compile(
    rf"""(?:[\s(\[,–—:-]*|[\s|·•]+(?=(?:originally|first|initially|latest|original|current)\b))(?:
      (?P<next>next\s+review(?:\s+due)?)
    | (?P<review>{_LAST}{_QUALIFIED}(?:reviewed|checked|review(?:\s+date)?))
    | (?P<update>{_LAST}(?:updated|revised|modified|update)|(?:latest|current)\s+version|actualizado
      |mise?\s+à\s+jour|aktualisiert
      |atualizado)
    | (?P<publish>(?:original(?:ly)?\s+)?{_LAST}(?:published|posted|version))
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
    r"due|before|current|search|literature|data|stand|chang|edit|amend|refresh|rev|upd|situation|"
    r"próxim|siguient|prochain|nächst|gültig|ablauf|läuft|válid|valable|caduc|vencim|relu|relect|revu"
    r"|révis|vérif|"
    r"prüf|gutacht|durchges|tualiz|tualis|jour|màj|änder|arbeit|alterad|bijgew|gewijz|ggiorn|escrit|cread|"
    r"correct|accurate|actuali|ref\b|modifi|paru|créé|rédig|ligne|öffentl|erschien|erstell|datum"
    r"|fecha|criad|geplaatst|pubblic|added|answer|submit|compil|print|renew|looked",
    re.I,
)
_MORE_CUE = re.compile(rf"{_CUE.pattern}|{CUES}", re.I)


def label_before(lead: str, tail: str, *, year_only: bool = False, more: bool = True) -> Label | None:
    """The label that ends right before a date.

    ``lead``: the text from the line's start (or the previous date) up to the date; ``tail``: what follows.
    ``year_only``: a bare year needs more certainty. ``more``: the labels of all ``languages`` are looked for, not only
    those of the five. None when no label stands there.
    """
    lead = lead[-LEAD_CHARS:]
    if not (_MORE_CUE if more else _CUE).search(lead):
        return None
    match = _label_pattern(more).search(lead)
    if match is None:
        active = _ACTIVE.search(lead)
        if active is None:
            return None
        kind = _K.REVIEWED if active.group("review") else _K.UPDATED
        return Label((kind,), active.start(), " ".join(active.group("verb").split()), "page", firm=True)
    name = next(n for n in _KINDS if match.group(n) is not None)
    link = match.group("link")
    subject = match.group("subject") or ""
    if match.group().startswith((".", "…")) and lead[: match.start() + 1].endswith(("...", "…")):
        return None  # "… asthma. … Last reviewed May 3, 2018 …": an excerpt from another page
    if match.group().startswith(",") and not subject and _STATEMENT.match(lead):
        return None  # "The study, published January 12, 2008, in a journal"
    if match.group("it") and not re.search(rf"\b{_PAGE_NOUN}\b", lead[: match.start()], re.I):
        return None  # "It was last updated" speaks for the page only when the page was spoken of
    firm = bool(subject) or any(c in link for c in ":|(–—\n") or bool(match.group("by"))
    bare_in = bool(re.search(r"\b(?:in|en|im|em)\s*$", link, re.I))
    tail = _CLOCK_BEHIND.sub("", tail, count=1)
    another = bool(
        _CUE.search(tail[:_NEXT_LABEL]) or _LAST_CUE.match(tail)
    )  # what follows is the label of the next date
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
        _KINDS[name],
        match.start("label"),
        words,
        scope,
        firm,
        in_brackets="(" in before or "[" in before,
        joined=not subject and bool(_JOINER.match(before)),
    )


def weekday(lead: str, tail: str) -> int | None:
    """The weekday (0 for Monday) that is printed right before or behind a date, None when none is."""
    before = _DAY_BEFORE.search(lead)
    behind = _DAY_BEHIND.match(tail)
    for match in (before, behind):
        found = _DAY_NUMBER.get(match[1].lower()) if match else None
        if found is not None:
            return found
    return None


def label_after(tail: str) -> Label | None:
    """The label right behind a date, closing the line: "24 June 2014 (last updated)"."""
    match = _AFTER.match(tail[:LEAD_CHARS].split("\n")[0])
    if match is None:
        return None
    name = next(n for n in ("next", "review", "update", "publish") if match.group(n))
    return Label(_KINDS[name], match.start(name), match.group(name).strip(), firm=True)


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
    return Label(_KINDS[match.lastgroup], 0, match[match.lastgroup], "page", firm=True)


def is_copyright(lead: str, tail: str) -> bool:
    """True when the date is part of a copyright line."""
    return bool(_COPYRIGHT.search(lead[-90:]) or _COPYRIGHT_AFTER.match(tail[:110]))


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
