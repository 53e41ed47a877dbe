"""What the base answers when it refuses, said in French."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from comptoir.errors import ComptoirError, OutsideError, RefusedError

# What the engines say, and what we say of it.
OUTSIDE = (
    ("database is locked", "La base est occupée par une autre commande.",
     "Attendez qu’elle finisse, puis recommencez."),
    ("readonly database", "La base est en lecture seule.",
     "Vérifiez les droits du dossier var/."),
    ("database or disk is full", "Le disque est plein.",
     "Libérez de la place, puis recommencez ; rien n’a été écrit."),
    ("disk I/O error", "Le disque ne répond pas.", "Vérifiez-le, puis recommencez."),
    ("unable to open database file", "La base ne peut pas être ouverte.",
     "Vérifiez les droits du dossier var/."),
    ("malformed", "Le fichier de la base est abîmé.",
     "Restaurez la dernière sauvegarde (comptoir backup restore)."),
    ("not a database", "Ce fichier n’est pas une base de Comptoir.",
     "Vérifiez var/comptoir.db, ou restaurez la dernière sauvegarde."),
    ("could not connect", "Le serveur PostgreSQL ne répond pas.",
     "Vérifiez COMPTOIR_DATABASE_URL et que le serveur est démarré."),
    ("connection", "Le serveur PostgreSQL ne répond pas.",
     "Vérifiez COMPTOIR_DATABASE_URL et que le serveur est démarré."),
    ("no such table", "La base n’est pas à jour.", "Lancez comptoir db upgrade."),
    ("no such column", "La base n’est pas à jour.", "Lancez comptoir db upgrade."),
    ("does not exist", "La base n’est pas à jour.", "Lancez comptoir db upgrade."),
)  # fmt: skip
RULES = {
    "append-only": "Ce qui est enregistré dans « {0} » ne se modifie ni ne s’efface.",
    "closed": "Cette écriture est datée d’une période close : rien ne s’y ajoute plus.",
    "unbalanced": "Cette écriture n’est pas équilibrée.",
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the base says into one of our families; what we do not know stays a bug."""
    try:
        yield
    except DBAPIError as error:
        raise _french(error) or error from error


def _french(error: DBAPIError) -> ComptoirError | None:
    said = str(error.orig)
    if rule := re.search(r"comptoir:([\w-]+):(\w+)", said):
        return RefusedError(
            RULES.get(rule[1], "Cette opération est refusée.").format(rule[2]),
            remedy="Enregistrez une correction (avoir, extourne, retrait).",
        )
    if "InsufficientPrivilege" in type(error.orig).__name__:
        about = re.search(r"for (?:table|view|relation|sequence) (\w+)", said)
        what = f" (table {about[1]})" if about else ""
        return RefusedError(
            f"votre rôle PostgreSQL ne le permet pas{what}.",
            remedy="Demandez à qui tient la base : comptoir db grants donne à chacun son profil.",
        )
    if isinstance(error, OperationalError) or "UndefinedTable" in type(error.orig).__name__:
        for words, found, remedy in OUTSIDE:
            if words in said:
                return OutsideError(found, remedy=remedy)
    if isinstance(error, IntegrityError) and _unbalanced(error, said):
        return RefusedError(RULES["unbalanced"], remedy="Rien n’a été enregistré.")
    return None


def _unbalanced(error: IntegrityError, said: str) -> bool:
    """Whether the balance of an entry was not zero when the transaction ended.

    SQLite does not name the foreign key; the only deferred one is that of the balance, and it
    alone is checked at COMMIT, outside any statement.
    """
    at_commit = error.statement is None and "FOREIGN KEY" in said
    return "zero_balance" in said or at_commit
