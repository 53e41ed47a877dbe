"""`comptoir privacy`."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, confirm, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.text import french_list, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comptoir.desk.breaches import Followed
    from comptoir.desk.erasing import Plan, Report
    from comptoir.desk.outbox_files import Printed
    from comptoir.desk.person_access import Copy
    from comptoir.desk.processing_register import Register
    from comptoir.desk.retention import Report as Retention
    from comptoir.store.rights import Request

RIGHTS_HELP = "accès, rectification, effacement, limitation, portabilité ou opposition."


@noun()
def command() -> None:
    """Répondre aux personnes sur leurs données, tenir les registres, ne rien garder trop longtemps.

    Une demande se note (rgpd demander), puis se traite : rgpd accès, effacer, limiter, ou répondre.
    Le délai est d’un mois ; « comptoir échéances » le rappelle.
    """


@command.command("access")
@argument("reference", label="contact")
@pass_context
def access(ctx: Context, reference: str) -> None:
    """Écrire la copie de tout ce qui est tenu sur une personne, pour la lui remettre.

    Une archive : un PDF à lire, des tableaux, du JSON, ses documents et ses messages. Rien sur
    d’autres personnes.
    """
    from comptoir.desk import person_access

    done = person_access.copy(ctx, reference)
    emit(done, lambda: "\n".join(_copy(done)))


def _copy(done: "Copy") -> list[str]:
    rows = [(name, count) for name, count in done.tables.items()]
    lines = [table(("ce qui est tenu", "lignes"), rows, right=(1,)), ""]
    lines.append(
        f"{plural(done.documents, 'document émis', 'documents émis')}, "
        f"{plural(done.messages, 'message')}."
    )
    lines.append(f"Copie : {done.path} (à vous seul ; effacée d’ici sept jours)")
    lines.append(f"Demande close : {french_list(done.requests)}")
    if done.free_texts:
        lines.append(
            "Avant de la remettre, relisez les notes et les informations complémentaires : "
            "elles peuvent parler de quelqu’un d’autre."
        )
    return lines


@command.command("erase")
@argument("reference", label="contact")
@pass_context
def erase(ctx: Context, reference: str) -> None:
    """Effacer une personne de la base, en gardant ce que la loi impose.

    Ses pièces comptables restent, archivées, d’accès réservé. Son opposition aussi, sous forme
    d’empreinte : elle ne sera pas sollicitée si elle revient par une autre liste.
    """
    from comptoir.desk import erasing

    plan = erasing.plan(ctx, reference)
    if not confirm("\n".join([*_plan(plan), f"Effacer {plan.reference} ?"])):
        finish(1)
    done = erasing.erase(ctx, reference)
    emit(done, lambda: "\n".join(_erased(ctx, done)))


def _plan(plan: "Plan") -> list[str]:
    from comptoir.desk.person_words import value_said

    lines = []
    for kept in plan.kept:
        shown = ", ".join(kept.numbers[:4]) + (" …" if len(kept.numbers) > 4 else "")
        count = f"{len(kept.numbers)} × {value_said('kind', kept.what)}"
        lines.append(
            f"  gardé : {count} ({shown}), archivés jusqu’au {french_date(kept.until)} "
            "(LPF, art. L102 B ; C. com., art. L123-22)"
        )
    if not plan.kept:
        lines.append("  gardé : aucune pièce comptable à son nom")
    return lines


def _erased(ctx: Context, done: "Report") -> list[str]:
    from comptoir.desk.person_words import table_name

    gone = [f"{plural(count, 'ligne')} de « {table_name(name)} »" for name, count in
            done.gone.items()]  # fmt: skip
    lines = [f"{done.plan.reference} est effacé de la base active.", ""]
    lines += [f"  effacé : identité, coordonnées{', ' + french_list(gone) if gone else ''}"]
    if done.values:
        values = plural(done.values, "valeur")
        lines.append(f"  effacé : {values} de la trace et des preuves d’accord")
    if done.plan.files:
        lines.append(f"  effacé : {plural(len(done.plan.files), 'fichier')} de var/ à son nom")
    if done.plan.tables:
        count = plural(len(done.plan.tables), "fichier")
        lines.append(f"  effacé : ses lignes dans {count} de var/outbox, récrits sans elles")
    if done.stopped:
        stopped = plural(done.stopped, "message retiré", "messages retirés")
        lines.append(f"  {stopped} de la boîte d’envoi")
    lines += _plan(done.plan)
    lines.append(
        "  gardé : dates et finalités de ses accords, journal des envois, sous sa seule référence"
    )
    if done.objections:
        count = plural(done.objections, "empreinte d’opposition", "empreintes d’opposition")
        lines.append(f"  gardé : {count} (RGPD, art. 21)")
    lines += _printed(done.plan.printed)
    lines += ["", "Les chaînes restent entières : comptoir trace contrôler"]
    if done.plan.sealed:
        lines.append(
            "Exports chiffrés, illisibles ici, à détruire s’ils le contiennent : "
            + ", ".join(done.plan.sealed)
        )
    lines += [
        f"À prévenir (RGPD, art. 19) : {one.recipient}, export du {short_date(ctx.day_of(one.at))}"
        for one in done.plan.told
    ]
    lines.append(
        "Les sauvegardes déjà faites s’effacent par roulement ; après une restauration, "
        "effacez de nouveau."
    )
    return lines


def _printed(files: "Sequence[Printed]") -> list[str]:
    """Say which prints hold them still, and until when."""
    return [
        f"  reste : {one.path}, imprimé pour plusieurs personnes, qui ne se récrit pas ; "
        f"effacé le {french_date(one.until)}, ou détruisez-le avec ses copies papier"
        for one in files
    ]


@command.command("restrict")
@argument("reference", label="contact")
@option("--because", "--parce-que", default="", metavar="RAISON", help="Pourquoi.")
@option("--lift", "--lever", is_flag=True, help="Lever la limitation.")
@pass_context
def restrict(ctx: Context, reference: str, because: str, lift: bool) -> None:
    """Limiter ce qui est fait des données d’une personne : plus d’envoi, plus de purge.

    Seuls les messages dus partent encore (convocation, facture).
    """
    from comptoir.desk import rights

    done = rights.restrict(ctx, reference, because=because, lift=lift)
    said = "n’est plus limité" if lift else "est limité : aucun envoi, sauf ceux qui sont dus"
    emit({"contact": done.reference, "restricted_on": done.restricted_on},
         f"{done.reference} {said}.")  # fmt: skip


@command.command("freeze")
@argument("reference", label="contact")
@option("--until", "--jusqu-au", type=DAY, default=None, help="Jusqu’à quel jour.")
@option("--because", "--parce-que", default="", metavar="RAISON", help="Un litige, un contrôle.")
@option("--lift", "--lever", is_flag=True, help="Lever le gel.")
@pass_context
def freeze(ctx: Context, reference: str, until: date | None, because: str, lift: bool) -> None:
    """Geler une fiche : elle peut servir dans un litige ou un contrôle, rien n’en est effacé."""
    from comptoir.desk import rights

    done = rights.freeze(ctx, reference, until=until, because=because, lift=lift)
    said = "n’est plus gelé" if lift or until is None else (
        f"est gelé jusqu’au {french_date(until)} : {because.strip()}")  # fmt: skip
    emit({"contact": done.reference, "held_until": None if lift else until},
         f"{done.reference} {said}.")  # fmt: skip


@command.command("request")
@argument("reference", label="contact")
@option("--right", "--droit", required=True, metavar="DROIT", help=RIGHTS_HELP)
@option("--on", "--le", type=DAY, default=None, help="Jour de réception (aujourd’hui sans cela).")
@option("--identity", "--identité", default="", metavar="COMMENT",
        help="Comment vous savez qui demande : connu au bureau, mél de la fiche… "
        "Une pièce d’identité ne se demande qu’en cas de doute.")  # fmt: skip
@pass_context
def request(ctx: Context, reference: str, right: str, on: date | None, identity: str) -> None:
    """Noter la demande d’une personne sur ses données : le mois commence."""
    from comptoir.desk import rights

    done = rights.note(ctx, reference, right=right, on=on, identity=identity)
    follow = {"access": "accès", "portability": "accès", "erasure": "effacer",
              "restriction": "limiter"}.get(done.right.value)  # fmt: skip
    command_ = f"comptoir rgpd {follow} {done.contact}" if follow else (
        f"comptoir rgpd répondre {done.number}")  # fmt: skip
    emit(done, f"{done.number} : {done.right.french} demandé par {done.contact}.\n"
               f"Réponse due le {french_date(done.due_on, weekday=True)} au plus tard.\n"
               f"Ensuite : {command_}")  # fmt: skip


@command.command("list")
@option("--all", "--toutes", "everything", is_flag=True, help="Aussi celles qui sont closes.")
@pass_context
def list_(ctx: Context, everything: bool) -> None:
    """Lister les demandes en attente, la plus pressée d’abord."""
    from comptoir.desk import rights

    found = rights.listing(ctx, pending=not everything)
    emit({"requests": found}, lambda: _requests(found, ctx.today))


def _requests(found: "list[Request]", today: date) -> str:
    if not found:
        return "Aucune demande en attente."
    rows = [
        (one.number, one.contact, one.right.french, short_date(one.received_on),
         short_date(one.due_on), _state(one, today))
        for one in found
    ]  # fmt: skip
    return table(("demande", "contact", "droit", "reçue", "à répondre", "état"), rows)


def _state(one: "Request", today: date) -> str:
    if one.answered_on:
        return f"close le {short_date(one.answered_on)} : {one.outcome}"
    late = (today - one.due_on).days
    return f"en retard de {plural(late, 'jour')}" if late > 0 else f"reste {-late} j"


@command.command("answer")
@argument("number", label="demande")
@option("--said", "--dit", default="", metavar="TEXTE", help="Ce qui a été fait et répondu.")
@pass_context
def answer(ctx: Context, number: str, said: str) -> None:
    """Clore une demande qu’aucune autre commande ne traite : rectification, refus motivé."""
    from comptoir.desk import rights

    done = rights.answer(ctx, number, said=said)
    emit(done, f"{done.number} est close.")


@command.command("extend")
@argument("number", label="demande")
@option("--because", "--parce-que", default="", metavar="RAISON", help="Pourquoi.")
@pass_context
def extend(ctx: Context, number: str, because: str) -> None:
    """Prolonger de deux mois une demande complexe ; la personne en est prévenue le premier mois."""
    from comptoir.desk import rights

    done = rights.extend(ctx, number, because=because)
    emit(done, f"{done.number} : réponse due le {french_date(done.due_on)}. Prévenez la personne "
               "de ce délai et de sa raison (RGPD, art. 12.3).")  # fmt: skip


@command.command("register")
@pass_context
def register(ctx: Context) -> None:
    """Écrire le registre des traitements (RGPD, article 30) : ce qui est déclaré et tenu."""
    from comptoir.desk import processing_register

    done = processing_register.write(ctx)
    emit(done, lambda: "\n".join(_register(done)))


def _register(done: "Register") -> list[str]:
    lines = [f"{plural(done.purposes, 'traitement')}, version {done.version or 'sans date'}."]
    if done.held:
        lines += ["", table(("ce que la base contient", "combien"), done.held, right=(1,))]
    if done.gaps:
        lines += ["", "À corriger dans legal/processing.toml :", *(f"  {g}" for g in done.gaps)]
    return [*lines, "", f"Registre : {done.path}"]


@command.command("breach")
@argument("number", label="violation", required=False, default="")
@option("--nature", default="", help="Ce qui s’est passé.")
@option("--known-at", "--su-le", default="", metavar="MOMENT",
        help="Quand on l’a su : 2026-11-20 09:00 (maintenant sans cela).")  # fmt: skip
@option("--people", "--personnes", default="", help="De qui il s’agit, et combien.")
@option("--data", "--données", default="", help="Quelles données.")
@option("--consequences", "--effets", default="", help="Ce qui peut en résulter.")
@option("--measures", "--mesures", default="", help="Ce qui a été fait.")
@option("--risk", "--risque", default="", metavar="NIVEAU", help="none, risk ou high.")
@option("--authority-told-at", "--cnil-le", default="", metavar="MOMENT",
        help="Quand la CNIL a été notifiée.")  # fmt: skip
@option("--late-reason", "--retard", default="", help="Pourquoi la notification est tardive.")
@option("--persons-told-at", "--prévenues-le", default="", metavar="MOMENT",
        help="Quand les personnes ont été prévenues.")  # fmt: skip
@pass_context
def breach(ctx: Context, number: str, **said: str) -> None:
    """Tenir le registre des violations de données : 72 heures, et la liste de ce qui est à faire.

    Sans rien : tout le registre. Avec --nature : une nouvelle violation. Avec son numéro : la
    compléter. Rien ne s’efface de ce registre.
    """
    from comptoir.desk import breaches

    if number or any(said.values()):
        done = breaches.note(ctx, said, number=number)
        emit(done, lambda: "\n".join(_breach(ctx, done)))
        return
    found = breaches.listing(ctx)
    emit({"breaches": found}, lambda: "\n\n".join("\n".join(_breach(ctx, one)) for one in found)
         or "Aucune violation au registre.")  # fmt: skip


def _breach(ctx: Context, one: "Followed") -> list[str]:
    when = ctx.local(one.known_at)
    head = (
        f"{one.number}  {one.said.get('nature', '')}, connue le {short_date(when)} à {when:%H:%M}"
    )
    lines = [head]
    if one.hours_left is not None:
        by = ctx.local(one.notify_by)
        lines.append(
            f"  CNIL : à notifier avant le {short_date(by)} à {by:%H:%M} "
            + (f"(reste {plural(one.hours_left, 'heure')})" if one.hours_left >= 0
               else f"(en retard de {plural(-one.hours_left, 'heure')})")
        )  # fmt: skip
    for item in one.checklist:
        lines.append(f"  [{'x' if item.done else ' '}] {item.what}"
                     + ("" if item.done else f" : {item.how}"))  # fmt: skip
    if not one.done:
        lines.append(f"  Compléter : comptoir rgpd violation {one.number} --…")
    return lines


@command.command("retention")
@option("--apply", "--appliquer", "apply_", is_flag=True, help="Effacer et archiver.")
@option("--visa", default="", metavar="NUMÉRO",
        help="Visa d’élimination des archives (organismes publics).")  # fmt: skip
@pass_context
def retention(ctx: Context, apply_: bool, visa: str) -> None:
    """Dire ce que devient chaque fiche : garder, archiver, effacer, ou bloqué, et pourquoi.

    Les durées viennent de legal/processing.toml ; trois ans sans cela. Seul un acte de la personne
    relance le délai.
    """
    from comptoir.desk import retention as terms

    report, judged = terms.report(ctx, visa=visa)
    if apply_ and (report.leaving or report.requests or report.mailings):
        if not confirm(f"{_retention(report)}\n\n{plural(report.leaving, 'fiche')} à sortir de la "
                       "base active. Continuer ?"):  # fmt: skip
            finish(1)
        report = terms.apply(ctx, visa=visa)
        emit(report, lambda: _retention(report))
        return
    emit({**_plain(report), "contacts": judged}, lambda: _retention(report))


def _plain(report: "Retention") -> dict[str, object]:
    return {"total": report.total, "groups": report.groups, "next_on": report.next_on,
            "applied": report.applied, "files": report.files, "tables": report.tables,
            "printed": report.printed, "mailings": report.mailings,
            "requests": report.requests}  # fmt: skip


def _retention(report: "Retention") -> str:
    rows = [
        (group.fate.french, group.rule, group.count,
         ", ".join(group.references[:3]) + (" …" if group.count > 3 else ""), group.example)
        for group in report.groups
    ]  # fmt: skip
    lines = [table(("devient", "règle", "fiches", "lesquelles", "pourquoi (la première)"), rows,
                   right=(2,))]  # fmt: skip
    lines.append("")
    if report.requests:
        done = "vidées" if report.applied else "à vider"
        lines.append(f"Demandes closes gardées assez longtemps, {done} : {report.requests}. "
                     "Leurs dates et leurs délais restent.")  # fmt: skip
    if report.mailings:
        from comptoir.desk.outbox_files import KEPT

        done = "effacés" if report.applied else "à effacer"
        lines.append(f"Fichiers d’envois de plus de {KEPT.days} jours dans var/outbox, {done} : "
                     f"{report.mailings}.")  # fmt: skip
    if report.applied:
        said = f"{plural(report.leaving, 'fiche sortie', 'fiches sorties')} de la base active"
        lines.append(f"{said}, {plural(report.files, 'fichier')} de var/ effacés. "
                     "Factures et écritures sont entières.")  # fmt: skip
        if report.tables:
            count = plural(report.tables, "fichier")
            lines.append(f"Leurs lignes sont ôtées de {count} de var/outbox.")
        lines += _printed(report.printed)
    elif report.leaving or report.requests or report.mailings:
        lines.append("Rien n’est effacé. Pour le faire : comptoir rgpd conservation --apply")
    else:
        lines.append("Rien à effacer.")
    if report.next_on and not report.leaving:
        lines.append(f"Prochaine fiche à revoir : le {french_date(report.next_on)}.")
    return "\n".join(lines)
