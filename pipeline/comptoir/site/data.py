"""`content/data/*.toml`: the people of the house, its partners, its forms, its free hours."""

from typing import Literal

from pydantic import Field, model_validator

from comptoir.settings.model import Email, Line, Model, Phone
from comptoir.site.slots import Slots


class Member(Model):
    """Someone whom the organisation presents, with their agreement."""

    name: Line
    role: Line
    group: str = ""
    photo: str = Field("", pattern=r"^[^/\\]*$")
    email: Email = ""
    phone: Phone = ""
    text: str = ""


class Team(Model):
    """`equipe.toml`."""

    member: tuple[Member, ...] = ()


class Partner(Model):
    """An organisation that helps or works along."""

    name: Line
    text: Line
    group: str = ""
    url: str = Field("", pattern=r"^(https://\S+)?$")
    logo: str = Field("", pattern=r"^[^/\\]*$")


class Partners(Model):
    """`partenaires.toml`."""

    partner: tuple[Partner, ...] = ()


class FormField(Model):
    """One question of a form."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    label: Line
    kind: Literal["text", "email", "tel", "textarea", "select", "checkbox", "slot"] = "text"
    required: bool = False
    help: str = ""
    autocomplete: str = Field("", pattern=r"^[a-z -]*$")
    options: tuple[Line, ...] = ()
    consent: str = ""  # purpose that a ticked box agrees to be written to for, by e-mail

    @model_validator(mode="after")
    def _has_options(self) -> "FormField":
        if (self.kind == "select") != bool(self.options):
            raise ValueError('options va avec kind = "select", et seulement avec lui')
        if self.consent and (self.kind != "checkbox" or self.required):
            raise ValueError(
                'consent va avec kind = "checkbox", sans required : un accord est libre'
            )
        return self


class Form(Model):
    """A static form: its address is on the site itself, its purpose in the record."""

    action: str = Field(pattern=r"^/([^/\s]\S*)?$")
    title: Line
    purpose: Line  # its id in legal/processing.toml, which says what becomes of the answers
    notice: str = ""  # what else is to be said there
    button: Line = "Envoyer"
    fields: tuple[FormField, ...] = Field(alias="field", min_length=1)

    @model_validator(mode="after")
    def _can_confirm(self) -> "Form":
        emails = [field for field in self.fields if field.kind == "email"]
        if any(field.consent for field in self.fields) and len(emails) != 1:
            raise ValueError('une case consent demande un champ kind = "email", et un seul')
        return self


class Forms(Model):
    """`formulaires.toml`."""

    forms: dict[str, Form] = Field(default_factory=dict)


class SiteData(Model):
    """All of them."""

    team: Team = Team()
    partners: Partners = Partners()
    forms: Forms = Forms()
    slots: Slots = Slots()

    def images(self, kind: str = "") -> tuple[str, ...]:
        """Return the images of `content/images` that one file names, or all of them."""
        people = (m.photo for m in self.team.member if kind in ("", "equipe"))
        marks = (p.logo for p in self.partners.partner if kind in ("", "partenaires"))
        return tuple(dict.fromkeys(name for name in (*people, *marks) if name))

    def groups(self, kind: str) -> tuple[str, ...]:
        things = self.team.member if kind == "equipe" else self.partners.partner
        return tuple(dict.fromkeys(thing.group for thing in things))
