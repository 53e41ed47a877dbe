"""Row 45: `organisation.toml` says who one is; pages, messages and modules follow."""

from importlib import import_module
from pathlib import Path

import pytest

from comptoir import modules
from comptoir.campaigns.fields import shared_fields
from comptoir.campaigns.mentions import mentions
from comptoir.campaigns.merge import read_texts
from comptoir.campaigns.slots import fill
from comptoir.cli.kit.names import NOUNS
from comptoir.desk.due import Wanted, chosen
from comptoir.desk.due.task import Task
from comptoir.modules import COMMANDS, FRENCH, Module, off_in, switched_off
from comptoir.settings import PurposeClass, SiteSettings
from comptoir.settings.organisation import Charter, Kind, Modules, Organisation

from make_campaigns import campaign, purpose
from starters import fill_identity

PURPOSE = "Faire vivre le canal et ses écluses."
VALUES = 'values = ["Réparer avant de racheter.", "Ouvrir nos portes à tous."]\n'


SITE = SiteSettings.model_validate({"site": {"name": "Canal", "url": "https://c.example.org"}})
OFFER = """---
title: "Le kit de l’éclusier"
date: 2026-01-02
summary: "Tout pour ouvrir une écluse."
owner: direction
sku: KIT
price: "16.00"
vat: "20"
nature: goods
unit: le kit
---
Une manivelle et une corde.
"""


@pytest.fixture
def house(comptoir, tmp_path: Path) -> Path:
    """A small association, its identity complete, with an offer and a menu."""
    folder = tmp_path / "maison"
    comptoir("new", str(folder), "--kind", "association", "--name", "Le canal", code=0)
    fill_identity(folder)
    path = folder / "legal/organisation.toml"
    lines = path.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("purpose =", "values ="))]
    at = next(n for n, line in enumerate(kept) if line.startswith("legal_form"))
    kept.insert(at, f'purpose = "{PURPOSE}"\n{VALUES}')
    path.write_text("".join(kept))
    return folder


def say(folder: Path, text: str) -> None:
    path = folder / "legal/organisation.toml"
    path.write_text(path.read_text() + text)


def test_every_module_has_a_french_name_a_setting_and_commands_that_exist():
    assert set(FRENCH) == set(Module) == set(COMMANDS.values())
    assert set(Modules.model_fields) == set(Module)
    assert set(COMMANDS) <= set(NOUNS)
    assert set(modules.WITHOUT) < set(Kind)


def test_the_statute_decides_and_the_settings_have_the_last_word():
    assert Module.MEMBERSHIPS in switched_off("company", {})
    assert Module.MEMBERSHIPS not in switched_off("company", {"memberships": True})
    assert switched_off("association", {}) == frozenset()
    assert off_in({"kind": "association", "modules": {"sales": False, "autre": 3}}) == {
        Module.SALES
    }
    assert off_in({"modules": "tout"}) == frozenset()


def test_row_45_purpose_and_values_are_on_the_site_and_in_letters(comptoir, house: Path):
    comptoir("--project", str(house), "site", "build", "--no-check", code=0)
    home = (house / "output/index.html").read_text()
    assert PURPOSE in home
    assert "Réparer avant de racheter." in home
    assert PURPOSE in (house / "output/contact/index.html").read_text()  # at the foot of each page
    organisation = Organisation(
        kind=Kind.ASSOCIATION,
        name="Le canal",
        purpose=PURPOSE,
        values=("Réparer.", "Partager."),
    )
    body = "Notre but : {{ organisation.purpose }} {{ organisation.principles }}"
    shared = shared_fields(
        campaign(), organisation, None, site_name="Canal", site_url="https://canal.example.org"
    )
    text = read_texts(campaign(body)).body.merge(shared, "letter")
    assert fill(text.text, text.values, str) == f"Notre but : {PURPOSE} Réparer ; partager."


