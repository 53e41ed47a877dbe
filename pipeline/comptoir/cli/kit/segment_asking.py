"""Ask in French what a new segment is."""

import click

from comptoir.contacts.facts import FACTS, OPERATORS, Fact
from comptoir.contacts.segment_writing import SAID, fact_named
from comptoir.errors import InputError
from comptoir.errors.french import nearest
from comptoir.text import fold


def conditions() -> dict[str, list[str]]:
    """Ask for conditions until somebody answers nothing."""
    found: dict[str, list[str]] = {"all": [], "any": [], "none": []}
    _say("Une condition à la fois. Tapez un mot (« ville », « don ») ; rien pour finir.")
    while fact := _fact():
        name, kind = fact
        operator = _chosen("Comment ?", {str(one): SAID[one] for one in OPERATORS[kind.kind]})
        values = f" ({', '.join(kind.choices.values())})" if kind.choices else ""
        value = click.prompt(f"Valeur{values}", err=True)
        group = _chosen(
            "Et les contacts qui la remplissent ?",
            {"all": "garder, si toutes les conditions sont remplies",
             "any": "garder, si au moins une l’est", "none": "écarter"},
        )  # fmt: skip
        found[group].append(f"{name} {operator} {value}")
    return found


def _say(text: str) -> None:
    click.echo(text, err=True)


def _fact() -> tuple[str, Fact] | None:
    """Ask for a fact by a word of its French name, or by its own name."""
    while word := click.prompt("Sur quoi", default="", show_default=False, err=True).strip():
        if fact := fact_named(word):
            return word, fact
        near = {n: one.french for n, one in FACTS.items() if fold(word) in fold(one.french)}
        if len(near) == 1:
            name = next(iter(near))
            _say(f"→ {FACTS[name].french}")
            return name, FACTS[name]
        if near:
            name = _chosen("Lequel ?", near)
            return name, FACTS[name]
        words = {w for one in FACTS.values() for w in fold(one.french).split() if len(w) > 3}
        close = nearest(fold(word), words)
        hint = f" Vouliez-vous dire « {close} » ?" if close else ""
        _say(f"Rien ne correspond à « {word} ».{hint}")
    return None


def _chosen(question: str, answers: dict[str, str]) -> str:
    """Ask for one of several, by its number."""
    _say(question)
    for number, french in enumerate(answers.values(), start=1):
        _say(f"  {number}. {french}")
    number = click.prompt("Numéro", type=click.IntRange(1, len(answers)), err=True)
    return list(answers)[int(number) - 1]


def purpose(known: dict[str, str]) -> str:
    """Ask what the segment is for."""
    if not known:
        return ""
    return _chosen("Pour quelle finalité ?", {"": "aucune en particulier", **known})


def required(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """
    Raises:
        InputError: no condition was given.
    """
    if not any(found.values()):
        raise InputError(
            "ce segment n’a aucune condition : il prendrait toute la base.",
            remedy='Ajoutez --all "contact.city is Redon", --any ou --none.',
        )
    return found
