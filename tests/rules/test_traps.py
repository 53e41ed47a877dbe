"""What a naive checker gets wrong (LAW, § 8): pages that must pass, pages that must not.

Pages are written in the manner of real sites of associations; the facts are invented.
"""

import pytest

from comptoir.finding import Severity
from comptoir.rules.registry import chosen

from rule_trial import scope, site, try_on

PRIVACY = """<h1>Confidentialité</h1>
<p>Le responsable du traitement est Les Ateliers de l’Exemple, contact@exemple.example.org.</p>
<p>Vos données servent à vous répondre (intérêt légitime à répondre à qui nous écrit) et à envoyer
la lettre avec votre consentement, que vous retirez quand vous voulez. Destinataires : le bureau et
notre hébergeur, Hébergement Fictif SCOP. Elles sont effacées après trois ans.</p>
<p>Vous pouvez accéder à vos données, les rectifier, les effacer, en limiter l’usage, les emporter
(portabilité), vous opposer, et adresser une réclamation à la CNIL.</p>"""
NOTICE = """<h1>Mentions légales</h1>
<h2>Éditeur</h2><p>Les Ateliers de l’Exemple, association loi 1901<br>
1 rue de l’Exemple, 35000 Rennes<br>Téléphone : 02 61 91 00 01</p>
<h2>Directrice de la publication</h2><p>Camille Exemple, présidente</p>
<h2>Hébergeur</h2><p>Hébergement Fictif SCOP, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</p>"""
FIELD = '<label>Mél <input type="email" name="m"></label>'
FOOT = '<footer><a href="/mentions/">Mentions légales</a> <a href="/vie/">Vie privée</a></footer>'


def built(
    *, notice: str = NOTICE, privacy: str = PRIVACY, home: str = "", **more: str
) -> dict[str, str]:
    """A small site that passes, with one page changed."""
    files = {
        "index.html": f"<h1>Accueil</h1>{home}{FOOT}",
        "mentions/index.html": f"{notice}{FOOT}",
        "vie/index.html": f"{privacy}{FOOT}",
    }
    return files | {name.replace("__", "."): text for name, text in more.items()}


def codes(files: dict[str, str], *, family: str, profile: str = "association") -> set[str]:
    pages, whole = site(files)
    rules = chosen(tuple(family.split()))
    found = try_on(rules, [*pages, *whole.styles, whole], scope(profile))
    return {finding.code for finding in found if finding.severity > Severity.INFO}


def test_the_model_site_has_no_legal_fault() -> None:
    for profile in ("association", "aucun"):
        assert codes(built(), family="MEN PRV CKI FRM", profile=profile) == set()


