"""Verbs of `comptoir assembly` at the meeting and after it."""

from datetime import date

import click

from comptoir.cli.assembly.group import command, number_argument
from comptoir.cli.kit import argument, emit, option, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.text import plural

point = argument("position", label="point", type=int)


@command.command("proxy")
@number_argument
@argument("giver", label="de")
@click.argument("bearer", required=False, default="", metavar="[À]")
@option("--withdraw", "--retirer", is_flag=True, help="Reprendre le pouvoir donné.")
@pass_context
def proxy(ctx: Context, number: str, giver: str, bearer: str, withdraw: bool) -> None:
    """Enregistrer un pouvoir : DE le donne, À le porte ; refuse ce qui passe la limite."""
    from comptoir.desk.assemblies import sitting
    from comptoir.errors import InputError

    if withdraw:
        sitting.withdraw_proxy(ctx, number, giver)
        emit({"withdrawn": giver}, f"{giver} reprend son pouvoir.")
        return
    if not bearer:
        raise InputError("à qui le pouvoir est-il donné ?", remedy="Donnez deux références.")
    borne = sitting.proxy(ctx, number, giver, bearer)
    emit({"giver": giver, "bearer": bearer, "borne": borne},
         f"{bearer} représente {giver} ; il porte {plural(borne, 'pouvoir')}.")  # fmt: skip


@command.command("sheet")
@number_argument
@pass_context
def sheet(ctx: Context, number: str) -> None:
    """Imprimer la feuille de présence (PDF) : les votants, leurs pouvoirs, la place de signer."""
    from comptoir.desk.assemblies import papers

    path = papers.sheet(ctx, number)
    emit({"path": shown(ctx, path)}, shown(ctx, path))


@command.command("attend")
@number_argument
@click.argument("contacts", nargs=-1, metavar="CONTACT…", required=True)
@option("--postal", "--correspondance", is_flag=True, help="Ont voté par correspondance.")
@option("--remote", "--distance", is_flag=True, help="Sont présents à distance.")
@pass_context
def attend(
    ctx: Context, number: str, contacts: tuple[str, ...], postal: bool, remote: bool
) -> None:
    """Relever la feuille de présence : qui est là. Qui vient reprend le pouvoir qu’il a donné."""
    from comptoir.desk.assemblies import sitting
    from comptoir.members.meeting import Presence

    how = Presence.POSTAL if postal else Presence.ELECTRONIC if remote else Presence.PRESENT
    found = sitting.attend(ctx, number, contacts, how)
    emit(found, f"{plural(found.voices, 'voix', 'voix')} : {plural(found.present, 'présent')}, "
                f"{plural(found.represented, 'représenté')}.")  # fmt: skip


@command.command("open")
@number_argument
@pass_context
def open_(ctx: Context, number: str) -> None:
    """Ouvrir la séance : constate le quorum, et refuse sans lui."""
    from comptoir.desk.assemblies import sitting

    found = sitting.open_(ctx, number)
    emit(found, f"Séance ouverte : {found.counted} voix pour un quorum de "
                f"{found.needed} ({plural(found.members, 'membre')}).")  # fmt: skip


@command.command("vote")
@number_argument
@point
@option("--for", "--pour", "in_favour", type=int, required=True, help="Voix pour.")
@option("--against", "--contre", type=int, default=0, show_default=True, help="Voix contre.")
@option("--abstain", "--abstentions", type=int, default=0, show_default=True,
        help="Abstentions et blancs.")  # fmt: skip
@option("--chair", "--president", type=click.Choice(["pour", "contre"]), default=None,
        help="La voix prépondérante du président, si les voix se partagent.")  # fmt: skip
