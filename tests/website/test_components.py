"""Components of Markdown on a built site: what each shows, and what a mistake says."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from comptoir.errors import InputError
from comptoir.readers.content import parse_page, read_content
from comptoir.rules.registry import chosen
from comptoir.site.embeds import embed_of
from comptoir.site.source import PageKind

import rule_trial
from make_site import SmallSite, make_site, page_text

TEAM = """
[[member]]
name = "Camille Exemple"
role = "Présidence"
group = "Bureau"
photo = "portrait.jpg"
email = "camille@amis.example.org"
[[member]]
name = "Dominique Exemple"
role = "Coordination"
group = "Équipe"
"""
FORMS = """
[forms.contact]
action = "/recevoir/contact"
title = "Nous écrire"
purpose = "demandes"
notice = "Nous répondons sous huit jours."
[[forms.contact.field]]
name = "nom"
label = "Votre nom"
required = true
autocomplete = "name"
[[forms.contact.field]]
name = "sujet"
label = "Sujet"
kind = "select"
options = ["Adhésion", "Autre"]
help = "Un seul choix."
"""


PURPOSE = """
[purposes.demandes]
title = "Répondre à vos demandes"
basis = "legitimate"
interest = "vous répondre"
subjects = ["personnes qui nous écrivent"]
data = ["nom", "mél", "message"]
recipients = ["accueil", "coordination"]
retention = "Un an après la réponse"
"""


MESSAGE = """
[[forms.contact.field]]
name = "mel"
label = "Votre mél"
kind = "email"
required = true
autocomplete = "email"
[[forms.contact.field]]
name = "message"
label = "Votre message"
kind = "textarea"
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = make_site(tmp_path)
    made.write("legal/processing.toml", PURPOSE)
    return made


def shown(site: SmallSite, body: str) -> LexborHTMLParser:
    site.page("content/pages/essai.md", "Essai", body=body)
    report = site.build()
    assert report.held == ()
    return LexborHTMLParser(site.html("/essai/"))


def faults(body: str) -> list[tuple[int, str]]:
    with pytest.raises(InputError) as caught:
        parse_page(page_text("Essai", body=body), shown="content/pages/e.md", kind=PageKind.PAGE)
    return [(fault.at.line if fault.at else 0, str(fault)) for fault in caught.value.faults]


def test_a_notice_holds_markdown(site: SmallSite):
    page = shown(site, '::: note titre="Bon à savoir"\nLe quai **glisse**.\n\n- un\n:::\n\nAprès.')
    note = page.css_first("div.notice[role=note]")
    assert note.css_first(".notice-title").text() == "Bon à savoir"
    assert note.css_first("strong").text() == "glisse"
    assert note.css_first("li").text() == "un"
    assert "markdown" not in note.attributes
    assert ":::" not in page.css_first("main").text()


def test_a_button_leads_to_a_page(site: SmallSite):
    link = shown(site, "::: bouton vers=/contact/\nNous écrire\n:::").css_first(".call a.button")
    assert (link.attributes["href"], link.text()) == ("/contact/", "Nous écrire")


def test_figures_and_galleries_take_words_from_the_register(site: SmallSite):
    site.edit(
        "content/images/register.toml",
        'alt = "Un quai au matin"',
        'alt = "Un quai au matin"\ncaption = "Le quai, un matin d’avril"',
    )
    page = shown(
        site,
        "::: galerie\nquai.jpg\nportrait.jpg : À l’établi\n:::\n\n"
        "::: figure image=quai.jpg\nIci\n:::",
    )
    captions = [node.text() for node in page.css(".gallery figcaption")]
    assert captions[0].startswith("Le quai, un matin d’avril")
    assert "Ana Exemple (CC-BY-4.0)" in captions[0]
    assert captions[1].startswith("À l’établi")
    assert page.css_first(".gallery img").attributes["alt"] == "Un quai au matin"
    assert page.css(".prose > figure figcaption")[-1].text().startswith("Ici")


