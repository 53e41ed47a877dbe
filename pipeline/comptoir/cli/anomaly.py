"""`comptoir anomaly`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.store.anomalies import Anomaly

STATES = ("open", "mended", "accepted", "all")


@noun()
def command() -> None:
    """Suivre les anomalies trouvées dans les fiches : qui s’en occupe, ce qu’elles deviennent."""


@command.command("list")
@option("--state", "--état", type=click.Choice(STATES), default="open",
        help="open (ouvertes), mended (corrigées), accepted (gardées), all (toutes).")  # fmt: skip
@option("--rule", "--règle", default="", metavar="RÈGLE", help="Seulement celles de cette règle.")
@option("--owner", "--responsable", default="", metavar="NOM", help="Seulement les siennes.")
@option("--limit", "--nombre", type=click.IntRange(1), default=20, metavar="N",
        help="Combien en montrer (toutes en markdown et en JSON).")  # fmt: skip
@option("--format", "kind", type=click.Choice(("text", "markdown")), default="text",
        help="text, ou markdown pour l’équipe.")  # fmt: skip
@option("--fail-over", "--au-plus", type=click.IntRange(0), default=None, metavar="N",
        help="Finir par 1 quand plus de N sont ouvertes (fausses, douteuses).")  # fmt: skip
@pass_context
def list_(
    ctx: Context, state: str, rule: str, owner: str, limit: int, kind: str, fail_over: int | None
) -> None:
    """Lister les anomalies, les plus graves d’abord. « contact qualité » les cherche."""
    from comptoir.desk import quality

    found = quality.listing(ctx, state="" if state == "all" else state, rule=rule, owner=owner)
    emit(
        {"anomalies": found},
        lambda: _markdown(found) if kind == "markdown" else _text(found, limit),
    )
    if fail_over is not None:
        still = [one for one in found if one.state == "open"]
        if quality.worst(still, "warning") > fail_over:
            finish(1)


def _rows(found: "Sequence[Anomaly]") -> list[tuple[str, ...]]:
    from comptoir.contacts.columns import FIELDS
    from comptoir.contacts.quality import RULES, Severity
    from comptoir.desk.quality import STATES as SAID

    return [
        (
            one.reference,
            Severity(one.severity).french,
            one.contact,
            FIELDS.get(one.field, one.field),
            RULES[one.rule].french,
            f"{one.old} → {one.new}" if one.new else one.old,
            one.owner or "personne",
            SAID[one.state] + (f" ({one.reason})" if one.reason else ""),
        )
        for one in found
    ]


HEADERS = ("anomalie", "gravité", "fiche", "champ", "ce qui ne va pas", "valeur", "qui", "état")


def _text(found: "Sequence[Anomaly]", limit: int) -> str:
    if not found:
        return "Aucune anomalie. Examiner les fiches : comptoir contact qualité."
    lines = [plural(len(found), "anomalie"), ""]
    for reference, severity, contact, field, what, value, owner, state in _rows(found[:limit]):
        lines.append(f"{reference}  {severity}  {contact}, {field} : {what}")
        lines.append(f"           {value or '(texte non montré)'} · {owner} · {state}")
    if len(found) > limit:
        lines.append(f"… et {len(found) - limit} autres (--limit).")
    lines += ["", "Corriger comme proposé : comptoir anomalie résoudre AN-… --apply",
              "Garder la valeur : comptoir anomalie résoudre AN-… --reason « … »"]  # fmt: skip
    return "\n".join(lines)


def _markdown(found: "Sequence[Anomaly]") -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    rows = [line(HEADERS), "|" + "---|" * len(HEADERS), *(line(row) for row in _rows(found))]
    return "\n".join(["# Anomalies des fiches", "", *rows])


@command.command("assign")
@argument("reference", label="anomalie")
@option("--to", "--à", "owner", default="", metavar="NOM", help="Qui s’en occupe.")
@pass_context
def assign(ctx: Context, reference: str, owner: str) -> None:
    """Dire qui s’occupe d’une anomalie."""
    from comptoir.desk import quality

    one = quality.assign(ctx, reference, owner)
    emit(one, f"{one.reference} : {one.owner} s’en occupe.")


@command.command("resolve")
@argument("reference", label="anomalie")
@option("--apply", "--appliquer", is_flag=True, help="Corriger la fiche comme proposé.")
@option("--reason", "--motif", default="", help="Garder la valeur, et pourquoi.")
@pass_context
def resolve(ctx: Context, reference: str, apply: bool, reason: str) -> None:
    """Régler une anomalie : corriger comme proposé, ou garder la valeur avec un motif."""
    from comptoir.desk import quality

    one = quality.resolve(ctx, reference, apply=apply, reason=reason)
    done = f"corrigée dans {one.contact} : {one.new}" if apply else f"acceptée : {one.reason}"
    emit(one, f"{one.reference} {done}.")
