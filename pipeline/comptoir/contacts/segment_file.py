"""Read a segment's file into a typed segment, saying every fault at once.

An unknown word gets its line and the nearest one known; a value is typed by its fact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.contacts.facts import FACTS, OPERATORS, Fact, Kind, Operator, consent_fact, extra_fact
from comptoir.contacts.relative import Relative, relative
from comptoir.contacts.segment import GROUPS, Condition, Segment, Value
from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import nearest, unknown_key
from comptoir.money import parse_amount
from comptoir.text import french_list

KEYS = ("title", "description", "purpose", *GROUPS)


@dataclass(slots=True)
class _Reader:
    """Reads one file, keeping every fault so that all are said at once."""

    shown: str
    lines: Mapping[tuple[str | int, ...], int]
    purposes: tuple[str, ...]
    purpose: str
    faults: list[Fault]

    def place(self, *path: str | int) -> Place:
        ends = range(len(path), 0, -1)
        line = next((self.lines[path[:end]] for end in ends if path[:end] in self.lines), 0)
        return Place(self.shown, line, ".".join(key for key in path if isinstance(key, str)))

    def fault(self, found: str, remedy: str, *path: str | int) -> None:
        self.faults.append(Fault(found, remedy, self.place(*path)))


def read_segment(
    name: str,
    data: Mapping[str, Any],
    *,
    shown: str,
    lines: Mapping[tuple[str | int, ...], int],
    purposes: Iterable[str],
) -> Segment:
    """Type what a segment's file says.

    Args:
        name: of the segment, which is its file's.
        data: what TOML holds.
        shown: the file in messages.
        lines: of each key.
        purposes: the ids of the record of processing.

    Raises:
        InputError: every fault at once, with its line and the nearest known name.
    """
    reader = _Reader(shown, lines, tuple(purposes), str(data.get("purpose", "")), [])
    for key in data:
        if key not in KEYS:
            reader.faults.append(unknown_key(key, KEYS, at=reader.place(key)))
    segment = Segment(
        name=name,
        title=_text(reader, data, "title"),
        description=_text(reader, data, "description"),
        purpose=_text(reader, data, "purpose"),
        all=_conditions(reader, data, "all"),
        any=_conditions(reader, data, "any"),
        none=_conditions(reader, data, "none"),
    )
    _check(reader, segment)
    if reader.faults:
        raise InputError(faults=reader.faults)
    return segment


def _check(reader: _Reader, segment: Segment) -> None:
    if not segment.title:
        reader.fault("il manque « title ».", "Donnez un titre à ce segment.", "title")
    if segment.purpose and segment.purpose not in reader.purposes:
        _unknown_purpose(reader, segment.purpose, "purpose")
    if not (segment.all or segment.any or segment.none or reader.faults):
        reader.fault(
            "ce segment n’a aucune condition : il prendrait toute la base.",
            "Ajoutez au moins une condition [[all]].",
        )


def _text(reader: _Reader, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        reader.fault("du texte entre guillemets est attendu.", "", key)
        return ""
    return value.strip()


def _unknown_purpose(reader: _Reader, purpose: str, *path: str | int) -> None:
    close = nearest(purpose, reader.purposes)
    hint = f"Vouliez-vous écrire « {close} » ?" if close else (
        f"Finalités connues : {', '.join(reader.purposes) or 'aucune'}."
    )  # fmt: skip
    found = f"aucune finalité de legal/processing.toml ne s’appelle « {purpose} »."
    reader.fault(found, hint, *path)


def _conditions(reader: _Reader, data: Mapping[str, Any], group: str) -> tuple[Condition, ...]:
    rows = data.get(group, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        reader.fault(f"« {group} » est une liste de conditions.", f"Écrivez [[{group}]].", group)
        return ()
    found = (_condition(reader, row, group, index) for index, row in enumerate(rows))
    return tuple(condition for condition in found if condition is not None)


def _condition(reader: _Reader, row: Mapping[str, Any], group: str, index: int) -> Condition | None:
    operators = [key for key in row if key in list(Operator)]
    before = len(reader.faults)
    for key in row:
        if key != "fact" and key not in operators:
            place = reader.place(group, index, key)
            reader.faults.append(unknown_key(key, ("fact", *Operator), at=place))
    name = row.get("fact")
    if not isinstance(name, str) or not name:
        reader.fault("il manque « fact ».", "Dites sur quoi porte la condition.", group, index)
        return None
    fact, purpose, channel = _fact(reader, name, (group, index, "fact"))
    if fact is None or len(reader.faults) > before:
        return None
    if len(operators) != 1:
        remedy = f"Choisissez {french_list(OPERATORS[fact.kind], last='ou')}."
        reader.fault("une condition a un opérateur, et un seul.", remedy, group, index)
        return None
    operator = Operator(operators[0])
    value = _value(reader, fact, operator, row[operator], (group, index, operator.value))
    if len(reader.faults) > before:
        return None
    return Condition(fact=fact, operator=operator, value=value, purpose=purpose, channel=channel)


def _fact(reader: _Reader, name: str, path: tuple[str | int, ...]) -> tuple[Fact | None, str, str]:
    consent = consent_fact(name)
    if consent is not None:
        purpose, channel = consent[0] or reader.purpose, consent[1]
        fact = replace(FACTS[f"consent.{channel}"], name=name)
        if not purpose:
            reader.fault(
                "on ne sait pas de quelle finalité est cet accord.",
                f"Ajoutez purpose = \"…\" en tête, ou écrivez consent.FINALITÉ.{channel}.", *path,
            )  # fmt: skip
        elif consent[0] and purpose not in reader.purposes:
            _unknown_purpose(reader, purpose, *path)
        return fact, purpose, channel
    if extra := extra_fact(name):
        return extra, "", ""
    if name not in FACTS:
        close = nearest(name, FACTS)
        near = f"Vouliez-vous écrire « {close} » ?"
        remedy = near if close else f"Faits connus : {', '.join(FACTS)}."
        reader.fault(f"fait inconnu « {name} ».", remedy, *path)
        return None, "", ""
    return FACTS[name], "", ""


def _value(
    reader: _Reader, fact: Fact, operator: Operator, raw: Any, path: tuple[str | int, ...]
) -> Value:
    if operator not in OPERATORS[fact.kind]:
        known = french_list(OPERATORS[fact.kind], last="ou")
        reader.fault(f"« {operator} » ne va pas avec {fact.name}.", f"Utilisez {known}.", *path)
        return None
    if operator is Operator.EXISTS:
        return _typed(reader, _boolean, raw, path)
    if operator is Operator.WITHIN_DAYS:
        return _typed(reader, _days, raw, path)
    read = _READERS[fact.kind]
    if operator is Operator.IN:
        if not isinstance(raw, list) or not raw:
            reader.fault("une liste entre crochets est attendue.", 'Écrivez ["…", "…"].', *path)
            return ()
        return tuple(_typed(reader, read, value, path, fact) for value in raw)
    return _typed(reader, read, raw, path, fact)


def _typed(
    reader: _Reader,
    read: Callable[[Any, Fact | None], Value],
    raw: Any,
    path: tuple[str | int, ...],
    fact: Fact | None = None,
) -> Value:
    try:
        return read(raw, fact)
    except InputError as error:
        fault = error.faults[0]
        reader.fault(fault.found, fault.remedy, *path)
        return None


def _boolean(raw: Any, _fact: Fact | None) -> bool:
    if not isinstance(raw, bool):
        raise InputError("true ou false est attendu, sans guillemets.")
    return raw


def _number(raw: Any, _fact: Fact | None) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise InputError("un nombre entier est attendu, sans guillemets.")
    return raw


def _days(raw: Any, fact: Fact | None) -> int:
    days = _number(raw, fact)
    if not 0 <= days <= 36_525:
        raise InputError("un nombre de jours de 0 à 36525 est attendu.")
    return days


def _money(raw: Any, _fact: Fact | None) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | str):
        raise InputError("un montant est attendu.", remedy='Écrivez-le comme 50 ou "22.50".')
    return parse_amount(str(raw))


def _day(raw: Any, _fact: Fact | None) -> date | Relative:
    if isinstance(raw, str):
        return relative(raw) or parse_date(raw)
    if type(raw) is not date:
        raise InputError(
            "une date est attendue.",
            remedy='Écrivez-la comme 2026-03-31, "12 months ago" ou "début de l’année".',
        )
    return raw


def _word(raw: Any, _fact: Fact | None) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise InputError("du texte entre guillemets est attendu.", remedy='Écrivez "35600".')
    return raw.strip()


def _choice(raw: Any, fact: Fact | None) -> str:
    known = dict(fact.choices or {}) if fact else {}
    if raw not in known:
        close = nearest(str(raw), known)
        remedy = f"Vouliez-vous écrire « {close} » ?" if close else ""
        raise InputError(
            f"une de ces valeurs est attendue : {french_list(known, last='ou')}.", remedy=remedy
        )
    return str(raw)


_READERS: dict[Kind, Callable[[Any, Fact | None], Value]] = {
    Kind.TEXT: _word,
    Kind.CHOICE: _choice,
    Kind.DATE: _day,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.PRESENCE: _boolean,
    Kind.NAMED: _word,
}
