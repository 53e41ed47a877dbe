"""Read source pages: Markdown with YAML front matter, every scalar kept as text.

YAML on its own turns `19:30` into 1170 and `no` into False; here a value is what was written. Keys
written twice are refused, and each key knows its line.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import ValidationError

from comptoir.context import PARIS
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import pydantic_faults
from comptoir.readers.addresses import read_addresses
from comptoir.readers.data import read_data, reference_faults
from comptoir.readers.files import printable, read_text
from comptoir.readers.toml import known_keys, read_model
from comptoir.readers.zones import zone_of
from comptoir.site import addresses, translations
from comptoir.site.component_kinds import composed
from comptoir.site.components import faults_of
from comptoir.site.excess import excesses, strange_lines
from comptoir.site.front_matter import ZONE
from comptoir.site.register import ImageRegister
from comptoir.site.source import Content, PageKind, SourcePage, kind_of

REGISTER = "content/images/register.toml"
FENCE = re.compile(r"-{3,}\s*")
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RESERVED = (
    "/actualites/", "/agenda/", "/offres/", "/lettres/", "/images/", "/theme/",
    "/actualites/themes/", "/actualites/categorie/", "/actualites/etiquette/", "/actualites/page/",
    "/actualites/archives/", "/fichiers/",
)  # fmt: skip
MAX_LEVELS = 12  # of front matter
MAX_OPENED = 1_000  # lists and tables that front matter opens: more would overflow the YAML reader

TOO_DEEP = (
    "l’en-tête a trop de niveaux les uns dans les autres.",
    "N’y gardez que les clés qu’il faut.",
)
QUOTES = "une valeur qui commence par ce signe demande des guillemets"
SYNTAX = (
    ("a tab character", "une tabulation se trouve là où des espaces sont attendues"),
    ("cannot start any token", f"une tabulation, ou un signe réservé ; {QUOTES}"),
    ("mapping values are not allowed", "une valeur qui contient « : » demande des guillemets"),
    ("could not find expected ':'", "il manque le deux-points après la clé"),
    ("a quoted scalar", "un guillemet n’est pas refermé"),
    ("a flow sequence", "un crochet n’est pas refermé"),
    ("a flow mapping", "une accolade n’est pas refermée"),
    ("alias", QUOTES),
    ("an anchor", QUOTES),
    ("a block scalar", QUOTES),
    ("a directive", QUOTES),
    ("a tag", QUOTES),
    ("a simple key", "il manque le deux-points après la clé"),
    (
        "a block mapping",
        "cette ligne n’est pas de la forme « clé: valeur », ou son retrait est faux",
    ),
)


class _FrontMatterError(yaml.YAMLError):
    """What YAML allows and front matter does not."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.found)
        self.fault = fault


