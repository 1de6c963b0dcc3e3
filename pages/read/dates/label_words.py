"""What labels of dates say, kind by kind, and the nouns and subjects that make a sentence speak of the page itself.

``labels`` makes the pattern of these; the words of more languages are in ``languages``.
"""

from __future__ import annotations

from model.dates import DateKind
from pages.read.dates.languages import LANGUAGES

_K = DateKind
LAST = r"(?:(?:last|latest|most\s+recent(?:ly)?|recently|initial(?:ly)?|fully|first)[\s-]+)?"
QUALIFIED = (
    r"(?:(?:medical(?:ly)?|clinical(?:ly)?|scientific(?:ally)?|peer|expert|editorial(?:ly)?"
    r"|professional(?:ly)?"
    r"|fully?|content|independently|page|article|pharmacist|doctor|physician)[\s-]+)*"
)
_REVIEW = (
    r"(?:review(?:ed|er)?|fact[\s-]?check(?:ed)?|checked|verified|validated"
    r"|assessed(?:\s+as\s+up[\s-]to[\s-]date)?)"
)
_UPDATE = r"(?:updat(?:ed?|ing)|modif(?:ied|ication)|revis(?:ed|ions?)|changed|edited|amended|refreshed)"
_PUBLISH = (
    r"(?:published|posted|issued|created|released|written|uploaded|produced|prepared|publication|publish)"
)

# Kind → what is written, per language. The order matters: the first that matches at a place wins.
WORDS: dict[str, str] = {
    "next": r"""
        (?:date\s+(?:(?:of|for)\s+(?:the\s+)?)?)?next
          \s+(?:(?:planned|scheduled|full|clinical|medical|content|editorial)\s+)*
          (?:review|revision|update|check|renewal|edition)
          (?:\s+(?:date|due(?:\s+(?:date|by|on))?|expected|is(?:\s+due)?|will\s+be|by|planned
            |scheduled(?:\s+for)?))*
      | (?:date|due|time)\s+for\s+(?:next\s+)?(?:review|renewal|revision)
      | (?:date\s+)?next\s+due\s+(?:(?:for|to\s+be)\s+)?(?:review(?:ed)?|revision|updated?|checked)(?:\s+date)?
      | (?:date\s+)?(?:review|update|revision|renewal|re-?review)\s+(?:is\s+)?(?:next\s+)?due(?:\s+(?:date|by|on))?
      | (?:date\s+)?due\s+(?:for|to\s+be)\s+(?:review(?:ed)?|updated?|renewal|revision|checked)
      | (?:will|is\s+to|is\s+due\s+to|should|to|must)\s+(?:next\s+)?be\s+(?:next\s+)?
          (?:reviewed|updated|checked|revised|renewed|looked\s+at)(?:\s+again)?(?:\s+by)?
      | we\s+(?:(?:will|shall|are\s+due\s+to|(?:plan|aim|intend|expect|hope)\s+to)\s+)(?:next\s+)?
          (?:review|update|check|revise|revisit)\s+(?:this|the|our)\s+\w+(?:\s+\w+)?(?:\s+(?:again|next))?
      | (?:we\s+)?will\s+(?:next\s+)?(?:review|update|check|revise|look\s+at)\s+it(?:\s+(?:again|next))?
      | this\s+(?:guidance|advice|policy|protocol|pathway|procedure|guideline)\s+(?:is|falls|comes|will\s+be)\s+
          (?:next\s+)?(?:due\s+(?:for|to\s+be)\s+)?(?:review(?:ed)?|renewal|renewed|revision|revised|updated?)
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
        (?:date\s+(?:of\s+)?)?{LAST}{QUALIFIED}(?:{_REVIEW}\s*(?:/|and|&|or|,)\s*{LAST}{_UPDATE}
          | {_UPDATE}\s*(?:/|and|&|or|,)\s*{LAST}{QUALIFIED}{_REVIEW})(?:\s+date)?
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
        (?:date\s+(?:of\s+)?)?{LAST}{QUALIFIED}(?:last\s+)?{_REVIEW}(?:\s+(?:and\s+approved
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
      | last\s+(?:change|edit|saved)
      | version\s+v?\d+(?:\.\d+)*
        | (?:current|latest)\s+version(?:\s+date)? | date\s+(?:of\s+)?last\s+change | rev(?:\.|(?=\s*(?::|$))) | upd\.
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
      | first\s+registered | answered | asked(?=\s+(?:by|on|in)\b) | compiled | submitted(?=\s+by\b)
      | (?:veröffentlicht|publiziert|erschienen|erstellt) | (?:erst)?veröffentlichung(?:sdatum)?
        | erstellungsdatum | erscheinungsdatum
      | (?:data\s+d[ae]\s+)?(?:primeira\s+)?publicação | (?:publicad|postad|criad)[oa] | gepubliceerd | geplaatst
        | pubblicat[oa]""",
}
KINDS: dict[str, tuple[DateKind, ...]] = {
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
MORE_WORDS = {
    name: " | ".join(getattr(language, name) for language in LANGUAGES)
    for name in ("next", "review", "update", "publish")
}
PAGE_NOUN = (
    r"(?:web\s?page|webpage|page|article|content|information|document|fact\s?sheet|leaflet|booklet"
    r"|brochure|topic"
    r"|text|web\s?site|site|material|resource|guide|handout|entry|post|story|section|chapter|summary"
    r"|publication|monograph|answers|sheet|module|faq|q&a|list|table|chart|glossary|directory|database"
    r"|página|contenido|artículo|información|sección|documento|texto|prospecto"
    r"|conteúdo|artigo|informação|seção|folheto|contenu|fiche|rubrique|notice"
    r"|seite|artikel|inhalt|beitrag|abschnitt|packungsbeilage|gebrauchsinformation"
    r"|pagina|tekst|folder|scheda|articolo|sid(?:an|en|a|e)|artikkel(?:en)?|artikeln?|artikkeli|sivu|teksti|strona|artykuł|stránka|článek)"
)
# "This page was", "The information on this page has been", "Diese Seite wurde", "Esta página fue"
SUBJECT = rf"""
    (?P<it>it\s+(?:was|has\s+been|is)\s+(?:last\s+|first\s+)?)
  | (?:(?:this|the|our|current|all|that|esta|este|la|el|o|a|cette|ce|cet|l[’']|diese[rs]?|die|der|das|deze|dit|quest[ao]
      |denn[ae]|dett[ae]|t[ae]to)\s*)?
    (?:(?:health|medical|patient|web|information|educational|drug)\s+)?
    (?P<noun>{PAGE_NOUN})s?
    (?:\s+(?:(?:on|in|of)\s+this\s+\w+|content|contents|information|above|here|de\s+esta\s+página
      |de\s+cette\s+page|desta\s+página|auf\s+dieser\s+seite|auf\s+dieser\s+internetseite))?
    \s*(?::|was|were|is|are|has\s+been|have\s+been|had\s+been|fue|ha\s+sido|foi|a\s+été|est|wurde|wird
      |ist|werd|è\s+stat[ao]|ble|blev|har|on|został[ao]?|był[ao]|byl[ao]?|–|-)?
    (?:\s+(?:last|first|originally|most\s+recently|por\s+última\s+vez|pela\s+última\s+vez|zuletzt|am
      |dernièrement))?\s*"""
