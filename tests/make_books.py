"""A small shop to test on: a catalogue, a few contacts, and the gestures of the desk."""

from datetime import date
from decimal import Decimal

from sqlalchemy import insert

from comptoir.context import Context
from comptoir.desk import invoices, ledgers, offers, quotes
from comptoir.store import begin
from comptoir.store.tables.contacts import contact, contact_fact

CATALOGUE = """\
[[item]]
sku = "KIT-VELO"
name = "Kit de réparation vélo"
price = "39.00"
vat = "20.0"
nature = "goods"

[[item]]
sku = "GUIDE"
name = "Guide « Réparer au bord de l’eau »"
price = "16.00"
vat = "5.5"
nature = "goods"
account = "701"

[[item]]
sku = "STAGE-BOIS"
name = "Stage de menuiserie"
price = "90.00"
vat = "20.0"
nature = "services"
"""
JO, ATELIER, SANS_ADRESSE = "C-000001", "C-000002", "C-000003"


def shop(ctx: Context) -> Context:
    """Put a catalogue and three contacts in a test project."""
    (ctx.root / "legal" / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    people = [
        {"reference": JO, "kind": "person", "first_name": "Jo", "last_name": "Le Bihan"},
        {"reference": ATELIER, "kind": "organisation", "organisation": "Atelier Fictif SARL"},
        {"reference": SANS_ADRESSE, "kind": "person", "first_name": "Ann", "last_name": "Tanguy"},
    ]
    with begin(ctx, act="test.people") as tx:
        for number, person in enumerate(people, 1):
            place = {"street": "12 rue du Port", "postcode": "35600", "city": "Redon"}
            if person["reference"] == SANS_ADRESSE:
                place = {}
            moment = {"created_at": tx.now, "updated_at": tx.now, "source_on": date(2026, 10, 3)}
            tx.db.execute(insert(contact).values(id=number, **person, **place, **moment))
        tx.db.execute(insert(contact_fact).values(contact_id=2, name="siren", value="999140353"))
    return ctx


def sell(ctx: Context, *lines: str, to: str = JO, **options: list[str]) -> str:
    """Quote, accept and invoice in one go; return the number of the invoice."""
    made = quotes.new(
        ctx,
        offers.Request(
            to=to,
            lines=[offers.wanted(line) for line in lines or ("KIT-VELO",)],
            allowances=[offers.reduction(text) for text in options.get("allowances", [])],
            charges=[offers.charge(text) for text in options.get("charges", [])],
        ),
    )
    return invoices.issue(ctx, made.number).number


def euros(text: str) -> Decimal:
    return Decimal(text)


def bank_at(ctx: Context, iban: str = "", creditor_id: str = "") -> None:
    """Give the organisation another account, or none."""
    path = ctx.root / "legal/organisation.toml"
    kept = [
        line
        for line in path.read_text("utf-8").splitlines(keepends=True)
        if not line.startswith(("iban", "bic", "creditor_id"))
    ]
    said = f'[bank]\niban = "{iban}"\ncreditor_id = "{creditor_id}"\n'
    path.write_text("".join(kept).replace("[bank]\n", said), "utf-8")


def balance(ctx: Context, account: str) -> Decimal:
    """Return what an account of the current books comes to."""
    return sum(
        (line.amount for booked in ledgers.entries(ctx).entries for line in booked.entry.postings
         if line.account == account),
        Decimal(0),
    )  # fmt: skip
