"""Who a meeting elects, and their declaration to the préfecture."""

from datetime import date

from comptoir.context import Context
from comptoir.desk.assemblies.sitting import voting_on
from comptoir.errors import InputError, RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import Votes
from comptoir.store import assemblies, begin, contacts
from comptoir.text import fold


def elect(
    ctx: Context, number: str, position: int, who: str, *, role: str, votes: int,
    until: date | None,
) -> None:  # fmt: skip
    """Record that somebody is elected to a role.

    Raises:
        RefusedError: no quorum, more votes than voices, or somebody who is no member.
    """
    ctx.act_on()
    with begin(ctx, act="assembly.elect") as tx:
        one, _ = voting_on(tx.db, number, position)
        person = contacts.by_reference(tx.db, who)
        voices = meeting.attendance(assemblies.seats(tx.db, one)).voices
        Votes(for_=votes).check(voices)
        if votes < 1:
            raise RefusedError("personne n’est élu sans une voix.")
        if not role.strip():
            raise InputError("à quelle fonction ?", remedy="Dites --fonction trésorerie.")
        if until and until <= one.on:
            raise InputError("un mandat finit après l’assemblée.", remedy="Corrigez --jusqu-au.")
        here = assemblies.officers(tx.db, one)
        if any(each.contact_id == person.id and fold(each.role) == fold(role) for each in here):
            raise RefusedError(f"{person.reference} est déjà élu à cette fonction.")
        values = {"position": position, "role": role.strip(), "since": one.on, "until": until,
                  "votes": votes}  # fmt: skip
        assemblies.add_officer(tx, one, person.id, values)


def declare(ctx: Context, number: str, *, on: date | None, receipt: str) -> int:
    """Say that the officers elected were declared to the préfecture; return how many.

    Raises:
        RefusedError: nobody is left to declare.
    """
    today = ctx.act_on()
    day = on or today
    with begin(ctx, act="assembly.declare") as tx:
        one = assemblies.numbered(tx.db, number)
        if not one.on <= day <= today:
            raise InputError(
                "une déclaration se fait après l’assemblée, et pas demain.", remedy="Corrigez --le."
            )
        done = assemblies.declare(tx, one, on=day, receipt=receipt)
        if not done:
            raise RefusedError("aucun changement n’est à déclarer pour cette assemblée.")
        return done
