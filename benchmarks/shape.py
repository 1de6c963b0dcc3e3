"""How large the reader of claims is, and of what shape: lines, patterns in code, rows in data, calls for a sentence.

    python -m benchmarks.shape [FOLDER]          (default: pages/read/claims)

- lines: of Python and of TOML, and the longest file; blank ones and comments too.
- patterns: calls of ``re.compile``, and of ``re.match`` and its like with a pattern written where it is used; with the
  characters that are written in them, for one long pattern is worse than ten short ones.
- function: the longest, in lines of its body.
- calls: Python calls for each sentence of the labelled set and of the mixture (``claims_speed.py``), the names loaded.
"""

from __future__ import annotations

import ast
import cProfile
import pstats
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.claims_speed import mixture, pages
from model.lexicon import Lexicon
from pages.read.claims import read_claims
from sources.snapshot.starter import load_starter
from tests.labelled.claims.rows import load_rows

_DIRECT = frozenset({"match", "fullmatch", "search", "sub", "split", "findall", "finditer"})
_SENTENCES = 300


def patterns_of(tree: ast.Module) -> Iterator[tuple[bool, int]]:
    """Of each pattern in a module, whether it is compiled once by name, and how many characters are written in it."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, name = node.func.value, node.func.attr
        if isinstance(of, ast.Name) and of.id == "re" and (name == "compile" or name in _DIRECT):
            yield name == "compile", _written(node.args[0])


def _written(node: ast.expr) -> int:
    return sum(
        len(n.value) for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    )


def functions_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The length of each function in lines, and its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, node.name


def calls(sentences: Sequence[str], lexicon: Lexicon) -> float:
    """Python calls for each of ``sentences``, on pages of 60."""
    layouts = list(pages(iter(sentences)))
    for layout in layouts:
        read_claims(layout, lexicon)  # what is loaded and kept once is no cost of a sentence
    profile = cProfile.Profile()
    profile.enable()
    for layout in layouts:
        read_claims(layout, lexicon)
    profile.disable()
    return pstats.Stats(profile).total_calls / len(sentences)  # type: ignore[attr-defined]


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0] if arguments else "pages/read/claims")
    files = sorted(folder.rglob("*.py"))
    trees = {path: ast.parse(path.read_text("utf-8")) for path in files}
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    data = sum(len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.toml"))
    longest = max(files, key=lines.__getitem__)
    print(
        f"lines of Python {sum(lines.values())}, of TOML {data}; longest file {longest.name} {lines[longest]}"
    )
    found = [one for tree in trees.values() for one in patterns_of(tree)]
    named = [size for is_named, size in found if is_named]
    loose = [size for is_named, size in found if not is_named]
    print(f"patterns {len(named)} by name ({sum(named)} characters), {len(loose)} where used ({sum(loose)})")
    most = sorted(
        ((sum(size for _, size in patterns_of(tree)), path.name) for path, tree in trees.items()),
        reverse=True,
    )
    print("most characters in patterns:", ", ".join(f"{name} {size}" for size, name in most[:8]))
    size, name, path = max((n, f, p.name) for p, tree in trees.items() for n, f in functions_of(tree))
    print(f"longest function {name} in {path}: {size} lines")
    lexicon = load_starter().lexicon
    stated = [row.text for row in islice(load_rows(), _SENTENCES)]
    plain = list(mixture(_SENTENCES, lexicon, stated))
    print(
        f"calls for a sentence: {calls(stated, lexicon):.0f} of statements, {calls(plain, lexicon):.0f} of the mixture"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
