"""`comptoir social list`: what was posted, where, and what does not answer any more."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from comptoir.channels.posting_log import read_log
from comptoir.context import Context
from comptoir.readers.content import read_content
from comptoir.site.networks import BY_NAME

SECONDS, AT_ONCE = 15, 8
GONE = (404, 410)
SCHEMES = ("https://", "http://127.0.0.1:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A post, and what is wrong with it now."""

    network: str
    label: str
    page: str
    at: datetime
    address: str  # empty: it may not have left
    faults: tuple[str, ...] = ()


def listing(ctx: Context, *, check: bool = False) -> list[Listed]:
    """Return the posts, newest first.

    Args:
        ctx: who asks.
        check: ask each address whether it still answers.
    """
    entries = sorted(read_log(ctx.var), key=lambda one: one.at, reverse=True)
    published = _published(ctx)
    dead = _dead([one.address for one in entries if one.address]) if check else {}
    found = []
    for one in entries:
        faults = []
        if not one.address:
            faults.append("peut-être pas parti : recommencez, comptoir vérifiera d’abord")
        if one.page not in published:
            faults.append("la page qu’il annonce n’est plus publiée")
        if one.address in dead:
            faults.append(dead[one.address])
        found.append(
            Listed(
                network=one.network,
                label=BY_NAME[one.network].label if one.network in BY_NAME else one.network,
                page=one.page,
                at=one.at,
                address=one.address,
                faults=tuple(faults),
            )
        )
    return found


def _published(ctx: Context) -> frozenset[str]:
    pages = read_content(ctx.root).pages
    return frozenset(
        address
        for page in pages
        if page.kind.public and page.published_on(ctx.today)
        for address in (page.url, *page.meta.aliases)
    )


def _dead(addresses: Sequence[str]) -> dict[str, str]:
    """Return what does not answer, and how it is said."""
    asked = list(dict.fromkeys(one for one in addresses if one.startswith(SCHEMES)))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers: Iterable[str] = pool.map(_ask, asked)
        return {one: said for one, said in zip(asked, answers, strict=True) if said}


def _ask(address: str) -> str:
    asked = Request(address, headers={"User-Agent": "Comptoir"})  # noqa: S310 - schemes are checked
    try:
        with urlopen(asked, timeout=SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        error.close()
        return "l’adresse ne mène plus à rien" if error.code in GONE else ""
    except (URLError, TimeoutError, ValueError):
        return "l’adresse ne répond pas"
