"""Split an old page: its metadata as YAML, TOML, JSON or Pelican's `Key: value`, and its text."""

import json
import re
import tomllib
from typing import Any

import yaml

from comptoir.site.adoption.fields import lowered

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = re.compile(r"^[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)$")
_MORE = re.compile(r"^[ ]{4,}(?P<value>.*)$")
_FENCED = re.compile(r"\A-{3,}[ \t]*\n(?P<head>.*?)^(?:-{3,}|\.{3,})[ \t]*$\n?", re.M | re.S)
_TOML = re.compile(r"\A\+{3}[ \t]*\n(?P<head>.*?)^\+{3}[ \t]*$\n?", re.M | re.S)
_CLOSING = re.compile(r"(?:-{3,}|\.{3,})[ \t]*(?:\n|\Z)")
_BLANK_END = re.compile(r"\n[ \t]*\n\Z")
DEEPEST = 100_000  # characters of a head; a longer one is no head


class HeadError(ValueError):
    """The metadata cannot be read; the message says why, in French."""


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the metadata of a page, keys in lower case, and its text.

    >>> split("Title: Un\\nTags: a,\\n    b\\n\\nTexte")
    ({'title': 'Un', 'tags': 'a, b'}, 'Texte')
    >>> split("+++\\ntitle = 'Un'\\n+++\\nTexte")[0], split("Texte seul.")
    ({'title': 'Un'}, ({}, 'Texte seul.'))
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = text.lstrip("\n")
    if found := _FENCED.match(start):
        if (data := _yaml(found["head"])) is not None:
            return data, start[found.end() :].lstrip("\n")
        return _loose(start)
    if found := _TOML.match(start):
        return _toml(found["head"]), start[found.end() :].lstrip("\n")
    if start.startswith("---\n"):
        return _loose(start)
    if start.startswith("+++\n"):
        raise HeadError("l’en-tête n’est pas refermé")
    if re.match(r"\{\s*\"", start):
        return _json(start)
    return pelican(start)


def _yaml(head: str) -> dict[str, Any] | None:
    if len(head) > DEEPEST:
        raise HeadError("l’en-tête est démesuré")
    if not head.strip():
        return {}
    try:
        data = _without_aliases(head)
    except HeadError:
        raise
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return lowered(data) if isinstance(data, dict) else None


def _loose(text: str) -> tuple[dict[str, Any], str]:
    """Read « Title: Un: deux », no YAML, or a fence never closed: Pelican stops at a blank line.

    >>> _loose("---\\ntitle: Un: deux\\n---\\nTexte"), _loose("---\\ntitle: Un\\n\\nTexte")
    (({'title': 'Un: deux'}, 'Texte'), ({'title': 'Un'}, 'Texte'))
    """
    inside = text.partition("\n")[2]
    data, rest = pelican(inside)
    if not data:
        raise HeadError("l’en-tête n’est ni du YAML ni des lignes « clé: valeur », ou reste ouvert")
    closed = _CLOSING.match(rest)
    read = inside[: len(inside) - len(rest)]
    if not closed and rest.strip() and not _BLANK_END.search(read):
        raise HeadError("l’en-tête n’est ni du YAML ni des lignes « clé: valeur »")
    body = rest[closed.end() :] if closed else rest
    return {key: value.strip().strip("\"'") for key, value in data.items()}, body.lstrip("\n")


def _without_aliases(head: str) -> Any:
    for event in yaml.parse(head, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):  # an alias of aliases grows without end
            raise HeadError("l’en-tête contient un alias YAML")
    return yaml.load(head, Loader=_Loader)  # noqa: S506 — a safe loader, C or Python


def _toml(head: str) -> dict[str, Any]:
    try:
        return lowered(tomllib.loads(head))
    except (ValueError, RecursionError) as error:
        raise HeadError("l’en-tête TOML est mal écrit") from error


def _json(text: str) -> tuple[dict[str, Any], str]:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return {}, text
    return (lowered(data), text[end:].lstrip("\n")) if isinstance(data, dict) else ({}, text)


def pelican(text: str) -> tuple[dict[str, Any], str]:
    """Read the lines that Python-Markdown's `meta` reads: up to the first that is none."""
    lines = text.split("\n")
    data: dict[str, str] = {}
    key, number = "", 0
    for number, line in enumerate(lines):  # noqa: B007 — used after the loop
        if not line.strip():
            break
        if found := _KEY.match(line):
            key = found["key"].casefold()
            data[key] = f"{data[key]}, {found['value'].strip()}" if key in data else (
                found["value"].strip())  # fmt: skip
        elif key and (found := _MORE.match(line)):
            data[key] = f"{data[key]} {found['value'].strip()}".strip()
        else:
            break
    else:
        number = len(lines)
    return (data, "\n".join(lines[number:]).lstrip("\n")) if data else ({}, text)
