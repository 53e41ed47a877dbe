"""What is due: each noun that knows deadlines says its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import settings_file
from comptoir.money import ZERO, french_amount
from comptoir.settings import SiteSettings
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.site.source import SourcePage


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """Something to do on a day."""

    on: date
    what: str
    command: str = ""  # what to run, or the file to open
    owner: str = ""  # whose task it is: a role


Source = Callable[[Context], Iterator[Task]]


def due(ctx: Context, *, within: int) -> list[Task]:
    """Return what is late or due within so many days, the most pressing first."""
    horizon = ctx.today + timedelta(days=within)
    return sorted(task for source in SOURCES for task in source(ctx) if task.on <= horizon)


def _content(ctx: Context) -> Iterator[Task]:
    """The editorial calendar, and releases that end: all in the files."""
    if not (ctx.root / "content").is_dir():
        return
    from comptoir.readers.content import read_content
    from comptoir.site.calendar import deadlines

    content = read_content(ctx.root)
    for one in deadlines(content.pages, today=ctx.today):
        yield Task(one.on, one.what, one.path, one.owner)
    for page in content.pages:
        yield from _sources(page, ctx.today)
    for name, release in content.register.releases.items():
        ends = release.valid_to
        if ends and ends >= ctx.today and not release.withdrawn_on:
            yield Task(ends, f"Fin de l’autorisation d’image {name}", "comptoir image lister")


RENEWAL = timedelta(days=15)  # before the end: a transfer or a card refused takes days to mend


def _domain(ctx: Context) -> Iterator[Task]:
    """The domain name and the certificate to renew."""
    if not (ctx.root / "comptoir.toml").is_file():
        return
    settings = settings_file(ctx.root, "comptoir.toml", SiteSettings)
    domain, host = settings.domain, urlsplit(settings.site.url).hostname or ""
    by = f", chez {domain.registrar}" if domain.registrar else ""
    if domain.expires:
        said = (
            f"Renouveler le nom de domaine {host}{by} : il finit le {french_date(domain.expires)}"
        )
        yield Task(domain.expires - RENEWAL, said)
    if ends := domain.certificate_expires:
        said = f"Renouveler le certificat de {host} : il finit le {french_date(ends)}"
        yield Task(ends - RENEWAL, said)


def _sources(page: "SourcePage", today: date) -> Iterator[Task]:
    """Sources of lasting pages that will have grown old: news are of their day."""
    from comptoir.site.source import PageKind
    from comptoir.site.statements import stale_on

    if page.kind is PageKind.PAGE and page.published_on(today):
        for source in page.meta.sources:
            said = f"Chercher plus récent que « {source.title} » ({source.author})"
            yield Task(stale_on(source), said, page.path, page.meta.owner)


def _invoices(ctx: Context) -> Iterator[Task]:
    """Unpaid invoices, by their due date."""
    from comptoir.store.doors import has_base

    if not has_base(ctx):
        return
    from sqlalchemy import select

    from comptoir.store import reading
    from comptoir.store.tables.sales import invoice

    unpaid = select(invoice).where(invoice.c.amount_due > ZERO)
    with reading(ctx) as db:
        for row in db.execute(unpaid):
            late = "en retard, à relancer" if row.due_on < ctx.today else "à encaisser"
            said = f"Facture {row.number} {late} : {french_amount(row.amount_due)}"
            yield Task(row.due_on, said, f"comptoir facture montrer {row.number}")


def _mailchimp(ctx: Context) -> Iterator[Task]:
    """Erasures that Mailchimp has not been told of yet (GDPR, art. 17.2 and 19)."""
    from comptoir.store.doors import has_base

    if not has_base(ctx):
        return
    from comptoir.store import mailchimp, reading

    with reading(ctx) as db:
        campaigns = mailchimp.erasures_waiting(db)
    for campaign, count in campaigns.items():
        said = f"Effacer aussi chez Mailchimp : {plural(count, 'personne')}"
        yield Task(ctx.today, said, f"comptoir campagne bilan {campaign}")


def _inbox(ctx: Context) -> Iterator[Task]:
    """What the public sent, and waits for an answer."""
    from comptoir.store.doors import has_base

    if not has_base(ctx):
        return
    from comptoir.desk import inbox

    for one in inbox.waiting(ctx):
        said = (
            "Répondre à une demande de droits (RGPD, un mois)"
            if one.kind == "rights"
            else f"Répondre à un message du formulaire « {one.form} »"
        )
        yield Task(inbox.due_on(one), said, f"comptoir réception montrer {one.reference}")


def _follow_ups(ctx: Context) -> Iterator[Task]:
    """Whom notes say to come back to."""
    from comptoir.store.doors import has_base

    if not has_base(ctx):
        return
    from comptoir.store import contact_notes, reading

    with reading(ctx) as db:
        for on, reference, login in contact_notes.follow_ups(db):
            shown = f"comptoir contact montrer {reference}"
            yield Task(on, f"Recontacter {reference}", shown, login)


ASK = timedelta(days=20)  # after which a request that waits is put forward (LAW, CTC014)


def _rights(ctx: Context) -> Iterator[Task]:
    """Requests on rights and breaches: their clocks are the law's."""
    from comptoir.store.doors import has_base

    if not has_base(ctx):
        return
    from comptoir.desk import breaches
    from comptoir.store import reading, rights

    with reading(ctx) as db:
        pending = rights.requests(db, pending=True)
    for one in pending:
        told = one.received_on + ASK
        late = "en retard, à répondre" if one.due_on < ctx.today else "à répondre"
        limit = f" avant le {french_date(one.due_on)}" if one.due_on >= ctx.today else ""
        said = f"Demande {one.number} ({one.right.french}) {late}{limit}"
        yield Task(min(told, one.due_on), said, f"comptoir contact montrer {one.contact}")
    for breach in breaches.listing(ctx):
        if breach.hours_left is not None:
            by = breach.notify_by.astimezone()
            said = f"Violation {breach.number} à notifier à la CNIL avant {by:%H:%M}"
            yield Task(by.date(), said, f"comptoir rgpd violation {breach.number}")


SOURCES: tuple[Source, ...] = (
    _content, _domain, _invoices, _mailchimp, _inbox, _follow_ups, _rights,
)  # fmt: skip
