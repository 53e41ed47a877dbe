"""`comptoir.toml [networks]`: the accounts that Comptoir posts to by itself."""

from typing import Annotated

from pydantic import AfterValidator

from comptoir.settings.model import Line, Model


def _server(url: str) -> str:
    bare = url.rstrip("/")
    if not bare.startswith(("https://", "http://127.0.0.1:")):
        raise ValueError("l’adresse du serveur est attendue, comme https://mastodon.example.org")
    return bare


Server = Annotated[str, AfterValidator(_server)]


class MastodonAccount(Model):
    """Its token: `[mastodon] token` of `var/secrets.toml`, or `COMPTOIR_MASTODON_TOKEN`."""

    server: Server


class BlueskyAccount(Model):
    """Its application password: `[bluesky] password` there, or `COMPTOIR_BLUESKY_PASSWORD`."""

    account: Line  # its handle: asso.example.org
    server: Server = "https://bsky.social"
    web: Server = "https://bsky.app"  # where its posts are read


class Networks(Model):
    mastodon: MastodonAccount | None = None
    bluesky: BlueskyAccount | None = None
