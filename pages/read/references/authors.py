"""Who wrote it: the family names at the head of an entry, in the ways that styles write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).isupper()) + "А-ЯΑ-Ω"
_WORD = rf"[{_UPPER}][\w'\-]*+"
# Particles of family names; they are printed small in most lists.
_PARTICLE = (
    r"(?:[Dd]e(?:\s(?:la|las|los|le|l'))?|[Dd]el(?:la)?|[Dd]i|[Dd]a|[Dd]os?|[Dd]u|[Dd]en|[Dd]er|[Ll]a|"
    r"[Ll]e|[Ll]o|[Vv]an(?:\s(?:der?|den|'t|het|ter))?|"
    r"[Vv]on(?:\s(?:der|dem|zu))?|[Zz]u[mr]?|[Tt]er|[Tt]en|[Aa]l|[Ee]l|[Bb]in|[Ii]bn|[Bb]en|[Ss]t\.|"
    r"[Ss]an(?:ta)?|[Mm]ac|[Oo]p|'t|[Aa]f|[Aa]v|VAN|DER|DE|VON|DEN|LA|DI)"
)
_FAMILY = rf"(?:{_PARTICLE}\s){{0,4}}(?:[a-zA-Z]{{1,2}}')?(?:{_WORD}|[a-z]{{2,3}}-[{_UPPER}][\w'\-]*)"
_FAMILIES = rf"{_FAMILY}(?:\s(?:{_PARTICLE}\s){{0,4}}{_WORD}){{0,2}}?"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\b\.?)?"
_CAP = rf"[{_UPPER}]"
# JA   J.A.   J. A.   J-P   J.-P.   Ch.   Yu.
_DOTTED = rf"{_CAP}[hueao]?\."
_INITIALS = (
    rf"(?:{_DOTTED}(?:\s?-?\s?{_DOTTED}){{0,5}}(?:{_CAP}(?![\w'.]))?"
    rf"|{_CAP}{{1,5}}(?:-{_CAP}{{1,2}})?(?![\w'])|(?:{_CAP}[\s-]){{1,3}}{_CAP}(?![\w'])"
    # NLM keeps particles with the initials: "Lim do Y", "Reenen Mv", "Rodrigues Mde L"
    rf"|(?:d[aeo]s?|van|von)\s{_CAP}{{1,3}}(?![\w'])"
    rf"|{_CAP}{{1,2}}(?:v|de|da|do|dos|van|von)(?:\s{_CAP}{{1,2}})?(?![\w']))"
)
_STOP = r"(?=\s*(?:[,.;:&(\[\"]|\Z)|\s+(?:and|und|et|e|y)\b)"

_FAMILY_INITIALS = re.compile(rf"({_FAMILIES})\s({_INITIALS}){_SUFFIX}")  # Smith JA · Smith J.A.
_FAMILY_COMMA_INITIALS = re.compile(rf"({_FAMILIES}),\s?({_INITIALS}){_SUFFIX}")  # Smith, J. A. · Smith, JA
_INITIALS_FAMILY = re.compile(rf"({_INITIALS})\s?({_FAMILIES}){_SUFFIX}{_STOP}")  # J. A. Smith
# Smith, John A.: given names in full. Only the first author is turned round in Chicago and MLA.
_GIVEN = rf"(?:{_WORD}(?:\s(?:{_WORD}|{_CAP}\.))*\.?)"
_FAMILY_COMMA_GIVEN = re.compile(
    rf"({_FAMILIES}),\s({_WORD}(?:[\s-]{_WORD})?(?:\s{_CAP}\.?){{0,6}}){_SUFFIX}(?=\s*(?:[,.;:(\"]|and\b|&|\Z))"
)
_GIVEN_FAMILY = re.compile(rf"({_WORD}(?:\s{_CAP}\.){{0,6}}(?:\s{_WORD})?)\s({_FAMILY}){_SUFFIX}{_STOP}")
_SEPARATOR = re.compile(
    r"\s*(?:[,;]\s*(?:(?:and|&|und|et(?!\s*al)|y|e)\s+)?|\.?,?\s+(?:and|&|und|et(?!\s*al)|y|e)\s+|\.,\s*(?:&\s*)?)"
)
_SEMICOLON = re.compile(r"\.?;\s*(?:(?:and|&|und|et(?!\s*al)|y|e)\s+)?")
# APA 6: six authors, an ellipsis and the last one.
_ELLIPSIS = re.compile(r",?\s*(?:\.\s?\.\s?\.|…),?\s*&?\s*(?=\w)")
_ET_AL = re.compile(
    r"[\s,;.]{0,6}(?:(?:and|&)\s+)?(?:et\.?\s*al\b\.?|et\s+coll?\b\.?|and\s+(?:others|colleagues)\b|"
    r"y\s+(?:cols?\b|otros|colaboradores)\.?|"
    r"e\s+cols?\b\.?|u\.\s?a\.|\.\.\.|…)(?:\s*[,;]?\s*(?:and|&)?\s*[\w' .-]{2,30}(?=\s*\(\d{4}))?",
    re.IGNORECASE,
)
_EDITORS = re.compile(r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|coord|dir|org)\b\.?[)\]]?[\s,.:]*", re.IGNORECASE)
_COLLECTIVE = re.compile(
    r"\b(?:Group|Organi[sz]ation|Society|Association|Institutes?|Committee|Collaborat\w+|"
    r"Investigators|Trialists|Network|"
    r"Department|Ministry|Cent(?:er|re)s?|College|Agency|Administration|Foundation|Academy|Consortium|"
    r"Team|Task\s+Force|"
    r"Panel|Council|Board|Services?|Office|Bureau|University|Hospital|Clinic|Federation|League|Union|"
    r"Commission|Program(?:me)?|"
    r"Registry|Collaborative|NHS|WHO|FDA|NICE|CDC|NIH|EMA|NCCN|UNAIDS|UNICEF|Investigator|Alliance|Authority|"
    r"Organizaci[óo]n|Sociedad|Ministerio|Instituto|Asociaci[óo]n|Grupo|Gesellschaft|Soci[ée]t[ée]|"
    r"Minist[èe]re|Institut|Haute|"
    r"Istituto|Ministero|Agenzia|Societ[àa]|Rijksinstituut|Gezondheidsraad|Ministerie|Agencia|Ag[êe]ncia|Agence|Fundaci[óo]n|Funda[çc][ãa]o|Conselho|Consejo|Conseil|Stiftung|Kommission|Zentrale|"
    r"Sociedade|Minist[ée]rio|Bundes\w+|Conference|Workgroup|Inc|Ltd|Corp|Project|Statistics|Research|Writing)\b"
)
# "U.S. Department of Health": two full stops that are no initials.
_NATIONAL = re.compile(r"(?:The\s)?U\.\s?[SKN]\.\s(?:[A-Z][a-z]+\s(?:(?:and|of|for|on)\s)?)+")
# "BBC News", "NHS England": nobody has three initials without stops in front of a name.
_CAPITALS = re.compile(r"[A-Z]{3,}\s")
_DATED = (
    r"(?:\d{1,2}\s+)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?"
    r"(?:\s?[-/]\s?[A-Z][a-z]+)?(?:\s+\d{1,2})?,?\s+)?"
)
_YEAR_PAREN = re.compile(
    rf"[\s.,]*[(\[]\s*(?:{_DATED}(?:1[6-9]|20)\d\d[a-h]?|"
    r"in press|n\.?\s?d\.?|s\.\s?f\.|o\.\s?J\.)[^()\[\]]{0,20}[)\]]",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"[\s.,:]*(?:(?:1[6-9]|20)\d\d)[a-h]?\s?[.,:]\s+")
_FOUR_DIGITS = re.compile(r"(?:1[6-9]|20)\d\d")
# "SALT Investigators; Doe J, Roe R": a group, then those who wrote for it.
_LED_BY_GROUP = re.compile(rf"([^.;:(\[\"]{{3,90}});\s(?={_FAMILY}\s{_INITIALS})")
_LIMIT = 200  # names: longer lists are consortium papers whose tail adds nothing


@dataclass(frozen=True, slots=True)
class Authors:
    """Family names as printed, whether the list was cut, and where the list ends in the text."""

    names: tuple[str, ...] = ()
    et_al: bool = False
    end: int = 0


def _family(name: str) -> str:
    return name.strip(" ,.;")


def _person(text: str, at: int, patterns: tuple[tuple[re.Pattern[str], int], ...]) -> tuple[str, int] | None:
    """The family name of the person named at ``at`` in the first way that fits, and where the name ends."""
    for pattern, group in patterns:
        match = pattern.match(text, at)
        if match:
            return _family(match.group(group)), match.end()
    return None


def _scan(
    text: str, first: re.Pattern[str], rest: tuple[tuple[re.Pattern[str], int], ...], group: int
) -> Authors:
    names: list[str] = []
    at = 0
    match = first.match(text)
    if not match:
        return Authors()
    names.append(_family(match.group(group)))
    at = match.end()
    et_al = False
    while len(names) < _LIMIT:
        gap = _ELLIPSIS.match(text, at)
        last = _person(text, gap.end(), rest) if gap else None
        if last:
            return Authors(tuple(names), True, last[1])
        cut = _ET_AL.match(text, at)
        if cut:
            et_al, at = True, cut.end()
            break
        separator = _SEPARATOR.match(text, at)
        if not separator or separator.end() == at:
            break
        start = separator.end()
        person = _person(text, start, rest)
        if person is None:
            cut = _ET_AL.match(text, start)
            if cut:
                et_al, at = True, cut.end()
            else:
                at = _collective_after(text, start) or at
            break
        name, at = person
        names.append(name)
    return Authors(tuple(names), et_al, at)


def _collective_after(text: str, start: int) -> int:
    """The end of a group's name that closes a list of persons ("…, Jones B; ISIS-2 Group."), or 0."""
    end = re.compile(r"[.:(]").search(text, start)
    if not end or end.start() - start >= 120 or not _COLLECTIVE.search(text, start, end.start()):
        return 0
    return 0 if _runs_on(text[start : end.start()]) else end.start()


