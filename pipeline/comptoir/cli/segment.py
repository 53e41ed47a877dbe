"""`comptoir segment`."""

import click

from comptoir.cli.kit import argument, emit, finish, invocation, noun, option, pass_context, table
from comptoir.cli.kit.people import HOW_MANY, names_table
from comptoir.context import Context
from comptoir.text import plural

WHERE = option(
    "--where", "--où", default="", metavar="SQL",
    help="Une condition SQL, pour qui sait : « department = '35' ».",
)  # fmt: skip


@noun()
def command() -> None:
    """Choisir des contacts par critères (contacts/segments), les compter et le dire en français."""


@command.command("new")
@argument("name", label="nom")
@option("--title", "--titre", default="", help="Son titre, pour les personnes.")
@option("--description", default="", help="Une phrase de plus.")
@option("--purpose", "--finalité", default="", metavar="ID",
        help="Une finalité de legal/processing.toml.")  # fmt: skip
@option("--all", "--toutes", "all_", multiple=True, metavar="COND",
        help="Garder si… : « contact.city is Redon ». Plusieurs fois : toutes.")  # fmt: skip
@option("--any", "--une", "any_", multiple=True, metavar="COND", help="Garder si l’une d’elles.")
@option("--none", "--aucune", multiple=True, metavar="COND", help="Écarter si…")
@pass_context
def new(
    ctx: Context, name: str, title: str, description: str, purpose: str,
    all_: tuple[str, ...], any_: tuple[str, ...], none: tuple[str, ...],
) -> None:  # fmt: skip
    """Écrire un segment commenté dans contacts/segments : les questions sont posées en français.

    Une condition s’écrit FAIT OPÉRATEUR VALEUR : « donation.last_on before 12 months ago ».
    """
    from comptoir.cli.kit import segment_asking
    from comptoir.desk import segment_writing, segments

    given = {"all": list(all_), "any": list(any_), "none": list(none)}
    if invocation.current().may_ask and not any(given.values()):
        title = title or click.prompt("Titre du segment", err=True)
        purpose = purpose or segment_asking.purpose(segments.purposes_known(ctx))
        given = segment_asking.conditions()
    done = segment_writing.write(
        ctx,
        name,
        title=title or name.replace("-", " ").capitalize(),
        description=description,
        purpose=purpose,
        conditions=segment_asking.required(given),
    )
    emit(done, f"Segment écrit : {done.path}\n{done.said}\n"
               f"Le compter : comptoir segment expliquer {done.name}")  # fmt: skip


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les segments."""
    from comptoir.desk import segments

    found = segments.listing(ctx)
    rows = [(one.name, one.title or "à corriger", one.purpose) for one in found]
    emit(
        {"segments": found},
        table(("segment", "titre", "finalité"), rows) if rows else "Aucun segment.",
    )


@command.command("check")
@pass_context
def check(ctx: Context) -> None:
    """Relire tous les segments, sans ouvrir la base."""
    from comptoir.desk import segments

    found = segments.listing(ctx)
    faulty = [one for one in found if one.faults]
    lines = [f"✗ {fault}" for one in faulty for fault in one.faults]
    right = plural(len(found) - len(faulty), "segment correct", "segments corrects")
    emit({"segments": found, "faulty": len(faulty)}, "\n".join([*lines, right]))
    if faulty:
        finish(1)


@command.command("count")
@click.argument("name", required=False, default="", metavar="[SEGMENT]")
@WHERE
@pass_context
def count(ctx: Context, name: str, where: str) -> None:
    """Compter les contacts d’un segment."""
    from comptoir.desk import segments

    title, number = segments.count(ctx, _given(name, where), where=where)
    emit({"segment": name, "title": title, "count": number}, plural(number, "contact"))


def _given(name: str, where: str) -> str:
    """Ask for a name when there is nothing else to go by."""
    if name or where:
        return name
    if invocation.current().may_ask:
        return str(click.prompt("segment", err=True))
    raise click.UsageError("Nommez un segment, ou donnez une condition par --where.")


@command.command("explain")
@argument("name", label="segment")
@pass_context
def explain(ctx: Context, name: str) -> None:
    """Dire un segment en français, avec ce que garde chaque condition."""
    from comptoir.desk import segments

    found = segments.explain(ctx, name)
    rows: list[tuple[object, ...]] = [("toute la base", found.base, "")]
    rows += [
        (step.said, step.kept, f"−{step.dropped}" if step.dropped else "") for step in found.steps
    ]
    steps = table(("étape", "restent", "écartés"), rows, right=(1, 2))
    emit(found, f"{found.title}\n\n{steps}")


@command.command("show")
@click.argument("name", required=False, default="", metavar="[SEGMENT]")
@WHERE
@HOW_MANY
@pass_context
def show(ctx: Context, name: str, where: str, limit: int) -> None:
    """Montrer les premiers contacts d’un segment."""
    from comptoir.desk import segments

    found = segments.show(ctx, _given(name, where), limit=limit, where=where)
    total = f"{found.title} : {plural(found.count, 'contact')}"
    emit(found, f"{total}\n\n{names_table(found.contacts)}" if found.contacts else total)


@command.command("diff")
@argument("first", label="segment")
@argument("second", label="autre segment")
@option("--limit", "--nombre", type=click.IntRange(1), default=10, metavar="N",
        help="Combien de contacts montrer de chaque côté.")  # fmt: skip
@pass_context
def diff(ctx: Context, first: str, second: str, limit: int) -> None:
    """Comparer deux segments : qui est dans l’un, dans l’autre, dans les deux."""
    from comptoir.desk import segments

    found = segments.diff(ctx, first, second, limit=limit)
    lines = [f"dans les deux : {found.both}"]
    for name, number, people in (
        (first, found.only_first, found.left),
        (second, found.only_second, found.right),
    ):
        lines.append(f"seulement dans « {name} » : {number}")
        if people:
            lines += ["", names_table(people), ""]
    emit(found, "\n".join(lines).rstrip())
