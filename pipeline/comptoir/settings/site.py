"""`comptoir.toml`: the site, its colours and menus, who works here, and the channels."""

from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationInfo, field_validator, model_validator

from comptoir.profiles import base_named
from comptoir.settings.campaigns import CampaignSettings
from comptoir.settings.conduct import Conduct
from comptoir.settings.exports import ExportSettings
from comptoir.settings.letters import LetterSettings
from comptoir.settings.look import Colours, Fonts, Logo
from comptoir.settings.model import Email, Line, Model, Url
from comptoir.settings.networks import Networks
from comptoir.settings.own_profiles import NewName, OwnProfile
from comptoir.settings.reminders import ReminderSettings
from comptoir.settings.sharing import Sharing
from comptoir.settings.web import WebSettings

STOP = "/reception/arret"  # where `comptoir web serve` hears who wants no more messages


class Site(Model):
    """Name and address of the website."""

    name: Line
    url: Url
    tagline: str = ""
    description: str = ""
    lang: str = "fr"
    timezone: str = "Europe/Paris"
    news_per_page: int = Field(10, ge=1, le=100)
    markdown: Literal["usual", "fast"] = "usual"  # who reads plain texts; the pages are the same

    @field_validator("timezone")
    @classmethod
    def _known(cls, timezone: str) -> str:
        try:
            return ZoneInfo(timezone).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                "ce fuseau n’est pas connu : écrivez par exemple Europe/Paris ou Indian/Reunion"
            ) from None


class MenuItem(Model):
    label: Line
    url: Line


class Person(Model):
    """Someone who works here: the login of the machine, a name, a profile."""

    name: Line
    profile: str = "assistant"
    email: Email = ""  # where their list of the week and their messages go


class Social(Model):
    label: Line
    url: Url


class Domain(Model):
    """When the site's domain name and certificate end: `comptoir due` says it in time."""

    expires: date | None = None
    certificate_expires: date | None = None  # left out when the host renews it by itself
    registrar: str = ""


class Demonstration(Model):
    """Marks a project whose documents are specimens and where time may be pinned."""

    enabled: bool = False
    today: date | None = None


class Quality(Model):
    """What the organisation asks of its own pages, beside what the law does."""

    asked: tuple[Literal["audience", "review_by"], ...] = ()  # keys that every page must have
    sources: bool = False  # whether a figure without a source is an error


class SiteSettings(Model):
    """The whole file."""

    site: Site
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[MenuItem, ...] = ()
    social: tuple[Social, ...] = ()
    colours: Colours = Colours()
    domain: Domain = Domain()
    fonts: Fonts = Fonts()
    logo: Logo | None = None
    profiles: dict[NewName, OwnProfile] = Field(default_factory=dict)
    people: dict[str, Person] = Field(default_factory=dict)
    exports: ExportSettings = ExportSettings()
    sharing: Sharing = Sharing()
    quality: Quality = Quality()
    campaigns: CampaignSettings = CampaignSettings()
    conduct: Conduct | None = None
    letters: LetterSettings = LetterSettings()
    networks: Networks = Networks()
    reminders: ReminderSettings = ReminderSettings()
    web: WebSettings = WebSettings()
    demonstration: Demonstration = Demonstration()

    @field_validator("people")
    @classmethod
    def _profiles_exist(cls, people: dict[str, Person], info: ValidationInfo) -> dict[str, Person]:
        known = info.data.get("profiles", {})
        for login, person in people.items():
            if person.profile in known or "profiles" not in info.data:
                continue
            try:
                base_named(person.profile, known)
            except ValueError as error:
                raise ValueError(f"[people.{login}] : {error}") from None
        return people

    @model_validator(mode="before")
    @classmethod
    def _stops_where_forms_are_taken_in(cls, told: Any) -> Any:
        """Where a reception runs, it answers the links that stop mailings."""
        if not isinstance(told, dict):
            return told
        tables = {name: told.get(name) for name in ("site", "web", "campaigns")}
        site, web, campaigns = ({} if t is None else t for t in tables.values())
        if not all(isinstance(table, dict) for table in (site, web, campaigns)):
            return told
        if not web.get("recipient") or campaigns.get("unsubscribe_url"):
            return told
        url = f"{str(site.get('url', '')).rstrip('/')}{STOP}"
        return {**told, "campaigns": {**campaigns, "unsubscribe_url": url}}
