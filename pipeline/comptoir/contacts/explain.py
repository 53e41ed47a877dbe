"""A segment said in French, step by step."""

from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.contacts.facts import OTHER_SEGMENT, Fact, Operator
from comptoir.contacts.relative import Ago, StartOf
from comptoir.contacts.segment import Condition, Segment, Step, steps
from comptoir.dates import french_date
from comptoir.money import french_amount
from comptoir.text import french_list

_PHRASES = {
    Operator.IS: "{fact} est {value}",
    Operator.IS_NOT: "{fact} n’est pas {value}",
    Operator.IN: "{fact} est {value}",
    Operator.AT_LEAST: "{fact} est d’au moins {value}",
    Operator.AT_MOST: "{fact} est d’au plus {value}",
    Operator.BEFORE: "{fact} est avant le {value}",
    Operator.AFTER: "{fact} est après le {value}",
    Operator.CONTAINS: "{fact} contient {value}",
    Operator.WITHIN_DAYS: "{fact} date de {value} jours au plus",
}
_DATES = {
    Operator.IS: "{fact} est du {value}",
    Operator.AT_LEAST: "{fact} est du {value} ou d’après",
    Operator.AT_MOST: "{fact} est du {value} ou d’avant",
}


_AGO = {
    Operator.IS: "{fact} est d’il y a exactement {value}",
    Operator.AT_LEAST: "{fact} remonte à {value} ou moins",
    Operator.AT_MOST: "{fact} remonte à {value} ou plus",
    Operator.BEFORE: "{fact} remonte à plus de {value}",
    Operator.AFTER: "{fact} remonte à moins de {value}",
}


_AHEAD = {
    Operator.IS: "{fact} est dans exactement {value}",
    Operator.AT_LEAST: "{fact} est dans {value} ou plus",
    Operator.AT_MOST: "{fact} est dans {value} ou moins",
    Operator.BEFORE: "{fact} est dans moins de {value}",
    Operator.AFTER: "{fact} est dans plus de {value}",
}


def said(condition: Condition) -> str:
    """Say one condition.

    >>> from comptoir.contacts.facts import FACTS
    >>> said(Condition(fact=FACTS["contact.city"], operator=Operator.IS, value="Redon"))
    'la ville est « Redon »'
    """
    fact = condition.fact
    about = f"{fact.french} pour « {condition.purpose} »" if condition.purpose else fact.french
    if condition.operator is Operator.EXISTS:
        return f"on connaît {about}" if condition.value else f"on ne connaît pas {about}"
    if fact.name == OTHER_SEGMENT:
        return _of_segment(condition)
    if isinstance(condition.value, Ago):
        phrases = _AHEAD if condition.value.count < 0 else _AGO
        return phrases[condition.operator].format(fact=about, value=condition.value.french)
    dated = isinstance(condition.value, date | StartOf)
    phrase = (_DATES if dated else _PHRASES).get(condition.operator)
    phrase = phrase or _PHRASES[condition.operator]
    return phrase.format(fact=about, value=_value(condition.value, fact))


def _of_segment(condition: Condition) -> str:
    names = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    outside = "n’" if condition.operator is Operator.IS_NOT else ""
    no = " pas" if outside else ""
    among = french_list((f"« {name} »" for name in names), last="ou")
    return f"le contact {outside}est{no} dans le segment {among}"


def _value(value: Any, fact: Fact) -> str:
    if isinstance(value, tuple):
        return french_list((_value(one, fact) for one in value), last="ou")
    if isinstance(value, date):
        return french_date(value)
    if isinstance(value, StartOf):
        return value.french
    if isinstance(value, Decimal):
        return french_amount(value)
    if isinstance(value, int):
        return str(value)
    if fact.choices:
        return fact.choices[value]
    return f"« {value} »"


def step_said(step: Step) -> str:
    """Say what one step keeps or drops."""
    if step.group == "any":
        return "garder si " + french_list(map(said, step.conditions), last="ou")
    if step.group == "none":
        return "écarter si " + said(step.conditions[0])
    return "garder si " + french_list(map(said, step.conditions))


def segment_said(segment: Segment) -> str:
    """Say the whole segment in one sentence."""
    parts = [step_said(step) for step in steps(segment)]
    return "Dans toute la base : " + " ; ".join(parts) + "."
