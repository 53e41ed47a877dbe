"""Exports that leave `var/`: sealed for who receives them, or refused."""

import pytest
from sqlalchemy import select

from comptoir.readers.sealed import new_identity, unseal_file
from comptoir.store import reading
from comptoir.store.tables.audit import access_log

from make_contacts import add, draft

PURPOSE = ("contact", "export", "--purpose", "étiquettes")


@pytest.fixture
def run(ctx, comptoir):
    add(ctx, draft())

    def command(*arguments, code=0):
        return comptoir(*arguments, "--project", str(ctx.root), code=code)

    return command


@pytest.fixture
def keys():
    return new_identity()


def name_recipient(ctx, name, recipient):
    settings = ctx.root / "comptoir.toml"
    told = f'\n[exports.recipients]\n{name} = "{recipient}"\n'
    settings.write_text(settings.read_text("utf-8") + told, "utf-8")


def logged(ctx):
    with reading(ctx) as db:
        return db.execute(select(access_log).where(access_log.c.act == "contact.export")).all()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_that_leaves_is_sealed_for_who_receives_it(ctx, run, keys, tmp_path, kind):
    secret, public = keys
    name_recipient(ctx, "imprimeur", public)
    tmp_path.chmod(0o755)
    to = ("--to", "imprimeur", "--format", kind, "--out", str(tmp_path))
    made = run(*PURPOSE, *to, "--json").json
    [path] = tmp_path.glob(f"contacts-*.{kind}.age")
    assert made["path"] == str(path) and made["sealed"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o777 == 0o755  # the folder of others stays as it is
    content = path.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n") and b"Bihan" not in content
    plain = unseal_file(secret, content)
    assert plain.startswith(b"PK") if kind == "xlsx" else "Le Bihan" in plain.decode("utf-8-sig")
    [kept] = logged(ctx)
    assert (kept.recipient, kept.purpose, kept.rows) == ("imprimeur", "étiquettes", 1)


def test_without_a_place_it_stays_in_var_and_is_forgotten_there(ctx, run, keys):
    made = run(*PURPOSE, "--to", keys[1], "--to", new_identity()[1], "--json").json
    assert made["path"].startswith("var/exports/contacts-") and made["path"].endswith(".csv.age")
    assert "Le Bihan" in unseal_file(keys[0], (ctx.root / made["path"]).read_bytes()).decode()
    assert logged(ctx)[0].recipient.startswith(f"{keys[1][:12]}…, age1")


def test_a_plain_export_that_leaves_is_refused_unless_a_reason_is_given(ctx, run, tmp_path):
    path = tmp_path / "liste.csv"
    refused = run(*PURPOSE, "--out", str(path), code=3)
    assert "chiffré" in refused.err and "--to" in refused.err and "--plain" in refused.err
    assert not path.exists() and logged(ctx) == []
    run(*PURPOSE, "--out", str(path), "--plain", "remis en main propre")
    assert "Le Bihan" in path.read_text("utf-8-sig") and path.stat().st_mode & 0o777 == 0o600
    assert logged(ctx)[0].purpose == "étiquettes (en clair : remis en main propre)"


def test_what_is_badly_asked_is_said_before_anything_is_written(ctx, run, keys, tmp_path):
    name_recipient(ctx, "imprimeur", keys[1])
    (tmp_path / "deja.age").write_text("x", "utf-8")
    asked = (
        (("--to", "imprimer"), "« imprimeur »"),
        (("--to", "age1faux"), "clé publique age"),
        (("--to", "imprimeur", "--plain", "x"), "choisir"),
        (("--to", "imprimeur", "--out", str(tmp_path / "rien" / "a.age")), "dossier n’existe pas"),
        (("--to", "imprimeur", "--out", str(tmp_path / "deja.age")), "existe déjà"),
        (("--out", str(ctx.var / "exports" / "a.csv")), "va déjà dans var/exports"),
    )
    for options, said in asked:
        assert said in run(*PURPOSE, *options, code=2).err
    assert (tmp_path / "deja.age").read_text("utf-8") == "x"
    assert logged(ctx) == [] and not list((ctx.var / "exports").glob("*"))


def test_a_recipient_badly_told_is_said(ctx, run):
    name_recipient(ctx, "imprimeur", "age1trop-court")
    assert "clé publique age est attendue" in run(*PURPOSE, code=2).err


def test_who_receives_opens_it_with_the_key_of_the_machine(ctx, run, tmp_path):
    public = run("export", "key", "--json").json["recipient"]
    assert run("export", "clé", "--json").json["recipient"] == public  # made once
    run(*PURPOSE, "--to", public, "--out", str(tmp_path / "liste.csv"))
    made = run("export", "open", str(tmp_path / "liste.csv.age"), "--json").json["path"]
    assert made.startswith("var/exports/liste-2026") and made.endswith(".csv")
    assert (ctx.root / made).stat().st_mode & 0o777 == 0o600
    assert "Le Bihan" in (ctx.root / made).read_text("utf-8-sig")


def test_outside_a_project_it_opens_beside_the_file_with_a_key_that_is_given(
    run, keys, comptoir, tmp_path
):
    elsewhere = tmp_path / "reçus"
    elsewhere.mkdir()
    run(*PURPOSE, "--to", keys[1], "--out", str(elsewhere / "liste.csv"))
    key = elsewhere / "cle.txt"
    key.write_text(f"# created: 2026\n# public key: {keys[1]}\n{keys[0]}\n", "utf-8")

    def open_(*arguments, code):
        return comptoir("export", "ouvrir", *arguments, "--project", str(elsewhere), code=code)

    sealed = str(elsewhere / "liste.csv.age")
    assert "--key" in open_(sealed, code=2).err  # no key yet
    assert open_(sealed, "--key", str(key), code=0)
    assert "Le Bihan" in (elsewhere / "liste.csv").read_text("utf-8-sig")
    (elsewhere / "liste.csv").unlink()
    key.write_text(new_identity()[0], "utf-8")
    assert "autre clé" in open_(sealed, "--key", str(key), code=2).err
    assert "clé secrète" in open_(sealed, "--key", sealed, code=2).err
    assert open_(str(elsewhere / "rien.age"), "--key", str(key), code=2)
    assert not (elsewhere / "liste.csv").exists()


def test_any_file_of_var_is_sealed_for_who_receives_it_and_noted(ctx, run, keys, tmp_path):
    secret, public = keys
    name_recipient(ctx, "comptable", public)
    paper = ctx.var / "exports" / "journal-2026-20261124-090000.csv"
    paper.parent.mkdir(exist_ok=True)
    paper.write_text("Le Bihan;39,00")
    why = ("--purpose", "clôture", "--to", "comptable")
    made = run(
        "export", "seal", "var/exports/" + paper.name, *why, "--out", str(tmp_path), "--json"
    )
    [path] = tmp_path.glob("journal-2026-*.csv.age")
    assert made.json["path"] == str(path)
    assert unseal_file(secret, path.read_bytes()) == b"Le Bihan;39,00"
    [kept] = logged(ctx)
    assert (kept.record_id, kept.recipient, kept.purpose) == (paper.name, "comptable", "clôture")
    assert "pour qui" in run("export", "seal", str(paper), "--purpose", "x", code=2).err
    assert "var/" in run("export", "seal", str(ctx.root / "comptoir.toml"), *why, code=2).err
    assert "var/" in run("export", "seal", "var/exports/absent.csv", *why, code=2).err
