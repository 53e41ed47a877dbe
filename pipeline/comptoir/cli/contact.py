"""`comptoir contact`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.people import identity, names_table
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.contact_imports import ImportReport
    from comptoir.desk.contacts import ContactFile

FILE = click.Path(path_type=Path)
REJECTS_SHOWN = 10


@noun()
def command() -> None:
    """Tenir la base de contacts : importer, chercher, montrer, ajouter, exporter."""


@command.command("import")
@argument("file", label="fichier", type=FILE)
@option("--map", "--table", "map_name", default="", metavar="NOM",
        help="Table de colonnes de contacts/imports.")  # fmt: skip
@option("--source", "--origine", default="", help="D’où viennent ces contacts.")
@option("--source-on", "--origine-le", default="", help="Depuis quand, s’ils ne le disent pas.")
@option("--role", "--rôle", default="", help="Ce qu’ils sont (prospect par défaut).")
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@pass_context
def import_(ctx: Context, file: Path, map_name: str, dry_run: bool, **given: str) -> None:
    """Importer des contacts (CSV, TSV, XLSX, ODS, vCard).

    Les exports de Mailchimp, HelloAsso, Google, Outlook, Galette, Dolibarr et Paheko sont reconnus
    à leurs colonnes ; un tableur ordinaire, à ses titres français.

    Tout est importé d’un coup, ou rien. Une ligne qui ne peut pas être gardée part dans un fichier
    de rejets, avec son motif : corrigez-la et importez-le à son tour.
    """
    from comptoir.desk import contacts

    report = contacts.import_file(ctx, file, map_name=map_name, given=given, dry_run=dry_run)
    emit(report, lambda: "\n".join(_report(report)))
    if report.rejected:
        finish(1)


def _report(report: "ImportReport") -> list[str]:
    said = ", ".join(part for part in (report.format, report.encoding, report.separator) if part)
    lines = [f"{report.file} : {said}"]
    if report.recognised:
        lines.append(f"Export reconnu : {report.recognised}")
    lines += ["", "Colonnes reconnues :"]
    lines += [f"  {head} → {_field(name)}" for head, name in report.columns.items()]
    if report.ignored:
        lines.append(f"Colonnes ignorées : {', '.join(report.ignored)}")
    if report.missing:
        lines.append(f"Colonnes attendues, absentes : {', '.join(report.missing)}")
    lines += ["", *_counts(report)]
    if report.dry_run:
        lines += [""] + [
            f"  ligne {one.line}, {one.reference or 'nouveau'} : {' ; '.join(one.changes)}"
            for one in report.differences
        ]
    lines += _rejects(report)
    if report.remarks:
        lines += ["", "Cellules laissées de côté ou complétées (les lignes sont gardées) :"]
    lines += [f"  {why} ({plural(count, 'ligne')})" for why, count in report.remarks.items()]
    if report.review_file:
        lines.append(f"À vérifier : {report.review_file}")
    lines.append("")
    if report.dry_run:
        lines.append("Essai : rien n’a été écrit.")
    else:
        written = f"Import n° {report.batch} enregistré. Pour le défaire : comptoir contact " \
                  f"défaire {report.batch}"  # fmt: skip
        lines.append(written if report.batch else "Rien à changer : la base est déjà à jour.")
    return lines


def _field(name: str) -> str:
    from comptoir.contacts.columns import EXTRA, FIELDS

    return "gardée telle quelle" if name.startswith(EXTRA) else FIELDS.get(name, name)


def _counts(report: "ImportReport") -> list[str]:
    parts = (
        plural(report.new, "nouveau", "nouveaux"),
        plural(report.changed, "modifié"),
        plural(report.same, "inchangé"),
        plural(report.doubtful, "douteux", "douteux"),
        plural(report.rejected, "rejeté"),
    )
    lines = [f"{plural(report.rows_in, 'ligne lue', 'lignes lues')} = {' + '.join(parts)}"]
    if report.doubtful > report.conflicts:
        lines.append("  (douteux : ajoutés, mais ils ressemblent à quelqu’un de la base)")
    if report.conflicts:
        lines.append("  (douteux : une cellule a aussi changé dans la base depuis l’export ; elle "
                     "est laissée)")  # fmt: skip
    if report.companions:
        payers = plural(report.companions, "payeur ajouté", "payeurs ajoutés")
        lines.append(f"  et {payers} : qui paie n’est pas toujours qui vient")
    if report.refused:
        alone = plural(report.refused, "adresse refuse", "adresses refusent")
        lines.append(f"  {alone} nos messages sans être à quelqu’un de la base : gardées en "
                     "empreinte sur la liste d’opposition")  # fmt: skip
    if report.dead:
        lines.append(f"  {plural(report.dead, 'adresse morte', 'adresses mortes')}")
    said = (
        (report.granted, "accord prouvé", "accords prouvés"),
        (report.unproven, "accord sans preuve (sans effet)", "accords sans preuve (sans effet)"),
        (report.objected, "opposition", "oppositions"),
    )
    known = [plural(number, one, many) for number, one, many in said if number]
    if known:
        about = f" (finalité : {report.purpose})" if report.purpose else ""
        lines.append(f"Consentements : {', '.join(known)}{about}")
    return lines


def _rejects(report: "ImportReport") -> list[str]:
    lines = [
        f"  ligne {one.line} : {' '.join(one.reasons)}" for one in report.rejects[:REJECTS_SHOWN]
    ]
    if len(report.rejects) > REJECTS_SHOWN:
        lines.append(f"  … et {len(report.rejects) - REJECTS_SHOWN} autres")
    if report.rejects_file:
        lines.append(f"Rejets : {report.rejects_file} (corrigez-les et importez ce fichier)")
    if report.from_nowhere:
        lines.append("  Un prospect ne se garde pas sans origine datée : ajoutez --origine et "
                     "--origine-le, ou --rôle s’ils sont déjà autre chose.")  # fmt: skip
    return ["", "Lignes rejetées :", *lines] if lines else []


@command.command("undo")
@argument("act", label="acte")
@option("--partial", "--partiel", is_flag=True, help="Laisser ce qui a changé ou servi depuis.")
@pass_context
def undo(ctx: Context, act: str, partial: bool) -> None:
    """Défaire un import (son numéro) ou une fusion (FUS-000001).

    Les contacts qu’un import a ajoutés partent, les autres redeviennent ce qu’ils étaient. Rien
    n’est défait si un contact a changé ou servi depuis, sauf avec --partiel. Une fusion défaite
    rend les deux fiches.
    """
    if not act.isdecimal():
        from comptoir.cli.kit import merging
        from comptoir.desk import duplicates

        apart = duplicates.undo(ctx, act)
        emit(apart, "\n".join(merging.undone_lines(apart)))
        return
    from comptoir.desk import contacts

    done = contacts.undo(ctx, int(act), partial=partial)
    lines = [f"Import n° {done.number} ({done.file}) défait."]
    if done.kept:
        lines[0] = f"Import n° {done.number} ({done.file}) défait en partie."
    lines += [
        f"  {plural(done.removed, 'contact retiré', 'contacts retirés')}",
        f"  {plural(done.restored, 'contact rétabli', 'contacts rétablis')}",
    ]
    if done.refusals:
        off = plural(done.refusals, "adresse ôtée", "adresses ôtées")
        lines.append(f"  {off} de la liste d’opposition")
    lines += ["Laissés comme ils sont :", *(f"  {why}" for why in done.kept)] if done.kept else []
    emit(done, "\n".join(lines))


@command.command("show")
@argument("reference", label="contact")
@pass_context
def show(ctx: Context, reference: str) -> None:
    """Montrer la fiche d’un contact. La lecture est notée au journal des accès."""
    from comptoir.desk import contacts

    found = contacts.show(ctx, reference)
    emit(found, lambda: "\n".join(_file(found)))


def _file(found: "ContactFile") -> list[str]:
    from comptoir.consent.model import FRENCH_CHANNELS, french_scope

    lines = [f"{found.contact.reference}  {found.contact.full_name}", ""]
    lines += [f"{label.ljust(10)}  {value}" for label, value in identity(found.contact)]
    for held in found.roles:
        since = f" depuis le {short_date(held.since)}" if held.since else ""
        until = f" jusqu’au {short_date(held.until)}" if held.until else ""
        lines.append(f"{'rôle'.ljust(10)}  {held.role.french}{since}{until}")
    if found.tags:
        lines.append(f"{'étiquettes'.ljust(10)}  {', '.join(found.tags)}")
    lines += [f"{name.ljust(10)}  {value}" for name, value in found.facts.items()]
    if found.externals:
        lines.append(f"{'ailleurs'.ljust(10)}  {', '.join(found.externals)}")
    rows = [
        (french_scope(one.scope), FRENCH_CHANNELS.get(one.channel, one.channel), one.kind.french,
         short_date(one.since))
        for one in found.consents
    ]  # fmt: skip
    if rows:
        lines += ["", table(("finalité", "canal", "état", "depuis"), rows)]
    return lines


@command.command("find")
@argument("text", label="texte", nargs=-1, required=True)
@option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)
@pass_context
def find(ctx: Context, text: tuple[str, ...], limit: int) -> None:
    """Chercher un contact par son nom, son organisme, son adresse mél ou sa ville."""
    from comptoir.desk import contacts

    found = contacts.find(ctx, " ".join(text), limit=limit)
    if not found.contacts:
        emit(found, "Aucun contact ne correspond.")
        return
    more = f"\n… et d’autres : précisez, ou ajoutez --limit {limit * 5}."
    shown = names_table(found.contacts)
    emit(found, shown + more if found.count > limit else shown)


@command.command("list")
@option("--segment", default="", metavar="NOM", help="Seulement ceux de ce segment.")
@option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)
@pass_context
def list_(ctx: Context, segment: str, limit: int) -> None:
    """Lister les contacts."""
    from comptoir.desk import contacts

    found = contacts.listing(ctx, segment=segment, limit=limit)
    total = plural(found.count, "contact")
    emit(found, f"{total}\n\n{names_table(found.contacts)}" if found.contacts else total)


@command.command("add")
@option("--last-name", "--nom", default="", help="Nom de famille.")
@option("--first-name", "--prénom", default="", help="Prénom.")
@option("--organisation", "--organisme", default="", help="Organisme, si c’en est un.")
@option("--civility", "--civilité", default="", help="Mme ou M., si la personne le souhaite.")
@option("--email", "--mél", default="", help="Adresse mél.")
@option("--phone", "--téléphone", default="", help="Téléphone fixe.")
@option("--mobile", "--portable", default="", help="Téléphone portable.")
@option("--street", "--adresse", default="", help="Numéro et rue.")
@option("--address-2", "--complément", default="", help="Bâtiment, étage, lieu-dit.")
@option("--postcode", "--code-postal", default="", help="Code postal, cinq chiffres en France.")
@option("--city", "--ville", default="", help="Commune.")
@option("--country", "--pays", default="", help="Pays, en deux lettres (FR par défaut).")
@option("--birth-date", "--naissance", default="", help="Date de naissance.")
@option("--role", "--rôle", default="", help="adhérent, client, prospect, donateur, bénévole…")
@option("--tags", "--étiquettes", default="", help="Étiquettes, séparées par des virgules.")
@option("--source", "--origine", default="", help="D’où vient ce contact.")
@option("--source-on", "--origine-le", default="", help="Quand (aujourd’hui par défaut).")
@option("--reference", "--référence", default="", help="Sa référence dans un autre fichier.")
@option("--anyway", "--quand-même", is_flag=True, help="Ajouter même s’il ressemble à quelqu’un.")
@pass_context
def add(ctx: Context, anyway: bool, **values: str) -> None:
    """Ajouter un contact."""
    from comptoir.desk import contacts

    one = contacts.add(ctx, values, anyway=anyway)
    emit({"reference": one.reference}, f"Contact ajouté : {one.reference}  {one.full_name}")


@command.command("export")
@option("--segment", default="", metavar="NOM", help="Seulement ceux de ce segment.")
@option("--purpose", "--motif", required=True, help="Pourquoi ces données sortent de la base.")
@option("--format", "kind", type=click.Choice(("csv", "xlsx")), default="csv", help="csv ou xlsx.")
@option("--recipient", "--destinataire", default="", help="Pour qui.")
@option(
    "--editable",
    "--modifiable",
    is_flag=True,
    help="Une feuille à corriger puis à importer : seules les cellules changées comptent.",
)
@pass_context
def export(
    ctx: Context, segment: str, purpose: str, kind: str, recipient: str, editable: bool
) -> None:
    """Écrire des contacts dans un fichier privé. L’export est noté au journal des accès."""
    from comptoir.desk import contacts

    made = contacts.export(
        ctx, purpose=purpose, segment=segment, kind=kind, recipient=recipient, editable=editable
    )
    lines = [f"{plural(made.rows, 'contact exporté', 'contacts exportés')} : {made.path}"]
    if made.hidden:
        lines.append(f"Colonnes masquées pour votre profil : {', '.join(made.hidden)}")
    if editable:
        lines.append(
            "Corrigez-le sans toucher aux colonnes référence, version et empreinte, puis :"
        )
        lines.append(f"  comptoir contact importer {made.path}")
    lines.append("Ce fichier contient des données personnelles : effacez-le après usage.")
    emit(made, "\n".join(lines))


@command.command("duplicates")
@option("--limit", "--nombre", type=click.IntRange(1), default=20, metavar="N",
        help="Combien de paires montrer.")  # fmt: skip
@option("--merge", "--fusionner", is_flag=True, help="Fusionner tous les doublons sûrs.")
@option("--distinct", "--distincts", nargs=2, default=None, metavar="RÉF RÉF",
        help="Dire que deux fiches qui se ressemblent sont deux personnes.")  # fmt: skip
@pass_context
def duplicates(ctx: Context, limit: int, merge: bool, distinct: tuple[str, str] | None) -> None:
    """Chercher qui est deux fois dans la base, du plus sûr au plus douteux.

    Le prénom décide : deux prénoms différents sont deux personnes, même sous un toit ou avec une
    même adresse mél. Rien n’est fusionné sans --merge, et chaque fusion peut être défaite.
    """
    from comptoir.cli.kit import merging
    from comptoir.desk import duplicates as desk

    if distinct:
        desk.keep_apart(ctx, *distinct)
        emit({"distinct": list(distinct)}, "Noté : ces deux fiches ne seront plus rapprochées.")
    elif merge:
        done = desk.merge_sure(ctx)
        emit({"merged": done}, "\n".join(merging.merges_lines(done)))
    else:
        found = desk.find(ctx, limit=limit)
        emit(found, "\n".join(merging.duplicates_lines(found)))


@command.command("merge")
@argument("kept", label="fiche gardée")
@argument("other", label="autre fiche")
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@pass_context
def merge(ctx: Context, kept: str, other: str, dry_run: bool) -> None:
    """Fusionner deux fiches : la première reste, avec tout ce qui concerne l’autre."""
    from comptoir.cli.kit import merging
    from comptoir.desk import duplicates as desk

    done = desk.merge(ctx, kept, other, dry_run=dry_run)
    emit(done, "\n".join(merging.merged_lines(done)))
