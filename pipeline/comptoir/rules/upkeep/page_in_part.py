from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.encoding import LARGEST
from comptoir.site.html import HtmlPage

LIMIT = f"{LARGEST // 1_000_000} Mo"


@rule(
    "LEC003",
    "Page lue en partie",
    severity=WARNING,
    basis="constat : ce qui n’est pas lu n’est pas vérifié ; HTML (WHATWG), § 16.2",
    surface=HtmlPage,
)
def page_in_part(page: HtmlPage) -> Iterator[Fault]:
    """Signale les pages que l’on ne peut pas juger entièrement : un fichier vide, un jeu de cadres
    (<frameset>), dont le contenu est ailleurs, un fichier de plus de cinq mégaoctets.

    Biais : les pages d’un jeu de cadres sont jugées comme les autres quand elles sont dans le
    dossier.

    ```html refusé
    <html lang="fr"><head><title>Le club</title></head><frameset cols="20%,80%">
    <frame src="menu.html" title="Menu"><frame src="club.html" title="Le club"></frameset></html>
    ```

    ```html accepté
    <html lang="fr"><head><title>Le club</title></head><body><h1>Le club</h1></body></html>
    ```
    """
    if not page.source.strip():
        yield Fault(page.place(), "ce fichier est vide", "Écrivez la page, ou retirez-la.")
    elif not page.written.whole:
        found = f"cette page pèse plus de {LIMIT} : la suite n’est pas lue, ni vérifiée"
        yield Fault(page.place(), found, "Partagez-la en plusieurs pages.", TO_CHECK)
    elif frames := page.first("frameset"):
        found = "cette page est un jeu de cadres (<frameset>) : HTML les a retirés"
        remedy = "Réunissez le menu et le contenu dans chaque page ; vérifiez celles des cadres."
        yield Fault(page.place(frames), found, remedy)
