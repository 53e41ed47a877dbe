import re
from collections.abc import Iterator

from comptoir.law.languages import is_known
from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|et|est|une|un|dans|pour|nous|vous|avec|sur|aux|qui|que)\b"
)
WORD = re.compile(r"[^\W\d_]+")
ENOUGH, SHARE = 60, 0.16  # words read, and share of French small words from which it is French


@rule(
    "ACC010",
    "Langue de la page",
    severity=WARNING,
    basis="RGAA 8.3 et 8.4",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("b5c3f8", "bf051a"),
)
def page_language(page: HtmlPage) -> Iterator[Fault]:
    """Cherche la langue de la page (attribut lang), et si c’est la bonne.

    Biais : seule l’erreur flagrante est vue : un texte français annoncé dans une autre langue.

    ```html refusé
    <!doctype html><html><head><title>Une page</title></head><body><p>Bonjour</p></body></html>
    ```

    ```html refusé
    <!doctype html><html lang="#1"><head><title>Une page</title></head><body></body></html>
    ```

    ```html accepté
    <p>Bonjour</p>
    ```
    """
    root = page.first("html")
    if root is None or not page.is_document:
        return
    lang = page.lang
    if not lang:
        at = page.place(root)
        yield Fault(at, "la page ne dit pas sa langue", 'Écrivez <html lang="fr">.', MISSING)
    elif not is_known(lang):
        yield Fault(page.place(root), "la langue de la page n’existe pas", 'Écrivez lang="fr".')
    elif not lang.lower().startswith("fr") and _is_french(page.text):
        found = f"la page se dit en « {lang} » et son texte est en français"
        yield Fault(page.place(root), found, 'Écrivez lang="fr".')


def _is_french(text: str) -> bool:
    plain = folded(text[:4000])
    words = len(WORD.findall(plain))
    return words >= ENOUGH and len(FRENCH.findall(plain)) / words >= SHARE
