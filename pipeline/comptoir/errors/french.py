"""The one edge where messages of libraries become ours.

Libraries speak English; users read French. Each translator takes a library's error and returns
faults in French; an unknown kind gives a general sentence, never the library's words.
"""

import difflib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from comptoir.errors.families import Fault, InputError, OutsideError
from comptoir.errors.place import Place

# pydantic's error types (https://docs.pydantic.dev/latest/errors/validation_errors/) that settings
# can meet, each with what is expected. `{…}` are fields of the error's context.
EXPECTED = {
    "missing": "clé obligatoire absente",
    "string_type": "du texte entre guillemets est attendu",
    "string_too_short": "ce texte est vide ou trop court (au moins {min_length} caractère)",
    "string_too_long": "ce texte est trop long (au plus {max_length} caractères)",
    "string_pattern_mismatch": "l’écriture attendue est différente",
    "bool_type": "true ou false est attendu, sans guillemets",
    "bool_parsing": "true ou false est attendu, sans guillemets",
    "int_type": "un nombre entier est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "decimal_type": 'un nombre est attendu, comme "22.00"',
    "decimal_parsing": 'un nombre est attendu, comme "22.00"',
    "decimal_max_places": "au plus {decimal_places} décimales sont attendues",
    "float_type": "un nombre est attendu",
    "float_parsing": "un nombre est attendu",
    "date_type": "une date est attendue, comme 2026-03-31",
    "date_parsing": "une date est attendue, comme 2026-03-31",
    "date_from_datetime_parsing": "une date est attendue, comme 2026-03-31",
    "date_from_datetime_inexact": "une date sans heure est attendue, comme 2026-03-31",
    "time_parsing": "une heure est attendue, comme 14:00",
    "datetime_parsing": "une date et une heure sont attendues, comme 2026-12-05 14:00",
    "datetime_from_date_parsing": "une date et une heure sont attendues, comme 2026-12-05 14:00",
    "list_type": "une liste entre crochets est attendue",
    "tuple_type": "une liste entre crochets est attendue",
    "dict_type": "un tableau de clés est attendu",
    "model_type": "un tableau de clés est attendu",
    "model_attributes_type": "un tableau de clés est attendu",
    "enum": "une de ces valeurs est attendue : {expected}",
    "literal_error": "une de ces valeurs est attendue : {expected}",
    "greater_than": "un nombre plus grand que {gt} est attendu",
    "greater_than_equal": "un nombre d’au moins {ge} est attendu",
    "less_than_equal": "un nombre d’au plus {le} est attendu",
    "less_than": "un nombre plus petit que {lt} est attendu",
    "url_parsing": "une adresse web complète est attendue, comme https://www.example.org",
    "too_short": "cette liste est trop courte (au moins {min_length})",
    "union_tag_invalid": "une de ces valeurs est attendue : {expected_tags}",
}


def pydantic_faults(
    errors: Iterable[Any],
    *,
    place: Callable[[Sequence[str | int]], Place],
    keys: Callable[[Sequence[str | int]], Iterable[str]],
) -> list[Fault]:
    """Translate the `errors()` of a pydantic `ValidationError`.

    Args:
        errors: the error dictionaries.
        place: gives the place of a path of keys in the file.
        keys: gives the keys known beside the last one of a path, for "nearest known key".
    """
    return [_pydantic_fault(error, place, keys) for error in errors]


def _pydantic_fault(
    error: Any,
    place: Callable[[Sequence[str | int]], Place],
    keys: Callable[[Sequence[str | int]], Iterable[str]],
) -> Fault:
    path = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return unknown_key(str(path[-1]), keys(path), at=place(path))
    if error["type"] == "missing":
        return Fault(f"il manque « {path[-1]} ».", f"Ajoutez la clé {path[-1]}.", place(path[:-1]))
    if error["type"] in ("value_error", "assertion_error"):
        cause = error.get("ctx", {}).get("error")
        return Fault(str(cause), "", place(path), _written(error.get("input", "")))
    pattern = EXPECTED.get(error["type"], "la valeur n’est pas celle qui est attendue")
    context = {k: _french_list(v) for k, v in error.get("ctx", {}).items()}
    return Fault(pattern.format_map(_Gaps(context)), "", place(path), _written(error.get("input")))


