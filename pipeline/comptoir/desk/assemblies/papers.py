"""The papers of a meeting: the sheet to sign, the minutes, the register."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.assemblies import statutes
from comptoir.desk.assemblies.sitting import Quorum, end, quorum
from comptoir.desk.documents import house
from comptoir.desk.documents.adding import Content, keep
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.documents.kinds import named
from comptoir.errors import RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import Presence, State
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.store import Transaction, access, assemblies, begin, contacts, reading
from comptoir.store.assemblies import Assembly, Item, Officer
from comptoir.store.filed import Filed
from comptoir.text import fold, plural

Rows = tuple[tuple[str, ...], ...]


def sheet(ctx: Context, number: str) -> Path:
    """Print the sheet that voters sign, in the order of their names, with their proxies."""
    with reading(ctx) as db:
        one = assemblies.numbered(db, number)
        voters = statutes.electorate(ctx, db, statutes.rules(ctx, one), one.on).voters
        seats = {seat.member: seat for seat in assemblies.seats(db, one)}
    names = {member.id: member.name for member in voters}
    borne: dict[int, list[str]] = {}
    for seat in seats.values():
        if seat.by is not None and seat.member in names:
            borne.setdefault(seat.by, []).append(names[seat.member])
    access.note(ctx, act="assembly.sheet", noun="assembly", record_id=one.number,
                rows=len(voters), purpose="feuille de présence")  # fmt: skip
    rows = []
    for member in sorted(voters, key=lambda each: (fold(each.name), each.reference)):
        seat_ = seats.get(member.id)
        signed = ""
        if seat_ and seat_.presence is Presence.REPRESENTED:
            signed = f"représenté par {names.get(seat_.by or 0, 'un autre adhérent')}"
        elif seat_ and seat_.presence is not Presence.PRESENT:
            signed = seat_.presence.french
        name = member.name + (f" ({member.voices} voix)" if member.voices > 1 else "")
        rows.append((name, member.reference, ", ".join(borne.get(member.id, ())), signed))
    record = Record(
        title="Feuille de présence",
        subtitle=f"{one.title}, {french_date(one.on, weekday=True)} à {hour_of(one)}",
        intro=(
            f"Lieu : {one.place}.",
            f"{plural(len(voters), 'membre')} ayant le droit de voter. Chacun signe en entrant, "
            "pour lui-même et pour les pouvoirs qu’il porte.",
        ),
        sections=(
            Section(title="Votants", header=("Nom", "Référence", "Pouvoirs portés", "Signature"),
                    rows=tuple(rows), widths=(3, 2, 3, 4), signed=True),
            _bureau(),
        ),
    )  # fmt: skip
    return write_private(
        export_path(ctx, f"presence-{one.number.lower()}", ".pdf"), printed(ctx, record)
    )


def _bureau() -> Section:
    return Section(
        title="Certifiée exacte par le bureau de l’assemblée",
        header=("Président de séance", "Secrétaire de séance"),
        rows=((" \n\n\n", " \n\n\n"),),
    )


def minutes(ctx: Context, number: str) -> Path:
    """Print the minutes as they stand, to read them over before the sitting is closed.

    Raises:
        RefusedError: the sitting was not opened: it had no quorum.
    """
    with reading(ctx) as db:
        one = assemblies.numbered(db, number)
        _check_held(one)
        record = _minutes(ctx, db, one)
    path = export_path(ctx, f"proces-verbal-{one.number.lower()}", ".pdf")
    return write_private(path, printed(ctx, record))


def _check_held(one: Assembly) -> None:
    if one.state in (State.PLANNED, State.CONVENED, State.CANCELLED):
        raise RefusedError(
            f"{one.number} est {one.state.french} : il n’y a pas de procès-verbal avant que le "
            "quorum soit constaté.",
            remedy=f"À la séance : comptoir assemblée ouvrir {one.number}",
        )


def close(ctx: Context, number: str) -> tuple[Assembly, Filed]:
    """Close the sitting: its minutes are filed for ever, with their digest.

    Raises:
        RefusedError: it is not open, or nothing was voted.
    """
    ctx.act_on()
    with begin(ctx, act="assembly.close") as tx:
        one = assemblies.numbered(tx.db, number)
        if one.state is not State.OPEN:
            _check_held(one)
            raise RefusedError(f"{one.number} est {one.state.french}.")
        points = assemblies.items(tx.db, one)
        if not any(item.in_favour is not None for item in points):
            raise RefusedError(
                "aucun point n’a été voté.", remedy="comptoir assemblée voter, puis clore."
            )
        document = file(ctx, tx, one)
        return end(tx, one, minutes=document.reference), document


def file(ctx: Context, tx: Transaction, one: Assembly) -> Filed:
    """File the minutes of a meeting among the papers that are kept for ever."""
    points = assemblies.items(tx.db, one)
    record = _minutes(ctx, tx.db, one)
    paper = Content(
        content=printed(ctx, record), suffix=".pdf", title=f"{record.title}, {one.title}",
        dated=one.on, about=one.number,
        text=" ".join(f"{item.title} {item.said}" for item in points),
    )  # fmt: skip
    return keep(ctx, tx, named(house.kinds(ctx), "proces-verbal"), paper)


def _minutes(ctx: Context, db: Connection, one: Assembly) -> Record:
    found, points = quorum(ctx, db, one), assemblies.items(db, one)
    elected = assemblies.officers(db, one)
    names = {each.id: each.full_name
             for each in contacts.many(db, [o.contact_id for o in elected])}  # fmt: skip
    organisation = load(ctx).organisation
    lapsed = one.state is State.LAPSED
    return Record(
        title="Procès-verbal de carence" if lapsed else "Procès-verbal",
        subtitle=f"{one.title}, {french_date(one.on, weekday=True)}",
        intro=tuple(_opening(ctx, one, found, organisation.name)),
        sections=(
            Section(title="Ordre du jour", text=tuple(
                f"{item.position}. {item.title}." for item in points)),
            *(() if lapsed else _resolutions(ctx, one, points, _elected(elected, names))),
            *(_to_declare(elected) if elected else ()),
            _ending(one),
        ),
    )  # fmt: skip


def _opening(ctx: Context, one: Assembly, found: Quorum, name: str) -> Iterator[str]:
    told, rules = statutes.said(ctx), statutes.rules(ctx, one)
    second = " sur seconde convocation" if one.call > 1 else ""
    yield (
        f"Les membres de {name} se sont réunis en assemblée générale {one.kind.french}{second} le "
        f"{french_date(one.on, weekday=True)} à {hour_of(one)}, {one.place}."
    )
    if one.convened_on:
        notice = (one.on - one.convened_on).days
        yield (
            f"La convocation et l’ordre du jour sont partis le {french_date(one.convened_on)}, "
            f"soit {plural(notice, 'jour')} avant, pour un préavis de "
            f"{meeting.notice(rules, one.call)} jours ({told.source})."
        )
    here = found.attendance
    more = "".join(
        f", {count} {word}"
        for count, word in ((here.postal, "par correspondance"), (here.electronic, "à distance"))
        if count
    )
    yield (
        f"Sur {plural(found.members, 'membre')}, dont {plural(found.voters, 'votant')}, "
        f"{plural(here.voices, 'voix', 'voix')} : {plural(here.present, 'présent')}, "
        f"{plural(here.represented, 'représenté')}{more}. La feuille de présence est annexée."
    )
    if one.state is State.LAPSED:
        yield (
            f"Le quorum est de {found.needed} : il n’est pas atteint, et l’assemblée n’a pas pu "
            "délibérer."
        )
    elif found.needed:
        yield f"Le quorum est de {found.needed} : il est atteint, et l’assemblée a délibéré."
    else:
        yield "Les statuts ne demandent pas de quorum : l’assemblée a délibéré."


def _resolutions(
    ctx: Context, one: Assembly, points: list[Item], elected: Mapping[int, Rows]
) -> Iterator[Section]:
    rules = statutes.rules(ctx, one)
    for item in points:
        text = [line for line in item.said.split("\n") if line.strip()]
        facts: tuple[tuple[str, str], ...] = ()
        if item.in_favour is not None:
            rest = (item.voices or 0) - sum(
                n or 0 for n in (item.in_favour, item.against, item.abstained)
            )
            facts = (
                ("Pour", str(item.in_favour)), ("Contre", str(item.against)),
                ("Abstentions, blancs", str(item.abstained)),
                *((("N’ont pas pris part", str(rest)),) if rest else ()),
                ("Voix", str(item.voices)), ("Majorité", meeting.majority_said(rules)),
                *((("Voix prépondérante du président", "pour" if item.chair else "contre"),)
                  if item.chair is not None else ()),
                ("Résolution", "adoptée" if item.carried else "rejetée"),
            )  # fmt: skip
        elif not text and item.position not in elected:
            text = ["Point traité sans vote."]
        rows = elected.get(item.position, ())
        yield Section(
            title=f"{item.position}. {item.title}", text=tuple(text), facts=facts,
            header=("Élu", "Fonction", "Voix", "Fin du mandat") if rows else (), rows=rows,
            widths=(3, 3, 1, 3) if rows else (),
        )  # fmt: skip


def _elected(elected: list[Officer], names: dict[int, str]) -> Mapping[int, Rows]:
    """Return who was elected, by the point of the agenda."""
    found: dict[int, Rows] = {}
    for each in elected:
        end_ = french_date(each.until) if each.until else "selon les statuts"
        name = names.get(each.contact_id, each.contact)
        row = (name, each.role, str(each.votes or ""), end_)
        found[each.position] = (*found.get(each.position, ()), row)
    return found


def _to_declare(elected: list[Officer]) -> Iterator[Section]:
    by = french_date(meeting.declare_by(elected[0].since))
    yield Section(
        title="Formalités",
        text=(f"Les changements dans l’administration se déclarent en préfecture le {by} au plus "
              f"tard ({meeting.DECLARATION}).",),
    )  # fmt: skip


def _ending(one: Assembly) -> Section:
    said = (
        "Plus rien n’étant à l’ordre du jour, la séance est levée."
        if one.state is not State.LAPSED
        else "Une seconde assemblée est convoquée sur le même ordre du jour."
    )
    return Section(
        title="Clôture",
        text=(said,),
        header=("Président de séance", "Secrétaire de séance"),
        rows=((" \n\n\n", " \n\n\n"),),
    )


def hour_of(one: Assembly) -> str:
    hour, minute = one.at.split(":")
    return f"{int(hour)} h {minute}" if minute != "00" else f"{int(hour)} h"


def printed(ctx: Context, record: Record) -> bytes:
    project = load(ctx)
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    folders = resources.theme_folders(ctx.root)
    return print_record(record, head, folders=folders, timestamp=ctx.now())
