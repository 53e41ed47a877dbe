"""Merge a letter written in a word processor (DOCX with MERGEFIELDs), through docx-mailmerge2.

A model comes from outside: what would run or fetch something when it is opened is refused, and so
is what only means to fill a memory. Values are words: they cannot make a field.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.text import on_one_line

MOST_BYTES = 50_000_000  # of a model once it is unpacked
MACROS = re.compile(r"vbaProject|\.bin$|/activeX/|/embeddings/", re.IGNORECASE)
FETCHES = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b")
INSTRUCTIONS = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
PAGE = "nextPage_section"


class OfficeModel:
    """A model, read and found harmless.

    Raises:
        InputError: it is no DOCX, or holds what a model must not.
    """

    def __init__(self, path: Path, *, shown: str) -> None:
        self._place = Place(shown)
        try:
            self._content = path.read_bytes()
            with zipfile.ZipFile(io.BytesIO(self._content)) as packed:
                self._refuse_harm(packed)
        except (OSError, zipfile.BadZipFile) as error:
            raise self._fault(
                "ce fichier n’est pas un document Word (.docx).",
                "Dans votre traitement de texte, enregistrez-le au format .docx.",
            ) from error
        self.fields = tuple(sorted(self._open().get_merge_fields()))

    def _refuse_harm(self, packed: zipfile.ZipFile) -> None:
        infos = packed.infolist()
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise self._fault("ce modèle est trop lourd.", "Allégez ses images.")
        if any(MACROS.search(info.filename) for info in infos):
            raise self._fault(
                "ce modèle contient une macro ou un objet incorporé.",
                "Enregistrez-le au format .docx simple, sans macro ni objet.",
            )
        for info in infos:
            if info.filename.endswith((".xml", ".rels")):
                self._refuse_calls(packed.read(info), rels=info.filename.endswith(".rels"))

    def _refuse_calls(self, content: bytes, *, rels: bool) -> None:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self._fault("ce modèle n’est pas un document Word.", "Enregistrez-le à nouveau.")
        parts = [a or b for a, b in INSTRUCTIONS.findall(content)]
        code = b" ".join([*parts, b"".join(parts)])  # a field may be cut between runs of text
        links = (
            [one for one in OUTSIDE.findall(content) if b"/hyperlink" not in one] if rels else []
        )
        if FETCHES.search(code) or links:
            raise self._fault(
                "ce modèle va chercher quelque chose ailleurs quand on l’ouvre.",
                "Remplacez l’image, le texte ou le modèle lié par une copie dans le document.",
            )

    def merge(self, everyone: Sequence[Mapping[str, str]]) -> bytes:
        """Return one document: a letter a person, each on its own page."""
        rows = [{name: _plain(value) for name, value in one.items()} for one in everyone]
        model = self._open()
        out = io.BytesIO()
        if len(rows) == 1:
            model.merge(**rows[0])
        else:
            model.merge_templates(rows, separator=PAGE)
        model.write(out)
        return out.getvalue()

    def _open(self) -> Any:
        from mailmerge import MailMerge

        try:
            return MailMerge(io.BytesIO(self._content))
        except Exception as error:  # whatever the library meets in a broken file
            raise self._fault(
                "ce document Word ne se lit pas.",
                "Ouvrez-le dans votre traitement de texte et enregistrez-le à nouveau.",
            ) from error

    def _fault(self, found: str, remedy: str) -> InputError:
        return InputError(found, remedy=remedy, at=self._place)


def _plain(value: str) -> str:
    """Return words that XML can hold: lines are kept, control characters are not."""
    return "\n".join(on_one_line(line) for line in value.split("\n"))
