"""`legal/waivers.toml` and `legal/attestations.toml`: what people answer for, by name and date."""

from datetime import date

from pydantic import Field

from comptoir.settings.model import Line, Model


class Waiver(Model):
    """A finding accepted on purpose, for a reason, by someone, until a date."""

    code: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    path: str = ""  # a file or a glob; empty: everywhere
    paths: tuple[str, ...] = ()  # several, when one reason covers them
    reason: Line
    owner: Line
    until: date


class Attestation(Model):
    """Something no program can see, stated by someone, until a date (LAW § 9)."""

    code: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    statement: Line
    evidence: str = ""
    owner: Line
    signed_on: date
    until: date


class Waivers(Model):
    waiver: tuple[Waiver, ...] = ()


class Attestations(Model):
    attestation: tuple[Attestation, ...] = ()
