"""The journal of another program: judge its FEC, take its balances over."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import (
    argument,
    confirm,
    emit,
    finish,
    option,
    pass_context,
    table,
    table_report,
)
from comptoir.cli.kit.amounts import euros
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.ledger.group import command
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.errors import InputError, RefusedError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.accounts.former_years import FormerYear
    from comptoir.desk.accounts.taking_over import JudgedFile, TakenOver

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SAME = 3  # lines named of one fault; the others are counted


def fec_of_others(path: Path) -> None:
    """Print what is wrong with a FEC; exit 1 when it would not pass."""
    from comptoir.desk.accounts import taking_over

    found = taking_over.check_file(path)
    emit(found, lambda: "\n".join(_judged(found)))
    if found.blocking:
        finish(1)


def _judged(found: "JudgedFile") -> Iterator[str]:
    yield f"{found.name} : {plural(found.lines, 'ligne')}."
    alike: dict[tuple[str, str], int] = {}
    for fault in found.faults:
        key = (_plainly(fault.what), fault.code)
        alike[key] = alike.get(key, 0) + 1
        if alike[key] > SAME:
            continue
        where = f"ligne {fault.line} : " if fault.line else ""
        yield f"{'✗' if fault.blocking else '·'} {where}{fault.what} [{fault.code}]"
        if fault.remedy and alike[key] == 1:
            yield f"  → {fault.remedy}"
    for (what, _), count in alike.items():
        if count > SAME:
            yield f"  … et {plural(count - SAME, 'autre ligne', 'autres lignes')} : {what}."
    if not found.faults:
        yield "Aucun défaut : il passerait le contrôle de forme."
    elif not found.blocking:
        yield "Rien de bloquant."
    else:
        yield plural(found.blocking, "défaut")


def _plainly(what: str) -> str:
    """Return a fault without its own numbers, so that the same ones are counted together."""
    return " ".join(word for word in what.split() if not word.strip("«»,.").isdigit())


@command.command("import")
@argument("file", label="fichier", type=FILE)
@option("--date", "on", type=DAY, default=None, help="Premier jour ici ; après l’exercice sinon.")
@option("--entries", "--ecritures", is_flag=True,
        help="Tout un exercice passé, écriture par écriture, au lieu de ses soldes.")  # fmt: skip
@option("--dry-run", "--essai", is_flag=True, help="Montrer, sans rien écrire.")
@pass_context
def import_(ctx: Context, file: Path, on: date | None, entries: bool, dry_run: bool) -> None:
    """Reprendre les soldes d’un autre logiciel, d’après son FEC ou un CSV de son journal.

    Les exports de Dolibarr, Odoo et Paheko sont reconnus à leurs colonnes. Dit ce que contient
    chacune : type, valeurs manquantes, écarts, lignes en double. Avec --ecritures, tout un exercice
    passé entre au journal, et il est clos aussitôt : rien ne s’y ajoute.
    """
    if entries:
        if on:
            raise InputError(
                "--ecritures garde les dates du fichier.", remedy="Ôtez --date, ou --ecritures."
            )
        _import_year(ctx, file, dry_run=dry_run)
        return
    from comptoir.desk.accounts import taking_over

    shown = taking_over.take_over(ctx, file, on=on, dry_run=True)
    if not dry_run:
        said = (
            f"Reprendre {plural(len(shown.entry.postings), 'solde')} au {french_date(shown.on)} ?"
        )
        if not confirm(said):
            raise RefusedError("Rien n’est repris.", remedy="Relancez avec --yes pour confirmer.")
        shown = taking_over.take_over(ctx, file, on=on)
    emit(shown, lambda: "\n".join(_taken(shown)))


def _import_year(ctx: Context, file: Path, *, dry_run: bool) -> None:
    from comptoir.desk.accounts import former_years

    shown = former_years.take(ctx, file, dry_run=True)
    if not dry_run:
        said = (
            f"Reprendre {plural(shown.entries, 'écriture')} et clore l’exercice {shown.year} ? "
            "C’est définitif."
        )
        if not confirm(said):
            raise RefusedError("Rien n’est repris.", remedy="Relancez avec --yes pour confirmer.")
        shown = former_years.take(ctx, file)
    emit(shown, lambda: "\n".join(_year_taken(shown)))


def _year_taken(found: "FormerYear") -> Iterator[str]:
    yield f"{found.file} : {plural(found.lines, 'ligne')}."
    yield ""
    yield from table_report.columns(found.report)
    yield ""
    word = "excédent" if found.result >= 0 else "déficit"
    yield (
        f"Exercice {found.year} : {plural(found.entries, 'écriture')}, {euros(found.total)} au "
        f"débit, {word} de {euros(abs(found.result))}."
    )
    if found.openings:
        yield "Ses à-nouveaux sont ceux que laisse l’exercice d’avant : ils ne sont pas repris."
    if found.unknown:
        yield _unlinked(found.unknown)
    if found.dry_run:
        yield "Rien n’est écrit : c’était un essai."
        return
    yield f"L’exercice est clos. Sceau à noter hors de Comptoir : {found.seal}"
    yield (
        "Gardez le fichier : il reste le FEC de cet exercice, et la seule copie de ses libellés "
        "(comptoir document ajouter)."
    )


def _unlinked(codes: Sequence[str]) -> str:
    return (
        f"{plural(len(codes), 'tiers', 'tiers')} sans fiche ici, gardés sous leur ancien code : "
        "importez les contacts avec leur référence pour les relier."
    )


def _taken(found: "TakenOver") -> Iterator[str]:
    yield f"{found.file} : {plural(found.lines, 'ligne')}."
    yield ""
    yield from table_report.columns(found.report)
    yield ""
    rows = [
        (
            posting.account,
            posting.party_account,
            euros(posting.debit) if posting.debit else "",
            euros(posting.credit) if posting.credit else "",
        )
        for posting in found.entry.postings
    ]
    rows.append(("Total", "", euros(found.entry.total), euros(found.entry.total)))
    yield table(("compte", "tiers", "débit", "crédit"), rows, right=(2, 3))
    yield ""
    if found.unknown:
        yield _unlinked(found.unknown)
    done = "à reprendre" if found.dry_run else f"repris, pièce {found.entry.voucher}"
    yield f"Soldes au {french_date(found.on)} {done}."