def test_lists_of_events_and_offers(site: SmallSite):
    page = shown(site, "::: agenda nombre=1\n\n::: offre ref=KIT\n:::\n\nFin.")
    assert [node.text() for node in page.css(".prose .event-row a")] == ["La fête"]
    assert page.css_first(".prose .offer-card a").attributes["href"] == "/offres/kit/"
    assert "39,00" in page.css_first(".prose .price").text()


def test_a_cancelled_event_and_a_draft_offer_are_not_listed(site: SmallSite):
    site.edit("content/agenda/2026-12-05-fete.md", "price: libre", "price: libre\nstate: cancelled")
    site.edit("content/offres/kit.md", "sku: KIT", "sku: KIT\nstatus: draft")
    page = shown(site, "::: agenda\n\n::: offre ref=kit")
    assert "Aucun rendez-vous" in page.css_first(".prose").text()
    assert page.css_first(".offer-card") is None


def test_downloads_say_type_and_size(site: SmallSite):
    site.write("content/fichiers/statuts.pdf", b"%PDF-" + b"0" * 48_000)
    site.write("content/fichiers/pas-offert.pdf", b"secret")
    page = shown(site, "::: telechargements\nstatuts.pdf : Les statuts\n:::")
    item = page.css_first(".downloads li")
    assert item.text().replace("\xa0", " ") == "Les statuts (PDF, 48 ko)"
    assert item.css_first("a").attributes["href"] == "/fichiers/statuts.pdf"
    assert (site.output / "fichiers/statuts.pdf").stat().st_size == 48_005
    assert not (site.output / "fichiers/pas-offert.pdf").exists()


def test_the_team_comes_from_its_file(site: SmallSite):
    site.write("content/data/equipe.toml", TEAM)
    page = shown(site, "::: equipe groupe=Bureau")
    assert [node.text() for node in page.css(".people .who")] == ["Camille Exemple"]
    assert page.css_first(".people img").attributes["alt"] == ""
    assert page.css_first(".people a").attributes["href"] == "mailto:camille@amis.example.org"


def test_a_form_is_static_and_declared(site: SmallSite):
    site.write("content/data/formulaires.toml", FORMS)
    page = shown(site, "::: formulaire nom=contact")
    form = page.css_first("form")
    assert form.attributes["action"] == "/recevoir/contact"
    assert all(page.css_first(f"#{label.attributes['for']}") for label in form.css("label"))
    assert "required" in form.css_first("input[name=nom]").attributes
    assert "facultatif" in form.css_first("label[for=f-contact-sujet]").text()
    assert "*" in form.css_first("label[for=f-contact-nom]").text()
    assert "(*) sont obligatoires" in form.text()
    told = " ".join(form.text().split())
    for words in ("Responsable : Les Amis de l’Exemple", "Répondre à vos demandes",
                  "notre intérêt légitime (vous répondre)", "accueil et coordination",
                  "Un an après la réponse", "vous y opposer", "saisir la CNIL",
                  "contact@amis.example.org", "Nous répondons sous huit jours"):  # fmt: skip
        assert words in told.replace("\u202f", " ").replace("\xa0", " "), words
    assert form.css_first("a[href='/confidentialite/']") is not None
    trap = form.css_first("input[name=ne-pas-remplir]")
    assert trap.attributes["tabindex"] == "-1"
    assert trap.parent.attributes["aria-hidden"] == "true"
    scripts = [node.attributes.get("src") or "" for node in page.css("script:not([type])")]
    assert [src.partition("?")[0] for src in scripts] == ["/theme/js/scheme.js"]


def test_a_form_that_sends_elsewhere_is_refused(site: SmallSite):
    site.write("content/data/formulaires.toml", FORMS.replace("/recevoir", "https://a.example.com"))
    site.page("content/pages/essai.md", body="::: formulaire nom=contact")
    said = [str(fault) for fault in read_content(site.root).faults]
    assert any("content/data/formulaires.toml" in one for one in said)
    assert any("aucun formulaire déclaré" in one for one in said)


