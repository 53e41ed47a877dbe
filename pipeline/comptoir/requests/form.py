"""Intake forms: what the desk asks, in which order, and what each answer fills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from comptoir.contacts.model import Role
from comptoir.errors.french import meant
from comptoir.requests.model import Channel, Kind
from comptoir.settings.model import Line, Model

# What a condition may ask besides the questions before it.
FACTS: Mapping[str, tuple[str, ...]] = {
    "channel": tuple(Channel),
    "kind": tuple(Kind),
    "role": tuple(Role),
}
CHOICES = ("choice", "choices")


class When(Model):
    """A condition: a question before this one, or a fact known without asking, has a value."""

    question: str = ""
    fact: str = ""
    in_: tuple[str, ...] = Field(alias="in", min_length=1)


class Choice(Model):
    """One value of a closed list."""

    value: str = Field(pattern=r"^[a-zA-Z0-9_.-]+$")
    label: Line
    kind: Kind | None = None  # what the request becomes
    owner: str = ""  # who takes care of it: a login or a name of [people]


class Question(Model):
    """One question of a form."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Line
    help: str = ""
    type: Literal["text", "line", "choice", "choices", "number", "date", "yes_no", "contact"]
    style: Literal["open", "closed", "alternative", "reformulation"]
    fills: Literal[
        "",
        "demand",
        "need",
        "confirmed",
        "motive",
        "caller",
        "reply_by",
        "delay",
        "answer",
        "invoice",
    ] = ""
    required: bool = False
    when: When | None = None
    choices: tuple[Choice, ...] = ()
    max_length: int = Field(2000, ge=1, le=20_000)
    at_least: int | None = None
    at_most: int | None = None

    def choice(self, value: object) -> Choice | None:
        return next((one for one in self.choices if one.value == value), None)


class Form(Model):
    """A whole form."""

    title: Line
    description: str = ""
    purpose: str  # an id of legal/processing.toml
    notice: str = ""  # what is told to the person about their data
    hand_over: bool = False  # a message to hand to somebody else, at once
    question: tuple[Question, ...] = Field(min_length=1)

    @property
    def questions(self) -> dict[str, Question]:
        return {one.id: one for one in self.question}

    def filling(self, part: str) -> Question | None:
        """Return the question whose answer fills a part of the request."""
        return next((one for one in self.question if one.fills == part), None)


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong with a form, where, and how to mend it."""

    path: tuple[str | int, ...]
    found: str
    remedy: str


def broken(form: Form) -> Iterator[Broken]:
    """Return what cannot work in a form: it names what does not exist, or says things twice."""
    seen: dict[str, Question] = {}
    filled: set[str] = set()
    for number, one in enumerate(form.question):
        here: tuple[str | int, ...] = ("question", number)
        if one.id in seen:
            yield Broken(
                (*here, "id"),
                f"la question « {one.id} » est écrite deux fois.",
                "Donnez-lui un autre id.",
            )
        if one.fills and one.fills in filled:
            yield Broken(
                (*here, "fills"),
                f"deux questions remplissent « {one.fills} ».",
                "Laissez fills à une seule des deux.",
            )
        filled.add(one.fills)
        yield from _choices(one, here)
        if one.when:
            yield from _condition(one.when, (*here, "when"), seen, set(form.questions))
        seen[one.id] = one


def _choices(one: Question, here: tuple[str | int, ...]) -> Iterator[Broken]:
    if (one.type in CHOICES) is not bool(one.choices):
        found = "n’a pas de choix" if one.type in CHOICES else "a des choix que son type ignore"
        yield Broken(
            (*here, "choices"),
            f"la question « {one.id} » {found}.",
            "Une question de type choice ou choices, et elle seule, a des choices.",
        )
    values = [choice.value for choice in one.choices]
    for twice in sorted({value for value in values if values.count(value) > 1}):
        yield Broken(
            (*here, "choices"), f"le choix « {twice} » est écrit deux fois.", "Gardez-en un."
        )
    if one.at_least is not None and one.at_most is not None and one.at_least > one.at_most:
        yield Broken(
            (*here, "at_least"),
            "le plus petit nombre permis dépasse le plus grand.",
            "Corrigez at_least ou at_most.",
        )
    if one.fills == "delay" and not all(value.isdecimal() for value in values):
        yield Broken(
            (*here, "choices"),
            "un délai est un nombre de jours ouvrés.",
            'Écrivez des valeurs comme "5".',
        )


def _condition(
    when: When, here: tuple[str | int, ...], before: Mapping[str, Question], every: set[str]
) -> Iterator[Broken]:
    if bool(when.question) is bool(when.fact):
        yield Broken(
            here,
            "une condition porte sur une question ou sur un fait.",
            'Écrivez { question = "…", in = ["…"] } ou { fact = "…", in = ["…"] }.',
        )
        return
    if when.fact:
        if when.fact not in FACTS:
            yield Broken(
                here, f"le fait « {when.fact} » n’existe pas.", _hint(when.fact, list(FACTS))
            )
            return
        known = list(FACTS[when.fact])
    else:
        if when.question not in every:
            yield Broken(
                here,
                f"aucune question ne s’appelle « {when.question} ».",
                _hint(when.question, sorted(every)),
            )
            return
        if when.question not in before:
            yield Broken(
                here,
                f"la question « {when.question} » vient après.",
                "Une condition porte sur une question d’avant.",
            )
            return
        asked = before[when.question]
        known = [choice.value for choice in asked.choices]
        if asked.type == "yes_no":
            known = ["oui", "non"]
        elif not known:
            yield Broken(
                here,
                f"« {when.question} » n’a pas de liste fermée.",
                "Une condition porte sur un choix ou sur un oui ou non.",
            )
            return
    for value in when.in_:
        if value not in known:
            yield Broken(
                here, f"la valeur « {value} » n’est pas parmi les choix.", _hint(value, known)
            )


def _hint(word: str, known: list[str]) -> str:
    return meant(word, known, otherwise=f"Il y a : {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a form lacks to listen well; the form works without."""

    question: str  # nothing when it is the whole form
    found: str
    remedy: str


