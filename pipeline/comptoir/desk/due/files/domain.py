"""The domain name and the certificate to renew."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.due.task import Task
from comptoir.desk.project import settings_file
from comptoir.settings import SiteSettings

RENEWAL = timedelta(days=15)  # before the end: a transfer or a card refused takes days to mend


def tasks(ctx: Context) -> Iterator[Task]:
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
