"""The closed set of components of Markdown: `::: nom clé=valeur`, a body, then `:::`.

Read and checked here, before any page is made, so that a mistake has its file and its line; they
are drawn in `website.components`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from comptoir.errors import Fault, Place
from comptoir.errors.french import nearest
from comptoir.site.embeds import Embed, embed_of
from comptoir.site.markdown import prose
from comptoir.text import fold, french_list

OPENING = re.compile(r"^ {0,3}:::+[ \t]*(?P<name>[^\s=\":]+)(?P<rest>.*)$")
CLOSING = re.compile(r"^ {0,3}:::+[ \t]*$")
_PAIR = re.compile(
    r"\s*(?P<key>[\w-]+)\s*=\s*"
    r"(?:\"(?P<straight>[^\"]*)\"|«\s*(?P<french>[^»]*?)\s*»|(?P<bare>[^\s\"«]+))"
)
_LISTED = re.compile(r"^[-*]?\s*(?P<name>[^:]+?)\s*(?::\s*(?P<words>.*))?$")
_QUESTION = re.compile(r"^#{2,4}[ \t]+(?P<question>.+?)[ \t]*#*$", re.M)
_LINKED = re.compile(r"\]\(\s*<?/fichiers/(?P<name>[^)\s>]+)")
_MEDIA = {
    "video": (".mp4", ".webm"),
    "audio": (".mp3", ".m4a", ".ogg", ".opus", ".wav"),
}


class Body(Enum):
    """What stands between the two marks."""

    NONE = auto()  # nothing: the component is one line
    WORDS = auto()  # a few words
    LIST = auto()  # a file a line, with its words after a colon
    TEXT = auto()  # Markdown


@dataclass(frozen=True, slots=True)
class Component:
    """What a component takes."""

    name: str
    english: str
    body: Body = Body.NONE
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    bare: bool = False  # whether its body may be empty

    @property
    def attributes(self) -> tuple[str, ...]:
        return (*self.needs, *self.takes)


COMPONENTS = {
    component.name: component
    for component in (
        Component("note", "notice", Body.TEXT, takes=("titre",)),
        Component("attention", "warning", Body.TEXT, takes=("titre",)),
        Component("bouton", "button", Body.WORDS, needs=("vers",), takes=("style",)),
        Component("figure", "figure", Body.WORDS, needs=("image",), takes=("alt",), bare=True),
        Component("galerie", "gallery", Body.LIST),
        Component("agenda", "events", takes=("nombre", "etiquette")),
        Component("offre", "offer", needs=("ref",)),
        Component("formulaire", "form", needs=("nom",)),
        Component("questions", "faq", Body.TEXT),
        Component("telechargements", "downloads", Body.LIST),
        Component("equipe", "team", takes=("groupe",)),
        Component("partenaires", "partners", takes=("groupe",)),
        Component("horaires", "hours"),
        Component("coordonnees", "contact"),
        Component("cotisations", "dues"),
        Component("video", "video", Body.TEXT, ("fichier", "titre", "affiche", "sous-titres")),
        Component("audio", "audio", Body.TEXT, ("fichier", "titre")),
        Component("integration", "embed", needs=("adresse", "titre"), takes=("service", "affiche")),
    )
}
NAMES = {name: c for c in COMPONENTS.values() for name in (c.name, c.english)}
FILE_KEYS = {"video": ("fichier", "sous-titres"), "audio": ("fichier",)}
IMAGE_KEYS = {"figure": ("image",), "video": ("affiche",), "integration": ("affiche",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One component written in a page."""

    name: str
    line: int  # of the text, from 1
    end: int  # its last line
    attributes: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    faults: tuple[Fault, ...] = ()  # their places hold lines of the text alone

    def get(self, key: str) -> str:
        return self.attributes.get(key, "")

    def listed(self) -> Iterator[tuple[str, str, int]]:
        """Return each file of a list: its name, its words, its line.

        >>> block = Block(name="galerie", line=1, end=4, body="- a.jpg : Le quai", body_line=2)
        >>> list(block.listed())
        [('a.jpg', 'Le quai', 2)]
        """
        for number, line in enumerate(self.body.split("\n"), self.body_line):
            if line.strip() and (found := _LISTED.match(line.strip())):
                yield found["name"], found["words"] or "", number

    def questions(self) -> list[tuple[str, str]]:
        """Return the questions of a body and their answers, as Markdown."""
        return questions_in(self.body)


