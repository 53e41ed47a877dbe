from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.calling import of_uses, on_page, on_sheet
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage

REMEDY = "Copiez les polices dans le site : elles seront aussi plus rapides."


@rule(
    "CKI004",
    "Polices d’un tiers",
    severity=WARNING,
    basis="RGPD, art. 5, 6 et 44",
    surface=HtmlPage,
)
def remote_fonts(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les polices demandées à Google, Adobe ou un autre tiers, dans les pages et les
    feuilles de style.

    Biais : seuls les services de polices connus ; une police d’un autre hôte relève de CKI002.

    ```html refusé
    <link rel="preconnect" href="https://fonts.gstatic.com">
    ```

    ```css refusé
    @font-face { src: url(https://fonts.gstatic.com/s/a.woff2) }
    ```

    ```css accepté
    @font-face { src: local("Source Sans"), url(/theme/fonts/a.woff2) }
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.FONTS), REMEDY)


@remote_fonts.on(StyleSheet)
def in_sheet(sheet: StyleSheet) -> Iterator[Fault]:
    yield from on_sheet(sheet, of_uses(sheet.calls, Use.FONTS), REMEDY)