LAST = ("need", "confirmed", "delay", "answer")  # what may follow the discovery


def advice(form: Form) -> Iterator[Advice]:
    """Return what a form lacks: it starts open, and ends with the reformulation and its yes."""
    first = form.question[0]
    if first.style != "open":
        yield Advice(
            first.id,
            "le formulaire ne commence pas par une question ouverte.",
            'Laissez d’abord parler : style = "open", type = "text".',
        )
    for one in form.question:
        if one.style == "open" and one.type not in ("text", "line"):
            yield Advice(
                one.id,
                "une question ouverte attend un texte libre.",
                'Donnez-lui type = "text", ou style = "closed".',
            )
        if one.style == "alternative" and len(one.choices) < 2:
            yield Advice(
                one.id,
                "une alternative propose au moins deux choix.",
                "Ajoutez des choices, ou donnez-lui un autre style.",
            )
    for part, what in (
        ("demand", "la demande, dans les mots de la personne"),
        ("motive", "le motif, dans une liste fermée"),
    ):
        if form.filling(part) is None:
            yield Advice("", f"aucune question ne recueille {what}.", f'Ajoutez fills = "{part}".')
    yield from _ending(form)


def _ending(form: Form) -> Iterator[Advice]:
    said = [one for one in form.question if one.style == "reformulation"]
    if not said:
        yield Advice(
            "",
            "le formulaire ne finit pas par une reformulation.",
            'Ajoutez une question style = "reformulation", fills = "need" : « Si je '
            "comprends bien… ».",
        )
        return
    last = form.question.index(said[-1])
    for one in form.question[last + 1 :]:
        if one.fills not in LAST:
            yield Advice(
                one.id,
                "cette question vient après la reformulation.",
                "Posez-la avant : on reformule une fois que l’on sait tout.",
            )
    after = [one.fills for one in form.question[last + 1 :]]
    if "confirmed" not in after:
        yield Advice(
            said[-1].id,
            "la reformulation n’attend pas de oui.",
            'Ajoutez juste après une question type = "yes_no", fills = "confirmed".',
        )
