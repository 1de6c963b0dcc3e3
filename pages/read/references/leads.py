"""Words with which a note leads to the paper that it names: "See Kerr T. …", "For a review see: …", "Vgl. …"."""

import re

# Each before the first author's name only: "See" may begin a title, and be a name.
_SEE = (
    r"(?i:see(?:,?\s(?:also|for\s(?:example|instance)|e\.g\.))?|cf|compare|reviewed\s(?:in|by)|e\.g|"
    r"vgl|vergleiche|siehe(?:\sauch)?|s\.\s(?:a|auch)|voir(?:\saussi)?|véase(?:\stambién)?|ver(?:\stambién)?|"
    r"vedi(?:\sanche)?|zie(?:\sook)?)\b[.,:]{0,2}"
)
# What a note says before it sends on: "For lack of trials see …", "On doses, see also: …".
_ABOUT = r"(?:(?:For|On|About|Zu|Zur|Zum|Pour|Sur|Para|Sobre)\s[^.;:()]{2,90}?,?\s)?"
# "Kerr TA, …", "Kerr, T. A., …"
_PARTICLES = (
    r"(?:van|von|vom|de|der|den|dem|di|da|del|la|le|ten|ter|af|av|al|el|bin|ibn|du|do|dos|das|zu|zur|op|te)"
)
NAMED = (
    rf"(?:{_PARTICLES}\s){{0,2}}"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-Z]{1,3}\b|(?:[A-Z]\.[\s-]?){1,3})"
    r"(?=[\s,.;:&(]|\Z)"
)
_LEAD = re.compile(rf"{_ABOUT}{_SEE}\s+(?={NAMED})")


# Prose that leads to a paper: "The best review is Kerr T, …". Names joined by "and" are authors.
_PROSE = re.compile(rf"[A-ZÀ-Þ][^\d\n]{{2,120}}?(?<!\band)(?<!\bund)(?<!\bet)(?<!\s[&ye])\s(?={NAMED})")


def prose_before(text: str) -> int:
    """Where the first author's name begins in a note that leads to it in prose; 0 where there is no such prose."""
    match = _PROSE.match(text)
    if match is None or re.match(NAMED, text):
        return 0
    words = match.group().split()
    small = sum(1 for w in words if w[0].islower())
    last = words[-1].rstrip(",")
    return match.end() if small * 2 >= len(words) and last.islower() else 0


def without_lead(text: str) -> str:
    """``text``, one entry without its number, from its first author on where a note leads to it."""
    match = _LEAD.match(text)
    return text[match.end() :] if match else text
