"""`comptoir contract`: the register, the paper to sign, and what the kind decides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.contracts import Contract, Rules, State, rules
from comptoir.dates import french_date
from comptoir.desk.filing import FOLDER
from comptoir.desk.parties import facts_of, party_of
from comptoir.desk.project import Project, load
from comptoir.errors import RefusedError
from comptoir.errors.french import os_error
from comptoir.money import french_amount
from comptoir.party import Party
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.store import begin, contacts, contracts, reading
from comptoir.store.contracts import Kept
from comptoir.store.sequences import next_number

SERIES = "CT"
# Model of C. conso, annexe à l’article R221-1.
WITHDRAWAL_FORM = (
    "(Veuillez compléter et renvoyer le présent formulaire uniquement si vous souhaitez vous "
    "rétracter du contrat.)",
    "Je vous notifie par la présente ma rétractation du contrat ci-dessus, portant sur la vente du "
    "bien ou pour la prestation de services ci-dessous :",
    "Commandé le / reçu le : ____________________",
    "Nom et adresse du consommateur : ________________________________________",
    "Date et signature : ____________________",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A contract, what its kind decides, and the day by which to give notice."""

    kept: Kept
    rules: Rules
    notice_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the register."""

    kept: Kept
    notice_by: date | None


def new(ctx: Context, asked: Contract) -> Shown:
    """Add a contract to the register, with the paper to sign.

    Args:
        ctx: who acts.
        asked: the contract, without its number.
    """
    ctx.act_on()
    project = load(ctx)
    with begin(ctx, act="contract.new") as tx:
        contact = contacts.by_reference(tx.db, asked.party)
        number = next_number(tx.db, series=SERIES, year=asked.starts.year)
        made = replace(asked, number=number, party=contact.reference)
        party = party_of(contact, facts_of(tx.db, contact.id))
        decided = rules(made, party.kind)
        path = _place(made, ".pdf", "a-signer")
        contracts.add(tx, made, contact_id=contact.id, path=path)
        write_private(ctx.var / FOLDER / path, _paper(ctx, project, made, party, decided))
        kept = contracts.numbered(tx.db, number)
    return Shown(kept=kept, rules=decided, notice_by=made.notice_by(ctx.today))


def show(ctx: Context, number: str) -> Shown:
    with reading(ctx) as db:
        kept = contracts.numbered(db, number)
        contact = contacts.by_reference(db, kept.contract.party)
        party = party_of(contact, facts_of(db, contact.id))
    decided = rules(kept.contract, party.kind)
    return Shown(kept=kept, rules=decided, notice_by=kept.contract.notice_by(ctx.today))


def listing(ctx: Context, *, running: bool = False) -> list[Listed]:
    """Return the register; those that have ended are left out when only running ones are asked."""
    with reading(ctx) as db:
        found = contracts.contracts(db)
    return [
        Listed(kept=kept, notice_by=_notice(ctx, kept))
        for kept in found
        if not running or _runs(kept.contract, ctx.today)
    ]


def sign(ctx: Context, number: str, *, on: date | None = None, file: Path | None = None) -> Kept:
    """Note that a contract is signed, and keep the signed file as it was received."""
    today = ctx.act_on()
    day = on or today
    content = _read(file)
    with begin(ctx, act="contract.sign") as tx:
        kept = contracts.numbered(tx.db, number)
        if kept.contract.state is not State.DRAFT:
            raise RefusedError(
                f"{kept.contract.number} est {kept.contract.state.french}.",
                remedy="On ne signe que ce qui est à signer.",
            )
        if day > today:
            raise RefusedError("Une signature ne se date pas de demain.", remedy="Vérifiez.")
        path = _place(kept.contract, file.suffix.lower(), "signe") if file else ""
        contracts.sign(tx, kept, on=day, path=path)
        if path:
            write_private(ctx.var / FOLDER / path, content)
        return contracts.numbered(tx.db, number)


def end(ctx: Context, number: str, *, on: date | None = None) -> Kept:
    """Note that a contract ends on a day, by notice or by agreement."""
    today = ctx.act_on()
    with begin(ctx, act="contract.end") as tx:
        kept = contracts.numbered(tx.db, number)
        if kept.contract.state is State.ENDED:
            raise RefusedError(
                f"{kept.contract.number} est déjà terminé.", remedy="Il n’y a rien à faire."
            )
        day = on or today
        if day < kept.contract.starts:
            raise RefusedError(
                "Un contrat ne finit pas avant de commencer.", remedy="Vérifiez la date."
            )
        contracts.end(tx, kept, on=day)
        return contracts.numbered(tx.db, number)


def _read(file: Path | None) -> bytes:
    try:
        return file.read_bytes() if file else b""
    except OSError as error:
        raise os_error(error) from error


def _runs(made: Contract, day: date) -> bool:
    return made.state is not State.ENDED and (made.renews or made.ends is None or made.ends >= day)


def _notice(ctx: Context, kept: Kept) -> date | None:
    return kept.contract.notice_by(ctx.today) if _runs(kept.contract, ctx.today) else None


def _place(made: Contract, suffix: str, what: str) -> str:
    """Return where a paper of a contract is kept, without any name (LAW, ARC006)."""
    kind = "convention" if made.kind.is_agreement else "contrat"
    name = f"{made.starts}_{kind}-{what}_{made.number}_{made.party}{suffix}"
    return f"contrats/{made.starts.year}/{name}"


def _paper(ctx: Context, project: Project, made: Contract, party: Party, decided: Rules) -> bytes:
    """Draw the paper to sign: a frame that the parties complete, not legal advice."""
    organisation = project.organisation
    record = Record(
        title=made.kind.heading,
        subtitle=f"{made.number} : {made.subject}",
        intro=(),
        sections=tuple(_sections(organisation.name, made, party, decided)),
    )
    head = letterhead(organisation, project.site, specimen=ctx.demonstration)
    folders = resources.theme_folders(ctx.root)
    return print_record(record, head, folders=folders, timestamp=ctx.now())


def _sections(ours: str, made: Contract, party: Party, decided: Rules) -> Iterator[Section]:
    address = ", ".join(party.address.lines)
    yield Section(
        title="1. Les parties",
        facts=(
            ("D’une part", ours),
            ("D’autre part", f"{party.name}{', ' + address if address else ''}"),
        ),
    )
    yield Section(title="2. L’objet", text=(f"{made.subject}.",))
    yield Section(title="3. La durée", text=tuple(_length(made)))
    price = french_amount(made.amount) if made.amount is not None else "à convenir"
    yield Section(title="4. Le prix et la TVA", facts=(("Montant", price), ("TVA", decided.vat)))
    if decided.mentions:
        yield Section(
            title="5. Ce que veut la loi",
            text=tuple(f"{sentence} ({source})" for sentence, source in decided.mentions),
        )
    if decided.withdrawal_days:
        yield Section(title="Formulaire de rétractation", text=WITHDRAWAL_FORM)
    yield Section(
        title="Signatures",
        text=("Fait en deux exemplaires, le ____________________ à ____________________",),
        header=(ours, party.name),
        rows=((" \n\n\n", " \n\n\n"),),
    )


def _length(made: Contract) -> Iterator[str]:
    since = f"Du {french_date(made.starts)}"
    if made.ends is None:
        yield f"À compter du {french_date(made.starts)}, sans terme."
        return
    yield f"{since} au {french_date(made.ends)}."
    if made.renews:
        yield "Il se renouvelle par tacite reconduction, pour la même durée."
    if made.notice_days:
        yield f"Chacun peut y mettre fin avec un préavis de {made.notice_days} jours."