def test_a_form_names_a_purpose_of_the_record(site: SmallSite):
    site.write("content/data/formulaires.toml", FORMS.replace('"demandes"', '"demande"'))
    site.page("content/pages/essai.md", body="::: formulaire nom=contact")
    held = {page.path: page.reasons[0] for page in site.build().held}
    said = held["content/data/formulaires.toml"]
    assert "ligne 5, « forms.contact.purpose » : aucune finalité ne s’appelle « demande »" in said
    assert "Vouliez-vous écrire « demandes »" in said
    assert "ne sert aucune finalité connue" in held["content/pages/essai.md"]
    assert not (site.output / "essai").exists()
    site.write("content/data/formulaires.toml", FORMS.replace('purpose = "demandes"', ""))
    (fault, *_) = read_content(site.root).faults
    assert "il manque « purpose »" in str(fault)


def test_no_rule_on_forms_finds_fault_with_ours(site: SmallSite):
    site.write("content/data/formulaires.toml", FORMS + MESSAGE)
    shown(site, "::: formulaire nom=contact")
    page = rule_trial.page(site.html("/essai/"), path="essai/index.html")
    assert rule_trial.try_on(chosen(("FRM", "ACC")), [page], rule_trial.scope()) == []


def test_questions_open_and_are_told_to_machines(site: SmallSite):
    page = shown(site, "::: questions\n### Où ?\n\nAu **quai**.\n\n### Quand ?\n\nSamedi.\n:::")
    assert [node.text() for node in page.css("details summary")] == ["Où\u202f?", "Quand\u202f?"]
    assert page.css_first("details strong").text() == "quai"
    assert '"@type":"FAQPage"' in page.css_first("script[type='application/ld+json']").text()


def test_a_page_of_questions_keeps_their_anchors(site: SmallSite):
    site.page(
        "content/pages/faq.md",
        "Questions",
        "template: faq\n",
        "Intro.\n\n## Où venir ?\n\nIci.\n\n## 2 fois ?\n\nOui.",
    )
    site.build()
    page = LexborHTMLParser(site.html("/faq/"))
    assert [node.attributes["id"] for node in page.css("details")] == ["ou-venir", "q-2-fois"]
    assert page.css_first(".prose > p").text() == "Intro."


def test_row_86_a_video_has_its_poster_captions_and_transcript(site: SmallSite):
    for name in ("visite.mp4", "visite.vtt", "cloche.mp3"):
        site.write(f"content/fichiers/{name}", b"x" * 10)
    page = shown(
        site,
        '::: video fichier=visite.mp4 affiche=quai.jpg sous-titres=visite.vtt titre="La visite"\n'
        "On entre par la porte *bleue*.\n:::\n\n"
        '::: audio fichier=cloche.mp3 titre="La cloche"\nDing.\n:::',
    )
    video = page.css_first("video")
    assert video.attributes["poster"].startswith("/images/quai-")
    assert video.attributes["preload"] == "none"
    assert video.css_first("track[kind=captions]").attributes["src"] == "/fichiers/visite.vtt"
    assert [node.text().strip() for node in page.css("details")] == [
        "Transcription\nOn entre par la porte bleue.",
        "Transcription\nDing.",
    ]
    assert (site.output / "fichiers/visite.vtt").exists()
    for missing in ("affiche=quai.jpg", "sous-titres=visite.vtt"):
        ((line, said),) = faults(
            '::: video fichier=v.mp4 affiche=quai.jpg sous-titres=visite.vtt titre="V"\nMots.\n:::'
            .replace(missing, "")
        )  # fmt: skip
        assert (line, missing.split("=")[0] in said) == (8, True)
    ((_, said),) = faults('::: audio fichier=a.mp3 titre="A"\n:::')
    assert "vide" in said


