"""What is written beside the pages for servers, search engines and those who share a link."""

from datetime import date, timedelta
from pathlib import Path

from comptoir.readers.addresses import read_addresses
from comptoir.settings.sharing import Sharing
from comptoir.site.component_kinds import embed_in
from comptoir.site.components import blocks_in
from comptoir.site.source import PageKind
from comptoir.website import servers
from comptoir.website.edition import Edition, Facts
from comptoir.website.old_pictures import keep_pictures
from comptoir.website.redirects import FORWARDS, forwarding_pages, moved
from comptoir.website.shelf import Shelf
from comptoir.website.social_cards import write_cards

# Robots that gather texts to train models, as they name themselves.
TRAINERS = (
    "GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended",
    "meta-externalagent", "Bytespider", "Amazonbot", "cohere-training-data-crawler",
)  # fmt: skip
SECURITY = Path(".well-known", "security.txt")
SECTIONS = (
    (PageKind.PAGE, "Pages"),
    (PageKind.OFFER, "Offres"),
    (PageKind.EVENT, "Agenda"),
    (PageKind.NEWS, "Actualités"),
    (PageKind.NEWSLETTER, "Lettres d’infos"),
    (PageKind.LEGAL, "Informations"),
)


def share(edition: Edition, shelf: Shelf) -> None:
    """Write all of it in the folder of a build."""
    facts, output = edition.facts, shelf.new
    write_cards(edition, shelf)
    addresses = read_addresses(facts.root)
    keep_pictures(edition, addresses.book, shelf)
    targets = moved(edition, addresses)
    told = servers.serving(
        search=facts.site.sharing.search,
        moved=targets,
        base=facts.base,
        frames=framed(edition),
    )
    texts = servers.files(told) | {"robots.txt": robots(facts)}
    for name, text in forwarding_pages(targets, facts).items():
        if name not in shelf.kept and not _is_a_page(output / name):
            texts[name] = text
    if facts.site.sharing.llms:
        texts["llms.txt"] = llms(edition)
    if facts.site.sharing.security_contact:
        texts[SECURITY.as_posix()] = security(facts)
    for name, text in texts.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(text, "utf-8")


def framed(edition: Edition) -> list[str]:
    """Return who may be shown in a frame: those whom a page offers to show, and no one else."""
    found = (embed_in(block) for page in edition.pages for block in blocks_in(edition.body(page)))
    return sorted({embed.origin for embed in found if embed})


def _is_a_page(path: Path) -> bool:
    """Whether a page of the site stands there: a moved address never takes its place."""
    return path.is_file() and FORWARDS not in path.read_text("utf-8")


def robots(facts: Facts) -> str:
    """Say which robots may read, and where the map is."""
    sharing: Sharing = facts.site.sharing
    if sharing.robots == "closed":
        return "User-agent: *\nDisallow: /\n"
    refused = sharing.training == "refused"
    trainers = "".join(f"User-agent: {name}\n" for name in TRAINERS) + "Disallow: /\n\n"
    return (
        f"{trainers if refused else ''}User-agent: *\nAllow: /\n\n"
        f"Sitemap: {facts.site.site.url}/sitemap.xml\n"
    )


def security(facts: Facts) -> str:
    """Say whom to write to about a weakness (RFC 9116); the end is fixed by the month."""
    month = facts.today.replace(day=1)
    ends: date = (month + timedelta(days=366)).replace(day=1)
    url = facts.site.site.url
    return (
        f"Contact: {facts.site.sharing.security_contact}\n"
        f"Expires: {ends.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {facts.site.site.lang}\n"
        f"Canonical: {url}/{SECURITY.as_posix()}\n"
    )


def llms(edition: Edition) -> str:
    """List the pages in Markdown, each with its summary (llmstxt.org)."""
    site = edition.facts.site.site
    lines = [f"# {site.name}", "", f"> {site.description or site.tagline or site.name}"]
    for kind, title in SECTIONS:
        pages = sorted(edition.of(kind), key=lambda page: page.url)
        if pages:
            lines += ["", f"## {title}", ""]
        lines += [f"- [{p.meta.title}]({site.url}{p.url}): {p.meta.summary}" for p in pages]
    return "\n".join([*lines, ""])
