"""`comptoir campaign new`: a commented draft, from a model of letter or from nothing."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from comptoir.desk import browser_view
from comptoir.readers.content import read_page

from make_campaigns import write_campaign
from needs import need


@pytest.fixture
def project(ctx) -> Path:
    write_campaign(ctx.root)
    return ctx.root


@pytest.fixture
def new(comptoir, project):
    def run(*arguments: str, code: int = 0, verb: str = "new"):
        return comptoir("campaign", verb, *arguments, "--project", str(project), code=code)

    return run


def test_a_mailing_begins_from_a_model(new, project):
    out = new(
        "portes-ouvertes", "--title", "Portes ouvertes", "--model", "invitation-evenement",
        "--segment", "tous", "--purpose", "lettre-infos", "--channel", "courriel",
        "--set", "event.date=samedi 9 janvier 2027",
    ).out  # fmt: skip
    assert "event.name" in out and "event.date" not in out
    page = read_page(project / "content/campagnes/portes-ouvertes.md", project)
    assert (page.meta.segment, page.meta.channels) == ("tous", ("email",))
    assert page.meta.status == "draft"
    assert "samedi 9 janvier 2027" in page.meta.subject
    assert "{{ event.place }}" in page.body


def test_what_is_left_to_say_is_named_where_it_stands(new):
    new("portes-ouvertes", "--model", "invitation-evenement", "--segment", "tous",
        "--purpose", "lettre-infos")  # fmt: skip
    err = new("portes-ouvertes", code=2, verb="check").err
    assert "content/campagnes/portes-ouvertes.md, ligne" in err and "event.place" in err


def test_a_blank_mailing_is_whole_once_its_segment_and_purpose_are_chosen(new, project):
    assert "segment, purpose" in new("essai-blanc").out
    new("vrai", "--segment", "tous", "--purpose", "vie-associative")
    assert "Aperçu" in new("vrai", "--channel", "email", verb="preview").out


def test_sms_gets_words_of_its_own(new, project, comptoir):
    new("braderie", "--segment", "tous", "--purpose", "vie-associative", "--channel", "email",
        "--channel", "sms")  # fmt: skip
    out = new("braderie", "--channel", "sms", verb="preview").out
    assert "1 SMS" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["essai"], "existe déjà"),
        (["x", "--model", "invitation-evenment"], "invitation-evenement"),
        (["x", "--segment", "tou"], "« tous »"),
        (["x", "--purpose", "vie-asociative"], "« vie-associative »"),
        (["x", "--channel", "pigeon"], "n’existe pas"),
        (["x", "--model", "invitation-evenement", "--set", "event.dat=x"], "« event.date »"),
        (["x", "--model", "invitation-evenement", "--set", "event.date={{ x }}"], "accolade"),
        (["x", "--set", "sans égal"], "--set"),
        (["???"], "ne peut pas nommer"),
    ],
)
def test_what_does_not_exist_is_told_with_the_nearest(new, project, arguments, told):
    before = set((project / "content/campagnes").iterdir())
    assert told in new(*arguments, code=2).err
    assert set((project / "content/campagnes").iterdir()) == before


def test_models_are_listed_with_their_use(new):
    found = new("--json", verb="models").json["models"]
    assert len(found) >= 20
    assert all(one["use"] and one["channels"] for one in found)


def test_every_model_begins_a_mailing_that_reads(new, project):
    for one in new("--json", verb="models").json["models"]:
        said = [part for name in one["fields"] for part in ("--set", f"{name}=des mots")]
        new(f"essai-{one['name']}", "--model", one["name"], "--segment", "tous",
            "--purpose", "vie-associative", *said)  # fmt: skip
        page = read_page(project / f"content/campagnes/essai-{one['name']}.md", project)
        left = [name for name in one["fields"] if name in page.body]
        assert left == []


def test_a_letter_is_previewed_as_a_picture(new, project):
    new("essai", "--channel", "letter", "--png", verb="preview")
    [drawn] = (project / "var/preview/essai").glob("*.png")
    assert Image.open(drawn).size == (909, 1286)


@pytest.mark.browser
def test_an_email_is_previewed_as_a_picture(new, project):
    need("Chromium", bool(browser_view.browser()))
    new("essai", "--channel", "email", "--png", verb="preview")
    [drawn] = (project / "var/preview/essai").glob("*.png")
    picture = Image.open(drawn).convert("L")
    assert picture.width == browser_view.WIDTH
    assert len(picture.getcolors(256) or []) > 20


def test_without_a_browser_the_picture_of_an_email_is_not_promised(new, project, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "aucun navigateur" in new("essai", "--channel", "email", "--png", verb="preview").out
