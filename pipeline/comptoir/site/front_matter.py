"""Front matter of source pages, one model a kind.

Every value arrives as text (see `readers.content`), so that `19:30` is an hour and `no` a word;
each model says what it expects in French.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.money import parse_amount
from comptoir.settings.model import Line, Model

ZONE = ZoneInfo("Europe/Paris")
FREE_PRICE = "libre"


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise ValueError("une date est attendue, comme 2026-03-31")
    try:
        return parse_date(value)
    except InputError:
        raise ValueError("cette date n’existe pas au calendrier") from None


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})", value.strip())
    if not written:
        raise ValueError("une date et une heure sont attendues, comme 2026-12-05 14:00")
    day, hour, minute = _day(written[1]), int(written[2]), int(written[3])
    if hour > 23 or minute > 59:
        raise ValueError("cette heure n’existe pas")
    local = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
    if local.astimezone(dt.UTC).astimezone(ZONE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError("cette heure n’existe pas : les horloges avancent cette nuit-là")
    return local


def _amount(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        amount = parse_amount(value)
    except InputError as error:
        raise ValueError(f"{error.faults[0].found} {error.faults[0].remedy}") from None
    if amount < 0:
        raise ValueError("ce montant est négatif")
    return amount


def _entry_price(value: Any) -> Any:
    if isinstance(value, str) and value.strip().casefold() in (FREE_PRICE, "prix libre"):
        return FREE_PRICE
    return _amount(value)


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("true ou false est attendu")
        return value == "true"
    return value


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    return value


def _image_name(value: Any) -> Any:
    if isinstance(value, str) and re.search(r"[/\\]|^\.", value):
        raise ValueError("un nom de fichier de content/images est attendu, sans dossier")
    return value


Day = Annotated[dt.date, BeforeValidator(_day)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
EntryPrice = Annotated[Decimal | Literal["libre"], BeforeValidator(_entry_price)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Words = Annotated[tuple[Line, ...], BeforeValidator(_words)]
ImageName = Annotated[str, BeforeValidator(_image_name)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class FrontMatter(Model):
    """What every source page says of itself."""

    title: Line
    date: Day
    modified: Day | None = None
    summary: Line
    lang: str = Field("fr", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    owner: Line
    review_by: Day | None = None
    slug: Slug | None = None
    image: ImageName = ""
    tags: Words = ()
    status: Literal["published", "draft"] = "published"

    @model_validator(mode="after")
    def _modified_after_date(self) -> "FrontMatter":
        if self.modified and self.modified < self.date:
            raise ValueError("la date modified précède la date de publication")
        return self


class PageMeta(FrontMatter):
    menu: str = ""
    order: int = Field(100, ge=0)
    template: Literal["page", "home", "contact"] = "page"


class NewsMeta(FrontMatter):
    category: Line


class EventMeta(FrontMatter):
    starts: Moment
    ends: Moment
    place: Line
    address: str = ""
    price: EntryPrice | None = None
    capacity: int | None = Field(None, ge=1)
    organiser: str = ""
    state: Literal["open", "full", "cancelled"] = "open"
    registration: str = ""
    audience: str = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "EventMeta":
        if self.ends <= self.starts:
            raise ValueError("l’événement doit finir après son début")
        return self


class Promotion(Model):
    """A lower price for a time; the prior price is the lowest of the last thirty days
    (Code de la consommation, art. L112-1-1)."""

    code: Line
    price: Amount
    prior_price: Amount
    starts: Day
    ends: Day
    scope: str = ""

    @model_validator(mode="after")
    def _is_a_reduction(self) -> "Promotion":
        if self.ends < self.starts:
            raise ValueError("la promotion doit finir après son début")
        if self.price >= self.prior_price:
            raise ValueError("le prix promotionnel doit être plus bas que le prix antérieur")
        return self

    def runs_on(self, day: dt.date) -> bool:
        return self.starts <= day <= self.ends


class OfferMeta(FrontMatter):
    sku: Line
    price: Amount  # gross
    vat: Amount  # rate, in percent
    nature: Literal["goods", "services"]
    unit: str = ""
    availability: str = ""
    delivery: str = ""
    withdrawal: str = ""
    promotion: Promotion | None = None

    def price_on(self, day: dt.date) -> Decimal:
        """Return the gross price of that day, promotion included."""
        running = self.promotion and self.promotion.runs_on(day)
        return self.promotion.price if running and self.promotion else self.price


class LegalMeta(FrontMatter):
    version: Line
    legal: Literal["legal-notice", "privacy", "terms", "credits", "accessibility"]


class CampaignMeta(FrontMatter):
    subject: Line
    segment: Line
    purpose: Line
    channels: Words = Field(min_length=1)
    reference: str = ""
    enclosures: Words = ()
    code: str = ""
    archive: YesNo = False


KNOWN_KEYS: Mapping[type[FrontMatter], tuple[str, ...]] = {
    model: tuple(model.model_fields)
    for model in (PageMeta, NewsMeta, EventMeta, OfferMeta, LegalMeta, CampaignMeta)
}
