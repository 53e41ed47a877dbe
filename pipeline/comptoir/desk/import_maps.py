"""What the columns of a list mean: its map, its defaults, and what its agreements are for."""

import re
from collections.abc import Mapping
from functools import cached_property

from comptoir.consent import purposes
from comptoir.contacts.columns import Columns, ImportMap, Twice, recognise, unknown_fields
from comptoir.contacts.imports import CONSENT_CHANNELS
from comptoir.contacts.keys import city_key
from comptoir.contacts.model import Role
from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import unknown
from comptoir.readers.tables import Table
from comptoir.readers.toml import line_numbers, read_toml, to_model
from comptoir.rules.sensitive import found_in
from comptoir.settings import Basis
from comptoir.text import fold, plural

_NEVER = re.compile(
    r"\b(?:securite sociale|secu|nir|religions?|confession|nationalite|ethnie|syndicat|sante|"
    r"medica\w+|maladies?|handicap|opinions?|iban|rib|carte bancaire|casier|mot de passe)\b"
)
MAPS = "contacts/imports"
FRENCH_POSTCODE = 5  # digits


def read_map(ctx: Context, name: str) -> ImportMap:
    """Read a column map.

    Raises:
        InputError: no such map, or a field that does not exist, with the nearest one.
    """
    folder = ctx.root / MAPS
    known = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if name not in known:
        remedy = f"Tables connues : {', '.join(known) or 'aucune'} (dans {MAPS})."
        raise unknown("table de colonnes", name, known, remedy=remedy)
    shown = f"{MAPS}/{name}.toml"
    data, text = read_toml(known[name], shown=shown)
    found = to_model(data, ImportMap, text=text, shown=shown)
    lines = line_numbers(text)
    faults = [
        Fault(
            f"champ inconnu « {field_} ».",
            f"Vouliez-vous écrire « {near} » ?" if near else "Voyez docs/guide, « Importer ».",
            Place(shown, lines.get(place, 0), ".".join(place)),
        )
        for place, field_, near in unknown_fields(found)
    ]
    if faults:
        raise InputError(faults=faults)
    return found


def columns_of(table: Table, import_map: ImportMap | None) -> Columns:
    """Find the fields in a file's header.

    Raises:
        InputError: two columns for one field, or nothing that names anybody.
    """
    found = recognise(table.header, import_map)
    if isinstance(found, Twice):
        raise InputError(
            f"deux colonnes disent la même chose : « {found.headings[0]} » "
            f"et « {found.headings[1]} ».",
            remedy="Retirez-en une, ou dites laquelle compte dans une table de colonnes (--map).",
            at=Place(table.shown, 1),
        )
    if not found.names_somebody and found.source is None:
        raise InputError(
            "aucune colonne de nom n’est reconnue "
            f"({plural(len(table.header), 'colonne lue', 'colonnes lues')}).",
            remedy="Vérifiez la ligne d’en-têtes et le séparateur, "
            "ou décrivez les colonnes dans contacts/imports (--map).",
            at=Place(table.shown, 1),
        )
    return found.without(_is_sensitive)


def _is_sensitive(heading: str) -> bool:
    """Whether a column tells what nobody asked us to keep (GDPR, art. 9; LAW, CTC005 to 007)."""
    return bool(found_in(heading)) or bool(_NEVER.search(fold(heading)))


def defaults_of(
    columns: Columns, import_map: ImportMap | None, given: Mapping[str, str]
) -> dict[str, str]:
    """What a row is taken to say when it says nothing: a prospect, and the list's own origin.

    Args:
        columns: those of the file.
        import_map: its map, if any.
        given: what was said on the command line, field by field.
    """
    found = {"role": Role.PROSPECT.value}
    if columns.source and columns.source.dated:
        found["source"] = columns.source.title
    if import_map:
        if "source" not in columns.of:
            found["source"] = import_map.title
        found |= import_map.defaults
    return found | {name: text for name, text in given.items() if text}


def purpose_of(project: Project, columns: Columns, import_map: ImportMap | None) -> str:
    """Return what the agreements of the file are for: said by the map, else the one possible."""
    told = bool(set(CONSENT_CHANNELS) & set(columns.of))
    if not told and not (columns.source and columns.source.consents):
        return ""
    known = purposes(project.processing)
    named = import_map.consent_purpose if import_map else ""
    if named:
        if named not in known:
            raise unknown("traitement de legal/processing.toml", named, known)
        return named
    asking = [id_ for id_, purpose in known.items() if purpose.basis is Basis.CONSENT]
    if not asking:
        raise InputError(
            "on ne sait pas à quoi ces personnes ont dit oui.",
            remedy="Décrivez ce traitement dans legal/processing.toml (basis = \"consent\"), "
            "puis nommez-le dans la table de colonnes (consent_purpose).",
        )  # fmt: skip
    return asking[0]


class Towns:
    """The postcodes that the rows of a file give to its towns; read when one is doubted."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._table, self._columns = table, columns

    def __call__(self, town: str) -> frozenset[str]:
        return self._of.get(town, frozenset()) if town else frozenset()

    @cached_property
    def _of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        places = (self._columns.of.get("postcode"), self._columns.of.get("city"))
        if None in places:
            return {}
        code_at, city_at = (int(place) for place in places if place is not None)
        for row in self._table.rows():
            code = "".join(row.cells[code_at].split())
            if len(code) == FRENCH_POSTCODE and code.isdecimal():
                found.setdefault(city_key(row.cells[city_at]), set()).add(code)
        return {town: frozenset(codes) for town, codes in found.items()}
