"""`comptoir demo`: the main job, done on the example organisation, one step after the other.

Each step is a function that does what a command does and says what came of it; nothing here knows
anything that a user's own project could not do.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import (
    builds,
    campaign_archive,
    campaigns,
    checks,
    contact_imports,
    databases,
    examples,
    history,
    ledger_check,
    ledgers,
    segments,
)
from comptoir.desk.assemblies import planning
from comptoir.desk.campaign_material import read_campaign
from comptoir.desk.dashboards import building
from comptoir.desk.demo_sales import deliver, late_member, sell, special
from comptoir.desk.project import load
from comptoir.desk.requests import answering, following, opening
from comptoir.desk.telling import Told
from comptoir.finding import Severity
from comptoir.readers.toml import read_model
from comptoir.requests.model import Channel, Kind
from comptoir.settings import SiteSettings
from comptoir.text import french_list, plural

MORNING = clock(9, 30, tzinfo=UTC)
CONVOCATION = "convocation-assemblee-generale-2026"
MEETING = "assemblee-generale-2026"
NEWSLETTER = "lettre-infos-novembre-2026"
SHOWN_SEGMENTS = ("adherents-a-jour", "adherents-a-relancer", "donateurs-annee", "voisins-redon")


@dataclass(frozen=True, slots=True)
class Step:
    """One step done."""

    title: str
    seconds: float
    lines: tuple[str, ...] = ()
    made: tuple[Path, ...] = field(default=())


Work = Callable[[Context], Told]


def run(ctx: Context, folder: Path) -> Iterator[Step]:
    """Lay out the example in a folder, then do each step, telling it as it ends."""
    examples.lay_out(folder)
    here = _in(ctx, folder)
    for title, work in STEPS:
        start = time.perf_counter()
        told = work(here)
        yield Step(title, time.perf_counter() - start, told.lines, told.made)


def _in(ctx: Context, folder: Path) -> Context:
    """Return the Context of the demonstration: its folder, and the day that its texts speak of."""
    told = read_model(folder / "comptoir.toml", SiteSettings, shown="comptoir.toml")
    today = told.demonstration.today or ctx.today
    now = datetime.combine(today, MORNING)
    return replace(ctx, root=folder, today=today, pinned=True, demonstration=True, now=lambda: now)


def _check(ctx: Context) -> Told:
    report = checks.check_source(ctx, load(ctx))
    counts = [
        plural(report.count(Severity.ERROR), "erreur"),
        plural(report.count(Severity.WARNING), "avertissement"),
    ]
    read = french_list(plural(n, *thing.split("|")) for thing, n in report.counts.items())
    lines = [f"{plural(len(report.rules), 'règle')} sur {read} : {french_list(counts)}."]
    blocking = (group.finding for group in report.groups if group.finding.blocking)
    lines += [f"{finding.code} : {finding.found}" for finding in blocking]
    return Told(tuple(lines))


def _build(ctx: Context) -> Told:
    report = builds.build(ctx)
    lines = [f"{plural(report.published, 'page')}, {plural(report.images, 'image')}."]
    lines += [f"Image retirée : {one.name} ({one.reason})." for one in report.withheld]
    lines += [f"Page retenue : {one.path}." for one in report.held]
    return Told(tuple(lines), (report.output / "index.html",))


def _import(ctx: Context) -> Told:
    databases.upgrade(ctx)
    folder = ctx.root / "contacts" / "demo"
    told: list[str] = []
    for name, mapping in (
        ("adherents-FICTIF.csv", "tableur"),
        ("contacts-salon-FICTIF-latin1.csv", "salon"),
    ):
        done = contact_imports.import_file(ctx, folder / name, map_name=mapping)
        told.append(
            f"{name} ({done.encoding}) : {plural(done.rows_in, 'ligne')} = "
            f"{plural(done.new, 'nouveau', 'nouveaux')} + {plural(done.changed, 'modifié')} + "
            f"{plural(done.same, 'inchangé')} + {done.doubtful} douteux + "
            f"{plural(done.rejected, 'rejeté')}."
        )
    return Told(tuple(told), (ctx.var / "exports",))


def _history(ctx: Context) -> Told:
    done = history.load(ctx, ctx.root / "contacts" / "demo")
    said = [
        plural(done.memberships, "adhésion"),
        plural(done.donations, "don"),
        plural(done.invoices, "facture"),
        plural(done.payments, "encaissement"),
    ]
    return Told((f"{french_list(said)} : {plural(done.entries, 'écriture')} équilibrées.",))


def _segments(ctx: Context) -> Told:
    counted = (segments.count(ctx, name) for name in SHOWN_SEGMENTS)
    return Told(tuple(f"{plural(size, 'contact')} : {title}" for title, size in counted))


def _campaign(ctx: Context) -> Told:
    meeting, last = planning.new(ctx, planning.Asked(event=MEETING))
    planning.convene(ctx, meeting.number, campaign=CONVOCATION)
    lines = [
        f"{meeting.number}, {french_date(meeting.on, weekday=True)} : à convoquer le "
        f"{french_date(last)} au plus tard."
    ]
    made: list[Path] = []
    for name in (CONVOCATION, NEWSLETTER):
        campaign = read_campaign(ctx, name)
        for channel in campaign.channels:
            queued = campaigns.queue(ctx, name, channel=channel)
            sent = campaigns.send(ctx, name, channel=channel)
            what = "lettre" if channel == "letter" else "courriel"
            lines.append(
                f"{campaign.title} : {plural(queued.queued, what)}, "
                f"{plural(queued.excluded_total, 'exclu')} sur {queued.segment_size}."
            )
            made += sent.paths[:1] if channel == "letter" else []
    page = campaign_archive.archive(ctx, NEWSLETTER)
    lines.append(f"Sa page, à relire puis à publier : {page.url}")
    made.append(page.path)
    return Told(tuple(lines), (*made, ctx.var / "outbox"))


def _welcome(ctx: Context) -> Told:
    """A request that waits since last week, a complaint, a message for somebody else."""
    spoken = {"reponse_par": "email", "accord": "oui"}
    asked = opening.Told(
        contact=late_member(ctx),
        owner="soizic",
        received_on=ctx.today - timedelta(days=8),
        delay=5,
        answers={
            **spoken, "demande": "Mon vélo grince depuis l’hiver", "nature": "reparation",
            "atelier": "velo", "besoin": "Savoir si on peut le réparer au repair café",
        },
    )  # fmt: skip
    complained = opening.Told(
        kind=Kind.COMPLAINT,
        channel=Channel.VISIT,
        caller="Lou Exemple, lou@example.org",
        answers={
            **spoken, "demande": "Le kit acheté samedi n’a pas de rustine",
            "souhait": "Recevoir la pièce", "besoin": "Une rustine, sans revenir à l’atelier",
        },
    )  # fmt: skip
    message = opening.Told(
        form="message-telephonique",
        caller="Ann Exemple, 01 99 00 12 34",
        owner="yannick",
        delay=1,
        answers={
            "message": "Elle n’a pas retrouvé son reçu fiscal", "suite": "rappeler",
            "besoin": "La rappeler au sujet de son reçu", "accord": "oui",
        },
    )  # fmt: skip
    solved = opening.Told(
        owner="soizic",
        contact=late_member(ctx),
        channel=Channel.PHONE,
        received_on=ctx.today - timedelta(days=6),
        delay=5,
        answers={
            **spoken, "demande": "Peut-on venir avec un enfant de huit ans ?",
            "nature": "information", "besoin": "Savoir à quel âge on vient à l’atelier",
        },
    )  # fmt: skip
    done = [opening.new(ctx, told) for told in (asked, complained, message, solved)]
    following.take(ctx, done[-1].number)
    said = "Oui, dès huit ans, au vélo, à la couture et à l’électronique, avec un adulte."
    answering.answer(ctx, done[-1].number, answering.Reply(channel=Channel.PHONE, text=said))
    lines = [
        f"{one.number} : {one.kind.french}, pour {one.owner}, promise le {french_date(one.due_on)}."
        for one in done
        if one.due_on
    ]
    return Told(tuple(lines), tuple(one.message for one in done if one.message))


def _books(ctx: Context) -> Told:
    found = ledger_check.check(ctx)
    fec = ledgers.write_fec(ctx)
    said = "tout concorde" if not found.findings else plural(len(found.findings), "défaut")
    lines = (
        f"{plural(found.entries, 'écriture')}, {plural(found.invoices, 'facture')}, "
        f"{plural(found.documents, 'pièce')} : {said}.",
        f"FEC de l’exercice {fec.year} : {plural(fec.lines, 'ligne')}.",
    )
    return Told(lines, (fec.path,))


def _dashboard(ctx: Context) -> Told:
    done = building.build(ctx)
    some = sum(1 for total in done.totals if total.volume)
    return Told(
        (f"{some} indicateurs, en volume et en valeur ; totaux égaux au journal.",),
        (done.path, done.pdf),
    )


STEPS: Sequence[tuple[str, Work]] = (
    ("Vérifier les pages et l’identité", _check),
    ("Construire le site", _build),
    ("Importer les contacts", _import),
    ("Reprendre trois ans d’adhésions, de dons et de ventes", _history),
    ("Vendre et encaisser", sell),
    ("Prévoir une livraison", deliver),
    ("Escompter, prélever, vendre des billets", special),
    ("Choisir des contacts", _segments),
    ("Convoquer l’assemblée et envoyer la lettre d’infos", _campaign),
    ("Accueillir : une demande, une réclamation, un message", _welcome),
    ("Contrôler le journal", _books),
    ("Dessiner le tableau de bord", _dashboard),
)


def to_look_at(folder: Path) -> list[tuple[str, Path]]:
    """Return what is worth opening first."""
    var = folder / "var"
    return [
        ("le site", folder / "output" / "index.html"),
        ("les lettres, les méls", var / "outbox"),
        ("les documents", var / "documents"),
        ("le tableau de bord", var / "dashboard" / "index.html"),
    ]
