"""Letters: one print-ready PDF a batch, with a slip that says what is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comptoir.channels.protocol import Batch
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.printing.letters import Letter, Printed, Stationery, print_letters
from comptoir.private import write_private


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMessage(Message):
    """A letter to print; its id is its tracking reference."""

    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChannel:
    """Prints batches into a private folder."""

    folder: Path
    stationery: Stationery
    theme: Sequence[Path]
    timestamp: datetime

    @property
    def idempotent(self) -> bool:
        return True  # a batch printed again replaces the file it made

    def send_all(self, messages: Sequence[Message], *, name: str) -> Batch:
        letters = [m.letter for m in messages if isinstance(m, LetterMessage)]
        printed = print_letters(
            letters, self.stationery, folders=self.theme, timestamp=self.timestamp
        )
        paths = self._write(printed, letters, name) if printed.pdf else ()
        return Batch(
            acknowledgements=tuple(_answer(message, printed) for message in messages),
            paths=paths,
            pages=printed.total,
            long=tuple(ref for ref, pages in printed.pages.items() if pages > 1),
        )

    def _write(self, printed: Printed, letters: Sequence[Letter], name: str) -> tuple[Path, Path]:
        pdf = write_private(self.folder / f"lettres-{name}.pdf", printed.pdf)
        slip = _slip(printed.pages, {letter.reference: letter for letter in letters})
        return pdf, write_private(self.folder / f"bordereau-{name}.csv", slip.encode("utf-8-sig"))


def _answer(message: Message, printed: Printed) -> Acknowledgement:
    if message.id in printed.pages:
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