MUST_PASS = {
    # 1: no law number is dictated
    "no text is cited": built(notice=NOTICE.replace("Mentions légales", "Qui publie ce site")),
    # the law dictates facts, not words
    "one long sentence": built(
        notice="<h1>Infos légales</h1><p>Ce site est édité par Les Ateliers de l’Exemple, "
        "association loi 1901, 1, rue de l'Exemple 35000 RENNES, tél. 02.61.91.00.01. Camille "
        "Exemple, présidente, est directrice de la publication. Le site est hébergé par "
        "Hébergement Fictif SCOP, 2 rue du Test, 35000 Rennes, +33 1 99 00 00 01.</p>"
    ),
    "a table": built(
        notice="<h1>Mentions légales</h1><table><tr><th>Éditeur</th><td>Les Ateliers de l’Exemple, "
        "1 rue de l’Exemple, 35000 Rennes, 02 61 91 00 01</td></tr><tr><th>Directrice de la "
        "publication</th><td>Camille Exemple</td></tr><tr><th>Hébergeur</th><td>Hébergement Fictif "
        "SCOP, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</td></tr></table>"
    ),
    "a definition list": built(
        notice="<h1>Mentions légales</h1><dl><dt>Éditeur</dt><dd>Les Ateliers de l’Exemple</dd>"
        "<dt>Adresse</dt><dd>1 rue de l’Exemple<br>35000 Rennes</dd><dt>Téléphone</dt>"
        "<dd>02 61 91 00 01</dd><dt>Directrice de la publication</dt><dd>Camille Exemple</dd>"
        "<dt>Hébergeur</dt><dd>Hébergement Fictif SCOP<br>2 rue du Test<br>35000 Rennes<br>"
        "01 99 00 00 01</dd></dl>"
    ),
    "name first, last name in capitals": built(
        notice=NOTICE.replace("Camille Exemple", "EXEMPLE Camille")
    ),
    "accents lost and hard spaces": built(
        notice=NOTICE.replace(
            "1 rue de l’Exemple, 35000 Rennes", "1&nbsp;RUE DE L'EXEMPLE 35000&nbsp;RENNES"
        )
    ),
    "a director written for all genders": built(
        notice=NOTICE.replace("Directrice de la publication", "Directeur·rice de la publication")
    ),
    "the host's own SIREN": built(
        notice=NOTICE.replace(
            "01 99 00 00 01", "01 99 00 00 01, SIREN 123 456 782, SIRET 123 456 782 00000"
        )
    ),
    # 5: a link is not an embed, a banner is not due
    "a link to a video": built(
        home='<a href="https://www.youtube.com/watch?v=x">Voir la vidéo</a>'
    ),
    "a link to a map": built(home='<a href="https://www.google.com/maps/place/Rennes">Plan</a>'),
    "a share link": built(
        home='<a href="https://www.facebook.com/sharer/sharer.php?u=x">Partager</a>'
    ),
    "a parked script": built(
        home='<script type="text/plain" src="https://www.googletagmanager.com/gtag/js"></script>'
    ),
    "a facade": built(
        home='<button data-video="https://www.youtube-nocookie.com/embed/x">Voir la vidéo</button>'
    ),
    "structured data": built(
        home='<script type="application/ld+json">{"sameAs": ["https://www.facebook.com/x"]}</script>'
    ),
    "an image of the site by its full address": built(
        home='<img src="https://www.exemple.example.org/a.png" alt="Un quai">'
    ),
    "matomo at home, opt-out explained": built(
        home="<script>_paq.push(['trackPageView']);_paq.push(['setTrackerUrl','/m/matomo.php']);</script>",
        privacy=PRIVACY + "<p>Mesure d’audience par Matomo : vous pouvez vous y opposer ici.</p>",
    ),
    # forms
    "a search form by GET": built(
        home='<form action="/x/"><input type="search" name="q" aria-label="Chercher"></form>'
    ),
    "a filter": built(
        home='<form action="/agenda/"><label>Mois <select name="mois"><option>Mai</option></select>'
        "</label></form>"
    ),
    "an optional box ticked that is no consent": built(
        home='<label><input type="checkbox" name="souvenir" checked> Se souvenir de moi</label>'
    ),
    "a notice beside the form": built(
        home=f'<main><form action="/envoi" method="post">{FIELD}</form><p>Vos informations servent '
        "à vous répondre : <a href='/vie/'>vie privée</a>.</p></main>"
    ),
    # 8, 14: words are not facts
    "brackets that are no holes": built(
        notice=NOTICE + "<p>Voir l’étude [1] et « sic » [sic] (XXIe).</p>"
    ),
    "the CNIL named by its full name": built(
        privacy=PRIVACY.replace("à la CNIL", "auprès de la Commission nationale de l’informatique")
    ),
    "a tool named to say that it is not used": built(
        privacy=PRIVACY + "<p>Ce site n’utilise ni Google Analytics ni pixel Facebook.</p>"
    ),
    "no cookie, and none": built(privacy=PRIVACY + "<p>Ce site ne dépose aucun cookie.</p>"),
    "privacy inside the notice": {
        "index.html": "<h1>Accueil</h1><a href='/m/'>Mentions légales et données personnelles</a>",
        "m/index.html": NOTICE + PRIVACY.replace("h1>", "h2>"),
    },
    "fields named in the privacy notice are no holes": built(
        privacy=PRIVACY + "<ul><li>Votre nom</li><li>Nom de l’entreprise (à renseigner)</li></ul>"
    ),
    "the host named in passing": built(
        privacy=PRIVACY + "<h2>Cookies</h2><p>Seuls des cookies techniques indispensables peuvent "
        "être déposés par l’hébergeur.</p><p>Rien d’autre.</p>"
    ),
    "the facts under a heading of their own": built(
        notice="<h1>Mentions légales</h1><h2>Question sur vos droits</h2><p>Les Ateliers "
        "de l’Exemple, 1 rue de l’Exemple, 35000 Rennes, 02 61 91 00 01. Directrice de la "
        "publication : Camille Exemple. Hébergeur : Hébergement Fictif SCOP, 2 rue du Test, 35000 "
        "Rennes, 01 99 00 00 01.</p>"
    ),
    "privacy as a part of the notice, which names the publisher once": {
        "index.html": '<h1>Accueil</h1><a href="/m/">Mentions légales</a>',
        "m/index.html": NOTICE
        + PRIVACY.replace("h1>", "h2>").replace(
            "Le responsable du traitement est Les Ateliers de l’Exemple, ", "Écrivez à "
        ),
    },
    "a proof of ownership is no page": built(
        google123__html="google-site-verification: google123.html"
    ),
    "a forwarding stub is no page": built(
        vieux__html='<!doctype html><html lang="fr"><head><title>Vieux</title>'
        '<meta http-equiv="refresh" content="0; url=/"></head><body><a href="/">Ici</a></body>'
    ),
}


