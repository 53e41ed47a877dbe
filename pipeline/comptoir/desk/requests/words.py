"""The words of an answer: a model of the project, merged for one request, as e-mail or letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.compose import Composed, compose
from comptoir.campaigns.fields import FIELDS, shared_fields
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.merge import read_texts
from comptoir.campaigns.model import Campaign
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.campaigns.slots import fill
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.model_letters import SPECIMEN
from comptoir.desk.project import Project
from comptoir.errors import InputError, Place
from comptoir.printing.letterhead import identity, letterhead
from comptoir.printing.letters import Letter, Stationery, print_one
from comptoir.readers.letter_models import FOLDER as LETTERS
from comptoir.readers.letter_models import LetterModel, read_letter_model
from comptoir.requests.model import Kind, Outcome, Request
from comptoir.requests.replies import ANY, REQUEST_FIELDS, Reply, request_fields
from comptoir.text import french_spaces

REPLIES = "contacts/replies"
COMPLAINT = "reponse-reclamation"  # the letter that answers a complaint, where none is named
FREE = "réponse"


def replies(ctx: Context) -> Iterator[Reply]:
    """Return the models of the project: replies by motive, then letters, by name alone."""
    for folder in (REPLIES, LETTERS):
        for path in sorted((ctx.root / folder).glob("*.md")):
            model = read_letter_model(path, shown=f"{folder}/{path.name}")
            channels = model.told.get("channels") or ()
            yield Reply(
                name=path.stem,
                motive=str(model.told.get("motive") or ""),
                role=str(model.told.get("role") or ANY),
                channels=tuple(map(str, channels)) if isinstance(channels, list) else (),
            )


def model_named(ctx: Context, name: str) -> LetterModel:
    for folder in (REPLIES, LETTERS):
        path = ctx.root / folder / f"{name}.md"
        if path.is_file():
            return read_letter_model(path, shown=f"{folder}/{name}.md")
    raise InputError(
        "il manque ce modèle de réponse.",
        remedy="Écrivez-le : title et subject en tête, puis le texte.",
        at=Place(f"{REPLIES}/{name}.md"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What there is to say, and of which request."""

    ctx: Context
    project: Project
    request: Request
    contact: Contact
    outcome: Outcome
    motive: str  # in words
    owner: str  # name of who takes care of it
    given: Mapping[str, str]  # fields that the desk fills by hand

    def words(self, model: LetterModel, channel: str) -> Composed:
        """Merge a model.

        Raises:
            InputError: it names a field that nothing fills.
        """
        known = {**FIELDS, **REQUEST_FIELDS, **dict.fromkeys(self._answers, "une réponse")}
        known |= dict.fromkeys(self.given, "donné par --set")
        campaign = Campaign(
            name="reponse",
            path=model.path,
            title=model.title,
            subject=model.subject,
            segment="",
            purpose="",
            channels=(channel,),
            body=model.body,
            body_line=model.body_line,
            lines=model.lines,
        )
        texts = read_texts(campaign, known)
        return compose(texts, self._fields(campaign), self.contact, channel)

    @property
    def _answers(self) -> dict[str, str]:
        return {f"answer.{name}": str(value) for name, value in self.request.answers.items()}

    def _fields(self, campaign: Campaign) -> dict[str, Any]:
        organisation, site = self.project.organisation, self.project.site.site
        season = organisation.season_on(self.ctx.today)
        shared: dict[str, Any] = shared_fields(
            campaign, organisation, season, site_name=site.name, site_url=site.url
        )
        shared["request"] = request_fields(
            self.request, self.outcome, motive=self.motive, owner=self.owner
        )
        shared["answer"] = {name: str(value) for name, value in self.request.answers.items()}
        mediator = organisation.mediator
        shared["mediator"] = {
            "name": mediator.name if mediator else "",
            "address": mediator.address if mediator else "",
            "url": mediator.url if mediator else "",
        }
        for name, value in self.given.items():
            _put(shared, name.split("."), value)
        return shared

    def text(self, words: Composed) -> str:
        """Return the text of an e-mail, with who writes at its foot."""
        foot = ["-- ", " · ".join(identity(self.project.organisation))]
        if self.ctx.demonstration:
            foot.insert(1, SPECIMEN)
        return f"{self.said(words)}\n\n" + "\n".join(foot) + "\n"

    def said(self, words: Composed) -> str:
        body = to_text(read_markup(words.body.text, self.project.site.site.url))
        return french_spaces(fill(body, words.body.values, str)).strip()

    def letter(self, words: Composed, *, at: datetime) -> bytes:
        """Print a letter: an accessible PDF."""
        organisation = self.project.organisation
        number = self.request.number
        body = to_json(read_markup(words.body.text, self.project.site.site.url))
        letter = Letter(
            reference=number,
            our_reference=number,
            subject=words.subject,
            address=address_block(self.contact).lines,
            body=fill_json(body, words.body.values),
            facts=(("Votre référence", self.contact.reference), ("Notre référence", number)),
            foot=(),
        )
        place = organisation.seat.city or organisation.name
        stationery = Stationery(
            letterhead=letterhead(organisation, self.project.site, specimen=self.ctx.demonstration),
            subject=words.subject,
            place_date=f"{place}, le {french_date(self.ctx.today)}",
            enclosures=(),
        )
        folders = resources.theme_folders(self.ctx.root)
        return print_one(letter, stationery, folders=folders, timestamp=at)


def free_model(one: Request, text: str) -> LetterModel:
    """Return what was written for this request alone, as a model is."""
    subject = f"Votre {one.kind.french} {one.number}"
    body = text if text.endswith("\n") else f"{text}\n"
    return LetterModel(path="--text", title=subject, subject=subject, body=body, body_line=1)


def usual(one: Request) -> str:
    """Return the model that answers a kind of request where none is named."""
    return COMPLAINT if one.kind is Kind.COMPLAINT else ""


def _put(shared: dict[str, Any], names: list[str], value: str) -> None:
    *parents, last = names
    here = shared
    for name in parents:
        inner = here.get(name)
        here[name] = dict(inner) if isinstance(inner, Mapping) else {}
        here = here[name]
    here[last] = value
