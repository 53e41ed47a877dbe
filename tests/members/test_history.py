"""Three seasons loaded at once are booked as if one by one, and fast."""

import shutil

import pytest
from sqlalchemy import func, insert, select

from comptoir.desk import history, ledger_check, ledgers
from comptoir.desk.dashboards import building
from comptoir.errors import InputError, RefusedError
from comptoir.store import begin, members, reading
from comptoir.store.tables.contacts import contact, contact_external
from comptoir.store.tables.sales import document, invoice

from make import ROOT
from make_books import shop
from needs import need

SMALL = {
    "adhesions-FICTIF.csv": """\
Référence externe;Saison;Niveau;Montant;Date;Mode
AH-0001;2025-2026;plein;22.00;2025-09-12;chèque
AH-0001;2026-2027;réduit;10.00;2026-09-05;espèces
AH-9999;2026-2027;plein;22.00;2026-09-05;espèces
""",
    "dons-FICTIF.csv": """\
Référence externe;Montant;Date;Mode;Affectation
AH-0001;50.00;2026-10-03;virement;outillage
AH-0003;15.00;2026-10-04;carte;
""",
    "ventes-FICTIF.csv": """\
Pièce;Référence externe;Date;Article;Quantité;Prix TTC;Taux;Mode;Date de règlement
VE-0001;AH-0001;2026-10-10;KIT-VELO;2;35.00;20.0;carte;2026-10-12
VE-0001;AH-0001;2026-10-10;GUIDE;1;16.00;5.5;carte;2026-10-12
VE-0002;AH-0002;2026-11-10;STAGE-BOIS;1;90.00;20.0;;
""",
}


@pytest.fixture
def past(any_ctx, tmp_path):
    shop(any_ctx)
    with begin(any_ctx, act="test.references") as tx:
        rows = [{"reference": f"AH-000{n}", "contact_id": n} for n in (1, 2, 3)]
        tx.db.execute(insert(contact_external), rows)
    folder = tmp_path / "passe"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_past_is_booked_and_controlled(any_ctx, past):
    report = history.load(any_ctx, past)
    assert (report.memberships, report.donations, report.invoices) == (2, 2, 2)
    assert (report.payments, report.entries, report.skipped) == (5, 9, 1)
    assert report.receipts == 3  # AH-0003 has no address: no tax receipt
    assert ledger_check.check(any_ctx).findings == ()
    balance = {b.account: b.closing for b in ledgers.balance(any_ctx).accounts}
    assert balance["411"] == 90
    assert balance["44574200"] == -15


def test_the_numbers_of_the_past_follow_its_days(any_ctx, past):
    history.load(any_ctx, past)
    with reading(any_ctx) as db:
        rows = db.execute(select(document.c.number, document.c.issued_on).order_by(document.c.id))
        series: dict[str, list] = {}
        for number, day in rows:
            series.setdefault(number[:-5], []).append((number, day))
    for numbered in series.values():
        assert [day for _, day in numbered] == sorted(day for _, day in numbered)
        assert [number for number, _ in numbered] == sorted(number for number, _ in numbered)


def test_the_past_is_loaded_once(any_ctx, past):
    history.load(any_ctx, past)
    with pytest.raises(RefusedError, match="déjà"):
        history.load(any_ctx, past)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("dons-FICTIF.csv", "2026-10-03", "03-10-26", "ligne 2, « Date »"),
        ("dons-FICTIF.csv", "50.00", "cinquante", "ligne 2, « Montant »"),
        ("dons-FICTIF.csv", "virement", "troc", "ligne 2, « Mode »"),
        ("dons-FICTIF.csv", "Montant", "Somme", "la colonne « Montant » manque"),
        ("ventes-FICTIF.csv", "GUIDE", "GUIDON", "GUIDON"),
        ("ventes-FICTIF.csv", "2026-10-10;GUIDE", "2026-10-11;GUIDE", "deux clients ou deux dates"),
        ("adhesions-FICTIF.csv", ";plein", ";gratuit", "ligne 2, « Niveau »"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(ctx, tmp_path, file, old, new, said):
    shop(ctx)
    with begin(ctx, act="test.references") as tx:
        rows = [{"reference": f"AH-000{n}", "contact_id": n} for n in (1, 2, 3)]
        tx.db.execute(insert(contact_external), rows)
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == file else text, "utf-8")
    with pytest.raises(InputError, match=said):
        history.load(ctx, tmp_path)
    with reading(ctx) as db:
        assert db.execute(select(func.count()).select_from(invoice)).scalar_one() == 0


def test_the_whole_example_is_loaded(ctx):
    files = sorted((ROOT / "contacts" / "demo").glob("*-FICTIF.csv"))
    need("the demonstration data", len(files) >= 4)
    shutil.copytree(ROOT / "content" / "offres", ctx.root / "content" / "offres")
    _everybody(ctx)
    report = history.load(ctx, ROOT / "contacts" / "demo")
    assert report.skipped == 0
    assert report.memberships > 1_500
    assert ledger_check.check(ctx).findings == ()
    with reading(ctx) as db:
        assert len(members.members_of(db, "2026-2027", ctx.today)) == 611
    made = building.build(ctx)
    assert all(total.booked in (None, total.value) for total in made.totals)


def _everybody(ctx):
    """Give every external reference of the files a contact."""
    references = set()
    for name in ("adhesions", "dons", "ventes"):
        path = ROOT / "contacts" / "demo" / f"{name}-FICTIF.csv"
        column = 1 if name == "ventes" else 0
        rows = path.read_text("utf-8-sig").splitlines()[1:]
        references |= {row.split(";")[column] for row in rows if row}
    with begin(ctx, act="test.people") as tx:
        people = [
            {
                "id": n,
                "reference": f"C-{n:06d}",
                "kind": "person",
                "last_name": "Fictif",
                "first_name": reference,
                "street": "1 rue de l’Exemple",
                "postcode": "35600",
                "city": "Redon",
                "created_at": tx.now,
                "updated_at": tx.now,
            }
            for n, reference in enumerate(sorted(references), 1)
        ]
        tx.db.execute(insert(contact), people)
        links = [{"reference": p["first_name"], "contact_id": p["id"]} for p in people]
        tx.db.execute(insert(contact_external), links)
