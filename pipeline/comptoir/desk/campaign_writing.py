"""`comptoir campaign new`: the commented file of a mailing, from a model of letter or from none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from comptoir import resources
from comptoir.campaigns.model import CHANNELS, FOLDER, WORDS_OF, check_channels
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import segments
from comptoir.desk.memberships.calling import MODEL as CALL
from comptoir.desk.project import load
from comptoir.desk.reminder_words import MODELS as REMINDERS
from comptoir.errors import InputError, Place
from comptoir.errors.french import unknown
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.letter_models import FOLDER as MODELS
from comptoir.readers.letter_models import LetterModel, read_letter_model
from comptoir.settings import PurposeClass
from comptoir.text import on_one_line, quoted, slug

STOPPED_BY = {
    PurposeClass.STATUTORY: "rien ne l’arrête, sauf un décès ou une adresse morte",
    PurposeClass.ASSOCIATIVE: "une opposition l’arrête",
    PurposeClass.COMMERCIAL: "il y faut un accord, ou un achat semblable",
}
BLANK = """{{ contact.salutation }},

Écrivez ici.

Avec nos salutations cordiales,

{{ organisation.publication_director }}, {{ organisation.director_title }}
"""
SMS_BLOCK = '{{% channel "sms" %}}\n{name} : écrivez ici, en 160 signes.\n{{% endchannel %}}\n'
PHONE_BLOCK = (
    '{% channel "phone" %}\n'
    "Écrivez ici ce qui est dit : l’essentiel en trois phrases, puis une question.\n"
    "{% endchannel %}\n"
)
OURS = (*REMINDERS.values(), CALL)  # models that commands fill by themselves
LONG_ONES = ("letter", "email")
SHORT_ONES = ("sms", "phone")


@dataclass(frozen=True, slots=True)
class Offered:
    """A model of letter to start from."""

    name: str
    title: str
    use: str  # when to use it
    channels: tuple[str, ...]
    fields: tuple[str, ...]  # what its author must say


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a new mailing is to be."""

    title: str
    model: str = ""
    channels: tuple[str, ...] = ()
    segment: str = ""
    purpose: str = ""
    owner: str = ""
    said: Mapping[str, str] = field(default_factory=dict)  # words for fields of the model


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file of a mailing."""

    name: str
    path: str
    to_say: tuple[str, ...]  # fields of the model that are still to be replaced
    to_choose: tuple[str, ...]  # keys of its head that are still to be chosen


@dataclass(frozen=True)
class Writer:
    """Writes the file of one mailing."""

    ctx: Context

    @cached_property
    def models(self) -> dict[str, Path]:
        """The models: the project's own, then those that come with Comptoir.

        Not those of reminders and calls, which their commands fill from the books.
        """
        folders = (resources.example_file(MODELS), self.ctx.root / MODELS)
        found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.md"))}
        return {name: path for name, path in found.items() if name not in OURS}

    def offered(self) -> list[Offered]:
        return [_offered(name, self.read(name)) for name in sorted(self.models)]

    def read(self, name: str) -> LetterModel:
        """Read a model.

        Raises:
            InputError: there is none of that name.
        """
        if name not in self.models:
            remedy = "Voyez la liste : comptoir campagne modèles."
            raise unknown("modèle de lettre", name, self.models, remedy=remedy)
        return read_letter_model(self.models[name], shown=f"{MODELS}/{name}.md")

    def to_say(self, name: str) -> list[tuple[str, str]]:
        """Return the fields that its author must say, each with a line where it stands."""
        model = self.read(name)
        lines = [model.subject, *model.body.splitlines()]
        return [
            (one, next((line.strip() for line in lines if one in line), model.title))
            for one in _fields(model)
        ]

    def usual_purpose(self, name: str) -> str:
        """Return the purpose of a model, where the record of processing has it."""
        purpose = str(self.read(name).told.get("purpose", "")) if name else ""
        return purpose if purpose in self.purposes else ""

    @cached_property
    def segments(self) -> dict[str, str]:
        """Titles of segments by name; those that can be read."""
        return {one.name: one.title for one in segments.listing(self.ctx) if not one.faults}

    @cached_property
    def purposes(self) -> dict[str, str]:
        """Titles of purposes by id, with what stops their messages."""
        found = load(self.ctx).processing.purposes
        return {id_: f"{one.title} ({STOPPED_BY[one.kind]})" for id_, one in found.items()}

    def name_of(self, given: str) -> str:
        """Return the name of the file, from the one given.

        Raises:
            InputError: it names nothing, or a mailing has it.
        """
        name = slug(given.removesuffix(".md"))
        if not name:
            raise InputError(
                "ce nom ne peut pas nommer un envoi.",
                remedy="Écrivez-le en minuscules : portes-ouvertes-2027.",
            )
        if name in materials.names(self.ctx):
            raise InputError(
                "cet envoi existe déjà.",
                remedy="Choisissez un autre nom, ou modifiez ce fichier.",
                at=Place(f"{FOLDER}/{name}.md"),
            )
        return name

    def write(self, name: str, asked: Asked) -> Written:
        """Write content/campagnes/NAME.md, a draft.

        Raises:
            InputError: the model, a channel, the segment or the purpose does not exist.
        """
        name = self.name_of(name)
        model = self.read(asked.model) if asked.model else None
        for field_ in asked.said:
            if field_ not in _fields(model):
                named = ", ".join(_fields(model)) or "aucun"
                remedy = f"Champs à dire : {named}."
                raise unknown("champ de ce modèle", field_, _fields(model), remedy=remedy)
        channels = asked.channels or _channels(model) or ("email", "letter")
        check_channels(channels, at=Place("", field="--channel"))
        if asked.segment and asked.segment not in self.segments:
            raise unknown("segment", asked.segment, self.segments)
        purpose = asked.purpose or self.usual_purpose(asked.model)
        if purpose and purpose not in self.purposes:
            raise unknown("finalité", purpose, self.purposes, remedy=_known(self.purposes))
        text = "\n".join(self._lines(name, asked, model, channels, purpose))
        body = _said(model.body if model else BLANK, asked.said)
        if set(SHORT_ONES) & set(channels):
            body = _with_short_ones(body, channels, load(self.ctx).organisation.name)
        path = self.ctx.root / FOLDER / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(path, f"{text}\n\n{body}".encode())
        left = [one for one in _fields(model) if one not in asked.said]
        empty = [
            key for key, said in (("segment", asked.segment), ("purpose", purpose)) if not said
        ]
        return Written(
            name=name, path=f"{FOLDER}/{name}.md", to_say=tuple(left), to_choose=tuple(empty)
        )

    def _lines(
        self,
        name: str,
        asked: Asked,
        model: LetterModel | None,
        channels: Sequence[str],
        purpose: str,
    ) -> Iterator[str]:
        subject = _said(model.subject, asked.said) if model else asked.title
        owner = asked.owner or str(model.told.get("owner", "") if model else "") or "coordination"
        yield "---"
        yield "# Le titre est pour vous et pour l’archive ; subject est ce que lit le destinataire."
        yield f"title: {quoted(asked.title)}"
        yield f"subject: {quoted(subject)}"
        yield f"date: {self.ctx.today.isoformat()}"
        yield f"summary: {quoted(f'Envoi à préparer : {asked.title}.')}"
        yield f"owner: {owner}"
        yield "# À qui : un segment de contacts/segments (comptoir segment lister)."
        yield f"segment: {asked.segment or 'à-choisir'}"
        yield "# Pour quoi : une finalité de legal/processing.toml, qui dit ce qui arrête l’envoi."
        if purpose:
            yield f"# {self.purposes[purpose]}"
        yield f"purpose: {purpose or 'à-choisir'}"
        yield "# Par où : le premier canal qui joint la personne est employé."
        yield f"# Possibles : {', '.join(f'{one} ({said})' for one, said in CHANNELS.items())}."
        yield f"channels: [{', '.join(channels)}]"
        yield f"reference: {name.upper()}"
        if model and (enclosed := model.told.get("enclosures")):
            yield f"enclosures: {quoted(str(enclosed))}"
        yield "# Facultatif : ôtez le # de ce qui vous sert."
        yield "# signature: presidence.png   une image de var/signatures, au-dessus du nom"
        yield "# payment: 22,00              un QR code de virement (ou libre : montant au choix)"
        yield "# reply: /contact/            un QR code vers une page du site"
        yield "# archive: true               une page sur le site après l’envoi"
        yield "# Un brouillon ne part pas : écrivez published quand tout est relu."
        yield "status: draft"
        yield "---"


def _offered(name: str, model: LetterModel) -> Offered:
    use = on_one_line(str(model.told.get("use", "")))
    return Offered(name, model.title, use, _channels(model), _fields(model))


def _channels(model: LetterModel | None) -> tuple[str, ...]:
    return _listed(model.told.get("channels")) if model else ()


def _fields(model: LetterModel | None) -> tuple[str, ...]:
    return _listed(model.told.get("fields")) if model else ()


def _listed(told: object) -> tuple[str, ...]:
    if isinstance(told, str):
        return tuple(part.strip() for part in told.split(",") if part.strip())
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _known(known: Mapping[str, str]) -> str:
    return f"Connues : {', '.join(known)}."


def _said(text: str, said: Mapping[str, str]) -> str:
    """Write what the author said where the model asks for it."""
    for name, words in said.items():
        if "{" in words or "}" in words:
            raise InputError(
                f"« {name} » ne peut pas contenir d’accolade.", remedy="Écrivez des mots."
            )
        wanted = re.compile(r"\{\{\s*" + re.escape(name) + r"\s*\}\}")
        text = on_one_line(words).join(wanted.split(text))
    return text


def _with_short_ones(body: str, channels: Sequence[str], name: str) -> str:
    """Give the SMS and the call their own few words, and the long text to the others."""
    words = {WORDS_OF.get(channel, channel) for channel in channels}
    others = [one for one in LONG_ONES if one in words]
    blocks = {"sms": SMS_BLOCK.format(name=name), "phone": PHONE_BLOCK}
    block = "\n".join(blocks[one] for one in SHORT_ONES if one in channels)
    if not others:
        return block
    named = ", ".join(f'"{one}"' for one in others)
    return f"{{% channel {named} %}}\n{body}{{% endchannel %}}\n\n{block}"
