"""`legal/documents.toml`: how the house names its documents, and its own kinds of them."""

import re

from pydantic import Field, field_validator, model_validator

from comptoir.settings.model import Line, Model


class Naming(Model):
    pattern: str = "{date}_{kind}_{number}_{party}"

    @field_validator("pattern")
    @classmethod
    def _parts(cls, pattern: str) -> str:
        parts = re.findall(r"\{(\w*)\}", pattern)
        if sorted(parts) not in (["date", "kind", "number"], ["date", "kind", "number", "party"]):
            raise ValueError(
                "{date}, {kind} et {number} sont attendus une fois, {party} si l’on veut"
            )
        if not re.fullmatch(r"\{\w+\}(?:[_.]\{\w+\})*", pattern):
            raise ValueError("les parties se séparent par un _ ou un point")
        return pattern


class OwnKind(Model):
    """A kind of document that the house adds, or keeps longer than the law asks."""

    title: Line
    section: str = "other"
    years: int | None = Field(None, ge=1, le=100)
    for_ever: bool = False
    starts: str = Field("date", pattern="^(date|year|end)$")
    source: Line
    readers: str = Field("team", pattern="^(team|finance|restricted)$")
    duty: bool = False

    @model_validator(mode="after")
    def _term(self) -> "OwnKind":
        if self.for_ever == (self.years is not None):
            raise ValueError("years = un nombre d’années, ou for_ever = true : l’un des deux")
        return self


class Documents(Model):
    naming: Naming = Naming()
    kinds: dict[str, OwnKind] = Field(default_factory=dict)

    @field_validator("kinds")
    @classmethod
    def _names(cls, kinds: dict[str, OwnKind]) -> dict[str, OwnKind]:
        for name in kinds:
            if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
                raise ValueError(f"« {name} » : des minuscules sans accent et des tirets")
        return kinds
