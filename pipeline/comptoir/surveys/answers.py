"""Read an answer as it was given: a form, a spreadsheet, a sheet of paper typed in."""

from collections.abc import Iterable, Iterator, Mapping

from comptoir.settings.survey import Question, Scale, Survey
from comptoir.text import fold

BOUNDS = {Scale.RECOMMEND: (0, 10), Scale.SATISFACTION: (1, 5)}
LONGEST = 5_000  # characters of an open answer

Answers = Mapping[str, str]


def read(survey: Survey, given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the answers in their standard form, and what is wrong with them.

    >>> from datetime import date
    >>> asked = Question(name="note", text="?", scale="recommend", required=True)
    >>> one = Survey(title="T", opens=date.min, closes=date.max, question=[asked])
    >>> read(one, {"note": " 9 "}), read(one, {"note": "11"})[1], read(one, {})[1]
    (({'note': '9'}, []), ['« note » : un nombre de 0 à 10'], ['« note » : il manque la réponse'])
    """
    answers: dict[str, str] = {}
    faults: list[str] = []
    for question in survey.questions:
        said = given.get(question.name, "").strip()
        if not said:
            if question.required:
                faults.append(f"« {question.name} » : il manque la réponse")
            continue
        value = _standard(question, said)
        if value is None:
            faults.append(f"« {question.name} » : {_expected(question)}")
        else:
            answers[question.name] = value
    if not answers and not faults:
        faults.append("aucune réponse")
    return answers, faults


def _standard(question: Question, said: str) -> str | None:
    if question.scale in BOUNDS:
        low, high = BOUNDS[question.scale]
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else -1
        return str(number) if low <= number <= high else None
    if question.scale is Scale.OPEN:
        return said[:LONGEST]
    known = {fold(option): option for option in question.options}
    pieces = said.split("|") if question.scale is Scale.CHOICES else [said]
    chosen = [known.get(fold(piece)) for piece in pieces if piece.strip()]
    if not chosen or None in chosen:
        return None
    return "|".join(option for option in question.options if option in chosen)


def _expected(question: Question) -> str:
    if question.scale in BOUNDS:
        low, high = BOUNDS[question.scale]
        return f"un nombre de {low} à {high}"
    return f"l’une de : {', '.join(question.options)}"


def values(answers: Iterable[Answers], question: Question) -> Iterator[str]:
    """Return what was said to a question, each choice apart."""
    for one in answers:
        if said := one.get(question.name):
            yield from said.split("|") if question.scale is Scale.CHOICES else [said]