def test_an_embed_is_a_link_that_says_who_will_know(site: SmallSite):
    page = shown(
        site, '::: integration adresse=https://video.example.org/v/1 service=PeerTube titre="Film"'
    )
    assert page.css_first("iframe") is None
    assert page.css_first(".embed a").attributes["href"] == "https://video.example.org/v/1"
    assert "adresse IP" in page.css_first(".embed").text()


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Un.\n\n::: notte\nx\n:::", 10, "« note »"),
        ("::: bouton ver=/a/\nx\n:::", 8, "« vers »"),
        ("::: bouton\nx\n:::", 8, "il manque « vers »"),
        ("::: bouton vers=javascript:alert(1)\nx\n:::", 8, "n’est pas une adresse"),
        ("::: note\nx", 8, "n’est pas refermé"),
        ("::: note\n::: note\nx\n:::", 8, "n’est pas refermé"),
        ("Un.\n:::", 9, "ne referme aucun composant"),
        ("::: note\n:::", 8, "est vide"),
        ("::: agenda nombre=beaucoup", 8, "de 1 à 99"),
        ("::: figure image=../secret.jpg\n:::", 8, "sans dossier"),
        ("::: note titre=Deux mots\nx\n:::", 8, "clé=valeur"),
        ("::: bouton vers=/a/ vers=/b/\nx\n:::", 8, "écrit deux fois"),
        ("::: questions\nRien.\n:::", 8, "aucune question"),
        ('::: video fichier=v.avi titre=V affiche=a.jpg sous-titres=v.srt\nx\n:::', 8, "attendu"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line_and_what_was_meant(body: str, line: int, words: str):
    found = faults(body)
    assert any(at == line and words in said for at, said in found), found


def test_components_in_code_are_left_alone(site: SmallSite):
    page = shown(site, "```\n::: notte\n:::\n```\n\n    ::: autre\n\n`::: x`")
    assert "::: notte" in page.css_first("pre").text()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("::: offre ref=kitt", "« kit »"),
        ("::: telechargements\nstatut.pdf\n:::", "le fichier statut.pdf n’existe pas"),
        ("Voir [ici](/fichiers/absent.pdf).", "le fichier absent.pdf n’existe pas"),
        ("::: equipe", "personne à présenter"),
        ("::: formulaire nom=x", "aucun formulaire déclaré"),
        ("::: galerie\nabsente.jpg\n:::", "absente.jpg"),
    ],
)
def test_what_a_component_names_must_be_there(site: SmallSite, body: str, words: str):
    site.page("content/pages/essai.md", "Essai", body=f"Un.\n\n{body}")
    report = site.build()
    (held,) = report.held
    assert held.path == "content/pages/essai.md"
    assert words in " ".join(held.reasons)
    assert "ligne 1" in " ".join(held.reasons)


def test_a_file_out_of_its_folder_is_never_offered(site: SmallSite, tmp_path: Path):
    (tmp_path / "secret.pdf").write_bytes(b"x")
    (site.root / "content/fichiers").mkdir()
    (site.root / "content/fichiers/lien.pdf").symlink_to(tmp_path / "secret.pdf")
    site.page("content/pages/essai.md", body="::: telechargements\nlien.pdf\n:::")
    assert [held.path for held in site.build().held] == ["content/pages/essai.md"]


FILM = "https://www.youtube.com/watch?v=abcdefghijk"


def test_another_service_waits_for_the_reader(site: SmallSite):
    page = shown(site, f'::: integration adresse={FILM} titre="Le film" affiche=quai.jpg')
    figure = page.css_first("figure.embed")
    assert page.css_first("iframe") is None
    assert figure.attributes["data-embed"] == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert figure.css_first("a").attributes["href"] == FILM
    assert "hidden" in figure.css_first("button").attributes, "without JavaScript, a link alone"
    assert "youtube-nocookie.com" in figure.text()
    assert "adresse IP" in figure.text()
    called = [node.attributes.get("src") or "" for node in page.css("script, img, link, iframe")]
    assert not any("youtube" in address for address in called)


