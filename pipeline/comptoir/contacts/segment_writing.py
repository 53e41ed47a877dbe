"""Write a segment's file from conditions said in a line each, with what they mean in French."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comptoir.contacts.explain import said
from comptoir.contacts.facts import FACTS, OPERATORS, Fact, Kind, Operator, consent_fact, extra_fact
from comptoir.contacts.segment import GROUPS, Segment
from comptoir.errors import InputError
from comptoir.errors.french import nearest
from comptoir.text import french_list

SAID = {
    Operator.IS: "est",
    Operator.IS_NOT: "n’est pas",
    Operator.IN: "est l’un de (séparés par des virgules)",
    Operator.AT_LEAST: "au moins",
    Operator.AT_MOST: "au plus",
    Operator.BEFORE: "avant",
    Operator.AFTER: "après",
    Operator.CONTAINS: "contient",
    Operator.EXISTS: "est connu (oui ou non)",
    Operator.WITHIN_DAYS: "date de moins de tant de jours",
}
_NOTES = {
    "all": "Toutes ces conditions à la fois.",
    "any": "Au moins une de celles-ci.",
    "none": "Aucune de celles-ci.",
}
_TRUE = frozenset(("oui", "o", "true", "yes", "vrai"))


@dataclass(frozen=True, slots=True)
class Line:
    """One condition, as its file will say it."""

    fact: str
    operator: Operator
    value: str  # in TOML


def fact_named(name: str) -> Fact | None:
    """Return a fact by its name, those of consents and of extra columns included."""
    consent = consent_fact(name)
    if consent is not None:
        return FACTS[f"consent.{consent[1]}"]
    return FACTS.get(name) or extra_fact(name)


def line(text: str) -> Line:
    """Read « FACT OPERATOR VALUE ».

    Raises:
        InputError: one of the three is not known, with the nearest.

    >>> line("contact.department in 35, 44")
    Line(fact='contact.department', operator=<Operator.IN: 'in'>, value='["35", "44"]')
    """
    parts = text.split(maxsplit=2)
    if len(parts) < 3:
        raise InputError(
            f"« {text} » n’est pas une condition.",
            remedy="Écrivez FAIT OPÉRATEUR VALEUR : contact.city is Redon.",
        )
    name, operator, value = parts
    fact = fact_named(name)
    if fact is None:
        close = nearest(name, FACTS)
        hint = f"Vouliez-vous écrire « {close} » ?" if close else f"Faits : {', '.join(FACTS)}."
        raise InputError(f"fait inconnu « {name} ».", remedy=hint)
    if operator not in list(OPERATORS[fact.kind]):
        known = french_list(OPERATORS[fact.kind], last="ou")
        raise InputError(f"« {operator} » ne va pas avec {name}.", remedy=f"Utilisez {known}.")
    return Line(name, Operator(operator), toml_value(fact, Operator(operator), value))


def toml_value(fact: Fact, operator: Operator, text: str) -> str:
    """Write a value as TOML does, by the kind of its fact."""
    plain = text.strip()
    if operator is Operator.EXISTS or fact.kind is Kind.PRESENCE:
        return "true" if plain.lower() in _TRUE else "false"
    if operator is Operator.IN:
        parts = (part.strip() for part in plain.strip("[]").split(","))
        return f"[{', '.join(_scalar(fact, part) for part in parts if part)}]"
    if operator is Operator.WITHIN_DAYS:
        return plain
    return _scalar(fact, plain)


def _scalar(fact: Fact, text: str) -> str:
    bare = text.strip("\"'« »")
    if fact.kind is Kind.NUMBER and bare.lstrip("-").isdecimal():
        return str(int(bare))
    if fact.choices:
        known = {french: value for value, french in fact.choices.items()}
        bare = known.get(bare, bare)
    return json.dumps(bare, ensure_ascii=False)


def head(title: str, description: str, purpose: str) -> str:
    """The first lines of a segment's file."""
    rows = [f"title = {json.dumps(title, ensure_ascii=False)}"]
    if description:
        rows.append(f"description = {json.dumps(description, ensure_ascii=False)}")
    if purpose:
        rows.append(f"purpose = {json.dumps(purpose)}  # une finalité de legal/processing.toml")
    return "\n".join(rows) + "\n"


def body(groups: Mapping[str, Sequence[Line]], segment: Segment | None = None) -> str:
    """The conditions, each under what it means once the segment is read."""
    blocks = []
    for group in GROUPS:
        lines = groups.get(group, ())
        meanings: Iterable[str] = (
            map(said, getattr(segment, group)) if segment else ("" for _ in lines)
        )
        for rank, (one, meaning) in enumerate(zip(lines, meanings, strict=True)):
            note = f"\n# {_NOTES[group]}\n" if rank == 0 else "\n"
            told = f"# {meaning}\n" if meaning else ""
            blocks.append(
                f"{note}{told}[[{group}]]\nfact = {json.dumps(one.fact, ensure_ascii=False)}\n"
                f"{one.operator} = {one.value}\n"
            )
    return "".join(blocks)
