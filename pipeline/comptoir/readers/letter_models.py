"""Read models of letters: Markdown, its front matter, and the lines where both are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from comptoir.errors import InputError, Place
from comptoir.readers.files import read_text
from comptoir.site.markdown import body_start

FOLDER = "contacts/letters"
ASKED = ("title", "subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterModel:
    """A model of letter as its author wrote it."""

    path: str
    title: str
    subject: str
    body: str
    body_line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)  # its whole front matter


def read_letter_model(path: Path, *, shown: str) -> LetterModel:
    """Read one model.

    Raises:
        InputError: no front matter, one that does not read, or a key that is missing.
    """
    text = read_text(path, shown=shown).replace("\r\n", "\n").replace("\r", "\n")
    start = body_start(text)
    head = text[:start].strip().strip("-")
    told, lines = _head(head, shown), _lines(text[:start])
    for key in ASKED:
        if not isinstance(told.get(key), str) or not str(told[key]).strip():
            raise InputError(
                f"il manque la clé {key} en tête de ce modèle de lettre.",
                remedy=f'Écrivez-la entre les deux lignes --- du début, comme {key}: "Un rappel".',
                at=Place(shown, lines.get(key, 1), key),
            )
    return LetterModel(
        path=shown,
        title=told["title"],
        subject=told["subject"],
        body=text[start:].strip("\n") + "\n",
        body_line=text.count("\n", 0, start) + 1 + _blank_lines(text[start:]),
        lines=lines,
        told=told,
    )


def _head(head: str, shown: str) -> dict[str, Any]:
    try:
        told = yaml.safe_load(head) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            "l’en-tête de ce modèle de lettre ne se lit pas.",
            remedy='Écrivez une clé par ligne, les textes entre guillemets : subject: "Un rappel".',
            at=Place(shown, mark.line + 1 if mark else 1),
        ) from error
    return told if isinstance(told, dict) else {}


def _lines(head: str) -> dict[str, int]:
    return {
        line.partition(":")[0].strip(): number
        for number, line in enumerate(head.splitlines(), 1)
        if ":" in line
    }


def _blank_lines(body: str) -> int:
    return len(body) - len(body.lstrip("\n"))
