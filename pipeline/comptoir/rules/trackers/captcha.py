from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.html import HtmlPage

REMEDY = "Employez un champ caché ou une preuve de travail hébergée par vous, ou attendez l’accord."


@rule(
    "CKI016",
    "Captcha de tiers",
    severity=ERROR,
    basis="loi 78-17, art. 82",
    surface=HtmlPage,
)
def captcha(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les captchas qui appellent un tiers (reCAPTCHA…) sans accord du lecteur.

    Pour la CNIL, un captcha qui suit aussi le visiteur n’est pas une simple mesure de sécurité.

    Biais : seuls les services connus ; un script qui parle de consentement est à vérifier.

    ```html refusé
    <script src="https://www.google.com/recaptcha/api.js"></script>
    ```

    ```html accepté
    <form method="post"><p hidden><label>Laissez vide <input name="site"></label></p></form>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.CAPTCHA), REMEDY)
