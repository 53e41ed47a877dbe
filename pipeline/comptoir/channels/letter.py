"""Letters: print-ready PDFs, a slip of what is in them, a manifest for the print shop."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comptoir.channels.protocol import Batch
from comptoir.dates import french_date
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.printing.letters import Letter, Printed, Stationery, print_each, print_letters
from comptoir.private import write_private
from comptoir.text import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMessage(Message):
    """A letter to print; its id is its tracking reference."""

    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChannel:
    """Prints batches into a private folder: a file a batch, or a file a letter."""

    folder: Path
    stationery: Stationery
    theme: Sequence[Path]
    timestamp: datetime
    title: str = ""
    envelope: str = ""  # in words
    each: bool = False

    @property
    def idempotent(self) -> bool:
        return True  # a batch printed again replaces the files it made

    def send_all(self, messages: Sequence[Message], *, name: str) -> Batch:
        letters = [m.letter for m in messages if isinstance(m, LetterMessage)]
        pages: dict[str, int] = {}
        digests: dict[Path, str] = {}
        for path, printed in self._printed(letters, name):
            if printed.pdf:
                write_private(path, printed.pdf)
                digests[path] = hashlib.sha256(printed.pdf).hexdigest()
                pages |= printed.pages
        return Batch(
            acknowledgements=tuple(_answer(message, pages) for message in messages),
            paths=self._papers(letters, pages, digests, name) if pages else (),
            pages=sum(pages.values()),
            long=tuple(ref for ref, count in pages.items() if count > 1),
        )

    def _printed(self, letters: Sequence[Letter], name: str) -> Iterator[tuple[Path, Printed]]:
        paper, folders, at = self.stationery, self.theme, self.timestamp
        if not self.each:
            printed = print_letters(letters, paper, folders=folders, timestamp=at)
            yield self.folder / f"lettres-{name}.pdf", printed
            return
        for printed in print_each(letters, paper, folders=folders, timestamp=at):
            reference = next(iter(printed.pages), "")
            yield self.folder / f"lettres-{name}" / f"{reference}.pdf", printed

    def _papers(
        self,
        letters: Sequence[Letter],
        pages: Mapping[str, int],
        digests: Mapping[Path, str],
        name: str,
    ) -> tuple[Path, ...]:
        """Write what goes with the print files; return all that was made, the print first."""
        slip = _slip(pages, {letter.reference: letter for letter in letters})
        said = "\n".join(self._manifest(pages, digests))
        first = next(iter(digests))
        return (
            first.parent if self.each else first,
            write_private(self.folder / f"bordereau-{name}.csv", slip.encode("utf-8-sig")),
            write_private(self.folder / f"manifeste-{name}.txt", said.encode()),
        )

    def _manifest(self, pages: Mapping[str, int], digests: Mapping[Path, str]) -> Iterator[str]:
        """Say what the print shop must find: counts, paper, folds, the digest of each file."""
        several = sum(count > 1 for count in pages.values())
        long = f", dont {plural(several, 'lettre')} de plus d’une page" if several else ""
        folds = "trois" if len(self.stationery.layout.folds) > 1 else "deux"
        first, *_, last = [*pages, *pages]
        yield f"« {self.title} », {french_date(self.timestamp.date())}"
        yield ""
        yield f"{plural(len(pages), 'lettre')}, {plural(sum(pages.values()), 'page')}{long}."
        yield f"De {first} à {last}, par code postal puis par rue ; l’étranger à la fin."
        yield "Papier A4, recto, imprimé à 100 % (sans « ajuster à la page »)."
        yield f"À plier en {folds}, aux repères du bord gauche, l’adresse au-dehors."
        yield f"Enveloppe {self.envelope}."
        yield ""
        yield "Empreintes SHA-256 des fichiers :"
        for path, digest in digests.items():
            yield f"{digest}  {path.relative_to(self.folder)}"
        yield ""


def _answer(message: Message, pages: Mapping[str, int]) -> Acknowledgement:
    if message.id in pages:
        return Acknowledgement(message_id=message.id, outcome=Outcome.SENT, detail="imprimé")
    return Acknowledgement(
        message_id=message.id, outcome=Outcome.REFUSED, detail="caractère sans police"
    )


def _slip(pages: Mapping[str, int], letters: Mapping[str, Letter]) -> str:
    """List the letters of a file in their order: for the print shop, naming nobody."""
    rows = [
        f"{rank};{reference};{count};{letters[reference].address[-1]}"
        for rank, (reference, count) in enumerate(pages.items(), 1)
    ]
    return "\r\n".join(["Rang;Référence;Pages;Destination", *rows, ""])
