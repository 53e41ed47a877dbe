"""Front matter of source pages, one model a kind.

Every value arrives as text (see `readers.content`), so that `19:30` is an hour and `no` a word;
each model says what it expects in French.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from comptoir.context import PARIS
from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.money import parse_amount
from comptoir.settings.model import Line, Model
from comptoir.site.networks import BY_NAME
from comptoir.site.recurrence import Repetition, occurrences, parse_repetition

ZONE = "zone"  # in the context of validation: in which the hours are written
FREE_PRICE = "libre"
FIRST_YEAR, LAST_YEAR = 1900, 2100  # of events


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise ValueError("une date est attendue, comme 2026-03-31")
    try:
        return parse_date(value)
    except InputError:
        raise ValueError("cette date n’existe pas au calendrier : vérifiez le jour") from None


def _moment(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    written = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})", value.strip())
    if not written:
        raise ValueError("une date et une heure sont attendues, comme 2026-12-05 14:00")
    day, hour, minute = _day(written[1]), int(written[2]), int(written[3])
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"une année entre {FIRST_YEAR} et {LAST_YEAR} est attendue")
    if hour > 23 or minute > 59:
        raise ValueError("cette heure n’existe pas")
    zone = (info.context or {}).get(ZONE, PARIS)
    local = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    if local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
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


def _hours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{1,4}([.,]\d{1,2})?", value.strip()) or not value.strip(" 0.,"):
        raise ValueError("une durée en heures est attendue, comme 7 ou 3,5")
    return Decimal(value.strip().replace(",", "."))


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
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _slug(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(
            "une adresse s’écrit en minuscules sans accent, chiffres et tirets, "
            "comme assemblee-2026"
        )
    return value


def _lang(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", value):
        raise ValueError("une langue est attendue, comme fr ou en")
    return value


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and value and not re.fullmatch(r"https?://[^\s/]+\S*|/\S*", value):
        raise ValueError("une adresse est attendue, comme https://www.example.org/page")
    return value


def _days(value: Any) -> Any:
    return tuple(map(_day, _words(value))) if isinstance(value, str) else value


def _repetition(value: Any) -> Any:
    return parse_repetition(value) if isinstance(value, str) else value


def _networks(value: dict[str, str]) -> dict[str, str]:
    for name in value:
        if name not in BY_NAME:
            raise ValueError(f"« {name} » n’est pas un réseau : choisissez {', '.join(BY_NAME)}")
    return value


Day = Annotated[dt.date, BeforeValidator(_day)]
Days = Annotated[tuple[Day, ...], BeforeValidator(_days)]
Repeats = Annotated[Repetition, BeforeValidator(_repetition)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Hours = Annotated[Decimal, BeforeValidator(_hours)]
EntryPrice = Annotated[Decimal | Literal["libre"], BeforeValidator(_entry_price)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Words = Annotated[tuple[Line, ...], BeforeValidator(_words)]
ImageName = Annotated[str, BeforeValidator(_image_name)]
Slug = Annotated[str, BeforeValidator(_slug)]
Lang = Annotated[str, BeforeValidator(_lang)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]


# Words of a page's own for a social network, by its name.
PostText = Annotated[str, StringConstraints(min_length=1, max_length=63_000)]
Posts = Annotated[dict[str, PostText], AfterValidator(_networks)]


class Source(Model):
    """Where a statement comes from, and how far it may be trusted.

    Reliability: A, official or first-hand; B, recognised; C, to be crossed; D, a testimony.
    """

    author: Line
    title: Line
    date: Day
    kind: Literal["statistique", "texte officiel", "étude", "presse", "document interne",
                  "témoignage"]  # fmt: skip
    reliability: Literal["A", "B", "C", "D"]
    url: WebAddress = ""


class FrontMatter(Model):
    """What every source page says of itself."""

    title: Line
    date: Day
    modified: Day | None = None
    summary: Line
    lang: Lang = "fr"
    translates: str = Field("", pattern=r"^(/\S*)?$")  # address of the page in the first language
    owner: Line
    review_by: Day | None = None
    slug: Slug | None = None
    image: ImageName = ""
    tags: Words = ()
    aliases: Words = ()  # old addresses, which lead here
    status: Literal["published", "draft"] = "published"
    expires: Day | None = None  # last day it is published
    audience: str = ""
    sources: tuple[Source, ...] = ()
    posts: Posts = Field(default_factory=dict)

    @model_validator(mode="after")
    def _modified_after_date(self) -> "FrontMatter":
        if self.modified and self.modified < self.date:
            raise ValueError("la date modified précède la date de publication")
        if self.expires and self.expires < self.date:
            raise ValueError("la date expires précède la date de publication")
        return self


class PageMeta(FrontMatter):
    menu: str = ""
    order: int = Field(100, ge=0)
    template: Literal["page", "home", "contact", "faq"] = "page"


class NewsMeta(FrontMatter):
    category: Line
    series: str = ""


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
    repeats: Repeats | None = None
    until: Day | None = None  # last day of the repetition
    excepted: Days = Field((), alias="except")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "EventMeta":
        if self.ends <= self.starts:
            raise ValueError("l’événement doit finir après son début")
        if (self.until or self.excepted) and not self.repeats:
            raise ValueError("until et except vont avec repeats")
        if self.repeats and not self.until:
            raise ValueError("une répétition a une fin : ajoutez until")
        if self.until and self.until.year > LAST_YEAR:
            raise ValueError(f"une répétition finit au plus tard en {LAST_YEAR}")
        if self.repeats and self.ends.date() != self.starts.date():
            raise ValueError("un événement qui se répète finit le jour où il commence")
        self.days()
        return self

    def days(self) -> list[dt.date]:
        """Return the days on which it is held."""
        first = self.starts.date()
        if self.repeats is None or self.until is None:
            return [first]
        return occurrences(self.repeats, first=first, until=self.until, excepted=self.excepted)

    def times(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """Return when it starts and ends each time: the same hour on the wall, summer or winter."""
        if self.repeats is None:
            return [(self.starts, self.ends)]
        begin, end = self.starts.timetz(), self.ends.timetz()
        return [
            (dt.datetime.combine(day, begin), dt.datetime.combine(day, end)) for day in self.days()
        ]

    def last_day(self) -> dt.date:
        return self.times()[-1][1].date()


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
    sessions: Days = ()  # first day of each session: it is a course
    hours: Hours | None = None  # length of the course
    promotion: Promotion | None = None

    @model_validator(mode="after")
    def _a_course_is_a_service(self) -> "OfferMeta":
        if self.sessions and self.nature == "goods":
            raise ValueError("sessions va avec nature: services")
        if self.hours and not self.sessions:
            raise ValueError("hours, la durée d’un stage, va avec sessions")
        return self

    def sessions_from(self, day: dt.date) -> list[dt.date]:
        """Return the sessions that are still to begin, the first to come first."""
        return sorted(first for first in self.sessions if first >= day)

    def price_on(self, day: dt.date) -> Decimal:
        """Return the gross price of that day, promotion included."""
        running = self.promotion_on(day)
        return running.price if running else self.price

    def promotion_on(self, day: dt.date) -> Promotion | None:
        return self.promotion if self.promotion and self.promotion.runs_on(day) else None


class NewsletterMeta(FrontMatter):
    """A mailing as everyone may read it, once it has left; `date` is the day it left."""

    campaign: Line  # which one


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
    control: int = Field(0, ge=0, le=50)  # percent of the audience, held out to measure the effect
    subject_b: str = ""  # half of the audience, drawn by a hash, reads this subject instead
    cost: Amount = Decimal(0)  # fixed: printing, a drawing… beside the price of each message
    # a step of a series: so many days after it happened to somebody (before it when negative)
    event: Literal["", "joined", "dues_end", "bought", "gave", "subscribed"] = ""
    days: int = Field(0, ge=-365, le=1000)
    signature: ImageName = ""  # of letters: a drawing of var/signatures
    payment: EntryPrice | None = None  # letters carry a payment QR code: how much, or "libre"
    reply: WebAddress = ""  # letters carry a QR code that leads there

    @model_validator(mode="after")
    def _days_count_from_an_event(self) -> "CampaignMeta":
        if self.days and not self.event:
            raise ValueError("days compte les jours depuis un évènement : donnez aussi event")
        if self.days < 0 and self.event != "dues_end":
            raise ValueError("days est négatif pour event: dues_end seulement, avant cette fin")
        return self


KNOWN_KEYS: Mapping[type[FrontMatter], tuple[str, ...]] = {
    model: tuple(field.alias or name for name, field in model.model_fields.items())
    for model in (PageMeta, NewsMeta, EventMeta, OfferMeta, NewsletterMeta, LegalMeta, CampaignMeta)
}
