from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.site.html import HtmlPage


@rule(
    "IMG017",
    "Image prise chez un tiers",
    severity=WARNING,
    basis="CPI, L122-4 ; RGPD, art. 5.1.c",
    surface=HtmlPage,
)
def hotlinked(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Cherche les images que la page va prendre chez un tiers qui n’est pas déclaré.

    Elles peuvent changer ou disparaître, et font connaître le lecteur à ce tiers.

    Biais : un hébergeur d’images déclaré au profil n’est pas en faute ; les pixels des services
    connus sont l’affaire des règles CKI.

    ```html refusé
    <img src="https://i.example.net/a.png" alt="Un quai">
    ```

    ```html accepté
    <img src="/images/a.png" alt="Un quai">
    ```
    """
    for call in page.calls:
        if call.kind == "image" and call.service is None and not scope.declares(call.host):
            found = f"une image est prise chez un tiers ({call.host})"
            yield Fault(page.place(call.node), found, "Hébergez-la vous-même, avec son droit.")
