"""`comptoir segment`."""

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.people import names_table
from comptoir.context import Context
from comptoir.text import plural


@noun()
def command() -> None:
    """Choisir des contacts par critères (contacts/segments), les compter et le dire en français."""


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
@argument("name", label="segment")
@pass_context
def count(ctx: Context, name: str) -> None:
    """Compter les contacts d’un segment."""
    from comptoir.desk import segments

    segment, number = segments.count(ctx, name)
    emit({"segment": name, "title": segment.title, "count": number}, plural(number, "contact"))


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
@argument("name", label="segment")
@option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)
@pass_context
def show(ctx: Context, name: str, limit: int) -> None:
    """Montrer les premiers contacts d’un segment."""
    from comptoir.desk import segments

    found = segments.show(ctx, name, limit=limit)
    total = f"{found.title} : {plural(found.count, 'contact')}"
    emit(found, f"{total}\n\n{names_table(found.contacts)}" if found.contacts else total)
