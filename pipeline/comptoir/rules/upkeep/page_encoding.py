from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "LEC002",
    "Encodage de la page",
    severity=WARNING,
    basis="HTML (WHATWG), § 4.2.5.4 ; RGAA 8.2",
    surface=HtmlPage,
)
def page_encoding(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui annoncent un encodage et sont écrites dans un autre : leurs lettres
    accentuées s’affichent mal (« Ã© » ou « � » au lieu de « é »).

    La page est jugée d’après l’encodage qui la lit vraiment.

    Biais : un serveur peut corriger l’annonce ; une page sans lettre accentuée n’est pas jugée.

    ```html refusé
    <html lang="fr"><head><meta charset="iso-8859-1"><title>Été</title></head><body></body></html>
    ```

    ```html accepté
    <html lang="fr"><head><meta charset="utf-8"><title>Été</title></head><body></body></html>
    ```

    ```html accepté
    <html lang="fr"><head><meta charset="iso-8859-1"><title>Avril</title></head><body></body></html>
    ```
    """
    written = page.written
    if written.is_misread:
        said, real = written.announced.upper(), written.encoding.upper()
        found = f"la page annonce {said} et elle est écrite en {real} : ses accents s’affichent mal"
        at = page.place(page.first("meta"))
        yield Fault(at, found, 'Enregistrez-la en UTF-8 et écrivez <meta charset="utf-8">.')
