"""Read what readers get as texts: pages, mailings, models of letters and of replies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml

from comptoir.campaigns.fields import FIELDS
from comptoir.errors import InputError
from comptoir.readers.files import read_text
from comptoir.readers.spelling import Speller, read_lexicon
from comptoir.rules.surfaces_text import ModelHead, TextKind, WrittenText
from comptoir.settings import Organisation
from comptoir.settings.organisation import Charter
from comptoir.site import spelling
from comptoir.site.markdown import body_start
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.writing import Writing

MODELS = {"contacts/letters": TextKind.LETTER, "contacts/replies": TextKind.REPLY}
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def read_texts(
    root: Path, pages: Iterable[SourcePage], organisation: Organisation, *, spelt: bool
) -> list[WrittenText]:
    """Return every text in French of a project.

    Args:
        root: the project.
        pages: its pages, read.
        organisation: who writes: its charter, its own names.
        spelt: look the words up, which takes a second.
    """
    made = [*_of_pages(pages, organisation.charter), *_of_models(root, organisation.charter)]
    if not spelt:
        return made
    names = spelling.proper_names(text.writing for text in made) | _own_names(organisation)
    speller = Speller(read_lexicon(root))
    return [looked_up(text, speller, names) for text in made]


def looked_up(text: WrittenText, speller: Speller, names: frozenset[str]) -> WrittenText:
    """Return a text with the words that are misspelt in it."""
    wrong = spelling.unknown(text.writing, speller.knows, names)
    return replace(text, unknown=frozenset(word.text for word in wrong))


def of_page(page: SourcePage, charter: Charter) -> WrittenText:
    """Return the text of a page or of a mailing."""
    return WrittenText(
        path=page.path,
        kind=TextKind.MAILING if page.kind is PageKind.CAMPAIGN else TextKind.PAGE,
        title=page.meta.title,
        writing=Writing(page.body, line=page.body_line),
        charter=charter,
    )


def of_model(text: str, *, shown: str, kind: TextKind, charter: Charter) -> WrittenText:
    """Return the text of a model of letter or of reply."""
    start = body_start(text)
    title = _TITLE.search(text, 0, start)
    return WrittenText(
        path=shown,
        kind=kind,
        title=title[1] if title else "",
        writing=Writing(text[start:], line=text.count("\n", 0, start) + 1),
        charter=charter,
        head=_head(text[:start]) if kind is TextKind.LETTER else None,
    )


def _head(text: str) -> ModelHead:
    try:
        read = yaml.safe_load(text.lstrip("\ufeff").strip().strip("-")) or {}
    except (yaml.YAMLError, ValueError, RecursionError):
        return ModelHead(readable=False)
    if not isinstance(read, dict):
        return ModelHead(readable=False)
    declared = read.get("fields") or ()
    if not isinstance(declared, list):
        declared = str(declared).replace(",", " ").split() if declared else ()
    return ModelHead(
        told=frozenset(str(key) for key, value in read.items() if str(value or "").strip()),
        subject=str(read.get("subject") or ""),
        lines={
            line.partition(":")[0].strip(): number
            for number, line in enumerate(text.splitlines(), 1)
        },
        declared=tuple(str(name) for name in declared),
        fields=frozenset(FIELDS),
    )


def _of_pages(pages: Iterable[SourcePage], charter: Charter) -> Iterator[WrittenText]:
    return (of_page(page, charter) for page in pages if page.meta.lang == "fr")


def _of_models(root: Path, charter: Charter) -> Iterator[WrittenText]:
    for folder, kind in MODELS.items():
        for path in sorted((root / folder).rglob("*.md")):
            shown = PurePosixPath(path.relative_to(root)).as_posix()
            try:
                text = read_text(path, shown=shown)
            except InputError:  # said where the model is used
                continue
            yield of_model(text, shown=shown, kind=kind, charter=charter)


def _own_names(organisation: Organisation) -> frozenset[str]:
    said = f"{organisation.name} {organisation.seat.city} {organisation.publication_director}"
    return frozenset(word for word in re.split(r"[\s’'-]+", said) if word[:1].isupper())
