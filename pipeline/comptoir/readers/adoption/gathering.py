"""What the readers of Pelican, Hugo and Jekyll share: files beside the pages, remarks, places."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from comptoir.errors import Place
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption.codes import Codes, forms
from comptoir.site.adoption.model import OldFile, OldList, OldPage, Remark, Topic
from comptoir.site.adoption.placed import PICTURES

MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})
DOCUMENTS = frozenset(
    (".pdf", ".odt", ".ods", ".odp", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".csv",
     ".zip", ".mp3", ".mp4", ".webm", ".ogg", ".oga", ".ogv", ".opus", ".m4a", ".wav", ".ics",
     ".gpx", ".kml", ".epub", ".txt", ".vtt", ".srt")
)  # fmt: skip
PAGE_PARTS = frozenset(
    (".html", ".htm", ".js", ".mjs", ".css", ".scss", ".less", ".map", ".php", ".cgi", ".woff",
     ".woff2", ".ttf", ".eot", ".otf", ".pyc", ".swp", ".bak", ".exe", ".dll", ".bat", ".sqlite",
     ".db", ".pem", ".key")
)  # fmt: skip
OURS = frozenset({"cname", "robots.txt", "favicon.ico", "sitemap.xml", ".nojekyll", ".htaccess",
                  "humans.txt", "_headers", "_redirects"})  # fmt: skip
CONVERTED = {
    ".adoc": "l’AsciiDoc", ".asciidoc": "l’AsciiDoc", ".asc": "l’AsciiDoc",
    ".ipynb": "le carnet Jupyter", ".org": "le format Org", ".textile": "le format Textile",
}  # fmt: skip
SAID = {
    Topic.EMBED: "un contenu venu d’ailleurs ({what}) s’y trouve.",
    Topic.FORM: "un formulaire ou un agenda ({what}) s’y trouve.",
    Topic.CODE: "le code « {what} » n’est pas repris.",
}
REMEDIES = {
    Topic.EMBED: "Remplacez-le par un lien, ou par le composant « integration ».",
    Topic.FORM: "Refaites-le avec Comptoir.",
    Topic.CODE: "Un commentaire en marque la place.",
}


@dataclass(slots=True)
class Gathering:
    """Pages and files gathered on the way, and what is said of them."""

    tree: Tree
    pages: list[OldPage] = field(default_factory=list)
    files: list[OldFile] = field(default_factory=list)
    lists: list[OldList] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def say(self, topic: Topic, found: str, remedy: str = "", *, path: str = "") -> None:
        self.remarks.append(Remark(topic, found, remedy, Place(path) if path else None))

    def reject(self, path: str, why: object) -> None:
        self.say(Topic.FILE, f"{why}.", path=path)

    def left(self, path: str, found: Iterable[tuple[Topic, str]]) -> None:
        for topic, what in dict.fromkeys(found):
            said = SAID.get(topic, SAID[Topic.CODE]).format(what=what)
            self.say(topic, said, REMEDIES.get(topic, ""), path=path)

    def decoded(self, path: str, codes: Codes) -> str:
        """Return a text without the codes of the old tool, all of them said."""
        met = [*codes.met, *forms(codes.text)]
        self.left(path, ((one.topic, one.name) for one in met))
        return codes.text

    def file(self, path: str, urls: Iterable[str], *, published: bool = False) -> None:
        """Take a file that is no page, or say why not.

        Args:
            path: where it lies.
            urls: where it was published.
            published: the old site published whatever lay there.
        """
        name = PurePosixPath(path).name
        suffix = PurePosixPath(path).suffix.lower()
        if name.casefold() in OURS or (name.startswith(".") and not suffix):
            if name.casefold() in OURS - {".nojekyll"}:
                self.say(Topic.FILE, "Comptoir écrit ce fichier lui-même.", path=path)
            return
        taken = published and suffix and suffix not in PAGE_PARTS and not name.startswith(".")
        if suffix not in PICTURES | DOCUMENTS and not taken:
            other = CONVERTED.get(suffix)
            said = (
                f"{other} n’est pas repris" if other else "ce n’est ni texte, ni image, ni document"
            )
            remedy = "Convertissez-le en Markdown, par exemple avec pandoc." if other else ""
            self.say(Topic.FILE, f"{said}.", remedy, path=path)
            return
        try:
            digest = self.tree.digest(path)
        except RejectedError as error:
            self.reject(path, error)
            return
        self.files.append(OldFile(key=path, urls=tuple(urls), digest=digest))

    def everything(self) -> tuple[Remark, ...]:
        return (*self.remarks, *self.tree.remarks)
