"""Profiles: each cell of profile × class of data × action, allowed or refused at the doors."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from comptoir.contacts.privacy import FIELD_CLASSES
from comptoir.desk import archives, contact_edits, contact_files, contact_imports, person_access
from comptoir.desk import contacts as desk
from comptoir.desk.consents import Proof, grant
from comptoir.desk.documents import adding, bundling, finding
from comptoir.desk.leaving import Leaving
from comptoir.errors import RefusedError
from comptoir.profiles import (
    ACTIONS,
    CELLS,
    NOUNS,
    PROFILES,
    Action,
    DataClass,
    cell_of,
    derived,
    let_read,
)
from comptoir.store import access, begin, reading
from comptoir.store.tables.audit import access_log
from comptoir.store.tables.privacy import archived_file

from make import ROOT
from make_contacts import add, draft

# What each profile may, written apart from the code: s(ee), c(hange), e(xport), or the one action.
MATRIX = """
class     own  assistant  marketer  accountant  editor
identity  sce  sce        sce       sce         -
reach     sce  sce        sce       sce         -
address   sce  sce        sce       sce         -
birth     sce  sce        -         -           -
origin    sce  sce        sce       -           -
consent   sce  sce        sce       -           -
notes     sce  sce        -         -           -
archive   s    -          -         s           -
document  sce  sce        s         sce         -
voucher   sce  sce        -         sce         -
staff     sce  -          -         sce         -
campaign  S    S          S         -           -
sale      sI   sI         -         sI          -
ledger    sPe  sPe        -         sPe         -
base      A    A          -         -           -
"""
LETTERS = {
    "s": Action.SEE, "c": Action.CHANGE, "e": Action.EXPORT, "S": Action.SEND,
    "I": Action.ISSUE, "P": Action.POST, "A": Action.ADMINISTER,
}  # fmt: skip
ACT = {  # an act for each cell that is an act; personal classes are tried through their fields
    (DataClass.CONSENT, Action.CHANGE): "consent.object",
    (DataClass.CONSENT, Action.EXPORT): "consent.export",
    (DataClass.NOTES, Action.CHANGE): "contact.note",
    (DataClass.CAMPAIGN, Action.SEND): "campaign.queue",
    (DataClass.SALE, Action.ISSUE): "invoice.issue",
    (DataClass.LEDGER, Action.POST): "payment.record",
    (DataClass.LEDGER, Action.EXPORT): "ledger.fec",
    (DataClass.BASE, Action.ADMINISTER): "privacy.erase",
}
PAPERS = {DataClass.DOCUMENT: "statuts", DataClass.VOUCHER: "contrat", DataClass.STAFF: "social"}
FIELD = {data: name for name, data in reversed(FIELD_CLASSES.items())}


def table():
    head, *rows = MATRIX.strip().splitlines()
    names = head.split()[1:]
    for row in rows:
        data, *held = row.split()
        for name, letters in zip(names, held, strict=True):
            allowed = {LETTERS[letter] for letter in letters if letter != "-"}
            for action in ACTIONS[DataClass(data)]:
                yield name, DataClass(data), action, action in allowed


TABLE = list(table())


SEEN = {  # what the file of a person shows of each class
    DataClass.IDENTITY: lambda file: file.contact.last_name == "Le Bihan",
    DataClass.REACH: lambda file: file.contact.email == "jo@example.org",
    DataClass.ADDRESS: lambda file: file.contact.street == "3 rue du Canal",
    DataClass.BIRTH: lambda file: file.contact.birth_date is not None,
    DataClass.ORIGIN: lambda file: file.contact.source == "bulletin",
    DataClass.CONSENT: lambda file: bool(file.consents),
    DataClass.NOTES: lambda file: bool(file.notes),
    DataClass.SALE: lambda file: file.balance is not None,
}


@pytest.fixture
def base(ctx):
    """Jo, of whom something is held in each class, and an archived person."""
    [jo] = add(ctx, draft(birth_date=date(1980, 5, 4)))
    proof = Proof(text="Oui.", method="papier", evidence="classeur 7")
    grant(ctx, jo.reference, purpose="lettre-infos", channel="email", proof=proof)
    contact_edits.note(ctx, jo.reference, "Préfère l’après-midi.")
    with begin(ctx, act="test.archive") as tx:
        day = date(2026, 1, 1)
        tx.db.execute(
            archived_file.insert().values(
                contact_id=jo.id, archived_on=day, keep_until=day, basis="x"
            )
        )
    return ctx


def as_(ctx, name, own=None):
    return replace(ctx, actor=replace(ctx.actor, profile=name, own=own))


def done(ctx, data, action):
    """Whether somebody can do at the doors what a cell is about."""
    try:
        return _do(ctx, data, action)
    except RefusedError as error:
        assert "profil" in str(error)
        return False


def _do(ctx, data, action):
    if data is DataClass.ARCHIVE:
        with reading(ctx) as db:
            return not archives.hidden(ctx, db)
    if data is DataClass.LEDGER and action is Action.SEE:
        let_read(ctx.actor.rights, "ledger")
        return True
    if action is Action.SEE and data not in PAPERS:
        return SEEN[data](contact_files.show(ctx, "C-1"))
    if action is Action.EXPORT and data is DataClass.NOTES:
        return bool(person_access.copy(ctx, "C-1"))
    if action is Action.EXPORT and data in FIELD and data is not DataClass.CONSENT:
        made = desk.export(ctx, purpose="essai")
        return data not in {FIELD_CLASSES[name] for name in made.hidden}
    if data in PAPERS:
        return _filed(ctx, PAPERS[data], action)
    act = ACT.get((data, action), "contact.edit")
    if action is Action.EXPORT:
        access.note(ctx, act=act)
    with begin(ctx, act=act) as tx:
        if data in FIELD:
            tx.record("contact", "C-000001", {FIELD[data]: ("a", "b")})
    return True


def _filed(ctx, kind, action):
    """Whether a document of a circle is read, filed, or leaves in an archive."""
    paper = ctx.root / "papier.txt"
    paper.write_text(str(uuid4()))
    told = adding.Adding(path=paper, kind=kind, dated=date(2020, 1, 1))
    if action is Action.CHANGE:
        return bool(adding.add(ctx, told))
    one = adding.add(as_(ctx, "own"), told).document
    if action is Action.SEE:
        return finding.show(ctx, one.reference).found.reference == one.reference
    made = bundling.bundle(as_(ctx, "own"), year=None, section="", leaving=Leaving())
    try:
        return (
            bundling.bundle(ctx, year=None, section="", leaving=Leaving()).documents
            == made.documents
        )
    except RefusedError as error:
        if "aucun document" in str(error):
            return False
        raise


def test_the_table_of_this_test_is_whole():
    assert {(name, data, action) for name, data, action, _ in TABLE} == {
        (name, *cell) for name in PROFILES for cell in CELLS
    }


@pytest.mark.parametrize(("name", "data", "action", "allowed"), TABLE)
def test_row_81_each_profile_does_what_its_cells_allow_and_nothing_else(
    base, name, data, action, allowed
):
    assert done(as_(base, name), data, action) is allowed
    assert PROFILES[name].may(data, action) is allowed


@pytest.mark.parametrize(("data", "action"), sorted(CELLS))
def test_row_81_a_cell_taken_away_is_refused_and_given_back_is_allowed(base, data, action):
    without = derived("propre", "own", {}, {data: [action]})
    assert not done(as_(base, "propre", without), data, action)
    assert done(as_(base, "propre", derived("propre", "own", {data: [action]}, {})), data, action)


def test_a_refused_act_writes_nothing_and_says_who_may(base):
    with pytest.raises(RefusedError) as refused, begin(as_(base, "editor"), act="contact.note"):
        pytest.fail("the door opened")
    assert "« editor »" in str(refused.value) and "contact.note" in str(refused.value)
    assert "own, assistant" in str(refused.value) and "comptoir.toml" in str(refused.value)


def test_a_change_of_one_field_that_is_refused_leaves_the_others_as_they_were(base):
    marketer = as_(base, "marketer")
    with pytest.raises(RefusedError, match="date de naissance"):
        contact_edits.edit(marketer, "C-1", {"city": "Rennes", "birth_date": "1981-01-01"})
    assert contact_files.show(base, "C-1").contact.city == "Redon"
    assert contact_edits.edit(marketer, "C-1", {"city": "Rennes"}).contact.city == "Rennes"


def test_an_import_brings_no_field_that_the_profile_may_not_change(base, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("nom;prénom;date de naissance\nTanguy;Ana;1990-02-01\n", "utf-8")
    with pytest.raises(RefusedError, match="date de naissance"):
        contact_imports.import_file(as_(base, "marketer"), path, given={"source": "essai"})
    assert contact_files.find(base, "tanguy", limit=5).count == 0


def test_an_unknown_profile_sees_and_does_nothing(base):
    assert not any(done(as_(base, "inconnu"), *cell) for cell in sorted(CELLS))


def test_every_act_of_the_program_has_its_cell():
    """An act whose noun is not in the table needs the right to administer: none by oversight."""
    sources = (ROOT / "pipeline" / "comptoir" / "desk").rglob("*.py")
    nouns = {
        noun for one in sources for noun in re.findall(r'act="([a-z]+)\.[a-z_]+"', one.read_text())
    }
    assert nouns - set(NOUNS) == set(), "add these nouns to profiles.NOUNS"
    assert cell_of("unheard.of") == (DataClass.BASE, Action.ADMINISTER)


@pytest.mark.parametrize("noun", ["membership", "donation"])
def test_dues_and_gifts_are_read_by_whoever_sees_sales(base, comptoir, monkeypatch, noun):
    for name in PROFILES:
        people = f'[people.{name}]\nname = "{name}"\nprofile = "{name}"\n'
        settings = base.root / "comptoir.toml"
        settings.write_text(settings.read_text("utf-8") + people, "utf-8")
        monkeypatch.setenv("COMPTOIR_LOGIN", name)
        lets = (name, DataClass.SALE, Action.SEE, True) in TABLE
        done_ = comptoir(noun, "list", "--project", str(base.root), code=0 if lets else 3)
        assert lets or "voir (ventes)" in done_.err


# Profiles of comptoir.toml


@pytest.fixture
def told(base, comptoir, monkeypatch):
    """Run a command as Paul, whose profile is told in comptoir.toml."""

    def run(text, *arguments, code):
        settings = base.root / "comptoir.toml"
        settings.write_text(settings.read_text("utf-8") + text, "utf-8")
        monkeypatch.setenv("COMPTOIR_LOGIN", "paul")
        return comptoir(*arguments, "--project", str(base.root), code=code)

    return run


VOLUNTEER = """
[people.paul]
name = "Accueil"
profile = "benevole"
[profiles.benevole]
based_on = "editor"
add = {{ identity = ["see"], notes = [{notes}] }}
"""


def test_an_own_profile_adds_to_the_one_it_is_based_on(told, base):
    shown = told(VOLUNTEER.format(notes='"change"'), "contact", "show", "C-1", code=0).out
    assert "Le Bihan" in shown and "après-midi" in shown  # who changes notes sees them
    assert "jo@example.org" not in shown and "3 rue du Canal" not in shown
    assert told("", "contact", "note", "C-1", "Rappelée.", code=0)
    refused = told("", "contact", "edit", "C-1", "--ville", "Rennes", code=3)
    assert "« benevole »" in refused.err and "contact.edit" in refused.err
    refused = told("", "contact", "export", "--purpose", "essai", code=3)
    assert "exporter" in refused.err


LISTS = """
[people.paul]
name = "Accueil"
profile = "listes"
[profiles.listes]
based_on = "marketer"
remove = { reach = ["export"], address = ["see"] }
"""


def test_row_15_an_export_masks_what_a_profile_may_not_export_and_is_logged(told, base):
    made = told(
        LISTS, "contact", "export", "--purpose", "étiquettes", "--json",
        "--recipient", "Imprimerie", code=0,
    ).json  # fmt: skip
    path = base.root / made["path"]
    text = path.read_text("utf-8-sig")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Le Bihan" in text and "bulletin" in text
    for hidden in ("jo@example.org", "3 rue du Canal", "Redon", "1980"):
        assert hidden not in text
    assert "jo@example.org" in told("", "contact", "show", "C-1", code=0).out  # seen, not exported
    with reading(base) as db:
        kept = db.execute(select(access_log).where(access_log.c.act == "contact.export")).one()
    assert (kept.login, kept.profile, kept.purpose) == ("paul", "listes", "étiquettes")
    assert (kept.rows, kept.recipient) == (1, "Imprimerie")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[profiles.b]\nbased_on = "asistant"\n', "« assistant »"),
        ('[profiles.b]\nbased_on = "editor"\nadd = { notse = ["see"] }\n', "« notes »"),
        ('[profiles.b]\nbased_on = "editor"\nremove = { notes = ["sea"] }\n', "« see »"),
        ('[profiles.b]\nbased_on = "editor"\nadd = { archive = ["send"] }\n', "Il y a : see."),
        ('[profiles.own]\nbased_on = "editor"\n', "existe déjà"),
        ('[profiles.b]\nadd = {}\n', "based_on"),
        ('[profiles.b]\nbased_on = "editor"\nplus = 1\n', "plus"),
        ('[profiles.benevole]\nbased_on = "editor"\n[people.a]\nname = "A"\n'
         'profile = "benevol"\n', "« benevole »"),
    ],
)  # fmt: skip
def test_a_profile_badly_told_is_said_with_the_nearest_name(told, text, said):
    done_ = told(text, "segment", "count", "adherents-a-jour", code=2)
    assert "comptoir.toml" in done_.err and said in done_.err
    assert "Traceback" not in done_.err and "value" not in done_.err
