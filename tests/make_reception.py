"""A reception to knock at: the forms of a project, a key, a clock that can be moved."""

from dataclasses import dataclass, replace
from datetime import timedelta

from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from comptoir.context import Context
from comptoir.desk import inbox, reception
from comptoir.readers.sealed import unseal
from comptoir.website.reception.entries import Entry, read

from make import NOW

FORMS = """
[forms.contact]
action = "/reception/contact"
title = "Nous écrire"
purpose = "demandes"
[[forms.contact.field]]
name = "nom"
label = "Votre nom"
required = true
autocomplete = "name"
[[forms.contact.field]]
name = "mel"
label = "Votre adresse mél"
kind = "email"
required = true
[[forms.contact.field]]
name = "sujet"
label = "Sujet"
kind = "select"
options = ["Adhésion : 22 €", "Autre"]
[[forms.contact.field]]
name = "message"
label = "Votre message"
kind = "textarea"
[[forms.contact.field]]
name = "lettre"
label = "Je veux recevoir la lettre d’information"
kind = "checkbox"
consent = "lettre-infos"
"""
ANSWERS = {"nom": "Jo Essai", "mel": "jo.essai@example.org", "message": "Bonjour."}


@dataclass(slots=True)
class Desk:
    """A project with a reception; its clock stands still until it is moved."""

    ctx: Context
    client: TestClient
    moment: list[timedelta]

    def wait(self, **time: float) -> None:
        self.moment[0] += timedelta(**time)

    def entries(self) -> list[Entry]:
        """Return what was kept, as who holds the key reads it."""
        identity = inbox.reception_identity(self.ctx.root)
        return [
            read(unseal(identity, line))
            for path in sorted((self.ctx.root / "var/reception").glob("*.age"))
            for line in path.read_text("ascii").splitlines()
        ]

    def send(self, path: str = "/reception/contact", **answers: str) -> None:
        """Answer a form as somebody without JavaScript does: read again, then send."""
        first = self.client.post(path, data=answers)
        assert first.status_code == 200, first.text
        assert "Relisez" in first.text
        self.wait(seconds=10)
        second = self.client.post(path, data=hidden_in(first.text), follow_redirects=False)
        assert second.status_code == 303, second.text


def hidden_in(html: str) -> dict[str, str]:
    found = LexborHTMLParser(html).css('main input[type="hidden"]')
    return {str(n.attributes["name"]): str(n.attributes["value"] or "") for n in found}


def make_desk(ctx: Context, forms: str = FORMS) -> Desk:
    """Give a project forms, a key and a reception."""
    (ctx.root / "content/data").mkdir(parents=True, exist_ok=True)
    (ctx.root / "content/data/formulaires.toml").write_text(forms, "utf-8")
    recipient = inbox.make_key(ctx)
    settings = ctx.root / "comptoir.toml"
    settings.write_text(
        settings.read_text("utf-8") + f'\n[web]\nrecipient = "{recipient}"\n', "utf-8"
    )
    moment = [timedelta()]

    here = replace(ctx, now=lambda: NOW + moment[0])
    app = reception.application(here)
    return Desk(here, TestClient(app), moment)
