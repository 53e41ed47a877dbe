"""One contact's file, as the reception reads it."""

from dataclasses import replace
from datetime import date

import pytest

from comptoir.desk import contact_files
from comptoir.desk.consents import Proof, grant
from comptoir.desk.documents import adding
from comptoir.desk.due import due

from make_books import JO, sell, shop
from make_requests import ASKED, answers, desk


@pytest.fixture
def jo(ctx, comptoir):
    """Jo, who agreed, asked, bought and signed."""
    desk(ctx)
    grant(ctx, JO, purpose="lettre-infos", channel="email",
          proof=Proof(text="Oui.", method="papier", evidence="classeur 7"),
          on=date(2026, 3, 1))  # fmt: skip
    comptoir("request", "new", "--contact", JO, "--channel", "phone", "--form", "accueil",
             *answers(ASKED), "--project", str(ctx.root), code=0)  # fmt: skip
    for kind in ("statuts", "social"):  # the second is read by few
        paper = ctx.root / f"{kind}.txt"
        paper.write_text(kind)
        told = adding.Adding(path=paper, kind=kind, dated=date(2026, 2, 1), contact=JO)
        adding.add(replace(ctx, actor=replace(ctx.actor, profile="own")), told)
    return sell(ctx)


def as_(ctx, profile):
    return replace(ctx, actor=replace(ctx.actor, profile=profile))


def test_row_03_a_file_shows_identity_roles_consents_requests_documents_and_balance(
    ctx, jo, comptoir
):
    shown = comptoir("contact", "show", JO, "--project", str(ctx.root), code=0).out
    assert f"{JO}  Jo Le Bihan" in shown
    for said in (
        "rôle        client",
        "lettre-infos  par courriel  accord",
        "DEM-2026-0001",
        jo,
        "GED-2026-0001",
        "solde       39,00 € à recevoir",
    ):
        assert said in shown, said
    assert "GED-2026-0002" not in shown


def test_who_sees_no_sale_is_shown_neither_papers_of_sales_nor_a_balance(ctx, jo):
    seen = contact_files.show(as_(ctx, "marketer"), JO)
    assert (seen.balance, [one.number for one in seen.documents]) == (None, ["GED-2026-0001"])
    own = contact_files.show(as_(ctx, "own"), JO)
    assert {"GED-2026-0001", "GED-2026-0002", jo} <= {one.number for one in own.documents}


@pytest.mark.parametrize(
    "command", [("invoice", "list"), ("ledger", "balance"), ("facture", "lister")]
)
def test_a_group_of_commands_is_closed_to_who_may_not_see_its_class(ctx, jo, comptoir, command):
    settings = ctx.root / "comptoir.toml"
    text = settings.read_text("utf-8").replace('profile = "assistant"', 'profile = "marketer"')
    settings.write_text(text, "utf-8")
    refused = comptoir(*command, "--project", str(ctx.root), code=3).err
    assert "« marketer »" in refused and "voir" in refused


def test_beyond_ten_papers_the_others_are_counted(ctx, comptoir):
    shop(ctx)
    numbers = [sell(ctx) for _ in range(6)]
    shown = comptoir("contact", "show", JO, "--project", str(ctx.root)).out
    assert numbers[-1] in shown and numbers[0] not in shown
    assert f"… et 2 autres : comptoir document chercher --contact {JO}" in shown


def test_what_is_due_is_told_to_who_may_see_it(ctx, jo):
    told = {one: " ".join(task.what for task in due(as_(ctx, one), within=60))
            for one in ("own", "marketer")}  # fmt: skip
    assert jo in told["own"] and "DEM-2026-0001" in told["own"]
    assert jo not in told["marketer"] and "DEM-2026-0001" in told["marketer"]
