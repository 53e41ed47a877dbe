"""Procedures: what each asks, what was done of it, and the act that it stops until all is."""

from dataclasses import dataclass
from pathlib import Path

from comptoir.context import Context
from comptoir.errors import Fault, InputError, Place, RefusedError
from comptoir.errors.french import unknown
from comptoir.procedures import ACTS, Procedure, Ticked, may_tick, missing, twice
from comptoir.readers.toml import read_model
from comptoir.store import Transaction, begin, procedures, reading

FOLDER = "legal/procedures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A procedure, and what was done of it for one subject."""

    name: str
    procedure: Procedure
    done: tuple[Ticked, ...] = ()

    @property
    def left(self) -> int:
        return len(missing(self.procedure, self.done))


def read(root: Path) -> dict[str, Procedure]:
    """Read the procedures of a project, by name.

    Raises:
        InputError: one does not read, or a step is written twice.
    """
    found = {}
    for path in sorted((root / FOLDER).glob("*.toml")):
        shown = f"{FOLDER}/{path.name}"
        one = read_model(path, Procedure, shown=shown)
        faults = [
            Fault(f"l’étape « {id_} » est écrite deux fois.", "Donnez-lui un autre id.",
                  Place(shown))
            for id_ in twice(one)
        ]  # fmt: skip
        if faults:
            raise InputError(faults=faults)
        found[path.stem] = one
    return found


def listing(ctx: Context) -> list[Followed]:
    return [Followed(name=name, procedure=one) for name, one in read(ctx.root).items()]


def show(ctx: Context, name: str, subject: str) -> Followed:
    """Return a procedure, and what was done of it for a subject."""
    one = _named(ctx, name)
    with reading(ctx) as db:
        done = procedures.done(db, name, subject.strip().upper())
    return Followed(name=name, procedure=one, done=tuple(done))


def _named(ctx: Context, name: str) -> Procedure:
    every = read(ctx.root)
    if name not in every:
        raise unknown("procédure", name, every, remedy=f"Elles sont dans {FOLDER}/, en TOML.")
    return every[name]


def tick(ctx: Context, name: str, subject: str, step: str) -> Followed:
    """Say that a step is done for a subject.

    Raises:
        InputError: there is no such procedure or step.
        RefusedError: the step is done already, or another person has to do it.
    """
    ctx.act_on()
    one, about = _named(ctx, name), subject.strip().upper()
    wanted = one.named(step)
    if wanted is None:
        raise unknown("étape", step, [each.id for each in one.step],
                      remedy=f"Voyez-les : comptoir procédure montrer {name}")  # fmt: skip
    with begin(ctx, act="procedure.tick") as tx:
        done = procedures.done(tx.db, name, about)
        if step in {each.step for each in done}:
            raise RefusedError(f"L’étape « {wanted.label} » est déjà faite pour {about}.")
        if not may_tick(one, wanted, done, ctx.actor.login):
            raise RefusedError(
                f"L’étape « {wanted.label} » se fait par une autre personne.",
                remedy="Demandez à quelqu’un qui n’a fait aucune des étapes d’avant, sous son nom.",
            )
        procedures.tick(tx, name, about, step)
        after = procedures.done(tx.db, name, about)
    return Followed(name=name, procedure=one, done=tuple(after))


def require(tx: Transaction, act: str, subject: str) -> None:
    """Let an act be done once its procedures are; what was ticked is used by it.

    Raises:
        RefusedError: a step is missing; says which.
    """
    for name, one in read(tx.ctx.root).items():
        if one.before != act:
            continue
        left = missing(one, procedures.done(tx.db, name, subject))
        if left:
            more = f" (et {len(left) - 1} autres)" if len(left) > 1 else ""
            raise RefusedError(
                f"Procédure « {one.title} » : avant de {ACTS[act]}, il manque l’étape "
                f"« {left[0].label} »{more}.",
                remedy=f"Une fois faite : comptoir procédure valider {name} {subject} {left[0].id}",
            )
        procedures.use(tx, name, subject)
