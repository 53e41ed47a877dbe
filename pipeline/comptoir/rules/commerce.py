"""Who sells what to whom: answers about applicability that the rules on sales share."""

from collections.abc import Iterator
from functools import lru_cache

from comptoir.rules.applies import profile
from comptoir.site.built import HtmlSite
from comptoir.site.html import HtmlPage
from comptoir.site.legal_pages import Legal
from comptoir.site.links import Where
from comptoir.site.page_facts import PageFacts
from comptoir.site.wording import folded, without_placeholders

_TO_WHOM = "l’éditeur vend-il à des consommateurs ? (clé sells.consumers)"
_ONLINE = "des consommateurs peuvent-ils commander sur le site ? (clés sells.consumers et online)"

to_consumers = profile(
    lambda organisation: organisation.sells.consumers,
    otherwise="l’éditeur ne vend rien aux consommateurs",
    asks=_TO_WHOM,
)
online = profile(
    lambda organisation: organisation.sells.consumers and organisation.sells.online,
    otherwise="aucun contrat ne se conclut en ligne avec des consommateurs",
    asks=_ONLINE,
)
goods = profile(
    lambda organisation: organisation.sells.consumers and organisation.sells.goods,
    otherwise="l’éditeur ne vend pas de biens aux consommateurs",
    asks=_TO_WHOM,
)
services = profile(
    lambda organisation: organisation.sells.consumers and organisation.sells.services,
    otherwise="l’éditeur ne vend pas de services aux consommateurs",
    asks=_TO_WHOM,
)
subscriptions = profile(
    lambda organisation: organisation.sells.consumers and organisation.sells.subscriptions,
    otherwise="l’éditeur ne vend pas d’abonnement aux consommateurs",
    asks="l’éditeur vend-il des abonnements ? (clé sells.subscriptions)",
)
online_subscriptions = profile(
    lambda o: o.sells.consumers and o.sells.online and o.sells.subscriptions,
    otherwise="aucun abonnement ne se souscrit en ligne",
    asks="l’éditeur vend-il des abonnements ? (clé sells.subscriptions)",
)
businesses = profile(
    lambda organisation: organisation.sells.businesses,
    otherwise="l’éditeur ne vend rien aux professionnels",
    asks="l’éditeur vend-il à des professionnels ? (clé sells.businesses)",
)


def terms_pages(site: HtmlSite) -> tuple[PageFacts, ...]:
    return site.legal(Legal.TERMS)


def terms_text(site: HtmlSite) -> str:
    """Return what the terms of sale say, folded, on one line."""
    return _said(terms_pages(site))


def legal_text(site: HtmlSite) -> str:
    """Return what the terms, the legal notice and the privacy notice say, folded."""
    pages = (*terms_pages(site), *site.notice_pages, *site.privacy_pages)
    return _said(tuple(dict.fromkeys(pages)))


def _said(pages: tuple[PageFacts, ...]) -> str:
    return _folded("\n".join(block.text for page in pages for block in page.blocks))


@lru_cache(maxsize=8)  # several rules read the same pages
def _folded(text: str) -> str:
    return " ".join(folded(without_placeholders(text)).split())


def leads_somewhere(site: HtmlSite, page: PageFacts, href: str) -> bool:
    """Say whether a link leads to a page, an address elsewhere or a message; "#" does not."""
    target = site.resolve(href, page)
    if target.where is Where.INSIDE:
        return not href.startswith("#") and site.serves(target.path)
    return href.startswith(("http", "//", "mailto:"))


ORDERING = (
    "commander", "acheter", "payer", "panier", "commande", "checkout", "regler", "reserver",
    "souscrire", "s'abonner",
)  # fmt: skip


def buttons(page: HtmlPage) -> Iterator[tuple[str, object]]:
    """Yield the folded words of each button that sends a form, with its node."""
    for node in page.all("button", "input"):
        kind = (node.attributes.get("type") or "").lower()
        sends = kind in ("submit", "image") or (node.tag == "button" and kind in ("", "submit"))
        if sends and (words := page.access.name(node)):
            yield folded(words), node
