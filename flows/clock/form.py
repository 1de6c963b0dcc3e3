"""The form in Prefect's dashboard: titles, descriptions and choices for people who did not write the flow.

What a parameter is called and means stands once, in its annotation: ``Annotated[str, Field(title=…, description=…)]``.
Prefect takes limits and examples from there, but descriptions only from a docstring's "Args:", and titles from nowhere.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, TypeVar, get_type_hints

from prefect import Flow
from prefect.utilities.callables import parameter_schema
from pydantic.fields import FieldInfo

F = TypeVar("F", bound=Callable[..., Any])


def described(function: F) -> F:
    """Below ``@flow``: the descriptions of the annotations become the docstring's "Args:", where Prefect reads them."""
    lines = [f"    {name}: {field.description}" for name, field in _fields(function) if field.description]
    function.__doc__ = "\n".join([inspect.cleandoc(function.__doc__ or ""), "", "Args:", *lines])
    return function


def form_of(flow: Flow[Any, Any], choices: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The schema of a flow's parameters with titles; a parameter of ``choices`` is a list to choose from."""
    schema: dict[str, Any] = deepcopy(parameter_schema(flow).model_dump())
    schema["additionalProperties"] = (
        False  # an unknown name is refused when the run is asked for, not by the run
    )
    properties = schema.get("properties", {})
    for name, field in _fields(flow.fn):
        if field.title:
            properties[name]["title"] = field.title
        if properties[name].get("format") == "date" and not properties[name].get("default"):
            properties[name].pop(
                "default", None
            )  # the dashboard refuses an empty text that nobody has written
    for name, allowed in choices.items():
        properties[name]["enum"] = list(allowed)
        for free in ("pattern", "minLength", "maxLength", "examples"):
            properties[name].pop(free, None)
    return schema


def _fields(function: Callable[..., Any]) -> list[tuple[str, FieldInfo]]:
    hints = get_type_hints(function, include_extras=True)
    return [
        (name, each)
        for name, hint in hints.items()
        for each in getattr(hint, "__metadata__", ())
        if isinstance(each, FieldInfo)
    ]
