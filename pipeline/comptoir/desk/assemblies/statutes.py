"""What the statutes say of a meeting, and who its members are on a day."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk.project import load, settings_file
from comptoir.errors import InputError, Place
from comptoir.members import meeting
from comptoir.members.meeting import Kind, Member
from comptoir.settings.assembly import Assemblies, MeetingRules
from comptoir.store import assemblies
from comptoir.store.assemblies import Assembly

FILE = "legal/assembly.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """The members on a day: who votes, and why the others do not."""

    on: date
    voters: tuple[Member, ...]
    barred: tuple[tuple[Member, str], ...]
    ageless: int  # voters whose age is not known, where the statutes ask for one

    @property
    def voices(self) -> int:
        return sum(one.voices for one in self.voters)

    @property
    def members(self) -> int:
        return len(self.voters) + len(self.barred)

    @property
    def reasons(self) -> dict[str, int]:
        return dict(Counter(why for _, why in self.barred).most_common())


def said(ctx: Context) -> Assemblies:
    """Return what the statutes say.

    Raises:
        InputError: nobody wrote it down.
    """
    if not (ctx.root / FILE).is_file():
        raise InputError(
            "ce fichier manque : il dit ce que vos statuts prévoient pour l’assemblée.",
            remedy="Écrivez-le d’après le guide (docs/guide/assemblee.md) : préavis, quorum, "
            "pouvoirs, majorité.",
            at=Place(FILE),
        )
    return settings_file(ctx.root, FILE, Assemblies)


def rules_of(told: Assemblies, kind: Kind) -> MeetingRules:
    """Return the rules of a kind of meeting.

    Raises:
        InputError: the statutes say nothing of extraordinary meetings.
    """
    if kind is Kind.ORDINARY:
        return told.ordinary
    if told.extraordinary is None:
        raise InputError(
            "rien n’est dit des assemblées extraordinaires.",
            remedy="Ajoutez [extraordinary], d’après vos statuts.",
            at=Place(FILE),
        )
    return told.extraordinary


def rules(ctx: Context, one: Assembly) -> MeetingRules:
    """Return the rules of a meeting: those it was opened under, or those of today."""
    return one.frozen or rules_of(said(ctx), one.kind)


def electorate(ctx: Context, db: Connection, told: MeetingRules, on: date) -> Electorate:
    """Return who votes on a day."""
    organisation = load(ctx).organisation
    season = organisation.season_on(on)
    if organisation.seasons and season is None:
        raise InputError(
            f"aucune saison d’adhésion ne couvre le {on:%d/%m/%Y}.",
            remedy="Ajoutez-la à [[seasons]].",
            at=Place("legal/organisation.toml"),
        )
    tags = assemblies.tags_of(db, {one.tag for one in told.voices if one.tag})
    voters, barred = [], []
    without = "" if organisation.plans else None
    for member in assemblies.members_on(db, on, season.name if season else without):
        if why := meeting.bar(member, told, on):
            barred.append((member, why))
        else:
            voices = meeting.voices_of(member, tags.get(member.id, ()), told)
            voters.append(replace(member, voices=voices))
    ageless = sum(1 for one in voters if one.is_person and one.born is None)
    return Electorate(on=on, voters=tuple(voters), barred=tuple(barred),
                      ageless=ageless if told.minimum_age else 0)  # fmt: skip
