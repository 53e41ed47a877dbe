"""Post on Mastodon, through Mastodon.py."""

import io
import re
from typing import Any

from comptoir.channels.posting import Outgoing, Posted
from comptoir.errors import OutsideError
from comptoir.settings.networks import MastodonAccount

SECONDS = 60
VERSION = "4.2.0"  # whose verbs we use: the server is not asked for its own
RECENT = 40  # posts of the account that are looked at


class MastodonPoster:
    def __init__(self, account: MastodonAccount, token: str) -> None:
        from mastodon import Mastodon

        self._client: Any = Mastodon(
            access_token=token,
            api_base_url=account.server,
            request_timeout=SECONDS,
            ratelimit_method="throw",
            version_check_mode="created",
            mastodon_version=VERSION,
        )

    def post(self, outgoing: Outgoing) -> Posted:
        """The server answers a key that it has seen within the hour by the post it made of it."""
        media = None
        if not outgoing.card:  # without a media, the server shows the card of the link
            media = [
                self._ask(
                    "media_post",
                    io.BytesIO(outgoing.image),
                    mime_type="image/jpeg",
                    description=outgoing.alt,
                    file_name="image.jpg",
                )
            ]
        made = self._ask(
            "status_post",
            outgoing.text,
            media_ids=media,
            language=next(iter(outgoing.languages), None),
            idempotency_key=outgoing.key,
        )
        return Posted(str(made["url"]))

    def found(self, outgoing: Outgoing) -> Posted | None:
        """Look for the link of the page in what the account has posted since."""
        me = self._ask("account_verify_credentials")
        for status in self._ask("account_statuses", me["id"], limit=RECENT):
            posted_since = status["created_at"] >= outgoing.at.replace(microsecond=0)
            if posted_since and outgoing.link in re.findall(r'href="([^"]+)"', status["content"]):
                return Posted(str(status["url"]))
        return None

    def _ask(self, verb: str, *arguments: Any, **options: Any) -> Any:
        from mastodon import errors

        try:
            return getattr(self._client, verb)(*arguments, **options)
        except errors.MastodonUnauthorizedError as error:
            raise OutsideError(
                "Mastodon refuse la clé d’accès.",
                remedy="Faites-en une autre dans les réglages du compte (Développement), et "
                'écrivez-la sous [mastodon] dans var/secrets.toml : token = "…".',
            ) from error
        except errors.MastodonRatelimitError as error:
            raise OutsideError(
                "Mastodon demande de ralentir.", remedy="Recommencez dans quelques minutes."
            ) from error
        except errors.MastodonAPIError as error:
            raise OutsideError(
                "Mastodon refuse ce message.",
                remedy="Vérifiez son texte, ou publiez-le à la main : comptoir réseaux assembler.",
            ) from error
        except errors.MastodonError as error:
            raise OutsideError(
                "Mastodon ne répond pas.",
                remedy="Vérifiez l’adresse du serveur et recommencez : rien ne partira deux fois.",
            ) from error