@pytest.mark.parametrize("files", MUST_PASS.values(), ids=MUST_PASS)
def test_a_trap_is_no_fault(files: dict[str, str]) -> None:
    assert codes(files, family="MEN PRV CKI FRM") == set()


WITHOUT_PROFILE = [n for n in MUST_PASS if n not in ("no text is cited",)]


@pytest.mark.parametrize("name", WITHOUT_PROFILE)
def test_a_trap_is_no_fault_without_a_profile_either(name: str) -> None:
    assert codes(MUST_PASS[name], family="MEN PRV CKI FRM", profile="aucun") == set()


MUST_FAIL = {
    "heading without content: director": (
        "MEN005",
        built(notice=NOTICE.replace("<p>Camille Exemple, présidente</p>", "")),
    ),
    "heading without content: host": (
        "MEN007",
        built(notice=NOTICE.split("<h2>Hébergeur</h2>")[0] + "<h2>Hébergeur</h2>"),
    ),
    "heading without content: the page": ("MEN001", built(notice="<h1>Mentions légales</h1>")),
    "a function is no name": (
        "MEN005",
        built(notice=NOTICE.replace("Camille Exemple, présidente", "La présidente du bureau")),
    ),
    "an association directs no publication": (
        "MEN005",
        built(notice=NOTICE.replace("Camille Exemple, présidente", "Les Ateliers de l’Exemple")),
    ),
    "hosted by GitHub, and no more": (
        "MEN007",
        built(notice=NOTICE.split("<h2>Hébergeur</h2>")[0] + "<p>Hébergé par GitHub.</p>"),
    ),
    "host without telephone": ("MEN007", built(notice=NOTICE.replace(", 01 99 00 00 01", ""))),
    "only the host's telephone": (
        "MEN004",
        built(notice=NOTICE.replace("Téléphone : 02 61 91 00 01", "Écrivez-nous")),
    ),
    "a SIRET is no telephone": (
        "MEN004",
        built(notice=NOTICE.replace("Téléphone : 02 61 91 00 01", "SIRET 999 140 353 00015")),
    ),
    "placeholders are no facts": (
        "MEN004",
        built(notice=NOTICE.replace("02 61 91 00 01", "XX XX XX XX XX")),
    ),
    "placeholders are said": (
        "PRV017",
        built(notice=NOTICE + "<p>Capital : [montant à compléter]</p>"),
    ),
    "lorem ipsum": ("PRV017", built(privacy=PRIVACY + "<p>Lorem ipsum dolor sit amet.</p>")),
    "a text pasted from another organisation": (
        "MEN002",
        built(notice=NOTICE.replace("Les Ateliers de l’Exemple", "Le Club des Autres")),
    ),
    "another address": (
        "MEN002",
        built(notice=NOTICE.replace("1 rue de l’Exemple", "9 rue d’Ailleurs")),
    ),
    "a SIREN labelled SIRET": (
        "MEN022",
        built(notice=NOTICE.replace("Téléphone", "SIRET : 999 140 353. Téléphone")),
    ),
    "someone else's SIREN": (
        "MEN022",
        built(notice=NOTICE.replace("Téléphone", "SIREN : 123 456 782. Téléphone")),
    ),
    "a SIREN with a wrong key": (
        "MEN022",
        built(notice=NOTICE.replace("Téléphone", "SIREN : 999 140 354. Téléphone")),
    ),
    "the old article": ("MEN021", built(notice=NOTICE + "<p>Article 6-III de la LCEN.</p>")),
    "the closed platform": (
        "MEN021",
        built(notice=NOTICE + '<p><a href="https://ec.europa.eu/consumers/odr/">Litiges</a></p>'),
    ),
    "a notice as PDF only": (
        "MEN001",
        {"index.html": '<h1>A</h1><a href="/m.pdf">Mentions légales</a>', "m.pdf": ""},
    ),
    "a page that does not lead to the notice": (
        "MEN001",
        built(seule__html='<h1>Une page seule</h1><a href="/">Accueil</a>'),
    ),
    "the CNIL's address is not ours": (
        "MEN002",
        built(
            notice=NOTICE.replace("1 rue de l’Exemple, 35000 Rennes", "Rennes")
            + "<p>CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07</p>"
        ),
    ),
    "a stub under the name of the notice": (
        "MEN001",
        {"index.html": '<h1>Accueil</h1><a href="#">Mentions légales</a> <a href="#x">Suite</a>'},
    ),
    "a link to a notice that is not there": (
        "MEN001",
        {"index.html": '<h1>Accueil</h1><a href="/m/">Mentions légales</a>',
         "a.html": "<h1>A</h1><footer><h4>Informations légales</h4></footer>"},
    ),
    "no privacy notice": (
        "PRV001",
        {"index.html": '<h1>A</h1><a href="/m/">Mentions légales</a>', "m/index.html": NOTICE},
    ),
    "youtube-nocookie is not clean": (
        "CKI003",
        built(home='<iframe src="https://www.youtube-nocookie.com/embed/x" title="Film"></iframe>'),
    ),
    "fonts asked by @import": (
        "CKI004",
        built(a__css="@import url(//fonts.googleapis.com/css?family=A);"),
    ),
    "fonts asked by preconnect": (
        "CKI004",
        built(home='<link rel="preconnect" href="https://fonts.gstatic.com" crossorigin>'),
    ),
    "a pixel in noscript": (
        "CKI001",
        built(home='<noscript><img src="https://www.facebook.com/tr?id=1" alt=""></noscript>'),
    ),
    "a tracker started by an inline script": (
        "CKI006",
        built(home="<script>(function(){var s=document.createElement('script');s.async=1;"
              "s.src='https://www.googletagmanager.com/gtm.js?id=GTM-X';})();</script>"),
    ),
    "a third party in srcset": (
        "CKI002",
        built(home='<img src="/a.png" srcset="https://i.example.net/a.png 2x" alt="Un quai">'),
    ),
    "a third party nobody declares": (
        "PRV016",
        built(home='<script src="https://mesures.example.net/a.js"></script>'),
    ),
    "no cookie declared, and a tracker called": (
        "PRV016",
        built(home='<script src="https://www.googletagmanager.com/gtag/js"></script>',
              privacy=PRIVACY + "<p>Nous utilisons Google Analytics. Aucun cookie.</p>"),
    ),
    "consent without withdrawal": (
        "PRV010",
        built(privacy=PRIVACY.replace(", que vous retirez quand vous voulez", "")),
    ),
    "the CNIL for an old declaration": (
        "PRV011",
        built(privacy=PRIVACY.replace("adresser une réclamation à la CNIL", "lire nos statuts")
              + "<p>Déclaration CNIL n° 123.</p>"),
    ),
    "two rights only": (
        "PRV009",
        built(privacy="<h1>Vie privée</h1><p>Vous avez un droit d’accès et de rectification.</p>"),
    ),
    "a ticked newsletter": (
        "FRM002",
        built(home='<label><input type="checkbox" name="nl" checked> Recevoir la lettre</label>'),
    ),
    "terms and newsletter in one box": (
        "FRM003",
        built(home='<label><input type="checkbox" name="ok"> Les CGV et la newsletter</label>'),
    ),
    "a contact form by GET": (
        "FRM006",
        built(home=f'<form action="/envoi">{FIELD}</form>'),
    ),
    "a form sent elsewhere": (
        "FRM007",
        built(home=f'<form action="https://f.example.net/" method="post">{FIELD}</form>'),
    ),
    "a form with the footer's link only": (
        "FRM001",
        built(home=f'<main><form action="/envoi" method="post">{FIELD}</form></main>'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "files"), MUST_FAIL.values(), ids=MUST_FAIL)
def test_a_fault_is_found(code: str, files: dict[str, str]) -> None:
    assert code in codes(files, family="MEN PRV CKI FRM")
