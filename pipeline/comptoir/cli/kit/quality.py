"""The quality of contacts on a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from comptoir.cli.kit.output import table
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.contacts.model import Contact
    from comptoir.desk.quality import Examination, FileQuality

ACTS = {
    "contact.add": "saisie",
    "contact.edit": "saisie",
    "contact.import": "import",
    "contact.merge": "fusion",
    "contact.undo": "retour en arrière",
}


def base_lines(done: "Examination") -> Iterator[str]:
    """The open anomalies by rule."""
    from comptoir.contacts.quality import RULES

    total = sum(done.counts.values())
    examined = plural(done.contacts, "fiche examinée", "fiches examinées")
    yield f"{examined} : {plural(total, 'anomalie ouverte', 'anomalies ouvertes')}."
    if total:
        rows = [
            (number, RULES[name].severity.french, RULES[name].french, name)
            for name, number in done.counts.items()
        ]
        yield ""
        yield table(("nombre", "gravité", "ce qui ne va pas", "règle"), rows, right=(0,))
        yield ""
    if done.new or done.mended:
        new = plural(done.new, "nouvelle", "nouvelles")
        yield f"Depuis la dernière fois : {new}, {plural(done.mended, 'corrigée', 'corrigées')}."
    if total:
        yield "Les voir : comptoir anomalie lister"


def file_lines(found: "FileQuality") -> Iterator[str]:
    """Where each field comes from, then what is wrong."""
    from comptoir.contacts.columns import FIELDS
    from comptoir.contacts.quality import CONFIDENCES

    yield f"{found.contact.reference}  {found.contact.full_name}"
    yield ""
    rows = [
        (
            FIELDS[name],
            ACTS.get(origin.source, origin.source) or "inconnue",
            short_date(origin.on) if origin.on else "",
            CONFIDENCES[origin.confidence],
        )
        for name, origin in found.origins.items()
    ]
    yield table(("champ", "source", "date", "confiance"), rows)
    yield ""
    if not found.issues:
        yield "Rien à signaler."
    for issue in found.issues:
        better = f" → {issue.suggestion}" if issue.suggestion else ""
        value = f" : {issue.value}{better}" if issue.value else ""
        name = FIELDS.get(issue.field, issue.field)
        yield f"{issue.severity.french}, {name} : {issue.french}{value}"


def confirmed(one: "Contact", fields: "Sequence[str]") -> str:
    from comptoir.contacts.columns import FIELDS

    return f"{one.reference}, confirmé aujourd’hui : {', '.join(FIELDS[name] for name in fields)}."
