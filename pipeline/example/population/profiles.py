"""What the spreadsheet says besides identity: roles, tags, origin, agreement, objection, death."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from example.population.calendar import is_open
from example.population.model import ORIGIN, TODAY, Consent, Contact, Gift, Membership, SaleLine
from example.population.people import OFFICE

WORKSHOPS = ("menuiserie", "couture", "vélo", "électronique")
TAGS = ("atelier du mercredi", "lettre papier", "presse locale", "accueil du samedi", "covoiturage")
FORUMS = {2021: date(2021, 9, 4), 2022: date(2022, 9, 3), 2023: date(2023, 9, 2),
          2024: date(2024, 9, 7), 2025: date(2025, 9, 6), 2026: date(2026, 9, 5)}  # fmt: skip
TEXT_CHANGED_ON = date(2023, 1, 9)
OLD_TEXT = "J'accepte de recevoir la lettre d'infos."
NEW_TEXT = (
    "J'accepte de recevoir par courriel la lettre d'infos des Ateliers du Halage. "
    "Je peux me désinscrire à tout moment."
)
METHODS = ("bulletin d'adhésion papier", "formulaire du site", "liste signée au forum",
           "fiche du repair café")  # fmt: skip
OBJECTIONS = {"oui": 15, "mél": 14, "courrier": 10, "téléphone": 8}
VOLUNTEERS, BOARD, DECEASED = 64, 7, 23  # with the president and the treasurer, nine sit


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What a contact did, by date."""

    dues: tuple[Membership, ...] = ()
    gifts: tuple[Gift, ...] = ()
    sales: tuple[SaleLine, ...] = ()

    @property
    def days(self) -> list[date]:
        acts: tuple[Membership | Gift | SaleLine, ...] = (*self.dues, *self.gifts, *self.sales)
        return sorted(act.on for act in acts)


def acts_of(
    dues: Iterable[Membership], gifts: Iterable[Gift], sales: Iterable[SaleLine]
) -> dict[int, Acts]:
    """Gather by contact what was done; a contact without acts has empty ones."""
    found: defaultdict[int, Acts] = defaultdict(Acts)
    for due in dues:
        found[due.key] = replace(found[due.key], dues=(*found[due.key].dues, due))
    for gift in gifts:
        found[gift.key] = replace(found[gift.key], gifts=(*found[gift.key].gifts, gift))
    for line in sales:
        found[line.key] = replace(found[line.key], sales=(*found[line.key].sales, line))
    return found


def profiled(contacts: Sequence[Contact], acts: dict[int, Acts], rng: Random) -> list[Contact]:
    """Complete every contact from what it did."""
    found = [_with_source(_with_roles(c, acts[c.key], rng), acts[c.key], rng) for c in contacts]
    found = [_with_consent(c, rng) for c in found]
    for step in (_volunteers, _objectors, _deceased):
        for contact in step(found, acts, rng):
            found[contact.key] = contact
    return found


def _with_roles(contact: Contact, acts: Acts, rng: Random) -> Contact:
    roles = [
        role
        for role, done in (
            ("adhérent", acts.dues),
            ("donateur", acts.gifts),
            ("client", acts.sales),
        )
        if done
    ]
    if contact.organisation and not contact.roles and "client" not in roles:
        roles.append("partenaire")
    if not roles:
        roles = [rng.choices(("prospect", "usager"), (52, 48))[0]]
    tags = list(contact.tags)
    if not contact.organisation and rng.random() < 0.38:
        tags.append(rng.choice(WORKSHOPS))
    if not contact.organisation and rng.random() < 0.06:
        tags.append(rng.choice(TAGS))
    return replace(contact, roles=tuple(roles), tags=tuple(tags))


def _with_source(contact: Contact, acts: Acts, rng: Random) -> Contact:
    role, first = contact.roles[0], acts.days[0] if acts.days else TODAY
    if role == "adhérent":
        if acts.dues[0].season == "2024-2025" and not contact.minor and rng.random() < 0.66:
            first -= timedelta(days=rng.randrange(300, 3500))
        on_forum = first in FORUMS.values()
        source = f"forum des associations {first.year}" if on_forum else "bulletin d'adhésion"
        if rng.random() < 0.07 and not contact.tags:
            return replace(contact, source="", source_on=None)
    elif role == "donateur":
        source = "don"
    elif role == "client":
        source = "vente"
    elif contact.organisation:
        source, first = "partenariat", _some_day(rng, date(2015, 1, 5))
    elif role == "usager":
        source, first = "repair café", _repair_cafe(rng)
    else:
        source, first = _prospect_source(rng)
    return replace(contact, source=ORIGIN + source, source_on=first)


