"""The next events, one offer, the last newsletters, as the site's own lists show them."""

from comptoir.dates import french_date
from comptoir.money import french_amount
from comptoir.site.component_kinds import Block
from comptoir.site.front_matter import OfferMeta
from comptoir.site.source import PageKind
from comptoir.text import slug
from comptoir.website.components.stage import MODEST, Stage, words
from comptoir.website.occurrences import Occurrence, held
from comptoir.website.typography import hours, month_short

USUAL = 3
USUAL_LETTERS = 12


def events(block: Block, stage: Stage) -> str:
    wanted = slug(block.get("etiquette"))
    coming = [
        moment
        for moment in held(stage.edition.of(PageKind.EVENT))
        if moment.ends.date() >= stage.today
        and moment.meta.state != "cancelled"
        and (not wanted or wanted in map(slug, moment.meta.tags))
    ]
    if not coming:
        return '<p class="small">Aucun rendez-vous n’est annoncé pour l’instant.</p>'
    rows = "".join(_row(moment, stage) for moment in coming[: int(block.get("nombre") or USUAL)])
    return f'<ul class="event-list">{rows}</ul>'


def _row(moment: Occurrence, stage: Stage) -> str:
    meta, day = moment.meta, moment.starts.date()
    full = ' <strong class="state">Complet</strong>' if meta.state == "full" else ""
    when = f"{french_date(day, weekday=True).capitalize()}, {hours(moment.starts, moment.ends)}"
    year = "" if day.year == stage.today.year else f' <span class="ticket-year">{day.year}</span>'
    title = f'<a href="{stage.href(moment.url)}">{words(meta.title)}</a>{full}'
    return (
        f'<li class="event-row"><time class="ticket" datetime="{moment.starts.isoformat()}">'
        f'<span class="ticket-day">{day.day}</span> '
        f'<span class="ticket-month">{month_short(day)}</span>{year}</time>'
        f'<div><p class="row-title">{title}</p>'
        f'<p>{words(when)}</p><p class="small">{words(meta.place)}</p></div></li>'
    )


def offer(block: Block, stage: Stage) -> str:
    found = next((p for p in stage.edition.of(PageKind.OFFER) if _is(p, block.get("ref"))), None)
    if found is None or not isinstance(found.meta, OfferMeta):
        return ""  # a draft, or held back
    meta = found.meta
    running = meta.promotion_on(stage.today)
    prior = (
        f' <span class="prior">prix antérieur <s>{french_amount(running.prior_price)}</s></span>'
        if running
        else ""
    )
    unit = f' <span class="unit">{words(meta.unit)}</span>' if meta.unit else ""
    picture = stage.picture(meta.image)
    image = (
        stage.shown(meta.image, sizes=MODEST, alt="") if picture and not picture.withheld else ""
    )
    title = f'<a class="stretch" href="{stage.href(found.url)}">{words(meta.title)}</a>'
    price = f"<strong>{french_amount(meta.price_on(stage.today))}</strong> TTC{prior}{unit}"
    return (
        f'<div class="card offer-card"><div class="card-image">{image}</div><div class="card-text">'
        f'<p class="row-title">{title}</p>'
        f"<p>{words(meta.summary)}</p>"
        f'<p class="price">{price}</p>'
        "</div></div>"
    )


def _is(page: object, ref: str) -> bool:
    return ref in (getattr(page, "slug", ""), getattr(getattr(page, "meta", None), "sku", ""))


def letters(block: Block, stage: Stage) -> str:
    sent = sorted(
        stage.edition.of(PageKind.NEWSLETTER), key=lambda p: (p.meta.date, p.slug), reverse=True
    )
    if not sent:
        return '<p class="small">Aucune lettre n’est encore en ligne.</p>'
    most = int(block.get("nombre") or USUAL_LETTERS)
    rows = "".join(
        f'<li><time datetime="{page.meta.date.isoformat()}">{french_date(page.meta.date)}</time> '
        f'<a href="{stage.href(page.url)}">{words(page.meta.title)}</a></li>'
        for page in sent[:most]
    )
    more = f'<p><a href="{stage.href("/lettres/")}">Toutes les lettres</a></p>'
    return f'<ul class="plain-list">{rows}</ul>{more if len(sent) > most else ""}'


DRAWS = {"agenda": events, "offre": offer, "lettres": letters}
