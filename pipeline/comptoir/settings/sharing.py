"""How the site is found and shared: search, cards of social networks, what machines may read."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from comptoir.settings.model import Model


def _reachable(text: str) -> str:
    if text and not text.startswith(("https://", "mailto:")):
        raise ValueError("une adresse est attendue, comme mailto:securite@example.org ou https://…")
    return text


class Sharing(Model):
    """The table `[sharing]` of comptoir.toml; what costs time at each build is off until asked."""

    search: bool = False  # a search page, with Pagefind (extra « search »)
    cards: bool = False  # a drawn picture for each page, shown where its link is shared
    robots: Literal["open", "closed"] = "open"  # closed: search engines are asked to stay away
    training: Literal["allowed", "refused"] = "allowed"  # robots that gather texts for AI models
    llms: bool = False  # llms.txt: the site in Markdown links, for language models
    publish_to: str = ""  # where « site publish » sends the site, unless --to says otherwise
    security_contact: Annotated[str, AfterValidator(_reachable)] = ""  # makes security.txt
