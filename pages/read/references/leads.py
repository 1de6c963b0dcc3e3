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
NAMED = (
    r"(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-Z]{1,3}\b|(?:[A-Z]\.[\s-]?){1,3})"
    r"(?=[\s,.;:&(]|\Z)"
)
_LEAD = re.compile(rf"{_ABOUT}{_SEE}\s+(?={NAMED})")


def without_lead(text: str) -> str:
    """``text``, one entry without its number, from its first author on where a note leads to it."""
    match = _LEAD.match(text)
    return text[match.end() :] if match else text