def questions_in(text: str) -> list[tuple[str, str]]:
    """Cut a text at its headings: each is a question, what follows its answer.

    >>> questions_in("## Où ?\\n\\nIci.\\n\\n## Quand ?\\nDemain.")
    [('Où ?', 'Ici.'), ('Quand ?', 'Demain.')]
    """
    plain = prose(text)
    heads = list(_QUESTION.finditer(plain))
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    return [
        (head["question"], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]


def key_of(name: str) -> str:
    return fold(name).replace(" ", "-")


def blocks_in(text: str) -> list[Block]:
    """Return the components of a text in their order; code is left alone.

    >>> [(b.name, b.line, b.body) for b in blocks_in("Un.\\n\\n::: note\\nDeux.\\n:::")]
    [('note', 3, 'Deux.')]
    """
    if ":::" not in text:
        return []
    return list(_Reader(text).blocks())


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.plain = prose(text).split("\n")
        self.at = 0

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.plain):
            line = self.plain[self.at]
            if CLOSING.match(line):
                self.at += 1
                yield _stray(self.at)
            elif OPENING.match(line):
                yield self._block()
            else:
                self.at += 1

    def _block(self) -> Block:
        start = self.at
        head = OPENING.match(self.lines[start])
        if head is None:  # only its blanked twin opens: nothing to read
            self.at += 1
            return Block(name="", line=start + 1, end=start + 1)
        self.at += 1
        component = NAMES.get(key_of(head["name"]))
        attributes, faults = _attributes(head["rest"], start + 1)
        if component is None:
            faults = [_unknown(head["name"], start + 1)]
        end = self._close(one_line=component is not None and component.body is Body.NONE)
        if end is None:
            faults.append(_left_open(start + 1, self._next_opening()))
            end = start
        body, body_line = _trimmed(self.lines[start + 1 : end], start + 2)
        block = Block(
            name=component.name if component else "",
            line=start + 1,
            end=max(end, start) + 1,
            attributes=attributes,
            body=body,
            body_line=body_line,
        )
        if component and not faults:
            faults = list(_checked(block, component))
        return replace(block, faults=tuple(faults))

    def _next_opening(self) -> int:
        """Return the line of the component that begins next; 0 when there is none."""
        lines = range(self.at, len(self.plain))
        return next((i + 1 for i in lines if OPENING.match(self.plain[i])), 0)

    def _close(self, *, one_line: bool) -> int | None:
        """Return the index of the closing line, and go past it."""
        start = self.at
        if one_line:
            after = next((i for i in range(start, len(self.plain)) if self.plain[i].strip()), -1)
            if after < 0 or not CLOSING.match(self.plain[after]):
                return start - 1
            self.at = after + 1
            return after
        for index in range(start, len(self.plain)):
            if CLOSING.match(self.plain[index]):
                self.at = index + 1
                return index
            if OPENING.match(self.plain[index]):
                return None
        return None


def _trimmed(lines: list[str], first: int) -> tuple[str, int]:
    while lines and not lines[0].strip():
        lines, first = lines[1:], first + 1
    return "\n".join(lines).rstrip(), first


def _attributes(rest: str, line: int) -> tuple[dict[str, str], list[Fault]]:
    found: dict[str, str] = {}
    at = 0
    while pair := _PAIR.match(rest, at):
        key = key_of(pair["key"])
        if key in found:
            return found, [_at(line, f"« {key} » est écrit deux fois.", "N’en gardez qu’un.")]
        found[key] = next(
            v for v in (pair["straight"], pair["french"], pair["bare"]) if v is not None
        )
        at = pair.end()
    if left := rest[at:].strip():
        said = f"« {left[:40]} » n’est pas de la forme clé=valeur."
        return found, [
            _at(line, said, 'Une valeur de plusieurs mots va entre guillemets : titre="Deux mots".')
        ]
    return found, []


