"""`comptoir audit`."""

from comptoir.cli.kit import emit, finish, noun, option, pass_context, table
from comptoir.context import Context


@noun()
def command() -> None:
    """Lire la trace des actes (qui, quand, quoi) et vérifier qu’elle est entière."""


@command.command("show")
@option("--limit", "--nombre", type=int, default=20, metavar="N", help="Combien d’actes.")
@option("--record", "--fiche", default="", metavar="N°", help="Seulement ceux de cette fiche.")
@pass_context
def show(ctx: Context, limit: int, record: str) -> None:
    """Montrer les derniers actes, du plus récent au plus ancien."""
    from comptoir.desk import audits

    events = audits.recent(ctx, limit=limit, record=record)
    rows = [
        (e.id, f"{ctx.local(e.at):%d/%m/%Y %H:%M}", e.login, e.act, ", ".join(e.fields[:4]))
        for e in events
    ]
    headers = ("N°", "quand", "qui", "acte", "champs")
    emit({"events": events}, table(headers, rows, right=(0,)) if rows else "Aucun acte.")


@command.command("anchor")
@option("--reason", "--raison", default="", metavar="TEXTE", help="Pourquoi : clôture, sauvegarde…")
@pass_context
def anchor(ctx: Context, reason: str) -> None:
    """Poser une ancre : noter où en sont les chaînes, et donner un sceau à garder ailleurs."""
    from comptoir.desk import audits

    seal = audits.anchor(ctx, reason=reason)
    emit(
        {"seal": seal},
        f"Sceau : {seal}\nNotez-le hors de cette machine, avec la date. Plus tard : "
        f"comptoir trace contrôler --sceau {seal}",
    )


@command.command("verify")
@option("--seal", "--sceau", default="", metavar="SCEAU", help="Un sceau noté ailleurs.")
@pass_context
def verify(ctx: Context, seal: str) -> None:
    """Recalculer toutes les chaînes et les comparer à leurs ancres."""
    from comptoir.desk import audits

    verdicts = audits.verify(ctx)
    lines = []
    for verdict in verdicts:
        if verdict.holds:
            lines.append(f"✓ {verdict.chain} : entière, {verdict.rows} lignes")
        elif verdict.broken_at is not None:
            lines.append(f"✗ {verdict.chain} : modifiée à partir de la ligne {verdict.broken_at}")
        else:
            lines.append(f"✗ {verdict.chain} : tronquée ou recalculée depuis la dernière ancre")
    if seal:
        lines.append(f"✓ sceau du {audits.sealed_at(ctx, seal):%d/%m/%Y} reconnu")
    emit({"chains": verdicts}, "\n".join(lines))
    if not all(verdict.holds for verdict in verdicts):
        finish(1)
