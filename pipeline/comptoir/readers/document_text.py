"""The words of a document, whatever program wrote it; pictures and scans have none."""

import email
import email.policy
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError
from comptoir.readers.encodings import examine
from comptoir.readers.workbooks import as_text

LARGEST = 50_000_000  # bytes of a part that is opened: the words of a longer one are left out
LONGEST = 2_000_000  # characters that are kept


@dataclass(frozen=True, slots=True)
class Words:
    """What was read, and what is worth knowing about the file."""

    text: str = ""
    notice: str = ""


def document_words(path: Path) -> Words:
    """Read the text of a file, as far as its format is known; never refuse it."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return Words(notice="ce format n’est pas lu : le document se trouvera par son titre")
    if path.stat().st_size > LARGEST:
        return Words(notice="fichier trop gros pour être lu : il se trouvera par son titre")
    found = reader(path)
    if not found.text.strip() and not found.notice:
        return Words(notice="aucun texte à lire (une image ?) : il se trouvera par son titre")
    return Words(found.text[:LONGEST], found.notice)


def _pdf(path: Path) -> Words:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = []
            for page in pdf:
                pages.append(page.get_textpage().get_text_bounded())
                page.close()
            return Words("\n".join(pages))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Words(notice="ce PDF est protégé par un mot de passe : ôtez-le avant qu’il "
                         "ne se perde")  # fmt: skip
        return Words(notice="ce PDF ne s’ouvre pas : vérifiez l’original")


def _office(*parts: str) -> Callable[[Path], Words]:
    """Read the paragraphs of a zipped XML: DOCX, ODT, ODP, PPTX."""

    def read(path: Path) -> Words:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        texts = []
        try:
            with zipfile.ZipFile(path) as archive:
                for info in archive.infolist():
                    if info.filename.startswith(parts) and info.filename.endswith(".xml"):
                        if info.file_size > LARGEST:
                            return Words(notice="fichier trop gros pour être lu")
                        root = etree.fromstring(archive.read(info), parser)
                        texts.append("\n".join(_paragraphs(root)))
        except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, NotImplementedError):
            return Words(notice="ce fichier ne s’ouvre pas : vérifiez l’original")
        return Words("\n".join(texts))

    return read


def _paragraphs(root: object) -> Iterator[str]:
    from lxml import etree

    assert isinstance(root, etree._Element)  # as fromstring returns it
    for node in root.iter("{*}p", "{*}h"):
        yield "".join(str(piece) for piece in node.itertext())


def _workbook(path: Path) -> Words:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, calamine.PasswordError):
        return Words(notice="ce classeur ne s’ouvre pas : vérifiez l’original")
    lines = (" ".join(filter(None, map(as_text, row))) for s in sheets for row in s.iter_rows())
    return Words("\n".join(lines))


def _mail(path: Path) -> Words:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    said = [str(message[name] or "") for name in ("Subject", "From", "To", "Date")]
    body = message.get_body(("plain", "html"))
    try:
        content = body.get_content() if body else ""
    except (LookupError, UnicodeError):  # a charset that is not one
        content = ""
    return Words("\n".join([*said, _without_tags(content) if "<" in content else content]))


def _without_tags(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html).text(separator=" ")


def _text(path: Path) -> Words:
    try:
        facts = examine(path)
    except InputError:  # empty
        return Words()
    if facts.encoding is None:
        return Words(notice="ce n’est pas un texte : il se trouvera par son titre")
    return Words(path.read_text(facts.encoding.codec, errors="replace"))


def _page(path: Path) -> Words:
    return Words(_without_tags(_text(path).text))


_READERS: Mapping[str, Callable[[Path], Words]] = {
    ".pdf": _pdf, ".eml": _mail, ".html": _page, ".htm": _page,
    ".docx": _office("word/document", "word/header", "word/footer"),
    ".pptx": _office("ppt/slides/"),
    ".odt": _office("content.xml"), ".odp": _office("content.xml"),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), _workbook),
    **dict.fromkeys((".txt", ".md", ".csv", ".tsv", ".xml", ".json", ".ics"), _text),
}  # fmt: skip