def _checked(block: Block, component: Component) -> Iterator[Fault]:
    for key in block.attributes:
        if key not in component.attributes:
            yield _unknown_key(key, component, block.line)
    for key in component.needs:
        if not block.get(key):
            yield _at(
                block.line,
                f"il manque « {key} » à ce composant « {component.name} ».",
                f"Ajoutez {key}=… sur cette ligne.",
            )
    if component.body is not Body.NONE and not component.bare and not block.body:
        yield _at(
            block.line, f"ce composant « {component.name} » est vide.", _WANTED[component.body]
        )
    if component.body is Body.NONE and block.body:
        yield _at(
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
            yield _at(
                block.line,
                "« vers » n’est pas une adresse.",
                "Écrivez une page du site comme /adherer/, ou une adresse en https://.",
            )
        if get("style") not in ("", "plein", "discret"):
            yield _at(block.line, "« style » ne peut être que plein ou discret.", "Choisissez.")
    if block.name == "agenda" and get("nombre") and not re.fullmatch(r"[1-9]\d?", get("nombre")):
        yield _at(block.line, "« nombre » va de 1 à 99.", "Écrivez par exemple nombre=3.")
    if block.name == "integration" and get("adresse") and not get("adresse").startswith("https://"):
        yield _at(
            block.line,
            "« adresse » n’est pas une adresse en https://.",
            "Recopiez celle de la page à ouvrir.",
        )
    elif get("adresse") and not get("service") and embed_of(get("adresse")) is None:
        yield _at(
            block.line,
            "il manque « service » : rien ne dit chez qui mène cette adresse.",
            "Ajoutez par exemple service=PeerTube sur cette ligne.",
        )
    if block.name == "questions" and block.body and not block.questions():
        yield _at(
            block.line,
            "aucune question n’est écrite ici.",
            "Chaque question est un titre : ### Faut-il adhérer ?",
        )
    known = _MEDIA.get(block.name, ())
    if known and get("fichier") and not get("fichier").lower().endswith(known):
        yield _at(
            block.line,
            f"un fichier {french_list(known, last='ou')} est attendu.",
            "Convertissez le fichier.",
        )
    if get("sous-titres") and not get("sous-titres").lower().endswith(".vtt"):
        yield _at(
            block.line, "les sous-titres sont attendus en WebVTT (.vtt).", "Convertissez-les."
        )
    for name, line in (*files_of(block), *images_of(block)):
        if re.search(r"[/\\]|^\.", name):
            yield _at(line, "un nom de fichier est attendu, sans dossier.", "Retirez le dossier.")


def files_of(block: Block) -> Iterator[tuple[str, int]]:
    """Return the files of `content/fichiers` that a component names, with their lines."""
    if block.name == "telechargements":
        yield from ((composed(name), line) for name, _, line in block.listed())
    for key in FILE_KEYS.get(block.name, ()):
        if block.get(key):
            yield composed(block.get(key)), block.line


def images_of(block: Block) -> Iterator[tuple[str, int]]:
    """Return the images of `content/images` that a component shows, with their lines."""
    if block.name == "galerie":
        yield from ((composed(name), line) for name, _, line in block.listed())
    for key in IMAGE_KEYS.get(block.name, ()):
        if block.get(key):
            yield composed(block.get(key)), block.line


def embed_in(block: Block) -> Embed | None:
    """Return what a component would load from another service at the reader's wish."""
    if block.name != "integration":
        return None
    return embed_of(block.get("adresse"), block.get("service"))


def linked_files(text: str) -> Iterator[tuple[str, int]]:
    """Return the files of `content/fichiers` that plain links lead to, with their lines."""
    if "/fichiers/" in text:
        plain = prose(text)
        for found in _LINKED.finditer(plain):
            yield composed(found["name"]), plain.count("\n", 0, found.start()) + 1


def composed(name: str) -> str:
    """Return a name whose accents are one sign with their letter, as they are typed."""
    return unicodedata.normalize("NFC", name)


def faults_of(text: str, *, path: str, first_line: int) -> list[Fault]:
    """Return what is wrong with the components of a page, each with its line in the file."""
    return [
        replace(fault, at=Place(path, first_line + (fault.at.line if fault.at else 1) - 1))
        for block in blocks_in(text)
        for fault in block.faults
    ]


def _at(line: int, found: str, remedy: str) -> Fault:
    return Fault(found, remedy, Place("", line))


def _stray(line: int) -> Block:
    fault = _at(line, "cette ligne ::: ne referme aucun composant.", "Retirez-la.")
    return Block(name="", line=line, end=line, faults=(fault,))


def _left_open(line: int, inner: int) -> Fault:
    remedy = "Ajoutez une ligne ::: après lui."
    if inner:
        remedy = (
            "Ajoutez une ligne ::: avant le composant suivant : "
            "un composant n’en contient pas d’autre."
        )
    return _at(line, "ce composant n’est pas refermé.", remedy)


def _unknown(name: str, line: int) -> Fault:
    near = nearest(key_of(name), NAMES)
    known = french_list(sorted(COMPONENTS), last="et")
    remedy = f"Vouliez-vous écrire « {near} » ?" if near else f"Ils s’appellent {known}."
    return _at(line, f"aucun composant ne s’appelle « {name} ».", remedy)


def _unknown_key(key: str, component: Component, line: int) -> Fault:
    near = nearest(key, component.attributes)
    known = french_list(component.attributes) if component.attributes else "rien"
    remedy = f"Vouliez-vous écrire « {near} » ?" if near else f"Il prend {known}."
    return _at(line, f"le composant « {component.name} » ne prend pas « {key} ».", remedy)
