"""Laws of reading uses: never an error, never a word that is not there, never more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.ages import ages
from language.names import fold, names_of
from language.uses import read_uses, tables
from tests.pages.claim_rows import claims, lexicon

PIECES = tuple(
    dict.fromkeys(
        [
            "asthma", "breast cancer", "HER2-positive", "pembrolizumab", "stroke", "Alzheimer's disease", "12 and older",
            "6 months", "under", "aged 6 to 11", ",", ";", "(", ")", "/", "-", "E", "xq", "İ", "ß", "2019", "½",
        ]
        + [
            e.split("|")[0].rstrip("?*").replace("…", "of the").replace("#", "3")
            for kinds in tables().values()
            for row in kinds.values()
            for e in row["words"]
        ]
    )
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=120)


@settings(deadline=None)  # the first reading builds the lexicon's automaton
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_any_text_is_read(text, start, end):
    mentions = names_of(lexicon()).find(text, fold(text))
    for use in read_uses(text, mentions, start, end):
        inside = " ".join(text[start:end].split())
        assert use.words in inside
        assert use.aspect in text[start:end]
        assert use.age_from is None or use.age_from >= 0
        assert use.condition == "" or use.condition in lexicon().conditions
        known = lexicon().conditions.keys() | KEYS
        # words that tell nothing may have stood between ("progression to [help] with")
        assert all(u in known or all(word in text for word in u.split()) for u in use.unread)


KEYS = frozenset(lexicon().drugs) | frozenset(lexicon().classes)


@given(st.text(alphabet="0123456789 -–+,yearsmonthandolderundertoaged", max_size=80) | TEXTS)
def test_ages_stand_where_they_say(text):
    last = 0
    for age in ages(text):
        assert last <= age.start < age.end <= len(text)
        last = age.end
        assert age.low is not None or age.high is not None


@pytest.mark.parametrize("piece", [*PIECES[:12], "newly ", "specifically ", "for ", "in people with ", "6 to ", "or 12 and ", "(", "a-", "after "])  # fmt: skip
def test_long_hostile_texts_take_no_time(piece):
    text = ("for " + (piece + " ") * 2000)[:2000]
    mentions = names_of(lexicon()).find(text, fold(text))
    best = min(_seconds(text, mentions) for _ in range(3))
    assert best < 0.05


def _seconds(text, mentions) -> float:
    begin = time.process_time()
    read_uses(text, mentions)
    return time.process_time() - begin


def test_a_claim_with_many_adverbs_takes_no_time():
    text = f"Olaparib is approved by the FDA for {'newly ' * 22}xq psoriasis."
    begin = time.process_time()
    claims(text)
    assert time.process_time() - begin < 0.5
