"""What is said of the settings of a Pelican site: how they were read, what of them is missing."""

from pathlib import Path

from comptoir.errors import Place
from comptoir.readers.adoption.gathering import Gathering
from comptoir.readers.adoption.settings import PelicanSettings
from comptoir.site.adoption.model import Remark, Topic
from comptoir.site.adoption.pelican import (
    Settings,
)
from comptoir.text import plural


def tell_settings(
    read: PelicanSettings, names: list[str], gathered: Gathering, *, run: bool
) -> None:
    if not names:
        gathered.say(Topic.SETTINGS, "aucun fichier de réglages : ceux de Pelican sont supposés.")
    if names and not run:
        gathered.say(
            Topic.SETTINGS,
            "les réglages sont lus sans être exécutés : ceux qui se calculent manquent.",
            "Recommencez en acceptant l’exécution pour les avoir tous.",
        )
    if run and read.ran and not read.isolated:
        said = "cette machine ne sait pas ôter le réseau à un programme : Python seul l’a fermé."
        gathered.say(Topic.SETTINGS, said)
    gathered.remarks += [_stopped(name, stops) for name, stops in read.failed.items() if stops]
    if read.missing:
        modules = ", ".join(read.missing[:12])
        gathered.say(Topic.SETTINGS, f"modules absents d’ici, remplacés par rien : {modules}.")
    if read.opaque:
        gathered.say(
            Topic.SETTINGS, f"réglages calculés, non repris : {', '.join(read.opaque[:12])}."
        )


def _stopped(name: str, stops: list[tuple[str, int]]) -> Remark:
    why, line = stops[0]
    at = Place(name, line)
    if why in ("Timeout", "MemoryError"):
        said = "ce fichier met trop de temps ou de mémoire : seules ses valeurs simples sont lues."
    elif why in ("SyntaxError", "IndentationError", "TabError"):
        said = "ce fichier est écrit pour un autre Python : seules ses valeurs simples sont lues."
    else:
        where = "" if len(stops) == 1 else f", comme à {plural(len(stops) - 1, 'autre endroit')}"
        said = f"ce fichier s’arrête ici sur une erreur ({why}){where} ; le reste est lu."
    return Remark(Topic.SETTINGS, said, "Vérifiez les adresses des articles.", at)


def tell_locale(read: PelicanSettings, settings: Settings, gathered: Gathering) -> None:
    wanted = [*read.locales, *settings.texts("LOCALE")]
    absent = [name for name in dict.fromkeys(wanted) if name and not _has_locale(name)]
    if absent:
        gathered.say(
            Topic.LOCALE,
            f"cette machine n’a pas {', '.join(absent)} : Comptoir écrit les dates lui-même.",
            "Vérifiez les adresses qui contiennent un nom de mois."
            if any("%b" in str(v) or "%B" in str(v) for v in settings.values.values())
            else "",
        )


def _has_locale(name: str) -> bool:
    """Ask the system, without changing anything for this process."""
    plain = name.casefold().replace("-", "")
    if plain.split(".")[0] in ("", "c", "posix"):
        return True
    folders = (Path("/usr/lib/locale"), Path("/usr/share/locale"))
    base = name.split(".")[0].split("@")[0]
    return any((folder / f"{base}{end}").is_dir() for folder in folders[:1]
               for end in ("", ".utf8", ".UTF-8"))  # fmt: skip
