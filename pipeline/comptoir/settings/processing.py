"""`legal/processing.toml`: the record of processing activities (GDPR, art. 30).

One table drives the privacy page, the consents, the mailings and the purge.
"""

from typing import Literal

from pydantic import Field, model_validator

from comptoir.law.purposes import Basis, PurposeClass
from comptoir.settings.model import Line, Model

RoleName = Literal[
    "member", "customer", "prospect", "donor", "volunteer", "partner", "service_user", "subscriber"
]


class Purpose(Model):
    """One purpose of processing."""

    title: Line
    basis: Basis
    interest: str = ""  # due when the basis is a legitimate interest (GDPR, art. 13.1.d)
    kind: PurposeClass = Field(PurposeClass.STATUTORY, alias="class")
    data: tuple[Line, ...] = Field(min_length=1)
    subjects: tuple[Line, ...] = Field(min_length=1)
    roles: tuple[RoleName, ...] = ()  # of the base: whose files `retention_days` purges
    recipients: tuple[Line, ...] = ()
    processors: tuple[str, ...] = ()  # names of organisation.toml
    retention: Line
    retention_days: int | None = Field(None, ge=1)
    source: str = ""
    security: str = ""

    @model_validator(mode="after")
    def _interest_is_said(self) -> "Purpose":
        if self.basis is Basis.LEGITIMATE and not self.interest:
            raise ValueError(
                "dites quel est cet intérêt légitime (clé interest ; RGPD, art. 13.1.d)"
            )
        return self


class Processing(Model):
    """The whole record, by purpose id."""

    version: str = ""
    controller: str = ""
    purposes: dict[str, Purpose] = Field(default_factory=dict)
