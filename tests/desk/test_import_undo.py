"""An import that is undone leaves the base as it was; what was done since is not lost."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from comptoir.consent import EventKind
from comptoir.context import Context
from comptoir.desk import consents as desk_consents
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.desk.import_undo import undo
from comptoir.errors import InputError, RefusedError
from comptoir.store import begin, chain, consents, contacts, reading, suppressions
from comptoir.store.metadata import all_tables
from comptoir.store.tables.audit import audit_event
from comptoir.store.tables.consents import consent_event, suppression
from comptoir.store.tables.contacts import contact

from make_contacts import write

EXPORTS = Path(__file__).parents[1] / "contacts" / "exports"
HEAD = (
    "Référence;Nom;Prénom;Mél;Ville;Rôle;Origine;Date d’origine;Étiquettes;Pointure;"
    "Accord mél;Date accord;Texte accord;Recueil accord;Opposition\n"
)
JO = "A-1;Le Bihan;Jo;jo@example.org;Redon;prospect;salon;01/09/2025;vélo;42;;;;;\n"
AWA = "A-2;Roux;Awa;awa@example.org;Redon;client;vente;01/09/2025;;;oui;01/09/2025;Oui.;papier;\n"
SEEN = (
    "contact", "contact_role", "contact_tag", "contact_fact", "contact_external", "consent_state",
    "suppression", "bounce",
)  # fmt: skip


PROOF = desk_consents.Proof(text="Oui.", method="papier")


def bring(ctx: Context, text: str) -> ImportReport:
    return import_file(ctx, write(ctx.root, "liste.csv", HEAD + text))


def visible(ctx: Context) -> dict[str, list[Any]]:
    """Everything that the base shows of contacts, without what only counts writes."""
    left = {"id", "version", "updated_at"}
    found: dict[str, list[Any]] = {}
    with reading(ctx) as db:
        for name in SEEN:
            table = all_tables().tables[name]
            rows = db.execute(select(table)).mappings()
            found[name] = sorted(
                tuple(str(v) for k, v in row.items() if k not in left)
                for row in rows
                if name != "contact" or row["erased_at"] is None
            )
    return found


def test_row_35_an_import_that_is_undone_leaves_what_was(any_ctx):
    bring(any_ctx, JO + AWA)
    before = visible(any_ctx)
    changed = JO.replace("Redon;prospect", "Rennes;adhérent").replace("vélo;42", "couture;43")
    report = bring(
        any_ctx,
        changed.replace(";;;;;\n", ";;;;;oui\n")
        + AWA.replace("oui;01/09/2025", "non;").replace("awa@", "autre@")
        + "A-3;Morel;Luc;luc@example.org;Redon;usager;vente;01/09/2025;;;;;;;oui\n",
    )
    assert (report.new, report.changed) == (1, 2)
    assert visible(any_ctx) != before
    done = undo(any_ctx, report.batch)
    assert (done.removed, done.restored, done.kept) == (1, 2, ())
    assert visible(any_ctx) == before
    with begin(any_ctx, act="test.rebuild") as tx:
        consents.rebuild(tx.db)
        assert chain.verify(tx.db, consent_event).holds
        assert chain.verify(tx.db, audit_event).holds
    assert visible(any_ctx) == before


def test_what_is_undone_can_come_again(any_ctx):
    first = bring(any_ctx, JO + AWA)
    undo(any_ctx, first.batch)
    again = bring(any_ctx, JO + AWA)
    assert (again.new, again.doubtful, again.rejected) == (2, 0, 0)
    with reading(any_ctx) as db:
        assert len(contacts.all_ids(db)) == 2
        assert db.execute(select(contact.c.reference)).scalars().all()[-1] == "C-000004"


def test_the_refusals_of_strangers_go_with_the_import(any_ctx):
    before = visible(any_ctx)
    report = import_file(any_ctx, EXPORTS / "mailchimp-desabonnes.csv")
    assert undo(any_ctx, report.batch).refusals == 2
    assert visible(any_ctx) == before


def test_a_refusal_said_since_stays_on_the_list(any_ctx):
    import_file(any_ctx, EXPORTS / "mailchimp-abonnes.csv")
    report = import_file(any_ctx, EXPORTS / "mailchimp-desabonnes.csv")
    desk_consents.object_to(any_ctx, "C-1", to="*", channel="email")
    undo(any_ctx, report.batch)
    with reading(any_ctx) as db:
        one = contacts.by_reference(db, "C-1")
        assert suppressions.load(db).of(one)
        assert db.execute(select(suppression)).all()


def test_the_evidence_of_what_is_undone_goes(any_ctx):
    report = import_file(any_ctx, EXPORTS / "mailchimp-abonnes.csv")
    undo(any_ctx, report.batch)
    with reading(any_ctx) as db:
        side = all_tables().tables["consent_event_value"]
        assert db.execute(select(side)).all() == []
        kept = db.execute(select(contact)).mappings().all()
    assert not any("example.org" in str(row) or "Maëlle" in str(row) for row in kept)


@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (lambda ctx: bring(ctx, JO.replace("Redon", "Rennes")), "import n° 2"),
        (
            lambda ctx: desk_consents.grant(
                ctx, "C-1", purpose="lettre-infos", channel="email", proof=PROOF
            ),
            "accord",
        ),
    ],
)
def test_what_has_moved_since_is_not_lost(any_ctx, touch, words):
    report = bring(any_ctx, JO + AWA)
    touch(any_ctx)
    before = visible(any_ctx)
    with pytest.raises(RefusedError, match=words):
        undo(any_ctx, report.batch)
    assert visible(any_ctx) == before
    done = undo(any_ctx, report.batch, partial=True)
    assert (done.removed, len(done.kept)) == (1, 1)
    with reading(any_ctx) as db:
        assert contacts.all_ids(db) == [1]


def test_an_import_is_undone_once(any_ctx):
    report = bring(any_ctx, JO)
    undo(any_ctx, report.batch)
    with pytest.raises(RefusedError, match="déjà"):
        undo(any_ctx, report.batch)
    with pytest.raises(InputError, match="n° 9"):
        undo(any_ctx, 9)


def test_a_voided_event_says_nothing_any_more(any_ctx):
    report = bring(any_ctx, AWA)
    bring(any_ctx, JO)
    with reading(any_ctx) as db:
        assert consents.events(db, 1)[0].event.kind is EventKind.GRANTED
    undo(any_ctx, report.batch)
    with reading(any_ctx) as db:
        assert consents.events(db, 1) == []
