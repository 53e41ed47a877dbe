"""Verbs of `comptoir assembly` before the meeting."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from comptoir.cli.assembly.group import command, number_argument
from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.assemblies.planning import Reached
    from comptoir.desk.assemblies.sitting import Quorum
    from comptoir.store.assemblies import Assembly, Item


@command.command("new")
@option("--event", "--évènement", default="", metavar="ADRESSE",
        help="La page de l’agenda, qui dit jour, heure, lieu et ordre du jour.")  # fmt: skip
@option("--on", "--le", type=DAY, default=None, metavar="DATE", help="Le jour.")
@option("--at", "--heure", default="", metavar="HH:MM", help="L’heure.")
@option("--place", "--lieu", default="", help="Le lieu.")
@option("--title", "--titre", default="", help="Son nom, s’il n’est pas le nom habituel.")
@option("--item", "--point", "items", multiple=True, help="Un point de l’ordre du jour ; répétez.")
@option("--extraordinary", "--extraordinaire", is_flag=True, help="Assemblée extraordinaire.")
@pass_context
def new(
    ctx: Context,
    event: str,
    on: date | None,
    at: str,
    place: str,
    title: str,
    items: tuple[str, ...],
    extraordinary: bool,
) -> None:
    """Prévoir une assemblée ; refuse un jour trop proche pour convoquer à temps.

    Avec --évènement, l’ordre du jour est la liste numérotée sous « ## Ordre du jour » de la page.
    """
    from comptoir.desk.assemblies import planning
    from comptoir.members.meeting import Kind

    kind = Kind.EXTRAORDINARY if extraordinary else Kind.ORDINARY
    made, last = planning.new(ctx, planning.Asked(
        event=event, on=on, at=at, place=place, title=title, kind=kind, items=items))  # fmt: skip
    said = f"{made.number} : {made.title}, {french_date(made.on, weekday=True)} à {made.at}."
    emit(
        {"assembly": made, "convene_by": last},
        f"{said}\nConvocations au plus tard le {french_date(last, weekday=True)} : "
        f"comptoir assemblée convoquer {made.number}",
    )


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les assemblées."""
    from comptoir.desk.assemblies import planning

    found = planning.listed(ctx)
    rows = [(one.number, short_date(one.on), one.state.french, one.minutes, one.title)
            for one in found]  # fmt: skip
    headers = ("assemblée", "jour", "état", "procès-verbal", "titre")
    emit(found, table(headers, rows) if rows else "Aucune assemblée.")


