"""The closed set of components: what each takes, and one of them as it is written in a page."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from comptoir.errors import Fault
from comptoir.site.embeds import Embed, embed_of
from comptoir.site.markdown import prose
from comptoir.text import fold

_LISTED = re.compile(r"^[-*]?\s*(?P<name>[^:]+?)\s*(?::\s*(?P<words>.*))?$")
_QUESTION = re.compile(r"^#{2,4}[ \t]+(?P<question>.+?)[ \t]*#*$", re.M)


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
        Component("lettres", "newsletters", takes=("nombre",)),
        Component("formulaire", "form", needs=("nom",)),
        Component("questions", "faq", Body.TEXT),
        Component("telechargements", "downloads", Body.LIST),
        Component("equipe", "team", takes=("groupe",)),
        Component("partenaires", "partners", takes=("groupe",)),
        Component("horaires", "hours"),
        Component("creneaux", "slots"),
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


def composed(name: str) -> str:
    """Return a name whose accents are one sign with their letter, as they are typed."""
    return unicodedata.normalize("NFC", name)
