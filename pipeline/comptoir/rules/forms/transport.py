from collections.abc import Iterator

from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.site.forms import Form, data_forms
from comptoir.site.html import HtmlPage


@rule(
    "FRM006",
    "Envoi d’un formulaire en clair",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=HtmlPage,
)
def transport(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires de données personnelles envoyés sans chiffrement (http), par GET (les
    données passent dans l’adresse) ou par mailto.

    Biais : un formulaire sans action ni méthode est sans doute envoyé par un script : à vérifier.

    ```html refusé
    <form action="/envoi"><label>Mél <input type="email" name="mel"></label></form>
    ```

    ```html refusé
    <form action="mailto:a@example.org" method="post"><input name="nom" aria-label="Nom"></form>
    ```

    ```html accepté
    <form action="/envoi" method="post"><label>Mél <input type="email" name="mel"></label></form>
    ```
    """
    for form in data_forms(page):
        yield from _judge(page, form)


def _judge(page: HtmlPage, form: Form) -> Iterator[Fault]:
    at, action = page.place(form.node), (form.action or "").lower()
    if action.startswith("mailto:"):
        yield Fault(at, "ce formulaire s’envoie par mailto", "Envoyez-le à un service en https.")
    elif action.startswith("http://") and not action.startswith(
        ("http://localhost", "http://127.")
    ):
        yield Fault(at, "ce formulaire s’envoie en clair (http)", "Employez une adresse en https.")
    elif form.method == "get" and not form.handled:
        if form.action:
            found = "ce formulaire met les données dans l’adresse (GET)"
            yield Fault(at, found, 'Écrivez method="post".')
        elif page.first("script") is not None:
            found = "ce formulaire n’a ni action ni méthode : un script l’envoie sans doute"
            yield Fault(at, found, "Vérifiez qu’il part en POST et en https.", TO_CHECK)
