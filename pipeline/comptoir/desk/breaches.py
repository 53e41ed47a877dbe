"""Breaches of personal data: the clock of 72 hours, what is to be done, and the register.

GDPR, art. 33 and 34. The register keeps everything that was said; nothing is taken back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from comptoir.context import Context
from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.rules.values.breach import Breach
from comptoir.store import begin, reading
from comptoir.store import breaches as register
from comptoir.store.breaches import BreachFile

DELAY = timedelta(hours=72)
RISKS = {"none": "aucun", "risk": "risque", "high": "risque élevé"}
INSTANTS = ("known_at", "authority_told_at", "persons_told_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to do, done or not."""

    what: str
    done: bool
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A breach, its clock and what is left to do."""

    number: str
    known_at: datetime
    notify_by: datetime
    said: Mapping[str, str]
    checklist: tuple[Item, ...]
    hours_left: int | None  # None: nothing to notify any more

    @property
    def done(self) -> bool:
        return all(item.done for item in self.checklist)


def note(ctx: Context, said: Mapping[str, str], *, number: str = "") -> Followed:
    """Note a breach, or say more of one.

    Args:
        ctx: who acts.
        said: texts by field; instants as 2026-11-20 09:00, in the organisation's time.
        number: of a breach already in the register.

    Raises:
        InputError: an instant cannot be read or is to come, or the risk is none of ours.
    """
    ctx.act_on()
    given = {name: text.strip() for name, text in said.items() if text and text.strip()}
    values = {name: _checked(ctx, name, text) for name, text in given.items()}
    if not number and not values.get("nature"):
        raise InputError(
            "dites ce qui s’est passé.",
            remedy='Ajoutez --nature "ordinateur volé dans la voiture", par exemple.',
        )
    if not number:
        values.setdefault("known_at", _iso(ctx.now()))
    with begin(ctx, act="privacy.breach") as tx:
        if number:
            known = register.numbered(tx.db, number)
            register.add(tx, known.number, values)
            found = register.numbered(tx.db, known.number)
        else:
            found = register.numbered(tx.db, register.open_(tx, values))
    return followed(found, ctx.now())


def listing(ctx: Context) -> list[Followed]:
    with reading(ctx) as db:
        return [followed(one, ctx.now()) for one in register.breaches(db)]


def _checked(ctx: Context, name: str, text: str) -> str:
    if name == "risk" and text not in RISKS:
        french = {french: english for english, french in RISKS.items()}
        if text not in french:
            raise InputError(
                "ce niveau de risque n’existe pas.", remedy=f"Écrivez {', '.join(RISKS)}."
            )
        return french[text]
    if name not in INSTANTS:
        return text
    day, _, clock = text.replace("T", " ").partition(" ")
    try:
        parse_date(day)
        moment = ctx.moment(datetime.fromisoformat(f"{parse_date(day)} {clock or '12:00'}"))
    except ValueError as error:
        raise InputError(
            "ce moment ne se lit pas.", remedy="Écrivez-le comme 2026-11-20 09:00.", value=text
        ) from error
    if moment > ctx.now():
        raise InputError("ce moment est à venir.", remedy="Notez-le quand ce sera fait.")
    return _iso(moment)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def followed(found: BreachFile, now: datetime) -> Followed:
    """Return a breach with its clock and its checklist."""
    known_at = datetime.fromisoformat(found.said["known_at"])
    risk = found.said.get("risk", "")
    told = "authority_told_at" in found.said
    left = (known_at + DELAY - now) / timedelta(hours=1)
    return Followed(
        number=found.number,
        known_at=known_at,
        notify_by=known_at + DELAY,
        said=found.said,
        checklist=tuple(_checklist(found.said, known_at)),
        hours_left=None if told or risk == "none" else int(left // 1),
    )


def _checklist(said: Mapping[str, str], known_at: datetime) -> Iterator[Item]:
    risk = said.get("risk", "")
    yield Item(what="dire ce qui s’est passé", done="nature" in said, how="--nature")
    yield Item(
        what="dire de qui et de quelles données il s’agit (combien, à peu près)",
        done="people" in said and "data" in said,
        how="--people, --data",
    )
    yield Item(
        what="dire ce qui peut en résulter pour les personnes",
        done="consequences" in said,
        how="--consequences",
    )
    yield Item(what="dire ce qui a été fait pour y mettre fin", done="measures" in said,
               how="--measures")  # fmt: skip
    yield Item(what="juger du risque pour les personnes", done=bool(risk),
               how="--risk none, risk ou high")  # fmt: skip
    if risk != "none":
        told = said.get("authority_told_at", "")
        yield Item(
            what="notifier à la CNIL (notifications.cnil.fr) dans les 72 heures",
            done=bool(told),
            how="--authority-told-at",
        )
        if told and datetime.fromisoformat(told) > known_at + DELAY:
            yield Item(what="dire pourquoi la notification est tardive",
                       done="late_reason" in said, how="--late-reason")  # fmt: skip
    if risk == "high":
        yield Item(
            what="prévenir les personnes, en mots simples",
            done="persons_told_at" in said,
            how="--persons-told-at",
        )


def breach_of(found: BreachFile) -> Breach:
    """Return a breach as the rules read it."""
    said = found.said

    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(said[name]) if name in said else None

    return Breach(
        id=f"violation {found.number}",
        known_at=datetime.fromisoformat(said["known_at"]),
        nature=said.get("nature", ""),
        consequences=said.get("consequences", ""),
        measures=said.get("measures", ""),
        risk=said.get("risk", "") in ("risk", "high"),
        high_risk=said.get("risk", "") == "high",
        authority_told_at=moment("authority_told_at"),
        late_reason=said.get("late_reason", ""),
        persons_told_at=moment("persons_told_at"),
    )
