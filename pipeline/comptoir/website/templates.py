"""Errors of a project's own templates, told in French with their place."""

import re
import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from comptoir.errors import Fault, InputError, Place
from comptoir.readers.files import read_text
from comptoir.resources import shipped_theme
from comptoir.website.adopted_theme import FOLDER

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
            _remedy(path, root),
            Place(_shown(path, root), line),
        )
    return _failure(error, root)


def refuse_strays(root: Path) -> None:
    """Refuse a theme of the project that leads out of it, or whose templates are no text.

    Raises:
        InputError: the files, each with what to do.
    """
    own = root / "theme"
    if not own.is_dir() or own.resolve() == shipped_theme().resolve():
        return
    faults = [fault for file in sorted(own.rglob("*")) if (fault := _stray(file, root))]
    if faults:
        raise InputError(faults=faults)
    for file in sorted((own / "templates").rglob("*")):
        if file.is_file():
            read_text(file, shown=_shown(str(file), root))


def _stray(file: Path, root: Path) -> Fault | None:
    if not file.is_symlink() or file.resolve().is_relative_to(root.resolve()):
        return None
    shown = _shown(str(file), root)
    return Fault("ce lien mène hors du projet.", "Copiez le fichier lui-même.", Place(shown))


def _failure(error: BaseException, root: Path) -> Fault | None:
    """Return the fault of a template of the project that fails as it is filled.

    An error in our own code under a template is ours, and stays one.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame.filename.startswith(str(root / "theme")) for frame in frames]
    last = frames[-1].filename if frames else ""
    if not any(ours) or not (last.endswith(".html") or "jinja2" in Path(last).parts):
        return None
    frame = [frame for frame, own in zip(frames, ours, strict=True) if own][-1]
    at = Place(_shown(frame.filename, root), frame.lineno or 0)
    if isinstance(error, RecursionError):
        return Fault(
            "ce gabarit s’inclut lui-même, directement ou par un autre.",
            "Retirez l’un des {% include %}, {% extends %} ou macros qui tournent en rond.",
            at,
        )
    return Fault(
        "ce gabarit échoue à cette ligne : un calcul, un filtre ou une boucle y reçoit une valeur "
        "qui ne s’y prête pas.",
        "Corrigez cette ligne, ou comparez avec le gabarit d’origine (comptoir theme eject).",
        at,
    )


def _remedy(path: str, root: Path) -> str:
    if Path(path).is_relative_to(root / FOLDER):
        return f"Corrigez-le, ou effacez le gabarit de theme/templates/ qui l’appelle ({FOLDER})."
    return "Comparez avec le gabarit d’origine (comptoir theme eject)."


def _where(error: BaseException) -> tuple[str, int]:
    """Return the template and line where an error arose: Jinja maps them in the traceback."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


def _shown(path: str, root: Path) -> str:
    try:
        return Path(path).relative_to(root).as_posix()
    except ValueError:
        return Path(path).name
