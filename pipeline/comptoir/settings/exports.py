"""`comptoir.toml [exports]`: who receives data of the base."""

from typing import Annotated

from pydantic import AfterValidator, Field

from comptoir.settings.model import Line, Model


def _key(text: str) -> str:
    if not text.startswith("age1") or len(text) != 62:
        raise ValueError("une clé publique age est attendue : age1, puis 58 lettres et chiffres")
    return text


class ExportSettings(Model):
    """A name, and the public key of age that seals what is sent to it."""

    recipients: dict[Line, Annotated[str, AfterValidator(_key)]] = Field(default_factory=dict)