def _written(value: Any) -> str:
    """Return a value as it was written; nothing of a whole table, which nobody wrote so."""
    return str(value) if isinstance(value, str | int | float | date) else ""


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _french_list(value: Any) -> Any:
    return value.replace(" or ", " ou ") if isinstance(value, str) else value


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, or nothing.

    >>> nearest("adresse", ["address", "name"])
    'address'
    """
    names = list(known)
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def meant(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Ask whether the nearest known word was meant; say something else when none is near.

    >>> meant("adress", ["address"]), meant("xyz", ["address"], otherwise="Voyez la liste.")
    ('Vouliez-vous dire « address » ?', 'Voyez la liste.')
    """
    close = nearest(word, known)
    return f"Vouliez-vous dire « {close} » ?" if close else otherwise


def unknown_key(key: str, known: Iterable[str], *, at: Place) -> Fault:
    names = sorted(known)
    close = nearest(key, names)
    if close:
        remedy = f"Vouliez-vous écrire « {close} » ?"
    elif names:
        remedy = f"Clés connues : {', '.join(names)}."
    else:
        remedy = "Retirez-la."
    return Fault(f"clé inconnue « {key} »", remedy, at)


def unknown(what: str, name: str, known: Iterable[str], *, remedy: str = "") -> InputError:
    """An error for a name that does not exist, with the nearest one that does.

    >>> print(unknown("segment", "adherent", ["adherents-a-jour"]))
    Aucun segment ne s’appelle « adherent ». Vouliez-vous dire « adherents-a-jour » ?
    """
    hint = meant(name, known, otherwise=remedy)
    return InputError(f"Aucun {what} ne s’appelle « {name} ».", remedy=hint)


OS_ERRORS = {
    "ENOSPC": ("le disque est plein", "Libérez de la place, puis recommencez."),
    "EDQUOT": ("votre quota de disque est atteint", "Libérez de la place, puis recommencez."),
    "EROFS": ("ce disque est en lecture seule", "Choisissez un dossier où écrire."),
    "EACCES": ("l’accès est refusé", "Vérifiez les droits du dossier et du fichier."),
    "EPERM": ("l’accès est refusé", "Vérifiez les droits du dossier et du fichier."),
    "ENOENT": ("ce fichier ou dossier n’existe pas", "Vérifiez le chemin."),
    "EISDIR": ("c’est un dossier, un fichier est attendu", "Donnez le chemin d’un fichier."),
    "ENOTDIR": ("c’est un fichier, un dossier est attendu", "Donnez le chemin d’un dossier."),
    "EEXIST": ("ce fichier existe déjà", "Choisissez un autre nom."),
    "EADDRINUSE": ("ce port est déjà pris", "Choisissez-en un autre avec --port."),
    "EMFILE": ("trop de fichiers sont ouverts", "Fermez des programmes, puis recommencez."),
    "ENAMETOOLONG": ("ce nom de fichier est trop long", "Choisissez un nom plus court."),
}
GIVEN = {"ENOENT", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG"}


def os_error(error: OSError) -> InputError | OutsideError:
    """Translate what the operating system answered."""
    import errno

    name = errno.errorcode.get(error.errno or 0, "")
    found, remedy = OS_ERRORS.get(
        name, ("le système a refusé l’opération", "Vérifiez le disque, puis recommencez.")
    )
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    family = InputError if name in GIVEN else OutsideError
    if not path:
        return family(f"{found[0].upper()}{found[1:]}.", remedy=remedy)
    return family(f"{found}.", remedy=remedy, at=Place(path))
