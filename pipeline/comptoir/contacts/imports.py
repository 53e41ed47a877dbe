"""From a row of text to a typed row: pure, one fault a cell, nothing guessed.

A row is rejected when keeping it would be wrong: nobody is named, the e-mail cannot exist, or it
would add a prospect who comes from nowhere. Another cell that cannot be read is left out and said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from comptoir.contacts import cells
from comptoir.contacts.addresses import MOBILE, is_landline
from comptoir.contacts.cells import CellError
from comptoir.contacts.columns import EXTRA, FIELDS, Columns
from comptoir.contacts.keys import city_key, word_key
from comptoir.contacts.model import ContactKind, Draft, Role
from comptoir.contacts.sources.parts import split_name

CONSENT_CHANNELS = {
    "consent_email": "email",
    "consent_sms": "sms",
    "consent_phone": "phone",
    "consent_post": "post",
}
PROOF = ("text", "method", "ip", "evidence")
LONGEST = 2_000  # characters in one cell
_OF_DRAFT = frozenset(Draft.__slots__)
_FORMULA = ("'=", "'+", "'-", "'@")  # what our own exports put before a cell that looks like one


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell (`column` empty: with the row); its value is not here."""

    column: str
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.column} : {self.found}" if self.column else self.found


NOBODY = Fault("", "personne n’est nommé sur cette ligne", "Écrivez un nom ou une organisation.")
FROM_NOWHERE = Fault(
    "",
    "ce prospect n’a ni origine datée ni accord prouvé",
    "Dites d’où vient ce contact, et quand.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidConsent:
    """What a list says of an agreement; `proven` when text, date and method are all there."""

    channel: str
    agreed: bool
    on: date | None = None
    text: str = ""
    method: str = ""
    ip: str = ""
    evidence: str = ""

    @property
    def proven(self) -> bool:
        return bool(self.agreed and self.on and self.text and self.method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One row, typed."""

    line: int
    reference: str = ""  # the other system's
    draft: Draft = field(default_factory=Draft)
    given: frozenset[str] = frozenset()  # the fields of the draft that the row fills
    roles: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    consents: tuple[SaidConsent, ...] = ()
    objections: tuple[str, ...] = ()  # channels, or *
    rejections: tuple[Fault, ...] = ()
    unfounded: Fault | None = None  # why it may not add anybody: a prospect from nowhere
    remarks: tuple[Fault, ...] = ()  # cells left out or mended: the row is kept
    unsubscribed_on: date | None = None  # the address refuses messages: adds nobody
    dead_on: date | None = None  # the address is dead: adds nobody
    version: str = ""  # of the contact, in a sheet that comes back
    stamp: str = ""  # of the row, in a sheet that comes back
    cleared: frozenset[str] = frozenset()  # fields whose cell is empty, in such a sheet
    companions: tuple["Incoming", ...] = ()  # others that the row names: who paid

    @property
    def rejected(self) -> bool:
        return bool(self.rejections)

    @property
    def adds_nobody(self) -> bool:
        return bool(self.unsubscribed_on or self.dead_on)


def no_town(_city_key: str) -> frozenset[str]:
    return frozenset()


@dataclass(slots=True)
class _Reading:
    """The fields of one row, as they are read."""

    columns: Columns
    today: date
    texts: dict[str, str]
    towns: Callable[[str], frozenset[str]] = no_town
    values: dict[str, Any] = field(default_factory=dict)
    rejections: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    def take(self, name: str, read: Callable[[str], Any], *, rejects: bool = False) -> Any:
        """Read one field; its fault rejects the row, or only leaves the cell out."""
        text = self.texts.get(name)
        if not text:
            return None
        try:
            value = read(text)
        except CellError as fault:
            said = Fault(self.heading(name), fault.found, fault.remedy)
            (self.rejections if rejects else self.remarks).append(said)
            return None
        self.values[name] = value
        return value

    def heading(self, name: str) -> str:
        index = self.columns.of.get(name)
        return FIELDS.get(name, name) if index is None else self.columns.header[index]

    def remark(self, name: str, found: str) -> None:
        self.remarks.append(Fault(self.heading(name), found))


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one file.

    Args:
        columns: those of the file.
        today: the day of the reading.
        defaults: what a row says when it says nothing.
        towns: the postcodes that other rows give to a town.
    """

    columns: Columns
    today: date
    defaults: Mapping[str, str] = field(default_factory=dict)
    towns: Callable[[str], frozenset[str]] = no_town

    def read(self, line: int, row: Sequence[str], *, too_long: bool = False) -> Incoming:
        """Return the typed row, with what is wrong in it."""
        if self.columns.source is None:
            texts = {name: _bare(row[i]) for name, i in self._of if row[i]}
            found = self._read(line, texts, self._wrong(row, too_long))
            if self.columns.editable and texts.get("reference"):
                cleared = frozenset(name for name, i in self.columns.of.items() if not row[i])
                version, stamp = texts.get("version", ""), texts.get("stamp", "")
                return replace(found, version=version, stamp=stamp, cleared=cleared)
            return found
        cells: dict[str, str] = {}
        for key, cell in zip(self._keys, row, strict=True):
            if cell:
                cells.setdefault(key, _bare(cell))
        own, *others = self.columns.source.texts(cells)
        own |= {name: _bare(row[i]) for name, i in self.columns.facts.items() if row[i]}
        first = self._read(line, own, self._wrong(row, too_long))
        companions = tuple(self._read(line, texts, []) for texts in others)
        return replace(first, companions=companions) if companions else first

    @cached_property
    def _of(self) -> list[tuple[str, int]]:
        return list(self.columns.of.items())

    @cached_property
    def _keys(self) -> list[str]:
        return [word_key(heading) for heading in self.columns.header]

    def _wrong(self, row: Sequence[str], too_long: bool) -> list[Fault]:
        if too_long:
            found = "cette ligne a plus de cellules que d’en-têtes"
            return [Fault("", found, "Corrigez-la.")]
        if max(map(len, row), default=0) <= LONGEST:
            return []
        index = next(i for i, cell in enumerate(row) if len(cell) > LONGEST)
        found = f"cette cellule a plus de {LONGEST} caractères"
        return [Fault(self.columns.header[index] or "", found, "Raccourcissez-la.")]

    def _read(self, line: int, texts: dict[str, str], wrong: list[Fault]) -> Incoming:
        reading = _Reading(self.columns, self.today, {**self.defaults, **texts}, self.towns)
        reading.rejections.extend(wrong)
        if refused := texts.get("refused"):
            reading.rejections.append(Fault("", refused, "Ce n’est pas une erreur : laissez-la."))
        _identity(reading)
        _addresses(reading)
        _dates(reading)
        roles, tags = _roles(reading), reading.take("tags", cells.tags) or ()
        return self._typed(line, reading, roles=roles, tags=tags)

    def _typed(
        self, line: int, reading: _Reading, *, roles: tuple[Role, ...], tags: tuple[str, ...]
    ) -> Incoming:
        values = {k: v for k, v in reading.values.items() if k in _OF_DRAFT}
        draft = Draft(**values)
        consents, objections = _consents(reading), reading.take("objection", cells.objection) or ()
        if not draft.named and not (self._nameless and draft.email):
            reading.rejections.append(NOBODY)
        proven = any(said.proven for said in consents)
        return Incoming(
            line=line,
            reference=reading.texts.get("reference", ""),
            draft=draft,
            given=frozenset(values),
            roles=roles,
            tags=tags,
            facts=tuple(
                (name.removeprefix(EXTRA), text)
                for name, text in reading.texts.items()
                if name.startswith(EXTRA)
            ),
            consents=consents,
            objections=objections,
            rejections=tuple(reading.rejections),
            unfounded=None if proven or _founded(draft, roles) else FROM_NOWHERE,
            remarks=tuple(reading.remarks),
            unsubscribed_on=_stopped(reading, "unsubscribed"),
            dead_on=_stopped(reading, "dead_email"),
        )

    @property
    def _nameless(self) -> bool:
        return self.columns.source is not None and self.columns.source.nameless


def _bare(cell: str) -> str:
    return cell[1:] if cell[0] == "'" and cell.startswith(_FORMULA) else cell


def _stopped(reading: _Reading, name: str) -> date | None:
    """Since when an address refuses messages or is dead; a day that cannot be read is today."""
    text = reading.texts.get(name)
    if not text:
        return None
    try:
        return min(cells.day(text), reading.today)
    except CellError:
        return reading.today


def _identity(reading: _Reading) -> None:
    texts = reading.texts
    if (whole := texts.get("full_name")) and not texts.get("last_name"):
        last_first = word_key(reading.heading("full_name")).startswith("nom")
        texts["first_name"], texts["last_name"] = split_name(whole, last_first=last_first)
    reading.take("civility", cells.civility)
    for name in ("first_name", "last_name"):
        if text := texts.get(name):
            reading.values[name] = cells.name(text)
    if organisation := texts.get("organisation"):
        reading.values["organisation"] = organisation
        reading.values["kind"] = ContactKind.ORGANISATION
    elif employer := texts.get("employer"):
        reading.values["organisation"] = employer
    reading.take("language", cells.language)
    if source := texts.get("source"):
        reading.values["source"] = source


def _addresses(reading: _Reading) -> None:
    texts = reading.texts
    reading.take("email", cells.email, rejects=True)
    _numbers(reading)
    for name in ("street", "address_2"):
        if text := texts.get(name):
            reading.values[name] = text
    if city := texts.get("city"):
        reading.values["city"] = cells.city(city)
    if (reading.take("country", cells.country) or "FR") != "FR":
        reading.take("postcode", str.upper)
        return
    if code := reading.take("postcode", cells.postcode):
        _postcode(reading, *code)


def _postcode(reading: _Reading, code: str, mended: bool) -> None:
    """Keep a postcode; one of four digits is doubted by what other rows say of its town.

    A spreadsheet drops the zero that begins 01000; 3560 at Redon is 35600 that lost its last.
    """
    reading.values["postcode"] = code
    if not mended:
        return
    others = reading.towns(city_key(reading.values.get("city", "")))
    short = code.removeprefix("0")
    longer = [one for one in others if any(one[:n] + one[n + 1 :] == short for n in range(5))]
    if code in others or not others:
        reading.remark("postcode", "le zéro du début manquait, il a été remis : vérifiez")
    elif len(longer) == 1:
        reading.values["postcode"] = longer[0]
        said = "il manquait un chiffre, remis d’après les autres lignes de cette ville : vérifiez"
        reading.remark("postcode", said)
    else:
        del reading.values["postcode"]
        reading.remark("postcode", "il manque un chiffre, et on ne sait lequel : laissé vide")


def _numbers(reading: _Reading) -> None:
    """Read both numbers, and put each where it belongs when the other place is empty."""
    phone, mobile = (reading.take(name, cells.phone) for name in ("phone", "mobile"))
    if phone and not mobile and phone.startswith(MOBILE):
        reading.values["mobile"] = reading.values.pop("phone")
    elif mobile and not phone and is_landline(mobile):
        reading.values["phone"] = reading.values.pop("mobile")


def _dates(reading: _Reading) -> None:
    reading.take("birth_date", lambda text: cells.birth_date(text, reading.today))
    reading.take("source_on", cells.day)
    if text := reading.texts.get("deceased_on"):
        _death(reading, text)


def _death(reading: _Reading, text: str) -> None:
    """A death that is said is a death, even when its date cannot be read."""
    try:
        reading.values["deceased_on"] = min(cells.day(text), reading.today)
    except CellError:
        try:
            dead = cells.agreed(text)
        except CellError:
            dead = True
        if dead:
            reading.values["deceased_on"] = reading.today
            reading.remark("deceased_on", "la date ne se lit pas ; le décès est noté à ce jour")


def _roles(reading: _Reading) -> tuple[Role, ...]:
    known: tuple[Role, ...]
    known, other = reading.take("role", cells.roles) or ((), 0)
    if other:
        reading.remark("role", "un rôle n’est pas connu, il est laissé de côté")
    return known


def _consents(reading: _Reading) -> tuple[SaidConsent, ...]:
    on = reading.take("consent_on", cells.day)
    if on is not None and on > reading.today:
        reading.remark("consent_on", "cette date est à venir : l’accord est sans preuve")
        on = None
    said = []
    for name, channel in CONSENT_CHANNELS.items():
        agreed = reading.take(name, cells.agreed)
        if agreed is not None:
            parts = {part: reading.texts.get(f"consent_{part}", "") for part in PROOF}
            said.append(SaidConsent(channel=channel, agreed=agreed, on=on, **parts))
    return tuple(said)


def _founded(draft: Draft, roles: Sequence[Role]) -> bool:
    """Whether we may keep somebody: a prospect needs a dated origin (LAW, CTC002 and RET001)."""
    return roles != (Role.PROSPECT,) or bool(draft.source and draft.source_on)
