"""Read TOML into a typed model: an error names file, line, key, what is expected, nearest key."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import pydantic_faults
from comptoir.readers.files import read_text

M = TypeVar("M", bound=BaseModel)
Path_ = Sequence[str | int]

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*="""
)
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")

SYNTAX = (
    ("Cannot overwrite a value", "cette clé est écrite deux fois"),
    ("Cannot declare", "ce tableau est écrit deux fois"),
    ("Expected '=' after a key", "il manque le signe = après la clé"),
    ("Invalid value", "cette valeur est mal écrite ; un texte se met entre guillemets"),
    ("Unterminated string", "un guillemet n’est pas refermé"),
    ("Illegal character", "un guillemet n’est pas refermé, ou un caractère est interdit ici"),
    ("Unclosed array", "un crochet n’est pas refermé"),
    ("Expected newline", "il y a un mot de trop à la fin de la ligne"),
    ("Invalid date", "cette date n’existe pas"),
    ("Unescaped '\\\\'", "une barre oblique inverse doit être doublée"),
)


def read_toml(path: Path, *, shown: str = "") -> tuple[dict[str, Any], str]:
    """Return the tables of a TOML file, numbers exact, and its text."""
    name = shown or str(path)
    text = read_text(path, shown=name)
    return parse_toml(text, shown=name), text


def parse_toml(text: str, *, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError(faults=[_syntax(str(error), shown)]) from error
    except ValueError as error:  # a date that matches the pattern and does not exist
        raise InputError(
            "une date écrite ici n’existe pas.",
            remedy="Cherchez une date comme 2026-02-30 et corrigez-la.",
            at=Place(shown),
        ) from error


def _syntax(message: str, shown: str) -> Fault:
    line = re.search(r"line (\d+)", message)
    words = next((french for english, french in SYNTAX if english in message), "")
    found = f"le TOML est mal écrit : {words or 'cette ligne ne se lit pas'}."
    return Fault(found, "Corrigez cette ligne.", Place(shown, int(line[1]) if line else 0))


def read_model(path: Path, model: type[M], *, shown: str = "") -> M:
    """Read a file into a model.

    Raises:
        InputError: one fault a wrong key, all of them at once.
    """
    data, text = read_toml(path, shown=shown)
    return to_model(data, model, text=text, shown=shown or str(path))


def to_model(data: Mapping[str, Any], model: type[M], *, text: str, shown: str) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        lines = line_numbers(text)
        faults = pydantic_faults(
            error.errors(),
            place=lambda path: _place(path, lines, shown),
            keys=lambda path: known_keys(model, path),
        )
        raise InputError(faults=faults) from error


def line_numbers(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each key and table, by path.

    >>> line_numbers("a = 1\\n[b]\\nc.d = 2\\n[[e]]\\nf = 1\\n[[e]]\\nf = 2")[("e", 1, "f")]
    7
    """
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    base: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            base = _located(_parts(table[2]), counts)
            if table[1] == "[[":
                counts[base] = counts.get(base, -1) + 1
                base = (*base, counts[base])
            lines.setdefault(base, number)
        elif key := _KEY.match(line):
            parts = _parts(key[1])
            for end in range(1, len(parts) + 1):
                lines.setdefault((*base, *parts[:end]), number)
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(dotted))


def _located(
    parts: Iterable[str], counts: Mapping[tuple[str | int, ...], int]
) -> tuple[str | int, ...]:
    """Insert the current index after each array of tables on the way."""
    names = list(parts)
    path: tuple[str | int, ...] = ()
    for index, part in enumerate(names):
        path = (*path, part)
        if index < len(names) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _place(path: Path_, lines: Mapping[tuple[str | int, ...], int], shown: str) -> Place:
    keys = tuple(path)
    for end in range(len(keys), 0, -1):
        if keys[:end] in lines:
            return Place(shown, lines[keys[:end]], _dotted(keys))
    return Place(shown, 0, _dotted(keys))


def _dotted(keys: Path_) -> str:
    return ".".join(str(key) for key in keys if not isinstance(key, int))


def known_keys(model: type[BaseModel], path: Path_) -> list[str]:
    """Return the keys that the model knows where the last key of this path stands."""
    here: type[BaseModel] | None = model
    for key in path[:-1]:
        if isinstance(key, int) or here is None:
            continue
        field = next((f for n, f in here.model_fields.items() if key in (n, f.alias)), None)
        if field is None:  # the key of a dictionary of models
            continue
        here = _model_in(field.annotation)
    return [field.alias or name for name, field in here.model_fields.items()] if here else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)
