"""The page is in a language whose statements are not read."""

from collections.abc import Iterator

from checks._check import Case, Check
from model.finding import Finding, Severity

_NAMES = {
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fi": "Finnish", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
#: The commonest words of the languages most met, and the share of them that shows one; as are letters beyond ASCII.
_COMMON = frozenset(
    """der die und das ist nicht ein mit den la el que los en de un por le les et des du est il che di per sono een het
    van och att det som på og er na się że jest do o da em não para ve bir bu și în dhe të në""".split()  # noqa: SIM905
)
_SHARE, _FOREIGN_LETTERS = 0.08, 0.3
#: A page of fewer words shows no language.
_FEW_WORDS = 40


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for a page that is not in English: its dates and references were read, the rest was not."""
    page = case.page
    if page.in_english or len(page.text.split()) < _FEW_WORDS:
        return
    if page.language.lower().startswith("en") and not _of_another(page.text):
        return  # names, numbers and labels are of no language
    code = page.language.lower().split("-")[0]
    name = _NAMES.get(code, "")
    language = f"in {name}" if name else "not in English"
    yield Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=page.url,
        section=None,
        quote=page.title,
        message=f"The page is {language}. Its dates and references were read; what it says of drugs and time was not.",
        suggestion="Have somebody who reads the language check what it says of drugs.",
        subject="language",
    )


def _of_another(text: str) -> bool:
    words = text.lower().split()
    common = sum(word in _COMMON for word in words)
    foreign = sum(not letter.isascii() and letter.isalpha() for letter in text)
    return common >= _SHARE * len(words) or foreign >= _FOREIGN_LETTERS * len(text)


CHECK = Check(
    code="PAGE002",
    slug="not_in_english",
    severity=Severity.NOTE,
    title="The page’s statements were not read",
    why="A page without findings looks checked. One in another language was checked for dates and references only.",
    run=run,
    fires=(
        "# Asthma\n\n"
        + "Asthma ist eine chronische Krankheit der Atemwege, die das Atmen schwer macht. " * 6,
    ),
    silent=(
        "# Asthma\n\n" + "Asthma is a disease of the airways that makes it hard to breathe at night. " * 6,
        "# Asma\n\nHola",
    ),
)
