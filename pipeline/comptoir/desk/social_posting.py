"""`comptoir social publish`: post a page on the networks where we have an account, once each."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from comptoir.channels.posting import Outgoing, Poster
from comptoir.channels.posting_log import Entry, PostingLog, open_log, read_log
from comptoir.channels.secrets import bluesky_password, mastodon_token
from comptoir.context import Context
from comptoir.desk import social
from comptoir.desk.project import Project, load
from comptoir.desk.site_facts import facts_of
from comptoir.errors import InputError, Place, RefusedError
from comptoir.readers.content import read_content
from comptoir.settings.networks import BlueskyAccount, MastodonAccount
from comptoir.site.networks import BY_NAME, Network
from comptoir.site.social_posts import Post, compose
from comptoir.website.social_pack import Illustration, cut, illustration, refuse_unpublished

OURS = ("mastodon", "bluesky")  # those that a program may post to without a fee
LOCAL = "http://127.0.0.1:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of a page on one network."""

    network: str
    address: str
    at: datetime
    before: bool = False  # it was already there
    found_again: bool = False  # a stop had hidden it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A post, before it leaves."""

    network: Network
    post: Post
    shown: Illustration


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page ready to be posted."""

    page: str  # its address on the site
    title: str
    summary: str
    link: str
    ready: tuple[Ready, ...]


def prepare(ctx: Context, page: str, *, on: Sequence[str] = ()) -> Prepared:
    """Write the posts of a page, for the networks where we have an account.

    Raises:
        InputError: no account, or no such page.
        RefusedError: the page is not published.
    """
    project = load(ctx)
    wanted = _accounts(ctx, project, on)
    content = read_content(ctx.root)
    found = social.found(content, page, project.site.site.url)
    if not found.kind.public:
        raise InputError(
            "un envoi n’a pas de page que son annonce puisse montrer.",
            remedy="Préparez son texte : comptoir réseaux assembler, et publiez-le à la main.",
            at=Place(found.path),
        )
    facts = facts_of(ctx, project)
    refuse_unpublished(found, facts.today)
    link = project.site.site.url.rstrip("/") + found.url
    shown = illustration(found, facts, content.register)
    ready = tuple(
        Ready(network=one, post=compose(one, found, link, credit=shown.credit), shown=shown)
        for one in wanted
    )
    return Prepared(
        page=found.url, title=found.meta.title, summary=found.meta.summary, link=link, ready=ready
    )


def publish(ctx: Context, prepared: Prepared, *, again: bool = False) -> list[Published]:
    """Post, journalled before and after: what left is never sent again unless `again` asks.

    Raises:
        OutsideError: a network refused it or did not answer; what left before is kept.
    """
    ctx.act_on()
    project = load(ctx)
    done = []
    with open_log(ctx.var) as log:
        for one in prepared.ready:
            poster = _poster(ctx, project, one.network.name)
            done.append(_publish(ctx, project, log, poster, prepared, one, again=again))
    return done


def _publish(
    ctx: Context, project: Project, log: PostingLog, poster: Poster, prepared: Prepared,
    one: Ready, *, again: bool,
) -> Published:  # fmt: skip
    last = _last(ctx, prepared.page, one.network.name)
    if last and last.address and not again:
        return Published(network=last.network, address=last.address, at=last.at, before=True)
    under_way = last if last and not last.address else None
    entry = under_way or Entry(
        key=secrets.token_hex(16), network=one.network.name, page=prepared.page, at=ctx.now()
    )
    outgoing = _outgoing(project, prepared, one, entry)
    if under_way and (there := poster.found(outgoing)):
        log.posted(replace(entry, address=there.address))
        return Published(
            network=entry.network, address=there.address, at=entry.at, found_again=True
        )
    if not under_way:
        log.started(entry)
    posted = poster.post(outgoing)
    log.posted(replace(entry, address=posted.address))
    return Published(network=entry.network, address=posted.address, at=entry.at)


def _last(ctx: Context, page: str, network: str) -> Entry | None:
    mine = [one for one in read_log(ctx.var) if (one.page, one.network) == (page, network)]
    return mine[-1] if mine else None


def _outgoing(project: Project, prepared: Prepared, one: Ready, entry: Entry) -> Outgoing:
    network, shown = one.network, one.shown
    return Outgoing(
        key=entry.key,
        text=one.post.text,
        link=prepared.link,
        title=prepared.title,
        summary=prepared.summary,
        image=cut(shown.content, network),
        alt=shown.alt[: network.alt],
        size=(network.width, network.height),
        card=shown.drawn,
        languages=(project.site.site.lang,),
        at=entry.at,
    )


def _accounts(ctx: Context, project: Project, on: Sequence[str]) -> tuple[Network, ...]:
    known = {name: getattr(project.site.networks, name) for name in OURS}
    asked = [one.name for one in social.networks(on)] if on else [n for n in OURS if known[n]]
    for name in asked:
        if name not in OURS:
            raise InputError(
                f"{BY_NAME[name].label} se publie à la main.",
                remedy="Préparez ce qu’il faut : comptoir réseaux assembler PAGE --réseau "
                f"{name} ; puis gardez l’adresse : comptoir réseaux noter.",
            )
        if known[name] is None:
            raise InputError(
                f"aucun compte {BY_NAME[name].label} n’est réglé.",
                remedy=f"Ajoutez une table [networks.{name}] à comptoir.toml.",
                at=Place("comptoir.toml", field=f"networks.{name}"),
            )
    if not asked:
        raise InputError(
            "aucun compte de réseau social n’est réglé.",
            remedy="Ajoutez [networks.mastodon] ou [networks.bluesky] à comptoir.toml, ou publiez "
            "à la main : comptoir réseaux assembler.",
            at=Place("comptoir.toml", field="networks"),
        )
    for name in asked:
        if ctx.demonstration and not known[name].server.startswith(LOCAL):
            raise RefusedError(
                "une démonstration ne publie rien sur un vrai réseau.",
                remedy="Regardez ce qui partirait : comptoir réseaux assembler.",
            )
    return tuple(BY_NAME[name] for name in asked)


def _poster(ctx: Context, project: Project, name: str) -> Poster:
    account = getattr(project.site.networks, name)
    if isinstance(account, MastodonAccount):
        from comptoir.channels.mastodon import MastodonPoster

        return MastodonPoster(account, _secret(mastodon_token(ctx.root), "mastodon", "token"))
    assert isinstance(account, BlueskyAccount)
    from comptoir.channels.bluesky import BlueskyPoster

    return BlueskyPoster(account, _secret(bluesky_password(ctx.root), "bluesky", "password"))


def _secret(given: str, table: str, key: str) -> str:
    if not given:
        raise InputError(
            f"il manque la clé du compte {BY_NAME[table].label}.",
            remedy=f'Écrivez {key} = "…" sous [{table}] dans var/secrets.toml.',
            at=Place("var/secrets.toml", field=f"{table}.{key}"),
        )
    return given


def note(ctx: Context, page: str, *, network: str, address: str) -> Published:
    """Keep the address of what somebody posted by hand.

    Raises:
        InputError: no such page or network, or no such address.
    """
    ctx.act_on()
    [known] = social.networks([network])
    if urlsplit(address).scheme != "https" or not urlsplit(address).netloc:
        raise InputError(
            "l’adresse de la publication est attendue.",
            remedy="Copiez-la depuis le navigateur ; elle commence par https://.",
            at=Place("", field="--url"),
        )
    project = load(ctx)
    found = social.found(read_content(ctx.root), page, project.site.site.url)
    entry = Entry(
        key=secrets.token_hex(16), network=known.name, page=found.url, at=ctx.now(),
        address=address,
    )  # fmt: skip
    with open_log(ctx.var) as log:
        log.posted(entry)
    return Published(network=known.name, address=address, at=entry.at)
