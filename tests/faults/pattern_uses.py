"""How the product uses a compiled pattern: only at one place of a text (``match``, ``fullmatch``), or all over it.

``match`` tries one beginning, ``search`` and its kin each character. A pattern counts as matched only where every use
of it can be seen to be one: a name that is handed on, put into a tuple or given another name is searched for,
whatever is done with it there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_AT_ONE_PLACE = {"match", "fullmatch"}


@cache
def _parsed(path: Path) -> tuple[ast.Module, dict[ast.AST, ast.AST]]:
    tree = ast.parse(path.read_text("utf-8"))
    return tree, {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}


def only_matched(path: Path, line: int, files: Iterable[Path]) -> bool:
    """True when the pattern made in ``line`` of the file is only ever asked for at one place of a text, in that
    file and, where its name is public, in all ``files``."""
    tree, _ = _parsed(path)
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.lineno <= line <= (node.end_lineno or 0) and _of_re(node)
    ]
    return len(calls) == 1 and _matched(calls[0], path, files)


def _of_re(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr != "escape"
    )


def _matched(call: ast.Call, path: Path, files: Iterable[Path]) -> bool:
    tree, parents = _parsed(path)
    function = call.func
    assert isinstance(function, ast.Attribute)
    if function.attr != "compile":
        return function.attr in _AT_ONE_PLACE
    parent = parents[call]
    if _asked(call, parents):
        return True
    if not (isinstance(parent, ast.Assign | ast.AnnAssign) and parents[parent] is tree):
        return False
    targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        return False
    name = targets[0].id
    asked = [
        _asked(use, _parsed(file)[1])
        for file in ([path] if name.startswith("_") else files)
        for use in _uses(_parsed(file)[0], name)
    ]
    return bool(asked) and all(asked)


def _uses(tree: ast.Module, name: str) -> list[ast.AST]:
    """Where a file speaks of ``name``: by itself, as a module's, or to call it otherwise."""
    return [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.alias) and node.name == name and node.asname)
    ]


def _asked(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether ``node`` is the pattern of ``pattern.match(…)``."""
    attribute = parents[node]
    return (
        isinstance(attribute, ast.Attribute)
        and attribute.attr in _AT_ONE_PLACE
        and isinstance(parents[attribute], ast.Call)
        and parents[attribute].func is attribute
    )