@pytest.mark.parametrize(
    ("address", "why", "stop"),
    [
        ("vous", "Vous recevez ce message parce que vous", "Vous pouvez arrêter"),
        ("tu", "Tu reçois ce message parce que tu", "Tu peux arrêter"),
    ],
)
def test_row_45_messages_speak_as_the_charter_does(address: str, why: str, stop: str):
    organisation = Organisation(
        kind=Kind.ASSOCIATION,
        name="Le canal",
        email="contact@canal.example.org",
        charter=Charter(address=address),
    )
    said = mentions(
        "associative",
        purpose(PurposeClass.ASSOCIATIVE),
        organisation,
        SITE,
        channel="email",
    )
    assert said.why.startswith(why)
    assert said.stop.startswith(stop)
    letter = mentions(
        "post", purpose(PurposeClass.ASSOCIATIVE), organisation, SITE, channel="letter"
    )
    assert ("Vous" in " ".join(letter.lines)) == (address == "vous")


def test_row_45_a_module_that_is_off_refuses_its_commands_and_leaves_help(comptoir, house: Path):
    say(house, "\n[modules]\nsales = false\n")
    done = comptoir("--project", str(house), "facture", "lister", code=3)
    assert "le module « ventes » est coupé : sales = false sous [modules]" in done.err
    assert "sales = true sous [modules] de legal/organisation.toml" in done.err
    help_ = comptoir("--project", str(house), "--help", code=0).out
    assert "facture (invoice)" not in help_ and "adhésion (membership)" in help_
    comptoir("--project", str(house), "site", "build", "--no-check", code=0)


def test_row_45_the_statute_switches_off_what_it_has_no_use_for(comptoir, tmp_path: Path):
    folder = str(tmp_path / "atelier")
    comptoir("new", folder, "--kind", "company", "--name", "Atelier", code=0)
    done = comptoir("--project", folder, "adhésion", "lister", code=3)
    assert "le statut (kind) écrit dans legal/organisation.toml n’en a pas l’usage" in done.err


def test_row_45_offers_and_their_menu_entry_vanish_with_sales(comptoir, house: Path):
    (house / "content/offres").mkdir(exist_ok=True)
    (house / "content/offres/kit.md").write_text(OFFER)
    (house / "comptoir.toml").write_text(
        (house / "comptoir.toml").read_text()
        + '\n[[menu]]\nlabel = "Nos offres"\nurl = "/offres/"\n'
    )
    build = ("--project", str(house), "site", "build", "--no-check")
    comptoir(*build, code=0)
    assert (house / "output/offres/kit/index.html").is_file()
    assert "Nos offres" in (house / "output/index.html").read_text()
    say(house, "\n[modules]\nsales = false\n")
    done = comptoir(*build, code=0)
    assert "1 page de /offres/" in done.out
    assert not (house / "output/offres").exists()
    assert "Nos offres" not in (house / "output/index.html").read_text()


def test_row_45_due_and_doctor_follow(comptoir, ctx, monkeypatch: pytest.MonkeyPatch):
    source = import_module("comptoir.desk.due.base.invoices")
    monkeypatch.setattr(source, "tasks", lambda ctx: [Task(ctx.today, "Facture à encaisser")])
    assert "Facture à encaisser" in [task.what for task in chosen(ctx, Wanted())]
    say(ctx.root, "\n[modules]\nsales = false\nsurveys = false\n")
    assert "Facture à encaisser" not in [task.what for task in chosen(ctx, Wanted())]
    said = comptoir("--project", str(ctx.root), "doctor").out
    assert "modules coupés (statut ou [modules]) : enquêtes et ventes" in said


def test_row_45_the_doctor_tells_what_a_module_that_is_off_still_holds(
    comptoir, project_dir: Path, tmp_path: Path
):
    here = ("--project", str(project_dir))
    comptoir(*here, "db", "upgrade", code=0)
    comptoir(*here, "contact", "add", "--last-name", "Exemple", code=0)
    comptoir(*here, "membership", "record", "--to", "C-000001", "--season", "2026-2027",
             "--level", "plein", "--method", "carte", code=0)  # fmt: skip
    say(project_dir, "\n[modules]\nmemberships = false\n")
    said = comptoir(*here, "doctor").out
    assert "le module « adhésions » est coupé, et la base en garde 1 fiche" in said
