"""Post on Bluesky, through atproto."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from comptoir.channels.posting import Outgoing, Posted
from comptoir.errors import OutsideError
from comptoir.settings.networks import BlueskyAccount

COLLECTION = "app.bsky.feed.post"
DIGITS = "234567abcdefghijklmnopqrstuvwxyz"  # of a timestamp identifier, in their order
CARD_TITLE, CARD_SUMMARY = 300, 1_000


def record_key(at: datetime, key: str) -> str:
    """Return the timestamp identifier (TID) of a post: the same for the same key and moment.

    >>> record_key(datetime(2026, 11, 24, tzinfo=UTC), "a1b2")
    '3n2zdm5rs22hm'
    """
    micro = int(at.timestamp() * 1_000_000)
    number = (micro << 10) | (int(key[:8], 16) & 0x3FF)
    return "".join(DIGITS[(number >> shift) & 31] for shift in range(60, -5, -5))


class BlueskyPoster:
    def __init__(self, account: BlueskyAccount, password: str) -> None:
        from atproto import Client

        self._account = account
        self._client: Any = Client(f"{account.server}/xrpc")
        self._password = password
        self._did = ""

    def post(self, outgoing: Outgoing) -> Posted:
        """The key of the record is drawn from ours: a second one would be refused."""
        did = self._login()
        blob = self._ask(self._client.upload_blob, outgoing.image).blob
        record = {
            "$type": COLLECTION,
            "text": outgoing.text,
            "createdAt": outgoing.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "langs": list(outgoing.languages),
            "facets": list(facets(outgoing.text)),
            "embed": self._embed(outgoing, blob),
        }
        rkey = record_key(outgoing.at, outgoing.key)
        data = {"repo": did, "collection": COLLECTION, "rkey": rkey, "record": record}
        self._ask(self._client.com.atproto.repo.create_record, data)
        return self._posted(rkey)

    def found(self, outgoing: Outgoing) -> Posted | None:
        from atproto.exceptions import BadRequestError

        did = self._login()
        rkey = record_key(outgoing.at, outgoing.key)
        params = {"repo": did, "collection": COLLECTION, "rkey": rkey}
        try:
            self._client.com.atproto.repo.get_record(params)
        except BadRequestError:  # RecordNotFound
            return None
        except Exception as error:
            raise _said(error) from error
        return self._posted(rkey)

    def _login(self) -> str:
        if not self._did:
            self._ask(self._client.login, self._account.account, self._password,
                      fetch_bsky_profile=False)  # fmt: skip
            self._did = str(self._ask(self._client.com.atproto.server.get_session).did)
        return self._did

    def _embed(self, outgoing: Outgoing, blob: Any) -> dict[str, Any]:
        if outgoing.card:
            card = {
                "uri": outgoing.link,
                "title": outgoing.title[:CARD_TITLE],
                "description": outgoing.summary[:CARD_SUMMARY],
                "thumb": blob,
            }
            return {"$type": "app.bsky.embed.external", "external": card}
        width, height = outgoing.size
        shown = {
            "image": blob,
            "alt": outgoing.alt,
            "aspectRatio": {"width": width, "height": height},
        }
        return {"$type": "app.bsky.embed.images", "images": [shown]}

    def _posted(self, rkey: str) -> Posted:
        return Posted(f"{self._account.web}/profile/{self._account.account}/post/{rkey}")

    def _ask(self, call: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return call(*arguments, **options)
        except Exception as error:
            raise _said(error) from error


def facets(text: str) -> Iterator[dict[str, Any]]:
    """Say where the links and hashtags of a text are, in bytes: Bluesky does not look by itself.

    >>> [one["index"] for one in facets("Été : https://example.org/ #Été")]
    [{'byteStart': 8, 'byteEnd': 28}, {'byteStart': 29, 'byteEnd': 35}]
    """
    for found in re.finditer(r"https?://\S*[^\s.,;:!?)»]|(?<!\w)#(\w+)", text):
        start = len(text[: found.start()].encode())
        end = start + len(found[0].encode())
        tag = found[1]
        feature = (
            {"$type": "app.bsky.richtext.facet#tag", "tag": tag}
            if tag
            else {"$type": "app.bsky.richtext.facet#link", "uri": found[0]}
        )
        yield {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def _said(error: Exception) -> OutsideError:
    """Say in French what the library says."""
    import httpx
    from atproto import exceptions

    if isinstance(error, exceptions.UnauthorizedError):
        return OutsideError(
            "Bluesky refuse le compte ou son mot de passe.",
            remedy="Faites un mot de passe d’application dans les réglages du compte, et écrivez-"
            'le sous [bluesky] dans var/secrets.toml : password = "…".',
        )
    if isinstance(error, exceptions.RequestErrorBase) and not isinstance(
        error, exceptions.NetworkError
    ):
        return OutsideError(
            "Bluesky refuse ce message.",
            remedy="Vérifiez son texte, ou publiez-le à la main : comptoir réseaux assembler.",
        )
    if isinstance(error, exceptions.AtProtocolError | httpx.HTTPError):
        return OutsideError(
            "Bluesky ne répond pas.",
            remedy="Vérifiez l’adresse du serveur, puis recommencez : rien ne partira deux fois.",
        )
    raise error
