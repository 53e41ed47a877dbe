"""What is wrong with a component as it is written, in French; places hold lines of the text."""

import re
from collections.abc import Iterator

from comptoir.errors import Fault, Place
from comptoir.errors.french import nearest
from comptoir.site.component_kinds import (
    COMPONENTS,
    NAMES,
    Block,
    Body,
    Component,
    files_of,
    images_of,
    key_of,
)
from comptoir.site.embeds import embed_of
from comptoir.text import french_list

_MEDIA = {
    "video": (".mp4", ".webm"),
    "audio": (".mp3", ".m4a", ".ogg", ".opus", ".wav"),
}


def checked(block: Block, component: Component) -> Iterator[Fault]:
    for key in block.attributes:
        if key not in component.attributes:
            yield _unknown_key(key, component, block.line)
    for key in component.needs:
        if not block.get(key):
            yield at_line(
                block.line,
                f"il manque « {key} » à ce composant « {component.name} ».",
                f"Ajoutez {key}=… sur cette ligne.",
            )
    if component.body is not Body.NONE and not component.bare and not block.body:
        yield at_line(
            block.line, f"ce composant « {component.name} » est vide.", _WANTED[component.body]
        )
    if component.body is Body.NONE and block.body:
        yield at_line(
            block.line,
            f"le composant « {component.name} » n’a pas de texte.",
            "Sortez-le du composant.",
        )
    yield from _values(block)


_WANTED = {
    Body.WORDS: "Écrivez quelques mots avant la ligne :::.",
    Body.TEXT: "Écrivez son texte avant la ligne :::.",
    Body.LIST: "Nommez un fichier par ligne, par exemple « quai.jpg : Le quai au matin ».",
    Body.NONE: "",
}


def _values(block: Block) -> Iterator[Fault]:
    """Check what a value may be, where a wrong one would harm or show nothing."""
    get = block.get
    if block.name == "bouton" and get("vers"):
        if not re.match(r"(/(?!/)|https://|mailto:|tel:|#)", get("vers")):
            yield at_line(
                block.line,
                "« vers » n’est pas une adresse.",
                "Écrivez une page du site comme /adherer/, ou une adresse en https://.",
            )
        if get("style") not in ("", "plein", "discret"):
            yield at_line(block.line, "« style » ne peut être que plein ou discret.", "Choisissez.")
    if (
        block.name in ("agenda", "lettres")
        and get("nombre")
        and not re.fullmatch(r"[1-9]\d?", get("nombre"))
    ):
        yield at_line(block.line, "« nombre » va de 1 à 99.", "Écrivez par exemple nombre=3.")
    if block.name == "integration" and get("adresse") and not get("adresse").startswith("https://"):
        yield at_line(
            block.line,
            "« adresse » n’est pas une adresse en https://.",
            "Recopiez celle de la page à ouvrir.",
        )
    elif get("adresse") and not get("service") and embed_of(get("adresse")) is None:
        yield at_line(
            block.line,
            "il manque « service » : rien ne dit chez qui mène cette adresse.",
            "Ajoutez par exemple service=PeerTube sur cette ligne.",
        )
    if block.name == "questions" and block.body and not block.questions():
        yield at_line(
            block.line,
            "aucune question n’est écrite ici.",
            "Chaque question est un titre : ### Faut-il adhérer ?",
        )
    known = _MEDIA.get(block.name, ())
    if known and get("fichier") and not get("fichier").lower().endswith(known):
        yield at_line(
            block.line,
            f"un fichier {french_list(known, last='ou')} est attendu.",
            "Convertissez le fichier.",
        )
    if get("sous-titres") and not get("sous-titres").lower().endswith(".vtt"):
        yield at_line(
            block.line, "les sous-titres sont attendus en WebVTT (.vtt).", "Convertissez-les."
        )
    for name, line in (*files_of(block), *images_of(block)):
        if re.search(r"[/\\]|^\.", name):
            yield at_line(
                line, "un nom de fichier est attendu, sans dossier.", "Retirez le dossier."
            )


def at_line(line: int, found: str, remedy: str) -> Fault:
    return Fault(found, remedy, Place("", line))


def stray(line: int) -> Block:
    fault = at_line(line, "cette ligne ::: ne referme aucun composant.", "Retirez-la.")
    return Block(name="", line=line, end=line, faults=(fault,))


def left_open(line: int, inner: int) -> Fault:
    remedy = "Ajoutez une ligne ::: après lui."
    if inner:
        remedy = (
            "Ajoutez une ligne ::: avant le composant suivant : "
            "un composant n’en contient pas d’autre."
        )
    return at_line(line, "ce composant n’est pas refermé.", remedy)


def unknown(name: str, line: int) -> Fault:
    near = nearest(key_of(name), NAMES)
    known = french_list(sorted(COMPONENTS), last="et")
    remedy = f"Vouliez-vous écrire « {near} » ?" if near else f"Ils s’appellent {known}."
    return at_line(line, f"aucun composant ne s’appelle « {name} ».", remedy)


def _unknown_key(key: str, component: Component, line: int) -> Fault:
    near = nearest(key, component.attributes)
    known = french_list(component.attributes) if component.attributes else "rien"
    remedy = f"Vouliez-vous écrire « {near} » ?" if near else f"Il prend {known}."
    return at_line(line, f"le composant « {component.name} » ne prend pas « {key} ».", remedy)
