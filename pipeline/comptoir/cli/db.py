"""`comptoir db`."""

from comptoir.cli.kit import emit, finish, noun, pass_context
from comptoir.context import Context
from comptoir.text import plural


@noun()
def command() -> None:
    """Créer la base, la mettre à niveau, la comparer au programme, la partager."""


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


@command.command("grants")
@pass_context
def grants(ctx: Context) -> None:
    """Faire de chaque profil un rôle de PostgreSQL, avec ses droits et pas d’autres.

    Chaque personne de comptoir.toml qui a un rôle à son identifiant est mise sous celui de son
    profil. À relancer après une mise à niveau, ou quand un profil change.
    """
    from comptoir.desk import databases

    done = databases.grant(ctx)
    lines = [f"{role} : {plural(len(made), 'droit')}" for role, made in done.statements.items()]
    if done.members:
        lines.append(f"Mis sous leur profil : {', '.join(done.members)}.")
    if done.absent:
        lines.append(
            f"Sans rôle à leur nom : {', '.join(done.absent)}. Créez-le, puis relancez : "
            f"CREATE ROLE {done.absent[0]} LOGIN;"
        )
    emit(done, "\n".join(lines))
