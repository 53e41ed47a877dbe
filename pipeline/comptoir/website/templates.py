"""Errors of a project's own templates, told in French with their place."""

import re
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from comptoir.errors import Fault, Place

_NAME = re.compile(
    r"'(?P<name>[^']+)' is undefined|has no (?:attribute|element) '?(?P<key>[^']+)'?"
)


def template_fault(error: BaseException, root: Path) -> Fault | None:
    """Return the fault of a template, or nothing when the error is of another kind."""
    if isinstance(error, TemplateSyntaxError):
        return Fault(
            "ce gabarit est mal écrit : une accolade ou un mot entre {% %} n’est pas à sa place.",
            "Corrigez cette ligne.",
            Place(_shown(error.filename or error.name or "", root), error.lineno),
        )
    if isinstance(error, TemplateNotFound):
        return Fault(
            f"le gabarit « {error.name} » n’existe pas.",
            "Vérifiez son nom dans {% extends %} ou {% include %}.",
            Place(_shown(str(root / "theme" / "templates"), root)),
        )
    if isinstance(error, UndefinedError):
        told = _NAME.search(str(error))
        name = (told["name"] or told["key"]) if told else "?"
        path, line = _where(error)
        return Fault(
            f"le nom « {name} » n’existe pas dans ce gabarit.",
            "Comparez avec le gabarit d’origine (comptoir theme eject).",
            Place(_shown(path, root), line),
        )
    return None


def _where(error: BaseException) -> tuple[str, int]:
    """Return the template and line where an error arose: Jinja maps them in the traceback."""
    found, trace = ("", 0), error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _shown(path: str, root: Path) -> str:
    try:
        return Path(path).relative_to(root).as_posix()
    except ValueError:
        return Path(path).name
