"""The register of contracts: kinds decide, notice is told in time, papers are kept."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.contracts import Contract, Kind, rules
from comptoir.contracts.contract import kind_named
from comptoir.desk import due
from comptoir.errors import InputError, RefusedError
from comptoir.party import PartyKind

from make_books import ATELIER, JO, shop
from needs import need

DAY = date(2026, 11, 24)


def contract(**changes):
    known = {
        "number": "CT-2026-0001", "party": JO, "kind": Kind.SUPPLY, "subject": "Téléphone",
        "starts": date(2026, 1, 1), "ends": date(2026, 12, 31),
    }  # fmt: skip
    return Contract(**known | changes)


@pytest.fixture
def desk(ctx, comptoir):
    shop(ctx)

    def run(*words, code=0, json=True):
        said = ("--json",) if json else ()
        done = comptoir("contract", *words, *said, "--project", str(ctx.root), code=code)
        return done.json if json and not code else done

    return run


SUPPLY = (
    "abonnement", "--to", ATELIER, "--subject", "Ligne téléphonique", "--starts", "2026-01-10",
    "--ends", "2027-01-09", "--notice", "30",
)  # fmt: skip


def test_row_20_the_register_lists_the_days_to_give_notice(desk, ctx, comptoir):
    made = desk("new", *SUPPLY, "--renews")
    assert made["notice_by"] == "2026-12-10"
    told = comptoir("due", "--within", "60d", "--project", str(ctx.root), code=0).out
    assert "Dernier jour pour dénoncer CT-2026-0001" in told
    assert "se renouvelle sinon le 9 janvier 2027" in told
    assert "Faire signer" in told
    desk("end", "CT-2026-0001", "--date", "2027-01-09")
    told = comptoir("due", "--within", "60d", "--project", str(ctx.root), code=0).out
    assert "dénoncer" not in told
    listed = desk("list")["contracts"]
    assert listed[0]["kept"]["contract"]["state"] == "ended"
    assert desk("list", "--running")["contracts"] == []


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("subvention", "Convention de subvention", "2000-321"),
        ("stage", "Convention de stage", "L124-1"),
        ("salle", "Convention de prêt de salle", "1875"),
    ],
)
def test_row_21_agreements_have_a_paper_and_a_signature(desk, ctx, tmp_path, kind, title, said):
    made = desk("new", kind, "--to", ATELIER, "--subject", "Ce dont il s’agit",
                "--starts", "2026-11-24", "--ends", "2026-12-24")  # fmt: skip
    kept = made["kept"]
    assert kept["contract"]["state"] == "draft"
    paper = ctx.var / "documents" / kept["path"]
    assert "convention" in kept["path"]
    need("pdftotext (poppler-utils)", shutil.which("pdftotext") is not None)
    command = ["pdftotext", "-layout", str(paper), "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert title in printed
    assert said in printed
    assert "Signatures" in printed
    signed = tmp_path / "signe.pdf"
    signed.write_bytes(b"%PDF-1.7 fictif")
    done = desk("sign", "CT-2026-0001", "--file", str(signed))
    assert done["contract"]["signed_on"] == "2026-11-24"
    assert (ctx.var / "documents" / done["signed_path"]).read_bytes() == signed.read_bytes()
    desk("sign", "CT-2026-0001", code=3)


def test_row_69_the_kind_picks_account_vat_mentions_and_withdrawal():
    kinds = {kind: rules(contract(kind=kind), PartyKind.BUSINESS) for kind in Kind}
    accounts = {kind.value: found.account for kind, found in kinds.items()}
    assert accounts["sale"] == "707"
    assert accounts["service"] == "706"
    assert accounts["subcontracting"] == "611"
    assert accounts["membership"] == "756"
    assert "livraison" in kinds[Kind.SALE].vat
    assert "encaissement" in kinds[Kind.SERVICE].vat
    assert "283, 2 nonies" in kinds[Kind.SUBCONTRACTING].vat
    assert "hors du champ" in kinds[Kind.MEMBERSHIP].vat
    assert any("75-1334" in source for _, source in kinds[Kind.SUBCONTRACTING].mentions)
    assert {found.withdrawal_days for found in kinds.values()} == {0}


@pytest.mark.parametrize(
    ("kind", "party", "at_distance", "days"),
    [
        (Kind.SALE, PartyKind.CONSUMER, True, 14),
        (Kind.SERVICE, PartyKind.CONSUMER, True, 14),
        (Kind.SALE, PartyKind.CONSUMER, False, 0),
        (Kind.SALE, PartyKind.BUSINESS, True, 0),
        (Kind.MEMBERSHIP, PartyKind.CONSUMER, True, 0),
        (Kind.SUBCONTRACTING, PartyKind.BUSINESS, True, 0),
    ],
)
def test_row_69_only_a_consumer_at_a_distance_may_withdraw(kind, party, at_distance, days):
    found = rules(contract(kind=kind, at_distance=at_distance), party)
    assert found.withdrawal_days == days
    assert any("rétracter" in sentence for sentence, _ in found.mentions) == bool(days)


@pytest.mark.parametrize(
    ("changes", "on", "notice"),
    [
        ({}, DAY, None),  # it ends by itself
        ({"notice_days": 60}, DAY, date(2026, 11, 1)),  # too late, and it does not renew
        ({"notice_days": 60, "renews": True}, DAY, date(2027, 11, 1)),
        ({"notice_days": 30, "renews": True}, date(2028, 6, 1), date(2028, 12, 1)),
        ({"ends": None}, DAY, None),
        ({"starts": date(2024, 2, 29), "ends": date(2025, 2, 27), "renews": True}, DAY,
         date(2027, 2, 27)),
        ({"starts": date(2026, 1, 1), "ends": date(2026, 6, 30), "renews": True}, DAY,
         date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_notice_is_counted_back_from_the_term_that_runs(changes, on, notice):
    assert contract(**changes).notice_by(on) == notice


@given(
    st.dates(date(2015, 1, 1), date(2026, 1, 1)),
    st.integers(0, 1500),
    st.integers(0, 4000),
)
def test_a_renewed_term_never_lies_behind(starts, length, later):
    made = contract(starts=starts, ends=starts + timedelta(days=length), renews=True)
    day = starts + timedelta(days=later)
    assert made.term_on(day) >= day or made.term_on(day) == made.ends


def test_kinds_are_named_in_french_or_in_english():
    assert kind_named("prestation") is kind_named("service") is Kind.SERVICE
    with pytest.raises(InputError):
        kind_named("troc")


@pytest.mark.parametrize(
    "wrong",
    [{"subject": " "}, {"ends": date(2025, 1, 1)}, {"ends": None, "notice_days": 3},
     {"ends": None, "renews": True}],
)  # fmt: skip
def test_an_impossible_contract_does_not_exist(wrong):
    with pytest.raises(RefusedError):
        contract(**wrong)


def test_a_refused_contract_takes_no_number(desk):
    desk("new", "vente", "--to", "C-999999", "--subject", "x", "--starts", "2026-01-01", code=2)
    desk("new", "troc", "--to", JO, "--subject", "x", "--starts", "2026-01-01", code=2)
    assert desk("new", *SUPPLY)["kept"]["contract"]["number"] == "CT-2026-0001"


def test_a_running_contract_without_term_is_never_due(desk, ctx):
    desk("new", "abonnement", "--to", ATELIER, "--subject", "Loyer", "--starts", "2026-01-01")
    desk("sign", "CT-2026-0001")
    later = replace(ctx, today=date(2030, 1, 1))
    assert not any("CT-2026" in task.what for task in due.due(later, within=400))
