"""Comments and reviews: answered from models, followed as requests, with their trace."""

import pytest

from make_requests import desk

REVIEW = ("request", "new", "--form", "avis", "--channel", "social",
          "--answer", "adresse=https://avis.example.org/halage/12", "--answer", "auteur=Lou B.",
          "--answer", "besoin=Savoir pourquoi l’atelier était fermé")  # fmt: skip


@pytest.fixture
def run(ctx, comptoir):
    desk(ctx)

    def run(*arguments):
        return comptoir(*arguments, "--json", "--project", str(ctx.root), code=0).json

    return run


def test_row_87_a_review_is_answered_from_a_model_and_becomes_a_request(run):
    made = run(*REVIEW, "--answer", "texte=Porte close samedi !", "--answer", "ton=avis-mecontent")
    number = made["number"]
    assert (made["kind"], made["owner"], made["due_on"]) == ("complaint", "maelle", "2026-12-08")
    public = run("request", "answer", number, "--channel", "social", "--interim")
    assert number in public["text"] and "Lou" not in public["text"]
    assert not public["sent"] and public["path"] is None, "somebody pastes it where it was read"
    run("request", "take", number)
    run("request", "answer", number, "--channel", "social", "--text", "L’écriteau est changé.",
        "--facts", "L’écriteau disait 10 h", "--responsibility", "ours",
        "--remedy", "L’écriteau est changé", "--remedy-on", "2026-11-25")  # fmt: skip
    told = run("request", "show", number)
    assert [one["what"] for one in told["events"]] == ["opened", "interim", "taken", "answered"]
    assert dict(told["answers"])["Où : l’adresse de la page"].endswith("/halage/12")


def test_thanks_are_answered_at_once(run):
    made = run(*REVIEW, "--answer", "texte=Merci à tous", "--answer", "ton=un merci")
    assert (made["kind"], made["due_on"]) == ("information", None)
    run("request", "take", made["number"])
    done = run("request", "answer", made["number"])
    assert done["channel"] == "social" and "bénévoles" in done["text"]
