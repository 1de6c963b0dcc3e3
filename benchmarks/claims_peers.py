"""What a user would put together to read approval claims, for ``benchmarks/claims.py`` to run beside ours.

    PEERS_PYTHON benchmarks/claims_peers.py FIRST_APPROVALS.tsv < rows.jsonl > said.jsonl

A drug-name dictionary (drug-named-entity-recognition) finds the drugs of a sentence; a sentence with a drug and the
word "approve" in one of its forms is a claim on each of these drugs; the drug's first approval date judges it. The
second peer asks medspaCy's ConText, with the rules it comes with, whether the word is negated, historical,
hypothetical or uncertain. Runs in a Python of its own (their numpy and pydantic are not ours) and imports nothing of
ours. One line out for each line in: ``{"id", "dictionary": [claims], "context": [claims]}``, after a first line with
the versions.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from typing import Any

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_APPROVE = re.compile(r"approv(?:e|ed|es|al|als)\Z", re.IGNORECASE)
_TOKEN = re.compile(r"\w[\w/'’]*|[^\w\s]")


def first_approvals(path: str) -> dict[str, date]:
    """Drug's key to the day of its first approval."""
    with open(path, encoding="utf-8", newline="") as lines:  # noqa: PTH123 - a plain script of its own
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["key"].lower(): date.fromisoformat(row["date"]) for row in rows if len(row["date"]) == 10}


def drugs_in(find: Any, tokens: list[str]) -> dict[str, str]:
    """The drugs of a sentence, in order: generic name to the words that name it there."""
    return {
        match[0]["name"].lower(): match[0]["matching_string"] for match in find(tokens, is_ignore_case=True)
    }


def judged(
    drug: str, words: str, days: dict[str, date], denied: bool, page: date, sentence: str
) -> dict[str, Any]:
    """One claim, by the day of the drug's first approval alone: the use is not looked at."""
    day = days.get(drug)
    said: dict[str, Any] = {
        "subject": f"{drug} ({words})",
        "status": "not_approved" if denied else "approved",
        "since": None,
        "sentence": sentence,
    }
    if day is None:
        verdict = "not_verified"
    elif denied:
        verdict = "contradicted" if day <= page else "outdated"
        said["since"] = day.isoformat() if day > page else None
    else:
        verdict = "supported" if day <= page else "contradicted"
    return {**said, "verdict": verdict}


class Context:
    """medspaCy's sentence splitter, matcher and ConText, as they come, with one target."""

    def __init__(self) -> None:
        import medspacy
        from loguru import logger
        from medspacy.ner import TargetRule

        logger.remove()
        self._nlp = medspacy.load()
        word = {"LOWER": {"REGEX": "^approv(e|ed|es|al|als)$"}}
        self._nlp.get_pipe("medspacy_target_matcher").add(TargetRule("approved", "APPROVAL", pattern=[word]))

    def read(self, text: str) -> Iterator[tuple[str, bool]]:
        """Each sentence with a target that stands (is not hypothetical or uncertain), and whether it is denied."""
        for sentence in self._nlp(text).sents:
            for target in sentence.ents:
                if not (target._.is_hypothetical or target._.is_uncertain):
                    yield sentence.text, bool(target._.is_negated) and not target._.is_historical
                    break


def main() -> int:
    """Read the rows, write what both peers make of them."""
    warnings.simplefilter("ignore")
    from drug_named_entity_recognition import find_drugs

    days = first_approvals(sys.argv[1])
    context = Context()
    versions = {name: version(name) for name in ("drug-named-entity-recognition", "medspacy", "spacy")}
    print(json.dumps({"versions": versions}))
    for line in sys.stdin:
        row = json.loads(line)
        page = date.fromisoformat(row["page_date"])
        plain: list[dict[str, Any]] = []
        for sentence in _SENTENCE.split(row["text"]):
            tokens = _TOKEN.findall(sentence)
            if any(_APPROVE.match(token) for token in tokens):
                drugs = drugs_in(find_drugs, tokens)
                plain += [judged(d, words, days, False, page, sentence) for d, words in drugs.items()]
        weighed: list[dict[str, Any]] = []
        for sentence, denied in context.read(row["text"]):
            drugs = drugs_in(find_drugs, _TOKEN.findall(sentence))
            weighed += [judged(d, words, days, denied, page, sentence) for d, words in drugs.items()]
        print(json.dumps({"id": row["id"], "dictionary": plain, "context": weighed}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
