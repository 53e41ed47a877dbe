"""Put a mailing that left on the site: a page to read over, of the words that were queued."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir.campaigns.model import WORDS_OF, Campaign, thaw
from comptoir.campaigns.public_words import Public, public_words
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.errors import RefusedError
from comptoir.errors.french import os_error
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.content import parse_page, read_page
from comptoir.site.front_matter import FrontMatter
from comptoir.site.source import PageKind
from comptoir.store import outbox, outbox_figures, reading
from comptoir.store.doors import has_base
from comptoir.store.outbox_rows import Run, State
from comptoir.text import quoted

WAITING = (State.QUEUED, State.DEFERRED, State.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """The page of a mailing."""

    campaign: str
    path: Path
    url: str
    before: bool = False  # it was there already, and is left as it is
    left_out: tuple[int, ...] = ()  # lines of the campaign that speak to one person


def archive(ctx: Context, name: str) -> Archived:
    """Write the page of a mailing, to be read over and published; one that exists is left alone.

    Raises:
        RefusedError: nothing has left yet, or it is not to be shown.
        InputError: its words cannot be shown to everyone.
    """
    campaign = materials.read_campaign(ctx, name)
    if not campaign.archive:
        raise RefusedError(
            "cet envoi n’est pas à mettre en ligne.",
            remedy="Écrivez archive: true dans son en-tête si tout le monde peut le lire.",
            at=campaign.place("archive"),
        )
    left = _left(ctx, campaign)
    if left is None:
        raise RefusedError(
            "rien de cet envoi n’est encore parti : sa page ne paraît qu’après lui.",
            remedy=f"Envoyez-le d’abord : comptoir campagne envoyer {campaign.name}.",
        )
    return _written(ctx, campaign, *left)


def archive_when_gone(ctx: Context, name: str) -> Archived | None:
    """Do it once nobody waits any more, for a mailing that asks for it."""
    campaign = materials.read_campaign(ctx, name)
    if not campaign.archive:
        return None
    with reading(ctx) as db:
        counts = outbox_figures.counts(db, campaign.name)
    if any(counts.get(state) for state in WAITING) or not (left := _left(ctx, campaign)):
        return None
    return _written(ctx, campaign, *left)


def _left(ctx: Context, campaign: Campaign) -> tuple[Run, date] | None:
    """Return the queueing whose words are shown, and the day on which it began to leave."""
    if not has_base(ctx):
        return None
    with reading(ctx) as db:
        moment = outbox_figures.first_left(db, campaign.name)
        runs = outbox.runs(db, campaign.name)
    if moment is None:
        return None
    by_mail = [run for run in runs if WORDS_OF.get(run.channel, run.channel) == "email"]
    day = min(ctx.day_of(moment), ctx.today)  # a demonstration picks its day
    return (by_mail or runs)[-1], day


def _written(ctx: Context, campaign: Campaign, run: Run, day: date) -> Archived:
    shown = f"{PageKind.NEWSLETTER.folder}/{campaign.base}.md"
    path = ctx.root / shown
    if path.exists():
        return Archived(campaign=campaign.name, path=path, url=campaign.page, before=True)
    made = materials.material(ctx, thaw(run.source), on=run.on)
    words = public_words(made.campaign, made.shared)
    meta = read_page(ctx.root / campaign.path, ctx.root).meta
    text = "\n".join(_lines(campaign, words, meta, day))
    parse_page(text, shown=shown, kind=PageKind.NEWSLETTER)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_error(error) from error
    replace_bytes(path, text.encode())
    return Archived(campaign=campaign.name, path=path, url=campaign.page, left_out=words.left_out)


def _lines(campaign: Campaign, words: Public, meta: FrontMatter, day: date) -> Iterator[str]:
    yield "---"
    yield f"title: {quoted(words.title)}"
    yield f"date: {day.isoformat()}  # le jour où elle est partie"
    yield f"summary: {quoted(meta.summary)}"
    yield f"owner: {quoted(meta.owner)}"
    yield f"campaign: {quoted(campaign.base)}"
    if meta.image:
        yield f"image: {quoted(meta.image)}"
    yield "---"
    yield ""
    yield words.body
