"""Mail merge: a sandboxed template, checked before anyone is written to."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from comptoir.campaigns.channel_block import ChannelBlock
from comptoir.campaigns.fields import FIELDS, Fields, spoken_phone, value_at
from comptoir.campaigns.merge_check import FILTERS, faults, syntax_fault, used_fields
from comptoir.campaigns.model import Campaign
from comptoir.campaigns.slots import clean, slot, without_slots
from comptoir.errors import Fault, InputError, Place

_values: ContextVar[list[str]] = ContextVar("values of the merge under way")


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with slots, and what goes in them. People share texts, not values."""

    text: str
    values: tuple[str, ...]


@pass_context
def _into_slot(_context: Context, value: object) -> str:
    """Keep a value apart and leave a slot in its place."""
    values = _values.get()
    values.append(clean(value))
    return slot(len(values) - 1)


def _phone(number: object) -> str:
    return spoken_phone(str(number))


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_into_slot,
        extensions=[ChannelBlock],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters["phone"] = _phone
    kept = {name: made.filters[name] for name in FILTERS}
    made.filters.clear()
    made.filters.update(kept)
    return made


ENVIRONMENT = _environment()


@dataclass(frozen=True, slots=True)
class Text:
    """One template of a campaign: its body, or its subject."""

    template: Template
    fields: frozenset[str]
    place: Place

    def merge(self, fields: Fields, channel: str) -> Merged:
        values: list[str] = []
        token = _values.set(values)
        try:
            text = self.template.render(**fields, channel=channel)
        except UndefinedError as error:
            raise InputError("un champ n’a pas de valeur.", at=self.place) from error
        finally:
            _values.reset(token)
        return Merged(text, tuple(values))


@dataclass(frozen=True, slots=True)
class Texts:
    """The templates of a campaign, read and checked."""

    subject: Text
    body: Text
    title: Text
    subject_b: Text | None = None  # of the second version

    @property
    def fields(self) -> frozenset[str]:
        other = self.subject_b.fields if self.subject_b else frozenset()
        return self.subject.fields | self.body.fields | self.title.fields | other

    def of(self, version: str) -> "Texts":
        """Return the texts of a version, a or b."""
        return replace(self, subject=self.subject_b) if version == "b" and self.subject_b else self


def read_texts(campaign: Campaign, known: Mapping[str, str] = FIELDS) -> Texts:
    """Read the templates of a campaign, which may name these fields.

    Raises:
        InputError: every fault, each with its line and the nearest field that exists.
    """
    found: list[Fault] = []
    subject = _read(campaign.subject, campaign.place("subject"), found, known)
    title = _read(campaign.title, campaign.place("title"), found, known)
    other = (
        _read(campaign.subject_b, campaign.place("subject_b"), found, known)
        if campaign.subject_b
        else None
    )
    body = _read(campaign.body, Place(campaign.path, campaign.body_line), found, known)
    if found or subject is None or body is None or title is None:
        raise InputError(faults=found)
    return Texts(subject, body, title, other)


def _read(source: str, place: Place, found: list[Fault], known: Mapping[str, str]) -> Text | None:
    text = without_slots(source)
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        line = place.line + error.lineno - 1 if place.line else 0
        found.append(syntax_fault(error, Place(place.path, line, place.field)))
        return None
    wrong = list(faults(tree, place, line=place.line, known=known))
    if wrong:
        found.extend(wrong)
        return None
    return Text(ENVIRONMENT.from_string(tree), used_fields(tree, known), place)


def empty_fields(texts: Texts, everyone: Iterable[Fields]) -> dict[str, int]:
    """Count, for each field used, the recipients for whom it is empty: a gap in their letter."""
    counts: dict[str, int] = {}
    for fields in everyone:
        for name in sorted(texts.fields):
            if not value_at(fields, name).strip():
                counts[name] = counts.get(name, 0) + 1
    return counts
