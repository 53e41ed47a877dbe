"""One Markdown source: letter, e-mail, text message, social post, poster and flyer."""

from pathlib import Path

import pytest

from make_campaigns import pdf_text, write_campaign

BODY = """{% channel "letter", "email" %}
{{ contact.salutation }},

Le repair café du **samedi 5 décembre** aura deux tables de plus. Venez de 14 h à 17 h 30.

- Apportez l’objet, et sa notice si vous l’avez.
- La participation est à prix libre.
{% endchannel %}
{% channel "letter" %}
Répondez-nous à l’accueil, ou par le code ci-dessous.
{% endchannel %}
{% channel "email" %}
[Le programme](/agenda/) est sur le site.
{% endchannel %}
{% channel "sms" %}
Repair café samedi 5 décembre, 14 h, {{ organisation.short_name }}.
{% endchannel %}
{% channel "social", "print" %}
Deux tables de plus au repair café : **samedi 5 décembre**, de 14 h à 17 h 30, prix libre.
{% endchannel %}
{% channel "letter", "email" %}
Avec nos salutations cordiales,

{{ organisation.publication_director }}, {{ organisation.director_title }}
{% endchannel %}
"""
SMS = '\n[campaigns.sms]\nsender = "Ateliers"\nstop = "STOP au 36111"\n'


@pytest.fixture
def root(ctx) -> Path:
    write_campaign(
        ctx.root, name="tables", body=BODY, channels="[letter, email, sms]",
        title="Deux tables de plus", subject="Le repair café de décembre", reply="/agenda/",
        summary="Le repair café de décembre a deux tables de plus.",
    )  # fmt: skip
    text = (ctx.root / "comptoir.toml").read_text("utf-8")
    (ctx.root / "comptoir.toml").write_text(text + SMS, "utf-8")
    return ctx.root


def test_row_09_every_channel_comes_from_one_source(comptoir, root, golden):
    file, project = "content/campagnes/tables.md", ("--project", str(root))
    comptoir("campaign", "preview", "tables", *project, code=0)
    comptoir("social", "pack", file, "--network", "mastodon", "--network", "bluesky", *project,
             code=0)  # fmt: skip
    comptoir("print", file, "--as", "poster", *project, code=0)
    comptoir("print", file, "--as", "flyer", *project, code=0)
    preview, post = root / "var/preview/tables", root / "var/social/tables"
    paper = root / "var/print"
    said = {
        "Lettre": pdf_text(preview / "tables-exemple.pdf"),
        "Courriel": (preview / "tables-exemple.txt").read_text("utf-8").strip(),
        "SMS": (preview / "tables-exemple.sms.txt").read_text("utf-8").strip(),
        "Mastodon": (post / "mastodon/texte.txt").read_text("utf-8").strip(),
        "Bluesky": (post / "bluesky/texte.txt").read_text("utf-8").strip(),
        "Affiche": pdf_text(paper / "tables-poster.pdf"),
        "Prospectus": pdf_text(paper / "tables-flyer.pdf"),
    }
    golden(
        "campaigns/every-channel.txt",
        "\n\n".join(f"==== {name} ====\n{text}" for name, text in said.items()) + "\n",
    )


def test_what_is_public_names_nobody(comptoir, root):
    words = '{% channel "social" %}{{ contact.first_name }}{% endchannel %}'
    write_campaign(root, name="nom", body=words)
    err = comptoir("social", "pack", "content/campagnes/nom.md", "--project", str(root),
                   code=2).err  # fmt: skip
    assert "contact.first_name" in err and "content/campagnes/nom.md, ligne" in err
