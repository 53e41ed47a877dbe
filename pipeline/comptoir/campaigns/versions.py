"""One text for many at once: what is the same for all is written, the rest becomes merge fields.

A service such as Mailchimp is handed a text once, and what differs by recipient beside it. People
whose words differ otherwise (a conditional passage, another reason to write) make another version.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from comptoir.campaigns.compose import Composed
from comptoir.campaigns.slots import Slot, value_of
from comptoir.errors import InputError

MOST_FIELDS = 20  # an audience at Mailchimp holds thirty, with its own
LONGEST = 255  # bytes that a merge field holds
MOST_VERSIONS = 20
SUBJECT = Slot(-1)


@dataclass(frozen=True, slots=True)
class Words:
    """What one recipient is to read, and why we write to them."""

    id: int
    reason: str
    composed: Composed


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text, and what differs by recipient."""

    reason: str
    sample: Composed  # of anyone of this version: they share its text
    same: Mapping[Slot, str]  # what is written in the text
    tags: Mapping[Slot, str]  # what is a merge field: CPT1
    fields: Mapping[int, Mapping[str, str]]  # by recipient: tag → value

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.tags.values()))


SlotsOf = Callable[[Composed, str], Iterable[Slot]]


def versions(everyone: Sequence[Words], slots_of: SlotsOf) -> list[Version]:
    """Sort recipients by the text they share.

    Args:
        everyone: the recipients.
        slots_of: the places of values in a text once it is laid out, for its reason.

    Raises:
        InputError: too many versions, too many fields, a value too long for one, or a text that
            holds a tag of Mailchimp's own.
    """
    groups: dict[tuple[str, str], list[Words]] = {}
    for one in everyone:
        groups.setdefault((one.composed.body.text, one.reason), []).append(one)
    if len(groups) > MOST_VERSIONS:
        raise InputError(
            f"ce texte a {len(groups)} versions différentes : chacune ferait une campagne chez "
            "Mailchimp.",
            remedy="Remplacez les passages conditionnels par des champs, ou envoyez par courriel.",
        )
    if any("*|" in text for text, _ in groups):
        raise InputError(
            "ce texte contient un champ de Mailchimp (*|…|*).",
            remedy="Écrivez les champs comme {{ contact.first_name }} : ils vont partout.",
        )
    return [_version(group, slots_of) for group in groups.values()]


def _version(group: Sequence[Words], slots_of: SlotsOf) -> Version:
    sample = group[0].composed
    count = len(sample.body.values)  # beyond are the link to stop, and the subject
    slots = [slot for slot in slots_of(sample, group[0].reason) if slot.index < count]
    columns = {
        slot: tuple(plain(_value(one.composed, slot)) for one in group)
        for slot in dict.fromkeys((SUBJECT, *slots))
    }
    named: dict[tuple[str, ...], str] = {}
    for column in columns.values():
        if len(set(column)) > 1:
            named.setdefault(column, f"CPT{len(named) + 1}")
    _refuse_much(named)
    return Version(
        reason=group[0].reason,
        sample=sample,
        same={slot: column[0] for slot, column in columns.items() if column not in named},
        tags={slot: named[column] for slot, column in columns.items() if column in named},
        fields={
            one.id: {tag: column[rank] for column, tag in named.items()}
            for rank, one in enumerate(group)
        },
    )


def _value(composed: Composed, slot: Slot) -> str:
    return composed.subject if slot == SUBJECT else value_of(slot, composed.body.values)


def _refuse_much(named: Mapping[tuple[str, ...], str]) -> None:
    if len(named) > MOST_FIELDS:
        raise InputError(
            f"ce texte a {len(named)} champs qui changent d’une personne à l’autre ; Mailchimp en "
            f"prend {MOST_FIELDS}.",
            remedy="Ôtez-en, ou envoyez par courriel.",
        )
    longest = max((len(value.encode()) for column in named for value in column), default=0)
    if longest > LONGEST:
        raise InputError(
            f"un champ fait {longest} octets pour quelqu’un ; Mailchimp en prend {LONGEST}.",
            remedy="Raccourcissez ce champ, ou envoyez par courriel.",
        )


def plain(value: str) -> str:
    """Return a value in which Mailchimp sees neither a tag of its own nor markup.

    >>> plain("Jo <b> *|FNAME|*")
    'Jo ‹b› * |FNAME| *'
    """
    clear = value.replace("*|", "* |").replace("|*", "| *")
    return clear.replace("<", "‹").replace(">", "›")
