"""`comptoir campaign report` and `tie`: what a mailing gave, and what answers it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.campaign.group import BY, CHANNELS, command, name_argument
from comptoir.cli.campaign.words import forgotten
from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import euros
from comptoir.context import Context
from comptoir.text import capital, plural

if TYPE_CHECKING:
    from comptoir.desk.campaign_effect import Effect, Effects, Group
    from comptoir.desk.campaign_report import ChannelReport, Report

WAITING = ("queued", "deferred", "sending")
SURE = 0.95
COLUMNS = (
    "Canal", "Segment", "Partis", "Réactions", "Ventes HT", "Cotisations", "Dons", "Recette",
    "Coût", "Marge sur coût",
)  # fmt: skip
VERSIONS = {"a": "Objet A", "b": "Objet B", "written": "Destinataires", "held": "Groupe témoin"}


@command.command("report")
@name_argument
@option("--csv", "csv_", type=click.Path(path_type=Path, dir_okay=False), default=None,
        metavar="FICHIER", help="Écrire aussi la recette et le coût dans un tableur.")  # fmt: skip
@pass_context
def report(ctx: Context, name: str, csv_: Path | None) -> None:
    """Dire ce qu’un envoi a donné : partis, revenus, réponses, recette, coût, marge."""
    from comptoir.desk import campaign_report, sheets

    found = campaign_report.report(ctx, name)
    if csv_ is not None:
        sheets.write_csv(csv_, COLUMNS, [_effect_cells(one, str) for one in found.effects.rows])
    emit(_report_data(found), lambda: _report_text(found))


@command.command("tie")
@argument("code", label="code")
@argument("number", label="numéro", nargs=-1)
@pass_context
def tie(ctx: Context, code: str, number: tuple[str, ...]) -> None:
    """Rattacher des règlements, factures ou devis à l’envoi auquel ils répondent."""
    from comptoir.desk import campaign_effect

    name = campaign_effect.tie(ctx, code, number)
    emit(
        {"campaign": name, "numbers": list(number)},
        f"{plural(len(number), 'pièce rattachée', 'pièces rattachées')} à l’envoi {name}.",
    )


def _report_data(found: "Report") -> dict[str, object]:
    channels = [
        {
            "channel": one.channel,
            "segment_size": one.segment_size,
            "excluded": one.excluded,
            "recipients": one.recipients,
            "counts": dict(one.counts),
            "sent": one.sent,
            "returned": one.returned,
            "returned_soft": one.returned_soft,
            "unsubscribed": one.unsubscribed,
            "complained": one.complained,
            "answered": one.answered,
            "held_out": one.held_out,
            "counted": one.counted,
        }
        for one in found.channels
    ]
    return {
        "campaign": found.campaign,
        "title": found.title,
        "channels": channels,
        "effects": _effects_data(found.effects),
        "new": dict(found.new),
        "forgotten": found.forgotten,
    }


def _report_text(found: "Report") -> str:
    if not found.channels:
        return f"{found.title}\nPas encore préparé : comptoir campagne préparer {found.campaign}"
    head = (
        "Canal",
        "Segment",
        "Exclus",
        "Préparés",
        "Partis",
        "Retours",
        "Réponses",
        "Désinscrits",
        "Plaintes",
    )
    rows = [_report_row(one) for one in found.channels]
    lines = [
        found.title,
        "",
        table(head, rows, right=range(1, 9)),
        *_effect_lines(found),
        *_conversion(found.effects),
        *_next_steps(found),
    ]
    return "\n".join(lines)


def _report_row(one: "ChannelReport") -> tuple[str, ...]:
    numbers = (
        one.segment_size, one.excluded, one.prepared, one.sent, one.returned, one.answered,
        one.unsubscribed, one.complained,
    )  # fmt: skip
    return capital(CHANNELS[one.channel]), *map(str, numbers)


def _effects_data(found: "Effects") -> dict[str, object]:
    return {
        "rows": [
            {
                "channel": one.channel, "segment": one.segment, "sent": one.sent,
                "reacted": one.buyers, "sales": one.sales, "dues": one.dues, "gifts": one.gifts,
                "revenue": one.revenue, "cost": one.cost, "margin": one.margin,
            }
            for one in found.rows
        ],
        "revenue": found.revenue,
        "cost": found.cost,
        "margin": found.margin,
        "versions": [_group_data(one) for one in found.versions],
        "versions_confidence": round(found.versions_sure, 4),
        "control": [_group_data(one) for one in found.control],
        "control_confidence": round(found.control_sure, 4),
        "control_until": found.until,
        "prospects": found.prospects,
        "converted": found.converted,
        "conversion": round(found.conversion.share, 4),
    }  # fmt: skip


def _group_data(one: "Group") -> dict[str, object]:
    return {
        "group": one.name, "people": one.people, "reacted": one.reacted, "revenue": one.revenue,
        "rate": round(one.rate.share, 4),
    }  # fmt: skip


def _effect_lines(found: "Report") -> list[str]:
    told = found.effects
    if not told.rows or not (told.revenue or told.cost or told.versions or told.control):
        return []
    rows = [_effect_cells(one, euros) for one in told.rows]
    if told.fixed_cost:
        rows.append(("Frais fixes", *[""] * 7, euros(told.fixed_cost), euros(-told.fixed_cost)))
    rows.append(("Total", *[""] * 6, euros(told.revenue), euros(told.cost), euros(told.margin)))
    lines = ["", table(COLUMNS, rows, right=range(2, 10))]
    if told.versions:
        lines += ["", *_compared(told.versions, told.versions_sure)]
    if told.control:
        lines += ["", *_compared(told.control, told.control_sure)]
    return lines


def _conversion(found: "Effects") -> list[str]:
    """Say how many prospects became customers, members or donors."""
    if not found.prospects:
        return []
    more = plural(
        found.converted, "client, adhérent ou donateur", "clients, adhérents ou donateurs"
    )
    joined = plural(found.prospects, "prospect joint", "prospects joints")
    share = f"{found.conversion.share:.1%}".replace(".", ",").replace("%", " %")
    return ["", f"Conversion : {more} de plus, sur {joined} ({share})."]


def _effect_cells(one: "Effect", written: "Callable[[Decimal], str]") -> tuple[str, ...]:
    amounts = (one.sales, one.dues, one.gifts, one.revenue, one.cost, one.margin)
    channel = capital(CHANNELS[one.channel]) if one.channel else "Code transmis"
    return channel, one.segment, str(one.sent), str(one.buyers), *map(written, amounts)


def _compared(groups: "tuple[Group, ...]", sure: float) -> list[str]:
    """Say what two groups did, and whether the difference is more than chance."""
    rows = [
        (
            VERSIONS[one.name], str(one.people), str(one.reacted),
            f"{one.rate.share:.1%}".replace(".", ",").replace("%", " %"), euros(one.revenue),
        )
        for one in groups
    ]  # fmt: skip
    if len({one.rate.share for one in groups}) == 1:
        return [_groups(rows), "Aucune différence entre les deux."]
    said = f"{sure:.0%}".replace("%", " %")
    verdict = (
        f"La différence est sûre à {said}."
        if sure >= SURE
        else f"La différence n’est sûre qu’à {said} : elle peut venir du hasard."
    )
    return [_groups(rows), verdict]


def _groups(rows: "Sequence[tuple[str, ...]]") -> str:
    return table(("Groupe", "Personnes", "Réactions", "Taux", "Recette"), rows, right=range(1, 5))


def _next_steps(found: "Report") -> list[str]:
    """Say what is new, what it changed here, and what is left to do."""
    lines = []
    said = {
        "hard": "retour définitif", "soft": "retour provisoire",
        "unsubscribed": "désinscription", "complained": "plainte",
    }  # fmt: skip
    new = [plural(count, said[kind]) for kind, count in found.new.items()]
    if new:
        lines.append(f"Nouveau depuis la dernière lecture : {', '.join(new)}.")
    if found.new["unsubscribed"] or found.new["complained"]:
        lines.append("Les désinscriptions et les plaintes sont notées comme des oppositions.")
    if found.new["hard"]:
        lines.append(
            "Plus rien ne part aux adresses revenues, jusqu’à ce qu’elles soient changées."
        )
    if found.channels and not found.effects.revenue:
        lines.append(
            "Ce qui répond à cet envoi s’y rattache : --code quand vous enregistrez une adhésion "
            f"ou un don, ou comptoir campagne rattacher {found.campaign} F-2026-0001."
        )
    for one in found.channels:
        if one.counted and one.counted != one.sent:
            lines.append(
                f"Mailchimp dit en avoir envoyé {one.counted}, ce compte en dit {one.sent}."
            )
        left = sum(count for state, count in one.counts.items() if state in WAITING)
        if left:
            lines.append(f"{plural(left, 'destinataire')} {BY[one.channel]} pas encore partis.")
    if found.forgotten:
        lines.append(forgotten(found.forgotten))
    return ["", *lines] if lines else []