class _Handler(YAMLHandler):
    """Keeps every scalar as text, refuses a key written twice, notes the line of each key."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown
        self.lines: dict[tuple[str, ...], int] = {}
        self.keyed = False  # whether it is made of keys, as it should be
        self._seen: set[int] = set()

    def load(self, fm: str, **kwargs: object) -> Any:
        root = yaml.compose(fm.removeprefix("\n"), Loader=_Loader)
        self.keyed = isinstance(root, yaml.MappingNode)
        return self._plain(root, ()) if root else {}

    def _plain(self, node: yaml.Node, path: tuple[str, ...]) -> Any:
        if id(node) in self._seen:
            raise self._error(
                self.lines.get(path, 2),
                path,
                "une ancre ou un alias YAML se trouve ici.",
                "Recopiez la valeur.",
            )
        self._seen.add(id(node))
        if len(path) > MAX_LEVELS:
            raise self._error(self.lines.get(path, 2), path[:1], *TOO_DEEP)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*path, str(i))) for i, item in enumerate(node.value)]
        return str(node.value)

    def _item(self, node: yaml.Node, path: tuple[str, ...]) -> Any:
        self.lines[path] = node.start_mark.line + 2
        return self._plain(node, path)

    def _mapping(self, node: yaml.MappingNode, path: tuple[str, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                found = "une clé est un mot, pas une liste."
                raise self._error(key.start_mark.line + 2, path, found, "Écrivez « clé: valeur ».")
            here = (*path, str(key.value))
            if here in self.lines:
                found = f"la clé « {here[-1]} » est écrite deux fois."
                raise self._error(key.start_mark.line + 2, here, found, "N’en gardez qu’une.")
            self.lines[here] = key.start_mark.line + 2
            values[here[-1]] = self._plain(value, here)
        return values

    def _error(
        self, line: int, path: tuple[str, ...], found: str, remedy: str
    ) -> _FrontMatterError:
        place = Place(self.shown, line, ".".join(path))
        return _FrontMatterError(Fault(found, remedy, place))


def read_page(path: Path, root: Path) -> SourcePage:
    """Read one source page.

    Raises:
        InputError: every fault of its front matter, each with file, line and key.
    """
    named = PurePosixPath(path.relative_to(root)).as_posix()
    shown = printable(named)
    if shown != named:
        raise InputError(
            "le nom de ce fichier n’est pas en UTF-8.",
            remedy="Donnez-lui un autre nom, sans accent.",
            at=Place(shown),
        )
    kind = kind_of(shown)
    if kind is None:
        folders = ", ".join(kind.folder for kind in PageKind)
        raise InputError(
            "ce fichier n’est dans aucun dossier de pages.",
            remedy=f"Placez-le dans l’un de ceux-ci : {folders}.",
            at=Place(shown),
        )
    _refuse_stray(path, root, shown)
    text = read_text(path, shown=shown)
    return parse_page(text, shown=shown, kind=kind, zone=zone_of(root))


def _refuse_stray(path: Path, root: Path, shown: str) -> None:
    parts, here = PurePosixPath(shown).parts, str(root)
    led = [here := os.path.join(here, part) for part in parts]  # noqa: PTH118 — for every page
    if ".." not in parts and not any(map(os.path.islink, led)):
        return  # no link between the project and the file: it is within
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError(
            "ce lien mène hors du projet.", remedy="Copiez le fichier lui-même.", at=Place(shown)
        )


def parse_page(text: str, *, shown: str, kind: PageKind, zone: tzinfo = PARIS) -> SourcePage:
    """Make a source page of a file's text, its hours in a zone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if faults := list(strange_lines(text, path=shown)):
        raise InputError(faults=faults)
    body_line = _body_line(text, shown)
    _refuse_deep_head(text, shown)
    handler = _Handler(shown)
    try:
        post = frontmatter.loads(text, handler=handler)
    except yaml.YAMLError as error:
        raise InputError(faults=[_syntax(error, shown)]) from error
    if not handler.keyed and text.split("\n", 2)[1].strip("- "):
        raise InputError(
            "l’en-tête n’est pas faite de lignes « clé: valeur ».",
            remedy="Écrivez par exemple « title: Le titre ».",
            at=Place(shown, 2),
        )
    meta = _validated(post.metadata, kind.model, handler.lines, shown, zone)
    faults = [
        *excesses(post.content, path=shown, first_line=body_line),
        *faults_of(post.content, path=shown, first_line=body_line),
    ]
    if faults:
        raise InputError(faults=faults)
    return SourcePage(
        path=shown,
        kind=kind,
        meta=meta,
        body=post.content,
        body_line=body_line,
        lines={key[0]: line for key, line in handler.lines.items() if len(key) == 1},
    )


def _refuse_deep_head(text: str, shown: str) -> None:
    """Refuse what the YAML reader, which calls itself for each level, could not come back from."""
    head = re.split(r"\n-{3,}[ \t]*(?:\n|$)", text, maxsplit=1)[0]
    if sum(map(head.count, ("[", "{", "- "))) > MAX_OPENED:
        found, remedy = TOO_DEEP
        raise InputError(found, remedy=remedy, at=Place(shown, 1))


def _body_line(text: str, shown: str) -> int:
    """Return the line on which the body starts, once the front matter is known to be whole."""
    lines = text.split("\n")
    if not text.strip():
        raise InputError(
            "ce fichier est vide.",
            remedy="Commencez-le par une en-tête : ---, title: Le titre, ---.",
            at=Place(shown),
        )
    if not FENCE.fullmatch(lines[0]):
        raise InputError(
            "l’en-tête manque, avec le titre de la page.",
            remedy="Commencez le fichier par trois lignes : ---, title: Le titre, ---.",
            at=Place(shown, 1, "title"),
        )
    end = next((i for i, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), 0)
    if not end:
        raise InputError(
            "l’en-tête n’est pas refermé.",
            remedy="Ajoutez une ligne --- après la dernière clé.",
            at=Place(shown, 1),
        )
    return next((i for i, line in enumerate(lines[end + 1 :], end + 1) if line.strip()), end) + 1


def _syntax(error: yaml.YAMLError, shown: str) -> Fault:
    if isinstance(error, _FrontMatterError):
        return error.fault
    mark = getattr(error, "problem_mark", None)
    words = next((french for english, french in SYNTAX if english in str(error)), "")
    return Fault(
        f"l’en-tête est mal écrit : {words or 'cette ligne ne se lit pas'}.",
        "Corrigez cette ligne.",
        Place(shown, mark.line + 2 if mark else 0),
    )


