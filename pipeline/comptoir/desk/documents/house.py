"""How this house names its documents, and the kinds that it has."""

from collections.abc import Iterable

from comptoir.context import Context
from comptoir.desk.project import settings_file
from comptoir.documents.kinds import (
    FILE_NAMES,
    FRENCH_SECTIONS,
    Kind,
    Readers,
    Section,
    built_in,
)
from comptoir.documents.naming import Grammar
from comptoir.errors import InputError, Place
from comptoir.errors.french import meant
from comptoir.law.keeping import Starts, Term
from comptoir.settings.documents import Documents, OwnKind

SETTINGS = "legal/documents.toml"


def settings(ctx: Context) -> Documents:
    """Read legal/documents.toml; a house without one has the usual kinds and names."""
    if not (ctx.root / SETTINGS).is_file():
        return Documents()
    return settings_file(ctx.root, SETTINGS, Documents)


def kinds(ctx: Context) -> dict[str, Kind]:
    """Return every kind of document of this house, by name."""
    own = {name: _own(name, said) for name, said in settings(ctx).kinds.items()}
    return built_in(ctx.today) | own


def _own(name: str, said: OwnKind) -> Kind:
    return Kind(
        name=name,
        title=said.title,
        section=_section(name, said.section),
        term=Term(said.years, Starts(said.starts), said.source),
        readers=Readers(said.readers),
        duty=said.duty,
    )


def _section(kind: str, text: str) -> Section:
    by_name = {french: section for section, french in FRENCH_SECTIONS.items()}
    by_name |= {section.value: section for section in Section}
    if text in by_name:
        return by_name[text]
    raise InputError(
        f"[kinds.{kind}] section : « {text} » n’est pas un classement.",
        remedy=meant(text, by_name, otherwise=f"Il y a : {', '.join(FRENCH_SECTIONS.values())}."),
        at=Place(SETTINGS),
    )


def grammar(ctx: Context) -> Grammar:
    """Return the grammar of file names."""
    return Grammar(settings(ctx).naming.pattern, kinds(ctx), frozenset(FILE_NAMES.values()))


def years(term: Term) -> str:
    """Say a term: `10 ans après la fin de l’année (C. com., art. L123-22)`."""
    if term.years is None:
        return f"toujours ({term.source})"
    after = {Starts.DATE: "après sa date", Starts.YEAR: "après la fin de l’année",
             Starts.END: "après la fin"}[term.starts]  # fmt: skip
    count = f"{term.years} an" + ("s" if term.years > 1 else "")
    return f"{count} {after} ({term.source})"


def words(text: Iterable[str]) -> list[str]:
    """Cut what somebody types into the words to look for."""
    return [word for piece in text for word in piece.replace("'", " ").split()]
