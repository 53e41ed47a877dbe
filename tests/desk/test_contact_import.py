"""Importing a list: all of it or nothing, twice is once, and nobody is lost without a word."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from comptoir.consent import EventKind
from comptoir.context import Context, Progress
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.errors import InputError
from comptoir.store import begin, chain, consents, contacts, holdings, reading
from comptoir.store.metadata import all_tables
from comptoir.store.tables.consents import consent_event
from comptoir.store.tables.contacts import contact, contact_role, contact_tag
from comptoir.store.tables.imports import import_batch, import_change

from make_contacts import write

ROOT = Path(__file__).parents[2]
HEAD = "Référence;Nom;Prénom;Mél;Portable;CP;Ville;Rôle;Origine;Date d’origine\n"
JO = "AH-1;LE BIHAN;Jo;jo@example.org;06 39 98 12 34;35600;REDON;adhérent;bulletin;01/09/2025\n"
YANN = "AH-2;Le Bihan;Yann;jo@example.org;;35600;Redon;adhérent;bulletin;01/09/2025\n"
AWA = "AH-3;Roux;Awa;awa@example.org;;44460;Saint-Nicolas-de-Redon;client;vente;01/09/2025\n"


def bring(ctx: Context, text: str, *, head: str = HEAD, **options: object) -> ImportReport:
    return import_file(ctx, write(ctx.root, "liste.csv", head + text), **options)  # type: ignore[arg-type]


def adds_up(report: ImportReport) -> bool:
    parts = report.new + report.changed + report.same + report.doubtful + report.rejected
    return report.rows_in == parts


def everything(ctx: Context) -> dict[str, list[tuple[object, ...]]]:
    """The whole base, table by table."""
    with reading(ctx) as db:
        return {
            name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for name, table in all_tables().tables.items()
        }


def test_a_list_is_imported_and_counted(any_ctx):
    report = bring(any_ctx, JO + YANN + AWA)
    assert (report.rows_in, report.new) == (3, 3)
    assert (report.encoding, report.separator) == ("UTF-8", "point-virgule")
    assert adds_up(report)
    with reading(any_ctx) as db:
        jo = contacts.by_reference(db, "C-1")
        assert (jo.full_name, jo.city, jo.mobile) == ("Jo Le Bihan", "Redon", "+33639981234")
        assert contacts.by_external(db, ["AH-3"]) == {"AH-3": 3}


def test_a_couple_with_one_mailbox_stays_two(any_ctx):
    report = bring(any_ctx, JO + YANN)
    assert (report.new, report.doubtful) == (2, 0)


def test_the_same_file_twice_changes_nothing(any_ctx):
    bring(any_ctx, JO + YANN + AWA)
    before = everything(any_ctx)
    again = bring(any_ctx, JO + YANN + AWA)
    assert (again.same, again.batch) == (3, 0)
    assert everything(any_ctx) == before


def test_a_dry_run_says_everything_and_writes_nothing(any_ctx):
    bring(any_ctx, JO)
    before = everything(any_ctx)
    changed = JO.replace("REDON", "Rennes").replace("35600", "35000")
    report = bring(any_ctx, changed + AWA, dry_run=True)
    assert (report.new, report.changed) == (1, 1)
    told = [(one.verdict, one.line, one.changes[0]) for one in report.differences]
    assert told == [("changed", 2, "ville : Redon → Rennes"), ("new", 3, "Awa Roux")]
    assert everything(any_ctx) == before
    assert not (any_ctx.var / "exports").exists()


def test_what_changed_is_kept_row_by_row(any_ctx):
    bring(any_ctx, JO)
    bring(any_ctx, JO.replace("REDON", "Rennes").replace("adhérent", "adhérent, bénévole"))
    with reading(any_ctx) as db:
        kept = db.execute(select(import_change).order_by(import_change.c.id.desc())).first()
        assert kept is not None and kept.verdict == "changed"
        assert '"city": ["Redon", "Rennes"]' in kept.detail
        assert '"roles": ["volunteer"]' in kept.detail
        batch = db.execute(select(import_batch).order_by(import_batch.c.id.desc())).first()
        assert batch is not None and (batch.changed, batch.rows_in) == (1, 1)


def test_an_empty_cell_erases_nothing(any_ctx):
    bring(any_ctx, JO)
    assert bring(any_ctx, "AH-1;Le Bihan;Jo;;;;;;;\n").same == 1


def test_somebody_known_by_name_and_mailbox_is_not_doubled(any_ctx):
    bring(any_ctx, JO)
    head = "Nom;Prénom;Courriel;Ville\n"
    report = bring(any_ctx, "le bihan;JO;JO@example.org;\n", head=head)
    assert (report.new, report.same) == (0, 1)


def test_a_second_reference_for_one_person_is_added_and_said(any_ctx):
    bring(any_ctx, JO)
    report = bring(any_ctx, JO.replace("AH-1", "AH-9"))
    assert report.doubtful == 1
    assert report.review_file
    again = bring(any_ctx, JO + JO.replace("AH-1", "AH-9"))
    assert again.same == 2


def test_a_reference_given_to_somebody_else_is_rejected(any_ctx):
    bring(any_ctx, JO)
    report = bring(any_ctx, AWA.replace("AH-3", "AH-1"))
    assert report.rejected == 1
    assert "quelqu’un d’autre" in report.rejects[0].reasons[0]


def test_two_rows_of_one_file_may_be_about_one_person(any_ctx):
    head = "Nom;Prénom;Mél;Étiquettes\n"
    rows = "Roux;Awa;awa@example.org;vélo\nRoux;Awa;awa@example.org;couture\n"
    report = bring(any_ctx, rows, head=head, given={"source": "salon"})
    assert report.rejected == 2  # prospects without a date
    head = "Nom;Prénom;Mél;Étiquettes;Rôle\n"
    rows = "".join(f"{line};usager\n" for line in rows.splitlines())
    report = bring(any_ctx, rows, head=head)
    assert (report.new, report.changed) == (1, 1)
    with reading(any_ctx) as db:
        tags = set(db.execute(select(contact_tag.c.tag)).scalars())
    assert tags == {"vélo", "couture"}


def test_somebody_who_is_more_than_a_prospect_does_not_become_one(any_ctx):
    bring(any_ctx, JO)
    head = "Nom;Prénom;Mél;Date d’origine\n"
    report = bring(
        any_ctx, "Le Bihan;Jo;jo@example.org;10/10/2026\n", head=head, given={"source": "salon"}
    )
    assert report.same == 1
    with reading(any_ctx) as db:
        assert list(db.execute(select(contact_role.c.role)).scalars()) == ["member"]


def test_row_04_a_role_change_keeps_its_history(any_ctx):
    """Prospect, then customer, then member: three dated roles and one contact."""
    head = "Nom;Prénom;Mél;Rôle;Origine;Date d’origine\n"
    for role, day in (("prospect", "01/02"), ("client", "01/05"), ("adhérente", "01/09")):
        bring(any_ctx, f"Roux;Awa;awa@example.org;{role};salon;{day}/2026\n", head=head)
    with reading(any_ctx) as db:
        assert db.execute(select(func.count()).select_from(contact)).scalar_one() == 1
        held = contacts.roles_of(db, 1)
    assert [(one.role.value, one.since) for one in held] == [
        ("prospect", date(2026, 2, 1)), ("customer", date(2026, 5, 1)),
        ("member", date(2026, 9, 1)),
    ]  # fmt: skip
    assert [one.until for one in held] == [any_ctx.today, None, None]


def test_rejects_go_to_a_private_file_that_can_be_imported_again(ctx):
    report = bring(ctx, JO + ";;;=cmd();;;;adhérent;;\nAH-8;Roux;Awa;awa@;;;;client;;\n")
    assert (report.new, report.rejected) == (1, 2)
    assert [reject.line for reject in report.rejects] == [3, 4]
    path = ctx.root / report.rejects_file
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert rows[0]["Mél"] == "'=cmd()"
    assert "adresse mél" in rows[1]["Motif"]
    path.write_text(text.replace("awa@", "awa@example.org"), "utf-8")
    again = import_file(ctx, path)
    assert (again.new, again.rejected) == (1, 1)


def test_prospects_from_nowhere_are_rejected_and_an_origin_saves_them(any_ctx):
    head, rows = "Nom;Prénom;Date d’origine\n", "Roux;Awa;10/10/2026\n"
    assert bring(any_ctx, rows, head=head).rejected == 1
    report = bring(any_ctx, rows, head=head, given={"source": "Salon de la récup’"})
    assert (report.new, report.rejected) == (1, 0)


CONSENT = "Nom;Prénom;Mél;Rôle;Accord mél;Date accord;Texte accord;Recueil accord;Opposition\n"


def test_consents_are_granted_with_proof_and_unproven_without(any_ctx):
    rows = "Roux;Awa;awa@example.org;usager;oui;01/02/2026;J’accepte.;papier;\n"
    rows += "Roux;Jo;jo@example.org;usager;oui;;;;\n"
    report = bring(any_ctx, rows, head=CONSENT)
    assert (report.granted, report.unproven, report.purpose) == (1, 1, "lettre-infos")
    with reading(any_ctx) as db:
        first, second = (consents.events(db, id_)[0] for id_ in (1, 2))
        assert (first.event.kind, first.text) == (EventKind.GRANTED, "J’accepte.")
        assert second.event.kind is EventKind.UNPROVEN
        assert chain.verify(db, consent_event).holds


def test_an_import_never_gives_back_what_was_taken(any_ctx):
    from comptoir.desk import consents as desk

    rows = "Roux;Awa;awa@example.org;usager;oui;01/02/2026;J’accepte.;papier;\n"
    bring(any_ctx, rows, head=CONSENT)
    desk.withdraw(any_ctx, "C-1", purpose="lettre-infos")
    report = bring(any_ctx, rows, head=CONSENT)
    assert (report.same, report.granted) == (1, 0)


def test_a_no_takes_back_what_was_agreed(any_ctx):
    rows = "Roux;Awa;awa@example.org;usager;oui;01/02/2026;J’accepte.;papier;\n"
    bring(any_ctx, rows, head=CONSENT)
    report = bring(any_ctx, "Roux;Awa;awa@example.org;usager;non;;;;\n", head=CONSENT)
    assert report.changed == 1
    assert bring(any_ctx, "Roux;Awa;awa@example.org;usager;non;;;;\n", head=CONSENT).same == 1


def test_an_objection_is_recorded_once(any_ctx):
    rows = "Roux;Awa;awa@example.org;usager;;;;;oui\n"
    assert bring(any_ctx, rows, head=CONSENT).objected == 1
    assert bring(any_ctx, rows, head=CONSENT).same == 1


class Impatient:
    """Somebody who presses Ctrl-C once some rows have gone by."""

    def __init__(self, after: int) -> None:
        self.after = after

    def track(self, things, *, label, total=None):
        for number, thing in enumerate(things):
            if number == self.after:
                raise KeyboardInterrupt
            yield thing


@pytest.mark.parametrize("after", [1, 1500, 2999])
def test_an_interrupted_import_leaves_nothing(any_ctx, after):
    from dataclasses import replace

    before = everything(any_ctx)
    rows = "".join(f"X-{n};Roux{n};Awa;a{n}@example.org;;;;usager;;\n" for n in range(3000))
    progress: Progress = Impatient(after)
    with pytest.raises(KeyboardInterrupt):
        bring(replace(any_ctx, progress=progress), rows)
    assert everything(any_ctx) == before
    assert not (any_ctx.var / "exports").exists()


def test_an_unreadable_row_in_the_middle_leaves_nothing(ctx):
    before = everything(ctx)
    with pytest.raises(InputError, match="ligne 3"):
        bring(ctx, JO + '"AH-2;Le Bihan;Yann;;;;;;;\n')
    assert everything(ctx) == before


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("a;b;c\n", "aucune colonne de nom"),
        ("Mél;Ville\n", "aucune colonne de nom"),
        ("Nom;Mél;Courriel\n", "deux colonnes"),
        (";".join(f"c{n}" for n in range(300)) + "\n", "300 colonnes"),
    ],
)
def test_a_file_whose_columns_are_wrong_is_refused(ctx, head, words):
    with pytest.raises(InputError, match=words):
        bring(ctx, "x;y;z\n", head=head)


def a_map(ctx: Context, text: str) -> None:
    folder = ctx.root / "contacts" / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "essai.toml").write_text(text, "utf-8")


def test_a_map_says_what_columns_mean(ctx):
    a_map(ctx, 'title = "Salon"\n[columns]\n"Qui" = "last_name"\n"Quand" = "source_on"\n')
    report = bring(ctx, "Roux;10/10/2026\n", head="Qui;Quand\n", map_name="essai")
    assert (report.new, report.source) == (1, "Salon")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "Salon"\n[columns]\n"Qui" = "lastname"\n', "last_name"),
        ('title = "Salon"\n[column]\n"Qui" = "last_name"\n', "columns"),
        ('titre = "Salon"\n[columns]\n"Qui" = "last_name"\n', "title"),
    ],
)
def test_a_wrong_map_gets_the_nearest_word(ctx, text, words):
    a_map(ctx, text)
    with pytest.raises(InputError, match=words):
        bring(ctx, JO, map_name="essai")


def test_an_unknown_map_gets_the_nearest(ctx):
    a_map(ctx, 'title = "Salon"\n[columns]\n"Qui" = "last_name"\n')
    with pytest.raises(InputError, match="essai"):
        bring(ctx, JO, map_name="esai")


EXPORTS = ROOT / "tests" / "contacts" / "exports"


def counts(report: ImportReport) -> tuple[int, ...]:
    assert adds_up(report)
    return report.new, report.changed, report.same, report.doubtful, report.rejected


def test_subscribed_then_unsubscribed_then_cleaned(any_ctx):
    """What Mailchimp holds comes over as it is: nothing proven, refusals kept, dead addresses."""
    first = import_file(any_ctx, EXPORTS / "mailchimp-abonnes.csv")
    assert (counts(first), first.unproven, first.granted) == ((2, 0, 0, 0, 1), 2, 0)
    gone = import_file(any_ctx, EXPORTS / "mailchimp-desabonnes.csv")
    assert (counts(gone), gone.objected, gone.refused) == ((1, 1, 0, 0, 0), 1, 1)
    dead = import_file(any_ctx, EXPORTS / "mailchimp-nettoyes.csv")
    assert (counts(dead), dead.dead) == ((0, 1, 1, 0, 0), 1)
    with reading(any_ctx) as db:
        told = consents.events(db, 1)
        assert [one.event.kind for one in told] == [EventKind.UNPROVEN, EventKind.OBJECTED]
        assert (told[0].ip, told[1].event.on) == ("192.0.2.11", date(2022, 6, 1))
        assert db.execute(select(func.count()).select_from(contact)).scalar_one() == 2
    for name in ("abonnes", "desabonnes", "nettoyes"):
        again = import_file(any_ctx, EXPORTS / f"mailchimp-{name}.csv")
        assert (again.new, again.changed, again.batch) == (0, 0, 0)


def test_an_unsubscribed_list_alone_adds_nobody(any_ctx):
    report = import_file(any_ctx, EXPORTS / "mailchimp-desabonnes.csv")
    assert (counts(report), report.granted, report.unproven) == ((2, 0, 0, 0, 0), 0, 0)
    with reading(any_ctx) as db:
        assert db.execute(select(func.count()).select_from(contact)).scalar_one() == 0
    later = import_file(any_ctx, EXPORTS / "mailchimp-abonnes.csv")
    with reading(any_ctx) as db:
        state = consents.states(db, [1], any_ctx.today)[1]
    assert later.new == 2 and state.suppressed  # the refusal of before stands


@pytest.mark.parametrize(
    ("name", "expected", "companions"),
    [
        ("helloasso-adhesions.csv", (2, 0, 0, 0, 1), 1),
        ("helloasso-billets.csv", (1, 1, 0, 0, 0), 1),
        ("helloasso-paiements.csv", (1, 0, 0, 0, 1), 0),
        ("galette.csv", (1, 0, 0, 0, 0), 0),
        ("dolibarr-tiers.csv", (2, 0, 0, 0, 0), 0),
        ("paheko.csv", (2, 0, 0, 0, 0), 0),
        ("google.csv", (0, 0, 0, 0, 2), 0),
        ("carnet-3.0.vcf", (0, 0, 0, 0, 2), 0),
    ],
)
def test_each_export_comes_in_once(any_ctx, name, expected, companions):
    report = import_file(any_ctx, EXPORTS / name)
    assert (counts(report), report.companions) == (expected, companions)
    again = import_file(any_ctx, EXPORTS / name)
    assert (again.new, again.changed, again.doubtful, again.batch) == (0, 0, 0, 0)


def test_an_address_book_comes_in_when_its_origin_is_said(any_ctx):
    given = {"source": "carnet de l’accueil", "source_on": "01/09/2026"}
    assert import_file(any_ctx, EXPORTS / "google.csv", given=given).new == 2


def test_a_sensitive_column_is_not_kept(any_ctx):
    given = {"source": "forum", "source_on": "01/09/2026"}
    report = import_file(any_ctx, EXPORTS / "tableur.tsv", given=given)
    assert "Religion" in report.ignored and report.new == 1
    with reading(any_ctx) as db:
        assert holdings.facts(db, [1])[1] == {"Taille de t-shirt": "M"}


def test_the_example_is_imported_as_it_is_told(any_ctx):
    """The demonstration's lists, with its maps: the counts that make_contacts.py prints."""
    shutil.copytree(ROOT / "contacts" / "imports", any_ctx.root / "contacts" / "imports")
    demo = ROOT / "contacts" / "demo"
    report = import_file(any_ctx, demo / "adherents-FICTIF.csv", map_name="tableur")
    assert (report.rows_in, report.rejected) == (2000, 16)
    assert adds_up(report)
    fair = import_file(any_ctx, demo / "contacts-salon-FICTIF-latin1.csv", map_name="salon")
    assert (fair.rows_in, fair.encoding, fair.rejected) == (120, "Latin-1", 0)
    assert fair.new == 94
    for path, name in (("adherents-FICTIF.csv", "tableur"),):
        assert import_file(any_ctx, demo / path, map_name=name).new == 0
    with reading(any_ctx) as db:
        total = db.execute(select(func.count()).select_from(contact)).scalar_one()
    assert total == report.new + report.doubtful + fair.new
    with begin(any_ctx, act="test.rebuild") as tx:
        assert consents.rebuild(tx.db) > 0
