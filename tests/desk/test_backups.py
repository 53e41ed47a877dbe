"""Backups: whole, encrypted, tried, and put back; what is damaged is never restored."""

import shutil
import sqlite3
import tarfile
from dataclasses import replace

import pytest
from sqlalchemy import func, make_url, select

from comptoir.desk import backups, doctor
from comptoir.desk.documents import adding
from comptoir.errors import InputError, RefusedError
from comptoir.readers.sealed import new_identity
from comptoir.store import copying, engine, reading, schema
from comptoir.store.metadata import all_tables
from comptoir.store.tables.contacts import contact

from make_contacts import add, draft

PHRASE = "cheval pile agrafe correct"


@pytest.fixture
def full(ctx, tmp_path):
    """A project with people, a document and secrets."""
    add(ctx, draft(), draft(first_name="Ada", email="ada@example.org"))
    paper = tmp_path / "statuts.txt"
    paper.write_text("Statuts.")
    adding.add(ctx, adding.Adding(path=paper, kind="statuts"))
    (ctx.var / "secrets.toml").write_text('[smtp]\npassword = "x"\n')
    (ctx.var / "secrets.toml").chmod(0o600)
    for name in ("courrier", "social", "exports"):
        (ctx.var / name).mkdir()
        (ctx.var / name / "fichier").write_text(name)
    return ctx


@pytest.fixture
def elsewhere(full, tmp_path):
    """A fresh clone of the same repository, without var/."""
    root = tmp_path / "clone"
    shutil.copytree(full.root, root, ignore=shutil.ignore_patterns("var"))
    return replace(full, root=root)


def rows(ctx):
    with reading(ctx) as db:
        return {
            table.name: db.execute(select(table).order_by(*table.primary_key.columns)).all()
            for table in all_tables().sorted_tables
        }


def test_row_40_a_backup_is_encrypted_tried_and_restorable(
    full, elsewhere, tmp_path, comptoir, monkeypatch
):
    monkeypatch.setenv("COMPTOIR_BACKUP_PASSPHRASE", PHRASE)
    root = ("--project", str(full.root))
    assert "aucune sauvegarde" in comptoir("doctor", *root).out
    made = comptoir("backup", "create", "--in", str(tmp_path), *root, "--json").json
    content = (tmp_path / made["path"]).read_bytes()
    assert b"Le Bihan" not in content and b"password" not in content
    assert (tmp_path / made["path"]).stat().st_mode & 0o777 == 0o600
    assert "intacts" in comptoir("backup", "verify", made["path"], *root).out
    said = comptoir("doctor", *root, "--json").json
    told = [one["what"] for one in said["symptoms"]]
    assert any("dernière sauvegarde il y a 0" in what for what in told)
    assert any("dernier essai d’une sauvegarde il y a 0" in what for what in told)
    before = rows(full)
    comptoir("backup", "restore", made["path"], "--yes", "--project", str(elsewhere.root))
    after = rows(elsewhere)
    later = {"audit_event", "audit_field", "audit_value"}  # what was done since, here and there
    assert {n: r for n, r in after.items() if n not in later} == {
        n: r for n, r in before.items() if n not in later
    }
    assert (elsewhere.var / "secrets.toml").stat().st_mode & 0o777 == 0o600
    assert [*(elsewhere.var / "documents").rglob("*_statuts_*.txt")]
    assert (elsewhere.var / "courrier/fichier").read_text() == "courrier"
    assert (elsewhere.var / "social/fichier").exists()
    assert not (elsewhere.var / "exports").exists()  # made again when wanted
    assert not [*elsewhere.var.glob(".*")]


def test_what_is_damaged_cut_or_locked_otherwise_is_never_restored(full, elsewhere, tmp_path):
    made = backups.create(full, to=tmp_path, passphrase=PHRASE)
    path = tmp_path / "essai.sauvegarde"
    whole = (tmp_path / made.path).read_bytes()
    for content in (whole[:-15000], whole[:2000], b"", b"rien" * 999,
                    whole[:3000] + b"\0" * 64 + whole[3064:]):  # fmt: skip
        path.write_bytes(content)
        with pytest.raises(InputError):
            backups.restore(elsewhere, path, passphrase=PHRASE)
        assert not (elsewhere.var / "comptoir.db").exists()
    with pytest.raises(InputError, match="phrase de secours"):
        backups.restore(elsewhere, tmp_path / made.path, passphrase="une autre phrase")
    assert not [*elsewhere.var.glob(".*")]


