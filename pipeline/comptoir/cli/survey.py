"""`comptoir survey`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.surveys.reporting import Finding, Report
    from comptoir.desk.surveys.taking import Taken
    from comptoir.surveys.measures import CrossTable

FILE = click.Path(path_type=Path)


@noun()
def command() -> None:
    """Interroger, sur le site et sur papier, et lire ce qu’on en dit."""


@command.command("new")
@argument("name", label="nom")
@argument("title", label="titre")
@pass_context
def new(ctx: Context, name: str, title: str) -> None:
    """Écrire un questionnaire à remplir, dans contacts/surveys/."""
    from comptoir.desk.surveys import asking

    path = asking.new(ctx, name, title)
    emit({"path": shown(ctx, path)}, f"Questionnaire à compléter : {shown(ctx, path)}")


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les enquêtes."""
    from comptoir.desk.surveys import asking

    found = {name: asking.survey_named(ctx, name) for name in asking.names(ctx)}
    rows = [
        (name, one.title, short_date(one.opens), short_date(one.closes), str(len(one.questions)))
        for name, one in found.items()
    ]
    headers = ("enquête", "titre", "du", "au", "questions")
    emit(
        found,
        table(headers, rows, right=(4,)) if rows else "Aucune enquête : comptoir enquête nouveau",
    )


@command.command("form")
@argument("name", label="enquête")
@pass_context
def form(ctx: Context, name: str) -> None:
    """Montrer le formulaire du site, à mettre dans content/data/formulaires.toml."""
    from comptoir.desk.surveys import asking

    text = asking.form(ctx, name)
    emit({"toml": text}, text)


@command.command("paper")
@argument("name", label="enquête")
@pass_context
def paper(ctx: Context, name: str) -> None:
    """Imprimer le questionnaire sur papier (PDF)."""
    from comptoir.desk.surveys import asking

    path = asking.paper(ctx, name)
    emit({"path": shown(ctx, path)}, shown(ctx, path))


@command.command("codes")
@argument("name", label="enquête")
@option("--count", "--nombre", type=int, required=True, help="Combien de codes.")
@pass_context
def codes(ctx: Context, name: str, count: int) -> None:
    """Tirer des codes : chacun répond une fois, et personne ne sait qui a lequel."""
    from comptoir.desk.surveys import asking

    path = asking.codes(ctx, name, count)
    said = f"{plural(count, 'code')} : {shown(ctx, path)}"
    emit({"path": shown(ctx, path), "codes": count}, f"{said}\nLa base n’en garde que l’empreinte.")


@command.command("import")
@argument("name", label="enquête")
@click.argument("file", required=False, type=FILE, metavar="[FICHIER]")
@option(
    "--inbox", "--réception", "inbox", is_flag=True, help="Ce que le formulaire du site a reçu."
)
@pass_context
def import_(ctx: Context, name: str, file: Path | None, inbox: bool) -> None:
    """Prendre des réponses : un tableur, une colonne par question, ou le formulaire du site.

    Reprendre deux fois le même fichier ne change rien. Sort avec 1 s’il y a des rejets.
    """
    from comptoir.desk.surveys import taking

    if (file is None) != inbox:
        raise InputError("un fichier, ou --inbox : l’un des deux est attendu.")
    done = taking.from_file(ctx, name, file) if file else taking.from_inbox(ctx, name)
    emit(done, "\n".join(_taken(done)))
    finish(1 if done.rejected else 0)


def _taken(done: "Taken") -> Iterator[str]:
    read = plural(done.read, "réponse lue", "réponses lues")
    new, same = plural(done.new, "nouvelle"), plural(done.same, "déjà prise", "déjà prises")
    yield f"{read} = {new} + {same} + {plural(len(done.rejected), 'rejetée')}."
    yield from done.rejected


@command.command("report")
@argument("name", label="enquête")
@option("--by", "--par", default="", metavar="QUESTION", help="Croiser : les lignes.")
@option("--across", "--selon", default="", metavar="QUESTION", help="Croiser : les colonnes.")
@option(
    "--words", "--mots", default="", metavar="QUESTION", help="Les réponses à une question ouverte."
)
@option("--pdf", is_flag=True, help="L’imprimer (PDF).")
@pass_context
def report(ctx: Context, name: str, by: str, across: str, words: str, pdf: bool) -> None:
    """Dire ce que dit une enquête : taux de réponse, NPS, CSAT avec leur intervalle, suites."""
    from comptoir.desk.surveys import reporting

    if words:
        said = reporting.words(ctx, name, words)
        emit(
            said, "\n".join(f"— {one}" for one in said) or "Trop peu de réponses pour les montrer."
        )
        return
    if bool(by) != bool(across):
        raise InputError("pour croiser, deux questions : --by et --across.")
    if pdf:
        path = reporting.pdf(ctx, name)
        emit({"path": shown(ctx, path)}, shown(ctx, path))
        return
    told = reporting.report(ctx, name, by=by, across=across)
    data = {"name": told.name, "answers": told.answers, "invited": told.invited, "rate": told.rate,
            "findings": told.findings, "cross": _cells(told.cross)}  # fmt: skip
    emit(data, "\n".join(_said(told)))


def _said(told: "Report") -> Iterator[str]:
    rate = (
        f" sur {plural(told.invited, 'invitation')}, {told.rate.value:.0f} %" if told.rate else ""
    )
    yield f"{told.title} : {plural(told.answers, 'réponse')}{rate}"
    if told.answers < told.smallest:
        yield f"Moins de {told.smallest} réponses : rien n’est montré."
        return
    for one in told.findings:
        yield from _finding(one, told.smallest)
    if told.cross:
        yield ""
        yield _crossed(told.cross, told.smallest)


def _finding(one: "Finding", smallest: int) -> Iterator[str]:
    from comptoir.desk.surveys.reporting import count_said, figure

    yield ""
    yield one.text
    if one.measure:
        yield f"  {figure(one.measure, one.unit)}"
    if one.words:
        yield f"  {plural(one.words, 'réponse ouverte', 'réponses ouvertes')} : --words {one.name}"
    if one.counts and not one.measure:
        for said, count in one.counts.items():
            yield f"  {said} : {count_said(count, smallest)}"
    if one.action:
        yield f"  Cible {one.target} manquée. À faire : {one.action}"


def _crossed(found: "CrossTable", smallest: int) -> str:
    from comptoir.desk.surveys.reporting import count_said

    rows = [
        (row, *(count_said(found.cells[row, column], smallest) for column in found.columns))
        for row in found.rows
    ]
    return table(("", *found.columns), rows, right=tuple(range(1, len(found.columns) + 1)))


def _cells(found: "CrossTable | None") -> "list[dict[str, object]] | None":
    if found is None:
        return None
    return [{"row": row, "column": column, "count": count}
            for (row, column), count in found.cells.items()]  # fmt: skip