def _runs_on(head: str) -> bool:
    """True for a title with a group's or a body's name in it: "FDA approves first pill"."""
    words = re.findall(r"[^\W\d_]+", head)
    return head[:1] in "\"'“" or sum(1 for w in words if w[0].islower() and w not in _SMALL_IN_BODIES) > 1


def find_authors(text: str) -> Authors:
    """The authors at the head of ``text`` (one line, folded). A group that wrote it is one name.

    Empty when the entry starts with its title.
    """
    if led := _LED_BY_GROUP.match(text):
        people = find_authors(text[led.end() :])
        if people.names and _COLLECTIVE.search(led.group(1)):
            return Authors((_family(led.group(1)), *people.names), people.et_al, led.end() + people.end)
    national = _collective(text) if _NATIONAL.match(text) else Authors()
    if national.names:
        return national
    families = (_FAMILY_INITIALS, 1)
    turned = (_FAMILY_COMMA_INITIALS, 1)
    given_first = (_INITIALS_FAMILY, 2)
    full = (_GIVEN_FAMILY, 2)
    choices = (
        _scan(text, _FAMILY_COMMA_INITIALS, (turned, given_first, families), 1),
        _scan(text, _FAMILY_INITIALS, (families, turned), 1),
        _scan(text, _INITIALS_FAMILY, (given_first,), 2),
    )
    best = max(choices, key=lambda a: (a.end, len(a.names)))
    quoted = _before_quote(text)
    if quoted.end > best.end:
        return quoted
    if not best.names or not _closes(text, best.end):
        long = _full_names(text, (turned, given_first, full))
        # "American Psychiatric Association (2013)" has the shape of two given names and a family's.
        body = len(long.names) == 1 and _COLLECTIVE.search(text, 0, long.end)
        if long.names and long.end > best.end and not body:
            best = long
    if not best.names:
        best = _alone(text)
    if not best.names:
        return _collective(text)
    if len(best.names) == 1 and not best.et_al and _CAPITALS.match(text, 0, best.end):
        return Authors((_family(text[: best.end]),), False, best.end)
    end = best.end
    editors = _EDITORS.match(text, end)
    if editors:
        end = editors.end()
    return Authors(best.names, best.et_al, end)


