"""What an e-mail weighs, what it shows and where its links lead."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from comptoir.campaigns.fields import SAMPLE
from comptoir.campaigns.hypertext import to_html
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.slots import fill
from comptoir.desk.campaign_material import Material
from comptoir.errors.french import nearest
from comptoir.readers.addresses import read_addresses
from comptoir.readers.content import RESERVED, read_content
from comptoir.rules.mailings.clipped import CLIPPED
from comptoir.settings import CampaignSettings
from comptoir.site.addresses import normal, redirections
from comptoir.site.links import Where, resolve
from comptoir.text import plural

NOT_PAGES = ("/fichiers/", "/images/", "/theme/", "/.well-known/")
UNNAMED = "(sans mots)"
SHORT = 60  # characters of a link's words that are shown


def facts(html: str, text: str) -> Iterator[str]:
    """Say what a message weighs, its images, and each of its links with where it leads."""
    tree = LexborHTMLParser(html)
    share = f"{len(html.encode()) * 100 // CLIPPED} %"
    yield (
        f"Poids : {_kilobytes(html)} de HTML ({share} de ce que Gmail montre) "
        f"et {_kilobytes(text)} de texte."
    )
    images = tree.css("img")
    bare = sum(1 for image in images if "alt" not in image.attributes)
    words = len(text.split())
    shown = plural(len(images), "image") if images else "aucune image"
    yield f"Contenu : {plural(words, 'mot')}, {shown}" + (
        f", dont {bare} sans texte de remplacement." if bare else "."
    )
    for words_, href in links(html):
        yield f"Lien : {words_} → {href}"


def links(html: str) -> list[tuple[str, str]]:
    """Return the links of a message, once each: their words, and where they lead."""
    found = (
        (" ".join(node.text().split())[:SHORT] or UNNAMED, node.attributes.get("href") or "")
        for node in LexborHTMLParser(html).css("a[href]")
    )
    return list(dict.fromkeys(found))


def unknown_pages(made: Material) -> list[tuple[str, str]]:
    """Return the links of a campaign to pages that the site does not have: each, and the nearest.

    What is looked at is the message to a made-up person; the campaign's own page will come.
    """
    composed = made.words(SAMPLE, "email")
    body = to_html(read_markup(composed.body.text, made.site_url))
    html = fill(body, composed.body.values, str)
    settings = made.project.site.campaigns
    asked = dict.fromkeys(
        path for _, href in links(html) if (path := _inside(href, made.site_url, settings))
    )
    if not asked:
        return []
    known = _addresses(made)
    missing = [path for path in asked if path not in known]
    return [(path, nearest(path, known) or "") for path in missing]


def _inside(href: str, site_url: str, settings: CampaignSettings) -> str:
    """Return the path of a page of the site that a link leads to, or nothing."""
    target = resolve(href, page_url="/", base=site_url)
    stops = settings.unsubscribe_url and href.startswith(settings.unsubscribe_url)
    if target.where is not Where.INSIDE or stops or target.path.startswith(NOT_PAGES):
        return ""
    return normal(target.path)


def _addresses(made: Material) -> frozenset[str]:
    """Return every address that answers: pages, lists, those once published, those that moved."""
    pages = [page for page in read_content(made.ctx.root).pages if page.kind.public]
    book = read_addresses(made.ctx.root).book
    own = [made.campaign.page] if made.campaign.archive else []
    return frozenset(
        {"/", *RESERVED, *own, *(page.url for page in pages), *book.published}
        | redirections(pages, book).keys()
    )


def _kilobytes(text: str) -> str:
    """
    >>> _kilobytes("é" * 1024)
    '2,0 Ko'
    """
    return f"{len(text.encode()) / 1024:.1f} Ko".replace(".", ",")
