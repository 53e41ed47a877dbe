"""What the organisation's file tells: how to reach it, when it is open, what membership costs."""

from html import escape
from itertools import groupby

from comptoir import identifiers
from comptoir.money import french_amount
from comptoir.settings.organisation import Opening
from comptoir.site.component_kinds import Block
from comptoir.website.components.stage import Stage, words
from comptoir.website.filters import phone
from comptoir.website.typography import hour, weekday


def hours(block: Block, stage: Stage) -> str:
    who = stage.edition.facts.organisation
    ordered = sorted(who.opening, key=lambda each: (each.day, each.opens))
    rows = "".join(
        f"<div><dt>{weekday(day).capitalize()}</dt>"
        f"<dd>{'<br>'.join(map(_range, ranges))}</dd></div>"
        for day, ranges in groupby(ordered, lambda each: each.day)
    )
    closed = f'<p class="small">{words(who.closed)}</p>' if who.closed else ""
    return f'<dl class="hours">{rows}</dl>{closed}'


def _range(opening: Opening) -> str:
    note = f'<br><span class="small">{words(opening.note)}</span>' if opening.note else ""
    return f"{hour(opening.opens)} – {hour(opening.closes)}{note}"


def contact(block: Block, stage: Stage) -> str:
    who = stage.edition.facts.organisation
    seat = who.seat
    lines = [words(line) for line in (who.name, seat.street, seat.addition) if line]
    if seat.city:
        lines.append(words(f"{seat.postcode} {seat.city}".strip()))
    if who.phone:
        number = identifiers.standard_phone(who.phone)
        lines.append(f'<a href="tel:{number}">{phone(who.phone)}</a>')
    if who.email:
        shown = escape(who.email).replace("@", "@<wbr>")
        lines.append(f'<a class="mail" href="mailto:{escape(who.email)}">{shown}</a>')
    return f"<address>{'<br>'.join(lines)}</address>"


def dues(block: Block, stage: Stage) -> str:
    organisation = stage.edition.facts.organisation
    season = organisation.season_on(stage.today)
    if season is None and not organisation.plans:
        return '<p class="small">La cotisation de la saison n’est pas encore fixée.</p>'
    amounts = [("Tarif plein", season.full)] if season else []
    if season and season.reduced:
        amounts.append(("Tarif réduit", season.reduced))
    amounts += [(words(plan.title), plan.amount) for plan in organisation.plans]
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{french_amount(amount)}</dd></div>" for name, amount in amounts
    )
    said = f'<p class="small">Saison {words(season.name)}.</p>' if season else ""
    return f'<dl class="hours">{rows}</dl>{said}'


DRAWS = {"horaires": hours, "coordonnees": contact, "cotisations": dues}