_OPENING_QUOTE = re.compile(r"[,.]\s*(?:\(?\d{4}\)?[.,]?\s*)?(?=\"\w)")
_NAME_LIST = re.compile(rf"[{_UPPER}\w'\-.,& ]+\Z")
_SMALL_WORDS = frozenset(
    """
    and de del della di da dos du van von der den la le el al bin ter ten zu y e et und
    """.split()  # noqa: SIM905
)


# ... and those that stand in organisations' names.
_SMALL_IN_BODIES = _SMALL_WORDS | frozenset(
    """
    of for the on in to against with at by et für zur sur pour os as los las a health care
    """.split()  # noqa: SIM905
)


def _before_quote(text: str) -> Authors:
    """Chicago and MLA: all that stands before a quoted title, when it is made of names only.

    ``Smith, John A., Mary Ann Jones, and Li Wei. "Title``: the first is turned round, the others are not.
    """
    quote = _OPENING_QUOTE.search(text, 0, 600)
    if not quote or not _NAME_LIST.match(text[: quote.start()]):
        return Authors()
    head = text[: quote.start()]
    cut = _ET_AL.search(head)
    if cut:
        head = head[: cut.start()]
    words = re.findall(r"[^\s,&]+", head)
    if any(w[0].islower() and w not in _SMALL_WORDS for w in words) or _COLLECTIVE.search(head):
        return Authors()
    people = [p.strip() for p in re.split(r",\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", head) if p.strip()]
    if not people or (len(people) < 2 and " " in head):
        return Authors()
    names = [people[0]]
    for person in people[2:]:
        if not re.fullmatch(r"(?:Jr|Sr|II|III|IV)\.?", person):
            family = re.search(rf"(?:{_PARTICLE}\s){{0,4}}[^\s]+\Z", person)
            names.append(_family(family.group() if family else person))
    return Authors(tuple(names), cut is not None, quote.start())


