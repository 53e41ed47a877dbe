"""`comptoir check --fix`: mend in the Markdown sources what can be mended safely, or show it."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from comptoir.desk.project import Project
from comptoir.errors import InputError
from comptoir.errors.french import os_error
from comptoir.readers.addresses import read_addresses
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.content import read_content
from comptoir.site.addresses import redirections
from comptoir.site.markdown import body_start
from comptoir.site.mending import Known, Size, applied, edits_of
from comptoir.website import shrink

FOLDERS = (
    "content/pages", "content/actualites", "content/agenda", "content/offres", "content/campagnes",
    "legal/pages", "contacts/letters", "contacts/replies",
)  # fmt: skip
IMAGES = "content/images"
_LANGUAGE = re.compile(r"^lang:[ \t]*[\"']?([a-z]+)", re.MULTILINE | re.IGNORECASE)
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """One file, as it was and as it becomes, and what changed in it."""

    path: str
    before: str
    after: str
    counts: dict[str, int]

    def diff(self) -> str:
        """Return the difference in the unified form."""
        lines = difflib.unified_diff(
            _lines(self.before),
            _lines(self.after),
            f"{self.path} (avant)",
            f"{self.path} (après)",
            lineterm="",
        )
        return "\n".join(lines)


def mend(project: Project, paths: Sequence[Path] = (), *, write: bool) -> list[Mended]:
    """Mend the sources of a project, or those given; return the files that change.

    A file that is not in UTF-8 is left as it is: `check` says so.

    Args:
        project: whose pages, addresses and register are read.
        paths: files and folders of the project; none: all the sources.
        write: whether files are written.
    """
    known = _known(project)
    changed = [found for path in _sources(project.root, paths) if (found := _mended(path, known))]
    if write:
        for file in changed:
            replace_bytes(project.root / file.path, file.after.encode("utf-8"))
    return changed


def _known(project: Project) -> Known:
    content = read_content(project.root)
    book = read_addresses(project.root).book
    register = content.register
    return Known(
        moved={old: new for old, new in redirections(content.pages, book).items() if new},
        decorative=frozenset(name for name, entry in register.images.items() if entry.decorative),
        size_of=lambda name: _size_of(project.root / IMAGES / name),
        apostrophes=project.organisation.charter.apostrophe == "’",
    )


def _size_of(path: Path) -> Size | None:
    try:
        return shrink.size_of(path, shown=path.name)
    except (InputError, OSError, ValueError):
        return None  # another rule says so


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    shown: str


def _sources(root: Path, paths: Sequence[Path]) -> Iterator[_Source]:
    wanted = [(root / path).resolve() for path in paths]
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.md")):
            here = path.resolve()
            if not here.is_relative_to(root.resolve()) or not path.is_file():
                continue
            if not wanted or any(here == one or here.is_relative_to(one) for one in wanted):
                yield _Source(path, PurePosixPath(path.relative_to(root)).as_posix())


def _mended(source: _Source, known: Known) -> Mended | None:
    try:
        before = source.path.read_bytes().decode("utf-8")
    except OSError as error:
        raise os_error(error) from error
    except UnicodeDecodeError:
        return None
    head = body_start(before)
    language = _LANGUAGE.search(before, 0, head)
    french = language is None or language[1].lower() == "fr"
    edits = edits_of(before[head:], known, french=french)
    if not edits:
        return None
    counts = Counter(edit.kind for edit in edits)
    after = before[:head] + applied(before[head:], edits)
    return Mended(source.shown, before, after, dict(counts))


def _lines(text: str) -> list[str]:
    return text.removeprefix(_BOM).replace("\r\n", "\n").split("\n")
