"""What every check is given, and how it says what it found; nothing of it is personal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.errors import Place
from comptoir.finding import Finding, Severity

BEHIND = "Quelqu’un a écrit dans la base sans passer par Comptoir : restaurez une sauvegarde."
RESTORE = "Restaurez la dernière sauvegarde."


@dataclass(frozen=True, slots=True)
class Books:
    """What every check is given."""

    ctx: Context
    project: Project
    db: Connection


Check = Callable[[Books], Iterator[Finding]]


def fault(where: str, code: str, found: str, remedy: str, basis: str = "") -> Finding:
    return Finding(Place(where), code, Severity.ERROR, found, remedy, basis)
