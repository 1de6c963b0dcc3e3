"""Surnames in running text, and "et al." behind them, in the languages of health sites."""

import re

_UPPER = "A-ZÀ-ÖØ-ÞŁŠŽČ"
_LOWER = "a-zß-öø-ÿāăąćčęěłńňőřśşšťůűźżžğı"
# "van der Meer", "O'Neil", "McAllister", "García-Ruiz", "Le Goff": as a pattern's part, without groups.
NAME = (
    r"(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Dd]el|[Dd]os|[Tt]er|[Ee]l|"
    r"[Aa]l)\s){0,4}(?:[A-ZÀ-Ö]['’]|Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Der|Fitz|Ben|Al|El|St)?"
    rf"[{_UPPER}][{_LOWER}]+(?:['’](?!s\b)[a-zß-ÿ]{{1,3}})?"
    r"(?:(?:[-'’ ]|\s(?:de|van|von|den|der|di|da|la|le|del|dos|do|du|ter|ten)(?:\s(?:la|las|los|der|den))?\s)"
    rf"(?=[{_UPPER}][{_LOWER}])[{_UPPER}][{_LOWER}]+)?"
)
# "et al.", "and colleagues", "y cols.", "u. a.": others beside those who are named.
OTHERS = (
    r"(?:,?\s(?:et\.?\sal\.?|(?:and|&)\s(?:colleagues|others|co-?workers)|y\scol(?:s|aboradores)?\.?|"
    r"et\scoll?\.?|e\scol(?:s|ab)?\.?|u(?:nd|\.)\s?(?:Mitarbeiter|a\.|Kollegen)|en\scollega['’]s|e\saltri))"
)
# Known from any other "al".
ET_AL = re.compile(r"\bal\b")
_SURNAME = re.compile(rf"[{_UPPER}][\w’'-]{{2,}}")


def surnames_in(marker: str) -> list[str]:
    """The names in a citation by name and year: "Roe and van der Poe, 2016" has Roe and Poe."""
    return _SURNAME.findall(marker)
