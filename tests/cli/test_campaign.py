"""`comptoir campaign`: what is typed, what is said, and how bad input ends."""

import stat

import pytest

from comptoir.store import reading

from make_campaigns import add_people, crowd, write_campaign


@pytest.fixture
def campaign(comptoir, ctx, monkeypatch):
    """Run `comptoir campaign …` in a project with one campaign and its segment."""
    write_campaign(ctx.root)
    monkeypatch.chdir(ctx.root)

    def run(*words, code=0, **more):
        return comptoir("campaign", *words, code=code, **more)

    return run


@pytest.fixture
def people(ctx):
    found = crowd(ctx, 3)
    return [*found, *add_people(ctx, [{"email": ""}, {"email": "", "city": "", "street": ""}])]


def test_the_whole_path(campaign, people, ctx):
    assert "5 contacts" in campaign("queue", "essai").out
    assert "2 exclus" in campaign("queue", "essai").out
    assert (
        "1 destinataire en attente par lettre"
        in campaign("queue", "essai", "--channel", "letter").out
    )
    assert "3 partis" in campaign("send", "essai", "--channel", "email").out
    out = campaign("send", "essai", "--channel", "letter").out
    assert "var/outbox/essai/lettres-lot-01.pdf" in out
    out = campaign("status", "essai").out
    assert "Par courriel : 3 destinataires = 3 partis" in out
    assert "Par lettre : 1 destinataire = 1 partis" in out


def test_french_names_do_the_same(comptoir, campaign, people, ctx):
    assert comptoir("campagne", "préparer", "essai", "--canal", "courriel", code=0).out
    assert "3 partis" in comptoir("campagne", "envoyer", "essai", code=0).out
    assert "3 destinataires" in comptoir("campagne", "état", "essai", code=0).out


def test_the_equation_closes_in_json(campaign, people):
    campaign("queue", "essai")
    campaign("send", "essai", "--limit", "2")
    [channel] = campaign("status", "essai", "--json").json["channels"]
    assert channel["recipients"] == sum(channel["counts"].values()) == 3
    assert channel["counts"] == {"queued": 1, "sent": 2}


def test_exclusions_are_said_before_anything_leaves(campaign, people):
    data = campaign("queue", "essai", "--channel", "letter", "--json").json
    assert data["excluded"] == {"other_channel": 3, "no_address": 1}
    assert data["segment_size"] == data["queued"] + sum(data["excluded"].values())


def test_who_no_channel_reaches_is_named(campaign, people):
    missed = people[4].reference
    assert campaign("queue", "essai", "--json").json["unreached"] == [missed]
    assert missed in campaign("check", "essai").out


def test_a_preview_needs_no_base(comptoir, project_dir, monkeypatch):
    write_campaign(project_dir)
    monkeypatch.chdir(project_dir)
    out = comptoir("campaign", "preview", "essai", code=0).out
    folder = project_dir / "var" / "preview" / "essai"
    assert {path.suffix for path in folder.iterdir()} == {".html", ".txt", ".eml", ".pdf"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert "une personne d’exemple" in out
    assert not (project_dir / "var" / "comptoir.db").exists()
    assert not (project_dir / "var" / "secrets.toml").exists()


def test_a_preview_for_somebody_leaves_a_trace(campaign, people, ctx):
    out = campaign("preview", "essai", "--for", people[0].reference, "--channel", "letter").out
    assert people[0].reference in out
    assert "1 page" in out
    with reading(ctx) as db:
        from sqlalchemy import select

        from comptoir.store.tables.audit import access_log

        acts = db.execute(select(access_log.c.act)).scalars().all()
    assert "campaign.preview" in acts


def test_a_preview_says_when_the_person_would_not_receive_it(campaign, people):
    out = campaign("preview", "essai", "--pour", people[4].reference, "--canal", "lettre").out
    assert "ne recevra pas cet envoi" in out
    assert "il manque la commune" in out


def test_the_longest_case_is_found(campaign, people, ctx):
    [one] = add_people(
        ctx, [{"last_name": "Nom-Très-Long-De-Famille-Composée", "email": "x@example.org"}]
    )
    assert one.reference in campaign("preview", "essai", "--longest", "--channel", "email").out


def test_a_good_campaign_has_nothing_to_say(campaign, ctx):
    crowd(ctx, 3)
    out = campaign("check", "essai").out
    assert "Rien à signaler" in out


def test_check_lists_what_the_law_and_the_post_would_say(campaign, ctx, people):
    write_campaign(
        ctx.root, subject='"RE: votre demande"', purpose="dons",
        body="Bonjour {{ contact.civility }},\n\n![x](y.png)\n\nPour vous désinscrire, écrivez.\n\n"
        + "Un paragraphe. " * 600,
    )  # fmt: skip
    add_people(ctx, [{"email": "", "street": "rue sans numéro"}])
    found = campaign("check", "essai", "--json", code=0).json
    codes = {one["code"] for one in found}
    assert {"MLG010", "MLG018", "MLG021", "MLG022", "MLG028", "MLG029"} <= codes
    assert all(one["remedy"] for one in found)


def test_whose_fiche_leaves_a_hole_is_set_aside_and_the_others_are_written_to(
    campaign, ctx, people
):
    write_campaign(ctx.root, body="Chère {{ contact.first_name }},\n\nVenez samedi.")
    [holed] = add_people(ctx, [{"first_name": "", "email": "sans-prenom@example.org"}])
    found = [
        one["severity"]
        for one in campaign("check", "essai", "--json", code=0).json
        if one["code"] == "MLG022" and "salutation" in one["found"]
    ]
    assert set(found) == {"warning"}
    out = campaign("queue", "essai").out
    assert "3 destinataires en attente" in out
    assert "1  message incomplet pour eux" in out
    assert f"Mis de côté, leur fiche à compléter : {holed.reference}." in out


def test_a_hole_in_everybody_s_message_refuses_the_mailing(campaign, ctx):
    write_campaign(ctx.root, body="Chère {{ contact.first_name }},\n\nVenez samedi.")
    add_people(ctx, [{"first_name": "", "email": f"p{rank}@example.org"} for rank in range(2)])
    assert "MLG022" in campaign("queue", "essai", code=3).err


def test_check_without_a_base_still_reads_the_file(comptoir, project_dir, monkeypatch):
    write_campaign(project_dir)
    monkeypatch.chdir(project_dir)
    assert "Rien à signaler" in comptoir("campaign", "check", "essai", code=0).out


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"segment": "tou"}, "tous"),
        ({"purpose": "vie-asociative"}, "vie-associative"),
        ({"channels": "[lettre]"}, "letter"),
        ({"channels": "[social]"}, "réseaux assembler"),
        ({"body": "{{ contact.prenom }}"}, "contact.first_name"),
        ({"body": "{% if %}"}, "ligne 13"),
        ({"subject": ""}, "subject"),
        ({"objet": "x"}, "objet"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "queue", "preview"])
