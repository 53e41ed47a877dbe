"""Read `content/data/*.toml`, and check that what pages name is there."""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import nearest
from comptoir.law.purposes import Basis
from comptoir.readers.drawings import read_drawing
from comptoir.readers.files import read_text
from comptoir.readers.toml import line_numbers, read_model, read_toml
from comptoir.site.component_kinds import Block, composed, files_of
from comptoir.site.components import blocks_in, linked_files
from comptoir.site.data import Forms, Partners, SiteData, Team
from comptoir.site.front_matter import OfferMeta
from comptoir.site.slots import Slots
from comptoir.site.source import SourcePage
from comptoir.text import french_list

FOLDER = "content/data"
FILES = "content/fichiers"
PROCESSING = "legal/processing.toml"
ORGANISATION = "legal/organisation.toml"
_TOLD = {"horaires": "opening", "cotisations": "seasons"}  # components that show a list of its
_MODELS: dict[str, tuple[str, type[Any]]] = {
    "team": ("equipe.toml", Team),
    "partners": ("partenaires.toml", Partners),
    "forms": ("formulaires.toml", Forms),
    "slots": ("creneaux.toml", Slots),
}


def read_data(root: Path) -> tuple[SiteData, list[Fault]]:
    """Read the data files; one that cannot be read does not lose the others."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, (file, model) in _MODELS.items():
        path = root / FOLDER / file
        if path.is_file():
            try:
                found[name] = read_model(path, model, shown=f"{FOLDER}/{file}")
            except InputError as error:
                faults.extend(error.faults)
    data = SiteData(**found)
    faults.extend(_purposes(data, root))
    return data, faults


def _purposes(data: SiteData, root: Path) -> Iterator[Fault]:
    """Say which forms serve a purpose that the record of processing does not know."""
    if not data.forms.forms:
        return
    known = _recorded(root)
    file = f"{FOLDER}/{_MODELS['forms'][0]}"
    lines = line_numbers(read_text(root / file, shown=file))
    for name, form in data.forms.forms.items():
        if form.purpose not in known:
            line = lines.get(("forms", name, "purpose"), 0)
            yield _missing(
                f"aucune finalité ne s’appelle « {form.purpose} » dans {PROCESSING}.",
                form.purpose,
                known,
                f"Déclarez-la dans {PROCESSING}, ou nommez-en une qui y est.",
                Place(file, line, f"forms.{name}.purpose"),
            )
        for field in form.fields:
            if field.consent and _basis(known.get(field.consent)) != Basis.CONSENT:
                line = lines.get(("forms", name, "action"), 0)
                yield Fault(
                    f"la case « {field.name} » demande un accord pour « {field.consent} », qui "
                    f"n’est pas une finalité fondée sur le consentement dans {PROCESSING}.",
                    "Nommez-en une dont basis vaut consent, ou ôtez la clé consent.",
                    Place(file, line, f"forms.{name}.field.{field.name}"),
                )


def _basis(purpose: object) -> object:
    return purpose.get("basis") if isinstance(purpose, dict) else None


def _recorded(root: Path) -> dict[str, Any]:
    found = _held(root, PROCESSING).get("purposes")
    return found if isinstance(found, dict) else {}


def _held(root: Path, name: str) -> dict[str, Any]:
    """Return what a file holds; nothing when it cannot be read, which others say."""
    try:
        return read_toml(root / name, shown=name)[0]
    except InputError:
        return {}


def _lists_of(block: Block, page: SourcePage, root: Path) -> Iterator[Fault]:
    key = _TOLD.get(block.name)
    if key and not _held(root, ORGANISATION).get(key):
        yield Fault(
            f"{ORGANISATION} ne dit rien à montrer ici.",
            f"Remplissez-y « [[{key}]] », ou retirez le composant « {block.name} ».",
            Place(page.path, page.body_line + block.line - 1),
        )


def files_there(root: Path) -> dict[str, Path]:
    """Return the files that pages may offer, by name."""
    folder = root / FILES
    if not folder.is_dir():
        return {}
    real = folder.resolve()
    return {
        composed(path.name): path
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name[0] != "." and path.resolve().parent == real
    }


def reference_faults(pages: Iterable[SourcePage], data: SiteData, root: Path) -> Iterator[Fault]:
    """Say which components and links name something that does not exist."""
    pages = list(pages)
    files, purposes = files_there(root), _recorded(root) if data.forms.forms else {}
    offers = {
        name: page.slug
        for page in pages
        if isinstance(page.meta, OfferMeta)
        for name in (page.slug, page.meta.sku)
    }
    for page in pages:
        if page.kind.public:
            for block in blocks_in(page.body):
                yield from _in_block(block, page, data, offers, purposes)
                yield from _files(files_of(block), page, files)
                yield from _lists_of(block, page, root)
            yield from _files(linked_files(page.body), page, files)


def _in_block(
    block: Block,
    page: SourcePage,
    data: SiteData,
    offers: dict[str, str],
    purposes: Container[str],
) -> Iterator[Fault]:
    at = Place(page.path, page.body_line + block.line - 1)
    if block.name == "offre" and block.get("ref") not in offers:
        yield _missing(
            f"aucune offre ne s’appelle « {block.get('ref')} ».",
            block.get("ref"),
            offers.values(),
            "Donnez le nom d’un fichier de content/offres, sans .md.",
            at,
        )
    if block.name == "formulaire" and block.get("nom") not in data.forms.forms:
        yield _missing(
            f"aucun formulaire déclaré ne s’appelle « {block.get('nom')} ».",
            block.get("nom"),
            data.forms.forms,
            f"Déclarez-le dans {FOLDER}/formulaires.toml, avec son adresse d’envoi.",
            at,
        )
    told = data.forms.forms.get(block.get("nom")) if block.name == "formulaire" else None
    if told is not None and told.purpose not in purposes:
        yield Fault(
            f"le formulaire « {block.get('nom')} » ne sert aucune finalité connue.",
            f"Corrigez la clé purpose dans {FOLDER}/formulaires.toml.",
            at,
        )
    if block.name == "creneaux" and data.slots.published is None:
        yield Fault(
            "aucune heure de rendez-vous n’est publiée.",
            f"comptoir rendez-vous publier écrit {FOLDER}/creneaux.toml.",
            at,
        )
    if block.name in ("equipe", "partenaires"):
        groups = data.groups(block.name)
        if not groups:
            yield Fault(
                "il n’y a personne à présenter ici.", f"Remplissez {FOLDER}/{block.name}.toml.", at
            )
        elif block.get("groupe") and block.get("groupe") not in groups:
            yield _missing(
                f"aucun groupe ne s’appelle « {block.get('groupe')} ».",
                block.get("groupe"),
                groups,
                f"Il y a {french_list(groups)}.",
                at,
            )


def _files(
    named: Iterable[tuple[str, int]], page: SourcePage, files: dict[str, Path]
) -> Iterator[Fault]:
    for name, line in named:
        if name not in files:
            yield _missing(
                f"le fichier {name} n’existe pas.",
                name,
                files,
                f"Placez-le dans {FILES}.",
                Place(page.path, page.body_line + line - 1),
            )
        elif name.lower().endswith((".svg", ".svgz")):
            yield from _drawing(files[name], Place(page.path, page.body_line + line - 1))


def _drawing(file: Path, at: Place) -> Iterator[Fault]:
    """Say of a drawing to download what would run when it is opened."""
    try:
        read_drawing(file, shown=f"{FILES}/{file.name}")
    except InputError as error:
        fault = error.faults[0]
        yield Fault(f"{file.name} : {fault.found}", fault.remedy, at)


def _missing(found: str, name: str, known: Iterable[str], remedy: str, at: Place) -> Fault:
    near = nearest(name, known)
    return Fault(found, f"Vouliez-vous écrire « {near} » ?" if near else remedy, at)
