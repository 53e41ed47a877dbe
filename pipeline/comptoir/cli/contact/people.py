"""Find and show: show, find, list."""

from typing import TYPE_CHECKING

from comptoir.cli.contact.group import command
from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import euros
from comptoir.cli.kit.people import HOW_MANY, identity, names_table
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

PAPERS = 10  # documents shown of one contact

if TYPE_CHECKING:
    from comptoir.desk.contact_files import ContactFile
    from comptoir.store.contact_notes import Noted


@command.command("show")
@argument("reference", label="contact")
@pass_context
def show(ctx: Context, reference: str) -> None:
    """Montrer la fiche d’un contact. La lecture est notée au journal des accès."""
    from comptoir.desk import contact_files

    found = contact_files.show(ctx, reference)
    emit(found, lambda: "\n".join(_file(ctx, found)))


def _file(ctx: Context, found: "ContactFile") -> list[str]:
    from comptoir.consent.model import FRENCH_CHANNELS, french_scope

    lines = [f"{found.contact.reference}  {found.contact.full_name}", ""]
    lines += [f"{label.ljust(10)}  {value}" for label, value in identity(found.contact)]
    for held in found.roles:
        since = f" depuis le {short_date(held.since)}" if held.since else ""
        until = f" jusqu’au {short_date(held.until)}" if held.until else ""
        lines.append(f"{'rôle'.ljust(10)}  {held.role.french}{since}{until}")
    if said := _balance(found):
        lines.append(f"{'solde'.ljust(10)}  {said}")
    if found.tags:
        lines.append(f"{'étiquettes'.ljust(10)}  {', '.join(found.tags)}")
    lines += [f"{name.ljust(10)}  {value}" for name, value in found.facts.items()]
    if found.externals:
        lines.append(f"{'ailleurs'.ljust(10)}  {', '.join(found.externals)}")
    for tie in found.relations:
        until = f" jusqu’au {short_date(tie.until)}" if tie.until else ""
        lines.append(f"{tie.word.ljust(10)}  {tie.other.reference} {tie.other.full_name}{until}")
    rows = [
        (french_scope(one.scope), FRENCH_CHANNELS.get(one.channel, one.channel), one.kind.french,
         short_date(one.since))
        for one in found.consents
    ]  # fmt: skip
    if rows:
        lines += ["", table(("finalité", "canal", "état", "depuis"), rows)]
    if found.requests:
        asked = [
            (one.number, short_date(one.received_on), one.kind.french, one.motive,
             one.state.french, short_date(one.due_on) if one.due_on else "")
            for one in found.requests
        ]  # fmt: skip
        heads = ("demande", "reçue le", "nature", "motif", "état", "promise pour le")
        lines += ["", table(heads, asked)]
    lines += _papers(found)
    for one in found.notes:
        lines += ["", *_note_lines(ctx, one)]
    return lines


def _balance(found: "ContactFile") -> str:
    """What they owe; nothing where nothing was ever sold, or where the profile sees no sale."""
    if found.balance is None:
        return ""
    if found.balance:
        way = "à recevoir" if found.balance > 0 else "à rendre"
        return f"{euros(abs(found.balance))} {way}"
    return "rien à régler" if any(one.amount is not None for one in found.documents) else ""


def _papers(found: "ContactFile") -> list[str]:
    """The latest documents, and how to see the others."""
    shown = found.documents[:PAPERS]
    if not shown:
        return []
    rows = [
        (
            one.number,
            short_date(one.dated),
            f"{one.title} (annulé)" if one.void_on else one.title,
            "" if one.amount is None else euros(one.amount),
            "" if one.left is None else euros(one.left),
        )
        for one in shown
    ]
    heads = ("document", "du", "intitulé", "montant", "reste dû")
    more = len(found.documents) - len(shown)
    others = f"… et {plural(more, 'autre')} : comptoir document chercher --contact"
    lines = ["", table(heads, rows, right=(3, 4))]
    return [*lines, f"{others} {found.contact.reference}"] if more else lines


def _note_lines(ctx: Context, one: "Noted") -> list[str]:
    back = ""
    if one.follow_up_on:
        back = f", rappel le {short_date(one.follow_up_on)}" + (" (fait)" if one.done_on else "")
    head = f"{short_date(ctx.day_of(one.at))}, {one.login}{back}"
    return [head, *(f"  {line}" for line in one.text.splitlines())]


@command.command("find")
@argument("text", label="texte", nargs=-1, required=True)
@HOW_MANY
@pass_context
def find(ctx: Context, text: tuple[str, ...], limit: int) -> None:
    """Chercher un contact : nom, organisme, adresse mél, ville, ou un mot d’une note."""
    from comptoir.desk import contact_files

    found = contact_files.find(ctx, " ".join(text), limit=limit)
    if not found.contacts:
        emit(found, "Aucun contact ne correspond.")
        return
    more = f"\n… et d’autres : précisez, ou ajoutez --limit {limit * 5}."
    shown = names_table(found.contacts)
    emit(found, shown + more if found.count > limit else shown)


@command.command("list")
@option("--segment", default="", metavar="NOM", help="Seulement ceux de ce segment.")
@HOW_MANY
@pass_context
def list_(ctx: Context, segment: str, limit: int) -> None:
    """Lister les contacts."""
    from comptoir.desk import contact_files

    if segment:
        from comptoir.desk import segments

        shown = segments.show(ctx, segment, limit=limit)
        found = contact_files.Page(shown.count, shown.contacts)
    else:
        found = contact_files.listing(ctx, limit=limit)
    total = plural(found.count, "contact")
    emit(found, f"{total}\n\n{names_table(found.contacts)}" if found.contacts else total)
