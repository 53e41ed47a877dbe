"""`comptoir mail`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table, warn
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.returns.letters import Brought
    from comptoir.desk.returns.taking import Taken
    from comptoir.store.mail import Entry

KINDS = {
    "hard": "retour définitif",
    "soft": "retour provisoire",
    "blocked": "refus du message",
    "npai": "lettre revenue",
    "complained": "plainte",
    "unsubscribed": "désinscription",
    "away": "absence",
    "gone": "adresse abandonnée",
    "answered": "réponse",
    "message": "message",
    "automatic": "avis automatique",
}
FOLLOWS = {
    "hard": "plus rien ne part à ces adresses, jusqu’à ce qu’elles soient changées",
    "soft": "rien ne change ; trois en quinze jours arrêtent l’adresse",
    "blocked": "le serveur d’en face refuse le message, pas la personne : personne n’est écarté",
    "complained": "notées comme des oppositions à tout envoi par courriel",
    "unsubscribed": "notées comme des oppositions",
    "away": "rien à faire",
    "gone": "à suivre : demandez la nouvelle adresse",
    "answered": "à suivre",
    "message": "de la part de personnes, sans lien avec un envoi",
    "automatic": "rien à faire",
}


@noun()
def command() -> None:
    """Relever ce qui revient, et tenir le registre du courrier arrivé et parti."""


@command.command("import")
@argument("source", label="fichier-ou-dossier", nargs=-1, required=False,
          type=click.Path(path_type=Path))  # fmt: skip
@option("--imap", "--boîte", is_flag=True, help="Relever la boîte de [campaigns.mailbox].")
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@pass_context
def import_(ctx: Context, source: tuple[Path, ...], imap: bool, dry_run: bool) -> None:
    """Lire des messages (.eml, mbox, Maildir, IMAP) ou la liste des lettres revenues."""
    from comptoir.desk.returns import letters, taking

    if not source and not imap:
        raise InputError(
            "il manque ce qu’il faut relever.",
            remedy="Donnez un fichier .eml ou mbox, un dossier, la liste des lettres revenues "
            "(.csv), ou --imap.",
        )
    lists = [path for path in source if letters.is_list(path)]
    mails = [path for path in source if path not in lists]
    if lists and dry_run:
        raise InputError("--dry-run (--essai) ne vaut que pour des messages.")
    brought = [letters.take(ctx, path) for path in lists]
    data: dict[str, object] = {"letters": brought} if brought else {}
    lines = [line for one in brought for line in _brought(one)]
    if mails or imap:
        told = taking.take(ctx, mails, imap=imap, dry_run=dry_run)
        data |= _data(told)
        lines += _lines(told)
        for where, why in told.unread:
            warn(f"{where} : {why}")
        for where in told.cut:
            warn(f"{where} : message trop lourd, lu en partie (2 Mo).")
    emit(data, "\n".join(lines))
    if mails and not told.new and told.unread:
        finish(1)


def _data(told: "Taken") -> dict[str, object]:
    return {
        "read": told.read,
        "again": told.again,
        "kinds": {kind: told.kinds[kind] for kind in KINDS if told.kinds[kind]},
        "stopped": told.stopped,
        "registered": told.registered,
        "unknown": told.unknown,
        "follow_up": told.people,
        "unread": [{"at": where, "why": why} for where, why in told.unread],
        "dry_run": told.dry_run,
    }


def _lines(told: "Taken") -> list[str]:
    head = f"{plural(told.read, 'message lu', 'messages lus')}"
    if told.again:
        head += f", dont {told.again} déjà relevés" if told.again > 1 else ", dont un déjà relevé"
    lines = [f"{head}." if not told.dry_run else f"{head} (essai : rien n’est écrit)."]
    width = len(str(max(told.kinds.values(), default=0)))
    for kind, word in KINDS.items():
        if count := told.kinds[kind]:
            said = plural(count, word, _many(word))[len(str(count)) :].strip()
            lines.append(f"  {count:>{width}}  {said} : {FOLLOWS[kind]}.")
    if told.stopped:
        lines.append(
            f"{plural(told.stopped, 'adresse arrêtée', 'adresses arrêtées')} au troisième retour "
            "provisoire en quinze jours."
        )
    if told.unknown:
        lines.append(f"{plural(told.unknown, 'message')} de ou sur des inconnus de la base.")
    if told.registered:
        lines.append(f"Inscrits au registre : {told.registered} (comptoir courrier registre).")
    if told.people:
        lines.append("Ensuite : comptoir courrier lister ; comptoir échéances.")
    return lines


def _many(word: str) -> str:
    first, _, rest = word.partition(" ")
    if word == "refus du message":
        return "refus de messages"
    ends = {"définitif": "définitifs", "provisoire": "provisoires", "revenue": "revenues",
            "abandonnée": "abandonnées", "automatique": "automatiques"}  # fmt: skip
    return f"{first}s {ends.get(rest, rest)}".strip()


def _brought(done: "Brought") -> list[str]:
    lines = [
        f"{plural(done.returned, 'lettre revenue', 'lettres revenues')} : plus rien ne part à ces "
        "adresses, jusqu’à ce qu’elles soient changées."
    ]
    if done.kept:
        lines.append(f"{plural(done.kept, 'pli')} refusés ou non réclamés : l’adresse reste bonne.")
    if done.again:
        lines.append(f"{plural(done.again, 'lettre')} déjà relevées.")
    if done.unknown:
        lines.append(f"Codes inconnus : {', '.join(done.unknown[:10])}.")
    return lines


@command.command("list")
@option("--kind", "--nature", multiple=True, type=click.Choice(list(KINDS)),
        help="Seulement ceux-là ; peut se répéter.")  # fmt: skip
@option("--limit", "--limite", type=click.IntRange(min=1), default=30, metavar="N",
        help="Au plus N.")  # fmt: skip
@pass_context
def list_(ctx: Context, kind: tuple[str, ...], limit: int) -> None:
    """Lister ce qui est revenu, le plus récent d’abord."""
    from comptoir.desk.returns import listing

    found = listing.listing(ctx, kinds=kind, limit=limit)
    rows = [_row(ctx, one) for one in found]
    head = ("Le", "Nature", "Contact", "Envoi", "Objet ou motif")
    emit(found, table(head, rows) if rows else "Rien n’est revenu.")


def _row(ctx: Context, one: "Entry") -> tuple[str, ...]:
    who = one.contact or one.sender or "inconnu"
    return (
        short_date(ctx.day_of(one.at)), KINDS[one.kind], who, one.campaign,
        one.subject or one.detail,
    )  # fmt: skip