def test_only_services_that_a_page_shows_may_be_framed(site: SmallSite):
    def told() -> str:
        return (site.output / "_headers").read_text("utf-8")

    site.build()
    assert "frame-src" not in told()
    shown(site, f'::: integration adresse={FILM} titre="Le film"')
    assert "; frame-src https://www.youtube-nocookie.com;" in told().replace("\n", ";")
    site.page("content/pages/essai.md", "Essai", "status: draft\n",
              f'::: integration adresse={FILM} titre="F"')  # fmt: skip
    site.build()
    assert "frame-src" not in told()


@pytest.mark.parametrize(
    ("address", "service", "frame"),
    [
        ("https://youtu.be/abcdefghijk?t=3", "", "https://www.youtube-nocookie.com/embed/abcdefghi"),
        ("https://www.youtube.com/shorts/abcdefghijk", "", "https://www.youtube-nocookie.com/embed"),
        ("https://vimeo.com/12345/ab12", "", "https://player.vimeo.com/video/12345?h=ab12&dnt=1"),
        ("https://v.example.org/w/abcdEFGH12", "PeerTube", "https://v.example.org/videos/embed/abc"),
        ("https://www.openstreetmap.org/#map=17/47.6512/-2.0851", "",
         "https://www.openstreetmap.org/export/embed.html?bbox=-2.08853,47.6"),
    ],
)  # fmt: skip
def test_addresses_of_services_are_known(address: str, service: str, frame: str):
    found = embed_of(address, service)
    assert found is not None
    assert found.frame.startswith(frame)


@pytest.mark.parametrize(
    "address",
    ["https://www.youtube.com/", "https://www.youtube.com/watch?v=<script>", "https://vimeo.com/a",
     "http://youtu.be/abcdefghijk", "https://youtube.com.example.org/watch?v=abcdefghijk",
     "https://jo@youtube.com/watch?v=abcdefghijk", "https://www.openstreetmap.org/#map=99/1/1",
     "https://v.example.org/w/abcdEFGH12", "https://[x"],
)  # fmt: skip
def test_other_addresses_stay_links(address: str):
    assert embed_of(address) is None


def test_a_link_to_an_unknown_service_names_it():
    ((line, said),) = faults('::: integration adresse=https://a.example.org/1 titre="F"')
    assert (line, "il manque « service »" in said) == (8, True)


SLOTS = """published = 2026-11-20
[[kind]]
title = "Permanence <d’accueil>"
place = "Au bureau"
minutes = 30
starts = [2026-11-24T14:00:00, 2026-12-01T14:30:00, 2026-12-01T14:00:00]
"""


def test_free_hours_are_shown_from_the_next_day_on(site: SmallSite):
    site.write("content/data/creneaux.toml", SLOTS)
    page = shown(site, "::: creneaux")
    times = [node.attributes["datetime"] for node in page.css(".slots time")]
    assert times == ["2026-12-01T14:00", "2026-12-01T14:30"]
    assert page.css_first(".slots .who").text() == "Permanence <d’accueil>"
    assert "20 novembre 2026" in page.css_first(".slots > .small:last-child").text()


def test_when_no_hour_is_left_the_page_says_so_and_how_to_call(site: SmallSite):
    site.write("content/data/creneaux.toml", "published = 2026-11-20\n")
    page = shown(site, "::: creneaux")
    assert "Aucune heure n’est libre" in page.css_first(".slots").text()
    assert page.css(".slots a")


def test_a_form_offers_the_free_hours_and_another(site: SmallSite):
    site.write("content/data/creneaux.toml", SLOTS)
    field = '[[forms.contact.field]]\nname = "heure"\nlabel = "Quelle heure ?"\nkind = "slot"\n'
    site.write("content/data/formulaires.toml", FORMS + field)
    select = shown(site, "::: formulaire nom=contact").css_first("select[name=heure]")
    values = [one.attributes.get("value", one.text()) for one in select.css("option")]
    assert values[0] == "" and values[-1] == "Une autre heure, à convenir"
    assert values[1] == "mardi 1er décembre 2026 à 14\xa0h : Permanence <d’accueil>"
    assert len(values) == 4
