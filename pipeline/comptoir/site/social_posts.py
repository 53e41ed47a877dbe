"""A page told on a social network: its words, within the limits of the network."""

import re
from dataclasses import dataclass

from comptoir.dates import french_date
from comptoir.errors import InputError, Place
from comptoir.site.front_matter import EventMeta, FrontMatter
from comptoir.site.networks import Network
from comptoir.site.source import SourcePage
from comptoir.text import NBSP, french_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What to paste on one network."""

    network: Network
    text: str
    length: int  # as the network counts


def compose(
    network: Network, page: SourcePage, address: str, *, credit: str = "", words: str = ""
) -> Post:
    """Write the post of a page: its own words for this network, else its title and summary.

    Args:
        network: where it will be read.
        page: the page that it announces.
        address: full address of the page.
        credit: line that the licence of the image asks for.
        words: what to say, where the page has no words for this network.

    Raises:
        InputError: the words of the page's own are too long for the network.
    """
    meta = page.meta
    link = address if network.links else _spoken(address)
    end = [part for part in (link, credit, _hashtags(network, meta)) if part]
    own = (meta.posts.get(network.name, "") or words).strip()
    if own:
        text = "\n\n".join([own, *end])
        if (over := _length(network, text, link) - network.limit) > 0:
            raise InputError(
                f"le texte pour {network.label} a {over} caractères de trop, lien compris.",
                remedy="Raccourcissez-le.",
                at=Place(page.path, page.lines.get("posts", 0), f"posts.{network.name}"),
            )
        return Post(network=network, text=text, length=_length(network, text, link))
    text = _cut(network, [french_spaces(meta.title), *_when(meta)], meta.summary, end, link)
    return Post(network=network, text=text, length=_length(network, text, link))


def _cut(network: Network, head: list[str], summary: str, end: list[str], link: str) -> str:
    """Return the text that holds: the summary is cut at a word, then the title."""
    words = french_spaces(summary).split(" ")
    for kept in range(len(words), -1, -1):
        told = " ".join(words[:kept]) + (" …" if 0 < kept < len(words) else "")
        text = "\n\n".join(part for part in ("\n".join(head), told, *end) if part)
        if _length(network, text, link) <= network.limit:
            return text
    title = head[0]
    while title and _length(network, text, link) > network.limit:
        title = title[:-1].rstrip()
        text = "\n\n".join(["\n".join([f"{title}…", *head[1:]]), *end])
    return text


def _length(network: Network, text: str, link: str) -> int:
    if not network.link or link not in text:
        return network.count(text)
    return network.count(text.replace(link, "", 1)) + network.link


def _spoken(address: str) -> str:
    """Return an address to be read where none can be followed.

    >>> _spoken("https://www.example.org/agenda/")
    'À lire sur www.example.org/agenda'
    """
    return f"À lire sur {re.sub('^https?://', '', address).rstrip('/')}"


def _when(meta: FrontMatter) -> list[str]:
    if not isinstance(meta, EventMeta):
        return []
    starts = meta.starts
    hour = f"{starts.hour}{NBSP}h{starts:%M}".removesuffix("00")
    state = {"cancelled": "ANNULÉ. ", "full": "Complet. "}.get(meta.state, "")
    return [f"{state}{french_date(starts.date(), weekday=True).capitalize()}, {hour}, {meta.place}"]


def _hashtags(network: Network, meta: FrontMatter) -> str:
    """Return the page's tags as hashtags, each word with its capital so that readers hear them."""
    made = (_hashtag(tag) for tag in meta.tags)
    return " ".join(list(dict.fromkeys(tag for tag in made if tag))[: network.tags])


def _hashtag(tag: str) -> str:
    """
    >>> _hashtag("repair café"), _hashtag("2026"), _hashtag("à l’atelier")
    ('#RepairCafé', '', '#ÀLAtelier')
    """
    words = re.findall(r"\w+", tag)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if joined and not joined.isdigit() else ""