@option("--said", "--texte", default="", help="Le texte de la résolution, pour le procès-verbal.")
@pass_context
def vote(
    ctx: Context, number: str, position: int, in_favour: int, against: int, abstain: int,
    chair: str | None, said: str,
) -> None:  # fmt: skip
    """Enregistrer un vote ; refuse plus de voix qu’il n’y en a."""
    from comptoir.desk.assemblies import sitting
    from comptoir.members.meeting import Votes

    votes = Votes(for_=in_favour, against=against, abstained=abstain,
                  chair=None if chair is None else chair == "pour")  # fmt: skip
    item = sitting.vote(ctx, number, position, votes, said=said)
    decided = "adoptée" if item.carried else "rejetée"
    decided += " par la voix du président" if chair else ""
    emit(item, f"{item.position}. {item.title} : {decided}, {in_favour} pour, {against} contre, "
               f"{plural(abstain, 'abstention')}, sur {item.voices} voix.")  # fmt: skip


@command.command("note")
@number_argument
@point
@argument("said", label="texte")
@pass_context
def note(ctx: Context, number: str, position: int, said: str) -> None:
    """Écrire ce qui s’est dit sur un point, pour le procès-verbal."""
    from comptoir.desk.assemblies import sitting

    item = sitting.note(ctx, number, position, said)
    emit(item, f"Noté : {item.position}. {item.title}")


@command.command("elect")
@number_argument
@point
@argument("contact", label="contact")
@option("--role", "--fonction", required=True, help="Comme trésorerie, ou administration.")
@option("--votes", "--voix", type=int, required=True, help="Ses voix.")
@option("--until", "--jusqu-au", type=DAY, default=None, metavar="DATE", help="Fin du mandat.")
@pass_context
def elect(
    ctx: Context, number: str, position: int, contact: str, role: str, votes: int,
    until: date | None,
) -> None:  # fmt: skip
    """Enregistrer une élection ; elle se déclare en préfecture dans les trois mois."""
    from comptoir.desk.assemblies import elections

    elections.elect(ctx, number, position, contact, role=role, votes=votes, until=until)
    emit({"contact": contact, "role": role, "votes": votes, "until": until},
         f"{contact} : {role}, {votes} voix.")  # fmt: skip


@command.command("minutes")
@number_argument
@pass_context
def minutes(ctx: Context, number: str) -> None:
    """Imprimer le procès-verbal tel qu’il est, pour le relire avant de clore."""
    from comptoir.desk.assemblies import papers

    path = papers.minutes(ctx, number)
    emit({"path": shown(ctx, path)}, shown(ctx, path))


@command.command("close")
@number_argument
@pass_context
def close(ctx: Context, number: str) -> None:
    """Lever la séance : le procès-verbal est classé, gardé sans limite, et ne change plus."""
    from comptoir.desk.assemblies import papers
    from comptoir.desk.filing import FOLDER

    one, document = papers.close(ctx, number)
    path = shown(ctx, ctx.var / FOLDER / document.path)
    emit({"assembly": one, "document": document.reference, "path": path},
         f"{one.number} est close. Procès-verbal {document.reference} :\n{path}")  # fmt: skip


@command.command("register")
@pass_context
def register(ctx: Context) -> None:
    """Imprimer le registre des assemblées : décisions, mandats, empreinte des procès-verbaux."""
    from comptoir.desk.assemblies import registers

    path = registers.register(ctx)
    emit({"path": shown(ctx, path)}, shown(ctx, path))


@command.command("declare")
@number_argument
@option("--on", "--le", type=DAY, default=None, metavar="DATE", help="Aujourd’hui sinon.")
@option("--receipt", "--récépissé", default="", metavar="NUMÉRO", help="Du récépissé.")
@pass_context
def declare(ctx: Context, number: str, on: date | None, receipt: str) -> None:
    """Dire que les élus ont été déclarés en préfecture (loi de 1901, article 5)."""
    from comptoir.desk.assemblies import elections

    done = elections.declare(ctx, number, on=on, receipt=receipt)
    day = on or ctx.today
    said = plural(done, "mandat déclaré", "mandats déclarés")
    emit({"declared": done, "on": day}, f"{said} le {french_date(day)}.")
