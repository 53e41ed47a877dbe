"""Samples of rules that read values: the TOML of a sample names the fields that matter.

`surface` says which value it is when the rule reads several; `today` and `[organisation]` change
the scope, the rest makes the value.
"""

import dataclasses
import tomllib
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from comptoir.rules.rule import Rule

SCOPE = ("surface", "today", "organisation")


def read_by(rule: Rule) -> dict[str, type]:
    """The values that a rule reads, by name."""
    values = (s for s in rule.surfaces if s.__module__.startswith("comptoir.rules.values."))
    return {surface.__name__: surface for surface in values}


def made(rule: Rule, text: str) -> list[Any]:
    data = _parsed(text)
    known = read_by(rule)
    surface = known[data["surface"]] if "surface" in data else next(iter(known.values()))
    return [build(surface, {k: v for k, v in data.items() if k not in SCOPE})]


def build(surface: type, data: dict[str, Any]) -> Any:
    """A value from plain data; a field that does not exist is a mistake of the sample."""
    unknown = set(data) - {field.name for field in dataclasses.fields(surface)}
    assert not unknown, f"{surface.__name__} has no {sorted(unknown)}"
    return TypeAdapter(surface).validate_python(data)


def facts(rule: Rule, text: str) -> dict[str, Any]:
    """What a sample says of the publisher and of the day."""
    if not read_by(rule):
        return {}
    data = _parsed(text)
    today = {"today": data["today"]} if "today" in data else {}
    return today | data.get("organisation", {})


def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)
