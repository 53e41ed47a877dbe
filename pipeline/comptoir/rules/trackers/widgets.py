from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.html import HtmlPage

REMEDY = "Mettez un lien vers le service, ou chargez le module au clic avec un mot d’information."


@rule(
    "CKI017",
    "Module externe chargé d’emblée",
    severity=WARNING,
    basis="loi 78-17, art. 82 ; RGPD, art. 13 et 28",
    surface=HtmlPage,
)
def widgets(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les modules de tiers chargés sans geste du lecteur : HelloAsso, Calendly, Google
    Forms, Mailchimp, sons et agendas.

    Biais : seuls les services connus ; même déclaré, le module doit attendre le clic.

    ```html refusé
    <iframe src="https://www.helloasso.com/associations/x/widget" title="Adhérer"></iframe>
    ```

    ```html accepté
    <a href="https://www.helloasso.com/associations/exemple">Adhérer sur HelloAsso</a>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.WIDGET, Use.SOUND), REMEDY)
