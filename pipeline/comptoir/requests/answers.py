"""Answers to a form: which questions are asked, and what each answer is once typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import meant, nearest
from comptoir.requests.form import CHOICES, Form, Question, When
from comptoir.text import fold

Value = str | int | bool | date | tuple[str, ...]
YES = {"oui": True, "o": True, "yes": True, "y": True, "non": False, "n": False, "no": False}


@dataclass(slots=True)
class Answers:
    """A form being filled: each answer may open or close the questions that follow."""

    form: Form
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # values each fact has
    held: dict[str, Value] = field(default_factory=dict)

    def asked(self, question: Question) -> bool:
        """Whether a question is asked, given the answers before it."""
        return question.when is None or self._true(question.when)

    def _true(self, when: When) -> bool:
        if when.fact:
            return any(value in when.in_ for value in self.facts.get(when.fact, ()))
        value = self.held.get(when.question)
        if isinstance(value, bool):
            return ("oui" if value else "non") in when.in_
        return any(one in when.in_ for one in (value if isinstance(value, tuple) else (value,)))

    def filled(self, part: str) -> Value | None:
        """Return the answer that fills a part of the request."""
        question = self.form.filling(part)
        return self.held.get(question.id) if question else None


def answer(question: Question, text: str) -> Value:
    """Return the typed value of an answer.

    Raises:
        ValueError: it is not what the question expects; says what is.

    >>> asked = Question(id="n", label="Combien ?", type="number", style="closed", at_most=5)
    >>> answer(asked, "3")
    3
    """
    said = text.strip()
    if question.type in CHOICES:
        parts = said.split(",") if question.type == "choices" else [said]
        values = tuple(_chosen(question, part.strip()) for part in parts if part.strip())
        return values if question.type == "choices" else values[0]
    if question.type == "yes_no":
        if fold(said) not in YES:
            raise ValueError("répondez oui ou non")
        return YES[fold(said)]
    if question.type == "date":
        try:
            return parse_date(said)
        except InputError:
            raise ValueError("écrivez la date comme 2026-03-31 ou 31/03/2026") from None
    if question.type == "number":
        return _number(question, said)
    if len(said) > question.max_length:
        raise ValueError(f"{question.max_length} caractères au plus ; il y en a {len(said)}")
    return " ".join(said.split()) if question.type in ("line", "contact") else said


def _number(question: Question, said: str) -> int:
    try:
        value = int(said.replace(" ", "").replace("\N{NARROW NO-BREAK SPACE}", ""))
    except ValueError:
        raise ValueError("écrivez un nombre entier") from None
    low, high = question.at_least, question.at_most
    if low is not None and value < low:
        raise ValueError(f"{low} au moins")
    if high is not None and value > high:
        raise ValueError(f"{high} au plus")
    return value


def _chosen(question: Question, said: str) -> str:
    for choice in question.choices:
        if fold(said) in (fold(choice.value), fold(choice.label)):
            return choice.value
    values = [choice.value for choice in question.choices]
    close = nearest(said, values)
    hint = f"vouliez-vous dire « {close} » ?" if close else f"choix : {', '.join(values)}"
    raise ValueError(f"ce choix n’existe pas ; {hint}")


def fill(
    form: Form,
    given: Mapping[str, str],
    *,
    usual: Mapping[str, str],
    facts: Mapping[str, tuple[str, ...]],
    shown: str,
) -> Answers:
    """Fill a form with what was said, by question.

    Args:
        form: what is asked.
        given: answers given for it; one to a question that is not asked is a fault.
        usual: answers known otherwise, used where the question is asked and none is given.
        facts: what conditions may ask besides.
        shown: the path of the form, for who reads the faults.

    Raises:
        InputError: every answer that is missing, wrong or not asked for, each by its question.
    """
    answers = Answers(form, facts)
    faults = list(_unknown(form, given, shown))
    for question in form.question:
        said = given.get(question.id, "").strip()
        known = said or usual.get(question.id, "").strip()
        place = Place(shown, field=question.id)
        if not answers.asked(question):
            if said:
                faults.append(
                    Fault(
                        "cette question ne se pose pas, vu les réponses d’avant.",
                        f"Ôtez la réponse à « {question.id} ».",
                        place,
                    )
                )
            continue
        if not known:
            if question.required:
                faults.append(
                    Fault(
                        f"il manque la réponse à « {question.label} ».",
                        f"Ajoutez --réponse {question.id}=…",
                        place,
                    )
                )
            continue
        try:
            answers.held[question.id] = answer(question, known)
        except ValueError as error:
            faults.append(Fault(f"« {question.label} » : {error}.", at=place, value=known))
    if faults:
        raise InputError(faults=faults)
    return answers


def _unknown(form: Form, given: Mapping[str, str], shown: str) -> Iterator[Fault]:
    for name in given:
        if name not in form.questions:
            known = f"Questions : {', '.join(form.questions)}."
            hint = meant(name, form.questions, otherwise=known)
            yield Fault(f"aucune question ne s’appelle « {name} ».", hint, Place(shown))


def stored(answers: Mapping[str, Value]) -> dict[str, object]:
    """Return answers as JSON keeps them: a date is its ISO text, a choice of many a list."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in answers.items()
    }


def spoken(question: Question | None, value: object) -> str:
    """Return a stored answer as people read it: the words of a choice, oui, a French date."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ", ".join(spoken(question, one) for one in value)
    choice = question.choice(value) if question else None
    if choice:
        return choice.label
    if question and question.type == "date" and isinstance(value, str):
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return str(value)
