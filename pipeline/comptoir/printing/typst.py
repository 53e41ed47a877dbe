"""Compose a PDF: a template of `theme/print`, data as JSON, the fonts of `theme/fonts`.

The project's own templates and fonts come before the shipped ones. System fonts are never used,
and a PDF standard is always asked for: without one, typst prints a missing glyph as an empty box
without a word. The same template, data and timestamp give the same bytes.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from comptoir.errors import ComptoirError, InputError, Place

ARCHIVAL = ("a-3a", "ua-1")  # PDF/A-3a and PDF/UA-1: kept for ten years, read by everyone
KEPT = 10  # compilations for which typst remembers what it laid out
SOURCES = {".typ", ".svg", ".png", ".jpg", ".jpeg", ".webp"}


def compile_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    folders: Sequence[Path],
    timestamp: datetime,
    standards: Sequence[str] = ARCHIVAL,
    files: Mapping[str, bytes] = {},
) -> bytes:
    """Compose one PDF.

    Args:
        template: its path in the theme: `print/letter.typ`.
        data: what the template reads with `json(bytes(sys.inputs.data))`; amounts become text,
            dates ISO text.
        folders: theme folders, the project's first: `resources.theme_folders(ctx.root)`.
        timestamp: date written in the document.
        standards: PDF standards to obey.
        files: more files for the template, by path: images of the letter, a signature.

    Raises:
        InputError: the template is wrong, or a character is in none of the fonts.
    """
    options = {"pdf_standards": list(standards), "timestamp": timestamp.replace(microsecond=0)}
    made = _compile(template, data, folders, files, options)
    return made if isinstance(made, bytes) else b"".join(made)


def draw_pages(
    template: str,
    data: Mapping[str, Any],
    *,
    folders: Sequence[Path],
    files: Mapping[str, bytes] = {},
    dpi: int = 110,
) -> list[bytes]:
    """Draw each page as a PNG, to look at: `compile_pdf` is what finds a missing character."""
    options = {"format": "png", "ppi": float(dpi)}
    made = _compile(template, data, folders, files, options)
    return [made] if isinstance(made, bytes) else list(made)


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF made here has (typst leaves its page tree readable)."""
    counts = [int(found[1]) for found in re.finditer(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)]
    return max(counts, default=0)


def _compile(
    template: str,
    data: Mapping[str, Any],
    folders: Sequence[Path],
    files: Mapping[str, bytes],
    options: Mapping[str, Any],
) -> Any:
    typst = _typst()
    name = template.removeprefix("print/")
    sources = _sources(tuple(folders)) | dict(files)
    if name not in sources:
        raise InputError("ce modèle d’impression n’existe pas.", at=Place(f"theme/print/{name}"))
    texts = {path: content for path, content in sources.items() if _is_text(path)}
    inputs = {"data": json.dumps(data, default=_plain, ensure_ascii=False)}
    try:
        with _root(sources.keys() - texts.keys(), sources, tuple(folders)) as root:
            return typst.compile(
                {**texts, "main": sources[name]},
                root=str(root),
                font_paths=_fonts(tuple(folders)),
                sys_inputs=inputs,
                **options,
            )
    except typst.TypstError as error:
        raise _french(error, name) from error


def _is_text(path: str) -> bool:
    return path.lower().endswith((".typ", ".svg"))


@contextmanager
def _root(
    pictures: Collection[str], sources: Mapping[str, bytes], folders: tuple[Path, ...]
) -> Iterator[Path]:
    """Give the only folder that typst may read by itself: pictures, which it takes from a disk."""
    if not pictures:
        yield _nowhere(folders)
        return
    with TemporaryDirectory(prefix="comptoir-print-") as name:
        for path in pictures:
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(sources[path])
        yield Path(name)


def _typst() -> Any:
    import typst

    return typst


@cache
def _fonts(folders: tuple[Path, ...]) -> Any:
    found = [str(folder / "fonts") for folder in folders if (folder / "fonts").is_dir()]
    return _typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=found
    )


def _sources(folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the files of `print/` by path, the first folder's laid over the others'."""
    laid: dict[str, bytes] = {}
    for folder in reversed(folders):
        base = folder / "print"
        for path in sorted(base.rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                laid[path.relative_to(base).as_posix()] = path.read_bytes()
    return laid


def _nowhere(folders: tuple[Path, ...]) -> Path:
    """The root that typst may read by itself: the templates, never the project."""
    return next((f / "print" for f in folders if (f / "print").is_dir()), Path("/nonexistent"))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"cannot print a {type(value).__name__}")


# What typst says, and what we say of it; `{0}` is what the expression caught.
SAID: tuple[tuple[str, str, str], ...] = (
    (r"the text `\"(.+?)\"` could not be displayed", "aucune police n’a ce caractère : {0}",
     "Remplacez-le, ou ajoutez dans theme/fonts une police qui l’a."),
    (r"unknown variable: (\S+)", "la variable {0} n’existe pas",
     "Vérifiez son orthographe dans le modèle."),
    (r"dictionary does not contain key \"(.+?)\"", "la donnée {0} n’existe pas",
     "Vérifiez son orthographe dans le modèle."),
    (r"(comptoir:[a-z-]+)", "{0}", ""),
    (r"file not found", "un fichier appelé par le modèle est introuvable",
     "Placez-le dans theme/print."),
    (r"unclosed delimiter", "une parenthèse, un crochet ou une accolade n’est pas refermé",
     "Refermez-le."),
)  # fmt: skip


def _french(error: Any, name: str) -> ComptoirError:
    message = str(error.message)
    at = _place(str(error.diagnostic or ""), name)
    for pattern, found, remedy in SAID:
        if caught := re.search(pattern, message):
            return InputError(f"{found.format(*caught.groups())}.", remedy=remedy, at=at)
    return InputError(
        "ce modèle ne se compose pas.", remedy="Corrigez le modèle à cette ligne.", at=at
    )


def _place(diagnostic: str, name: str) -> Place:
    found = re.search(r"┌─ (.*?):(\d+):\d+", diagnostic)
    if not found:
        return Place(f"theme/print/{name}")
    file = re.split(r"/print/|/comptoir-print-[^/]+/", found[1].replace("\\", "/"))[-1].lstrip("./")
    return Place(f"theme/print/{name if file == 'main' else file}", int(found[2]))


def warm(folders: Sequence[Path]) -> None:
    """Load typst and the fonts, so that the first document does not wait for them."""
    _fonts(tuple(folders))


def forget() -> None:
    """Give back the memory of what was composed, which typst keeps for its next compilations."""
    with TemporaryDirectory(prefix="comptoir-print-") as nothing:
        for _ in range(KEPT + 1):
            _typst().compile(b"", root=nothing, font_paths=_fonts(()))
