"""`comptoir db`."""

from comptoir.cli.kit import emit, finish, noun, pass_context
from comptoir.context import Context


@noun()
def command() -> None:
    """Créer la base de contacts et de ventes, la mettre à niveau, la comparer au programme."""


@command.command("upgrade")
@pass_context
def upgrade(ctx: Context) -> None:
    """Créer la base, ou l’amener au schéma de cette version."""
    from comptoir.desk import databases

    done = databases.upgrade(ctx)
    if done.created:
        said = f"Base créée (schéma {done.after})."
    elif done.before == done.after:
        said = f"Base déjà à jour (schéma {done.after})."
    else:
        said = f"Base mise à niveau : {done.before} → {done.after}."
    emit({"before": done.before, "after": done.after}, said)


@command.command("check")
@pass_context
def check(ctx: Context) -> None:
    """Comparer la base au schéma attendu, déclencheurs compris."""
    from comptoir.desk import databases

    found = databases.check(ctx)
    emit(
        {"differences": found},
        "\n".join(["Cette base diffère de ce qui est attendu :", *(f"  {d}" for d in found)])
        if found
        else "La base est conforme au schéma attendu.",
    )
    if found:
        finish(1)