def test_a_restoration_writes_over_nothing(full, tmp_path):
    made = backups.create(full, to=tmp_path, passphrase=PHRASE)
    with pytest.raises(RefusedError, match="déjà une base"):
        backups.restore(full, tmp_path / made.path, passphrase=PHRASE)


def test_a_weak_passphrase_is_refused_and_nothing_stays(full, tmp_path):
    folder = tmp_path / "disque"
    folder.mkdir()
    with pytest.raises(InputError, match="trop courte"):
        backups.create(full, to=folder, passphrase="court")
    assert not [*folder.iterdir()] and not [*full.var.glob(".*")]


def test_another_key_opens_it_too(full, tmp_path):
    secret, public = new_identity()
    made = backups.create(full, to=tmp_path, passphrase=PHRASE, recipients=[public])
    assert not backups.verify(full, tmp_path / made.path, identity=secret).faults


def test_a_base_that_was_changed_inside_is_found(full, tmp_path, monkeypatch):
    gather = backups._gather

    def tampered(ctx, held):
        gather(ctx, held)
        with sqlite3.connect(held / "comptoir.db") as db:
            db.execute("DROP TRIGGER audit_event_keep_update")
            db.execute("UPDATE audit_event SET act = 'autre' WHERE id = 1")
        db.close()

    monkeypatch.setattr(backups, "_gather", tampered)
    made = backups.create(full, to=tmp_path, passphrase=PHRASE)
    trial = backups.verify(full, tmp_path / made.path, passphrase=PHRASE)
    assert any("audit_event" in fault for fault in trial.faults)


def test_the_oldest_leave_their_place(full, tmp_path):
    from datetime import timedelta

    for hours in range(4):
        ctx = replace(full, now=lambda h=hours: full.now() + timedelta(hours=h))
        last = backups.create(ctx, to=tmp_path, passphrase=PHRASE, keep=2)
    assert len([*tmp_path.glob("*.sauvegarde")]) == 2 and len(last.removed) == 1


def test_age_and_tar_alone_open_it(full, tmp_path):
    made = backups.create(full, to=tmp_path, passphrase=PHRASE)
    with tarfile.open(tmp_path / made.path) as outer:
        assert outer.getnames() == ["cle.age", "donnees.tar.gz.age"]
        assert outer.extractfile("cle.age").read().startswith(b"age-encryption.org/v1\n")


@pytest.mark.postgres
def test_a_base_goes_to_postgresql_and_back_row_by_row(full, postgres_template, tmp_path):
    import psycopg

    server, _ = postgres_template
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("CREATE DATABASE copie")
    url = make_url(server).set(database="copie", drivername="postgresql+psycopg")
    url = url.render_as_string(hide_password=False)
    here = f"sqlite:///{full.var / 'comptoir.db'}"
    assert copying.copy(here, url)["contact"] == 2
    back = tmp_path / "retour.db"
    copying.snapshot(url, back)
    with engine.engine(here).begin() as one, engine.engine(f"sqlite:///{back}").begin() as two:
        for table in all_tables().sorted_tables:
            order = [*table.primary_key.columns]
            assert (
                one.execute(select(table).order_by(*order)).all()
                == two.execute(select(table).order_by(*order)).all()
            ), table.name
        assert schema.differences(two) == []
    with engine.engine(url, write=True).begin() as db:
        top = db.execute(select(func.max(contact.c.id))).scalar()
        kept = db.execute(
            func.nextval(func.pg_get_serial_sequence("contact", "id")).select()
        ).scalar()
        assert kept is None or kept > top
    with pytest.raises(RefusedError, match="pas vide"):
        copying.copy(here, url)
    for write in (False, True):
        engine.engine(url, write=write).dispose()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("DROP DATABASE copie WITH (FORCE)")


def test_row_40_the_doctor_tells_what_grows_old(full, tmp_path):
    from datetime import timedelta

    made = backups.create(full, to=tmp_path, passphrase=PHRASE)
    backups.verify(full, tmp_path / made.path, passphrase=PHRASE)
    later = replace(full, now=lambda: full.now() + timedelta(days=100))
    told = [one for one in doctor.examine(later) if "sauvegarde" in one.what]
    assert [one.state for one in told] == [doctor.State.WEAK] * 2
