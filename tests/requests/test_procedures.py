"""Procedures stop an act until each of their steps is done, by who may do it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from comptoir.context import Actor
from comptoir.desk import payments, procedures
from comptoir.desk.cashier import refunds
from comptoir.errors import InputError, RefusedError
from comptoir.payments import Method
from comptoir.procedures import Procedure
from comptoir.store import payments as store
from comptoir.store import reading

from make_books import JO, sell, shop

REFUND = """\
title = "Rendre de l’argent"
before = "refund"

[[step]]
id = "compte"
label = "Vérifier le compte"

[[step]]
id = "visa"
label = "Relire et signer"
other_person = true
"""


@pytest.fixture
def house(ctx):
    """A shop where a refund has its procedure."""
    shop(ctx)
    folder = ctx.root / "legal" / "procedures"
    folder.mkdir()
    (folder / "remboursement.toml").write_text(REFUND, "utf-8")
    return ctx


@pytest.fixture
def second(house):
    return replace(house, actor=Actor("maelle", "Présidence", "own"))


def asked(house, comptoir):
    invoice = sell(house, "KIT-VELO:1")
    project = ("--project", str(house.root), "--json")
    comptoir("payment", "record", "--from", JO, "--invoice", invoice, "--method", "virement",
             "--amount", "39.00", *project, code=0)  # fmt: skip
    credit = comptoir("credit", "new", invoice, "--reason", "retour", *project, code=0).json
    return refunds.ask(house, credit["number"], reason="retour", method=Method.TRANSFER).number


def test_row_27_a_missing_step_stops_the_act_with_its_name(house, second, comptoir):
    number = asked(house, comptoir)
    here = ("--project", str(house.root))
    with pytest.raises(RefusedError, match="Vérifier le compte"):
        refunds.approve(second, number)
    comptoir("procedure", "validate", "remboursement", number, "compte", *here, code=0)
    with pytest.raises(RefusedError, match="Relire et signer"):
        refunds.approve(second, number)
    alone = comptoir("procedure", "validate", "remboursement", number, "visa", *here, code=3)
    assert "une autre personne" in alone.err
    signed = comptoir("procédure", "valider", "remboursement", number, "visa", *here,
                      COMPTOIR_LOGIN="maelle", code=0)  # fmt: skip
    assert "Tout est fait." in signed.out
    done, _ = refunds.approve(second, number)
    with reading(house) as db:
        assert store.payment_numbered(db, done.payment).payment.amount < 0
    assert procedures.show(house, "remboursement", number).left == 2, "the next act starts anew"


def test_a_step_is_done_once_and_by_its_name(house):
    procedures.tick(house, "remboursement", "RB-2026-0001", "compte")
    with pytest.raises(RefusedError, match="déjà faite"):
        procedures.tick(house, "remboursement", "rb-2026-0001", "compte")
    with pytest.raises(InputError, match="compte"):
        procedures.tick(house, "remboursement", "RB-2026-0001", "comte")
    with pytest.raises(InputError, match="remboursement"):
        procedures.tick(house, "rembourssement", "RB-2026-0001", "compte")


@pytest.mark.parametrize(
    "text, said",
    [
        (REFUND.replace('"refund"', '"rembourser"'), "before"),
        (REFUND.replace('id = "visa"', 'id = "compte"'), "deux fois"),
        (REFUND.replace("other_person", "autre"), "autre"),
        ('title = "Vide"\nbefore = "refund"\nstep = []\n', "step"),
    ],
)
def test_a_procedure_that_does_not_read_says_where(house, comptoir, text, said):
    (house.root / "legal" / "procedures" / "remboursement.toml").write_text(text, "utf-8")
    done = comptoir("procedure", "list", "--project", str(house.root), code=2)
    assert "legal/procedures/remboursement.toml" in done.err and said in done.err


def test_without_procedures_nothing_is_asked(ctx, comptoir):
    shop(ctx)
    done = comptoir("procedure", "list", "--project", str(ctx.root), code=0)
    assert "Aucune procédure" in done.out


def test_a_receipt_waits_for_its_procedure(house):
    text = REFUND.replace('"refund"', '"gift-receipt"').replace("other_person = true\n", "")
    (house.root / "legal" / "procedures" / "recu.toml").write_text(text, "utf-8")

    def give():
        amount = Decimal(50)
        return payments.record(house, payer=JO, amount=amount, method=Method.TRANSFER, gift=amount)

    with pytest.raises(RefusedError, match="Vérifier le compte"):
        give()
    assert payments.payments_list(house) == [], "nothing half done"
    for step in ("compte", "visa"):
        procedures.tick(house, "recu", JO, step)
    assert len(give().receipts) == 1
    with pytest.raises(RefusedError, match="Vérifier le compte"):
        give()


def test_steps_are_typed_and_ordered():
    one = Procedure.model_validate(
        {"title": "Essai", "before": "refund", "step": [{"id": "a", "label": "A"}]}
    )
    assert one.named("a") is not None and one.named("b") is None