def _validated(
    data: Mapping[str, Any],
    model: type[Any],
    lines: Mapping[tuple[str, ...], int],
    shown: str,
    zone: tzinfo,
) -> Any:
    given = {key: value for key, value in data.items() if value not in ("", None)}
    try:
        return model.model_validate(given, context={ZONE: zone})
    except ValidationError as error:
        faults = pydantic_faults(
            error.errors(),
            place=lambda path: _place(path, lines, shown),
            keys=lambda path: known_keys(model, path),
        )
        raise InputError(faults=[_finished(fault) for fault in faults]) from error


def _place(path: Sequence[str | int], lines: Mapping[tuple[str, ...], int], shown: str) -> Place:
    keys = tuple(map(str, path))
    known = next((keys[:end] for end in range(len(keys), 0, -1) if keys[:end] in lines), None)
    # a key that is missing has no line of its own: point at the head of the front matter
    named = ".".join(str(key) for key in path if not isinstance(key, int))
    return Place(shown, lines[known] if known else 1, named)


def _finished(fault: Fault) -> Fault:
    found = fault.found if fault.found.endswith(".") else f"{fault.found}."
    return replace(fault, found=found)


def read_content(root: Path, read: Callable[[Path, Path], SourcePage] = read_page) -> Content:
    """Read every page and the image register; an unreadable page does not lose the others.

    Args:
        root: the project.
        read: reads one page of it.
    """
    pages: list[SourcePage] = []
    faults: list[Fault] = []
    faults.extend(_links(root))
    for path in markdown_files(root):
        try:
            pages.append(read(path, root))
        except InputError as error:
            faults.extend(error.faults)
    try:
        register = read_register(root)
    except InputError as error:
        faults.extend(error.faults)
        register = ImageRegister()
    data, unread = read_data(root)
    faults.extend(unread)
    kept, clashes = _without_clashes(pages)
    whole = not faults
    faults.extend(_lost_addresses(kept, root, whole=whole))
    faults.extend(translations.faults(kept, whole=whole))
    faults.extend(reference_faults(kept, data, root))
    return Content(pages=kept, faults=(*faults, *clashes), register=register, data=data)


def _lost_addresses(pages: Sequence[SourcePage], root: Path, *, whole: bool) -> Sequence[Fault]:
    try:
        return addresses.faults(pages, read_addresses(root), whole=whole)
    except InputError as error:
        return error.faults


def read_register(root: Path) -> ImageRegister:
    """Read the image register; a site without images needs none."""
    path = root / REGISTER
    return read_model(path, ImageRegister, shown=REGISTER) if path.is_file() else ImageRegister()


def markdown_files(root: Path) -> Iterable[Path]:
    """Yield the source pages of a project, hidden ones left out."""
    for kind in PageKind:
        found: list[str] = []
        for folder, folders, names in os.walk(root / kind.folder):  # texts: there are thousands
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += (f"{folder}/{n}" for n in names if n.endswith(".md") and n[0] != ".")
        yield from (Path(path) for path in sorted(found) if os.path.isfile(path))  # noqa: PTH113


def _links(root: Path) -> Iterable[Fault]:
    """Say of links that no page is read through them: they lead nowhere, or to a folder."""
    for kind in PageKind:
        for folder, folders, files in os.walk(root / kind.folder):
            here = Path(folder)
            for name in sorted(folders):
                if (here / name).is_symlink():
                    shown = (here / name).relative_to(root).as_posix()
                    yield Fault(
                        "ce dossier est un lien : ses pages ne sont pas lues.",
                        "Copiez le dossier lui-même.",
                        Place(shown),
                    )
            for name in sorted(name for name in files if name.endswith(".md")):
                if (here / name).is_symlink() and not (here / name).exists():
                    shown = (here / name).relative_to(root).as_posix()
                    yield Fault(
                        "ce lien ne mène nulle part.", "Copiez le fichier lui-même.", Place(shown)
                    )


def _clash(page: SourcePage, first: str) -> Fault:
    at = Place(page.path, page.lines.get("slug", 1), "slug")
    if composed(page.path) == composed(first):
        found = "deux fichiers portent ce nom, leurs accents écrits de deux façons."
        return Fault(found, "Gardez-en un : c’est sans doute une copie venue d’un Mac.", at)
    found = f"cette page a la même adresse ({page.url}) que {first}."
    return Fault(found, "Donnez-lui une autre clé slug.", at)


def _without_clashes(pages: Iterable[SourcePage]) -> tuple[tuple[SourcePage, ...], list[Fault]]:
    """Keep the first of the pages that would be published at one address."""
    taken = dict.fromkeys(RESERVED, "la page que Comptoir écrit là")
    kept: list[SourcePage] = []
    faults: list[Fault] = []
    for page in pages:
        if page.kind.public and (first := taken.setdefault(page.url, page.path)) != page.path:
            faults.append(_clash(page, first))
        else:
            kept.append(page)
    return tuple(kept), faults