def test_a_faulty_file_says_where_and_what_to_do(campaign, ctx, changes, said, verb):
    write_campaign(ctx.root, **changes)
    if verb == "preview" and "segment" in changes:
        return
    done = campaign(verb, "essai", code=2)
    assert "content/campagnes/essai.md" in done.err
    assert said in done.err


@pytest.mark.parametrize("verb", ["check", "preview", "queue", "send", "status", "cancel"])
def test_an_unknown_campaign_proposes_the_nearest(campaign, verb):
    assert "« essai »" in campaign(verb, "esai", "--yes", code=2).err


def test_an_unknown_contact_is_said(campaign, people):
    assert "C-999999" in campaign("preview", "essai", "--for", "C-999999", code=2).err


@pytest.mark.parametrize("channel", ["social", "pigeon"])
def test_another_channel_is_refused(campaign, channel):
    assert "canal" in campaign("queue", "essai", "--channel", channel, code=2).err


def test_a_channel_the_campaign_does_not_have_is_refused(campaign, ctx):
    write_campaign(ctx.root, channels="[email]")
    assert "lettre" in campaign("queue", "essai", "--channel", "letter", code=2).err


def test_sending_before_queueing_says_what_to_do(campaign):
    assert "préparer essai" in campaign("send", "essai", code=2).err


def test_a_clone_without_a_base_says_so(comptoir, project_dir, monkeypatch):
    write_campaign(project_dir)
    monkeypatch.chdir(project_dir)
    for words in (("queue", "essai"), ("status", "essai"), ("send", "essai")):
        assert "pas de base" in comptoir("campaign", *words, code=2).err
    assert "essai" in comptoir("campaign", "list", code=0).out


def test_the_list_shows_unreadable_files_too(campaign, ctx, people):
    (ctx.root / "content/campagnes/cassé.md").write_text("sans en-tête")
    campaign("queue", "essai")
    done = campaign("list")
    assert "3 en attente" in done.out
    assert "cassé.md" in done.err


def test_nothing_leaves_by_a_server_without_a_yes(campaign, ctx, people):
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").replace('channel = "file"', 'channel = "smtp"')
    path.write_text(text, "utf-8")
    campaign("queue", "essai")
    assert "--yes" in campaign("send", "essai", code=3).err
    assert "serveur" in campaign("send", "essai", "--yes", code=2).err
    assert "3 en attente" in campaign("status", "essai").out


def test_a_full_disk_loses_nobody(campaign, ctx, people, monkeypatch):
    campaign("queue", "essai")
    import errno

    from comptoir.channels import file

    def full(path, _content):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        from comptoir.errors.french import os_error

        def write(path, content):
            try:
                full(path, content)
            except OSError as error:
                raise os_error(error) from error

        patched.setattr(file, "write_private", write)
        err = campaign("send", "essai", code=4).err
    assert "disque est plein" in err
    assert "3 en attente" in err
    assert "3 partis" in campaign("send", "essai").out


def test_sending_doubtful_messages_again_asks_first(campaign, people):
    campaign("queue", "essai")
    assert "deux fois" in campaign("send", "essai", "--doubtful", "again", code=3).err
    assert "0 message" in campaign("send", "essai", "--douteux", "sent").out


def test_cancelling_asks_first(campaign, people):
    campaign("queue", "essai")
    assert "--yes" in campaign("cancel", "essai", code=3).err
    assert "3 messages" in campaign("cancel", "essai", "--yes").out
