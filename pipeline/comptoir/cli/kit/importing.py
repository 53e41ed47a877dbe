"""What an import says of itself, on a terminal."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import table_report
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.import_report import ImportReport

REJECTS_SHOWN = 10


def report_lines(report: "ImportReport") -> list[str]:
    said = ", ".join(part for part in (report.format, report.encoding, report.separator) if part)
    lines = [f"{report.file} : {said}"]
    if report.recognised:
        lines.append(f"Export reconnu : {report.recognised}")
    lines += ["", "Colonnes reconnues :"]
    lines += [f"  {head} → {_field(name)}" for head, name in report.columns.items()]
    if report.also_read:
        lines.append(f"Colonnes lues aussi : {', '.join(report.also_read)}")
    if report.ignored:
        lines.append(f"Colonnes ignorées : {', '.join(report.ignored)}")
    if report.missing:
        lines.append(f"Colonnes attendues, absentes : {', '.join(report.missing)}")
    if report.held and report.held.rows:
        some = plural(report.held.rows, "première ligne", "premières lignes")
        first = "" if report.held.rows == report.rows_in else f", d’après les {some}"
        lines += ["", f"Ce que contiennent les colonnes{first} :"]
        lines += table_report.columns(report.held)
    lines += ["", *_counts(report)]
    if report.dry_run:
        lines += _differences(report)
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


def _differences(report: "ImportReport") -> list[str]:
    """What each row would do, kind by kind, as far as the report tells."""
    lines: list[str] = []
    kinds = (
        ("new", "Nouveaux :", report.new),
        ("changed", "Modifiés :", report.changed),
        ("doubtful", "Douteux :", report.doubtful),
    )
    for verdict, title, count in kinds:
        told = [one for one in report.differences if one.verdict == verdict]
        if not told:
            continue
        lines += ["", title]
        for one in told:
            who = f"ligne {one.line}" + (f", {one.reference}" if one.reference else "")
            lines.append(f"  {who} : {' ; '.join(one.changes)}")
        if count > len(told):
            lines.append(f"  … et {count - len(told)} autres")
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