@command.command("show")
@number_argument
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une assemblée : convocation, quorum, ordre du jour, votes."""
    from comptoir.desk.assemblies import planning, sitting, statutes
    from comptoir.store import reading

    one, points, found = sitting.counted(ctx, number)
    with reading(ctx) as db:
        reached = planning.reached(ctx, db, one, statutes.rules(ctx, one))
    last = planning.last_day(ctx, one)
    data = {"assembly": one, "convene_by": last, "items": points, "quorum": found,
            "reached": reached}  # fmt: skip
    emit(data, lambda: "\n".join(_shown(one, points, found, last, reached)))


def _shown(
    one: "Assembly", points: "list[Item]", found: "Quorum", last: date, reached: "Reached | None"
) -> Iterator[str]:
    yield f"{one.number} : {one.title} ({one.state.french})"
    yield f"  {french_date(one.on, weekday=True)} à {one.at}, {one.place}"
    if one.convened_on:
        by = f" par l’envoi {one.campaign}" if one.campaign else ""
        yield f"  convoquée le {french_date(one.convened_on)}{by}, dernier jour le {last:%d/%m/%Y}"
    else:
        yield f"  à convoquer le {french_date(last)} au plus tard"
    if reached:
        waiting = f", {reached.waiting} en attente" if reached.waiting else ""
        yield (
            f"  convocations : {reached.sent} parties sur {plural(reached.voters, 'votant')}"
            f"{waiting}, {plural(len(reached.missing), 'non touché')}"
        )
        if reached.missing:
            more = " …" if len(reached.missing) > 5 else ""
            yield f"    à convoquer autrement : {', '.join(reached.missing[:5])}{more}"
    yield f"  {_counted(found)}"
    yield ""
    rows = [(item.position, item.title, *_votes(item)) for item in points]
    yield table(("", "ordre du jour", "pour", "contre", "abst.", ""), rows, right=(0, 2, 3, 4))


def _votes(item: "Item") -> tuple[str, str, str, str]:
    if item.in_favour is None:
        return "", "", "", ""
    decided = "adoptée" if item.carried else "rejetée"
    return str(item.in_favour), str(item.against), str(item.abstained), decided


def _counted(found: "Quorum") -> str:
    here = found.attendance
    parts = [plural(here.present, "présent"), plural(here.represented, "représenté")]
    parts += [f"{here.postal} par correspondance"] if here.postal else []
    parts += [f"{here.electronic} à distance"] if here.electronic else []
    parts += [f"{plural(here.idle, 'pouvoir')} dont le porteur n’est pas là"] if here.idle else []
    base = f"{plural(found.voters, 'votant')} sur {plural(found.members, 'membre')}"
    said = f"{base} : {', '.join(parts)}"
    if not found.needed:
        return f"aucun quorum demandé, {said}"
    return f"quorum {found.needed}, {said}, {'atteint' if found.reached else 'pas atteint'}"


@command.command("voters")
@number_argument
@option("--csv", "as_csv", is_flag=True, help="Écrire aussi la liste dans var/exports.")
@pass_context
def voters(ctx: Context, number: str, as_csv: bool) -> None:
    """Dire qui a le droit de voter ce jour-là, et pourquoi d’autres non."""
    from comptoir.desk.assemblies import listing

    found = listing.voters(ctx, number)
    path = listing.voters_csv(ctx, number) if as_csv else None
    said = [
        f"{plural(len(found.voters), 'votant')} sur {plural(found.members, 'membre')}, "
        f"le {french_date(found.on)}."
    ]
    said += [f"  {count} : {why}" for why, count in found.reasons.items()]
    if found.voices != len(found.voters):
        said.append(f"  {found.voices} voix en tout, d’après les statuts.")
    if found.ageless:
        said.append(f"  dont {found.ageless} d’âge inconnu, comptés comme votants : vérifiez.")
    said += [shown(ctx, path)] if path else []
    emit({"on": found.on, "members": found.members, "voters": len(found.voters),
          "voices": found.voices, "barred": found.reasons, "unknown_age": found.ageless,
          "path": path}, "\n".join(said))  # fmt: skip


@command.command("move")
@number_argument
@argument("on", label="date", type=DAY)
@pass_context
def move(ctx: Context, number: str, on: date) -> None:
    """Reporter une assemblée à un autre jour ; elle est alors à convoquer de nouveau."""
    from comptoir.desk.assemblies import planning

    one, last = planning.move(ctx, number, on)
    emit(
        {"assembly": one, "convene_by": last},
        f"{one.number} : {french_date(one.on, weekday=True)}. À convoquer le "
        f"{french_date(last)} au plus tard.",
    )


@command.command("cancel")
@number_argument
@pass_context
def cancel(ctx: Context, number: str) -> None:
    """Annuler une assemblée qui n’a pas été ouverte."""
    from comptoir.desk.assemblies import planning

    one = planning.cancel(ctx, number)
    emit(one, f"{one.number} est annulée : prévenez ceux qui étaient convoqués.")


@command.command("convene")
@number_argument
@option("--campaign", "--envoi", default="", metavar="ENVOI",
        help="L’envoi de content/campagnes qui convoque.")  # fmt: skip
@option("--sent-on", "--partie-le", type=DAY, default=None, metavar="DATE",
        help="La convocation est partie autrement, ce jour-là.")  # fmt: skip
@pass_context
def convene(ctx: Context, number: str, campaign: str, sent_on: date | None) -> None:
    """Convoquer, dans le délai des statuts ; refuse quand il est trop tard, et dit le dernier jour.

    L’envoi doit avoir une finalité statutaire : aucune désinscription ne l’arrête. Il s’écrit par
    « comptoir campagne nouveau --modèle convocation-assemblee ».
    """
    from comptoir.desk.assemblies import planning

    one = planning.convene(ctx, number, campaign=campaign, sent_on=sent_on)
    said = f"{one.number} est convoquée au {french_date(one.on, weekday=True)}."
    if one.campaign:
        said += (
            f"\nFaites partir l’envoi avant le {french_date(planning.last_day(ctx, one))} : "
            f"comptoir campagne préparer {one.campaign}"
        )
    emit(one, said)


@command.command("recall")
@number_argument
@option("--on", "--le", type=DAY, required=True, metavar="DATE", help="Le jour de la seconde.")
@option("--at", "--heure", default="", metavar="HH:MM", help="Son heure ; la même sinon.")
@option("--place", "--lieu", default="", help="Son lieu ; le même sinon.")
@pass_context
def recall(ctx: Context, number: str, on: date, at: str, place: str) -> None:
    """Convoquer une seconde fois, sur le même ordre du jour, faute de quorum.

    Le procès-verbal de carence est classé ; les pouvoirs donnés valent pour les deux.
    """
    from comptoir.desk.assemblies import recalling

    made, last = recalling.recall(ctx, number, on=on, at=at, place=place)
    emit(
        {"assembly": made, "convene_by": last},
        f"{made.number} : {made.title}, {french_date(made.on, weekday=True)} à {made.at}.\n"
        f"À convoquer le {french_date(last)} au plus tard : si la première lettre le disait déjà, "
        f"comptoir assemblée convoquer {made.number} --partie-le DATE",
    )