def _closes(text: str, end: int) -> bool:
    return (
        re.compile(r"\s*(?:[.:;(\[\"]|,\s*\"|\Z|\d{4})").match(text, end) is not None
        or text[end - 1 : end] == "."
    )


def _full_names(text: str, rest: tuple[tuple[re.Pattern[str], int], ...]) -> Authors:
    """Chicago and MLA: ``Smith, John A., and Mary Jones. "Title…``; only before a quoted title, a year, or a full
    stop that comes soon, since titles are made of capitals and commas too."""
    parted = _parted(text)
    if len(parted.names) > 1:
        return parted
    found = _scan(text, _FAMILY_COMMA_GIVEN, rest, 1)
    if found.names and re.compile(r"\s*(?:[.,]\s*\"|[.,]?\s*\(?\d{4}\b|\.\s)").match(text, found.end):
        return found
    if found.names and text[found.end - 1 : found.end] == ".":
        return found
    plain = _scan(text, _GIVEN_FAMILY, (rest[-1], rest[1]), 2)
    if plain.names and re.compile(r"\s*(?:[.,]\s*\"|[.,]?\s*\(\d{4})").match(text, plain.end):
        return plain
    return Authors()


def _parted(text: str) -> Authors:
    """``Smith, Ann B.; Jones, Carl (2018)``: given names in full, semicolons between the persons."""
    names: list[str] = []
    at = end = 0
    while len(names) < _LIMIT:
        person = _person(text, at, ((_FAMILY_COMMA_INITIALS, 1), (_FAMILY_COMMA_GIVEN, 1)))
        if person is None:
            cut = _ET_AL.match(text, at) if names else None
            return Authors(tuple(names), cut is not None, cut.end() if cut else end)
        names.append(person[0])
        end = person[1]
        further = _SEMICOLON.match(text, end)
        if further is None:
            break
        at = further.end()
    return Authors(tuple(names), False, end)


def _alone(text: str) -> Authors:
    """``Smith et al.``, ``Smith (2004)``, ``Smith and Jones 2004``: family names without initials."""
    match = re.compile(rf"({_FAMILIES})(?:,?\s(?:and|&)\s({_FAMILIES}))?").match(text)
    if not match:
        return Authors()
    cut = _ET_AL.match(text, match.end())
    names = tuple(_family(n) for n in match.groups() if n)
    if cut:
        return Authors(names, True, cut.end())
    if _YEAR_PAREN.match(text, match.end()) and not _COLLECTIVE.search(match.group()):
        return Authors(names, False, match.end())
    return Authors()


def _collective(text: str) -> Authors:
    """``World Health Organization.`` or ``FDA (2011).``"""
    year = _YEAR_PAREN.search(text, 0, 160)
    end = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\bU\.S)(?<!\bDr)(?<!\bSt)[.:](?=\s|\")").search(text)
    stop = min((m.start() for m in (year, end) if m), default=0)
    if not stop or stop > 150:
        return Authors()
    head = text[:stop]
    if _runs_on(head):
        return Authors()
    if _COLLECTIVE.search(head) and not head[0].islower() and head.count(" ") < 20:
        return Authors((_family(head),), False, stop)
    if re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", head):
        return Authors((head,), False, stop)
    if year and year.start() == stop and head.count(" ") < 12 and head[0].isupper():
        return Authors((_family(head),), False, stop)
    return Authors()


def skip_year(text: str, at: int) -> tuple[int, int]:
    """Where the title begins behind the authors, ``(2004).`` and punctuation; and that year (0: none)."""
    match = _YEAR_PAREN.match(text, at) or _YEAR_AFTER.match(text, at)
    end = match.end() if match else at
    rest = re.compile(r"[\s.,:;)]*").match(text, end)
    digits = _FOUR_DIGITS.search(match.group()) if match else None
    return rest.end() if rest else end, int(digits.group()) if digits else 0
