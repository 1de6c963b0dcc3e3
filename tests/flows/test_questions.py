"""What is asked of the sources, as the store knows it."""

from flows.questions import EVERY, keys_of
from model.evidence import Questions
from model.lexicon import Drug, Lexicon

LEXICON = Lexicon(drugs={name: Drug(name) for name in ("olaparib", "sofosbuvir")})


def test_a_page_that_speaks_of_any_drug_asks_for_every_one_in_a_word():
    asked = Questions(drugs=("olaparib", "sofosbuvir", "strange"))
    assert keys_of(asked, LEXICON) == (EVERY, ("drug", "strange"))


def test_a_page_that_names_some_asks_for_these():
    assert keys_of(Questions(drugs=("olaparib",)), LEXICON) == (("drug", "olaparib"),)
    assert keys_of(Questions(), LEXICON) == ()