def _some_day(rng: Random, start: date, end: date = TODAY) -> date:
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def _repair_cafe(rng: Random) -> date:
    """One of the last five years, on the first Saturday that is open; none in flooded February."""
    while True:
        day = _some_day(rng, date(2021, 9, 1), TODAY).replace(day=1)
        day += timedelta(days=(5 - day.weekday()) % 7)
        while day.month != 8 and not is_open(day):
            day += timedelta(days=7)
        if day.month != 8 and (day.year, day.month) != (2025, 2) and day <= TODAY:
            return day


def _prospect_source(rng: Random) -> tuple[str, date]:
    if rng.random() < 0.45:
        year = rng.choices(tuple(FORUMS), (3, 4, 8, 12, 16, 20))[0]
        return f"forum des associations {year}", FORUMS[year]
    if rng.random() < 0.2:
        return "reprise du tableur 2019", _some_day(rng, date(2019, 1, 7), date(2019, 12, 20))
    return "formulaire du site", _some_day(rng, date(2022, 6, 1))


def _with_consent(contact: Contact, rng: Random) -> Contact:
    """Agreement with proof, without proof, refused, or never asked."""
    if not contact.email or contact.minor:
        return contact
    answer = rng.choices(("proved", "bare", "non", ""), (42, 16, 8, 34))[0]
    if answer in ("", "non"):
        return replace(contact, consent=Consent(answer=answer))
    if answer == "bare":
        return replace(contact, consent=Consent(answer="oui"))
    earliest = contact.source_on or date(2024, 9, 7)
    on = min(earliest + timedelta(days=rng.choice((0, 0, 0, 0, 14, 60, 200))), TODAY)
    method = rng.choice(METHODS)
    if "forum" in contact.source:
        method, on = METHODS[2], earliest
    text = OLD_TEXT if on < TEXT_CHANGED_ON else NEW_TEXT
    return replace(contact, consent=Consent(answer="oui", on=on, text=text, method=method))


def _renewed(acts: Acts) -> bool:
    return any(due.season == "2026-2027" for due in acts.dues)


def _volunteers(contacts: list[Contact], acts: dict[int, Acts], rng: Random) -> list[Contact]:
    grown = [
        c for c in contacts[len(OFFICE) :]
        if not c.minor and not c.organisation and _renewed(acts[c.key])
    ]  # fmt: skip
    chosen = rng.sample(grown, VOLUNTEERS)
    return [
        replace(
            c,
            roles=(*c.roles, "bénévole"),
            tags=(*c.tags, "conseil d'administration") if n < BOARD else c.tags,
        )
        for n, c in enumerate(chosen)
    ] + [replace(c, roles=(*c.roles, "bénévole")) for c in contacts[:2]]


def _objectors(contacts: list[Contact], acts: dict[int, Acts], rng: Random) -> list[Contact]:
    grown = [c for c in contacts[len(OFFICE) :] if not c.minor and not c.organisation]
    words = [word for word, count in OBJECTIONS.items() for _ in range(count)]
    chosen = rng.sample(grown, len(words))
    return [replace(c, objection=word) for c, word in zip(chosen, words, strict=True)]


def _deceased(contacts: list[Contact], acts: dict[int, Acts], rng: Random) -> list[Contact]:
    """Elderly people whose last act is some time ago."""
    limit = date(2026, 6, 1)
    old = [
        c for c in contacts
        if c.born and c.born.year < 1958 and "bénévole" not in c.roles and not c.objection
        and (acts[c.key].days or [date(2024, 1, 2)])[-1] < limit
        and (c.consent.on or limit) <= limit and (c.source_on or limit) <= limit
    ]  # fmt: skip
    return [
        replace(
            c,
            deceased_on=_some_day(
                rng,
                max([*acts[c.key].days, c.source_on or date(2024, 9, 2), c.consent.on or date.min])
                + timedelta(days=20),
            ),
        )
        for c in rng.sample(old, DECEASED)
    ]
