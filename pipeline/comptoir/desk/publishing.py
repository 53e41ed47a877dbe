"""`comptoir site publish`: build, send, and note what was published."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import builds
from comptoir.desk.project import load
from comptoir.errors import Fault, InputError, RefusedError
from comptoir.readers.addresses import extended, read_addresses
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.content import read_content
from comptoir.readers.files import read_text
from comptoir.readers.prices import read_prices
from comptoir.rules.surfaces_site import PRICES
from comptoir.site.addresses import LEDGER
from comptoir.site.front_matter import OfferMeta
from comptoir.site.source import Content
from comptoir.website.published import pages_and_lists
from comptoir.website.report import BuildReport
from comptoir.website.targets import Changes, target_of

PRICES_HEAD = """\
# Les prix publiés, et depuis quand : le prix antérieur d’une promotion s’y lit.
# « comptoir site publish » y ajoute ; rien ne s’en retire.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was sent where, or would be."""

    build: BuildReport
    target: str = ""
    changes: Changes = field(default_factory=Changes)
    sent: bool = False
    noted: tuple[str, ...] = ()  # ledgers that changed, to commit


def publish(
    ctx: Context, *, to: str = "", dry_run: bool = False, strict: bool = False, record: bool = False
) -> Publication:
    """Build the site and send it; then note its addresses and its prices.

    Args:
        ctx: who publishes, and when.
        to: a folder, an archive or a machine; what comptoir.toml says by default.
        dry_run: only say what would change.
        strict: publish nothing if anything blocks.
        record: note the addresses and prices without sending anything.

    Raises:
        RefusedError: an address once published would answer no more.
    """
    wanted = "" if record else to or load(ctx).site.sharing.publish_to
    if not wanted and not record:
        raise InputError(
            "on ne sait pas où publier.",
            remedy="Donnez --to, ou la clé publish_to de [sharing] dans comptoir.toml.",
        )
    target = target_of(wanted, root=ctx.root) if wanted else None
    report = builds.build(ctx, strict=strict)
    if report.stopped:
        return Publication(build=report, target=wanted)
    _refuse_lost(report)
    done = Publication(build=report, target=target.shown if target else "")
    if target:
        done = replace(done, changes=target.changes(report.output))
    if dry_run:
        return done
    if target and done.changes.count:
        target.send(report.output)
    return replace(done, sent=target is not None, noted=tuple(_note(ctx, report.output)))


def _refuse_lost(report: BuildReport) -> None:
    """Refuse when an address is lost and no old version of its page can stand in."""
    faults = [
        Fault(reason)
        for held in report.held
        if held.path == LEDGER and not held.kept
        for reason in held.reasons
    ]
    if faults:
        raise RefusedError(faults=faults)


def _note(ctx: Context, site: Path) -> Iterator[str]:
    """Bring both ledgers up to date, and name those that changed."""
    content = read_content(ctx.root)
    pages, lists = pages_and_lists(site, content, read_addresses(ctx.root).book)
    addresses, prices = _ledger(ctx, LEDGER), _ledger(ctx, PRICES)
    told = {
        LEDGER: (addresses, extended(addresses, pages=pages, lists=lists, today=ctx.today)),
        PRICES: (
            prices,
            with_prices(prices, _new_prices(ctx, content), ctx.today.isoformat()),
        ),
    }
    for name, (before, after) in told.items():
        if after != before:
            replace_bytes(ctx.root / name, after.encode())
            yield name


def _ledger(ctx: Context, name: str) -> str:
    path = ctx.root / name
    return read_text(path, shown=name) if path.is_file() else ""


def _new_prices(ctx: Context, content: Content) -> dict[str, Decimal]:
    """Return the price of each published offer that is not the last one noted."""
    known = read_prices(ctx.root)
    last = {sku: points[-1].price for sku, points in known.items() if points}
    today = {
        page.meta.sku: page.meta.price_on(ctx.today)
        for page in content.pages
        if isinstance(page.meta, OfferMeta) and page.published_on(ctx.today)
    }
    return {sku: price for sku, price in sorted(today.items()) if last.get(sku) != price}


def with_prices(text: str, prices: Mapping[str, Decimal], since: str) -> str:
    """Add prices at the end of their ledger."""
    if not prices:
        return text
    quoted = {json.dumps(sku, ensure_ascii=False): price for sku, price in prices.items()}
    rows = "".join(
        f"\n[[price]]\nsku = {sku}\nsince = {since}\nprice = {price:.2f}\n"
        for sku, price in quoted.items()
    )
    return (text.rstrip("\n") + "\n" if text.strip() else PRICES_HEAD) + rows
