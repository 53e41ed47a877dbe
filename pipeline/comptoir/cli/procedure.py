"""`comptoir procedure`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, pass_context, table
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.procedures import Followed


@noun()
def command() -> None:
    """Suivre les procédures de la maison : ce qu’il faut avoir fait avant un acte.

    Une procédure est une liste dans legal/procedures/ ; tant qu’une étape manque, l’acte est
    refusé, et l’étape est nommée.
    """


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les procédures et l’acte que chacune précède."""
    from comptoir.desk import procedures
    from comptoir.procedures import ACTS

    found = procedures.listing(ctx)
    rows = [
        (one.name, one.procedure.title, f"avant de {ACTS[one.procedure.before]}",
         len(one.procedure.step))
        for one in found
    ]  # fmt: skip
    heads = ("procédure", "titre", "quand", "étapes")
    empty = "Aucune procédure dans legal/procedures/."
    emit(_plain(found), table(heads, rows, right=(3,)) if rows else empty)


@command.command("show")
@argument("name", label="procédure")
@argument("subject", label="numéro", required=False, default="")
@pass_context
def show(ctx: Context, name: str, subject: str) -> None:
    """Montrer les étapes, et celles qui sont faites pour un numéro."""
    from comptoir.desk import procedures

    found = procedures.show(ctx, name, subject)
    emit(_plain([found])[0], "\n".join(_steps(found)))


@command.command("validate")
@argument("name", label="procédure")
@argument("subject", label="numéro")
@argument("step", label="étape")
@pass_context
def validate(ctx: Context, name: str, subject: str, step: str) -> None:
    """Dire qu’une étape est faite, pour un remboursement, un fournisseur, un donateur."""
    from comptoir.desk import procedures

    found = procedures.tick(ctx, name, subject, step)
    emit(_plain([found])[0], "\n".join(_steps(found)))


def _steps(found: "Followed") -> Iterator[str]:
    done = {one.step: one for one in found.done}
    yield found.procedure.title
    for step in found.procedure.step:
        mark = "✓" if step.id in done else "·"
        by = f" ({done[step.id].login})" if step.id in done else ""
        second = " [une autre personne]" if step.other_person and step.id not in done else ""
        yield f"  {mark} {step.id.ljust(20)} {step.label}{by}{second}"
        if step.help and step.id not in done:
            yield f"    {step.help}"
    yield f"{plural(found.left, 'étape')} à faire." if found.left else "Tout est fait."


def _plain(found: "list[Followed]") -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "title": one.procedure.title,
            "before": one.procedure.before,
            "steps": [
                {
                    "id": step.id,
                    "label": step.label,
                    "other_person": step.other_person,
                    "done_by": next((t.login for t in one.done if t.step == step.id), ""),
                }
                for step in one.procedure.step
            ],
            "left": one.left,
        }
        for one in found
    ]
